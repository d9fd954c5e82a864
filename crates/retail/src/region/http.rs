//! Regions over HTTP.

use super::Region;
use crate::patch::{given, set};
use access::{Actor, Guarded, Permission};
use axum::extract::State;
use kernel::{Page, PageRequest, RegionId};
use platform::App;
use platform::http::{IfMatch, Json, Path, Problem, Query, Versioned};
use platform::idempotency::{self, Answer, IdempotencyKey};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use utoipa_axum::routes;

pub(crate) fn routes() -> Guarded {
    Guarded::new()
        .route(Permission::StoresRead, routes!(list_regions))
        .route(Permission::ChainWrite, routes!(create_region))
        .route(Permission::ChainWrite, routes!(edit_region))
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

/// What changes about a region; what is left out stays.
#[derive(Debug, Clone, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct EditRegion {
    /// What people call it.
    #[serde(default, deserialize_with = "given")]
    #[schema(value_type = String, required = false, min_length = 1, max_length = 120)]
    name: Option<String>,
}

/// A region.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct RegionOut {
    id: RegionId,
    code: String,
    name: String,
    /// The `ETag` for an edit.
    version: i64,
}

impl From<Region> for RegionOut {
    fn from(
        Region {
            id,
            code,
            name,
            version,
        }: Region,
    ) -> Self {
        RegionOut {
            id,
            code,
            name,
            version,
        }
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

/// Changes a region.
#[utoipa::path(
    patch, path = "/api/v1/regions/{region_id}", tag = "stores",
    params(
        ("region_id" = RegionId, Path),
        ("If-Match" = String, Header, description = "The `version` that was seen, in quotes"),
    ),
    request_body = EditRegion,
    responses((status = 200, description = "The region", body = RegionOut))
)]
async fn edit_region(
    State(app): State<App>,
    actor: Actor,
    seen: IfMatch,
    Path(region_id): Path<RegionId>,
    Json(body): Json<EditRegion>,
) -> Result<Versioned<RegionOut>, Problem> {
    let act = actor.act();
    let edit = app.db.write(actor.brand, move |tx| {
        super::edit_region(tx, act, region_id, seen, |region| {
            set(&mut region.name, &body.name);
        })
    });
    let region = edit.await?;
    Ok(Versioned {
        version: region.version,
        body: region.into(),
    })
}
