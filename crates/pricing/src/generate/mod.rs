//! Baskets, offers and circumstances as laws try them, here and where the engine is built another
//! way: small amounts and few goods, so that thresholds are hit and offers stand in each other's
//! way. Every kind of offer and of condition occurs.

pub mod wild;
mod words;

pub use words::every_word;

use crate::{
    Alone, Base, BasketLine, Channel, Condition, Context, Effect, Extra, Goods, GoodsGroupId,
    Layer, Measure, MonthDay, Offer, OfferId, Part, PayWith, Pick, PointsRule, Reach, RoundDown,
    SegmentId, Stacking, Standing, Step, StepGives, TierStanding, WallTime,
};
use kernel::{BusinessDate, CategoryId, Money, Points, Rate, RegionId, SkuId, StoreId, TierId};
use proptest::collection::vec;
use proptest::option;
use proptest::prelude::*;
use proptest::sample::select;
use std::ops::Range;

/// Something in so many of ten cases.
fn in_ten<S>(times: u32, what: S) -> impl Strategy<Value = Option<S::Value>>
where
    S: Strategy,
    S::Value: Clone,
{
    prop_oneof![10 - times => Just(None), times => what.prop_map(Some)]
}

fn ids<T: std::fmt::Debug>(of: fn(i64) -> T) -> impl Strategy<Value = Vec<T>> {
    vec((0..3_i64).prop_map(of), 1..3)
}

/// So many lines of a basket, of six SKUs.
pub fn some_lines(count: Range<usize>) -> impl Strategy<Value = Vec<BasketLine>> {
    vec(a_line(), count)
}

/// Lines whose prices are whole yuan, few and often the same: what can be had ties.
pub fn some_round_lines(count: Range<usize>) -> impl Strategy<Value = Vec<BasketLine>> {
    let round = (a_line(), 1..4_i64, option::of(0..4_i64));
    let line = round.prop_map(|(line, list, member)| BasketLine {
        list_price: Money(list * 1_000),
        member_price: member.map(|member| Money(member * 900)),
        quantity: line.quantity.min(2),
        ..line
    });
    vec(line, count)
}

prop_compose! {
    fn a_line()(
        sku in 0..6_i64,
        category in option::of(0..3_i64),
        group in option::of(0..2_i64),
        quantity in 1..5_i64,
        is_one_piece in in_ten(1, Just(())),
        list_price in 0..3_000_i64,
        is_store_price: bool,
        member_price in option::of(0..3_000_i64),
    ) -> BasketLine {
        BasketLine {
            sku_id: SkuId(sku),
            categories: category.map(CategoryId).into_iter().collect(),
            groups: group.map(GoodsGroupId).into_iter().collect(),
            quantity,
            is_one_piece: is_one_piece.is_some(),
            list_price: Money(list_price),
            is_store_price,
            member_price: member_price.map(Money),
        }
    }
}

fn a_pick() -> impl Strategy<Value = Pick> {
    prop_oneof![
        (0..6_i64).prop_map(|id| Pick::Sku(SkuId(id))),
        (0..3_i64).prop_map(|id| Pick::Category(CategoryId(id))),
        (0..2_i64).prop_map(|id| Pick::Group(GoodsGroupId(id))),
    ]
}

/// Everything, or a few picks less a few others.
pub fn some_goods() -> impl Strategy<Value = Goods> {
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
        (1..3_i64, 0..2_000_i64, 0..8_i64, any::<bool>()).prop_map(
            |(quantity, worth, in_stock, repeats)| Extra::Gift {
                sku_id: SkuId(99),
                quantity,
                worth: Money(worth),
                in_stock,
                repeats,
            }
        ),
        (10_000..40_000_u32, 0..100_i64).prop_map(|(multiplier, bonus)| Extra::Points {
            multiplier: Rate(multiplier),
            bonus: Points(bonus),
        }),
        Just(Extra::FreeDelivery),
    ]
}

fn a_condition() -> impl Strategy<Value = Condition> {
    let of_basket = prop_oneof![
        (some_goods(), 1..6_i64)
            .prop_map(|(goods, at_least)| Condition::Pieces { goods, at_least }),
        (some_goods(), some_money())
            .prop_map(|(goods, at_least)| Condition::Amount { goods, at_least }),
    ];
    let of_place = prop_oneof![
        ids(StoreId).prop_map(|any_of| Condition::Store { any_of }),
        ids(RegionId).prop_map(|any_of| Condition::Region { any_of }),
        vec(select(Channel::ALL), 1..3).prop_map(|any_of| Condition::Channel { any_of }),
        vec(select(PayWith::ALL), 1..4).prop_map(|any_of| Condition::Payment { any_of }),
    ];
    let of_buyer = prop_oneof![
        Just(Condition::Member),
        ids(|id| TierId(1_000 + id)).prop_map(|any_of| Condition::Tier { any_of }),
        ids(SegmentId).prop_map(|any_of| Condition::Segment { any_of }),
        Just(Condition::FirstOrder),
        Just(Condition::BirthdayMonth),
        Just(Condition::Birthday),
    ];
    let of_time = prop_oneof![
        vec(1..=7_u8, 1..5).prop_map(|any_of| Condition::Weekdays { any_of }),
        vec(1..=31_u8, 1..20).prop_map(|any_of| Condition::MonthDays { any_of }),
        (0..1_440_u16, 0..1_440_u16).prop_map(|(from, to)| Condition::Hours { from, to }),
        (a_date(), 0..300_i64).prop_map(|(from, days)| Condition::Dates {
            from,
            to: from.plus_days(days)
        }),
    ];
    let leaf = prop_oneof![2 => of_basket, 1 => of_place, 2 => of_buyer, 2 => of_time];
    leaf.prop_recursive(2, 6, 3, |inner| {
        prop_oneof![
            vec(inner.clone(), 1..3).prop_map(|of| Condition::All { of }),
            vec(inner.clone(), 1..3).prop_map(|of| Condition::Any { of }),
            inner.prop_map(|of| Condition::Not { of: Box::new(of) }),
        ]
    })
}

