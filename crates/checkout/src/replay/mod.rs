//! 回放: what an offer would have done to past orders, before it is published. A job goes through
//! them in the order of time; nothing is written but what came out.

pub(crate) mod http;
mod job;
mod rules;
pub(crate) mod store;
mod sums;

pub use job::{JOB_KIND, work};
pub(crate) use store::{ReplayHead, ReplayRow};
pub(crate) use sums::ReplayResult;

use crate::CheckoutError;
use access::{Actor, audit};
use kernel::{BusinessDate, Cursor, Invalid, JobId, Page, RegionId, StoreId};
use platform::db::{DbError, Tx};
use platform::jobs::{self, Job, NewJob};
use pricing::OfferId;
use serde::{Deserialize, Serialize};
use serde_json::json;

kernel::id!(
    #[doc(alias = "回放")]
    /// A replay of an offer over past orders.
    ReplayId,
    "rpl"
);

/// The most days that are replayed at once.
const DAYS_MAX: i64 = 1_100;
/// The most stores that are named.
const STORES_MAX: usize = 5_000;

/// Which orders.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Asked {
    /// From this business day on.
    pub from: BusinessDate,
    /// Up to this one.
    pub to: BusinessDate,
    /// Of the stores of this region.
    #[serde(default)]
    pub region_id: Option<RegionId>,
    /// Of these stores; absent for all.
    #[serde(default)]
    pub store_ids: Option<Vec<StoreId>>,
}

/// A replay in a list, with the job that does it as long as that is kept.
pub(crate) struct Listed {
    pub head: ReplayHead,
    pub job: Option<Job>,
}

/// A replay, with the job that does it as long as that is kept.
pub(crate) struct Replay {
    pub row: ReplayRow,
    pub job: Option<Job>,
}

/// Begins to replay the draft of an offer, or what holds if nothing else is written.
pub(crate) fn begin(
    tx: &mut Tx<'_>,
    actor: &Actor,
    offer_id: OfferId,
    asked: &Asked,
) -> Result<Replay, CheckoutError> {
    check(asked)?;
    require_known(tx, asked)?;
    let act = actor.act();
    let asked = Asked {
        store_ids: stores_of(tx, asked)?,
        ..asked.clone()
    };
    let written = offers::load_written(tx, offer_id)?;
    let id = ReplayId(tx.new_id());
    let job = NewJob {
        kind: JOB_KIND,
        body: json!({ "replay_id": id }),
        due_at: act.now,
        dedup: Some(id.to_string()),
        by: act.by,
    };
    let head = ReplayHead {
        id,
        offer_id,
        is_draft: written.is_draft,
        asked: text_of(&asked)?,
        job_id: jobs::enqueue(tx, job)?,
        created_at: act.now,
        created_by: act.by,
        finished_at: None,
    };
    let row = ReplayRow {
        head,
        terms: text_of(&written.offer.terms)?,
        result: None,
    };
    store::insert(tx, &row)?;
    let details = json!({ "offer_id": offer_id, "from": asked.from, "to": asked.to });
    audit::record(tx, &act, "offer.replay", &id.to_string(), &details)?;
    let job = jobs::find(tx, row.head.job_id)?;
    Ok(Replay { row, job })
}

/// A page of replays, the latest first.
pub(crate) fn list(
    tx: &mut Tx<'_>,
    offer_id: Option<OfferId>,
    (before, limit): (Option<Cursor>, u32),
) -> Result<Page<Listed>, DbError> {
    let before = before.map_or(i64::MAX, |cursor| cursor.id);
    let heads = store::page(tx, offer_id, (before, i64::from(limit) + 1))?;
    let page = Page::of(heads, limit, |head| Cursor {
        key: 0,
        id: head.id.0,
    });
    let ids: Vec<JobId> = page.items.iter().map(|head| head.job_id).collect();
    let mut jobs = jobs::find_many(tx, &ids)?;
    Ok(page.map(|head| Listed {
        job: jobs.remove(&head.job_id),
        head,
    }))
}

/// A replay.
pub(crate) fn get(tx: &mut Tx<'_>, replay_id: ReplayId) -> Result<Replay, CheckoutError> {
    let row = store::find(tx, replay_id)?;
    let row = row.ok_or(CheckoutError::ReplayNotFound { replay_id })?;
    let job = jobs::find(tx, row.head.job_id)?;
    Ok(Replay { row, job })
}

fn check(asked: &Asked) -> Result<(), Invalid> {
    let mut wrong = Invalid::new();
    if asked.to < asked.from {
        wrong.add("/to", "value.before_start", []);
    } else if asked.to.days_since(asked.from) >= DAYS_MAX {
        wrong.add("/to", "date.too_late", [("max", DAYS_MAX.into())]);
    }
    match &asked.store_ids {
        Some(stores) if stores.is_empty() => wrong.add("/store_ids", "list.empty", []),
        Some(stores) if stores.len() > STORES_MAX => {
            wrong.add("/store_ids", "list.too_long", [("max", STORES_MAX.into())]);
        }
        Some(_) if asked.region_id.is_some() => {
            wrong.add("/region_id", "value.not_wanted", []);
        }
        _ => {}
    }
    wrong.check()
}

/// Refuses places that there are none of.
fn require_known(tx: &mut Tx<'_>, asked: &Asked) -> Result<(), CheckoutError> {
    let mut wrong = Invalid::new();
    if let Some(region_id) = asked.region_id
        && retail::find_region(tx, region_id)?.is_none()
    {
        wrong.add("/region_id", "reference.unknown", []);
    }
    let named = asked.store_ids.as_deref().unwrap_or_default();
    let stores = tx.fetch(retail::stores(tx, named))?;
    for (place, store_id) in named.iter().enumerate() {
        if !stores.contains_key(store_id) {
            wrong.add(format!("/store_ids/{place}"), "reference.unknown", []);
        }
    }
    Ok(wrong.check()?)
}

/// The stores that are meant; absent for all. Whoever may replay may see all of them.
fn stores_of(tx: &mut Tx<'_>, asked: &Asked) -> Result<Option<Vec<StoreId>>, DbError> {
    match asked.region_id {
        Some(region_id) => retail::stores_in_regions(tx, &[region_id]).map(Some),
        None => Ok(asked.store_ids.clone()),
    }
}

fn text_of(document: &impl Serialize) -> Result<String, DbError> {
    serde_json::to_string(document).map_err(|error| DbError::Bug(error.to_string()))
}
