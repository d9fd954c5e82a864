//! What the edge itself refuses, before any trade: unreadable, too large, unknown, too slow.

use axum::http::StatusCode;
#[cfg(doc)]
use kernel::Fault;
use kernel::Params;

/// A request that the edge itself refuses, before any trade. Not a [`Fault`]: some of these have a
/// status that no fault of the trade can have.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum RequestFault {
    /// The body or the query cannot be read.
    #[error("{0}")]
    Malformed(String),
    /// The body is not declared as JSON.
    #[error("the body must be sent as application/json")]
    WrongMedia,
    /// The body is longer than we read.
    #[error("the body is larger than {max} bytes")]
    TooLarge {
        /// The most that is read.
        max: usize,
    },
    /// No route has this path.
    #[error("there is nothing at this address")]
    NoRoute,
    /// The route does not know this method.
    #[error("this address does not take this method")]
    NoMethod,
    /// It took too long.
    #[error("the request took longer than {seconds} seconds")]
    Timeout {
        /// How long we wait.
        seconds: u64,
    },
    /// As many requests as we work on at once are under way.
    #[error("the server is busy; try again in a moment")]
    Busy,
    /// A handler panicked.
    #[error("{0}")]
    Panic(String),
}

impl RequestFault {
    /// The stable word that programs branch on.
    pub fn code(&self) -> &'static str {
        match self {
            RequestFault::Malformed(_) => "request.malformed",
            RequestFault::WrongMedia => "request.wrong_media",
            RequestFault::TooLarge { .. } => "request.too_large",
            RequestFault::NoRoute => "request.no_route",
            RequestFault::NoMethod => "request.no_method",
            RequestFault::Timeout { .. } => "request.timeout",
            RequestFault::Busy => "request.busy",
            RequestFault::Panic(_) => "bug",
        }
    }

    pub(super) fn status(&self) -> StatusCode {
        match self {
            RequestFault::Malformed(_) => StatusCode::BAD_REQUEST,
            RequestFault::WrongMedia => StatusCode::UNSUPPORTED_MEDIA_TYPE,
            RequestFault::TooLarge { .. } => StatusCode::PAYLOAD_TOO_LARGE,
            RequestFault::NoRoute => StatusCode::NOT_FOUND,
            RequestFault::NoMethod => StatusCode::METHOD_NOT_ALLOWED,
            RequestFault::Timeout { .. } | RequestFault::Busy => StatusCode::SERVICE_UNAVAILABLE,
            RequestFault::Panic(_) => StatusCode::INTERNAL_SERVER_ERROR,
        }
    }

    pub(super) fn params(&self) -> Params {
        match self {
            RequestFault::TooLarge { max } => kernel::fault::params([("max", (*max).into())]),
            RequestFault::Timeout { seconds } => {
                kernel::fault::params([("seconds", (*seconds).into())])
            }
            _ => Params::new(),
        }
    }
}
