//! SQL of the tables `goods` and `sku`.

use super::Unit;
use kernel::{Act, CategoryId, GoodsId, Money, PictureId, SkuId};
use platform::db::{DbError, Fetch, Tx, fetch_in};
use platform::{args, row, row_values, sql};

row! {
    /// A kind of goods; its sellable pieces are SKUs.
    #[doc(alias = "商品")]
    #[derive(PartialEq, Eq, serde::Serialize)]
    pub struct Goods {
        /// Which goods.
        pub id: GoodsId,
        /// Unique within the brand.
        pub code: String,
        /// What people call them.
        pub name: String,
        /// Where in the tree.
        pub category_id: Option<CategoryId>,
        /// Whether any of their SKUs may be sold.
        pub is_active: bool,
        /// The first of their pictures.
        pub picture_id: Option<PictureId>,
        /// Counts their changes and those of their pictures.
        pub version: i64,
    }
}

row! {
    /// A sellable piece of goods.
    #[derive(PartialEq, Eq, serde::Serialize)]
    pub struct Sku {
        /// Which SKU.
        pub id: SkuId,
        /// Of which goods.
        pub goods_id: GoodsId,
        /// Unique within the brand.
        pub code: String,
        /// What tells it from the other SKUs of its goods, such as `500 ml`; may be empty.
        pub name: String,
        /// What one of it is.
        pub unit: Unit,
        /// What a passer-by pays for one, unless the store has a price of its own.
        pub list_price: Money,
        /// What a member pays; never more than the list price.
        pub member_price: Option<Money>,
        /// 成本价: what one costs the brand, if somebody said so.
        pub cost_price: Option<Money>,
        /// Whether its stock is counted.
        pub keeps_stock: bool,
        /// Whether it may be sold.
        pub is_active: bool,
        /// Counts its changes.
        pub version: i64,
    }
}

row! {
    /// What a sale wants to know of a SKU, before a store's own prices.
    pub(crate) struct FactsRow {
        pub sku_id: SkuId,
        pub sku_code: String,
        pub sku_name: String,
        pub goods_name: String,
        pub category_id: Option<CategoryId>,
        pub above_1: Option<CategoryId>,
        pub above_2: Option<CategoryId>,
        pub above_3: Option<CategoryId>,
        pub above_4: Option<CategoryId>,
        pub unit: Unit,
        pub list_price: Money,
        pub member_price: Option<Money>,
        pub cost_price: Option<Money>,
        pub keeps_stock: bool,
        pub sku_is_active: bool,
        pub goods_is_active: bool,
    }
}

pub(crate) fn insert_goods(tx: &mut Tx<'_>, act: Act, goods: &[Goods]) -> Result<(), DbError> {
    let command = sql!(
        "insert into goods (brand_id, id, code, name, category_id, is_active, picture_id, version,
             created_at, updated_at)
         values $*"
    );
    let brand = tx.brand();
    let row = |goods: &Goods| {
        let Goods {
            id,
            code,
            name,
            category_id,
            is_active,
            picture_id,
            version,
        } = goods;
        row_values![
            brand,
            id,
            code,
            name,
            category_id,
            is_active,
            picture_id,
            version,
            act.now,
            act.now
        ]
    };
    tx.insert_many(command, goods.iter().map(row).collect())?;
    Ok(())
}

/// Writes changed goods over the versions that they were read in; answers how many still were.
pub(crate) fn update_goods(tx: &mut Tx<'_>, act: Act, goods: &[Goods]) -> Result<u64, DbError> {
    let command = sql!(
        "update goods set name = v.column2, category_id = v.column3, is_active = v.column4,
             picture_id = v.column5, version = goods.version + 1, updated_at = v.column7
         from (values $*(bigint, text, bigint, bigint, bigint, bigint, bigint)) as v
         where goods.brand_id = $1 and goods.id = v.column1 and goods.version = v.column6"
    );
    let brand = tx.brand();
    let row = |goods: &Goods| {
        let Goods {
            id,
            code: _,
            name,
            category_id,
            is_active,
            picture_id,
            version,
        } = goods;
        row_values![
            id,
            name,
            category_id,
            is_active,
            picture_id,
            version,
            act.now
        ]
    };
    tx.update_from(command, args![brand], goods.iter().map(row).collect())
}

