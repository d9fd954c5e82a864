//! 互斥: the other offers with which this one does not go together.

use super::margin::{pieces, priced, unconditional};
use super::{Facts, Finding, FindingCode, Rival, Severity, Sold, is_about};
use crate::RunningOffer;
use kernel::{Money, Timestamp};
use pricing::{BasketLine, Condition, Offer, OfferId, Standing};

/// The most SKUs that are tried.
const TRIED_MAX: usize = 100;
/// The most SKUs that are shown of goods that two offers share.
const SHOWN_MAX: usize = 5;

pub(super) fn find(facts: &Facts, in_scope: &[&Sold]) -> Vec<Finding> {
    let own = &facts.offer;
    let mut findings = Vec::new();
    let (mut overlapping, mut shared) = (Vec::new(), Vec::new());
    for rival in &facts.rivals {
        let goes_with = own.rule.goes_with(&rival.offer.rule);
        if goes_with || !is_at_the_same_time(facts, rival) {
            continue;
        }
        let both: Vec<&Sold> = in_scope
            .iter()
            .copied()
            .filter(|sold| is_about(&rival.offer.rule, sold))
            .collect();
        if both.is_empty() {
            continue;
        }
        if is_shadowed_by(facts, rival, in_scope) {
            let offers = vec![rival.offer.id];
            findings.push(shown(FindingCode::Shadowed, offers, &both));
        } else {
            overlapping.push(rival.offer.id);
            shared.extend(both);
        }
    }
    if !overlapping.is_empty() {
        // One for all of them, and mostly meant: a chain has many offers of which one is taken.
        shared.sort_unstable_by_key(|sold| sold.sku_id);
        shared.dedup_by_key(|sold| sold.sku_id);
        findings.push(Finding {
            severity: Severity::Info,
            ..shown(FindingCode::OverlappingExclusives, overlapping, &shared)
        });
    }
    findings
}

fn shown(code: FindingCode, offers: Vec<OfferId>, both: &[&Sold]) -> Finding {
    Finding {
        offers,
        skus: both.len() as i64,
        examples: both.iter().take(SHOWN_MAX).map(|it| it.example()).collect(),
        ..Finding::new(code)
    }
}

/// From when to when people have an offer; coupons in hand stay good when no more are given.
fn period(offer: &RunningOffer) -> (i64, i64) {
    let schedule = offer.terms.schedule;
    let end = match offer.terms.coupon {
        Some(_) => None,
        None => schedule.ends_at,
    };
    let of = |at: Option<Timestamp>, open: i64| at.map_or(open, |at| at.0);
    (of(schedule.starts_at, i64::MIN), of(end, i64::MAX))
}

fn is_at_the_same_time(facts: &Facts, rival: &Rival) -> bool {
    let ((from, end), (rival_from, rival_end)) = (period(&facts.offer), period(&rival.offer));
    from.max(rival_from).max(facts.now.0) < end.min(rival_end)
}

/// Whether whoever could have the offer always has at least as much of another: that holds
/// whenever the offer does, without a limit, and gives as much on all baskets that are tried.
fn is_shadowed_by(facts: &Facts, rival: &Rival, in_scope: &[&Sold]) -> bool {
    let (own, other) = (&facts.offer, &rival.offer);
    let ((from, end), (rival_from, rival_end)) = (period(own), period(other));
    let lasts = rival_from <= from.max(facts.now.0) && end <= rival_end;
    let is_for_all = match (&other.rule.condition, &own.rule.condition) {
        (None, _) => true,
        (Some(wide), Some(narrow)) => is_part(wide, narrow),
        (Some(_), None) => false,
    };
    let is_bound = other.terms.limits != crate::Limits::default();
    // What it gives beside may be what it is taken for.
    let gives_more = own.rule.extras != other.rule.extras && !own.rule.extras.is_empty();
    if gives_more || !rival.is_promotion || !lasts || !is_for_all || is_bound {
        return false;
    }
    let (own, other) = (unconditional(&own.rule), unconditional(&other.rule));
    let mut has_given = false;
    for lines in baskets(&own, in_scope) {
        for standing in [Standing::ANONYMOUS, Standing::MEMBER] {
            let off = |offer: &Offer| {
                let quote = priced(lines.clone(), std::slice::from_ref(offer), &standing);
                let taken_off = quote.and_then(|quote| quote.taken_off_by(offer.id));
                taken_off.unwrap_or(Money::ZERO)
            };
            let gives = off(&own);
            if gives > off(&other) {
                return false;
            }
            has_given |= gives > Money::ZERO;
        }
    }
    has_given
}

/// Whether one condition is the other or one of those that must all hold.
fn is_part(wide: &Condition, narrow: &Condition) -> bool {
    wide == narrow || matches!(narrow, Condition::All { of } if of.iter().any(|one| one == wide))
}

/// Baskets of one SKU that reach what the offer asks for once, twice, three and a hundred times (a
/// part of much is more than any amount), and of two.
fn baskets(rule: &Offer, in_scope: &[&Sold]) -> Vec<Vec<BasketLine>> {
    let step = in_scope.len().div_ceil(TRIED_MAX).max(1);
    let tried: Vec<&Sold> = in_scope.iter().copied().step_by(step).collect();
    let mut baskets = Vec::new();
    let mut before: Option<BasketLine> = None;
    for sold in tried {
        for count in pieces(rule, &sold.line(1), sold.list_price) {
            for times in [1, 2, 3, 100] {
                baskets.push(vec![sold.line(count.saturating_mul(times))]);
            }
            let line = sold.line(count);
            if let Some(before) = before.replace(line.clone())
                && before.sku_id != line.sku_id
            {
                baskets.push(vec![before, line]);
            }
        }
    }
    baskets
}
