//! Prices as a shop manager would check them.

use super::table::{at_the_till, category, check, either_or, member_of, percent_off, sku};
use super::*;
use crate::Target;

fn outcomes(quote: &Quote) -> Vec<(i64, Outcome)> {
    let explained = quote.explanations.iter();
    explained.map(|it| (it.offer.0, it.outcome)).collect()
}

#[test]
fn who_pays_which_price() {
    check(
        &Standing::ANONYMOUS,
        &[],
        &at_the_till(),
        "
        item   qty  list   member | source price  line   off    paid
        bagel   1   14.00  12.00  | list   14.00  14.00  -0.00  14.00
        latte   2   18.00! 16.00  | store  18.00  36.00  -0.00  36.00
        total                     |               50.00  -0.00  50.00",
    );
    check(
        &Standing::MEMBER,
        &[],
        &at_the_till(),
        "
        item   qty  list   member | source price  line   off    paid
        bagel   1   14.00  12.00  | member 12.00  12.00  -0.00  12.00
        latte   2   18.00! 16.00  | member 16.00  32.00  -0.00  32.00
        mocha   1   20.00  -      | list   20.00  20.00  -0.00  20.00
        scone   1   9.00   9.90   | list   9.00   9.00   -0.00  9.00
        total                     |               73.00  -0.00  73.00",
    );
}

#[test]
fn a_tier_discount_is_rounded_once_and_shared() {
    // 5 % of 3.00 are 0.15; a line of its own would round 0.0495 to 0.05 each and 0.0505 to 0.05.
    check(
        &member_of("银卡", 9_500, 10_000),
        &[],
        &at_the_till(),
        "
        item   qty  list   member | source price  line   off    paid
        apple   1   0.99   -      | list   0.99   0.99   -0.05  0.94
        bread   1   0.99   -      | list   0.99   0.99   -0.05  0.94
        cream   1   1.02   -      | list   1.02   1.02   -0.05  0.97
        total                     |               3.00   -0.15  2.85",
    );
    // 5 % of 0.30 round to 0.02 and not to three times 0.01; alike lines go by SKU.
    check(
        &member_of("银卡", 9_500, 10_000),
        &[],
        &at_the_till(),
        "
        item   qty  list   member | source price  line   off    paid
        cream   1   0.10   -      | list   0.10   0.10   -0.00  0.10
        apple   1   0.10   -      | list   0.10   0.10   -0.01  0.09
        bread   1   0.10   -      | list   0.10   0.10   -0.01  0.09
        total                     |               0.30   -0.02  0.28",
    );
}

#[test]
fn the_tier_discount_goes_on_top_of_the_member_price() {
    check(
        &member_of("金卡", 9_000, 15_000),
        &[],
        &at_the_till(),
        "
        item   qty  list   member | source price  line   off    paid
        latte   1   20.00  18.00  | member 18.00  18.00  -1.80  16.20
        mocha   1   20.00  -      | list   20.00  20.00  -2.00  18.00
        total                     |               38.00  -3.80  34.20",
    );
}

#[test]
fn or_each_line_takes_the_lower_of_the_two() {
    let quote = check(
        &member_of("金卡", 9_000, 15_000),
        &[],
        &either_or(),
        "
        item   qty  list   member | source price  line   off    paid
        latte   1   20.00  17.00  | member 17.00  17.00  -0.00  17.00
        mocha   1   20.00  19.00  | list   20.00  20.00  -2.00  18.00
        scone   1   20.00  18.00  | member 18.00  18.00  -0.00  18.00
        total                     |               55.00  -2.00  53.00",
    );
    let given = Outcome::Applied { amount: Money(200) };
    assert_eq!(outcomes(&quote), [(9_000, given)]);

    let quote = check(
        &member_of("金卡", 9_000, 15_000),
        &[],
        &either_or(),
        "
        item   qty  list   member | source price  line   off    paid
        latte   1   20.00  17.00  | member 17.00  17.00  -0.00  17.00",
    );
    let not = Outcome::NotEligible {
        why: WhyNot::MemberPriceHolds,
        missing: None,
    };
    assert_eq!(outcomes(&quote), [(9_000, not)]);
}

#[test]
fn a_full_price_tier_and_a_stranger_with_a_tier_get_no_discount() {
    let table = "
        item   qty  list   member | source price  line   off    paid
        latte   1   20.00  -      | list   20.00  20.00  -0.00  20.00";
    let plain = check(
        &member_of("普通", 10_000, 10_000),
        &[],
        &at_the_till(),
        table,
    );
    assert_eq!(outcomes(&plain), []);
    let mut stranger = member_of("金卡", 9_000, 10_000);
    stranger.is_member = false;
    let quote = check(&stranger, &[], &at_the_till(), table);
    assert_eq!((outcomes(&quote), quote.points_earned), (vec![], Points(0)));
}

#[test]
fn layers_stack_and_of_one_layer_the_best_is_taken() {
    let offers = [
        percent_off(1, Layer::Promotion, 1_000, Target::Order),
        percent_off(2, Layer::Promotion, 3_000, Target::Skus(vec![sku("latte")])),
        percent_off(
            3,
            Layer::Coupon,
            5_000,
            Target::Categories(vec![category("bun")]),
        ),
        percent_off(4, Layer::Coupon, 500, Target::Skus(vec![sku("tea")])),
    ];
    // Silver: 5 % off 60.00 first, 57.00 left. 10 % of all (5.70) loses against 30 % of the
    // latte (30 % of 38.00), then half the bun.
    let quote = check(
        &member_of("银卡", 9_500, 10_000),
        &offers,
        &at_the_till(),
        "
        item   qty  list   member | source price  line   off     paid
        bun     2   10.00  -      | list   10.00  20.00  -10.50   9.50
        latte   2   20.00  -      | list   20.00  40.00  -13.40  26.60
        total                     |               60.00  -23.90  36.10",
    );
    let expected = [
        (9_500, Outcome::Applied { amount: Money(300) }),
        (1, Outcome::BeatenBy { offer: OfferId(2) }),
        (
            2,
            Outcome::Applied {
                amount: Money(1_140),
            },
        ),
        (3, Outcome::Applied { amount: Money(950) }),
        (
            4,
            Outcome::NotEligible {
                why: WhyNot::NoGoods,
                missing: None,
            },
        ),
    ];
    assert_eq!(outcomes(&quote), expected);
    assert!(quote.search.is_best_of_all);
}

