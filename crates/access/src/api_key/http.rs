//! API keys over HTTP: make, list, revoke.

use super::rules::{read_permissions, read_stores};
use super::{ApiKey, ApiKeyId, NewKey, PREFIX, store};
use crate::guard::Wiring;
use crate::secret::show_once;
use crate::session::Token;
use crate::{AccessError, Actor, Guarded, Permission};
use axum::Extension;
use axum::extract::State;
use axum::http::StatusCode;
use kernel::{Cursor, Page, PageRequest, StaffId, StoreId, Timestamp};
use platform::App;
use platform::db::Tx;
use platform::http::{Json, Path, Problem, ProblemBody, Query};
use platform::idempotency::{self, Answer, IdempotencyKey};
use serde::{Deserialize, Serialize};
use utoipa_axum::routes;

pub(crate) fn routes() -> Guarded {
    Guarded::new()
        .route(Permission::ApiKeysWrite, routes!(list_api_keys))
        .route(Permission::ApiKeysWrite, routes!(make_api_key))
        .route(Permission::ApiKeysWrite, routes!(revoke_api_key))
}

/// A key that is to be made.
#[derive(Debug, Clone, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
struct MakeApiKey {
    /// What it is for.
    #[schema(min_length = 1, max_length = 60)]
    name: String,
    /// What it may do, at most what its maker may.
    #[schema(min_items = 1)]
    permissions: Vec<Permission>,
    /// In which stores; all that its maker may see if absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schema(min_items = 1, max_items = 1000)]
    store_ids: Option<Vec<StoreId>>,
    /// Until when, 400 days ahead at most.
    ends_at: Timestamp,
}

/// A key, without its secret.
#[derive(Debug, Serialize, utoipa::ToSchema)]
struct ApiKeyLine {
    /// Which.
    id: ApiKeyId,
    /// What it is for.
    name: String,
    /// What it may do, as far as its maker may.
    permissions: Vec<Permission>,
    /// In which stores; null for all that its maker may see.
    #[schema(required)]
    store_ids: Option<Vec<StoreId>>,
    /// In whose name it acts.
    made_by: StaffId,
    /// Since when.
    created_at: Timestamp,
    /// Until when.
    ends_at: Timestamp,
    /// Its last request, to the minute.
    #[schema(required)]
    seen_at: Option<Timestamp>,
    /// From which address that was.
    #[schema(required)]
    seen_network: Option<String>,
    /// When it was taken away.
    #[schema(required)]
    revoked_at: Option<Timestamp>,
    /// By whom.
    #[schema(required)]
    revoked_by: Option<StaffId>,
}

/// A key that was just made.
#[derive(Debug, Serialize, utoipa::ToSchema)]
struct ApiKeyMade {
    /// To be sent as `Authorization: Bearer htk_…`. Shown once: null when the request is repeated.
    #[schema(required)]
    token: Option<String>,
    /// The key.
    key: ApiKeyLine,
}

impl From<ApiKey> for ApiKeyLine {
    fn from(key: ApiKey) -> Self {
        ApiKeyLine {
            id: key.id,
            name: key.name,
            permissions: read_permissions(&key.permissions),
            store_ids: read_stores(key.store_ids.as_deref()),
            made_by: key.made_by,
            created_at: key.created_at,
            ends_at: key.ends_at,
            seen_at: key.seen_at,
            seen_network: key.seen_network,
            revoked_at: key.revoked_at,
            revoked_by: key.revoked_by,
        }
    }
}

/// All keys, also those that are over, the newest first.
#[utoipa::path(get, path = "/api/v1/api-keys", tag = "access", params(PageRequest), responses(
    (status = 200, body = Page<ApiKeyLine>), (status = "4XX", body = ProblemBody),
))]
async fn list_api_keys(
    State(app): State<App>,
    actor: Actor,
    Query(page): Query<PageRequest>,
) -> Result<Json<Page<ApiKeyLine>>, Problem> {
    let (cursor, limit) = page.read()?;
    let before = cursor.map_or(i64::MAX, |cursor| cursor.id);
    let keys = app
        .db
        .read(actor.brand, move |tx| store::page(tx, before, limit + 1))
        .await?;
    let page = Page::of(keys, limit, |key| Cursor {
        key: 0,
        id: key.id.0,
    });
    Ok(Json(page.map(ApiKeyLine::from)))
}

/// Makes a key. Its secret is in this answer and nowhere else.
#[utoipa::path(post, path = "/api/v1/api-keys", tag = "access",
    params(("Idempotency-Key" = String, Header)),
    request_body = MakeApiKey, responses(
    (status = 200, body = ApiKeyMade), (status = "4XX", body = ProblemBody),
))]
async fn make_api_key(
    State(app): State<App>,
    Extension(wiring): Extension<Wiring>,
    actor: Actor,
    key: IdempotencyKey,
    Json(body): Json<MakeApiKey>,
) -> Result<Answer, Problem> {
    let (brand, said) = (actor.brand, body.clone());
    let new = NewKey {
        name: body.name,
        permissions: body.permissions,
        store_ids: body.store_ids,
        ends_at: body.ends_at,
    };
    let (token, text) = Token::make(brand);
    let make = move |tx: &mut Tx<'_>| {
        let made = super::make(tx, &actor, wiring.resolver, &new, &token.hash)?;
        Ok::<_, AccessError>(ApiKeyMade {
            token: None,
            key: made.into(),
        })
    };
    let answer = idempotency::once(&app, brand, key, &said, "make_api_key", make).await?;
    Ok(show_once(answer, "token", format!("{PREFIX}{text}")))
}

/// Takes a key away; its next request is refused.
#[utoipa::path(delete, path = "/api/v1/api-keys/{key_id}", tag = "access",
    params(("key_id" = ApiKeyId, Path)), responses(
    (status = 204), (status = "4XX", body = ProblemBody),
))]
async fn revoke_api_key(
    State(app): State<App>,
    actor: Actor,
    Path(key_id): Path<ApiKeyId>,
) -> Result<StatusCode, Problem> {
    let revoke = app
        .db
        .write(actor.brand, move |tx| super::revoke(tx, &actor, key_id));
    revoke.await?;
    Ok(StatusCode::NO_CONTENT)
}
