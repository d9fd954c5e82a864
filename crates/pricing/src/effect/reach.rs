//! What the goods of an offer come to, and whether that is enough.

use super::{Pool, View, unmet};
use crate::condition::{Missing, Unmet, WhyNot};
use crate::offer::{Base, Layer, Measure, Reach};
use kernel::Money;

/// What the offer's goods come to on its base, the pieces of which are laid out in pools.
pub(super) fn measured(view: View<'_>, by: Measure, pools: &[Pool]) -> i64 {
    match (by, view.offer.base) {
        (Measure::Pieces, _) => pools.iter().map(|pool| pool.count).sum(),
        (Measure::Amount, Base::Discounted) => pools.iter().map(|pool| pool.amount).sum(),
        (Measure::Amount, Base::Original) => {
            let lines = pools.iter().map(|pool| of_line(view, by, pool.line));
            lines.sum()
        }
    }
}

/// What a line comes to: pieces that an offer of its layer can count, or an amount on its base.
fn of_line(view: View<'_>, by: Measure, at: u32) -> i64 {
    let (cell, line) = (view.state.cells[at as usize], &view.lines[at as usize]);
    match (by, view.offer.layer, view.offer.base) {
        (Measure::Pieces, Layer::ItemPromotion, _) => cell.free,
        (Measure::Pieces, ..) => line.pieces,
        (Measure::Amount, Layer::ItemPromotion, _) => cell.unit * cell.free,
        (Measure::Amount, Layer::ItemPrice, Base::Original) => cell.shelf * line.pieces,
        (Measure::Amount, _, Base::Original) => cell.unit * line.pieces,
        (Measure::Amount, _, Base::Discounted) => cell.left,
    }
}

/// How often the goods that count come to what the offer asks for; once if it asks for nothing.
pub(super) fn times(view: View<'_>, pools: &[Pool]) -> Result<i64, Unmet> {
    let Some(Reach {
        kind: by, at_least, ..
    }) = view.offer.reach
    else {
        return Ok(1);
    };
    let reached = match &view.scope.counted {
        None => measured(view, by, pools),
        Some(lines) => lines.iter().map(|at| of_line(view, by, *at)).sum(),
    };
    match reached / at_least.max(1) {
        0 => Err(missing(by, at_least - reached)),
        times => Ok(times),
    }
}

pub(super) fn missing(by: Measure, missing: i64) -> Unmet {
    match by {
        Measure::Amount => too_little(missing),
        Measure::Pieces => too_few(missing),
    }
}

pub(super) fn too_little(missing: i64) -> Unmet {
    Unmet {
        missing: Some(Missing::Money(Money(missing))),
        ..unmet(WhyNot::TooLittle)
    }
}

pub(super) fn too_few(missing: i64) -> Unmet {
    Unmet {
        missing: Some(Missing::Pieces(missing)),
        ..unmet(WhyNot::TooFew)
    }
}
