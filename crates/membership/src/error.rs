//! What can go wrong with members, in the words of the trade.

use crate::code::CodeError;
use crate::identity::{IdentityId, IdentityKind};
use crate::joining::JoiningError;
use crate::merge::MergeError;
use crate::person_error::PersonError;
use crate::throttle::TooManyTries;
use access::AccessError;
use kernel::{Fault, FieldError, Invalid, Kind, MemberId, Params, fault::params};
use ledger::LedgerError;
use platform::db::DbError;
use platform::http::StaleEdit;
use platform::seal::SealError;
use retail::RetailError;

/// A refusal or a failure of this context.
#[derive(Debug, thiserror::Error)]
pub enum MembershipError {
    /// The phone number belongs to a member already.
    #[error("this phone number belongs to a member already")]
    AlreadyEnrolled {
        /// To whom.
        member_id: MemberId,
    },
    /// The card or the external key belongs to another member.
    #[error("this {kind} belongs to another member")]
    IdentityTaken {
        /// What it is.
        kind: IdentityKind,
        /// To whom it belongs.
        member_id: MemberId,
    },
    /// A member must be found by something.
    #[error("a member needs a phone number, a card or an external key")]
    LastIdentity,
    /// No such member in this brand.
    #[error("there is no member {member_id}")]
    MemberNotFound {
        /// Who was asked for.
        member_id: MemberId,
    },
    /// The member has no such card.
    #[error("the member has no card {card_id}")]
    CardNotFound {
        /// Which was asked for.
        card_id: IdentityId,
    },
    /// The member has as many cards as anybody may have.
    #[error("a member has at most {max} cards")]
    TooManyCards {
        /// How many that is.
        max: usize,
    },
    /// The member is frozen already.
    #[error("the member is frozen already")]
    AlreadyFrozen,
    /// The member is not frozen.
    #[error("the member is not frozen")]
    NotFrozen,
    /// What belongs to a person beside the profile, and accounts that are closed.
    #[error(transparent)]
    Person(#[from] PersonError),
    /// Members who are, or are not, one person.
    #[error(transparent)]
    Merge(#[from] MergeError),
    /// Codes that members show.
    #[error(transparent)]
    Code(#[from] CodeError),
    /// The way in by a link.
    #[error(transparent)]
    Joining(#[from] JoiningError),
    /// Somebody guesses, or is in a hurry.
    #[error(transparent)]
    TooManyTries(#[from] TooManyTries),
    /// A key that does not open what it should.
    #[error(transparent)]
    Seal(#[from] SealError),
    /// Somebody else has changed the member since it was read.
    #[error(transparent)]
    Stale(#[from] StaleEdit),
    /// Fields are wrong.
    #[error(transparent)]
    Invalid(#[from] Invalid),
    /// The person may not act there.
    #[error(transparent)]
    Access(#[from] AccessError),
    /// Stores.
    #[error(transparent)]
    Retail(#[from] RetailError),
    /// Points and stored value.
    #[error(transparent)]
    Ledger(#[from] LedgerError),
    /// The database.
    #[error(transparent)]
    Db(#[from] DbError),
}

impl MembershipError {
    /// The failure of another context that this one only passes on.
    fn inner(&self) -> Option<&dyn Fault> {
        match self {
            MembershipError::Person(error) => Some(error),
            MembershipError::Merge(error) => Some(error),
            MembershipError::Code(error) => Some(error),
            MembershipError::Joining(error) => Some(error),
            MembershipError::TooManyTries(error) => Some(error),
            MembershipError::Seal(error) => Some(error),
            MembershipError::Stale(error) => Some(error),
            MembershipError::Invalid(error) => Some(error),
            MembershipError::Access(error) => Some(error),
            MembershipError::Retail(error) => Some(error),
            MembershipError::Ledger(error) => Some(error),
            MembershipError::Db(error) => Some(error),
            _ => None,
        }
    }
}

impl Fault for MembershipError {
    fn kind(&self) -> Kind {
        match self {
            MembershipError::MemberNotFound { .. } | MembershipError::CardNotFound { .. } => {
                Kind::NotFound
            }
            other => other.inner().map_or(Kind::Refused, Fault::kind),
        }
    }

    fn code(&self) -> &'static str {
        match self {
            MembershipError::AlreadyEnrolled { .. } => "membership.already_enrolled",
            MembershipError::IdentityTaken { .. } => "membership.identity_taken",
            MembershipError::LastIdentity => "membership.last_identity",
            MembershipError::MemberNotFound { .. } => "membership.member_not_found",
            MembershipError::CardNotFound { .. } => "membership.card_not_found",
            MembershipError::TooManyCards { .. } => "membership.too_many_cards",
            MembershipError::AlreadyFrozen => "membership.already_frozen",
            MembershipError::NotFrozen => "membership.not_frozen",
            MembershipError::Person(error) => error.code(),
            MembershipError::Merge(error) => error.code(),
            MembershipError::Code(error) => error.code(),
            MembershipError::Joining(error) => error.code(),
            MembershipError::TooManyTries(error) => error.code(),
            MembershipError::Seal(error) => error.code(),
            MembershipError::Stale(error) => error.code(),
            MembershipError::Invalid(error) => error.code(),
            MembershipError::Access(error) => error.code(),
            MembershipError::Retail(error) => error.code(),
            MembershipError::Ledger(error) => error.code(),
            MembershipError::Db(error) => error.code(),
        }
    }

    fn params(&self) -> Params {
        match self {
            MembershipError::AlreadyEnrolled { member_id }
            | MembershipError::MemberNotFound { member_id } => {
                params([("member_id", member_id.to_string().into())])
            }
            MembershipError::IdentityTaken { kind, member_id } => params([
                ("kind", kind.as_str().into()),
                ("member_id", member_id.to_string().into()),
            ]),
            MembershipError::CardNotFound { card_id } => {
                params([("card_id", card_id.to_string().into())])
            }
            MembershipError::TooManyCards { max } => params([("max", (*max).into())]),
            other => other.inner().map_or_else(Params::new, Fault::params),
        }
    }

    fn field_errors(&self) -> Vec<FieldError> {
        self.inner().map_or_else(Vec::new, Fault::field_errors)
    }
}
