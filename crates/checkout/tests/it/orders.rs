//! Finding orders: by store, member, day, tender and reach; page after page; the newest first.

use crate::world::{World, today};
use checkout::{OrderFilter, SettleOrder, TenderKind, TillTender};
use kernel::OrderId;

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

/// Today one order of Li in each store and one of a stranger in Xuhui; tomorrow one more of Li.
fn a_few_orders(world: &World<'_>) {
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
    world.db.clock.advance_millis(24 * 3_600_000);
    let tomorrow = SettleOrder {
        act: world.act(),
        ..here
    };
    world.settle(&tomorrow).expect("it settles");
}

#[test]
fn each_filter_finds_its_orders() {
    testkit::both(|db| {
        let world = World::new(db);
        a_few_orders(&world);
        let check = |expected: usize, filter: OrderFilter| {
            let asked = filter.clone();
            let page = world
                .db
                .read(move |tx| checkout::list_orders(tx, &asked, None, 50));
            assert_eq!(page.expect("a page").items.len(), expected, "{filter:?}");
        };
        let all = OrderFilter::default;
        let (store_id, member_id) = (Some(world.pudong), Some(world.li));
        let (today, tomorrow) = (Some(today()), Some(today().plus_days(1)));
        let yesterday = today.map(|day| day.plus_days(-1));
        let tender = |kind: TenderKind| OrderFilter {
            tender: Some(kind),
            ..all()
        };
        check(4, all());
        check(1, OrderFilter { store_id, ..all() });
        check(3, OrderFilter { member_id, ..all() });
        check(
            1,
            OrderFilter {
                member_id,
                store_id,
                ..all()
            },
        );
        check(
            3,
            OrderFilter {
                from: today,
                to: today,
                ..all()
            },
        );
        check(
            1,
            OrderFilter {
                from: tomorrow,
                ..all()
            },
        );
        check(
            0,
            OrderFilter {
                to: yesterday,
                ..all()
            },
        );
        check(2, tender(TenderKind::Cash));
        check(
            1,
            OrderFilter {
                member_id,
                ..tender(TenderKind::StoredValue)
            },
        );
    });
}

#[test]
fn a_person_of_some_stores_sees_their_orders_only() {
    testkit::both(|db| {
        let world = World::new(db);
        a_few_orders(&world);
        for (expected, stores) in [
            (0, vec![]),
            (1, vec![world.pudong]),
            (3, vec![world.xuhui]),
            (4, vec![world.xuhui, world.pudong]),
        ] {
            for member_id in [None, Some(world.li)] {
                let strangers = usize::from(member_id.is_some() && stores.contains(&world.xuhui));
                let among = Some(stores.clone());
                let filter = OrderFilter {
                    among,
                    member_id,
                    ..OrderFilter::default()
                };
                let page = world
                    .db
                    .read(move |tx| checkout::list_orders(tx, &filter, None, 50));
                assert_eq!(page.expect("a page").items.len(), expected - strangers);
            }
        }
    });
}
