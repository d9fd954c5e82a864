//! Sealed days: each is as it was when it was sealed, and none between them is missing.

use super::{Report, RowName};
use crate::posting;
use crate::seal::{self, HouseKey, RawSeal};
use kernel::{BusinessDate, Timestamp};
use platform::db::{DbError, Tx};
use std::collections::BTreeMap;

const PAGE: i64 = 366;

pub(super) fn check(
    tx: &mut Tx<'_>,
    report: &mut Report,
    progress: &mut dyn FnMut(&Report),
) -> Result<(), DbError> {
    let mut balances: BTreeMap<HouseKey, i64> = BTreeMap::new();
    let mut before: Option<RawSeal> = None;
    loop {
        let after = before
            .as_ref()
            .map(|seal| seal.day.clone())
            .unwrap_or_default();
        let seals = seal::seals_after(tx, &after, PAGE)?;
        let is_last = seals.len() < PAGE as usize;
        for seal in seals {
            check_day(tx, report, before.as_ref(), &seal, &mut balances)?;
            report.days += 1;
            progress(report);
            before = Some(seal);
        }
        if is_last {
            return Ok(());
        }
    }
}

fn check_day(
    tx: &mut Tx<'_>,
    report: &mut Report,
    before: Option<&RawSeal>,
    seal: &RawSeal,
    balances: &mut BTreeMap<HouseKey, i64>,
) -> Result<(), DbError> {
    let name = || RowName::Day(seal.day.clone());
    let Ok(day) = seal.day.parse::<BusinessDate>() else {
        report.wrong(name(), "it is not a day");
        return Ok(());
    };
    let since = before.and_then(|seal| seal.day.parse::<BusinessDate>().ok());
    let since = since.map_or(Timestamp(i64::MIN), |day| seal::day_start(day.plus_days(1)));
    if let Some(first) = posting::first_recorded(tx, since)?
        && first < seal::day_start(day)
    {
        let missing = RowName::Day(seal::utc_day(first).to_string());
        report.wrong(
            missing,
            "it has postings but no seal, though a later day has one",
        );
    }
    let (start, end) = (seal::day_start(day), seal::day_start(day.plus_days(1)));
    let moved = posting::house_sums_recorded(tx, start, end)?;
    let Ok(moved) = seal::add_up(balances, moved) else {
        report.wrong(name(), "an account is beyond what can be counted");
        return Ok(());
    };
    let kept = seal::day_balances(tx, &seal.day)?;
    if let Some(((kind, store, asset), _)) = moved
        .iter()
        .zip(&kept)
        .find_map(|(is, said)| (is != said).then_some(is))
    {
        let what = format!("what it says of {kind} {asset} of store {store} is not so");
        report.wrong(name(), what);
    } else if moved.len() != kept.len() {
        let (said, is) = (kept.len(), moved.len());
        report.wrong(
            name(),
            format!("it has {said} balances, {is} accounts moved"),
        );
    }
    let chain = before.map(|seal| seal.hash.as_slice()).unwrap_or_default();
    let (postings, hash) = seal::hash_day(tx, chain, day, &moved)?;
    if postings != seal.postings {
        let said = seal.postings;
        report.wrong(
            name(),
            format!("it says {said} postings, there are {postings}"),
        );
    } else if hash != seal.hash.as_slice() {
        report.wrong(
            name(),
            "its postings or balances are not those that were sealed",
        );
    }
    Ok(())
}
