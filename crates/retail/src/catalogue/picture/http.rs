//! Pictures of goods over HTTP.

use super::{Goods, Picture, PictureSize, rules};
use access::{Actor, Guarded, Permission};
use axum::extract::multipart::{MultipartError, MultipartRejection};
use axum::extract::{DefaultBodyLimit, Multipart, State};
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Response};
use kernel::{GoodsId, Invalid, PictureId};
use platform::App;
use platform::http::{IfMatch, Json, Path, Problem, Query, RequestFault, Versioned};
use platform::idempotency::{self, Answer, IdempotencyKey};
use serde::{Deserialize, Serialize};
use tokio::sync::Semaphore;
use utoipa::{IntoParams, ToSchema};
use utoipa_axum::routes;

/// One picture is drawn at a time, for it may fill some hundred megabytes meanwhile. The turn goes
/// with the work, so that nobody gives it up by hanging up.
static DRAWING: Semaphore = Semaphore::const_new(1);

pub(crate) fn routes() -> Guarded {
    Guarded::new()
        .route_with(
            Permission::GoodsWrite,
            routes!(add_goods_picture),
            |route| route.layer(DefaultBodyLimit::max(rules::FILE_MAX + 64 * 1024)),
        )
        .route(Permission::GoodsRead, routes!(list_goods_pictures))
        .route(Permission::GoodsWrite, routes!(order_goods_pictures))
        .route(Permission::GoodsRead, routes!(show_goods_picture))
        .route(Permission::GoodsWrite, routes!(remove_goods_picture))
}

/// The form that carries a picture.
#[derive(ToSchema)]
#[expect(dead_code, reason = "describes the form; it is read piece by piece")]
struct PictureForm {
    /// A JPEG, PNG or WebP of at most 10 MB, at most 10 000 pixels on a side and 52 million in all.
    #[schema(value_type = String, format = Binary)]
    file: Vec<u8>,
}

/// The order in which pictures are wanted.
#[derive(Debug, Clone, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct OrderPictures {
    /// Each picture of the goods once; the first becomes the main one.
    #[schema(max_items = 8)]
    picture_ids: Vec<PictureId>,
}

/// How large a picture is wanted.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub(crate) struct PictureQuery {
    /// Large if absent.
    #[serde(default)]
    #[param(inline)]
    size: Option<PictureSize>,
}

/// A picture of goods.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct PictureOut {
    id: PictureId,
    goods_id: GoodsId,
    /// 1 for the main one, then 2, 3 … as they are shown.
    place: i64,
    /// Of the large one, in pixels.
    width: i64,
    /// Of the large one, in pixels.
    height: i64,
}

/// The pictures of goods.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct PicturesOut {
    /// The first is the main one.
    items: Vec<PictureOut>,
}

impl From<Picture> for PictureOut {
    fn from(picture: Picture) -> Self {
        PictureOut {
            id: picture.id,
            goods_id: picture.goods_id,
            place: picture.place,
            width: picture.width,
            height: picture.height,
        }
    }
}

/// Pictures under the version of their goods.
fn versioned((goods, pictures): (Goods, Vec<Picture>)) -> Versioned<PicturesOut> {
    let items = pictures.into_iter().map(PictureOut::from).collect();
    Versioned {
        version: goods.version,
        body: PicturesOut { items },
    }
}

/// Adds a picture behind the others, at most eight. The same file again is the picture that is
/// there.
#[utoipa::path(
    post, path = "/api/v1/goods/{goods_id}/pictures", tag = "goods",
    params(("goods_id" = GoodsId, Path)),
    request_body(content = PictureForm, content_type = "multipart/form-data"),
    responses((status = 200, description = "The picture", body = PictureOut))
)]
async fn add_goods_picture(
    State(app): State<App>,
    actor: Actor,
    Path(goods_id): Path<GoodsId>,
    key: IdempotencyKey,
    form: Result<Multipart, MultipartRejection>,
) -> Result<Answer, Problem> {
    let form = form.map_err(|_| no_form())?;
    let file = read_file(form).await?;
    // A permit of what is never closed is always given.
    let turn = DRAWING.acquire().await;
    let drawn = tokio::task::spawn_blocking(move || {
        let drawn = super::read_picture(&file);
        drop(turn);
        drawn
    });
    // Whatever a decoder stumbles over is a picture that nobody can show.
    let new = drawn.await.unwrap_or_else(|_| Err(rules::damaged()))?;
    let (act, said) = (actor.act(), new.fingerprint);
    let add = move |tx: &mut platform::db::Tx<'_>| {
        super::add_picture(tx, act, goods_id, &new).map(PictureOut::from)
    };
    idempotency::once(&app, actor.brand, key, &said, "add_goods_picture", add).await
}

