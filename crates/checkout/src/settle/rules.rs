//! 结账: whether an order can be settled and what it then comes to. Pure.
//!
//! The order of refusals is part of the contract: store, till, guide, receipt number, member,
//! goods, price, tenders, balance. (Stock comes last: it is taken from the shelves, not decided
//! here.)

use crate::basket::{self, Goods, Item};
use crate::on_offer::{Buyer, OnOffer};
use crate::{CheckoutError, TenderKind, Terms, TillTender};
use kernel::{Act, BusinessDate, Invalid, MemberId, Money, Points, StaffId, StoreId, TillId};
use ledger::{Asset, LedgerError};
use membership::SaleMember;
use offers::CouponId;
use pricing::{MonthDay, Quote, Standing, points_earned};
use retail::{Store, Till};
use standing::Tiers;
use std::collections::{HashMap, HashSet};

/// The most tenders that one sale may have.
pub const TENDERS_MAX: usize = 10;

/// A sale that wants to be settled.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SettleOrder {
    /// When and by whom.
    pub act: Act,
    /// Where.
    pub store_id: StoreId,
    /// At which till.
    pub till_id: Option<TillId>,
    /// To whom; absent for an anonymous sale.
    pub member_id: Option<MemberId>,
    /// Who served.
    pub guide_id: Option<StaffId>,
    /// The number that the till printed, if it mints its own.
    pub receipt_no: Option<String>,
    /// What is bought.
    pub lines: Vec<Item>,
    /// Which coupons it uses; each must give something.
    pub coupons: Vec<CouponId>,
    /// How it is paid.
    pub tenders: Vec<Payment>,
    /// What the customer was told it costs.
    pub expected_total: Money,
    /// The idempotency key that it came under.
    pub key: Option<String>,
}

/// One payment that a customer offers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Payment {
    /// How.
    pub kind: TillTender,
    /// How much of the total it pays.
    pub amount: Money,
    /// What the cashier wrote on it, such as the number of a card slip.
    pub reference: Option<String>,
}

/// What a batch of orders stands on.
#[derive(Debug)]
pub struct Facts {
    /// The stores that are named.
    pub stores: HashMap<StoreId, Store>,
    /// The tills that are named.
    pub tills: HashMap<TillId, Till>,
    /// Of the guides that are named, those whom the brand knows.
    pub guides: HashSet<StaffId>,
    /// The members that are named.
    pub members: HashMap<MemberId, SaleMember>,
    /// The brand's tiers.
    pub tiers: Tiers,
    /// The goods that are named, in the stores where they are bought.
    pub goods: Goods,
    /// What offers may give for nothing, in these stores.
    pub gifts: Goods,
    /// The brand's terms.
    pub terms: Terms,
    /// Receipt numbers that belong to an order already.
    pub receipts: HashSet<String>,
}

/// What a member can spend at the moment of decision.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Purse {
    /// Points that are not held.
    pub points: Points,
    /// Principal and bonus that are not held.
    pub stored_value: Money,
}

/// An order that may be settled.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Decision {
    /// On which business day of the store.
    pub business_date: BusinessDate,
    /// What each line costs.
    pub quote: Quote,
    /// The tenders, in the order in which they were offered.
    pub tenders: Vec<Decided>,
    /// Points to draw.
    pub points_spent: Points,
    /// Stored value to draw.
    pub stored_value_spent: Money,
    /// The amount that earns points.
    pub earn_basis: Money,
    /// Points to give.
    pub points_earned: Points,
}

/// One tender that is taken.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Decided {
    /// What it is.
    pub kind: TenderKind,
    /// How much of the total it pays.
    pub amount: Money,
    /// The points that it takes.
    pub points: Points,
    /// What the cashier wrote on it.
    pub reference: Option<String>,
}

