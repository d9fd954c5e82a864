//! What a field may be, what its values may be, and by which words they are found. Pure.

use super::{FieldKind, MemberField};
use kernel::{BusinessDate, Invalid};
use serde::{Deserialize, Serialize};
use serde_json::Value as Json;
use std::collections::BTreeSet;

/// The longest label, in characters.
pub const LABEL_MAX: usize = 40;
/// The longest key.
pub const KEY_MAX: usize = 32;
/// The most choices of a field.
pub const CHOICES_MAX: usize = 100;
/// The longest text that a field may hold, in characters.
pub const TEXT_MAX: i64 = 500;
/// The longest text of a field that members are found by, in characters.
pub const SEARCHABLE_MAX: i64 = 60;
/// Numbers stay within what JavaScript counts exactly.
pub const NUMBER_MAX: i64 = 9_007_199_254_740_991;

/// Something that may be chosen.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Choice {
    /// By which programs know it; never changes.
    #[schema(pattern = "^[a-z][a-z0-9_]{0,31}$", example = "dry")]
    pub key: String,
    /// What people read in Chinese.
    #[schema(min_length = 1, max_length = 40, example = "干性")]
    pub zh: String,
    /// What people read in English.
    #[schema(min_length = 1, max_length = 40, example = "Dry")]
    pub en: String,
    /// Not to be chosen any more; who has it keeps it.
    #[serde(default)]
    pub is_retired: bool,
}

/// What a field is made of and may be changed to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FieldDraft {
    /// What people read in Chinese.
    pub zh: String,
    /// What people read in English.
    pub en: String,
    /// What may be chosen; for choices only.
    pub choices: Vec<Choice>,
    /// Whether a member's fields cannot be written without it.
    pub is_required: bool,
    /// Whether members are found by it.
    pub is_searchable: bool,
    /// The least number, length or count of choices.
    pub least: Option<i64>,
    /// The most.
    pub most: Option<i64>,
    /// Where it stands on a page; lower comes first.
    pub position: i64,
    /// Whether it is still filled in.
    pub is_active: bool,
}

/// Notes a key that is not 1 to 32 small letters, digits and underscores.
pub fn check_key(wrong: &mut Invalid, key: &str) {
    if !is_key(key) {
        let example = [("example", "skin_type".into())];
        wrong.add("/key", "value.wrong_format", example);
    }
}

fn is_key(key: &str) -> bool {
    let mut letters = key.bytes();
    letters
        .next()
        .is_some_and(|first| first.is_ascii_lowercase())
        && key.len() <= KEY_MAX
        && letters.all(|one| one.is_ascii_lowercase() || one.is_ascii_digit() || one == b'_')
}

/// Notes all that is wrong with a field.
pub fn check(kind: FieldKind, draft: &FieldDraft) -> Invalid {
    let mut wrong = Invalid::new();
    wrong.text("/zh", &draft.zh, LABEL_MAX);
    wrong.text("/en", &draft.en, LABEL_MAX);
    wrong.range("/position", draft.position, 0, 10_000);
    check_choices(&mut wrong, kind, &draft.choices);
    let (low, high) = match (kind, draft.is_searchable) {
        (FieldKind::Text, true) => (0, SEARCHABLE_MAX),
        (FieldKind::Text, false) => (0, TEXT_MAX),
        (FieldKind::Number, _) => (-NUMBER_MAX, NUMBER_MAX),
        (FieldKind::Choices, _) => (0, draft.choices.len() as i64),
        (FieldKind::Date | FieldKind::Flag | FieldKind::Choice, _) => {
            for (pointer, limit) in [("/least", draft.least), ("/most", draft.most)] {
                if limit.is_some() {
                    wrong.add(pointer, "value.not_allowed", []);
                }
            }
            return wrong;
        }
    };
    if let Some(least) = draft.least {
        wrong.range("/least", least, low, high);
    }
    if let Some(most) = draft.most {
        wrong.range("/most", most, draft.least.unwrap_or(low), high);
    }
    wrong
}

fn check_choices(wrong: &mut Invalid, kind: FieldKind, choices: &[Choice]) {
    let chooses = matches!(kind, FieldKind::Choice | FieldKind::Choices);
    match (chooses, choices.len()) {
        (false, 0) => {}
        (false, _) => wrong.add("/choices", "value.not_allowed", []),
        (true, 0) => wrong.add("/choices", "list.empty", []),
        (true, count) if count > CHOICES_MAX => {
            wrong.add("/choices", "list.too_long", [("max", CHOICES_MAX.into())]);
        }
        (true, _) => {}
    }
    let mut seen = BTreeSet::new();
    for (place, choice) in choices.iter().enumerate() {
        let at = |part: &str| format!("/choices/{place}/{part}");
        if !is_key(&choice.key) {
            wrong.add(at("key"), "value.wrong_format", [("example", "dry".into())]);
        } else if !seen.insert(&choice.key) {
            wrong.add(at("key"), "value.duplicate", []);
        }
        wrong.text(&at("zh"), &choice.zh, LABEL_MAX);
        wrong.text(&at("en"), &choice.en, LABEL_MAX);
    }
}

/// Notes a choice that would be taken away: members may have it.
pub fn check_kept(wrong: &mut Invalid, old: &[Choice], new: &[Choice]) {
    let is_kept = |choice: &Choice| new.iter().any(|other| other.key == choice.key);
    if let Some(lost) = old.iter().find(|choice| !is_kept(choice)) {
        wrong.add(
            "/choices",
            "choice.in_use",
            [("key", lost.key.clone().into())],
        );
    }
}

