//! Returning goods over HTTP.

use super::without_receipt::{Outcome, return_or_ask};
use super::{BroughtBack, GoodsReturn, ReturnReceipt};
use crate::CheckoutError;
use access::{Actor, ApprovalView, Guarded, Permission};
use axum::extract::State;
use kernel::{Invalid, LineId, OrderId, StoreId};
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
    /// The code on the receipt that the customer shows; absent if there is none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schema(min_length = 1, max_length = 64)]
    receipt: Option<String>,
}

/// What became of a return.
#[derive(Debug, Serialize, ToSchema)]
struct GoodsReturned {
    /// What the customer takes home; null while it waits for a second person.
    #[schema(required)]
    receipt: Option<ReturnReceipt>,
    /// The request that waits, if there is no receipt and it is more than one person may give back
    /// alone.
    #[schema(required)]
    approval: Option<ApprovalView>,
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

/// Takes goods of an order back and gives each tender its part. Without a receipt one person gives
/// back only so much a day; what is more waits for a second person.
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
        (status = 200, body = GoodsReturned),
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
    let receipt = body.receipt.clone();
    if let Some(receipt) = &receipt {
        let mut wrong = Invalid::new();
        wrong.text("/receipt", receipt, 64);
        wrong.check()?;
    }
    let (brand, now) = (actor.brand, actor.now);
    let act = move |tx: &mut Tx<'_>| -> Result<GoodsReturned, CheckoutError> {
        let outcome = return_or_ask(tx, &actor, &goods, receipt.as_deref())?;
        let (receipt, approval) = match outcome {
            Outcome::Done(receipt) => (Some(*receipt), None),
            Outcome::Waits(approval) => (None, Some(ApprovalView::of(*approval, now))),
        };
        Ok(GoodsReturned { receipt, approval })
    };
    idempotency::once(&app, brand, key, &body, "return_goods", act).await
}
