//! 删除个人信息 as a job: the person's own rows are blanked at once, then every other place that may
//! hold a copy is gone through. Each step may be done twice, so whoever is interrupted begins anew
//! with what named the person, which waits sealed in the row of the request.

use crate::{exports, imports};
use kernel::MemberId;
use membership::{MembershipError, RequestId, Traces};
use platform::db::{DbError, Tx};
use platform::jobs::{self, JobCtx, JobError};
use platform::{App, idempotency};
use serde::Deserialize;
use serde_json::{Value as Json, json};
use std::sync::Arc;

/// The name of the job.
pub const JOB_KIND: &str = "erasure";

/// How many requests or accounts one run of the recurring work looks at.
const AT_ONCE: u32 = 500;

#[derive(Deserialize)]
struct Body {
    request_id: RequestId,
}

/// Does the job: one erasure that was approved.
pub fn work(job: JobCtx) -> Result<Json, JobError> {
    let body: Body = serde_json::from_value((*job.body).clone())
        .map_err(|error| JobError::Failed(error.to_string()))?;
    let copies = erase(&job, body.request_id)?;
    Ok(json!({ "request_id": body.request_id, "copies": copies }))
}

/// Recurring: closed accounts that can not be reopened any more are to be erased, and every erasure
/// that was approved and has not ended is gone on with.
pub fn carry_on(job: JobCtx) -> Result<Json, JobError> {
    let now = job.act().now;
    let due = move |tx: &mut Tx<'_>| membership::overdue_closures(tx, now, AT_ONCE);
    for member in job.app.db.read_blocking::<_, DbError, _>(job.brand, due)? {
        approve_closed(&job, member)?;
    }
    let approved = |tx: &mut Tx<'_>| membership::approved_erasures(tx, AT_ONCE);
    let waiting = job
        .app
        .db
        .read_blocking::<_, DbError, _>(job.brand, approved)?;
    let (mut erased, mut last) = (0, None);
    for request in waiting {
        match erase(&job, request) {
            Ok(_) => erased += 1,
            Err(stop @ (JobError::Stopping | JobError::Lost | JobError::Cancelled)) => {
                return Err(stop);
            }
            // One that cannot be ended now keeps nobody else waiting.
            Err(error) => {
                tracing::warn!(%request, %error, "an erasure has not ended");
                last = Some(error);
            }
        }
    }
    match last {
        None => Ok(json!({ "erased": erased })),
        Some(error) => Err(error),
    }
}

/// An account that was closed asks for erasure; nobody has to approve it once more.
fn approve_closed(job: &JobCtx, member: MemberId) -> Result<(), JobError> {
    let act = job.act();
    let approve = move |tx: &mut Tx<'_>| -> Result<(), MembershipError> {
        if let Some(request) = membership::waiting_erasure(tx, member)? {
            membership::approve_erasure(tx, &act, request)?;
        }
        Ok(())
    };
    let approved = job.app.db.write_blocking(job.brand, approve);
    if let Err(error) = &approved {
        tracing::warn!(%member, %error, "a closed account cannot be erased");
    }
    Ok(())
}

/// Carries an erasure out to its end; answers how many copies went beside the person's own rows.
fn erase(job: &JobCtx, id: RequestId) -> Result<u64, JobError> {
    let (seal, act) = (job.app.seal.clone(), job.act());
    let begin = move |tx: &mut Tx<'_>| membership::begin_erasure(tx, &seal, &act, id);
    let Some(traces) = job.app.db.write_blocking(job.brand, begin)? else {
        return Ok(0);
    };
    let traces = Arc::new(traces);
    let mut copies = 0;
    for (step, forget) in (1..).zip(STEPS) {
        copies += forget(job, &traces)?;
        job.progress(step, STEPS.len() as i64, Json::Null)?;
    }
    let end = move |tx: &mut Tx<'_>| membership::end_erasure(tx, &act, id);
    job.app.db.write_blocking(job.brand, end)?;
    Ok(copies)
}

/// A place that is gone through; answers how many copies went.
type Step = fn(&JobCtx, &Arc<Traces>) -> Result<u64, JobError>;

/// Every place outside the members' own tables that may hold a copy. Imports come first: while one
/// is at work nothing else is done, for it might bring the person back.
const STEPS: [Step; 8] = [
    forget_imports,
    forget_exports,
    forget_reasons,
    forget_messages,
    forget_words_of_sales,
    forget_log_ins,
    forget_answers,
    forget_job_results,
];

