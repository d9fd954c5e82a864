//! SQL of searches: pages of the tables `goods` and `sku`.

use crate::catalogue::store::{Goods, Sku};
use kernel::CategoryId;
use platform::db::{DbError, Tx};
use platform::{args, sql};

/// Which SKUs a page is of.
pub(crate) struct SkuFilter {
    /// `like` pattern for the code.
    pub code: String,
    /// `like` pattern for the names.
    pub text: String,
    /// Only those that may be sold, or only those that may not.
    pub may_be_sold: Option<bool>,
}

/// Up to `limit` SKUs in the order of their codes, after the SKU `after`.
pub(crate) fn page_of_skus(
    tx: &mut Tx<'_>,
    filter: &SkuFilter,
    after: i64,
    limit: u32,
) -> Result<Vec<Sku>, DbError> {
    let query = sql!(
        Sku,
        "select id, goods_id, code, name, unit, list_price, member_price, cost_price,
             keeps_stock, is_active, version
         from sku where brand_id = $1 and code > coalesce(
             (select c.code from sku as c where c.brand_id = $1 and c.id = $2), '')
             and (lower(code) like $3 escape '!' or lower(search_text) like $4 escape '!')
             and cast($5 as bigint) in (-1, case when is_active = 1 and exists (
                 select 1 from goods as g
                 where g.brand_id = $1 and g.id = sku.goods_id and g.is_active = 1
             ) then 1 else 0 end)
         order by code limit $6"
    );
    let brand = tx.brand();
    let may_be_sold = filter.may_be_sold.map_or(-1, i64::from);
    tx.many(
        query,
        args![brand, after, filter.code, filter.text, may_be_sold, limit],
    )
}

/// The same among the SKUs of the goods of some categories; a long list of them comes in pieces,
/// each in order and up to `limit`.
pub(crate) fn pages_of_skus_in(
    tx: &mut Tx<'_>,
    categories: impl IntoIterator<Item = CategoryId>,
    filter: &SkuFilter,
    after: i64,
    limit: u32,
) -> Result<Vec<Sku>, DbError> {
    let query = sql!(
        Sku,
        "select s.id, s.goods_id, s.code, s.name, s.unit, s.list_price, s.member_price,
             s.cost_price, s.keeps_stock, s.is_active, s.version
         from goods as g
         join sku as s on s.brand_id = $1 and s.goods_id = g.id
         where g.brand_id = $1 and s.code > coalesce(
             (select c.code from sku as c where c.brand_id = $1 and c.id = $2), '')
             and (lower(s.code) like $3 escape '!' or lower(s.search_text) like $4 escape '!')
             and cast($5 as bigint) in (-1, s.is_active * g.is_active)
             and g.category_id in ($*)
         order by s.code limit $6"
    );
    let brand = tx.brand();
    let may_be_sold = filter.may_be_sold.map_or(-1, i64::from);
    let args = args![brand, after, filter.code, filter.text, may_be_sold, limit];
    tx.many_in(query, args, categories)
}

/// Up to `limit` goods in the order of their codes, after the goods `after`.
pub(crate) fn page_of_goods(
    tx: &mut Tx<'_>,
    text: &str,
    after: i64,
    limit: u32,
) -> Result<Vec<Goods>, DbError> {
    let query = sql!(
        Goods,
        "select id, code, name, category_id, is_active, picture_id, version
         from goods where brand_id = $1 and code > coalesce(
             (select c.code from goods as c where c.brand_id = $1 and c.id = $2), '')
             and lower(name) like $3 escape '!'
         order by code limit $4"
    );
    let brand = tx.brand();
    tx.many(query, args![brand, after, text, limit])
}

/// The same among the goods of some categories; a long list of them comes in pieces, each in
/// order and up to `limit`.
pub(crate) fn pages_of_goods_in(
    tx: &mut Tx<'_>,
    categories: impl IntoIterator<Item = CategoryId>,
    text: &str,
    after: i64,
    limit: u32,
) -> Result<Vec<Goods>, DbError> {
    let query = sql!(
        Goods,
        "select id, code, name, category_id, is_active, picture_id, version
         from goods where brand_id = $1 and code > coalesce(
             (select c.code from goods as c where c.brand_id = $1 and c.id = $2), '')
             and lower(name) like $3 escape '!' and category_id in ($*)
         order by code limit $4"
    );
    let brand = tx.brand();
    tx.many_in(query, args![brand, after, text, limit], categories)
}
