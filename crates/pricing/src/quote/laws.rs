//! What holds for every basket: it adds up, nothing is below zero, the order of scanning changes
//! nothing, and no input makes a panic.

use super::*;
use crate::{Channel, Effect, PointsEarn, PointsOffset, PointsRule, Target};
use kernel::{CategoryId, Rate, Rounding, StoreId, TierId, Timestamp};
use proptest::prelude::*;
use std::collections::BTreeMap;

/// How many cases: `HUITONG_CASES` in the full proof, few in everyday tests.
fn cases(small: u32) -> ProptestConfig {
    let wanted = std::env::var("HUITONG_CASES").ok();
    ProptestConfig::with_cases(wanted.and_then(|text| text.parse().ok()).unwrap_or(small))
}

prop_compose! {
    fn a_line()(
        sku in 0..6_i64,
        category in prop::option::of(0..3_i64),
        quantity in 1..5_i64,
        list_price in 0..3_000_i64,
        is_store_price: bool,
        member_price in prop::option::of(0..3_000_i64),
    ) -> BasketLine {
        BasketLine {
            sku_id: SkuId(sku),
            category_id: category.map(CategoryId),
            quantity,
            list_price: Money(list_price),
            is_store_price,
            member_price: member_price.map(Money),
        }
    }
}

fn a_target() -> impl Strategy<Value = Target> {
    prop_oneof![
        Just(Target::Order),
        prop::collection::vec(0..3_i64, 1..3)
            .prop_map(|ids| Target::Categories(ids.into_iter().map(CategoryId).collect())),
        prop::collection::vec(0..6_i64, 1..4)
            .prop_map(|ids| Target::Skus(ids.into_iter().map(SkuId).collect())),
    ]
}

fn some_offers() -> impl Strategy<Value = Vec<Offer>> {
    let one = (a_target(), 0..=10_000_u32, prop::sample::select(Layer::ALL));
    prop::collection::vec(one, 0..6).prop_map(|offers| {
        let numbered = offers.into_iter().zip(1..);
        let offer = |((on, off, layer), id)| Offer {
            id: OfferId(id),
            name: String::new(),
            layer,
            effect: Effect::PercentOff { off: Rate(off), on },
        };
        numbered.map(offer).collect()
    })
}

prop_compose! {
    fn a_standing()(
        is_member: bool,
        tier in prop::option::of((0..=10_000_u32, 0..=100_000_u32)),
    ) -> Standing {
        Standing {
            is_member,
            tier: tier.map(|(discount, multiplier)| TierStanding {
                tier_id: TierId(1_000),
                name: String::new(),
                discount: Rate(discount),
                points_multiplier: Rate(multiplier),
            }),
        }
    }
}

fn a_context(member_price_excludes_tier: bool) -> Context {
    Context {
        now: Timestamp(0),
        store_id: StoreId(1),
        channel: Channel::Till,
        points_rule: PointsRule::USUAL,
        member_price_excludes_tier,
    }
}

/// What each SKU comes to: gross, discount, total.
fn by_sku(quote: &Quote) -> BTreeMap<SkuId, (i64, i64, i64)> {
    let mut sums = BTreeMap::<SkuId, (i64, i64, i64)>::new();
    for line in &quote.lines {
        let sum = sums.entry(line.sku_id).or_default();
        *sum = (
            sum.0 + line.gross.0,
            sum.1 + line.discount.0,
            sum.2 + line.total.0,
        );
    }
    sums
}

