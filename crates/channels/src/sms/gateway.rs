//! What is asked of an SMS provider, and what its answers come to.

use super::SmsId;
use crate::Phone;
use kernel::Timestamp;
use serde_json::{Map, Value as Json};
use std::time::Duration;

/// A provider of SMS. Every call may block for up to [`ANSWER_SECONDS`].
pub(super) trait SmsGateway {
    /// Asks the provider to send.
    fn send(&self, sms: &OutgoingSms<'_>, now: Timestamp) -> SendOutcome;
    /// Asks what became of a message that it was given at `sms.tried_at`.
    fn ask(&self, sms: &AskedSms<'_>, now: Timestamp) -> AskOutcome;
}

/// One message on its way out.
pub(super) struct OutgoingSms<'a> {
    pub id: SmsId,
    pub phone: &'a Phone,
    /// The words that stand before it, without 【】.
    pub sign: &'a str,
    pub template_id: &'a str,
    /// The variables in the order of the text.
    pub variables: Vec<(&'a str, &'a str)>,
}

/// A message that the provider may have been given.
pub(super) struct AskedSms<'a> {
    pub id: SmsId,
    pub phone: &'a Phone,
    /// What the provider called it, if its answer came.
    pub provider_id: Option<&'a str>,
    pub tried_at: Timestamp,
}

/// What an attempt to send comes to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum SendOutcome {
    /// The provider has it.
    Accepted { provider_id: String },
    /// The provider will never take it.
    Refused { code: String },
    /// The provider did not take it now.
    TryLater { code: String },
    /// It was told, or may have been told; no answer can be read.
    Lost { why: String },
}

/// What the provider says of a message that it may have been given.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum AskOutcome {
    /// It has it, and it is not on the phone yet.
    Waiting,
    /// It is on the phone.
    Delivered,
    /// It will not be on the phone.
    Failed { code: String },
    /// It knows nothing of it, so far.
    NotFound,
    /// It cannot be asked now.
    NoAnswer { why: String },
}

/// How long an answer may take before it counts as lost.
pub(super) const ANSWER_SECONDS: u64 = 10;
const CONNECT_SECONDS: u64 = 5;

/// The line to a provider. One for all brands of a round, for connections are kept open.
#[derive(Debug, Clone)]
pub(super) struct Line {
    client: reqwest::blocking::Client,
}

/// An answer of a provider, or why there is none.
pub(super) enum Reply {
    /// A JSON body.
    Json(Map<String, Json>),
    /// The request was not taken in at all.
    NotReached(String),
    /// The request went out; what came back cannot be read.
    Lost(String),
}

impl Line {
    /// A line that is not used yet. Not to be made inside an async task.
    pub fn new() -> Result<Line, reqwest::Error> {
        let client = reqwest::blocking::Client::builder()
            .connect_timeout(Duration::from_secs(CONNECT_SECONDS))
            .timeout(Duration::from_secs(ANSWER_SECONDS))
            // A connection that the other side closes just then would look like a lost answer.
            .pool_idle_timeout(Duration::from_secs(10))
            .redirect(reqwest::redirect::Policy::none())
            .user_agent(concat!("huitong/", env!("CARGO_PKG_VERSION")))
            .build()?;
        Ok(Line { client })
    }

    /// Posts and reads the answer.
    pub fn post(&self, url: &str, headers: &[(&str, &str)], body: Vec<u8>) -> Reply {
        let mut request = self.client.post(url).body(body);
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        let response = match request.send() {
            Ok(response) => response,
            // The address is left out: it may hold a phone number.
            Err(error) if error.is_connect() || error.is_builder() => {
                return Reply::NotReached(error.without_url().to_string());
            }
            Err(error) => return Reply::Lost(error.without_url().to_string()),
        };
        let status = response.status();
        if status.as_u16() == 429 {
            return Reply::NotReached("HTTP 429".into());
        }
        let text = match response.text() {
            Ok(text) => text,
            Err(error) => return Reply::Lost(error.without_url().to_string()),
        };
        match serde_json::from_str(&text) {
            Ok(Json::Object(answer)) if !status.is_server_error() => Reply::Json(answer),
            _ => Reply::Lost(format!("HTTP {}", status.as_u16())),
        }
    }
}

/// A text of an answer.
pub(super) fn text<'a>(answer: &'a Map<String, Json>, name: &str) -> &'a str {
    answer.get(name).and_then(Json::as_str).unwrap_or_default()
}
