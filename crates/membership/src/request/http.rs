//! Requests about personal data over HTTP: taken and listed. They are answered where everything
//! that is held of a person is known, by the server.

use super::{
    NewRequest, PrivacyRequest, RequestFilter, RequestId, RequestKind, RequestOrigin, RequestState,
};
use crate::MembershipError;
use crate::consent::today;
use access::{Actor, Guarded, Permission};
use axum::extract::State;
use kernel::{BusinessDate, MemberId, Page, PageRequest, StaffId, StoreId, Timestamp};
use platform::App;
use platform::http::{Json, Path, Problem, ProblemBody, Query};
use platform::idempotency::{self, Answer, IdempotencyKey};
use serde::{Deserialize, Serialize};
use utoipa_axum::routes;

pub(crate) fn routes() -> Guarded {
    Guarded::new()
        .route(Permission::MembersWrite, routes!(file_privacy_request))
        .route(Permission::MembersRead, routes!(list_privacy_requests))
        .route(Permission::MembersRead, routes!(get_privacy_request))
}

/// A request about personal data.
#[derive(Debug, Serialize, utoipa::ToSchema)]
pub struct PrivacyRequestShown {
    /// Which.
    id: RequestId,
    /// Whose data.
    member_id: MemberId,
    /// What is asked for.
    kind: RequestKind,
    /// What became of it.
    state: RequestState,
    /// How it came in.
    origin: RequestOrigin,
    /// In which store.
    #[schema(required)]
    store_id: Option<StoreId>,
    /// When.
    received_at: Timestamp,
    /// Who took it; null for the house itself.
    #[schema(required)]
    received_by: Option<StaffId>,
    /// The last day for the answer.
    due_on: BusinessDate,
    /// What the person said.
    #[schema(required)]
    wish: Option<String>,
    /// When it was answered.
    #[schema(required)]
    handled_at: Option<Timestamp>,
    /// By whom; null for the house itself.
    #[schema(required)]
    handled_by: Option<StaffId>,
    /// What the person was told.
    #[schema(required)]
    answer: Option<String>,
    /// When the database's files were rewritten after an erasure.
    #[schema(required)]
    swept_at: Option<Timestamp>,
    /// When an erasure was approved; it is carried out from then on.
    #[schema(required)]
    approved_at: Option<Timestamp>,
    /// By whom; null for the house itself.
    #[schema(required)]
    approved_by: Option<StaffId>,
}

impl From<PrivacyRequest> for PrivacyRequestShown {
    fn from(request: PrivacyRequest) -> Self {
        PrivacyRequestShown {
            id: request.id,
            member_id: request.member_id,
            kind: request.kind,
            state: request.state,
            origin: request.origin,
            store_id: request.store_id,
            received_at: request.received_at,
            received_by: request.received_by.staff(),
            due_on: request.due_on,
            wish: request.wish,
            handled_at: request.handled_at,
            handled_by: request.handled_by.staff(),
            answer: request.answer,
            swept_at: request.swept_at,
            approved_at: request.approved_at,
            approved_by: request.approved_by.staff(),
        }
    }
}

/// A request as it comes in.
#[derive(Debug, Clone, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
struct FilePrivacyRequest {
    /// What is asked for.
    kind: RequestKind,
    /// How it came in.
    origin: RequestOrigin,
    /// In which store.
    store_id: Option<StoreId>,
    /// What the person said, 1 to 500 characters; needed for a correction.
    #[schema(min_length = 1, max_length = 500)]
    wish: Option<String>,
}

#[derive(Debug, Deserialize, utoipa::IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
struct ListPrivacyRequests {
    /// Only requests in this state.
    #[param(inline)]
    state: Option<RequestState>,
    /// Only requests of this kind.
    #[param(inline)]
    kind: Option<RequestKind>,
    /// Only requests about this member.
    member_id: Option<MemberId>,
    /// Only requests that wait although they should have been answered by now.
    #[serde(default)]
    is_overdue: bool,
    /// The `next` of the page before.
    cursor: Option<String>,
    /// Rows on a page, 1 to 200; 50 if absent.
    #[param(minimum = 1, maximum = 200)]
    limit: Option<u32>,
}

/// Takes a request of a member about personal data.
#[utoipa::path(
    post,
    path = "/api/v1/members/{member_id}/requests",
    operation_id = "file_privacy_request",
    tag = "members",
    params(
        ("member_id" = MemberId, Path),
        ("Idempotency-Key" = String, Header, description = "One key, one effect"),
    ),
    request_body = FilePrivacyRequest,
    responses(
        (status = 200, body = PrivacyRequestShown),
        (status = "default", body = ProblemBody, content_type = "application/problem+json"),
    )
)]
async fn file_privacy_request(
    State(app): State<App>,
    actor: Actor,
    Path(member_id): Path<MemberId>,
    key: IdempotencyKey,
    Json(body): Json<FilePrivacyRequest>,
) -> Result<Answer, Problem> {
    if let Some(store_id) = body.store_id {
        actor.require_store(store_id)?;
    }
    let act = actor.act();
    let new = NewRequest {
        member_id,
        kind: body.kind,
        origin: body.origin,
        store_id: body.store_id,
        wish: body.wish.clone(),
    };
    let operation = "file_privacy_request";
    idempotency::once(&app, actor.brand, key, &body, operation, move |tx| {
        let request = super::file_request(tx, &act, &new)?;
        Ok::<_, MembershipError>(PrivacyRequestShown::from(request))
    })
    .await
}

/// Lists requests about personal data, the longest waiting first.
#[utoipa::path(
    get,
    path = "/api/v1/privacy-requests",
    operation_id = "list_privacy_requests",
    tag = "members",
    params(ListPrivacyRequests),
    responses(
        (status = 200, body = Page<PrivacyRequestShown>),
        (status = "default", body = ProblemBody, content_type = "application/problem+json"),
    )
)]
async fn list_privacy_requests(
    State(app): State<App>,
    actor: Actor,
    Query(request): Query<ListPrivacyRequests>,
) -> Result<Json<Page<PrivacyRequestShown>>, Problem> {
    let filter = RequestFilter {
        state: request.state,
        kind: request.kind,
        member_id: request.member_id,
        due_before: None,
    };
    let (now, is_overdue) = (actor.now, request.is_overdue);
    let (cursor, limit) = PageRequest {
        cursor: request.cursor,
        limit: request.limit,
    }
    .read()?;
    let page = app
        .db
        .read(actor.brand, move |tx| {
            let mut filter = filter.clone();
            if is_overdue {
                filter.due_before = Some(today(tx, now)?);
            }
            super::list_requests(tx, &filter, cursor, limit)
        })
        .await?;
    Ok(Json(page.map(PrivacyRequestShown::from)))
}

/// Shows a request about personal data.
#[utoipa::path(
    get,
    path = "/api/v1/privacy-requests/{request_id}",
    operation_id = "get_privacy_request",
    tag = "members",
    params(("request_id" = RequestId, Path)),
    responses(
        (status = 200, body = PrivacyRequestShown),
        (status = "default", body = ProblemBody, content_type = "application/problem+json"),
    )
)]
async fn get_privacy_request(
    State(app): State<App>,
    actor: Actor,
    Path(request_id): Path<RequestId>,
) -> Result<Json<PrivacyRequestShown>, Problem> {
    let request = app
        .db
        .read(actor.brand, move |tx| super::get_request(tx, request_id))
        .await?;
    Ok(Json(request.into()))
}
