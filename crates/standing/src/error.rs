//! Why a tier cannot be changed.

use kernel::fault::params;
use kernel::{Fault, FieldError, Invalid, Kind, Params, TierId};
use membership::MembershipError;
use platform::db::DbError;
use platform::http::StaleEdit;

/// A refusal or failure of this context.
#[derive(Debug, thiserror::Error)]
pub enum StandingError {
    /// Fields are wrong.
    #[error(transparent)]
    Invalid(#[from] Invalid),
    /// The tier cannot be removed while members have it.
    #[error("tier {tier_id} is the tier of members")]
    TierInUse {
        /// Which tier.
        tier_id: TierId,
    },
    /// Somebody was faster with an edit of the list.
    #[error(transparent)]
    Stale(#[from] StaleEdit),
    /// The member's side refused.
    #[error(transparent)]
    Membership(#[from] MembershipError),
    /// The database refused or failed.
    #[error(transparent)]
    Db(#[from] DbError),
}

impl StandingError {
    /// The failure of another context or of the ground that this one only passes on.
    fn inner(&self) -> Option<&dyn Fault> {
        match self {
            StandingError::Invalid(error) => Some(error),
            StandingError::Stale(error) => Some(error),
            StandingError::Membership(error) => Some(error),
            StandingError::Db(error) => Some(error),
            StandingError::TierInUse { .. } => None,
        }
    }
}

impl Fault for StandingError {
    fn kind(&self) -> Kind {
        self.inner().map_or(Kind::Refused, Fault::kind)
    }

    fn code(&self) -> &'static str {
        self.inner().map_or("standing.tier_in_use", Fault::code)
    }

    fn params(&self) -> Params {
        match self {
            StandingError::TierInUse { tier_id } => {
                params([("tier_id", tier_id.to_string().into())])
            }
            other => other.inner().map_or_else(Params::new, Fault::params),
        }
    }

    fn field_errors(&self) -> Vec<FieldError> {
        self.inner().map_or_else(Vec::new, Fault::field_errors)
    }
}
