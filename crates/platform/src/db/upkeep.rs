//! Care for the database itself, on connections that no act has at that time.

use super::error::DbError;
use super::worker::{Ran, Work};
use super::{Call, Db, Engine, Tx};
use crate::app::stopped;
use kernel::{BrandId, Value};
use std::collections::HashSet;
use std::time::Duration;
use tokio::sync::{oneshot, watch};

/// Something to do on a connection that no act has at that time.
pub(super) struct Upkeep<T, F> {
    task: F,
    done: Option<T>,
    reply: oneshot::Sender<Result<T, DbError>>,
}

impl<T, F: Fn(&mut Engine) -> Result<T, DbError>> Upkeep<T, F> {
    /// A task, and where its outcome is told.
    pub fn new(task: F) -> (Upkeep<T, F>, oneshot::Receiver<Result<T, DbError>>) {
        let (reply, asked) = oneshot::channel();
        let done = None;
        (Upkeep { task, done, reply }, asked)
    }
}

impl<T: Send, F: Fn(&mut Engine) -> Result<T, DbError> + Send> Work for Upkeep<T, F> {
    fn brand(&mut self) -> BrandId {
        BrandId(0)
    }

    fn weight(&self) -> usize {
        1
    }

    fn is_upkeep(&self) -> bool {
        true
    }

    fn keep_up(&mut self, engine: &mut Engine) -> Result<(), DbError> {
        self.done = Some((self.task)(engine)?);
        Ok(())
    }

    fn run(&mut self, _: &mut Tx<'_>) -> Ran {
        Ran::Undo
    }

    fn finish(self: Box<Self>, outcome: Result<(), DbError>) {
        let lost = || DbError::Bug("what was done is lost".into());
        let Upkeep { done, reply, .. } = *self;
        let told = outcome.and_then(|()| done.ok_or_else(lost));
        // An asker that went away does not want its answer.
        let _ = reply.send(told);
    }
}

/// See [`Db::sweep`].
pub(super) fn sweep(engine: &mut Engine) -> Result<(), DbError> {
    engine.control(engine.dialect().sweep())?;
    let Some(text) = engine.dialect().empty_log() else {
        return Ok(());
    };
    let said = engine.query(Call { text, args: &[] })?;
    match said.first().and_then(|row| row.first()) {
        Some(Value::Int(0)) => Ok(()),
        // A reader looks at the log; it is tried another time.
        _ => Err(DbError::Unavailable("the log could not be emptied".into())),
    }
}

/// The tables that have doubled since their rows were counted.
fn doubled(engine: &mut Engine) -> Result<Vec<String>, DbError> {
    let Some(text) = engine.dialect().doubled_tables() else {
        return Ok(Vec::new());
    };
    let rows = engine.query(Call { text, args: &[] })?;
    let name = |row: Vec<Value>| match row.into_iter().next() {
        Some(Value::Text(name)) => Some(name),
        _ => None,
    };
    Ok(rows.into_iter().filter_map(name).collect())
}

/// See [`Db::count_tables`]. Asks anew after each table, for another server may have counted the
/// next by then; one that cannot be counted does not keep the others waiting.
pub(super) fn count_tables(db: &Db, is_over: &dyn Fn() -> bool) -> Result<(), DbError> {
    let mut tried = HashSet::new();
    while !is_over() {
        let found = db.keep_up(&db.inner.readers, doubled)?;
        let Some(name) = found.into_iter().find(|name| !tried.contains(name)) else {
            break;
        };
        tried.insert(name.clone());
        // Who counts it already, another server or the database itself, does it for us as well.
        let text = format!("analyze (skip_locked) {name}");
        let counted = db.keep_up(&db.inner.writers, move |engine| engine.control(&text));
        if let Err(error) = counted {
            tracing::warn!(%error, table = name, "a table cannot be counted");
        }
    }
    Ok(())
}

/// How often to look for tables that grew.
const LOOK: Duration = Duration::from_secs(5);

/// Has tables counted while they grow, until `stop` turns true.
///
/// A plan is made once and kept until PostgreSQL knows better (see `Postgres::connect`). The plan
/// for an empty table reads a whole brand where an index would find the few rows that are wanted:
/// nothing at first, a tenth of a second a read once ten thousand rows are in. PostgreSQL looks by
/// itself once a minute; a job writes a hundred thousand rows in that time.
pub async fn keep_counted(db: Db, mut stop: watch::Receiver<bool>) {
    if db.dialect().doubled_tables().is_none() {
        return;
    }
    loop {
        let (db, seen) = (db.clone(), stop.clone());
        let count = move || db.count_tables(&|| *seen.borrow());
        match tokio::task::spawn_blocking(count).await {
            Ok(Ok(())) => {}
            Ok(Err(error)) => tracing::warn!(%error, "tables cannot be counted now"),
            Err(error) => tracing::error!(%error, "counting tables panicked"),
        }
        tokio::select! {
            () = stopped(&mut stop) => return,
            () = tokio::time::sleep(LOOK) => {}
        }
    }
}
