//! The one place where a refusal or a failure becomes an answer (RFC 9457).
//!
//! Programs branch on `code`, never on a sentence. What went wrong on our side goes to the log
//! with the request's id and never into the answer.

use super::RequestInfo;
use super::fault::RequestFault;
use axum::body::Body;
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use kernel::{Fault, FieldError, Kind, Params};
use serde::Serialize;

/// The status of each kind of fault.
pub fn status_of(kind: Kind) -> StatusCode {
    match kind {
        Kind::Malformed => StatusCode::BAD_REQUEST,
        Kind::Unauthenticated => StatusCode::UNAUTHORIZED,
        Kind::Forbidden => StatusCode::FORBIDDEN,
        Kind::NotFound => StatusCode::NOT_FOUND,
        Kind::Conflict => StatusCode::CONFLICT,
        Kind::Stale => StatusCode::PRECONDITION_FAILED,
        Kind::Invalid | Kind::Refused => StatusCode::UNPROCESSABLE_ENTITY,
        Kind::TooMany => StatusCode::TOO_MANY_REQUESTS,
        Kind::Unavailable => StatusCode::SERVICE_UNAVAILABLE,
        Kind::Bug => StatusCode::INTERNAL_SERVER_ERROR,
    }
}

/// An answer that is not a success. `?` makes one of any [`Fault`].
#[derive(Debug, Clone)]
pub struct Problem(Box<Parts>);

#[derive(Debug, Clone)]
struct Parts {
    status: StatusCode,
    code: &'static str,
    /// For the person; absent when it is our fault.
    detail: Option<String>,
    params: Params,
    errors: Vec<FieldError>,
    /// For the log only.
    cause: Option<String>,
}

impl<F: Fault> From<F> for Problem {
    fn from(fault: F) -> Self {
        let kind = fault.kind();
        let sentence = chain(&fault);
        let (detail, cause) = match kind {
            Kind::Bug => (None, Some(sentence)),
            // What is not available is told to the log; a host name is nobody's business.
            Kind::Unavailable => (Some("try again in a moment".into()), Some(sentence)),
            _ => (Some(sentence), None),
        };
        Problem(Box::new(Parts {
            status: status_of(kind),
            code: fault.code(),
            detail,
            params: fault.params(),
            errors: fault.field_errors(),
            cause,
        }))
    }
}

/// The sentence of a fault with those of its causes, unless it repeats them.
fn chain(fault: &dyn std::error::Error) -> String {
    let mut text = fault.to_string();
    let mut source = fault.source();
    while let Some(cause) = source {
        let sentence = cause.to_string();
        if !text.contains(&sentence) {
            text = format!("{text}: {sentence}");
        }
        source = cause.source();
    }
    text
}

impl Problem {
    /// A problem that the edge itself has with a request.
    pub fn of_request(fault: &RequestFault) -> Problem {
        let is_ours = matches!(fault, RequestFault::Panic(_));
        let sentence = fault.to_string();
        let (detail, cause) = if is_ours {
            (None, Some(sentence))
        } else {
            (Some(sentence), None)
        };
        Problem(Box::new(Parts {
            status: fault.status(),
            code: fault.code(),
            detail,
            params: fault.params(),
            errors: Vec::new(),
            cause,
        }))
    }

    /// The status of the answer.
    pub fn status(&self) -> StatusCode {
        self.0.status
    }

    /// The stable word that programs branch on.
    pub fn code(&self) -> &'static str {
        self.0.code
    }

    /// What went wrong on our side, for the log.
    pub fn cause(&self) -> Option<&str> {
        self.0.cause.as_deref()
    }

    /// The body of the answer.
    pub fn body(&self, request: Option<&RequestInfo>) -> ProblemBody {
        ProblemBody {
            r#type: format!("/problems/{}", self.0.code),
            title: title(self.0.code),
            status: self.0.status.as_u16(),
            detail: self.0.detail.clone(),
            instance: request.map(|request| request.path.to_string()),
            code: self.0.code.to_owned(),
            params: self.0.params.clone(),
            errors: self
                .0
                .errors
                .iter()
                .map(|error| ProblemField {
                    pointer: error.pointer.clone(),
                    code: error.code.to_owned(),
                    params: error.params.clone(),
                })
                .collect(),
            request_id: request.map(|request| request.id.to_string()),
        }
    }

    /// The body as text.
    pub fn render(&self, request: Option<&RequestInfo>) -> String {
        serde_json::to_string(&self.body(request)).expect("keys are texts and nothing can fail")
    }

    /// The answer, for a request that is known.
    pub(crate) fn answer(&self, request: Option<&RequestInfo>) -> Response {
        let mut response = rendered(self.0.status, self.render(request));
        let seconds = match self.0.status {
            StatusCode::SERVICE_UNAVAILABLE => Some(1),
            StatusCode::TOO_MANY_REQUESTS => {
                let named = self.0.params.get("retry_after_seconds");
                Some(named.and_then(serde_json::Value::as_u64).unwrap_or(60))
            }
            _ => None,
        };
        if let Some(seconds) = seconds {
            let headers = response.headers_mut();
            headers.insert(header::RETRY_AFTER, HeaderValue::from(seconds));
        }
        response
    }
}

/// A problem body that is text already.
pub(crate) fn rendered(status: StatusCode, body: String) -> Response {
    let media = [(header::CONTENT_TYPE, "application/problem+json")];
    (status, media, Body::from(body)).into_response()
}

impl IntoResponse for Problem {
    fn into_response(self) -> Response {
        let mut response = self.answer(None);
        // The edge renders it again, with the request's id, and logs the cause.
        response.extensions_mut().insert(self);
        response
    }
}

