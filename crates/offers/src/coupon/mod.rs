//! 优惠券: how people come by coupons, give them away, use them, and have them undone.
//!
//! A coupon is used once, however many tills try: the guard stands in the write. What happens to
//! it is written in its log in the same transaction.

mod code;
mod getting;
mod guess;
pub(crate) mod http;
mod sale;
pub(crate) mod store;
mod view;
mod writing_off;

pub(crate) use code::{code_of, grouped, index_of, read_code};
pub(crate) use getting::{Way, get_many, given_out};
pub use sale::{
    GoneBack, HeldCoupon, Redemption, coupons_for_sale, give_back_coupons, held_by,
    redeem_in_orders,
};

use crate::issue::IssueId;
use crate::{OffersError, RunningOffer};
use kernel::{By, Cursor, MemberId, OrderId, Page, StoreId, Timestamp};
use platform::db::{DbError, Tx};
use platform::row;
use pricing::OfferId;
use std::collections::HashMap;
use std::sync::Arc;

kernel::id!(
    #[doc(alias = "优惠券")]
    /// A coupon that somebody holds. Its number is that of the offer that it is to pricing.
    CouponId,
    "cpn"
);

kernel::text_enum! {
    /// Where a coupon is in its life.
    pub enum CouponState {
        /// Somebody holds it; usable while its time lasts.
        Held = "held",
        /// Used.
        Redeemed = "redeemed",
        /// Taken away.
        Void = "void",
    }
}

kernel::text_enum! {
    /// What happens to coupons.
    pub enum CouponAct {
        /// 发放: somebody was given one.
        Issued = "issued",
        /// 领取: somebody took one.
        Claimed = "claimed",
        /// 转赠: it went to somebody else.
        GivenAway = "given_away",
        /// 核销: it was used.
        Redeemed = "redeemed",
        /// 撤销核销: it is as if it had not been used.
        Undone = "undone",
        /// 退回: its order came back.
        GivenBack = "given_back",
        /// 作废: it was taken away.
        Voided = "voided",
    }
}

kernel::text_enum! {
    /// Why a coupon cannot be used.
    pub enum CouponTrouble {
        /// There is none of that number.
        Unknown = "unknown",
        /// It was used already.
        Redeemed = "redeemed",
        /// It was taken away.
        Void = "void",
        /// Its time is yet to come.
        NotYet = "not_yet",
        /// Its time is over.
        Expired = "expired",
        /// It belongs to somebody else.
        OtherMember = "other_member",
        /// Its template is stopped for a while.
        Paused = "paused",
        /// It is written off by itself and touches no price.
        NotForOrders = "not_for_orders",
        /// It lowers a price and is used in an order.
        OnlyForOrders = "only_for_orders",
        /// The order does not fit it.
        DoesNotFit = "does_not_fit",
    }
}

row! {
    /// A coupon.
    #[derive(PartialEq, Eq)]
    pub(crate) struct Coupon {
        pub id: CouponId,
        pub offer_id: OfferId,
        pub version: i64,
        pub member_id: Option<MemberId>,
        pub state: CouponState,
        pub valid_from: Timestamp,
        pub valid_until: Timestamp,
        pub issue_id: Option<IssueId>,
        pub got_by: CouponAct,
        pub got_at: Timestamp,
        pub redeemed_at: Option<Timestamp>,
        pub redeemed_store_id: Option<StoreId>,
        pub order_id: Option<OrderId>,
    }
}

row! {
    /// Something that happened to a coupon.
    #[derive(PartialEq, Eq)]
    pub(crate) struct CouponLog {
        pub id: i64,
        pub coupon_id: CouponId,
        pub act: CouponAct,
        pub at: Timestamp,
        pub by: By,
        pub store_id: Option<StoreId>,
        pub order_id: Option<OrderId>,
        pub member_id: Option<MemberId>,
        pub reason: Option<String>,
    }
}

impl Coupon {
    /// What is in the way of using it at a moment, whoever does.
    fn trouble_at(&self, now: Timestamp) -> Option<CouponTrouble> {
        match self.state {
            CouponState::Redeemed => Some(CouponTrouble::Redeemed),
            CouponState::Void => Some(CouponTrouble::Void),
            CouponState::Held if now < self.valid_from => Some(CouponTrouble::NotYet),
            CouponState::Held if self.valid_until <= now => Some(CouponTrouble::Expired),
            CouponState::Held => None,
        }
    }
}

