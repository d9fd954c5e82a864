//! A backup as a job. Another attempt after a crash finds the file of the first, or begins anew.

use super::{BackupFile, make};
use platform::jobs::{JobCtx, JobError};
use serde_json::{Value as Json, json};

/// The name of the job.
pub const JOB_KIND: &str = "backup";

/// Does the job.
pub fn work(job: JobCtx) -> Result<Json, JobError> {
    // How large the copy will be nobody knows before; a sign of life is all there is.
    let go_on = || job.progress(0, 0, Json::Null);
    let BackupFile { name, bytes, .. } = make(&job.app, Some(job.id), go_on)?;
    Ok(json!({ "name": name, "bytes": bytes }))
}
