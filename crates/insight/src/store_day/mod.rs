//! Store days: what happened in each store on each business day, added up as events arrive.
//!
//! An event is added in the transaction that marks it delivered, so it counts exactly once, and
//! adding up does not depend on the order in which events arrive.

mod rules;
mod store;

pub use rules::Day;
pub(crate) use store::{by_date, by_store, clear, latest};

use crate::live;
use events::Event;
use platform::db::{DbError, Tx};
use platform::outbox::{Handle, Stored, Subscriber};

/// Who of this slice is told of events.
pub(crate) fn subscriber() -> Subscriber {
    Subscriber {
        name: "insight.store_day",
        topics: &[
            "member_enrolled",
            "order_settled",
            "order_bound",
            "order_returned",
            "topped_up",
            "history_recorded",
        ],
        handle: Handle::Batch(follow),
    }
}

fn follow(tx: &mut Tx<'_>, facts: &[Stored<Event>]) -> Result<(), String> {
    let events = facts.iter().map(|fact| &fact.event);
    count(tx, events)
        .and_then(|()| live::beat_once(tx))
        .map_err(|error| error.to_string())
}

/// Adds events to the days that they tell of.
pub(crate) fn count<'e>(
    tx: &mut Tx<'_>,
    events: impl IntoIterator<Item = &'e Event>,
) -> Result<(), DbError> {
    store::add(tx, &rules::days_of(events))
}
