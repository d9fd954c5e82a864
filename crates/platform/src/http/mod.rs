//! The edge: what comes in is checked here, and every answer that is not a success has one shape.
//!
//! Guarantees: every refusal is `application/problem+json`; its status is chosen in [`problem`]
//! and nowhere else; a wrong field is named; a failure of ours shows nothing of the inside.

mod drain;
mod edge;
mod etag;
mod extract;
mod fault;
mod health;
pub mod problem;
mod reading;
mod serve;

pub use edge::{around, public_router};
pub use etag::{IfMatch, StaleEdit, Versioned};
pub use extract::{Json, JsonList, Path, Query};
pub use fault::RequestFault;
pub use problem::{Problem, ProblemBody, ProblemField};
pub use serve::{ServeError, bind, serve, stop_signal};

use axum::extract::FromRequestParts;
use axum::http::request::Parts;
use std::convert::Infallible;
use std::sync::Arc;

/// Which request it is; goes into problems and logs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RequestInfo {
    /// `req_…`, also in the header `X-Request-Id`.
    pub id: Arc<str>,
    /// The path that was asked for, without the query.
    pub path: Arc<str>,
}

impl RequestInfo {
    /// A new id for a request to `path`. Random, so that servers need not agree on it.
    pub(crate) fn new(path: &str) -> Self {
        let number = (rand::random::<u64>() >> 1) as i64;
        RequestInfo {
            id: format!("req_{}", kernel::ids::encode(number)).into(),
            path: path.into(),
        }
    }
}

/// Who calls, as an id: whoever guards the routes puts it beside the request, so that a key that
/// one person used brings nobody else the answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Caller(pub i64);

impl<S: Send + Sync> FromRequestParts<S> for RequestInfo {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Infallible> {
        let known = parts.extensions.get::<RequestInfo>().cloned();
        Ok(known.unwrap_or_else(|| RequestInfo::new(parts.uri.path())))
    }
}
