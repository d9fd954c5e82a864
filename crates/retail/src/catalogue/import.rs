//! Goods that come from a file: keyed by the SKU's code, so that the same file twice changes
//! nothing. A batch costs a handful of statements, whatever its size.

#[cfg(test)]
mod tests;

use super::category::{self, Tree};
use super::{FullSku, Goods, NewSku, Sku, barcode, full_sku, price_record, rules, store};
use crate::checks;
use crate::error::RetailError;
use kernel::{Act, CategoryId, GoodsId, Invalid, SkuId};
use platform::db::{DbError, Tx};
use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

/// A SKU as a file tells of it, with its goods.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ImportedGoods {
    /// The code of the goods; SKUs that share it are of the same goods. The SKU's code if absent.
    pub goods_code: Option<String>,
    /// What people call the goods.
    pub goods_name: String,
    /// Names from the top of the tree downwards, founded where they are new; may be empty.
    pub category: Vec<String>,
    /// The SKU. Barcodes are added to those it has.
    pub sku: NewSku,
}

/// Enters the SKUs whose code is new and brings the others up to what the file says; one answer
/// for each. What was switched off stays off, and a SKU stays with its goods.
pub fn import_goods(
    tx: &mut Tx<'_>,
    act: Act,
    imported: &[ImportedGoods],
) -> Result<Vec<Result<SkuId, RetailError>>, DbError> {
    let mut answers: Vec<Option<RetailError>> = imported
        .iter()
        .map(|one| check(one).err().map(RetailError::from))
        .collect();
    let good = |answers: &[Option<RetailError>]| -> Vec<usize> {
        (0..imported.len())
            .filter(|place| answers[*place].is_none())
            .collect()
    };
    let paths = good(&answers)
        .into_iter()
        .map(|place| imported[place].category.as_slice());
    let tree = category::found_paths(tx, act, paths)?;
    let mut desk = Desk::load(tx, imported, tree)?;
    let mut sku_ids = vec![SkuId(0); imported.len()];
    for place in good(&answers) {
        match desk.enter(tx, &imported[place]) {
            Ok(sku_id) => sku_ids[place] = sku_id,
            Err(refusal) => answers[place] = Some(refusal),
        }
    }
    desk.save(tx, act)?;
    let answer = |(refusal, sku_id): (Option<RetailError>, SkuId)| refusal.map_or(Ok(sku_id), Err);
    Ok(answers.into_iter().zip(sku_ids).map(answer).collect())
}

fn check(one: &ImportedGoods) -> Result<(), Invalid> {
    let mut wrong = Invalid::new();
    if let Some(code) = &one.goods_code {
        checks::code(&mut wrong, "/goods_code", code);
    }
    wrong.text("/goods_name", &one.goods_name, checks::NAME_MAX);
    category::note_path(&mut wrong, "/category", &one.category);
    let NewSku {
        code,
        name,
        barcodes,
        list_price,
        member_price,
        cost_price,
        ..
    } = &one.sku;
    checks::code(&mut wrong, "/sku/code", code);
    checks::optional_text(&mut wrong, "/sku/name", name, checks::NAME_MAX);
    checks::prices(&mut wrong, "/sku", *list_price, *member_price);
    checks::cost(&mut wrong, "/sku", *cost_price);
    checks::barcodes(&mut wrong, "/sku/barcodes", barcodes);
    wrong.check()
}

/// What is in the catalogue already, and what will have changed.
struct Desk {
    tree: Tree,
    goods: BTreeMap<String, Goods>,
    skus: BTreeMap<String, Sku>,
    /// The goods of SKUs that are there, whatever code the file gives them.
    goods_of: HashMap<GoodsId, String>,
    barcodes: HashMap<String, SkuId>,
    new_goods: BTreeSet<String>,
    changed_goods: BTreeSet<String>,
    new_skus: BTreeSet<String>,
    changed_skus: BTreeSet<String>,
    new_barcodes: Vec<(String, SkuId)>,
}

impl Desk {
    fn load(tx: &mut Tx<'_>, imported: &[ImportedGoods], tree: Tree) -> Result<Desk, DbError> {
        let codes: HashSet<&str> = imported.iter().map(|one| one.sku.code.as_str()).collect();
        let skus = store::skus_by_code(tx, codes)?;
        let codes: HashSet<&str> = imported.iter().map(goods_code).collect();
        let mut goods = store::goods_by_code(tx, codes)?;
        let known: HashSet<GoodsId> = goods.iter().map(|goods| goods.id).collect();
        let others: HashSet<GoodsId> = skus
            .iter()
            .map(|sku| sku.goods_id)
            .filter(|id| !known.contains(id))
            .collect();
        goods.extend(store::goods_by_id(tx, others)?);
        let scanned: HashSet<&str> = imported
            .iter()
            .flat_map(|one| &one.sku.barcodes)
            .map(String::as_str)
            .collect();
        Ok(Desk {
            tree,
            goods_of: goods
                .iter()
                .map(|goods| (goods.id, goods.code.clone()))
                .collect(),
            goods: goods
                .into_iter()
                .map(|goods| (goods.code.clone(), goods))
                .collect(),
            skus: skus
                .into_iter()
                .map(|sku| (sku.code.clone(), sku))
                .collect(),
            barcodes: barcode::owners(tx, scanned)?,
            new_goods: BTreeSet::new(),
            changed_goods: BTreeSet::new(),
            new_skus: BTreeSet::new(),
            changed_skus: BTreeSet::new(),
            new_barcodes: Vec::new(),
        })
    }

