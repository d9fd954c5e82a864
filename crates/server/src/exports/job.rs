//! The export as a job: pages of the list, each read by itself, through to the file. A crash leaves
//! no half file, and another attempt begins anew: nothing but the file comes of it.

use super::store::{self, ExportRow};
use super::{ExportId, FileFormat, Paper, Watermark, lists};
use kernel::{BrandId, Timestamp};
use platform::App;
use platform::db::{DbError, Tx};
use platform::jobs::{JobCtx, JobError};
use serde::Deserialize;
use serde_json::{Value as Json, json};
use std::path::PathBuf;

/// The name of the job.
pub const JOB_KIND: &str = "export";

#[derive(Deserialize)]
struct Body {
    export_id: ExportId,
}

/// Where the file of an export is kept.
pub fn path_of(app: &App, id: ExportId, format: FileFormat) -> PathBuf {
    let folder = app.config.data.dir.join("exports");
    folder.join(format!("{id}.{format}"))
}

/// Does the job.
pub fn work(job: JobCtx) -> Result<Json, JobError> {
    let body: Body = serde_json::from_value((*job.body).clone())
        .map_err(|error| JobError::Failed(error.to_string()))?;
    let id = body.export_id;
    let read = move |tx: &mut Tx<'_>| -> Result<(ExportRow, Watermark), JobError> {
        let row = store::find(tx, id)?;
        let row = row.ok_or_else(|| JobError::Failed(format!("there is no export {id}")))?;
        let mark = Watermark::new(tx, row.created_by, row.created_at, &row.request_id)?;
        Ok((row, mark))
    };
    let (row, mark) = job.app.db.read_blocking(job.brand, read)?;
    let path = path_of(&job.app, id, row.format);
    if let Some(folder) = path.parent() {
        let made = std::fs::create_dir_all(folder);
        made.map_err(|error| JobError::Retry(error.to_string()))?;
    }
    let mut paper = Paper::new(row.format, &mark, lists::headings(row.subject))?;
    let rows = lists::write(&job, &row, &mut paper)?;
    let bytes = paper.finish_at(&path)? as i64;
    let now = job.act().now;
    let expires_at = job.app.db.write_blocking(job.brand, move |tx| {
        store::ready(tx, id, (rows, bytes), now)
    })?;
    if expires_at <= now {
        // Somebody was erased while the list was read: it may still name the person.
        remove_expired(&job.app, job.brand, now)?;
    }
    Ok(json!({ "export_id": id, "rows": rows, "bytes": bytes }))
}

/// Takes away every list that may name a member, made or still being made, for somebody is erased.
/// They are kept for days only, and whoever needs one asks again. Answers how many. Blocks.
pub fn forget_lists(app: &App, brand: BrandId, now: Timestamp) -> Result<u64, JobError> {
    let expire = move |tx: &mut Tx<'_>| store::expire_lists(tx, now);
    let expired = app.db.write_blocking::<_, DbError, _>(brand, expire)?;
    remove_expired(app, brand, now)?;
    Ok(expired)
}

/// Takes the files away whose time is over.
pub fn purge(job: JobCtx) -> Result<Json, JobError> {
    let files = remove_expired(&job.app, job.brand, job.act().now)?;
    Ok(json!({ "files": files }))
}

fn remove_expired(app: &App, brand: BrandId, now: Timestamp) -> Result<usize, JobError> {
    let read = move |tx: &mut Tx<'_>| store::expired(tx, now);
    let expired = app.db.read_blocking(brand, read)?;
    let files = expired.len();
    for (id, format) in expired {
        match std::fs::remove_file(path_of(app, id, format)) {
            Ok(()) => {}
            // Another server's folder has it, or it is gone already.
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => {}
            Err(error) => return Err(JobError::Retry(error.to_string())),
        }
        let forget = move |tx: &mut Tx<'_>| store::forget(tx, id);
        app.db.write_blocking::<_, DbError, _>(brand, forget)?;
    }
    Ok(files)
}
