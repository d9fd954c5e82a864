//! What is to be known to price past orders anew.

use super::GivenOffer;
use super::past::{Known, Past};
use kernel::SkuId;
use offers::RunningOffer;
use platform::db::{DbError, Tx};
use pricing::OfferId;
use std::collections::{HashMap, HashSet};
use std::sync::Arc;

/// What the offers said that these orders were given.
pub(crate) fn versions_of(
    tx: &mut Tx<'_>,
    orders: &[Past],
    earlier: &HashSet<(OfferId, i64)>,
) -> Result<HashMap<(OfferId, i64), Arc<RunningOffer>>, DbError> {
    let given = orders.iter().flat_map(|past| &past.given);
    let key = |given: &GivenOffer| (given.offer_id, given.version);
    let keys: HashSet<_> = given
        .map(key)
        .filter(|key| !earlier.contains(key))
        .collect();
    offers::load_versions(tx, &keys.into_iter().collect::<Vec<_>>())
}

/// What is known now of the goods of these orders, at the prices of the whole chain.
pub(crate) fn goods_of(
    tx: &mut Tx<'_>,
    orders: &[Past],
    earlier: &HashSet<SkuId>,
) -> Result<HashMap<SkuId, Known>, DbError> {
    let lines = orders.iter().flat_map(|past| &past.lines);
    let ids: HashSet<SkuId> = lines
        .map(|line| line.sku_id)
        .filter(|id| !earlier.contains(id))
        .collect();
    if ids.is_empty() {
        return Ok(HashMap::new());
    }
    let ids: Vec<SkuId> = ids.into_iter().collect();
    let facts = tx.fetch(retail::chain_facts(tx, &ids))?;
    let known = facts.into_values().map(|facts| {
        let known = Known {
            categories: facts.categories,
            groups: facts.groups,
            member_price: facts.member_price,
            cost_price: facts.cost_price,
        };
        (facts.sku_id, known)
    });
    Ok(known.collect())
}
