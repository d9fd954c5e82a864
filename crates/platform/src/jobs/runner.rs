//! Finds due jobs, claims them and runs their handlers.

use super::context::{JobCtx, JobError};
use super::row::Claimed;
use super::store;
use super::{LEASE_MILLIS, NewJob, enqueue};
use crate::app::{App, stopped};
use crate::clock::Stopwatch;
use crate::db::{DbError, Tx};
use crate::idempotency;
use crate::outbox::Brands;
use kernel::{BrandId, By, JobId, Timestamp};
use serde_json::{Value as Json, json};
use std::collections::HashMap;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;
use tokio::sync::watch;
use tokio::task::JoinSet;

/// How many jobs one server runs at a time.
const SLOTS: usize = 2;
/// How often to look without a nudge.
const LOOK_MILLIS: u64 = 1_000;
/// How long to wait after a nudge, for most nudges are about something else.
const GATHER_MILLIS: u64 = 200;
/// How often the leases of running jobs are prolonged.
const PROLONG_SECONDS: u64 = 15;

type Handler = Arc<dyn Fn(JobCtx) -> Result<Json, JobError> + Send + Sync>;

/// Runs jobs of the kinds that it has a handler for.
pub struct Runner {
    app: App,
    brands: Brands,
    handlers: HashMap<&'static str, Handler>,
    recurring: Vec<Recurring>,
    /// The slot that was last seen to, by kind and brand: saves a write at each look.
    seen_to: Mutex<HashMap<(&'static str, BrandId), i64>>,
    held: Mutex<HashMap<JobId, (BrandId, i64)>>,
    stopping: Arc<AtomicBool>,
}

struct Recurring {
    kind: &'static str,
    every_hours: i64,
}

impl Runner {
    /// A runner without handlers; see [`Runner::on`].
    pub fn new(app: &App, brands: Brands) -> Self {
        Runner {
            app: app.clone(),
            brands,
            handlers: HashMap::new(),
            recurring: Vec::new(),
            seen_to: Mutex::default(),
            held: Mutex::default(),
            stopping: Arc::default(),
        }
    }

    /// Gives jobs of a kind to a handler. It may be called again for the same job after a crash,
    /// so its effects go with [`JobCtx::progress_in`] or are harmless twice.
    #[must_use]
    pub fn on(
        mut self,
        kind: &'static str,
        handler: impl Fn(JobCtx) -> Result<Json, JobError> + Send + Sync + 'static,
    ) -> Self {
        self.handlers.insert(kind, Arc::new(handler));
        self
    }

    /// Lets a handler run for each brand once in every so many hours, beginning now.
    #[must_use]
    pub fn every(
        mut self,
        kind: &'static str,
        hours: u32,
        handler: impl Fn(JobCtx) -> Result<Json, JobError> + Send + Sync + 'static,
    ) -> Self {
        self.recurring.push(Recurring {
            kind,
            every_hours: i64::from(hours.max(1)),
        });
        self.on(kind, handler)
    }

    /// Forgets old idempotency keys and old jobs, every six hours.
    #[must_use]
    pub fn with_housekeeping(self) -> Self {
        self.every("platform_purge", 6, |ctx: JobCtx| {
            let (db, now) = (&ctx.app.db, ctx.app.clock.now());
            let keys = idempotency::purge(db, ctx.brand, now)?;
            let jobs = super::purge(db, ctx.brand, now)?;
            Ok(json!({ "idempotency_keys": keys, "jobs": jobs }))
        })
    }

    /// Runs one after the other everything that is due at `now`; answers how many. For tests and
    /// the command line, on a plain thread.
    pub fn run_due(&self, now: Timestamp) -> Result<usize, DbError> {
        let mut ran = 0;
        loop {
            let claimed = self.claim_due(now, SLOTS)?;
            if claimed.is_empty() {
                return Ok(ran);
            }
            for job in claimed {
                self.work(job);
                ran += 1;
            }
        }
    }

    /// Works until `stop` turns true; then asks the running handlers to stop at their next sign of
    /// progress, and waits for them.
    pub async fn run(self, mut stop: watch::Receiver<bool>) {
        let this = Arc::new(self);
        let mut nudges = this.app.nudge.listen();
        let mut running: JoinSet<()> = JoinSet::new();
        let mut prolonged = Stopwatch::start();
        loop {
            let free = SLOTS.saturating_sub(running.len());
            for job in this.clone().claim_async(free).await {
                let worker = this.clone();
                running.spawn_blocking(move || worker.work(job));
            }
            tokio::select! {
                () = stopped(&mut stop) => break,
                _ = nudges.changed() => {
                    tokio::time::sleep(Duration::from_millis(GATHER_MILLIS)).await;
                }
                Some(_) = running.join_next(), if !running.is_empty() => {}
                () = tokio::time::sleep(Duration::from_millis(LOOK_MILLIS)) => {}
            }
            if prolonged.elapsed() > Duration::from_secs(PROLONG_SECONDS) {
                prolonged = Stopwatch::start();
                this.prolong_all().await;
            }
        }
        this.stopping.store(true, Ordering::SeqCst);
        while running.join_next().await.is_some() {}
    }

