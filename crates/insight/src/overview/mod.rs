//! 工作台: a period at a glance, over all stores or over some, beside the period before it.

pub(crate) mod http;
mod indicator;
mod rules;

pub use indicator::{Indicator, IndicatorKey, IndicatorUnit};
pub use rules::Overview;

use crate::buyer_day::{self, Buyers, Windows};
use crate::{store_day, store_hour};
use access::StoreFilter;
use kernel::BusinessDate;
use ledger::LedgerError;
use platform::db::{DbError, Tx};
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
    let scene = Scene::of(tx, asked)?;
    let people = scene.people(tx)?;
    Ok(rules::overview_of(scene.facts(tx)?, people))
}

/// What is to be read: which days, over which stores.
#[derive(Debug, Clone)]
struct Scene {
    period: Period,
    stores: StoreFilter,
}

impl Scene {
    fn of(tx: &mut Tx<'_>, asked: &Asked) -> Result<Scene, DbError> {
        let period = match asked.period {
            Some((from, to)) => Period { from, to },
            None => {
                // Somewhere on earth it is tomorrow already; beyond that a date is a mistake.
                let latest = store_day::latest(tx, asked.today.plus_days(1))?;
                Period::of_day(latest.unwrap_or(asked.today))
            }
        };
        Ok(Scene {
            period,
            stores: asked.stores.clone(),
        })
    }

    /// How many people bought in the period and in the one before it. It takes as long as all else
    /// together.
    fn people(&self, tx: &mut Tx<'_>) -> Result<[Buyers; 2], DbError> {
        let both = [self.period, self.period.before()];
        buyer_day::buyers(tx, both.map(windows), &self.stores)
    }

    fn facts(&self, tx: &mut Tx<'_>) -> Result<Facts, LedgerError> {
        let Scene { period, ref stores } = *self;
        let trend = period.at_least(TREND_DAYS);
        let first = trend.before().from.min(period.before().from);
        Ok(Facts {
            period,
            trend,
            days: store_day::by_date(tx, first, period.to, stores)?,
            by_store: store_day::by_store(tx, period.from, period.to, stores)?,
            hours: store_hour::by_hour(tx, period.from, period.to, stores)?,
            members: membership::count(tx, stores.only())?,
            held: ledger::outstanding(tx, stores.only())?,
        })
    }
}

fn windows(period: Period) -> Windows {
    Windows {
        from: period.from,
        to: period.to,
        active_from: period.to.plus_days(1 - ACTIVE_DAYS),
        dormant_from: period.to.plus_days(1 - 2 * ACTIVE_DAYS),
    }
}