/// A coupon with what its version says.
pub(crate) type WithTerms = (Coupon, Arc<RunningOffer>);

/// Puts the terms beside coupons.
pub(crate) fn with_terms(tx: &mut Tx<'_>, coupons: Vec<Coupon>) -> Result<Vec<WithTerms>, DbError> {
    let mut keys: Vec<(OfferId, i64)> = coupons
        .iter()
        .map(|coupon| (coupon.offer_id, coupon.version))
        .collect();
    keys.sort_unstable();
    keys.dedup();
    if keys.is_empty() {
        return Ok(Vec::new());
    }
    let rows = tx.fetch(crate::offer::store::find_versions(tx, &keys))?;
    let terms: HashMap<(OfferId, i64), Arc<RunningOffer>> = crate::offer::readable(rows)?;
    let found = coupons.into_iter().filter_map(|coupon| {
        let key = (coupon.offer_id, coupon.version);
        terms.get(&key).map(|terms| (coupon, terms.clone()))
    });
    Ok(found.collect())
}

/// A coupon with its terms.
pub(crate) fn get(tx: &mut Tx<'_>, id: CouponId) -> Result<WithTerms, OffersError> {
    let found = tx.fetch(store::find_all(tx, &[id]))?;
    let mut found = with_terms(tx, found)?;
    found.pop().ok_or(OffersError::CouponNotFound)
}

/// A coupon with its terms, locked until the act ends.
pub(crate) fn lock(tx: &mut Tx<'_>, id: CouponId) -> Result<WithTerms, OffersError> {
    let coupon = store::lock(tx, id)?.ok_or(OffersError::CouponNotFound)?;
    let mut found = with_terms(tx, vec![coupon])?;
    found.pop().ok_or(OffersError::CouponNotFound)
}

/// A page of a member's coupons, those of everybody who was merged into the member included.
pub(crate) fn list_of_member(
    tx: &mut Tx<'_>,
    member_id: MemberId,
    usable_at: Option<Timestamp>,
    (before, limit): (Option<Cursor>, u32),
) -> Result<Page<WithTerms>, DbError> {
    let members = membership::ids_of_person(tx, member_id)?;
    let before = before.map_or(i64::MAX, |cursor| cursor.id);
    if let Some(now) = usable_at {
        let rows = store::usable_of_members(tx, &members, now, i64::from(limit))?;
        return page_of(tx, rows, limit);
    }
    let mut rows = store::of_members(tx, &members, (before, i64::from(limit) + 1))?;
    rows.sort_by_key(|coupon| std::cmp::Reverse(coupon.id));
    page_of(tx, rows, limit)
}

/// A page of a template's coupons.
pub(crate) fn list_of_offer(
    tx: &mut Tx<'_>,
    offer_id: OfferId,
    state: Option<CouponState>,
    (before, limit): (Option<Cursor>, u32),
) -> Result<Page<WithTerms>, DbError> {
    let before = before.map_or(i64::MAX, |cursor| cursor.id);
    let rows = store::of_offer(tx, offer_id, state, (before, i64::from(limit) + 1))?;
    page_of(tx, rows, limit)
}

fn page_of(tx: &mut Tx<'_>, rows: Vec<Coupon>, limit: u32) -> Result<Page<WithTerms>, DbError> {
    let rows = with_terms(tx, rows)?;
    Ok(Page::of(rows, limit, |(coupon, _)| Cursor {
        key: 0,
        id: coupon.id.0,
    }))
}

/// 删除个人信息: takes out what was written beside the coupons of some members where it names
/// somebody, who is erased; answers how many. What happened stays, with ids only.
pub fn forget_words(
    tx: &mut Tx<'_>,
    members: &[MemberId],
    names: impl Fn(&str) -> bool,
) -> Result<u64, DbError> {
    let mut gone = 0;
    for (coupon_id, id, reason) in store::reasons_of(tx, members)? {
        if names(&reason) {
            gone += store::blank_reason(tx, coupon_id, id)?;
        }
    }
    Ok(gone)
}
