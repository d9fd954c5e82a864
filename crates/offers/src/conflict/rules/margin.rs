//! 负毛利: what goods come to at the worst, and which of them are then sold below cost.

use super::{EXAMPLES_MAX, Example, Facts, Finding, FindingCode, Sold};
use kernel::{Money, StoreId};
use pricing::{
    Basket, BasketLine, Condition, Context, Effect, MAX_QUANTITY, Measure, Offer, Quote, Reach,
    Standing, TierStanding, WallTime, quote,
};
use std::cmp::Reverse;

/// What a basket of one SKU comes to.
struct Worst {
    quantity: i64,
    total: Money,
}

pub(super) fn find(facts: &Facts, in_scope: &[&Sold]) -> Option<Finding> {
    let rule = unconditional(&facts.offer.rule);
    rule.effect.as_ref()?;
    let tier = best_tier(facts);
    // Losses by the piece, in 分.
    let mut losses: Vec<(Reverse<i64>, Example)> = Vec::new();
    for sold in in_scope {
        let Some(cost) = sold.cost_price else {
            continue;
        };
        let Some(worst) = worst(sold, &rule, tier) else {
            continue;
        };
        let loss = i128::from(cost.0) * i128::from(worst.quantity) - i128::from(worst.total.0);
        if loss > 0 {
            let each = i64::try_from(loss / i128::from(worst.quantity)).unwrap_or(i64::MAX);
            let example = Example {
                quantity: Some(worst.quantity),
                cost_price: Some(cost),
                total: Some(worst.total),
                ..sold.example()
            };
            losses.push((Reverse(each), example));
        }
    }
    if losses.is_empty() {
        return None;
    }
    losses.sort_by_key(|(each, example)| (*each, example.sku_id));
    let skus = losses.len() as i64;
    let examples = losses.into_iter().map(|(_, example)| example);
    Some(Finding {
        skus,
        examples: examples.take(EXAMPLES_MAX).collect(),
        ..Finding::new(FindingCode::NegativeMargin)
    })
}

/// The offer as it is for whoever may have it, however much of it is used: what it asks of the
/// goods stays.
pub(super) fn unconditional(rule: &Offer) -> Offer {
    Offer {
        condition: rule.condition.as_ref().and_then(Condition::asked_of_goods),
        budget_left: None,
        is_used_up: false,
        ..rule.clone()
    }
}

/// So many pieces of one SKU just reach what an offer asks for, each step of a ladder by itself;
/// nothing if one SKU alone cannot.
pub(super) fn pieces(rule: &Offer, line: &BasketLine, price: Money) -> Vec<i64> {
    if price.0 <= 0 {
        return Vec::new();
    }
    let for_money = |money: i64| (money.max(1) - 1) / price.0 + 1;
    let by = |measure: Measure, from: i64| match measure {
        Measure::Amount => for_money(from),
        Measure::Pieces => from,
    };
    let wanted = match &rule.effect {
        Some(Effect::Ladder { by: measure, steps }) => {
            steps.iter().map(|step| by(*measure, step.from)).collect()
        }
        Some(Effect::EveryFull {
            by: measure, every, ..
        }) => vec![by(*measure, *every)],
        Some(Effect::NthItem { nth, .. }) => vec![*nth],
        Some(Effect::CheapestFree { out_of, .. }) => vec![*out_of],
        Some(Effect::Bundle { parts, .. }) if parts.iter().all(|one| one.goods.holds(line)) => {
            vec![parts.iter().map(|part| part.pieces).sum()]
        }
        Some(Effect::BuyGet { parts, .. }) if parts.iter().all(|one| one.goods.holds(line)) => {
            vec![parts.iter().map(|part| part.pieces).sum()]
        }
        Some(Effect::Bundle { .. } | Effect::BuyGet { .. }) => Vec::new(),
        _ => vec![1],
    };
    let counts = |reach: &Reach| reach.goods.as_ref().is_none_or(|goods| goods.holds(line));
    let least = match &rule.reach {
        Some(reach) if !counts(reach) => return Vec::new(),
        Some(reach) => by(reach.kind, reach.at_least),
        None => 1,
    };
    let asked = rule.condition.as_ref();
    let least = least.max(asked.map_or(1, |asked| least_asked(asked, line, &by)));
    let mut wanted: Vec<i64> = wanted.into_iter().map(|one: i64| one.max(least)).collect();
    wanted.retain(|pieces| (1..=MAX_QUANTITY).contains(pieces));
    wanted.sort_unstable();
    wanted.dedup();
    wanted
}

