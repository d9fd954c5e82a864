//! Rules and amounts that nobody in their senses would write.

use crate::{
    Alone, Base, BasketLine, Channel, Condition, Context, Effect, Extra, Goods, Layer, Measure,
    Offer, OfferId, Part, Pick, PointsRule, Reach, RoundDown, Stacking, Standing, Step, StepGives,
    TierStanding, WallTime, check,
};
use kernel::{CategoryId, Money, Points, Rate, SkuId, StoreId, TierId};
use proptest::collection::vec;
use proptest::option;
use proptest::prelude::*;
use proptest::sample::select;

/// Numbers of every size, mostly at the edges.
fn a_number() -> impl Strategy<Value = i64> {
    prop_oneof![
        4 => -3..30_i64,
        2 => select(vec![
            i64::MIN, i64::MAX, i64::MIN + 1, -Money::LIMIT, Money::LIMIT, Money::LIMIT - 1,
            Money::LIMIT + 1, 1_000_000, 1_000_001, i64::from(i32::MAX), 10_000,
        ]),
        1 => any::<i64>(),
    ]
}

fn money() -> impl Strategy<Value = Money> {
    a_number().prop_map(Money)
}

/// What a line may well cost, and now and then anything.
fn mostly_sane() -> impl Strategy<Value = Money> {
    prop_oneof![30 => (1..5_000_i64).prop_map(Money), 1 => money()]
}

fn rate() -> impl Strategy<Value = Rate> {
    prop_oneof![0..=10_001_u32, any::<u32>()].prop_map(Rate)
}

fn goods() -> impl Strategy<Value = Goods> {
    let pick = prop_oneof![
        (0..4_i64).prop_map(|id| Pick::Sku(SkuId(id))),
        (0..2_i64).prop_map(|id| Pick::Category(CategoryId(id))),
    ];
    (vec(pick.clone(), 0..3), vec(pick, 0..2))
        .prop_map(|(include, exclude)| Goods { include, exclude })
}

fn part() -> impl Strategy<Value = Part> {
    (goods(), a_number()).prop_map(|(goods, pieces)| Part { goods, pieces })
}

fn effect() -> impl Strategy<Value = Effect> {
    let gives = prop_oneof![
        money().prop_map(StepGives::Amount),
        rate().prop_map(StepGives::Percent)
    ];
    let step = (a_number(), gives).prop_map(|(from, gives)| Step { from, gives });
    let by = || select(Measure::ALL);
    prop_oneof![
        rate().prop_map(|off| Effect::PercentOff { off }),
        money().prop_map(|amount| Effect::AmountOff { amount }),
        money().prop_map(|amount| Effect::EachOff { amount }),
        money().prop_map(|price| Effect::SetPrice { price }),
        Just(Effect::MemberPrice),
        (by(), vec(step, 0..4)).prop_map(|(by, steps)| Effect::Ladder { by, steps }),
        (by(), a_number(), money()).prop_map(|(by, every, off)| Effect::EveryFull {
            by,
            every,
            off
        }),
        (a_number(), rate()).prop_map(|(nth, off)| Effect::NthItem { nth, off }),
        (a_number(), a_number()).prop_map(|(out_of, free)| Effect::CheapestFree { out_of, free }),
        (vec(part(), 0..4), money()).prop_map(|(parts, price)| Effect::Bundle { parts, price }),
        ([part(), part()], rate()).prop_map(|(parts, off)| Effect::BuyGet { parts, off }),
    ]
}

fn extra() -> impl Strategy<Value = Extra> {
    prop_oneof![
        (a_number(), money(), a_number(), any::<bool>()).prop_map(
            |(quantity, worth, in_stock, repeats)| Extra::Gift {
                sku_id: SkuId(9),
                quantity,
                worth,
                in_stock,
                repeats,
            }
        ),
        (rate(), a_number()).prop_map(|(multiplier, bonus)| Extra::Points {
            multiplier,
            bonus: Points(bonus),
        }),
        Just(Extra::FreeDelivery),
    ]
}

