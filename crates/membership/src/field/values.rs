//! What members say in the fields of the brand's own.

use super::rules::{folded, read, words};
use super::store::{self, NewValue};
use super::{FieldId, FieldKind, MemberField, not_usable};
use crate::change::{self, Change, Worth};
use crate::merge::{current_id, ids_of_person};
use crate::{Member, MembershipError, profile};
use access::audit;
use kernel::{Act, BusinessDate, Invalid, MemberId};
use platform::db::{DbError, Tx};
use platform::http::IfMatch;
use serde_json::{Value as Json, json};
use std::collections::{BTreeMap, HashMap};

/// A word that members are found by.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FieldWord {
    /// Of which field.
    pub field_id: FieldId,
    /// As it is kept.
    pub word: String,
}

/// Writes values of a member who is still in the version that was seen. A field that is not named
/// stays, null takes a value away; what is required must be there afterwards.
pub fn set_values(
    tx: &mut Tx<'_>,
    act: &Act,
    id: MemberId,
    seen: IfMatch,
    given: &BTreeMap<String, Json>,
) -> Result<Member, MembershipError> {
    let id = current_id(tx, id)?;
    let mut member = profile::lock(tx, id)?;
    seen.check(member.version)?;
    let fields = store::list(tx)?;
    let before = load(tx, id)?;
    let after = decide(&fields, &before, given)?;
    let changed: Vec<&MemberField> = fields
        .iter()
        .filter(|field| before.get(&field.id) != after.get(&field.id))
        .collect();
    write(tx, act, id, &changed, &after)?;
    let told = |values: &HashMap<FieldId, Json>, field: &MemberField| {
        Worth::of(values.get(&field.id).map(shown))
    };
    let changes: Vec<Change> = changed
        .iter()
        .map(|field| {
            let name = format!("fields.{}", field.key);
            Change::new(name, told(&before, field), told(&after, field))
        })
        .collect();
    change::record(tx, act, id, &changes)?;
    profile::touch(tx, id, act.now)?;
    member.version += 1;
    member.updated_at = act.now;
    // Which fields, not what they hold: the log outlives an erased person.
    let keys: Vec<&str> = changed.iter().map(|field| field.key.as_str()).collect();
    let details = json!({ "fields": keys });
    audit::record(tx, act, "member.fields", &id.to_string(), &details)?;
    Ok(member)
}

/// What a member has after an edit, or all that is wrong with it.
fn decide(
    fields: &[MemberField],
    before: &HashMap<FieldId, Json>,
    given: &BTreeMap<String, Json>,
) -> Result<HashMap<FieldId, Json>, Invalid> {
    let mut wrong = Invalid::new();
    let mut after = before.clone();
    for (key, value) in given {
        let pointer = format!("/fields/{key}");
        let field = fields.iter().find(|field| field.key == *key);
        let Some(field) = field.filter(|field| field.is_active) else {
            wrong.0.extend(not_usable(&pointer, field).0);
            continue;
        };
        if value.is_null() {
            after.remove(&field.id);
        } else {
            let had = before.get(&field.id);
            if let Some(value) = read(&mut wrong, &pointer, field, value, had) {
                after.insert(field.id, value);
            }
        }
    }
    let wanted = |field: &&MemberField| field.is_active && field.is_required;
    for field in fields.iter().filter(wanted) {
        let pointer = format!("/fields/{}", field.key);
        let is_noted = wrong.0.iter().any(|one| one.pointer.starts_with(&pointer));
        if !after.contains_key(&field.id) && !is_noted {
            wrong.add(pointer, "value.missing", []);
        }
    }
    wrong.check()?;
    Ok(after)
}

fn write(
    tx: &mut Tx<'_>,
    act: &Act,
    id: MemberId,
    changed: &[&MemberField],
    after: &HashMap<FieldId, Json>,
) -> Result<(), DbError> {
    let ids: Vec<FieldId> = changed.iter().map(|field| field.id).collect();
    // What a merge brought along stays, for it may be undone; what the survivor says covers it.
    let is_merged = ids_of_person(tx, id)?.len() > 1;
    store::delete_values(tx, id, &ids)?;
    let mut rows = Vec::new();
    let mut found_by = Vec::new();
    for field in changed {
        let value = match after.get(&field.id) {
            Some(value) => value,
            // Taken away, and nothing shows through.
            None if is_merged => &Json::Null,
            None => continue,
        };
        rows.push(NewValue {
            member_id: id,
            field_id: field.id,
            value: value.to_string(),
            at: act.now,
        });
        if field.is_searchable {
            found_by.extend(words(value).into_iter().map(|word| (field.id, word, id)));
        }
    }
    store::insert_values(tx, &rows)?;
    store::insert_words(tx, &found_by)
}

