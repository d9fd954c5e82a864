//! 预算与次数: what is used of the budget and the limits of an offer.
//!
//! What is left is read, decided on in memory, and written under a guard: if somebody else used
//! it up meanwhile, the act is run once more. So a budget is never exceeded, and whoever comes
//! after another who was refused still gets what is left.
//!
//! A limit for each member is one for each person: what somebody used under an id that was merged
//! into theirs counts as well, and counts for the other again if the merge is undone.

mod person;
mod store;

pub(crate) use person::used_as;

use crate::{Limits, RunningOffer};
use kernel::{BusinessDate, MemberId, Money, StoreId};
use platform::db::{DbError, Tx};
use pricing::{Offer, OfferId};
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, HashMap, HashSet};

/// Who buys, where and when: what limits are counted by.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Buying {
    /// Where.
    pub store_id: StoreId,
    /// Who, if it is known.
    pub member_id: Option<MemberId>,
    /// On which business day of the store.
    pub date: BusinessDate,
}

/// What is used of the offers of a batch of orders, with what these orders use.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub struct UseBook {
    used: HashMap<String, i64>,
    /// What of a limit was used under ids that were merged into the buyer's.
    used_as_others: HashMap<String, i64>,
    /// What is added, and the limit.
    added: BTreeMap<String, (i64, i64)>,
}

/// Something that is counted, with its limit.
struct Counter {
    key: String,
    most: i64,
    is_money: bool,
}

/// What no limit is written as.
const NO_LIMIT: i64 = i64::MAX;

fn money_of(id: OfferId) -> String {
    format!("{}:money", id.0)
}

fn uses_of(id: OfferId) -> String {
    format!("{}:uses", id.0)
}

/// All that one use of an offer counts towards. Money and uses are counted without a limit as well,
/// for they are what people ask first.
fn counters(offer: &RunningOffer, buying: &Buying) -> Vec<Counter> {
    let (id, limits) = (offer.id.0, &offer.terms.limits);
    let Buying {
        store_id,
        member_id,
        date,
    } = buying;
    let mut counters = vec![
        Counter {
            key: money_of(offer.id),
            most: limits.budget.map_or(NO_LIMIT, |budget| budget.0),
            is_money: true,
        },
        Counter {
            key: uses_of(offer.id),
            most: limits.uses.unwrap_or(NO_LIMIT),
            is_money: false,
        },
    ];
    let mut add = |key: String, most: Option<i64>| {
        counters.extend(most.map(|most| Counter {
            key,
            most,
            is_money: false,
        }));
    };
    add(format!("{id}:day:{date}"), limits.uses_a_day);
    add(
        format!("{id}:store:{}:{date}", store_id.0),
        limits.uses_a_store_day,
    );
    if let Some(MemberId(member)) = member_id {
        add(format!("{id}:member:{member}"), limits.uses_a_member);
        add(
            format!("{id}:member:{member}:{date}"),
            limits.uses_a_member_day,
        );
    }
    counters
}

fn is_limited(limits: &Limits) -> bool {
    *limits != Limits::default()
}

