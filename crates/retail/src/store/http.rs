//! Stores over HTTP.

use super::{NewStore, Opening, OpeningHours, Ownership, Store};
use crate::patch::{given, given_or_null, set};
use access::{Actor, Guarded, Permission, StoreFilter};
use axum::extract::State;
use kernel::{Cutoff, Page, PageRequest, RegionId, StoreId, ZoneName};
use platform::App;
use platform::http::{IfMatch, Json, Path, Problem, Query, Versioned};
use platform::idempotency::{self, Answer, IdempotencyKey};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use utoipa_axum::routes;

pub(crate) fn routes() -> Guarded {
    Guarded::new()
        .route(Permission::StoresRead, routes!(list_stores))
        .route(Permission::StoresRead, routes!(get_store))
        .route(Permission::ChainWrite, routes!(create_store))
        .route(Permission::StoresWrite, routes!(edit_store))
}

/// Which stores are listed.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub(crate) struct StoreQuery {
    /// Only those of this region.
    #[serde(default)]
    region_id: Option<RegionId>,
}

/// A store that is about to be founded.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct CreateStore {
    /// Unique within the brand; visible ASCII.
    #[schema(min_length = 1, max_length = 40, example = "XH01")]
    code: String,
    /// What people call it.
    #[schema(min_length = 1, max_length = 120, example = "徐汇店")]
    name: String,
    /// The region it belongs to.
    #[serde(default)]
    region_id: Option<RegionId>,
    /// Whose it is.
    ownership: Ownership,
    /// Where its clock on the wall is set.
    zone: ZoneName,
    /// Minutes after midnight at which its next business day begins.
    #[serde(default)]
    cutoff: Cutoff,
    /// Whether it may sell what the books say it does not have.
    #[serde(default)]
    allows_negative_stock: bool,
    /// Where people find it.
    #[serde(default)]
    #[schema(min_length = 1, max_length = 200)]
    address: Option<String>,
    /// Where people call it.
    #[serde(default)]
    #[schema(min_length = 3, max_length = 32, pattern = "^[0-9+() -]+$")]
    phone: Option<String>,
    /// When it is open; empty where that is not known.
    #[serde(default)]
    #[schema(max_items = 28)]
    opening_hours: Vec<Opening>,
    /// Its sales floor in square metres.
    #[serde(default)]
    #[schema(minimum = 1, maximum = 1000000, example = 120)]
    area_m2: Option<i64>,
}

/// What changes about a store; what is left out stays.
#[derive(Debug, Clone, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct EditStore {
    /// What people call it.
    #[serde(default, deserialize_with = "given")]
    #[schema(value_type = String, required = false, min_length = 1, max_length = 120)]
    name: Option<String>,
    /// The region it belongs to; null for none.
    #[serde(default, deserialize_with = "given_or_null")]
    #[schema(value_type = Option<RegionId>)]
    region_id: Option<Option<RegionId>>,
    /// Whose it is.
    #[serde(default, deserialize_with = "given")]
    #[schema(value_type = Ownership, required = false)]
    ownership: Option<Ownership>,
    /// Where its clock on the wall is set.
    #[serde(default, deserialize_with = "given")]
    #[schema(value_type = ZoneName, required = false)]
    zone: Option<ZoneName>,
    /// Minutes after midnight at which its next business day begins.
    #[serde(default, deserialize_with = "given")]
    #[schema(value_type = Cutoff, required = false)]
    cutoff: Option<Cutoff>,
    /// Whether it may sell what the books say it does not have.
    #[serde(default, deserialize_with = "given")]
    #[schema(value_type = bool, required = false)]
    allows_negative_stock: Option<bool>,
    /// Whether it sells at present.
    #[serde(default, deserialize_with = "given")]
    #[schema(value_type = bool, required = false)]
    is_open: Option<bool>,
    /// Where people find it; null for nowhere.
    #[serde(default, deserialize_with = "given_or_null")]
    #[schema(value_type = Option<String>, min_length = 1, max_length = 200)]
    address: Option<Option<String>>,
    /// Where people call it; null for nowhere.
    #[serde(default, deserialize_with = "given_or_null")]
    #[schema(value_type = Option<String>, min_length = 3, max_length = 32)]
    phone: Option<Option<String>>,
    /// All times of the week at which it is open.
    #[serde(default, deserialize_with = "given")]
    #[schema(value_type = Vec<Opening>, required = false, max_items = 28)]
    opening_hours: Option<Vec<Opening>>,
    /// Its sales floor in square metres; null where that is not known.
    #[serde(default, deserialize_with = "given_or_null")]
    #[schema(value_type = Option<i64>, minimum = 1, maximum = 1000000)]
    area_m2: Option<Option<i64>>,
}

/// A store.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct StoreOut {
    id: StoreId,
    code: String,
    name: String,
    region_id: Option<RegionId>,
    ownership: Ownership,
    zone: ZoneName,
    /// Minutes after midnight at which its next business day begins.
    cutoff: Cutoff,
    allows_negative_stock: bool,
    is_open: bool,
    address: Option<String>,
    phone: Option<String>,
    /// When it is open, in the order of the week; empty where that is not known.
    opening_hours: Vec<Opening>,
    /// Its sales floor in square metres.
    area_m2: Option<i64>,
    /// The `ETag` for an edit.
    version: i64,
}

