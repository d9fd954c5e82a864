//! SQL of the table `category`.

use kernel::{Act, CategoryId};
use platform::db::{DbError, Tx};
use platform::{args, row, row_values, sql};

row! {
    /// A place in the tree of goods.
    #[doc(alias = "类目")]
    #[derive(PartialEq, Eq, serde::Serialize)]
    pub struct Category {
        /// Which category.
        pub id: CategoryId,
        /// The one above it; none at the top.
        pub parent_id: Option<CategoryId>,
        /// 1 at the top.
        pub depth: i64,
        /// Unique under its parent.
        pub name: String,
        /// Counts its changes.
        pub version: i64,
    }
}

/// Inserts those that are not there yet; answers how many were not.
pub(crate) fn insert_missing(
    tx: &mut Tx<'_>,
    act: Act,
    categories: &[Category],
) -> Result<u64, DbError> {
    let command = sql!(
        "insert into category (brand_id, id, parent_id, depth, name, version, created_at)
         values $*
         on conflict (brand_id, parent_id, name) do nothing"
    );
    let brand = tx.brand();
    let row = |category: &Category| {
        let Category {
            id,
            parent_id: _,
            depth,
            name,
            version,
        } = category;
        row_values![
            brand,
            id,
            parent_key(category),
            depth,
            name,
            version,
            act.now
        ]
    };
    tx.insert_many(command, categories.iter().map(row).collect())
}

/// Writes a changed category over the version that it was read in; answers whether it still was.
pub(crate) fn update(tx: &mut Tx<'_>, category: &Category) -> Result<bool, DbError> {
    let command = sql!(
        "update category set parent_id = $3, name = $4, version = version + 1
         where brand_id = $1 and id = $2 and version = $5"
    );
    let args = args![
        tx.brand(),
        category.id,
        parent_key(category),
        category.name,
        category.version
    ];
    Ok(tx.execute(command, args)? == 1)
}

/// Writes down how deep some categories stand.
pub(crate) fn set_depths(tx: &mut Tx<'_>, depths: &[(CategoryId, i64)]) -> Result<(), DbError> {
    let command = sql!(
        "update category set depth = v.column2 from (values $*(bigint, bigint)) as v
         where category.brand_id = $1 and category.id = v.column1"
    );
    let brand = tx.brand();
    let row = |(id, depth): &(CategoryId, i64)| row_values![id, depth];
    tx.update_from(command, args![brand], depths.iter().map(row).collect())?;
    Ok(())
}

/// Locks all categories of the brand.
pub(crate) fn lock_all(tx: &mut Tx<'_>) -> Result<(), DbError> {
    let query = sql!(
        (CategoryId,),
        "select id from category where brand_id = $1 order by id for update"
    );
    let brand = tx.brand();
    tx.many(query, args![brand])?;
    Ok(())
}

/// A category that stays where it is until the act ends.
pub(crate) fn lock(tx: &mut Tx<'_>, id: CategoryId) -> Result<Option<Category>, DbError> {
    let query = sql!(
        Category,
        "select id, nullif(parent_id, 0), depth, name, version
         from category where brand_id = $1 and id = $2 for update"
    );
    let brand = tx.brand();
    tx.maybe(query, args![brand, id])
}

pub(crate) fn find(tx: &mut Tx<'_>, id: CategoryId) -> Result<Option<Category>, DbError> {
    let query = sql!(
        Category,
        "select id, nullif(parent_id, 0), depth, name, version
         from category where brand_id = $1 and id = $2"
    );
    let brand = tx.brand();
    tx.maybe(query, args![brand, id])
}

/// All categories of the brand, a parent before its children.
pub(crate) fn all(tx: &mut Tx<'_>) -> Result<Vec<Category>, DbError> {
    let query = sql!(
        Category,
        "select id, nullif(parent_id, 0), depth, name, version
         from category where brand_id = $1 order by depth, id"
    );
    let brand = tx.brand();
    tx.many(query, args![brand])
}

/// Up to `limit` categories level by level, after one of a depth.
pub(crate) fn page(
    tx: &mut Tx<'_>,
    (depth, after): (i64, i64),
    limit: u32,
) -> Result<Vec<Category>, DbError> {
    let query = sql!(
        Category,
        "select id, nullif(parent_id, 0), depth, name, version
         from category where brand_id = $1 and (depth > $2 or (depth = $2 and id > $3))
         order by depth, id limit $4"
    );
    let brand = tx.brand();
    tx.many(query, args![brand, depth, after, limit])
}

/// What stands in the column of the parent: null would escape the unique key.
fn parent_key(category: &Category) -> i64 {
    category.parent_id.map_or(0, |parent| parent.0)
}
