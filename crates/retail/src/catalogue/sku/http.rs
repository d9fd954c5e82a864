//! SKUs over HTTP; a list may say what one store asks for them and has of them.

use super::{FullSku, NewSku, Unit};
use crate::catalogue::price::{self, StorePrice};
use crate::catalogue::{Goods, SkuSearch, list_skus as find_page, rules};
use crate::checks::{CODE_MAX, NAME_MAX, note_query};
use crate::patch::{given, given_or_null, set};
use crate::stock;
use access::{Actor, Guarded, Permission};
use axum::extract::State;
use kernel::{CategoryId, GoodsId, Invalid, Money, Page, PageRequest, PictureId, SkuId, StoreId};
use platform::App;
use platform::db::{DbError, Tx};
use platform::http::{IfMatch, Json, Path, Problem, Query, Versioned};
use platform::idempotency::{self, Answer, IdempotencyKey};
use serde::{Deserialize, Serialize};
use std::collections::HashMap;
use utoipa::{IntoParams, ToSchema};
use utoipa_axum::routes;

pub(crate) fn routes() -> Guarded {
    Guarded::new()
        .route(Permission::GoodsRead, routes!(list_skus))
        .route(Permission::GoodsRead, routes!(get_sku))
        .route(Permission::GoodsWrite, routes!(add_sku))
        .route(Permission::GoodsWrite, routes!(edit_sku))
}

/// Which SKUs are listed.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub(crate) struct SkuQuery {
    /// Parts of a name, or the beginning of a code.
    #[serde(default)]
    #[param(max_length = 120)]
    q: Option<String>,
    /// Exactly this barcode; then `q` does not count.
    #[serde(default)]
    #[param(max_length = 40)]
    barcode: Option<String>,
    /// Also say what this store asks for them and has of them.
    #[serde(default)]
    store_id: Option<StoreId>,
    /// Only those that may be sold, or only those that may not.
    #[serde(default)]
    may_be_sold: Option<bool>,
    /// Only those whose goods are of this category or one below it.
    #[serde(default)]
    category_id: Option<CategoryId>,
}

/// A SKU that is about to enter the catalogue.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct CreateSku {
    /// Unique within the brand; visible ASCII.
    #[schema(min_length = 1, max_length = 40, example = "A-1024")]
    code: String,
    /// What tells it from the other SKUs of its goods.
    #[serde(default)]
    #[schema(max_length = 120, example = "大杯")]
    name: String,
    /// What one of it is.
    #[serde(default = "a_piece")]
    unit: Unit,
    /// Each unique within the brand; visible ASCII.
    #[serde(default)]
    #[schema(max_items = 20, example = json!(["6901234567892"]))]
    barcodes: Vec<String>,
    /// What a passer-by pays for one.
    #[schema(minimum = 0, maximum = 10000000000_i64, example = 1800)]
    list_price: Money,
    /// What a member pays, never more than the list price; absent if there is no such price.
    #[serde(default)]
    #[schema(minimum = 0, maximum = 10000000000_i64, example = 1600)]
    member_price: Option<Money>,
    /// What one costs the brand; absent if nobody knows.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schema(minimum = 0, maximum = 10000000000_i64, example = 700)]
    cost_price: Option<Money>,
    /// Whether its stock is counted.
    #[serde(default)]
    keeps_stock: bool,
}

/// What changes about a SKU; what is left out stays.
#[derive(Debug, Clone, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct EditSku {
    /// What tells it from the other SKUs of its goods.
    #[serde(default, deserialize_with = "given")]
    #[schema(value_type = String, required = false, max_length = 120)]
    name: Option<String>,
    /// What one of it is.
    #[serde(default, deserialize_with = "given")]
    #[schema(value_type = Unit, required = false)]
    unit: Option<Unit>,
    /// All of its barcodes.
    #[serde(default, deserialize_with = "given")]
    #[schema(value_type = Vec<String>, required = false, max_items = 20)]
    barcodes: Option<Vec<String>>,
    /// What a passer-by pays for one.
    #[serde(default, deserialize_with = "given")]
    #[schema(value_type = Money, required = false, minimum = 0, maximum = 10000000000_i64)]
    list_price: Option<Money>,
    /// What a member pays; null if there is no such price.
    #[serde(default, deserialize_with = "given_or_null")]
    #[schema(value_type = Option<Money>, minimum = 0, maximum = 10000000000_i64)]
    member_price: Option<Option<Money>>,
    /// What one costs the brand; null if nobody knows.
    #[serde(default, deserialize_with = "given_or_null")]
    #[schema(value_type = Option<Money>, minimum = 0, maximum = 10000000000_i64)]
    cost_price: Option<Option<Money>>,
    /// Whether its stock is counted.
    #[serde(default, deserialize_with = "given")]
    #[schema(value_type = bool, required = false)]
    keeps_stock: Option<bool>,
    /// Whether it may be sold.
    #[serde(default, deserialize_with = "given")]
    #[schema(value_type = bool, required = false)]
    is_active: Option<bool>,
}

