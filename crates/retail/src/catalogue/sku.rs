//! SKU: what is sold, scanned and counted, with its prices for the whole chain.

mod http;

pub(crate) use http::{CreateSku, SkuOut, routes};

use super::store::{self, Goods, Sku};
use super::{FullGoods, SKUS_MAX, barcode, get_goods, price_record, rules};
use crate::error::{RetailError, taken};
use crate::trail;
use kernel::{Act, GoodsId, Invalid, Money, SkuId};
use platform::db::{DbError, Tx};
use platform::http::{IfMatch, StaleEdit};
use std::collections::{BTreeMap, HashSet};

kernel::text_enum! {
    /// What one of a SKU is. Goods by weight will add theirs.
    pub enum Unit {
        /// A piece.
        Piece = "piece",
    }
}

/// A SKU that is about to enter the catalogue.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewSku {
    /// Unique within the brand.
    pub code: String,
    /// What tells it from the other SKUs of its goods; may be empty.
    pub name: String,
    /// What one of it is.
    pub unit: Unit,
    /// Each unique within the brand.
    pub barcodes: Vec<String>,
    /// What a passer-by pays for one.
    pub list_price: Money,
    /// What a member pays.
    pub member_price: Option<Money>,
    /// What one costs the brand, if somebody said so.
    pub cost_price: Option<Money>,
    /// Whether its stock is counted.
    pub keeps_stock: bool,
}

/// A SKU with its barcodes.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
pub struct FullSku {
    /// The SKU.
    #[serde(flatten)]
    pub sku: Sku,
    /// In order.
    pub barcodes: Vec<String>,
}

/// Adds a SKU to goods.
pub fn add_sku(
    tx: &mut Tx<'_>,
    act: Act,
    goods_id: GoodsId,
    new: &NewSku,
) -> Result<FullSku, RetailError> {
    let FullGoods { goods, skus } = get_goods(tx, goods_id)?;
    let mut added = full_sku(tx, goods_id, new);
    let mut wrong = Invalid::new();
    rules::note_sku(&mut wrong, "", &added.sku, &added.barcodes);
    if skus.len() >= SKUS_MAX {
        wrong.add("", "list.too_long", [("max", SKUS_MAX.into())]);
    }
    wrong.check()?;
    added.barcodes.sort();
    insert_skus(tx, act, &goods, std::slice::from_ref(&added))?;
    trail::whole(tx, act, "sku.create", added.sku.id, &added)?;
    Ok(added)
}

/// Changes a SKU that is still in the version that was seen; its code and its goods stay.
pub fn edit_sku(
    tx: &mut Tx<'_>,
    act: Act,
    sku_id: SkuId,
    seen: IfMatch,
    change: impl FnOnce(&mut FullSku),
) -> Result<FullSku, RetailError> {
    let (before, goods) = get_sku(tx, sku_id)?;
    seen.check(before.sku.version)?;
    let mut after = before.clone();
    change(&mut after);
    if after == before {
        return Ok(before);
    }
    let mut wrong = Invalid::new();
    let member = (before.sku.member_price, after.sku.member_price);
    rules::note_fallen_list_price(&mut wrong, after.sku.list_price, member);
    rules::note_sku(&mut wrong, "", &after.sku, &after.barcodes);
    wrong.check()?;
    after.barcodes.sort();
    barcode::replace(tx, sku_id, &before.barcodes, &after.barcodes)?;
    let text = rules::search_text(&goods.name, &after.sku.name);
    if store::update_skus(tx, act, &[(after.sku.clone(), text)])? == 0 {
        return Err(StaleEdit::MovedOn.into());
    }
    price_record::note_chain(tx, act, [&after.sku])?;
    after.sku.version += 1;
    trail::changed(tx, act, "sku.edit", sku_id, (&before, &after))?;
    Ok(after)
}

