//! The one door to the database: two engines, one SQL, ordinary synchronous acts, group commit.
//!
//! Guarantees: an act is one transaction; it sees one brand; its effects are durable before the
//! caller hears of them; a caller that goes away does not stop it half-way.

mod backup;
mod calls;
pub mod dialect;
mod engine;
mod error;
mod facts;
mod fetch;
mod gate;
mod hot;
mod ids;
mod keeper;
mod memory;
mod postgres;
mod row;
mod sql;
mod sqlite;
mod tx;
mod upkeep;
mod worker;

pub use backup::{COPY_ENDINGS, CopyError};
pub use dialect::Dialect;
pub use engine::Prepared;
pub use error::DbError;
pub use facts::DbFacts;
pub use fetch::{Fetch, Fetches, fetch, fetch_among, fetch_in};
pub use gate::check_statements;
pub use hot::{BatchFn, Hot};
pub use ids::{IdMaker, first_id_at};
pub use row::{ColumnSpec, Columns, Row, next};
pub use sql::{Command, Query, Registered, Statement, statements};
pub use tx::{RowsToWrite, Tx};
pub use upkeep::keep_counted;

pub(crate) use engine::{Access, Call, Engine};
pub(crate) use sqlite::path_of;

use crate::clock::Clock;
use keeper::Keeper;
use kernel::BrandId;
use memory::Memory;
use std::sync::Arc;
use tokio::sync::oneshot;
use upkeep::Upkeep;
use worker::{Plan, Pool, Ran, Work};

/// Whether a URL names one of the two engines.
pub fn is_known_url(url: &str) -> bool {
    Dialect::of_url(url).is_some()
}

/// How to open a database.
#[derive(Clone)]
pub struct Options {
    /// `sqlite:./data/huitong.db` or `postgres://…`; may hold a password.
    pub url: String,
    /// The most acts that share a commit or a batch; 1 turns batching off.
    pub batch_max: usize,
    /// Connections for ordinary writes (PostgreSQL; SQLite has one writer).
    pub write_threads: usize,
    /// Connections for reads.
    pub read_threads: usize,
    /// Connections for hot acts (PostgreSQL).
    pub lanes: usize,
    /// This server's number among up to 1 024 that share the database.
    pub node: u16,
}

impl Options {
    /// The usual settings for a URL.
    pub fn new(url: impl Into<String>) -> Self {
        Options {
            url: url.into(),
            batch_max: 64,
            write_threads: 8,
            read_threads: 4,
            lanes: 1,
            node: 0,
        }
    }
}

impl std::fmt::Debug for Options {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Options")
            .field("dialect", &Dialect::of_url(&self.url))
            .field("batch_max", &self.batch_max)
            .finish_non_exhaustive()
    }
}

/// The most hot reads that share a snapshot.
const READS_MAX: usize = 8;

/// An open database. Cheap to clone.
#[derive(Clone)]
pub struct Db {
    inner: Arc<Inner>,
}

struct Inner {
    writers: Arc<Pool>,
    readers: Arc<Pool>,
    /// Where hot acts run; on SQLite the one writer.
    lanes: Vec<Arc<Pool>>,
    ids: Arc<IdMaker>,
    keeper: Option<Arc<Keeper>>,
    dialect: Dialect,
    batch_max: usize,
    /// May hold a password.
    url: String,
}

impl std::fmt::Debug for Db {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Db")
            .field("dialect", &self.inner.dialect)
            .finish_non_exhaustive()
    }
}

