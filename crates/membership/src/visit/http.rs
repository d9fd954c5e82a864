//! What a member's page shows of visits.

use super::MemberVisits;
use kernel::{CategoryId, Money, StoreId, Timestamp};
use serde::Serialize;

/// What a member's sales come to.
#[derive(Debug, Serialize, utoipa::ToSchema)]
pub(crate) struct VisitSummary {
    /// How many sales.
    orders: i64,
    /// What they came to, returns not taken off.
    total: Money,
    /// How many returns.
    returns: i64,
    /// What was given back.
    returned_total: Money,
    /// The first sale.
    #[schema(required)]
    first: Option<FirstVisit>,
    /// When the last sale was.
    #[schema(required)]
    last_at: Option<Timestamp>,
    /// Where the last sale was.
    #[schema(required)]
    last_store_id: Option<StoreId>,
}

/// The sale that a member began with.
#[derive(Debug, Serialize, utoipa::ToSchema)]
struct FirstVisit {
    /// When.
    at: Timestamp,
    /// Where.
    store_id: StoreId,
    /// What it came to.
    total: Money,
    /// The category of its most valuable line.
    #[schema(required)]
    category_id: Option<CategoryId>,
}

impl VisitSummary {
    pub fn of(visits: MemberVisits) -> VisitSummary {
        let first = visits.first.map(|visit| FirstVisit {
            at: visit.at,
            store_id: visit.store_id,
            total: visit.total,
            category_id: visit.category_id,
        });
        VisitSummary {
            orders: visits.orders,
            total: visits.total,
            returns: visits.returns,
            returned_total: visits.returned_total,
            first,
            last_at: visits.last_at,
            last_store_id: visits.last_store_id,
        }
    }
}
