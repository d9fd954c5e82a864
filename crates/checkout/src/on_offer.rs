//! 可用优惠: what is on offer for the buyers of a batch of orders: the promotions that run, the
//! coupons that are named, what is left of their budgets, and how many gifts lie on the shelves.

use crate::order;
use kernel::{BusinessDate, By, MemberId, OrderId, SkuId, StoreId, Timestamp};
use offers::{
    Buying, CouponId, CouponTrouble, HeldCoupon, OffersError, Redemption, Running, RunningOffer,
    UseBook, coupons_for_sale, running_at,
};
use platform::db::{DbError, Tx};
use pricing::{Condition, Extra, Offer, OfferId, Outcome, Quote};
use std::collections::{HashMap, HashSet};
use std::sync::Arc;

/// Who buys, where and when, with which coupons.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Buyer<'a> {
    pub buying: Buying,
    pub now: Timestamp,
    pub coupons: &'a [CouponId],
}

impl<'a> Buyer<'a> {
    pub fn new(
        (store_id, date): (StoreId, BusinessDate),
        member_id: Option<MemberId>,
        now: Timestamp,
        coupons: &'a [CouponId],
    ) -> Buyer<'a> {
        let buying = Buying {
            store_id,
            member_id,
            date,
        };
        Buyer {
            buying,
            now,
            coupons,
        }
    }
}

/// What is on offer for a batch.
#[derive(Debug, Default)]
pub(crate) struct OnOffer {
    running: Arc<Running>,
    coupons: HashMap<CouponId, HeldCoupon>,
    /// Coupons that earlier orders of the batch use.
    used: HashSet<CouponId>,
    book: UseBook,
    /// How many gifts there are, where that is counted.
    levels: HashMap<(StoreId, SkuId), i64>,
    /// Who has bought before, if an offer asks.
    bought: HashSet<MemberId>,
}

