//! 工作台: a period at a glance, over all stores or over some, beside the period before it.

pub(crate) mod http;
mod indicator;
mod rules;

pub use indicator::{Indicator, IndicatorKey, IndicatorUnit};
pub use rules::Overview;

use crate::buyer_day::{self, Windows};
use crate::{store_day, store_hour};
use access::StoreFilter;
use kernel::BusinessDate;
use ledger::LedgerError;
use platform::db::Tx;
use rules::{Facts, Period};

/// The most days of a period.
pub const DAYS_MAX: i64 = 366;
/// So many days are shown as a trend at least, whatever the period.
const TREND_DAYS: i64 = 30;
/// Whoever bought in so many days is active; in as many before them, dormant.
const ACTIVE_DAYS: i64 = 90;

/// Which overview is wanted.
#[derive(Debug, Clone)]
pub struct Asked {
    /// First and last day; without them the latest day with figures.
    pub period: Option<(BusinessDate, BusinessDate)>,
    /// What day it is, where there are no figures at all.
    pub today: BusinessDate,
    /// Over which stores.
    pub stores: StoreFilter,
}

/// Reads an overview.
pub fn overview(tx: &mut Tx<'_>, asked: &Asked) -> Result<Overview, LedgerError> {
    let stores = &asked.stores;
    let period = match asked.period {
        Some((from, to)) => Period { from, to },
        None => {
            // Somewhere on earth it is tomorrow already; beyond that a date is a mistake.
            let latest = store_day::latest(tx, asked.today.plus_days(1))?;
            Period::of_day(latest.unwrap_or(asked.today))
        }
    };
    let before = period.before();
    let trend = period.at_least(TREND_DAYS);
    let days = store_day::by_date(tx, trend.before().from.min(before.from), period.to, stores)?;
    let [buyers, buyers_before] = buyer_day::buyers(tx, [period, before].map(windows), stores)?;
    let facts = Facts {
        period,
        trend,
        by_store: store_day::by_store(tx, period.from, period.to, stores)?,
        hours: store_hour::by_hour(tx, period.from, period.to, stores)?,
        buyers,
        buyers_before,
        members: membership::count(tx, stores.only())?,
        held: ledger::outstanding(tx, stores.only())?,
        days,
    };
    Ok(rules::overview_of(facts))
}

fn windows(period: Period) -> Windows {
    Windows {
        from: period.from,
        to: period.to,
        active_from: period.to.plus_days(1 - ACTIVE_DAYS),
        dormant_from: period.to.plus_days(1 - 2 * ACTIVE_DAYS),
    }
}
