//! Events in, figures out.

use super::*;
use events::*;
use kernel::{LineId, MemberId, OrderId, Points, ReturnId, SkuId, Timestamp, TopUpId};

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
        home_store_id: member.map(|_| StoreId(8)),
        guide_id: None,
        total: Money(total),
        discount: Money(100),
        lines: vec![line(2), line(3)],
        points_earned: Points(40),
        points_spent: Points(500),
        stored_value_spent: Money(1_000),
        at: Timestamp(0),
        hour: 10,
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
    assert_eq!(figures.gross, Money(4_600));
    // The member's own store is another one.
    let elsewhere = (stranger.cross_store_sales, figures.cross_store_sales);
    assert_eq!(elsewhere, (Money(0), Money(4_500)));
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
        home_store_id: Some(StoreId(8)),
        total: Money(4_500),
        category_id: None,
        points_earned: Points(40),
        returned: Vec::new(),
        is_undone: false,
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
    let part = OrderReturned {
        return_id: ReturnId(1),
        order_id: OrderId(1),
        store_id: StoreId(8),
        business_date: date("2026-11-26"),
        member_id: Some(MemberId(1)),
        units: 2,
        total: Money(300),
        stored_value_back: Money(200),
        points_back: Points(50),
        points_taken_back: Points(3),
        undone: None,
        at: Timestamp(0),
    };
    let back = only(&Event::OrderReturned(part.clone()));
    let expected = Figures {
        returns_count: 1,
        returned: Money(300),
        member_returned: Money(300),
        returned_units: 2,
        stored_value_back: Money(200),
        points_back: Points(50),
        points_taken_back: Points(3),
        ..Figures::default()
    };
    assert_eq!((back.figures, back.store_id), (expected, Some(StoreId(8))));

    // With the last of it the order goes where its money goes.
    let undone = Some(UndoneSale {
        store_id: StoreId(7),
        business_date: date("2026-11-25"),
    });
    let last = only(&Event::OrderReturned(OrderReturned { undone, ..part }));
    let orders = (
        last.figures.undone_orders,
        last.figures.undone_member_orders,
    );
    assert_eq!((orders, last.store_id), ((1, 1), Some(StoreId(8))));

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
        gross: Money(100 * orders),
        total: Money(100 * orders),
        member_total: Money(100 * orders),
        cross_store_total: Money(0),
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
        hours: Vec::new(),
        buyers: Vec::new(),
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
