//! The only file that names `day_seal` and `day_balance`.

use super::HouseKey;
use kernel::BusinessDate;
use platform::db::{DbError, Tx};
use platform::{args, row, row_values, sql};
use std::collections::BTreeMap;

row! {
    /// A seal as the proof reads it: whatever the columns hold.
    pub(crate) struct RawSeal {
        pub day: String,
        pub postings: i64,
        pub hash: Vec<u8>,
    }
}

/// The latest seal.
pub(crate) fn last_seal(tx: &mut Tx<'_>) -> Result<Option<(BusinessDate, Vec<u8>)>, DbError> {
    let brand = tx.brand();
    tx.maybe(
        sql!(
            (BusinessDate, Vec<u8>),
            "select day, hash from day_seal where brand_id = $1 order by day desc limit 1"
        ),
        args![brand],
    )
}

/// Seals in the order of their days.
pub(crate) fn seals_after(
    tx: &mut Tx<'_>,
    after: &str,
    limit: i64,
) -> Result<Vec<RawSeal>, DbError> {
    let brand = tx.brand();
    tx.many(
        sql!(
            RawSeal,
            "select day, postings, hash from day_seal
             where brand_id = $1 and day > $2 order by day limit $3"
        ),
        args![brand, after, limit],
    )
}

/// Seals a day. The key says that a day is sealed once.
pub(crate) fn insert_seal(
    tx: &mut Tx<'_>,
    day: BusinessDate,
    postings: i64,
    hash: &[u8; 32],
) -> Result<u64, DbError> {
    let brand = tx.brand();
    tx.execute(
        sql!("insert into day_seal (brand_id, day, postings, hash) values ($1, $2, $3, $4)"),
        args![brand, day, postings, hash],
    )
}

/// Keeps what the accounts that moved on a day came to.
pub(crate) fn insert_balances(
    tx: &mut Tx<'_>,
    day: BusinessDate,
    balances: &[(HouseKey, i64)],
) -> Result<u64, DbError> {
    let brand = tx.brand();
    let rows = balances
        .iter()
        .map(|((kind, store, asset), balance)| row_values![brand, kind, store, asset, day, balance])
        .collect();
    tx.insert_many(
        sql!(
            "insert into day_balance (brand_id, account, store_id, asset, day, balance) values $*"
        ),
        rows,
    )
}

/// What every house account came to on the last sealed day on which it moved.
pub(crate) fn latest_balances(tx: &mut Tx<'_>) -> Result<BTreeMap<HouseKey, i64>, DbError> {
    let brand = tx.brand();
    let rows = tx.many(
        sql!(
            (String, i64, String, i64),
            "select account, store_id, asset, balance from (
                 select account, store_id, asset, balance,
                        row_number() over (partition by account, store_id, asset
                                           order by day desc) as place
                 from day_balance where brand_id = $1) as ranked
             where place = 1"
        ),
        args![brand],
    )?;
    let rows = rows.into_iter();
    Ok(rows
        .map(|(kind, store, asset, balance)| ((kind, store, asset), balance))
        .collect())
}

/// What was kept for a day, in the order in which it is hashed.
pub(crate) fn day_balances(tx: &mut Tx<'_>, day: &str) -> Result<Vec<(HouseKey, i64)>, DbError> {
    let brand = tx.brand();
    let rows = tx.many(
        sql!(
            (String, i64, String, i64),
            "select account, store_id, asset, balance from day_balance
             where brand_id = $1 and day = $2 order by account, store_id, asset"
        ),
        args![brand, day],
    )?;
    let rows = rows.into_iter();
    Ok(rows
        .map(|(kind, store, asset, balance)| ((kind, store, asset), balance))
        .collect())
}
