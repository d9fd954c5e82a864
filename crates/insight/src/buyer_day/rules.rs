//! How people are counted. Pure.

use kernel::{BusinessDate, MemberId};
use std::collections::HashMap;

/// How many people bought.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Buyers {
    /// In the period.
    pub buyers: i64,
    /// Twice or more in the period.
    pub repeat_buyers: i64,
    /// Last in the window of those who are active.
    pub active: i64,
    /// Last in the window before it.
    pub dormant: i64,
}

/// The days that matter to a count of buyers; all end with `to`.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Windows {
    /// The first day of the period.
    pub from: BusinessDate,
    /// The last day of the period and of the windows.
    pub to: BusinessDate,
    /// Whoever bought since then is active.
    pub active_from: BusinessDate,
    /// Whoever bought since then, but not later, is dormant.
    pub dormant_from: BusinessDate,
}

impl Windows {
    /// The first day that matters.
    pub fn earliest(self) -> BusinessDate {
        self.from.min(self.dormant_from)
    }
}

/// Who bought, on which day, how often.
pub(super) type Bought = (MemberId, BusinessDate, i32);

/// Sorts what was bought by who that is now: whoever was merged into another is that one.
pub(super) fn by_person(bought: &mut [Bought], survivors: &HashMap<MemberId, MemberId>) {
    if !survivors.is_empty() {
        for (member, ..) in bought.iter_mut() {
            *member = survivors.get(member).copied().unwrap_or(*member);
        }
    }
    bought.sort_unstable();
}

/// Counts the people behind what was bought, which is sorted by person and day.
pub(super) fn count_up(bought: &[Bought], windows: Windows) -> Buyers {
    let matter = windows.earliest()..=windows.to;
    let mut counted = Buyers::default();
    for person in bought.chunk_by(|one, next| one.0 == next.0) {
        let days = person
            .iter()
            .filter(|(_, day, orders)| *orders > 0 && matter.contains(day));
        let Some((_, last_on, _)) = days.clone().next_back() else {
            continue;
        };
        let orders: i64 = days
            .filter(|(_, day, _)| *day >= windows.from)
            .map(|(.., orders)| i64::from(*orders))
            .sum();
        counted.buyers += i64::from(orders > 0);
        counted.repeat_buyers += i64::from(orders > 1);
        let is_active = *last_on >= windows.active_from;
        counted.active += i64::from(is_active);
        counted.dormant += i64::from(!is_active && *last_on >= windows.dormant_from);
    }
    counted
}
