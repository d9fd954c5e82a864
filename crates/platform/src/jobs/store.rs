//! Table `job`.

use super::row::{Candidate, Claimed, JobRow, Words, parse};
use super::{ATTEMPTS_MAX, Job, JobError, JobState, LEASE_MILLIS, NewJob, Whose};
use crate::db::{Db, DbError, Tx};
use crate::{args, sql};
use kernel::{BrandId, Cursor, JobId, Page, Timestamp};
use serde_json::Value as Json;
use std::collections::HashMap;

/// Inserts a job; `false` if one of its kind has the same `dedup`.
pub(super) fn insert(tx: &mut Tx<'_>, id: JobId, job: &NewJob) -> Result<bool, DbError> {
    let inserted = tx.execute(
        sql!(
            "insert into job (brand_id, id, kind, body, state, due_at, attempts, claim, done,
                              total, is_cancel_asked, dedup, created_by, scheduled_at)
             values ($1, $2, $3, $4, 'queued', $5, 0, 0, 0, 0, 0, $6, $7, $5)
             on conflict (brand_id, kind, dedup) do nothing"
        ),
        args![
            tx.brand(),
            id,
            job.kind,
            job.body.to_string(),
            job.due_at,
            job.dedup,
            job.by
        ],
    )?;
    Ok(inserted == 1)
}

pub(super) fn get_by_dedup(tx: &mut Tx<'_>, kind: &str, dedup: &str) -> Result<JobId, DbError> {
    let (id,) = tx.one(
        sql!(
            (JobId,),
            "select id from job where brand_id = $1 and kind = $2 and dedup = $3"
        ),
        args![tx.brand(), kind, dedup],
    )?;
    Ok(id)
}

/// Finds a job.
pub fn find(tx: &mut Tx<'_>, id: JobId) -> Result<Option<Job>, DbError> {
    Ok(find_many(tx, &[id])?.remove(&id))
}

/// Finds a job among those that are meant.
pub fn find_among(tx: &mut Tx<'_>, whose: Whose, id: JobId) -> Result<Option<Job>, DbError> {
    let query = sql!(
        JobRow,
        "select id, kind, state, done, total, attempts, is_cancel_asked, scheduled_at,
                finished_at, result, error, body, created_by
           from job where brand_id = $1 and id = $2
            and (cast($3 as bigint) is null or created_by = $3)"
    );
    let row = tx.maybe(query, args![tx.brand(), id, whose.only()])?;
    row.map(JobRow::job).transpose()
}

/// Some jobs by their ids; one that is forgotten is left out.
pub fn find_many(tx: &mut Tx<'_>, ids: &[JobId]) -> Result<HashMap<JobId, Job>, DbError> {
    let query = sql!(
        JobRow,
        "select id, kind, state, done, total, attempts, is_cancel_asked, scheduled_at,
                finished_at, result, error, body, created_by
           from job where brand_id = $1 and id in ($*)"
    );
    let rows = tx.many_in(query, args![tx.brand()], ids.iter().copied())?;
    let jobs = rows.into_iter().map(JobRow::job);
    jobs.map(|job| job.map(|job| (job.id, job))).collect()
}

/// Where the handler of a job was when it last said so. Not part of a job, for it may be long.
pub fn checkpoint(tx: &mut Tx<'_>, id: JobId) -> Result<Option<Json>, DbError> {
    let query = sql!(
        (Option<String>,),
        "select checkpoint from job where brand_id = $1 and id = $2"
    );
    let row = tx.maybe(query, args![tx.brand(), id])?;
    let text = row.and_then(|(checkpoint,)| checkpoint);
    text.as_deref().map(parse).transpose()
}

/// Jobs among those that are meant, the latest first, of one kind or of all.
pub fn list(
    tx: &mut Tx<'_>,
    whose: Whose,
    kind: Option<&str>,
    after: Option<Cursor>,
    limit: u32,
) -> Result<Page<Job>, DbError> {
    let below = after.map_or(i64::MAX, |cursor| cursor.id);
    let rows = i64::from(limit) + 1;
    // Of a rare kind or one person all are looked at: few, for old ones are purged.
    let query = sql!(
        JobRow,
        "select id, kind, state, done, total, attempts, is_cancel_asked, scheduled_at,
                finished_at, result, error, body, created_by
           from job where brand_id = $1 and id < $2 and kind = coalesce($4, kind)
            and (cast($5 as bigint) is null or created_by = $5)
          order by id desc limit $3"
    );
    let rows = tx.many(query, args![tx.brand(), below, rows, kind, whose.only()])?;
    let jobs: Vec<Job> = rows
        .into_iter()
        .map(JobRow::job)
        .collect::<Result<_, _>>()?;
    Ok(Page::of(jobs, limit, |job| Cursor {
        key: job.id.0,
        id: job.id.0,
    }))
}