fn condition() -> impl Strategy<Value = Condition> {
    let leaf = prop_oneof![
        (goods(), a_number()).prop_map(|(goods, at_least)| Condition::Pieces { goods, at_least }),
        (goods(), money()).prop_map(|(goods, at_least)| Condition::Amount { goods, at_least }),
        vec(any::<u8>(), 0..3).prop_map(|any_of| Condition::MonthDays { any_of }),
        (any::<u16>(), any::<u16>()).prop_map(|(from, to)| Condition::Hours { from, to }),
        Just(Condition::Store { any_of: Vec::new() }),
    ];
    leaf.prop_recursive(12, 40, 3, |inner| {
        prop_oneof![
            vec(inner.clone(), 0..4).prop_map(|of| Condition::All { of }),
            vec(inner.clone(), 0..4).prop_map(|of| Condition::Any { of }),
            inner.prop_map(|of| Condition::Not { of: Box::new(of) }),
        ]
    })
}

fn reach() -> impl Strategy<Value = Reach> {
    let parts = (option::of(goods()), select(Measure::ALL), a_number());
    parts.prop_map(|(goods, kind, at_least)| Reach {
        goods,
        kind,
        at_least,
    })
}

prop_compose! {
    fn an_offer()(
        layer in select(Layer::ALL),
        goods in goods(),
        condition in option::of(condition()),
        reach in option::of(reach()),
        base in select(Base::ALL),
        effect in option::of(effect()),
        extras in vec(extra(), 0..3),
        limits in (option::of(a_number()), option::of(money()), option::of(money())),
        alone in select(Alone::ALL),
        group in option::of(Just("a".to_owned())),
    ) -> Offer {
        Offer {
            id: OfferId(0),
            version: 1,
            name: String::new(),
            layer,
            priority: 0,
            goods,
            condition,
            reach,
            base,
            effect,
            extras,
            times_max: limits.0,
            amount_max: limits.1,
            budget_left: limits.2,
            is_used_up: false,
            stacking: Stacking { groups: group.into_iter().collect(), alone },
        }
    }
}

prop_compose! {
    fn a_line()(
        sku in 0..4_i64,
        quantity in prop_oneof![9 => 1..6_i64, 1 => a_number()],
        is_one_piece: bool,
        list_price in mostly_sane(),
        member_price in option::of(mostly_sane()),
    ) -> BasketLine {
        BasketLine {
            sku_id: SkuId(sku),
            categories: vec![CategoryId(sku % 2)],
            groups: Vec::new(),
            quantity,
            is_one_piece,
            list_price,
            is_store_price: false,
            member_price,
        }
    }
}

/// Lines of any quantity and price.
pub fn some_lines() -> impl Strategy<Value = Vec<BasketLine>> {
    vec(a_line(), 0..5)
}

/// Offers with numbers from one on: most make no sense, half the time all do.
pub fn some_offers() -> impl Strategy<Value = Vec<Offer>> {
    (vec(an_offer(), 0..5), any::<bool>()).prop_map(|(mut offers, only_sound)| {
        for (offer, id) in offers.iter_mut().zip(1..) {
            offer.id = OfferId(id);
        }
        if only_sound {
            offers.retain(|offer| check(offer).is_ok());
        }
        offers
    })
}

/// A member whose tier gives and multiplies anything.
pub fn a_standing() -> impl Strategy<Value = Standing> {
    let discount = prop_oneof![9 => 0..=10_000_u32, 1 => any::<u32>()];
    (any::<u32>(), discount).prop_map(|(multiplier, discount)| Standing {
        tier: Some(TierStanding {
            tier_id: TierId(1_000),
            name: String::new(),
            discount: Rate(discount),
            points_multiplier: Rate(multiplier),
        }),
        ..Standing::MEMBER
    })
}

/// Circumstances with any amounts.
pub fn a_context() -> impl Strategy<Value = Context> {
    let amounts = (mostly_sane(), mostly_sane(), option::of(mostly_sane()));
    amounts.prop_map(|(delivery, by_points, unit)| Context {
        wall: WallTime {
            date: "2026-02-28".parse().expect("a date"),
            minute: 60,
        },
        store_id: StoreId(1),
        regions: Vec::new(),
        channel: Channel::Till,
        payment: None,
        points_rule: PointsRule::USUAL,
        paid_with_points: by_points,
        rounding: unit.map(|unit| RoundDown { unit }),
        delivery_fee: delivery,
        coupons_max: None,
        member_price_excludes_tier: false,
    })
}