/// The SKU that must exist, with its goods.
pub fn get_sku(tx: &mut Tx<'_>, sku_id: SkuId) -> Result<(FullSku, Goods), RetailError> {
    let skus = store::skus_by_id(tx, [sku_id])?;
    with_goods(tx, skus)?
        .pop()
        .ok_or(RetailError::SkuNotFound { sku_id })
}

/// Those of some SKUs that exist, with their goods, by code.
pub(crate) fn skus_with_goods(
    tx: &mut Tx<'_>,
    ids: impl IntoIterator<Item = SkuId>,
) -> Result<Vec<(FullSku, Goods)>, DbError> {
    let mut skus = store::skus_by_id(tx, ids)?;
    skus.sort_by(|a, b| a.code.cmp(&b.code));
    with_goods(tx, skus)
}

/// Those of the SKUs whose stock is counted.
pub(crate) fn skus_that_keep_stock(
    tx: &mut Tx<'_>,
    ids: impl IntoIterator<Item = SkuId>,
) -> Result<HashSet<SkuId>, DbError> {
    Ok(store::that_keep_stock(tx, ids)?
        .into_iter()
        .map(|(sku_id,)| sku_id)
        .collect())
}

/// Inserts SKUs of goods with their barcodes; refuses codes and barcodes that are taken.
pub(crate) fn insert_skus(
    tx: &mut Tx<'_>,
    act: Act,
    goods: &Goods,
    skus: &[FullSku],
) -> Result<(), RetailError> {
    let there = store::ids_by_code(tx, skus.iter().map(|one| one.sku.code.as_str()))?;
    if let Some((code, _)) = there.into_iter().next() {
        return Err(RetailError::SkuCodeTaken { code });
    }
    let rows: Vec<(Sku, String)> = skus
        .iter()
        .map(|one| {
            (
                one.sku.clone(),
                rules::search_text(&goods.name, &one.sku.name),
            )
        })
        .collect();
    let first = skus
        .first()
        .map(|one| one.sku.code.clone())
        .unwrap_or_default();
    taken(store::insert_skus(tx, act, &rows), || {
        RetailError::SkuCodeTaken { code: first }
    })?;
    price_record::note_chain(tx, act, skus.iter().map(|one| &one.sku))?;
    let barcodes = skus.iter().flat_map(|one| {
        one.barcodes
            .iter()
            .map(|barcode| (barcode.clone(), one.sku.id))
    });
    barcode::add(tx, &barcodes.collect::<Vec<_>>())
}

/// Adds barcodes and goods to SKUs, whose order stays.
pub(crate) fn with_goods(
    tx: &mut Tx<'_>,
    skus: Vec<Sku>,
) -> Result<Vec<(FullSku, Goods)>, DbError> {
    let mut barcodes = barcode::of_skus(tx, skus.iter().map(|sku| sku.id))?;
    let mut goods_ids: Vec<GoodsId> = skus.iter().map(|sku| sku.goods_id).collect();
    goods_ids.sort_unstable();
    goods_ids.dedup();
    let goods: BTreeMap<GoodsId, Goods> = store::goods_by_id(tx, goods_ids)?
        .into_iter()
        .map(|goods| (goods.id, goods))
        .collect();
    skus.into_iter()
        .map(|sku| {
            let goods = goods.get(&sku.goods_id).cloned().ok_or(DbError::Missing)?;
            let barcodes = barcodes.remove(&sku.id).unwrap_or_default();
            Ok((FullSku { sku, barcodes }, goods))
        })
        .collect()
}

/// A SKU as it enters the catalogue.
pub(crate) fn full_sku(tx: &Tx<'_>, goods_id: GoodsId, new: &NewSku) -> FullSku {
    let sku = Sku {
        id: SkuId(tx.new_id()),
        goods_id,
        code: new.code.clone(),
        name: new.name.clone(),
        unit: new.unit,
        list_price: new.list_price,
        member_price: new.member_price,
        cost_price: new.cost_price,
        keeps_stock: new.keeps_stock,
        is_active: true,
        version: 1,
    };
    FullSku {
        sku,
        barcodes: new.barcodes.clone(),
    }
}
