//! An import as it is shown.

use super::heading::Subject;
use super::job::Task;
use super::record::ImportId;
use super::store::ImportRow;
use super::{ImportKind, ImportMode};
use kernel::Timestamp;
use platform::db::DbError;
use platform::jobs::Job;
use serde::Serialize;
use std::collections::BTreeMap;

kernel::text_enum! {
    /// Where an import is.
    pub enum ImportState {
        /// The file is kept; its mapping may be changed.
        Waiting = "waiting",
        /// A dry run or the first pass of all-or-nothing is under way.
        Checking = "checking",
        /// Every row was looked at and nothing kept.
        Checked = "checked",
        /// Rows go in.
        Running = "running",
        /// What could go in is in.
        Done = "done",
        /// What was posted is being reversed.
        Undoing = "undoing",
        /// What could be reversed is reversed.
        Undone = "undone",
        /// Its job was cancelled or failed; it can go on.
        Stopped = "stopped",
    }
}

/// One column of a file, for whoever says what it means.
#[derive(Debug, Clone, Serialize, utoipa::ToSchema)]
pub struct ImportColumn {
    /// As written above it.
    pub heading: String,
    /// The field that it is taken for; null when it is passed over.
    #[schema(required)]
    pub field: Option<String>,
    /// What the first rows hold; numbers of persons are masked. Empty once the file is forgotten.
    pub sample: Vec<String>,
}

/// An import as it stands.
#[derive(Debug, Clone, Serialize, utoipa::ToSchema)]
pub struct Import {
    /// Which.
    pub id: ImportId,
    /// What the file is called.
    pub file_name: String,
    /// What its heading tells that it is about.
    pub subject: Subject,
    /// As what it is taken in; null while nobody has said it.
    #[schema(required)]
    pub kind: Option<ImportKind>,
    /// Its columns, from the left.
    pub columns: Vec<ImportColumn>,
    /// What stands for fields without a column.
    pub constants: BTreeMap<String, String>,
    /// What words of the file mean in ours, by field.
    pub words: BTreeMap<String, BTreeMap<String, String>>,
    /// The fields that the kind takes.
    pub fields: Vec<&'static str>,
    /// Fields that are still to be mapped.
    pub missing: Vec<String>,
    /// Where it is.
    pub state: ImportState,
    /// What happens to good rows when others are bad.
    pub mode: ImportMode,
    /// Whether the last run kept nothing by intention.
    pub is_dry_run: bool,
    /// Rows of data in the file.
    pub rows: i64,
    /// Rows that were looked at in this pass.
    pub rows_done: i64,
    /// Rows that went in.
    pub accepted: i64,
    /// Rows that did not.
    pub rejected: i64,
    /// Those of them that a person should look at.
    pub for_review: i64,
    /// How many were refused for each reason.
    #[schema(value_type = Object)]
    pub reasons: BTreeMap<String, i64>,
    /// Control totals of what went in: money in 分, counts.
    #[schema(value_type = Object)]
    pub totals: BTreeMap<String, i64>,
    /// What all members had before: points, principal, bonus; for imports that open balances.
    #[schema(value_type = Object)]
    pub before: BTreeMap<String, i64>,
    /// What they had when it ended.
    #[schema(value_type = Object)]
    pub after: BTreeMap<String, i64>,
    /// The job that does it, or did the last of it; null once it is forgotten.
    #[schema(required)]
    pub job: Option<Job>,
    /// When the file came.
    pub created_at: Timestamp,
    /// Rises with every change of what the file means and with every step.
    pub version: i64,
}

/// Where an import is follows from what it was told to do and from how its job fares.
pub fn state(row: &ImportRow, job: Option<&Job>) -> ImportState {
    let is_at_work = job.is_some_and(|job| !job.state.is_final());
    let standing = row.standing().unwrap_or_default();
    match (row.stage, row.ended_at.is_some()) {
        (Task::Wait, _) => ImportState::Waiting,
        (Task::Run, true) if standing.is_writing() => ImportState::Done,
        (Task::Run, true) => ImportState::Checked,
        (Task::Undo, true) => ImportState::Undone,
        (_, false) if !is_at_work => ImportState::Stopped,
        (Task::Run, false) if standing.is_writing() => ImportState::Running,
        (Task::Run, false) => ImportState::Checking,
        (Task::Undo, false) => ImportState::Undoing,
    }
}

/// Puts a row and its job together.
pub fn view_of(row: ImportRow, job: Option<Job>) -> Result<Import, DbError> {
    let (mapping, standing) = (row.mapping()?, row.standing()?);
    let sample = row.sample()?;
    let columns = row
        .headings()?
        .into_iter()
        .enumerate()
        .map(|(place, heading)| {
            let cells = sample.iter().filter_map(|row| row.get(place).cloned());
            ImportColumn {
                heading,
                field: mapping.columns.get(place).cloned().flatten(),
                sample: cells.collect(),
            }
        });
    Ok(Import {
        id: row.id,
        columns: columns.collect(),
        fields: row
            .kind
            .map_or_else(Vec::new, |kind| kind.fields().to_vec()),
        missing: row
            .kind
            .map_or_else(Vec::new, |kind| kind.missing(&mapping)),
        constants: mapping.constants,
        words: mapping.words,
        state: state(&row, job.as_ref()),
        mode: standing.options.mode,
        is_dry_run: standing.options.is_dry_run,
        rows: row.rows,
        rows_done: standing.rows_done,
        accepted: standing.piece.accepted,
        rejected: standing.rejected,
        for_review: standing.for_review,
        reasons: standing.reasons,
        totals: standing.piece.totals,
        before: standing.before,
        after: standing.after,
        job,
        file_name: row.file_name,
        subject: row.subject,
        kind: row.kind,
        created_at: row.created_at,
        version: row.version,
    })
}
