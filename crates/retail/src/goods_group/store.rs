//! SQL of the tables `goods_group` and `goods_group_pick`.

use super::{GoodsPick, PickKind};
use kernel::{Act, CategoryId, GoodsGroupId, GoodsId, SkuId};
use platform::db::{DbError, Fetch, Tx, fetch_in};
use platform::{args, row, row_values, sql};

row! {
    /// A product group, without what it holds.
    #[doc(alias = "商品分组")]
    #[derive(PartialEq, Eq, serde::Serialize)]
    pub struct GoodsGroup {
        /// Which group.
        pub id: GoodsGroupId,
        /// Unique within the brand.
        pub name: String,
        /// What it is for, in somebody's words; may be empty.
        pub note: String,
        /// Whether it holds anything: a group that is switched off holds nothing.
        pub is_active: bool,
        /// Counts its changes.
        pub version: i64,
    }
}

row! {
    /// A group in a list, with how much it names.
    #[derive(PartialEq, Eq)]
    pub struct ListedGoodsGroup {
        /// Which group.
        pub id: GoodsGroupId,
        /// Unique within the brand.
        pub name: String,
        /// What it is for, in somebody's words; may be empty.
        pub note: String,
        /// Whether it holds anything.
        pub is_active: bool,
        /// Counts its changes.
        pub version: i64,
        /// How many things it includes.
        pub included: i64,
        /// How many things it excludes.
        pub excluded: i64,
    }
}

row! {
    /// One thing that a group names.
    pub(crate) struct PickRow {
        pub kind: PickKind,
        pub thing_id: i64,
        pub is_excluded: bool,
    }
}

row! {
    /// That an active group names a SKU, by itself, by its goods or by a category above it.
    pub(crate) struct NamedBy {
        pub sku_id: SkuId,
        pub group_id: GoodsGroupId,
        pub is_excluded: bool,
    }
}

pub(crate) fn insert(tx: &mut Tx<'_>, act: Act, group: &GoodsGroup) -> Result<(), DbError> {
    let command = sql!(
        "insert into goods_group (brand_id, id, name, note, is_active, version, created_at,
             updated_at)
         values ($1, $2, $3, $4, $5, $6, $7, $7)"
    );
    let brand = tx.brand();
    let GoodsGroup {
        id,
        name,
        note,
        is_active,
        version,
    } = group;
    let args = args![brand, id, name, note, is_active, version, act.now];
    tx.execute(command, args)?;
    Ok(())
}

/// Writes a changed group over the version that it was read in; answers whether it still was.
pub(crate) fn update(tx: &mut Tx<'_>, act: Act, group: &GoodsGroup) -> Result<bool, DbError> {
    let command = sql!(
        "update goods_group set name = $3, note = $4, is_active = $5, version = version + 1,
             updated_at = $7
         where brand_id = $1 and id = $2 and version = $6"
    );
    let brand = tx.brand();
    let GoodsGroup {
        id,
        name,
        note,
        is_active,
        version,
    } = group;
    let args = args![brand, id, name, note, is_active, version, act.now];
    Ok(tx.execute(command, args)? == 1)
}

pub(crate) fn insert_picks(
    tx: &mut Tx<'_>,
    group_id: GoodsGroupId,
    picks: &[(GoodsPick, bool)],
) -> Result<(), DbError> {
    let command = sql!(
        "insert into goods_group_pick (brand_id, group_id, thing_id, kind, is_excluded) values $*"
    );
    let brand = tx.brand();
    let row = |(pick, is_excluded): &(GoodsPick, bool)| {
        row_values![brand, group_id, pick.thing_id(), pick.kind(), is_excluded]
    };
    tx.insert_many(command, picks.iter().map(row).collect())?;
    Ok(())
}

pub(crate) fn delete_picks(
    tx: &mut Tx<'_>,
    group_id: GoodsGroupId,
    things: impl IntoIterator<Item = i64>,
) -> Result<(), DbError> {
    let command = sql!(
        "delete from goods_group_pick
         where brand_id = $1 and group_id = $2 and thing_id in ($*)"
    );
    let brand = tx.brand();
    tx.execute_in(command, args![brand, group_id], things)?;
    Ok(())
}

