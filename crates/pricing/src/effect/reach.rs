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
        (Measure::Amount, Base::Original) => original(view, pools),
    }
}

/// What the price on the shelf came to; after the layer of item prices, what it left.
fn original(view: View<'_>, pools: &[Pool]) -> i64 {
    let of = |pool: &Pool| {
        let at = pool.line as usize;
        let (cell, line) = (view.state.cells[at], &view.lines[at]);
        match view.offer.layer {
            Layer::ItemPrice => cell.shelf * line.pieces,
            Layer::ItemPromotion => pool.amount,
            _ => cell.unit * line.pieces,
        }
    };
    pools.iter().map(of).sum()
}

/// Whether the offer's goods come to what it asks for.
pub(super) fn check(view: View<'_>, pools: &[Pool]) -> Result<(), Unmet> {
    let (by, least) = match view.offer.reach {
        None => return Ok(()),
        Some(Reach::Amount(least)) => (Measure::Amount, least.0),
        Some(Reach::Pieces(least)) => (Measure::Pieces, least),
    };
    match least - measured(view, by, pools) {
        more if more > 0 => Err(missing(by, more)),
        _ => Ok(()),
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
