//! Packs, the counting of people, and the days of two of them on both engines.

use super::pack::{Orders, pack, unpack};
use super::rules::{by_person, count_up};
use super::*;
use events::HistoryRecorded;
use std::collections::HashMap;
use testkit::both;

fn date(text: &str) -> BusinessDate {
    text.parse().expect("a date")
}

/// The windows of a week that ends on a day of some year.
fn week_of(year: i64) -> Windows {
    let on = |day: &str| date(&format!("{year}-{day}"));
    Windows {
        from: on("11-20"),
        to: on("11-26"),
        active_from: on("08-29"),
        dormant_from: on("05-31"),
    }
}

fn bought(days: &[(&str, i64, i64, i64)]) -> Event {
    let buyer = |&(day, store, member, orders): &(&str, i64, i64, i64)| RecordedBuyer {
        member_id: MemberId(member),
        store_id: StoreId(store),
        business_date: date(day),
        orders,
    };
    Event::HistoryRecorded(HistoryRecorded {
        days: Vec::new(),
        members: Vec::new(),
        hours: Vec::new(),
        buyers: days.iter().map(buyer).collect(),
    })
}

fn numbers(counted: Buyers) -> [i64; 4] {
    [
        counted.buyers,
        counted.repeat_buyers,
        counted.active,
        counted.dormant,
    ]
}

#[test]
fn people_are_counted_and_not_their_visits() {
    both(|test| {
        let tell = |days: &[(&str, i64, i64, i64)]| {
            let told = bought(days);
            let counted = test.write(move |tx| count(tx, [&told]));
            counted.expect("counted");
        };
        let seen = |stores: StoreFilter| {
            // The same week a year earlier, of which nothing is known: two periods do not mix.
            let windows = [week_of(2026), week_of(2025)];
            let [now, before] = test
                .read(move |tx| buyers(tx, windows, &stores))
                .expect("read");
            assert_eq!(before, Buyers::default());
            numbers(now)
        };
        let some =
            |stores: &[i64]| StoreFilter::Only(stores.iter().map(|id| StoreId(*id)).collect());
        tell(&[
            ("2026-11-20", 7, 1, 1),
            ("2026-11-26", 8, 1, 1),
            ("2026-11-26", 8, 2, 1),
            ("2026-11-19", 8, 3, 1),
            ("2026-08-28", 7, 4, 9),
            ("2026-05-30", 7, 5, 9),
            ("2026-11-27", 7, 6, 9),
            // What came back is told before its sale.
            ("2026-11-25", 7, 7, -1),
        ]);
        tell(&[("2026-11-25", 7, 7, 1)]);
        assert_eq!(seen(StoreFilter::All), [2, 1, 3, 1]);
        assert_eq!(seen(some(&[7, 8])), [2, 1, 3, 1]);
        assert_eq!(seen(some(&[7])), [1, 0, 1, 1]);
        assert_eq!(seen(some(&[])), [0, 0, 0, 0]);

        tell(&[("2026-11-26", 8, 2, 1), ("2026-11-26", 7, 4, 1)]);
        assert_eq!(seen(StoreFilter::All), [3, 2, 4, 0]);
        test.write(clear).expect("cleared");
        assert_eq!(seen(StoreFilter::All), [0, 0, 0, 0]);
    });
}

#[test]
fn two_servers_that_add_to_one_day_lose_nobody() {
    const TOLD: i64 = 20;
    both(|test| {
        std::thread::scope(|scope| {
            for person in [1, 2, 3, 4] {
                scope.spawn(move || {
                    for _ in 0..TOLD {
                        let told = bought(&[("2026-11-26", 7, person, 1)]);
                        let counted = test.write(move |tx| count(tx, [&told]));
                        counted.expect("counted");
                    }
                });
            }
        });
        let day = date("2026-11-26");
        let mut known = test
            .read(move |tx| store::bought(tx, (day, day), &StoreFilter::All))
            .expect("read");
        known.sort_unstable();
        assert_eq!(known, [1, 2, 3, 4].map(|id| (MemberId(id), day, 20)));
    });
}

#[test]
fn whoever_was_merged_counts_as_the_survivor() {
    let on = |member, day, orders| (MemberId(member), date(day), orders);
    let of_then = [
        on(2, "2026-11-26", 1),
        on(3, "2026-08-28", 1),
        on(1, "2026-11-20", 1),
    ];
    let counted = |merges: &[(i64, i64)]| {
        let survivors = merges
            .iter()
            .map(|&(absorbed, survivor)| (MemberId(absorbed), MemberId(survivor)));
        let mut bought = of_then;
        by_person(&mut bought, &survivors.collect::<HashMap<_, _>>());
        numbers(count_up(&bought, week_of(2026)))
    };
    assert_eq!(counted(&[]), [2, 0, 2, 1]);
    assert_eq!(counted(&[(2, 1), (3, 1)]), [1, 1, 1, 0]);
    assert_eq!(counted(&[(3, 2)]), [2, 0, 2, 0]);
}

#[test]
fn what_is_packed_is_read_again() {
    let orders: Orders = [(7, 1), (-1, 2), (i64::MAX, i32::MIN), (9, 0)]
        .map(|(member, count)| (MemberId(member), count))
        .into();
    let read: Vec<_> = unpack(&pack(&orders)).expect("a pack").collect();
    let known: Vec<_> = orders
        .into_iter()
        .filter(|(_, count)| *count != 0)
        .collect();
    assert_eq!(read, known);
    assert_eq!(unpack(&[]).map(Iterator::count), Some(0));
    assert!(unpack(&[0; 13]).is_none());
}
