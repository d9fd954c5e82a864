//! Secrets that are shown once: a key, a code. The answer that is kept for twins is without them,
//! so that no table holds them.

use data_encoding::BASE32_NOPAD;
use platform::idempotency::Answer;
use serde_json::{Value, json};
use sha2::{Digest, Sha256};

/// Puts what is shown once into an answer that was just made; a repeated one has null there.
pub(crate) fn show_once(mut answer: Answer, field: &str, secret: impl Into<Value>) -> Answer {
    if answer.is_success() && !answer.is_replayed {
        let mut body: Value = serde_json::from_str(&answer.body).unwrap_or_else(|_| json!({}));
        body[field] = secret.into();
        answer.body = body.to_string();
    }
    answer
}

/// So many letters and digits that are told apart when read aloud, in groups of four.
pub(crate) fn spoken(letters: usize) -> String {
    let chance: [u8; 20] = rand::random();
    let text = BASE32_NOPAD.encode(&chance);
    let groups: Vec<&str> = (0..letters)
        .step_by(4)
        .map(|at| &text[at..at + 4])
        .collect();
    groups.join("-")
}

/// What is kept of a spoken secret.
pub(crate) fn hash_of(spoken: &str) -> [u8; 32] {
    Sha256::digest(typed(spoken)).into()
}

/// A spoken secret as it was made, however it was typed.
pub(crate) fn typed(text: &str) -> String {
    let plain = text.chars().filter(|c| c.is_ascii_alphanumeric());
    plain.map(|c| c.to_ascii_uppercase()).collect()
}