/// A person's values by field; what the survivor of a merge says comes first.
fn load(tx: &mut Tx<'_>, id: MemberId) -> Result<HashMap<FieldId, Json>, DbError> {
    let mut values = HashMap::new();
    for id in ids_of_person(tx, id)? {
        for (field, text) in store::values(tx, id)? {
            let value = serde_json::from_str(&text).map_err(|e| DbError::Bug(e.to_string()))?;
            values.entry(field).or_insert(value);
        }
    }
    values.retain(|_, value: &mut Json| !value.is_null());
    Ok(values)
}

/// A member's values by key, those of fields in use.
pub(crate) fn values_of(
    tx: &mut Tx<'_>,
    id: MemberId,
) -> Result<serde_json::Map<String, Json>, DbError> {
    let mut values = load(tx, id)?;
    if values.is_empty() {
        return Ok(serde_json::Map::new());
    }
    let fields = store::list(tx)?.into_iter().filter(|field| field.is_active);
    Ok(fields
        .filter_map(|field| Some((field.key, values.remove(&field.id)?)))
        .collect())
}

/// Forgets all that a member has said.
pub(crate) fn erase(tx: &mut Tx<'_>, id: MemberId) -> Result<(), DbError> {
    store::forget_member(tx, id)
}

/// The word that a list of members asks for, as `key` and `value` of a request.
pub fn find_word(tx: &mut Tx<'_>, key: &str, value: &str) -> Result<FieldWord, MembershipError> {
    let fields = store::list(tx)?;
    let field = fields.iter().find(|field| field.key == key);
    let usable = field.filter(|field| field.is_active && field.is_searchable);
    let field = usable.ok_or_else(|| not_usable("?field", field))?;
    Ok(FieldWord {
        field_id: field.id,
        word: word_of(field, value)?,
    })
}

fn word_of(field: &MemberField, text: &str) -> Result<String, Invalid> {
    const AT: &str = "?field_value";
    let text = text.trim();
    let wrong =
        |example: &str| Invalid::one(AT, "value.wrong_format", [("example", example.into())]);
    match field.kind {
        FieldKind::Text => Ok(folded(text)),
        FieldKind::Number => {
            let number: i64 = text.parse().map_err(|_| wrong("38"))?;
            Ok(number.to_string())
        }
        FieldKind::Date => {
            let date: BusinessDate = text.parse().map_err(|_| wrong("2020-02-29"))?;
            Ok(date.to_string())
        }
        FieldKind::Flag => {
            let flag: bool = text.parse().map_err(|_| wrong("true"))?;
            Ok(flag.to_string())
        }
        FieldKind::Choice | FieldKind::Choices => {
            let choices = field.choices();
            let keys: Vec<&str> = choices.iter().map(|choice| choice.key.as_str()).collect();
            match keys.contains(&text) {
                true => Ok(text.to_owned()),
                false => Err(Invalid::one(
                    AT,
                    "value.unknown",
                    [("allowed", keys.into())],
                )),
            }
        }
    }
}

/// Makes the words of a field that members are found by from now on.
pub(super) fn index(tx: &mut Tx<'_>, field: &MemberField) -> Result<(), DbError> {
    const PAGE: u32 = 1_000;
    let mut after = MemberId(-1);
    loop {
        let page = store::values_of_field(tx, field.id, after, PAGE)?;
        let Some((last, _)) = page.last() else {
            return Ok(());
        };
        after = *last;
        let mut found_by = Vec::new();
        for (member, text) in &page {
            let value = serde_json::from_str(text).map_err(|e| DbError::Bug(e.to_string()))?;
            found_by.extend(
                words(&value)
                    .into_iter()
                    .map(|word| (field.id, word, *member)),
            );
        }
        store::insert_words(tx, &found_by)?;
    }
}

/// A value as people read it in a history.
fn shown(value: &Json) -> String {
    match value {
        Json::String(text) => text.clone(),
        Json::Array(list) => {
            let parts: Vec<String> = list.iter().map(shown).collect();
            parts.join(", ")
        }
        other => other.to_string(),
    }
}
