//! One import, from the file that came to what became of its rows.
//!
//! A file is kept and its heading recognised; a person may correct what its columns mean; it is
//! checked, or taken in, by a job that can be stopped and goes on where it was; what the ledger
//! allows can be undone.

use super::fault::ImportFault;
use super::heading::{Heading, Mapping};
use super::job::{Standing, Task};
use super::sheet::{Sheet, SheetError, read_grid};
use super::store::{self, ImportRow};
use super::view::{Import, ImportState, state, view_of};
use super::{ImportKind, ImportMode, JOB_KIND};
use kernel::{Act, By, Invalid, JobId};
use platform::db::{DbError, Tx};
use platform::http::{IfMatch, StaleEdit};
use platform::jobs::{self, Job, NewJob};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use std::collections::BTreeMap;

kernel::id!(
    #[doc(alias = "导入")]
    /// A file and what became of it.
    ImportId,
    "imp"
);

/// A file that came.
#[derive(Debug, Clone)]
pub struct Kept {
    /// The import that it belongs to.
    pub id: ImportId,
    /// What it is called.
    pub file_name: String,
    /// What its heading tells.
    pub heading: Heading,
    /// Rows of data in it.
    pub rows: i64,
    /// A hash of it.
    pub fingerprint: Vec<u8>,
    /// What the first rows hold, masked.
    pub sample: Vec<Vec<String>>,
}

/// How an import is to be done.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct RunOptions {
    /// What happens to the good rows when others are bad.
    pub mode: ImportMode,
    /// Whether nothing is to be kept.
    pub is_dry_run: bool,
}

/// How many rows are shown beside the columns.
const SAMPLE_ROWS: usize = 5;

impl Kept {
    /// Reads a file as far as it must be known to be kept. Needs no database, but time.
    pub fn read(
        id: ImportId,
        file_name: String,
        bytes: &[u8],
        kind: Option<ImportKind>,
    ) -> Result<Kept, SheetError> {
        let grid = read_grid(bytes)?;
        let heading = Heading::find(&grid, kind).ok_or(SheetError::Empty)?;
        // Whoever said what it is wants it taken in at once; others can say what counts.
        if let (Some(text), Some(_)) = (heading.doubled.clone(), kind) {
            return Err(SheetError::TwiceTheSame(text));
        }
        let sheet = Sheet::new(grid, heading.row, heading.mapping.clone());
        let width = heading.texts.len();
        let sample = sheet
            .rows()
            .take(SAMPLE_ROWS)
            .map(|row| row.sample(width))
            .collect();
        Ok(Kept {
            id,
            file_name,
            rows: sheet.row_count() as i64,
            fingerprint: Sha256::digest(bytes).to_vec(),
            sample,
            heading,
        })
    }
}

/// Keeps a file. What was said of an earlier file with the same heading counts for this one too,
/// unless the kind is said here.
pub fn keep(
    tx: &mut Tx<'_>,
    act: &Act,
    kept: &Kept,
    kind: Option<ImportKind>,
    bytes: &[u8],
) -> Result<(), DbError> {
    let signature = kept.heading.signature();
    let said = match kind {
        None => store::saved_mapping(tx, &signature)?,
        Some(_) => None,
    };
    let (kind, mapping) = match said {
        Some((kind, mapping)) => (Some(kind), mapping),
        None => (
            kind.or(kept.heading.subject.kind()),
            kept.heading.mapping.clone(),
        ),
    };
    store::insert(tx, act, kept, (kind, &mapping))?;
    store::keep_file(tx, kept.id, bytes)
}

/// Says what the columns of a waiting import mean; with `is_kept` also for files to come with the
/// same heading.
pub fn map(
    tx: &mut Tx<'_>,
    act: &Act,
    id: ImportId,
    seen: IfMatch,
    (kind, mapping, is_kept): (ImportKind, &Mapping, bool),
) -> Result<Import, ImportFault> {
    let (row, job) = get_row(tx, id)?;
    seen.check(row.version)?;
    match state(&row, job.as_ref()) {
        ImportState::Waiting | ImportState::Checked => {}
        // Half a file by one meaning and half by another would be neither.
        ImportState::Stopped if row.standing()?.rows_done == 0 => {}
        other => return Err(ImportFault::WrongState(other)),
    }
    check_mapping(kind, mapping, row.headings()?.len())?;
    if store::set_mapping(tx, &row, kind, mapping)? != 1 {
        return Err(StaleEdit::MovedOn.into());
    }
    if is_kept {
        store::save_mapping(tx, act, &row.signature, kind, mapping)?;
    }
    view(tx, id)
}

const CONSTANTS_MAX: usize = 50;
const WORDS_MAX: usize = 5_000;
const WORD_MAX: usize = 200;

