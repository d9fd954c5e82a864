//! Why a basket cannot be priced, in words a till can show.

use kernel::fault::params;
use kernel::{Fault, Kind, Money, MoneyError, Params, SkuId};

/// A basket, an offer or a rule that cannot be priced.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum PricingError {
    /// A sum is beyond what money or points may be.
    #[error("an amount is out of range")]
    OutOfRange,
    /// A line has no quantity, or an absurd one.
    #[error("quantity {quantity} of {sku_id} is not between 1 and {max}")]
    BadQuantity {
        /// Of what.
        sku_id: SkuId,
        /// How many were wanted.
        quantity: i64,
        /// How many may be wanted.
        max: i64,
    },
    /// A price is below zero or beyond what money may be.
    #[error("the price of {sku_id} is out of range")]
    BadPrice {
        /// Of what.
        sku_id: SkuId,
    },
    /// A delivery fee or an amount paid with points is below zero, or the rounding is to nothing or
    /// to too much.
    #[error("the circumstances cannot be priced for")]
    BadContext,
    /// Sums of the quote do not agree: it was not given out.
    #[error("the quote does not add up")]
    DoesNotAddUp,
    /// The points rule divides by nothing or counts below zero.
    #[error("the points rule is not usable")]
    BadPointsRule,
    /// The brand does not take points for goods.
    #[error("points are not taken for goods")]
    OffsetIsOff,
    /// Points pay in whole steps only.
    #[error("points pay in steps of {step}, not {amount}")]
    OffsetNotInSteps {
        /// What was to be paid with points.
        amount: Money,
        /// What one step pays.
        step: Money,
    },
    /// Points may pay only a part of the order.
    #[error("points may pay {max} of this order, not {amount}")]
    OffsetAboveCap {
        /// What was to be paid with points.
        amount: Money,
        /// What may be.
        max: Money,
    },
}

impl From<MoneyError> for PricingError {
    fn from(_: MoneyError) -> Self {
        PricingError::OutOfRange
    }
}

impl Fault for PricingError {
    fn kind(&self) -> Kind {
        match self {
            // Offers and rules are checked when they are saved: a bad one here is our fault.
            PricingError::BadPointsRule | PricingError::BadContext | PricingError::DoesNotAddUp => {
                Kind::Bug
            }
            _ => Kind::Refused,
        }
    }

    fn code(&self) -> &'static str {
        match self {
            PricingError::OutOfRange => "pricing.out_of_range",
            PricingError::BadQuantity { .. } => "pricing.bad_quantity",
            PricingError::BadPrice { .. } => "pricing.bad_price",
            PricingError::BadContext => "pricing.bad_context",
            PricingError::DoesNotAddUp => "pricing.does_not_add_up",
            PricingError::BadPointsRule => "pricing.bad_points_rule",
            PricingError::OffsetIsOff => "pricing.offset_is_off",
            PricingError::OffsetNotInSteps { .. } => "pricing.offset_not_in_steps",
            PricingError::OffsetAboveCap { .. } => "pricing.offset_above_cap",
        }
    }

    fn params(&self) -> Params {
        match self {
            PricingError::BadQuantity {
                sku_id,
                quantity,
                max,
            } => params([
                ("sku_id", sku_id.to_string().into()),
                ("quantity", (*quantity).into()),
                ("max", (*max).into()),
            ]),
            PricingError::BadPrice { sku_id } => params([("sku_id", sku_id.to_string().into())]),
            PricingError::OffsetNotInSteps { amount, step } => {
                params([("amount", amount.0.into()), ("step", step.0.into())])
            }
            PricingError::OffsetAboveCap { amount, max } => {
                params([("amount", amount.0.into()), ("max", max.0.into())])
            }
            PricingError::OutOfRange
            | PricingError::BadContext
            | PricingError::BadPointsRule
            | PricingError::DoesNotAddUp
            | PricingError::OffsetIsOff => Params::new(),
        }
    }
}