fn a_reach() -> impl Strategy<Value = Reach> {
    let reach = prop_oneof![
        (1..8_000_i64).prop_map(|least| Reach::amount(Money(least))),
        (1..6_i64).prop_map(Reach::pieces),
    ];
    (reach, in_ten(3, some_goods())).prop_map(|(reach, goods)| Reach { goods, ..reach })
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
        condition in in_ten(2, a_condition()),
        (reach, has_reach) in (a_reach(), in_ten(3, Just(()))),
        base in select(Base::ALL),
        of_price in a_price_effect(),
        effect in in_ten(9, an_effect()),
        extras in vec(an_extra(), 0..2),
        (times_max, amount_max, budget_left, used_up) in (
            in_ten(3, 1..4_i64),
            in_ten(2, some_money()),
            in_ten(2, 0..4_000_i64),
            in_ten(1, Just(())),
        ),
        stacking in a_stacking(),
    ) -> Offer {
        let is_price = layer == Layer::ItemPrice;
        let effect = if is_price { Some(of_price) } else { effect };
        // Neither a price nor an extra is no offer.
        let effect = effect.or(extras.is_empty().then_some(Effect::AmountOff { amount: Money(1) }));
        let has_reach = has_reach.is_some() || extras.iter().any(Extra::repeats);
        let mut offer = Offer {
            id: OfferId(0),
            version: 1,
            name: String::new(),
            layer,
            priority,
            goods,
            condition,
            reach: has_reach.then_some(reach),
            base,
            effect,
            extras,
            times_max,
            amount_max: amount_max.filter(|_| !is_price),
            budget_left: budget_left.map(Money),
            is_used_up: used_up.is_some(),
            stacking,
        };
        if is_price || !offer.repeats() {
            offer.times_max = None;
        }
        if !offer.measures_amounts() {
            offer.base = Base::Discounted;
        }
        offer
    }
}

/// Offers with numbers from one on; now and then two that are alike, as coupons are.
pub fn some_offers(count: Range<usize>) -> impl Strategy<Value = Vec<Offer>> {
    let doubled = (vec(an_offer(), count), in_ten(2, Just(())));
    doubled.prop_map(|(mut offers, is_doubled)| {
        if is_doubled.is_some() && offers.len() > 1 {
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
    /// Somebody nobody knows, or a member with or without a tier.
    pub fn a_standing()(
        is_member: bool,
        tier in option::of((0..3_i64, 0..=10_000_u32, 0..=100_000_u32)),
        segments in vec((0..3_i64).prop_map(SegmentId), 0..2),
        birthday in option::of((1..=12_u8, 1..=29_u8)),
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
            segments,
            birthday: birthday.map(|(month, day)| MonthDay { month, day }),
            is_first_order,
        }
    }
}

fn a_date() -> impl Strategy<Value = BusinessDate> {
    let first: BusinessDate = "2026-01-01".parse().expect("a date");
    (0..400_i64).prop_map(move |days| first.plus_days(days))
}

prop_compose! {
    /// Some day and hour in one of three stores.
    pub fn a_context()(
        (date, minute) in (a_date(), 0..1_440_u16),
        store in 0..3_i64,
        regions in vec((0..3_i64).prop_map(RegionId), 0..2),
        channel in select(Channel::ALL),
        payment in option::of(select(PayWith::ALL)),
        rounding in option::of(select(vec![10_i64, 100])),
        paid_with_points in 0..500_i64,
        delivery_fee in select(vec![0_i64, 600]),
        coupons_max in option::of(0..3_u32),
        member_price_excludes_tier: bool,
    ) -> Context {
        Context {
            wall: WallTime { date, minute },
            store_id: StoreId(store),
            regions,
            channel,
            payment,
            points_rule: PointsRule::USUAL,
            paid_with_points: Money(paid_with_points),
            rounding: rounding.map(|unit| RoundDown { unit: Money(unit) }),
            delivery_fee: Money(delivery_fee),
            coupons_max,
            member_price_excludes_tier,
        }
    }
}