pub(crate) fn find(tx: &mut Tx<'_>, id: GoodsGroupId) -> Result<Option<GoodsGroup>, DbError> {
    let query = sql!(
        GoodsGroup,
        "select id, name, note, is_active, version
         from goods_group where brand_id = $1 and id = $2"
    );
    let brand = tx.brand();
    tx.maybe(query, args![brand, id])
}

/// The id of the group with a name.
pub(crate) fn id_of_name(tx: &mut Tx<'_>, name: &str) -> Result<Option<GoodsGroupId>, DbError> {
    let query = sql!(
        (GoodsGroupId,),
        "select id from goods_group where brand_id = $1 and name = $2"
    );
    let brand = tx.brand();
    Ok(tx.maybe(query, args![brand, name])?.map(|(id,)| id))
}

pub(crate) fn count_active(tx: &mut Tx<'_>) -> Result<i64, DbError> {
    let query = sql!(
        (i64,),
        "select count(*) from goods_group where brand_id = $1 and is_active = 1"
    );
    let brand = tx.brand();
    Ok(tx.one(query, args![brand])?.0)
}

/// What a group names, in the order of ids.
pub(crate) fn picks(tx: &mut Tx<'_>, id: GoodsGroupId) -> Result<Vec<PickRow>, DbError> {
    let query = sql!(
        PickRow,
        "select kind, thing_id, is_excluded
         from goods_group_pick where brand_id = $1 and group_id = $2 order by thing_id"
    );
    let brand = tx.brand();
    tx.many(query, args![brand, id])
}

/// Up to `limit` groups whose name matches a `like` pattern, by name, after the group `after`.
pub(crate) fn page(
    tx: &mut Tx<'_>,
    text: &str,
    is_active: Option<bool>,
    after: i64,
    limit: u32,
) -> Result<Vec<ListedGoodsGroup>, DbError> {
    let query = sql!(
        ListedGoodsGroup,
        "select n.id, n.name, n.note, n.is_active, n.version,
             (select count(*) from goods_group_pick as p
                 where p.brand_id = $1 and p.group_id = n.id and p.is_excluded = 0),
             (select count(*) from goods_group_pick as p
                 where p.brand_id = $1 and p.group_id = n.id and p.is_excluded = 1)
         from goods_group as n
         where n.brand_id = $1 and n.name > coalesce(
             (select c.name from goods_group as c where c.brand_id = $1 and c.id = $2), '')
             and lower(n.name) like $3 escape '!'
             and cast($4 as bigint) in (-1, n.is_active)
         order by n.name limit $5"
    );
    let brand = tx.brand();
    let is_active = is_active.map_or(-1, i64::from);
    tx.many(query, args![brand, after, text, is_active, limit])
}

/// Up to `limit` SKUs of a group in the order of their codes, after the SKU `after`. Seven things
/// name a SKU: itself, its goods, and the categories above them, of which there are five at most.
/// It is in if some of them are picked and none is excluded: one look into the key for each SKU.
pub(crate) fn page_of_skus(
    tx: &mut Tx<'_>,
    id: GoodsGroupId,
    after: i64,
    limit: u32,
) -> Result<Vec<(SkuId,)>, DbError> {
    let query = sql!(
        (SkuId,),
        "select s.id
         from sku as s
         join goods as g on g.brand_id = $1 and g.id = s.goods_id
         left join category as c1 on c1.brand_id = $1 and c1.id = g.category_id
         left join category as c2 on c2.brand_id = $1 and c2.id = c1.parent_id
         left join category as c3 on c3.brand_id = $1 and c3.id = c2.parent_id
         left join category as c4 on c4.brand_id = $1 and c4.id = c3.parent_id
         where s.brand_id = $1 and s.code > coalesce(
             (select a.code from sku as a where a.brand_id = $1 and a.id = $3), '')
             and 0 = (select max(p.is_excluded) from goods_group_pick as p
                 where p.brand_id = $1 and p.group_id = $2
                     and p.thing_id in (s.id, s.goods_id, g.category_id, c1.parent_id,
                         c2.parent_id, c3.parent_id, c4.parent_id))
         order by s.code limit $4"
    );
    let brand = tx.brand();
    tx.many(query, args![brand, id, after, limit])
}

