//! Buyer days: who bought where on which day, so that people are counted and not their visits.
//!
//! A row stands under the member whose sale it was and names who that is now, so that two members
//! who are one person count once, and are two again when the merge is undone.

mod store;

pub(crate) use store::{Buyers, Windows, buyers, clear};

use events::{Event, MemberMerged};
use kernel::{BusinessDate, MemberId, StoreId};
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
            "member_merged",
            "member_unmerged",
        ],
        handle: Handle::Batch(follow),
    }
}

/// Business day, store and member.
type Key = (BusinessDate, StoreId, MemberId);

fn follow(tx: &mut Tx<'_>, facts: &[Stored<Event>]) -> Result<(), String> {
    count(tx, facts.iter().map(|fact| &fact.event)).map_err(|error| error.to_string())
}

/// Follows events in their order: between two merges sales are added up.
pub(crate) fn count<'e>(
    tx: &mut Tx<'_>,
    events: impl IntoIterator<Item = &'e Event>,
) -> Result<(), DbError> {
    let mut sums = BTreeMap::<Key, i64>::new();
    for event in events {
        let moved = match event {
            Event::MemberMerged(merge) => Some((merge, merge.survivor_id)),
            Event::MemberUnmerged(merge) => Some((merge, merge.absorbed_id)),
            _ => None,
        };
        match moved {
            Some((merge, buyer)) => {
                store::add(tx, &std::mem::take(&mut sums))?;
                store::belong_to(tx, &those_who_go(merge), buyer)?;
            }
            None => {
                for (key, orders) in told_by(event) {
                    *sums.entry(key).or_default() += orders;
                }
            }
        }
    }
    store::add(tx, &sums)
}

/// Whose sales go along when a member is merged, or is himself again.
fn those_who_go(merge: &MemberMerged) -> Vec<MemberId> {
    let mut ids = merge.followers.clone();
    ids.push(merge.absorbed_id);
    ids
}

/// What an event adds.
fn told_by(event: &Event) -> Vec<(Key, i64)> {
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
            vec![(key, i64::from(!bound.is_undone))]
        }
        Event::OrderReturned(back) => {
            let undone = back.undone.zip(back.member_id);
            let gone =
                undone.map(|(sale, member)| ((sale.business_date, sale.store_id, member), -1));
            gone.into_iter().collect()
        }
        Event::HistoryRecorded(history) => {
            let bought = history.buyers.iter();
            bought
                .map(|one| ((one.business_date, one.store_id, one.member_id), one.orders))
                .collect()
        }
        _ => Vec::new(),
    }
}
