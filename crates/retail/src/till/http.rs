//! Tills over HTTP.

use super::Till;
use crate::patch::{given, set};
use access::{Actor, Guarded, Permission};
use axum::extract::State;
use kernel::{Page, PageRequest, StoreId, TillId};
use platform::App;
use platform::http::{IfMatch, Json, Path, Problem, Query, Versioned};
use platform::idempotency::{self, Answer, IdempotencyKey};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use utoipa_axum::routes;

pub(crate) fn routes() -> Guarded {
    Guarded::new()
        .route(Permission::StoresRead, routes!(list_tills))
        .route(Permission::StoresWrite, routes!(create_till))
        .route(Permission::StoresWrite, routes!(edit_till))
}

/// A till that is about to be put up.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct CreateTill {
    /// Unique within the store; visible ASCII.
    #[schema(min_length = 1, max_length = 40, example = "01")]
    code: String,
    /// What people call it.
    #[schema(min_length = 1, max_length = 120, example = "前台")]
    name: String,
}

/// What changes about a till; what is left out stays.
#[derive(Debug, Clone, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct EditTill {
    /// What people call it.
    #[serde(default, deserialize_with = "given")]
    #[schema(value_type = String, required = false, min_length = 1, max_length = 120)]
    name: Option<String>,
    /// Whether it may be used.
    #[serde(default, deserialize_with = "given")]
    #[schema(value_type = bool, required = false)]
    is_active: Option<bool>,
}

/// A till.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct TillOut {
    id: TillId,
    store_id: StoreId,
    code: String,
    name: String,
    is_active: bool,
    /// The `ETag` for an edit.
    version: i64,
}

impl From<Till> for TillOut {
    fn from(
        Till {
            id,
            store_id,
            code,
            name,
            is_active,
            version,
        }: Till,
    ) -> Self {
        TillOut {
            id,
            store_id,
            code,
            name,
            is_active,
            version,
        }
    }
}

/// Lists a store's tills by code.
#[utoipa::path(
    get, path = "/api/v1/stores/{store_id}/tills", tag = "stores",
    params(("store_id" = StoreId, Path), PageRequest),
    responses((status = 200, description = "A page of tills", body = Page<TillOut>))
)]
async fn list_tills(
    State(app): State<App>,
    actor: Actor,
    Path(store_id): Path<StoreId>,
    Query(page): Query<PageRequest>,
) -> Result<Json<Page<TillOut>>, Problem> {
    actor.require_store(store_id)?;
    let (cursor, limit) = page.read()?;
    let list = app.db.read(actor.brand, move |tx| {
        crate::store::get_store(tx, store_id)?;
        Ok::<_, crate::RetailError>(super::list_tills(tx, store_id, cursor, limit)?)
    });
    Ok(Json(list.await?.map(TillOut::from)))
}

/// Puts up a till in a store.
#[utoipa::path(
    post, path = "/api/v1/stores/{store_id}/tills", tag = "stores",
    params(("store_id" = StoreId, Path)),
    request_body = CreateTill,
    responses((status = 200, description = "The till", body = TillOut))
)]
async fn create_till(
    State(app): State<App>,
    actor: Actor,
    key: IdempotencyKey,
    Path(store_id): Path<StoreId>,
    Json(body): Json<CreateTill>,
) -> Result<Answer, Problem> {
    actor.require_store(store_id)?;
    let act = actor.act();
    let new = body.clone();
    idempotency::once(&app, actor.brand, key, &body, "create_till", move |tx| {
        crate::store::get_store(tx, store_id)?;
        super::create_till(tx, act, store_id, &new.code, &new.name).map(TillOut::from)
    })
    .await
}

/// Renames a till, or switches it off or on.
#[utoipa::path(
    patch, path = "/api/v1/stores/{store_id}/tills/{till_id}", tag = "stores",
    params(
        ("store_id" = StoreId, Path),
        ("till_id" = TillId, Path),
        ("If-Match" = String, Header, description = "The `version` that was seen, in quotes"),
    ),
    request_body = EditTill,
    responses((status = 200, description = "The till", body = TillOut))
)]
async fn edit_till(
    State(app): State<App>,
    actor: Actor,
    seen: IfMatch,
    Path((store_id, till_id)): Path<(StoreId, TillId)>,
    Json(body): Json<EditTill>,
) -> Result<Versioned<TillOut>, Problem> {
    actor.require_store(store_id)?;
    let act = actor.act();
    let edit = app.db.write(actor.brand, move |tx| {
        super::edit_till(tx, act, (store_id, till_id), seen, |till| {
            set(&mut till.name, &body.name);
            set(&mut till.is_active, &body.is_active);
        })
    });
    let till = edit.await?;
    Ok(Versioned {
        version: till.version,
        body: till.into(),
    })
}