impl SettleOrder {
    /// Who buys, in a store that is known by now.
    pub(crate) fn buyer(&self, store: &Store) -> Buyer<'_> {
        let now = self.act.now;
        let place = (self.store_id, store.business_date(now));
        Buyer::new(place, self.member_id, now, &self.coupons)
    }

    /// Says which fields make no sense, all at once and whatever the database holds.
    pub fn check(&self) -> Result<(), Invalid> {
        let mut wrong = Invalid::new();
        if let Some(receipt_no) = &self.receipt_no {
            wrong.text("/receipt_no", receipt_no, 64);
        }
        basket::check(&mut wrong, &self.lines);
        basket::check_coupons(&mut wrong, &self.coupons);
        if self.tenders.len() > TENDERS_MAX {
            wrong.add("/tenders", "list.too_long", [("max", TENDERS_MAX.into())]);
        }
        for (place, tender) in self.tenders.iter().enumerate().take(TENDERS_MAX) {
            let amount = format!("/tenders/{place}/amount");
            wrong.range(&amount, tender.amount.0, 0, Money::LIMIT);
            if let Some(reference) = &tender.reference {
                wrong.text(&format!("/tenders/{place}/reference"), reference, 100);
            }
        }
        wrong.range("/expected_total", self.expected_total.0, 0, Money::LIMIT);
        wrong.check()
    }
}

/// Decides one order on the facts of its batch and on what its member can spend at this moment.
pub fn decide(
    order: &SettleOrder,
    (facts, on_offer): (&Facts, &OnOffer),
    purse: Purse,
) -> Result<Decision, CheckoutError> {
    order.check()?;
    let store = open_store(order.store_id, &facts.stores)?;
    check_till(order, facts)?;
    if order.guide_id.is_some_and(|id| !facts.guides.contains(&id)) {
        return Err(Invalid::one("/guide_id", "reference.unknown", []).into());
    }
    if let Some(receipt_no) = order
        .receipt_no
        .as_ref()
        .filter(|no| facts.receipts.contains(*no))
    {
        return Err(CheckoutError::ReceiptNoTaken {
            receipt_no: receipt_no.clone(),
        });
    }
    let standing = standing_of(order.member_id, &facts.members, &facts.tiers, on_offer)?;
    let now = order.act.now;
    let buyer = order.buyer(store);
    let offers = on_offer.rules(&buyer)?;
    let quote = basket::price(
        &order.lines,
        (store, &facts.goods),
        (&standing, &offers),
        &facts.terms,
        now,
    )?;
    on_offer.require_all_used(&buyer, &quote)?;
    if quote.total != order.expected_total {
        return Err(CheckoutError::PriceChanged {
            quoted: order.expected_total,
            now: quote.total,
        });
    }
    let tenders = take_tenders(order, quote.total, &facts.terms)?;
    let points_spent = Points::sum(tenders.iter().map(|tender| tender.points))?;
    let stored_value_spent = amount_of(&tenders, |kind| kind == TenderKind::StoredValue)?;
    check_purse(purse, stored_value_spent, points_spent)?;

    let earn_basis = amount_of(&tenders, TenderKind::earns_points)?;
    let rule = facts.terms.points_rule();
    let earned = points_earned(earn_basis, &rule, quote.points_multiplier)?;
    // Without money that earns there is nothing that a return could take the bonus back by.
    let bonus = match earn_basis.is_zero() {
        true => Points::ZERO,
        false => quote.points_bonus,
    };
    Ok(Decision {
        business_date: buyer.buying.date,
        points_earned: earned.checked_add(bonus)?,
        earn_basis,
        quote,
        tenders,
        points_spent,
        stored_value_spent,
    })
}

/// The store, if it exists and sells.
pub(crate) fn open_store(
    store_id: StoreId,
    stores: &HashMap<StoreId, Store>,
) -> Result<&Store, CheckoutError> {
    let store = stores
        .get(&store_id)
        .ok_or(CheckoutError::UnknownStore { store_id })?;
    if store.is_open {
        Ok(store)
    } else {
        Err(CheckoutError::StoreClosed { store_id })
    }
}

