//! Stock over HTTP: what a store has of a SKU, counting and adjusting it, and its journal.

use super::{StockCauseKind, StockCount, StockEntry};
use crate::StoreSku;
use crate::error::RetailError;
use crate::{catalogue, store as place};
use access::{Actor, Guarded, Permission};
use axum::extract::State;
use kernel::{OrderId, Page, PageRequest, ReturnId, SkuId, StaffId, StoreId, Timestamp};
use platform::App;
use platform::db::Tx;
use platform::http::{Json, Path, Problem, Query};
use platform::idempotency::{self, Answer, IdempotencyKey};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use utoipa_axum::routes;

pub(crate) fn routes() -> Guarded {
    Guarded::new()
        .route(Permission::GoodsRead, routes!(get_stock))
        .route(Permission::StockWrite, routes!(change_stock))
        .route(Permission::GoodsRead, routes!(list_stock_entries))
}

kernel::text_enum! {
    /// How stock is put right.
    pub enum StockChangeKind {
        /// The level becomes what was counted.
        Count = "count",
        /// The level rises, or falls below zero, by so many.
        Adjustment = "adjustment",
    }
}

/// Stock that is put right.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct ChangeStock {
    /// Whether `quantity` was counted or is the difference.
    kind: StockChangeKind,
    /// What was counted, not below zero; or the difference.
    #[schema(minimum = -100000000, maximum = 100000000, example = 12)]
    quantity: i64,
    /// Why, in somebody's words.
    #[schema(min_length = 1, max_length = 200, example = "月末盘点")]
    reason: String,
}

/// What a store has of a SKU.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct StockOut {
    store_id: StoreId,
    sku_id: SkuId,
    /// Below zero if the store sold what the books did not have.
    quantity: i64,
}

/// One move of stock.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct StockEntryOut {
    /// How many came, or went if below zero.
    quantity: i64,
    /// The level it led to.
    level_after: i64,
    cause: StockCauseKind,
    /// The sale it belongs to.
    #[serde(skip_serializing_if = "Option::is_none")]
    order_id: Option<OrderId>,
    /// The return it belongs to.
    #[serde(skip_serializing_if = "Option::is_none")]
    return_id: Option<ReturnId>,
    /// Why, in somebody's words.
    #[serde(skip_serializing_if = "Option::is_none")]
    reason: Option<String>,
    /// By whom; absent if the house itself did it.
    #[serde(skip_serializing_if = "Option::is_none")]
    staff_id: Option<StaffId>,
    /// When.
    at: Timestamp,
}

impl From<StockEntry> for StockEntryOut {
    fn from(entry: StockEntry) -> Self {
        let id_of = |kind| entry.cause_id.filter(|_| entry.cause == kind);
        StockEntryOut {
            quantity: entry.quantity,
            level_after: entry.level_after,
            cause: entry.cause,
            order_id: id_of(StockCauseKind::Sale).map(OrderId),
            return_id: id_of(StockCauseKind::Return).map(ReturnId),
            reason: entry.reason,
            staff_id: entry.staff_id,
            at: entry.moved_at,
        }
    }
}

/// Shows what a store has of a SKU.
#[utoipa::path(
    get, path = "/api/v1/skus/{sku_id}/stock/{store_id}", tag = "stock",
    params(("sku_id" = SkuId, Path), ("store_id" = StoreId, Path)),
    responses((status = 200, description = "The level", body = StockOut))
)]
async fn get_stock(
    State(app): State<App>,
    actor: Actor,
    Path((sku_id, store_id)): Path<(SkuId, StoreId)>,
) -> Result<Json<StockOut>, Problem> {
    actor.require_store(store_id)?;
    let level = app.db.read(actor.brand, move |tx| {
        check_key(tx, (store_id, sku_id))?;
        level(tx, (store_id, sku_id))
    });
    Ok(Json(level.await?))
}

/// Counts or adjusts what a store has of a SKU.
#[utoipa::path(
    post, path = "/api/v1/skus/{sku_id}/stock/{store_id}", tag = "stock",
    params(("sku_id" = SkuId, Path), ("store_id" = StoreId, Path)),
    request_body = ChangeStock,
    responses((status = 200, description = "The level afterwards", body = StockOut))
)]
async fn change_stock(
    State(app): State<App>,
    actor: Actor,
    key: IdempotencyKey,
    Path((sku_id, store_id)): Path<(SkuId, StoreId)>,
    Json(body): Json<ChangeStock>,
) -> Result<Answer, Problem> {
    actor.require_store(store_id)?;
    let act = actor.act();
    let change = body.clone();
    idempotency::once(&app, actor.brand, key, &body, "change_stock", move |tx| {
        check_key(tx, (store_id, sku_id))?;
        let ChangeStock {
            kind,
            quantity,
            reason,
        } = &change;
        match kind {
            StockChangeKind::Count => {
                let count = StockCount {
                    store_id,
                    sku_id,
                    counted: *quantity,
                };
                super::count_stock(tx, act, &[count], reason)?;
            }
            StockChangeKind::Adjustment => {
                super::adjust_stock(tx, act, (store_id, sku_id), *quantity, reason)?;
            }
        }
        level(tx, (store_id, sku_id))
    })
    .await
}

/// Lists the moves of a SKU in a store, the latest first.
#[utoipa::path(
    get, path = "/api/v1/skus/{sku_id}/stock/{store_id}/entries", tag = "stock",
    params(("sku_id" = SkuId, Path), ("store_id" = StoreId, Path), PageRequest),
    responses((status = 200, description = "A page of moves", body = Page<StockEntryOut>))
)]
async fn list_stock_entries(
    State(app): State<App>,
    actor: Actor,
    Path((sku_id, store_id)): Path<(SkuId, StoreId)>,
    Query(page): Query<PageRequest>,
) -> Result<Json<Page<StockEntryOut>>, Problem> {
    actor.require_store(store_id)?;
    let (cursor, limit) = page.read()?;
    let list = app.db.read(actor.brand, move |tx| {
        check_key(tx, (store_id, sku_id))?;
        Ok::<_, RetailError>(super::list_stock_entries(
            tx,
            (store_id, sku_id),
            cursor,
            limit,
        )?)
    });
    Ok(Json(list.await?.map(StockEntryOut::from)))
}

fn check_key(tx: &mut Tx<'_>, (store_id, sku_id): StoreSku) -> Result<(), RetailError> {
    place::get_store(tx, store_id)?;
    let (full, _) = catalogue::get_sku(tx, sku_id)?;
    if full.sku.keeps_stock {
        Ok(())
    } else {
        Err(RetailError::StockNotKept { sku_id })
    }
}

fn level(tx: &mut Tx<'_>, (store_id, sku_id): StoreSku) -> Result<StockOut, RetailError> {
    let levels = super::load_levels(tx, store_id, &[sku_id])?;
    let quantity = levels.get(&sku_id).copied().unwrap_or_default();
    Ok(StockOut {
        store_id,
        sku_id,
        quantity,
    })
}
