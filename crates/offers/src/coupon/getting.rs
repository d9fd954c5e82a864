//! 发券与领券: how people come by coupons, and give them to each other.

use super::store::{self, Happened};
use super::{Coupon, CouponAct, CouponId, CouponState, WithTerms, code_of, index_of, lock};
use crate::issue::IssueId;
use crate::offer::published_at;
use crate::usage::{count_up, used_as};
use crate::{OffersError, RunningOffer};
use kernel::{Act, BusinessDate, Invalid, MemberId, StoreId};
use platform::db::{DbError, Tx};
use platform::seal::Seal;
use pricing::OfferId;
use retail::Store;
use std::collections::BTreeMap;
use std::sync::Arc;

const REASON_MAX: usize = 200;

/// How coupons are come by.
#[derive(Debug, Clone)]
pub(crate) struct Way<'a> {
    pub act: Act,
    pub how: CouponAct,
    pub store_id: Option<StoreId>,
    pub issue_id: Option<IssueId>,
    pub reason: Option<&'a str>,
}

/// Gives each of these members one coupon; counts against how many there may be. The caller has
/// seen to it that the members exist.
pub(crate) fn get_many(
    tx: &mut Tx<'_>,
    seal: &Seal,
    offer: &RunningOffer,
    members: &[MemberId],
    way: &Way<'_>,
) -> Result<Vec<Coupon>, OffersError> {
    let offer_id = offer.id;
    let terms = offer.terms.coupon.as_ref();
    let terms = terms.ok_or(OffersError::NotGivenOut { offer_id })?;
    let now = way.act.now;
    let (valid_from, valid_until) = terms.validity.of(now);
    if valid_until <= now {
        return Err(OffersError::NotGivenOut { offer_id });
    }
    let count = i64::try_from(members.len()).unwrap_or(i64::MAX);
    let most = terms.issue_max.unwrap_or(i64::MAX);
    let issued = BTreeMap::from([(format!("{}:issued", offer_id.0), (count, most))]);
    if !count_up(tx, issued)? {
        return Err(OffersError::NoneLeft { offer_id });
    }
    let coupon = |member_id: &MemberId| Coupon {
        id: CouponId(tx.new_id()),
        offer_id,
        version: offer.version,
        member_id: Some(*member_id),
        state: CouponState::Held,
        valid_from,
        valid_until,
        issue_id: way.issue_id,
        got_by: way.how,
        got_at: now,
        redeemed_at: None,
        redeemed_store_id: None,
        order_id: None,
    };
    let coupons: Vec<Coupon> = members.iter().map(coupon).collect();
    let log: Vec<Happened> = coupons
        .iter()
        .map(|coupon| Happened {
            store_id: way.store_id,
            reason: way.reason.map(str::to_owned),
            ..Happened::new(coupon.id, coupon.member_id, way.how, (now, way.act.by))
        })
        .collect();
    let rows: Vec<(Coupon, i64)> = coupons
        .iter()
        .map(|coupon| (coupon.clone(), index_of(seal, &code_of(seal, coupon.id))))
        .collect();
    store::insert(tx, &rows, &log)?;
    Ok(coupons)
}

/// The template, if coupons of it are given out now.
pub(crate) fn given_out(
    tx: &mut Tx<'_>,
    act: &Act,
    offer_id: OfferId,
) -> Result<RunningOffer, OffersError> {
    let offer = published_at(tx, offer_id, act.now)?;
    let offer = offer.filter(|offer| offer.terms.coupon.is_some());
    offer.ok_or(OffersError::NotGivenOut { offer_id })
}

/// Gives a member a coupon by hand.
pub(crate) fn issue_one(
    tx: &mut Tx<'_>,
    seal: &Seal,
    offer_id: OfferId,
    member_id: MemberId,
    way: &Way<'_>,
) -> Result<WithTerms, OffersError> {
    let mut wrong = Invalid::new();
    wrong.text("/reason", way.reason.unwrap_or_default(), REASON_MAX);
    wrong.check()?;
    let offer = given_out(tx, &way.act, offer_id)?;
    let member_id = active_member(tx, member_id)?;
    one(tx, seal, offer, member_id, way)
}