/// Refuses a member whose account is closed or frozen.
pub(crate) fn may_trade(member: &SaleMember) -> Result<(), CheckoutError> {
    let member_id = member.id;
    if member.closed_at.is_some() {
        return Err(CheckoutError::MemberClosed { member_id });
    }
    if member.is_frozen {
        return Err(CheckoutError::MemberFrozen { member_id });
    }
    Ok(())
}

/// What the buyer is to the brand; a frozen member may not buy.
pub(crate) fn standing_of(
    member_id: Option<MemberId>,
    members: &HashMap<MemberId, SaleMember>,
    tiers: &Tiers,
    on_offer: &OnOffer,
) -> Result<Standing, CheckoutError> {
    let Some(member_id) = member_id else {
        return Ok(Standing::ANONYMOUS);
    };
    let member = members
        .get(&member_id)
        .ok_or(CheckoutError::UnknownMember { member_id })?;
    may_trade(member)?;
    Ok(Standing {
        birthday: member.birthday.map(MonthDay::of),
        is_first_order: on_offer.is_first_order(member.id),
        ..tiers.standing_of(member.tier_id)
    })
}

fn check_till(order: &SettleOrder, facts: &Facts) -> Result<(), CheckoutError> {
    let Some(till_id) = order.till_id else {
        return Ok(());
    };
    match facts.tills.get(&till_id) {
        Some(till) if till.store_id == order.store_id && till.is_active => Ok(()),
        _ => Err(CheckoutError::UnknownTill { till_id }),
    }
}

fn take_tenders(
    order: &SettleOrder,
    total: Money,
    terms: &Terms,
) -> Result<Vec<Decided>, CheckoutError> {
    let tendered = Money::sum(order.tenders.iter().map(|tender| tender.amount))?;
    if tendered != total {
        return Err(CheckoutError::TendersDoNotAddUp { tendered, total });
    }
    let anonymous = order.member_id.is_none();
    if anonymous
        && order
            .tenders
            .iter()
            .any(|tender| tender.kind.needs_member())
    {
        return Err(CheckoutError::MemberNeeded);
    }
    // Step and cap are about all that points pay, however many tenders they come in.
    let by_points = order
        .tenders
        .iter()
        .filter(|tender| tender.kind == TillTender::Points);
    let by_points = Money::sum(by_points.map(|tender| tender.amount))?;
    let offset = terms.points_rule().offset;
    if !by_points.is_zero() {
        offset.points_for(by_points, total)?;
    }
    let decided = |tender: &Payment| {
        let points = match tender.kind {
            TillTender::Points => offset.points_for(tender.amount, total)?,
            _ => Points::ZERO,
        };
        Ok(Decided {
            kind: tender.kind.kind(),
            amount: tender.amount,
            points,
            reference: tender.reference.clone(),
        })
    };
    // A tender of nothing pays nothing and is not kept.
    order
        .tenders
        .iter()
        .filter(|tender| !tender.amount.is_zero())
        .map(decided)
        .collect()
}

fn check_purse(purse: Purse, stored_value: Money, points: Points) -> Result<(), CheckoutError> {
    let short = |asset, available: i64, required| LedgerError::InsufficientBalance {
        asset,
        available: available.max(0),
        required,
    };
    if stored_value > purse.stored_value.max(Money::ZERO) {
        return Err(short(Asset::Principal, purse.stored_value.0, stored_value.0).into());
    }
    if points > purse.points.max(Points::ZERO) {
        return Err(short(Asset::Points, purse.points.0, points.0).into());
    }
    Ok(())
}

fn amount_of(
    tenders: &[Decided],
    is_wanted: impl Fn(TenderKind) -> bool,
) -> Result<Money, CheckoutError> {
    let wanted = tenders.iter().filter(|tender| is_wanted(tender.kind));
    Ok(Money::sum(wanted.map(|tender| tender.amount))?)
}

#[cfg(test)]
mod tests;
