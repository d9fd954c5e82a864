//! Returns: each tender gets back its part, debt shows, and nobody returns more than was sold.

use crate::world::{World, code};
use checkout::{Receipt, TenderKind, TillTender};
use kernel::{Money, Points};

/// 46.00: 10.00 by 1 000 points, 20.00 stored value, 16.00 cash; earns 36.
fn mixed(world: &World<'_>) -> Receipt {
    world.give_points(world.li, 1_000);
    world.pay_in(2_000).expect("paid in");
    let order = world.order(
        &[(world.latte, 2), (world.bagel, 2)],
        &[
            (TillTender::Points, 1_000),
            (TillTender::StoredValue, 2_000),
            (TillTender::Cash, 1_600),
        ],
    );
    world.settle(&order).expect("it settles")
}

#[test]
fn everything_comes_back_piece_by_piece_in_two_stores() {
    testkit::both(|db| {
        let world = World::new(db);
        let receipt = mixed(&world);
        assert_eq!(world.points(), Points(36));
        let mut cash = 0;
        for (place, store) in [
            (1, world.pudong),
            (0, world.xuhui),
            (0, world.pudong),
            (1, world.xuhui),
        ] {
            let back = world
                .bring_back(&receipt, store, &[(place, 1)])
                .expect("it comes back");
            let tenders = back.tenders.iter();
            cash += tenders
                .filter(|t| t.kind == TenderKind::Cash)
                .map(|t| t.amount.0)
                .sum::<i64>();
        }
        assert_eq!(cash, 1_600);
        let balances = world.balances(world.li);
        assert_eq!(
            (balances.points, balances.stored_value()),
            (Points(1_000), Money(2_000))
        );
        // One latte came back in each store.
        assert_eq!(world.stock(world.xuhui, world.latte), 99);
        assert_eq!(world.stock(world.pudong, world.latte), 101);
        let again = world.bring_back(&receipt, world.xuhui, &[(0, 1)]);
        assert_eq!(code(again), "checkout.return_exceeds_sale");
        world.prove();
    });
}

#[test]
fn spent_points_that_are_taken_back_are_owed() {
    testkit::both(|db| {
        let world = World::new(db);
        let sale = world.order(&[(world.bagel, 100)], &[(TillTender::Cash, 70_000)]);
        let sale = world.settle(&sale).expect("it settles");
        let spend = world.order(
            &[(world.bagel, 2)],
            &[(TillTender::Points, 700), (TillTender::Cash, 700)],
        );
        world.settle(&spend).expect("it settles");
        assert_eq!(world.points(), Points(7));
        let back = world
            .bring_back(&sale, world.xuhui, &[(0, 100)])
            .expect("it comes back");
        assert_eq!(back.points_taken_back, Points(700));
        assert_eq!(
            back.balances.map(|balances| balances.points),
            Some(Points(-693))
        );
        assert_eq!(world.points(), Points(-693));
        // The debt is paid by what is earned next.
        let sale = world.order(&[(world.bagel, 100)], &[(TillTender::Cash, 70_000)]);
        world.settle(&sale).expect("it settles");
        assert_eq!(world.points(), Points(7));
        world.prove();
    });
}

#[test]
fn return_against_return_gives_back_once() {
    testkit::both(|db| {
        let world = World::new(db);
        let receipt = mixed(&world);
        let outcomes: Vec<_> = std::thread::scope(|scope| {
            let tries: Vec<_> = (0..6)
                .map(|_| {
                    let goods = world.goods_return(&receipt, world.xuhui, &[(0, 2), (1, 1)]);
                    scope.spawn(|| world.write(move |tx| checkout::return_goods(tx, &goods)))
                })
                .collect();
            tries
                .into_iter()
                .map(|one| one.join().expect("no panic"))
                .collect()
        });
        let (given, refused): (Vec<_>, Vec<_>) = outcomes.into_iter().partition(Result::is_ok);
        assert_eq!(given.len(), 1);
        for outcome in refused {
            assert_eq!(code(outcome), "checkout.return_exceeds_sale");
        }
        assert_eq!(world.stock(world.xuhui, world.latte), 100);
        world.prove();
    });
}

#[test]
fn refusals_of_a_return_have_an_order_too() {
    testkit::both(|db| {
        let world = World::new(db);
        let receipt = mixed(&world);
        let mut goods = world.goods_return(&receipt, kernel::StoreId(5), &[(0, 3)]);
        goods.order_id = kernel::OrderId(7);
        goods.reason = " ".into();
        let run = |goods: &checkout::GoodsReturn| {
            let goods = goods.clone();
            code(world.write(move |tx| checkout::return_goods(tx, &goods)))
        };
        assert_eq!(run(&goods), "request.invalid");
        goods.reason = "cold".into();
        assert_eq!(run(&goods), "checkout.unknown_store");
        goods.store_id = world.pudong;
        assert_eq!(run(&goods), "checkout.order_not_found");
        goods.order_id = receipt.order_id;
        assert_eq!(run(&goods), "checkout.return_exceeds_sale");
        goods.lines[0].line_id = kernel::LineId(3);
        assert_eq!(run(&goods), "checkout.unknown_line");
    });
}
