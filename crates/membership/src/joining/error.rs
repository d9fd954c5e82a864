//! What can go wrong on the way in.

use channels::ChannelsError;
use kernel::{Fault, FieldError, Kind, Params, fault::params};

/// A refusal at the door.
#[derive(Debug, thiserror::Error)]
pub enum JoiningError {
    /// No such link.
    #[error("there is no such joining link")]
    LinkNotFound,
    /// The link was switched off.
    #[error("this joining link is not used any more")]
    LinkDisabled,
    /// The digits are not those that were sent.
    #[error("these are not the digits that were sent; {left} tries are left")]
    WrongDigits {
        /// How many more tries there are.
        left: i64,
    },
    /// No digits wait for an answer: none were sent, they are over, or were guessed at too often.
    #[error("the digits are over; ask for new ones")]
    DigitsOver,
    /// The number was proved too long ago, or never.
    #[error("the phone number must be proved again")]
    ProofOver,
    /// What the membership cannot be without was not agreed to.
    #[error("joining needs consent to `{purpose}`")]
    ConsentMissing {
        /// What for.
        purpose: &'static str,
    },
    /// The text was changed while it was read.
    #[error("the text about `{purpose}` was changed; read it again")]
    PolicyChanged {
        /// What for.
        purpose: &'static str,
    },
    /// The way out.
    #[error(transparent)]
    Channels(#[from] ChannelsError),
}

impl Fault for JoiningError {
    fn kind(&self) -> Kind {
        match self {
            JoiningError::LinkNotFound => Kind::NotFound,
            JoiningError::Channels(error) => error.kind(),
            _ => Kind::Refused,
        }
    }

    fn code(&self) -> &'static str {
        match self {
            JoiningError::LinkNotFound => "membership.link_not_found",
            JoiningError::LinkDisabled => "membership.link_disabled",
            JoiningError::WrongDigits { .. } => "membership.wrong_digits",
            JoiningError::DigitsOver => "membership.digits_over",
            JoiningError::ProofOver => "membership.proof_over",
            JoiningError::ConsentMissing { .. } => "membership.consent_missing",
            JoiningError::PolicyChanged { .. } => "membership.policy_changed",
            JoiningError::Channels(error) => error.code(),
        }
    }

    fn params(&self) -> Params {
        match self {
            JoiningError::WrongDigits { left } => params([("left", (*left).into())]),
            JoiningError::ConsentMissing { purpose } | JoiningError::PolicyChanged { purpose } => {
                params([("purpose", (*purpose).into())])
            }
            JoiningError::Channels(error) => error.params(),
            _ => Params::new(),
        }
    }

    fn field_errors(&self) -> Vec<FieldError> {
        match self {
            JoiningError::Channels(error) => error.field_errors(),
            _ => Vec::new(),
        }
    }
}
