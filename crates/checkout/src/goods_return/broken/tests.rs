//! What stays of an order after a return, and which of its offers that would not have been given.

use super::*;
use crate::order::Origin;
use crate::order::past::samples::{ground, ladder, offer, past};
use serde_json::json;

/// What the buyer keeps and what there would be, of the one offer of an order; nothing if it holds.
fn broken(
    effect: serde_json::Value,
    lines: &[(i64, i64, i64)],
    back: &[i64],
) -> Option<(i64, i64)> {
    let amount = lines
        .iter()
        .map(|(quantity, unit, total)| quantity * unit - total);
    let order = past(Origin::Settled, lines, &[(2, amount.sum())]);
    let ground = ground(vec![offer(2, "order_promotion", effect)]);
    let found = find(&order, back, &ground).expect("in range");
    assert!(found.len() < 2, "{found:?}");
    let one = found.first()?;
    assert_eq!((one.offer_id, one.name.as_str()), (OfferId(2), ""));
    Some((one.kept.0, one.would_be.0))
}

#[test]
fn a_threshold_that_what_stays_does_not_reach_is_told() {
    // 满300减50 on 200.00 and 150.00: the shares are 28.57 and 21.43.
    let lines = [(1, 20_000, 17_143), (1, 15_000, 12_857)];
    let full = || ladder(30_000, 5_000);
    assert_eq!(broken(full(), &lines, &[0, 0]), None);
    assert_eq!(broken(full(), &lines, &[0, 1]), Some((2_857, 0)));
    assert_eq!(broken(full(), &lines, &[1, 0]), Some((2_143, 0)));
    // Nothing stays: nothing is kept.
    assert_eq!(broken(full(), &lines, &[1, 1]), None);
    // What stays of 4 at 100.00 still comes to 300.00.
    let four = [(4, 10_000, 35_000)];
    assert_eq!(broken(full(), &four, &[1]), None);
    assert_eq!(broken(full(), &four, &[2]), Some((2_500, 0)));
}

#[test]
fn a_lower_step_is_told_and_a_part_of_less_is_not() {
    // 每满100减10, on 350.00 and 50.00.
    let every = || json!({ "kind": "every_full", "by": "amount", "every": 10_000, "off": 1_000 });
    let lines = [(1, 35_000, 31_500), (1, 5_000, 4_500)];
    assert_eq!(broken(every(), &lines, &[0, 1]), Some((3_500, 3_000)));
    // A tenth of less is less, to a fen.
    let tenth = || json!({ "kind": "percent_off", "off": 1_000 });
    let odd = [(3, 333, 899), (1, 777, 699)];
    for back in [[1, 0], [2, 0], [0, 1], [2, 1]] {
        assert_eq!(broken(tenth(), &odd, &back), None, "{back:?}");
    }
    // 第二件半价: what is left of two is one.
    let second = || json!({ "kind": "nth_item", "nth": 2, "off": 5_000 });
    assert_eq!(broken(second(), &[(2, 1_000, 1_500)], &[1]), Some((250, 0)));
}
