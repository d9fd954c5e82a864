//! What can go wrong with an approval, in the words of the trade.

use super::{ActFault, ApprovalId, ApprovalState};
use crate::AccessError;
use kernel::{Fault, FieldError, Kind, Params, fault::params};
use platform::db::DbError;

/// A refusal or a failure of an approval, or of the act that was approved.
#[derive(Debug, thiserror::Error)]
pub enum ApprovalError {
    /// No such request, or not for this person.
    #[error("there is no request {approval_id}")]
    NotFound {
        /// Which was asked for.
        approval_id: ApprovalId,
    },
    /// It is decided, withdrawn or over.
    #[error("the request is {state}")]
    NotPending {
        /// What it is.
        state: ApprovalState,
    },
    /// Nobody decides on their own request.
    #[error("another person decides on your own request")]
    OwnRequest,
    /// Who asked is switched off or lost the right to it.
    #[error("whoever asked may not do this any more")]
    RequesterGone,
    /// The act cannot be done.
    #[error("{0}")]
    Act(ActFault),
    /// Permissions and the log.
    #[error(transparent)]
    Access(#[from] AccessError),
    /// The database.
    #[error(transparent)]
    Db(#[from] DbError),
}

impl ApprovalError {
    fn inner(&self) -> Option<&dyn Fault> {
        match self {
            ApprovalError::Act(error) => Some(&**error),
            ApprovalError::Access(error) => Some(error),
            ApprovalError::Db(error) => Some(error),
            _ => None,
        }
    }
}

impl Fault for ApprovalError {
    fn kind(&self) -> Kind {
        match self {
            ApprovalError::NotFound { .. } => Kind::NotFound,
            ApprovalError::NotPending { .. } => Kind::Conflict,
            ApprovalError::OwnRequest => Kind::Forbidden,
            other => other.inner().map_or(Kind::Refused, Fault::kind),
        }
    }

    fn code(&self) -> &'static str {
        match self {
            ApprovalError::NotFound { .. } => "approval.not_found",
            ApprovalError::NotPending { .. } => "approval.not_pending",
            ApprovalError::OwnRequest => "approval.own_request",
            ApprovalError::RequesterGone => "approval.requester_gone",
            ApprovalError::Act(error) => error.code(),
            ApprovalError::Access(error) => error.code(),
            ApprovalError::Db(error) => error.code(),
        }
    }

    fn params(&self) -> Params {
        match self {
            ApprovalError::NotFound { approval_id } => {
                params([("approval_id", approval_id.to_string().into())])
            }
            ApprovalError::NotPending { state } => params([("state", state.as_str().into())]),
            other => other.inner().map_or_else(Params::new, Fault::params),
        }
    }

    fn field_errors(&self) -> Vec<FieldError> {
        self.inner().map_or_else(Vec::new, Fault::field_errors)
    }
}
