//! Baskets and offers as a busy chain has them: some hundred SKUs in a dozen categories, offers of
//! every kind on one SKU, a few, a category or everything, some for certain tiers or hours.

use kernel::{BusinessDate, CategoryId, Money, Points, Rate, SkuId, StoreId, TierId};
use pricing::{
    Basket, BasketLine, Condition, Context, Effect, Extra, Goods, Layer, Measure, Offer, OfferId,
    Part, Pick, Reach, Stacking, Standing, Step, StepGives, TierStanding, WallTime,
};
use rand::rngs::StdRng;
use rand::seq::IndexedRandom;
use rand::{Rng, SeedableRng};

/// SKUs that a store has on sale at a time.
const SKUS: i64 = 400;
/// Categories that they lie in.
const CATEGORIES: i64 = 12;

/// Something to price.
pub struct Sample {
    pub basket: Basket,
    pub offers: Vec<Offer>,
    pub standing: Standing,
    pub context: Context,
}

/// The sample of a seed, with so many lines and offers.
pub fn sample(seed: u64, lines: usize, offers: usize) -> Sample {
    let mut rng = StdRng::seed_from_u64(seed);
    let lines = (0..lines).map(|_| line(&mut rng)).collect();
    let offers = (1..=offers as i64).map(|id| offer(&mut rng, id)).collect();
    let today: BusinessDate = "2026-11-25".parse().expect("a date");
    Sample {
        basket: Basket { lines },
        offers,
        standing: Standing {
            tier: Some(TierStanding {
                tier_id: TierId(rng.random_range(9_001..=9_004)),
                name: "金卡".to_owned(),
                discount: Rate(9_500),
                points_multiplier: Rate(15_000),
            }),
            ..Standing::MEMBER
        },
        context: Context {
            coupons_max: Some(3),
            ..Context::at_till(
                StoreId(1),
                WallTime {
                    date: today.plus_days(rng.random_range(0..30)),
                    minute: rng.random_range(540..1_320),
                },
            )
        },
    }
}

fn line(rng: &mut StdRng) -> BasketLine {
    let sku = rng.random_range(0..SKUS);
    let list_price = rng.random_range(3..200) * 100 + *[0, 50, 80, 90].choose(rng).expect("one");
    BasketLine {
        sku_id: SkuId(sku),
        categories: vec![CategoryId(sku % CATEGORIES)],
        groups: Vec::new(),
        quantity: *[1, 1, 1, 2, 2, 3, 6].choose(rng).expect("one"),
        is_one_piece: rng.random_bool(0.05),
        list_price: Money(list_price),
        is_store_price: false,
        member_price: rng.random_bool(0.2).then_some(Money(list_price * 9 / 10)),
    }
}

fn some_goods(rng: &mut StdRng) -> Goods {
    match rng.random_range(0..10) {
        0..3 => Goods::only(
            (0..rng.random_range(1..12))
                .map(|_| a_sku(rng))
                .collect::<Vec<_>>(),
        ),
        3..7 => Goods::only([a_category(rng)]),
        7..9 => Goods::only([a_category(rng), a_category(rng), a_category(rng)]),
        _ => Goods::all_but([a_category(rng)]),
    }
}

fn a_sku(rng: &mut StdRng) -> Pick {
    Pick::Sku(SkuId(rng.random_range(0..SKUS)))
}

fn a_category(rng: &mut StdRng) -> Pick {
    Pick::Category(CategoryId(rng.random_range(0..CATEGORIES)))
}

fn a_rate(rng: &mut StdRng) -> Rate {
    Rate(
        *[500, 1_000, 1_200, 2_000, 3_000, 5_000]
            .choose(rng)
            .expect("one"),
    )
}

fn some_yuan(rng: &mut StdRng, most: i64) -> Money {
    Money(rng.random_range(1..=most) * 100)
}

fn offer(rng: &mut StdRng, id: i64) -> Offer {
    let layer = *[
        Layer::ItemPrice,
        Layer::ItemPromotion,
        Layer::ItemPromotion,
        Layer::OrderPromotion,
        Layer::Coupon,
        Layer::Coupon,
    ]
    .choose(rng)
    .expect("one");
    let effect = match layer {
        Layer::ItemPrice => price_effect(rng),
        Layer::ItemPromotion => item_effect(rng),
        _ => order_effect(rng),
    };
    let mut offer = Offer::new(OfferId(id), format!("offer {id}"), layer, effect);
    offer.goods = match layer {
        Layer::OrderPromotion | Layer::Coupon if rng.random_bool(0.6) => Goods::ALL,
        _ => some_goods(rng),
    };
    if matches!(offer.effect, Some(Effect::Bundle { .. })) {
        // Its part names the goods.
        offer.goods = Goods::ALL;
    }
    offer.condition = match rng.random_range(0..10) {
        0 => Some(Condition::Tier {
            any_of: vec![TierId(rng.random_range(9_001..=9_004)), TierId(9_004)],
        }),
        1 => Some(Condition::Weekdays {
            any_of: vec![rng.random_range(1..=7), rng.random_range(1..=7)],
        }),
        2 => Some(Condition::Hours {
            from: 600,
            to: rng.random_range(700..1_320),
        }),
        _ => None,
    };
    match layer {
        Layer::OrderPromotion => {
            offer.stacking = Stacking {
                groups: vec!["满减".to_owned()],
                ..Stacking::default()
            };
            if rng.random_bool(0.2) {
                offer.extras.push(Extra::Points {
                    multiplier: Rate(20_000),
                    bonus: Points::ZERO,
                });
            }
        }
        Layer::Coupon => offer.reach = Some(Reach::amount(some_yuan(rng, 300))),
        _ => {}
    }
    offer
}

fn price_effect(rng: &mut StdRng) -> Effect {
    match rng.random_range(0..3) {
        0 => Effect::SetPrice {
            price: some_yuan(rng, 100),
        },
        1 => Effect::PercentOff { off: a_rate(rng) },
        _ => Effect::EachOff {
            amount: some_yuan(rng, 5),
        },
    }
}

fn item_effect(rng: &mut StdRng) -> Effect {
    match rng.random_range(0..5) {
        0 => Effect::NthItem {
            nth: rng.random_range(2..4),
            off: Rate(5_000),
        },
        1 => Effect::Bundle {
            parts: vec![Part {
                goods: some_goods(rng),
                pieces: rng.random_range(2..4),
            }],
            price: some_yuan(rng, 100),
        },
        2 => Effect::CheapestFree { out_of: 3, free: 1 },
        3 => Effect::Ladder {
            by: Measure::Pieces,
            steps: vec![Step {
                from: 3,
                gives: StepGives::Percent(Rate(2_000)),
            }],
        },
        _ => Effect::PercentOff { off: a_rate(rng) },
    }
}

fn order_effect(rng: &mut StdRng) -> Effect {
    let step = |from: i64, off: i64| Step {
        from: from * 100,
        gives: StepGives::Amount(Money(off * 100)),
    };
    match rng.random_range(0..4) {
        0 => Effect::Ladder {
            by: Measure::Amount,
            steps: vec![step(100, 8), step(300, 30), step(500, 60)],
        },
        1 => Effect::EveryFull {
            by: Measure::Amount,
            every: rng.random_range(50..200) * 100,
            off: some_yuan(rng, 10),
        },
        2 => Effect::AmountOff {
            amount: some_yuan(rng, 30),
        },
        _ => Effect::PercentOff { off: a_rate(rng) },
    }
}
