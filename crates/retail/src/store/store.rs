//! SQL of the table `store`.

use super::{OpeningHours, Ownership};
use kernel::{Act, Cutoff, RegionId, StoreId, Timestamp, Value, ZoneName};
use platform::db::{DbError, Fetch, Tx, fetch_in};
use platform::{args, row, row_values, sql};

row! {
    /// A place that sells.
    #[doc(alias = "门店")]
    #[derive(PartialEq, Eq, serde::Serialize)]
    pub struct Store {
        /// Which store.
        pub id: StoreId,
        /// Unique within the brand.
        pub code: String,
        /// What people call it.
        pub name: String,
        /// The region it belongs to.
        pub region_id: Option<RegionId>,
        /// Whose it is.
        pub ownership: Ownership,
        /// Where its clock on the wall is set.
        pub zone: ZoneName,
        /// When its next business day begins.
        pub cutoff: Cutoff,
        /// Whether it may sell what the books say it does not have.
        pub allows_negative_stock: bool,
        /// Whether it sells at present.
        pub is_open: bool,
        /// Where people find it.
        pub address: Option<String>,
        /// Where people call it.
        pub phone: Option<String>,
        /// When it is open.
        pub opening_hours: OpeningHours,
        /// Its sales floor in square metres.
        pub area_m2: Option<i64>,
        /// Counts its changes.
        pub version: i64,
    }
}

pub(crate) fn insert(tx: &mut Tx<'_>, act: Act, store: &Store) -> Result<(), DbError> {
    insert_many(tx, act, std::slice::from_ref(store))
}

pub(crate) fn insert_many(tx: &mut Tx<'_>, act: Act, stores: &[Store]) -> Result<(), DbError> {
    let command = sql!(
        "insert into store (brand_id, id, code, name, region_id, ownership, zone, cutoff,
             allows_negative_stock, is_open, address, phone, opening_hours, area_m2, version,
             created_at, updated_at)
         values $*"
    );
    let brand = tx.brand();
    let row = |store: &Store| {
        row_values![
            brand,
            store.id,
            store.code,
            store.name,
            store.region_id,
            store.ownership,
            store.zone,
            store.cutoff,
            store.allows_negative_stock,
            store.is_open,
            store.address,
            store.phone,
            store.opening_hours,
            store.area_m2,
            store.version,
            act.now,
            act.now,
        ]
    };
    tx.insert_many(command, stores.iter().map(row).collect())?;
    Ok(())
}

/// Writes changed stores over the versions that they were read in; answers how many of them were
/// still in that version.
pub(crate) fn update_many(tx: &mut Tx<'_>, act: Act, stores: &[Store]) -> Result<u64, DbError> {
    let command = sql!(
        "update store set name = v.column2, region_id = v.column3, ownership = v.column4,
             zone = v.column5, cutoff = v.column6, allows_negative_stock = v.column7,
             is_open = v.column8, address = v.column9, phone = v.column10,
             opening_hours = v.column11, area_m2 = v.column12,
             version = store.version + 1, updated_at = v.column14
         from (values $*(bigint, text, bigint, text, text, bigint, bigint, bigint, text, text,
             text, bigint, bigint, bigint)) as v
         where store.brand_id = $1 and store.id = v.column1 and store.version = v.column13"
    );
    let brand = tx.brand();
    tx.update_from(
        command,
        args![brand],
        stores.iter().map(|s| changed(s, act.now)).collect(),
    )
}

fn changed(store: &Store, now: Timestamp) -> Vec<Value> {
    row_values![
        store.id,
        store.name,
        store.region_id,
        store.ownership,
        store.zone,
        store.cutoff,
        store.allows_negative_stock,
        store.is_open,
        store.address,
        store.phone,
        store.opening_hours,
        store.area_m2,
        store.version,
        now,
    ]
}

pub(crate) fn find(tx: &mut Tx<'_>, id: StoreId) -> Result<Option<Store>, DbError> {
    let mut found = tx.fetch(by_ids(tx, [id]))?;
    Ok(found.pop())
}

pub(crate) fn by_ids(tx: &Tx<'_>, ids: impl IntoIterator<Item = StoreId>) -> Fetch<Store> {
    let query = sql!(
        Store,
        "select id, code, name, region_id, ownership, zone, cutoff, allows_negative_stock, is_open,
             address, phone, opening_hours, area_m2, version
         from store where brand_id = $1 and id in ($*)"
    );
    fetch_in(query, args![tx.brand()], ids)
}

pub(crate) fn find_by_code<'a>(
    tx: &mut Tx<'_>,
    codes: impl IntoIterator<Item = &'a str>,
) -> Result<Vec<Store>, DbError> {
    let query = sql!(
        Store,
        "select id, code, name, region_id, ownership, zone, cutoff, allows_negative_stock, is_open,
             address, phone, opening_hours, area_m2, version
         from store where brand_id = $1 and code in ($*)"
    );
    let brand = tx.brand();
    tx.many_in(query, args![brand], codes)
}

/// Up to `limit` stores in the order of their codes, after the store `after`; of one region if
/// `region` is not 0.
pub(crate) fn page(
    tx: &mut Tx<'_>,
    region: i64,
    after: i64,
    limit: u32,
) -> Result<Vec<Store>, DbError> {
    let query = sql!(
        Store,
        "select id, code, name, region_id, ownership, zone, cutoff, allows_negative_stock, is_open,
             address, phone, opening_hours, area_m2, version
         from store where brand_id = $1 and code > coalesce(
             (select c.code from store as c where c.brand_id = $1 and c.id = $2), '')
             and (region_id = $3 or cast($3 as bigint) = 0)
         order by code limit $4"
    );
    let brand = tx.brand();
    tx.many(query, args![brand, after, region, limit])
}

pub(crate) fn ids_in_regions(
    tx: &mut Tx<'_>,
    regions: impl IntoIterator<Item = RegionId>,
) -> Result<Vec<StoreId>, DbError> {
    let query = sql!(
        (StoreId,),
        "select id from store where brand_id = $1 and region_id in ($*) order by id"
    );
    let brand = tx.brand();
    let rows = tx.many_in(query, args![brand], regions)?;
    Ok(rows.into_iter().map(|(id,)| id).collect())
}

/// The query for those of the stores that may sell what the books do not have.
pub(crate) fn with_negative_stock(
    tx: &Tx<'_>,
    ids: impl IntoIterator<Item = StoreId>,
) -> Fetch<(StoreId,)> {
    let query = sql!(
        (StoreId,),
        "select id from store
         where brand_id = $1 and allows_negative_stock = 1 and id in ($*)"
    );
    fetch_in(query, args![tx.brand()], ids)
}
