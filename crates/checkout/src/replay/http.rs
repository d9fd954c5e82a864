//! Replays over HTTP.

use super::{Asked, Listed, Replay, ReplayHead, ReplayId, ReplayResult, begin, get, list};
use crate::CheckoutError;
use access::{Actor, Guarded, Permission};
use axum::extract::State;
use kernel::{BusinessDate, By, JobId, Page, PageRequest, RegionId, StaffId, StoreId, Timestamp};
use offers::OfferTerms;
use platform::App;
use platform::db::{DbError, Tx};
use platform::http::{Json, Path, Problem, ProblemBody, Query};
use platform::idempotency::{self, Answer, IdempotencyKey};
use platform::jobs::{Job, JobState};
use pricing::OfferId;
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use utoipa_axum::routes;

pub(crate) fn routes() -> Guarded {
    Guarded::new()
        .route(Permission::OffersWrite, routes!(list_offer_replays))
        .route(Permission::OffersWrite, routes!(get_offer_replay))
        .route(Permission::OffersWrite, routes!(replay_offer))
}

/// Which replays to list.
#[derive(Debug, Default, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
struct ReplayQuery {
    /// Of this offer only.
    offer_id: Option<OfferId>,
}

/// Which orders an offer is replayed over.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct ReplayOffer {
    /// Which offer: its draft, or what holds if nothing else is written.
    offer_id: OfferId,
    /// From this business day on.
    from: BusinessDate,
    /// Up to this one.
    to: BusinessDate,
    /// In the stores of this region only.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    region_id: Option<RegionId>,
    /// In these stores only; all if absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schema(min_items = 1, max_items = 5000)]
    store_ids: Option<Vec<StoreId>>,
}

/// A replay in a list.
#[derive(Debug, Serialize, ToSchema)]
struct OfferReplaySummary {
    id: ReplayId,
    offer_id: OfferId,
    /// Whether it was a draft, or what held.
    is_draft: bool,
    /// From this business day on.
    from: BusinessDate,
    /// Up to this one.
    to: BusinessDate,
    /// In the stores of this region only, if one was named.
    #[serde(skip_serializing_if = "Option::is_none")]
    region_id: Option<RegionId>,
    /// In how many stores, if not in all.
    #[serde(skip_serializing_if = "Option::is_none")]
    stores: Option<usize>,
    /// The job that does it.
    job_id: JobId,
    /// Where that is.
    state: JobState,
    /// How many orders are passed.
    done: i64,
    /// How many there are; 0 while unknown.
    total: i64,
    created_at: Timestamp,
    #[serde(skip_serializing_if = "Option::is_none")]
    created_by: Option<StaffId>,
    #[serde(skip_serializing_if = "Option::is_none")]
    finished_at: Option<Timestamp>,
}

/// A replay with what came out.
#[derive(Debug, Serialize, ToSchema)]
struct OfferReplay {
    #[serde(flatten)]
    summary: OfferReplaySummary,
    /// What was replayed.
    terms: OfferTerms,
    /// What came out, once it is done.
    #[serde(skip_serializing_if = "Option::is_none")]
    result: Option<ReplayResult>,
}

/// Lists replays, the latest first.
#[utoipa::path(get, path = "/api/v1/offer-replays", tag = "offers",
    params(ReplayQuery, PageRequest),
    responses((status = 200, body = Page<OfferReplaySummary>),
        (status = "4XX", body = ProblemBody)))]
async fn list_offer_replays(
    State(app): State<App>,
    actor: Actor,
    Query(query): Query<ReplayQuery>,
    Query(page): Query<PageRequest>,
) -> Result<Json<Page<OfferReplaySummary>>, Problem> {
    let (cursor, limit) = page.read()?;
    let brand = actor.brand;
    let read = move |tx: &mut Tx<'_>| -> Result<_, CheckoutError> {
        let page = list(tx, query.offer_id, (cursor, limit))?;
        let items = page.items.iter();
        let items = items.map(|Listed { head, job }| summary(head, job.as_ref()));
        let items = items.collect::<Result<_, _>>()?;
        let next = page.next;
        Ok(Page { items, next })
    };
    Ok(Json(app.db.read(brand, read).await?))
}

