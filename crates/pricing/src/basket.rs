//! What is to be priced and for whom: the basket, the standing, the circumstances. Plain data.

use crate::PointsRule;
use kernel::{CategoryId, Money, Rate, SkuId, StoreId, TierId, Timestamp};
use serde::{Deserialize, Serialize};

/// The largest quantity on one line.
pub const MAX_QUANTITY: i64 = 1_000_000;

/// The goods somebody wants to buy.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Basket {
    /// One entry per scanned line; the same SKU may come more than once.
    pub lines: Vec<BasketLine>,
}

/// One line of a basket with the prices that hold in its store.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct BasketLine {
    /// What.
    pub sku_id: SkuId,
    /// Of which category.
    pub category_id: Option<CategoryId>,
    /// How many of the SKU's units: 1 to [`MAX_QUANTITY`].
    pub quantity: i64,
    /// What one unit costs anybody in this store.
    pub list_price: Money,
    /// Whether `list_price` is this store's own price rather than the brand's.
    #[serde(default)]
    pub is_store_price: bool,
    /// What one unit costs a member in this store, if there is such a price.
    pub member_price: Option<Money>,
}

/// What the buyer is to the brand.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Standing {
    /// Whether the buyer is known as a member: then member prices hold and points are earned.
    pub is_member: bool,
    /// The member's tier, if there is one; ignored when the buyer is not a member.
    pub tier: Option<TierStanding>,
}

impl Standing {
    /// Somebody nobody knows: list prices, no points.
    pub const ANONYMOUS: Standing = Standing {
        is_member: false,
        tier: None,
    };

    /// A member without a tier: member prices, points at the plain rate.
    pub const MEMBER: Standing = Standing {
        is_member: true,
        tier: None,
    };

    /// What multiplies earned points: 10 000 is once; nothing for somebody nobody knows.
    pub fn points_multiplier(&self) -> Rate {
        match (&self.tier, self.is_member) {
            (_, false) => Rate(0),
            (None, true) => Rate::WHOLE,
            (Some(tier), true) => tier.points_multiplier,
        }
    }
}

/// What a tier gives at the till.
#[doc(alias = "等级")]
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct TierStanding {
    /// Which tier.
    pub tier_id: TierId,
    /// What people call it.
    pub name: String,
    /// What is left to pay: 10 000 for no discount, 9 500 for 95折.
    pub discount: Rate,
    /// What multiplies earned points: 10 000 is once.
    pub points_multiplier: Rate,
}

/// The circumstances of a quote; the clock is read by the caller, once.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Context {
    /// The moment that is priced for.
    pub now: Timestamp,
    /// Where.
    pub store_id: StoreId,
    /// By which way the order comes in.
    pub channel: Channel,
    /// How points are earned and taken.
    pub points_rule: PointsRule,
    /// Whether a line gets the member price or the tier discount (`true`, whichever is lower) or
    /// the discount on top of the member price (`false`, the default).
    #[serde(default)]
    pub member_price_excludes_tier: bool,
}

kernel::text_enum! {
    /// By which way an order comes in.
    pub enum Channel {
        /// At a till in the store.
        Till = "till",
        /// By phone or computer.
        Online = "online",
    }
}
