//! Tables `login_throttle` and `known_network`. The latter holds the addresses from which a person
//! has logged in with a password, and, as `till:` and an id, the tills of log-ins with a PIN.

use super::rules::Failures;
use kernel::{StaffId, Timestamp};
use platform::db::{DbError, Tx};
use platform::{args, sql};

/// The most addresses and tills that are remembered of one person.
const NETWORKS_MAX: i64 = 20;
/// How long an address is remembered without a log-in from there.
const KNOWN_DAYS: i64 = 90;

/// What is known of a subject's tries.
pub fn find(tx: &mut Tx<'_>, subject: &str) -> Result<Option<Failures>, DbError> {
    let find = sql!(
        (i64, Timestamp, Timestamp),
        "select failures, wait_until, updated_at from login_throttle \
         where brand_id = $1 and subject = $2"
    );
    Ok(tx.maybe(find, args![tx.brand(), subject])?.map(failures))
}

/// Locks what is known of a subject's tries, so that tries at once all count.
pub fn lock(tx: &mut Tx<'_>, subject: &str, now: Timestamp) -> Result<Failures, DbError> {
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
    Ok(failures(tx.one(lock, args![tx.brand(), subject])?))
}

fn failures((count, wait_until, updated_at): (i64, Timestamp, Timestamp)) -> Failures {
    Failures {
        count,
        wait_until,
        updated_at,
    }
}

pub fn set(tx: &mut Tx<'_>, subject: &str, after: &Failures) -> Result<(), DbError> {
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

pub fn forget(tx: &mut Tx<'_>, subject: &str) -> Result<(), DbError> {
    let delete = sql!("delete from login_throttle where brand_id = $1 and subject = $2");
    tx.execute(delete, args![tx.brand(), subject])?;
    Ok(())
}

/// Everything that is counted; a day's tries at most.
pub fn subjects(tx: &mut Tx<'_>) -> Result<Vec<String>, DbError> {
    let read = sql!(
        (String,),
        "select subject from login_throttle where brand_id = $1"
    );
    let found = tx.many(read, args![tx.brand()])?;
    Ok(found.into_iter().map(|(subject,)| subject).collect())
}

/// Forgets tries of long ago, whoever made them, so that the table needs no other care.
pub fn forget_old(tx: &mut Tx<'_>, before: Timestamp) -> Result<(), DbError> {
    let delete = sql!("delete from login_throttle where brand_id = $1 and updated_at < $2");
    tx.execute(delete, args![tx.brand(), before])?;
    Ok(())
}

/// Whether a person has logged in from an address lately.
pub fn is_known_network(
    tx: &mut Tx<'_>,
    staff_id: StaffId,
    network: &str,
    now: Timestamp,
) -> Result<bool, DbError> {
    let find = sql!(
        (Timestamp,),
        "select seen_at from known_network \
         where brand_id = $1 and staff_id = $2 and network = $3 and seen_at > $4"
    );
    let since = now.plus_days(-KNOWN_DAYS);
    let found = tx.maybe(find, args![tx.brand(), staff_id, network, since])?;
    Ok(found.is_some())
}

/// Remembers an address from which a person has logged in; forgets the oldest of too many.
pub fn know_network(
    tx: &mut Tx<'_>,
    staff_id: StaffId,
    network: &str,
    now: Timestamp,
) -> Result<(), DbError> {
    let remember = sql!(
        "insert into known_network (brand_id, staff_id, network, seen_at) \
         values ($1, $2, $3, $4) on conflict (brand_id, staff_id, network) \
         do update set seen_at = excluded.seen_at"
    );
    tx.execute(remember, args![tx.brand(), staff_id, network, now])?;
    let forget = sql!(
        "delete from known_network where brand_id = $1 and staff_id = $2 and network in ( \
         select network from known_network where brand_id = $1 and staff_id = $2 \
         order by seen_at desc, network limit 1000 offset $3)"
    );
    tx.execute(forget, args![tx.brand(), staff_id, NETWORKS_MAX])?;
    Ok(())
}
