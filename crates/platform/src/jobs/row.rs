//! Rows of the table `job`, as they are read.

use super::{Job, JobState};
use crate::db::DbError;
use crate::row;
use kernel::{BrandId, By, JobId, Timestamp};
use serde_json::Value as Json;

row! {
    /// A job as stored.
    pub(super) struct JobRow {
        id: JobId,
        kind: String,
        state: JobState,
        done: i64,
        total: i64,
        attempts: i64,
        is_cancel_asked: bool,
        scheduled_at: Timestamp,
        finished_at: Option<Timestamp>,
        result: Option<String>,
        error: Option<String>,
        body: String,
        created_by: By,
    }
}

row! {
    /// A job that may be claimed.
    #[derive(PartialEq)]
    pub(super) struct Candidate {
        pub id: JobId,
        pub kind: String,
        pub state: JobState,
        pub claim: i64,
        pub attempts: i64,
        pub is_cancel_asked: bool,
        pub body: String,
        pub checkpoint: Option<String>,
    }
}

/// What a job tells in words: what came out, and what went wrong.
pub(super) type Words = (JobId, Option<String>, Option<String>);

/// A job that is ours until its lease ends.
#[derive(Debug, Clone)]
pub(super) struct Claimed {
    pub brand: BrandId,
    pub id: JobId,
    pub kind: String,
    pub claim: i64,
    pub body: Json,
    pub checkpoint: Option<Json>,
}

impl JobRow {
    /// The job that it is.
    pub fn job(self) -> Result<Job, DbError> {
        Ok(Job {
            id: self.id,
            kind: self.kind,
            state: self.state,
            done: self.done,
            total: self.total,
            attempts: self.attempts,
            is_cancel_asked: self.is_cancel_asked,
            scheduled_at: self.scheduled_at,
            finished_at: self.finished_at,
            result: self.result.as_deref().map(parse).transpose()?,
            error: self.error,
            body: parse(&self.body)?,
            created_by: self.created_by,
        })
    }
}

/// A document as it is kept.
pub(super) fn parse(text: &str) -> Result<Json, DbError> {
    serde_json::from_str(text).map_err(|error| DbError::Bug(format!("job: {error}")))
}
