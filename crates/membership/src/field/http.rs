//! Fields of the brand's own over HTTP: what they are, and what a member says in them.

use super::{Choice, FieldDraft, FieldId, FieldKind, MemberField};
use crate::MembershipError;
use crate::profile::http::MemberProfile;
use access::{Actor, Guarded, Permission};
use axum::extract::State;
use kernel::{MemberId, Page, Timestamp};
use platform::App;
use platform::http::{IfMatch, Json, Path, Problem, ProblemBody, Versioned};
use platform::idempotency::{self, Answer, IdempotencyKey};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use std::collections::BTreeMap;
use utoipa_axum::routes;

pub(crate) fn routes() -> Guarded {
    Guarded::new()
        .route(Permission::MembersRead, routes!(list_member_fields))
        .route(Permission::SettingsWrite, routes!(create_member_field))
        .route(Permission::SettingsWrite, routes!(edit_member_field))
        .route(Permission::MembersWrite, routes!(set_member_fields))
}

/// A field of the brand's own.
#[derive(Debug, Serialize, utoipa::ToSchema)]
struct FieldShown {
    /// Which.
    id: FieldId,
    /// By which programs know it; never changes.
    key: String,
    /// What it holds; never changes.
    kind: FieldKind,
    /// What people read in Chinese.
    zh: String,
    /// What people read in English.
    en: String,
    /// What may be chosen.
    choices: Vec<Choice>,
    /// Whether a member's fields cannot be written without it.
    is_required: bool,
    /// Whether members are found by it.
    is_searchable: bool,
    /// The least number, length or count of choices.
    #[schema(required)]
    least: Option<i64>,
    /// The most.
    #[schema(required)]
    most: Option<i64>,
    /// Where it stands on a page; lower comes first.
    position: i64,
    /// Whether it is still filled in.
    is_active: bool,
    /// Rises with each change; the `ETag` of an edit.
    version: i64,
    /// When the last change was.
    updated_at: Timestamp,
}

impl From<MemberField> for FieldShown {
    fn from(field: MemberField) -> Self {
        FieldShown {
            choices: field.choices(),
            id: field.id,
            key: field.key,
            kind: field.kind,
            zh: field.zh,
            en: field.en,
            is_required: field.is_required,
            is_searchable: field.is_searchable,
            least: field.least,
            most: field.most,
            position: field.position,
            is_active: field.is_active,
            version: field.version,
            updated_at: field.updated_at,
        }
    }
}

/// What a field is made of.
#[derive(Debug, Clone, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
struct FieldBody {
    /// 1 to 40 characters.
    #[schema(min_length = 1, max_length = 40)]
    zh: String,
    /// 1 to 40 characters.
    #[schema(min_length = 1, max_length = 40)]
    en: String,
    /// For `choice` and `choices`: 1 to 100. One that is there may be retired, never left out.
    #[serde(default)]
    #[schema(max_items = 100)]
    choices: Vec<Choice>,
    /// Whether a member's fields cannot be written without it; no if absent.
    #[serde(default)]
    is_required: bool,
    /// Whether members are found by it; no if absent.
    #[serde(default)]
    is_searchable: bool,
    /// The least number, length or count of choices.
    least: Option<i64>,
    /// The most; a text has at most 500 characters, one that members are found by 60.
    most: Option<i64>,
    /// Where it stands on a page; 0 if absent.
    #[serde(default)]
    #[schema(minimum = 0, maximum = 10_000)]
    position: i64,
    /// Whether it is filled in; yes if absent.
    is_active: Option<bool>,
}

impl FieldBody {
    fn draft(&self) -> FieldDraft {
        FieldDraft {
            zh: self.zh.clone(),
            en: self.en.clone(),
            choices: self.choices.clone(),
            is_required: self.is_required,
            is_searchable: self.is_searchable,
            least: self.least,
            most: self.most,
            position: self.position,
            is_active: self.is_active.unwrap_or(true),
        }
    }
}

/// A field that is to be made.
#[derive(Debug, Clone, Serialize, Deserialize, utoipa::ToSchema)]
struct NewField {
    /// 1 to 32 small letters, digits and underscores, the first a letter.
    #[schema(pattern = "^[a-z][a-z0-9_]{0,31}$", example = "skin_type")]
    key: String,
    /// What it holds.
    kind: FieldKind,
    #[serde(flatten)]
    body: FieldBody,
}