impl From<CreateStore> for NewStore {
    fn from(body: CreateStore) -> Self {
        NewStore {
            code: body.code,
            name: body.name,
            region_id: body.region_id,
            ownership: body.ownership,
            zone: body.zone,
            cutoff: body.cutoff,
            allows_negative_stock: body.allows_negative_stock,
            address: body.address,
            phone: body.phone,
        }
    }
}

impl EditStore {
    fn apply(&self, store: &mut Store) {
        set(&mut store.name, &self.name);
        set(&mut store.region_id, &self.region_id);
        set(&mut store.ownership, &self.ownership);
        set(&mut store.zone, &self.zone);
        set(&mut store.cutoff, &self.cutoff);
        set(
            &mut store.allows_negative_stock,
            &self.allows_negative_stock,
        );
        set(&mut store.is_open, &self.is_open);
        set(&mut store.address, &self.address);
        set(&mut store.phone, &self.phone);
        set(&mut store.opening_hours.0, &self.opening_hours);
        set(&mut store.area_m2, &self.area_m2);
    }
}

impl From<Store> for StoreOut {
    fn from(store: Store) -> Self {
        StoreOut {
            id: store.id,
            code: store.code,
            name: store.name,
            region_id: store.region_id,
            ownership: store.ownership,
            zone: store.zone,
            cutoff: store.cutoff,
            allows_negative_stock: store.allows_negative_stock,
            is_open: store.is_open,
            address: store.address,
            phone: store.phone,
            opening_hours: store.opening_hours.0,
            area_m2: store.area_m2,
            version: store.version,
        }
    }
}

/// Lists the stores that the person may see, by code.
#[utoipa::path(
    get, path = "/api/v1/stores", tag = "stores",
    params(StoreQuery, PageRequest),
    responses((status = 200, description = "A page of stores", body = Page<StoreOut>))
)]
async fn list_stores(
    State(app): State<App>,
    actor: Actor,
    Query(query): Query<StoreQuery>,
    Query(page): Query<PageRequest>,
) -> Result<Json<Page<StoreOut>>, Problem> {
    let (cursor, limit) = page.read()?;
    let stores = actor.stores().clone();
    let list = app.db.read(actor.brand, move |tx| match &stores {
        StoreFilter::All => super::list_stores(tx, query.region_id, cursor, limit),
        StoreFilter::Only(among) => {
            super::list_stores_among(tx, among, query.region_id, cursor, limit)
        }
    });
    Ok(Json(list.await?.map(StoreOut::from)))
}

/// Founds a store; it is open from then on.
#[utoipa::path(
    post, path = "/api/v1/stores", tag = "stores",
    request_body = CreateStore,
    responses((status = 200, description = "The store", body = StoreOut))
)]
async fn create_store(
    State(app): State<App>,
    actor: Actor,
    key: IdempotencyKey,
    Json(body): Json<CreateStore>,
) -> Result<Answer, Problem> {
    let act = actor.act();
    let new = NewStore::from(body.clone());
    let (hours, area_m2) = (OpeningHours(body.opening_hours.clone()), body.area_m2);
    idempotency::once(&app, actor.brand, key, &body, "create_store", move |tx| {
        let store = super::create_store_with(tx, act, &new, |store| {
            store.opening_hours = hours.clone();
            store.area_m2 = area_m2;
        });
        store.map(StoreOut::from)
    })
    .await
}

/// Shows a store.
#[utoipa::path(
    get, path = "/api/v1/stores/{store_id}", tag = "stores",
    params(("store_id" = StoreId, Path)),
    responses((status = 200, description = "The store; `ETag` is its version", body = StoreOut))
)]
async fn get_store(
    State(app): State<App>,
    actor: Actor,
    Path(store_id): Path<StoreId>,
) -> Result<Versioned<StoreOut>, Problem> {
    actor.require_store(store_id)?;
    let store = app
        .db
        .read(actor.brand, move |tx| super::get_store(tx, store_id))
        .await?;
    Ok(Versioned {
        version: store.version,
        body: store.into(),
    })
}

/// Changes a store.
#[utoipa::path(
    patch, path = "/api/v1/stores/{store_id}", tag = "stores",
    params(
        ("store_id" = StoreId, Path),
        ("If-Match" = String, Header, description = "The `version` that was seen, in quotes"),
    ),
    request_body = EditStore,
    responses((status = 200, description = "The store", body = StoreOut))
)]
async fn edit_store(
    State(app): State<App>,
    actor: Actor,
    seen: IfMatch,
    Path(store_id): Path<StoreId>,
    Json(body): Json<EditStore>,
) -> Result<Versioned<StoreOut>, Problem> {
    actor.require_store(store_id)?;
    let act = actor.act();
    let edit = app.db.write(actor.brand, move |tx| {
        super::edit_store(tx, act, store_id, seen, |store| body.apply(store))
    });
    let store = edit.await?;
    Ok(Versioned {
        version: store.version,
        body: store.into(),
    })
}