/// A member claims a coupon in a store: on its business day, within the template's limits.
pub(crate) fn claim(
    tx: &mut Tx<'_>,
    seal: &Seal,
    act: Act,
    offer_id: OfferId,
    member_id: MemberId,
    store_id: StoreId,
) -> Result<WithTerms, OffersError> {
    let offer = given_out(tx, &act, offer_id)?;
    let store = known_store(tx, store_id)?;
    let member_id = active_member(tx, member_id)?;
    let date = store.business_date(act.now);
    let counters = |member_id| claim_counters(&offer, member_id, store_id, date);
    let limits = counters(member_id).ok_or(OffersError::ClaimLimit { offer_id })?;
    // What the person claimed under an id that was merged into this one counts as well.
    let claimed = used_as(tx, &[member_id], |gone, current| {
        let keys = |id| counters(id).into_iter().flatten().map(|(key, _)| key);
        keys(gone).zip(keys(current)).collect()
    })?;
    let left = limits.into_iter().map(|(key, most)| {
        let most = most - claimed.get(&key).map_or(0, |used| *used);
        (key, (1, most))
    });
    if !count_up(tx, left.collect())? {
        return Err(OffersError::ClaimLimit { offer_id });
    }
    let way = Way {
        act,
        how: CouponAct::Claimed,
        store_id: Some(store_id),
        issue_id: None,
        reason: None,
    };
    one(tx, seal, offer, member_id, &way)
}

/// A store, whether it sells or not.
pub(crate) fn known_store(tx: &mut Tx<'_>, store_id: StoreId) -> Result<Store, OffersError> {
    let mut stores = tx.fetch(retail::stores(tx, &[store_id]))?;
    stores
        .remove(&store_id)
        .ok_or(OffersError::UnknownStore { store_id })
}

/// What one claim counts towards, with the limits; nothing if nobody may claim.
fn claim_counters(
    offer: &RunningOffer,
    MemberId(member): MemberId,
    StoreId(store): StoreId,
    date: BusinessDate,
) -> Option<Vec<(String, i64)>> {
    let terms = offer.terms.coupon.as_ref()?.claim.as_ref()?;
    let id = offer.id.0;
    let all = [
        (format!("{id}:claim:member:{member}"), terms.a_member),
        (
            format!("{id}:claim:member:{member}:{date}"),
            terms.a_member_day,
        ),
        (format!("{id}:claim:day:{date}"), terms.a_day),
        (
            format!("{id}:claim:store:{store}:{date}"),
            terms.a_store_day,
        ),
    ];
    let limited = all.into_iter();
    Some(
        limited
            .filter_map(|(key, most)| Some((key, most?)))
            .collect(),
    )
}

fn one(
    tx: &mut Tx<'_>,
    seal: &Seal,
    offer: RunningOffer,
    member_id: MemberId,
    way: &Way<'_>,
) -> Result<WithTerms, OffersError> {
    let mut coupons = get_many(tx, seal, &offer, &[member_id], way)?;
    let coupon = coupons.pop().ok_or(DbError::Missing)?;
    Ok((coupon, Arc::new(offer)))
}

/// The member, if there is one who may come by something.
fn active_member(tx: &mut Tx<'_>, member_id: MemberId) -> Result<MemberId, OffersError> {
    let found = membership::load_for_sale(tx, &[member_id])?;
    match found.get(&member_id) {
        Some(member) if member.closed_at.is_none() && !member.is_frozen => Ok(member.id),
        _ => Err(Invalid::one("/member_id", "reference.unknown", []).into()),
    }
}

/// 转赠: a coupon goes to another member.
pub(crate) fn give_away(
    tx: &mut Tx<'_>,
    act: Act,
    coupon_id: CouponId,
    to: MemberId,
) -> Result<WithTerms, OffersError> {
    let (mut coupon, offer) = lock(tx, coupon_id)?;
    if let Some(trouble) = coupon.trouble_at(act.now)
        && trouble != super::CouponTrouble::NotYet
    {
        return Err(OffersError::CouponNotUsable { coupon_id, trouble });
    }
    let terms = offer.terms.coupon.as_ref();
    if terms.is_none_or(|terms| !terms.is_giveable) {
        return Err(OffersError::NotGiveable { coupon_id });
    }
    let to = active_member(tx, to)?;
    if coupon.member_id == Some(to) {
        return Err(Invalid::one("/member_id", "value.duplicate", []).into());
    }
    coupon.member_id = Some(to);
    store::update(tx, &coupon)?;
    let given_away = CouponAct::GivenAway;
    let happened = Happened::new(coupon_id, Some(to), given_away, (act.now, act.by));
    store::log(tx, &[happened])?;
    Ok((coupon, offer))
}
