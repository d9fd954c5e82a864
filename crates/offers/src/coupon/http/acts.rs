//! What people do with coupons over HTTP.

use crate::OffersError;
use crate::coupon::view::CouponView;
use crate::coupon::{CouponAct, CouponId, Way, getting, writing_off};
use access::{Actor, Guarded, Permission};
use axum::extract::State;
use kernel::{MemberId, StoreId};
use platform::App;
use platform::db::Tx;
use platform::http::{Json, Path, Problem, ProblemBody};
use platform::idempotency::{self, Answer, IdempotencyKey};
use pricing::OfferId;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use utoipa_axum::routes;

pub(super) fn routes() -> Guarded {
    Guarded::new()
        .route(Permission::CouponsIssue, routes!(issue_coupon))
        .route(Permission::CouponsRedeem, routes!(claim_coupon))
        .route(Permission::CouponsIssue, routes!(give_coupon))
        .route(Permission::CouponsRedeem, routes!(redeem_coupon))
        .route(Permission::CouponsRedeem, routes!(undo_coupon))
        .route(Permission::CouponsIssue, routes!(void_coupon))
}

/// A coupon for a member.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct IssueCoupon {
    /// Of which template.
    offer_id: OfferId,
    /// To whom.
    member_id: MemberId,
    /// Why; kept in the coupon's log.
    #[schema(min_length = 1, max_length = 200)]
    reason: String,
}

/// A coupon that a member takes.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct ClaimCoupon {
    /// Of which template.
    offer_id: OfferId,
    /// Who.
    member_id: MemberId,
    /// Where.
    store_id: StoreId,
}

/// To whom it goes.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct GiveCoupon {
    /// Who has it from now on.
    member_id: MemberId,
}

/// Where it is written off.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct RedeemCoupon {
    /// Where.
    store_id: StoreId,
    /// In somebody's words.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schema(min_length = 1, max_length = 200)]
    note: Option<String>,
}

/// Why.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct CouponReason {
    /// Kept in the coupon's log.
    #[schema(min_length = 1, max_length = 200)]
    reason: String,
}

/// Gives a member a coupon by hand.
#[utoipa::path(post, path = "/api/v1/coupons", tag = "coupons",
    params(("Idempotency-Key" = String, Header)), request_body = IssueCoupon,
    responses((status = 200, body = CouponView), (status = "4XX", body = ProblemBody)))]
async fn issue_coupon(
    State(app): State<App>,
    actor: Actor,
    key: IdempotencyKey,
    Json(body): Json<IssueCoupon>,
) -> Result<Answer, Problem> {
    let (act, asked, seal) = (actor.act(), body.clone(), app.seal.clone());
    let issue = move |tx: &mut Tx<'_>| -> Result<_, OffersError> {
        let way = Way {
            act,
            how: CouponAct::Issued,
            store_id: None,
            issue_id: None,
            reason: Some(asked.reason.trim()),
        };
        let found = getting::issue_one(tx, &seal, asked.offer_id, asked.member_id, &way)?;
        Ok(CouponView::of(found, act.now))
    };
    idempotency::once(&app, actor.brand, key, &body, "issue_coupon", issue).await
}

/// Lets a member claim a coupon in a store, within the limits of its template.
#[utoipa::path(post, path = "/api/v1/coupon-claims", tag = "coupons",
    params(("Idempotency-Key" = String, Header)), request_body = ClaimCoupon,
    responses((status = 200, body = CouponView), (status = "4XX", body = ProblemBody)))]
async fn claim_coupon(
    State(app): State<App>,
    actor: Actor,
    key: IdempotencyKey,
    Json(body): Json<ClaimCoupon>,
) -> Result<Answer, Problem> {
    actor.require_store(body.store_id)?;
    let (act, asked, seal) = (actor.act(), body.clone(), app.seal.clone());
    let claim = move |tx: &mut Tx<'_>| -> Result<_, OffersError> {
        let ClaimCoupon {
            offer_id,
            member_id,
            store_id,
        } = asked;
        let found = getting::claim(tx, &seal, act, offer_id, member_id, store_id)?;
        Ok(CouponView::of(found, act.now))
    };
    idempotency::once(&app, actor.brand, key, &body, "claim_coupon", claim).await
}

