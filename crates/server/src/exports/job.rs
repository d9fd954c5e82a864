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
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

/// The name of the job.
pub const JOB_KIND: &str = "export";

#[derive(Deserialize)]
struct Body {
    export_id: ExportId,
}

/// Where the files of a brand are kept.
fn folder_of(app: &App, brand: BrandId) -> PathBuf {
    let exports = app.config.data.dir.join("exports");
    exports.join(brand.to_string())
}

/// Where the file of an export is kept.
pub fn path_of(app: &App, brand: BrandId, id: ExportId, format: FileFormat) -> PathBuf {
    folder_of(app, brand).join(format!("{id}.{format}"))
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
    let path = path_of(&job.app, job.brand, id, row.format);
    if let Some(folder) = path.parent() {
        std::fs::create_dir_all(folder).map_err(retry)?;
    }
    let mut paper = Paper::new(row.format, &mark, &lists::headings(&row)?)?;
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

/// Also those that a crash left half written or that no export knows of: what lies in the folder is
/// looked at, not what ought to.
fn remove_expired(app: &App, brand: BrandId, now: Timestamp) -> Result<usize, JobError> {
    let mut files = 0;
    for (path, id) in files_in(&folder_of(app, brand)).map_err(retry)? {
        let find = move |tx: &mut Tx<'_>| match id {
            Some(id) => store::find(tx, id),
            None => Ok(None),
        };
        let row = app.db.read_blocking(brand, find)?;
        if row.is_some_and(|row| row.expires_at > now) {
            continue;
        }
        match std::fs::remove_file(path) {
            Ok(()) => files += 1,
            Err(error) if error.kind() == ErrorKind::NotFound => {}
            Err(error) => return Err(retry(error)),
        }
    }
    let forget = move |tx: &mut Tx<'_>| store::forget_expired(tx, now);
    app.db.write_blocking::<_, DbError, _>(brand, forget)?;
    Ok(files)
}

/// The files of a folder, and the exports that their names begin with.
fn files_in(folder: &Path) -> std::io::Result<Vec<(PathBuf, Option<ExportId>)>> {
    let entries = match std::fs::read_dir(folder) {
        Ok(entries) => entries,
        Err(error) if error.kind() == ErrorKind::NotFound => return Ok(Vec::new()),
        Err(error) => return Err(error),
    };
    let mut files = Vec::new();
    for entry in entries {
        let path = entry?.path();
        let name = path.file_name().and_then(|name| name.to_str());
        let id = name.and_then(|name| name.split('.').next()?.parse().ok());
        files.push((path, id));
    }
    Ok(files)
}

fn retry(error: std::io::Error) -> JobError {
    JobError::Retry(error.to_string())
}
