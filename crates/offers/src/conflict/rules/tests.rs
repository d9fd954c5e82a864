//! What is found, in tables.

use super::*;
use crate::offer::RunningOffer;
use crate::terms::{Bearers, Rule, Schedule};
use crate::{Limits, OfferTerms};
use kernel::{Rate, TierId};
use pricing::{
    Alone, Base, Condition, Extra, Goods, Layer, Measure, Pick, Stacking, Step, StepGives,
};

const NOW: Timestamp = Timestamp(1_795_579_200_000);

/// The shelf of all tables: name, price, member price, cost, in 分.
const SHELF: [(&str, i64, Option<i64>, Option<i64>); 4] = [
    ("拿铁", 1_800, Some(1_600), Some(700)),
    ("美式", 1_500, None, Some(600)),
    ("豆子", 6_800, None, Some(5_900)),
    ("杯子", 4_900, None, None),
];

fn sold() -> Vec<Sold> {
    let one = |(place, (name, list, member, cost)): (usize, _)| Sold {
        sku_id: SkuId(place as i64 + 1),
        code: format!("S-{place}"),
        name: String::from(name),
        categories: vec![CategoryId(if place < 2 { 10 } else { 20 })],
        groups: Vec::new(),
        list_price: Money(list),
        member_price: Option::map(member, Money),
        cost_price: Option::map(cost, Money),
        lowest_price: Some(Money(list)),
    };
    SHELF.into_iter().enumerate().map(one).collect()
}

fn rule(layer: Layer, effect: Effect) -> Rule {
    Rule {
        layer,
        priority: 0,
        goods: Goods::ALL,
        condition: None,
        reach: None,
        base: Base::Discounted,
        effect: Some(effect),
        extras: Vec::<Extra>::new(),
        times_max: None,
        amount_max: None,
        stacking: Stacking::default(),
    }
}

/// Reads words such as `满100减10 饮品 组A`: what it does, on what, with what it does not go.
fn terms(text: &str) -> OfferTerms {
    let mut words = text.split_whitespace();
    let mut rule = effect(words.next().expect("what it does"));
    let (mut limits, mut schedule) = (Limits::default(), Schedule::default());
    for word in words {
        match word {
            "饮品" => rule.goods = Goods::only([Pick::Category(CategoryId(10))]),
            "没有的" => rule.goods = Goods::only([Pick::Sku(SkuId(99))]),
            "独享" => rule.stacking.alone = Alone::InOrder,
            "会员" => rule.condition = Some(Condition::Member),
            "别家店" => {
                rule.condition = Some(Condition::Store {
                    any_of: vec![StoreId(9)],
                })
            }
            "别的等级" => {
                rule.condition = Some(Condition::Tier {
                    any_of: vec![TierId(9)],
                })
            }
            "满300可用" => {
                rule.condition = Some(Condition::Amount {
                    goods: Goods::ALL,
                    at_least: Money(30_000),
                })
            }
            "送杯" => rule.extras.push(Extra::Gift {
                sku_id: SkuId(50),
                quantity: 1,
                worth: Money(500),
                in_stock: 9,
                repeats: false,
            }),
            "周一" => rule.condition = Some(Condition::Weekdays { any_of: vec![1] }),
            // It is Wednesday, 25 November 2026.
            "到明天" => schedule.ends_at = Some(NOW.plus_days(1)),
            "已过" => schedule.ends_at = Some(NOW.plus_days(-1)),
            "下月起" => schedule.starts_at = Some(NOW.plus_days(30)),
            "预算1" => limits.budget = Some(Money(100)),
            "预算999" => limits.budget = Some(Money(99_900)),
            word if word.starts_with('组') => rule.stacking.groups = vec![word.to_owned()],
            other => panic!("{other} means nothing"),
        }
    }
    OfferTerms {
        name: text.to_owned(),
        rule,
        schedule,
        limits,
        bearers: Bearers::default(),
        coupon: None,
    }
}

