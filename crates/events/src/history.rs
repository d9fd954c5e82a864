//! Past sales, entered by the hundred thousand: one fact for a whole batch.

use kernel::{BusinessDate, CategoryId, MemberId, Money, Points, StoreId, Timestamp};
use serde::{Deserialize, Serialize};

/// Past sales were entered. One fact for a whole batch: history comes by the hundred thousand.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct HistoryRecorded {
    /// Sums by store and business day.
    pub days: Vec<RecordedDay>,
    /// Sums by member.
    pub members: Vec<RecordedMember>,
    /// Sums by the hour of the stores' clocks.
    #[serde(default)]
    pub hours: Vec<RecordedHour>,
    /// Who bought where on which day.
    #[serde(default)]
    pub buyers: Vec<RecordedBuyer>,
}

/// What a batch of past sales comes to in one store in one hour.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RecordedHour {
    /// Where.
    pub store_id: StoreId,
    /// On which business day.
    pub business_date: BusinessDate,
    /// In which hour of the store's clock, 0 to 23.
    pub hour: i64,
    /// How many sales.
    pub orders: i64,
    /// What was to pay.
    pub total: Money,
}

/// How often a member bought in one store on one business day.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RecordedBuyer {
    /// Who.
    pub member_id: MemberId,
    /// Where.
    pub store_id: StoreId,
    /// On which business day.
    pub business_date: BusinessDate,
    /// How many sales.
    pub orders: i64,
}

/// What a batch of past sales comes to in one store on one business day.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RecordedDay {
    /// Where.
    pub store_id: StoreId,
    /// On which business day.
    pub business_date: BusinessDate,
    /// How many sales.
    pub orders: i64,
    /// How many of them by members.
    pub member_orders: i64,
    /// What it would have been without discounts.
    #[serde(default)]
    pub gross: Money,
    /// What was to pay.
    pub total: Money,
    /// How much of it by members.
    pub member_total: Money,
    /// How much of it by members of other stores.
    #[serde(default)]
    pub cross_store_total: Money,
    /// How many units were sold.
    pub units: i64,
    /// Points earned.
    pub points_earned: Points,
    /// Points given for goods.
    pub points_spent: Points,
    /// Stored value given for goods.
    pub stored_value_spent: Money,
}

/// What a batch of past sales says about one member.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RecordedMember {
    /// Whose sales.
    pub member_id: MemberId,
    /// How many.
    pub orders: i64,
    /// What they came to.
    pub total: Money,
    /// The earliest of them.
    pub first: RecordedVisit,
    /// The latest of them.
    pub last: RecordedVisit,
}

/// One sale among many.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RecordedVisit {
    /// When.
    pub at: Timestamp,
    /// Where.
    pub store_id: StoreId,
    /// What it came to.
    pub total: Money,
    /// The category of its most valuable line.
    pub category_id: Option<CategoryId>,
}
