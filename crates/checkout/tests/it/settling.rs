//! Settling: mixed tenders, refusals without a trace, batches, and many clients at once.

use crate::world::{World, code, runtime};
use checkout::TillTender;
use kernel::{Money, Points};
use platform::{args, sql};

#[test]
fn a_mixed_bill_moves_everything_together() {
    testkit::both(|db| {
        let world = World::new(db);
        world.give_points(world.li, 2_000);
        world.pay_in(10_000).expect("paid in");
        // Two lattes and two bagels: 46.00.
        let order = world.order(
            &[(world.latte, 2), (world.bagel, 2)],
            &[
                (TillTender::Points, 1_000),
                (TillTender::StoredValue, 2_000),
                (TillTender::Cash, 1_600),
            ],
        );
        let receipt = world.settle(&order).expect("it settles");
        assert_eq!(receipt.total, Money(4_600));
        assert!(
            receipt.order_no.starts_with("XH01-261125-"),
            "{}",
            receipt.order_no
        );
        let lines: Vec<_> = receipt
            .lines
            .iter()
            .map(|l| (l.unit_price.0, l.total.0))
            .collect();
        assert_eq!(lines, [(1_600, 3_200), (700, 1_400)]);
        // 36.00 was not paid with points.
        assert_eq!(receipt.points_earned, Points(36));
        let balances = world.balances(world.li);
        assert_eq!(balances.points, Points(2_000 - 1_000 + 36));
        assert_eq!(balances.stored_value(), Money(8_000));
        assert_eq!(
            receipt.balances.map(|balances| balances.points),
            Some(balances.points)
        );
        assert_eq!(world.stock(world.xuhui, world.latte), 98);
        world.prove();
    });
}

#[test]
fn a_refused_order_leaves_no_trace_in_its_batch() {
    testkit::both(|db| {
        let world = World::new(db);
        world.give_points(world.li, 1_000);
        let by_points = |points| {
            world.order(
                &[(world.latte, 1)],
                &[
                    (TillTender::Points, points),
                    (TillTender::Cash, 1_600 - points),
                ],
            )
        };
        let too_many = world.order(
            &[(world.latte, 101)],
            &[(TillTender::Points, 800), (TillTender::Cash, 160_800)],
        );
        // The shelf refuses the first after its points were counted; the second finds all of them
        // there; the third lacks points; the last needs none.
        let outcomes = world.settle_all(vec![
            too_many,
            by_points(800),
            by_points(800),
            world.order(&[(world.bagel, 1)], &[(TillTender::Cash, 700)]),
        ]);
        let codes: Vec<String> = outcomes
            .into_iter()
            .map(|outcome| match outcome {
                Ok(receipt) => receipt.points_earned.to_string(),
                Err(error) => kernel::Fault::code(&error).to_owned(),
            })
            .collect();
        assert_eq!(
            codes,
            [
                "retail.stock_short",
                "8",
                "ledger.insufficient_balance",
                "7"
            ]
        );
        assert_eq!(world.points(), Points(1_000 - 800 + 8 + 7));
        assert_eq!(world.stock(world.xuhui, world.latte), 99);
        world.prove();
    });
}

#[test]
fn a_sale_that_costs_nothing_is_posted_alone_and_beside_others() {
    testkit::both(|db| {
        let world = World::new(db);
        let leaflet = world.write(|tx| {
            let goods = crate::world::new_goods("leaflet", 0, None, false);
            let act = kernel::Act::of_system(testkit::NOON);
            Ok(retail::create_goods(tx, act, &goods)?.skus[0].sku.id)
        });
        let free = world.order(&[(leaflet.expect("goods"), 1)], &[]);
        let paid = world.order(&[(world.bagel, 1)], &[(TillTender::Cash, 700)]);
        let alone = world.settle(&free).expect("it settles");
        let beside = world.settle_all(vec![paid, free]);
        let beside = beside
            .into_iter()
            .map(|one| one.expect("it settles").order_id);
        let orders: Vec<_> = [alone.order_id].into_iter().chain(beside).collect();
        let posted = db.read(move |tx| {
            let count = sql!(
                (i64,),
                "select count(*) from orders o
                 join posting p on p.brand_id = $1 and p.id = o.posting_id
                 where o.brand_id = $1 and o.id in ($*)"
            );
            tx.many_in(count, args![tx.brand()], orders.clone())
        });
        assert_eq!(posted.expect("a count"), [(3,)]);
        let back = world.bring_back(&alone, world.xuhui, &[(0, 1)]);
        assert_eq!(back.expect("brought back").total, Money(0));
        world.prove();
    });
}

