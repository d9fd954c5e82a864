//! Finding goods and SKUs: by barcode, by the beginning of a code, by parts of a name.

use super::{FullGoods, FullSku, Goods, barcode, category, rules, store, with_goods, with_skus};
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
    if let Some(barcode) = &search.barcode {
        let owner = barcode::find_sku_by_barcode(tx, barcode)?;
        let skus = store::skus_by_id(tx, owner)?;
        let mut items = with_goods(tx, skus)?;
        let may_be_sold = |(full, goods): &(FullSku, Goods)| full.sku.is_active && goods.is_active;
        items.retain(|one| {
            search
                .may_be_sold
                .is_none_or(|wanted| may_be_sold(one) == wanted)
        });
        return Ok(Page { items, next: None });
    }
    let filter = store::SkuFilter {
        code: rules::at_the_beginning(&search.q),
        text: rules::anywhere(&search.q),
        may_be_sold: search.may_be_sold,
    };
    let skus = store::page_of_skus(tx, &filter, after, limit + 1)?;
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
    Ok(store::ids_by_code(tx, codes.iter().copied())?
        .into_iter()
        .collect())
}

/// The SKU and its category for each code that is known; what past sales are entered with.
pub fn find_sold_skus(
    tx: &mut Tx<'_>,
    codes: &[&str],
) -> Result<HashMap<String, (SkuId, Option<CategoryId>)>, DbError> {
    let sold = store::sold_by_code(tx, codes.iter().copied())?;
    Ok(sold
        .into_iter()
        .map(|(code, sku, category)| (code, (sku, category)))
        .collect())
}
