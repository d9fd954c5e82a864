//! Edits that two people make at once: the version goes out as `ETag` and comes back as
//! `If-Match`; whoever is slower gets 412 and sees the newer state first.

use super::extract::Json;
use super::problem::Problem;
use axum::extract::FromRequestParts;
use axum::http::request::Parts;
use axum::http::{HeaderValue, header};
use axum::response::{IntoResponse, Response};
use kernel::{Fault, Kind};
use serde::Serialize;

/// The version that the editor has seen, from the header `If-Match`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct IfMatch(pub i64);

impl IfMatch {
    /// Refuses unless the editor has seen the version that is current. The store's UPDATE guards
    /// the version once more, for it may move on in between.
    pub fn check(self, current: i64) -> Result<(), StaleEdit> {
        if self.0 == current {
            Ok(())
        } else {
            Err(StaleEdit::MovedOn)
        }
    }
}

/// An edit that does not say, or says wrongly, which version it is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum StaleEdit {
    /// Somebody was faster.
    #[error("somebody has changed it since; read it again")]
    MovedOn,
    /// There is no header `If-Match`.
    #[error("the header If-Match must repeat the ETag of what is edited")]
    Missing,
    /// The header is not an ETag of ours.
    #[error("the header If-Match does not hold an ETag of ours")]
    Malformed,
}

impl Fault for StaleEdit {
    fn kind(&self) -> Kind {
        match self {
            StaleEdit::MovedOn => Kind::Stale,
            StaleEdit::Missing | StaleEdit::Malformed => Kind::Malformed,
        }
    }
    fn code(&self) -> &'static str {
        match self {
            StaleEdit::MovedOn => "edit.stale",
            StaleEdit::Missing => "edit.if_match_missing",
            StaleEdit::Malformed => "edit.if_match_malformed",
        }
    }
}

impl<S: Send + Sync> FromRequestParts<S> for IfMatch {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Problem> {
        let header = parts.headers.get(header::IF_MATCH);
        let text = header.ok_or(StaleEdit::Missing)?.to_str().unwrap_or("");
        // A proxy that compresses marks our tag as weak; the number is the same.
        let text = text.trim();
        let version = text
            .strip_prefix("W/")
            .unwrap_or(text)
            .strip_prefix('"')
            .and_then(|text| text.strip_suffix('"')?.parse().ok());
        Ok(IfMatch(version.ok_or(StaleEdit::Malformed)?))
    }
}

/// A JSON body with its version as `ETag`.
#[derive(Debug, Clone, Copy)]
pub struct Versioned<T> {
    /// Rises with every change.
    pub version: i64,
    /// What is sent.
    pub body: T,
}

impl<T: Serialize> IntoResponse for Versioned<T> {
    fn into_response(self) -> Response {
        let mut response = Json(self.body).into_response();
        let tag = HeaderValue::from_str(&format!("\"{}\"", self.version));
        if let Ok(tag) = tag {
            response.headers_mut().insert(header::ETAG, tag);
        }
        response
    }
}
