//! Tables `session` and `login_throttle`.

use super::rules::Failures;
use crate::Role;
use crate::staff::store::ScopeKind;
use kernel::{StaffId, Timestamp};
use platform::db::{DbError, Tx};
use platform::{args, row, sql};

row! {
    /// A session that is not over, of a person who is active.
    pub struct Live {
        pub staff_id: StaffId,
        pub role: Role,
        pub scope_kind: ScopeKind,
        pub seen_at: Timestamp,
    }
}

/// A session that begins.
pub struct NewSession {
    pub hash: [u8; 32],
    pub staff_id: StaffId,
    pub now: Timestamp,
    pub idle_until: Timestamp,
    pub ends_at: Timestamp,
    pub network: String,
}

pub fn insert(tx: &mut Tx<'_>, new: &NewSession) -> Result<(), DbError> {
    let insert = sql!(
        "insert into session (brand_id, token_hash, staff_id, created_at, seen_at, idle_until, \
         ends_at, network) values ($1, $2, $3, $4, $4, $5, $6, $7)"
    );
    let args = args![
        tx.brand(),
        new.hash,
        new.staff_id,
        new.now,
        new.idle_until,
        new.ends_at,
        new.network
    ];
    tx.execute(insert, args)?;
    Ok(())
}

pub fn find_live(
    tx: &mut Tx<'_>,
    hash: &[u8; 32],
    now: Timestamp,
) -> Result<Option<Live>, DbError> {
    let find = sql!(
        Live,
        "select s.staff_id, p.role, p.scope_kind, s.seen_at \
         from session s join staff p on p.brand_id = $1 and p.id = s.staff_id \
         where s.brand_id = $1 and s.token_hash = $2 and s.idle_until > $3 and s.ends_at > $3 \
         and p.is_active = 1"
    );
    tx.maybe(find, args![tx.brand(), hash, now])
}

pub fn see(
    tx: &mut Tx<'_>,
    hash: &[u8; 32],
    now: Timestamp,
    idle_until: Timestamp,
) -> Result<(), DbError> {
    let update = sql!(
        "update session set seen_at = $3, idle_until = $4 \
         where brand_id = $1 and token_hash = $2 and seen_at < $3"
    );
    tx.execute(update, args![tx.brand(), hash, now, idle_until])?;
    Ok(())
}

/// Ends a session; answers whose it was.
pub fn end(tx: &mut Tx<'_>, hash: &[u8; 32]) -> Result<Option<StaffId>, DbError> {
    let delete = sql!(
        (StaffId,),
        "delete from session where brand_id = $1 and token_hash = $2 returning staff_id"
    );
    let ended = tx.maybe(delete, args![tx.brand(), hash])?;
    Ok(ended.map(|(staff_id,)| staff_id))
}

/// Ends all sessions of a person.
pub fn end_all(tx: &mut Tx<'_>, staff_id: StaffId) -> Result<(), DbError> {
    let delete = sql!("delete from session where brand_id = $1 and staff_id = $2");
    tx.execute(delete, args![tx.brand(), staff_id])?;
    Ok(())
}

/// Forgets the sessions of a person that are over.
pub fn forget_over(tx: &mut Tx<'_>, staff_id: StaffId, now: Timestamp) -> Result<(), DbError> {
    let delete = sql!(
        "delete from session where brand_id = $1 and staff_id = $2 \
         and (idle_until <= $3 or ends_at <= $3)"
    );
    tx.execute(delete, args![tx.brand(), staff_id, now])?;
    Ok(())
}

/// Forgets all sessions of the brand that are over; answers how many. Each log-in does it for its
/// own person, so this is for those who do not come back.
pub fn purge(tx: &mut Tx<'_>, now: Timestamp) -> Result<u64, DbError> {
    let delete =
        sql!("delete from session where brand_id = $1 and (idle_until <= $2 or ends_at <= $2)");
    tx.execute(delete, args![tx.brand(), now])
}

/// Locks what is known of a subject's tries, so that tries at once all count.
pub fn lock_failures(tx: &mut Tx<'_>, subject: &str, now: Timestamp) -> Result<Failures, DbError> {
    let begin = sql!(
        "insert into login_throttle (brand_id, subject, failures, wait_until, updated_at) \
         values ($1, $2, 0, $3, $3) on conflict do nothing"
    );
    tx.execute(begin, args![tx.brand(), subject, now])?;
    let lock = sql!(
        (i64, Timestamp, Timestamp),
        "select failures, wait_until, updated_at from login_throttle \
         where brand_id = $1 and subject = $2 for update"
    );
    let (count, wait_until, updated_at) = tx.one(lock, args![tx.brand(), subject])?;
    Ok(Failures {
        count,
        wait_until,
        updated_at,
    })
}

pub fn set_failures(tx: &mut Tx<'_>, subject: &str, after: &Failures) -> Result<(), DbError> {
    let update = sql!(
        "update login_throttle set failures = $3, wait_until = $4, updated_at = $5 \
         where brand_id = $1 and subject = $2"
    );
    let args = args![
        tx.brand(),
        subject,
        after.count,
        after.wait_until,
        after.updated_at
    ];
    tx.execute(update, args)?;
    Ok(())
}

pub fn forget_failures(tx: &mut Tx<'_>, subject: &str) -> Result<(), DbError> {
    let delete = sql!("delete from login_throttle where brand_id = $1 and subject = $2");
    tx.execute(delete, args![tx.brand(), subject])?;
    Ok(())
}

/// Forgets tries of long ago, whoever made them, so that the table needs no other care.
pub fn forget_old_failures(tx: &mut Tx<'_>, before: Timestamp) -> Result<(), DbError> {
    let delete = sql!("delete from login_throttle where brand_id = $1 and updated_at < $2");
    tx.execute(delete, args![tx.brand(), before])?;
    Ok(())
}
