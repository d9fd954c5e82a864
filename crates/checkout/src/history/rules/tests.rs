//! Past sales add up or are refused; a batch is summed up.

use super::*;

fn line(quantity: i64, total: i64) -> RecordedLine {
    RecordedLine {
        sku_id: SkuId(1),
        category_id: Some(CategoryId(total)),
        quantity,
        gross: Money(total),
        total: Money(total),
    }
}

fn order(lines: Vec<RecordedLine>, tenders: &[(TenderKind, i64)]) -> RecordedOrder {
    let tender = |(kind, amount): &(TenderKind, i64)| RecordedTender {
        kind: *kind,
        amount: Money(*amount),
        points: Points::ZERO,
        reference: None,
    };
    RecordedOrder {
        external_no: "B-1".into(),
        store_id: StoreId(1),
        settled_at: Timestamp(0),
        member_id: None,
        guide_id: None,
        lines,
        tenders: tenders.iter().map(tender).collect(),
        earning: Earning::Nothing,
    }
}

#[test]
fn a_past_sale_must_add_up_but_is_not_priced() {
    let cash = TenderKind::Cash;
    let sums = add_up(&order(
        vec![line(2, 1_000), line(0, -150)],
        &[(TenderKind::Coupon, 50), (cash, 800)],
    ))
    .expect("it adds up");
    assert_eq!(
        (sums.total, sums.units, sums.earn_basis),
        (Money(850), 2, Money(800))
    );

    let code = |order: RecordedOrder| {
        kernel::Fault::code(&add_up(&order).expect_err("it does not add up"))
    };
    assert_eq!(
        code(order(vec![line(1, 5)], &[(cash, 4)])),
        "checkout.tenders_do_not_add_up"
    );
    assert_eq!(code(order(vec![], &[])), "request.invalid");
    assert_eq!(code(order(vec![line(1, -5)], &[])), "request.invalid");
    assert_eq!(
        code(order(vec![line(0, -5)], &[(cash, -5)])),
        "request.invalid"
    );
    assert_eq!(
        code(order(vec![line(1, 5)], &[(TenderKind::StoredValue, 5)])),
        "checkout.member_needed"
    );
}

#[test]
fn the_most_valuable_line_gives_the_category() {
    let lines = [line(1, 5), line(1, 9), line(1, 7)];
    let of = lines.iter().map(|line| (&line.category_id, &line.total));
    assert_eq!(main_category(of), Some(CategoryId(9)));
    assert_eq!(main_category([]), None);
}

#[test]
fn a_batch_is_summed_up_by_day_and_by_member() {
    let entered = |store, day: &str, at, member: Option<i64>, total| Entered {
        store_id: StoreId(store),
        business_date: day.parse().expect("a date"),
        settled_at: Timestamp(at),
        hour: at / 20,
        member_id: member.map(MemberId),
        home_store_id: member.map(|_| StoreId(1)),
        sums: Sums {
            gross: Money(total),
            total: Money(total),
            units: 2,
            earn_basis: Money(total),
            stored_value_spent: Money::ZERO,
            points_spent: Points::ZERO,
        },
        points_earned: Points(1),
        category_id: None,
    };
    let fact = summary(&[
        entered(2, "2026-11-24", 50, Some(7), 300),
        entered(1, "2026-11-24", 40, Some(7), 100),
        entered(2, "2026-11-24", 60, None, 900),
    ])
    .expect("in range");
    let days: Vec<_> = fact
        .days
        .iter()
        .map(|d| {
            (
                d.store_id.0,
                d.orders,
                d.member_orders,
                d.total.0,
                d.member_total.0,
            )
        })
        .collect();
    assert_eq!(days, [(1, 1, 1, 100, 100), (2, 2, 1, 1_200, 300)]);
    let member = &fact.members[0];
    assert_eq!((member.orders, member.total), (2, Money(400)));
    assert_eq!(
        (member.first.at, member.last.at),
        (Timestamp(40), Timestamp(50))
    );
    // The member's own store is the first.
    let elsewhere: Vec<i64> = fact.days.iter().map(|d| d.cross_store_total.0).collect();
    assert_eq!(elsewhere, [0, 300]);
    let hours: Vec<_> = fact
        .hours
        .iter()
        .map(|h| (h.store_id.0, h.hour, h.total.0))
        .collect();
    assert_eq!(hours, [(1, 2, 100), (2, 2, 300), (2, 3, 900)]);
    let buyers: Vec<_> = fact
        .buyers
        .iter()
        .map(|b| (b.store_id.0, b.orders))
        .collect();
    assert_eq!(buyers, [(1, 1), (2, 1)]);
}
