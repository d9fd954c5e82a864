//! 商品: the tree of categories, goods, their SKUs with barcodes, and what a store asks for them.
//!
//! Guarantees: codes and barcodes are unique within the brand; a member never pays more than a
//! passer-by; goods are switched off, never deleted, for past sales name them.

mod barcode;
mod category;
mod facts;
mod http;
mod import;
mod picture;
mod price;
mod price_record;
mod rules;
mod search;
mod sku;
mod store;
#[cfg(test)]
mod tests;

pub use barcode::{find_sku_by_barcode, find_skus_by_barcodes};
pub use category::{Category, create_category, edit_category, list_categories};
pub use facts::{SkuFacts, assortment, chain_facts, sale_facts};
pub use import::{ImportedGoods, import_goods};
pub use picture::{
    NewPicture, Picture, PictureSize, add_picture, find_jpeg, list_pictures, order_pictures,
    read_picture, remove_picture,
};
pub use price::{StorePrice, remove_store_price, set_store_price};
pub use price_record::{PriceRecord, lowest_chain_prices};
pub use search::{
    GoodsSearch, SkuSearch, find_skus_by_codes, find_sold_skus, list_goods, list_skus,
};
pub use sku::{FullSku, NewSku, Unit, add_sku, edit_sku, get_sku};
pub use store::{Goods, Sku};

pub use rules::anywhere;
pub(crate) use rules::full_name;
pub(crate) use sku::{
    SkuOut, full_sku, insert_skus, skus_that_keep_stock, skus_with_goods, with_goods,
};

use crate::error::{RetailError, taken};
use crate::trail;
use access::Guarded;
use kernel::{Act, CategoryId, GoodsId, Invalid};
use platform::db::{DbError, Tx};
use platform::http::{IfMatch, StaleEdit};
use std::collections::BTreeMap;

/// Goods that are about to enter the catalogue.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewGoods {
    /// Unique within the brand.
    pub code: String,
    /// What people call them.
    pub name: String,
    /// Where in the tree.
    pub category_id: Option<CategoryId>,
    /// At least one.
    pub skus: Vec<NewSku>,
}

/// Goods with their SKUs.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
pub struct FullGoods {
    /// The goods.
    pub goods: Goods,
    /// In the order of their codes.
    pub skus: Vec<FullSku>,
}

/// The most SKUs of one kind of goods.
pub(crate) const SKUS_MAX: usize = 200;

/// The routes of the catalogue.
pub(crate) fn routes() -> Guarded {
    Guarded::new()
        .merge(category::routes())
        .merge(http::routes())
        .merge(sku::routes())
        .merge(price::routes())
        .merge(price_record::routes())
        .merge(picture::routes())
}

/// Enters goods with their SKUs.
pub fn create_goods(tx: &mut Tx<'_>, act: Act, new: &NewGoods) -> Result<FullGoods, RetailError> {
    let goods = Goods {
        id: GoodsId(tx.new_id()),
        code: new.code.clone(),
        name: new.name.clone(),
        category_id: new.category_id,
        is_active: true,
        picture_id: None,
        version: 1,
    };
    let mut skus: Vec<FullSku> = new
        .skus
        .iter()
        .map(|sku| full_sku(tx, goods.id, sku))
        .collect();
    check_new(&goods, &skus)?;
    for sku in &mut skus {
        sku.barcodes.sort();
    }
    skus.sort_by(|a, b| a.sku.code.cmp(&b.sku.code));
    check_category(tx, goods.category_id)?;
    if !store::goods_by_code(tx, [new.code.as_str()])?.is_empty() {
        return Err(RetailError::GoodsCodeTaken {
            code: new.code.clone(),
        });
    }
    taken(
        store::insert_goods(tx, act, std::slice::from_ref(&goods)),
        || RetailError::GoodsCodeTaken {
            code: new.code.clone(),
        },
    )?;
    insert_skus(tx, act, &goods, &skus)?;
    let full = FullGoods { goods, skus };
    trail::whole(tx, act, "goods.create", full.goods.id, &full)?;
    Ok(full)
}