    async fn claim_async(self: Arc<Self>, free: usize) -> Vec<Claimed> {
        if free == 0 {
            return Vec::new();
        }
        let look = move || self.claim_due(self.app.clock.now(), free);
        match tokio::task::spawn_blocking(look).await {
            Ok(Ok(claimed)) => claimed,
            Ok(Err(error)) => {
                tracing::error!(%error, "jobs cannot be looked for now");
                Vec::new()
            }
            Err(error) => {
                tracing::error!(%error, "looking for jobs panicked");
                Vec::new()
            }
        }
    }

    fn claim_due(&self, now: Timestamp, most: usize) -> Result<Vec<Claimed>, DbError> {
        let db = &self.app.db;
        let mut claimed = Vec::new();
        for brand in (self.brands)(db)? {
            self.see_to_recurring(brand, now)?;
            let kinds: Vec<&'static str> = self.handlers.keys().copied().collect();
            let look = move |tx: &mut Tx<'_>| store::candidates(tx, &kinds, now, 16);
            for candidate in db.read_blocking(brand, look)? {
                if claimed.len() == most {
                    return Ok(claimed);
                }
                let take = move |tx: &mut Tx<'_>| store::claim(tx, &candidate, now);
                claimed.extend(db.write_blocking(brand, take)?);
            }
        }
        Ok(claimed)
    }

    /// Sees that each recurring job is there for the slot of time that `now` is in.
    fn see_to_recurring(&self, brand: BrandId, now: Timestamp) -> Result<(), DbError> {
        for recurring in &self.recurring {
            let slot = now.0.div_euclid(recurring.every_hours * 3_600_000);
            if locked(&self.seen_to).get(&(recurring.kind, brand)) == Some(&slot) {
                continue;
            }
            let kind = recurring.kind;
            self.app.db.write_blocking(brand, move |tx| {
                let job = NewJob {
                    kind,
                    body: Json::Null,
                    due_at: now,
                    dedup: Some(format!("slot {slot}")),
                    by: By::System,
                };
                enqueue(tx, job)
            })?;
            locked(&self.seen_to).insert((kind, brand), slot);
        }
        Ok(())
    }

    /// Runs the handler of a claimed job and writes down how it ended.
    fn work(&self, job: Claimed) {
        let Some(handler) = self.handlers.get(job.kind.as_str()) else {
            return;
        };
        let (kind, watch) = (job.kind.clone(), Stopwatch::start());
        let ctx = JobCtx::new(&self.app, job, &self.stopping);
        let (id, claim) = ctx.claim();
        locked(&self.held).insert(id, (ctx.brand, claim));
        let outcome = catch_unwind(AssertUnwindSafe(|| handler(ctx.clone())))
            .unwrap_or_else(|_| Err(JobError::Retry("the handler panicked".into())));
        locked(&self.held).remove(&id);
        let millis = u64::try_from(watch.elapsed().as_millis()).unwrap_or(u64::MAX);
        match &outcome {
            Ok(_) => tracing::info!(job = %id, kind, millis, "job done"),
            Err(error) => tracing::warn!(job = %id, kind, millis, %error, "job not done"),
        }
        if let Err(error) = ctx.finish(outcome) {
            // The lease runs out, and another attempt follows.
            tracing::error!(job = %id, kind, %error, "the end of a job could not be noted");
        }
    }

    /// Gives a sign of life for every job that is being worked on.
    async fn prolong_all(self: &Arc<Self>) {
        let held: Vec<(JobId, (BrandId, i64))> = locked(&self.held)
            .iter()
            .map(|(id, holding)| (*id, *holding))
            .collect();
        let until = self.app.clock.now().plus_millis(LEASE_MILLIS);
        for (id, (brand, claim)) in held {
            let prolong = move |tx: &mut Tx<'_>| store::prolong(tx, (id, claim), until);
            if let Err(error) = self.app.db.write(brand, prolong).await {
                tracing::warn!(job = %id, %error, "a lease could not be prolonged");
            }
        }
    }
}

fn locked<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

/// 10 s, 20 s, 40 s … up to an hour.
pub(super) fn back_off_millis(attempts: i64) -> i64 {
    let doublings = attempts.clamp(1, 10) - 1;
    (10_000 << doublings).min(3_600_000)
}
