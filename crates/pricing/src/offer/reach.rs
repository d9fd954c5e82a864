//! What must be reached before an offer gives anything.

use crate::goods::Goods;
use kernel::Money;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// What some goods must come to, on the base of the offer: 满 100 可用, 满 3 件可用.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = OfferReach)]
pub struct Reach {
    /// Which goods count (买满 A 类, B 类打折); absent for those of the offer. They are only counted:
    /// nothing is taken off them, and their pieces may still take part in item promotions.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub goods: Option<Goods>,
    /// What is counted.
    #[schema(inline)]
    pub kind: Measure,
    /// So much, in 分 or pieces.
    pub at_least: i64,
}

kernel::text_enum! {
    /// What is counted.
    pub enum Measure {
        /// Money in 分, on the base of the offer.
        Amount = "amount",
        /// Pieces.
        Pieces = "pieces",
    }
}

impl Reach {
    /// The goods of the offer come to so much money.
    pub const fn amount(at_least: Money) -> Reach {
        Reach {
            goods: None,
            kind: Measure::Amount,
            at_least: at_least.0,
        }
    }

    /// The goods of the offer come to so many pieces.
    pub const fn pieces(at_least: i64) -> Reach {
        Reach {
            goods: None,
            kind: Measure::Pieces,
            at_least,
        }
    }
}
