//! An anonymous sale that a member asks for afterwards.

use crate::world::{World, code};
use checkout::{Binding, BoundOrder, CheckoutError, Receipt, TillTender};
use kernel::{Money, Points};

fn stranger(world: &World<'_>) -> Receipt {
    let mut order = world.order(&[(world.bagel, 10)], &[(TillTender::Cash, 7_000)]);
    order.member_id = None;
    world.settle(&order).expect("it settles")
}

fn bind(world: &World<'_>, receipt: &Receipt) -> Result<BoundOrder, CheckoutError> {
    let binding = Binding {
        act: world.act(),
        order_id: receipt.order_id,
        member_id: world.li,
        key: None,
    };
    world.write(move |tx| checkout::bind_order(tx, &binding))
}

#[test]
fn what_has_come_back_earns_nothing_and_the_rest_is_taken_back_exactly() {
    testkit::both(|db| {
        let world = World::new(db);
        let receipt = stranger(&world);
        assert_eq!(receipt.points_earned, Points::ZERO);
        world
            .bring_back(&receipt, world.xuhui, &[(0, 4)])
            .expect("it comes back");
        let bound = bind(&world, &receipt).expect("it is bound");
        assert_eq!(bound.points_earned, Points(42));
        assert_eq!(world.points(), Points(42));
        assert_eq!(code(bind(&world, &receipt)), "checkout.already_bound");
        let back = world
            .bring_back(&receipt, world.xuhui, &[(0, 6)])
            .expect("it comes back");
        assert_eq!(
            (back.total, back.points_taken_back),
            (Money(4_200), Points(42))
        );
        assert_eq!(world.points(), Points::ZERO);
        world.prove();
    });
}

#[test]
fn of_two_bindings_at_once_one_stands() {
    testkit::both(|db| {
        let world = World::new(db);
        let receipt = stranger(&world);
        let outcomes: Vec<_> = std::thread::scope(|scope| {
            let tries: Vec<_> = (0..4)
                .map(|_| scope.spawn(|| bind(&world, &receipt)))
                .collect();
            tries
                .into_iter()
                .map(|one| one.join().expect("no panic"))
                .collect()
        });
        assert_eq!(outcomes.iter().filter(|outcome| outcome.is_ok()).count(), 1);
        assert_eq!(world.points(), Points(70));
        world.prove();
    });
}