/// The choices as they are kept.
pub fn written(choices: &[Choice]) -> String {
    serde_json::to_string(choices).expect("texts and flags are always JSON")
}

/// Reads a value in the one spelling of its kind, or notes what is wrong with it. `before` is what
/// the member has: a retired choice may stay.
pub fn read(
    wrong: &mut Invalid,
    pointer: &str,
    field: &MemberField,
    value: &Json,
    before: Option<&Json>,
) -> Option<Json> {
    match field.kind {
        FieldKind::Text => read_text(wrong, pointer, field, value),
        FieldKind::Number => read_number(wrong, pointer, field, value),
        FieldKind::Date => {
            let date = value
                .as_str()
                .and_then(|text| text.parse::<BusinessDate>().ok());
            if date.is_none() {
                let example = [("example", "2020-02-29".into())];
                wrong.add(pointer, "value.wrong_format", example);
            }
            date.map(|date| date.to_string().into())
        }
        FieldKind::Flag => {
            let flag = value.as_bool();
            if flag.is_none() {
                wrong.add(
                    pointer,
                    "value.wrong_type",
                    [("expected", "boolean".into())],
                );
            }
            flag.map(Json::from)
        }
        FieldKind::Choice => {
            let had = before
                .and_then(Json::as_str)
                .map(|key| BTreeSet::from([key]));
            let had = had.unwrap_or_default();
            read_choice(wrong, pointer, field, value, &had).map(Json::from)
        }
        FieldKind::Choices => read_choices(wrong, pointer, field, value, before),
    }
}

fn read_text(wrong: &mut Invalid, at: &str, field: &MemberField, value: &Json) -> Option<Json> {
    let Some(text) = value.as_str() else {
        wrong.add(at, "value.wrong_type", [("expected", "text".into())]);
        return None;
    };
    let text = text.trim();
    let max = if field.is_searchable {
        SEARCHABLE_MAX
    } else {
        TEXT_MAX
    };
    let max = usize::try_from(field.most.unwrap_or(max)).unwrap_or(0);
    let min = usize::try_from(field.least.unwrap_or(0)).unwrap_or(0);
    let noted = wrong.0.len();
    wrong.text(at, text, max);
    if wrong.0.len() == noted && text.chars().count() < min {
        wrong.add(at, "text.too_short", [("min", min.into())]);
    }
    (wrong.0.len() == noted).then(|| text.into())
}

fn read_number(wrong: &mut Invalid, at: &str, field: &MemberField, value: &Json) -> Option<Json> {
    let Some(number) = value.as_i64() else {
        wrong.add(at, "value.wrong_type", [("expected", "integer".into())]);
        return None;
    };
    let noted = wrong.0.len();
    let (least, most) = (
        field.least.unwrap_or(-NUMBER_MAX),
        field.most.unwrap_or(NUMBER_MAX),
    );
    wrong.range(at, number, least, most);
    (wrong.0.len() == noted).then(|| number.into())
}

fn read_choice(
    wrong: &mut Invalid,
    at: &str,
    field: &MemberField,
    value: &Json,
    had: &BTreeSet<&str>,
) -> Option<String> {
    let choices = field.choices();
    let open = |choice: &&Choice| !choice.is_retired || had.contains(choice.key.as_str());
    let allowed: Vec<&str> = choices
        .iter()
        .filter(open)
        .map(|choice| choice.key.as_str())
        .collect();
    match value.as_str().filter(|key| allowed.contains(key)) {
        Some(key) => Some(key.to_owned()),
        None => {
            wrong.add(at, "value.unknown", [("allowed", allowed.into())]);
            None
        }
    }
}

fn read_choices(
    wrong: &mut Invalid,
    at: &str,
    field: &MemberField,
    value: &Json,
    before: Option<&Json>,
) -> Option<Json> {
    let Some(list) = value.as_array() else {
        wrong.add(at, "value.wrong_type", [("expected", "list".into())]);
        return None;
    };
    let had = before.and_then(Json::as_array).into_iter().flatten();
    let had: BTreeSet<&str> = had.filter_map(Json::as_str).collect();
    let noted = wrong.0.len();
    // A set in the order of the alphabet, so that the same choices are the same value.
    let mut chosen = BTreeSet::new();
    for (place, one) in list.iter().enumerate() {
        let at = format!("{at}/{place}");
        if let Some(key) = read_choice(wrong, &at, field, one, &had)
            && !chosen.insert(key)
        {
            wrong.add(at, "value.duplicate", []);
        }
    }
    let count = chosen.len() as i64;
    if field.least.is_some_and(|least| count < least) || count == 0 {
        let min = field.least.unwrap_or(1).max(1);
        wrong.add(at, "list.too_short", [("min", min.into())]);
    }
    if let Some(most) = field.most.filter(|most| count > *most) {
        wrong.add(at, "list.too_long", [("max", most.into())]);
    }
    let keys: Vec<String> = chosen.into_iter().collect();
    (wrong.0.len() == noted).then(|| keys.into())
}

/// The words by which a value is found.
pub fn words(value: &Json) -> Vec<String> {
    match value {
        Json::String(text) => vec![folded(text)],
        Json::Number(number) => vec![number.to_string()],
        Json::Bool(flag) => vec![flag.to_string()],
        Json::Array(list) => list.iter().flat_map(words).collect(),
        Json::Null | Json::Object(_) => Vec::new(),
    }
}

/// A text as it is compared: without the difference of small and capital letters.
pub fn folded(text: &str) -> String {
    text.trim().to_lowercase()
}

#[cfg(test)]
mod tests;
