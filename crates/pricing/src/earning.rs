//! What an order earns beside its price: points, and what offers multiply and add.

use crate::PricingError;
use crate::basket::{Context, Standing};
use crate::offer::{Extra, Offer};
use crate::points::{PointsRule, points_earned};
use crate::search::{Candidate, Taken};
use kernel::{Money, Points, Rate};

/// How an order earns points.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Earning<'a> {
    rule: &'a PointsRule,
    /// What multiplies them without offers.
    once: Rate,
    /// So much is paid with points, and earns none.
    paid_with_points: Money,
}

/// What an order earns.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Earned {
    pub multiplier: Rate,
    pub bonus: Points,
    /// The bonus included.
    pub points: Points,
}

impl<'a> Earning<'a> {
    pub fn of(standing: &Standing, context: &'a Context) -> Earning<'a> {
        Earning {
            rule: &context.points_rule,
            once: standing.points_multiplier(),
            paid_with_points: context.paid_with_points,
        }
    }

    /// What an order earns that costs so much with these offers.
    pub fn earned(
        &self,
        total: Money,
        candidates: &[Candidate<'_>],
        taken: &[Taken],
    ) -> Result<Earned, PricingError> {
        let (mut multiplier, mut bonus) = (self.once, Points::ZERO);
        for extra in given_extras(candidates, taken) {
            if let Extra::Points {
                multiplier: more,
                bonus: and,
            } = extra
            {
                multiplier = times(multiplier, *more);
                bonus = bonus.checked_add(*and)?;
            }
        }
        let points = self.points(total, multiplier)?.checked_add(bonus)?;
        Ok(Earned {
            multiplier,
            bonus,
            points,
        })
    }

    /// Points beyond those that it earns without offers; one more for each offer that gives some,
    /// so that it is given even when they are not seen on this order. Points that are more than
    /// there can be count as none: the quote will say so.
    pub fn beyond(&self, total: Money, candidates: &[Candidate<'_>], taken: &[Taken]) -> i64 {
        let is_points = |extra: &Extra| matches!(extra, Extra::Points { .. });
        let extras = given_extras(candidates, taken);
        let givers = extras.filter(|extra| is_points(extra)).count() as i64;
        if givers == 0 {
            return 0;
        }
        let earned = self.earned(total, candidates, taken);
        let anyway = self.points(total, self.once);
        match (earned, anyway) {
            (Ok(earned), Ok(anyway)) => earned.points.0 - anyway.0 + givers,
            _ => 0,
        }
    }

    fn points(&self, total: Money, multiplier: Rate) -> Result<Points, PricingError> {
        let paid = Money((total.0 - self.paid_with_points.0).max(0));
        points_earned(paid, self.rule, multiplier)
    }
}

/// Whether an offer gives points.
pub(crate) fn gives_points(offer: &Offer) -> bool {
    let mut extras = offer.extras.iter();
    extras.any(|extra| matches!(extra, Extra::Points { .. }))
}

fn times(one: Rate, other: Rate) -> Rate {
    let product = u64::from(one.0) * u64::from(other.0) / u64::from(Rate::WHOLE.0);
    Rate(u32::try_from(product).unwrap_or(u32::MAX))
}

/// The extras that a combination gives.
fn given_extras<'a>(
    candidates: &'a [Candidate<'a>],
    taken: &'a [Taken],
) -> impl Iterator<Item = &'a Extra> {
    taken.iter().flat_map(|one| {
        let offer = candidates[one.candidate].offer;
        let extras = offer.extras.iter().enumerate();
        let given = extras.filter(|(bit, _)| one.extras >> bit & 1 == 1);
        given.map(|(_, extra)| extra)
    })
}
