//! Buyer days: who bought where on which day, so that people are counted and not their visits.
//!
//! A sale stays under the member whose it was. Who that is now is asked when people are counted, so
//! that two members who are one person count once, and are two again when the merge is undone.

mod pack;
mod rules;
mod store;
#[cfg(test)]
mod tests;

pub(crate) use rules::{Buyers, Windows};
pub(crate) use store::clear;

use access::StoreFilter;
use events::{Event, RecordedBuyer};
use kernel::{BusinessDate, MemberId, StoreId};
use pack::Orders;
use platform::db::{DbError, Tx};
use platform::outbox::{Handle, Stored, Subscriber};
use std::collections::BTreeMap;

/// Who of this slice is told of events.
pub(crate) fn subscriber() -> Subscriber {
    Subscriber {
        name: "insight.buyer_day",
        topics: &[
            "order_settled",
            "order_bound",
            "order_returned",
            "history_recorded",
        ],
        handle: Handle::Batch(follow),
    }
}

/// Business day and store.
type Key = (BusinessDate, StoreId);
/// Business day, store and member.
type Buyer = (BusinessDate, StoreId, MemberId);

fn follow(tx: &mut Tx<'_>, facts: &[Stored<Event>]) -> Result<(), String> {
    count(tx, facts.iter().map(|fact| &fact.event)).map_err(|error| error.to_string())
}

/// Adds what events tell.
pub(crate) fn count<'e>(
    tx: &mut Tx<'_>,
    events: impl IntoIterator<Item = &'e Event>,
) -> Result<(), DbError> {
    let mut days = BTreeMap::<Key, Orders>::new();
    for ((date, store, member), orders) in events.into_iter().flat_map(told_by) {
        *days
            .entry((date, store))
            .or_default()
            .entry(member)
            .or_default() += orders;
    }
    store::add(tx, days)
}

/// How many people bought in the stores, each counted once, over two periods that are read
/// together because their windows share most days.
pub(crate) fn buyers(
    tx: &mut Tx<'_>,
    windows: [Windows; 2],
    stores: &StoreFilter,
) -> Result<[Buyers; 2], DbError> {
    let [one, other] = windows;
    let days = (one.earliest().min(other.earliest()), one.to.max(other.to));
    let mut bought = store::bought(tx, days, stores)?;
    rules::by_person(&mut bought, &membership::survivors(tx)?);
    Ok(windows.map(|windows| rules::count_up(&bought, windows)))
}

/// What an event adds.
fn told_by(event: &Event) -> Vec<(Buyer, i32)> {
    match event {
        Event::OrderSettled(sale) => {
            let key = |member| (sale.business_date, sale.store_id, member);
            sale.member_id
                .map(|member| (key(member), 1))
                .into_iter()
                .collect()
        }
        Event::OrderBound(bound) => {
            let key = (bound.business_date, bound.store_id, bound.member_id);
            vec![(key, i32::from(!bound.is_undone))]
        }
        Event::OrderReturned(back) => {
            let undone = back.undone.zip(back.member_id);
            let gone =
                undone.map(|(sale, member)| ((sale.business_date, sale.store_id, member), -1));
            gone.into_iter().collect()
        }
        Event::HistoryRecorded(history) => {
            let key = |one: &RecordedBuyer| (one.business_date, one.store_id, one.member_id);
            // Nobody buys two thousand million times a day.
            let orders = |one: &RecordedBuyer| i32::try_from(one.orders).unwrap_or(i32::MAX);
            let bought = history.buyers.iter();
            bought.map(|one| (key(one), orders(one))).collect()
        }
        _ => Vec::new(),
    }
}
