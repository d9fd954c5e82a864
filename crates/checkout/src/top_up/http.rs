//! Topping up over HTTP.

use super::{TopUp, TopUpReceipt};
use crate::{CardKind, Lanes, TopUpTender};
use access::{Actor, Guarded, Permission};
use axum::Extension;
use kernel::{MemberId, Money, StoreId};
use platform::http::{Json, Path, Problem, ProblemBody};
use platform::idempotency::{Answer, IdempotencyKey, Keyed};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use utoipa_axum::routes;

pub(crate) fn routes() -> Guarded {
    Guarded::new().route(Permission::TopUpsWrite, routes!(top_up_member))
}

/// Money that a member pays in.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct MoneyToTopUp {
    /// Where it is paid.
    store_id: StoreId,
    /// How much is paid.
    #[schema(minimum = 1, maximum = 100_000_000)]
    amount: Money,
    /// How.
    tender: TopUpTender,
    /// What the cashier wrote on it, such as the number of a card slip.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schema(min_length = 1, max_length = 100)]
    reference: Option<String>,
    /// Which cap counts; `named` if absent, for a member is known by name.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    card_kind: Option<CardKind>,
    /// The bonus that the customer was told; if it is another one now, nothing is paid in.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schema(minimum = 0, maximum = 100_000_000)]
    expected_bonus: Option<Money>,
}

/// Pays in to a member's stored value; the ladder gives on top.
#[utoipa::path(
    post,
    path = "/api/v1/members/{member_id}/top-ups",
    tag = "members",
    params(
        ("member_id" = MemberId, Path),
        ("Idempotency-Key" = String, Header, description = "One key, one effect"),
    ),
    request_body = MoneyToTopUp,
    responses(
        (status = 200, body = TopUpReceipt),
        (status = "default", body = ProblemBody),
    )
)]
async fn top_up_member(
    Extension(lanes): Extension<Lanes>,
    actor: Actor,
    Path(member_id): Path<MemberId>,
    key: IdempotencyKey,
    Json(body): Json<MoneyToTopUp>,
) -> Result<Answer, Problem> {
    actor.require_store(body.store_id)?;
    let key = key.for_act("top_up_member", &body);
    let item = TopUp {
        act: actor.act(),
        member_id,
        store_id: body.store_id,
        amount: body.amount,
        tender: body.tender,
        reference: body.reference,
        card_kind: body.card_kind.unwrap_or(CardKind::Named),
        expected_bonus: body.expected_bonus,
        key: Some(key.key().to_owned()),
    };
    item.check()?;
    let keyed = Keyed {
        key,
        item,
        at: actor.now,
    };
    Ok(lanes.top_up.submit(actor.brand, keyed).await?)
}
