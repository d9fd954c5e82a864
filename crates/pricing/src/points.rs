//! Points at the till: what an order earns, rounded once, and what points may pay.

use crate::PricingError;
use kernel::money::divide;
use kernel::{Money, Points, Rate, Rounding};
use serde::{Deserialize, Serialize};

/// How points are earned and taken for goods.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PointsRule {
    /// What is earned.
    pub earn: PointsEarn,
    /// What happens to a part of a point, once per order.
    pub rounding: Rounding,
    /// What points pay.
    pub offset: PointsOffset,
}

/// So many points for each so much money.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct PointsEarn {
    /// So many points; zero earns nothing.
    pub points: i64,
    /// For each so much paid; more than zero.
    pub per: Money,
}

/// What points pay: `step_points` pay `step_value`, in whole steps, up to `cap` of the total.
#[doc(alias = "积分抵现")]
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct PointsOffset {
    /// Whether points are taken at all.
    pub is_on: bool,
    /// Points in one step; more than zero.
    pub step_points: Points,
    /// What one step pays; more than zero.
    pub step_value: Money,
    /// The largest part of an order's total that points may pay.
    pub cap: Rate,
}

/// The most that points may pay.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct PointsOffsetMax {
    /// So many points.
    pub points: Points,
    /// Pay so much.
    pub money: Money,
}

impl PointsRule {
    /// One point for each yuan, whole points only; 100 points pay one yuan, up to half an order.
    pub const USUAL: PointsRule = PointsRule {
        earn: PointsEarn {
            points: 1,
            per: Money(100),
        },
        rounding: Rounding::Down,
        offset: PointsOffset {
            is_on: true,
            step_points: Points(100),
            step_value: Money(100),
            cap: Rate(5_000),
        },
    };

    /// Whether amounts can be worked out by this rule.
    pub fn check(&self) -> Result<(), PricingError> {
        let earns = self.earn.points >= 0 && self.earn.per > Money::ZERO;
        if earns && self.offset.is_usable() {
            Ok(())
        } else {
            Err(PricingError::BadPointsRule)
        }
    }
}

/// Points that a paid amount earns: rule times multiplier, rounded once. The caller leaves out
/// the part that was paid with points, so that points do not earn points.
pub fn points_earned(
    paid: Money,
    rule: &PointsRule,
    multiplier: Rate,
) -> Result<Points, PricingError> {
    rule.check()?;
    if paid < Money::ZERO {
        return Err(PricingError::OutOfRange);
    }
    let points = i128::from(paid.0)
        .checked_mul(i128::from(rule.earn.points))
        .and_then(|points| points.checked_mul(i128::from(multiplier.0)))
        .ok_or(PricingError::OutOfRange)?;
    let per = i128::from(rule.earn.per.0) * 10_000;
    let earned = Points(divide(points, per, rule.rounding)?);
    // Adding nothing asks for the range that points may have.
    Ok(earned.checked_add(Points::ZERO)?)
}

impl PointsOffset {
    /// The most that points may pay of an order.
    pub fn most_of(&self, total: Money) -> Result<PointsOffsetMax, PricingError> {
        if !self.is_usable() {
            return Err(PricingError::BadPointsRule);
        }
        if !self.is_on || total <= Money::ZERO {
            return Ok(PointsOffsetMax::default());
        }
        let steps = total.at(self.cap, Rounding::Down)?.0 / self.step_value.0;
        self.steps(steps)
    }

    /// The most that so many points may pay of an order.
    pub fn most_with(
        &self,
        total: Money,
        available: Points,
    ) -> Result<PointsOffsetMax, PricingError> {
        let most = self.most_of(total)?;
        let steps = available.0.max(0) / self.step_points.0;
        self.steps(steps.min(most.points.0 / self.step_points.0))
    }

