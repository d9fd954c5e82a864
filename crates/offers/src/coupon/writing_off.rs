//! 核销: coupons that are used without an order, such as for a service; undoing that; voiding.

use super::getting::known_store;
use super::store::{self, Happened};
use super::{Coupon, CouponAct, CouponId, CouponState, CouponTrouble, WithTerms, lock};
use crate::offer::store::paused_among;
use crate::usage::{self, Buying};
use crate::{CouponUse, OffersError, UseBook};
use kernel::{Act, Invalid, Money, StoreId};
use platform::db::Tx;

const REASON_MAX: usize = 200;

/// Writes a coupon off in a store.
pub(crate) fn redeem_alone(
    tx: &mut Tx<'_>,
    act: Act,
    coupon_id: CouponId,
    store_id: StoreId,
    note: Option<&str>,
) -> Result<WithTerms, OffersError> {
    if let Some(note) = note {
        let mut wrong = Invalid::new();
        wrong.text("/note", note, REASON_MAX);
        wrong.check()?;
    }
    let store = known_store(tx, store_id)?;
    if !store.is_open {
        return Err(OffersError::UnknownStore { store_id });
    }
    let (mut coupon, offer) = lock(tx, coupon_id)?;
    let refused = |trouble| Err(OffersError::CouponNotUsable { coupon_id, trouble });
    if let Some(trouble) = coupon.trouble_at(act.now) {
        return refused(trouble);
    }
    let terms = offer.terms.coupon.as_ref();
    if terms.is_none_or(|terms| terms.used != CouponUse::Alone) {
        return refused(CouponTrouble::OnlyForOrders);
    }
    if !paused_among(tx, &[coupon.offer_id])?.is_empty() {
        return refused(CouponTrouble::Paused);
    }
    let buying = Buying {
        store_id,
        member_id: coupon.member_id,
        date: store.business_date(act.now),
    };
    let mut book = UseBook::load(tx, [&*offer], &[buying])?;
    if book.rule(&offer, &buying).is_used_up {
        return refused(CouponTrouble::DoesNotFit);
    }
    book.take(&offer, &buying, Money::ZERO);
    book.save(tx)?;
    coupon.state = CouponState::Redeemed;
    (coupon.redeemed_at, coupon.redeemed_store_id) = (Some(act.now), Some(store_id));
    store::update(tx, &coupon)?;
    tell(
        tx,
        act,
        &coupon,
        (CouponAct::Redeemed, Some(store_id), note),
    )?;
    Ok((coupon, offer))
}

/// 撤销核销: takes the redemption of a coupon back that was used without an order, as long as its
/// template allows.
pub(crate) fn undo(
    tx: &mut Tx<'_>,
    act: Act,
    coupon_id: CouponId,
    reason: &str,
) -> Result<WithTerms, OffersError> {
    check_reason(reason)?;
    let (mut coupon, offer) = lock(tx, coupon_id)?;
    let (Some(redeemed_at), CouponState::Redeemed) = (coupon.redeemed_at, coupon.state) else {
        return Err(wrong_state(&coupon));
    };
    if coupon.order_id.is_some() {
        return Err(OffersError::UsedInOrder { coupon_id });
    }
    let hours = offer
        .terms
        .coupon
        .as_ref()
        .map_or(0, |terms| terms.undo_hours);
    if redeemed_at.plus_millis(hours * 3_600_000) < act.now {
        return Err(OffersError::UndoTooLate { coupon_id, hours });
    }
    let store_id = coupon.redeemed_store_id.take();
    if let Some(store_id) = store_id {
        let buying = Buying {
            store_id,
            member_id: coupon.member_id,
            date: known_store(tx, store_id)?.business_date(redeemed_at),
        };
        usage::give_back(tx, &buying, [(&*offer, Money::ZERO)], true)?;
    }
    coupon.state = CouponState::Held;
    coupon.redeemed_at = None;
    store::update(tx, &coupon)?;
    tell(
        tx,
        act,
        &coupon,
        (CouponAct::Undone, store_id, Some(reason)),
    )?;
    Ok((coupon, offer))
}

/// 作废: takes a coupon away.
pub(crate) fn void(
    tx: &mut Tx<'_>,
    act: Act,
    coupon_id: CouponId,
    reason: &str,
) -> Result<WithTerms, OffersError> {
    check_reason(reason)?;
    let (mut coupon, offer) = lock(tx, coupon_id)?;
    if coupon.state != CouponState::Held {
        return Err(wrong_state(&coupon));
    }
    coupon.state = CouponState::Void;
    store::update(tx, &coupon)?;
    tell(tx, act, &coupon, (CouponAct::Voided, None, Some(reason)))?;
    Ok((coupon, offer))
}

fn check_reason(reason: &str) -> Result<(), Invalid> {
    let mut wrong = Invalid::new();
    wrong.text("/reason", reason, REASON_MAX);
    wrong.check()
}

fn wrong_state(coupon: &Coupon) -> OffersError {
    OffersError::CouponWrongState {
        coupon_id: coupon.id,
        state: coupon.state,
    }
}

fn tell(
    tx: &mut Tx<'_>,
    act: Act,
    coupon: &Coupon,
    (what, store_id, why): (CouponAct, Option<StoreId>, Option<&str>),
) -> Result<(), OffersError> {
    let happened = Happened {
        store_id,
        reason: why.map(str::to_owned),
        ..Happened::new(coupon.id, coupon.member_id, what, (act.now, act.by))
    };
    Ok(store::log(tx, &[happened])?)
}