/// What a member says in the fields of the brand's own.
#[derive(Debug, Clone, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
struct FieldValues {
    /// Values by key; null takes a value away, what is not named stays.
    #[schema(value_type = Object, example = json!({ "skin_type": "dry", "shoe_size": 38 }))]
    fields: BTreeMap<String, Value>,
}

/// Lists the fields of the brand's own, in the order of a page.
#[utoipa::path(
    get,
    path = "/api/v1/member-fields",
    operation_id = "list_member_fields",
    tag = "members",
    responses(
        (status = 200, body = Page<FieldShown>),
        (status = "default", body = ProblemBody, content_type = "application/problem+json"),
    )
)]
async fn list_member_fields(
    State(app): State<App>,
    actor: Actor,
) -> Result<Json<Page<FieldShown>>, Problem> {
    let fields = app.db.read(actor.brand, super::list_fields).await?;
    Ok(Json(Page {
        items: fields.into_iter().map(FieldShown::from).collect(),
        next: None,
    }))
}

/// Makes a field of the brand's own.
#[utoipa::path(
    post,
    path = "/api/v1/member-fields",
    operation_id = "create_member_field",
    tag = "members",
    params(("Idempotency-Key" = String, Header, description = "One key, one effect")),
    request_body = NewField,
    responses(
        (status = 200, body = FieldShown),
        (status = "default", body = ProblemBody, content_type = "application/problem+json"),
    )
)]
async fn create_member_field(
    State(app): State<App>,
    actor: Actor,
    key: IdempotencyKey,
    Json(new): Json<NewField>,
) -> Result<Answer, Problem> {
    let (act, field) = (actor.act(), new.clone());
    let operation = "create_member_field";
    idempotency::once(&app, actor.brand, key, &new, operation, move |tx| {
        let draft = field.body.draft();
        let made = super::create_field(tx, &act, &field.key, field.kind, &draft)?;
        Ok::<_, MembershipError>(FieldShown::from(made))
    })
    .await
}

/// Changes a field of the brand's own; key and kind stay.
#[utoipa::path(
    put,
    path = "/api/v1/member-fields/{field_id}",
    operation_id = "edit_member_field",
    tag = "members",
    params(
        ("field_id" = FieldId, Path),
        ("If-Match" = String, Header, description = "The version that is edited"),
    ),
    request_body = FieldBody,
    responses(
        (status = 200, body = FieldShown, headers(("ETag" = String))),
        (status = "default", body = ProblemBody, content_type = "application/problem+json"),
    )
)]
async fn edit_member_field(
    State(app): State<App>,
    actor: Actor,
    Path(field_id): Path<FieldId>,
    seen: IfMatch,
    Json(body): Json<FieldBody>,
) -> Result<Versioned<FieldShown>, Problem> {
    let (act, draft) = (actor.act(), body.draft());
    let field = app
        .db
        .write(actor.brand, move |tx| {
            super::edit_field(tx, &act, field_id, seen, &draft)
        })
        .await?;
    Ok(Versioned {
        version: field.version,
        body: field.into(),
    })
}

/// Writes what a member says in the fields of the brand's own.
#[utoipa::path(
    patch,
    path = "/api/v1/members/{member_id}/fields",
    operation_id = "set_member_fields",
    tag = "members",
    params(
        ("member_id" = MemberId, Path),
        ("If-Match" = String, Header, description = "The ETag of the member"),
    ),
    request_body = FieldValues,
    responses(
        (status = 200, body = MemberProfile, headers(("ETag" = String))),
        (status = "default", body = ProblemBody, content_type = "application/problem+json"),
    )
)]
async fn set_member_fields(
    State(app): State<App>,
    actor: Actor,
    Path(member_id): Path<MemberId>,
    seen: IfMatch,
    Json(body): Json<FieldValues>,
) -> Result<Versioned<MemberProfile>, Problem> {
    let (seal, act) = (app.seal.clone(), actor.act());
    let profile = app
        .db
        .write(actor.brand, move |tx| {
            let member = super::set_values(tx, &act, member_id, seen, &body.fields)?;
            MemberProfile::load(tx, &seal, member)
        })
        .await?;
    Ok(Versioned {
        version: profile.version(),
        body: profile,
    })
}
