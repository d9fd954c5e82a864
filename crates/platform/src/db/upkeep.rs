//! Care for the database itself, between the acts of a writer.

use super::error::DbError;
use super::worker::{Ran, Work};
use super::{Call, Db, Engine, Tx};
use crate::app::stopped;
use kernel::{BrandId, Value};
use std::time::Duration;
use tokio::sync::{oneshot, watch};

/// What is done, on a connection that no act has at that time.
pub(super) type Task = fn(&mut Engine) -> Result<(), DbError>;

/// A task that waits for a writer.
pub(super) struct Upkeep {
    task: Task,
    reply: oneshot::Sender<Result<(), DbError>>,
}

impl Upkeep {
    /// A task, and where its outcome is told.
    pub fn new(task: Task) -> (Upkeep, oneshot::Receiver<Result<(), DbError>>) {
        let (reply, asked) = oneshot::channel();
        (Upkeep { task, reply }, asked)
    }
}

impl Work for Upkeep {
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
        (self.task)(engine)
    }

    fn run(&mut self, _: &mut Tx<'_>) -> Ran {
        Ran::Undo
    }

    fn finish(self: Box<Self>, outcome: Result<(), DbError>) {
        // An asker that went away does not want its answer.
        let _ = self.reply.send(outcome);
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

/// See [`Db::count_tables`].
pub(super) fn count_tables(engine: &mut Engine) -> Result<(), DbError> {
    let Some(text) = engine.dialect().doubled_tables() else {
        return Ok(());
    };
    let tables = engine.query(Call { text, args: &[] })?;
    for table in tables.iter().filter_map(|row| row.first()) {
        // Who counts it already, another server or the database itself, does it for us as well.
        if let Value::Text(name) = table {
            engine.control(&format!("analyze (skip_locked) {name}"))?;
        }
    }
    Ok(())
}

/// How often to look for tables that grew.
const LOOK: Duration = Duration::from_secs(5);

/// Has tables counted while they grow, until `stop` turns true.
///
/// A plan is made once and kept until PostgreSQL knows better (see `Postgres::connect`). The plan
/// for an empty table reads a whole brand where an index would find the few rows that are wanted;
/// it costs nothing then, but a tenth of a second a read once a file with ten thousand members is in. PostgreSQL looks by itself once a minute; a job writes a hundred thousand rows in
/// that time.
pub async fn keep_counted(db: Db, mut stop: watch::Receiver<bool>) {
    if db.dialect().doubled_tables().is_none() {
        return;
    }
    loop {
        tokio::select! {
            () = stopped(&mut stop) => return,
            () = tokio::time::sleep(LOOK) => {}
        }
        let db = db.clone();
        match tokio::task::spawn_blocking(move || db.count_tables()).await {
            Ok(Ok(())) => {}
            Ok(Err(error)) => tracing::warn!(%error, "tables cannot be counted now"),
            Err(error) => tracing::error!(%error, "counting tables panicked"),
        }
    }
}
