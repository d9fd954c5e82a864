//! Binding an anonymous sale over HTTP.

use super::{Binding, BoundOrder, bind_order};
use crate::settle::ReceiptBalances;
use crate::{CheckoutError, order};
use access::{Actor, Guarded, Permission};
use axum::extract::State;
use kernel::{MemberId, OrderId, Points};
use platform::App;
use platform::db::Tx;
use platform::http::{Json, Path, Problem, ProblemBody};
use platform::idempotency::{self, Answer, IdempotencyKey};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use utoipa_axum::routes;

pub(crate) fn routes() -> Guarded {
    Guarded::new().route(Permission::OrdersSettle, routes!(bind_order_to_member))
}

/// Whose the sale becomes.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct OrderToBind {
    /// Who.
    member_id: MemberId,
}

/// What a binding gave.
#[derive(Debug, Serialize, ToSchema)]
struct BindingReceipt {
    /// Which sale.
    order_id: OrderId,
    /// Whose it is now.
    member_id: MemberId,
    /// Points that it earned.
    points_earned: Points,
    /// What the member has now.
    balances: ReceiptBalances,
}

/// Binds an anonymous sale to a member, who earns its points.
#[utoipa::path(
    post,
    path = "/api/v1/orders/{order_id}/member",
    tag = "orders",
    params(
        ("order_id" = OrderId, Path),
        ("Idempotency-Key" = String, Header, description = "One key, one effect"),
    ),
    request_body = OrderToBind,
    responses(
        (status = 200, body = BindingReceipt),
        (status = "default", body = ProblemBody),
    )
)]
async fn bind_order_to_member(
    State(app): State<App>,
    actor: Actor,
    Path(order_id): Path<OrderId>,
    key: IdempotencyKey,
    Json(body): Json<OrderToBind>,
) -> Result<Answer, Problem> {
    let (act, member_id) = (actor.act(), body.member_id);
    let binding = Binding {
        act,
        order_id,
        member_id,
        key: Some(key.as_str().to_owned()),
    };
    let reach = actor.stores().clone();
    let act = move |tx: &mut Tx<'_>| -> Result<BindingReceipt, CheckoutError> {
        order::require_in_reach(tx, order_id, &reach)?;
        let BoundOrder {
            member_id,
            points_earned,
            balances,
            ..
        } = bind_order(tx, &binding)?;
        let balances = balances.into();
        Ok(BindingReceipt {
            order_id,
            member_id,
            points_earned,
            balances,
        })
    };
    idempotency::once(&app, actor.brand, key, &body, "bind_order_to_member", act).await
}
