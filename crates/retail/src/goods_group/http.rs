//! Product groups over HTTP.

use super::{
    FullGoodsGroup, GoodsGroup, GoodsGroupSearch, GoodsPick, ListedGoodsGroup, NamedPick,
    WantedGoodsGroup,
};
use crate::catalogue::SkuOut;
use crate::checks::{NAME_MAX, note_query};
use access::{Actor, Guarded, Permission};
use axum::extract::State;
use kernel::{GoodsGroupId, Invalid, Page, PageRequest};
use platform::App;
use platform::http::{IfMatch, Json, Path, Problem, Query, Versioned};
use platform::idempotency::{self, Answer, IdempotencyKey};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use utoipa_axum::routes;

pub(crate) fn routes() -> Guarded {
    Guarded::new()
        .route(Permission::GoodsRead, routes!(list_goods_groups))
        .route(Permission::GoodsRead, routes!(get_goods_group))
        .route(Permission::GoodsRead, routes!(list_goods_group_skus))
        .route(Permission::GoodsWrite, routes!(create_goods_group))
        .route(Permission::GoodsWrite, routes!(replace_goods_group))
}

/// Which groups are listed.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub(crate) struct GoodsGroupQuery {
    /// Parts of a name.
    #[serde(default)]
    #[param(max_length = 120)]
    q: Option<String>,
    /// Only those that are switched on, or only those that are not.
    #[serde(default)]
    is_active: Option<bool>,
}

/// A group as it is to be.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct WriteGoodsGroup {
    /// Unique within the brand.
    #[schema(min_length = 1, max_length = 120, example = "会员日商品")]
    name: String,
    /// What it is for.
    #[serde(default)]
    #[schema(max_length = 200)]
    note: String,
    /// Whether it holds anything; a group that is switched off holds nothing.
    #[serde(default = "yes")]
    is_active: bool,
    /// What is in; a group that includes nothing holds nothing. 5 000 things on both sides at
    /// most.
    #[serde(default)]
    #[schema(max_items = 5000)]
    include: Vec<GoodsPick>,
    /// What is out, whatever is in.
    #[serde(default)]
    #[schema(max_items = 5000)]
    exclude: Vec<GoodsPick>,
}

/// A group.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct GoodsGroupOut {
    id: GoodsGroupId,
    name: String,
    note: String,
    is_active: bool,
    /// The `ETag` for an edit.
    version: i64,
}

/// A group in a list.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct ListedGoodsGroupOut {
    id: GoodsGroupId,
    name: String,
    note: String,
    is_active: bool,
    /// How many things it includes.
    included: i64,
    /// How many things it excludes.
    excluded: i64,
    /// The `ETag` for an edit.
    version: i64,
}

/// A group with what it names.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct FullGoodsGroupOut {
    id: GoodsGroupId,
    name: String,
    note: String,
    is_active: bool,
    /// What is in.
    include: Vec<NamedPickOut>,
    /// What is out, whatever is in.
    exclude: Vec<NamedPickOut>,
    /// How many SKUs it holds.
    sku_count: i64,
    /// The `ETag` for an edit.
    version: i64,
}

/// A thing that a group names, as people call it.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct NamedPickOut {
    pick: GoodsPick,
    /// Its code; a category has none.
    code: Option<String>,
    name: String,
}

impl From<WriteGoodsGroup> for WantedGoodsGroup {
    fn from(body: WriteGoodsGroup) -> Self {
        WantedGoodsGroup {
            name: body.name,
            note: body.note,
            is_active: body.is_active,
            include: body.include,
            exclude: body.exclude,
        }
    }
}

impl From<GoodsGroup> for GoodsGroupOut {
    fn from(group: GoodsGroup) -> Self {
        GoodsGroupOut {
            id: group.id,
            name: group.name,
            note: group.note,
            is_active: group.is_active,
            version: group.version,
        }
    }
}

impl From<ListedGoodsGroup> for ListedGoodsGroupOut {
    fn from(group: ListedGoodsGroup) -> Self {
        ListedGoodsGroupOut {
            id: group.id,
            name: group.name,
            note: group.note,
            is_active: group.is_active,
            included: group.included,
            excluded: group.excluded,
            version: group.version,
        }
    }
}

impl From<FullGoodsGroup> for FullGoodsGroupOut {
    fn from(full: FullGoodsGroup) -> Self {
        let named = |picks: Vec<NamedPick>| {
            let out = |NamedPick { pick, code, name }| NamedPickOut { pick, code, name };
            picks.into_iter().map(out).collect()
        };
        FullGoodsGroupOut {
            include: named(full.include),
            exclude: named(full.exclude),
            sku_count: full.sku_count,
            id: full.group.id,
            name: full.group.name,
            note: full.group.note,
            is_active: full.group.is_active,
            version: full.group.version,
        }
    }
}

