//! 自定义字段: fields of the brand's own, such as skin type or shoe size, typed and validated.
//!
//! A field's key and kind never change, and a choice is retired, never taken away: what members
//! have once said stays readable. Values of searchable fields are also kept as words, by which the
//! list of members is walked.

pub(crate) mod http;
mod rules;
pub(crate) mod store;
mod values;

pub use rules::{Choice, FieldDraft};
pub(crate) use rules::{KEY_MAX, SEARCHABLE_MAX};
pub use values::{FieldWord, find_word, set_values};
pub(crate) use values::{erase, values_of};

use crate::{MembershipError, PersonError};
use access::audit;
use kernel::{Act, Invalid, Timestamp, text_enum};
use platform::db::{DbError, Tx};
use platform::http::IfMatch;
use platform::row;
use serde_json::json;

/// The most fields that a brand may have.
pub const FIELDS_MAX: usize = 100;

kernel::id!(
    #[doc(alias = "自定义字段")]
    /// A field of the brand's own.
    FieldId,
    "fld"
);

text_enum! {
    /// What a field holds.
    pub enum FieldKind {
        /// A text; `least` and `most` bound its length in characters.
        Text = "text",
        /// A whole number; the unit belongs into the label.
        Number = "number",
        /// A calendar date.
        Date = "date",
        /// Yes or no.
        Flag = "flag",
        /// One of some choices.
        Choice = "choice",
        /// Some of some choices; `least` and `most` bound how many.
        Choices = "choices",
    }
}

row! {
    /// A field of the brand's own.
    pub struct MemberField {
        /// Which.
        pub id: FieldId,
        /// By which programs know it; never changes.
        pub key: String,
        /// What people read in Chinese.
        pub zh: String,
        /// What people read in English.
        pub en: String,
        /// What it holds; never changes.
        pub kind: FieldKind,
        /// The choices as JSON; see [`MemberField::choices`].
        pub(crate) options: String,
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
        /// Rises with each change.
        pub version: i64,
        /// When it was made.
        pub created_at: Timestamp,
        /// When the last change was.
        pub updated_at: Timestamp,
    }
}

impl MemberField {
    /// What may be chosen, retired choices among it.
    pub fn choices(&self) -> Vec<Choice> {
        serde_json::from_str(&self.options).unwrap_or_default()
    }
}

/// All fields of the brand, in the order of a page.
pub fn list_fields(tx: &mut Tx<'_>) -> Result<Vec<MemberField>, DbError> {
    store::list(tx)
}

/// Makes a field.
pub fn create_field(
    tx: &mut Tx<'_>,
    act: &Act,
    key: &str,
    kind: FieldKind,
    draft: &FieldDraft,
) -> Result<MemberField, MembershipError> {
    let mut wrong = rules::check(kind, draft);
    rules::check_key(&mut wrong, key);
    wrong.check()?;
    if store::list(tx)?.len() >= FIELDS_MAX {
        return Err(PersonError::TooManyFields { max: FIELDS_MAX }.into());
    }
    let field = MemberField {
        id: FieldId(tx.new_id()),
        key: key.to_owned(),
        kind,
        zh: draft.zh.trim().to_owned(),
        en: draft.en.trim().to_owned(),
        options: rules::written(&draft.choices),
        is_required: draft.is_required,
        is_searchable: draft.is_searchable,
        least: draft.least,
        most: draft.most,
        position: draft.position,
        is_active: draft.is_active,
        version: 1,
        created_at: act.now,
        updated_at: act.now,
    };
    if store::insert(tx, &field)? == 0 {
        let key = key.to_owned();
        return Err(PersonError::FieldKeyTaken { key }.into());
    }
    note(tx, act, "member_field.create", &field)?;
    Ok(field)
}

/// Changes a field that is still in the version that was seen. What members have said stays as it
/// is; narrower limits hold for what is written from now on.
pub fn edit_field(
    tx: &mut Tx<'_>,
    act: &Act,
    id: FieldId,
    seen: IfMatch,
    draft: &FieldDraft,
) -> Result<MemberField, MembershipError> {
    let old = store::lock(tx, id)?.ok_or(PersonError::FieldNotFound)?;
    seen.check(old.version)?;
    let mut wrong = rules::check(old.kind, draft);
    rules::check_kept(&mut wrong, &old.choices(), &draft.choices);
    wrong.check()?;
    let field = MemberField {
        zh: draft.zh.trim().to_owned(),
        en: draft.en.trim().to_owned(),
        options: rules::written(&draft.choices),
        is_required: draft.is_required,
        is_searchable: draft.is_searchable,
        least: draft.least,
        most: draft.most,
        position: draft.position,
        is_active: draft.is_active,
        version: old.version + 1,
        updated_at: act.now,
        ..old.clone()
    };
    if store::update(tx, &field, old.version)? != 1 {
        return Err(DbError::Bug("a locked field was not written".into()).into());
    }
    match (old.is_searchable, field.is_searchable) {
        (false, true) => values::index(tx, &field)?,
        (true, false) => store::forget_words(tx, id)?,
        _ => {}
    }
    note(tx, act, "member_field.edit", &field)?;
    Ok(field)
}

fn note(tx: &mut Tx<'_>, act: &Act, action: &str, field: &MemberField) -> Result<(), DbError> {
    let details = json!({ "key": field.key, "kind": field.kind });
    audit::record(tx, act, action, &field.id.to_string(), &details)
}

/// A field that a request names but that cannot be used there.
fn not_usable(pointer: &str, field: Option<&MemberField>) -> Invalid {
    match field {
        None => Invalid::one(pointer, "reference.unknown", []),
        Some(_) => Invalid::one(pointer, "value.not_allowed", []),
    }
}
