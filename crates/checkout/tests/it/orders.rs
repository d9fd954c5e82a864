//! Finding orders: by store, member, day, tender and reach; page after page; the newest first.

use crate::world::{World, today};
use checkout::{OrderFilter, TenderKind, TillTender};
use kernel::{OrderId, StoreId};

#[test]
fn pages_follow_each_other_without_gap_or_repeat() {
    testkit::both(|db| {
        let world = World::new(db);
        let mut settled = Vec::new();
        for round in 0..7 {
            if round % 3 == 0 {
                db.clock.advance_millis(1_000);
            }
            let order = world.order(&[(world.bagel, 1)], &[(TillTender::Cash, 700)]);
            settled.push(world.settle(&order).expect("it settles").order_id);
        }
        settled.reverse();
        let mut seen: Vec<OrderId> = Vec::new();
        let mut cursor = None;
        loop {
            let page = world
                .db
                .read(move |tx| checkout::list_orders(tx, &OrderFilter::default(), cursor, 2))
                .expect("a page");
            seen.extend(page.items.iter().map(|listed| listed.order.id));
            assert!(page.items.iter().all(|listed| listed.tenders.len() == 1));
            match page.next {
                Some(next) => cursor = Some(next.parse().expect("a cursor of ours")),
                None => break,
            }
        }
        assert_eq!(seen, settled);
    });
}

#[test]
fn each_filter_finds_its_orders() {
    testkit::both(|db| {
        let world = World::new(db);
        world.pay_in(5_000).expect("paid in");
        let bagel = [(world.bagel, 1)];
        let here = world.order(&bagel, &[(TillTender::Cash, 700)]);
        let mut there = world.order(&bagel, &[(TillTender::StoredValue, 700)]);
        there.store_id = world.pudong;
        let mut stranger = world.order(&bagel, &[(TillTender::Card, 700)]);
        stranger.member_id = None;
        for order in [&here, &there, &stranger] {
            world.settle(order).expect("it settles");
        }
        db.clock.advance_millis(24 * 3_600_000);
        let mut tomorrow = here.clone();
        tomorrow.act = world.act();
        world.settle(&tomorrow).expect("it settles");

        let count = |filter: OrderFilter| {
            let page = world
                .db
                .read(move |tx| checkout::list_orders(tx, &filter, None, 50));
            page.expect("a page").items.len()
        };
        let all = OrderFilter::default;
        let (xuhui, pudong) = (Some(world.xuhui), Some(world.pudong));
        let (li, day) = (Some(world.li), Some(today()));
        let only = |stores: &[StoreId]| Some(stores.to_vec());
        for (expected, filter) in [
            (4, all()),
            (
                3,
                OrderFilter {
                    store_id: xuhui,
                    ..all()
                },
            ),
            (
                3,
                OrderFilter {
                    member_id: li,
                    ..all()
                },
            ),
            (
                1,
                OrderFilter {
                    member_id: li,
                    store_id: pudong,
                    ..all()
                },
            ),
            (
                3,
                OrderFilter {
                    from: day,
                    to: day,
                    ..all()
                },
            ),
            (
                1,
                OrderFilter {
                    from: day.map(|day| day.plus_days(1)),
                    ..all()
                },
            ),
            (
                0,
                OrderFilter {
                    to: day.map(|day| day.plus_days(-1)),
                    ..all()
                },
            ),
            (
                2,
                OrderFilter {
                    tender: Some(TenderKind::Cash),
                    ..all()
                },
            ),
            (
                1,
                OrderFilter {
                    tender: Some(TenderKind::StoredValue),
                    member_id: li,
                    ..all()
                },
            ),
            (
                1,
                OrderFilter {
                    among: only(&[world.pudong]),
                    ..all()
                },
            ),
            (
                1,
                OrderFilter {
                    among: only(&[world.pudong]),
                    member_id: li,
                    ..all()
                },
            ),
            (
                0,
                OrderFilter {
                    among: only(&[]),
                    ..all()
                },
            ),
        ] {
            assert_eq!(count(filter.clone()), expected, "{filter:?}");
        }
    });
}
