//! Walks over the brands in the background and hands over what is new.

use super::deliver::{deliver_page, retry_due};
use super::{Subscriber, store};
use crate::app::{App, stopped};
use crate::db::{Db, DbError, Tx};
use kernel::BrandId;
use std::sync::Arc;
use std::time::Duration;
use tokio::sync::watch;

/// Lists the brands of the database, on a plain thread. The server gives it, for the table of
/// brands is not ours; it is the one read here that belongs to no brand.
pub type Brands = fn(&Db) -> Result<Vec<BrandId>, DbError>;

/// How often to look without a nudge: for facts of other servers and for retries.
const LOOK_MILLIS: u64 = 1_000;
/// How long to gather after a nudge, so that busy hours make full pages.
const GATHER_MILLIS: u64 = 25;
/// Facts in one transaction while customers wait at the till, and while nobody does.
const PAGE_LIVE: i64 = 100;
const PAGE_DRAIN: i64 = 500;

/// Hands facts to subscribers.
#[derive(Debug, Clone)]
pub struct Dispatcher {
    app: App,
    brands: Brands,
    subscribers: Arc<[Subscriber]>,
}

impl Dispatcher {
    /// A dispatcher for these subscribers.
    pub fn new(app: &App, brands: Brands, subscribers: &[Subscriber]) -> Self {
        Dispatcher {
            app: app.clone(),
            brands,
            subscribers: subscribers.into(),
        }
    }

    /// Works until `stop` turns true.
    pub async fn run(self, mut stop: watch::Receiver<bool>) {
        let mut nudges = self.app.nudge.listen();
        loop {
            let this = self.clone();
            let round = tokio::task::spawn_blocking(move || this.deliver_all(PAGE_LIVE));
            match round.await {
                Ok(Ok(_)) => {}
                Ok(Err(error)) => tracing::error!(%error, "news cannot be delivered now"),
                Err(error) => tracing::error!(%error, "delivering news panicked"),
            }
            tokio::select! {
                () = stopped(&mut stop) => return,
                _ = nudges.changed() => {
                    tokio::time::sleep(Duration::from_millis(GATHER_MILLIS)).await;
                }
                () = tokio::time::sleep(Duration::from_millis(LOOK_MILLIS)) => {}
            }
        }
    }

    /// Delivers everything that is there and due; answers how many facts and retries went
    /// through. For the command line and tests, on a plain thread.
    pub fn drain(&self) -> Result<usize, DbError> {
        self.deliver_all(PAGE_DRAIN)
    }

    fn deliver_all(&self, page: i64) -> Result<usize, DbError> {
        let mut delivered = 0;
        for brand in (self.brands)(&self.app.db)? {
            delivered += self.deliver_brand(brand, page)?;
        }
        Ok(delivered)
    }

    fn deliver_brand(&self, brand: BrandId, page: i64) -> Result<usize, DbError> {
        let mut delivered = 0;
        loop {
            let now = self.app.clock.now();
            // Looks on a read connection first, so that a quiet brand costs no write.
            let look = move |tx: &mut Tx<'_>| store::news(tx, now);
            let news = self.app.db.read_blocking(brand, look)?;
            if news.is_fresh {
                let subscribers = self.subscribers.clone();
                let work = move |tx: &mut Tx<'_>| deliver_page(tx, &subscribers, now, page);
                delivered += self.app.db.write_blocking(brand, work)?;
            }
            if news.is_due {
                let subscribers = self.subscribers.clone();
                let work = move |tx: &mut Tx<'_>| retry_due(tx, &subscribers, now, page);
                delivered += self.app.db.write_blocking(brand, work)?;
            }
            if !news.is_fresh && !news.is_due {
                return Ok(delivered);
            }
        }
    }
}