pub(crate) fn insert_skus(
    tx: &mut Tx<'_>,
    act: Act,
    skus: &[(Sku, String)],
) -> Result<(), DbError> {
    let command = sql!(
        "insert into sku (brand_id, id, goods_id, code, name, search_text, unit, list_price,
             member_price, cost_price, keeps_stock, is_active, version, created_at, updated_at)
         values $*"
    );
    let brand = tx.brand();
    let row = |(sku, search_text): &(Sku, String)| {
        row_values![
            brand,
            sku.id,
            sku.goods_id,
            sku.code,
            sku.name,
            search_text,
            sku.unit,
            sku.list_price,
            sku.member_price,
            sku.cost_price,
            sku.keeps_stock,
            sku.is_active,
            sku.version,
            act.now,
            act.now,
        ]
    };
    tx.insert_many(command, skus.iter().map(row).collect())?;
    Ok(())
}

/// Writes changed SKUs over the versions that they were read in; answers how many still were.
pub(crate) fn update_skus(
    tx: &mut Tx<'_>,
    act: Act,
    skus: &[(Sku, String)],
) -> Result<u64, DbError> {
    let command = sql!(
        "update sku set name = v.column2, search_text = v.column3, unit = v.column4,
             list_price = v.column5, member_price = v.column6, cost_price = v.column7,
             keeps_stock = v.column8, is_active = v.column9, version = sku.version + 1,
             updated_at = v.column11
         from (values $*(bigint, text, text, text, bigint, bigint, bigint, bigint, bigint,
             bigint, bigint)) as v
         where sku.brand_id = $1 and sku.id = v.column1 and sku.version = v.column10"
    );
    let brand = tx.brand();
    let row = |(sku, search_text): &(Sku, String)| {
        row_values![
            sku.id,
            sku.name,
            search_text,
            sku.unit,
            sku.list_price,
            sku.member_price,
            sku.cost_price,
            sku.keeps_stock,
            sku.is_active,
            sku.version,
            act.now,
        ]
    };
    tx.update_from(command, args![brand], skus.iter().map(row).collect())
}

/// Writes the search text of SKUs whose goods were renamed.
pub(crate) fn update_search_text(
    tx: &mut Tx<'_>,
    texts: &[(SkuId, String)],
) -> Result<(), DbError> {
    let command = sql!(
        "update sku set search_text = v.column2 from (values $*(bigint, text)) as v
         where sku.brand_id = $1 and sku.id = v.column1"
    );
    let brand = tx.brand();
    let row = |(sku_id, text): &(SkuId, String)| row_values![sku_id, text];
    tx.update_from(command, args![brand], texts.iter().map(row).collect())?;
    Ok(())
}

pub(crate) fn goods_by_id(
    tx: &mut Tx<'_>,
    ids: impl IntoIterator<Item = GoodsId>,
) -> Result<Vec<Goods>, DbError> {
    let query = sql!(
        Goods,
        "select id, code, name, category_id, is_active, picture_id, version
         from goods where brand_id = $1 and id in ($*)"
    );
    let brand = tx.brand();
    tx.many_in(query, args![brand], ids)
}

/// Goods that stay as they are until the act ends.
pub(crate) fn lock_goods(tx: &mut Tx<'_>, id: GoodsId) -> Result<Option<Goods>, DbError> {
    let query = sql!(
        Goods,
        "select id, code, name, category_id, is_active, picture_id, version
         from goods where brand_id = $1 and id = $2 for update"
    );
    let brand = tx.brand();
    tx.maybe(query, args![brand, id])
}

pub(crate) fn goods_by_code<'a>(
    tx: &mut Tx<'_>,
    codes: impl IntoIterator<Item = &'a str>,
) -> Result<Vec<Goods>, DbError> {
    let query = sql!(
        Goods,
        "select id, code, name, category_id, is_active, picture_id, version
         from goods where brand_id = $1 and code in ($*)"
    );
    let brand = tx.brand();
    tx.many_in(query, args![brand], codes)
}

pub(crate) fn skus_by_id(
    tx: &mut Tx<'_>,
    ids: impl IntoIterator<Item = SkuId>,
) -> Result<Vec<Sku>, DbError> {
    let query = sql!(
        Sku,
        "select id, goods_id, code, name, unit, list_price, member_price, cost_price,
             keeps_stock, is_active, version
         from sku where brand_id = $1 and id in ($*)"
    );
    let brand = tx.brand();
    tx.many_in(query, args![brand], ids)
}

