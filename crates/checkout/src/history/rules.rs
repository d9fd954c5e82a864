//! Past sales: whether one can be entered, and what a batch of them comes to. Pure.
//!
//! A past sale is believed: its prices are not worked out again. But it must add up, for its
//! money is posted like that of any other.

use crate::{CheckoutError, TenderKind};
use events::{HistoryRecorded, RecordedDay, RecordedMember, RecordedVisit};
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
    /// Whose.
    pub member_id: Option<MemberId>,
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
    for one in entered {
        let day = days
            .entry((one.business_date, one.store_id))
            .or_insert_with(|| empty_day(one));
        add_to_day(day, one)?;
        let Some(member_id) = one.member_id else {
            continue;
        };
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
    })
}

fn empty_day(one: &Entered) -> RecordedDay {
    RecordedDay {
        store_id: one.store_id,
        business_date: one.business_date,
        orders: 0,
        member_orders: 0,
        total: Money::ZERO,
        member_total: Money::ZERO,
        units: 0,
        points_earned: Points::ZERO,
        points_spent: Points::ZERO,
        stored_value_spent: Money::ZERO,
    }
}

fn add_to_day(day: &mut RecordedDay, one: &Entered) -> Result<(), MoneyError> {
    day.orders += 1;
    day.total = day.total.checked_add(one.sums.total)?;
    if one.member_id.is_some() {
        day.member_orders += 1;
        day.member_total = day.member_total.checked_add(one.sums.total)?;
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
mod tests {
    use super::*;

    fn line(quantity: i64, total: i64) -> RecordedLine {
        RecordedLine {
            sku_id: SkuId(1),
            category_id: Some(CategoryId(total)),
            quantity,
            gross: Money(total),
            total: Money(total),
        }
    }

    fn order(lines: Vec<RecordedLine>, tenders: &[(TenderKind, i64)]) -> RecordedOrder {
        let tender = |(kind, amount): &(TenderKind, i64)| RecordedTender {
            kind: *kind,
            amount: Money(*amount),
            points: Points::ZERO,
            reference: None,
        };
        RecordedOrder {
            external_no: "B-1".into(),
            store_id: StoreId(1),
            settled_at: Timestamp(0),
            member_id: None,
            guide_id: None,
            lines,
            tenders: tenders.iter().map(tender).collect(),
            earning: Earning::Nothing,
        }
    }

    #[test]
    fn a_past_sale_must_add_up_but_is_not_priced() {
        let cash = TenderKind::Cash;
        let sums = add_up(&order(
            vec![line(2, 1_000), line(0, -150)],
            &[(TenderKind::Coupon, 50), (cash, 800)],
        ))
        .expect("it adds up");
        assert_eq!(
            (sums.total, sums.units, sums.earn_basis),
            (Money(850), 2, Money(800))
        );

        let code = |order: RecordedOrder| {
            kernel::Fault::code(&add_up(&order).expect_err("it does not add up"))
        };
        assert_eq!(
            code(order(vec![line(1, 5)], &[(cash, 4)])),
            "checkout.tenders_do_not_add_up"
        );
        assert_eq!(code(order(vec![], &[])), "request.invalid");
        assert_eq!(code(order(vec![line(1, -5)], &[])), "request.invalid");
        assert_eq!(
            code(order(vec![line(0, -5)], &[(cash, -5)])),
            "request.invalid"
        );
        assert_eq!(
            code(order(vec![line(1, 5)], &[(TenderKind::StoredValue, 5)])),
            "checkout.member_needed"
        );
    }

    #[test]
    fn the_most_valuable_line_gives_the_category() {
        let lines = [line(1, 5), line(1, 9), line(1, 7)];
        let of = lines.iter().map(|line| (&line.category_id, &line.total));
        assert_eq!(main_category(of), Some(CategoryId(9)));
        assert_eq!(main_category([]), None);
    }

    #[test]
    fn a_batch_is_summed_up_by_day_and_by_member() {
        let entered = |store, day: &str, at, member: Option<i64>, total| Entered {
            store_id: StoreId(store),
            business_date: day.parse().expect("a date"),
            settled_at: Timestamp(at),
            member_id: member.map(MemberId),
            sums: Sums {
                gross: Money(total),
                total: Money(total),
                units: 2,
                earn_basis: Money(total),
                stored_value_spent: Money::ZERO,
                points_spent: Points::ZERO,
            },
            points_earned: Points(1),
            category_id: None,
        };
        let fact = summary(&[
            entered(2, "2026-11-24", 50, Some(7), 300),
            entered(1, "2026-11-24", 40, Some(7), 100),
            entered(2, "2026-11-24", 60, None, 900),
        ])
        .expect("in range");
        let days: Vec<_> = fact
            .days
            .iter()
            .map(|d| {
                (
                    d.store_id.0,
                    d.orders,
                    d.member_orders,
                    d.total.0,
                    d.member_total.0,
                )
            })
            .collect();
        assert_eq!(days, [(1, 1, 1, 100, 100), (2, 2, 1, 1_200, 300)]);
        let member = &fact.members[0];
        assert_eq!((member.orders, member.total), (2, Money(400)));
        assert_eq!(
            (member.first.at, member.last.at),
            (Timestamp(40), Timestamp(50))
        );
    }
}
