//! What a handler is given, and how it tells how far it is.

use super::row::Claimed;
use super::store;
use crate::app::App;
use crate::db::{DbError, Tx};
use kernel::{Act, BrandId, Fault, JobId, Kind};
use serde_json::Value as Json;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

/// What a handler works with. Handlers run on a plain thread and may block. Cheap to clone, so
/// that it can go into the closures of transactions.
#[derive(Debug, Clone)]
pub struct JobCtx {
    /// The ground.
    pub app: App,
    /// Whose job it is.
    pub brand: BrandId,
    /// Which job it is.
    pub id: JobId,
    /// What is to be done.
    pub body: Arc<Json>,
    claim: i64,
    checkpoint: Arc<Option<Json>>,
    stopping: Arc<AtomicBool>,
}

/// Why a handler does not go on.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum JobError {
    /// Somebody asked to stop it.
    #[error("cancelled")]
    Cancelled,
    /// The server is shutting down; another attempt goes on from the checkpoint.
    #[error("the server is shutting down")]
    Stopping,
    /// Another server has taken the job over.
    #[error("the job was taken over")]
    Lost,
    /// May go well another time.
    #[error("{0}")]
    Retry(String),
    /// Will not go well however often it is tried.
    #[error("{0}")]
    Failed(String),
}

impl<F: Fault> From<F> for JobError {
    fn from(fault: F) -> Self {
        match fault.kind() {
            Kind::Unavailable | Kind::Bug | Kind::Conflict | Kind::Stale | Kind::TooMany => {
                JobError::Retry(fault.to_string())
            }
            Kind::Malformed
            | Kind::Invalid
            | Kind::Refused
            | Kind::NotFound
            | Kind::Unauthenticated
            | Kind::Forbidden => JobError::Failed(fault.to_string()),
        }
    }
}

impl JobCtx {
    pub(super) fn new(app: &App, claimed: Claimed, stopping: &Arc<AtomicBool>) -> Self {
        JobCtx {
            app: app.clone(),
            brand: claimed.brand,
            id: claimed.id,
            body: Arc::new(claimed.body),
            claim: claimed.claim,
            checkpoint: Arc::new(claimed.checkpoint),
            stopping: stopping.clone(),
        }
    }

    /// The house's own act, now.
    pub fn act(&self) -> Act {
        Act::of_system(self.app.clock.now())
    }

    /// Where an earlier attempt had got to.
    pub fn checkpoint(&self) -> Option<&Json> {
        self.checkpoint.as_ref().as_ref()
    }

    /// Notes how far the work is and where it would go on, in a transaction of its own. Its error
    /// says that the handler should end here.
    pub fn progress(&self, done: i64, total: i64, state: Json) -> Result<(), JobError> {
        let (ctx, brand) = (self.clone(), self.brand);
        let note = move |tx: &mut Tx<'_>| ctx.progress_in(tx, done, total, &state);
        self.app.db.write_blocking(brand, note)
    }

    /// The same in the transaction of the work itself, so that a crash can neither lose nor repeat
    /// a piece of it. When it says that the handler should end, the piece is undone.
    pub fn progress_in(
        &self,
        tx: &mut Tx<'_>,
        done: i64,
        total: i64,
        state: &Json,
    ) -> Result<(), JobError> {
        if self.stopping.load(Ordering::SeqCst) {
            return Err(JobError::Stopping);
        }
        let lease_until = self.app.clock.now().plus_millis(super::LEASE_MILLIS);
        let noted = store::note_progress(
            tx,
            (self.id, self.claim),
            (done, total),
            &state.to_string(),
            lease_until,
        )?;
        match noted {
            None => Err(JobError::Lost),
            Some(true) => Err(JobError::Cancelled),
            Some(false) => Ok(()),
        }
    }

    pub(super) fn claim(&self) -> (JobId, i64) {
        (self.id, self.claim)
    }

    /// Writes down how the job ended.
    pub(super) fn finish(&self, outcome: Result<Json, JobError>) -> Result<(), DbError> {
        let (claim, now) = (self.claim(), self.app.clock.now());
        let write = move |tx: &mut Tx<'_>| store::finish(tx, claim, &outcome, now);
        self.app.db.write_blocking(self.brand, write)
    }
}
