//! The work list of approvals over HTTP.

use super::{Approval, ApprovalError, ApprovalId, ApprovalState, Executors, is_in_sight, store};
use crate::guard::Wiring;
use crate::policy::Action;
use crate::{AccessError, Actor, Guarded, Permission};
use axum::Extension;
use axum::extract::State;
use kernel::{Cursor, Invalid, Page, PageRequest, StaffId, StoreId, Timestamp};
use platform::App;
use platform::http::{Json, Path, Problem, ProblemBody, Query};
use platform::idempotency::{self, Answer, IdempotencyKey};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use utoipa_axum::routes;

const NOTE_MAX: usize = 200;

pub(crate) fn routes() -> Guarded {
    Guarded::new()
        .route(Permission::ApprovalsDecide, routes!(list_approvals))
        .route(Permission::OwnAccount, routes!(list_own_approvals))
        .route(Permission::ApprovalsDecide, routes!(approve_request))
        .route(Permission::ApprovalsDecide, routes!(refuse_request))
        .route(Permission::OwnAccount, routes!(withdraw_request))
}

/// An act that waits, or waited, for a second person.
#[derive(Debug, Serialize, utoipa::ToSchema)]
pub struct ApprovalView {
    /// Which.
    id: ApprovalId,
    /// What is asked for.
    action: Action,
    /// How large it is: points, 分 or members.
    size: i64,
    /// To whom or what.
    subject: String,
    /// In which store; null if it is about the brand.
    #[schema(required)]
    store_id: Option<StoreId>,
    /// Why.
    reason: String,
    /// As it was asked for.
    #[schema(value_type = Object)]
    payload: Value,
    /// Who asks.
    requested_by: StaffId,
    /// Since when.
    requested_at: Timestamp,
    /// Until when it may be decided.
    ends_at: Timestamp,
    /// What became of it.
    state: ApprovalState,
    /// Who decided.
    #[schema(required)]
    decided_by: Option<StaffId>,
    /// When.
    #[schema(required)]
    decided_at: Option<Timestamp>,
    /// What who decided says about it.
    #[schema(required)]
    note: Option<String>,
    /// What became of the act; null unless it was done.
    #[schema(value_type = Option<Object>, required)]
    result: Option<Value>,
}

impl ApprovalView {
    /// As it is at a moment.
    pub fn of(approval: Approval, now: Timestamp) -> Self {
        let state = approval.state_at(now);
        ApprovalView {
            id: approval.id,
            action: approval.action,
            size: approval.size,
            subject: approval.subject,
            store_id: approval.store_id,
            reason: approval.reason,
            payload: serde_json::from_str(&approval.payload).unwrap_or_default(),
            requested_by: approval.requested_by,
            requested_at: approval.requested_at,
            ends_at: approval.ends_at,
            state,
            decided_by: approval.decided_by,
            decided_at: approval.decided_at,
            note: approval.note,
            result: approval
                .result
                .and_then(|text| serde_json::from_str(&text).ok()),
        }
    }
}

/// Which requests are wanted.
#[derive(Debug, Deserialize, utoipa::IntoParams)]
#[into_params(parameter_in = Query)]
struct ApprovalFilter {
    /// Only those that wait.
    #[serde(default)]
    pending: bool,
}

/// What who decides says about it.
#[derive(Debug, Clone, Default, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
struct DecideBody {
    /// For who asked.
    #[serde(default)]
    #[schema(max_length = 200)]
    note: Option<String>,
}

impl DecideBody {
    fn check(&self) -> Result<(), Invalid> {
        let mut wrong = Invalid::new();
        if let Some(note) = &self.note {
            wrong.text("/note", note, NOTE_MAX);
        }
        wrong.check()
    }
}

fn page_of(found: Vec<Approval>, limit: u32, now: Timestamp) -> Page<ApprovalView> {
    let page = Page::of(found, limit, |one| Cursor {
        key: 0,
        id: one.id.0,
    });
    page.map(|one| ApprovalView::of(one, now))
}

