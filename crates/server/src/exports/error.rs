//! What can go wrong with an export, in the words of the trade.

use super::{ExportId, KEPT_HOURS};
use access::AccessError;
use kernel::{Fault, Invalid, Kind, Params};
use platform::db::DbError;

/// A refusal or a failure of exports.
#[derive(Debug, thiserror::Error)]
pub enum ExportFault {
    /// No such export that the person may see.
    #[error("there is no export {0}")]
    NotFound(ExportId),
    /// The file is still being made.
    #[error("the file is not ready yet")]
    NotReady,
    /// The file was kept for its time.
    #[error("the file is gone; it was kept for {KEPT_HOURS} hours")]
    Gone,
    /// The person may not.
    #[error(transparent)]
    Access(#[from] AccessError),
    /// Fields are wrong.
    #[error(transparent)]
    Invalid(#[from] Invalid),
    /// The database.
    #[error(transparent)]
    Db(#[from] DbError),
}

impl ExportFault {
    fn inner(&self) -> Option<&dyn Fault> {
        match self {
            ExportFault::Access(error) => Some(error),
            ExportFault::Invalid(error) => Some(error),
            ExportFault::Db(error) => Some(error),
            _ => None,
        }
    }
}

impl Fault for ExportFault {
    fn kind(&self) -> Kind {
        match self {
            ExportFault::NotFound(_) | ExportFault::Gone => Kind::NotFound,
            ExportFault::NotReady => Kind::Conflict,
            other => other.inner().map_or(Kind::Bug, Fault::kind),
        }
    }

    fn code(&self) -> &'static str {
        match self {
            ExportFault::NotFound(_) => "export.not_found",
            ExportFault::Gone => "export.gone",
            ExportFault::NotReady => "export.not_ready",
            ExportFault::Access(error) => error.code(),
            ExportFault::Invalid(error) => error.code(),
            ExportFault::Db(error) => error.code(),
        }
    }

    fn params(&self) -> Params {
        match self {
            ExportFault::NotFound(id) => {
                kernel::fault::params([("export_id", id.to_string().into())])
            }
            other => other.inner().map_or_else(Params::new, Fault::params),
        }
    }

    fn field_errors(&self) -> Vec<kernel::FieldError> {
        self.inner().map_or_else(Vec::new, Fault::field_errors)
    }
}
