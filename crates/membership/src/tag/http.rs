//! A member's NFC tags over HTTP.

use crate::MembershipError;
use crate::identity::{Identity, IdentityId, rules::mask_card};
use crate::profile;
use access::{Actor, Guarded, Permission};
use axum::extract::State;
use axum::http::StatusCode;
use kernel::{MemberId, Timestamp};
use platform::App;
use platform::db::Tx;
use platform::http::{Json, Path, Problem, ProblemBody};
use platform::idempotency::{self, Answer, IdempotencyKey};
use serde::{Deserialize, Serialize};
use utoipa_axum::routes;

pub(crate) fn routes() -> Guarded {
    Guarded::new()
        .route(Permission::MembersRead, routes!(list_tags))
        .route(Permission::MembersWrite, routes!(add_tag))
        .route(Permission::MembersWrite, routes!(remove_tag))
}

/// A tag for a member.
#[derive(Debug, Clone, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
struct NewTag {
    /// The number of the chip: 4, 7 or 10 bytes in hex, with or without colons.
    #[schema(min_length = 8, max_length = 32, example = "04:A1:B2:C3:D4:E5:F6")]
    uid: String,
}

/// The tags of a member.
#[derive(Debug, Serialize, utoipa::ToSchema)]
struct MemberTags {
    /// The oldest first.
    items: Vec<MemberTag>,
}

/// A tag of a member.
#[derive(Debug, Serialize, utoipa::ToSchema)]
struct MemberTag {
    /// By which it is taken away.
    id: IdentityId,
    /// Masked.
    #[schema(example = "****E5F6")]
    uid: String,
    /// Since when.
    added_at: Timestamp,
}

impl MemberTags {
    fn load(tx: &mut Tx<'_>, id: MemberId) -> Result<MemberTags, MembershipError> {
        profile::get(tx, id)?;
        let view = |tag: Identity| MemberTag {
            id: tag.id,
            uid: mask_card(&tag.value),
            added_at: tag.added_at,
        };
        let items = super::list(tx, id)?.into_iter().map(view).collect();
        Ok(MemberTags { items })
    }
}

/// Shows a member's NFC tags.
#[utoipa::path(get, path = "/api/v1/members/{member_id}/nfc-tags", operation_id = "list_tags",
    tag = "members", params(("member_id" = MemberId, Path)), responses(
    (status = 200, body = MemberTags), (status = "4XX", body = ProblemBody),
))]
async fn list_tags(
    State(app): State<App>,
    actor: Actor,
    Path(member_id): Path<MemberId>,
) -> Result<Json<MemberTags>, Problem> {
    let load = move |tx: &mut Tx<'_>| MemberTags::load(tx, member_id);
    Ok(Json(app.db.read(actor.brand, load).await?))
}

/// Gives a member one more NFC tag.
#[utoipa::path(post, path = "/api/v1/members/{member_id}/nfc-tags", operation_id = "add_tag",
    tag = "members", params(("member_id" = MemberId, Path)), request_body = NewTag, responses(
    (status = 200, body = MemberTags), (status = "4XX", body = ProblemBody),
))]
async fn add_tag(
    State(app): State<App>,
    actor: Actor,
    Path(member_id): Path<MemberId>,
    key: IdempotencyKey,
    Json(body): Json<NewTag>,
) -> Result<Answer, Problem> {
    let (act, uid) = (actor.act(), body.uid.clone());
    idempotency::once(&app, actor.brand, key, &body, "add_tag", move |tx| {
        super::add(tx, &act, member_id, &uid)?;
        MemberTags::load(tx, member_id)
    })
    .await
}

/// Takes an NFC tag away.
#[utoipa::path(delete, path = "/api/v1/members/{member_id}/nfc-tags/{tag_id}",
    operation_id = "remove_tag", tag = "members",
    params(("member_id" = MemberId, Path), ("tag_id" = IdentityId, Path)), responses(
    (status = 204), (status = "4XX", body = ProblemBody),
))]
async fn remove_tag(
    State(app): State<App>,
    actor: Actor,
    Path((member_id, tag_id)): Path<(MemberId, IdentityId)>,
) -> Result<StatusCode, Problem> {
    let act = actor.act();
    let remove = move |tx: &mut Tx<'_>| super::remove(tx, &act, member_id, tag_id);
    app.db.write(actor.brand, remove).await?;
    Ok(StatusCode::NO_CONTENT)
}
