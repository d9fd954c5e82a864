//! 试算: what a basket costs, what it would earn and what points could pay; nothing is written.

pub(crate) mod http;

use crate::basket::{self, Item};
use crate::on_offer::{Buyer, OnOffer};
use crate::settle::{open_store, standing_of};
use crate::{CheckoutError, terms};
use kernel::{BusinessDate, Invalid, MemberId, Money, Points, SkuId, StoreId, Timestamp};
use ledger::Balances;
use offers::{CouponId, HeldCoupon};
use platform::db::Tx;
use pricing::{OfferId, PointsOffsetMax, Quote};
use retail::SkuFacts;
use std::collections::HashMap;

/// How far from now a basket can be priced.
const AT_DAYS_MAX: i64 = 3_653;

/// A basket that somebody wants to know the price of.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Basket {
    /// Where.
    pub store_id: StoreId,
    /// For whom; absent for somebody nobody knows.
    pub member_id: Option<MemberId>,
    /// What.
    pub lines: Vec<Item>,
    /// Which coupons; absent for all that the member holds: the best of them are found.
    pub coupons: Option<Vec<CouponId>>,
    /// When; absent for now.
    pub at: Option<Timestamp>,
}

/// What a basket costs, and what its member could pay it with.
#[derive(Debug, Clone)]
pub struct QuotedBasket {
    /// The price, explained.
    pub quote: Quote,
    /// What each line is called.
    pub names: Vec<String>,
    /// What gifts are called.
    pub gift_names: HashMap<SkuId, String>,
    /// The coupons that were looked at, by what they are to pricing, with their templates.
    pub coupons: HashMap<OfferId, (CouponId, OfferId)>,
    /// What the member has.
    pub balances: Option<Balances>,
    /// The most that points can pay, given the member's points.
    pub points_can_pay: PointsOffsetMax,
    /// The most that stored value can pay, given what the member has.
    pub stored_value_can_pay: Money,
}

/// Prices a basket. For another moment than now, what is on offer, its hours and days, the time of
/// coupons, birthdays and limits by the day are those of then; all else is as it is now.
pub fn quote_basket(
    tx: &mut Tx<'_>,
    now: Timestamp,
    basket: &Basket,
) -> Result<QuotedBasket, CheckoutError> {
    let at = basket.at.unwrap_or(now);
    let mut wrong = Invalid::new();
    check_moment(&mut wrong, at, now);
    basket::check(&mut wrong, &basket.lines);
    basket::check_coupons(&mut wrong, basket.coupons.as_deref().unwrap_or_default());
    wrong.check()?;
    let keys: Vec<_> = basket
        .lines
        .iter()
        .map(|line| (basket.store_id, line.sku_id))
        .collect();
    let (stores, tiers, goods, (terms, _), revision) = tx.fetch((
        retail::stores(tx, &[basket.store_id]),
        standing::tiers(tx),
        retail::sale_facts(tx, &keys),
        terms::versioned(tx),
        offers::revision(tx),
    ))?;
    let store = open_store(basket.store_id, &stores)?;
    let members: Vec<MemberId> = basket.member_id.into_iter().collect();
    let members = membership::load_for_sale(tx, &members)?;
    let member = basket.member_id.and_then(|id| members.get(&id));
    let place = (basket.store_id, store.business_date(at));
    let buyer_id = member.map(|member| member.id);
    let who = (place, buyer_id, at);
    let (mut coupons, mut on_offer) = read_offers(tx, revision, who, basket.coupons.as_deref())?;
    let first = Buyer::new(place, buyer_id, at, &coupons);
    let gift_names = look_at_gifts(tx, &mut on_offer, &first)?;
    let standing = standing_of(basket.member_id, &members, &tiers, &on_offer)?;
    let quote = loop {
        let buyer = Buyer::new(place, buyer_id, at, &coupons);
        let offers = on_offer.rules(&buyer)?;
        let wanted = (&standing, offers.as_slice());
        let quote = basket::price(&basket.lines, (store, &goods), wanted, &terms, at)?;
        // Fewer each time, so it ends.
        match on_offer.one_too_many(&buyer, &quote) {
            Some(coupon_id) => coupons.retain(|id| *id != coupon_id),
            None => break quote,
        }
    };

    let balances = match member {
        Some(member) => Some(ledger::balances(tx, member.id, now)?),
        None => None,
    };
    let points = balances.map_or(Points::ZERO, |balances| balances.available_points());
    let stored_value = balances.map_or(Money::ZERO, |balances| balances.available_stored_value());
    let offset = terms.points_rule().offset;
    Ok(QuotedBasket {
        points_can_pay: offset.most_with(quote.total, points)?,
        stored_value_can_pay: stored_value.min(quote.total),
        names: keys
            .iter()
            .map(|key| {
                goods
                    .get(key)
                    .map(|facts| facts.full_name())
                    .unwrap_or_default()
            })
            .collect(),
        gift_names,
        coupons: on_offer.templates(&coupons),
        balances,
        quote,
    })
}

