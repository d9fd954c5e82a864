//! A store's own prices over HTTP.

use super::StorePrice;
use access::{Actor, Guarded, Permission};
use axum::extract::State;
use axum::http::StatusCode;
use kernel::{Money, SkuId, StoreId};
use platform::App;
use platform::http::{IfMatch, Json, Path, Problem, Versioned};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use utoipa_axum::routes;

pub(crate) fn routes() -> Guarded {
    Guarded::new()
        .route(Permission::PricesWrite, routes!(set_store_price))
        .route(Permission::PricesWrite, routes!(remove_store_price))
}

/// What one store asks for a SKU.
#[derive(Debug, Clone, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct SetStorePrice {
    /// What a passer-by pays there.
    #[schema(minimum = 0, maximum = 10000000000_i64, example = 2000)]
    list_price: Money,
    /// What a member pays there, never more than the list price; absent if there is no such price.
    #[serde(default)]
    #[schema(minimum = 0, maximum = 10000000000_i64, example = 1800)]
    member_price: Option<Money>,
}

/// What one store asks for a SKU.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct StorePriceOut {
    store_id: StoreId,
    sku_id: SkuId,
    list_price: Money,
    member_price: Option<Money>,
    /// The `ETag` for an edit.
    version: i64,
}

impl From<StorePrice> for StorePriceOut {
    fn from(price: StorePrice) -> Self {
        let StorePrice {
            store_id,
            sku_id,
            list_price,
            member_price,
            version,
        } = price;
        StorePriceOut {
            store_id,
            sku_id,
            list_price,
            member_price,
            version,
        }
    }
}

/// Gives a SKU prices of its own in one store, or changes them.
#[utoipa::path(
    put, path = "/api/v1/skus/{sku_id}/prices/{store_id}", tag = "goods",
    params(
        ("sku_id" = SkuId, Path),
        ("store_id" = StoreId, Path),
        ("If-Match" = String, Header,
            description = "The `price_version` that was seen, in quotes; \"0\" for none yet"),
    ),
    request_body = SetStorePrice,
    responses((status = 200, description = "The store's prices", body = StorePriceOut))
)]
async fn set_store_price(
    State(app): State<App>,
    actor: Actor,
    seen: IfMatch,
    Path((sku_id, store_id)): Path<(SkuId, StoreId)>,
    Json(body): Json<SetStorePrice>,
) -> Result<Versioned<StorePriceOut>, Problem> {
    actor.require_store(store_id)?;
    let act = actor.act();
    let set = app.db.write(actor.brand, move |tx| {
        crate::store::get_store(tx, store_id)?;
        let SetStorePrice {
            list_price,
            member_price,
        } = body;
        super::set_store_price(tx, act, (store_id, sku_id), seen, list_price, member_price)
    });
    let price = set.await?;
    Ok(Versioned {
        version: price.version,
        body: price.into(),
    })
}

/// Takes a store's own prices away: those of the chain count again.
#[utoipa::path(
    delete, path = "/api/v1/skus/{sku_id}/prices/{store_id}", tag = "goods",
    params(
        ("sku_id" = SkuId, Path),
        ("store_id" = StoreId, Path),
        ("If-Match" = String, Header, description = "The `price_version` seen, in quotes"),
    ),
    responses((status = 204, description = "The store has no price of its own any more"))
)]
async fn remove_store_price(
    State(app): State<App>,
    actor: Actor,
    seen: IfMatch,
    Path((sku_id, store_id)): Path<(SkuId, StoreId)>,
) -> Result<StatusCode, Problem> {
    actor.require_store(store_id)?;
    let act = actor.act();
    let remove = app.db.write(actor.brand, move |tx| {
        super::remove_store_price(tx, act, (store_id, sku_id), seen)
    });
    remove.await?;
    Ok(StatusCode::NO_CONTENT)
}
