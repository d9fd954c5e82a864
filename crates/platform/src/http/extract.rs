//! Extractors that refuse with a problem and name the field: [`Json`], [`Query`], [`Path`].

use super::edge::JsonLimit;
use super::fault::RequestFault;
use super::problem::Problem;
use super::reading;
use axum::body::Body;
use axum::extract::path::ErrorKind;
use axum::extract::rejection::PathRejection;
use axum::extract::{FromRequest, FromRequestParts, RawPathParams, Request};
use axum::http::request::Parts;
use axum::http::{HeaderMap, header};
use axum::response::{IntoResponse, Response};
use http_body_util::{BodyExt, LengthLimitError, Limited};
use kernel::Invalid;
use serde::Serialize;
use serde::de::DeserializeOwned;

/// A JSON body, in or out.
#[derive(Debug, Clone, Copy)]
pub struct Json<T>(pub T);

impl<T: DeserializeOwned, S: Send + Sync> FromRequest<S> for Json<T> {
    type Rejection = Problem;

    async fn from_request(request: Request, _: &S) -> Result<Self, Problem> {
        reading::json(&json_bytes(request).await?).map(Json)
    }
}

/// A JSON body that is a list. Our own bodies are objects; some providers push lists.
#[derive(Debug, Clone)]
pub struct JsonList<T>(pub Vec<T>);

impl<T: DeserializeOwned, S: Send + Sync> FromRequest<S> for JsonList<T> {
    type Rejection = Problem;

    async fn from_request(request: Request, _: &S) -> Result<Self, Problem> {
        reading::json_list(&json_bytes(request).await?).map(JsonList)
    }
}

async fn json_bytes(request: Request) -> Result<axum::body::Bytes, Problem> {
    let (parts, body) = request.into_parts();
    if !is_json(&parts.headers) {
        return Err(Problem::of_request(&RequestFault::WrongMedia));
    }
    let limit = parts.extensions.get::<JsonLimit>().copied();
    collect(body, limit.unwrap_or_default().0).await
}

async fn collect(body: Body, max: usize) -> Result<axum::body::Bytes, Problem> {
    match Limited::new(body, max).collect().await {
        Ok(collected) => Ok(collected.to_bytes()),
        Err(error) if error.is::<LengthLimitError>() => {
            Err(Problem::of_request(&RequestFault::TooLarge { max }))
        }
        Err(error) => Err(Problem::of_request(&RequestFault::Malformed(format!(
            "the body broke off: {error}"
        )))),
    }
}

fn is_json(headers: &HeaderMap) -> bool {
    let Some(Ok(media)) = headers.get(header::CONTENT_TYPE).map(|text| text.to_str()) else {
        return false;
    };
    let mut parts = media
        .split(';')
        .map(|part| part.trim().to_ascii_lowercase());
    let essence = parts.next().unwrap_or_default();
    let is_json = essence == "application/json"
        || (essence.starts_with("application/") && essence.ends_with("+json"));
    let is_utf8 = parts
        .filter_map(|part| Some(part.strip_prefix("charset=")?.trim_matches('"').to_owned()))
        .all(|charset| charset == "utf-8" || charset == "utf8");
    is_json && is_utf8
}

impl<T: Serialize> IntoResponse for Json<T> {
    fn into_response(self) -> Response {
        axum::Json(self.0).into_response()
    }
}

/// The query of the address. Two of them may stand side by side in a handler, such as the filters
/// of a list and its `PageRequest`; neither may deny unknown fields then.
#[derive(Debug, Clone, Copy)]
pub struct Query<T>(pub T);

impl<T: DeserializeOwned, S: Send + Sync> FromRequestParts<S> for Query<T> {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Problem> {
        reading::query(parts.uri.query().unwrap_or_default()).map(Query)
    }
}

/// The parts of the path that stand for something. A part that cannot be read is told as
/// `{name}`.
#[derive(Debug, Clone, Copy)]
pub struct Path<T>(pub T);

impl<T: DeserializeOwned + Send, S: Send + Sync> FromRequestParts<S> for Path<T> {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Problem> {
        let named = named_parts(parts).await;
        match axum::extract::Path::<T>::from_request_parts(parts, state).await {
            Ok(path) => Ok(Path(path.0)),
            Err(PathRejection::FailedToDeserializePathParams(error)) => {
                Err(path_problem(error.into_kind(), &named))
            }
            Err(other) => Err(Problem::of_request(&RequestFault::Panic(other.to_string()))),
        }
    }
}

/// The parts of the path with their names, in order.
async fn named_parts(parts: &mut Parts) -> Vec<(String, String)> {
    match RawPathParams::from_request_parts(parts, &()).await {
        Ok(params) => params
            .iter()
            .map(|(name, value)| (name.to_owned(), value.to_owned()))
            .collect(),
        // Broken UTF-8; the extractor proper names it.
        Err(_) => Vec::new(),
    }
}

fn path_problem(kind: ErrorKind, named: &[(String, String)]) -> Problem {
    let at = |index: usize| format!("{{{}}}", named.get(index).map_or("", |(name, _)| name));
    let (pointer, message) = match kind {
        ErrorKind::ParseErrorAtKey {
            key, expected_type, ..
        } => (
            format!("{{{key}}}"),
            format!("invalid type, expected {expected_type}"),
        ),
        ErrorKind::ParseErrorAtIndex {
            index,
            expected_type,
            ..
        } => (at(index), format!("invalid type, expected {expected_type}")),
        ErrorKind::ParseError { expected_type, .. } => {
            (at(0), format!("invalid type, expected {expected_type}"))
        }
        ErrorKind::InvalidUtf8InPathParam { key } => {
            return Invalid::one(format!("{{{key}}}"), "text.bad_character", []).into();
        }
        ErrorKind::DeserializeError { key, message, .. } => (format!("{{{key}}}"), message),
        // Of several parts, the one that the message quotes.
        ErrorKind::Message(message) => {
            let quoted = |value: &str| message.contains(&format!("`{}`", kernel::ids::clip(value)));
            let index = named.iter().position(|(_, value)| quoted(value));
            (at(index.unwrap_or(0)), message)
        }
        // Our route and our type do not fit together.
        other => return Problem::of_request(&RequestFault::Panic(other.to_string())),
    };
    reading::wrong_field(&message, pointer, "/").into()
}
