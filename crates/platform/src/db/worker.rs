//! Database threads: each owns a connection, takes work from a queue and runs it in transactions.
//!
//! SQLite has one writer that shares a commit among all acts that wait at the moment, each but the
//! first under a savepoint of its own. PostgreSQL groups commits itself, so there an act has a
//! transaction to itself and several threads take from one queue.

use super::dialect::Dialect;
use super::engine::{Access, Engine};
use super::error::DbError;
use super::ids::IdMaker;
use super::keeper::Keeper;
use super::memory::Memory;
use super::tx::Tx;
use crossbeam_channel::{Receiver, Sender};
use kernel::BrandId;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;
use std::thread::JoinHandle;
use std::time::Duration;

/// How an act left its transaction.
pub(crate) enum Ran {
    /// Its effects stand, if the commit succeeds.
    Keep,
    /// Its effects are undone; its answer is an error already.
    Undo,
    /// Its effects are undone and it is run once more.
    Again,
}

/// Something to run on a database thread.
pub(crate) trait Work: Send {
    /// The brand whose act it is; asked once, just before it first runs.
    fn brand(&mut self) -> BrandId;
    /// How many acts it stands for.
    fn weight(&self) -> usize;
    /// How many acts it would stand for if it ran now.
    fn waiting(&self) -> usize {
        1
    }
    /// Whether it runs between transactions and not in one.
    fn is_upkeep(&self) -> bool {
        false
    }
    /// Runs between transactions, if it is upkeep.
    fn keep_up(&mut self, engine: &mut Engine) -> Result<(), DbError> {
        let _ = engine;
        Ok(())
    }
    /// Runs inside an open transaction.
    fn run(&mut self, tx: &mut Tx<'_>) -> Ran;
    /// Tells the asker, after the commit or when nothing could be done.
    fn finish(self: Box<Self>, outcome: Result<(), DbError>);
}

pub(crate) type Job = Box<dyn Work>;

/// How a thread works.
#[derive(Clone)]
pub(crate) struct Plan {
    pub url: String,
    pub access: Access,
    pub group_max: usize,
    pub ids: Arc<IdMaker>,
    pub memory: Arc<Memory>,
    /// Who moves SQLite's log into the file; for its writer.
    pub keeper: Option<Arc<Keeper>>,
}

/// A queue with the threads that serve it.
pub(crate) struct Pool {
    sender: parking::Slot<Sender<Job>>,
    depth: Receiver<Job>,
    threads: parking::Slot<Vec<JoinHandle<()>>>,
}

/// A value that can be taken once, by whoever closes the pool.
pub(super) mod parking {
    use std::sync::{Mutex, PoisonError};

    pub struct Slot<T>(Mutex<Option<T>>);

    impl<T> Slot<T> {
        pub fn full(value: T) -> Self {
            Slot(Mutex::new(Some(value)))
        }
        pub fn take(&self) -> Option<T> {
            self.0.lock().unwrap_or_else(PoisonError::into_inner).take()
        }
    }

    impl<T: Clone> Slot<T> {
        pub fn copy(&self) -> Option<T> {
            self.0
                .lock()
                .unwrap_or_else(PoisonError::into_inner)
                .clone()
        }
    }
}

impl Pool {
    /// Opens `size` connections; fails if the first cannot be opened.
    pub fn start(name: &str, size: usize, plan: &Plan) -> Result<Pool, DbError> {
        let (sender, receiver) = crossbeam_channel::unbounded::<Job>();
        let mut threads = Vec::new();
        for number in 0..size {
            let engine = Engine::connect(&plan.url, plan.access)?;
            let (plan, receiver) = (plan.clone(), receiver.clone());
            let thread = std::thread::Builder::new()
                .name(format!("{name}-{number}"))
                .spawn(move || serve(engine, &plan, &receiver))
                .map_err(|error| DbError::Unavailable(error.to_string()))?;
            threads.push(thread);
        }
        Ok(Pool {
            sender: parking::Slot::full(sender),
            depth: receiver,
            threads: parking::Slot::full(threads),
        })
    }