/// So many pieces of one SKU a condition on goods asks for at least, as far as they count.
fn least_asked(asked: &Condition, line: &BasketLine, by: &impl Fn(Measure, i64) -> i64) -> i64 {
    match asked {
        Condition::Pieces { goods, at_least } if goods.holds(line) => {
            by(Measure::Pieces, *at_least)
        }
        Condition::Amount { goods, at_least } if goods.holds(line) => {
            by(Measure::Amount, at_least.0)
        }
        Condition::All { of } => {
            let each = of.iter().map(|one| least_asked(one, line, by));
            each.max().unwrap_or(1)
        }
        Condition::Any { of } => {
            let each = of.iter().map(|one| least_asked(one, line, by));
            each.min().unwrap_or(1)
        }
        _ => 1,
    }
}

/// What lines come to with some offers; nothing if they cannot be priced.
pub(super) fn priced(
    lines: Vec<BasketLine>,
    offers: &[Offer],
    standing: &Standing,
) -> Option<Quote> {
    let basket = Basket { lines };
    quote(&basket, offers, standing, &context()).ok()
}

/// The lowest price of a piece, over all ways just to reach what is asked for, for a passer-by and
/// for a member of the best tier; only where the offer takes something off.
fn worst(sold: &Sold, rule: &Offer, tier: Option<&TierStanding>) -> Option<Worst> {
    let member = Standing {
        tier: tier.cloned(),
        ..Standing::MEMBER
    };
    let member_price = sold.member_price.unwrap_or(sold.list_price);
    let buyers = [
        (Standing::ANONYMOUS, sold.list_price),
        (Standing::MEMBER, member_price),
        (member, member_price),
    ];
    let mut worst: Option<Worst> = None;
    for (standing, price) in &buyers {
        for quantity in pieces(rule, &sold.line(1), *price) {
            let offers = std::slice::from_ref(rule);
            let Some(quote) = priced(vec![sold.line(quantity)], offers, standing) else {
                continue;
            };
            if quote.taken_off_by(rule.id).unwrap_or(Money::ZERO) == Money::ZERO {
                continue;
            }
            let now = Worst {
                quantity,
                total: quote.total,
            };
            if worst.as_ref().is_none_or(|worst| now.is_below(worst)) {
                worst = Some(now);
            }
        }
    }
    worst
}

impl Worst {
    /// Whether a piece costs less.
    fn is_below(&self, other: &Worst) -> bool {
        let across =
            |one: &Worst, other: &Worst| i128::from(one.total.0) * i128::from(other.quantity);
        across(self, other) < across(other, self)
    }
}

/// The tier that pays least, of those that the offer is for.
fn best_tier(facts: &Facts) -> Option<&TierStanding> {
    let named = facts.offer.rule.condition.as_ref().and_then(tiers_of);
    let tiers = facts.world.tiers.iter();
    tiers
        .filter(|tier| named.is_none_or(|named| named.contains(&tier.tier_id)))
        .min_by_key(|tier| tier.discount)
}

/// The tiers that a condition asks for, if it asks.
fn tiers_of(condition: &Condition) -> Option<&Vec<kernel::TierId>> {
    match condition {
        Condition::Tier { any_of } => Some(any_of),
        Condition::All { of } => of.iter().find_map(tiers_of),
        _ => None,
    }
}

/// Somewhere and some time: no condition asks.
fn context() -> Context {
    let wall = WallTime {
        date: "2026-01-01".parse().expect("a date"),
        minute: 0,
    };
    Context::at_till(StoreId(0), wall)
}
