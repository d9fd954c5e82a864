//! The two prices on the shelf. A member pays the member price of a line, or what anybody pays if
//! the order comes cheaper that way: because a threshold is reached then, or because the line takes
//! the tier discount instead (二选一). Which of them is part of the combination that is searched.

use super::safe::is_smooth_on_all;
use super::{Candidate, Ground};
use crate::effect::Scope;
use crate::offer::{Effect, Layer};
use crate::state::{Line, State};
use std::cmp::Reverse;

/// A line whose price on the shelf is to be chosen.
#[derive(Debug, Clone, Copy)]
pub(super) struct Choice {
    pub line: usize,
    /// How much less the member price comes to.
    pub saves: i64,
    /// By how much the member price moves what can be hoped for: what it saves, less what offers
    /// can then no longer give on it.
    pub moves: i64,
}

/// The lines that are better at the member price whatever offers are taken, and those where it
/// depends, the ones that move most first.
pub(super) fn choices(ground: &Ground<'_>, state: &State) -> (Vec<Choice>, Vec<Choice>) {
    let Ground {
        candidates, lines, ..
    } = *ground;
    let has_coupons_max = ground.coupons_max.is_some();
    let mut later = candidates
        .iter()
        .filter(|one| one.offer.layer > Layer::ItemPromotion);
    let are_smooth = later.all(|one| is_smooth_on_all(one, lines));
    let has_standing = candidates
        .iter()
        .any(|one| one.offer.layer == Layer::Standing);
    let excludes = state.excludes_tier && has_standing;
    let is_settled = |line: usize| {
        let mut about = candidates.iter().filter(|one| holds(&one.scope, line));
        match about.clone().next() {
            None => true,
            // The lower it is, the lower is what each of these leaves of it.
            Some(_) => !excludes && are_smooth && about.all(|one| is_monotone(one)),
        }
    };
    let choice = |line: usize| {
        let saves = lines[line].member_saves();
        let lost = candidates.iter().filter(|one| touches(&one.scope, line));
        let lost = lost.map(|one| loses(one, &lines[line], saves, excludes, has_coupons_max));
        let is_set = excludes && candidates.iter().any(|one| sets_price(one, line));
        Choice {
            line,
            saves,
            moves: if is_set {
                saves
            } else {
                saves - lost.sum::<i64>()
            },
        }
    };
    let two_prices = (0..lines.len()).filter(|line| lines[*line].member_unit.is_some());
    let (settled, mut open): (Vec<Choice>, Vec<Choice>) =
        two_prices.map(choice).partition(|one| is_settled(one.line));
    open.sort_by_key(|one| (Reverse(one.moves.abs()), one.line));
    (settled, open)
}

fn holds(scope: &Scope, line: usize) -> bool {
    scope.holds(line as u32)
}

fn touches(scope: &Scope, line: usize) -> bool {
    scope.touches(line as u32)
}

/// Whether what an offer leaves of a line is never more because less was left of it before.
fn is_monotone(candidate: &Candidate<'_>) -> bool {
    candidate.offer.layer != Layer::ItemPromotion && !candidate.offer.asks_amount()
}

/// Whether a price that an offer sets opens the line to the tier discount again.
fn sets_price(candidate: &Candidate<'_>, line: usize) -> bool {
    let sets = matches!(candidate.offer.effect, Some(Effect::SetPrice { .. }));
    sets && candidate.offer.layer == Layer::ItemPrice && touches(&candidate.scope, line)
}

/// By how much the most that an offer can give is less once a line is at the member price; told
/// only of those whose most counts in full among the bounds.
fn loses(
    candidate: &Candidate<'_>,
    line: &Line,
    saves: i64,
    excludes: bool,
    has_coupons_max: bool,
) -> i64 {
    let offer = candidate.offer;
    let Some(Effect::PercentOff { off }) = offer.effect else {
        return 0;
    };
    let is_limited = offer.amount_max.is_some() || offer.budget_left.is_some();
    let is_one_of_few = offer.layer == Layer::Coupon && has_coupons_max;
    let is_whole = !is_limited && !is_one_of_few && offer.stacking.groups.is_empty();
    if !is_whole || offer.layer == Layer::ItemPrice {
        return 0;
    }
    let less = match offer.layer {
        Layer::Standing if excludes => line.gross(),
        _ => saves,
    };
    let part = i128::from(less) * i128::from(off.0) / 10_000;
    // A part of an amount is not more than the amount.
    i64::try_from(part).unwrap_or(0)
}
