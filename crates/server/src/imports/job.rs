//! The import as a job: piece by piece, each with the note of how far it is.
//!
//! All-or-nothing is two passes: the first tries every piece and takes it back, and only if no row
//! was refused does the second write. One transaction over the whole file would promise more, but
//! it would hold the one writer of the embedded engine for minutes, and every till of the chain
//! would wait. The price: what somebody else changes between the passes can still refuse a row; it
//! is listed, and the others are in.

use super::record::{RunOptions, get_row};
use super::sheet::{Sheet, read_grid};
use super::store::ImportRow;
use super::table::{Ready, Table};
use super::{Ctx, ImportId, ImportKind, ImportMode, Piece, load_store_names, reject, store, undo};
use platform::db::{DbError, Tx};
use platform::jobs::{JobCtx, JobError};
use serde::{Deserialize, Serialize};
use serde_json::{Value as Json, json};
use std::collections::BTreeMap;
use std::sync::{Arc, mpsc};

/// The name of the job.
pub const JOB_KIND: &str = "import";

kernel::text_enum! {
    /// What an import was told to do last.
    pub enum Task {
        /// Nothing yet.
        Wait = "wait",
        /// Look at the rows, or take them in.
        Run = "run",
        /// Reverse what it posted.
        Undo = "undo",
    }
}

kernel::text_enum! {
    /// Which pass over the file it is.
    pub enum Pass {
        /// Everything is tried and taken back.
        Check = "check",
        /// What is good goes in.
        Write = "write",
    }
}

/// What the job is about.
#[derive(Deserialize)]
struct Body {
    import_id: ImportId,
    task: Task,
}

/// How far an import is.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Standing {
    /// How it is to be done.
    pub options: RunOptions,
    /// Which pass it is in.
    pub pass: Pass,
    /// Where the pass goes on.
    pub next_unit: usize,
    /// Rows that the pass has looked at.
    pub rows_done: i64,
    /// Rows that were refused.
    pub rejected: i64,
    /// Those of them that a person should look at.
    pub for_review: i64,
    /// How many rows were refused for each reason.
    #[serde(default)]
    pub reasons: BTreeMap<String, i64>,
    /// What went in.
    #[serde(flatten)]
    pub piece: Piece,
    /// What members had before.
    #[serde(default)]
    pub before: BTreeMap<String, i64>,
    /// What members had when it ended.
    #[serde(default)]
    pub after: BTreeMap<String, i64>,
}

impl Default for Standing {
    fn default() -> Self {
        Standing::begin(RunOptions {
            mode: ImportMode::GoodRows,
            is_dry_run: false,
        })
    }
}

impl Standing {
    /// Before the first row.
    pub fn begin(options: RunOptions) -> Standing {
        let is_checked = options.is_dry_run || options.mode == ImportMode::AllOrNothing;
        Standing {
            options,
            pass: if is_checked { Pass::Check } else { Pass::Write },
            next_unit: 0,
            rows_done: 0,
            rejected: 0,
            for_review: 0,
            reasons: BTreeMap::new(),
            piece: Piece::default(),
            before: BTreeMap::new(),
            after: BTreeMap::new(),
        }
    }

    /// Whether rows go in, or went in.
    pub fn is_writing(&self) -> bool {
        self.pass == Pass::Write
    }

    fn is_at_start(&self) -> bool {
        self.next_unit == 0
    }

    /// What progress counts: the rows of all passes.
    fn progress(&self, rows: i64) -> (i64, i64) {
        let has_two = self.options.mode == ImportMode::AllOrNothing && !self.options.is_dry_run;
        match (has_two, self.pass) {
            (false, _) => (self.rows_done, rows),
            (true, Pass::Check) => (self.rows_done, 2 * rows),
            (true, Pass::Write) => (rows + self.rows_done, 2 * rows),
        }
    }

    fn with(mut self, mut piece: Piece, next_unit: usize) -> Standing {
        let rejects = std::mem::take(&mut piece.rejects);
        let for_review = rejects.iter().filter(|reject| reject.needs_review).count();
        for reject in &rejects {
            *self.reasons.entry(reject.reason.clone()).or_default() += 1;
        }
        self.next_unit = next_unit;
        self.rows_done += piece.accepted + rejects.len() as i64;
        self.rejected += rejects.len() as i64;
        self.for_review += for_review as i64;
        self.piece.append(piece);
        self
    }

