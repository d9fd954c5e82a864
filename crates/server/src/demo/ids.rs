//! What the source's numbers are called in the chain.

use super::blueprint::{Blueprint, household_key};
use super::plan::Step;
use kernel::{CategoryId, MemberId, SkuId, StoreId};
use membership::IdentityKind;
use platform::db::{DbError, Tx};
use platform::jobs::JobError;
use std::collections::{BTreeSet, HashMap};

/// What the source's numbers are called here.
pub struct Ids {
    /// By the source's number.
    pub stores: HashMap<i64, StoreId>,
    /// By the household's key.
    pub members: HashMap<String, MemberId>,
    /// By the product's number as text.
    pub skus: HashMap<String, (SkuId, Option<CategoryId>)>,
}

impl Ids {
    /// The store with a number.
    pub fn store(&self, id: i64) -> Result<StoreId, JobError> {
        self.stores
            .get(&id)
            .copied()
            .ok_or_else(|| JobError::Failed(format!("no store {id}")))
    }

    /// The member that stands for a household.
    pub fn member(&self, household: i64) -> Result<MemberId, JobError> {
        let found = self.members.get(&household_key(household)).copied();
        found.ok_or_else(|| JobError::Failed(format!("no household {household}")))
    }
}

/// Looks up what some steps refer to.
pub fn load_ids(tx: &mut Tx<'_>, plan: &Blueprint, part: &[Step]) -> Result<Ids, DbError> {
    let (mut households, mut products) = (BTreeSet::new(), BTreeSet::new());
    for step in part {
        match step {
            Step::TopUp { household_id, .. } => {
                households.insert(*household_id);
            }
            Step::Sale { basket, .. } => {
                let basket = &plan.source.baskets[*basket];
                households.insert(basket.household_id);
                products.extend(basket.lines.iter().map(|line| line.product_id.to_string()));
            }
        }
    }
    let keys: Vec<String> = households.into_iter().map(household_key).collect();
    let codes: Vec<&str> = products.iter().map(String::as_str).collect();
    Ok(Ids {
        stores: store_ids(tx, plan)?,
        members: membership::find_by_external(tx, IdentityKind::External, &keys)?,
        skus: retail::find_sold_skus(tx, &codes)?,
    })
}

/// The stores by their numbers.
pub fn store_ids(tx: &mut Tx<'_>, plan: &Blueprint) -> Result<HashMap<i64, StoreId>, DbError> {
    let codes: Vec<String> = plan.stores.iter().map(i64::to_string).collect();
    let codes: Vec<&str> = codes.iter().map(String::as_str).collect();
    let found = retail::find_stores_by_codes(tx, &codes)?;
    Ok(found
        .into_iter()
        .filter_map(|(code, id)| Some((code.parse().ok()?, id)))
        .collect())
}
