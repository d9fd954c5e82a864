//! 封账: house accounts carry no chain, so each day of recording is sealed when it is over:
//! a hash over the seal before, over every posting recorded on the day, and over what each house
//! account came to. The snapshots also save summing up from the beginning.

mod store;

pub(crate) use store::{RawSeal, day_balances, seals_after};

use crate::posting::{self, canon::DaySealer};
use crate::{Account, AccountKind, Asset, LedgerError};
use kernel::{Act, BusinessDate, Cursor, MoneyError, StoreId, Timestamp, ZoneName};
use platform::db::{DbError, Tx};
use std::collections::BTreeMap;

/// What a house account comes to in one asset.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct HouseSum {
    /// Which account.
    pub account: Account,
    /// In which asset.
    pub asset: Asset,
    /// How much.
    pub amount: i64,
}

/// What the sealing job did.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct SealedDays {
    /// How many days were sealed.
    pub days: u64,
    /// The last day that is sealed now.
    pub last: Option<BusinessDate>,
}

/// How long after its end a day is sealed: an act that began in it is written by then.
const GRACE_MILLIS: i64 = 3_600_000;

/// The most days that one call seals, so that a transaction stays short.
const DAYS_MAX: u64 = 31;

/// Account kind, store (0 for the brand) and asset, as they are written.
pub(crate) type HouseKey = (String, i64, String);

/// Seals the days of recording that are over before `today`, oldest first. Days are those of UTC:
/// stores have their own business days, the ledger's record has one.
pub fn seal_days(
    tx: &mut Tx<'_>,
    act: Act,
    today: BusinessDate,
) -> Result<SealedDays, LedgerError> {
    let mut sealed = SealedDays::default();
    let (mut last, mut hash) = match store::last_seal(tx)? {
        Some((day, hash)) => (Some(day), hash),
        None => (None, Vec::new()),
    };
    let mut balances = store::latest_balances(tx)?;
    while sealed.days < DAYS_MAX {
        let from = last.map_or(Timestamp(i64::MIN), |day| day_start(day.plus_days(1)));
        let Some(first) = posting::first_recorded(tx, from)? else {
            break;
        };
        let day = utc_day(first);
        let end = day_start(day.plus_days(1));
        if day >= today || end.plus_millis(GRACE_MILLIS) > act.now {
            break;
        }
        let moved = posting::house_sums_recorded(tx, day_start(day), end)?;
        let moved = add_up(&mut balances, moved)?;
        let (postings, digest) = hash_day(tx, &hash, day, &moved)?;
        store::insert_seal(tx, day, postings, &digest)?;
        store::insert_balances(tx, day, &moved)?;
        (last, hash) = (Some(day), digest.to_vec());
        sealed.days += 1;
    }
    sealed.last = last;
    Ok(sealed)
}

/// What every house account comes to, from the beginning until now.
pub fn house_balances(tx: &mut Tx<'_>) -> Result<Vec<HouseSum>, LedgerError> {
    let from = match store::last_seal(tx)? {
        Some((day, _)) => day_start(day.plus_days(1)),
        None => Timestamp(i64::MIN),
    };
    let mut balances = store::latest_balances(tx)?;
    let since = posting::house_sums_recorded(tx, from, Timestamp(i64::MAX))?;
    add_up(&mut balances, since)?;
    let sums = balances.into_iter().filter(|(_, amount)| *amount != 0);
    let mut sums = sums
        .map(|((kind, store, asset), amount)| read_sum(&kind, store, &asset, amount))
        .collect::<Result<Vec<HouseSum>, LedgerError>>()?;
    sums.sort_by_key(|sum| (sum.account, sum.asset));
    Ok(sums)
}

/// What house accounts come to on business days, first and last included.
pub fn house_sums(
    tx: &mut Tx<'_>,
    first: BusinessDate,
    last: BusinessDate,
) -> Result<Vec<HouseSum>, LedgerError> {
    let sums = posting::house_sums_between(tx, first, last)?.into_iter();
    let mut sums = sums
        .map(|(kind, store, asset, amount)| {
            read_sum(&kind, store.map_or(0, |id| id.0), &asset, amount)
        })
        .collect::<Result<Vec<HouseSum>, LedgerError>>()?;
    sums.sort_by_key(|sum| (sum.account, sum.asset));
    Ok(sums)
}

/// Adds what moved to the balances; answers with the new balances of the accounts that moved.
pub(crate) fn add_up(
    balances: &mut BTreeMap<HouseKey, i64>,
    moved: Vec<posting::HouseRow>,
) -> Result<Vec<(HouseKey, i64)>, MoneyError> {
    let mut now = BTreeMap::new();
    for (kind, store, asset, amount) in moved {
        let key = (kind, store.map_or(0, |id| id.0), asset);
        let sum = balances.entry(key.clone()).or_default();
        *sum = sum.checked_add(amount).ok_or(MoneyError::OutOfRange)?;
        now.insert(key, *sum);
    }
    Ok(now.into_iter().collect())
}

/// Hashes a day; answers with the number of its postings and the hash.
pub(crate) fn hash_day(
    tx: &mut Tx<'_>,
    before: &[u8],
    day: BusinessDate,
    balances: &[(HouseKey, i64)],
) -> Result<(i64, [u8; 32]), DbError> {
    const PAGE: u32 = 4_096;
    let mut sealer = DaySealer::new(before, &day.to_string());
    let mut place = Cursor {
        key: day_start(day).0,
        id: i64::MIN,
    };
    let end = day_start(day.plus_days(1));
    let mut postings = 0;
    loop {
        let page = posting::recorded_digests(tx, place, end, PAGE)?;
        for (_, id, digest) in &page {
            sealer.posting(*id, digest);
        }
        postings += page.len() as i64;
        match page.last() {
            Some((key, id, _)) if page.len() == PAGE as usize => {
                place = Cursor { key: *key, id: *id };
            }
            _ => break,
        }
    }
    for ((kind, store, asset), balance) in balances {
        sealer.balance(kind, *store, asset, *balance);
    }
    Ok((postings, sealer.finish()))
}

/// The day of recording that a moment falls on.
pub(crate) fn utc_day(moment: Timestamp) -> BusinessDate {
    moment.date_in(&utc())
}

/// When a day of recording begins.
pub(crate) fn day_start(day: BusinessDate) -> Timestamp {
    day.starts_at(&utc(), kernel::Cutoff(0))
}

fn utc() -> ZoneName {
    "UTC".parse().expect("UTC is a zone")
}

fn read_sum(kind: &str, store: i64, asset: &str, amount: i64) -> Result<HouseSum, LedgerError> {
    let kind: AccountKind = kind.parse().map_err(DbError::Bug)?;
    let asset: Asset = asset.parse().map_err(DbError::Bug)?;
    let store_id = (store != 0).then_some(StoreId(store));
    Ok(HouseSum {
        account: Account { kind, store_id },
        asset,
        amount,
    })
}
