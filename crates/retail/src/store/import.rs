//! Stores that come from a file: keyed by their code, so that the same file twice changes nothing.

use super::{NewStore, Store, rules, store};
use crate::checks;
use crate::error::RetailError;
use crate::region::{self, Region};
use kernel::{Act, Invalid, RegionId, StoreId};
use platform::db::{DbError, Tx};
use std::collections::{BTreeSet, HashMap};

/// A store as a file tells of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ImportedStore {
    /// The store; its `region_id` counts unless `region` says another.
    pub store: NewStore,
    /// The region it belongs to, founded if its code is new.
    pub region: Option<ImportedRegion>,
}

/// A region as a file tells of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ImportedRegion {
    /// Unique within the brand.
    pub code: String,
    /// What people call it; a region that is there keeps its name.
    pub name: String,
}

/// Founds the stores whose code is new and brings the others up to what the file says; one answer
/// for each. A store that is closed stays closed, and what no file tells of stays as it is.
pub fn import_stores(
    tx: &mut Tx<'_>,
    act: Act,
    imported: &[ImportedStore],
) -> Result<Vec<Result<StoreId, RetailError>>, DbError> {
    let regions = found_regions(tx, act, imported)?;
    let codes = imported.iter().map(|one| one.store.code.as_str());
    let mut known: HashMap<String, Store> = store::find_by_code(tx, codes)?
        .into_iter()
        .map(|store| (store.code.clone(), store))
        .collect();

    let (mut new, mut changed) = (BTreeSet::new(), BTreeSet::new());
    let mut answers = Vec::with_capacity(imported.len());
    for one in imported {
        let there = known.get(&one.store.code);
        let wanted = match as_wanted(tx, one, there, &regions) {
            Ok(wanted) => wanted,
            Err(wrong) => {
                answers.push(Err(wrong.into()));
                continue;
            }
        };
        answers.push(Ok(wanted.id));
        match there {
            None => {
                new.insert(wanted.id);
            }
            Some(there) if *there != wanted && !new.contains(&wanted.id) => {
                changed.insert(wanted.id);
            }
            Some(_) => {}
        }
        known.insert(wanted.code.clone(), wanted);
    }
    let (mut founded, mut edited) = (Vec::new(), Vec::new());
    for store in known.into_values() {
        if new.contains(&store.id) {
            founded.push(store);
        } else if changed.contains(&store.id) {
            edited.push(store);
        }
    }
    store::insert_many(tx, act, &founded)?;
    if store::update_many(tx, act, &edited)? != edited.len() as u64 {
        return Err(tx.run_again());
    }
    Ok(answers)
}

/// What the store will be like: a new one, or the one that is there with the file's words.
fn as_wanted(
    tx: &Tx<'_>,
    one: &ImportedStore,
    there: Option<&Store>,
    regions: &HashMap<String, RegionId>,
) -> Result<Store, Invalid> {
    let id = there.map_or_else(|| StoreId(tx.new_id()), |store| store.id);
    let mut wanted = Store::found(id, &one.store);
    if let Some(there) = there {
        wanted.version = there.version;
        wanted.is_open = there.is_open;
        wanted.opening_hours = there.opening_hours.clone();
        wanted.area_m2 = there.area_m2;
    }
    if let Some(region) = &one.region {
        check_region(region)?;
        wanted.region_id = regions.get(&region.code).copied();
    }
    rules::check(&wanted)?;
    Ok(wanted)
}

fn check_region(region: &ImportedRegion) -> Result<(), Invalid> {
    let mut wrong = Invalid::new();
    checks::code(&mut wrong, "/region/code", &region.code);
    wrong.text("/region/name", &region.name, checks::NAME_MAX);
    wrong.check()
}

/// The regions that the stores name, by code; founds those that are not there.
fn found_regions(
    tx: &mut Tx<'_>,
    act: Act,
    imported: &[ImportedStore],
) -> Result<HashMap<String, RegionId>, DbError> {
    let mut named: Vec<&ImportedRegion> = imported
        .iter()
        .filter_map(|one| one.region.as_ref())
        .collect();
    named.retain(|region| check_region(region).is_ok());
    named.sort_by(|a, b| a.code.cmp(&b.code));
    named.dedup_by(|a, b| a.code == b.code);
    let regions: Vec<Region> = named
        .into_iter()
        .map(|region| Region {
            id: RegionId(tx.new_id()),
            code: region.code.clone(),
            name: region.name.clone(),
            version: 1,
        })
        .collect();
    region::found_missing(tx, act, &regions)
}
