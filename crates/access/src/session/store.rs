//! The table `session`.

use super::SessionId;
use crate::Role;
use crate::staff::store::ScopeKind;
use kernel::{StaffId, TillId, Timestamp};
use platform::db::{DbError, Tx};
use platform::{args, row, sql};
use std::collections::HashMap;

row! {
    /// A session of a person who is active; it may be over.
    pub struct Held {
        pub token_hash: [u8; 32],
        pub id: SessionId,
        pub staff_id: StaffId,
        pub till_id: Option<TillId>,
        pub passed_second_factor: bool,
        pub role: Role,
        pub scope_kind: ScopeKind,
        pub seen_at: Timestamp,
        pub idle_until: Timestamp,
        pub ends_at: Timestamp,
        /// The roles that need a second factor, as words; none where the brand has no rules of its
        /// own.
        pub second_factor_roles: Option<String>,
    }
}

row! {
    /// A session as its person sees it.
    pub struct Listed {
        pub id: SessionId,
        pub till_id: Option<TillId>,
        pub created_at: Timestamp,
        pub seen_at: Timestamp,
        pub idle_until: Timestamp,
        pub ends_at: Timestamp,
        pub network: String,
        pub client: String,
    }
}

/// A session that begins.
pub struct NewSession {
    pub hash: [u8; 32],
    pub staff_id: StaffId,
    /// The till at which it begins, with a PIN.
    pub till_id: Option<TillId>,
    pub now: Timestamp,
    pub idle_until: Timestamp,
    pub ends_at: Timestamp,
    pub network: String,
    pub client: String,
}

/// Writes a session down. `has_passed` says that a code of the telephone was shown: while the role
/// needs a second factor, a session without it is good for nothing but setting one up; at a till
/// nobody is asked.
pub fn insert(tx: &mut Tx<'_>, new: &NewSession, has_passed: bool) -> Result<SessionId, DbError> {
    let insert = sql!(
        "insert into session (brand_id, token_hash, id, staff_id, till_id, \
         passed_second_factor, created_at, seen_at, idle_until, ends_at, network, client) \
         values ($1, $2, $3, $4, $5, $6, $7, $7, $8, $9, $10, $11)"
    );
    let id = SessionId(tx.new_id());
    let args = args![
        tx.brand(),
        new.hash,
        id,
        new.staff_id,
        new.till_id,
        has_passed,
        new.now,
        new.idle_until,
        new.ends_at,
        new.network,
        new.client
    ];
    tx.execute(insert, args)?;
    Ok(id)
}

/// The sessions that have these hashes, those that are over among them. `cross join` keeps SQLite
/// from going through the whole staff first.
pub fn find_many<'a>(
    tx: &mut Tx<'_>,
    hashes: impl Iterator<Item = &'a [u8; 32]>,
) -> Result<HashMap<[u8; 32], Held>, DbError> {
    let find = sql!(
        Held,
        "select s.token_hash, s.id, s.staff_id, s.till_id, s.passed_second_factor, p.role, \
         p.scope_kind, s.seen_at, s.idle_until, s.ends_at, a.second_factor_roles \
         from session s cross join staff p left join access_policy a on a.brand_id = $1 \
         where s.brand_id = $1 and s.token_hash in ($*) \
         and p.brand_id = $1 and p.id = s.staff_id and p.is_active = 1"
    );
    let found = tx.many_in(find, args![tx.brand()], hashes)?;
    Ok(found.into_iter().map(|one| (one.token_hash, one)).collect())
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

/// The sessions of a person that are not over, the newest first.
pub fn list(
    tx: &mut Tx<'_>,
    staff_id: StaffId,
    now: Timestamp,
    limit: u32,
) -> Result<Vec<Listed>, DbError> {
    let list = sql!(
        Listed,
        "select id, till_id, created_at, seen_at, idle_until, ends_at, network, client \
         from session where brand_id = $1 and staff_id = $2 \
         and idle_until > $3 and ends_at > $3 order by id desc limit $4"
    );
    tx.many(list, args![tx.brand(), staff_id, now, limit])
}

/// Those of some sessions of a person that are still written down; they may be over.
pub fn by_ids(
    tx: &mut Tx<'_>,
    staff_id: StaffId,
    ids: impl IntoIterator<Item = SessionId>,
) -> Result<Vec<Listed>, DbError> {
    let list = sql!(
        Listed,
        "select id, till_id, created_at, seen_at, idle_until, ends_at, network, client \
         from session where brand_id = $1 and staff_id = $2 and id in ($*)"
    );
    tx.many_in(list, args![tx.brand(), staff_id], ids)
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

/// Ends one session of a person; answers whether there was such a one.
pub fn end_one(tx: &mut Tx<'_>, staff_id: StaffId, id: SessionId) -> Result<bool, DbError> {
    let delete = sql!("delete from session where brand_id = $1 and id = $2 and staff_id = $3");
    Ok(tx.execute(delete, args![tx.brand(), id, staff_id])? == 1)
}

/// Ends all sessions of a person.
pub fn end_all(tx: &mut Tx<'_>, staff_id: StaffId) -> Result<u64, DbError> {
    let delete = sql!("delete from session where brand_id = $1 and staff_id = $2");
    tx.execute(delete, args![tx.brand(), staff_id])
}

/// Ends all sessions of a person but one.
pub fn end_all_but(tx: &mut Tx<'_>, staff_id: StaffId, kept: SessionId) -> Result<u64, DbError> {
    let delete = sql!("delete from session where brand_id = $1 and staff_id = $2 and id <> $3");
    tx.execute(delete, args![tx.brand(), staff_id, kept])
}

/// Ends all sessions that were begun at a till.
pub fn end_at_till(tx: &mut Tx<'_>, till_id: TillId) -> Result<u64, DbError> {
    let delete = sql!("delete from session where brand_id = $1 and till_id = $2");
    tx.execute(delete, args![tx.brand(), till_id])
}

/// Ends the sessions that a person began with the PIN.
pub fn end_by_pin(tx: &mut Tx<'_>, staff_id: StaffId) -> Result<u64, DbError> {
    let delete =
        sql!("delete from session where brand_id = $1 and staff_id = $2 and till_id is not null");
    tx.execute(delete, args![tx.brand(), staff_id])
}

/// Notes whether a second factor was shown in a session; at a till it is never asked for.
pub fn set_passed(tx: &mut Tx<'_>, id: SessionId, passed: bool) -> Result<(), DbError> {
    let update = sql!(
        "update session set passed_second_factor = $3 \
         where brand_id = $1 and id = $2 and till_id is null"
    );
    tx.execute(update, args![tx.brand(), id, passed])?;
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
