//! What can go wrong with member codes.

use kernel::{Fault, Kind, Params, fault::params};
use membercode::{Refusal, Uncertifiable};

/// A code that brings nobody, or a key that is not certified.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum CodeError {
    /// Nobody has it: it was never given, is over, or belongs to nobody.
    #[error("nobody is known by this code")]
    Unknown,
    /// It was scanned before.
    #[error("this member code was used before")]
    Used,
    /// The signed code is not taken.
    #[error(transparent)]
    Signed(Refusal),
    /// The phone's key cannot be certified.
    #[error(transparent)]
    Uncertifiable(Uncertifiable),
}

impl Fault for CodeError {
    fn kind(&self) -> Kind {
        match self {
            CodeError::Unknown => Kind::NotFound,
            _ => Kind::Refused,
        }
    }

    fn code(&self) -> &'static str {
        match self {
            CodeError::Unknown => "membership.code_unknown",
            CodeError::Used | CodeError::Signed(Refusal::Replayed) => "membership.code_used",
            CodeError::Signed(Refusal::Old { .. }) => "membership.code_old",
            CodeError::Signed(Refusal::Early { .. }) => "membership.code_early",
            CodeError::Signed(Refusal::CertificateOver) => "membership.certificate_over",
            CodeError::Signed(_) => "membership.code_forged",
            CodeError::Uncertifiable(_) => "membership.key_not_trusted",
        }
    }

    fn params(&self) -> Params {
        match self {
            CodeError::Signed(Refusal::Old { minutes } | Refusal::Early { minutes }) => {
                params([("minutes", (*minutes).into())])
            }
            _ => Params::new(),
        }
    }
}
