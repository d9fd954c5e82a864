//! Closing and reopening accounts over HTTP.

use super::{Closure, ClosureId};
use crate::MembershipError;
use crate::profile::http::MemberProfile;
use access::{Actor, Guarded, Permission};
use axum::extract::State;
use kernel::{MemberId, Points, PostingId, Timestamp};
use platform::App;
use platform::http::{Json, Path, Problem, ProblemBody};
use platform::idempotency::{self, Answer, IdempotencyKey};
use serde::{Deserialize, Serialize};
use utoipa_axum::routes;

pub(crate) fn routes() -> Guarded {
    Guarded::new()
        .route(Permission::MembersFreeze, routes!(close_account))
        .route(Permission::MembersFreeze, routes!(reopen_account))
}

/// Why an account is closed or reopened.
#[derive(Debug, Clone, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
struct ClosureReason {
    /// 1 to 200 characters.
    #[schema(min_length = 1, max_length = 200)]
    reason: String,
}

/// An account that was closed.
#[derive(Debug, Serialize, utoipa::ToSchema)]
struct AccountClosed {
    /// Which closing.
    id: ClosureId,
    /// Whose account.
    member_id: MemberId,
    /// When.
    closed_at: Timestamp,
    /// Points that lapsed.
    lapsed_points: Points,
    /// The posting that took them; null when there were none.
    #[schema(required)]
    lapse_posting_id: Option<PostingId>,
    /// Until when it may be reopened; then the person is erased.
    reopen_until: Timestamp,
}

impl From<Closure> for AccountClosed {
    fn from(closure: Closure) -> Self {
        AccountClosed {
            id: closure.id,
            member_id: closure.member_id,
            closed_at: closure.closed_at,
            lapsed_points: closure.lapsed_points,
            lapse_posting_id: closure.lapse_posting_id,
            reopen_until: closure.reopen_until,
        }
    }
}

/// Closes the account of a member who has no stored value; points lapse.
#[utoipa::path(
    post,
    path = "/api/v1/members/{member_id}/close",
    operation_id = "close_account",
    tag = "members",
    params(
        ("member_id" = MemberId, Path),
        ("Idempotency-Key" = String, Header, description = "One key, one effect"),
    ),
    request_body = ClosureReason,
    responses(
        (status = 200, body = AccountClosed),
        (status = "default", body = ProblemBody, content_type = "application/problem+json"),
    )
)]
async fn close_account(
    State(app): State<App>,
    actor: Actor,
    Path(member_id): Path<MemberId>,
    key: IdempotencyKey,
    Json(body): Json<ClosureReason>,
) -> Result<Answer, Problem> {
    let (act, reason) = (actor.act(), body.reason.clone());
    idempotency::once(&app, actor.brand, key, &body, "close_account", move |tx| {
        let closure = super::close_account(tx, &act, member_id, &reason)?;
        Ok::<_, MembershipError>(AccountClosed::from(closure))
    })
    .await
}

/// Opens an account again that was closed not too long ago; points that lapsed come back.
#[utoipa::path(
    post,
    path = "/api/v1/members/{member_id}/reopen",
    operation_id = "reopen_account",
    tag = "members",
    params(
        ("member_id" = MemberId, Path),
        ("Idempotency-Key" = String, Header, description = "One key, one effect"),
    ),
    request_body = ClosureReason,
    responses(
        (status = 200, body = MemberProfile),
        (status = "default", body = ProblemBody, content_type = "application/problem+json"),
    )
)]
async fn reopen_account(
    State(app): State<App>,
    actor: Actor,
    Path(member_id): Path<MemberId>,
    key: IdempotencyKey,
    Json(body): Json<ClosureReason>,
) -> Result<Answer, Problem> {
    let (seal, act, reason) = (app.seal.clone(), actor.act(), body.reason.clone());
    idempotency::once(&app, actor.brand, key, &body, "reopen_account", move |tx| {
        super::reopen_account(tx, &act, member_id, &reason)?;
        MemberProfile::get(tx, &seal, member_id)
    })
    .await
}