proptest! {
    #![proptest_config(cases(256))]

    #[test]
    fn a_quote_adds_up(
        lines in prop::collection::vec(a_line(), 0..12),
        offers in some_offers(),
        standing in a_standing(),
        excludes: bool,
    ) {
        let basket = Basket { lines };
        let quote = quote(&basket, &offers, &standing, &a_context(excludes)).expect("priced");
        let sum = |part: fn(&QuotedLine) -> i64| quote.lines.iter().map(part).sum::<i64>();
        prop_assert_eq!(sum(|line| line.total.0), quote.total.0);
        prop_assert_eq!(sum(|line| line.discount.0), quote.discount.0);
        prop_assert_eq!(quote.gross.0 - quote.discount.0, quote.total.0);
        for line in &quote.lines {
            let parts = [line.gross, line.discount, line.total, line.unit_price];
            prop_assert!(parts.iter().all(|part| *part >= Money::ZERO));
            let shares: i64 = line.shares.iter().map(|share| share.amount.0).sum();
            prop_assert_eq!(shares, line.discount.0);
        }
        prop_assert!(quote.points_earned >= Points::ZERO);
        prop_assert!(quote.points_offset_max.money <= quote.total);
        for told in &quote.explanations {
            let given: i64 = quote.lines.iter().flat_map(|line| &line.shares)
                .filter(|share| share.offer == told.offer).map(|share| share.amount.0).sum();
            let said = match told.outcome {
                Outcome::Applied { amount } => amount.0,
                _ => 0,
            };
            prop_assert_eq!(said, given);
        }
    }

    #[test]
    fn the_order_of_scanning_changes_nothing(
        (lines, shuffled) in prop::collection::vec(a_line(), 0..12)
            .prop_flat_map(|lines| (Just(lines.clone()), Just(lines).prop_shuffle())),
        offers in some_offers(),
        standing in a_standing(),
        excludes: bool,
    ) {
        let context = a_context(excludes);
        let a = quote(&Basket { lines }, &offers, &standing, &context).expect("priced");
        let b = quote(&Basket { lines: shuffled }, &offers, &standing, &context).expect("priced");
        prop_assert_eq!(by_sku(&a), by_sku(&b));
        prop_assert_eq!(a.explanations, b.explanations);
        prop_assert_eq!((a.total, a.points_earned), (b.total, b.points_earned));
        prop_assert_eq!(a.search, b.search);
    }

    #[test]
    fn no_combination_gives_more(
        lines in prop::collection::vec(a_line(), 0..6),
        offers in some_offers(),
    ) {
        let basket = Basket { lines };
        let context = a_context(false);
        let price = |offers: &[Offer]| {
            quote(&basket, offers, &Standing::ANONYMOUS, &context).expect("priced")
        };
        let all = price(&offers);
        prop_assert!(all.search.is_best_of_all);
        let of = |layer| {
            let one = offers.iter().filter(move |offer| offer.layer == layer).cloned().map(Some);
            one.chain([None])
        };
        for standing in of(Layer::Standing) {
            for promotion in of(Layer::Promotion) {
                for coupon in of(Layer::Coupon) {
                    let some = [&standing, &promotion, &coupon].into_iter().flatten().cloned();
                    let some: Vec<Offer> = some.collect();
                    prop_assert!(price(&some).total >= all.total);
                }
            }
        }
    }

    #[test]
    fn a_member_never_pays_more_than_a_stranger(
        lines in prop::collection::vec(a_line(), 0..12),
        standing in a_standing(),
        excludes: bool,
    ) {
        let basket = Basket { lines };
        let context = a_context(excludes);
        let stranger = quote(&basket, &[], &Standing::ANONYMOUS, &context).expect("priced");
        let buyer = quote(&basket, &[], &standing, &context).expect("priced");
        prop_assert!(buyer.total <= stranger.total);
    }

    #[test]
    fn no_input_makes_a_panic(
        numbers in prop::collection::vec((any::<i64>(), any::<i64>(), any::<i64>()), 0..6),
        huge in prop::collection::vec((1..=1_000_000_i64, 0..=Money::LIMIT), 0..6),
        offs in prop::collection::vec(any::<u32>(), 0..4),
        (discount, multiplier) in any::<(u32, u32)>(),
        (points, per, step, value, cap) in any::<(i64, i64, i64, i64, u32)>(),
        is_usual: bool,
    ) {
        let line = |quantity, list, member: i64| BasketLine {
            sku_id: SkuId(1),
            category_id: None,
            quantity,
            list_price: Money(list),
            is_store_price: false,
            member_price: Some(Money(member)),
        };
        let wild = numbers.into_iter().map(|(quantity, list, member)| line(quantity, list, member));
        let large = huge.into_iter().map(|(quantity, price)| line(quantity, price, price));
        let offers: Vec<Offer> = offs.into_iter().zip(1..).map(|(off, id)| Offer {
            id: OfferId(id),
            name: String::new(),
            layer: Layer::Coupon,
            effect: Effect::PercentOff { off: Rate(off), on: Target::Order },
        }).collect();
        let mut standing = Standing::MEMBER;
        standing.tier = Some(TierStanding {
            tier_id: TierId(9),
            name: String::new(),
            discount: Rate(discount % 12_000),
            points_multiplier: Rate(multiplier),
        });
        let mut context = a_context(is_usual);
        if !is_usual {
            context.points_rule = PointsRule {
                earn: PointsEarn { points, per: Money(per) },
                rounding: Rounding::HalfUp,
                offset: PointsOffset {
                    is_on: true,
                    step_points: Points(step),
                    step_value: Money(value),
                    cap: Rate(cap),
                },
            };
        }
        for lines in [wild.collect(), large.collect()] {
            let basket = Basket { lines };
            let _ = quote(&basket, &offers, &standing, &context);
            let _ = quote(&basket, &[], &standing, &context);
        }
    }
}
