//! What can go wrong with an import as a whole.

use super::record::ImportId;
use super::view::ImportState;
use super::{ImportKind, SheetError};
use access::AccessError;
use kernel::{Fault, Invalid, Kind, Params};
use platform::db::DbError;
use platform::http::StaleEdit;

/// A refusal or a failure of this slice.
#[derive(Debug, thiserror::Error)]
pub enum ImportFault {
    /// It is no table with the columns that are needed.
    #[error("{0}")]
    NotReadable(#[from] SheetError),
    /// No file came.
    #[error("the form has no file")]
    NoFile,
    /// The form broke off or is no form.
    #[error("the form cannot be read")]
    BrokenForm,
    /// The file is too large.
    #[error("the file is larger than 64 MB; use `huitong import`")]
    TooLarge,
    /// No such import in this brand.
    #[error("there is no import {0}")]
    NotFound(ImportId),
    /// The heading does not say what the file is about, and nobody has said it.
    #[error("it must first be said what the file is about")]
    KindMissing,
    /// Fields that are needed have neither a column nor a constant.
    #[error("nothing stands for {}", .0.join(", "))]
    ColumnsMissing(Vec<String>),
    /// The import is at work.
    #[error("the import is at work; stop it first")]
    Busy,
    /// The import has begun to go in, so what it says can no longer be changed.
    #[error("the import is {0}")]
    WrongState(ImportState),
    /// Nothing that it did is in the ledger.
    #[error("an import of {0} cannot be undone")]
    NotUndoable(ImportKind),
    /// The person may not.
    #[error(transparent)]
    Access(#[from] AccessError),
    /// Somebody was faster.
    #[error(transparent)]
    Stale(#[from] StaleEdit),
    /// Fields are wrong.
    #[error(transparent)]
    Invalid(#[from] Invalid),
    /// The database.
    #[error(transparent)]
    Db(#[from] DbError),
}

impl Fault for ImportFault {
    fn kind(&self) -> Kind {
        match self {
            ImportFault::NoFile | ImportFault::BrokenForm => Kind::Malformed,
            ImportFault::NotFound(_) => Kind::NotFound,
            ImportFault::Busy => Kind::Conflict,
            ImportFault::Access(error) => error.kind(),
            ImportFault::Stale(error) => error.kind(),
            ImportFault::Invalid(error) => error.kind(),
            ImportFault::Db(error) => error.kind(),
            _ => Kind::Refused,
        }
    }

    fn code(&self) -> &'static str {
        match self {
            ImportFault::NotReadable(_) => "import.not_readable",
            ImportFault::NoFile => "import.no_file",
            ImportFault::BrokenForm => "import.broken_form",
            ImportFault::TooLarge => "import.too_large",
            ImportFault::NotFound(_) => "import.not_found",
            ImportFault::KindMissing => "import.kind_missing",
            ImportFault::ColumnsMissing(_) => "import.columns_missing",
            ImportFault::Busy => "import.busy",
            ImportFault::WrongState(_) => "import.wrong_state",
            ImportFault::NotUndoable(_) => "import.not_undoable",
            ImportFault::Access(error) => error.code(),
            ImportFault::Stale(error) => error.code(),
            ImportFault::Invalid(error) => error.code(),
            ImportFault::Db(error) => error.code(),
        }
    }

    fn params(&self) -> Params {
        let word = |name, text: String| kernel::fault::params([(name, text.into())]);
        match self {
            ImportFault::NotReadable(error) => word("reason", error.to_string()),
            ImportFault::NotFound(id) => word("import_id", id.to_string()),
            ImportFault::ColumnsMissing(fields) => word("columns", fields.join(", ")),
            ImportFault::WrongState(state) => word("state", state.to_string()),
            ImportFault::NotUndoable(kind) => word("kind", kind.to_string()),
            ImportFault::Access(error) => error.params(),
            _ => Params::new(),
        }
    }

    fn field_errors(&self) -> Vec<kernel::FieldError> {
        match self {
            ImportFault::Invalid(error) => error.field_errors(),
            _ => Vec::new(),
        }
    }
}
