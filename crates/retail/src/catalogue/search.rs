//! Finding goods and SKUs: by barcode, by the beginning of a code, by parts of a name.

mod store;

use super::{FullGoods, FullSku, Goods, barcode, category, rules, with_goods, with_skus};
use kernel::{CategoryId, Cursor, Page, SkuId};
use platform::db::{DbError, Tx};
use std::collections::HashMap;

/// Which SKUs are looked for.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct SkuSearch {
    /// Parts of a name, or the beginning of a code.
    pub q: String,
    /// Exactly this barcode; then `q` does not count.
    pub barcode: Option<String>,
    /// Only those that may be sold, or only those that may not.
    pub may_be_sold: Option<bool>,
    /// Only those whose goods are of this category or one below it.
    pub category_id: Option<CategoryId>,
}

/// Which goods are looked for.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct GoodsSearch {
    /// Parts of a name.
    pub q: String,
    /// Only those of this category and the ones below it.
    pub category_id: Option<CategoryId>,
}

/// A page of SKUs with their goods, by code.
pub fn list_skus(
    tx: &mut Tx<'_>,
    search: &SkuSearch,
    cursor: Option<Cursor>,
    limit: u32,
) -> Result<Page<(FullSku, Goods)>, DbError> {
    let after = cursor.map_or(0, |cursor| cursor.id);
    let categories = match search.category_id {
        None => None,
        Some(top) => Some(category::ids_from(tx, top)?),
    };
    if let Some(barcode) = &search.barcode {
        let owner = barcode::find_sku_by_barcode(tx, barcode)?;
        let skus = super::store::skus_by_id(tx, owner)?;
        let mut items = with_goods(tx, skus)?;
        items.retain(|(full, goods)| {
            let may_be_sold = full.sku.is_active && goods.is_active;
            let is_within = |among: &Vec<CategoryId>| {
                goods
                    .category_id
                    .is_some_and(|category| among.contains(&category))
            };
            search
                .may_be_sold
                .is_none_or(|wanted| may_be_sold == wanted)
                && categories.as_ref().is_none_or(is_within)
        });
        return Ok(Page { items, next: None });
    }
    let filter = store::SkuFilter {
        code: rules::at_the_beginning(&search.q),
        text: rules::anywhere(&search.q),
        may_be_sold: search.may_be_sold,
    };
    let skus = match categories {
        None => store::page_of_skus(tx, &filter, after, limit + 1)?,
        Some(among) => {
            let mut skus = store::pages_of_skus_in(tx, among, &filter, after, limit + 1)?;
            skus.sort_by(|a, b| a.code.cmp(&b.code));
            skus
        }
    };
    let page = Page::of(skus, limit, |sku| Cursor {
        key: 0,
        id: sku.id.0,
    });
    Ok(Page {
        items: with_goods(tx, page.items)?,
        next: page.next,
    })
}

/// A page of goods with their SKUs, by code.
pub fn list_goods(
    tx: &mut Tx<'_>,
    search: &GoodsSearch,
    cursor: Option<Cursor>,
    limit: u32,
) -> Result<Page<FullGoods>, DbError> {
    let after = cursor.map_or(0, |cursor| cursor.id);
    let text = rules::anywhere(&search.q);
    let goods = match search.category_id {
        None => store::page_of_goods(tx, &text, after, limit + 1)?,
        Some(top) => {
            let below = category::ids_from(tx, top)?;
            let mut goods = store::pages_of_goods_in(tx, below, &text, after, limit + 1)?;
            goods.sort_by(|a, b| a.code.cmp(&b.code));
            goods
        }
    };
    let page = Page::of(goods, limit, |goods| Cursor {
        key: 0,
        id: goods.id.0,
    });
    Ok(Page {
        items: with_skus(tx, page.items)?,
        next: page.next,
    })
}

/// The SKUs with these codes, by code.
pub fn find_skus_by_codes(
    tx: &mut Tx<'_>,
    codes: &[&str],
) -> Result<HashMap<String, SkuId>, DbError> {
    Ok(super::store::ids_by_code(tx, codes.iter().copied())?
        .into_iter()
        .collect())
}

/// The SKU and its category for each code that is known; what past sales are entered with.
pub fn find_sold_skus(
    tx: &mut Tx<'_>,
    codes: &[&str],
) -> Result<HashMap<String, (SkuId, Option<CategoryId>)>, DbError> {
    let sold = super::store::sold_by_code(tx, codes.iter().copied())?;
    Ok(sold
        .into_iter()
        .map(|(code, sku, category)| (code, (sku, category)))
        .collect())
}