pub(crate) fn skus_by_code<'a>(
    tx: &mut Tx<'_>,
    codes: impl IntoIterator<Item = &'a str>,
) -> Result<Vec<Sku>, DbError> {
    let query = sql!(
        Sku,
        "select id, goods_id, code, name, unit, list_price, member_price, cost_price,
             keeps_stock, is_active, version
         from sku where brand_id = $1 and code in ($*)"
    );
    let brand = tx.brand();
    tx.many_in(query, args![brand], codes)
}

pub(crate) fn skus_of_goods(
    tx: &mut Tx<'_>,
    ids: impl IntoIterator<Item = GoodsId>,
) -> Result<Vec<Sku>, DbError> {
    let query = sql!(
        Sku,
        "select id, goods_id, code, name, unit, list_price, member_price, cost_price,
             keeps_stock, is_active, version
         from sku where brand_id = $1 and goods_id in ($*)"
    );
    let brand = tx.brand();
    tx.many_in(query, args![brand], ids)
}

pub(crate) fn ids_by_code<'a>(
    tx: &mut Tx<'_>,
    codes: impl IntoIterator<Item = &'a str>,
) -> Result<Vec<(String, SkuId)>, DbError> {
    let query = sql!(
        (String, SkuId),
        "select code, id from sku where brand_id = $1 and code in ($*)"
    );
    let brand = tx.brand();
    tx.many_in(query, args![brand], codes)
}

/// The SKU and the category of each code that is known.
pub(crate) fn sold_by_code<'a>(
    tx: &mut Tx<'_>,
    codes: impl IntoIterator<Item = &'a str>,
) -> Result<Vec<(String, SkuId, Option<CategoryId>)>, DbError> {
    let query = sql!(
        (String, SkuId, Option<CategoryId>),
        "select k.code, k.id, g.category_id from sku k \
         join goods g on g.brand_id = $1 and g.id = k.goods_id \
         where k.brand_id = $1 and k.code in ($*)"
    );
    let brand = tx.brand();
    tx.many_in(query, args![brand], codes)
}

pub(crate) fn that_keep_stock(
    tx: &mut Tx<'_>,
    ids: impl IntoIterator<Item = SkuId>,
) -> Result<Vec<(SkuId,)>, DbError> {
    let query = sql!(
        (SkuId,),
        "select id from sku where brand_id = $1 and keeps_stock = 1 and id in ($*)"
    );
    let brand = tx.brand();
    tx.many_in(query, args![brand], ids)
}

/// The query for what a sale wants to know of some SKUs. A category is five deep at most, so four
/// steps up the tree reach the top.
pub(crate) fn facts(tx: &Tx<'_>, ids: impl IntoIterator<Item = SkuId>) -> Fetch<FactsRow> {
    let query = sql!(
        FactsRow,
        "select s.id, s.code, s.name, g.name, g.category_id, nullif(c1.parent_id, 0),
             nullif(c2.parent_id, 0), nullif(c3.parent_id, 0), nullif(c4.parent_id, 0), s.unit,
             s.list_price, s.member_price, s.cost_price, s.keeps_stock, s.is_active,
             g.is_active
         from sku as s
         join goods as g on g.brand_id = $1 and g.id = s.goods_id
         left join category as c1 on c1.brand_id = $1 and c1.id = g.category_id
         left join category as c2 on c2.brand_id = $1 and c2.id = c1.parent_id
         left join category as c3 on c3.brand_id = $1 and c3.id = c2.parent_id
         left join category as c4 on c4.brand_id = $1 and c4.id = c3.parent_id
         where s.brand_id = $1 and s.id in ($*)"
    );
    fetch_in(query, args![tx.brand()], ids)
}

/// The SKUs that may be sold, by id, after one.
pub(crate) fn sold_after(tx: &mut Tx<'_>, after: SkuId, limit: i64) -> Result<Vec<SkuId>, DbError> {
    let query = sql!(
        (SkuId,),
        "select s.id from sku as s
         join goods as g on g.brand_id = $1 and g.id = s.goods_id and g.is_active = 1
         where s.brand_id = $1 and s.id > $2 and s.is_active = 1
         order by s.id limit $3"
    );
    let brand = tx.brand();
    let found = tx.many(query, args![brand, after, limit])?;
    Ok(found.into_iter().map(|(id,)| id).collect())
}
