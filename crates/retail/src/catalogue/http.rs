//! Goods over HTTP.

use super::sku::{CreateSku, SkuOut};
use super::{FullGoods, FullSku, Goods, GoodsSearch, NewGoods, NewSku};
use crate::checks::{NAME_MAX, note_query};
use crate::patch::{given, given_or_null, set};
use access::{Actor, Guarded, Permission};
use axum::extract::State;
use kernel::{CategoryId, GoodsId, Invalid, Page, PageRequest, PictureId};
use platform::App;
use platform::http::{IfMatch, Json, Path, Problem, Query, Versioned};
use platform::idempotency::{self, Answer, IdempotencyKey};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use utoipa_axum::routes;

pub(crate) fn routes() -> Guarded {
    Guarded::new()
        .route(Permission::GoodsRead, routes!(list_goods))
        .route(Permission::GoodsRead, routes!(get_goods))
        .route(Permission::GoodsWrite, routes!(create_goods))
        .route(Permission::GoodsWrite, routes!(edit_goods))
}

/// Which goods are listed.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub(crate) struct GoodsQuery {
    /// Parts of a name.
    #[serde(default)]
    #[param(max_length = 120)]
    q: Option<String>,
    /// Only those of this category and the ones below it.
    #[serde(default)]
    category_id: Option<CategoryId>,
}

/// Goods that are about to enter the catalogue.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct CreateGoods {
    /// Unique within the brand; visible ASCII.
    #[schema(min_length = 1, max_length = 40, example = "G-1024")]
    code: String,
    /// What people call them.
    #[schema(min_length = 1, max_length = 120, example = "拿铁")]
    name: String,
    /// Where in the tree.
    #[serde(default)]
    category_id: Option<CategoryId>,
    /// What is sold of them; at least one.
    #[schema(min_items = 1, max_items = 200)]
    skus: Vec<CreateSku>,
}

/// What changes about goods; what is left out stays.
#[derive(Debug, Clone, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct EditGoods {
    /// What people call them.
    #[serde(default, deserialize_with = "given")]
    #[schema(value_type = String, required = false, min_length = 1, max_length = 120)]
    name: Option<String>,
    /// Where in the tree; null for nowhere.
    #[serde(default, deserialize_with = "given_or_null")]
    #[schema(value_type = Option<CategoryId>)]
    category_id: Option<Option<CategoryId>>,
    /// Whether any of their SKUs may be sold.
    #[serde(default, deserialize_with = "given")]
    #[schema(value_type = bool, required = false)]
    is_active: Option<bool>,
}

/// Goods with their SKUs.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct GoodsOut {
    id: GoodsId,
    code: String,
    name: String,
    category_id: Option<CategoryId>,
    is_active: bool,
    /// The first of their pictures.
    picture_id: Option<PictureId>,
    /// The `ETag` for an edit.
    version: i64,
    /// By code.
    skus: Vec<SkuOut>,
}

impl GoodsOut {
    fn new(
        FullGoods { goods, skus }: FullGoods,
        show: impl Fn(FullSku, &Goods) -> SkuOut,
    ) -> GoodsOut {
        GoodsOut {
            skus: skus.into_iter().map(|sku| show(sku, &goods)).collect(),
            id: goods.id,
            code: goods.code,
            name: goods.name,
            category_id: goods.category_id,
            is_active: goods.is_active,
            picture_id: goods.picture_id,
            version: goods.version,
        }
    }

    fn with_cost(full: FullGoods) -> GoodsOut {
        GoodsOut::new(full, SkuOut::with_cost)
    }

    fn as_seen_by(actor: &Actor, full: FullGoods) -> GoodsOut {
        GoodsOut::new(full, |sku, goods| SkuOut::as_seen_by(actor, sku, goods))
    }
}

/// Lists goods by code.
#[utoipa::path(
    get, path = "/api/v1/goods", tag = "goods",
    params(GoodsQuery, PageRequest),
    responses((status = 200, description = "A page of goods", body = Page<GoodsOut>))
)]
async fn list_goods(
    State(app): State<App>,
    actor: Actor,
    Query(query): Query<GoodsQuery>,
    Query(page): Query<PageRequest>,
) -> Result<Json<Page<GoodsOut>>, Problem> {
    let (cursor, limit) = page.read()?;
    let search = GoodsSearch {
        q: query.q.unwrap_or_default(),
        category_id: query.category_id,
    };
    let mut wrong = Invalid::new();
    note_query(&mut wrong, "?q", &search.q, NAME_MAX);
    wrong.check()?;
    let list = app.db.read(actor.brand, move |tx| {
        super::list_goods(tx, &search, cursor, limit)
    });
    let shown = |full| GoodsOut::as_seen_by(&actor, full);
    Ok(Json(list.await?.map(shown)))
}

/// Enters goods with their SKUs.
#[utoipa::path(
    post, path = "/api/v1/goods", tag = "goods",
    request_body = CreateGoods,
    responses((status = 200, description = "The goods", body = GoodsOut))
)]
async fn create_goods(
    State(app): State<App>,
    actor: Actor,
    key: IdempotencyKey,
    Json(body): Json<CreateGoods>,
) -> Result<Answer, Problem> {
    let act = actor.act();
    let CreateGoods {
        code,
        name,
        category_id,
        skus,
    } = body.clone();
    let skus = skus.into_iter().map(NewSku::from).collect();
    let new = NewGoods {
        code,
        name,
        category_id,
        skus,
    };
    idempotency::once(&app, actor.brand, key, &body, "create_goods", move |tx| {
        super::create_goods(tx, act, &new).map(GoodsOut::with_cost)
    })
    .await
}

/// Shows goods with their SKUs.
#[utoipa::path(
    get, path = "/api/v1/goods/{goods_id}", tag = "goods",
    params(("goods_id" = GoodsId, Path)),
    responses((status = 200, description = "The goods; `ETag` is their version", body = GoodsOut))
)]
async fn get_goods(
    State(app): State<App>,
    actor: Actor,
    Path(goods_id): Path<GoodsId>,
) -> Result<Versioned<GoodsOut>, Problem> {
    let full = app
        .db
        .read(actor.brand, move |tx| super::get_goods(tx, goods_id))
        .await?;
    Ok(Versioned {
        version: full.goods.version,
        body: GoodsOut::as_seen_by(&actor, full),
    })
}

/// Changes goods; their SKUs are changed one by one.
#[utoipa::path(
    patch, path = "/api/v1/goods/{goods_id}", tag = "goods",
    params(
        ("goods_id" = GoodsId, Path),
        ("If-Match" = String, Header, description = "The `version` that was seen, in quotes"),
    ),
    request_body = EditGoods,
    responses((status = 200, description = "The goods", body = GoodsOut))
)]
async fn edit_goods(
    State(app): State<App>,
    actor: Actor,
    seen: IfMatch,
    Path(goods_id): Path<GoodsId>,
    Json(body): Json<EditGoods>,
) -> Result<Versioned<GoodsOut>, Problem> {
    let act = actor.act();
    let edit = app.db.write(actor.brand, move |tx| {
        super::edit_goods(tx, act, goods_id, seen, |goods| {
            set(&mut goods.name, &body.name);
            set(&mut goods.category_id, &body.category_id);
            set(&mut goods.is_active, &body.is_active);
        })
    });
    let full = edit.await?;
    Ok(Versioned {
        version: full.goods.version,
        body: GoodsOut::with_cost(full),
    })
}
