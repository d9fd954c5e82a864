//! The import as a job: piece by piece, each with the note of how far it is.

use super::{Ctx, ImportKind, ImportMode, Piece, Table, store};
use kernel::{Act, By, JobId, ZoneName};
use platform::db::{DbError, Tx};
use platform::jobs::{self, JobCtx, JobError, NewJob};
use serde::{Deserialize, Serialize};
use serde_json::{Value as Json, json};
use std::sync::Arc;

/// The name of the job.
pub const JOB_KIND: &str = "import";

/// What is to be imported, and how.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Request {
    /// What is in the file.
    pub kind: ImportKind,
    /// What happens to the good rows when others are bad.
    pub mode: ImportMode,
    /// Whether everything is undone at the end.
    pub is_dry_run: bool,
    /// The zone of times that name none.
    pub zone: ZoneName,
    /// What the file is called, for the list of imports.
    pub file_name: String,
}

/// How far an import is.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
struct Standing {
    next_unit: usize,
    rows_done: i64,
    rejected: i64,
    #[serde(flatten)]
    piece: Piece,
}

/// Keeps the file and writes the job down.
pub fn start(
    tx: &mut Tx<'_>,
    act: &Act,
    request: &Request,
    bytes: &[u8],
) -> Result<JobId, DbError> {
    let body = serde_json::to_value(request).map_err(|error| DbError::Bug(error.to_string()))?;
    let (due_at, by): (_, By) = (act.now, act.by);
    let job = jobs::enqueue(
        tx,
        NewJob {
            kind: JOB_KIND,
            body,
            due_at,
            dedup: None,
            by,
        },
    )?;
    store::keep_file(tx, job, bytes)?;
    Ok(job)
}

/// Does the job.
pub fn work(job: JobCtx) -> Result<Json, JobError> {
    let request: Request = serde_json::from_value((*job.body).clone())
        .map_err(|error| JobError::Failed(error.to_string()))?;
    let id = job.id;
    let bytes = job
        .app
        .db
        .read_blocking(job.brand, move |tx| store::file(tx, id))?;
    let table = match request.kind.read(&bytes) {
        Ok(table) => Arc::new(table),
        Err(error) => return Err(JobError::Failed(error.to_string())),
    };
    let ctx = Arc::new(Ctx {
        act: job.act(),
        seal: job.app.seal.clone(),
        zone: request.zone.clone(),
    });
    // A dry run is one transaction too, or it would not see that row 900 repeats row 1.
    let standing = match request.mode {
        ImportMode::GoodRows if !request.is_dry_run => by_pieces(&job, &table, &ctx)?,
        _ => as_a_whole(&job, &request, &table, &ctx)?,
    };
    job.app
        .db
        .write_blocking(job.brand, move |tx| store::forget_file(tx, id))?;
    Ok(json!({
        "kind": request.kind,
        "file_name": request.file_name,
        "is_dry_run": request.is_dry_run,
        "rows": table.rows(),
        "accepted": standing.piece.accepted,
        "rejected": standing.rejected,
        "totals": standing.piece.totals,
    }))
}

fn by_pieces(job: &JobCtx, table: &Arc<Table>, ctx: &Arc<Ctx>) -> Result<Standing, JobError> {
    let mut standing: Standing = match job.checkpoint() {
        Some(state) => serde_json::from_value(state.clone())
            .map_err(|error| JobError::Failed(error.to_string()))?,
        None => Standing::default(),
    };
    while !table.is_over(standing.next_unit) {
        let (job, table, ctx, before) = (job.clone(), table.clone(), ctx.clone(), standing.clone());
        standing = job.app.db.clone().write_blocking(job.brand, move |tx| {
            let (piece, next) = table.enter(tx, &ctx, before.next_unit)?;
            let after = before.clone().with(piece, next, |rejects| {
                store::add_rejects(tx, job.id, rejects)
            })?;
            let state =
                serde_json::to_value(&after).map_err(|e| JobError::Failed(e.to_string()))?;
            job.progress_in(tx, after.rows_done, table.rows(), &state)?;
            Ok::<_, JobError>(after)
        })?;
    }
    Ok(standing)
}

/// One transaction for the whole file. Its length is the price of keeping nothing of a bad one.
fn as_a_whole(
    job: &JobCtx,
    request: &Request,
    table: &Arc<Table>,
    ctx: &Arc<Ctx>,
) -> Result<Standing, JobError> {
    let (job, table, ctx, is_dry_run) =
        (job.clone(), table.clone(), ctx.clone(), request.is_dry_run);
    job.app.db.clone().write_blocking(job.brand, move |tx| {
        let whole = |tx: &mut Tx<'_>| {
            let (mut all, mut unit) = (Piece::default(), 0);
            while !table.is_over(unit) {
                let (piece, next) = table.enter(tx, &ctx, unit)?;
                all.append(piece);
                unit = next;
            }
            Ok((all, unit))
        };
        let (mut piece, unit) = match tx.nested(|tx| match whole(tx) {
            Ok((piece, _)) if is_dry_run || !piece.rejects.is_empty() => Err(Undone::Kept(piece)),
            Ok(done) => Ok(done),
            Err(error) => Err(Undone::Db(error)),
        }) {
            Ok(done) => done,
            Err(Undone::Kept(piece)) => (piece, 0),
            Err(Undone::Db(error)) => return Err(error.into()),
        };
        if !piece.rejects.is_empty() && !is_dry_run {
            piece.accepted = 0;
            piece.totals.clear();
        }
        let after = Standing::default().with(piece, unit, |rejects| {
            store::add_rejects(tx, job.id, rejects)
        })?;
        job.progress_in(tx, table.rows(), table.rows(), &Json::Null)?;
        Ok::<_, JobError>(after)
    })
}

impl Standing {
    fn with(
        mut self,
        mut piece: Piece,
        next_unit: usize,
        keep: impl FnOnce(&[super::Reject]) -> Result<(), DbError>,
    ) -> Result<Standing, DbError> {
        let rejects = std::mem::take(&mut piece.rejects);
        keep(&rejects)?;
        self.next_unit = next_unit;
        self.rows_done += piece.accepted + rejects.len() as i64;
        self.rejected += rejects.len() as i64;
        self.piece.append(piece);
        Ok(self)
    }
}

/// Work that was done and taken back, with what it came to.
enum Undone<T> {
    Kept(T),
    Db(DbError),
}

impl<T> From<DbError> for Undone<T> {
    fn from(error: DbError) -> Self {
        Undone::Db(error)
    }
}