impl Db {
    /// Opens a database whose schema is up to date (see [`crate::migrate`]).
    pub fn open(options: &Options, clock: &Clock) -> Result<Db, DbError> {
        let dialect = Dialect::of_url(&options.url)
            .ok_or_else(|| DbError::Unavailable("the database URL is not understood".into()))?;
        let ids = Arc::new(IdMaker::new(clock.clone(), options.node));
        let memory = Arc::<Memory>::default();
        let batch_max = options.batch_max.max(1);
        let plan = |access, group_max| Plan {
            url: options.url.clone(),
            access,
            group_max,
            ids: ids.clone(),
            memory: memory.clone(),
            keeper: None,
        };
        let keeper = match dialect {
            Dialect::Sqlite => Some(Arc::new(Keeper::start(&options.url)?)),
            Dialect::Postgres => None,
        };
        let write_plan = Plan {
            keeper: keeper.clone(),
            ..plan(Access::Write, batch_max)
        };
        let readers = Pool::start(
            "db-read",
            options.read_threads.max(1),
            &plan(Access::Read, 1),
        )?;
        let (writers, lanes) = match dialect {
            Dialect::Sqlite => {
                let writer = Arc::new(Pool::start("db-write", 1, &write_plan)?);
                (writer.clone(), vec![writer])
            }
            Dialect::Postgres => {
                let writers = Pool::start("db-write", options.write_threads.max(1), &write_plan)?;
                let lanes = (0..options.lanes.max(1))
                    .map(|lane| {
                        Pool::start(&format!("db-lane{lane}"), 1, &write_plan).map(Arc::new)
                    })
                    .collect::<Result<Vec<_>, _>>()?;
                (Arc::new(writers), lanes)
            }
        };
        let readers = Arc::new(readers);
        Ok(Db {
            inner: Arc::new(Inner {
                writers,
                readers,
                lanes,
                ids,
                keeper,
                dialect,
                batch_max,
                url: options.url.clone(),
            }),
        })
    }

    /// Which engine it is; for messages and tests.
    pub fn dialect(&self) -> Dialect {
        self.inner.dialect
    }

    /// A new id outside a transaction.
    pub fn new_id(&self) -> i64 {
        self.inner.ids.next()
    }