/// Gives a coupon to another member, if its template allows.
#[utoipa::path(post, path = "/api/v1/coupons/{coupon_id}/give", tag = "coupons",
    params(("coupon_id" = CouponId, Path), ("Idempotency-Key" = String, Header)),
    request_body = GiveCoupon,
    responses((status = 200, body = CouponView), (status = "4XX", body = ProblemBody)))]
async fn give_coupon(
    State(app): State<App>,
    actor: Actor,
    key: IdempotencyKey,
    Path(coupon_id): Path<CouponId>,
    Json(body): Json<GiveCoupon>,
) -> Result<Answer, Problem> {
    let (act, to) = (actor.act(), body.member_id);
    let give = move |tx: &mut Tx<'_>| -> Result<_, OffersError> {
        let found = getting::give_away(tx, act, coupon_id, to)?;
        Ok(CouponView::of(found, act.now))
    };
    idempotency::once(&app, actor.brand, key, &body, "give_coupon", give).await
}

/// Writes a coupon off that is used by itself, such as for a service.
#[utoipa::path(post, path = "/api/v1/coupons/{coupon_id}/redeem", tag = "coupons",
    params(("coupon_id" = CouponId, Path), ("Idempotency-Key" = String, Header)),
    request_body = RedeemCoupon,
    responses((status = 200, body = CouponView), (status = "4XX", body = ProblemBody)))]
async fn redeem_coupon(
    State(app): State<App>,
    actor: Actor,
    key: IdempotencyKey,
    Path(coupon_id): Path<CouponId>,
    Json(body): Json<RedeemCoupon>,
) -> Result<Answer, Problem> {
    actor.require_store(body.store_id)?;
    let (act, asked) = (actor.act(), body.clone());
    let redeem = move |tx: &mut Tx<'_>| -> Result<_, OffersError> {
        let note = asked.note.as_deref();
        let found = writing_off::redeem_alone(tx, act, coupon_id, asked.store_id, note)?;
        Ok(CouponView::of(found, act.now))
    };
    idempotency::once(&app, actor.brand, key, &body, "redeem_coupon", redeem).await
}

/// Takes the redemption of a coupon back that was written off by itself, as long as its template
/// allows; in the store where it was, if the person sees some stores only.
#[utoipa::path(post, path = "/api/v1/coupons/{coupon_id}/undo", tag = "coupons",
    params(("coupon_id" = CouponId, Path), ("Idempotency-Key" = String, Header)),
    request_body = CouponReason,
    responses((status = 200, body = CouponView), (status = "4XX", body = ProblemBody)))]
async fn undo_coupon(
    State(app): State<App>,
    actor: Actor,
    key: IdempotencyKey,
    Path(coupon_id): Path<CouponId>,
    Json(body): Json<CouponReason>,
) -> Result<Answer, Problem> {
    let (brand, asked) = (actor.brand, body.clone());
    let undo = move |tx: &mut Tx<'_>| -> Result<_, OffersError> {
        let (coupon, _) = crate::coupon::get(tx, coupon_id)?;
        if let Some(store_id) = coupon.redeemed_store_id {
            actor.require_store(store_id)?;
        }
        let act = actor.act();
        let found = writing_off::undo(tx, act, coupon_id, asked.reason.trim())?;
        Ok(CouponView::of(found, act.now))
    };
    idempotency::once(&app, brand, key, &body, "undo_coupon", undo).await
}

/// Takes a coupon away.
#[utoipa::path(post, path = "/api/v1/coupons/{coupon_id}/void", tag = "coupons",
    params(("coupon_id" = CouponId, Path), ("Idempotency-Key" = String, Header)),
    request_body = CouponReason,
    responses((status = 200, body = CouponView), (status = "4XX", body = ProblemBody)))]
async fn void_coupon(
    State(app): State<App>,
    actor: Actor,
    key: IdempotencyKey,
    Path(coupon_id): Path<CouponId>,
    Json(body): Json<CouponReason>,
) -> Result<Answer, Problem> {
    let (act, asked) = (actor.act(), body.clone());
    let void = move |tx: &mut Tx<'_>| -> Result<_, OffersError> {
        let found = writing_off::void(tx, act, coupon_id, asked.reason.trim())?;
        Ok(CouponView::of(found, act.now))
    };
    idempotency::once(&app, actor.brand, key, &body, "void_coupon", void).await
}
