//! Past sales: whether one can be entered, and what a batch of them comes to. Pure.
//!
//! A past sale is believed: its prices are not worked out again. But it must add up, for its
//! money is posted like that of any other.

use crate::{CheckoutError, TenderKind};
use events::{
    HistoryRecorded, RecordedBuyer, RecordedDay, RecordedHour, RecordedMember, RecordedVisit,
};
use kernel::{
    BusinessDate, CategoryId, Invalid, MemberId, Money, MoneyError, Points, SkuId, StaffId,
    StoreId, Timestamp,
};
use std::collections::BTreeMap;

/// A sale that was settled elsewhere or long ago.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RecordedOrder {
    /// Its receipt number there; unique in the brand, so that entering it twice enters it once.
    pub external_no: String,
    /// Where it was.
    pub store_id: StoreId,
    /// When it was.
    pub settled_at: Timestamp,
    /// Whose it was; absent for an anonymous sale.
    pub member_id: Option<MemberId>,
    /// Who served.
    pub guide_id: Option<StaffId>,
    /// What was sold. The caller has found the SKUs; they are not looked up again.
    pub lines: Vec<RecordedLine>,
    /// How it was paid; comes to the sum of the lines.
    pub tenders: Vec<RecordedTender>,
    /// What it earned.
    pub earning: Earning,
}

/// One line of a past sale.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct RecordedLine {
    /// What was sold.
    pub sku_id: SkuId,
    /// Of which category.
    pub category_id: Option<CategoryId>,
    /// How many; zero or less makes it an adjustment, whose total may be below zero.
    pub quantity: i64,
    /// Before discounts.
    pub gross: Money,
    /// What was to pay for it.
    pub total: Money,
}

/// One payment of a past sale.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RecordedTender {
    /// What it was.
    pub kind: TenderKind,
    /// The money that it paid.
    pub amount: Money,
    /// The points that it took, if it was a points tender.
    pub points: Points,
    /// What is written on it.
    pub reference: Option<String>,
}

/// What a past sale earned its member.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Earning {
    /// Nothing.
    Nothing,
    /// What the rule of today gives at the member's tier of today.
    ByRule,
    /// So many points.
    Exactly(Points),
}

/// What a past sale adds up to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Sums {
    /// Before discounts.
    pub gross: Money,
    /// What was to pay.
    pub total: Money,
    /// How many units were sold.
    pub units: i64,
    /// What earns points.
    pub earn_basis: Money,
    /// Stored value that was drawn.
    pub stored_value_spent: Money,
    /// Points that were drawn.
    pub points_spent: Points,
}

/// A past sale that was entered, as far as the summary of a batch wants to know it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Entered {
    /// Where it was.
    pub store_id: StoreId,
    /// On which business day of the store.
    pub business_date: BusinessDate,
    /// When.
    pub settled_at: Timestamp,
    /// In which hour of the store's clock.
    pub hour: i64,
    /// Whose.
    pub member_id: Option<MemberId>,
    /// The store that the member belongs to.
    pub home_store_id: Option<StoreId>,
    /// What it comes to.
    pub sums: Sums,
    /// Points that it earned.
    pub points_earned: Points,
    /// The category of its most valuable line.
    pub category_id: Option<CategoryId>,
}

/// Adds a past sale up, or says what does not fit.
pub fn add_up(order: &RecordedOrder) -> Result<Sums, CheckoutError> {
    check(order)?;
    let total = Money::sum(order.lines.iter().map(|line| line.total))?;
    let tendered = Money::sum(order.tenders.iter().map(|tender| tender.amount))?;
    if tendered != total {
        return Err(CheckoutError::TendersDoNotAddUp { tendered, total });
    }
    let earning = order
        .tenders
        .iter()
        .filter(|tender| tender.kind.earns_points());
    let earn_basis = Money::sum(earning.map(|tender| tender.amount))?;
    // Returns take points back in proportion to this amount, so there must be one.
    if earn_basis.is_zero() && matches!(order.earning, Earning::Exactly(points) if points.0 > 0) {
        return Err(Invalid::one("/earning", "number.too_large", [("max", 0.into())]).into());
    }
    let spent = |kind: TenderKind| {
        order
            .tenders
            .iter()
            .filter(move |tender| tender.kind == kind)
    };
    let units = order.lines.iter().map(|line| line.quantity.max(0));
    Ok(Sums {
        gross: Money::sum(order.lines.iter().map(|line| line.gross))?,
        total,
        units: units.fold(0, i64::saturating_add),
        earn_basis,
        stored_value_spent: Money::sum(spent(TenderKind::StoredValue).map(|one| one.amount))?,
        points_spent: Points::sum(spent(TenderKind::Points).map(|one| one.points))?,
    })
}

/// The category of the most valuable line; of lines alike, of the first.
pub fn main_category<'a>(
    lines: impl IntoIterator<Item = (&'a Option<CategoryId>, &'a Money)>,
) -> Option<CategoryId> {
    let mut best: Option<(Money, Option<CategoryId>)> = None;
    for (category, total) in lines {
        if best.is_none_or(|(most, _)| *total > most) {
            best = Some((*total, *category));
        }
    }
    best.and_then(|(_, category)| category)
}

