//! Baskets, offers and circumstances as the laws try them: small amounts and few goods, so that
//! thresholds are hit and offers stand in each other's way.

use crate::offer::{Alone, Base, Measure, Part, Reach, Stacking, Step, StepGives};
use crate::points::PointsRule;
use crate::{
    BasketLine, Channel, Condition, Context, Effect, Extra, Goods, GoodsGroupId, Layer, MonthDay,
    Offer, OfferId, Pick, RoundDown, Standing, TierStanding, WallTime,
};
use kernel::{BusinessDate, CategoryId, Money, Points, Rate, SkuId, StoreId, TierId};
use proptest::collection::vec;
use proptest::option;
use proptest::prelude::*;
use proptest::sample::select;
use std::ops::Range;

pub(super) fn some_lines(count: Range<usize>) -> impl Strategy<Value = Vec<BasketLine>> {
    vec(a_line(), count)
}

prop_compose! {
    fn a_line()(
        sku in 0..6_i64,
        category in option::of(0..3_i64),
        group in option::of(0..2_i64),
        quantity in 1..5_i64,
        is_one_piece in one_in_ten(),
        list_price in 0..3_000_i64,
        is_store_price: bool,
        member_price in option::of(0..3_000_i64),
    ) -> BasketLine {
        BasketLine {
            sku_id: SkuId(sku),
            categories: category.map(CategoryId).into_iter().collect(),
            groups: group.map(GoodsGroupId).into_iter().collect(),
            quantity,
            is_one_piece,
            list_price: Money(list_price),
            is_store_price,
            member_price: member_price.map(Money),
        }
    }
}

fn one_in_ten() -> impl Strategy<Value = bool> {
    prop_oneof![9 => Just(false), 1 => Just(true)]
}

/// One in four.
fn now_and_then<T: Clone + std::fmt::Debug>(
    one: impl Strategy<Value = T>,
) -> impl Strategy<Value = Option<T>> {
    prop_oneof![3 => Just(None), 1 => one.prop_map(Some)]
}

fn a_pick() -> impl Strategy<Value = Pick> {
    prop_oneof![
        (0..6_i64).prop_map(|id| Pick::Sku(SkuId(id))),
        (0..3_i64).prop_map(|id| Pick::Category(CategoryId(id))),
        (0..2_i64).prop_map(|id| Pick::Group(GoodsGroupId(id))),
    ]
}

fn some_goods() -> impl Strategy<Value = Goods> {
    prop_oneof![
        2 => Just(Goods::ALL),
        3 => (vec(a_pick(), 0..3), vec(a_pick(), 0..2))
            .prop_map(|(include, exclude)| Goods { include, exclude }),
    ]
}

fn a_part() -> impl Strategy<Value = Part> {
    (some_goods(), 1..3_i64).prop_map(|(goods, pieces)| Part { goods, pieces })
}

fn an_off() -> impl Strategy<Value = Rate> {
    (1..=10_000_u32).prop_map(Rate)
}

fn some_money() -> impl Strategy<Value = Money> {
    (1..3_000_i64).prop_map(Money)
}

fn a_ladder() -> impl Strategy<Value = Effect> {
    let gives = prop_oneof![
        some_money().prop_map(StepGives::Amount),
        an_off().prop_map(StepGives::Percent),
    ];
    let by = prop_oneof![
        (
            Just(Measure::Amount),
            vec((1..4_000_i64, gives.clone()), 1..4)
        ),
        (Just(Measure::Pieces), vec((1..4_i64, gives), 1..4)),
    ];
    by.prop_map(|(by, steps)| {
        let mut from = 0;
        let rising = steps.into_iter().map(|(more, gives)| {
            from += more;
            Step { from, gives }
        });
        Effect::Ladder {
            by,
            steps: rising.collect(),
        }
    })
}

