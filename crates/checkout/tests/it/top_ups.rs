//! Top-ups: ladder, cap, and many at once.

use crate::world::{World, code};
use checkout::{CardKind, CheckoutError, Rung, Terms, TopUp};
use kernel::Money;

fn set_ladder(world: &World<'_>, pay: i64, bonus: i64) {
    let act = world.act();
    let terms = Terms {
        ladder: vec![Rung {
            pay: Money(pay),
            bonus: Money(bonus),
        }],
        ..Terms::default()
    };
    world
        .write(move |tx| checkout::replace_terms(tx, act, &terms, 0))
        .expect("terms");
}

#[test]
fn the_ladder_gives_and_the_cap_counts_what_it_gave() {
    testkit::both(|db| {
        let world = World::new(db);
        set_ladder(&world, 100_000, 20_000);
        let receipt = world.pay_in(100_000).expect("paid in");
        assert_eq!(
            (receipt.principal, receipt.bonus),
            (Money(100_000), Money(20_000))
        );
        assert_eq!(world.balances(world.li).stored_value(), Money(120_000));
        // 1 200 + 3 600 + 200 is 5 000 exactly; one 分 more is too much.
        let over = world.pay_in(360_001);
        assert_eq!(code(over), "checkout.over_cap");
        world.pay_in(360_000).expect("it just fits");
        let bearer = TopUp {
            card_kind: CardKind::Bearer,
            ..world.top_up(1)
        };
        let bearer = world.write(move |tx| checkout::top_up(tx, &[&bearer])?.remove(0));
        assert_eq!(code(bearer), "checkout.over_cap");
        world.prove();
    });
}

#[test]
fn forty_at_once_all_count_and_the_cap_holds() {
    testkit::both(|db| {
        let world = World::new(db);
        let pay_in = |amount: i64, times: usize| -> Vec<Result<_, CheckoutError>> {
            std::thread::scope(|scope| {
                let tries: Vec<_> = (0..times)
                    .map(|_| scope.spawn(|| world.pay_in(amount)))
                    .collect();
                tries
                    .into_iter()
                    .map(|one| one.join().expect("no panic"))
                    .collect()
            })
        };
        assert!(pay_in(1_000, 40).iter().all(Result::is_ok));
        assert_eq!(world.balances(world.li).principal, Money(40_000));
        let outcomes = pay_in(100_000, 8);
        assert_eq!(outcomes.iter().filter(|outcome| outcome.is_ok()).count(), 4);
        assert_eq!(world.balances(world.li).principal, Money(440_000));
        world.prove();
    });
}

#[test]
fn a_batch_counts_each_top_up_on_the_one_before() {
    testkit::both(|db| {
        let world = World::new(db);
        let one = world.top_up(300_000);
        let outcomes = world
            .write(move |tx| Ok(checkout::top_up(tx, &[&one, &one])?))
            .expect("the batch runs");
        assert_eq!(
            outcomes.iter().map(Result::is_ok).collect::<Vec<_>>(),
            [true, false]
        );
        assert_eq!(world.balances(world.li).principal, Money(300_000));
    });
}
