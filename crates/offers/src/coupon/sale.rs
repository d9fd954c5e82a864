//! Coupons in orders: what a till may use, using them in the order's own transaction, and giving
//! them back when the order comes back.

use super::store::{self, Happened};
use super::{Coupon, CouponAct, CouponId, CouponState, CouponTrouble, WithTerms, with_terms};
use crate::usage::{self, Buying};
use crate::{CouponUse, OffersError, OnReturn, RunningOffer};
use kernel::{Act, By, MemberId, Money, OrderId, StoreId, Timestamp};
use platform::db::{DbError, Tx};
use pricing::{Offer, OfferId};
use std::collections::HashMap;
use std::sync::Arc;

/// The most coupons of a member that a quote looks at; those whose time is over first come first.
const HELD_MAX: i64 = 100;

/// A coupon that somebody may use in an order.
#[derive(Debug, Clone)]
pub struct HeldCoupon {
    /// Which.
    pub id: CouponId,
    /// Whose it is now; absent if it belongs to whoever shows it.
    pub member_id: Option<MemberId>,
    /// What its version says.
    pub offer: Arc<RunningOffer>,
    /// Whose it is in the table: a member who was merged into another has it still.
    pub holder: Option<MemberId>,
    trouble: Option<CouponTrouble>,
}

/// A coupon that was used in an order.
#[derive(Debug, Clone, Copy)]
pub struct Redemption {
    /// Which.
    pub coupon_id: CouponId,
    /// In which order.
    pub order_id: OrderId,
    /// Where.
    pub store_id: StoreId,
    /// Whom the coupon was read with.
    pub holder: Option<MemberId>,
    /// Whose order.
    pub member_id: Option<MemberId>,
    /// When.
    pub at: Timestamp,
    /// By whom.
    pub by: By,
}

impl HeldCoupon {
    /// What is in the way of using it for a buyer.
    pub fn trouble(&self, buyer: Option<MemberId>) -> Option<CouponTrouble> {
        let is_others = self.member_id.is_some() && self.member_id != buyer;
        self.trouble
            .or(is_others.then_some(CouponTrouble::OtherMember))
    }

    /// The coupon as an offer to pricing: it has the coupon's number.
    pub fn rule(&self, book: &crate::UseBook, buying: &Buying) -> Offer {
        let mut rule = book.rule(&self.offer, buying);
        rule.id = OfferId(self.id.0);
        rule
    }
}

/// Some coupons by id, as they stand; those that do not exist are absent.
pub fn coupons_for_sale(
    tx: &mut Tx<'_>,
    ids: &[CouponId],
    now: Timestamp,
) -> Result<HashMap<CouponId, HeldCoupon>, DbError> {
    if ids.is_empty() {
        return Ok(HashMap::new());
    }
    let found = tx.fetch(store::find_all(tx, ids))?;
    let held = for_sale(tx, found, now)?;
    Ok(held.into_iter().map(|held| (held.id, held)).collect())
}

/// What a member holds and could use in an order now.
pub fn held_by(
    tx: &mut Tx<'_>,
    member_id: MemberId,
    now: Timestamp,
) -> Result<Vec<HeldCoupon>, DbError> {
    let members = membership::ids_of_person(tx, member_id)?;
    let mut found = store::usable_of_members(tx, &members, now, HELD_MAX)?;
    found.sort_by_key(|coupon| (coupon.valid_until, coupon.id));
    let mut held = for_sale(tx, found, now)?;
    held.retain(|held| held.trouble.is_none());
    Ok(held)
}

fn for_sale(
    tx: &mut Tx<'_>,
    found: Vec<Coupon>,
    now: Timestamp,
) -> Result<Vec<HeldCoupon>, DbError> {
    let members: Vec<MemberId> = found.iter().filter_map(|one| one.member_id).collect();
    let current = membership::current_ids(tx, &members)?;
    let paused = paused_offers(tx, &found)?;
    let held = |(coupon, offer): WithTerms| {
        let terms = offer.terms.coupon.as_ref();
        let is_for_orders = terms.is_some_and(|terms| terms.used == CouponUse::Order);
        let trouble = coupon.trouble_at(now);
        let trouble = trouble.or((!is_for_orders).then_some(CouponTrouble::NotForOrders));
        let is_paused = paused.contains(&coupon.offer_id);
        HeldCoupon {
            id: coupon.id,
            holder: coupon.member_id,
            member_id: coupon
                .member_id
                .map(|id| current.get(&id).copied().unwrap_or(id)),
            trouble: trouble.or(is_paused.then_some(CouponTrouble::Paused)),
            offer,
        }
    };
    Ok(with_terms(tx, found)?.into_iter().map(held).collect())
}

