//! Offers over HTTP.

use super::view::{OfferDetail, OfferSummary, detail, summaries};
use super::{OfferKind, OfferState, Offers, Published, store};
use crate::terms::object::object;
use crate::terms::read_notation;
use crate::{OfferTerms, OffersError};
use access::{Actor, ApprovalView, Guarded, Permission};
use axum::extract::State;
use kernel::{By, Page, PageRequest, StaffId, Timestamp};
use platform::App;
use platform::db::Tx;
use platform::http::{IfMatch, Json, Path, Problem, ProblemBody, Query, Versioned};
use platform::idempotency::{self, Answer, IdempotencyKey};
use pricing::{Effect, OfferId};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use utoipa_axum::routes;

pub(crate) fn routes() -> Guarded {
    Guarded::new()
        .route(Permission::OffersRead, routes!(list_offers))
        .route(Permission::OffersRead, routes!(get_offer))
        .route(Permission::OffersRead, routes!(list_offer_versions))
        .route(Permission::OffersWrite, routes!(create_offer))
        .route(Permission::OffersWrite, routes!(write_offer_draft))
        .route(Permission::OffersWrite, routes!(discard_offer_draft))
        .route(Permission::OffersWrite, routes!(publish_offer))
        .route(Permission::OffersWrite, routes!(set_offer_state))
        .route(Permission::OffersWrite, routes!(restore_offer_version))
        .route(Permission::OffersRead, routes!(read_offer_notation))
}

/// Which offers to list.
#[derive(Debug, Default, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
struct OfferQuery {
    /// Of this kind only.
    kind: Option<OfferKind>,
    /// In this state only.
    state: Option<OfferState>,
    /// Whose name holds this.
    #[serde(default)]
    q: String,
}

/// A new offer.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct NewOffer {
    /// A promotion, or a coupon template.
    kind: OfferKind,
    /// What it says.
    #[serde(deserialize_with = "object")]
    terms: OfferTerms,
}

/// Why it is published.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct PublishOffer {
    /// The `edit` that was seen.
    edit: i64,
    /// In somebody's words.
    #[schema(min_length = 1, max_length = 200)]
    reason: String,
}

/// Whether it is published.
#[derive(Debug, Serialize, ToSchema)]
struct OfferPublished {
    /// The offer, if it is published.
    #[serde(skip_serializing_if = "Option::is_none")]
    offer: Option<OfferDetail>,
    /// The request, if a second person decides.
    #[serde(skip_serializing_if = "Option::is_none")]
    approval: Option<ApprovalView>,
}

/// What becomes of it.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct SetOfferState {
    /// The `edit` that was seen.
    edit: i64,
    /// `paused`, `live` again, or `ended` for good.
    state: OfferState,
}

/// Which version.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct RestoreVersion {
    /// The `edit` that was seen.
    edit: i64,
    /// The version that becomes the draft.
    version: i64,
}

/// The versions of an offer.
#[derive(Debug, Serialize, ToSchema)]
struct OfferVersions {
    /// The latest first.
    items: Vec<OfferVersion>,
}

/// A version that was published.
#[derive(Debug, Serialize, ToSchema)]
struct OfferVersion {
    version: i64,
    terms: OfferTerms,
    published_at: Timestamp,
    /// By whom; absent for the house itself.
    #[serde(skip_serializing_if = "Option::is_none")]
    published_by: Option<StaffId>,
}

/// A ladder as shopkeepers write it.
#[derive(Debug, Clone, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct Notation {
    /// Such as `100:10,200:30` for 满100减10、满200减30.
    #[schema(min_length = 3, max_length = 500)]
    text: String,
}

/// What a notation means.
#[derive(Debug, Serialize, ToSchema)]
struct NotationRead {
    effect: Effect,
}

/// Lists promotions and coupon templates, the latest first.
#[utoipa::path(get, path = "/api/v1/offers", tag = "offers", params(OfferQuery, PageRequest),
    responses((status = 200, body = Page<OfferSummary>), (status = "4XX", body = ProblemBody)))]
async fn list_offers(
    State(app): State<App>,
    actor: Actor,
    Query(query): Query<OfferQuery>,
    Query(page): Query<PageRequest>,
) -> Result<Json<Page<OfferSummary>>, Problem> {
    let (cursor, limit) = page.read()?;
    let wanted = Offers {
        kind: query.kind,
        state: query.state,
        name: query.q,
    };
    let now = actor.now;
    let read = move |tx: &mut Tx<'_>| -> Result<_, OffersError> {
        let page = super::list(tx, &wanted, cursor, limit)?;
        let items = summaries(tx, &page.items, now)?;
        let next = page.next;
        Ok(Page { items, next })
    };
    Ok(Json(app.db.read(actor.brand, read).await?))
}

