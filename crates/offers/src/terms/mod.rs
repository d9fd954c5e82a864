//! What an offer says, as one document: the price rule, when, how often, who pays, and of a coupon
//! how it is come by and how long it is good. Pure.

mod check;
mod notation;
pub(crate) mod object;

pub(crate) use notation::read_notation;

use crate::offer::OfferKind;
use kernel::{Money, Rate, Timestamp};
use pricing::{Base, Condition, Effect, Extra, Goods, Layer, Offer, OfferId, Reach, Stacking};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// What an offer says.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct OfferTerms {
    /// What people call it.
    #[schema(min_length = 1, max_length = 60)]
    pub name: String,
    /// What it does to a price.
    #[serde(deserialize_with = "object::object")]
    pub rule: Rule,
    /// When a promotion runs, and when coupons may be come by.
    #[serde(default, deserialize_with = "object::object")]
    pub schedule: Schedule,
    /// How much and how often.
    #[serde(default, deserialize_with = "object::object")]
    pub limits: Limits,
    /// Who pays for it.
    #[serde(default, deserialize_with = "object::object")]
    pub bearers: Bearers,
    /// What only a coupon template says.
    #[serde(
        default,
        skip_serializing_if = "Option::is_none",
        deserialize_with = "object::maybe"
    )]
    pub coupon: Option<CouponTerms>,
}

/// What an offer does to a price, as pricing reads it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Rule {
    /// In which turn it is applied; `coupon` for a coupon.
    pub layer: Layer,
    /// Within the layer, the smaller number comes first.
    #[serde(default)]
    #[schema(minimum = -1000, maximum = 1000)]
    pub priority: i32,
    /// On which goods it is worked out and to which it is shared.
    #[serde(default, deserialize_with = "object::object")]
    pub goods: Goods,
    /// Who may have it, when and where; absent for everybody.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub condition: Option<Condition>,
    /// What its goods, or others that are named there, must come to; absent for anything.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reach: Option<Reach>,
    /// What amounts are measured on.
    #[serde(default)]
    pub base: Base,
    /// What it takes off the price; absent if it only gives extras.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub effect: Option<Effect>,
    /// What it gives beside.
    #[serde(default)]
    pub extras: Vec<Extra>,
    /// What a repeating effect does at most in one order, and a gift that repeats.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub times_max: Option<i64>,
    /// The most that it takes off one order.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub amount_max: Option<Money>,
    /// With what it does not go together.
    #[serde(default, deserialize_with = "object::object")]
    pub stacking: Stacking,
}

/// From when to when, in UTC milliseconds; open where absent.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Schedule {
    /// The first moment.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub starts_at: Option<Timestamp>,
    /// The first moment that is out again.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ends_at: Option<Timestamp>,
}

/// How much and how often an offer is given; no limit where absent. A day is the business day of
/// the store.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Limits {
    /// 预算: all that it may take off, in 分. An order gets it whole or not at all.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub budget: Option<Money>,
    /// Orders in all.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub uses: Option<i64>,
    /// Orders a day.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub uses_a_day: Option<i64>,
    /// Orders a day in one store.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub uses_a_store_day: Option<i64>,
    /// Orders of one member; then it is for members only.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub uses_a_member: Option<i64>,
    /// Orders of one member a day; then it is for members only.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub uses_a_member_day: Option<i64>,
}

/// 成本承担: whose money it is, as parts that come to the whole.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Bearers {
    /// Head office.
    #[schema(minimum = 0, maximum = 10000)]
    pub headquarters: Rate,
    /// The store that sells.
    #[schema(minimum = 0, maximum = 10000)]
    pub store: Rate,
    /// The supplier of the goods.
    #[schema(minimum = 0, maximum = 10000)]
    pub supplier: Rate,
}

impl Default for Bearers {
    /// The store that sells bears what it takes off.
    fn default() -> Self {
        Bearers {
            headquarters: Rate(0),
            store: Rate::WHOLE,
            supplier: Rate(0),
        }
    }
}