/// How many SKUs a group holds.
pub(crate) fn count_skus(tx: &mut Tx<'_>, id: GoodsGroupId) -> Result<i64, DbError> {
    let query = sql!(
        (i64,),
        "select count(*)
         from sku as s
         join goods as g on g.brand_id = $1 and g.id = s.goods_id
         left join category as c1 on c1.brand_id = $1 and c1.id = g.category_id
         left join category as c2 on c2.brand_id = $1 and c2.id = c1.parent_id
         left join category as c3 on c3.brand_id = $1 and c3.id = c2.parent_id
         left join category as c4 on c4.brand_id = $1 and c4.id = c3.parent_id
         where s.brand_id = $1
             and 0 = (select max(p.is_excluded) from goods_group_pick as p
                 where p.brand_id = $1 and p.group_id = $2
                     and p.thing_id in (s.id, s.goods_id, g.category_id, c1.parent_id,
                         c2.parent_id, c3.parent_id, c4.parent_id))"
    );
    let brand = tx.brand();
    Ok(tx.one(query, args![brand, id])?.0)
}

/// The query for the active groups that name some SKUs. A brand without groups is done with after
/// one look into an index.
pub(crate) fn fetch_named(tx: &Tx<'_>, ids: impl IntoIterator<Item = SkuId>) -> Fetch<NamedBy> {
    let query = sql!(
        NamedBy,
        "select s.id, p.group_id, p.is_excluded
         from sku as s
         join goods as g on g.brand_id = $1 and g.id = s.goods_id
         left join category as c1 on c1.brand_id = $1 and c1.id = g.category_id
         left join category as c2 on c2.brand_id = $1 and c2.id = c1.parent_id
         left join category as c3 on c3.brand_id = $1 and c3.id = c2.parent_id
         left join category as c4 on c4.brand_id = $1 and c4.id = c3.parent_id
         join goods_group_pick as p on p.brand_id = $1 and p.thing_id in (s.id, s.goods_id,
             g.category_id, c1.parent_id, c2.parent_id, c3.parent_id, c4.parent_id)
         join goods_group as n on n.brand_id = $1 and n.id = p.group_id and n.is_active = 1
         where s.brand_id = $1 and s.id in ($*)
             and exists (select 1 from goods_group as any_one where any_one.brand_id = $1)"
    );
    fetch_in(query, args![tx.brand()], ids)
}

/// The code and the names of those SKUs that exist.
pub(crate) fn names_of_skus(
    tx: &mut Tx<'_>,
    ids: impl IntoIterator<Item = SkuId>,
) -> Result<Vec<(SkuId, String, String, String)>, DbError> {
    let query = sql!(
        (SkuId, String, String, String),
        "select s.id, s.code, g.name, s.name
         from sku as s
         join goods as g on g.brand_id = $1 and g.id = s.goods_id
         where s.brand_id = $1 and s.id in ($*)"
    );
    let brand = tx.brand();
    tx.many_in(query, args![brand], ids)
}

/// The code and the name of those goods that exist.
pub(crate) fn names_of_goods(
    tx: &mut Tx<'_>,
    ids: impl IntoIterator<Item = GoodsId>,
) -> Result<Vec<(GoodsId, String, String)>, DbError> {
    let query = sql!(
        (GoodsId, String, String),
        "select id, code, name from goods where brand_id = $1 and id in ($*)"
    );
    let brand = tx.brand();
    tx.many_in(query, args![brand], ids)
}

/// The name of those categories that exist.
pub(crate) fn names_of_categories(
    tx: &mut Tx<'_>,
    ids: impl IntoIterator<Item = CategoryId>,
) -> Result<Vec<(CategoryId, String)>, DbError> {
    let query = sql!(
        (CategoryId, String),
        "select id, name from category where brand_id = $1 and id in ($*)"
    );
    let brand = tx.brand();
    tx.many_in(query, args![brand], ids)
}