/// Lists product groups by name.
#[utoipa::path(
    get, path = "/api/v1/goods-groups", tag = "goods",
    params(GoodsGroupQuery, PageRequest),
    responses((status = 200, description = "A page of groups", body = Page<ListedGoodsGroupOut>))
)]
async fn list_goods_groups(
    State(app): State<App>,
    actor: Actor,
    Query(query): Query<GoodsGroupQuery>,
    Query(page): Query<PageRequest>,
) -> Result<Json<Page<ListedGoodsGroupOut>>, Problem> {
    let (cursor, limit) = page.read()?;
    let search = GoodsGroupSearch {
        q: query.q.unwrap_or_default(),
        is_active: query.is_active,
    };
    let mut wrong = Invalid::new();
    note_query(&mut wrong, "?q", &search.q, NAME_MAX);
    wrong.check()?;
    let list = app.db.read(actor.brand, move |tx| {
        super::list_goods_groups(tx, &search, cursor, limit)
    });
    Ok(Json(list.await?.map(ListedGoodsGroupOut::from)))
}

/// Puts goods together under a name.
#[utoipa::path(
    post, path = "/api/v1/goods-groups", tag = "goods",
    request_body = WriteGoodsGroup,
    responses((status = 200, description = "The group", body = GoodsGroupOut))
)]
async fn create_goods_group(
    State(app): State<App>,
    actor: Actor,
    key: IdempotencyKey,
    Json(body): Json<WriteGoodsGroup>,
) -> Result<Answer, Problem> {
    let act = actor.act();
    let wanted = WantedGoodsGroup::from(body.clone());
    idempotency::once(
        &app,
        actor.brand,
        key,
        &body,
        "create_goods_group",
        move |tx| super::create_goods_group(tx, act, &wanted).map(GoodsGroupOut::from),
    )
    .await
}

/// Shows a product group with what it includes and excludes.
#[utoipa::path(
    get, path = "/api/v1/goods-groups/{group_id}", tag = "goods",
    params(("group_id" = GoodsGroupId, Path)),
    responses(
        (status = 200, description = "The group; `ETag` is its version", body = FullGoodsGroupOut)
    )
)]
async fn get_goods_group(
    State(app): State<App>,
    actor: Actor,
    Path(group_id): Path<GoodsGroupId>,
) -> Result<Versioned<FullGoodsGroupOut>, Problem> {
    let full = app
        .db
        .read(actor.brand, move |tx| super::get_goods_group(tx, group_id))
        .await?;
    Ok(Versioned {
        version: full.group.version,
        body: full.into(),
    })
}

/// Replaces what a product group is: its name, what it includes and what it excludes.
#[utoipa::path(
    put, path = "/api/v1/goods-groups/{group_id}", tag = "goods",
    params(
        ("group_id" = GoodsGroupId, Path),
        ("If-Match" = String, Header, description = "The `version` that was seen, in quotes"),
    ),
    request_body = WriteGoodsGroup,
    responses((status = 200, description = "The group", body = FullGoodsGroupOut))
)]
async fn replace_goods_group(
    State(app): State<App>,
    actor: Actor,
    seen: IfMatch,
    Path(group_id): Path<GoodsGroupId>,
    Json(body): Json<WriteGoodsGroup>,
) -> Result<Versioned<FullGoodsGroupOut>, Problem> {
    let act = actor.act();
    let wanted = WantedGoodsGroup::from(body);
    let replace = app.db.write(actor.brand, move |tx| {
        super::replace_goods_group(tx, act, group_id, seen, &wanted)?;
        super::get_goods_group(tx, group_id)
    });
    let full = replace.await?;
    Ok(Versioned {
        version: full.group.version,
        body: full.into(),
    })
}

/// Lists the SKUs that a product group holds, by code.
#[utoipa::path(
    get, path = "/api/v1/goods-groups/{group_id}/skus", tag = "goods",
    params(("group_id" = GoodsGroupId, Path), PageRequest),
    responses((status = 200, description = "A page of SKUs", body = Page<SkuOut>))
)]
async fn list_goods_group_skus(
    State(app): State<App>,
    actor: Actor,
    Path(group_id): Path<GoodsGroupId>,
    Query(page): Query<PageRequest>,
) -> Result<Json<Page<SkuOut>>, Problem> {
    let (cursor, limit) = page.read()?;
    let list = app.db.read(actor.brand, move |tx| {
        super::list_goods_group_skus(tx, group_id, cursor, limit)
    });
    let page = list.await?;
    Ok(Json(page.map(|(sku, goods)| SkuOut::new(sku, &goods))))
}

fn yes() -> bool {
    true
}