fn a_price_effect() -> impl Strategy<Value = Effect> {
    prop_oneof![
        an_off().prop_map(|off| Effect::PercentOff { off }),
        some_money().prop_map(|amount| Effect::EachOff { amount }),
        (0..3_000_i64).prop_map(|price| Effect::SetPrice {
            price: Money(price)
        }),
        Just(Effect::MemberPrice),
    ]
}

fn an_effect() -> impl Strategy<Value = Effect> {
    prop_oneof![
        3 => an_off().prop_map(|off| Effect::PercentOff { off }),
        2 => some_money().prop_map(|amount| Effect::AmountOff { amount }),
        1 => some_money().prop_map(|amount| Effect::EachOff { amount }),
        1 => (0..3_000_i64).prop_map(|price| Effect::SetPrice { price: Money(price) }),
        3 => a_ladder(),
        1 => (1..3_000_i64, some_money())
            .prop_map(|(every, off)| Effect::EveryFull { by: Measure::Amount, every, off }),
        1 => (1..4_i64, some_money())
            .prop_map(|(every, off)| Effect::EveryFull { by: Measure::Pieces, every, off }),
        2 => (2..4_i64, an_off()).prop_map(|(nth, off)| Effect::NthItem { nth, off }),
        1 => (2..5_i64, 1..4_i64)
            .prop_map(|(out_of, free)| Effect::CheapestFree { out_of, free: free.min(out_of - 1) }),
        2 => (vec(a_part(), 1..3), 0..4_000_i64)
            .prop_map(|(parts, price)| Effect::Bundle { parts, price: Money(price) }),
        1 => ([a_part(), a_part()], an_off())
            .prop_map(|(parts, off)| Effect::BuyGet { parts, off }),
    ]
}

fn an_extra() -> impl Strategy<Value = Extra> {
    prop_oneof![
        (1..3_i64, 0..2_000_i64, 0..4_i64).prop_map(|(quantity, worth, in_stock)| Extra::Gift {
            sku_id: SkuId(99),
            quantity,
            worth: Money(worth),
            in_stock,
        }),
        (10_000..40_000_u32, 0..100_i64).prop_map(|(multiplier, bonus)| Extra::Points {
            multiplier: Rate(multiplier),
            bonus: Points(bonus),
        }),
        Just(Extra::FreeDelivery),
    ]
}

fn a_condition() -> impl Strategy<Value = Condition> {
    let leaf = prop_oneof![
        (some_goods(), 1..6_i64)
            .prop_map(|(goods, at_least)| Condition::Pieces { goods, at_least }),
        (some_goods(), some_money())
            .prop_map(|(goods, at_least)| Condition::Amount { goods, at_least }),
        Just(Condition::Member),
        vec(0..3_i64, 1..3).prop_map(|ids| Condition::Tier {
            any_of: ids.into_iter().map(TierId).collect()
        }),
        vec(1..=7_u8, 1..5).prop_map(|any_of| Condition::Weekdays { any_of }),
        (0..1_440_u16, 0..1_440_u16).prop_map(|(from, to)| Condition::Hours { from, to }),
        Just(Condition::BirthdayMonth),
        Just(Condition::FirstOrder),
    ];
    leaf.prop_recursive(2, 6, 3, |inner| {
        prop_oneof![
            vec(inner.clone(), 1..3).prop_map(|of| Condition::All { of }),
            vec(inner.clone(), 1..3).prop_map(|of| Condition::Any { of }),
            inner.prop_map(|of| Condition::Not { of: Box::new(of) }),
        ]
    })
}

fn a_reach() -> impl Strategy<Value = Reach> {
    prop_oneof![
        (1..8_000_i64).prop_map(|least| Reach::Amount(Money(least))),
        (1..6_i64).prop_map(Reach::Pieces),
    ]
}