/// Lists the pictures of goods, the main one first.
#[utoipa::path(
    get, path = "/api/v1/goods/{goods_id}/pictures", tag = "goods",
    params(("goods_id" = GoodsId, Path)),
    responses((
        status = 200,
        description = "The pictures; `ETag` is the version of the goods",
        body = PicturesOut
    ))
)]
async fn list_goods_pictures(
    State(app): State<App>,
    actor: Actor,
    Path(goods_id): Path<GoodsId>,
) -> Result<Versioned<PicturesOut>, Problem> {
    let list = app
        .db
        .read(actor.brand, move |tx| super::list_pictures(tx, goods_id));
    Ok(versioned(list.await?))
}

/// Puts the pictures of goods into another order; the first becomes the main one.
#[utoipa::path(
    put, path = "/api/v1/goods/{goods_id}/pictures", tag = "goods",
    params(
        ("goods_id" = GoodsId, Path),
        ("If-Match" = String, Header,
            description = "The version of the goods that was seen, in quotes"),
    ),
    request_body = OrderPictures,
    responses((status = 200, description = "The pictures in their order", body = PicturesOut))
)]
async fn order_goods_pictures(
    State(app): State<App>,
    actor: Actor,
    seen: IfMatch,
    Path(goods_id): Path<GoodsId>,
    Json(body): Json<OrderPictures>,
) -> Result<Versioned<PicturesOut>, Problem> {
    let act = actor.act();
    let order = app.db.write(actor.brand, move |tx| {
        super::order_pictures(tx, act, goods_id, seen, &body.picture_ids)
    });
    Ok(versioned(order.await?))
}

/// Shows a picture as a JPEG. Its bytes never change, so a browser asks for them once.
#[utoipa::path(
    get, path = "/api/v1/goods/{goods_id}/pictures/{picture_id}", tag = "goods",
    params(("goods_id" = GoodsId, Path), ("picture_id" = PictureId, Path), PictureQuery),
    responses((status = 200, description = "A JPEG", body = Vec<u8>, content_type = "image/jpeg"))
)]
async fn show_goods_picture(
    State(app): State<App>,
    actor: Actor,
    Path((goods_id, picture_id)): Path<(GoodsId, PictureId)>,
    Query(query): Query<PictureQuery>,
    headers: HeaderMap,
) -> Result<Response, Problem> {
    let size = query.size.unwrap_or(PictureSize::Large);
    let find = app.db.read(actor.brand, move |tx| {
        super::find_jpeg(tx, goods_id, picture_id, size)
    });
    let jpeg = find.await?;
    let tag = format!("\"{picture_id}.{size}\"");
    let is_known = headers.get(header::IF_NONE_MATCH).is_some_and(|known| {
        let known = known.to_str().unwrap_or_default();
        known.split(',').any(|one| one.trim() == tag)
    });
    let kept = [
        (
            header::CACHE_CONTROL,
            "private, max-age=31536000, immutable",
        ),
        (header::ETAG, tag.as_str()),
    ];
    if is_known {
        return Ok((StatusCode::NOT_MODIFIED, kept).into_response());
    }
    let media = [(header::CONTENT_TYPE, "image/jpeg")];
    Ok((kept, media, jpeg).into_response())
}

/// Takes a picture away; those behind it move up.
#[utoipa::path(
    delete, path = "/api/v1/goods/{goods_id}/pictures/{picture_id}", tag = "goods",
    params(("goods_id" = GoodsId, Path), ("picture_id" = PictureId, Path)),
    responses((status = 204, description = "The goods do not have it any more"))
)]
async fn remove_goods_picture(
    State(app): State<App>,
    actor: Actor,
    Path((goods_id, picture_id)): Path<(GoodsId, PictureId)>,
) -> Result<StatusCode, Problem> {
    let act = actor.act();
    let remove = app.db.write(actor.brand, move |tx| {
        super::remove_picture(tx, act, goods_id, picture_id)
    });
    remove.await?;
    Ok(StatusCode::NO_CONTENT)
}

/// The field `file` of a form.
async fn read_file(mut form: Multipart) -> Result<Vec<u8>, Problem> {
    while let Some(field) = form.next_field().await.map_err(broken)? {
        if field.name() == Some("file") {
            return Ok(field.bytes().await.map_err(broken)?.to_vec());
        }
    }
    Err(Invalid::one("/file", "value.missing", []).into())
}

fn broken(error: MultipartError) -> Problem {
    if error.status() == StatusCode::PAYLOAD_TOO_LARGE {
        return rules::too_large().into();
    }
    no_form()
}

fn no_form() -> Problem {
    let wanted = "send a whole multipart/form-data form with the picture in its field `file`";
    Problem::of_request(&RequestFault::Malformed(wanted.into()))
}
