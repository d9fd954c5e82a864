//! Facts that travel between contexts; plain data in the past tense.
//!
//! A fact is written to the outbox in the transaction of the act that made it true. Facts carry
//! ids and numbers, never a name or a phone number, so that erasing a person leaves them whole.

mod history;

pub use history::{
    HistoryRecorded, RecordedBuyer, RecordedDay, RecordedHour, RecordedMember, RecordedVisit,
};

use kernel::{
    BusinessDate, CategoryId, JoiningLinkId, LineId, MemberId, MergeId, Money, OrderId, Points,
    ReturnId, SkuId, StaffId, StoreId, TierId, Timestamp, TopUpId,
};
use serde::{Deserialize, Serialize};

/// Something that happened.
#[doc(alias = "事实")]
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "topic", rename_all = "snake_case")]
pub enum Event {
    /// A person enrolled with the brand.
    MemberEnrolled(MemberEnrolled),
    /// A member may not act any more until unfrozen.
    MemberFrozen(MemberFrozen),
    /// A frozen member may act again.
    MemberUnfrozen(MemberFrozen),
    /// Two members turned out to be one person.
    MemberMerged(MemberMerged),
    /// They turned out to be two after all.
    MemberUnmerged(MemberMerged),
    /// A member's account was closed: nothing may be bought, earned or sent.
    MemberClosed(MemberClosed),
    /// A closed account was opened again.
    MemberReopened(MemberClosed),
    /// The person behind a member was erased; only ids are left.
    MemberErased(MemberClosed),
    /// A member's tier was set.
    TierChanged(TierChanged),
    /// A sale was settled.
    OrderSettled(OrderSettled),
    /// An anonymous sale was bound to a member.
    OrderBound(OrderBound),
    /// Goods came back and money went back.
    OrderReturned(OrderReturned),
    /// A member paid in to stored value.
    ToppedUp(ToppedUp),
    /// Past sales were entered, summed up by store and day.
    HistoryRecorded(HistoryRecorded),
}

impl Event {
    /// The word that subscribers choose by.
    pub fn topic(&self) -> &'static str {
        match self {
            Event::MemberEnrolled(_) => "member_enrolled",
            Event::MemberFrozen(_) => "member_frozen",
            Event::MemberUnfrozen(_) => "member_unfrozen",
            Event::MemberMerged(_) => "member_merged",
            Event::MemberUnmerged(_) => "member_unmerged",
            Event::MemberClosed(_) => "member_closed",
            Event::MemberReopened(_) => "member_reopened",
            Event::MemberErased(_) => "member_erased",
            Event::TierChanged(_) => "tier_changed",
            Event::OrderSettled(_) => "order_settled",
            Event::OrderBound(_) => "order_bound",
            Event::OrderReturned(_) => "order_returned",
            Event::ToppedUp(_) => "topped_up",
            Event::HistoryRecorded(_) => "history_recorded",
        }
    }

    /// The member whose facts must be delivered in order, if there is one.
    pub fn member(&self) -> Option<MemberId> {
        match self {
            Event::MemberEnrolled(fact) => Some(fact.member_id),
            Event::MemberFrozen(fact) | Event::MemberUnfrozen(fact) => Some(fact.member_id),
            // Behind everything that the absorbed member did before.
            Event::MemberMerged(fact) | Event::MemberUnmerged(fact) => Some(fact.absorbed_id),
            Event::MemberClosed(fact) | Event::MemberReopened(fact) | Event::MemberErased(fact) => {
                Some(fact.member_id)
            }
            Event::TierChanged(fact) => Some(fact.member_id),
            Event::OrderSettled(fact) => fact.member_id,
            Event::OrderBound(fact) => Some(fact.member_id),
            Event::OrderReturned(fact) => fact.member_id,
            Event::ToppedUp(fact) => Some(fact.member_id),
            Event::HistoryRecorded(_) => None,
        }
    }
}

/// A person enrolled with the brand.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct MemberEnrolled {
    /// Who.
    pub member_id: MemberId,
    /// Where, if it was in a store.
    pub store_id: Option<StoreId>,
    /// On which business day of that store (of UTC without a store).
    pub business_date: BusinessDate,
    /// How: `till`, `import`, ….
    pub channel: String,
    /// By whom.
    pub guide_id: Option<StaffId>,
    /// By which joining link, if by one; what a joining gift may depend on.
    #[serde(default)]
    pub link_id: Option<JoiningLinkId>,
    /// When.
    pub at: Timestamp,
}

/// A member was frozen or unfrozen.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct MemberFrozen {
    /// Who.
    pub member_id: MemberId,
    /// When.
    pub at: Timestamp,
}

