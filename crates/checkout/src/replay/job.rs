//! The replay as a job: page by page through the orders in the order of time. The running sums are
//! kept with the place, so that a crash neither loses an order nor counts one twice. Prices are
//! worked out side by side; what budgets and limits leave is counted one after the other.

use super::rules::{Replayed, replay, without};
use super::store::{self, PastHead};
use super::sums::Sums;
use super::{Asked, ReplayId};
use crate::days::Days;
use crate::on_offer::asks_first_order;
use crate::order::past::{Buyer, Ground, Known, Past, PastLine, Place};
use crate::order::past_facts::{goods_of, versions_of};
use kernel::{MemberId, MoneyError, OrderId, SkuId, StoreId};
use offers::{Buying, OfferTerms, RunningOffer, UseBook};
use platform::db::{DbError, Tx};
use platform::jobs::{JobCtx, JobError};
use pricing::OfferId;
use serde::{Deserialize, Serialize};
use serde_json::{Value as Json, json};
use std::collections::{HashMap, HashSet};
use std::sync::Arc;

/// The name of the job.
pub const JOB_KIND: &str = "offer_replay";

/// How many orders one page has.
const AT_ONCE: i64 = 2_000;
/// On how many threads prices are worked out at most: the tills go first.
const THREADS_MAX: usize = 4;

#[derive(Deserialize)]
struct Body {
    replay_id: ReplayId,
}

/// How far a replay has got.
#[derive(Debug, Clone, Serialize, Deserialize)]
struct Stand {
    /// The last order that was looked at, by moment and id.
    after: (i64, OrderId),
    seen: i64,
    sums: Sums,
    /// What the orders so far would have used of the offer's budget and limits.
    book: UseBook,
}

/// What is replayed.
#[derive(Clone)]
struct Task {
    id: ReplayId,
    draft: Arc<RunningOffer>,
    days: Days,
    stores: Option<Arc<HashSet<StoreId>>>,
    asks_first_order: bool,
}

/// Does the job.
pub fn work(job: JobCtx) -> Result<Json, JobError> {
    let body: Body = serde_json::from_value((*job.body).clone()).map_err(failed)?;
    let read = move |tx: &mut Tx<'_>| load(tx, body.replay_id);
    let (task, mut ground, total) = job.app.db.read_blocking(job.brand, read)?;
    let (earliest, _) = task.days.moments();
    let mut stand: Stand = match job.checkpoint() {
        Some(stand) => serde_json::from_value(stand.clone()).map_err(failed)?,
        None => Stand {
            after: (earliest, OrderId(-1)),
            seen: 0,
            sums: Sums::default(),
            book: UseBook::default(),
        },
    };
    loop {
        let (asked, after, known) = (task.clone(), stand.after, known_of(&ground));
        let page = move |tx: &mut Tx<'_>| next(tx, &asked, after, &known);
        let page = job
            .app
            .db
            .read_blocking::<_, JobError, _>(job.brand, page)?;
        let Some(last) = page.last else {
            break;
        };
        ground.versions.extend(page.versions);
        ground.goods.extend(page.goods);
        let replayed = replay_all(&page.orders, &task.draft, &ground);
        for (past, replayed) in page.orders.iter().zip(replayed) {
            let replayed = match replayed {
                Some(one) if one.is_given && !take(&task.draft, past, &one, &mut stand.book) => {
                    without(past, &task.draft, &ground)
                }
                replayed => replayed,
            };
            let added = stand.sums.add(past, replayed.as_ref(), &ground);
            added.map_err(out_of_range)?;
        }
        stand.after = last;
        stand.seen += page.seen;
        job.progress(stand.seen, total.max(stand.seen), json!(stand))?;
    }
    let result = stand.sums.result().map_err(out_of_range)?;
    let text = serde_json::to_string(&result).map_err(failed)?;
    let (id, now) = (task.id, job.act().now);
    job.app
        .db
        .write_blocking::<_, DbError, _>(job.brand, move |tx| store::finish(tx, id, &text, now))?;
    Ok(json!({ "replay_id": id, "orders": result.all.orders, "touched": result.all.touched }))
}

fn out_of_range(error: MoneyError) -> JobError {
    JobError::Failed(error.to_string())
}

fn failed(error: serde_json::Error) -> JobError {
    JobError::Failed(error.to_string())
}

/// Counts what an order would have used; whether there is as much left.
fn take(draft: &RunningOffer, past: &Past, replayed: &Replayed, book: &mut UseBook) -> bool {
    let buying = Buying {
        store_id: past.store_id,
        // Limits are for each person, whichever of their ids the sale stands under.
        member_id: past.buyer.member_id.or(past.member_id),
        date: past.business_date,
    };
    let rule = book.rule(draft, &buying);
    let is_enough = rule.budget_left.is_none_or(|left| replayed.amount <= left);
    if rule.is_used_up || !is_enough {
        return false;
    }
    book.take(draft, &buying, replayed.amount);
    true
}

/// Prices the orders of a page, each thread a stretch of them.
fn replay_all(orders: &[Past], draft: &RunningOffer, ground: &Ground) -> Vec<Option<Replayed>> {
    let threads = std::thread::available_parallelism().map_or(1, usize::from);
    let stretch = orders.len().div_ceil(threads.clamp(1, THREADS_MAX)).max(1);
    let stretches = orders.chunks(stretch);
    std::thread::scope(|scope| {
        let at_work: Vec<_> = stretches
            .map(|stretch| {
                let price = move || stretch.iter().map(|past| replay(past, draft, ground));
                scope.spawn(move || price().collect::<Vec<_>>())
            })
            .collect();
        let done = at_work.into_iter();
        done.flat_map(|thread| thread.join().expect("pricing does not panic"))
            .collect()
    })
}

