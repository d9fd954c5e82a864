//! Refusals and failures, in the words of the trade and without a word of HTTP.
//!
//! Each context has one error enum that implements [`Fault`]; one function in `platform` turns a
//! fault into an answer, so that no handler chooses a status.

use serde::Serialize;
use serde_json::{Map, Value as Json};

/// The numbers of a refusal, by name.
pub type Params = Map<String, Json>;

/// What sort of failure it is; the HTTP status follows from it in one place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// The request cannot be read at all: 400.
    Malformed,
    /// The request can be read, but a field is wrong: 422.
    Invalid,
    /// Nobody is logged in: 401.
    Unauthenticated,
    /// Somebody is, but may not: 403.
    Forbidden,
    /// There is no such thing, or not for this person: 404.
    NotFound,
    /// It runs elsewhere, or the state has moved on: 409.
    Conflict,
    /// Somebody was faster with an edit: 412.
    Stale,
    /// A rule of the trade says no: 422.
    Refused,
    /// Too many tries: 429.
    TooMany,
    /// It cannot be done at the moment: 503.
    Unavailable,
    /// Our fault: 500, and nothing about it leaves the house.
    Bug,
}

/// An error that can be told to a person.
pub trait Fault: std::error::Error {
    /// What sort of failure it is.
    fn kind(&self) -> Kind;
    /// A stable word that programs may branch on, such as `ledger.insufficient_balance`.
    fn code(&self) -> &'static str;
    /// The numbers that belong to it.
    fn params(&self) -> Params {
        Params::new()
    }
    /// The fields that are wrong, for [`Kind::Invalid`].
    fn field_errors(&self) -> Vec<FieldError> {
        Vec::new()
    }
}

/// One field that is wrong, and what would be right.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct FieldError {
    /// JSON pointer into the body, such as `/lines/0/quantity`; `?name` for a query parameter.
    pub pointer: String,
    /// A stable word, such as `number.too_small`.
    pub code: &'static str,
    /// What would be right, such as `{"min": 1}`.
    pub params: Params,
}

impl FieldError {
    /// A wrong field, with what would be right as `[("min", 1.into())]`.
    pub fn new<const N: usize>(
        pointer: impl Into<String>,
        code: &'static str,
        params: [(&str, Json); N],
    ) -> Self {
        FieldError {
            pointer: pointer.into(),
            code,
            params: params
                .into_iter()
                .map(|(name, value)| (name.to_owned(), value))
                .collect(),
        }
    }
}

/// Fields that are wrong, gathered so that a person sees all of them at once.
///
/// Codes in use: `text.empty`, `text.too_long {max}`, `text.bad_character`, `number.too_small
/// {min}`, `number.too_large {max}`, `list.empty`, `list.too_long {max}`,
/// `value.unknown {allowed}`,
/// `value.wrong_format {example}`, `value.duplicate`, `value.missing`, `reference.unknown`; and of
/// the edge, `field.unknown {allowed}`, `value.wrong_type {expected}`, `number.out_of_range
/// {expected}`.
#[derive(Debug, Clone, Default, PartialEq, Eq, thiserror::Error)]
#[error("{} field(s) are wrong", .0.len())]
pub struct Invalid(pub Vec<FieldError>);

impl Invalid {
    /// Nothing wrong so far.
    pub fn new() -> Self {
        Self::default()
    }

    /// Exactly one wrong field.
    pub fn one<const N: usize>(
        pointer: impl Into<String>,
        code: &'static str,
        params: [(&str, Json); N],
    ) -> Self {
        Invalid(vec![FieldError::new(pointer, code, params)])
    }

    /// Notes one more wrong field.
    pub fn add<const N: usize>(
        &mut self,
        pointer: impl Into<String>,
        code: &'static str,
        params: [(&str, Json); N],
    ) {
        self.0.push(FieldError::new(pointer, code, params));
    }

    /// Notes a text that is empty, longer than `max` characters or holds a control character.
    pub fn text(&mut self, pointer: &str, text: &str, max: usize) {
        if text.trim().is_empty() {
            self.add(pointer, "text.empty", []);
        } else if text.chars().count() > max {
            self.add(pointer, "text.too_long", [("max", max.into())]);
        } else if text.chars().any(char::is_control) {
            self.add(pointer, "text.bad_character", []);
        }
    }

    /// Notes a number outside `min..=max`.
    pub fn range(&mut self, pointer: &str, number: i64, min: i64, max: i64) {
        if number < min {
            self.add(pointer, "number.too_small", [("min", min.into())]);
        } else if number > max {
            self.add(pointer, "number.too_large", [("max", max.into())]);
        }
    }

    /// Ok if nothing is wrong.
    pub fn check(self) -> Result<(), Invalid> {
        if self.0.is_empty() { Ok(()) } else { Err(self) }
    }
}

impl Fault for Invalid {
    fn kind(&self) -> Kind {
        Kind::Invalid
    }
    fn code(&self) -> &'static str {
        "request.invalid"
    }
    fn field_errors(&self) -> Vec<FieldError> {
        self.0.clone()
    }
}

/// Gathers the numbers of a refusal: `params([("available", 120.into())])`.
pub fn params<const N: usize>(pairs: [(&str, Json); N]) -> Params {
    pairs
        .into_iter()
        .map(|(name, value)| (name.to_owned(), value))
        .collect()
}