fn paused_offers(tx: &mut Tx<'_>, coupons: &[Coupon]) -> Result<Vec<OfferId>, DbError> {
    let mut ids: Vec<OfferId> = coupons.iter().map(|coupon| coupon.offer_id).collect();
    ids.sort_unstable();
    ids.dedup();
    crate::offer::store::paused_among(tx, &ids)
}

/// Uses coupons in orders that are settled in this transaction. If one of them was used by
/// somebody else meanwhile, the act runs once more and finds it used.
pub fn redeem_in_orders(tx: &mut Tx<'_>, redemptions: &[Redemption]) -> Result<(), DbError> {
    if redemptions.is_empty() {
        return Ok(());
    }
    let mut sorted = redemptions.to_vec();
    sorted.sort_by_key(|one| one.coupon_id);
    let rows = sorted.iter().map(|one| {
        let Redemption {
            coupon_id,
            holder,
            order_id,
            store_id,
            at,
            ..
        } = *one;
        (coupon_id, holder, order_id, store_id, at)
    });
    let redeemed = store::redeem(tx, rows.collect())?;
    if redeemed < sorted.len() as u64 {
        return Err(tx.run_again());
    }
    let happened = |one: &Redemption| Happened {
        store_id: Some(one.store_id),
        order_id: Some(one.order_id),
        ..Happened::new(
            one.coupon_id,
            one.member_id,
            CouponAct::Redeemed,
            (one.at, one.by),
        )
    };
    let log: Vec<Happened> = sorted.iter().map(happened).collect();
    store::log(tx, &log)
}

/// What an offer gave in an order that comes back.
#[derive(Debug, Clone, Copy)]
pub struct GoneBack {
    /// The promotion or the coupon template.
    pub offer_id: OfferId,
    /// The version that the order was priced with.
    pub version: i64,
    /// The coupon, if it was one.
    pub coupon_id: Option<CouponId>,
    /// What of its money comes back now.
    pub money: Money,
}

/// An order came back, wholly or in part: budgets get back what its lines had taken; when nothing
/// of it is left, uses are given back, and coupons whose template says so.
pub fn give_back_coupons(
    tx: &mut Tx<'_>,
    act: Act,
    buying: &Buying,
    given: &[GoneBack],
    is_whole: bool,
) -> Result<(), OffersError> {
    let mut keys: Vec<(OfferId, i64)> = given
        .iter()
        .map(|one| (one.offer_id, one.version))
        .collect();
    keys.sort_unstable();
    keys.dedup();
    let rows = tx.fetch(crate::offer::store::find_versions(tx, &keys))?;
    let terms = crate::offer::readable(rows)?;
    let of = |one: &GoneBack| terms.get(&(one.offer_id, one.version));
    let used = given
        .iter()
        .filter_map(|one| Some((&**of(one)?, one.money)));
    usage::give_back(tx, buying, used, is_whole)?;
    if is_whole {
        let mut coupons: Vec<(CouponId, &RunningOffer)> = given
            .iter()
            .filter_map(|one| Some((one.coupon_id?, &**of(one)?)))
            .collect();
        coupons.sort_by_key(|(id, _)| *id);
        for (id, offer) in coupons {
            let coupon = store::lock(tx, id)?.ok_or(OffersError::CouponNotFound)?;
            give_back_one(tx, act, coupon, offer, buying)?;
        }
    }
    Ok(())
}

fn give_back_one(
    tx: &mut Tx<'_>,
    act: Act,
    mut coupon: Coupon,
    offer: &RunningOffer,
    buying: &Buying,
) -> Result<(), DbError> {
    let terms = offer.terms.coupon.as_ref();
    let is_given_back = terms.is_some_and(|terms| terms.on_return == OnReturn::GiveBack);
    if !is_given_back || coupon.state != CouponState::Redeemed {
        return Ok(());
    }
    let order_id = coupon.order_id.take();
    coupon.state = CouponState::Held;
    (coupon.redeemed_at, coupon.redeemed_store_id) = (None, None);
    store::update(tx, &coupon)?;
    let given_back = CouponAct::GivenBack;
    let happened = Happened {
        store_id: Some(buying.store_id),
        order_id,
        ..Happened::new(coupon.id, coupon.member_id, given_back, (act.now, act.by))
    };
    store::log(tx, &[happened])
}
