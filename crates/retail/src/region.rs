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
use platform::http::{IfMatch, StaleEdit};
use std::collections::HashMap;

/// Says all that is wrong with a region that is to be founded.
pub fn check_new_region(code: &str, name: &str) -> Result<(), Invalid> {
    check(&new_region(RegionId(0), code, name))
}

/// Founds a region.
pub fn create_region(
    tx: &mut Tx<'_>,
    act: Act,
    code: &str,
    name: &str,
) -> Result<Region, RetailError> {
    let region = new_region(RegionId(tx.new_id()), code, name);
    check(&region)?;
    let refusal = || RetailError::RegionCodeTaken {
        code: code.to_owned(),
    };
    if !store::ids_by_code(tx, [code])?.is_empty() {
        return Err(refusal());
    }
    taken(store::insert(tx, act, &region), refusal)?;
    trail::whole(tx, act, "region.create", region.id, &region)?;
    Ok(region)
}

/// Changes a region that is still in the version that was seen; its code stays, for files name it
/// by that.
pub fn edit_region(
    tx: &mut Tx<'_>,
    act: Act,
    region_id: RegionId,
    seen: IfMatch,
    change: impl FnOnce(&mut Region),
) -> Result<Region, RetailError> {
    let before = store::find(tx, region_id)?.ok_or(RetailError::RegionNotFound { region_id })?;
    seen.check(before.version)?;
    let mut after = before.clone();
    change(&mut after);
    if after == before {
        return Ok(before);
    }
    check(&after)?;
    if !store::update(tx, &after)? {
        return Err(StaleEdit::MovedOn.into());
    }
    after.version += 1;
    trail::changed(tx, act, "region.edit", region_id, (&before, &after))?;
    Ok(after)
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

fn new_region(id: RegionId, code: &str, name: &str) -> Region {
    Region {
        id,
        code: code.to_owned(),
        name: name.to_owned(),
        version: 1,
    }
}

/// Whether a region may be written like this.
fn check(region: &Region) -> Result<(), Invalid> {
    let mut wrong = Invalid::new();
    checks::code(&mut wrong, "/code", &region.code);
    wrong.text("/name", &region.name, checks::NAME_MAX);
    wrong.check()
}