/// What is replayed, the ground that all orders stand on, and how many orders there are.
fn load(tx: &mut Tx<'_>, id: ReplayId) -> Result<(Task, Ground, i64), JobError> {
    let row = store::find(tx, id)?;
    let row = row.ok_or_else(|| JobError::Failed(format!("there is no replay {id}")))?;
    let terms: OfferTerms = serde_json::from_str(&row.terms).map_err(failed)?;
    let asked: Asked = serde_json::from_str(&row.head.asked).map_err(failed)?;
    let days = Days {
        from: Some(asked.from),
        to: Some(asked.to),
    };
    // No version has this number.
    let draft = Arc::new(RunningOffer::new(row.head.offer_id, 0, terms));
    let places = retail::all_stores(tx)?;
    let place = |store: retail::Store| {
        let (zone, region_id) = (store.zone, store.region_id);
        (store.id, Place { zone, region_id })
    };
    let ground = Ground {
        tiers: tx.fetch(standing::tiers(tx))?,
        places: places.into_iter().map(place).collect(),
        ..Ground::default()
    };
    let task = Task {
        id,
        asks_first_order: asks_first_order(&draft),
        draft,
        days,
        stores: asked
            .store_ids
            .map(|ids| Arc::new(ids.into_iter().collect())),
    };
    let total = store::count(tx, days)?;
    Ok((task, ground, total))
}

/// What earlier pages have read.
struct Earlier {
    versions: HashSet<(OfferId, i64)>,
    goods: HashSet<SkuId>,
}

fn known_of(ground: &Ground) -> Earlier {
    Earlier {
        versions: ground.versions.keys().copied().collect(),
        goods: ground.goods.keys().copied().collect(),
    }
}

/// Some orders, and what is to be known to price them.
#[derive(Default)]
struct OrdersPage {
    /// Nothing once all orders are looked at.
    last: Option<(i64, OrderId)>,
    /// How many were passed, those of other stores as well.
    seen: i64,
    orders: Vec<Past>,
    versions: HashMap<(OfferId, i64), Arc<RunningOffer>>,
    goods: HashMap<SkuId, Known>,
}

fn next(
    tx: &mut Tx<'_>,
    task: &Task,
    after: (i64, OrderId),
    earlier: &Earlier,
) -> Result<OrdersPage, JobError> {
    let heads = store::heads_after(tx, task.days, after, AT_ONCE)?;
    let Some(last) = heads.last().map(|head| (head.settled_at.0, head.id)) else {
        return Ok(OrdersPage::default());
    };
    let seen = heads.len() as i64;
    let is_meant = |head: &PastHead| {
        let mut stores = task.stores.iter();
        stores.all(|stores| stores.contains(&head.store_id))
    };
    let heads: Vec<PastHead> = heads.into_iter().filter(is_meant).collect();
    let ids: Vec<OrderId> = heads.iter().map(|head| head.id).collect();
    let (mut lines, mut given) = store::parts(tx, &ids)?;
    let mut buyers = buyers_of(tx, task, &heads)?;
    let past = |head: PastHead| Past {
        lines: lines
            .remove(&head.id)
            .into_iter()
            .flatten()
            .map(line_of)
            .collect(),
        given: given.remove(&head.id).unwrap_or_default(),
        buyer: buyers.remove(&head.id).unwrap_or_default(),
        id: head.id,
        origin: head.origin,
        store_id: head.store_id,
        business_date: head.business_date,
        settled_at: head.settled_at,
        member_id: head.member_id,
        total: head.total,
    };
    let orders: Vec<Past> = heads.into_iter().map(past).collect();
    Ok(OrdersPage {
        last: Some(last),
        seen,
        versions: versions_of(tx, &orders, &earlier.versions)?,
        goods: goods_of(tx, &orders, &earlier.goods)?,
        orders,
    })
}

fn line_of(row: store::PastLineRow) -> PastLine {
    PastLine {
        sku_id: row.sku_id,
        quantity: row.quantity,
        unit_price: row.unit_price,
        total: row.total,
    }
}

/// The buyers of some orders as they are now.
fn buyers_of(
    tx: &mut Tx<'_>,
    task: &Task,
    heads: &[PastHead],
) -> Result<HashMap<OrderId, Buyer>, DbError> {
    let mut ids: Vec<MemberId> = heads.iter().filter_map(|head| head.member_id).collect();
    ids.sort_unstable();
    ids.dedup();
    let members = membership::load_for_sale(tx, &ids)?;
    let first = match task.asks_first_order {
        true => store::first_bought(tx, &ids)?,
        false => HashMap::new(),
    };
    let buyer = |head: &PastHead| {
        let id = head.member_id?;
        let member = members.get(&id);
        let buyer = Buyer {
            member_id: member.map(|member| member.id),
            tier_id: member.and_then(|member| member.tier_id),
            birthday: member.and_then(|member| member.birthday),
            is_first_order: first.get(&id) == Some(&head.settled_at),
        };
        Some((head.id, buyer))
    };
    Ok(heads.iter().filter_map(buyer).collect())
}
