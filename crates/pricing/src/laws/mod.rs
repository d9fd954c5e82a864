//! What holds for every basket: it adds up, nothing is below zero, no allowed combination is
//! better, the order of lines and offers changes nothing, and no rule makes the engine fail.

mod brute;
mod reach;
mod wild;

use crate::generate::{a_context, a_standing, some_lines, some_offers};
use crate::{Basket, Context, Layer, Offer, Outcome, Quote, QuotedLine, Standing, quote};
use kernel::{Money, Points, SkuId};
use proptest::prelude::*;
use std::collections::BTreeMap;

/// How many cases: few in everyday tests, `HUITONG_CASES` of them otherwise, `full` for as many
/// as the promise names.
fn cases(small: u32, full: u32) -> ProptestConfig {
    let wanted = std::env::var("HUITONG_CASES").ok();
    let count = match wanted.as_deref() {
        Some("full") => full,
        Some(text) => text.parse().unwrap_or(small),
        None => small,
    };
    ProptestConfig::with_cases(count)
}

fn price(lines: &[crate::BasketLine], offers: &[Offer], who: &Standing, at: &Context) -> Quote {
    let basket = Basket {
        lines: lines.to_vec(),
    };
    quote(&basket, offers, who, at).expect("priced")
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
    #![proptest_config(cases(2_000, 1_000_000))]

    #[test]
    fn a_quote_adds_up(
        lines in some_lines(0..12),
        offers in some_offers(0..10),
        standing in a_standing(),
        context in a_context(),
    ) {
        let quote = price(&lines, &offers, &standing, &context);
        let sum = |part: fn(&QuotedLine) -> i64| quote.lines.iter().map(part).sum::<i64>();
        prop_assert_eq!(sum(|line| line.total.0), quote.total.0);
        prop_assert_eq!(sum(|line| line.discount.0), quote.discount.0);
        prop_assert_eq!(sum(|line| line.rounding.0), quote.rounding.0);
        prop_assert_eq!(quote.gross.0 - quote.discount.0, quote.total.0);
        for line in &quote.lines {
            let parts = [line.gross, line.discount, line.total, line.unit_price, line.rounding];
            prop_assert!(parts.iter().all(|part| *part >= Money::ZERO), "{:?}", line);
            let shares: i64 = line.shares.iter().map(|share| share.amount.0).sum();
            prop_assert_eq!(shares + line.rounding.0, line.discount.0);
        }
        prop_assert!(quote.points_earned >= Points::ZERO);
        prop_assert!(quote.points_offset_max.money <= quote.total);
        if let Some(rounding) = context.rounding {
            let left = (quote.total.0 - context.paid_with_points.0).max(0);
            prop_assert_eq!(left % rounding.unit.0, 0);
        }
        for told in &quote.explanations {
            let given: i64 = quote.lines.iter().flat_map(|line| &line.shares)
                .filter(|share| share.offer == told.offer).map(|share| share.amount.0).sum();
            let said = match told.outcome {
                Outcome::Applied { amount, .. } => amount.0,
                _ => 0,
            };
            prop_assert_eq!(said, given);
        }
        let listed = offers.len() + usize::from(quote.explanations.len() > offers.len());
        prop_assert_eq!(quote.explanations.len(), listed);
    }
}

proptest! {
    #![proptest_config(cases(500, 100_000))]

    #[test]
    fn the_order_of_lines_and_offers_changes_nothing(
        (lines, mixed_lines) in some_lines(0..12)
            .prop_flat_map(|lines| (Just(lines.clone()), Just(lines).prop_shuffle())),
        (offers, mixed_offers) in some_offers(0..10)
            .prop_flat_map(|offers| (Just(offers.clone()), Just(offers).prop_shuffle())),
        standing in a_standing(),
        context in a_context(),
    ) {
        let a = price(&lines, &offers, &standing, &context);
        let b = price(&mixed_lines, &mixed_offers, &standing, &context);
        prop_assert_eq!(by_sku(&a), by_sku(&b));
        prop_assert_eq!(a.explanations, b.explanations);
        prop_assert_eq!((a.total, a.points_earned), (b.total, b.points_earned));
        prop_assert_eq!((a.gifts, a.search), (b.gifts, b.search));
    }

    #[test]
    fn one_more_offer_never_costs_more(
        lines in some_lines(0..6),
        offers in some_offers(1..6),
        standing in a_standing(),
        context in a_context(),
    ) {
        let all = price(&lines, &offers, &standing, &context);
        let fewer = price(&lines, &offers[1..], &standing, &context);
        prop_assert!(all.search.is_best_of_all);
        let to_pay = |quote: &Quote| quote.total.0 - quote.delivery_discount.0;
        prop_assert!(to_pay(&all) <= to_pay(&fewer));
    }

    #[test]
    fn a_member_never_pays_more_than_a_stranger(
        lines in some_lines(0..8),
        offers in some_offers(0..6),
        standing in a_standing(),
        context in a_context(),
    ) {
        let mut offers = offers;
        // Neither has an offer that is for one of them only, and ends with the same rounding.
        offers.retain(|offer| offer.condition.is_none() && offer.layer != Layer::Standing);
        let context = Context { member_price_excludes_tier: false, ..context };
        let member = Standing { is_member: true, ..standing };
        let stranger = price(&lines, &offers, &Standing::ANONYMOUS, &context);
        let member = price(&lines, &offers, &member, &context);
        let to_pay = |quote: &Quote| quote.total.0 - quote.delivery_discount.0;
        prop_assert!(to_pay(&member) <= to_pay(&stranger));
    }

    #[test]
    fn a_higher_tier_never_pays_more(
        lines in some_lines(0..8),
        offers in some_offers(0..6),
        standing in a_standing(),
        context in a_context(),
        more in 0..=10_000_u32,
    ) {
        // With "whichever is lower" the price of a line changes with the tier, and a threshold may
        // then be missed; offers whose turn comes after the tier's may miss theirs as well.
        let context = Context { member_price_excludes_tier: false, ..context };
        let mut offers = offers;
        offers.retain(|offer| offer.layer != Layer::Standing);
        let lower = price(&lines, &offers, &standing, &context);
        let mut higher = standing.clone();
        if let Some(tier) = &mut higher.tier {
            tier.discount.0 -= more.min(tier.discount.0);
        }
        let higher = price(&lines, &offers, &higher, &context);
        let to_pay = |quote: &Quote| quote.total.0 - quote.delivery_discount.0;
        prop_assert!(to_pay(&higher) <= to_pay(&lower));
    }
}
