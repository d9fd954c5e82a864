//! Past orders and what an offer would have done to them.

use super::*;
use crate::order::Origin;
use crate::order::past::samples::{self, grouped, ladder, offer, past};

/// A draft, and what the orders were given.
fn ground(draft: RunningOffer, given: Vec<RunningOffer>) -> (RunningOffer, Ground) {
    (draft, samples::ground(given))
}

/// What it takes off, by how much the order costs more, and what it displaces.
type Told = (i64, i64, Vec<(i64, i64)>);

fn told(past: &Past, (draft, ground): &(RunningOffer, Ground)) -> Option<Told> {
    let replayed = replay(past, draft, ground)?;
    assert!(replayed.is_reproduced, "{past:?}");
    let change = replayed.change().expect("in range").0;
    let gone = replayed.displaced.iter();
    let gone = gone.map(|(id, amount)| (id.0, amount.0)).collect();
    Some((replayed.amount.0, change, gone))
}

#[test]
fn what_was_sold_elsewhere_is_priced_at_what_was_charged() {
    let ground = ground(offer(9, "order_promotion", ladder(10_000, 1_000)), vec![]);
    let sold = |lines: &[(i64, i64, i64)]| told(&past(Origin::Recorded, lines, &[]), &ground);
    for (lines, wanted) in [
        // 满100减10: not reached, reached, and reached by list price only.
        (vec![(1, 9_999, 9_999)], None),
        (vec![(1, 10_000, 10_000)], Some((1_000, -1_000, vec![]))),
        (vec![(1, 12_000, 9_000)], None),
        // 100.00 for three does not divide.
        (vec![(3, 3_334, 10_000)], Some((1_000, -1_000, vec![]))),
        // What is adjusted takes no part.
        (
            vec![(1, 10_000, 10_000), (0, 0, -500)],
            Some((1_000, -1_000, vec![])),
        ),
        (vec![(0, 0, 20_000)], None),
    ] {
        assert_eq!(sold(&lines), wanted, "{lines:?}");
    }
}

#[test]
fn an_order_keeps_what_it_was_given_unless_something_better_excludes_it() {
    let off_5 = || grouped(2, "order_promotion", ladder(5_000, 500), "A");
    let order = past(Origin::Settled, &[(2, 6_000, 11_500)], &[(2, 500)]);
    // Both go together.
    let both = ground(
        offer(9, "order_promotion", ladder(10_000, 1_000)),
        vec![off_5()],
    );
    assert_eq!(told(&order, &both), Some((1_000, -1_000, vec![])));
    // One of a group: ten are better than five.
    let better = grouped(9, "order_promotion", ladder(10_000, 1_000), "A");
    let one = ground(better, vec![off_5()]);
    assert_eq!(told(&order, &one), Some((1_000, -500, vec![(2, 500)])));
    // Three are not.
    let worse = grouped(9, "order_promotion", ladder(10_000, 300), "A");
    assert_eq!(told(&order, &ground(worse, vec![off_5()])), None);
    // Another version takes the place of the one that was given: somebody pays more.
    let next = offer(2, "order_promotion", ladder(10_000, 300));
    assert_eq!(
        told(&order, &ground(next, vec![off_5()])),
        Some((300, 200, vec![]))
    );
    // One that gives nothing takes away what the one before it gave; the same once nothing is left.
    let beyond = ground(
        offer(2, "order_promotion", ladder(20_000, 3_000)),
        vec![off_5()],
    );
    assert_eq!(told(&order, &beyond), Some((0, 500, vec![])));
    let (draft, known) = &both;
    assert_eq!(without(&order, draft, known), None);
    let (draft, known) = &beyond;
    let gone = without(&order, draft, known).expect("a change");
    assert!(!gone.is_given);
    assert_eq!(gone.change().expect("in range"), Money(500));
}