fn effect(word: &str) -> Rule {
    let yuan = |text: &str| text.parse::<i64>().expect("元") * 100;
    if let Some((from, off)) = word.strip_prefix("每满").and_then(|it| it.split_once('减')) {
        let effect = Effect::EveryFull {
            by: Measure::Amount,
            every: yuan(from),
            off: Money(yuan(off)),
        };
        return rule(Layer::OrderPromotion, effect);
    }
    if let Some((from, off)) = word.strip_prefix('满').and_then(|it| it.split_once('减')) {
        let steps = vec![Step {
            from: yuan(from),
            gives: StepGives::Amount(Money(yuan(off))),
        }];
        let by = Measure::Amount;
        return rule(Layer::OrderPromotion, Effect::Ladder { by, steps });
    }
    if let Some(tenths) = word.strip_suffix('折') {
        let off = Rate(10_000 - tenths.parse::<u32>().expect("折") * 100);
        return rule(Layer::OrderPromotion, Effect::PercentOff { off });
    }
    if let Some(price) = word.strip_prefix("特价") {
        let price = Money(yuan(price));
        return rule(Layer::ItemPrice, Effect::SetPrice { price });
    }
    match word {
        "第二件半价" => {
            let (nth, off) = (2, Rate(5_000));
            rule(Layer::ItemPromotion, Effect::NthItem { nth, off })
        }
        other => panic!("{other} does nothing"),
    }
}

/// All that a draft is looked at with; numbers of offers are their places.
fn facts(draft: &str, others: &[&str]) -> Facts {
    let running = |(place, text): (usize, &&str)| Rival {
        is_promotion: true,
        offer: RunningOffer::new(OfferId(place as i64 + 2), 1, terms(text)),
    };
    Facts {
        offer: RunningOffer::new(OfferId(1), 1, terms(draft)),
        given: Money(100),
        uses: 1,
        rivals: others.iter().enumerate().map(running).collect(),
        sold: sold(),
        world: World {
            open_stores: HashSet::from([StoreId(1)]),
            open_regions: HashSet::new(),
            tiers: vec![TierStanding {
                tier_id: TierId(77),
                name: "金卡".into(),
                discount: Rate(9_500),
                points_multiplier: Rate::WHOLE,
            }],
        },
        now: NOW,
    }
}

/// What is found of a draft among others, in words.
fn found(draft: &str, others: &[&str]) -> Vec<String> {
    let (_, findings) = check(&facts(draft, others));
    findings.iter().map(told).collect()
}

fn told(finding: &Finding) -> String {
    let mut words = vec![finding.code.to_string()];
    words.extend(finding.nobody.map(|why| why.to_string()));
    words.extend(finding.offers.iter().map(|id| format!("#{}", id.0 - 1)));
    if finding.code == FindingCode::NegativeMargin {
        for example in &finding.examples {
            let total = example.total.map_or(0, |total| total.0);
            let quantity = example.quantity.unwrap_or(0);
            words.push(format!("{}×{quantity}={total}", example.name));
        }
    } else if finding.skus > 0 {
        words.push(format!("{} 种", finding.skus));
    }
    words.join(" ")
}

fn check_table(table: &[(&str, &[&str], &[&str])]) {
    for (draft, others, wanted) in table {
        assert_eq!(found(draft, others), *wanted, "{draft} among {others:?}");
    }
}

#[test]
fn goods_below_cost_are_told_with_the_gold_tier_on_top() {
    // Beans cost 59.00 of 68.00; two of them reach 100, and gold pays 95 % of what is left.
    check_table(&[
        ("95折 预算999", &[], &[]),
        ("90折 预算999", &[], &["negative_margin 豆子×1=5814"]),
        ("满100减10 预算999", &[], &[]),
        ("满100减15 预算999", &[], &["negative_margin 豆子×2=11495"]),
        ("满60减5 预算999", &[], &[]),
        // What its condition asks for must be bought as well.
        ("满60减8 满300可用 预算999", &[], &[]),
        (
            "满60减40 满300可用 预算999",
            &[],
            &["negative_margin 豆子×5=28500"],
        ),
        ("每满60减8 预算999", &[], &["negative_margin 豆子×1=5700"]),
        ("第二件半价 预算999", &[], &["negative_margin 豆子×2=9690"]),
        // Drinks only: beans are no matter.
        ("90折 饮品 预算999", &[], &[]),
        (
            "特价6 饮品 预算999",
            &[],
            &["negative_margin 拿铁×1=570 美式×1=570"],
        ),
    ]);
}