    /// Runs an act that writes. It may run more than once before it stands, so it must have no
    /// effect but on `tx`.
    pub async fn write<T, E, F>(&self, brand: BrandId, act: F) -> Result<T, E>
    where
        T: Send + 'static,
        E: From<DbError> + Send + 'static,
        F: Fn(&mut Tx<'_>) -> Result<T, E> + Send + 'static,
    {
        answer(ask(&self.inner.writers, brand, act).await)
    }

    /// Runs an act that only reads, on one snapshot, without queueing behind writes.
    pub async fn read<T, E, F>(&self, brand: BrandId, act: F) -> Result<T, E>
    where
        T: Send + 'static,
        E: From<DbError> + Send + 'static,
        F: Fn(&mut Tx<'_>) -> Result<T, E> + Send + 'static,
    {
        answer(ask(&self.inner.readers, brand, act).await)
    }

    /// [`Db::write`] from a plain thread.
    pub fn write_blocking<T, E, F>(&self, brand: BrandId, act: F) -> Result<T, E>
    where
        T: Send + 'static,
        E: From<DbError> + Send + 'static,
        F: Fn(&mut Tx<'_>) -> Result<T, E> + Send + 'static,
    {
        answer(ask(&self.inner.writers, brand, act).blocking_recv())
    }

    /// [`Db::read`] from a plain thread.
    pub fn read_blocking<T, E, F>(&self, brand: BrandId, act: F) -> Result<T, E>
    where
        T: Send + 'static,
        E: From<DbError> + Send + 'static,
        F: Fn(&mut Tx<'_>) -> Result<T, E> + Send + 'static,
    {
        answer(ask(&self.inner.readers, brand, act).blocking_recv())
    }

    /// Rewrites what the engine keeps of rows that are gone, for what was erased shall not be
    /// readable in its files either. On the embedded engine no act runs meanwhile: they wait in
    /// the queue, about a second for every 300 MB. Blocks.
    pub fn sweep(&self) -> Result<(), DbError> {
        self.keep_up(&self.inner.writers, upkeep::sweep)
    }

    /// Has PostgreSQL count the tables that have doubled since it last did, unless it is over; see
    /// [`keep_counted`]. Blocks.
    pub fn count_tables(&self, is_over: &dyn Fn() -> bool) -> Result<(), DbError> {
        upkeep::count_tables(self, is_over)
    }

    fn keep_up<T, F>(&self, pool: &Pool, task: F) -> Result<T, DbError>
    where
        T: Send + 'static,
        F: Fn(&mut Engine) -> Result<T, DbError> + Send + 'static,
    {
        let (upkeep, asked) = Upkeep::new(task);
        pool.send(Box::new(upkeep));
        answer(asked.blocking_recv())
    }

    /// Makes a kind of act that is done in batches; see [`Hot`].
    pub fn hot<I: Send + 'static, O: Send + 'static>(&self, act: BatchFn<I, O>) -> Hot<I, O> {
        Hot::new(&self.inner.lanes, self.inner.batch_max, act)
    }

    /// The same for what is only read: a few of those who wait when a reader is free are answered
    /// from one snapshot, which is not older than their questions. Few, for none has an answer
    /// before all have, and other readers may be free.
    pub fn hot_read<I: Send + 'static, O: Send + 'static>(&self, act: BatchFn<I, O>) -> Hot<I, O> {
        let readers = std::slice::from_ref(&self.inner.readers);
        Hot::new(readers, READS_MAX.min(self.inner.batch_max), act)
    }

    /// How many pieces of work wait, a batch counted once: for writers and lanes, and for readers.
    pub fn waiting(&self) -> (usize, usize) {
        let inner = &self.inner;
        let lanes: usize = match inner.dialect {
            Dialect::Sqlite => 0,
            Dialect::Postgres => inner.lanes.iter().map(|lane| lane.waiting()).sum(),
        };
        (inner.writers.waiting() + lanes, inner.readers.waiting())
    }

    /// Takes no more work, finishes what waits and closes the connections. Blocks.
    pub fn drain(&self) {
        for lane in &self.inner.lanes {
            lane.close();
        }
        self.inner.writers.close();
        self.inner.readers.close();
        if let Some(keeper) = &self.inner.keeper {
            keeper.stop();
        }
    }
}

/// What an asker waits for.
type Asked<T, E> = oneshot::Receiver<Result<T, E>>;

fn ask<T, E, F>(pool: &Pool, brand: BrandId, act: F) -> Asked<T, E>
where
    T: Send + 'static,
    E: From<DbError> + Send + 'static,
    F: Fn(&mut Tx<'_>) -> Result<T, E> + Send + 'static,
{
    let (reply, asked) = oneshot::channel();
    pool.send(Box::new(Ordinary {
        brand,
        act,
        outcome: None,
        reply,
    }));
    asked
}

fn answer<T, E: From<DbError>>(
    received: Result<Result<T, E>, oneshot::error::RecvError>,
) -> Result<T, E> {
    received.unwrap_or_else(|_| {
        Err(E::from(DbError::Unavailable(
            "the act was lost with its thread".into(),
        )))
    })
}

/// An act of its own.
struct Ordinary<T, E, F> {
    brand: BrandId,
    act: F,
    outcome: Option<Result<T, E>>,
    reply: oneshot::Sender<Result<T, E>>,
}

impl<T, E, F> Work for Ordinary<T, E, F>
where
    T: Send + 'static,
    E: From<DbError> + Send + 'static,
    F: Fn(&mut Tx<'_>) -> Result<T, E> + Send + 'static,
{
    fn brand(&mut self) -> BrandId {
        self.brand
    }

    fn weight(&self) -> usize {
        1
    }

    fn run(&mut self, tx: &mut Tx<'_>) -> Ran {
        let outcome = (self.act)(tx);
        let ran = if outcome.is_ok() {
            Ran::Keep
        } else {
            Ran::Undo
        };
        self.outcome = Some(outcome);
        ran
    }

    fn finish(self: Box<Self>, outcome: Result<(), DbError>) {
        let answer = match (outcome, self.outcome) {
            (Err(error), _) => Err(E::from(error)),
            (Ok(()), Some(answer)) => answer,
            (Ok(()), None) => Err(E::from(DbError::Bug("an act gave no answer".into()))),
        };
        // An asker that went away does not want its answer; the act stands all the same.
        let _ = self.reply.send(answer);
    }
}
