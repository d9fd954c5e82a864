//! Offers that need not be left out once they were taken.

use super::Candidate;
use super::rivals::Rivals;
use crate::offer::{Effect, Extra, Layer, Offer};
use crate::state::{Line, State};

#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Caution {
    /// Leaving it out is never better.
    Proved,
    /// Leaving it out is hardly ever better.
    Likely,
}

/// Candidates that stand in nobody's way: what they take from the price, no later offer gives in
/// their place.
///
/// Proved is it where all later offers are on the whole order and take a part or an amount of what
/// is left: these give, when less is left, at most that much less.
pub(super) fn safe_ones(
    candidates: &[Candidate<'_>],
    lines: &[Line],
    state: &State,
    rivals: &Rivals,
    coupons_max: Option<u32>,
    caution: Caution,
) -> Vec<bool> {
    let coupons = candidates
        .iter()
        .filter(|candidate| candidate.offer.layer == Layer::Coupon)
        .count();
    let are_many = coupons_max.is_some_and(|max| coupons > max as usize);
    let is_safe = |at: usize| {
        let candidate = &candidates[at];
        let is_coupon = candidate.offer.layer == Layer::Coupon;
        // A coupon that saves nothing in the end is better kept.
        let is_limited = is_coupon && (are_many || caution == Caution::Proved);
        let mut later = candidates[at + 1..].iter();
        !is_limited
            && !rivals.has_any(at)
            && later.all(|other| is_left_alone(candidate, other, (lines, state), caution))
    };
    (0..candidates.len()).map(is_safe).collect()
}

/// Whether taking an offer leaves a later one as good as it was.
fn is_left_alone(
    taken: &Candidate<'_>,
    later: &Candidate<'_>,
    (lines, state): (&[Line], &State),
    caution: Caution,
) -> bool {
    if gives_same_gift(taken.offer, later.offer) {
        return false;
    }
    if later.offer.layer <= Layer::ItemPromotion {
        return !taken.scope.meets(&later.scope);
    }
    let is_barred = later.offer.layer == Layer::Standing && state.excludes_tier;
    caution == Caution::Likely || is_smooth_on_all(later, lines) && !is_barred
}

/// Whether an offer is on the whole order and takes a part or an amount of what is left, whatever
/// that is: the lower it is before, the lower it is after.
pub(super) fn is_smooth_on_all(candidate: &Candidate<'_>, lines: &[Line]) -> bool {
    let offer = candidate.offer;
    let is_smooth = match offer.effect {
        None => true,
        Some(Effect::PercentOff { .. } | Effect::AmountOff { .. }) => offer.extras.is_empty(),
        Some(_) => false,
    };
    let has_threshold = offer.asks_amount() || offer.budget_left.is_some();
    is_smooth && candidate.scope.touched.len() == lines.len() && !has_threshold
}

/// Whether both draw on one stock of gifts.
fn gives_same_gift(one: &Offer, other: &Offer) -> bool {
    let gift = |extra: &Extra| match extra {
        Extra::Gift { sku_id, .. } => Some(*sku_id),
        _ => None,
    };
    let mut gifts = one.extras.iter().filter_map(gift);
    gifts.any(|sku_id| other.extras.iter().any(|extra| gift(extra) == Some(sku_id)))
}
