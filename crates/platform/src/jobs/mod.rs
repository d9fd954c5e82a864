//! Work that runs in the background: rows with a due time, claimed by compare-and-set, so that
//! several servers may run.
//!
//! Guarantees: a job runs on one server at a time (its holder keeps a lease and every write of the
//! holder names the claim); after a crash another attempt goes on from the last checkpoint; a job
//! that fails is tried again later, [`ATTEMPTS_MAX`] times without getting further.

mod context;
mod row;
mod runner;
mod store;

pub use context::{JobCtx, JobError};
pub use runner::Runner;
pub use store::{cancel, checkpoint, find, find_among, find_many, list, purge};

use crate::db::{Db, DbError, Tx};
use kernel::{BrandId, By, JobId, StaffId, Timestamp};
use serde::Serialize;
use serde_json::Value as Json;

/// After so many attempts that got no further a job has failed.
pub const ATTEMPTS_MAX: i64 = 5;

/// How long a claim holds without a sign of life.
pub(crate) const LEASE_MILLIS: i64 = 60_000;

kernel::text_enum! {
    /// Where a job is in its life.
    pub enum JobState {
        /// Waits for its time.
        Queued = "queued",
        /// Somebody works on it.
        Running = "running",
        /// Done.
        Succeeded = "succeeded",
        /// Given up.
        Failed = "failed",
        /// Stopped because somebody asked.
        Cancelled = "cancelled",
    }
}

impl JobState {
    /// Whether nothing will happen any more.
    pub fn is_final(self) -> bool {
        !matches!(self, JobState::Queued | JobState::Running)
    }
}

/// Whose jobs are meant. What a job holds is not told apart by store, so whoever may see a part of
/// the brand only is shown what they began themselves.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Whose {
    /// Those of everybody, and the house's own.
    Everybodys,
    /// Those that this person began.
    OnlyOf(StaffId),
}

impl Whose {
    /// The person, if it is not everybody.
    fn only(self) -> Option<StaffId> {
        match self {
            Whose::Everybodys => None,
            Whose::OnlyOf(staff) => Some(staff),
        }
    }
}

/// A job to be done.
#[derive(Debug, Clone)]
pub struct NewJob {
    /// Which handler does it.
    pub kind: &'static str,
    /// What the handler needs to know; ids, no personal data.
    pub body: Json,
    /// Not before this moment.
    pub due_at: Timestamp,
    /// At most one job of the kind ever has it; a second one is the first.
    pub dedup: Option<String>,
    /// Who wants it.
    pub by: By,
}

/// A job as it stands.
#[derive(Debug, Clone, Serialize, utoipa::ToSchema)]
pub struct Job {
    /// Its id.
    pub id: JobId,
    /// Which handler does it.
    pub kind: String,
    /// Where it is in its life.
    pub state: JobState,
    /// How much is done, in the handler's own units.
    pub done: i64,
    /// Of how much; 0 while unknown.
    pub total: i64,
    /// How often it was tried since it last got further.
    pub attempts: i64,
    /// Whether somebody asked to stop it.
    pub is_cancel_asked: bool,
    /// When it was to start.
    pub scheduled_at: Timestamp,
    /// When it ended.
    pub finished_at: Option<Timestamp>,
    /// What came out.
    #[schema(value_type = Object)]
    pub result: Option<Json>,
    /// What went wrong the last time.
    pub error: Option<String>,
    /// What the handler was told.
    #[serde(skip)]
    pub body: Json,
    /// Who wanted it.
    #[serde(rename = "begun_by", serialize_with = "person")]
    #[schema(required, value_type = Option<StaffId>)]
    pub created_by: By,
}

/// The person; null for the house itself.
fn person<S: serde::Serializer>(by: &By, to: S) -> Result<S::Ok, S::Error> {
    by.staff().serialize(to)
}

/// Writes down a job, beside what made it necessary.
pub fn enqueue(tx: &mut Tx<'_>, job: NewJob) -> Result<JobId, DbError> {
    let id = JobId(tx.new_id());
    if store::insert(tx, id, &job)? {
        return Ok(id);
    }
    store::get_by_dedup(tx, job.kind, job.dedup.as_deref().unwrap_or_default())
}

/// Takes away what came out of jobs and what went wrong in them where that names somebody, who is
/// erased: a file may be called after a person. Answers how many. Blocks.
pub fn forget_words(db: &Db, brand: BrandId, names: impl Fn(&str) -> bool) -> Result<u64, DbError> {
    const PAGE: i64 = 500;
    let (mut after, mut forgotten) = (JobId(-1), 0);
    loop {
        let page = db.read_blocking(brand, move |tx| store::words(tx, after, PAGE))?;
        let Some(last) = page.last() else {
            return Ok(forgotten);
        };
        after = last.0;
        let is_named = |text: &Option<String>| text.as_deref().is_some_and(&names);
        let named: Vec<JobId> = page
            .iter()
            .filter(|(_, result, error)| is_named(result) || is_named(error))
            .map(|(id, ..)| *id)
            .collect();
        if !named.is_empty() {
            forgotten += db.write_blocking(brand, move |tx| store::blank_words(tx, &named))?;
        }
    }
}