#[test]
fn what_nobody_could_have_is_told_with_the_reason() {
    check_table(&[
        ("95折 没有的 预算999", &[], &["dead no_goods"]),
        ("95折 已过 预算999", &[], &["dead over"]),
        ("95折 别家店 预算999", &[], &["dead no_place_or_tier"]),
        ("95折 别的等级 预算999", &[], &["dead no_place_or_tier"]),
        ("95折 周一 到明天 预算999", &[], &["dead no_day"]),
        ("95折 周一 预算999", &[], &[]),
        ("95折 预算1", &[], &["dead used_up"]),
    ]);
}

#[test]
fn offers_that_exclude_each_other_are_told() {
    check_table(&[
        // Nothing in common, or not at the same time.
        ("95折 预算999", &["90折"], &[]),
        ("95折 到明天 组A 预算999", &["90折 下月起 组A"], &[]),
        ("95折 饮品 组A 预算999", &["90折 没有的 组A"], &[]),
        // The other one always gives more.
        ("95折 组A 预算999", &["90折 组A"], &["shadowed #1 4 种"]),
        ("95折 预算999", &["95折 独享"], &["shadowed #1 4 种"]),
        // What it gives beside, and a part of much, may be better.
        (
            "95折 送杯 组A 预算999",
            &["90折 组A"],
            &["overlapping_exclusives #1 4 种"],
        ),
        (
            "90折 饮品 组A 预算999",
            &["满10减8 组A"],
            &["overlapping_exclusives #1 2 种"],
        ),
        // It does so for some only, or not always, or not for long.
        (
            "95折 组A 预算999",
            &["90折 会员 组A"],
            &["overlapping_exclusives #1 4 种"],
        ),
        (
            "95折 会员 组A 预算999",
            &["90折 会员 组A"],
            &["shadowed #1 4 种"],
        ),
        (
            "95折 组A 预算999",
            &["90折 饮品 组A"],
            &["overlapping_exclusives #1 2 种"],
        ),
        (
            "95折 组A 预算999",
            &["90折 到明天 组A"],
            &["overlapping_exclusives #1 4 种"],
        ),
        (
            "95折 组A 预算999",
            &["90折 组A 预算999"],
            &["overlapping_exclusives #1 4 种"],
        ),
        // One finding for all, what is never had first.
        (
            "95折 组A 预算999",
            &["90折 饮品 组A", "90折 组A", "90折 会员 组A"],
            &["shadowed #2 4 种", "overlapping_exclusives #1 #3 4 种"],
        ),
        // 满100减8 gives 8 % at its best: 95折 gives more from 160 on.
        (
            "95折 组A 预算999",
            &["满100减8 组A"],
            &["overlapping_exclusives #1 4 种"],
        ),
    ]);
}

#[test]
fn an_offer_without_any_bound_is_told() {
    check_table(&[("95折", &[], &["unbounded"]), ("95折 预算999", &[], &[])]);
}

#[test]
fn a_price_that_was_not_asked_for_a_week_is_not_crossed_out() {
    for (draft, is_told) in [
        ("特价6 饮品 预算999", true),
        ("第二件半价 预算999", true),
        ("满100减10 预算999", false),
    ] {
        let mut facts = facts(draft, &[]);
        // One was cheaper some days ago, of one there is no record.
        facts.sold[0].lowest_price = Some(Money(facts.sold[0].list_price.0 - 100));
        facts.sold[1].lowest_price = None;
        let (_, findings) = check(&facts);
        let mut findings = findings.iter();
        let found = findings.find(|found| found.code == FindingCode::CrossedOutPrice);
        assert_eq!(found.is_some(), is_told, "{draft}");
        let examples = found.into_iter().flat_map(|found| &found.examples);
        let shown: Vec<_> = examples.map(|one| (one.sku_id, one.lowest_price)).collect();
        let wanted = [
            (facts.sold[0].sku_id, facts.sold[0].lowest_price),
            (facts.sold[1].sku_id, None),
        ];
        assert_eq!(shown, if is_told { wanted.to_vec() } else { vec![] });
    }
}
