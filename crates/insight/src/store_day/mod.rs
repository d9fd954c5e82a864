//! Store days: what happened in each store on each business day, added up as events arrive, and
//! the overview that is read from them.
//!
//! An event is added in the transaction that marks it delivered, so it counts exactly once, and
//! adding up does not depend on the order in which events arrive.

pub(crate) mod http;
mod rules;
mod store;

pub use rules::{Day, Figures, Overview};

use access::StoreFilter;
use events::Event;
use kernel::BusinessDate;
use platform::db::{DbError, Tx};
use platform::outbox::{Handle, Stored, Subscriber};

/// The most days of a trend.
pub const DAYS_MAX: u32 = 92;

/// Those of this context who are told of events.
pub fn subscribers() -> Vec<Subscriber> {
    vec![Subscriber {
        name: "insight.store_day",
        topics: &[
            "member_enrolled",
            "order_settled",
            "order_bound",
            "order_returned",
            "topped_up",
            "history_recorded",
        ],
        handle: Handle::Batch(count),
    }]
}

/// Adds events to the days that they tell of.
fn count(tx: &mut Tx<'_>, facts: &[Stored<Event>]) -> Result<(), String> {
    let days = rules::days_of(facts.iter().map(|fact| &fact.event));
    store::add(tx, &days).map_err(|error| error.to_string())
}

/// The overview of a day, with a trend of so many days, over the stores that somebody may see.
/// Without a date it is the latest day with figures, or `today` where there is none.
pub fn overview(
    tx: &mut Tx<'_>,
    date: Option<BusinessDate>,
    days: u32,
    today: BusinessDate,
    stores: &StoreFilter,
) -> Result<Overview, DbError> {
    let date = match date {
        Some(date) => date,
        // Somewhere on earth it is tomorrow already; beyond that a date is a mistake.
        None => store::latest(tx, today.plus_days(1))?.unwrap_or(today),
    };
    let from = rules::first_day(date, days);
    let rows = store::range(tx, from, date, stores)?;
    Ok(rules::overview_of(date, days, &rows))
}

#[cfg(test)]
mod tests {
    use super::*;
    use events::{MemberEnrolled, OrderReturned, OrderSettled};
    use kernel::{EventId, MemberId, Money, OrderId, Points, ReturnId, StoreId, Timestamp};
    use testkit::{TestDb, both};

    fn date(text: &str) -> BusinessDate {
        text.parse().expect("a date")
    }

    fn sale(store: i64, business_date: &str, total: i64) -> Event {
        Event::OrderSettled(OrderSettled {
            order_id: OrderId(1),
            store_id: StoreId(store),
            business_date: date(business_date),
            member_id: None,
            guide_id: None,
            total: Money(total),
            discount: Money::ZERO,
            lines: Vec::new(),
            points_earned: Points::ZERO,
            points_spent: Points::ZERO,
            stored_value_spent: Money::ZERO,
            at: Timestamp(0),
        })
    }

    /// Hands events to the subscriber, as the dispatcher does.
    fn tell(test: &TestDb, events: Vec<Event>) {
        let [subscriber] = subscribers().try_into().expect("one subscriber");
        assert!(
            events
                .iter()
                .all(|event| subscriber.topics.contains(&event.topic()))
        );
        let stored = |event| Stored {
            id: EventId(1),
            member_id: None,
            recorded_at: Timestamp(0),
            event,
        };
        let facts: Vec<_> = events.into_iter().map(stored).collect();
        let Handle::Batch(handle) = subscriber.handle else {
            panic!("it takes events by the batch")
        };
        let told: Result<(), DbError> =
            test.write(move |tx| handle(tx, &facts).map_err(DbError::Bug));
        told.expect("the events are counted");
    }

    #[test]
    fn an_overview_shows_what_events_told() {
        both(|test| {
            tell(
                test,
                vec![sale(7, "2026-11-24", 1_000), sale(8, "2026-11-24", 2_000)],
            );
            tell(
                test,
                vec![
                    sale(7, "2026-11-24", 500),
                    Event::OrderReturned(OrderReturned {
                        return_id: ReturnId(1),
                        order_id: OrderId(1),
                        store_id: StoreId(8),
                        business_date: date("2026-11-24"),
                        member_id: None,
                        total: Money(300),
                        points_taken_back: Points::ZERO,
                        at: Timestamp(0),
                    }),
                    Event::MemberEnrolled(MemberEnrolled {
                        member_id: MemberId(1),
                        store_id: None,
                        business_date: date("2026-11-24"),
                        channel: "online".into(),
                        guide_id: None,
                        link_id: None,
                        at: Timestamp(0),
                    }),
                    sale(7, "2026-11-23", 9_000),
                ],
            );
            let look = |wanted: Option<&str>, stores: StoreFilter| {
                let (wanted, today) = (wanted.map(date), date("2026-11-25"));
                let read = move |tx: &mut Tx<'_>| overview(tx, wanted, 2, today, &stores);
                test.read(read).expect("read")
            };
            let all = look(None, StoreFilter::All);
            assert_eq!(all.date, date("2026-11-24"));
            let total = all.total;
            assert_eq!(
                (total.orders, total.sales, total.new_members),
                (3, Money(3_500), 1)
            );
            assert_eq!((total.returns_count, total.returned), (1, Money(300)));
            assert_eq!(all.day_before.sales, Money(9_000));
            let stores: Vec<_> = all
                .by_store
                .iter()
                .map(|(id, _)| id.map(|id| id.0))
                .collect();
            assert_eq!(stores, [Some(8), Some(7), None]);
            assert_eq!(all.trend.len(), 2);

            let of_seven = look(Some("2026-11-24"), StoreFilter::Only(vec![StoreId(7)]));
            let total = of_seven.total;
            assert_eq!((total.sales, total.new_members), (Money(1_500), 0));
            let of_nobody = look(None, StoreFilter::Only(vec![]));
            assert_eq!(
                (of_nobody.total, of_nobody.by_store.len()),
                (Figures::default(), 0)
            );
        });
    }
}