/// Two members became one, or two again.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct MemberMerged {
    /// Which merge.
    pub merge_id: MergeId,
    /// Whose id means the survivor's, or his own again.
    pub absorbed_id: MemberId,
    /// Those who were merged into him before and go with him.
    pub followers: Vec<MemberId>,
    /// Who stays.
    pub survivor_id: MemberId,
    /// When.
    pub at: Timestamp,
}

/// A member's account was closed or reopened, or the person erased.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct MemberClosed {
    /// Whose.
    pub member_id: MemberId,
    /// When.
    pub at: Timestamp,
}

/// A member's tier was set.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct TierChanged {
    /// Who.
    pub member_id: MemberId,
    /// From which tier.
    pub from: Option<TierId>,
    /// To which tier.
    pub to: Option<TierId>,
    /// When.
    pub at: Timestamp,
}

/// A sale was settled.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct OrderSettled {
    /// Which sale.
    pub order_id: OrderId,
    /// Where.
    pub store_id: StoreId,
    /// On which business day of the store.
    pub business_date: BusinessDate,
    /// To whom; absent for an anonymous sale.
    pub member_id: Option<MemberId>,
    /// The store that the member belonged to then.
    #[serde(default)]
    pub home_store_id: Option<StoreId>,
    /// Who served.
    pub guide_id: Option<StaffId>,
    /// What was to pay after all discounts.
    pub total: Money,
    /// What the discounts came to.
    pub discount: Money,
    /// What was sold.
    pub lines: Vec<SoldLine>,
    /// Points earned.
    pub points_earned: Points,
    /// Points given for goods.
    pub points_spent: Points,
    /// Stored value (principal and bonus) given for goods.
    pub stored_value_spent: Money,
    /// When.
    pub at: Timestamp,
    /// The hour of that on the store's clock, 0 to 23.
    #[serde(default)]
    pub hour: i64,
}

/// One line of a settled sale.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SoldLine {
    /// Which line.
    pub line_id: LineId,
    /// What.
    pub sku_id: SkuId,
    /// Of which category.
    pub category_id: Option<CategoryId>,
    /// How many of the SKU's units.
    pub quantity: i64,
    /// What was to pay for the line.
    pub total: Money,
}

/// An anonymous sale was bound to a member afterwards.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct OrderBound {
    /// Which sale.
    pub order_id: OrderId,
    /// Where it was.
    pub store_id: StoreId,
    /// On which business day it was settled.
    pub business_date: BusinessDate,
    /// To whom it now belongs.
    pub member_id: MemberId,
    /// The store that the member belongs to.
    #[serde(default)]
    pub home_store_id: Option<StoreId>,
    /// What was to pay.
    pub total: Money,
    /// The category of its most valuable line.
    pub category_id: Option<CategoryId>,
    /// Points earned by it now.
    pub points_earned: Points,
    /// What had been given back for it until then.
    #[serde(default)]
    pub returned: Vec<ReturnedBefore>,
    /// Whether everything of it had come back by then.
    #[serde(default)]
    pub is_undone: bool,
    /// When the sale was settled.
    pub settled_at: Timestamp,
    /// When it was bound.
    pub at: Timestamp,
}

/// A return of a sale that was nobody's yet.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReturnedBefore {
    /// Where it came back.
    pub store_id: StoreId,
    /// On which business day of that store.
    pub business_date: BusinessDate,
    /// What was given back.
    pub total: Money,
}

/// Goods came back and money went back.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct OrderReturned {
    /// Which return.
    pub return_id: ReturnId,
    /// Of which sale.
    pub order_id: OrderId,
    /// Where it came back.
    pub store_id: StoreId,
    /// On which business day of that store.
    pub business_date: BusinessDate,
    /// Whose sale it was.
    pub member_id: Option<MemberId>,
    /// How many units came back.
    #[serde(default)]
    pub units: i64,
    /// What was given back, over all tenders.
    pub total: Money,
    /// How much of it as stored value.
    #[serde(default)]
    pub stored_value_back: Money,
    /// Points that were given back.
    #[serde(default)]
    pub points_back: Points,
    /// Earned points that were taken back.
    pub points_taken_back: Points,
    /// The sale, if nothing is left of it now.
    #[serde(default)]
    pub undone: Option<UndoneSale>,
    /// When.
    pub at: Timestamp,
}

/// A sale of which everything came back.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct UndoneSale {
    /// Where it was.
    pub store_id: StoreId,
    /// On which business day it was settled.
    pub business_date: BusinessDate,
}

/// A member paid in to stored value.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ToppedUp {
    /// Which top-up.
    pub top_up_id: TopUpId,
    /// Whose.
    pub member_id: MemberId,
    /// Where.
    pub store_id: StoreId,
    /// On which business day of the store.
    pub business_date: BusinessDate,
    /// What was paid.
    pub principal: Money,
    /// What was given on top.
    pub bonus: Money,
    /// When.
    pub at: Timestamp,
}