/// `ledger.insufficient_balance` → `Insufficient balance`.
fn title(code: &str) -> String {
    let words = code.rsplit('.').next().unwrap_or(code).replace('_', " ");
    let mut letters = words.chars();
    match letters.next() {
        Some(first) => first.to_uppercase().chain(letters).collect(),
        None => String::new(),
    }
}

/// The body of every answer that is not a success.
#[derive(Debug, Clone, Serialize, utoipa::ToSchema)]
#[schema(as = Problem)]
pub struct ProblemBody {
    /// `/problems/` and the code.
    pub r#type: String,
    /// The code in words.
    pub title: String,
    /// The HTTP status.
    pub status: u16,
    /// What happened this time, in English; absent when it is our fault.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub detail: Option<String>,
    /// The path that was asked for.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub instance: Option<String>,
    /// The stable word that programs branch on.
    #[schema(example = "ledger.insufficient_balance")]
    pub code: String,
    /// The numbers that belong to it.
    #[schema(value_type = Object)]
    pub params: Params,
    /// Which fields are wrong.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    #[schema(required = false)]
    pub errors: Vec<ProblemField>,
    /// For asking us about it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub request_id: Option<String>,
}

/// One field that is wrong.
#[derive(Debug, Clone, Serialize, utoipa::ToSchema)]
pub struct ProblemField {
    /// JSON pointer into the body, `?name` in the query, `{name}` in the path.
    #[schema(example = "/lines/0/quantity")]
    pub pointer: String,
    /// A stable word.
    #[schema(example = "number.too_small")]
    pub code: String,
    /// What would be right.
    #[schema(value_type = Object)]
    pub params: Params,
}

#[cfg(test)]
mod tests {
    use super::*;
    use kernel::Invalid;
    use serde_json::json;

    #[derive(Debug, thiserror::Error)]
    enum LedgerError {
        #[error("{available} points available, {required} needed")]
        InsufficientBalance { available: i64, required: i64 },
        #[error("chain broken at row 7 of /var/secret")]
        Bug,
        #[error("no connection to db.internal:5432")]
        Gone,
    }

    impl Fault for LedgerError {
        fn kind(&self) -> Kind {
            match self {
                LedgerError::InsufficientBalance { .. } => Kind::Refused,
                LedgerError::Bug => Kind::Bug,
                LedgerError::Gone => Kind::Unavailable,
            }
        }
        fn code(&self) -> &'static str {
            match self {
                LedgerError::InsufficientBalance { .. } => "ledger.insufficient_balance",
                LedgerError::Bug => "bug",
                LedgerError::Gone => "database.unavailable",
            }
        }
        fn params(&self) -> Params {
            match self {
                LedgerError::InsufficientBalance {
                    available,
                    required,
                } => kernel::fault::params([
                    ("available", (*available).into()),
                    ("required", (*required).into()),
                ]),
                _ => Params::new(),
            }
        }
    }

    fn shown(problem: &Problem) -> serde_json::Value {
        let request = RequestInfo {
            id: "req_1".into(),
            path: "/api/v1/orders/settle".into(),
        };
        serde_json::from_str(&problem.render(Some(&request))).expect("JSON")
    }

    #[test]
    fn a_refusal_carries_its_numbers() {
        let problem = Problem::from(LedgerError::InsufficientBalance {
            available: 120,
            required: 300,
        });
        assert_eq!(
            shown(&problem),
            json!({
                "type": "/problems/ledger.insufficient_balance",
                "title": "Insufficient balance",
                "status": 422,
                "detail": "120 points available, 300 needed",
                "instance": "/api/v1/orders/settle",
                "code": "ledger.insufficient_balance",
                "params": { "available": 120, "required": 300 },
                "request_id": "req_1",
            })
        );
    }

    #[test]
    fn our_own_failures_stay_in_the_house() {
        for (fault, status) in [(LedgerError::Bug, 500), (LedgerError::Gone, 503)] {
            let sentence = fault.to_string();
            let problem = Problem::from(fault);
            assert_eq!(problem.status().as_u16(), status);
            assert_eq!(problem.cause(), Some(sentence.as_str()));
            let text = shown(&problem).to_string();
            assert!(
                !text.contains("secret") && !text.contains("internal"),
                "{text}"
            );
        }
        let retry = Problem::from(LedgerError::Gone).into_response();
        assert!(retry.headers().contains_key(header::RETRY_AFTER));
    }

    #[test]
    fn wrong_fields_have_a_member_of_their_own() {
        let wrong = Invalid::one("/lines/0/quantity", "number.too_small", [("min", 1.into())]);
        let body = shown(&Problem::from(wrong));
        assert_eq!(body["code"], "request.invalid");
        assert_eq!(body["status"], 422);
        assert_eq!(
            body["errors"],
            json!([{ "pointer": "/lines/0/quantity", "code": "number.too_small",
                     "params": { "min": 1 } }])
        );
    }

    #[test]
    fn every_kind_has_its_status() {
        let table = [
            (Kind::Malformed, 400),
            (Kind::Unauthenticated, 401),
            (Kind::Forbidden, 403),
            (Kind::NotFound, 404),
            (Kind::Conflict, 409),
            (Kind::Stale, 412),
            (Kind::Invalid, 422),
            (Kind::Refused, 422),
            (Kind::TooMany, 429),
            (Kind::Unavailable, 503),
            (Kind::Bug, 500),
        ];
        for (kind, status) in table {
            assert_eq!(status_of(kind).as_u16(), status);
        }
    }
}
