//! SQL of the table `till`.

use kernel::{Act, StoreId, TillId};
use platform::db::{DbError, Fetch, Tx, fetch_in};
use platform::{args, row, sql};

row! {
    /// A point-of-sale installation in a store.
    #[doc(alias = "收银机")]
    #[derive(PartialEq, Eq, serde::Serialize)]
    pub struct Till {
        /// Which till.
        pub id: TillId,
        /// Where it stands.
        pub store_id: StoreId,
        /// Unique within the store.
        pub code: String,
        /// What people call it.
        pub name: String,
        /// Whether it may be used.
        pub is_active: bool,
        /// Counts its changes.
        pub version: i64,
    }
}

pub(crate) fn insert(tx: &mut Tx<'_>, act: Act, till: &Till) -> Result<(), DbError> {
    let command = sql!(
        "insert into till (brand_id, id, store_id, code, name, is_active, version, created_at)
         values ($1, $2, $3, $4, $5, $6, $7, $8)"
    );
    let brand = tx.brand();
    let Till {
        id,
        store_id,
        code,
        name,
        is_active,
        version,
    } = till;
    tx.execute(
        command,
        args![brand, id, store_id, code, name, is_active, version, act.now],
    )?;
    Ok(())
}

/// Writes a changed till over the version that it was read in; answers whether it was still in
/// that version.
pub(crate) fn update(tx: &mut Tx<'_>, till: &Till) -> Result<bool, DbError> {
    let command = sql!(
        "update till set name = $3, is_active = $4, version = version + 1
         where brand_id = $1 and id = $2 and version = $5"
    );
    let brand = tx.brand();
    let args = args![brand, till.id, till.name, till.is_active, till.version];
    Ok(tx.execute(command, args)? == 1)
}

pub(crate) fn by_ids(tx: &Tx<'_>, ids: impl IntoIterator<Item = TillId>) -> Fetch<Till> {
    let query = sql!(
        Till,
        "select id, store_id, code, name, is_active, version
         from till where brand_id = $1 and id in ($*)"
    );
    fetch_in(query, args![tx.brand()], ids)
}

pub(crate) fn code_exists(tx: &mut Tx<'_>, store_id: StoreId, code: &str) -> Result<bool, DbError> {
    let query = sql!(
        (TillId,),
        "select id from till where brand_id = $1 and store_id = $2 and code = $3"
    );
    let brand = tx.brand();
    Ok(tx.maybe(query, args![brand, store_id, code])?.is_some())
}

/// Up to `limit` tills of a store in the order of their codes, after the till `after`.
pub(crate) fn page(
    tx: &mut Tx<'_>,
    store_id: StoreId,
    after: i64,
    limit: u32,
) -> Result<Vec<Till>, DbError> {
    let query = sql!(
        Till,
        "select id, store_id, code, name, is_active, version
         from till where brand_id = $1 and store_id = $2 and code > coalesce(
             (select c.code from till as c where c.brand_id = $1 and c.id = $3), '')
         order by code limit $4"
    );
    let brand = tx.brand();
    tx.many(query, args![brand, store_id, after, limit])
}
