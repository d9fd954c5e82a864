//! The record of prices over HTTP.

use super::PriceRecord;
use crate::catalogue;
use crate::error::RetailError;
use access::{Actor, Guarded, Permission};
use axum::extract::State;
use kernel::{Money, Page, PageRequest, SkuId, StoreId, Timestamp};
use platform::App;
use platform::http::{Json, Path, Problem, Query};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use utoipa_axum::routes;

pub(crate) fn routes() -> Guarded {
    Guarded::new().route(Permission::GoodsRead, routes!(list_price_record))
}

/// Whose prices are listed.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub(crate) struct PriceRecordQuery {
    /// Those that this store asked on its own; absent for those of the whole chain.
    #[serde(default)]
    store_id: Option<StoreId>,
}

/// What was asked for a SKU from a moment on, until the next record.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct PriceRecordOut {
    from_at: Timestamp,
    /// What a passer-by pays; null where the store gave its own price up.
    list_price: Option<Money>,
    /// What a member pays; null if there is no such price.
    member_price: Option<Money>,
}

impl From<PriceRecord> for PriceRecordOut {
    fn from(record: PriceRecord) -> Self {
        PriceRecordOut {
            from_at: record.from_at,
            list_price: record.list_price,
            member_price: record.member_price,
        }
    }
}

/// Lists what was asked for a SKU and from when, the latest first.
#[utoipa::path(
    get, path = "/api/v1/skus/{sku_id}/price-record", tag = "goods",
    params(("sku_id" = SkuId, Path), PriceRecordQuery, PageRequest),
    responses((status = 200, description = "A page of the record", body = Page<PriceRecordOut>))
)]
async fn list_price_record(
    State(app): State<App>,
    actor: Actor,
    Path(sku_id): Path<SkuId>,
    Query(query): Query<PriceRecordQuery>,
    Query(page): Query<PageRequest>,
) -> Result<Json<Page<PriceRecordOut>>, Problem> {
    let (cursor, limit) = page.read()?;
    if let Some(store_id) = query.store_id {
        actor.require_store(store_id)?;
    }
    let list = app.db.read(actor.brand, move |tx| {
        catalogue::get_sku(tx, sku_id)?;
        let page = super::list_price_record(tx, sku_id, query.store_id, cursor, limit)?;
        Ok::<_, RetailError>(page.map(PriceRecordOut::from))
    });
    Ok(Json(list.await?))
}
