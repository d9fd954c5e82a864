//! 门店: places that sell, each with its own clock, business day and rule about empty shelves.

mod hours;
mod http;
mod import;
mod rules;
#[expect(
    clippy::module_inception,
    reason = "the slice is a store, its SQL is in `store.rs`"
)]
mod store;
#[cfg(test)]
mod tests;

pub use hours::{Opening, OpeningHours, WallTime, Weekday};
pub(crate) use http::routes;
pub use import::{ImportedRegion, ImportedStore, import_stores};
pub use store::Store;
pub(crate) use store::with_negative_stock as stores_with_negative_stock;

use crate::error::{RetailError, taken};
use crate::region;
use crate::trail;
use kernel::{Act, Cursor, Cutoff, Invalid, Page, RegionId, StoreId, ZoneName};
use platform::db::{DbError, Fetches, Tx};
use platform::http::{IfMatch, StaleEdit};
use std::collections::HashMap;

kernel::text_enum! {
    /// Whose a store is.
    pub enum Ownership {
        /// 直营: the brand's own.
        Owned = "owned",
        /// 加盟: a partner's under the brand's name.
        Franchised = "franchised",
    }
}

/// A store that is about to be founded.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewStore {
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
    /// Where people find it.
    pub address: Option<String>,
    /// Where people call it.
    pub phone: Option<String>,
}

/// Says all that is wrong with a store that is to be founded, but for a region that is not there.
pub fn check_new_store(new: &NewStore) -> Result<(), Invalid> {
    rules::check(&Store::found(StoreId(0), new))
}

/// Founds a store; it is open from then on.
pub fn create_store(tx: &mut Tx<'_>, act: Act, new: &NewStore) -> Result<Store, RetailError> {
    create_store_with(tx, act, new, |_| {})
}

/// The same with what a person adds who knows the place: no file tells of opening hours and area.
pub(crate) fn create_store_with(
    tx: &mut Tx<'_>,
    act: Act,
    new: &NewStore,
    add: impl FnOnce(&mut Store),
) -> Result<Store, RetailError> {
    let mut founded = Store::found(StoreId(tx.new_id()), new);
    add(&mut founded);
    rules::check(&founded)?;
    founded.opening_hours.sort();
    check_region(tx, founded.region_id)?;
    if !store::find_by_code(tx, [new.code.as_str()])?.is_empty() {
        return Err(code_taken(new));
    }
    taken(store::insert(tx, act, &founded), || code_taken(new))?;
    trail::whole(tx, act, "store.create", founded.id, &founded)?;
    Ok(founded)
}

/// Changes a store that is still in the version that was seen; its code stays.
pub fn edit_store(
    tx: &mut Tx<'_>,
    act: Act,
    store_id: StoreId,
    seen: IfMatch,
    change: impl FnOnce(&mut Store),
) -> Result<Store, RetailError> {
    let before = get_store(tx, store_id)?;
    seen.check(before.version)?;
    let mut after = before.clone();
    change(&mut after);
    rules::check(&after)?;
    after.opening_hours.sort();
    if after == before {
        return Ok(before);
    }
    if after.region_id != before.region_id {
        check_region(tx, after.region_id)?;
    }
    if store::update_many(tx, act, std::slice::from_ref(&after))? == 0 {
        return Err(StaleEdit::MovedOn.into());
    }
    after.version += 1;
    trail::changed(tx, act, "store.edit", store_id, (&before, &after))?;
    Ok(after)
}

/// The store that must exist.
pub fn get_store(tx: &mut Tx<'_>, store_id: StoreId) -> Result<Store, RetailError> {
    store::find(tx, store_id)?.ok_or(RetailError::StoreNotFound { store_id })
}

/// Those of the stores that exist.
pub fn stores(
    tx: &Tx<'_>,
    ids: &[StoreId],
) -> impl Fetches<Found = HashMap<StoreId, Store>> + use<> {
    let mut ids = ids.to_vec();
    ids.sort_unstable();
    ids.dedup();
    store::by_ids(tx, ids)
        .then(|stores| Ok(stores.into_iter().map(|store| (store.id, store)).collect()))
}

/// The stores with these codes, by code.
pub fn find_stores_by_codes(
    tx: &mut Tx<'_>,
    codes: &[&str],
) -> Result<HashMap<String, StoreId>, DbError> {
    let stores = store::find_by_code(tx, codes.iter().copied())?;
    Ok(stores
        .into_iter()
        .map(|store| (store.code, store.id))
        .collect())
}

/// The stores of some regions, in the order of their ids.
pub fn stores_in_regions(tx: &mut Tx<'_>, regions: &[RegionId]) -> Result<Vec<StoreId>, DbError> {
    let mut stores = store::ids_in_regions(tx, regions.iter().copied())?;
    stores.sort_unstable();
    Ok(stores)
}

/// A page of all stores of the brand, by code.
pub fn list_stores(
    tx: &mut Tx<'_>,
    region_id: Option<RegionId>,
    cursor: Option<Cursor>,
    limit: u32,
) -> Result<Page<Store>, DbError> {
    let region = region_id.map_or(0, |region| region.0);
    let after = cursor.map_or(0, |cursor| cursor.id);
    Ok(Page::of(
        store::page(tx, region, after, limit + 1)?,
        limit,
        cursor_of,
    ))
}

/// All stores of the brand, by code.
pub fn all_stores(tx: &mut Tx<'_>) -> Result<Vec<Store>, DbError> {
    const PAGE: u32 = 1_000;
    let (mut stores, mut after) = (Vec::new(), None);
    loop {
        let page = list_stores(tx, None, after, PAGE)?;
        after = page.items.last().map(cursor_of);
        stores.extend(page.items);
        if page.next.is_none() {
            return Ok(stores);
        }
    }
}

/// A page of some stores, by code: what a person of these stores may see.
pub fn list_stores_among(
    tx: &mut Tx<'_>,
    among: &[StoreId],
    region_id: Option<RegionId>,
    cursor: Option<Cursor>,
    limit: u32,
) -> Result<Page<Store>, DbError> {
    // A scope names few stores, so they are read whole and cut here.
    let mut stores: Vec<Store> = tx.fetch(stores(tx, among))?.into_values().collect();
    stores.sort_by(|a, b| a.code.cmp(&b.code));
    if let Some(cursor) = cursor {
        let last = stores.iter().position(|store| store.id.0 == cursor.id);
        stores.drain(..last.map_or(0, |place| place + 1));
    }
    stores.retain(|store| region_id.is_none() || store.region_id == region_id);
    Ok(Page::of(stores, limit, cursor_of))
}

fn cursor_of(store: &Store) -> Cursor {
    Cursor {
        key: 0,
        id: store.id.0,
    }
}

fn code_taken(new: &NewStore) -> RetailError {
    RetailError::StoreCodeTaken {
        code: new.code.clone(),
    }
}

fn check_region(tx: &mut Tx<'_>, region_id: Option<RegionId>) -> Result<(), RetailError> {
    match region_id {
        Some(region_id) if region::find_region(tx, region_id)?.is_none() => {
            Err(Invalid::one("/region_id", "reference.unknown", []).into())
        }
        _ => Ok(()),
    }
}
