//! What an offer would have done to one past order. Pure.
//!
//! What was really charged stands. An order to which the offer gives nothing is as it was; to
//! others the difference between its price with the offer and without is added, both worked out
//! anew on what is kept of the order, so that what is not kept does not show as an effect.

#[cfg(test)]
mod tests;

use crate::order::past::{Ground, Past, basket_of, context_of, given_of, is_sold, standing_of};
use kernel::{Money, MoneyError};
use offers::RunningOffer;
use pricing::{Basket, Offer, OfferId, quote};

/// What the offer would have done to an order.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Replayed {
    /// Whether it would have been given.
    pub is_given: bool,
    /// What it would have taken off.
    pub amount: Money,
    /// By how much each line would have cost more, by its place.
    pub changes: Vec<(usize, Money)>,
    /// Offers that it would have displaced, by what they gave.
    pub displaced: Vec<(OfferId, Money)>,
    /// Whether the price of then is found again by today's means.
    pub is_reproduced: bool,
}

impl Replayed {
    /// By how much the order would have cost more.
    pub fn change(&self) -> Result<Money, MoneyError> {
        Money::sum(self.changes.iter().map(|(_, change)| *change))
    }
}

/// Prices an order with the offer; nothing if that leaves the order as it was.
pub(super) fn replay(past: &Past, draft: &RunningOffer, ground: &Ground) -> Option<Replayed> {
    compare(past, (draft.id, Some(&draft.rule)), ground)
}

/// Prices an order for which nothing of the offer is left: whoever was given an earlier version of
/// it then goes without.
pub(super) fn without(past: &Past, draft: &RunningOffer, ground: &Ground) -> Option<Replayed> {
    compare(past, (draft.id, None), ground)
}

fn compare(
    past: &Past,
    (draft_id, draft): (OfferId, Option<&Offer>),
    ground: &Ground,
) -> Option<Replayed> {
    let place = ground.places.get(&past.store_id)?;
    let (lines, places) = basket_of(past, ground);
    if lines.is_empty() {
        return None;
    }
    let basket = Basket { lines };
    let standing = standing_of(past, ground);
    let context = context_of(past, place);
    let then = given_of(past, ground, |_| None);
    let price = |offers: &[Offer]| quote(&basket, offers, &standing, &context).ok();
    // A new version takes the place of the one that was given.
    let others = then.iter().filter(|given| given.template != draft_id);
    let mut with: Vec<Offer> = others.map(|given| given.rule.clone()).collect();
    let had_earlier_version = with.len() < then.len();
    with.extend(draft.cloned());
    let with = price(&with)?;
    let amount = with.taken_off_by(draft_id);
    if amount.is_none() && !had_earlier_version {
        return None;
    }
    let rules: Vec<Offer> = then.iter().map(|given| given.rule.clone()).collect();
    let without = price(&rules)?;
    let mut changes: Vec<(usize, Money)> = Vec::new();
    for ((before, after), place) in without.lines.iter().zip(&with.lines).zip(places) {
        let change = after.total.checked_sub(before.total).ok()?;
        match changes.last_mut() {
            Some((last, sum)) if *last == place => *sum = sum.checked_add(change).ok()?,
            _ => changes.push((place, change)),
        }
    }
    let displaced = then.iter().filter_map(|given| {
        let had = without.taken_off_by(given.rule.id)?;
        let is_gone = given.template != draft_id && with.taken_off_by(given.rule.id).is_none();
        is_gone.then_some((given.template, had))
    });
    let sold = past.lines.iter().filter(|line| is_sold(line));
    let charged = Money::sum(sold.map(|line| line.total)).ok()?;
    Some(Replayed {
        is_given: amount.is_some(),
        amount: amount.unwrap_or(Money::ZERO),
        displaced: displaced.collect(),
        is_reproduced: charged == without.total,
        changes,
    })
}