/// Asks to stop a job among those that are meant: one that waits is cancelled, one that runs stops
/// at its next sign of progress. Answers with the job; one that has ended stays as it is.
pub fn cancel(
    tx: &mut Tx<'_>,
    whose: Whose,
    id: JobId,
    now: Timestamp,
) -> Result<Option<Job>, DbError> {
    tx.execute(
        sql!(
            "update job
                set is_cancel_asked = 1,
                    finished_at = case when state = 'queued' then $3 else finished_at end,
                    state = case when state = 'queued' then 'cancelled' else state end
              where brand_id = $1 and id = $2 and state in ('queued', 'running')
                and (cast($4 as bigint) is null or created_by = $4)"
        ),
        args![tx.brand(), id, now, whose.only()],
    )?;
    find_among(tx, whose, id)
}

/// Jobs whose time has come, or whose holder gave no sign of life.
pub(super) fn candidates(
    tx: &mut Tx<'_>,
    kinds: &[&'static str],
    now: Timestamp,
    limit: i64,
) -> Result<Vec<Candidate>, DbError> {
    tx.many_in(
        sql!(
            Candidate,
            "select id, kind, state, claim, attempts, is_cancel_asked, body, checkpoint from job
              where brand_id = $1 and state in ('queued', 'running') and due_at <= $2
                and kind in ($*)
              order by due_at, id limit $3"
        ),
        args![tx.brand(), now, limit],
        kinds,
    )
}

/// Claims a job, if nobody was faster. One that nobody should run any more is ended instead.
pub(super) fn claim(
    tx: &mut Tx<'_>,
    job: &Candidate,
    now: Timestamp,
) -> Result<Option<Claimed>, DbError> {
    let ending = if job.is_cancel_asked {
        Some((JobState::Cancelled, None))
    } else if job.attempts >= ATTEMPTS_MAX {
        Some((JobState::Failed, Some("gave up: every attempt broke off")))
    } else {
        None
    };
    if let Some((state, error)) = ending {
        tx.execute(
            sql!(
                "update job set state = $4, error = coalesce($5, error), finished_at = $6
                  where brand_id = $1 and id = $2 and claim = $3
                    and state in ('queued', 'running')"
            ),
            args![tx.brand(), job.id, job.claim, state, error, now],
        )?;
        return Ok(None);
    }
    let claim = tx.new_id();
    let claimed = tx.execute(
        sql!(
            "update job set state = 'running', claim = $4, due_at = $5, attempts = attempts + 1
              where brand_id = $1 and id = $2 and claim = $3 and state = $6 and due_at <= $7"
        ),
        args![
            tx.brand(),
            job.id,
            job.claim,
            claim,
            now.plus_millis(LEASE_MILLIS),
            job.state,
            now
        ],
    )?;
    if claimed == 0 {
        return Ok(None);
    }
    Ok(Some(Claimed {
        brand: tx.brand(),
        id: job.id,
        kind: job.kind.clone(),
        claim,
        body: parse(&job.body)?,
        checkpoint: job.checkpoint.as_deref().map(parse).transpose()?,
    }))
}

/// Notes progress and prolongs the lease; whether somebody asked to stop, or `None` when the job
/// is no longer ours. Getting further makes the next failure the first one again.
pub(super) fn note_progress(
    tx: &mut Tx<'_>,
    (id, claim): (JobId, i64),
    (done, total): (i64, i64),
    checkpoint: &str,
    lease_until: Timestamp,
) -> Result<Option<bool>, DbError> {
    let asked = tx.maybe(
        sql!(
            (bool,),
            "update job set attempts = case when $4 > done then 1 else attempts end,
                            done = $4, total = $5, checkpoint = $6, due_at = $7
              where brand_id = $1 and id = $2 and claim = $3 and state = 'running'
             returning is_cancel_asked"
        ),
        args![tx.brand(), id, claim, done, total, checkpoint, lease_until],
    )?;
    Ok(asked.map(|(asked,)| asked))
}

/// Prolongs the lease of a job that is still ours.
pub(super) fn prolong(
    tx: &mut Tx<'_>,
    (id, claim): (JobId, i64),
    lease_until: Timestamp,
) -> Result<u64, DbError> {
    tx.execute(
        sql!(
            "update job set due_at = $4
              where brand_id = $1 and id = $2 and claim = $3 and state = 'running'"
        ),
        args![tx.brand(), id, claim, lease_until],
    )
}

/// Writes down how an attempt ended, if the job is still ours.
pub(super) fn finish(
    tx: &mut Tx<'_>,
    (id, claim): (JobId, i64),
    outcome: &Result<Json, JobError>,
    now: Timestamp,
) -> Result<(), DbError> {
    let (state, result, error) = match outcome {
        Ok(result) => (JobState::Succeeded, Some(result.to_string()), None),
        Err(JobError::Cancelled) => (JobState::Cancelled, None, None),
        Err(JobError::Failed(error)) => (JobState::Failed, None, Some(error.clone())),
        Err(JobError::Lost) => return Ok(()),
        Err(JobError::Stopping) => return put_back(tx, (id, claim), now),
        Err(JobError::Retry(error)) => {
            return try_again(tx, (id, claim), error, now);
        }
    };
    tx.execute(
        sql!(
            "update job set state = $4, result = $5, error = $6, finished_at = $7
              where brand_id = $1 and id = $2 and claim = $3 and state = 'running'"
        ),
        args![tx.brand(), id, claim, state, result, error, now],
    )?;
    Ok(())
}

/// The server stops: the attempt does not count.
fn put_back(tx: &mut Tx<'_>, (id, claim): (JobId, i64), now: Timestamp) -> Result<(), DbError> {
    tx.execute(
        sql!(
            "update job set state = 'queued', due_at = $4, attempts = attempts - 1
              where brand_id = $1 and id = $2 and claim = $3 and state = 'running'"
        ),
        args![tx.brand(), id, claim, now],
    )?;
    Ok(())
}

/// The attempt failed: the next one is later, or there is none.
fn try_again(
    tx: &mut Tx<'_>,
    (id, claim): (JobId, i64),
    error: &str,
    now: Timestamp,
) -> Result<(), DbError> {
    let attempts = tx.maybe(
        sql!(
            (i64,),
            "select attempts from job
              where brand_id = $1 and id = $2 and claim = $3 and state = 'running' for update"
        ),
        args![tx.brand(), id, claim],
    )?;
    let Some((attempts,)) = attempts else {
        return Ok(());
    };
    let is_last = attempts >= ATTEMPTS_MAX;
    let state = if is_last {
        JobState::Failed
    } else {
        JobState::Queued
    };
    let due_at = now.plus_millis(super::runner::back_off_millis(attempts));
    tx.execute(
        sql!(
            "update job set state = $3, error = $4, due_at = $5, finished_at = $6
              where brand_id = $1 and id = $2"
        ),
        args![tx.brand(), id, state, error, due_at, is_last.then_some(now)],
    )?;
    Ok(())
}

/// What jobs tell in words, after one.
pub(super) fn words(tx: &mut Tx<'_>, after: JobId, limit: i64) -> Result<Vec<Words>, DbError> {
    tx.many(
        sql!(
            Words,
            "select id, result, error from job where brand_id = $1 and id > $2 order by id limit $3"
        ),
        args![tx.brand(), after, limit],
    )
}

/// Takes away what jobs tell in words.
pub(super) fn blank_words(tx: &mut Tx<'_>, jobs: &[JobId]) -> Result<u64, DbError> {
    tx.execute_in(
        sql!("update job set result = null, error = null where brand_id = $1 and id in ($*)"),
        args![tx.brand()],
        jobs.iter().copied(),
    )
}

/// Forgets the jobs of a brand that ended more than 30 days ago; answers how many. Blocks.
pub fn purge(db: &Db, brand: BrandId, now: Timestamp) -> Result<u64, DbError> {
    let oldest = now.plus_days(-30);
    db.write_blocking(brand, move |tx| {
        tx.execute(
            sql!("delete from job where brand_id = $1 and finished_at < $2"),
            args![tx.brand(), oldest],
        )
    })
}
