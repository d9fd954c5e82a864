//! The history of a profile over HTTP, the latest change first. Phone numbers are masked.

use super::{ChangeId, ProfileChange};
use access::{Actor, Guarded, Permission};
use axum::extract::State;
use kernel::{MemberId, Page, PageRequest, StaffId, Timestamp};
use platform::App;
use platform::http::{Json, Path, Problem, ProblemBody, Query};
use serde::Serialize;
use utoipa_axum::routes;

pub(crate) fn routes() -> Guarded {
    Guarded::new().route(Permission::MembersRead, routes!(list_member_changes))
}

/// One value of a member that was changed.
#[derive(Debug, Serialize, utoipa::ToSchema)]
struct MemberChange {
    /// Which change.
    id: ChangeId,
    /// When.
    at: Timestamp,
    /// By whom; null for the house itself.
    #[schema(required)]
    staff_id: Option<StaffId>,
    /// The field, such as `name`, `state` or `fields.skin_type`.
    #[schema(example = "name")]
    field: String,
    /// What it held; a phone number is masked. Null when nothing, or when the person was erased.
    #[schema(required)]
    before: Option<String>,
    /// What it holds since.
    #[schema(required)]
    after: Option<String>,
    /// Why, where somebody said.
    #[schema(required)]
    reason: Option<String>,
}

impl From<ProfileChange> for MemberChange {
    fn from(change: ProfileChange) -> Self {
        MemberChange {
            id: change.id,
            at: change.at,
            staff_id: change.by.staff(),
            field: change.field,
            before: change.before,
            after: change.after,
            reason: change.reason,
        }
    }
}

/// Lists what was changed of a member, the latest first.
#[utoipa::path(
    get,
    path = "/api/v1/members/{member_id}/changes",
    operation_id = "list_member_changes",
    tag = "members",
    params(("member_id" = MemberId, Path), PageRequest),
    responses(
        (status = 200, body = Page<MemberChange>),
        (status = "default", body = ProblemBody, content_type = "application/problem+json"),
    )
)]
async fn list_member_changes(
    State(app): State<App>,
    actor: Actor,
    Path(member_id): Path<MemberId>,
    Query(page): Query<PageRequest>,
) -> Result<Json<Page<MemberChange>>, Problem> {
    let (cursor, limit) = page.read()?;
    let seal = app.seal.clone();
    let changes = app
        .db
        .read(actor.brand, move |tx| {
            super::list_changes(tx, &seal, member_id, cursor, limit)
        })
        .await?;
    Ok(Json(changes.map(MemberChange::from)))
}
