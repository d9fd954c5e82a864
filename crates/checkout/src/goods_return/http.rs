//! Returning goods over HTTP.

use super::{BroughtBack, GoodsReturn, ReturnReceipt};
use crate::CheckoutError;
use access::{Actor, Guarded, Permission};
use axum::extract::State;
use kernel::{LineId, OrderId, StoreId};
use platform::App;
use platform::db::Tx;
use platform::http::{Json, Path, Problem, ProblemBody};
use platform::idempotency::{self, Answer, IdempotencyKey};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use utoipa_axum::routes;

pub(crate) fn routes() -> Guarded {
    Guarded::new().route(Permission::OrdersReturn, routes!(return_goods))
}

/// Goods that somebody brings back.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct GoodsToReturn {
    /// Where they are brought; any store of the brand that the person works in.
    store_id: StoreId,
    /// What is brought, each line of the order once.
    #[schema(min_items = 1, max_items = 500)]
    lines: Vec<LineToReturn>,
    /// Why.
    #[schema(min_length = 1, max_length = 200)]
    reason: String,
}

/// A line of the order that comes back, wholly or in part.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct LineToReturn {
    /// Which line.
    line_id: LineId,
    /// How many of it.
    #[schema(minimum = 1, maximum = 1_000_000)]
    quantity: i64,
}

/// Takes goods of an order back and gives each tender its part.
#[utoipa::path(
    post,
    path = "/api/v1/orders/{order_id}/returns",
    tag = "orders",
    params(
        ("order_id" = OrderId, Path),
        ("Idempotency-Key" = String, Header, description = "One key, one effect"),
    ),
    request_body = GoodsToReturn,
    responses(
        (status = 200, body = ReturnReceipt),
        (status = "default", body = ProblemBody),
    )
)]
async fn return_goods(
    State(app): State<App>,
    actor: Actor,
    Path(order_id): Path<OrderId>,
    key: IdempotencyKey,
    Json(body): Json<GoodsToReturn>,
) -> Result<Answer, Problem> {
    actor.require_store(body.store_id)?;
    let brought = |line: &LineToReturn| BroughtBack {
        line_id: line.line_id,
        quantity: line.quantity,
    };
    let goods = GoodsReturn {
        act: actor.act(),
        order_id,
        store_id: body.store_id,
        lines: body.lines.iter().map(brought).collect(),
        reason: body.reason.clone(),
        key: Some(key.as_str().to_owned()),
    };
    goods.check()?;
    let act = move |tx: &mut Tx<'_>| -> Result<ReturnReceipt, CheckoutError> {
        super::return_goods(tx, &goods)
    };
    idempotency::once(&app, actor.brand, key, &body, "return_goods", act).await
}