/// A SKU.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct SkuOut {
    id: SkuId,
    goods_id: GoodsId,
    goods_name: String,
    category_id: Option<CategoryId>,
    /// The first picture of its goods.
    picture_id: Option<PictureId>,
    code: String,
    /// What tells it from the other SKUs of its goods; may be empty.
    name: String,
    unit: Unit,
    barcodes: Vec<String>,
    /// What a passer-by pays, unless the store has prices of its own.
    list_price: Money,
    /// What a member pays, unless the store has prices of its own.
    member_price: Option<Money>,
    /// What one costs the brand. Only whoever may write goods sees it.
    #[serde(skip_serializing_if = "Option::is_none")]
    cost_price: Option<Money>,
    keeps_stock: bool,
    /// Whether it is switched on.
    is_active: bool,
    /// Whether both it and its goods are switched on.
    may_be_sold: bool,
    /// The `ETag` for an edit.
    version: i64,
    /// What the store asks for it and has of it, if one was named.
    #[serde(skip_serializing_if = "Option::is_none")]
    at_store: Option<SkuAtStoreOut>,
}

/// A SKU in one store.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct SkuAtStoreOut {
    store_id: StoreId,
    /// What a passer-by pays there.
    list_price: Money,
    /// What a member pays there.
    member_price: Option<Money>,
    /// The `ETag` of the store's own prices; 0 if it has none.
    price_version: i64,
    /// How many are on the shelf; null if its stock is not counted.
    stock: Option<i64>,
}

impl SkuOut {
    /// Shows a SKU of some goods, without what it costs.
    pub(crate) fn new(FullSku { sku, barcodes }: FullSku, goods: &Goods) -> Self {
        SkuOut {
            id: sku.id,
            goods_id: sku.goods_id,
            goods_name: goods.name.clone(),
            category_id: goods.category_id,
            picture_id: goods.picture_id,
            code: sku.code,
            name: sku.name,
            unit: sku.unit,
            barcodes,
            list_price: sku.list_price,
            member_price: sku.member_price,
            cost_price: None,
            keeps_stock: sku.keeps_stock,
            is_active: sku.is_active,
            may_be_sold: sku.is_active && goods.is_active,
            version: sku.version,
            at_store: None,
        }
    }

    /// Shows a SKU with what it costs: to those only who write goods.
    pub(crate) fn with_cost(full: FullSku, goods: &Goods) -> Self {
        SkuOut {
            cost_price: full.sku.cost_price,
            ..SkuOut::new(full, goods)
        }
    }

    /// Shows a SKU as somebody may see it.
    pub(crate) fn as_seen_by(actor: &Actor, full: FullSku, goods: &Goods) -> Self {
        match actor.require(Permission::GoodsWrite) {
            Ok(()) => SkuOut::with_cost(full, goods),
            Err(_) => SkuOut::new(full, goods),
        }
    }

    fn at(&self, store_id: StoreId, own: Option<&StorePrice>, stock: i64) -> SkuAtStoreOut {
        let (list_price, member_price) =
            rules::prices_in_store(self.list_price, self.member_price, own);
        SkuAtStoreOut {
            store_id,
            list_price,
            member_price,
            price_version: own.map_or(0, |own| own.version),
            stock: self.keeps_stock.then_some(stock),
        }
    }
}

impl From<CreateSku> for NewSku {
    fn from(body: CreateSku) -> Self {
        NewSku {
            code: body.code,
            name: body.name,
            unit: body.unit,
            barcodes: body.barcodes,
            list_price: body.list_price,
            member_price: body.member_price,
            cost_price: body.cost_price,
            keeps_stock: body.keeps_stock,
        }
    }
}

impl EditSku {
    fn apply(&self, full: &mut FullSku) {
        set(&mut full.barcodes, &self.barcodes);
        set(&mut full.sku.name, &self.name);
        set(&mut full.sku.unit, &self.unit);
        set(&mut full.sku.list_price, &self.list_price);
        set(&mut full.sku.member_price, &self.member_price);
        set(&mut full.sku.cost_price, &self.cost_price);
        set(&mut full.sku.keeps_stock, &self.keeps_stock);
        set(&mut full.sku.is_active, &self.is_active);
    }
}

