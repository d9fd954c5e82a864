//! The tables `member_code` and `code_key`.

use kernel::{MemberId, Timestamp};
use platform::db::{DbError, Tx};
use platform::{args, row, sql};

row! {
    /// A key as stored.
    pub(super) struct CodeKey {
        pub no: u16,
        pub secret_sealed: Vec<u8>,
        pub public_key: [u8; 32],
        pub created_at: Timestamp,
        pub retired_at: Option<Timestamp>,
    }
}

/// Writes a code; `false` if it is there already.
pub(super) fn insert(
    tx: &mut Tx<'_>,
    code: &str,
    member: MemberId,
    ends_at: Timestamp,
    used_at: Option<Timestamp>,
) -> Result<bool, DbError> {
    let inserted = tx.execute(
        sql!(
            "insert into member_code (brand_id, code, member_id, ends_at, used_at)
             values ($1, $2, $3, $4, $5) on conflict (brand_id, code) do nothing"
        ),
        args![tx.brand(), code, member, ends_at, used_at],
    )?;
    Ok(inserted == 1)
}

/// Uses a code up, if it waits and is not over; whose it was.
pub(super) fn use_up(
    tx: &mut Tx<'_>,
    code: &str,
    now: Timestamp,
) -> Result<Option<MemberId>, DbError> {
    let used = tx.maybe(
        sql!(
            (MemberId,),
            "update member_code set used_at = $3
             where brand_id = $1 and code = $2 and used_at is null and ends_at > $3
             returning member_id"
        ),
        args![tx.brand(), code, now],
    )?;
    Ok(used.map(|(member,)| member))
}

/// Whether a code was used, as far as that is still known.
pub(super) fn is_used(tx: &mut Tx<'_>, code: &str) -> Result<bool, DbError> {
    let found = tx.maybe(
        sql!(
            (i64,),
            "select 1 from member_code
             where brand_id = $1 and code = $2 and used_at is not null"
        ),
        args![tx.brand(), code],
    )?;
    Ok(found.is_some())
}

/// Forgets the codes of a member that wait.
pub(super) fn forget_unused(tx: &mut Tx<'_>, member: MemberId) -> Result<(), DbError> {
    tx.execute(
        sql!("delete from member_code where brand_id = $1 and member_id = $2 and used_at is null"),
        args![tx.brand(), member],
    )?;
    Ok(())
}

/// Forgets every code of a member.
pub(super) fn forget_all(tx: &mut Tx<'_>, member: MemberId) -> Result<(), DbError> {
    tx.execute(
        sql!("delete from member_code where brand_id = $1 and member_id = $2"),
        args![tx.brand(), member],
    )?;
    Ok(())
}

pub(super) fn purge(tx: &mut Tx<'_>, now: Timestamp) -> Result<u64, DbError> {
    tx.execute(
        sql!("delete from member_code where brand_id = $1 and ends_at < $2"),
        args![tx.brand(), now],
    )
}

/// The key that certifies.
pub(super) fn current_key(tx: &mut Tx<'_>) -> Result<Option<CodeKey>, DbError> {
    let mut keys = tx.many(
        sql!(
            CodeKey,
            "select no, secret_sealed, public_key, created_at, retired_at from code_key
             where brand_id = $1 and retired_at is null order by no desc limit 1"
        ),
        args![tx.brand()],
    )?;
    Ok(keys.pop())
}

/// The key that certifies and those that retired after a moment.
pub(super) fn trusted_keys(tx: &mut Tx<'_>, since: Timestamp) -> Result<Vec<CodeKey>, DbError> {
    tx.many(
        sql!(
            CodeKey,
            "select no, secret_sealed, public_key, created_at, retired_at from code_key
             where brand_id = $1 and (retired_at is null or retired_at > $2) order by no"
        ),
        args![tx.brand(), since],
    )
}

/// The highest number that a key has; 0 for none.
pub(super) fn last_key_no(tx: &mut Tx<'_>) -> Result<u16, DbError> {
    let (no,) = tx.one(
        sql!(
            (u16,),
            "select cast(coalesce(max(no), 0) as bigint) from code_key where brand_id = $1"
        ),
        args![tx.brand()],
    )?;
    Ok(no)
}

/// Writes a key; `false` if its number is taken.
pub(super) fn insert_key(tx: &mut Tx<'_>, key: &CodeKey) -> Result<bool, DbError> {
    let inserted = tx.execute(
        sql!(
            "insert into code_key
             (brand_id, no, secret_sealed, public_key, created_at, retired_at)
             values ($1, $2, $3, $4, $5, $6) on conflict (brand_id, no) do nothing"
        ),
        args![
            tx.brand(),
            key.no,
            key.secret_sealed,
            key.public_key,
            key.created_at,
            key.retired_at
        ],
    )?;
    Ok(inserted == 1)
}

/// Retires the key that certifies; answers how many that were.
pub(super) fn retire_key(tx: &mut Tx<'_>, now: Timestamp) -> Result<u64, DbError> {
    tx.execute(
        sql!("update code_key set retired_at = $2 where brand_id = $1 and retired_at is null"),
        args![tx.brand(), now],
    )
}