/// One offer with its draft and what holds.
#[utoipa::path(get, path = "/api/v1/offers/{offer_id}", tag = "offers",
    params(("offer_id" = OfferId, Path)),
    responses((status = 200, body = OfferDetail), (status = "4XX", body = ProblemBody)))]
async fn get_offer(
    State(app): State<App>,
    actor: Actor,
    Path(offer_id): Path<OfferId>,
) -> Result<Versioned<OfferDetail>, Problem> {
    let now = actor.now;
    let read = move |tx: &mut Tx<'_>| -> Result<_, OffersError> {
        let offer = super::get(tx, offer_id)?;
        Ok(detail(tx, offer, now)?)
    };
    Ok(versioned(app.db.read(actor.brand, read).await?))
}

/// What was published of an offer, the latest first.
#[utoipa::path(get, path = "/api/v1/offers/{offer_id}/versions", tag = "offers",
    params(("offer_id" = OfferId, Path)),
    responses((status = 200, body = OfferVersions), (status = "4XX", body = ProblemBody)))]
async fn list_offer_versions(
    State(app): State<App>,
    actor: Actor,
    Path(offer_id): Path<OfferId>,
) -> Result<Json<OfferVersions>, Problem> {
    let read = move |tx: &mut Tx<'_>| -> Result<_, OffersError> {
        super::get(tx, offer_id)?;
        let mut items = Vec::new();
        for row in store::versions(tx, offer_id)? {
            items.push(OfferVersion {
                version: row.version,
                terms: super::read_terms(&row.terms)?,
                published_at: row.published_at,
                published_by: match row.published_by {
                    By::Staff(staff) => Some(staff),
                    By::System => None,
                },
            });
        }
        Ok(OfferVersions { items })
    };
    Ok(Json(app.db.read(actor.brand, read).await?))
}

/// Writes a new offer down as a draft.
#[utoipa::path(post, path = "/api/v1/offers", tag = "offers",
    params(("Idempotency-Key" = String, Header)), request_body = NewOffer,
    responses((status = 200, body = OfferDetail), (status = "4XX", body = ProblemBody)))]
async fn create_offer(
    State(app): State<App>,
    actor: Actor,
    key: IdempotencyKey,
    Json(body): Json<NewOffer>,
) -> Result<Answer, Problem> {
    let (act, new) = (actor.act(), body.clone());
    let create = move |tx: &mut Tx<'_>| -> Result<_, OffersError> {
        let offer = super::create(tx, &act, new.kind, &new.terms)?;
        Ok(detail(tx, offer, act.now)?)
    };
    idempotency::once(&app, actor.brand, key, &body, "create_offer", create).await
}

/// Replaces the draft of an offer; what holds stays until the draft is published.
#[utoipa::path(put, path = "/api/v1/offers/{offer_id}/draft", tag = "offers",
    params(("offer_id" = OfferId, Path),
        ("If-Match" = String, Header, description = "The `edit` that was seen, in quotes")),
    request_body = OfferTerms,
    responses((status = 200, body = OfferDetail), (status = "4XX", body = ProblemBody)))]
async fn write_offer_draft(
    State(app): State<App>,
    actor: Actor,
    seen: IfMatch,
    Path(offer_id): Path<OfferId>,
    Json(terms): Json<OfferTerms>,
) -> Result<Versioned<OfferDetail>, Problem> {
    let act = actor.act();
    let write = move |tx: &mut Tx<'_>| -> Result<_, OffersError> {
        let offer = super::write_draft(tx, &act, offer_id, seen, &terms)?;
        Ok(detail(tx, offer, act.now)?)
    };
    Ok(versioned(app.db.write(actor.brand, write).await?))
}

/// Throws the draft away. An offer that was never published is ended.
#[utoipa::path(delete, path = "/api/v1/offers/{offer_id}/draft", tag = "offers",
    params(("offer_id" = OfferId, Path),
        ("If-Match" = String, Header, description = "The `edit` that was seen, in quotes")),
    responses((status = 200, body = OfferDetail), (status = "4XX", body = ProblemBody)))]
