//! 无人可用: why nobody could ever have an offer.

use super::{Facts, Finding, FindingCode, Nobody, Sold, World};
use kernel::{BusinessDate, Timestamp, ZoneName};
use pricing::Condition;

/// So many days are looked at: each day of the week and of a month, and each of a year.
const DAYS: i64 = 400;

pub(super) fn find(facts: &Facts, in_scope: &[&Sold]) -> Vec<Finding> {
    let terms = &facts.offer.terms;
    let rule = &facts.offer.rule;
    let condition = rule.condition.as_ref();
    let may_hold = |date| condition.is_none_or(|it| may_hold(it, &facts.world, date));
    let used_up = [
        terms.limits.budget.is_some_and(|most| most <= facts.given),
        terms.limits.uses.is_some_and(|most| most <= facts.uses),
    ];
    let has_price = rule.effect.is_some();
    // Coupons that are out stay good when no more are given.
    let is_over =
        terms.coupon.is_none() && terms.schedule.ends_at.is_some_and(|end| end <= facts.now);
    let is_for_somebody = may_hold(None);
    let reasons = [
        (is_over, Nobody::Over),
        (has_price && in_scope.is_empty(), Nobody::NoGoods),
        (
            pricing::check(rule).is_err() && has_price,
            Nobody::Contradiction,
        ),
        (!is_for_somebody, Nobody::NoPlaceOrTier),
        (
            is_for_somebody && !is_over && !days(facts).any(|day| may_hold(Some(day))),
            Nobody::NoDay,
        ),
        (used_up.contains(&true), Nobody::UsedUp),
    ];
    let found = reasons.into_iter().filter(|(is_so, _)| *is_so);
    found
        .map(|(_, why)| Finding {
            nobody: Some(why),
            ..Finding::new(FindingCode::Dead)
        })
        .collect()
}

/// The days of the offer's time from today on: no more than repeat themselves, and the days that
/// its condition begins with.
fn days(facts: &Facts) -> impl Iterator<Item = BusinessDate> {
    let utc: ZoneName = "UTC".parse().expect("a zone");
    let day = |at: Timestamp| at.date_in(&utc);
    let schedule = facts.offer.terms.schedule;
    let first = schedule.starts_at.map_or(facts.now, |at| at.max(facts.now));
    // A day more on each side: a store's clock may be ahead or behind.
    let first = day(first).plus_days(-1);
    let last = schedule.ends_at.map(|end| day(end).plus_days(1));
    let mut named = Vec::new();
    if let Some(condition) = &facts.offer.rule.condition {
        dates_of(condition, &mut named);
    }
    let each = (0..DAYS).map(move |days| first.plus_days(days));
    each.chain(named)
        .filter(move |day| *day >= first && last.is_none_or(|last| *day <= last))
}

fn dates_of(condition: &Condition, dates: &mut Vec<BusinessDate>) {
    match condition {
        Condition::All { of } | Condition::Any { of } => {
            of.iter().for_each(|one| dates_of(one, dates));
        }
        Condition::Not { of } => dates_of(of, dates),
        // The weeks that follow have each day of the week and most of a month.
        Condition::Dates { from, .. } => dates.extend((0..31).map(|days| from.plus_days(days))),
        _ => {}
    }
}

/// Whether a condition may hold, on a day if one is named. What depends on who buys what, and when
/// during the day, may.
fn may_hold(condition: &Condition, world: &World, day: Option<BusinessDate>) -> bool {
    match condition {
        Condition::All { of } => of.iter().all(|one| may_hold(one, world, day)),
        Condition::Any { of } => of.iter().any(|one| may_hold(one, world, day)),
        Condition::Not { of } => match (&**of, day) {
            (
                Condition::Weekdays { .. } | Condition::MonthDays { .. } | Condition::Dates { .. },
                Some(_),
            ) => !may_hold(of, world, day),
            _ => true,
        },
        Condition::Store { any_of } => any_of.iter().any(|id| world.open_stores.contains(id)),
        Condition::Region { any_of } => any_of.iter().any(|id| world.open_regions.contains(id)),
        Condition::Tier { any_of } => {
            let mut tiers = world.tiers.iter();
            tiers.any(|tier| any_of.contains(&tier.tier_id))
        }
        Condition::Weekdays { any_of } => day.is_none_or(|day| {
            let mut named = any_of.iter();
            named.any(|one| i64::from(*one) == day.weekday())
        }),
        Condition::MonthDays { any_of } => day.is_none_or(|day| {
            let of_month = day.0.day();
            any_of
                .iter()
                .any(|one| i64::from(*one) == i64::from(of_month))
        }),
        Condition::Dates { from, to } => day.is_none_or(|day| (*from..=*to).contains(&day)),
        _ => true,
    }
}
