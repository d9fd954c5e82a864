//! Categories over HTTP.

use super::Category;
use crate::patch::{given, given_or_null, set};
use access::{Actor, Guarded, Permission};
use axum::extract::State;
use kernel::{CategoryId, Page, PageRequest};
use platform::App;
use platform::http::{IfMatch, Json, Path, Problem, Query, Versioned};
use platform::idempotency::{self, Answer, IdempotencyKey};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use utoipa_axum::routes;

pub(crate) fn routes() -> Guarded {
    Guarded::new()
        .route(Permission::GoodsRead, routes!(list_categories))
        .route(Permission::GoodsWrite, routes!(create_category))
        .route(Permission::GoodsWrite, routes!(edit_category))
}

/// A category that is about to be founded.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct CreateCategory {
    /// The one above it; absent at the top.
    #[serde(default)]
    parent_id: Option<CategoryId>,
    /// Unique under its parent.
    #[schema(min_length = 1, max_length = 120, example = "饮品")]
    name: String,
}

/// What changes about a category; what is left out stays.
#[derive(Debug, Clone, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct EditCategory {
    /// The one above it, under which it goes with all that is below it; null for the top.
    #[serde(default, deserialize_with = "given_or_null")]
    #[schema(value_type = Option<CategoryId>)]
    parent_id: Option<Option<CategoryId>>,
    /// Unique under its parent.
    #[serde(default, deserialize_with = "given")]
    #[schema(value_type = String, required = false, min_length = 1, max_length = 120)]
    name: Option<String>,
}

/// A category.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct CategoryOut {
    id: CategoryId,
    /// The one above it; null at the top.
    parent_id: Option<CategoryId>,
    /// 1 at the top.
    depth: i64,
    name: String,
    /// The `ETag` for an edit.
    version: i64,
}

impl From<Category> for CategoryOut {
    fn from(
        Category {
            id,
            parent_id,
            depth,
            name,
            version,
        }: Category,
    ) -> Self {
        CategoryOut {
            id,
            parent_id,
            depth,
            name,
            version,
        }
    }
}

/// Lists the brand's categories level by level: a parent before its children.
#[utoipa::path(
    get, path = "/api/v1/categories", tag = "goods",
    params(PageRequest),
    responses((status = 200, description = "A page of categories", body = Page<CategoryOut>))
)]
async fn list_categories(
    State(app): State<App>,
    actor: Actor,
    Query(page): Query<PageRequest>,
) -> Result<Json<Page<CategoryOut>>, Problem> {
    let (cursor, limit) = page.read()?;
    let list = app.db.read(actor.brand, move |tx| {
        super::list_categories(tx, cursor, limit)
    });
    Ok(Json(list.await?.map(CategoryOut::from)))
}

/// Founds a category.
#[utoipa::path(
    post, path = "/api/v1/categories", tag = "goods",
    request_body = CreateCategory,
    responses((status = 200, description = "The category", body = CategoryOut))
)]
async fn create_category(
    State(app): State<App>,
    actor: Actor,
    key: IdempotencyKey,
    Json(body): Json<CreateCategory>,
) -> Result<Answer, Problem> {
    let act = actor.act();
    let new = body.clone();
    idempotency::once(
        &app,
        actor.brand,
        key,
        &body,
        "create_category",
        move |tx| super::create_category(tx, act, new.parent_id, &new.name).map(CategoryOut::from),
    )
    .await
}

/// Renames a category or moves it in the tree.
#[utoipa::path(
    patch, path = "/api/v1/categories/{category_id}", tag = "goods",
    params(
        ("category_id" = CategoryId, Path),
        ("If-Match" = String, Header, description = "The `version` that was seen, in quotes"),
    ),
    request_body = EditCategory,
    responses((status = 200, description = "The category", body = CategoryOut))
)]
async fn edit_category(
    State(app): State<App>,
    actor: Actor,
    seen: IfMatch,
    Path(category_id): Path<CategoryId>,
    Json(body): Json<EditCategory>,
) -> Result<Versioned<CategoryOut>, Problem> {
    let act = actor.act();
    let edit = app.db.write(actor.brand, move |tx| {
        super::edit_category(tx, act, category_id, seen, |category| {
            set(&mut category.parent_id, &body.parent_id);
            set(&mut category.name, &body.name);
        })
    });
    let category = edit.await?;
    Ok(Versioned {
        version: category.version,
        body: category.into(),
    })
}
