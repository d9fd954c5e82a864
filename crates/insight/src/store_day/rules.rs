//! What an event adds to a store's day. Pure.

use crate::figures::Figures;
use events::{Event, OrderBound, OrderReturned, OrderSettled, RecordedDay};
use kernel::{BusinessDate, Money, StoreId};
use std::collections::BTreeMap;

/// The figures of one store (of no store: what happened outside of stores) on one business day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Day {
    /// On which business day.
    pub business_date: BusinessDate,
    /// Where.
    pub store_id: Option<StoreId>,
    /// What happened.
    pub figures: Figures,
}

/// What events add to the days: in key order, each day and store once.
pub(super) fn days_of<'e>(events: impl IntoIterator<Item = &'e Event>) -> Vec<Day> {
    let mut sums = BTreeMap::<(BusinessDate, Option<StoreId>), Figures>::new();
    for day in events.into_iter().flat_map(told_by) {
        let sum = sums.entry((day.business_date, day.store_id)).or_default();
        sum.add(&day.figures);
    }
    let day = |((business_date, store_id), figures)| Day {
        business_date,
        store_id,
        figures,
    };
    sums.into_iter().map(day).collect()
}

/// What one event tells, day by day.
fn told_by(event: &Event) -> Vec<Day> {
    let day = |business_date, store_id, figures| Day {
        business_date,
        store_id,
        figures,
    };
    match event {
        Event::OrderSettled(sale) => {
            vec![day(
                sale.business_date,
                Some(sale.store_id),
                told_by_sale(sale),
            )]
        }
        // The sale was counted when it was settled; now it is a member's.
        Event::OrderBound(bound) => {
            let last = bound.returned.len();
            let returned = bound.returned.iter().zip(1..).map(|(back, place)| {
                let figures = Figures {
                    undone_member_orders: i64::from(bound.is_undone && place == last),
                    member_returned: back.total,
                    ..Figures::default()
                };
                day(back.business_date, Some(back.store_id), figures)
            });
            let figures = told_by_binding(bound);
            let sale = day(bound.business_date, Some(bound.store_id), figures);
            std::iter::once(sale).chain(returned).collect()
        }
        Event::OrderReturned(back) => {
            vec![day(
                back.business_date,
                Some(back.store_id),
                told_by_return(back),
            )]
        }
        Event::MemberEnrolled(enrolled) => {
            let figures = Figures {
                new_members: 1,
                ..Figures::default()
            };
            vec![day(enrolled.business_date, enrolled.store_id, figures)]
        }
        Event::ToppedUp(top_up) => {
            let figures = Figures {
                top_up_principal: top_up.principal,
                top_up_bonus: top_up.bonus,
                ..Figures::default()
            };
            vec![day(top_up.business_date, Some(top_up.store_id), figures)]
        }
        Event::HistoryRecorded(history) => history.days.iter().map(told_by_record).collect(),
        Event::MemberFrozen(_)
        | Event::MemberUnfrozen(_)
        | Event::MemberMerged(_)
        | Event::MemberUnmerged(_)
        | Event::MemberClosed(_)
        | Event::MemberReopened(_)
        | Event::MemberErased(_)
        | Event::TierChanged(_) => Vec::new(),
    }
}

fn told_by_sale(sale: &OrderSettled) -> Figures {
    let is_member = sale.member_id.is_some();
    Figures {
        orders: 1,
        member_orders: i64::from(is_member),
        gross: Money(sale.total.0 + sale.discount.0),
        sales: sale.total,
        member_sales: if is_member { sale.total } else { Money::ZERO },
        cross_store_sales: spent_elsewhere(sale.total, sale.home_store_id, sale.store_id),
        units: sale.lines.iter().map(|line| line.quantity).sum(),
        points_earned: sale.points_earned,
        points_spent: sale.points_spent,
        stored_value_spent: sale.stored_value_spent,
        ..Figures::default()
    }
}

fn told_by_binding(bound: &OrderBound) -> Figures {
    Figures {
        member_orders: 1,
        member_sales: bound.total,
        cross_store_sales: spent_elsewhere(bound.total, bound.home_store_id, bound.store_id),
        points_earned: bound.points_earned,
        ..Figures::default()
    }
}

fn told_by_return(back: &OrderReturned) -> Figures {
    let is_member = back.member_id.is_some();
    // The order goes where its money goes, or a ticket would be of neither day.
    let undone = i64::from(back.undone.is_some());
    Figures {
        undone_orders: undone,
        undone_member_orders: undone * i64::from(is_member),
        returns_count: 1,
        returned: back.total,
        member_returned: if is_member { back.total } else { Money::ZERO },
        returned_units: back.units,
        points_taken_back: back.points_taken_back,
        points_back: back.points_back,
        stored_value_back: back.stored_value_back,
        ..Figures::default()
    }
}

/// The total, if the member belongs to another store than the one of the sale.
fn spent_elsewhere(total: Money, home: Option<StoreId>, store: StoreId) -> Money {
    match home {
        Some(home) if home != store => total,
        _ => Money::ZERO,
    }
}

fn told_by_record(day: &RecordedDay) -> Day {
    Day {
        business_date: day.business_date,
        store_id: Some(day.store_id),
        figures: Figures {
            orders: day.orders,
            member_orders: day.member_orders,
            gross: day.gross,
            sales: day.total,
            member_sales: day.member_total,
            cross_store_sales: day.cross_store_total,
            units: day.units,
            points_earned: day.points_earned,
            points_spent: day.points_spent,
            stored_value_spent: day.stored_value_spent,
            ..Figures::default()
        },
    }
}

#[cfg(test)]
mod tests;
