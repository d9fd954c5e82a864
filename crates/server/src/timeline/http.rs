//! The timeline over HTTP.

use super::{TimelineEvent, TimelineKind, Viewer};
use access::{Actor, Guarded, Permission};
use axum::extract::State;
use kernel::{MemberId, Page, PageRequest, StaffId, StoreId, Timestamp};
use platform::App;
use platform::http::{Json, Path, Problem, ProblemBody, Query};
use serde::{Deserialize, Serialize};
use utoipa_axum::routes;

pub(crate) fn routes() -> Guarded {
    Guarded::new().route(Permission::MembersRead, routes!(get_member_timeline))
}

/// One event of a timeline.
#[derive(Debug, Serialize, utoipa::ToSchema)]
struct MemberEvent {
    /// When it happened.
    at: Timestamp,
    /// What sort of event.
    kind: TimelineKind,
    /// The id of what it tells of: an order, a request, …
    id: String,
    /// In which store.
    #[schema(required)]
    store_id: Option<StoreId>,
    /// By whom; null for the house itself.
    #[schema(required)]
    staff_id: Option<StaffId>,
    /// More about it, by kind.
    #[schema(value_type = Object)]
    details: serde_json::Value,
}

impl From<TimelineEvent> for MemberEvent {
    fn from(event: TimelineEvent) -> Self {
        MemberEvent {
            at: event.at,
            kind: event.kind,
            id: event.id,
            store_id: event.store_id,
            staff_id: event.staff_id,
            details: event.details,
        }
    }
}

#[derive(Debug, Deserialize, utoipa::IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
struct TimelineWanted {
    /// Only events of this kind.
    #[param(inline)]
    kind: Option<TimelineKind>,
    /// The `next` of the page before.
    cursor: Option<String>,
    /// Rows on a page, 1 to 200; 50 if absent.
    #[param(minimum = 1, maximum = 200)]
    limit: Option<u32>,
}

/// Everything that happened with a member, the latest first, whatever id it came to be under. Sales
/// are those of the stores in reach.
#[utoipa::path(
    get,
    path = "/api/v1/members/{member_id}/timeline",
    operation_id = "get_member_timeline",
    tag = "members",
    params(("member_id" = MemberId, Path), TimelineWanted),
    responses(
        (status = 200, body = Page<MemberEvent>),
        (status = "default", body = ProblemBody, content_type = "application/problem+json"),
    )
)]
async fn get_member_timeline(
    State(app): State<App>,
    actor: Actor,
    Path(member_id): Path<MemberId>,
    Query(wanted): Query<TimelineWanted>,
) -> Result<Json<Page<MemberEvent>>, Problem> {
    let kinds: Vec<TimelineKind> = wanted.kind.into_iter().collect();
    let (cursor, limit) = PageRequest {
        cursor: wanted.cursor,
        limit: wanted.limit,
    }
    .read()?;
    let seal = app.seal.clone();
    let viewer = Viewer {
        role: actor.role,
        stores: actor.stores().clone(),
    };
    let page = app
        .db
        .read(actor.brand, move |tx| {
            super::read(tx, &seal, &viewer, (member_id, &kinds), cursor, limit)
        })
        .await?;
    Ok(Json(page.map(MemberEvent::from)))
}
