//! One key, one effect: a changing request that is sent twice acts once, and its twin gets the
//! same answer.
//!
//! The key's row is written in the act's own transaction, beside what it protects. Successes and
//! refusals (422) are kept; whatever else happens leaves neither effect nor row. The same key from
//! another person or with another body, path or operation is refused.

mod batch;
mod once;
mod store;

pub use batch::{Keyed, batch};
pub use once::{forget_answers, once, purge};

use crate::http::problem::{self, Problem};
use crate::http::{Caller, RequestInfo};
use axum::extract::FromRequestParts;
use axum::http::request::Parts;
use axum::http::{HeaderName, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use kernel::{Fault, Kind, Params};
use serde::Serialize;
use sha2::{Digest, Sha256};

/// How long an answer is kept at least.
pub const KEPT_HOURS: i64 = 48;

const KEY_LENGTH_MAX: usize = 255;

/// The header `Idempotency-Key` of a changing request.
#[derive(Debug, Clone)]
pub struct IdempotencyKey {
    key: String,
    caller: Option<Caller>,
    request: RequestInfo,
}

/// A key together with what it was used for.
#[derive(Debug, Clone)]
pub struct KeyRef {
    pub(crate) key: String,
    pub(crate) operation: &'static str,
    pub(crate) fingerprint: [u8; 32],
    pub(crate) request: RequestInfo,
}

/// A key that cannot be used.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum KeyFault {
    /// There is no header.
    #[error("the header Idempotency-Key is missing")]
    Missing,
    /// It is empty, too long or not made of visible ASCII.
    #[error("the header Idempotency-Key must be 1 to 255 visible ASCII characters")]
    Malformed,
    /// It was used for something else.
    #[error("this Idempotency-Key was used for another request")]
    Reused,
    /// The request was done; what it was answered went with the person it was about.
    #[error("the request was done, and its answer was erased with the person it was about")]
    Erased,
}

impl Fault for KeyFault {
    fn kind(&self) -> Kind {
        match self {
            KeyFault::Missing | KeyFault::Malformed => Kind::Malformed,
            KeyFault::Reused | KeyFault::Erased => Kind::Refused,
        }
    }
    fn code(&self) -> &'static str {
        match self {
            KeyFault::Missing => "idempotency.key_missing",
            KeyFault::Malformed => "idempotency.key_malformed",
            KeyFault::Reused => "idempotency.key_reused",
            KeyFault::Erased => "idempotency.answer_erased",
        }
    }
    fn params(&self) -> Params {
        match self {
            KeyFault::Malformed => kernel::fault::params([("max", KEY_LENGTH_MAX.into())]),
            KeyFault::Missing | KeyFault::Reused | KeyFault::Erased => Params::new(),
        }
    }
}

impl IdempotencyKey {
    /// A key that did not come by HTTP, such as that of an import's row or of a test.
    pub fn new(key: impl Into<String>) -> Result<Self, KeyFault> {
        let key = key.into();
        let is_visible = key.bytes().all(|byte| byte.is_ascii_graphic());
        if key.is_empty() || key.len() > KEY_LENGTH_MAX || !is_visible {
            return Err(KeyFault::Malformed);
        }
        Ok(IdempotencyKey {
            key,
            caller: None,
            request: RequestInfo::new(""),
        })
    }

    /// The key as it was sent; goes into postings as their cause.
    pub fn as_str(&self) -> &str {
        &self.key
    }

    /// Binds the key to who calls, one operation (its OpenAPI id), the path and the body as it was
    /// read: two bodies that mean the same are the same.
    pub fn for_act(self, operation: &'static str, body: &impl Serialize) -> KeyRef {
        let mut hash = Sha256::new();
        // Neither an operation's id nor a path holds a zero byte, so the parts stay apart.
        hash.update(operation.as_bytes());
        hash.update([0]);
        hash.update(self.request.path.as_bytes());
        hash.update([0]);
        hash.update(self.caller.map_or(0, |caller| caller.0).to_be_bytes());
        // A body that cannot be written as JSON was never read from it.
        hash.update(serde_json::to_vec(body).expect("a body that came as JSON"));
        KeyRef {
            key: self.key,
            operation,
            fingerprint: hash.finalize().into(),
            request: self.request,
        }
    }
}

