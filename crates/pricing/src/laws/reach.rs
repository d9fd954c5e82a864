//! What must be reached, counted once more from the basket: one offer alone, for a passer-by.

use super::{cases, price};
use crate::generate::{a_context, some_goods, some_lines};
use crate::{BasketLine, Context, Effect, Extra, Goods, Layer, Measure, Offer, OfferId, Reach};
use crate::{Missing, Outcome, Quote, Standing, WhyNot};
use kernel::{Money, SkuId};
use proptest::option;
use proptest::prelude::*;
use proptest::sample::select;

/// What goods come to at list prices.
fn come_to(lines: &[BasketLine], goods: &Goods, kind: Measure) -> i64 {
    let of = |line: &BasketLine| match kind {
        Measure::Pieces => line.pieces(),
        Measure::Amount => line.list_price.0 * line.quantity,
    };
    lines.iter().filter(|line| goods.holds(line)).map(of).sum()
}

fn missing(kind: Measure, more: i64) -> Outcome {
    let (why, missing) = match kind {
        Measure::Pieces => (WhyNot::TooFew, Missing::Pieces(more)),
        Measure::Amount => (WhyNot::TooLittle, Missing::Money(Money(more))),
    };
    let missing = Some(missing);
    Outcome::NotEligible { why, missing }
}

fn alone(lines: &[BasketLine], offer: Offer, context: &Context) -> Quote {
    price(lines, &[offer], &Standing::ANONYMOUS, context)
}

proptest! {
    #![proptest_config(cases(1_000, 100_000))]

    #[test]
    fn a_gift_repeats_as_often_as_its_goods_allow(
        lines in some_lines(1..7),
        goods in some_goods(),
        counted in option::of(some_goods()),
        (kind, at_least) in (select(Measure::ALL), 1..6_i64),
        (quantity, in_stock, times_max) in (1..3_i64, 0..12_i64, option::of(1..4_i64)),
        context in a_context(),
    ) {
        let at_least = if kind == Measure::Amount { at_least * 900 } else { at_least };
        let gift = Extra::Gift {
            sku_id: SkuId(99),
            quantity,
            worth: Money(1),
            in_stock,
            repeats: true,
        };
        let effect = Effect::AmountOff { amount: Money(1) };
        let offer = Offer {
            goods: goods.clone(),
            reach: Some(Reach { goods: counted.clone(), kind, at_least }),
            effect: None,
            extras: vec![gift],
            times_max,
            ..Offer::new(OfferId(1), "gift", Layer::OrderPromotion, effect)
        };
        let quote = alone(&lines, offer, &context);
        let has_goods = lines.iter().any(|line| goods.holds(line));
        let reached = come_to(&lines, counted.as_ref().unwrap_or(&goods), kind);
        let due = (reached / at_least).min(times_max.unwrap_or(i64::MAX));
        let given = if has_goods { due.min(in_stock / quantity) } else { 0 };
        let found: i64 = quote.gifts.iter().map(|gift| gift.quantity).sum();
        prop_assert_eq!(found, given * quantity);
        if has_goods && due == 0 {
            let outcome = missing(kind, at_least - reached);
            prop_assert_eq!(&quote.explanations[0].outcome, &outcome);
        }
    }

    #[test]
    fn other_goods_are_counted_and_nothing_is_taken_off_them(
        lines in some_lines(1..7),
        (goods, counted) in (some_goods(), some_goods()),
        (kind, at_least) in (select(Measure::ALL), 1..8_i64),
        layer in select(vec![Layer::ItemPromotion, Layer::OrderPromotion, Layer::Coupon]),
        context in a_context(),
    ) {
        let at_least = if kind == Measure::Amount { at_least * 900 } else { at_least };
        let offer = Offer {
            goods: goods.clone(),
            reach: Some(Reach { goods: Some(counted.clone()), kind, at_least }),
            ..Offer::new(OfferId(1), "off", layer, Effect::AmountOff { amount: Money(200) })
        };
        let quote = alone(&lines, offer, &Context { rounding: None, coupons_max: None, ..context });
        let reached = come_to(&lines, &counted, kind);
        let worth = come_to(&lines, &goods, Measure::Amount);
        let given = if reached >= at_least { worth.min(200) } else { 0 };
        prop_assert_eq!(quote.discount, Money(given));
        for (line, quoted) in lines.iter().zip(&quote.lines) {
            prop_assert!(goods.holds(line) || quoted.discount == Money::ZERO);
        }
        if lines.iter().any(|line| goods.holds(line)) && reached < at_least {
            let outcome = missing(kind, at_least - reached);
            prop_assert_eq!(&quote.explanations[0].outcome, &outcome);
        }
    }
}
