//! Events in, figures out.

use super::*;
use events::*;
use kernel::{LineId, MemberId, OrderId, ReturnId, SkuId, Timestamp, TopUpId};

fn date(text: &str) -> BusinessDate {
    text.parse().expect("a date")
}

fn settled(member: Option<i64>, total: i64) -> Event {
    let line = |quantity| SoldLine {
        line_id: LineId(1),
        sku_id: SkuId(1),
        category_id: None,
        quantity,
        total: Money(total / 2),
    };
    Event::OrderSettled(OrderSettled {
        order_id: OrderId(1),
        store_id: StoreId(7),
        business_date: date("2026-11-25"),
        member_id: member.map(MemberId),
        guide_id: None,
        total: Money(total),
        discount: Money(100),
        lines: vec![line(2), line(3)],
        points_earned: Points(40),
        points_spent: Points(500),
        stored_value_spent: Money(1_000),
        at: Timestamp(0),
    })
}

fn only(event: &Event) -> Day {
    let mut days = days_of([event]);
    assert_eq!(days.len(), 1);
    days.remove(0)
}

#[test]
fn a_sale_counts_for_members_when_it_is_a_members() {
    let stranger = only(&settled(None, 4_500)).figures;
    assert_eq!(
        (stranger.orders, stranger.member_orders, stranger.units),
        (1, 0, 5)
    );
    assert_eq!(
        (stranger.sales, stranger.member_sales),
        (Money(4_500), Money(0))
    );
    let member = only(&settled(Some(1), 4_500));
    assert_eq!(member.store_id, Some(StoreId(7)));
    let figures = member.figures;
    assert_eq!(
        (figures.member_orders, figures.member_sales),
        (1, Money(4_500))
    );
    assert_eq!(
        (figures.points_earned, figures.points_spent),
        (Points(40), Points(500))
    );
    assert_eq!(figures.stored_value_spent, Money(1_000));
}

#[test]
fn binding_a_sale_makes_it_as_if_it_had_been_a_members() {
    let mut anonymous = settled(None, 4_500);
    if let Event::OrderSettled(sale) = &mut anonymous {
        sale.points_earned = Points(0);
    }
    let bound = Event::OrderBound(OrderBound {
        order_id: OrderId(1),
        store_id: StoreId(7),
        business_date: date("2026-11-25"),
        member_id: MemberId(1),
        total: Money(4_500),
        category_id: None,
        points_earned: Points(40),
        settled_at: Timestamp(0),
        at: Timestamp(1),
    });
    assert_eq!(
        days_of(&[anonymous, bound]),
        days_of(&[settled(Some(1), 4_500)])
    );
}

#[test]
fn returns_enrolments_and_top_ups_have_figures_of_their_own() {
    let back = only(&Event::OrderReturned(OrderReturned {
        return_id: ReturnId(1),
        order_id: OrderId(1),
        store_id: StoreId(8),
        business_date: date("2026-11-26"),
        member_id: None,
        total: Money(300),
        points_taken_back: Points(3),
        at: Timestamp(0),
    }));
    assert_eq!(
        (back.figures.returns_count, back.figures.returned),
        (1, Money(300))
    );
    assert_eq!((back.figures.orders, back.store_id), (0, Some(StoreId(8))));

    let enrolled = only(&Event::MemberEnrolled(MemberEnrolled {
        member_id: MemberId(1),
        store_id: None,
        business_date: date("2026-11-26"),
        channel: "online".into(),
        guide_id: None,
        link_id: None,
        at: Timestamp(0),
    }));
    assert_eq!((enrolled.figures.new_members, enrolled.store_id), (1, None));

    let top_up = only(&Event::ToppedUp(ToppedUp {
        top_up_id: TopUpId(1),
        member_id: MemberId(1),
        store_id: StoreId(8),
        business_date: date("2026-11-26"),
        principal: Money(50_000),
        bonus: Money(5_000),
        at: Timestamp(0),
    }));
    let paid = (top_up.figures.top_up_principal, top_up.figures.top_up_bonus);
    assert_eq!(paid, (Money(50_000), Money(5_000)));
}

#[test]
fn history_comes_once_per_day_and_store() {
    let day = |business_date, store, orders| RecordedDay {
        store_id: StoreId(store),
        business_date: date(business_date),
        orders,
        member_orders: orders,
        total: Money(100 * orders),
        member_total: Money(100 * orders),
        units: orders,
        points_earned: Points(0),
        points_spent: Points(0),
        stored_value_spent: Money(0),
    };
    let history = HistoryRecorded {
        days: vec![
            day("2026-11-25", 8, 2),
            day("2026-11-24", 9, 5),
            day("2026-11-25", 8, 3),
            day("2026-11-25", 7, 1),
        ],
        members: Vec::new(),
    };
    let days = days_of(&[Event::HistoryRecorded(history)]);
    let found: Vec<_> = days
        .iter()
        .map(|day| {
            (
                day.business_date.to_string(),
                day.store_id,
                day.figures.orders,
            )
        })
        .collect();
    let store = |id| Some(StoreId(id));
    let expected = [
        ("2026-11-24".to_owned(), store(9), 5),
        ("2026-11-25".to_owned(), store(7), 1),
        ("2026-11-25".to_owned(), store(8), 5),
    ];
    assert_eq!(found, expected);
}

#[test]
fn an_overview_compares_with_the_day_and_the_week_before() {
    let day = |business_date, store: Option<i64>, sales| Day {
        business_date: date(business_date),
        store_id: store.map(StoreId),
        figures: Figures {
            sales: Money(sales),
            ..Figures::default()
        },
    };
    let rows = [
        day("2026-11-25", Some(7), 100),
        day("2026-11-25", None, 0),
        day("2026-11-25", Some(8), 300),
        day("2026-11-24", None, 250),
        day("2026-11-18", None, 500),
        day("2026-11-17", None, 900),
    ];
    let seen = overview_of(date("2026-11-25"), 3, &rows);
    assert_eq!(seen.total.sales, Money(400));
    assert_eq!(
        (seen.day_before.sales, seen.week_before.sales),
        (Money(250), Money(500))
    );
    let stores: Vec<_> = seen.by_store.iter().map(|(id, _)| *id).collect();
    assert_eq!(stores, [Some(StoreId(8)), Some(StoreId(7)), None]);
    let trend: Vec<_> = seen
        .trend
        .iter()
        .map(|(day, figures)| (day.to_string(), figures.sales.0))
        .collect();
    let expected = [("2026-11-23", 0), ("2026-11-24", 250), ("2026-11-25", 400)];
    assert_eq!(trend, expected.map(|(day, sales)| (day.to_owned(), sales)));
    assert_eq!(first_day(date("2026-11-25"), 3), date("2026-11-18"));
    assert_eq!(first_day(date("2026-11-25"), 92), date("2026-08-26"));
}