impl<S: Send + Sync> FromRequestParts<S> for IdempotencyKey {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Problem> {
        let header = parts.headers.get("idempotency-key");
        let text = header.ok_or(KeyFault::Missing)?.to_str();
        let key = IdempotencyKey::new(text.map_err(|_| KeyFault::Malformed)?)?;
        let Ok(request) = RequestInfo::from_request_parts(parts, state).await;
        let caller = parts.extensions.get().copied();
        Ok(IdempotencyKey {
            request,
            caller,
            ..key
        })
    }
}

impl KeyRef {
    /// The key as it was sent; goes into postings as their cause.
    pub fn key(&self) -> &str {
        &self.key
    }

    /// The request that brought it.
    pub fn request(&self) -> &RequestInfo {
        &self.request
    }
}

/// What the first request was answered and every twin is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Answer {
    /// 200 for a success, else the status of the problem.
    pub status: u16,
    /// JSON.
    pub body: String,
    /// Whether it was kept from an earlier request.
    pub is_replayed: bool,
}

impl Answer {
    /// A success.
    fn success(value: &impl Serialize) -> Result<Answer, serde_json::Error> {
        Ok(Answer {
            status: StatusCode::OK.as_u16(),
            body: serde_json::to_string(value)?,
            is_replayed: false,
        })
    }

    /// A refusal or a failure, as it is shown.
    fn problem(problem: &Problem, request: &RequestInfo) -> Answer {
        Answer {
            status: problem.status().as_u16(),
            body: problem.render(Some(request)),
            is_replayed: false,
        }
    }

    /// What stands in the place of an answer that named somebody who was erased.
    fn erased() -> Answer {
        let problem = Problem::from(KeyFault::Erased);
        Answer {
            status: problem.status().as_u16(),
            body: problem.render(None),
            is_replayed: false,
        }
    }

    /// Whether it is a success.
    pub fn is_success(&self) -> bool {
        self.status == StatusCode::OK.as_u16()
    }

    /// The success as a value; for callers that are no HTTP clients.
    pub fn read<T: serde::de::DeserializeOwned>(&self) -> Result<T, serde_json::Error> {
        serde_json::from_str(&self.body)
    }
}

impl IntoResponse for Answer {
    fn into_response(self) -> Response {
        let status = StatusCode::from_u16(self.status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
        let mut response = if status.is_success() {
            let media = [(header::CONTENT_TYPE, "application/json")];
            (status, media, self.body).into_response()
        } else {
            problem::rendered(status, self.body)
        };
        if self.is_replayed {
            let name = HeaderName::from_static("idempotent-replayed");
            response
                .headers_mut()
                .insert(name, HeaderValue::from_static("true"));
        }
        response
    }
}

/// Whether an answer of this kind is kept: the act was decided, and would be decided again.
fn is_kept(kind: Kind) -> bool {
    matches!(kind, Kind::Refused | Kind::Invalid)
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn bound(path: &str, operation: &'static str, body: serde_json::Value) -> [u8; 32] {
        let mut key = IdempotencyKey::new("k").expect("good");
        key.request = RequestInfo::new(path);
        key.for_act(operation, &body).fingerprint
    }

    #[test]
    fn a_key_is_bound_to_path_operation_and_body() {
        let one = bound("/a", "settle", json!({"x": 1}));
        assert_eq!(one, bound("/a", "settle", json!({"x": 1})));
        assert_ne!(one, bound("/b", "settle", json!({"x": 1})));
        assert_ne!(one, bound("/a", "return", json!({"x": 1})));
        assert_ne!(one, bound("/a", "settle", json!({"x": 2})));
    }

    #[test]
    fn a_key_is_bound_to_who_sent_it() {
        let sent_by = |caller| {
            let mut key = IdempotencyKey::new("k").expect("good");
            key.request = RequestInfo::new("/a");
            key.caller = caller;
            key.for_act("settle", &json!({})).fingerprint
        };
        assert_eq!(sent_by(Some(Caller(7))), sent_by(Some(Caller(7))));
        assert_ne!(sent_by(Some(Caller(7))), sent_by(Some(Caller(8))));
        assert_ne!(sent_by(Some(Caller(7))), sent_by(None));
    }

    #[test]
    fn keys_are_short_and_visible() {
        for good in ["x", "0190-abc~", &"k".repeat(255)] {
            assert!(IdempotencyKey::new(good).is_ok(), "{good}");
        }
        for bad in ["", "a b", "键", "a\u{7f}", &"k".repeat(256)] {
            assert_eq!(
                IdempotencyKey::new(bad).err(),
                Some(KeyFault::Malformed),
                "{bad}"
            );
        }
    }
}
