//! Moves SQLite's write-ahead log into the database file, beside the writer and not in its way.
//!
//! A writer that does this by itself stops for it every thousand pages, and everybody who waits
//! for the commit stops with it. Here a connection of its own copies what is committed while the
//! writer goes on; only the log's return to its start, which needs a moment without writes, is the
//! writer's, and by then nearly all is copied.

use super::engine::Engine;
use super::error::DbError;
use super::sqlite::path_of;
use super::worker::parking::Slot;
use crossbeam_channel::{Receiver, Sender};
use rusqlite::Connection;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread::JoinHandle;
use std::time::Duration;

/// So many pages (of 4 kB) in the log are worth copying. Few: what is copied at once is flushed at
/// once, and a commit waits behind it on the disk.
const COPY_FROM: i64 = 500;
/// From so many pages on the log shall start anew: 24 MB.
const RESTART_FROM: i64 = 6_000;
/// The least time between two looks, so that pages that change often are copied once for many
/// commits.
const REST: Duration = Duration::from_millis(10);

/// The thread that copies; the writer tells it of commits.
pub(crate) struct Keeper {
    commits: Slot<Sender<()>>,
    restart_due: Arc<AtomicBool>,
    thread: Slot<JoinHandle<()>>,
}

impl Keeper {
    /// Opens a connection to the file that a `sqlite:` URL names.
    pub fn start(url: &str) -> Result<Keeper, DbError> {
        let connection = Connection::open(path_of(url))?;
        connection.execute_batch("pragma synchronous = full; pragma cache_size = -2048;")?;
        // One message that waits says all that several would.
        let (commits, told) = crossbeam_channel::bounded(1);
        let restart_due = Arc::new(AtomicBool::new(false));
        let thread = std::thread::Builder::new()
            .name("db-keeper".into())
            .spawn({
                let restart_due = restart_due.clone();
                move || keep(&connection, &told, &restart_due)
            })
            .map_err(|error| DbError::Unavailable(error.to_string()))?;
        Ok(Keeper {
            commits: Slot::full(commits),
            restart_due,
            thread: Slot::full(thread),
        })
    }

    /// Tells of a commit; and lets the log start anew if it is time. Between two transactions of
    /// the writer.
    pub fn after_commit(&self, writer: &mut Engine) {
        if let Some(commits) = self.commits.copy() {
            // A message that waits already says the same.
            let _ = commits.try_send(());
        }
        if self.restart_due.swap(false, Ordering::Relaxed) {
            // A reader that looks at the log is waited for but shortly; there is a next time.
            let done = writer.control(
                "pragma busy_timeout = 5;
                 pragma wal_checkpoint(restart);
                 pragma busy_timeout = 10000;",
            );
            if let Err(error) = done {
                tracing::warn!(%error, "the write-ahead log could not start anew");
            }
        }
    }

    /// Ends the thread. What is not copied stays in the log, which the last connection copies.
    pub fn stop(&self) {
        drop(self.commits.take());
        if self
            .thread
            .take()
            .is_some_and(|thread| thread.join().is_err())
        {
            tracing::error!("the keeper of the database's log panicked");
        }
    }
}

fn keep(connection: &Connection, told: &Receiver<()>, restart_due: &AtomicBool) {
    while told.recv().is_ok() {
        if let Err(error) = copy(connection, restart_due) {
            tracing::warn!(%error, "the write-ahead log could not be copied");
        }
        std::thread::sleep(REST);
    }
}

fn copy(connection: &Connection, restart_due: &AtomicBool) -> Result<(), rusqlite::Error> {
    let look = |mode: &str| {
        connection.query_row(&format!("pragma wal_checkpoint({mode})"), [], |row| {
            Ok((row.get::<_, i64>(1)?, row.get::<_, i64>(2)?))
        })
    };
    let (pages, copied) = look("noop")?;
    if pages - copied >= COPY_FROM {
        let (pages, _) = look("passive")?;
        restart_due.store(pages >= RESTART_FROM, Ordering::Relaxed);
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::super::engine::Access;
    use super::*;
    use crate::clock::Stopwatch;

    /// Pages in the log, and how many of them are copied.
    fn log_of(url: &str) -> (i64, i64) {
        let connection = Connection::open(path_of(url)).expect("open");
        connection
            .query_row("pragma wal_checkpoint(noop)", [], |row| {
                Ok((row.get(1)?, row.get(2)?))
            })
            .expect("a look at the log")
    }

    #[test]
    fn the_log_is_copied_and_starts_anew_while_the_writer_goes_on() {
        let folder = tempfile::tempdir().expect("a folder");
        let url = format!("sqlite:{}/log.db", folder.path().display());
        let mut writer = Engine::connect(&url, Access::Write).expect("a writer");
        let keeper = Keeper::start(&url).expect("a keeper");
        let write = |writer: &mut Engine, pages: usize| {
            let text = format!(
                "begin immediate;
                 insert into t with recursive n(x) as (select 1 union all
                   select x + 1 from n where x < {pages}) select zeroblob(4000) from n;
                 commit;"
            );
            writer.control(&text).expect("written");
        };
        writer
            .control("create table t (page blob); select 1;")
            .expect("a table");
        write(&mut writer, 7_000);
        let (before, copied) = log_of(&url);
        assert!(
            before > RESTART_FROM && copied < COPY_FROM,
            "{before} {copied}"
        );

        let patience = Stopwatch::start();
        loop {
            write(&mut writer, 1);
            keeper.after_commit(&mut writer);
            let (pages, _) = log_of(&url);
            if pages < COPY_FROM {
                break;
            }
            assert!(
                patience.elapsed() < Duration::from_secs(60),
                "{pages} pages"
            );
            std::thread::sleep(Duration::from_millis(5));
        }
        keeper.stop();
    }
}