/// Lists SKUs by code: for the till's scanner and search box, and for the console.
#[utoipa::path(
    get, path = "/api/v1/skus", tag = "goods",
    params(SkuQuery, PageRequest),
    responses((status = 200, description = "A page of SKUs", body = Page<SkuOut>))
)]
async fn list_skus(
    State(app): State<App>,
    actor: Actor,
    Query(query): Query<SkuQuery>,
    Query(page): Query<PageRequest>,
) -> Result<Json<Page<SkuOut>>, Problem> {
    let (cursor, limit) = page.read()?;
    let store_id = query.store_id;
    if let Some(store_id) = store_id {
        actor.require_store(store_id)?;
    }
    let search = SkuSearch {
        q: query.q.unwrap_or_default(),
        barcode: query.barcode,
        may_be_sold: query.may_be_sold,
        category_id: query.category_id,
    };
    let mut wrong = Invalid::new();
    note_query(&mut wrong, "?q", &search.q, NAME_MAX);
    note_query(
        &mut wrong,
        "?barcode",
        search.barcode.as_deref().unwrap_or(""),
        CODE_MAX,
    );
    wrong.check()?;
    let brand = actor.brand;
    let list = app.db.read(brand, move |tx| {
        let page = find_page(tx, &search, cursor, limit)?;
        let mut page = page.map(|(sku, goods)| SkuOut::as_seen_by(&actor, sku, &goods));
        if let Some(store_id) = store_id {
            add_store(tx, store_id, &mut page.items)?;
        }
        Ok::<_, DbError>(page)
    });
    Ok(Json(list.await?))
}

/// Shows a SKU.
#[utoipa::path(
    get, path = "/api/v1/skus/{sku_id}", tag = "goods",
    params(("sku_id" = SkuId, Path)),
    responses((status = 200, description = "The SKU; `ETag` is its version", body = SkuOut))
)]
async fn get_sku(
    State(app): State<App>,
    actor: Actor,
    Path(sku_id): Path<SkuId>,
) -> Result<Versioned<SkuOut>, Problem> {
    let (full, goods) = app
        .db
        .read(actor.brand, move |tx| super::get_sku(tx, sku_id))
        .await?;
    Ok(Versioned {
        version: full.sku.version,
        body: SkuOut::as_seen_by(&actor, full, &goods),
    })
}

/// Adds a SKU to goods.
#[utoipa::path(
    post, path = "/api/v1/goods/{goods_id}/skus", tag = "goods",
    params(("goods_id" = GoodsId, Path)),
    request_body = CreateSku,
    responses((status = 200, description = "The SKU", body = SkuOut))
)]
async fn add_sku(
    State(app): State<App>,
    actor: Actor,
    key: IdempotencyKey,
    Path(goods_id): Path<GoodsId>,
    Json(body): Json<CreateSku>,
) -> Result<Answer, Problem> {
    let act = actor.act();
    let new = NewSku::from(body.clone());
    idempotency::once(&app, actor.brand, key, &body, "add_sku", move |tx| {
        let sku_id = super::add_sku(tx, act, goods_id, &new)?.sku.id;
        super::get_sku(tx, sku_id).map(|(full, goods)| SkuOut::with_cost(full, &goods))
    })
    .await
}

/// Changes a SKU.
#[utoipa::path(
    patch, path = "/api/v1/skus/{sku_id}", tag = "goods",
    params(
        ("sku_id" = SkuId, Path),
        ("If-Match" = String, Header, description = "The `version` that was seen, in quotes"),
    ),
    request_body = EditSku,
    responses((status = 200, description = "The SKU", body = SkuOut))
)]
async fn edit_sku(
    State(app): State<App>,
    actor: Actor,
    seen: IfMatch,
    Path(sku_id): Path<SkuId>,
    Json(body): Json<EditSku>,
) -> Result<Versioned<SkuOut>, Problem> {
    let act = actor.act();
    let edit = app.db.write(actor.brand, move |tx| {
        super::edit_sku(tx, act, sku_id, seen, |full| body.apply(full))?;
        super::get_sku(tx, sku_id)
    });
    let (full, goods) = edit.await?;
    Ok(Versioned {
        version: full.sku.version,
        body: SkuOut::with_cost(full, &goods),
    })
}

fn a_piece() -> Unit {
    Unit::Piece
}

/// Says what a store asks for some SKUs and has of them.
fn add_store(tx: &mut Tx<'_>, store_id: StoreId, skus: &mut [SkuOut]) -> Result<(), DbError> {
    let sku_ids: Vec<SkuId> = skus.iter().map(|sku| sku.id).collect();
    let levels = stock::load_levels(tx, store_id, &sku_ids)?;
    let own: HashMap<SkuId, StorePrice> = price::find_in_store(tx, store_id, sku_ids)?
        .into_iter()
        .map(|price| (price.sku_id, price))
        .collect();
    for sku in skus {
        let level = levels.get(&sku.id).copied().unwrap_or_default();
        sku.at_store = Some(sku.at(store_id, own.get(&sku.id), level));
    }
    Ok(())
}