/// One replay, with what came out once it is done.
#[utoipa::path(get, path = "/api/v1/offer-replays/{replay_id}", tag = "offers",
    params(("replay_id" = ReplayId, Path)),
    responses((status = 200, body = OfferReplay), (status = "4XX", body = ProblemBody)))]
async fn get_offer_replay(
    State(app): State<App>,
    actor: Actor,
    Path(replay_id): Path<ReplayId>,
) -> Result<Json<OfferReplay>, Problem> {
    let brand = actor.brand;
    let read = move |tx: &mut Tx<'_>| -> Result<_, CheckoutError> {
        let replay = get(tx, replay_id)?;
        let mut replay = shown(&replay)?;
        if actor.require(Permission::GoodsWrite).is_err()
            && let Some(result) = &mut replay.result
        {
            // What things cost is for those only who write goods.
            result.margin = None;
        }
        Ok(replay)
    };
    Ok(Json(app.db.read(brand, read).await?))
}

/// Begins to replay an offer over past orders; a job does it, and nothing else is written.
#[utoipa::path(post, path = "/api/v1/offer-replays", tag = "offers",
    params(("Idempotency-Key" = String, Header)), request_body = ReplayOffer,
    responses((status = 200, body = OfferReplay), (status = "4XX", body = ProblemBody)))]
async fn replay_offer(
    State(app): State<App>,
    actor: Actor,
    key: IdempotencyKey,
    Json(body): Json<ReplayOffer>,
) -> Result<Answer, Problem> {
    let (brand, wanted) = (actor.brand, body.clone());
    let replay = move |tx: &mut Tx<'_>| -> Result<_, CheckoutError> {
        let asked = Asked {
            from: wanted.from,
            to: wanted.to,
            region_id: wanted.region_id,
            store_ids: wanted.store_ids.clone(),
        };
        let replay = begin(tx, &actor, wanted.offer_id, &asked)?;
        Ok(shown(&replay)?)
    };
    let answer = idempotency::once(&app, brand, key, &body, "replay_offer", replay).await?;
    app.nudge.wake();
    Ok(answer)
}

fn shown(replay: &Replay) -> Result<OfferReplay, DbError> {
    Ok(OfferReplay {
        summary: summary(&replay.row.head, replay.job.as_ref())?,
        terms: read(&replay.row.terms)?,
        result: replay.row.result.as_deref().map(read).transpose()?,
    })
}

fn summary(row: &ReplayHead, job: Option<&Job>) -> Result<OfferReplaySummary, DbError> {
    let asked: Asked = read(&row.asked)?;
    // Jobs are forgotten some weeks after they ended.
    let gone = match row.finished_at {
        Some(_) => JobState::Succeeded,
        None => JobState::Failed,
    };
    Ok(OfferReplaySummary {
        id: row.id,
        offer_id: row.offer_id,
        is_draft: row.is_draft,
        from: asked.from,
        to: asked.to,
        region_id: asked.region_id,
        stores: asked.store_ids.map(|stores| stores.len()),
        job_id: row.job_id,
        state: job.map_or(gone, |job| job.state),
        done: job.map_or(0, |job| job.done),
        total: job.map_or(0, |job| job.total),
        created_at: row.created_at,
        created_by: match row.created_by {
            By::Staff(staff) => Some(staff),
            By::System => None,
        },
        finished_at: row.finished_at,
    })
}

fn read<T: DeserializeOwned>(text: &str) -> Result<T, DbError> {
    serde_json::from_str(text).map_err(|error| DbError::Bug(format!("a replay: {error}")))
}