fn forget_imports(job: &JobCtx, traces: &Arc<Traces>) -> Result<u64, JobError> {
    let names = |text: &str| traces.are_in(text);
    match imports::forget_person(&job.app.db, job.brand, names) {
        Ok(gone) => Ok(gone),
        Err(imports::ImportFault::Busy) => Err(JobError::Retry(
            "an import is at work; it might bring the person back".into(),
        )),
        Err(other) => Err(other.into()),
    }
}

fn forget_exports(job: &JobCtx, _: &Arc<Traces>) -> Result<u64, JobError> {
    exports::forget_lists(&job.app, job.brand, job.act().now)
}

/// Why somebody asked for a file or for a second person's consent, and what that one said.
fn forget_reasons(job: &JobCtx, traces: &Arc<Traces>) -> Result<u64, JobError> {
    let names = |text: &str| traces.are_in(text);
    let files = exports::forget_named_reasons(&job.app.db, job.brand, names)?;
    Ok(files + access::forget_named_requests(&job.app.db, job.brand, names)?)
}

fn forget_messages(job: &JobCtx, traces: &Arc<Traces>) -> Result<u64, JobError> {
    let (seal, now, traces) = (job.app.seal.clone(), job.act().now, traces.clone());
    let forget = move |tx: &mut Tx<'_>| -> Result<(), DbError> {
        let phones = traces.phones();
        for phone in phones.filter_map(|phone| channels::Phone::of_e164(phone.e164())) {
            channels::sms::forget(tx, &seal, &phone, now)?;
        }
        Ok(())
    };
    job.app.db.write_blocking(job.brand, forget)?;
    Ok(0)
}

fn forget_words_of_sales(job: &JobCtx, traces: &Arc<Traces>) -> Result<u64, JobError> {
    let traces = traces.clone();
    let forget = move |tx: &mut Tx<'_>| {
        let names = |text: &str| traces.are_in(text);
        let of_coupons = offers::forget_words(tx, &traces.members, names)?;
        Ok(of_coupons + checkout::forget_words(tx, &traces.members, names)?)
    };
    Ok(job
        .app
        .db
        .write_blocking::<_, DbError, _>(job.brand, forget)?)
}

fn forget_log_ins(job: &JobCtx, traces: &Arc<Traces>) -> Result<u64, JobError> {
    let traces = traces.clone();
    let forget = move |tx: &mut Tx<'_>| access::forget_named_tries(tx, |text| traces.are_in(text));
    job.app
        .db
        .write_blocking::<_, DbError, _>(job.brand, forget)?;
    Ok(0)
}

fn forget_answers(job: &JobCtx, traces: &Arc<Traces>) -> Result<u64, JobError> {
    let names = |text: &str| traces.are_in(text);
    Ok(idempotency::forget_answers(&job.app.db, job.brand, names)?)
}

fn forget_job_results(job: &JobCtx, traces: &Arc<Traces>) -> Result<u64, JobError> {
    let names = |text: &str| traces.are_in(text);
    Ok(jobs::forget_words(&job.app.db, job.brand, names)?)
}

/// Recurring: the database's own files are rewritten after somebody was erased, for a row that is
/// gone may still be read in them. Once for all brands of the database.
pub fn sweep(job: JobCtx) -> Result<Json, JobError> {
    let needs = |tx: &mut Tx<'_>| membership::needs_sweep(tx);
    if !job
        .app
        .db
        .read_blocking::<_, DbError, _>(job.brand, needs)?
    {
        return Ok(json!({ "requests": 0 }));
    }
    let until = job.act().now;
    job.app.db.sweep()?;
    let requests = note_swept(&job.app, until, &job)?;
    Ok(json!({ "requests": requests }))
}

fn note_swept(app: &App, until: kernel::Timestamp, job: &JobCtx) -> Result<u64, JobError> {
    let now = job.act().now;
    let mut requests = 0;
    for brand in crate::brands(&app.db)? {
        let note = move |tx: &mut Tx<'_>| membership::note_swept(tx, now, until);
        requests += app.db.write_blocking::<_, DbError, _>(brand, note)?;
    }
    Ok(requests)
}
