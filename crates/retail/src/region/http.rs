//! Regions over HTTP.

use super::Region;
use access::{Actor, Guarded, Permission};
use axum::extract::State;
use kernel::{Page, PageRequest, RegionId};
use platform::App;
use platform::http::{Json, Problem, Query};
use platform::idempotency::{self, Answer, IdempotencyKey};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use utoipa_axum::routes;

pub(crate) fn routes() -> Guarded {
    Guarded::new()
        .route(Permission::StoresRead, routes!(list_regions))
        .route(Permission::ChainWrite, routes!(create_region))
}

/// A region that is about to be founded.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct CreateRegion {
    /// Unique within the brand; visible ASCII.
    #[schema(min_length = 1, max_length = 40, example = "EAST")]
    code: String,
    /// What people call it.
    #[schema(min_length = 1, max_length = 120, example = "华东")]
    name: String,
}

/// A region.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct RegionOut {
    id: RegionId,
    code: String,
    name: String,
}

impl From<Region> for RegionOut {
    fn from(Region { id, code, name }: Region) -> Self {
        RegionOut { id, code, name }
    }
}

/// Lists the brand's regions by code.
#[utoipa::path(
    get, path = "/api/v1/regions", tag = "stores",
    params(PageRequest),
    responses((status = 200, description = "A page of regions", body = Page<RegionOut>))
)]
async fn list_regions(
    State(app): State<App>,
    actor: Actor,
    Query(page): Query<PageRequest>,
) -> Result<Json<Page<RegionOut>>, Problem> {
    let (cursor, limit) = page.read()?;
    let page = app
        .db
        .read(actor.brand, move |tx| {
            super::list_regions(tx, cursor, limit)
        })
        .await?;
    Ok(Json(page.map(RegionOut::from)))
}

/// Founds a region.
#[utoipa::path(
    post, path = "/api/v1/regions", tag = "stores",
    request_body = CreateRegion,
    responses((status = 200, description = "The region", body = RegionOut))
)]
async fn create_region(
    State(app): State<App>,
    actor: Actor,
    key: IdempotencyKey,
    Json(body): Json<CreateRegion>,
) -> Result<Answer, Problem> {
    let act = actor.act();
    let new = body.clone();
    idempotency::once(&app, actor.brand, key, &body, "create_region", move |tx| {
        super::create_region(tx, act, &new.code, &new.name).map(RegionOut::from)
    })
    .await
}