    /// Puts work into the queue; tells it at once when the pool is closed.
    pub fn send(&self, job: Job) {
        let refused = match self.sender.copy() {
            Some(sender) => sender.send(job).err().map(|unsent| unsent.into_inner()),
            None => Some(job),
        };
        if let Some(job) = refused {
            job.finish(Err(DbError::Unavailable(
                "the server is shutting down".into(),
            )));
        }
    }

    /// How many pieces of work wait.
    pub fn waiting(&self) -> usize {
        self.depth.len()
    }

    /// Takes no more work, finishes what waits, ends the threads.
    pub fn close(&self) {
        drop(self.sender.take());
        for thread in self.threads.take().into_iter().flatten() {
            if thread.join().is_err() {
                tracing::error!("a database thread panicked");
            }
        }
    }
}

fn serve(mut engine: Engine, plan: &Plan, queue: &Receiver<Job>) {
    let mut last = 0;
    let mut left = None;
    while let Some(mut first) = left.take().or_else(|| queue.recv().ok()) {
        // A read has no commit to share.
        if plan.access == Access::Write {
            gather(&*first, queue, last);
        }
        if engine.is_closed() {
            match Engine::connect(&plan.url, plan.access) {
                Ok(fresh) => engine = fresh,
                Err(error) => {
                    first.finish(Err(error));
                    continue;
                }
            }
        }
        if first.is_upkeep() {
            let outcome = first.keep_up(&mut engine);
            first.finish(outcome);
            continue;
        }
        last = match (engine.dialect(), plan.access) {
            (Dialect::Sqlite, Access::Write) => {
                run_group(&mut engine, plan, first, queue, &mut left)
            }
            _ => run_alone(&mut engine, plan, first),
        };
        if let Some(keeper) = &plan.keeper {
            keeper.after_commit(&mut engine);
        }
    }
}

/// Waits a moment for company when the last commit was shared by many: those who have just had
/// their answer come again soon, and without this the first of them would have a commit of its own
/// each time. Half of all who are about is enough: while these are written the others come, and
/// neither they nor the writer stand still. Whoever works alone never waits.
fn gather(first: &dyn Work, queue: &Receiver<Job>, last: usize) {
    const STEP: Duration = Duration::from_micros(300);
    const STEPS: u32 = 6;
    let waiting = || first.waiting() + queue.len();
    let enough = (last + waiting()) / 2;
    for _ in 0..STEPS {
        if waiting() >= enough {
            break;
        }
        std::thread::sleep(STEP);
    }
}

/// How often an act that was in somebody's way is tried before it is given up.
const TRIES_MAX: u32 = 20;

/// Runs one job in a transaction of its own; answers how many acts it stood for.
fn run_alone(engine: &mut Engine, plan: &Plan, mut job: Job) -> usize {
    let brand = job.brand();
    let weight = job.weight();
    let outcome = try_alone(engine, plan, brand, &mut job);
    job.finish(outcome);
    weight
}

fn try_alone(
    engine: &mut Engine,
    plan: &Plan,
    brand: BrandId,
    job: &mut Job,
) -> Result<(), DbError> {
    let begin = match plan.access {
        Access::Write => engine.dialect().begin_write(),
        Access::Read => engine.dialect().begin_read(),
    };
    for attempt in 1..=TRIES_MAX {
        engine.control(begin)?;
        let mut tx = Tx::new(engine, (&plan.ids, &plan.memory), brand);
        let ran = guarded(job, &mut tx);
        let retry = ran.is_ok() && tx.must_retry() && attempt < TRIES_MAX;
        if matches!(ran, Ok(Ran::Keep)) {
            let committed = engine.control("commit");
            if committed != Err(DbError::Retry) || attempt == TRIES_MAX {
                return committed;
            }
            let _ = engine.control("rollback");
            continue;
        }
        let _ = engine.control("rollback");
        if retry {
            // Spread the tries, so that the same two acts do not meet again at once.
            std::thread::sleep(Duration::from_millis(u64::from(attempt)));
        } else if !matches!(ran, Ok(Ran::Again)) {
            return ran.map(|_| ());
        }
    }
    Err(DbError::Retry)
}

/// Runs acts until nobody waits or the group is full, then commits once. The first needs no
/// savepoint, for there is nothing else to be spared yet; under load it is a whole batch, and
/// SQLite keeps a copy of every page that is changed under a savepoint. Answers how many acts
/// shared the commit. Upkeep that turns up meanwhile is left for after it.
fn run_group(
    engine: &mut Engine,
    plan: &Plan,
    first: Job,
    queue: &Receiver<Job>,
    left: &mut Option<Job>,
) -> usize {
    if let Err(error) = engine.control(engine.dialect().begin_write()) {
        first.finish(Err(error));
        return 0;
    }
    let mut done: Vec<(Job, Result<(), DbError>)> = Vec::new();
    let mut weight = 0;
    let mut next = Some(first);
    while let Some(mut job) = next {
        let brand = job.brand();
        weight += job.weight();
        let outcome = run_one(engine, plan, &mut job, (brand, done.is_empty()));
        done.push((job, outcome));
        if !engine.in_transaction() {
            // SQLite gave the whole transaction up (disk full, I/O error): nothing of it stands.
            let lost = DbError::Unavailable("the database could not write".into());
            for (job, _) in done {
                job.finish(Err(lost.clone()));
            }
            return 0;
        }
        next = if weight < plan.group_max {
            queue.try_recv().ok()
        } else {
            None
        };
        if next.as_ref().is_some_and(|job| job.is_upkeep()) {
            *left = next.take();
        }
    }
    let committed = engine.control("commit");
    if committed.is_err() && engine.in_transaction() {
        let _ = engine.control("rollback");
    }
    for (job, outcome) in done {
        job.finish(committed.clone().and(outcome));
    }
    weight
}

/// Runs one act of a group, and once more if it says so.
fn run_one(
    engine: &mut Engine,
    plan: &Plan,
    job: &mut Job,
    (brand, is_first): (BrandId, bool),
) -> Result<(), DbError> {
    for _ in 0..2 {
        if !is_first {
            engine.control("savepoint act")?;
        }
        let ran = guarded(job, &mut Tx::new(engine, (&plan.ids, &plan.memory), brand));
        if !engine.in_transaction() {
            return Ok(());
        }
        match (is_first, matches!(ran, Ok(Ran::Keep))) {
            (true, true) => {}
            (true, false) => {
                take_back(engine, "rollback")?;
                engine.control(engine.dialect().begin_write())?;
            }
            (false, is_kept) => {
                if !is_kept {
                    take_back(engine, "rollback to savepoint act")?;
                }
                engine.control("release savepoint act")?;
            }
        }
        match ran {
            Ok(Ran::Again) => {}
            other => return other.map(|_| ()),
        }
    }
    Err(DbError::Retry)
}

/// Takes back what an act did. Where that fails, what is left of it must not be committed with the
/// acts that follow: a process that ends leaves nothing.
fn take_back(engine: &mut Engine, text: &str) -> Result<(), DbError> {
    let undone = engine.control(text);
    if undone.is_err() && engine.in_transaction() {
        tracing::error!(?undone, "SQLite cannot take back what an act did");
        std::process::abort();
    }
    undone
}

/// A panic in an act is our mistake; it costs the act, never the thread.
fn guarded(job: &mut Job, tx: &mut Tx<'_>) -> Result<Ran, DbError> {
    let ran = catch_unwind(AssertUnwindSafe(|| job.run(tx))).map_err(|panic| said(&*panic))?;
    if matches!(ran, Ran::Keep) && tx.is_broken() {
        // PostgreSQL answers COMMIT of a failed transaction with ROLLBACK and no error.
        return Err(DbError::Bug(
            "an act went on after a statement that failed".into(),
        ));
    }
    Ok(ran)
}

/// What somebody said as they panicked.
pub(crate) fn said(panic: &(dyn std::any::Any + Send)) -> DbError {
    let text = panic
        .downcast_ref::<&str>()
        .map(|text| (*text).to_owned())
        .or_else(|| panic.downcast_ref::<String>().cloned())
        .unwrap_or_else(|| "an act panicked".to_owned());
    DbError::Bug(text)
}