    /// Enters one SKU; changes nothing when it refuses.
    fn enter(&mut self, tx: &Tx<'_>, one: &ImportedGoods) -> Result<SkuId, RetailError> {
        let there = self.skus.get(&one.sku.code);
        let sku_id = there.map_or_else(|| SkuId(tx.new_id()), |sku| sku.id);
        let foreign = |barcode: &&String| {
            self.barcodes
                .get(*barcode)
                .is_some_and(|owner| *owner != sku_id)
        };
        if let Some(barcode) = one.sku.barcodes.iter().find(foreign) {
            return Err(RetailError::BarcodeTaken {
                barcode: barcode.clone(),
            });
        }
        let goods_code = there
            .and_then(|sku| self.goods_of.get(&sku.goods_id).cloned())
            .unwrap_or_else(|| goods_code(one).to_owned());
        let goods_id = self.enter_goods(tx, goods_code, one);
        self.enter_sku(tx, sku_id, goods_id, &one.sku);
        for barcode in &one.sku.barcodes {
            if self.barcodes.insert(barcode.clone(), sku_id).is_none() {
                self.new_barcodes.push((barcode.clone(), sku_id));
            }
        }
        Ok(sku_id)
    }

    fn enter_goods(&mut self, tx: &Tx<'_>, code: String, one: &ImportedGoods) -> GoodsId {
        let category_id: Option<CategoryId> = self.tree.find(&one.category);
        let Some(goods) = self.goods.get_mut(&code) else {
            let goods = Goods {
                id: GoodsId(tx.new_id()),
                code: code.clone(),
                name: one.goods_name.clone(),
                category_id,
                is_active: true,
                picture_id: None,
                version: 1,
            };
            let id = goods.id;
            self.goods_of.insert(id, code.clone());
            self.new_goods.insert(code.clone());
            self.goods.insert(code, goods);
            return id;
        };
        // A file without categories leaves those that people gave.
        let category_id = category_id.or(goods.category_id);
        if goods.name != one.goods_name || goods.category_id != category_id {
            goods.name.clone_from(&one.goods_name);
            goods.category_id = category_id;
            if !self.new_goods.contains(&code) {
                self.changed_goods.insert(code);
            }
        }
        goods.id
    }

    fn enter_sku(&mut self, tx: &Tx<'_>, id: SkuId, goods_id: GoodsId, new: &NewSku) {
        let FullSku {
            sku: mut wanted, ..
        } = full_sku(tx, goods_id, new);
        wanted.id = id;
        match self.skus.get(&new.code) {
            None => {
                self.new_skus.insert(new.code.clone());
            }
            Some(there) => {
                wanted.is_active = there.is_active;
                wanted.version = there.version;
                // A file that does not tell what things cost leaves what people wrote.
                wanted.cost_price = wanted.cost_price.or(there.cost_price);
                if *there != wanted && !self.new_skus.contains(&new.code) {
                    self.changed_skus.insert(new.code.clone());
                }
            }
        }
        self.skus.insert(new.code.clone(), wanted);
    }

    fn save(self, tx: &mut Tx<'_>, act: Act) -> Result<(), DbError> {
        let pick_goods = |codes: &BTreeSet<String>| -> Vec<Goods> {
            codes
                .iter()
                .filter_map(|code| self.goods.get(code).cloned())
                .collect()
        };
        let with_text = |sku: &Sku| {
            let goods = self
                .goods_of
                .get(&sku.goods_id)
                .and_then(|code| self.goods.get(code));
            let goods_name = goods.map_or("", |goods| goods.name.as_str());
            (sku.clone(), rules::search_text(goods_name, &sku.name))
        };
        let pick_skus = |codes: &BTreeSet<String>| -> Vec<(Sku, String)> {
            codes
                .iter()
                .filter_map(|code| self.skus.get(code).map(with_text))
                .collect()
        };
        store::insert_goods(tx, act, &pick_goods(&self.new_goods))?;
        let changed = pick_goods(&self.changed_goods);
        let all_changed = store::update_goods(tx, act, &changed)? == changed.len() as u64;
        let new_skus = pick_skus(&self.new_skus);
        store::insert_skus(tx, act, &new_skus)?;
        let changed_skus = pick_skus(&self.changed_skus);
        let updated = store::update_skus(tx, act, &changed_skus)?;
        if !all_changed || updated != changed_skus.len() as u64 {
            // Somebody edited one of them since it was read: the whole batch is read again.
            return Err(tx.run_again());
        }
        let priced = new_skus.iter().chain(&changed_skus).map(|(sku, _)| sku);
        price_record::note_chain(tx, act, priced)?;
        barcode::add_free(tx, &self.new_barcodes)?;
        self.rename_in_search(tx, &changed)
    }

    /// Goods that were renamed are found by their new name, with all their SKUs.
    fn rename_in_search(&self, tx: &mut Tx<'_>, changed: &[Goods]) -> Result<(), DbError> {
        let names: HashMap<GoodsId, &str> = changed
            .iter()
            .map(|goods| (goods.id, goods.name.as_str()))
            .collect();
        let skus = store::skus_of_goods(tx, changed.iter().map(|goods| goods.id))?;
        let text = |sku: Sku| {
            let name = names.get(&sku.goods_id).copied().unwrap_or_default();
            (sku.id, rules::search_text(name, &sku.name))
        };
        store::update_search_text(tx, &skus.into_iter().map(text).collect::<Vec<_>>())
    }
}

fn goods_code(one: &ImportedGoods) -> &str {
    one.goods_code.as_deref().unwrap_or(&one.sku.code)
}