/// Requests on which one may decide, the newest first.
#[utoipa::path(get, path = "/api/v1/approvals", tag = "approvals",
    params(ApprovalFilter, PageRequest), responses(
    (status = 200, body = Page<ApprovalView>), (status = "4XX", body = ProblemBody),
))]
async fn list_approvals(
    State(app): State<App>,
    actor: Actor,
    Query(filter): Query<ApprovalFilter>,
    Query(page): Query<PageRequest>,
) -> Result<Json<Page<ApprovalView>>, Problem> {
    let (cursor, limit) = page.read()?;
    let now = actor.now;
    let wanted = match filter.pending {
        true => (Some(ApprovalState::Pending), now),
        false => (None, Timestamp(0)),
    };
    let list = app.db.read(actor.brand, move |tx| {
        // What is out of sight is passed over, so that a page is full as long as there is more.
        let mut seen = Vec::new();
        let mut before = cursor.map_or(i64::MAX, |cursor| cursor.id);
        loop {
            let some = store::page(tx, wanted, before, limit + 1)?;
            let Some(last) = some.last() else { break };
            before = last.id.0;
            seen.extend(some.into_iter().filter(|one| is_in_sight(one, &actor)));
            if seen.len() > limit as usize {
                seen.truncate(limit as usize + 1);
                break;
            }
        }
        Ok::<_, AccessError>(seen)
    });
    Ok(Json(page_of(list.await?, limit, now)))
}

/// The own requests, the newest first.
#[utoipa::path(get, path = "/api/v1/approvals/own", tag = "approvals",
    params(PageRequest), responses(
    (status = 200, body = Page<ApprovalView>), (status = "4XX", body = ProblemBody),
))]
async fn list_own_approvals(
    State(app): State<App>,
    actor: Actor,
    Query(page): Query<PageRequest>,
) -> Result<Json<Page<ApprovalView>>, Problem> {
    let (cursor, limit) = page.read()?;
    let (before, me) = (cursor.map_or(i64::MAX, |cursor| cursor.id), actor.staff);
    let list = app.db.read(actor.brand, move |tx| {
        store::page_of(tx, me, before, limit + 1)
    });
    Ok(Json(page_of(list.await?, limit, actor.now)))
}

/// Approves a request of somebody else; the act is done with it. If it cannot be done, the request
/// goes on waiting.
#[utoipa::path(post, path = "/api/v1/approvals/{approval_id}/approve", tag = "approvals",
    params(("approval_id" = ApprovalId, Path), ("Idempotency-Key" = String, Header)),
    request_body = DecideBody, responses(
    (status = 200, body = ApprovalView), (status = "4XX", body = ProblemBody),
))]
async fn approve_request(
    State(app): State<App>,
    Extension(executors): Extension<Executors>,
    Extension(wiring): Extension<Wiring>,
    actor: Actor,
    key: IdempotencyKey,
    Path(approval_id): Path<ApprovalId>,
    Json(body): Json<DecideBody>,
) -> Result<Answer, Problem> {
    body.check()?;
    let (brand, note) = (actor.brand, body.note.clone());
    idempotency::once(&app, brand, key, &body, "approve_request", move |tx| {
        let means = (executors, wiring.resolver);
        let done = super::approve(tx, &actor, means, approval_id, note.as_deref())?;
        Ok::<_, ApprovalError>(ApprovalView::of(done, actor.now))
    })
    .await
}

/// Refuses a request of somebody else.
#[utoipa::path(post, path = "/api/v1/approvals/{approval_id}/refuse", tag = "approvals",
    params(("approval_id" = ApprovalId, Path), ("Idempotency-Key" = String, Header)),
    request_body = DecideBody, responses(
    (status = 200, body = ApprovalView), (status = "4XX", body = ProblemBody),
))]
async fn refuse_request(
    State(app): State<App>,
    actor: Actor,
    key: IdempotencyKey,
    Path(approval_id): Path<ApprovalId>,
    Json(body): Json<DecideBody>,
) -> Result<Answer, Problem> {
    body.check()?;
    let (brand, note) = (actor.brand, body.note.clone());
    idempotency::once(&app, brand, key, &body, "refuse_request", move |tx| {
        let done = super::refuse(tx, &actor, approval_id, note.as_deref())?;
        Ok::<_, ApprovalError>(ApprovalView::of(done, actor.now))
    })
    .await
}

/// Takes an own request back.
#[utoipa::path(post, path = "/api/v1/approvals/{approval_id}/withdraw", tag = "approvals",
    params(("approval_id" = ApprovalId, Path), ("Idempotency-Key" = String, Header)), responses(
    (status = 200, body = ApprovalView), (status = "4XX", body = ProblemBody),
))]
async fn withdraw_request(
    State(app): State<App>,
    actor: Actor,
    key: IdempotencyKey,
    Path(approval_id): Path<ApprovalId>,
) -> Result<Answer, Problem> {
    let brand = actor.brand;
    idempotency::once(
        &app,
        brand,
        key,
        &approval_id,
        "withdraw_request",
        move |tx| {
            let done = super::withdraw(tx, &actor, approval_id)?;
            Ok::<_, ApprovalError>(ApprovalView::of(done, actor.now))
        },
    )
    .await
}