fn check_moment(wrong: &mut Invalid, at: Timestamp, now: Timestamp) {
    let (first, last) = (now.plus_days(-AT_DAYS_MAX), now.plus_days(AT_DAYS_MAX));
    if at < first {
        wrong.add("/at", "date.too_early", [("min", first.to_string().into())]);
    } else if at > last {
        wrong.add("/at", "date.too_late", [("max", last.to_string().into())]);
    }
}

/// The coupons that are named, or else all that the member holds, with what is on offer.
fn read_offers(
    tx: &mut Tx<'_>,
    revision: i64,
    (place, member_id, now): ((StoreId, BusinessDate), Option<MemberId>, Timestamp),
    named: Option<&[CouponId]>,
) -> Result<(Vec<CouponId>, OnOffer), CheckoutError> {
    if let Some(named) = named {
        let buyer = Buyer::new(place, member_id, now, named);
        return Ok((named.to_vec(), OnOffer::load(tx, revision, &[buyer])?));
    }
    let held = held(tx, member_id, now)?;
    let coupons: Vec<CouponId> = held.iter().map(|held| held.id).collect();
    let buyer = Buyer::new(place, member_id, now, &coupons);
    let held = held.into_iter().map(|held| (held.id, held)).collect();
    let on_offer = OnOffer::with(tx, revision, &[buyer], held)?;
    Ok((coupons, on_offer))
}

/// What a member could use; no more than one order may use, those whose time is over first.
fn held(
    tx: &mut Tx<'_>,
    member_id: Option<MemberId>,
    now: Timestamp,
) -> Result<Vec<HeldCoupon>, CheckoutError> {
    let Some(member_id) = member_id else {
        return Ok(Vec::new());
    };
    let mut held = offers::held_by(tx, member_id, now)?;
    held.truncate(basket::COUPONS_MAX);
    Ok(held)
}

/// Counts how many gifts lie in the store, and says what they are called.
fn look_at_gifts(
    tx: &mut Tx<'_>,
    on_offer: &mut OnOffer,
    buyer: &Buyer<'_>,
) -> Result<HashMap<SkuId, String>, CheckoutError> {
    let gifts = on_offer.gifts(buyer.now);
    if gifts.is_empty() {
        return Ok(HashMap::new());
    }
    let store_id = buyer.buying.store_id;
    let keys: Vec<_> = gifts.iter().map(|sku_id| (store_id, *sku_id)).collect();
    let facts = tx.fetch(retail::sale_facts(tx, &keys))?;
    let levels = retail::load_levels(tx, store_id, &gifts)?;
    let counted = facts.values().filter(|facts| facts.keeps_stock);
    let level = |facts: &SkuFacts| levels.get(&facts.sku_id).copied().unwrap_or(0);
    let counted = counted.map(|facts| ((store_id, facts.sku_id), level(facts)));
    on_offer.set_levels(counted.collect());
    let names = facts
        .values()
        .map(|facts| (facts.sku_id, facts.full_name()));
    Ok(names.collect())
}