    /// How many points pay an amount of an order, or why they cannot.
    pub fn points_for(&self, amount: Money, total: Money) -> Result<Points, PricingError> {
        let max = self.most_of(total)?.money;
        if !self.is_on {
            return Err(PricingError::OffsetIsOff);
        }
        let step = self.step_value;
        if amount < Money::ZERO || amount.0 % step.0 != 0 {
            return Err(PricingError::OffsetNotInSteps { amount, step });
        }
        if amount > max {
            return Err(PricingError::OffsetAboveCap { amount, max });
        }
        Ok(self.step_points.times(amount.0 / step.0)?)
    }

    fn steps(&self, steps: i64) -> Result<PointsOffsetMax, PricingError> {
        Ok(PointsOffsetMax {
            points: self.step_points.times(steps)?,
            money: self.step_value.times(steps)?,
        })
    }

    fn is_usable(&self) -> bool {
        let steps = self.step_points > Points::ZERO && self.step_value > Money::ZERO;
        steps && self.cap <= Rate::WHOLE
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_order_earns_once_rounded() {
        let earned = |paid, points, per, multiplier, rounding| {
            let rule = PointsRule {
                earn: PointsEarn {
                    points,
                    per: Money(per),
                },
                rounding,
                offset: PointsRule::USUAL.offset,
            };
            points_earned(Money(paid), &rule, Rate(multiplier)).map(|points| points.0)
        };
        use Rounding::{Down, HalfUp, Up};
        // paid, points per money, multiplier, rounding, earned
        let table = [
            (1_999, 1, 100, 10_000, Down, 19),
            (1_999, 1, 100, 10_000, HalfUp, 20),
            (1_901, 1, 100, 10_000, Up, 20),
            (1_999, 1, 100, 15_000, Down, 29),
            (1_999, 1, 1_000, 10_000, Down, 1),
            (1_999, 3, 100, 20_000, Down, 119),
            (1_999, 0, 100, 10_000, Up, 0),
            (1_999, 1, 100, 0, Up, 0),
            (0, 1, 100, 10_000, Up, 0),
        ];
        for (paid, points, per, multiplier, rounding, expected) in table {
            let found = earned(paid, points, per, multiplier, rounding);
            assert_eq!(found, Ok(expected), "{paid} at {points} per {per}");
        }
        let wild = earned(Money::LIMIT, i64::MAX, 1, u32::MAX, Down);
        assert_eq!(wild, Err(PricingError::OutOfRange));
        let back = earned(-1, 1, 100, 10_000, Down);
        assert_eq!(back, Err(PricingError::OutOfRange));
        let by_nothing = earned(1, 1, 0, 10_000, Down);
        assert_eq!(by_nothing, Err(PricingError::BadPointsRule));
    }

    #[test]
    fn points_pay_in_whole_steps_up_to_the_cap() {
        // 50 points pay 0.50, up to 30 % of the order.
        let offset = PointsOffset {
            is_on: true,
            step_points: Points(50),
            step_value: Money(50),
            cap: Rate(3_000),
        };
        let most = |total, available| {
            let most = offset.most_with(Money(total), Points(available));
            most.map(|most| (most.points.0, most.money.0))
        };
        // 30 % of 9.99 are 2.997: five steps.
        assert_eq!(most(999, i64::MAX), Ok((250, 250)));
        assert_eq!(most(999, 120), Ok((100, 100)));
        assert_eq!(most(999, -20), Ok((0, 0)));
        assert_eq!(most(100, 1_000), Ok((0, 0)));
        let points = |amount| offset.points_for(Money(amount), Money(999));
        assert_eq!(points(250), Ok(Points(250)));
        assert_eq!(points(0), Ok(Points(0)));
        let step = Money(50);
        for amount in [Money(60), Money(-50)] {
            let refused = Err(PricingError::OffsetNotInSteps { amount, step });
            assert_eq!(points(amount.0), refused);
        }
        let (amount, max) = (Money(300), Money(250));
        assert_eq!(
            points(300),
            Err(PricingError::OffsetAboveCap { amount, max })
        );
        let off = PointsOffset {
            is_on: false,
            ..offset
        };
        assert_eq!(
            off.points_for(Money(50), Money(999)),
            Err(PricingError::OffsetIsOff)
        );
        assert_eq!(off.most_of(Money(999)), Ok(PointsOffsetMax::default()));
    }
}
