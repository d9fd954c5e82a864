//! What an event adds to a store's day, and what an overview makes of the days. Pure.

use events::{Event, RecordedDay};
use kernel::{BusinessDate, Money, Points, StoreId};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// What happened in a store on a day, or in several of them. Sales are gross: what came back is
/// `returned`, on the day when it came back.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
pub struct Figures {
    /// Settled orders.
    pub orders: i64,
    /// How many of them by members.
    pub member_orders: i64,
    /// What was to pay for them after all discounts.
    pub sales: Money,
    /// How much of it by members.
    pub member_sales: Money,
    /// Units sold.
    pub units: i64,
    /// Returns, each of one or more lines.
    pub returns_count: i64,
    /// What was given back for them.
    pub returned: Money,
    /// People who enrolled.
    pub new_members: i64,
    /// What members paid in to stored value.
    pub top_up_principal: Money,
    /// What they were given on top.
    pub top_up_bonus: Money,
    /// Points earned.
    pub points_earned: Points,
    /// Points given for goods.
    pub points_spent: Points,
    /// Stored value given for goods.
    pub stored_value_spent: Money,
}

impl Figures {
    /// Adds other figures to these. Sums of what was checked when it happened; should they leave
    /// the range all the same, an overview shows the limit and nothing breaks.
    pub fn add(&mut self, other: &Figures) {
        let Figures {
            orders,
            member_orders,
            sales,
            member_sales,
            units,
            returns_count,
            returned,
            new_members,
            top_up_principal,
            top_up_bonus,
            points_earned,
            points_spent,
            stored_value_spent,
        } = *other;
        for (sum, more) in [
            (&mut self.orders, orders),
            (&mut self.member_orders, member_orders),
            (&mut self.sales.0, sales.0),
            (&mut self.member_sales.0, member_sales.0),
            (&mut self.units, units),
            (&mut self.returns_count, returns_count),
            (&mut self.returned.0, returned.0),
            (&mut self.new_members, new_members),
            (&mut self.top_up_principal.0, top_up_principal.0),
            (&mut self.top_up_bonus.0, top_up_bonus.0),
            (&mut self.points_earned.0, points_earned.0),
            (&mut self.points_spent.0, points_spent.0),
            (&mut self.stored_value_spent.0, stored_value_spent.0),
        ] {
            *sum = sum.saturating_add(more).clamp(-Money::LIMIT, Money::LIMIT);
        }
    }
}

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
            let is_member = sale.member_id.is_some();
            let figures = Figures {
                orders: 1,
                member_orders: i64::from(is_member),
                sales: sale.total,
                member_sales: if is_member { sale.total } else { Money::ZERO },
                units: sale.lines.iter().map(|line| line.quantity).sum(),
                points_earned: sale.points_earned,
                points_spent: sale.points_spent,
                stored_value_spent: sale.stored_value_spent,
                ..Figures::default()
            };
            vec![day(sale.business_date, Some(sale.store_id), figures)]
        }
        // The sale was counted when it was settled; now it is a member's.
        Event::OrderBound(bound) => {
            let figures = Figures {
                member_orders: 1,
                member_sales: bound.total,
                points_earned: bound.points_earned,
                ..Figures::default()
            };
            vec![day(bound.business_date, Some(bound.store_id), figures)]
        }
        Event::OrderReturned(back) => {
            let figures = Figures {
                returns_count: 1,
                returned: back.total,
                ..Figures::default()
            };
            vec![day(back.business_date, Some(back.store_id), figures)]
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

fn told_by_record(day: &RecordedDay) -> Day {
    Day {
        business_date: day.business_date,
        store_id: Some(day.store_id),
        figures: Figures {
            orders: day.orders,
            member_orders: day.member_orders,
            sales: day.total,
            member_sales: day.member_total,
            units: day.units,
            points_earned: day.points_earned,
            points_spent: day.points_spent,
            stored_value_spent: day.stored_value_spent,
            ..Figures::default()
        },
    }
}

/// A day at a glance: its sum, its stores, and the days that it is compared with.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Overview {
    /// Which day.
    pub date: BusinessDate,
    /// All stores that the person may see.
    pub total: Figures,
    /// The same on the day before.
    pub day_before: Figures,
    /// The same on the same weekday of the week before.
    pub week_before: Figures,
    /// Each store where something happened, the largest sales first.
    pub by_store: Vec<(Option<StoreId>, Figures)>,
    /// The days up to this one, the earliest first; a day without figures counts as zero.
    pub trend: Vec<(BusinessDate, Figures)>,
}

/// From which day on figures are needed for an overview with a trend of so many days.
pub(super) fn first_day(date: BusinessDate, days: u32) -> BusinessDate {
    date.plus_days(-i64::from(days.max(8) - 1))
}

/// Makes an overview of days in any order; those of `date` come store by store, the others may
/// come added up.
pub(super) fn overview_of(date: BusinessDate, days: u32, rows: &[Day]) -> Overview {
    let mut by_date = BTreeMap::<BusinessDate, Figures>::new();
    for row in rows {
        by_date
            .entry(row.business_date)
            .or_default()
            .add(&row.figures);
    }
    let on = |days_ago: i64| {
        let day = date.plus_days(-days_ago);
        (day, by_date.get(&day).copied().unwrap_or_default())
    };
    let of_date = rows.iter().filter(|row| row.business_date == date);
    let mut by_store: Vec<_> = of_date.map(|row| (row.store_id, row.figures)).collect();
    by_store.sort_by_key(|(store_id, figures)| (std::cmp::Reverse(figures.sales), *store_id));
    Overview {
        date,
        total: on(0).1,
        day_before: on(1).1,
        week_before: on(7).1,
        by_store,
        trend: (0..i64::from(days)).rev().map(on).collect(),
    }
}

#[cfg(test)]
mod tests;
