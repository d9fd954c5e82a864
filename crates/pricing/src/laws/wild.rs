//! Rules that nobody in their senses would write: the engine refuses them or works with them, and
//! never fails.

use super::cases;
use crate::generate::wild::{a_context, a_standing, some_lines, some_offers};
use crate::{Basket, Condition, Effect, Layer, Offer, OfferId, check, quote};
use kernel::Money;
use proptest::prelude::*;

proptest! {
    #![proptest_config(cases(2_000, 2_000_000))]

    #[test]
    fn no_rule_and_no_basket_makes_the_engine_fail(
        lines in some_lines(),
        offers in some_offers(),
        standing in a_standing(),
        context in a_context(),
    ) {
        if let Ok(quote) = quote(&Basket { lines }, &offers, &standing, &context) {
            prop_assert!(quote.total >= Money::ZERO);
        }
    }
}

#[test]
fn a_tree_of_any_depth_is_refused_and_not_walked_down() {
    let mut tree = Condition::Member;
    for _ in 0..10_000 {
        tree = Condition::Not { of: Box::new(tree) };
    }
    let amount = Effect::AmountOff { amount: Money(1) };
    let mut offer = Offer::new(OfferId(1), "deep", Layer::Coupon, amount);
    offer.condition = Some(tree);
    let wrong = check(&offer).expect_err("refused");
    assert_eq!(wrong.0.len(), 1);
    assert_eq!(wrong.0[0].code, "value.too_deep");
    assert_eq!(wrong.0[0].pointer, "/condition/of/of/of/of/of/of/of/of");
}
