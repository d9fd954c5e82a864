//! The columns that the tampering tests overwrite, each with its statements.

use kernel::{ToColumn, Value};
use platform::db::{Command, DbError, Query, Tx};
use platform::{args, sql};

/// A column that can be read and overwritten, by brand and id.
pub struct Column {
    /// As in the table.
    pub name: &'static str,
    /// Reads it.
    pub read: fn(&mut Tx<'_>, i64) -> Result<Value, DbError>,
    /// Overwrites it.
    pub write: fn() -> Command,
}

fn value_of<T: kernel::FromColumn + ToColumn>(
    tx: &mut Tx<'_>,
    query: Query<(Option<T>,)>,
    id: i64,
) -> Result<Value, DbError> {
    let brand = tx.brand();
    Ok(tx.one(query, args![brand, id])?.0.to_value())
}

macro_rules! columns {
    ($($kind:ty, $name:literal, $read:literal, $write:literal;)+) => {
        [$(Column {
            name: $name,
            read: |tx, id| value_of(tx, sql!((Option<$kind>,), $read), id),
            write: || sql!($write),
        }),+]
    };
}

type Blob = Vec<u8>;

pub fn entry_columns() -> [Column; 12] {
    columns! {
        i64, "posting_id",
            "select posting_id
             from entry where brand_id = $1 and id = $2",
            "update entry set posting_id = $3
             where brand_id = $1 and id = $2";
        String, "account",
            "select account
             from entry where brand_id = $1 and id = $2",
            "update entry set account = $3
             where brand_id = $1 and id = $2";
        i64, "store_id",
            "select store_id
             from entry where brand_id = $1 and id = $2",
            "update entry set store_id = $3
             where brand_id = $1 and id = $2";
        String, "asset",
            "select asset
             from entry where brand_id = $1 and id = $2",
            "update entry set asset = $3
             where brand_id = $1 and id = $2";
        i64, "amount",
            "select amount
             from entry where brand_id = $1 and id = $2",
            "update entry set amount = $3
             where brand_id = $1 and id = $2";
        i64, "member_id",
            "select member_id
             from entry where brand_id = $1 and id = $2",
            "update entry set member_id = $3
             where brand_id = $1 and id = $2";
        i64, "lot_id",
            "select lot_id
             from entry where brand_id = $1 and id = $2",
            "update entry set lot_id = $3
             where brand_id = $1 and id = $2";
        i64, "against",
            "select against
             from entry where brand_id = $1 and id = $2",
            "update entry set against = $3
             where brand_id = $1 and id = $2";
        i64, "at",
            "select at
             from entry where brand_id = $1 and id = $2",
            "update entry set at = $3
             where brand_id = $1 and id = $2";
        i64, "chain_seq",
            "select chain_seq
             from entry where brand_id = $1 and id = $2",
            "update entry set chain_seq = $3
             where brand_id = $1 and id = $2";
        Blob, "chain_hash",
            "select chain_hash
             from entry where brand_id = $1 and id = $2",
            "update entry set chain_hash = $3
             where brand_id = $1 and id = $2";
        i64, "id",
            "select id
             from entry where brand_id = $1 and id = $2",
            "update entry set id = $3
             where brand_id = $1 and id = $2";
    }
}

pub fn posting_columns() -> [Column; 11] {
    columns! {
        String, "kind",
            "select kind
             from posting where brand_id = $1 and id = $2",
            "update posting set kind = $3
             where brand_id = $1 and id = $2";
        String, "cause",
            "select cause
             from posting where brand_id = $1 and id = $2",
            "update posting set cause = $3
             where brand_id = $1 and id = $2";
        i64, "store_id",
            "select store_id
             from posting where brand_id = $1 and id = $2",
            "update posting set store_id = $3
             where brand_id = $1 and id = $2";
        String, "business_date",
            "select business_date
             from posting where brand_id = $1 and id = $2",
            "update posting set business_date = $3
             where brand_id = $1 and id = $2";
        i64, "at",
            "select at
             from posting where brand_id = $1 and id = $2",
            "update posting set at = $3
             where brand_id = $1 and id = $2";
        i64, "recorded_at",
            "select recorded_at
             from posting where brand_id = $1 and id = $2",
            "update posting set recorded_at = $3
             where brand_id = $1 and id = $2";
        i64, "recorded_by",
            "select recorded_by
             from posting where brand_id = $1 and id = $2",
            "update posting set recorded_by = $3
             where brand_id = $1 and id = $2";
        String, "idempotency_key",
            "select idempotency_key
             from posting where brand_id = $1 and id = $2",
            "update posting set idempotency_key = $3
             where brand_id = $1 and id = $2";
        String, "reason",
            "select reason
             from posting where brand_id = $1 and id = $2",
            "update posting set reason = $3
             where brand_id = $1 and id = $2";
        i64, "reverses",
            "select reverses
             from posting where brand_id = $1 and id = $2",
            "update posting set reverses = $3
             where brand_id = $1 and id = $2";
        Blob, "digest",
            "select digest
             from posting where brand_id = $1 and id = $2",
            "update posting set digest = $3
             where brand_id = $1 and id = $2";
    }
}

pub fn lot_columns() -> [Column; 7] {
    columns! {
        i64, "member_id",
            "select member_id
             from lot where brand_id = $1 and id = $2",
            "update lot set member_id = $3
             where brand_id = $1 and id = $2";
        String, "asset",
            "select asset
             from lot where brand_id = $1 and id = $2",
            "update lot set asset = $3
             where brand_id = $1 and id = $2";
        i64, "posting_id",
            "select posting_id
             from lot where brand_id = $1 and id = $2",
            "update lot set posting_id = $3
             where brand_id = $1 and id = $2";
        i64, "granted",
            "select granted
             from lot where brand_id = $1 and id = $2",
            "update lot set granted = $3
             where brand_id = $1 and id = $2";
        i64, "absorbed",
            "select absorbed
             from lot where brand_id = $1 and id = $2",
            "update lot set absorbed = $3
             where brand_id = $1 and id = $2";
        i64, "remaining",
            "select remaining
             from lot where brand_id = $1 and id = $2",
            "update lot set remaining = $3
             where brand_id = $1 and id = $2";
        i64, "expired",
            "select expired
             from lot where brand_id = $1 and id = $2",
            "update lot set expired = $3
             where brand_id = $1 and id = $2";
    }
}

/// Members' accounts are found by member; only Li's points are looked at.
pub fn account_columns() -> [Column; 5] {
    columns! {
        i64, "balance",
            "select balance
             from member_account where brand_id = $1 and member_id = $2 and asset = 'points'",
            "update member_account set balance = $3
             where brand_id = $1 and member_id = $2 and asset = 'points'";
        i64, "held",
            "select held
             from member_account where brand_id = $1 and member_id = $2 and asset = 'points'",
            "update member_account set held = $3
             where brand_id = $1 and member_id = $2 and asset = 'points'";
        i64, "debt",
            "select debt
             from member_account where brand_id = $1 and member_id = $2 and asset = 'points'",
            "update member_account set debt = $3
             where brand_id = $1 and member_id = $2 and asset = 'points'";
        i64, "chain_seq",
            "select chain_seq
             from member_account where brand_id = $1 and member_id = $2 and asset = 'points'",
            "update member_account set chain_seq = $3
             where brand_id = $1 and member_id = $2 and asset = 'points'";
        Blob, "chain_hash",
            "select chain_hash
             from member_account where brand_id = $1 and member_id = $2 and asset = 'points'",
            "update member_account set chain_hash = $3
             where brand_id = $1 and member_id = $2 and asset = 'points'";
    }
}
