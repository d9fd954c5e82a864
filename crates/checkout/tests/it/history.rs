//! Past sales: once per receipt number, posted at their own time, returnable like any sale.

use crate::world::{World, code};
use checkout::{
    CheckoutError, Earning, Origin, RecordedLine, RecordedOrder, RecordedTender, TenderKind,
};
use kernel::{LineId, Money, OrderId, Points, Timestamp};

fn past(world: &World<'_>, number: &str, day: i64) -> RecordedOrder {
    let tender = |kind, amount| RecordedTender {
        kind,
        amount: Money(amount),
        points: Points::ZERO,
        reference: None,
    };
    let line = |sku_id, quantity, total| RecordedLine {
        sku_id,
        category_id: None,
        quantity,
        gross: Money(total),
        total: Money(total),
    };
    RecordedOrder {
        external_no: number.into(),
        store_id: world.xuhui,
        settled_at: world.act().now.plus_days(-day),
        member_id: Some(world.li),
        guide_id: None,
        lines: vec![line(world.latte, 2, 3_000), line(world.bagel, 0, -400)],
        tenders: vec![
            tender(TenderKind::Coupon, 600),
            tender(TenderKind::Cash, 2_000),
        ],
        earning: Earning::ByRule,
    }
}

fn record(world: &World<'_>, orders: &[RecordedOrder]) -> Vec<Result<OrderId, CheckoutError>> {
    let (act, orders) = (world.act(), orders.to_vec());
    world
        .write(move |tx| Ok(checkout::record_orders(tx, act, &orders)?))
        .expect("the batch runs")
}

#[test]
fn a_past_sale_enters_once_with_its_own_prices_and_time() {
    testkit::both(|db| {
        let world = World::new(db);
        let orders = [
            past(&world, "B-1", 300),
            past(&world, "B-2", 200),
            past(&world, "B-1", 300),
        ];
        let first: Vec<OrderId> = record(&world, &orders)
            .into_iter()
            .map(|id| id.expect("it enters"))
            .collect();
        assert_eq!(first[0], first[2]);
        assert_ne!(first[0], first[1]);
        let again: Vec<OrderId> = record(&world, &orders)
            .into_iter()
            .map(|id| id.expect("it is there"))
            .collect();
        assert_eq!(first, again);
        // 20.00 in cash each; the coupon earns nothing.
        assert_eq!(world.points(), Points(40));
        assert_eq!(
            world.stock(world.xuhui, world.latte),
            100,
            "stock is untouched"
        );
        let id = first[0];
        let (whole, _) = world
            .write(move |tx| checkout::get_order(tx, id))
            .expect("it is kept");
        assert_eq!(whole.order.origin, Origin::Recorded);
        assert_eq!((whole.order.total, whole.order.units), (Money(2_600), 2));
        assert_eq!(whole.order.business_date.to_string(), "2026-01-29");
        let (li, then) = (world.li, world.act().now.plus_days(-250));
        let balances = world
            .db
            .read(move |tx| ledger::balances_at(tx, &[li], then));
        assert_eq!(
            balances.expect("balances").points,
            Points(20),
            "it counts from its own time"
        );
        world.prove();
    });
}

#[test]
fn a_past_sale_that_does_not_add_up_is_refused_alone() {
    testkit::both(|db| {
        let world = World::new(db);
        let mut odd = past(&world, "B-2", 1);
        odd.tenders[1].amount = Money(1);
        let mut nowhere = past(&world, "B-3", 1);
        nowhere.store_id = kernel::StoreId(9);
        let mut poor = past(&world, "B-4", 1);
        poor.tenders[1].kind = TenderKind::StoredValue;
        let mut outcomes = record(
            &world,
            &[
                past(&world, "B-1", 1),
                odd,
                nowhere,
                poor,
                past(&world, "B-5", 1),
            ],
        );
        assert!(outcomes.pop().expect("five").is_ok());
        assert_eq!(
            code(outcomes.pop().expect("four")),
            "ledger.insufficient_balance"
        );
        assert_eq!(
            code(outcomes.pop().expect("three")),
            "checkout.unknown_store"
        );
        assert_eq!(
            code(outcomes.pop().expect("two")),
            "checkout.tenders_do_not_add_up"
        );
        assert!(outcomes.pop().expect("one").is_ok());
        assert_eq!(world.points(), Points(40));
        world.prove();
    });
}

#[test]
fn a_past_sale_can_pay_with_what_the_member_has_and_comes_back_exactly() {
    testkit::both(|db| {
        let world = World::new(db);
        world.give_points(world.li, 500);
        world.pay_in(5_000).expect("paid in");
        let mut order = past(&world, "B-1", 0);
        order.settled_at = Timestamp(world.act().now.0);
        order.tenders[0] = RecordedTender {
            kind: TenderKind::Points,
            amount: Money(500),
            points: Points(500),
            reference: None,
        };
        order.tenders[1] = RecordedTender {
            kind: TenderKind::StoredValue,
            amount: Money(2_100),
            points: Points::ZERO,
            reference: None,
        };
        let id = record(&world, &[order]).remove(0).expect("it enters");
        assert_eq!(world.balances(world.li).stored_value(), Money(2_900));
        assert_eq!(world.points(), Points(21));
        let (whole, _) = world
            .write(move |tx| checkout::get_order(tx, id))
            .expect("it is kept");
        let goods = |line_id: LineId, quantity| checkout::GoodsReturn {
            act: world.act(),
            order_id: id,
            store_id: world.xuhui,
            lines: vec![checkout::BroughtBack { line_id, quantity }],
            reason: "stale".into(),
            key: None,
        };
        let adjustment = goods(whole.lines[1].id, 1);
        let refused = world.write(move |tx| checkout::return_goods(tx, &adjustment));
        assert_eq!(code(refused), "checkout.nothing_to_bring_back");
        let lattes = goods(whole.lines[0].id, 2);
        let back = world
            .write(move |tx| checkout::return_goods(tx, &lattes))
            .expect("it comes");
        assert_eq!(back.total, Money(2_600));
        let balances = world.balances(world.li);
        assert_eq!(
            (balances.points, balances.stored_value()),
            (Points(500), Money(5_000))
        );
        world.prove();
    });
}