impl OnOffer {
    /// Reads it for some buyers, at a revision of what runs that this transaction has read.
    pub fn load(tx: &mut Tx<'_>, revision: i64, buyers: &[Buyer<'_>]) -> Result<OnOffer, DbError> {
        let mut ids: Vec<CouponId> = buyers
            .iter()
            .flat_map(|buyer| buyer.coupons)
            .copied()
            .collect();
        ids.sort_unstable();
        ids.dedup();
        let now = buyers.iter().map(|buyer| buyer.now).max();
        let coupons = coupons_for_sale(tx, &ids, now.unwrap_or(Timestamp(0)))?;
        OnOffer::with(tx, revision, buyers, coupons)
    }

    /// The same, with coupons that are read already.
    pub fn with(
        tx: &mut Tx<'_>,
        revision: i64,
        buyers: &[Buyer<'_>],
        coupons: HashMap<CouponId, HeldCoupon>,
    ) -> Result<OnOffer, DbError> {
        let now = buyers.iter().map(|buyer| buyer.now).max();
        let mut on_offer = OnOffer {
            running: running_at(tx, revision)?,
            coupons,
            ..OnOffer::default()
        };
        let buying: Vec<Buying> = buyers.iter().map(|buyer| buyer.buying).collect();
        on_offer.book = UseBook::load(tx, on_offer.all(now), &buying)?;
        if on_offer.all(now).any(asks_first_order) {
            on_offer.bought = who_has_bought(tx, &buying)?;
        }
        Ok(on_offer)
    }

    /// All that may be given to somebody of the batch.
    fn all(&self, now: Option<Timestamp>) -> impl Iterator<Item = &RunningOffer> {
        let running = now.into_iter().flat_map(|now| self.running.at(now));
        running.chain(self.coupons.values().map(|held| &*held.offer))
    }

    /// What may be given for nothing in these stores: to be known before it is promised.
    pub fn gifts(&self, now: Timestamp) -> Vec<SkuId> {
        let extras = self.all(Some(now)).flat_map(|offer| &offer.rule.extras);
        let gift = |extra: &Extra| match extra {
            Extra::Gift { sku_id, .. } => Some(*sku_id),
            _ => None,
        };
        let mut gifts: Vec<SkuId> = extras.filter_map(gift).collect();
        gifts.sort_unstable();
        gifts.dedup();
        gifts
    }

    /// How many gifts there are; of what is not counted there are always enough.
    pub fn set_levels(&mut self, levels: HashMap<(StoreId, SkuId), i64>) {
        self.levels = levels;
    }

    /// Whether a member buys for the first time.
    pub fn is_first_order(&self, member_id: MemberId) -> bool {
        !self.bought.contains(&member_id)
    }

    /// The offers for a buyer as pricing takes them; refuses coupons that cannot be used.
    pub fn rules(&self, buyer: &Buyer<'_>) -> Result<Vec<Offer>, OffersError> {
        let mut rules = Vec::new();
        for offer in self.running.at(buyer.now) {
            rules.push(self.book.rule(offer, &buyer.buying));
        }
        for coupon_id in buyer.coupons {
            let refused = |trouble| OffersError::CouponNotUsable {
                coupon_id: *coupon_id,
                trouble,
            };
            let held = self.coupons.get(coupon_id);
            let held = held.ok_or_else(|| refused(CouponTrouble::Unknown))?;
            if self.used.contains(coupon_id) {
                return Err(refused(CouponTrouble::Redeemed));
            }
            if let Some(trouble) = held.trouble(buyer.buying.member_id) {
                return Err(refused(trouble));
            }
            rules.push(held.rule(&self.book, &buyer.buying));
        }
        for rule in &mut rules {
            self.count_gifts(rule, buyer.buying.store_id);
        }
        Ok(rules)
    }

    fn count_gifts(&self, rule: &mut Offer, store_id: StoreId) {
        for extra in &mut rule.extras {
            if let Extra::Gift {
                sku_id, in_stock, ..
            } = extra
                && let Some(level) = self.levels.get(&(store_id, *sku_id))
            {
                *in_stock = (*in_stock).min((*level).max(0));
            }
        }
    }

    /// The coupons of a buyer by what they are to pricing, with their templates.
    pub fn templates(&self, coupons: &[CouponId]) -> HashMap<OfferId, (CouponId, OfferId)> {
        let held = coupons.iter().filter_map(|id| self.coupons.get(id));
        held.map(|held| (OfferId(held.id.0), (held.id, held.offer.id)))
            .collect()
    }

    /// The coupons that an order uses.
    pub fn redemptions(&self, order_id: OrderId, buyer: &Buyer<'_>, by: By) -> Vec<Redemption> {
        let used = buyer.coupons.iter().filter_map(|id| self.coupons.get(id));
        let redemption = |held: &HeldCoupon| Redemption {
            coupon_id: held.id,
            holder: held.holder,
            order_id,
            store_id: buyer.buying.store_id,
            member_id: buyer.buying.member_id,
            at: buyer.now,
            by,
        };
        used.map(redemption).collect()
    }

    /// Refuses an order in which one of the coupons that are named gives nothing, or is one too
    /// many: whoever hands one in is told, and keeps it.
    pub fn require_all_used(&self, buyer: &Buyer<'_>, quote: &Quote) -> Result<(), OffersError> {
        let is_used = |id: &CouponId| quote.taken_off_by(OfferId(id.0)).is_some();
        let idle = buyer.coupons.iter().find(|id| !is_used(id)).copied();
        match idle.or_else(|| self.one_too_many(buyer, quote)) {
            None => Ok(()),
            Some(coupon_id) => Err(OffersError::CouponNotUsable {
                coupon_id,
                trouble: CouponTrouble::DoesNotFit,
            }),
        }
    }

    /// A coupon that goes beyond the budget or a limit of its template once the others of the order
    /// are counted: to pricing each coupon is an offer of its own.
    pub fn one_too_many(&self, buyer: &Buyer<'_>, quote: &Quote) -> Option<CouponId> {
        let mut book = self.book.clone();
        for told in &quote.explanations {
            let held = self.coupons.get(&CouponId(told.offer.0));
            let (Some(held), Outcome::Applied { amount, .. }) = (held, &told.outcome) else {
                continue;
            };
            if !book.has_room(&held.offer, &buyer.buying, *amount) {
                return Some(held.id);
            }
            book.take(&held.offer, &buyer.buying, *amount);
        }
        None
    }

    /// Counts what an order was given, for the orders that come after it in the batch.
    pub fn take(&mut self, buyer: &Buyer<'_>, quote: &Quote) {
        for told in &quote.explanations {
            let Outcome::Applied { amount, .. } = told.outcome else {
                continue;
            };
            if let Some(held) = self.coupons.get(&CouponId(told.offer.0)) {
                self.used.insert(held.id);
                let offer = held.offer.clone();
                self.book.take(&offer, &buyer.buying, amount);
            } else if let Some(offer) = self.running.get(told.offer) {
                self.book.take(offer, &buyer.buying, amount);
            }
        }
        for gift in &quote.gifts {
            let key = (buyer.buying.store_id, gift.sku_id);
            if let Some(level) = self.levels.get_mut(&key) {
                *level -= gift.quantity;
            }
        }
        self.bought.extend(buyer.buying.member_id);
    }

    /// Writes what budgets and limits were used.
    pub fn save(self, tx: &mut Tx<'_>) -> Result<(), DbError> {
        self.book.save(tx)
    }
}

pub(crate) fn asks_first_order(offer: &RunningOffer) -> bool {
    let condition = offer.rule.condition.as_ref();
    condition.is_some_and(Condition::asks_first_order)
}

/// In two statements, however many they are.
fn who_has_bought(tx: &mut Tx<'_>, buying: &[Buying]) -> Result<HashSet<MemberId>, DbError> {
    let members: Vec<MemberId> = buying.iter().filter_map(|one| one.member_id).collect();
    let survivors: HashMap<MemberId, MemberId> = membership::absorbed_into(tx, &members)?
        .into_iter()
        .collect();
    let all: Vec<MemberId> = members.iter().chain(survivors.keys()).copied().collect();
    let bought = order::store::who_has_bought(tx, &all)?;
    let current = |id: MemberId| survivors.get(&id).copied().unwrap_or(id);
    Ok(bought.into_iter().map(current).collect())
}
