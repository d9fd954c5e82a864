//! What is to be priced and for whom: the basket, the standing, the circumstances. Plain data.

use crate::{GoodsGroupId, PointsRule, RoundDown};
use kernel::{BusinessDate, CategoryId, Money, Rate, RegionId, SkuId, StoreId, TierId};
use serde::{Deserialize, Serialize};

/// The largest quantity on one line.
pub const MAX_QUANTITY: i64 = 1_000_000;

kernel::id!(
    #[doc(alias = "人群")]
    /// A segment of members; whoever asks for a price says to which the buyer belongs.
    SegmentId,
    "seg"
);

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
    /// Its category and all that are above it.
    #[serde(default)]
    pub categories: Vec<CategoryId>,
    /// The product groups that it belongs to.
    #[serde(default)]
    pub groups: Vec<GoodsGroupId>,
    /// How many of the SKU's units: 1 to [`MAX_QUANTITY`].
    pub quantity: i64,
    /// Whether the line is one thing that was weighed or measured: it then counts as one piece,
    /// whatever its quantity.
    #[serde(default)]
    pub is_one_piece: bool,
    /// What one unit costs anybody in this store.
    pub list_price: Money,
    /// Whether `list_price` is this store's own price rather than the brand's.
    #[serde(default)]
    pub is_store_price: bool,
    /// What one unit costs a member in this store, if there is such a price.
    pub member_price: Option<Money>,
}

impl BasketLine {
    /// How many things offers count in it.
    pub fn pieces(&self) -> i64 {
        if self.is_one_piece { 1 } else { self.quantity }
    }
}

/// What the buyer is to the brand.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Standing {
    /// Whether the buyer is known as a member: then member prices hold and points are earned. All
    /// that follows is ignored when not.
    pub is_member: bool,
    /// The member's tier, if there is one.
    pub tier: Option<TierStanding>,
    /// The segments that the member belongs to.
    #[serde(default)]
    pub segments: Vec<SegmentId>,
    /// The member's birthday, if it is known.
    #[serde(default)]
    pub birthday: Option<MonthDay>,
    /// Whether the member has never bought anything before.
    #[serde(default)]
    pub is_first_order: bool,
}

/// A day of every year.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct MonthDay {
    /// 1 to 12.
    pub month: u8,
    /// 1 to 31.
    pub day: u8,
}

impl MonthDay {
    /// The day of the year that a date is.
    pub fn of(date: BusinessDate) -> MonthDay {
        MonthDay {
            month: date.0.month() as u8,
            day: date.0.day() as u8,
        }
    }
}

impl Standing {
    /// Somebody nobody knows: list prices, no points.
    pub const ANONYMOUS: Standing = Standing {
        is_member: false,
        tier: None,
        segments: Vec::new(),
        birthday: None,
        is_first_order: false,
    };

    /// A member without a tier: member prices, points at the plain rate.
    pub const MEMBER: Standing = Standing {
        is_member: true,
        tier: None,
        segments: Vec::new(),
        birthday: None,
        is_first_order: false,
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
    /// What clock and calendar show in the store at the moment that is priced for.
    pub wall: WallTime,
    /// Where.
    pub store_id: StoreId,
    /// The region of the store and all that are above it.
    #[serde(default)]
    pub regions: Vec<RegionId>,
    /// By which way the order comes in.
    pub channel: Channel,
    /// What the buyer means to pay with, where that is known.
    #[serde(default)]
    pub payment: Option<PayWith>,
    /// How points are earned and taken.
    pub points_rule: PointsRule,
    /// So much of the order is to be paid with points (积分抵现): what is left is rounded.
    #[serde(default)]
    pub paid_with_points: Money,
    /// How what is left to pay is rounded (抹零), if it is.
    #[serde(default)]
    pub rounding: Option<RoundDown>,
    /// What delivery costs, if anything is delivered.
    #[serde(default)]
    pub delivery_fee: Money,
    /// How many coupons one order may use; absent for any number.
    #[serde(default)]
    pub coupons_max: Option<u32>,
    /// Whether a line gets the member price or the tier discount (`true`, whichever makes the order
    /// cheaper) or the discount on top of the member price (`false`, the default).
    #[serde(default)]
    pub member_price_excludes_tier: bool,
}

impl Context {
    /// At a till, by itself: without regions, with the usual points, nothing rounded and nothing
    /// delivered.
    pub const fn at_till(store_id: StoreId, wall: WallTime) -> Context {
        Context {
            wall,
            store_id,
            regions: Vec::new(),
            channel: Channel::Till,
            payment: None,
            points_rule: PointsRule::USUAL,
            paid_with_points: Money::ZERO,
            rounding: None,
            delivery_fee: Money::ZERO,
            coupons_max: None,
            member_price_excludes_tier: false,
        }
    }
}

/// What clock and calendar show on the wall of a store.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct WallTime {
    /// The calendar date.
    pub date: BusinessDate,
    /// Minutes since midnight: 0 to 1 439.
    pub minute: u16,
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

kernel::text_enum! {
    /// What a buyer means to pay with, as far as offers ask.
    pub enum PayWith {
        /// 现金
        Cash = "cash",
        /// A bank card.
        Card = "card",
        /// 储值
        StoredValue = "stored_value",
        /// 微信支付
        Wechat = "wechat",
        /// 支付宝
        Alipay = "alipay",
    }
}