fn a_stacking() -> impl Strategy<Value = Stacking> {
    let groups = vec(select(vec!["a", "b"]), 0..2);
    let alone = prop_oneof![
        8 => Just(Alone::No),
        1 => Just(Alone::InLayer),
        1 => Just(Alone::InOrder),
    ];
    (groups, alone).prop_map(|(groups, alone)| Stacking {
        groups: groups.into_iter().map(str::to_owned).collect(),
        alone,
    })
}

prop_compose! {
    fn an_offer()(
        layer in select(Layer::ALL),
        priority in -1..2_i32,
        goods in some_goods(),
        condition in now_and_then(a_condition()),
        reach in now_and_then(a_reach()),
        base in select(Base::ALL),
        of_price in a_price_effect(),
        effect in prop_oneof![9 => an_effect().prop_map(Some), 1 => Just(None)],
        extras in vec(an_extra(), 0..2),
        (times_max, amount_max, budget_left) in (
            now_and_then(1..4_i64),
            now_and_then(some_money()),
            now_and_then(0..4_000_i64),
        ),
        stacking in a_stacking(),
    ) -> Offer {
        let is_price = layer == Layer::ItemPrice;
        let effect = if is_price { Some(of_price) } else { effect };
        // Neither a price nor an extra is no offer.
        let effect = effect.or(extras.is_empty().then_some(Effect::AmountOff { amount: Money(1) }));
        let repeats = effect.as_ref().is_some_and(Effect::repeats);
        Offer {
            id: OfferId(0),
            version: 1,
            name: String::new(),
            layer,
            priority,
            goods,
            condition,
            reach,
            base,
            effect,
            extras,
            times_max: times_max.filter(|_| !is_price && repeats),
            amount_max: amount_max.filter(|_| !is_price),
            budget_left: budget_left.map(Money),
            stacking,
        }
    }
}

/// Offers with numbers from one on; now and then two that are alike, as coupons are.
pub(super) fn some_offers(count: Range<usize>) -> impl Strategy<Value = Vec<Offer>> {
    let doubled = (vec(an_offer(), count), one_in_ten());
    doubled.prop_map(|(mut offers, is_doubled)| {
        if is_doubled && offers.len() > 1 {
            let last = offers.len() - 1;
            offers[last] = offers[0].clone();
        }
        for (offer, id) in offers.iter_mut().zip(1..) {
            offer.id = OfferId(id);
        }
        offers
    })
}

prop_compose! {
    pub(super) fn a_standing()(
        is_member: bool,
        tier in option::of((0..3_i64, 0..=10_000_u32, 0..=100_000_u32)),
        birthday in option::of((1..=12_u8, 1..=28_u8)),
        is_first_order: bool,
    ) -> Standing {
        Standing {
            is_member,
            tier: tier.map(|(id, discount, multiplier)| TierStanding {
                tier_id: TierId(1_000 + id),
                name: String::new(),
                discount: Rate(discount),
                points_multiplier: Rate(multiplier),
            }),
            segments: Vec::new(),
            birthday: birthday.map(|(month, day)| MonthDay { month, day }),
            is_first_order,
        }
    }
}

prop_compose! {
    pub(super) fn a_context()(
        days in 0..400_i64,
        minute in 0..1_440_u16,
        rounding in option::of(select(vec![10_i64, 100])),
        paid_with_points in 0..500_i64,
        delivery_fee in select(vec![0_i64, 600]),
        coupons_max in option::of(0..3_u32),
        member_price_excludes_tier: bool,
    ) -> Context {
        let first: BusinessDate = "2026-01-01".parse().expect("a date");
        Context {
            wall: WallTime { date: first.plus_days(days), minute },
            store_id: StoreId(1),
            regions: Vec::new(),
            channel: Channel::Till,
            payment: None,
            points_rule: PointsRule::USUAL,
            paid_with_points: Money(paid_with_points),
            rounding: rounding.map(|unit| RoundDown { unit: Money(unit) }),
            delivery_fee: Money(delivery_fee),
            coupons_max,
            member_price_excludes_tier,
        }
    }
}
