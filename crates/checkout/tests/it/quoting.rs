//! Quoting: what a basket costs and how it could be paid; and that it costs the same at the till.

use crate::world::{World, code};
use checkout::{Basket, CheckoutError, Item, QuotedBasket, TillTender};
use kernel::{Money, Points};

fn quote(world: &World<'_>, lines: &[(kernel::SkuId, i64)]) -> Result<QuotedBasket, CheckoutError> {
    let item = |(sku_id, quantity): &(kernel::SkuId, i64)| Item {
        sku_id: *sku_id,
        quantity: *quantity,
    };
    let basket = Basket {
        store_id: world.xuhui,
        member_id: Some(world.li),
        coupons: None,
        at: None,
        lines: lines.iter().map(item).collect(),
    };
    let now = world.act().now;
    world
        .db
        .read(move |tx| checkout::quote_basket(tx, now, &basket))
}

#[test]
fn a_quote_is_what_the_till_charges() {
    testkit::both(|db| {
        let world = World::new(db);
        world.give_points(world.li, 1_250);
        world.pay_in(1_000).expect("paid in");
        let quoted = quote(&world, &[(world.latte, 1), (world.bagel, 1)]).expect("a price");
        assert_eq!(quoted.quote.total, Money(2_300));
        assert_eq!(quoted.quote.points_earned, Points(23));
        assert_eq!(quoted.names, ["latte", "bagel"]);
        // Half of the bill is 11.50, in whole steps 11.00.
        assert_eq!(quoted.points_can_pay.money, Money(1_100));
        assert_eq!(quoted.points_can_pay.points, Points(1_100));
        assert_eq!(quoted.stored_value_can_pay, Money(1_000));
        let order = world.order(
            &[(world.latte, 1), (world.bagel, 1)],
            &[
                (TillTender::Points, 1_100),
                (TillTender::StoredValue, 1_000),
                (TillTender::Cash, 200),
            ],
        );
        world.settle(&order).expect("what was quoted can be paid");
        let wrong = quote(&world, &[(world.latte, 0)]);
        assert_eq!(code(wrong), "request.invalid");
        let wrong = quote(&world, &[(kernel::SkuId(3), 1)]);
        assert_eq!(code(wrong), "checkout.unknown_sku");
        world.prove();
    });
}
