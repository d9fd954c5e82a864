//! Business days as bounds of a walk by time.

use kernel::{BusinessDate, Cutoff, ZoneName};

/// Days from one to another, each of them open if absent.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Days {
    pub from: Option<BusinessDate>,
    pub to: Option<BusinessDate>,
}

impl Days {
    /// Business days bound the moments, so that a page far back costs no more than the first one:
    /// the day of a zone begins up to 14 hours before that of UTC and ends, with the latest
    /// cut-off, up to 24 hours after it.
    pub fn moments(self) -> (i64, i64) {
        const HOUR: i64 = 3_600_000;
        let earliest = self
            .from
            .map_or(i64::MIN, |date| utc_midnight(date) - 14 * HOUR);
        let latest = self
            .to
            .map_or(i64::MAX, |date| utc_midnight(date) + 48 * HOUR);
        (earliest, latest)
    }

    /// Whether they begin and end, and there are so few that all that was done on them can be
    /// sorted at once.
    pub fn are_few(self) -> bool {
        const FEW: i64 = 7;
        let days = self.from.zip(self.to);
        days.is_some_and(|(from, to)| to < from.plus_days(FEW))
    }

    /// The days as texts that sort like them.
    pub fn texts(self) -> (String, String) {
        let text = |date: Option<BusinessDate>, open: &str| {
            date.map_or_else(|| open.to_owned(), |date| date.to_string())
        };
        (text(self.from, ""), text(self.to, "~"))
    }
}

fn utc_midnight(date: BusinessDate) -> i64 {
    let utc: ZoneName = "UTC".parse().expect("every zone list has UTC");
    date.starts_at(&utc, Cutoff(0)).0
}