    /// The second pass, if the first found nothing wrong.
    fn next_pass(&self) -> Option<Standing> {
        let may_write = self.pass == Pass::Check && !self.options.is_dry_run && self.rejected == 0;
        may_write.then(|| Standing {
            pass: Pass::Write,
            before: self.before.clone(),
            ..Standing::begin(self.options)
        })
    }
}

/// Does the job.
pub fn work(job: JobCtx) -> Result<Json, JobError> {
    let body: Body = serde_json::from_value((*job.body).clone())
        .map_err(|error| JobError::Failed(error.to_string()))?;
    let id = body.import_id;
    let find = move |tx: &mut Tx<'_>| get_row(tx, id).map(|(row, _)| row);
    let row = job.app.db.read_blocking(job.brand, find)?;
    // Ended, but killed before that could be said of the job: nothing is left to do.
    if row.ended_at.is_some() && row.job_id == Some(job.id) {
        return Ok(told(&row, &row.standing()?));
    }
    match body.task {
        Task::Undo => undo::work(&job, id),
        Task::Run | Task::Wait => Run::open(&job, row)?.run_to_end(),
    }
}

/// What a job answers with.
pub(super) fn told(row: &ImportRow, standing: &Standing) -> Json {
    json!({
        "import_id": row.id,
        "kind": row.kind,
        "file_name": row.file_name,
        "is_dry_run": standing.options.is_dry_run,
        "rows": row.rows,
        "accepted": standing.piece.accepted,
        "rejected": standing.rejected,
        "reasons": standing.reasons,
        "totals": standing.piece.totals,
    })
}

/// An import at work.
struct Run {
    job: JobCtx,
    kind: ImportKind,
    row: ImportRow,
    table: Arc<Table>,
    ctx: Arc<Ctx>,
    standing: Standing,
}

