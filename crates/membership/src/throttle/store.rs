//! The table `throttle`.

use kernel::Timestamp;
use platform::db::{DbError, Tx};
use platform::{args, sql};

/// Counts one more try in the stretch that is running, or begins a new one when it began at or
/// before `over`; answers how many and since when.
pub(super) fn count(
    tx: &mut Tx<'_>,
    subject: &str,
    now: Timestamp,
    over: Timestamp,
) -> Result<(i64, Timestamp), DbError> {
    tx.one(
        sql!(
            (i64, Timestamp),
            "insert into throttle (brand_id, subject, since, tries) values ($1, $2, $3, 1)
             on conflict (brand_id, subject) do update set
             tries = case when throttle.since <= $4 then 1 else throttle.tries + 1 end,
             since = case when throttle.since <= $4 then excluded.since else throttle.since end
             returning tries, since"
        ),
        args![tx.brand(), subject, now, over],
    )
}

pub(super) fn uncount(tx: &mut Tx<'_>, subject: &str) -> Result<(), DbError> {
    tx.execute(
        sql!(
            "update throttle set tries = tries - 1
             where brand_id = $1 and subject = $2 and tries > 0"
        ),
        args![tx.brand(), subject],
    )?;
    Ok(())
}

/// Subjects in their order after one.
pub(super) fn page(tx: &mut Tx<'_>, after: &str, limit: u32) -> Result<Vec<String>, DbError> {
    let found = tx.many(
        sql!(
            (String,),
            "select subject from throttle where brand_id = $1 and subject > $2
             order by subject limit $3"
        ),
        args![tx.brand(), after, limit],
    )?;
    Ok(found.into_iter().map(|(subject,)| subject).collect())
}

pub(super) fn delete(
    tx: &mut Tx<'_>,
    subjects: impl Iterator<Item = String>,
) -> Result<u64, DbError> {
    tx.execute_in(
        sql!("delete from throttle where brand_id = $1 and subject in ($*)"),
        args![tx.brand()],
        subjects,
    )
}

pub(super) fn purge(tx: &mut Tx<'_>, before: Timestamp) -> Result<u64, DbError> {
    tx.execute(
        sql!("delete from throttle where brand_id = $1 and since < $2"),
        args![tx.brand(), before],
    )
}
