//! What an offer gives beside a lower price.

use kernel::{Money, Points, Rate, SkuId};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// What an offer gives beside a lower price.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(tag = "kind", rename_all = "snake_case", deny_unknown_fields)]
pub enum Extra {
    /// Goods for nothing, as long as there are any.
    Gift {
        /// What.
        sku_id: SkuId,
        /// How many.
        quantity: i64,
        /// What one is worth: of two ways that cost alike, the one with more gifts is better.
        worth: Money,
        /// How many there are.
        in_stock: i64,
        /// Whether so many are given each time that what must be reached is reached (每买三送一), at
        /// most `times_max` times of its offer and as often as there are enough; otherwise once.
        #[serde(default, skip_serializing_if = "std::ops::Not::not")]
        repeats: bool,
    },
    /// More points for the order.
    Points {
        /// Multiplies what is earned: 10 000 for once, 20 000 for twice.
        multiplier: Rate,
        /// Added afterwards.
        bonus: Points,
    },
    /// Delivery for nothing.
    FreeDelivery,
}

impl Extra {
    /// Whether it is given several times in one order.
    pub(crate) fn repeats(&self) -> bool {
        matches!(self, Extra::Gift { repeats: true, .. })
    }
}