impl Run {
    fn open(job: &JobCtx, row: ImportRow) -> Result<Run, JobError> {
        let (id, kind) = (row.id, row.kind);
        let read = move |tx: &mut Tx<'_>| -> Result<_, JobError> {
            let tiers = tx.fetch(standing::tiers(tx))?;
            let tiers = tiers.all().iter().map(|tier| (tier.name.clone(), tier.id));
            let left_out = match kind {
                Some(ImportKind::Stock) => store::left_out_before(tx, id)?,
                _ => None,
            };
            let zone = access::get_brand(tx)?.zone;
            let names = (load_store_names(tx)?, tiers.collect());
            Ok((names, zone, left_out, store::file(tx, id)?))
        };
        let (((stores, store_codes), tiers), zone, left_out, bytes) =
            job.app.db.read_blocking(job.brand, read)?;
        let kind = kind.ok_or_else(|| JobError::Failed("it has no kind".into()))?;
        let grid = read_grid(&bytes).map_err(|error| JobError::Failed(error.to_string()))?;
        let sheet = Sheet::new(grid, row.heading_row as usize, row.mapping()?);
        let act = job.act();
        let ctx = Ctx {
            today: act.now.date_in(&zone),
            act,
            seal: job.app.seal.clone(),
            zone,
            import: id,
            job: job.id,
            stores,
            tiers,
            store_codes,
            left_out,
        };
        Ok(Run {
            job: job.clone(),
            kind,
            standing: row.standing()?,
            row,
            table: Arc::new(Table::new(kind, sheet)),
            ctx: Arc::new(ctx),
        })
    }

    fn run_to_end(mut self) -> Result<Json, JobError> {
        if self.standing.is_at_start() {
            self.begin_pass()?;
        }
        loop {
            self.by_pieces()?;
            match self.standing.next_pass() {
                Some(next) => self.standing = next,
                None => break,
            }
            self.begin_pass()?;
        }
        self.end()
    }

    /// Notes where a pass begins. Rejects of an earlier try are forgotten.
    fn begin_pass(&mut self) -> Result<(), JobError> {
        let (job, import, rows) = (self.job.clone(), self.ctx.import, self.table.rows());
        if self.standing.before.is_empty() {
            self.standing.before = self.member_totals()?;
        }
        let standing = self.standing.clone();
        let (done, total) = standing.progress(rows);
        loop {
            let (job, standing) = (job.clone(), standing.clone());
            let has_more = self.job.app.db.write_blocking(self.job.brand, move |tx| {
                // First of all, so that whoever has lost the job forgets nothing.
                job.progress_in(tx, done, total, &Json::Null)?;
                store::note(tx, import, job.id, &standing)?;
                Ok::<_, JobError>(reject::forget_rejects(tx, import)?)
            })?;
            if !has_more {
                return Ok(());
            }
        }
    }

    /// A thread reads ahead while pieces are written: parsing and spelling cost about as much as
    /// the writes.
    fn by_pieces(&mut self) -> Result<(), JobError> {
        let (send, receive) = mpsc::sync_channel(2);
        let (table, ctx, start) = (
            self.table.clone(),
            self.ctx.clone(),
            self.standing.next_unit,
        );
        let reader = std::thread::spawn(move || {
            let mut at = start;
            while !table.is_over(at) {
                let ready = table.read(&ctx, at);
                at = ready.next();
                // Nobody takes any more: the job was stopped.
                if send.send(Arc::new(ready)).is_err() {
                    break;
                }
            }
        });
        for ready in receive {
            self.standing = self.write(ready)?;
        }
        reader
            .join()
            .map_err(|_| JobError::Failed("reading the file panicked".into()))
    }

    fn write(&self, ready: Arc<Ready>) -> Result<Standing, JobError> {
        let (table, ctx) = (self.table.clone(), self.ctx.clone());
        let (job, before) = (self.job.clone(), self.standing.clone());
        self.job.app.db.write_blocking(self.job.brand, move |tx| {
            let piece = match before.pass {
                Pass::Write => table.enter(tx, &ctx, &ready)?,
                Pass::Check => tried(tx, |tx| table.enter(tx, &ctx, &ready))?,
            };
            reject::add_rejects(tx, ctx.import, &piece.rejects)?;
            let after = before.clone().with(piece, ready.next());
            store::note(tx, ctx.import, job.id, &after)?;
            let (done, total) = after.progress(table.rows());
            job.progress_in(tx, done, total, &Json::Null)?;
            Ok::<_, JobError>(after)
        })
    }

    fn end(mut self) -> Result<Json, JobError> {
        let options = self.standing.options;
        if !self.standing.is_writing() && !options.is_dry_run {
            self.standing.piece = Piece::default();
        }
        self.standing.after = self.member_totals()?;
        let (job, ctx, rows) = (self.job.clone(), self.ctx.clone(), self.table.rows());
        let standing = self.standing.clone();
        self.job.app.db.write_blocking(self.job.brand, move |tx| {
            let (done, total) = standing.progress(rows);
            job.progress_in(tx, done, total, &Json::Null)?;
            store::note(tx, ctx.import, job.id, &standing)?;
            let done_at = standing.is_writing().then(|| job.act().now);
            store::end(tx, (ctx.import, job.id), job.act().now, done_at)?;
            if standing.is_writing() {
                store::forget_files(tx, &[ctx.import])?;
            }
            Ok::<_, JobError>(())
        })?;
        Ok(told(&self.row, &self.standing))
    }

    /// What all members together have, if the import may change it. Read beside the writer, for it
    /// looks at every account.
    fn member_totals(&self) -> Result<BTreeMap<String, i64>, JobError> {
        match self.kind {
            ImportKind::Members | ImportKind::Balances => member_totals(&self.job),
            _ => Ok(BTreeMap::new()),
        }
    }
}

/// What all members together have.
pub(super) fn member_totals(job: &JobCtx) -> Result<BTreeMap<String, i64>, JobError> {
    let totals = job.app.db.read_blocking(job.brand, ledger::member_totals)?;
    let named = totals.into_iter();
    Ok(named.map(|(asset, sum)| (asset.to_string(), sum)).collect())
}

/// Does a piece and takes it back; answers with what it came to.
fn tried(
    tx: &mut Tx<'_>,
    act: impl FnOnce(&mut Tx<'_>) -> Result<Piece, DbError>,
) -> Result<Piece, DbError> {
    let outcome: Result<(), Undone> = tx.nested(|tx| match act(tx) {
        Ok(piece) => Err(Undone::Kept(piece)),
        Err(error) => Err(Undone::Db(error)),
    });
    match outcome {
        Err(Undone::Kept(piece)) => Ok(piece),
        Err(Undone::Db(error)) => Err(error),
        Ok(()) => Ok(Piece::default()),
    }
}

/// Work that was done and taken back, with what it came to.
enum Undone {
    Kept(Piece),
    Db(DbError),
}

impl From<DbError> for Undone {
    fn from(error: DbError) -> Self {
        Undone::Db(error)
    }
}
