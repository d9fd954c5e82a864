//! What an overview makes of the days, the hours and the people. Pure.

use super::indicator::{self, Indicator, Side};
use crate::buyer_day::Buyers;
use crate::figures::Figures;
use crate::store_day::Day;
use crate::store_hour::HourSum;
use kernel::{BusinessDate, StoreId};
use ledger::Outstanding;
use std::collections::BTreeMap;

/// Some days, first and last included.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Period {
    pub from: BusinessDate,
    pub to: BusinessDate,
}

impl Period {
    pub fn of_day(day: BusinessDate) -> Period {
        Period { from: day, to: day }
    }

    /// How many days it has.
    pub fn days(self) -> i64 {
        self.to.days_since(self.from) + 1
    }

    /// As many days, just before it.
    pub fn before(self) -> Period {
        Period {
            from: self.from.plus_days(-self.days()),
            to: self.from.plus_days(-1),
        }
    }

    /// The same with earlier days, so that it has so many.
    pub fn at_least(self, days: i64) -> Period {
        Period {
            from: self.from.min(self.to.plus_days(1 - days)),
            to: self.to,
        }
    }

    fn has(self, day: BusinessDate) -> bool {
        self.from <= day && day <= self.to
    }
}

/// What was read.
pub(super) struct Facts {
    pub period: Period,
    pub trend: Period,
    /// Days from the start of the days before the trend, or of the period before, whichever is
    /// earlier.
    pub days: Vec<Day>,
    pub by_store: Vec<Day>,
    pub hours: Vec<HourSum>,
    pub members: i64,
    pub held: Outstanding,
}

/// Sales in one hour of one weekday.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct WeekHour {
    /// 1 for Monday to 7 for Sunday; of the business day.
    pub weekday: i64,
    /// 0 to 23, on the stores' clocks.
    pub hour: i64,
    /// Orders.
    pub orders: i64,
    /// What was to pay for them, in 分.
    pub sales: i64,
}

/// A period at a glance.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Overview {
    /// Its first day.
    pub from: BusinessDate,
    /// Its last day.
    pub to: BusinessDate,
    /// The first day of the period before, which has as many days.
    pub before_from: BusinessDate,
    /// All stores together.
    pub total: Figures,
    /// The same in the period before.
    pub before: Figures,
    /// What head office looks at, each with what it is worked out from.
    pub indicators: Vec<Indicator>,
    /// Each store where something happened, the largest sales first.
    pub by_store: Vec<(Option<StoreId>, Figures)>,
    /// Every day of the trend, the earliest first; a day without figures counts as zero.
    pub trend: Vec<(BusinessDate, Figures)>,
    /// As many days just before them.
    pub trend_before: Vec<(BusinessDate, Figures)>,
    /// Hours with sales, by weekday and hour.
    pub hours: Vec<WeekHour>,
}

/// Makes the overview of what was read, and of the people who bought in the period and in the one
/// before it.
pub(super) fn overview_of(facts: Facts, [buyers, buyers_before]: [Buyers; 2]) -> Overview {
    let Facts { period, trend, .. } = facts;
    let before = period.before();
    let sum = |of: Period| {
        let mut sum = Figures::default();
        let days = facts.days.iter().filter(|day| of.has(day.business_date));
        days.for_each(|day| sum.add(&day.figures));
        sum
    };
    let (total, total_before) = (sum(period), sum(before));
    let now = Side {
        figures: &total,
        buyers,
        standing: Some((facts.members, facts.held)),
    };
    let then = Side {
        figures: &total_before,
        buyers: buyers_before,
        standing: None,
    };
    Overview {
        from: period.from,
        to: period.to,
        before_from: before.from,
        indicators: indicator::all(&now, &then),
        by_store: ranked(&facts.by_store),
        trend: every_day(trend, &facts.days),
        trend_before: every_day(trend.before(), &facts.days),
        hours: week_hours(&facts.hours),
        total,
        before: total_before,
    }
}

/// A store may come in several parts.
fn ranked(rows: &[Day]) -> Vec<(Option<StoreId>, Figures)> {
    let mut stores = BTreeMap::<Option<StoreId>, Figures>::new();
    for row in rows {
        stores.entry(row.store_id).or_default().add(&row.figures);
    }
    stores.retain(|_, figures| *figures != Figures::default());
    let mut ranked: Vec<_> = stores.into_iter().collect();
    ranked.sort_by_key(|(store_id, figures)| (std::cmp::Reverse(figures.sales), *store_id));
    ranked
}

fn every_day(trend: Period, rows: &[Day]) -> Vec<(BusinessDate, Figures)> {
    let mut by_date = BTreeMap::<BusinessDate, Figures>::new();
    for row in rows {
        by_date
            .entry(row.business_date)
            .or_default()
            .add(&row.figures);
    }
    (0..trend.days())
        .map(|place| {
            let day = trend.from.plus_days(place);
            (day, by_date.get(&day).copied().unwrap_or_default())
        })
        .collect()
}

fn week_hours(rows: &[HourSum]) -> Vec<WeekHour> {
    let mut sums = BTreeMap::<(i64, i64), (i64, i64)>::new();
    for row in rows {
        let sum = sums
            .entry((row.business_date.weekday(), row.hour))
            .or_default();
        sum.0 += row.orders;
        sum.1 += row.sales.0;
    }
    let hour = |((weekday, hour), (orders, sales))| WeekHour {
        weekday,
        hour,
        orders,
        sales,
    };
    sums.into_iter().map(hour).collect()
}

#[cfg(test)]
mod tests;
