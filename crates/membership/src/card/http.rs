//! A member's cards over HTTP.

use crate::identity::IdentityId;
use crate::profile::http::MemberProfile;
use access::{Actor, Guarded, Permission};
use axum::extract::State;
use axum::http::StatusCode;
use kernel::MemberId;
use platform::App;
use platform::http::{Json, Path, Problem, ProblemBody};
use platform::idempotency::{self, Answer, IdempotencyKey};
use serde::{Deserialize, Serialize};
use utoipa_axum::routes;

pub(crate) fn routes() -> Guarded {
    Guarded::new()
        .route(Permission::MembersWrite, routes!(add_card))
        .route(Permission::MembersWrite, routes!(remove_card))
}

/// A card for a member.
#[derive(Debug, Clone, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
struct NewCard {
    /// 4 to 32 letters, digits and hyphens.
    #[schema(min_length = 4, max_length = 32, example = "VIP-0001")]
    card_no: String,
}

/// Gives a member one more card.
#[utoipa::path(
    post,
    path = "/api/v1/members/{member_id}/cards",
    operation_id = "add_card",
    tag = "members",
    params(
        ("member_id" = MemberId, Path),
        ("Idempotency-Key" = String, Header, description = "One key, one effect"),
    ),
    request_body = NewCard,
    responses(
        (status = 200, body = MemberProfile),
        (status = "default", body = ProblemBody, content_type = "application/problem+json"),
    )
)]
async fn add_card(
    State(app): State<App>,
    actor: Actor,
    Path(member_id): Path<MemberId>,
    key: IdempotencyKey,
    Json(body): Json<NewCard>,
) -> Result<Answer, Problem> {
    let (seal, act, card_no) = (app.seal.clone(), actor.act(), body.card_no.clone());
    idempotency::once(&app, actor.brand, key, &body, "add_card", move |tx| {
        super::add(tx, &act, member_id, &card_no)?;
        MemberProfile::get(tx, &seal, member_id)
    })
    .await
}

/// Takes a card away.
#[utoipa::path(
    delete,
    path = "/api/v1/members/{member_id}/cards/{card_id}",
    operation_id = "remove_card",
    tag = "members",
    params(("member_id" = MemberId, Path), ("card_id" = IdentityId, Path)),
    responses(
        (status = 204),
        (status = "default", body = ProblemBody, content_type = "application/problem+json"),
    )
)]
async fn remove_card(
    State(app): State<App>,
    actor: Actor,
    Path((member_id, card_id)): Path<(MemberId, IdentityId)>,
) -> Result<StatusCode, Problem> {
    let act = actor.act();
    app.db
        .write(actor.brand, move |tx| {
            super::remove(tx, &act, member_id, card_id)
        })
        .await?;
    Ok(StatusCode::NO_CONTENT)
}