impl UseBook {
    /// Reads what is used of the offers that have limits, for these buyers.
    pub fn load<'a>(
        tx: &mut Tx<'_>,
        offers: impl IntoIterator<Item = &'a RunningOffer>,
        buyers: &[Buying],
    ) -> Result<UseBook, DbError> {
        let limited = offers.into_iter();
        let limited = limited.filter(|offer| is_limited(&offer.terms.limits));
        let limited: Vec<&RunningOffer> = limited.collect();
        let keys: HashSet<String> = limited
            .iter()
            .flat_map(|offer| buyers.iter().flat_map(|buying| counters(offer, buying)))
            .filter(|counter| counter.most != NO_LIMIT)
            .map(|counter| counter.key)
            .collect();
        if keys.is_empty() {
            return Ok(UseBook::default());
        }
        let used = tx.fetch(store::load(tx, keys.into_iter().collect()))?;
        Ok(UseBook {
            used: used.into_iter().collect(),
            used_as_others: person::used_as_others(tx, &limited, buyers)?,
            added: BTreeMap::new(),
        })
    }

    /// What is left of a limit that counts for this use, before anything of the batch.
    fn most(&self, counter: &Counter) -> i64 {
        let others = self.used_as_others.get(&counter.key);
        counter.most - others.map_or(0, |used| *used)
    }

    fn used(&self, key: &str) -> i64 {
        let added = self.added.get(key).map_or(0, |(added, _)| *added);
        self.used.get(key).map_or(0, |used| *used) + added
    }

    /// The offer's rule for a buyer, with what is left of it; under another id for a coupon.
    pub fn rule(&self, offer: &RunningOffer, buying: &Buying) -> Offer {
        let mut rule = offer.rule.clone();
        if !is_limited(&offer.terms.limits) {
            return rule;
        }
        for counter in counters(offer, buying) {
            if counter.most == NO_LIMIT {
                continue;
            }
            let left = self.most(&counter) - self.used(&counter.key);
            if counter.is_money {
                rule.budget_left = Some(Money(left.max(0)));
            }
            rule.is_used_up |= left <= 0;
        }
        rule
    }

    /// Whether one more use stays within the budget and the limits.
    pub fn has_room(&self, offer: &RunningOffer, buying: &Buying, money: Money) -> bool {
        counters(offer, buying).iter().all(|counter| {
            let amount = if counter.is_money { money.0 } else { 1 };
            counter.most == NO_LIMIT || self.used(&counter.key) + amount <= self.most(counter)
        })
    }

    /// Counts one use in memory.
    pub fn take(&mut self, offer: &RunningOffer, buying: &Buying, money: Money) {
        for counter in counters(offer, buying) {
            let amount = if counter.is_money { money.0 } else { 1 };
            let most = self.most(&counter);
            let added = self.added.entry(counter.key).or_insert((0, most));
            added.0 += amount;
            // Each use was held against its own version's limit; of two versions in one batch the
            // wider one guards the write.
            added.1 = added.1.max(most);
        }
    }

    /// Writes what was used. If somebody else was faster, the act runs once more.
    pub fn save(self, tx: &mut Tx<'_>) -> Result<(), DbError> {
        if self.added.is_empty() {
            return Ok(());
        }
        // The first use of a counter is an insert, which the guard of the update does not see.
        let is_over = |(key, (added, most)): (&String, &(i64, i64))| {
            self.used.get(key).map_or(0, |used| *used) + added > *most
        };
        if self.added.iter().any(is_over) {
            return Err(DbError::Bug("a limit was passed in memory".into()));
        }
        let written = store::add(tx, &self.added)?;
        if written < self.added.len() as u64 {
            return Err(tx.run_again());
        }
        Ok(())
    }
}

/// What was given of an offer so far: 分 and orders.
pub(crate) fn given(
    tx: &mut Tx<'_>,
    offers: &[OfferId],
) -> Result<HashMap<OfferId, (Money, i64)>, DbError> {
    let keys = offers.iter().flat_map(|id| [money_of(*id), uses_of(*id)]);
    let used: HashMap<String, i64> = tx
        .fetch(store::load(tx, keys.collect()))?
        .into_iter()
        .collect();
    let of = |key: String| used.get(&key).copied().unwrap_or(0);
    let given = |id: &OfferId| (*id, (Money(of(money_of(*id))), of(uses_of(*id))));
    Ok(offers.iter().map(given).collect())
}

/// Gives back what the offers of an order that came back had used: money, and the use itself if all
/// came back.
pub(crate) fn give_back<'a>(
    tx: &mut Tx<'_>,
    buying: &Buying,
    given: impl IntoIterator<Item = (&'a RunningOffer, Money)>,
    is_whole: bool,
) -> Result<(), DbError> {
    let mut back: BTreeMap<String, i64> = BTreeMap::new();
    for (offer, money) in given {
        for counter in counters(offer, buying) {
            let amount = match counter.is_money {
                true => money.0,
                false => i64::from(is_whole),
            };
            *back.entry(counter.key).or_default() += amount;
        }
    }
    back.retain(|_, amount| *amount > 0);
    store::give_back(tx, &back)
}

/// Counts how many coupons of a template are out, and who claimed them; `false` if that would be
/// more than may be.
pub(crate) fn count_up(
    tx: &mut Tx<'_>,
    counters: BTreeMap<String, (i64, i64)>,
) -> Result<bool, DbError> {
    if counters.values().any(|(amount, most)| amount > most) {
        return Ok(false);
    }
    let all = counters.len() as u64;
    Ok(counters.is_empty() || store::add(tx, &counters)? == all)
}

/// How many coupons of some templates are out.
pub(crate) fn issued(
    tx: &mut Tx<'_>,
    offers: &[OfferId],
) -> Result<HashMap<OfferId, i64>, DbError> {
    let key = |id: &OfferId| format!("{}:issued", id.0);
    let found = tx.fetch(store::load(tx, offers.iter().map(key).collect()))?;
    let found: HashMap<String, i64> = found.into_iter().collect();
    let issued = |id: &OfferId| (*id, found.get(&key(id)).copied().unwrap_or(0));
    Ok(offers.iter().map(issued).collect())
}
