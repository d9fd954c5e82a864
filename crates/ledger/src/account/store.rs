//! The only file that names `member_account`.

use super::{Asset, ChangedAccount};
use kernel::{BrandId, MemberId, Value};
use platform::db::{DbError, Fetch, RowsToWrite, Tx, fetch_in};
use platform::{args, row, row_values, sql};

row! {
    /// A member's account as stored.
    pub(crate) struct AccountRow {
        pub member_id: MemberId,
        pub asset: Asset,
        pub balance: i64,
        pub held: i64,
        pub debt: i64,
        pub chain_seq: i64,
        pub chain_hash: [u8; 32],
        pub carried_by: Option<MemberId>,
    }
}

row! {
    /// A member's account as the proof reads it: whatever the columns hold.
    pub(crate) struct RawAccount {
        pub member_id: i64,
        pub asset: String,
        pub balance: i64,
        pub held: i64,
        pub debt: i64,
        pub chain_seq: i64,
        pub chain_hash: Vec<u8>,
        pub carried_by: Option<i64>,
    }
}

/// Locks the accounts of members, in the order of their keys. A statement of its own: what is
/// read after it is what the last holder of the locks has left.
pub(crate) fn lock(brand: Value, members: &[MemberId]) -> Fetch<AccountRow> {
    fetch_in(
        sql!(
            AccountRow,
            "select member_id, asset, balance, held, debt, chain_seq, chain_hash, carried_by
             from member_account where brand_id = $1 and member_id in ($*)
             order by member_id, asset for update"
        ),
        &[brand],
        members,
    )
}

/// Reads a member's accounts without a lock.
pub(crate) fn accounts_of(tx: &mut Tx<'_>, member: MemberId) -> Result<Vec<AccountRow>, DbError> {
    let brand = tx.brand();
    tx.many(
        sql!(
            AccountRow,
            "select member_id, asset, balance, held, debt, chain_seq, chain_hash, carried_by
             from member_account where brand_id = $1 and member_id = $2 order by asset"
        ),
        args![brand, member],
    )
}

/// What adds the accounts that did not exist. An account that somebody else has added meanwhile is
/// passed over, and the count tells.
pub(crate) fn insert(brand: BrandId, accounts: &[ChangedAccount<'_>]) -> RowsToWrite {
    let rows = accounts
        .iter()
        .map(|changed| {
            let now = changed.account;
            row_values![
                brand,
                changed.member_id,
                changed.asset,
                now.balance,
                now.held,
                now.debt,
                now.chain_seq,
                now.chain_hash,
                now.carried_by
            ]
        })
        .collect();
    RowsToWrite::insert(
        sql!(
            "insert into member_account
             (brand_id, member_id, asset, balance, held, debt, chain_seq, chain_hash, carried_by)
             values $* on conflict do nothing"
        ),
        rows,
    )
}

/// What moves accounts on. The guard stands in the write: the account must be as it was read, must
/// come to what the book says, and must cover its holds, save for debt.
pub(crate) fn update(brand: BrandId, accounts: &[ChangedAccount<'_>]) -> RowsToWrite {
    let rows = accounts
        .iter()
        .map(|changed| {
            let (now, then) = (changed.account, changed.account.loaded);
            row_values![
                changed.member_id,
                changed.asset,
                now.balance - then.balance,
                now.balance,
                now.held - then.held,
                now.held,
                now.debt,
                then.chain_seq,
                now.chain_seq,
                now.chain_hash,
                now.carried_by
            ]
        })
        .collect();
    let command = sql!(
        "update member_account
         set balance = balance + v.column3, held = held + v.column5, debt = v.column7,
             chain_seq = v.column9, chain_hash = v.column10, carried_by = v.column11
         from (values $*(bigint, text, bigint, bigint, bigint, bigint, bigint, bigint, bigint,
                         bytea, bigint)) as v
         where member_account.brand_id = $1 and member_account.member_id = v.column1
           and member_account.asset = v.column2 and member_account.chain_seq = v.column8
           and member_account.balance + v.column3 = v.column4
           and member_account.held + v.column5 = v.column6
           and member_account.balance + v.column3 >= v.column6 - v.column7"
    );
    RowsToWrite::update(command, args![brand], rows)
}

/// Reads accounts in the order of members, for the proof.
pub(crate) fn accounts_after(
    tx: &mut Tx<'_>,
    after: i64,
    limit: i64,
) -> Result<Vec<RawAccount>, DbError> {
    let brand = tx.brand();
    tx.many(
        sql!(
            RawAccount,
            "select member_id, asset, balance, held, debt, chain_seq, chain_hash, carried_by
             from member_account where brand_id = $1 and member_id > $2
             order by member_id, asset limit $3"
        ),
        args![brand, after, limit],
    )
}

/// What members have in all, by asset.
pub(crate) fn sums(tx: &mut Tx<'_>) -> Result<[(Asset, i64); 3], DbError> {
    // Without grouping nothing has to be sorted.
    let query = sql!(
        (i64, i64, i64),
        "select
           cast(coalesce(sum(case asset when 'points' then balance end), 0) as bigint),
           cast(coalesce(sum(case asset when 'principal' then balance end), 0) as bigint),
           cast(coalesce(sum(case asset when 'bonus' then balance end), 0) as bigint)
         from member_account where brand_id = $1"
    );
    let brand = tx.brand();
    let (points, principal, bonus) = tx.one(query, args![brand])?;
    Ok([
        (Asset::Points, points),
        (Asset::Principal, principal),
        (Asset::Bonus, bonus),
    ])
}