/// Sums a batch up by store and day, and by member; both in the order of their keys.
pub fn summary(entered: &[Entered]) -> Result<HistoryRecorded, MoneyError> {
    let mut days: BTreeMap<(BusinessDate, StoreId), RecordedDay> = BTreeMap::new();
    let mut members: BTreeMap<MemberId, RecordedMember> = BTreeMap::new();
    let mut hours: BTreeMap<(BusinessDate, StoreId, i64), RecordedHour> = BTreeMap::new();
    let mut buyers: BTreeMap<(MemberId, BusinessDate, StoreId), RecordedBuyer> = BTreeMap::new();
    for one in entered {
        let place = (one.business_date, one.store_id, one.hour);
        add_to_hour(hours.entry(place).or_insert_with(|| empty_hour(one)), one)?;
        let day = days
            .entry((one.business_date, one.store_id))
            .or_insert_with(|| empty_day(one));
        add_to_day(day, one)?;
        let Some(member_id) = one.member_id else {
            continue;
        };
        let place = (member_id, one.business_date, one.store_id);
        let buyer = buyers.entry(place).or_insert(RecordedBuyer {
            member_id,
            store_id: one.store_id,
            business_date: one.business_date,
            orders: 0,
        });
        buyer.orders += 1;
        let visit = RecordedVisit {
            at: one.settled_at,
            store_id: one.store_id,
            total: one.sums.total,
            category_id: one.category_id,
        };
        let member = members.entry(member_id).or_insert_with(|| RecordedMember {
            member_id,
            orders: 0,
            total: Money::ZERO,
            first: visit.clone(),
            last: visit.clone(),
        });
        member.orders += 1;
        member.total = member.total.checked_add(one.sums.total)?;
        if visit.at < member.first.at {
            member.first = visit;
        } else if visit.at >= member.last.at {
            member.last = visit;
        }
    }
    Ok(HistoryRecorded {
        days: days.into_values().collect(),
        members: members.into_values().collect(),
        hours: hours.into_values().collect(),
        buyers: buyers.into_values().collect(),
    })
}

fn empty_hour(one: &Entered) -> RecordedHour {
    RecordedHour {
        store_id: one.store_id,
        business_date: one.business_date,
        hour: one.hour,
        orders: 0,
        total: Money::ZERO,
    }
}

fn add_to_hour(hour: &mut RecordedHour, one: &Entered) -> Result<(), MoneyError> {
    hour.orders += 1;
    hour.total = hour.total.checked_add(one.sums.total)?;
    Ok(())
}

fn empty_day(one: &Entered) -> RecordedDay {
    RecordedDay {
        store_id: one.store_id,
        business_date: one.business_date,
        orders: 0,
        member_orders: 0,
        gross: Money::ZERO,
        total: Money::ZERO,
        member_total: Money::ZERO,
        cross_store_total: Money::ZERO,
        units: 0,
        points_earned: Points::ZERO,
        points_spent: Points::ZERO,
        stored_value_spent: Money::ZERO,
    }
}

fn add_to_day(day: &mut RecordedDay, one: &Entered) -> Result<(), MoneyError> {
    day.orders += 1;
    day.gross = day.gross.checked_add(one.sums.gross)?;
    day.total = day.total.checked_add(one.sums.total)?;
    if one.member_id.is_some() {
        day.member_orders += 1;
        day.member_total = day.member_total.checked_add(one.sums.total)?;
    }
    if one.home_store_id.is_some_and(|home| home != one.store_id) {
        day.cross_store_total = day.cross_store_total.checked_add(one.sums.total)?;
    }
    day.units = day.units.saturating_add(one.sums.units);
    day.points_earned = day.points_earned.checked_add(one.points_earned)?;
    day.points_spent = day.points_spent.checked_add(one.sums.points_spent)?;
    day.stored_value_spent = day
        .stored_value_spent
        .checked_add(one.sums.stored_value_spent)?;
    Ok(())
}

fn check(order: &RecordedOrder) -> Result<(), CheckoutError> {
    let mut wrong = Invalid::new();
    wrong.text("/external_no", &order.external_no, 64);
    if order.lines.is_empty() {
        wrong.add("/lines", "list.empty", []);
    }
    for (place, line) in order.lines.iter().enumerate() {
        let most = pricing::MAX_QUANTITY;
        wrong.range(
            &format!("/lines/{place}/quantity"),
            line.quantity,
            -most,
            most,
        );
        wrong.range(
            &format!("/lines/{place}/gross"),
            line.gross.0,
            -Money::LIMIT,
            Money::LIMIT,
        );
        if line.quantity > 0 && line.total < Money::ZERO {
            wrong.add(
                format!("/lines/{place}/total"),
                "number.too_small",
                [("min", 0.into())],
            );
        }
    }
    for (place, tender) in order.tenders.iter().enumerate() {
        let (amount, points) = (
            format!("/tenders/{place}/amount"),
            format!("/tenders/{place}/points"),
        );
        wrong.range(&amount, tender.amount.0, 0, Money::LIMIT);
        let most = if tender.kind == TenderKind::Points {
            Points::LIMIT
        } else {
            0
        };
        wrong.range(&points, tender.points.0, 0, most);
    }
    if let Earning::Exactly(points) = order.earning {
        wrong.range("/earning", points.0, 0, Points::LIMIT);
    }
    wrong.check()?;
    let needs_member = order
        .tenders
        .iter()
        .any(|tender| tender.kind.needs_member());
    if order.member_id.is_none() && needs_member {
        return Err(CheckoutError::MemberNeeded);
    }
    Ok(())
}

#[cfg(test)]
mod tests;