async fn discard_offer_draft(
    State(app): State<App>,
    actor: Actor,
    seen: IfMatch,
    Path(offer_id): Path<OfferId>,
) -> Result<Versioned<OfferDetail>, Problem> {
    let act = actor.act();
    let write = move |tx: &mut Tx<'_>| -> Result<_, OffersError> {
        let offer = super::discard_draft(tx, &act, offer_id, seen)?;
        Ok(detail(tx, offer, act.now)?)
    };
    Ok(versioned(app.db.write(actor.brand, write).await?))
}

/// Publishes the draft as the next version, or asks a second person to.
#[utoipa::path(post, path = "/api/v1/offers/{offer_id}/publish", tag = "offers",
    params(("offer_id" = OfferId, Path), ("Idempotency-Key" = String, Header)),
    request_body = PublishOffer,
    responses((status = 200, body = OfferPublished), (status = "4XX", body = ProblemBody)))]
async fn publish_offer(
    State(app): State<App>,
    actor: Actor,
    key: IdempotencyKey,
    Path(offer_id): Path<OfferId>,
    Json(body): Json<PublishOffer>,
) -> Result<Answer, Problem> {
    let (brand, asked) = (actor.brand, body.clone());
    let publish = move |tx: &mut Tx<'_>| -> Result<_, OffersError> {
        let now = actor.now;
        let seen = IfMatch(asked.edit);
        Ok(
            match super::publish(tx, &actor, offer_id, seen, &asked.reason)? {
                Published::Done(offer) => OfferPublished {
                    offer: Some(detail(tx, *offer, now)?),
                    approval: None,
                },
                Published::Waits(approval) => OfferPublished {
                    offer: None,
                    approval: Some(ApprovalView::of(*approval, now)),
                },
            },
        )
    };
    idempotency::once(&app, brand, key, &body, "publish_offer", publish).await
}

/// Stops an offer for a while, lets it run again, or ends it for good.
#[utoipa::path(post, path = "/api/v1/offers/{offer_id}/state", tag = "offers",
    params(("offer_id" = OfferId, Path), ("Idempotency-Key" = String, Header)),
    request_body = SetOfferState,
    responses((status = 200, body = OfferDetail), (status = "4XX", body = ProblemBody)))]
async fn set_offer_state(
    State(app): State<App>,
    actor: Actor,
    key: IdempotencyKey,
    Path(offer_id): Path<OfferId>,
    Json(body): Json<SetOfferState>,
) -> Result<Answer, Problem> {
    let (act, asked) = (actor.act(), body.clone());
    let set = move |tx: &mut Tx<'_>| -> Result<_, OffersError> {
        let seen = IfMatch(asked.edit);
        let offer = super::set_state(tx, &act, offer_id, seen, asked.state)?;
        Ok(detail(tx, offer, act.now)?)
    };
    idempotency::once(&app, actor.brand, key, &body, "set_offer_state", set).await
}

/// Takes what an earlier version said as the draft.
#[utoipa::path(post, path = "/api/v1/offers/{offer_id}/restore", tag = "offers",
    params(("offer_id" = OfferId, Path), ("Idempotency-Key" = String, Header)),
    request_body = RestoreVersion,
    responses((status = 200, body = OfferDetail), (status = "4XX", body = ProblemBody)))]
async fn restore_offer_version(
    State(app): State<App>,
    actor: Actor,
    key: IdempotencyKey,
    Path(offer_id): Path<OfferId>,
    Json(body): Json<RestoreVersion>,
) -> Result<Answer, Problem> {
    let (act, asked) = (actor.act(), body.clone());
    let restore = move |tx: &mut Tx<'_>| -> Result<_, OffersError> {
        let seen = IfMatch(asked.edit);
        let offer = super::restore(tx, &act, offer_id, seen, asked.version)?;
        Ok(detail(tx, offer, act.now)?)
    };
    idempotency::once(
        &app,
        actor.brand,
        key,
        &body,
        "restore_offer_version",
        restore,
    )
    .await
}

/// Reads a ladder as shopkeepers write it; nothing is written.
#[utoipa::path(post, path = "/api/v1/offer-notations", tag = "offers", request_body = Notation,
    responses((status = 200, body = NotationRead), (status = "4XX", body = ProblemBody)))]
async fn read_offer_notation(Json(body): Json<Notation>) -> Result<Json<NotationRead>, Problem> {
    let effect = read_notation(&body.text, "/text")?;
    Ok(Json(NotationRead { effect }))
}

fn versioned(body: OfferDetail) -> Versioned<OfferDetail> {
    Versioned {
        version: body.edit,
        body,
    }
}
