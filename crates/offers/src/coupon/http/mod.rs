//! Coupons over HTTP: what is looked at here, what changes in [`acts`].

mod acts;

use super::view::{CouponHappening, CouponView};
use super::{CouponAct, CouponId, CouponState, code_of, get, grouped, guess, store};
use crate::OffersError;
use access::{Actor, Guarded, Permission};
use axum::extract::State;
use kernel::{Cursor, Invalid, MemberId, Page, PageRequest};
use platform::App;
use platform::db::{DbError, Tx};
use platform::http::{Json, Path, Problem, ProblemBody, Query};
use pricing::OfferId;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use utoipa_axum::routes;

pub(crate) fn routes() -> Guarded {
    Guarded::new()
        .route(Permission::OffersRead, routes!(list_coupons))
        .route(Permission::OffersRead, routes!(list_coupon_log))
        .route(Permission::OffersRead, routes!(get_coupon))
        .route(Permission::CouponsIssue, routes!(show_coupon_code))
        .route(Permission::CouponsRedeem, routes!(find_coupon))
        .merge(acts::routes())
}

/// Which coupons to list: those of a member, or those of a template.
#[derive(Debug, Default, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
struct CouponQuery {
    /// Of this member.
    member_id: Option<MemberId>,
    /// Of this template.
    offer_id: Option<OfferId>,
    /// In this state only; of a template.
    state: Option<CouponState>,
    /// Only those that can be used now; of a member.
    #[serde(default)]
    usable: bool,
}

/// What happened, of which kind.
#[derive(Debug, Default, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
struct LogQuery {
    /// Of this kind only.
    act: Option<CouponAct>,
}

/// A coupon with what happened to it.
#[derive(Debug, Serialize, ToSchema)]
struct CouponDetail {
    #[serde(flatten)]
    coupon: CouponView,
    /// The latest first.
    log: Vec<CouponHappening>,
}

/// A code that somebody shows.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct CodeShown {
    /// As it was scanned or typed.
    #[schema(
        min_length = 27,
        max_length = 60,
        example = "012345678-9ABCDEFGH-JKMNPQRST"
    )]
    code: String,
}

/// The code of a coupon.
#[derive(Debug, Serialize, ToSchema)]
struct CouponCode {
    /// In three groups, as people read it.
    code: String,
}

/// Lists the coupons of a member or of a template, the latest first.
#[utoipa::path(get, path = "/api/v1/coupons", tag = "coupons", params(CouponQuery, PageRequest),
    responses((status = 200, body = Page<CouponView>), (status = "4XX", body = ProblemBody)))]
async fn list_coupons(
    State(app): State<App>,
    actor: Actor,
    Query(query): Query<CouponQuery>,
    Query(page): Query<PageRequest>,
) -> Result<Json<Page<CouponView>>, Problem> {
    let (cursor, limit) = page.read()?;
    let now = actor.now;
    let read = move |tx: &mut Tx<'_>| -> Result<_, OffersError> {
        let usable_at = query.usable.then_some(now);
        let page = match (query.member_id, query.offer_id) {
            (Some(member_id), None) => {
                super::list_of_member(tx, member_id, usable_at, (cursor, limit))?
            }
            (None, Some(offer_id)) => {
                super::list_of_offer(tx, offer_id, query.state, (cursor, limit))?
            }
            _ => return Err(Invalid::one("?member_id", "value.missing", []).into()),
        };
        Ok(page.map(|found| CouponView::of(found, now)))
    };
    Ok(Json(app.db.read(actor.brand, read).await?))
}

/// What happened to coupons, the latest first; in the stores that the person may see.
#[utoipa::path(get, path = "/api/v1/coupon-log", tag = "coupons", params(LogQuery, PageRequest),
    responses((status = 200, body = Page<CouponHappening>), (status = "4XX", body = ProblemBody)))]
async fn list_coupon_log(
    State(app): State<App>,
    actor: Actor,
    Query(query): Query<LogQuery>,
    Query(page): Query<PageRequest>,
) -> Result<Json<Page<CouponHappening>>, Problem> {
    let (cursor, limit) = page.read()?;
    let stores = actor.stores().only().map(<[_]>::to_vec);
    let read = move |tx: &mut Tx<'_>| -> Result<_, DbError> {
        let before = cursor.map_or(i64::MAX, |cursor| cursor.id);
        let part = (before, i64::from(limit) + 1);
        let rows = match stores.as_deref() {
            None => store::log_page(tx, query.act, part)?,
            Some(stores) => store::log_page_of_stores(tx, stores, query.act, part)?,
        };
        Ok(Page::of(rows, limit, |log| Cursor { key: 0, id: log.id }))
    };
    let page = app.db.read(actor.brand, read).await?;
    Ok(Json(page.map(CouponHappening::from)))
}

/// One coupon with what happened to it.
#[utoipa::path(get, path = "/api/v1/coupons/{coupon_id}", tag = "coupons",
    params(("coupon_id" = CouponId, Path)),
    responses((status = 200, body = CouponDetail), (status = "4XX", body = ProblemBody)))]
async fn get_coupon(
    State(app): State<App>,
    actor: Actor,
    Path(coupon_id): Path<CouponId>,
) -> Result<Json<CouponDetail>, Problem> {
    let now = actor.now;
    let stores = actor.stores().clone();
    let read = move |tx: &mut Tx<'_>| -> Result<_, OffersError> {
        let found = get(tx, coupon_id)?;
        let mut log = store::log_of(tx, coupon_id)?;
        log.retain(|one| one.store_id.is_none_or(|store| stores.allows(store)));
        Ok(CouponDetail {
            coupon: CouponView::of(found, now),
            log: log.into_iter().map(CouponHappening::from).collect(),
        })
    };
    Ok(Json(app.db.read(actor.brand, read).await?))
}

/// Shows the code of a coupon, to be printed or sent.
#[utoipa::path(get, path = "/api/v1/coupons/{coupon_id}/code", tag = "coupons",
    params(("coupon_id" = CouponId, Path)),
    responses((status = 200, body = CouponCode), (status = "4XX", body = ProblemBody)))]
async fn show_coupon_code(
    State(app): State<App>,
    actor: Actor,
    Path(coupon_id): Path<CouponId>,
) -> Result<Json<CouponCode>, Problem> {
    let read = move |tx: &mut Tx<'_>| get(tx, coupon_id);
    let (coupon, _) = app.db.read(actor.brand, read).await?;
    let code = grouped(&code_of(&app.seal, coupon.id));
    Ok(Json(CouponCode { code }))
}

/// Finds the coupon of a code that somebody shows. Whoever tries too many wrong ones has to wait.
#[utoipa::path(post, path = "/api/v1/coupon-lookups", tag = "coupons", request_body = CodeShown,
    responses((status = 200, body = CouponView), (status = "4XX", body = ProblemBody)))]
async fn find_coupon(
    State(app): State<App>,
    actor: Actor,
    Json(body): Json<CodeShown>,
) -> Result<Json<CouponView>, Problem> {
    let (act, staff, now) = (actor.act(), actor.staff, actor.now);
    let counted = app.db.write(actor.brand, move |tx| -> Result<_, DbError> {
        guess::count_try(tx, &act, staff)
    });
    counted.await?.map_err(OffersError::from)?;
    let seal = app.seal.clone();
    let find = move |tx: &mut Tx<'_>| guess::find_by_code(tx, &seal, staff, &body.code);
    let found = app.db.write(actor.brand, find).await?;
    Ok(Json(CouponView::of(found, now)))
}
