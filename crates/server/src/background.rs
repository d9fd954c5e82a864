//! Who listens to which facts, and which work recurs: the two lists of what happens by itself.

use crate::{backup, demo, exports, imports, privacy};
use kernel::BusinessDate;
use platform::App;
use platform::jobs::{JobCtx, JobError, Runner};
use platform::outbox::{Dispatcher, Subscriber};
use serde_json::{Value as Json, json};

/// Everybody who listens to facts.
pub fn subscribers() -> Vec<Subscriber> {
    let mut all = membership::subscribers();
    all.extend(standing::subscribers());
    all.extend(insight::subscribers());
    all
}

/// Hands facts to subscribers.
pub fn dispatcher(app: &App) -> Dispatcher {
    Dispatcher::new(app, crate::brands, &subscribers())
}

/// Sends messages to the world outside.
pub fn sender(app: &App) -> channels::sms::Sender {
    channels::sms::Sender::new(app, crate::brands)
}

/// Does background work.
pub fn runner(app: &App) -> Runner {
    Runner::new(app, crate::brands)
        .on(imports::JOB_KIND, imports::work)
        .on(exports::JOB_KIND, exports::work)
        .on(demo::JOB_KIND, demo::work)
        .on(privacy::JOB_KIND, privacy::work)
        .on(backup::JOB_KIND, backup::work)
        .on(offers::ISSUE_JOB, offers::work_issue)
        .on(checkout::REPLAY_JOB, checkout::work_replay)
        .every("ledger_expiry", 1, expire)
        .every("ledger_seal", 6, seal)
        .every("exports_purge", 1, exports::purge)
        .every("imports_purge", 6, forget_files)
        .every("privacy_erasures", 1, privacy::carry_on)
        .every("privacy_sweep", 24, privacy::sweep)
        .every("access_purge", 6, forget_sessions)
        .every("membership_purge", 6, forget_codes)
        .with_housekeeping()
}

/// How many rows one transaction of recurring work touches.
const AT_ONCE: u32 = 500;

/// Points and holds whose time is over.
fn expire(job: JobCtx) -> Result<Json, JobError> {
    let (mut points, mut holds, mut after) = (0, 0, None);
    loop {
        let act = job.act();
        let (expired, freed) = job.app.db.write_blocking(job.brand, move |tx| {
            let expired = ledger::expire_points(tx, act, after, AT_ONCE)?;
            let freed = ledger::expire_holds(tx, act, AT_ONCE)?;
            Ok::<_, ledger::LedgerError>((expired, freed))
        })?;
        points += expired.points.0;
        holds += freed.holds;
        after = expired.next;
        if after.is_none() && !freed.more {
            return Ok(json!({ "points": points, "holds": holds }));
        }
        job.progress(0, 0, Json::Null)?;
    }
}

/// House accounts of the days that are over.
fn seal(job: JobCtx) -> Result<Json, JobError> {
    let utc = "UTC".parse().map_err(JobError::Failed)?;
    let mut days = 0;
    loop {
        let act = job.act();
        let today: BusinessDate = act.now.date_in(&utc);
        let sealed = job
            .app
            .db
            .write_blocking(job.brand, move |tx| ledger::seal_days(tx, act, today))?;
        days += sealed.days;
        if sealed.days == 0 {
            return Ok(json!({ "days": days }));
        }
        job.progress(0, 0, Json::Null)?;
    }
}

/// Codes, proofs of phones and counted tries that are over.
fn forget_codes(job: JobCtx) -> Result<Json, JobError> {
    let now = job.act().now;
    let gone = job
        .app
        .db
        .write_blocking(job.brand, move |tx| membership::purge_codes(tx, now))?;
    Ok(json!({ "rows": gone }))
}

fn forget_sessions(job: JobCtx) -> Result<Json, JobError> {
    let now = job.act().now;
    let gone = job
        .app
        .db
        .write_blocking(job.brand, move |tx| access::purge_sessions(tx, now))?;
    Ok(json!({ "rows": gone }))
}

/// For how long a file waits to be imported.
const FILE_DAYS: i64 = 7;

/// For how long the rows that were not taken can be worked through.
const REJECT_DAYS: i64 = 30;

/// Files that were sent and never imported, and what stood in rows that were not taken: they hold
/// personal data.
fn forget_files(job: JobCtx) -> Result<Json, JobError> {
    let now = job.act().now;
    let (files, rejects) = (now.plus_days(-FILE_DAYS), now.plus_days(-REJECT_DAYS));
    let files = imports::purge(&job.app.db, job.brand, files, rejects)?;
    Ok(json!({ "files": files }))
}
