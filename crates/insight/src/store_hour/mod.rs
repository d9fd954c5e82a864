//! Store hours: when in the day sales are, by the clock of each store.

mod store;

pub(crate) use store::{HourSum, by_hour, clear};

use events::{Event, RecordedHour};
use kernel::{BusinessDate, Money, StoreId};
use platform::db::{DbError, Tx};
use platform::outbox::{Handle, Stored, Subscriber};
use std::collections::BTreeMap;

/// Who of this slice is told of events.
pub(crate) fn subscriber() -> Subscriber {
    Subscriber {
        name: "insight.store_hour",
        topics: &["order_settled", "history_recorded"],
        handle: Handle::Batch(follow),
    }
}

/// Business day, store and hour.
type Key = (BusinessDate, StoreId, i64);
/// Orders and sales.
type Sum = (i64, i64);

fn follow(tx: &mut Tx<'_>, facts: &[Stored<Event>]) -> Result<(), String> {
    count(tx, facts.iter().map(|fact| &fact.event)).map_err(|error| error.to_string())
}

/// Adds events to the hours that they tell of.
pub(crate) fn count<'e>(
    tx: &mut Tx<'_>,
    events: impl IntoIterator<Item = &'e Event>,
) -> Result<(), DbError> {
    store::add(tx, &hours_of(events))
}

/// What events add to the hours: in key order, each hour once.
fn hours_of<'e>(events: impl IntoIterator<Item = &'e Event>) -> BTreeMap<Key, Sum> {
    let mut sums = BTreeMap::<Key, Sum>::new();
    let mut add = |key: Key, orders: i64, sales: Money| {
        let sum = sums.entry(key).or_default();
        sum.0 = sum.0.saturating_add(orders);
        sum.1 = sum.1.saturating_add(sales.0);
    };
    for event in events {
        match event {
            Event::OrderSettled(sale) => {
                add(
                    (sale.business_date, sale.store_id, sale.hour),
                    1,
                    sale.total,
                );
            }
            Event::HistoryRecorded(history) => {
                for one in &history.hours {
                    let RecordedHour {
                        business_date,
                        store_id,
                        hour,
                        orders,
                        total,
                    } = *one;
                    add((business_date, store_id, hour), orders, total);
                }
            }
            _ => {}
        }
    }
    sums
}
