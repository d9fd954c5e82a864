//! The brand's terms of checkout as numbers: how points are earned and used, what a top-up gives,
//! how much a card may hold. Pure; what points come to is worked out by `pricing`, once.

use kernel::{Invalid, Money, Points, Rate, Rounding, Timestamp, text_enum};
use ledger::DrawOrder;
use pricing::{PointsEarn, PointsOffset, PointsRule};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// What the law allows a named card to hold, in 分 (单用途商业预付卡管理办法).
pub const NAMED_CAP_BY_LAW: Money = Money(500_000);
/// What the law allows a bearer card to hold, in 分.
pub const BEARER_CAP_BY_LAW: Money = Money(100_000);

/// The most rungs a ladder may have.
const RUNGS_MAX: usize = 20;

/// The terms of one brand.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Terms {
    /// How a sale earns points.
    pub earn: EarnRule,
    /// How points pay for goods.
    pub offset: OffsetRule,
    /// Whether a line gets the member price or the tier discount, whichever is lower, instead of
    /// the discount on top of the member price.
    pub member_price_excludes_tier: bool,
    /// What a top-up gives on top, by what is paid.
    pub ladder: Vec<Rung>,
    /// How much stored value a card may hold, bonus included.
    pub caps: Caps,
    /// Which part of stored value is spent first.
    pub draw_order: DrawOrder,
    /// Days after which earned points expire; absent when they do not.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub points_valid_days: Option<i64>,
}

/// Earning: `points` for every `per_amount` paid, in proportion, rounded once an order.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct EarnRule {
    /// The amount that earns `points`.
    pub per_amount: Money,
    /// Points for each `per_amount`; 0 when nothing is earned.
    pub points: Points,
    /// What happens to a part of a point.
    pub rounding: PointsRounding,
}

/// 积分抵现: `step_points` pay for `step_value`, whole steps only, up to `cap` of the total.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct OffsetRule {
    /// Whether points pay for goods at all.
    pub is_on: bool,
    /// Points that one step takes.
    pub step_points: Points,
    /// Money that one step pays.
    pub step_value: Money,
    /// The largest part of an order's total that points may pay.
    pub cap: Rate,
}

/// One rung of the top-up ladder: pay so much, get so much on top.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Rung {
    /// The least payment that reaches the rung.
    pub pay: Money,
    /// The bonus that it gives.
    pub bonus: Money,
}

/// How much stored value one card may hold, principal and bonus together.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Caps {
    /// 记名卡: the holder is known.
    pub named: Money,
    /// 不记名卡: whoever holds it.
    pub bearer: Money,
}

text_enum! {
    /// What happens to a part of a point.
    pub enum PointsRounding {
        /// It is dropped.
        Down = "down",
        /// Half a point or more counts as one.
        HalfUp = "half_up",
    }
}

text_enum! {
    /// Which kind of prepaid card a top-up goes to.
    pub enum CardKind {
        /// 记名卡
        Named = "named",
        /// 不记名卡
        Bearer = "bearer",
    }
}

impl Default for Terms {
    /// The terms of a brand that has said nothing yet: a point for each yuan, 100 points for one
    /// yuan up to half of the bill, no bonus, the caps of the law, points that last a year.
    fn default() -> Self {
        Terms {
            earn: EarnRule {
                per_amount: Money(100),
                points: Points(1),
                rounding: PointsRounding::Down,
            },
            offset: OffsetRule {
                is_on: true,
                step_points: Points(100),
                step_value: Money(100),
                cap: Rate(5_000),
            },
            member_price_excludes_tier: false,
            ladder: Vec::new(),
            caps: Caps {
                named: NAMED_CAP_BY_LAW,
                bearer: BEARER_CAP_BY_LAW,
            },
            draw_order: DrawOrder::Proportional,
            points_valid_days: Some(365),
        }
    }
}

impl Terms {
    /// The rule of points as pricing reads it.
    pub fn points_rule(&self) -> PointsRule {
        PointsRule {
            earn: PointsEarn {
                points: self.earn.points.0,
                per: self.earn.per_amount,
            },
            rounding: match self.earn.rounding {
                PointsRounding::Down => Rounding::Down,
                PointsRounding::HalfUp => Rounding::HalfUp,
            },
            offset: PointsOffset {
                is_on: self.offset.is_on,
                step_points: self.offset.step_points,
                step_value: self.offset.step_value,
                cap: self.offset.cap,
            },
        }
    }

