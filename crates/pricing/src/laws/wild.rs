//! Rules that nobody in their senses would write: the engine refuses them or works with them, and
//! never fails.

use super::cases;
use crate::generate::wild::{a_context, a_standing, some_lines, some_offers};
use crate::{
    Base, Basket, BasketLine, Condition, Context, Effect, Layer, Offer, OfferId, Outcome,
    PricingError, Quote, Reach, RoundDown, Standing, TierStanding, WhyNot, check, quote,
};
use kernel::{Money, Rate, SkuId, TierId};
use proptest::prelude::*;
use proptest::strategy::ValueTree;
use proptest::test_runner::TestRunner;

proptest! {
    // In full: more than ten minutes on one core.
    #![proptest_config(cases(2_000, 9_000_000))]

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

fn amount_off(id: i64, layer: Layer, amount: i64) -> Offer {
    let amount = Effect::AmountOff {
        amount: Money(amount),
    };
    Offer::new(OfferId(id), "off", layer, amount)
}

/// Something for ten yuan, without rounding.
fn quote_of_ten_yuan(offers: &[Offer], standing: &Standing) -> Quote {
    let line = BasketLine {
        sku_id: SkuId(1),
        categories: Vec::new(),
        groups: Vec::new(),
        quantity: 1,
        is_one_piece: false,
        list_price: Money(1_000),
        is_store_price: false,
        member_price: None,
    };
    let basket = Basket { lines: vec![line] };
    quote(&basket, offers, standing, &at_a_till(None)).expect("priced")
}

fn at_a_till(rounding: Option<RoundDown>) -> Context {
    let context = a_context().new_tree(&mut TestRunner::deterministic());
    Context {
        rounding,
        paid_with_points: Money::ZERO,
        delivery_fee: Money::ZERO,
        ..context.expect("a context").current()
    }
}

const NOT_USABLE: Outcome = Outcome::NotEligible {
    why: WhyNot::NotUsable,
    missing: None,
};

#[test]
fn of_two_offers_with_one_number_the_first_in_turn_counts() {
    let first = amount_off(1, Layer::OrderPromotion, 100);
    let second = amount_off(1, Layer::Coupon, 300);
    let alike = amount_off(1, Layer::OrderPromotion, 200);
    for mut offers in [vec![first.clone(), second], vec![alike, first]] {
        let quote = quote_of_ten_yuan(&offers, &Standing::ANONYMOUS);
        assert_eq!(quote.total, Money(900));
        assert_eq!(quote.explanations[1].outcome, NOT_USABLE);
        offers.reverse();
        assert_eq!(quote_of_ten_yuan(&offers, &Standing::ANONYMOUS), quote);
    }
}

#[test]
fn an_offer_that_makes_no_sense_keeps_no_till_from_selling() {
    let bad = amount_off(1, Layer::OrderPromotion, -100);
    let good = amount_off(2, Layer::OrderPromotion, 100);
    let tier = TierStanding {
        tier_id: TierId(3),
        name: String::new(),
        discount: Rate(10_500),
        points_multiplier: Rate::WHOLE,
    };
    let standing = Standing {
        tier: Some(tier),
        ..Standing::MEMBER
    };
    let quote = quote_of_ten_yuan(&[bad, good], &standing);
    assert_eq!(quote.total, Money(900));
    for place in [0, 2] {
        assert_eq!(quote.explanations[place].outcome, NOT_USABLE);
    }
}

#[test]
fn rounding_to_more_than_a_hundred_yuan_is_refused() {
    let at = |unit| {
        let context = at_a_till(Some(RoundDown { unit: Money(unit) }));
        quote(&Basket::default(), &[], &Standing::ANONYMOUS, &context).map(|quote| quote.total)
    };
    assert_eq!(at(10_000), Ok(Money::ZERO));
    for unit in [10_001, 0, -1] {
        assert_eq!(at(unit), Err(PricingError::BadContext));
    }
}

#[test]
fn a_base_that_is_never_looked_at_is_refused() {
    let with = |effect, reach| Offer {
        base: Base::Original,
        reach,
        ..Offer::new(OfferId(1), "base", Layer::Coupon, effect)
    };
    let off = Rate(5_000);
    let nth = Effect::NthItem { nth: 2, off };
    let wrong = check(&with(nth.clone(), None)).expect_err("refused");
    assert_eq!(wrong.0[0].code, "offer.base_means_nothing");
    assert_eq!(wrong.0[0].pointer, "/base");
    assert!(check(&with(nth, Some(Reach::amount(Money(1))))).is_ok());
    assert!(check(&with(Effect::PercentOff { off }, None)).is_ok());
}

#[test]
fn what_must_be_reached_is_checked_field_by_field() {
    let with = |reach: &str, extras: &str| {
        let text = format!(
            r#"{{"id":"ofr_0000000000001","name":"reach","layer":"coupon",
                 "effect":{{"kind":"amount_off","amount":1}},"reach":{reach},"extras":{extras}}}"#
        );
        serde_json::from_str::<Offer>(&text)
    };
    let wrong = |reach: &str, extras: &str| {
        let offer = with(reach, extras).expect("an offer");
        let fields = check(&offer).err().map(|wrong| wrong.0).unwrap_or_default();
        let fields = fields.into_iter().map(|field| (field.pointer, field.code));
        fields.collect::<Vec<_>>()
    };
    let gift = r#"[{"kind":"gift","sku_id":"sku_0000000000001","quantity":1,"worth":1,
                    "in_stock":9,"repeats":true}]"#;
    let of_goods = |goods| format!(r#"{{"kind":"pieces","at_least":3,"goods":{goods}}}"#);
    // As offers have been stored so far.
    assert_eq!(wrong(r#"{"kind":"amount","at_least":5000}"#, "[]"), []);
    assert_eq!(wrong(&of_goods("{}"), gift), []);
    let told = |pointer: &str, code| vec![(pointer.to_owned(), code)];
    assert_eq!(wrong("null", gift), told("/reach", "value.missing"));
    let none = wrong(r#"{"kind":"pieces","at_least":0}"#, "[]");
    assert_eq!(none, told("/reach/at_least", "number.too_small"));
    let sku = r#"{"kind":"sku","id":"sku_0000000000001"}"#;
    let nothing = of_goods(&format!(r#"{{"include":[{sku}],"exclude":[{sku}]}}"#));
    assert_eq!(
        wrong(&nothing, "[]"),
        told("/reach/goods", "offer.nothing_left")
    );
    assert!(with(r#"{"kind":"pieces","at_least":3,"of":1}"#, "[]").is_err());
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