#[test]
fn the_best_of_a_layer_is_not_always_the_most_generous_one() {
    // Alone, 40.00 off the latte beat 36.00 off bun and tea; but half the latte goes by coupon
    // anyway, and 36.00 + 50.00 beat 40.00 + 30.00.
    let offers = [
        percent_off(1, Layer::Promotion, 4_000, Target::Skus(vec![sku("latte")])),
        percent_off(
            2,
            Layer::Promotion,
            3_000,
            Target::Skus(vec![sku("bun"), sku("tea")]),
        ),
        percent_off(3, Layer::Coupon, 5_000, Target::Skus(vec![sku("latte")])),
    ];
    let quote = check(
        &Standing::ANONYMOUS,
        &offers,
        &at_the_till(),
        "
        item   qty  list   member | source price  line    off     paid
        bun     1   60.00  -      | list   60.00   60.00  -18.00  42.00
        latte   1   100.00 -      | list   100.00 100.00  -50.00  50.00
        tea     1   60.00  -      | list   60.00   60.00  -18.00  42.00
        total                     |               220.00  -86.00  134.00",
    );
    assert_eq!(
        outcomes(&quote)[0].1,
        Outcome::BeatenBy { offer: OfferId(2) }
    );
}

#[test]
fn an_offer_says_how_much_more_to_spend() {
    let quote = check(
        &member_of("银卡", 9_500, 10_000),
        &[],
        &at_the_till(),
        "
        item   qty  list   member | source price  line   off    paid
        candy   1   0.09   -      | list   0.09   0.09   -0.00  0.09",
    );
    let missing = Some(Money(1));
    let not = Outcome::NotEligible {
        why: WhyNot::TooLittle,
        missing,
    };
    assert_eq!(outcomes(&quote), [(9_500, not)]);
}

#[test]
fn too_many_combinations_stop_at_the_limit_and_say_so() {
    // All alike: each three together look as if they might be better than the first three.
    let mut offers = Vec::new();
    for id in 0..110 {
        for (layer, first) in Layer::ALL.iter().zip([1_000, 2_000, 3_000]) {
            offers.push(percent_off(first + id, *layer, 5_000, Target::Order));
        }
    }
    let quote = check(
        &Standing::ANONYMOUS,
        &offers,
        &at_the_till(),
        "
        item   qty  list   member | source price  line    off     paid
        cake    1   800.00 -      | list   800.00 800.00  -700.00 100.00",
    );
    assert!(!quote.search.is_best_of_all);
    assert_eq!(quote.search.nodes, crate::search::NODE_LIMIT);
}

#[test]
fn points_are_earned_and_taken_by_rule() {
    let quote = check(
        &member_of("金卡", 9_000, 15_000),
        &[],
        &at_the_till(),
        "
        item   qty  list   member | source price  line   off    paid
        latte   3   18.30  -      | list   18.30  54.90  -5.49  49.41",
    );
    // 49.41 at 1.5 points a yuan are 74.115; half of 49.41 is 24.705, in whole yuan 24.
    assert_eq!(quote.points_earned, Points(74));
    let max = PointsOffsetMax {
        points: Points(2_400),
        money: Money(2_400),
    };
    assert_eq!(quote.points_offset_max, max);
}

#[test]
fn an_empty_basket_costs_nothing() {
    let empty = Basket::default();
    let quote = quote(
        &empty,
        &[],
        &member_of("银卡", 9_500, 10_000),
        &at_the_till(),
    );
    let quote = quote.expect("nothing can be priced");
    assert_eq!((quote.total, quote.lines.len()), (Money(0), 0));
}

#[test]
fn what_cannot_be_priced_is_refused_in_this_order() {
    let line = BasketLine {
        sku_id: sku("latte"),
        category_id: None,
        quantity: 1,
        list_price: Money(1_800),
        is_store_price: false,
        member_price: None,
    };
    let price = |line: &BasketLine, offers: &[Offer]| {
        let basket = Basket {
            lines: vec![line.clone(), line.clone()],
        };
        quote(&basket, offers, &Standing::MEMBER, &at_the_till()).expect_err("refused")
    };
    let mut bad = line.clone();
    bad.list_price = Money(Money::LIMIT);
    assert_eq!(price(&bad, &[]), PricingError::OutOfRange);
    bad.member_price = Some(Money(-1));
    assert_eq!(
        price(&bad, &[]),
        PricingError::BadPrice { sku_id: bad.sku_id }
    );
    bad.quantity = 0;
    assert!(matches!(
        price(&bad, &[]),
        PricingError::BadQuantity { quantity: 0, .. }
    ));
    let too_much = percent_off(7, Layer::Coupon, 10_001, Target::Order);
    let offer = OfferId(7);
    assert_eq!(price(&bad, &[too_much]), PricingError::BadOffer { offer });
    let twice = percent_off(7, Layer::Coupon, 500, Target::Order);
    assert_eq!(
        price(&bad, &[twice.clone(), twice]),
        PricingError::BadOffer { offer }
    );
}