    /// When points that are earned at a moment expire.
    pub fn points_expire_at(&self, earned_at: Timestamp) -> Option<Timestamp> {
        self.points_valid_days.map(|days| earned_at.plus_days(days))
    }

    /// The bonus that a payment gives: that of the highest rung it reaches.
    pub fn bonus_for(&self, pay: Money) -> Money {
        self.ladder
            .iter()
            .filter(|rung| rung.pay <= pay)
            .max_by_key(|rung| rung.pay)
            .map_or(Money::ZERO, |rung| rung.bonus)
    }

    /// How much a card of this kind may hold.
    pub fn cap(&self, card: CardKind) -> Money {
        match card {
            CardKind::Named => self.caps.named,
            CardKind::Bearer => self.caps.bearer,
        }
    }

    /// Says which numbers make no sense, all at once.
    pub fn check(&self) -> Result<(), Invalid> {
        let mut wrong = Invalid::new();
        wrong.range("/earn/per_amount", self.earn.per_amount.0, 1, 100_000_000);
        wrong.range("/earn/points", self.earn.points.0, 0, 1_000_000);
        wrong.range(
            "/offset/step_points",
            self.offset.step_points.0,
            1,
            100_000_000,
        );
        wrong.range(
            "/offset/step_value",
            self.offset.step_value.0,
            1,
            100_000_000,
        );
        wrong.range(
            "/offset/cap",
            i64::from(self.offset.cap.0),
            0,
            i64::from(Rate::WHOLE.0),
        );
        wrong.range("/caps/named", self.caps.named.0, 0, NAMED_CAP_BY_LAW.0);
        wrong.range("/caps/bearer", self.caps.bearer.0, 0, BEARER_CAP_BY_LAW.0);
        if let Some(days) = self.points_valid_days {
            wrong.range("/points_valid_days", days, 1, 36_500);
        }
        self.check_ladder(&mut wrong);
        wrong.check()
    }

    fn check_ladder(&self, wrong: &mut Invalid) {
        if self.ladder.len() > RUNGS_MAX {
            wrong.add("/ladder", "list.too_long", [("max", RUNGS_MAX.into())]);
            return;
        }
        for (place, rung) in self.ladder.iter().enumerate() {
            let (pay, bonus) = (
                format!("/ladder/{place}/pay"),
                format!("/ladder/{place}/bonus"),
            );
            wrong.range(&pay, rung.pay.0, 1, NAMED_CAP_BY_LAW.0);
            wrong.range(&bonus, rung.bonus.0, 0, NAMED_CAP_BY_LAW.0);
            if self.ladder[..place]
                .iter()
                .any(|earlier| earlier.pay == rung.pay)
            {
                wrong.add(pay, "value.duplicate", []);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_highest_rung_that_is_reached_counts() {
        let rung = |pay, bonus| Rung {
            pay: Money(pay),
            bonus: Money(bonus),
        };
        let terms = Terms {
            ladder: vec![
                rung(100_000, 20_000),
                rung(20_000, 2_000),
                rung(50_000, 8_000),
            ],
            ..Terms::default()
        };
        for (pay, bonus) in [
            (19_999, 0),
            (20_000, 2_000),
            (50_000, 8_000),
            (99_999, 8_000),
            (100_000, 20_000),
            (300_000, 20_000),
        ] {
            assert_eq!(terms.bonus_for(Money(pay)), Money(bonus), "{pay}");
        }
    }

    #[test]
    fn nonsense_is_named_field_by_field() {
        assert_eq!(Terms::default().check(), Ok(()));
        let mut terms = Terms::default();
        terms.earn.per_amount = Money::ZERO;
        terms.offset.step_value = Money(-1);
        terms.caps.named = Money(500_001);
        terms.ladder = vec![
            Rung {
                pay: Money(1),
                bonus: Money(-1)
            };
            2
        ];
        let wrong = terms.check().expect_err("much is wrong");
        let pointers: Vec<&str> = wrong.0.iter().map(|field| field.pointer.as_str()).collect();
        assert_eq!(
            pointers,
            [
                "/earn/per_amount",
                "/offset/step_value",
                "/caps/named",
                "/ladder/0/bonus",
                "/ladder/1/bonus",
                "/ladder/1/pay"
            ]
        );
    }
}