#[test]
fn an_empty_shelf_refuses_and_gives_the_points_back() {
    testkit::both(|db| {
        let world = World::new(db);
        world.give_points(world.li, 100_000);
        let order = world.order(
            &[(world.latte, 101)],
            &[(TillTender::Points, 50_000), (TillTender::Cash, 111_600)],
        );
        assert_eq!(code(world.settle(&order)), "retail.stock_short");
        assert_eq!(world.points(), Points(100_000));
        assert_eq!(world.stock(world.xuhui, world.latte), 100);
        // What is not counted is always there.
        let order = world.order(&[(world.bagel, 1_000)], &[(TillTender::Cash, 700_000)]);
        world.settle(&order).expect("it settles");
        world.prove();
    });
}

#[test]
fn a_receipt_number_settles_once() {
    testkit::both(|db| {
        let world = World::new(db);
        let mut order = world.order(&[(world.bagel, 1)], &[(TillTender::Cash, 700)]);
        order.receipt_no = Some("T1-0001".into());
        let outcomes = world.settle_all(vec![order.clone(), order.clone()]);
        assert!(outcomes[0].is_ok());
        assert_eq!(code(world.settle(&order)), "checkout.receipt_no_taken");
        assert_eq!(world.points(), Points(7));
    });
}

#[test]
fn points_earned_in_a_batch_can_be_spent_by_the_next_order_of_it() {
    testkit::both(|db| {
        let world = World::new(db);
        let earn = world.order(&[(world.bagel, 100)], &[(TillTender::Cash, 70_000)]);
        let spend = world.order(
            &[(world.bagel, 2)],
            &[(TillTender::Points, 700), (TillTender::Cash, 700)],
        );
        let outcomes = world.settle_all(vec![spend.clone(), earn, spend]);
        let settled: Vec<bool> = outcomes.iter().map(Result::is_ok).collect();
        assert_eq!(settled, [false, true, true]);
        assert_eq!(world.points(), Points(7));
        world.prove();
    });
}

#[test]
fn one_balance_covers_one_of_many_orders_at_once() {
    testkit::both(|db| {
        let world = World::new(db);
        world.pay_in(2_000).expect("paid in");
        let order = world.order(&[(world.latte, 1)], &[(TillTender::StoredValue, 1_600)]);
        let outcomes = runtime().block_on(async {
            let tries = (0..8).map(|n| {
                let (world, order, key) = (&world, order.clone(), format!("key-{n}"));
                async move { world.submit(&key, order).await }
            });
            join_all(tries).await
        });
        assert_eq!(outcomes.iter().filter(|outcome| outcome.is_ok()).count(), 1);
        assert!(
            outcomes
                .iter()
                .flat_map(|o| o.as_ref().err())
                .all(|c| c == "ledger.insufficient_balance")
        );
        assert_eq!(world.balances(world.li).stored_value(), Money(400));
        world.prove();
    });
}

#[test]
fn one_key_pays_once_however_often_it_is_sent() {
    testkit::both(|db| {
        let world = World::new(db);
        world.pay_in(10_000).expect("paid in");
        let order = world.order(&[(world.latte, 1)], &[(TillTender::StoredValue, 1_600)]);
        let outcomes = runtime().block_on(async {
            let tries = (0..100).map(|_| {
                let (world, order) = (&world, order.clone());
                async move { world.submit("one-key", order).await }
            });
            join_all(tries).await
        });
        let first = outcomes[0].as_ref().expect("it settles");
        assert!(outcomes.iter().all(|outcome| outcome.as_ref() == Ok(first)));
        assert_eq!(world.balances(world.li).stored_value(), Money(8_400));
        // Another order under the same key is refused.
        let other = world.order(&[(world.bagel, 1)], &[(TillTender::Cash, 700)]);
        let refused = runtime().block_on(world.submit("one-key", other));
        assert_eq!(refused, Err("idempotency.key_reused".to_owned()));
        world.prove();
    });
}

/// Runs all at once; tokio alone has no such function.
async fn join_all<F: Future>(futures: impl Iterator<Item = F>) -> Vec<F::Output> {
    let mut all: Vec<_> = futures.map(Box::pin).map(Some).collect();
    let mut done: Vec<Option<F::Output>> = all.iter().map(|_| None).collect();
    std::future::poll_fn(|context| {
        for (slot, output) in all.iter_mut().zip(&mut done) {
            if let Some(future) = slot
                && let std::task::Poll::Ready(value) = future.as_mut().poll(context)
            {
                *output = Some(value);
                *slot = None;
            }
        }
        if all.iter().all(Option::is_none) {
            std::task::Poll::Ready(())
        } else {
            std::task::Poll::Pending
        }
    })
    .await;
    done.into_iter().flatten().collect()
}
