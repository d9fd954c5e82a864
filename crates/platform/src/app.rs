//! What every handler, job and subscriber is given: the database, the clock, the seal, the
//! settings. Cheap to clone.

use crate::clock::Clock;
use crate::config::Config;
use crate::db::{Db, DbError};
use crate::seal::{Seal, SealError};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use tokio::sync::watch;

/// The ground that an act stands on.
#[derive(Debug, Clone)]
pub struct App {
    /// The one door to the database.
    pub db: Db,
    /// The one clock.
    pub clock: Clock,
    /// Seals personal fields.
    pub seal: Seal,
    /// The settings.
    pub config: Arc<Config>,
    /// Whether new requests are welcome.
    pub readiness: Readiness,
    /// Wakes whoever works in the background.
    pub nudge: Nudge,
}

/// A ground that cannot be laid.
#[derive(Debug, thiserror::Error)]
pub enum OpenError {
    /// The database.
    #[error(transparent)]
    Db(#[from] DbError),
    /// The key file.
    #[error(transparent)]
    Seal(#[from] SealError),
}

impl App {
    /// Opens the database (whose schema must be up to date) and the key file that the settings
    /// name.
    pub fn open(config: Config, clock: Clock) -> Result<App, OpenError> {
        let seal = Seal::open_or_create(&config.data.key_path())?;
        let db = Db::open(&config.database.options(), &clock)?;
        Ok(App::new(db, clock, seal, config))
    }

    /// Puts the parts together; tests bring their own.
    pub fn new(db: Db, clock: Clock, seal: Seal, config: Config) -> App {
        App {
            db,
            clock,
            seal,
            config: Arc::new(config),
            readiness: Readiness::default(),
            nudge: Nudge::default(),
        }
    }
}

/// Whether the server takes new requests; false from the moment a shutdown begins.
#[derive(Debug, Clone, Default)]
pub struct Readiness(Arc<AtomicBool>);

impl Readiness {
    /// From now on no new requests, please.
    pub fn start_draining(&self) {
        self.0.store(true, Ordering::SeqCst);
    }

    /// Whether a shutdown has begun.
    pub fn is_draining(&self) -> bool {
        self.0.load(Ordering::SeqCst)
    }
}

/// Tells background workers that there may be something to do, so that they need not wait for
/// their next look. A nudge is a hint: losing one costs time, nothing else.
#[derive(Debug, Clone)]
pub struct Nudge(watch::Sender<()>);

impl Default for Nudge {
    fn default() -> Self {
        Nudge(watch::Sender::new(()))
    }
}

impl Nudge {
    /// Wakes everybody who listens.
    pub fn wake(&self) {
        self.0.send_replace(());
    }

    /// A listener; its `changed()` returns at the next nudge after this call.
    pub fn listen(&self) -> watch::Receiver<()> {
        self.0.subscribe()
    }
}

/// Returns when a background task is to stop.
pub async fn stopped(stop: &mut watch::Receiver<bool>) {
    // A sender that is gone will not ask any more, so that counts as well.
    let _ = stop.wait_for(|stop| *stop).await;
}