fn check_mapping(kind: ImportKind, mapping: &Mapping, width: usize) -> Result<(), Invalid> {
    let mut wrong = Invalid::new();
    let fields = kind.fields();
    if mapping.columns.len() != width {
        let (least, most) = (width as i64, width as i64);
        wrong.range("/columns", mapping.columns.len() as i64, least, most);
    }
    for (place, field) in mapping.columns.iter().enumerate() {
        let Some(field) = field else { continue };
        let at = format!("/columns/{place}");
        if !fields.contains(&field.as_str()) {
            wrong.add(at, "value.unknown", [("allowed", fields.into())]);
        } else if mapping.place_of(field) != Some(place) {
            wrong.add(at, "value.duplicate", []);
        }
    }
    let many = mapping.words.values().map(BTreeMap::len).sum::<usize>();
    if mapping.constants.len() > CONSTANTS_MAX {
        wrong.add(
            "/constants",
            "list.too_long",
            [("max", CONSTANTS_MAX.into())],
        );
    }
    if many > WORDS_MAX || mapping.words.len() > CONSTANTS_MAX {
        wrong.add("/words", "list.too_long", [("max", WORDS_MAX.into())]);
    }
    for (field, text) in &mapping.constants {
        if !fields.contains(&field.as_str()) {
            wrong.add("/constants", "field.unknown", [("allowed", fields.into())]);
        }
        wrong.text("/constants", text, WORD_MAX);
    }
    for (field, words) in &mapping.words {
        if !fields.contains(&field.as_str()) {
            wrong.add("/words", "field.unknown", [("allowed", fields.into())]);
        }
        for (from, to) in words {
            wrong.text("/words", from, WORD_MAX);
            wrong.text("/words", to, WORD_MAX);
        }
    }
    wrong.check()
}

/// Whether who asks may give members points and stored value.
pub type MayPost = Result<(), access::AccessError>;

/// Begins to take a file in that was just kept, as its heading says.
pub fn begin(
    tx: &mut Tx<'_>,
    act: &Act,
    kept: &Kept,
    kind: ImportKind,
    (options, may_post): (RunOptions, MayPost),
    bytes: &[u8],
) -> Result<Import, ImportFault> {
    keep(tx, act, kept, Some(kind), bytes)?;
    run(tx, act, kept.id, (options, may_post))
}

/// Lets an import run, or go on. What members bring along is given by nobody less than who may
/// adjust what they have.
pub fn run(
    tx: &mut Tx<'_>,
    act: &Act,
    id: ImportId,
    (options, may_post): (RunOptions, MayPost),
) -> Result<Import, ImportFault> {
    let (row, job) = get_row(tx, id)?;
    let mapping = row.mapping()?;
    let kind = row.kind.ok_or(ImportFault::KindMissing)?;
    let missing = kind.missing(&mapping);
    if !missing.is_empty() {
        return Err(ImportFault::ColumnsMissing(missing));
    }
    if !options.is_dry_run && kind.posts(&mapping) {
        may_post?;
    }
    let standing = match state(&row, job.as_ref()) {
        ImportState::Waiting | ImportState::Checked => Standing::begin(options),
        // What is half in goes on as it began.
        ImportState::Stopped if row.stage == Task::Run => row.standing()?,
        ImportState::Checking | ImportState::Running | ImportState::Undoing => {
            return Err(ImportFault::Busy);
        }
        other => return Err(ImportFault::WrongState(other)),
    };
    start(tx, act, &row, Task::Run, &standing)
}

/// Lets what an import posted be reversed, by whoever might have posted it.
pub fn undo(
    tx: &mut Tx<'_>,
    act: &Act,
    id: ImportId,
    may_post: MayPost,
) -> Result<Import, ImportFault> {
    let (row, job) = get_row(tx, id)?;
    let kind = row.kind.ok_or(ImportFault::KindMissing)?;
    if !matches!(kind, ImportKind::Members | ImportKind::Balances) {
        return Err(ImportFault::NotUndoable(kind));
    }
    if kind.posts(&row.mapping()?) {
        may_post?;
    }
    match state(&row, job.as_ref()) {
        ImportState::Done | ImportState::Undone | ImportState::Stopped => {}
        ImportState::Checking | ImportState::Running | ImportState::Undoing => {
            return Err(ImportFault::Busy);
        }
        other => return Err(ImportFault::WrongState(other)),
    }
    let standing = row.standing()?;
    start(tx, act, &row, Task::Undo, &standing)
}

fn start(
    tx: &mut Tx<'_>,
    act: &Act,
    row: &ImportRow,
    task: Task,
    standing: &Standing,
) -> Result<Import, ImportFault> {
    let body = serde_json::json!({ "import_id": row.id, "task": task });
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
    if store::start(tx, row, (task, job), standing)? != 1 {
        return Err(ImportFault::Busy);
    }
    view(tx, row.id)
}

/// An import as it stands.
pub fn view(tx: &mut Tx<'_>, id: ImportId) -> Result<Import, ImportFault> {
    let (row, job) = get_row(tx, id)?;
    Ok(view_of(row, job)?)
}

/// The job of an import that is at work.
pub fn job_of(tx: &mut Tx<'_>, id: ImportId) -> Result<Option<JobId>, ImportFault> {
    Ok(get_row(tx, id)?.0.job_id)
}

pub(super) fn get_row(
    tx: &mut Tx<'_>,
    id: ImportId,
) -> Result<(ImportRow, Option<Job>), ImportFault> {
    let row = store::find(tx, id)?.ok_or(ImportFault::NotFound(id))?;
    let job = match row.job_id {
        Some(job) => jobs::find(tx, job)?,
        None => None,
    };
    Ok((row, job))
}