/// What only a coupon template says.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct CouponTerms {
    /// How it is used.
    #[serde(default)]
    pub used: CouponUse,
    /// How long one is good.
    pub validity: Validity,
    /// How many there are in all; no limit where absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub issue_max: Option<i64>,
    /// Whether and how often people may claim one; absent if they may not.
    #[serde(
        default,
        skip_serializing_if = "Option::is_none",
        deserialize_with = "object::maybe"
    )]
    pub claim: Option<ClaimTerms>,
    /// 转赠: whether whoever has one may give it to somebody else.
    #[serde(default)]
    pub is_giveable: bool,
    /// What becomes of it when everything of its order comes back.
    #[serde(default)]
    pub on_return: OnReturn,
    /// 撤销核销: for how many hours a redemption without an order can be undone.
    #[serde(default = "two_days")]
    #[schema(minimum = 0, maximum = 720)]
    pub undo_hours: i64,
}

/// What peers allow as well.
fn two_days() -> i64 {
    48
}

kernel::text_enum! {
    /// How a coupon is used.
    #[derive(Default)]
    pub enum CouponUse {
        /// In an order, for a lower price or a gift.
        #[default]
        Order = "order",
        /// 服务券: written off by itself, for a service; no price is touched.
        Alone = "alone",
    }
}

kernel::text_enum! {
    /// What becomes of a coupon when everything of its order comes back.
    #[derive(Default)]
    pub enum OnReturn {
        /// Whoever had it has it again, until the day it was good for.
        #[default]
        GiveBack = "give_back",
        /// It stays used.
        Keep = "keep",
    }
}

/// How long a coupon is good.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(tag = "kind", rename_all = "snake_case", deny_unknown_fields)]
pub enum Validity {
    /// From one moment to another.
    Fixed {
        /// The first moment.
        from: Timestamp,
        /// The first moment that is out again.
        until: Timestamp,
    },
    /// For so many days after it was come by.
    Days {
        /// It begins so many days later.
        #[serde(default)]
        #[schema(minimum = 0, maximum = 365)]
        after: i64,
        /// It is good for so many days.
        #[schema(minimum = 1, maximum = 3650)]
        days: i64,
    },
}

/// 领取: how often people may claim one; no limit where absent.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ClaimTerms {
    /// One member, ever.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub a_member: Option<i64>,
    /// One member a day.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub a_member_day: Option<i64>,
    /// All a day.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub a_day: Option<i64>,
    /// One store a day.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub a_store_day: Option<i64>,
}

impl Rule {
    /// The rule as pricing takes it, with nothing used up.
    pub fn to_offer(&self, id: OfferId, version: u32, name: &str) -> Offer {
        let Rule {
            layer,
            priority,
            goods,
            condition,
            reach,
            base,
            effect,
            extras,
            times_max,
            amount_max,
            stacking,
        } = self;
        Offer {
            id,
            version,
            name: name.to_owned(),
            layer: *layer,
            priority: *priority,
            goods: goods.clone(),
            condition: condition.clone(),
            reach: reach.clone(),
            base: *base,
            effect: effect.clone(),
            extras: extras.clone(),
            times_max: *times_max,
            amount_max: *amount_max,
            budget_left: None,
            is_used_up: false,
            stacking: stacking.clone(),
        }
    }
}

impl OfferTerms {
    /// Which kind of offer they are the terms of.
    pub fn kind(&self) -> OfferKind {
        match self.coupon {
            Some(_) => OfferKind::Coupon,
            None => OfferKind::Promotion,
        }
    }
}

impl Limits {
    /// Whether it asks who buys.
    pub fn asks_for_a_member(&self) -> bool {
        self.uses_a_member.is_some() || self.uses_a_member_day.is_some()
    }
}

impl Schedule {
    /// Whether a moment lies in it.
    pub fn holds(&self, now: Timestamp) -> bool {
        self.starts_at.is_none_or(|from| from <= now) && self.ends_at.is_none_or(|end| now < end)
    }
}

impl Validity {
    /// From when to when a coupon is good that is come by at a moment. The end is the first moment
    /// that is out again.
    pub fn of(&self, got_at: Timestamp) -> (Timestamp, Timestamp) {
        match *self {
            Validity::Fixed { from, until } => (from, until),
            Validity::Days { after, days } => {
                let from = got_at.plus_days(after);
                (from, from.plus_days(days))
            }
        }
    }
}
