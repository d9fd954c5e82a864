//! Coupons as the outside sees them.

use super::{Coupon, CouponAct, CouponId, CouponLog, CouponState, CouponTrouble, WithTerms};
use crate::CouponUse;
use crate::issue::IssueId;
use kernel::{By, MemberId, OrderId, StaffId, StoreId, Timestamp};
use pricing::OfferId;
use serde::Serialize;
use utoipa::ToSchema;

/// A coupon.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct CouponView {
    pub id: CouponId,
    /// Its template.
    pub offer_id: OfferId,
    /// The version of the template that it is of.
    pub version: i64,
    /// What people call it.
    pub name: String,
    pub used: CouponUse,
    /// Whether it may be given to somebody else.
    pub is_giveable: bool,
    pub state: CouponState,
    /// What is in the way of using it now; absent if nothing is.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub trouble: Option<CouponTrouble>,
    /// Whose it is; absent if it belongs to whoever shows it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub member_id: Option<MemberId>,
    pub valid_from: Timestamp,
    /// The first moment that is out again.
    pub valid_until: Timestamp,
    /// How it was come by.
    pub got_by: CouponAct,
    pub got_at: Timestamp,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub issue_id: Option<IssueId>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub redeemed_at: Option<Timestamp>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub redeemed_store_id: Option<StoreId>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub order_id: Option<OrderId>,
}

/// Something that happened to a coupon.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct CouponHappening {
    pub coupon_id: CouponId,
    pub act: CouponAct,
    pub at: Timestamp,
    /// By whom; absent for the house itself.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub by: Option<StaffId>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub store_id: Option<StoreId>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub order_id: Option<OrderId>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub member_id: Option<MemberId>,
    /// Why, in somebody's words.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub reason: Option<String>,
}

impl CouponView {
    /// Shows a coupon as it is at a moment.
    pub fn of((coupon, offer): WithTerms, now: Timestamp) -> CouponView {
        let terms = offer.terms.coupon.as_ref();
        let trouble = coupon.trouble_at(now);
        let Coupon {
            id,
            offer_id,
            version,
            member_id,
            state,
            valid_from,
            valid_until,
            issue_id,
            got_by,
            got_at,
            redeemed_at,
            redeemed_store_id,
            order_id,
        } = coupon;
        CouponView {
            id,
            offer_id,
            version,
            name: offer.terms.name.clone(),
            used: terms.map(|terms| terms.used).unwrap_or_default(),
            is_giveable: terms.is_some_and(|terms| terms.is_giveable),
            state,
            trouble,
            member_id,
            valid_from,
            valid_until,
            got_by,
            got_at,
            issue_id,
            redeemed_at,
            redeemed_store_id,
            order_id,
        }
    }
}

impl From<CouponLog> for CouponHappening {
    fn from(log: CouponLog) -> CouponHappening {
        CouponHappening {
            coupon_id: log.coupon_id,
            act: log.act,
            at: log.at,
            by: match log.by {
                By::Staff(staff) => Some(staff),
                By::System => None,
            },
            store_id: log.store_id,
            order_id: log.order_id,
            member_id: log.member_id,
            reason: log.reason,
        }
    }
}
