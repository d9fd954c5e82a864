//! What can go wrong on the way out, in the words of the trade.

use access::AccessError;
use kernel::{BrandId, Fault, FieldError, Invalid, Kind, Params, fault::params};
use platform::db::DbError;
use platform::http::StaleEdit;
use platform::seal::SealError;

/// A refusal or a failure of this context.
#[derive(Debug, thiserror::Error)]
pub enum ChannelsError {
    /// The brand has no SMS provider yet.
    #[error("SMS is not set up for this brand")]
    SmsNotSetUp,
    /// The brand has a provider, but no template for what is to be said.
    #[error("there is no SMS template for `{purpose}`")]
    NoTemplate {
        /// What is to be said.
        purpose: String,
    },
    /// The carriers' limits, which are per number.
    #[error("too many messages to this number; wait {retry_after_seconds} seconds")]
    TooOften {
        /// How long to wait.
        retry_after_seconds: i64,
    },
    /// The person has answered R: no more marketing by SMS.
    #[error("this number has refused marketing messages")]
    MarketingStopped,
    /// A provider's address with a wrong secret, or of a brand without one.
    #[error("there is no such callback of brand {brand_id}")]
    CallbackUnknown {
        /// Which brand the address names.
        brand_id: BrandId,
    },
    /// Somebody else was faster.
    #[error(transparent)]
    Stale(#[from] StaleEdit),
    /// Fields are wrong.
    #[error(transparent)]
    Invalid(#[from] Invalid),
    /// Brands and people.
    #[error(transparent)]
    Access(#[from] AccessError),
    /// A key that does not open what it should.
    #[error(transparent)]
    Seal(#[from] SealError),
    /// The database.
    #[error(transparent)]
    Db(#[from] DbError),
}

impl ChannelsError {
    /// The failure of another context that this one only passes on.
    fn inner(&self) -> Option<&dyn Fault> {
        match self {
            ChannelsError::Stale(error) => Some(error),
            ChannelsError::Invalid(error) => Some(error),
            ChannelsError::Access(error) => Some(error),
            ChannelsError::Seal(error) => Some(error),
            ChannelsError::Db(error) => Some(error),
            _ => None,
        }
    }
}

impl Fault for ChannelsError {
    fn kind(&self) -> Kind {
        match self {
            ChannelsError::TooOften { .. } => Kind::TooMany,
            ChannelsError::CallbackUnknown { .. } => Kind::NotFound,
            other => other.inner().map_or(Kind::Refused, Fault::kind),
        }
    }

    fn code(&self) -> &'static str {
        match self {
            ChannelsError::SmsNotSetUp => "channels.sms_not_set_up",
            ChannelsError::NoTemplate { .. } => "channels.no_template",
            ChannelsError::TooOften { .. } => "channels.too_often",
            ChannelsError::MarketingStopped => "channels.marketing_stopped",
            ChannelsError::CallbackUnknown { .. } => "channels.callback_unknown",
            ChannelsError::Stale(error) => error.code(),
            ChannelsError::Invalid(error) => error.code(),
            ChannelsError::Access(error) => error.code(),
            ChannelsError::Seal(error) => error.code(),
            ChannelsError::Db(error) => error.code(),
        }
    }

    fn params(&self) -> Params {
        match self {
            ChannelsError::NoTemplate { purpose } => params([("purpose", purpose.as_str().into())]),
            ChannelsError::TooOften {
                retry_after_seconds,
            } => params([("retry_after_seconds", (*retry_after_seconds).into())]),
            ChannelsError::CallbackUnknown { brand_id } => {
                params([("brand_id", brand_id.to_string().into())])
            }
            other => other.inner().map_or_else(Params::new, Fault::params),
        }
    }

    fn field_errors(&self) -> Vec<FieldError> {
        self.inner().map_or_else(Vec::new, Fault::field_errors)
    }
}