/// Changes goods that are still in the version that was seen; their code stays.
pub fn edit_goods(
    tx: &mut Tx<'_>,
    act: Act,
    goods_id: GoodsId,
    seen: IfMatch,
    change: impl FnOnce(&mut Goods),
) -> Result<FullGoods, RetailError> {
    let FullGoods {
        goods: before,
        skus,
    } = get_goods(tx, goods_id)?;
    seen.check(before.version)?;
    let mut after = before.clone();
    change(&mut after);
    if after == before {
        return Ok(FullGoods {
            goods: before,
            skus,
        });
    }
    rules::check_goods(&after)?;
    if after.category_id != before.category_id {
        check_category(tx, after.category_id)?;
    }
    if store::update_goods(tx, act, std::slice::from_ref(&after))? == 0 {
        return Err(StaleEdit::MovedOn.into());
    }
    if after.name != before.name {
        let text = |one: &FullSku| (one.sku.id, rules::search_text(&after.name, &one.sku.name));
        store::update_search_text(tx, &skus.iter().map(text).collect::<Vec<_>>())?;
    }
    after.version += 1;
    trail::changed(tx, act, "goods.edit", goods_id, (&before, &after))?;
    Ok(FullGoods { goods: after, skus })
}

/// The goods that must exist, with their SKUs.
pub fn get_goods(tx: &mut Tx<'_>, goods_id: GoodsId) -> Result<FullGoods, RetailError> {
    let goods = store::goods_by_id(tx, [goods_id])?;
    with_skus(tx, goods)?
        .pop()
        .ok_or(RetailError::GoodsNotFound { goods_id })
}

/// Adds the SKUs to goods, whose order stays.
fn with_skus(tx: &mut Tx<'_>, goods: Vec<Goods>) -> Result<Vec<FullGoods>, DbError> {
    let mut skus = store::skus_of_goods(tx, goods.iter().map(|one| one.id))?;
    skus.sort_by(|a, b| a.code.cmp(&b.code));
    let mut barcodes = barcode::of_skus(tx, skus.iter().map(|sku| sku.id))?;
    let mut by_goods: BTreeMap<GoodsId, Vec<FullSku>> = BTreeMap::new();
    for sku in skus {
        let barcodes = barcodes.remove(&sku.id).unwrap_or_default();
        by_goods
            .entry(sku.goods_id)
            .or_default()
            .push(FullSku { sku, barcodes });
    }
    Ok(goods
        .into_iter()
        .map(|goods| FullGoods {
            skus: by_goods.remove(&goods.id).unwrap_or_default(),
            goods,
        })
        .collect())
}

fn check_new(goods: &Goods, skus: &[FullSku]) -> Result<(), Invalid> {
    let mut wrong = Invalid::new();
    rules::note_goods(&mut wrong, goods);
    if skus.is_empty() {
        wrong.add("/skus", "list.empty", []);
    } else if skus.len() > SKUS_MAX {
        wrong.add("/skus", "list.too_long", [("max", SKUS_MAX.into())]);
    }
    for (place, one) in skus.iter().take(SKUS_MAX).enumerate() {
        let at = format!("/skus/{place}");
        rules::note_sku(&mut wrong, &at, &one.sku, &one.barcodes);
        let before = &skus[..place];
        if before.iter().any(|other| other.sku.code == one.sku.code) {
            wrong.add(format!("{at}/code"), "value.duplicate", []);
        }
        if before
            .iter()
            .any(|other| other.barcodes.iter().any(|b| one.barcodes.contains(b)))
        {
            wrong.add(format!("{at}/barcodes"), "value.duplicate", []);
        }
    }
    wrong.check()
}

fn check_category(tx: &mut Tx<'_>, category_id: Option<CategoryId>) -> Result<(), RetailError> {
    match category_id {
        Some(category_id) if category::find_category(tx, category_id)?.is_none() => {
            Err(Invalid::one("/category_id", "reference.unknown", []).into())
        }
        _ => Ok(()),
    }
}
