//! 区域: groups of stores, by which people get their scope and figures are summed.

mod http;
mod store;

pub(crate) use http::routes;
pub use store::Region;

use crate::checks;
use crate::error::{RetailError, taken};
use crate::trail;
use kernel::{Act, Cursor, Invalid, Page, RegionId};
use platform::db::{DbError, Tx};
use std::collections::HashMap;

/// Founds a region.
pub fn create_region(
    tx: &mut Tx<'_>,
    act: Act,
    code: &str,
    name: &str,
) -> Result<Region, RetailError> {
    let mut wrong = Invalid::new();
    checks::code(&mut wrong, "/code", code);
    wrong.text("/name", name, checks::NAME_MAX);
    wrong.check()?;
    let refusal = || RetailError::RegionCodeTaken {
        code: code.to_owned(),
    };
    if !store::ids_by_code(tx, [code])?.is_empty() {
        return Err(refusal());
    }
    let id = RegionId(tx.new_id());
    let region = Region {
        id,
        code: code.to_owned(),
        name: name.to_owned(),
    };
    taken(store::insert(tx, act, &region), refusal)?;
    trail::whole(tx, act, "region.create", id, &region)?;
    Ok(region)
}

/// The region, if there is one.
pub fn find_region(tx: &mut Tx<'_>, region_id: RegionId) -> Result<Option<Region>, DbError> {
    store::find(tx, region_id)
}

/// A page of the brand's regions, by code.
pub fn list_regions(
    tx: &mut Tx<'_>,
    cursor: Option<Cursor>,
    limit: u32,
) -> Result<Page<Region>, DbError> {
    let after = cursor.map_or(0, |cursor| cursor.id);
    let rows = store::page(tx, after, limit + 1)?;
    Ok(Page::of(rows, limit, |region| Cursor {
        key: 0,
        id: region.id.0,
    }))
}

/// Founds the regions whose code is new; answers with the id of each code.
pub(crate) fn found_missing(
    tx: &mut Tx<'_>,
    act: Act,
    regions: &[Region],
) -> Result<HashMap<String, RegionId>, DbError> {
    let codes: Vec<&str> = regions.iter().map(|region| region.code.as_str()).collect();
    let mut known: HashMap<String, RegionId> = store::ids_by_code(tx, codes.iter().copied())?
        .into_iter()
        .collect();
    let missing: Vec<Region> = regions
        .iter()
        .filter(|region| !known.contains_key(&region.code))
        .cloned()
        .collect();
    if !missing.is_empty() {
        store::insert_missing(tx, act, &missing)?;
        known = store::ids_by_code(tx, codes)?.into_iter().collect();
    }
    Ok(known)
}
