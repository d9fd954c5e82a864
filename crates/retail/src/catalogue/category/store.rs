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
    }
}

/// Inserts those that are not there yet; answers how many were not.
pub(crate) fn insert_missing(
    tx: &mut Tx<'_>,
    act: Act,
    categories: &[Category],
) -> Result<u64, DbError> {
    let command = sql!(
        "insert into category (brand_id, id, parent_id, depth, name, created_at) values $*
         on conflict (brand_id, parent_id, name) do nothing"
    );
    let brand = tx.brand();
    let row = |category: &Category| {
        let parent = category.parent_id.map_or(0, |parent| parent.0);
        row_values![
            brand,
            category.id,
            parent,
            category.depth,
            category.name,
            act.now
        ]
    };
    tx.insert_many(command, categories.iter().map(row).collect())
}

pub(crate) fn find(tx: &mut Tx<'_>, id: CategoryId) -> Result<Option<Category>, DbError> {
    let query = sql!(
        Category,
        "select id, nullif(parent_id, 0), depth, name
         from category where brand_id = $1 and id = $2"
    );
    let brand = tx.brand();
    tx.maybe(query, args![brand, id])
}

/// All categories of the brand, a parent before its children.
pub(crate) fn all(tx: &mut Tx<'_>) -> Result<Vec<Category>, DbError> {
    let query = sql!(
        Category,
        "select id, nullif(parent_id, 0), depth, name
         from category where brand_id = $1 order by depth, id"
    );
    let brand = tx.brand();
    tx.many(query, args![brand])
}

/// Up to `limit` categories in the order of their ids, after `after`.
pub(crate) fn page(tx: &mut Tx<'_>, after: i64, limit: u32) -> Result<Vec<Category>, DbError> {
    let query = sql!(
        Category,
        "select id, nullif(parent_id, 0), depth, name
         from category where brand_id = $1 and id > $2 order by id limit $3"
    );
    let brand = tx.brand();
    tx.many(query, args![brand, after, limit])
}
