//! Returning goods over HTTP.

use super::broken::BrokenOffer;
use super::quote::{self, ReturnQuote};
use super::receipt::{lines_of, tenders_of};
use super::without_receipt::{Outcome, return_or_ask};
use super::{BroughtBack, GoodsReturn, ReturnReceipt, ReturnReceiptLine, ReturnReceiptTender};
use crate::CheckoutError;
use access::{Actor, ApprovalView, Guarded, Permission};
use axum::extract::State;
use kernel::{Invalid, LineId, Money, OrderId, Points, SkuId, StoreId};
use platform::App;
use platform::db::Tx;
use platform::http::{Json, Path, Problem, ProblemBody};
use platform::idempotency::{self, Answer, IdempotencyKey};
use pricing::OfferId;
use serde::{Deserialize, Serialize};
use std::collections::HashMap;
use utoipa::ToSchema;
use utoipa_axum::routes;

pub(crate) fn routes() -> Guarded {
    Guarded::new()
        .route(Permission::OrdersReturn, routes!(return_goods))
        .route(Permission::OrdersReturn, routes!(quote_return))
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

/// Goods that somebody would bring back.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct ReturnToQuote {
    /// Where they would be brought; any store of the brand that the person works in.
    store_id: StoreId,
    /// What would be brought, each line of the order once.
    #[schema(min_items = 1, max_items = 500)]
    lines: Vec<LineToReturn>,
}

/// What a return would come to.
#[derive(Debug, Serialize, ToSchema)]
struct QuotedReturn {
    /// What would be given back, over all tenders.
    total: Money,
    /// By line.
    lines: Vec<ReturnReceiptLine>,
    /// By tender; those that get nothing are left out.
    tenders: Vec<ReturnReceiptTender>,
    /// Points that the order earned and would be taken back.
    points_taken_back: Points,
    /// Offers that what stays would not have been given, or not as much of: 按比例, the buyer keeps
    /// the share that lies on what stays.
    broken: Vec<BrokenOfferView>,
}

/// An offer whose threshold what stays no longer reaches.
#[derive(Debug, Serialize, ToSchema)]
struct BrokenOfferView {
    /// The promotion or the coupon template.
    offer_id: OfferId,
    /// What it was called.
    name: String,
    /// The share that the buyer keeps on what stays.
    kept: Money,
    /// What it would take off what stays.
    would_be: Money,
    /// What it gave for nothing and is to be asked for.
    gifts: Vec<GiftToAskFor>,
}

/// Something that was given for nothing.
#[derive(Debug, Serialize, ToSchema)]
struct GiftToAskFor {
    sku_id: SkuId,
    name: String,
    quantity: i64,
}

/// Works out what would be given back for goods of an order; nothing is written. Goods
/// of any order of the brand may come back in any of its stores.
#[utoipa::path(
    post,
    path = "/api/v1/orders/{order_id}/return-quotes",
    tag = "orders",
    params(("order_id" = OrderId, Path)),
    request_body = ReturnToQuote,
    responses(
        (status = 200, body = QuotedReturn),
        (status = "default", body = ProblemBody),
    )
)]
async fn quote_return(
    State(app): State<App>,
    actor: Actor,
    Path(order_id): Path<OrderId>,
    Json(body): Json<ReturnToQuote>,
) -> Result<Json<QuotedReturn>, Problem> {
    actor.require_store(body.store_id)?;
    let brought: Vec<BroughtBack> = body.lines.iter().map(brought).collect();
    let read = move |tx: &mut Tx<'_>| -> Result<QuotedReturn, CheckoutError> {
        let quoted = quote::quote_return(tx, order_id, body.store_id, &brought)?;
        shown(tx, quoted)
    };
    Ok(Json(app.db.read(actor.brand, read).await?))
}

fn shown(tx: &mut Tx<'_>, quoted: ReturnQuote) -> Result<QuotedReturn, CheckoutError> {
    let ReturnQuote { given, broken } = quoted;
    let gifts = broken.iter().flat_map(|one| &one.gifts);
    let gifts: Vec<SkuId> = gifts.map(|(sku_id, _)| *sku_id).collect();
    let names = match gifts.is_empty() {
        true => HashMap::new(),
        false => tx.fetch(retail::chain_facts(tx, &gifts))?,
    };
    let gift = |(sku_id, quantity): (SkuId, i64)| GiftToAskFor {
        sku_id,
        name: names
            .get(&sku_id)
            .map_or_else(String::new, retail::SkuFacts::full_name),
        quantity,
    };
    let lost = |one: BrokenOffer| BrokenOfferView {
        offer_id: one.offer_id,
        name: one.name,
        kept: one.kept,
        would_be: one.would_be,
        gifts: one.gifts.into_iter().map(gift).collect(),
    };
    Ok(QuotedReturn {
        total: given.total,
        lines: lines_of(&given),
        tenders: tenders_of(&given),
        points_taken_back: given.points_taken_back,
        broken: broken.into_iter().map(lost).collect(),
    })
}

fn brought(line: &LineToReturn) -> BroughtBack {
    BroughtBack {
        line_id: line.line_id,
        quantity: line.quantity,
    }
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
