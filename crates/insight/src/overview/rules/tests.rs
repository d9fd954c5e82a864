//! Days in, an overview out.

use super::super::IndicatorKey;
use super::*;
use kernel::{Money, Points};

fn date(text: &str) -> BusinessDate {
    text.parse().expect("a date")
}

fn day(business_date: &str, store: Option<i64>, figures: Figures) -> Day {
    Day {
        business_date: date(business_date),
        store_id: store.map(StoreId),
        figures,
    }
}

fn sales(sales: i64) -> Figures {
    Figures {
        sales: Money(sales),
        ..Figures::default()
    }
}

fn facts(from: &str, to: &str, days: Vec<Day>) -> Facts {
    let period = Period {
        from: date(from),
        to: date(to),
    };
    Facts {
        period,
        trend: period.at_least(3),
        by_store: days
            .iter()
            .filter(|day| period.has(day.business_date))
            .cloned()
            .collect(),
        days,
        hours: Vec::new(),
        members: 0,
        held: Outstanding::default(),
    }
}

#[test]
fn a_period_is_compared_with_as_many_days_before_it() {
    let facts = facts(
        "2026-11-24",
        "2026-11-25",
        vec![
            day("2026-11-25", Some(7), sales(100)),
            day("2026-11-25", Some(8), sales(300)),
            // A long list of stores comes in parts.
            day("2026-11-24", Some(7), sales(250)),
            day(
                "2026-11-24",
                None,
                Figures {
                    new_members: 1,
                    ..Figures::default()
                },
            ),
            day("2026-11-23", Some(7), sales(500)),
            day("2026-11-22", Some(7), sales(40)),
            day("2026-11-21", Some(7), sales(7)),
        ],
    );
    let seen = overview_of(facts, [Buyers::default(); 2]);
    assert_eq!(seen.before_from, date("2026-11-22"));
    assert_eq!(
        (seen.total.sales, seen.before.sales),
        (Money(650), Money(540))
    );
    let stores: Vec<_> = seen
        .by_store
        .iter()
        .map(|(id, of)| (id.map(|id| id.0), of.sales.0))
        .collect();
    assert_eq!(stores, [(Some(7), 350), (Some(8), 300), (None, 0)]);
    let told = |days: &[(BusinessDate, Figures)]| -> Vec<String> {
        let line = |(day, of): &(BusinessDate, Figures)| format!("{day} {}", of.sales.0);
        days.iter().map(line).collect()
    };
    assert_eq!(
        told(&seen.trend),
        ["2026-11-23 500", "2026-11-24 250", "2026-11-25 400"]
    );
    assert_eq!(
        told(&seen.trend_before),
        ["2026-11-20 0", "2026-11-21 7", "2026-11-22 40"]
    );
}

#[test]
fn hours_of_equal_weekdays_are_added_up() {
    let hour = |day: &str, hour, orders| HourSum {
        business_date: date(day),
        hour,
        orders,
        sales: Money(orders * 100),
    };
    // Two Wednesdays and a Thursday.
    let rows = [
        hour("2026-11-18", 9, 1),
        hour("2026-11-25", 9, 2),
        hour("2026-11-26", 0, 4),
    ];
    let seen: Vec<_> = week_hours(&rows)
        .into_iter()
        .map(|one| (one.weekday, one.hour, one.orders, one.sales))
        .collect();
    assert_eq!(seen, [(3, 9, 3, 300), (4, 0, 4, 400)]);
}

/// What every number comes to on the day below. A table that people can read.
const DEFINED: &str = "
    net_sales                money       100000
    gross_sales              money       120000
    returned                 money       20000
    orders                   count       10
    ticket                   money_each  10000
    ticket_per_buyer         money_each  20000
    units_per_order          hundredths  300
    unit_price               money_each  3333
    discount_rate            share       8000
    members                  count       100
    new_members              count       2
    enrolment_rate           share       4000
    member_sales_share       share       8000
    member_order_share       share       7000
    buyers                   count       4
    repeat_rate              share       2500
    active_members           count       40
    dormant_members          count       5
    top_ups                  money       50000
    top_up_bonus             money       5000
    stored_value_spent       money       26000
    stored_value_outstanding money       330000
    points_issued            count       800
    points_used              count       300
    points_outstanding       count       7000
    cross_store_share        share       2500";

/// One day of a chain.
fn a_day() -> (Facts, [Buyers; 2]) {
    let figures = Figures {
        orders: 12,
        member_orders: 8,
        undone_orders: 2,
        undone_member_orders: 1,
        gross: Money(150_000),
        sales: Money(120_000),
        member_sales: Money(90_000),
        cross_store_sales: Money(22_500),
        units: 33,
        returns_count: 3,
        returned: Money(20_000),
        member_returned: Money(10_000),
        returned_units: 3,
        new_members: 2,
        top_up_principal: Money(50_000),
        top_up_bonus: Money(5_000),
        points_earned: Points(900),
        points_taken_back: Points(100),
        points_spent: Points(500),
        points_back: Points(200),
        stored_value_spent: Money(30_000),
        stored_value_back: Money(4_000),
    };
    let mut facts = facts(
        "2026-11-25",
        "2026-11-25",
        vec![day("2026-11-25", Some(7), figures)],
    );
    let buyers = Buyers {
        buyers: 4,
        repeat_buyers: 1,
        active: 40,
        dormant: 5,
    };
    facts.members = 100;
    facts.held = Outstanding {
        points: Points(7_000),
        principal: Money(300_000),
        bonus: Money(30_000),
    };
    (facts, [buyers, Buyers::default()])
}

#[test]
fn every_number_follows_its_definition() {
    let wanted: Vec<Vec<String>> = DEFINED
        .lines()
        .filter(|line| !line.trim().is_empty())
        .map(|line| line.split_whitespace().map(str::to_owned).collect())
        .collect();
    let (facts, people) = a_day();
    let seen = overview_of(facts, people).indicators;
    let shown = |one: &Indicator| {
        let value = one.value.expect("there is something to divide by");
        vec![one.key.to_string(), one.unit.to_string(), value.to_string()]
    };
    let found: Vec<Vec<String>> = seen.iter().map(shown).collect();
    assert_eq!(found, wanted);
    // Nothing happened the day before: sums are zero, and there is nothing to divide by.
    let before = |key| {
        seen.iter()
            .find(|one| one.key == key)
            .and_then(|one| one.before)
    };
    assert_eq!(before(IndicatorKey::NetSales), Some(0));
    assert_eq!(before(IndicatorKey::Ticket), None);
    assert_eq!(before(IndicatorKey::Members), None);
}
