//! 实时: whoever looks at the overview is told when its figures have moved on.
//!
//! Each delivery that changes a day counts the brand's beat up, in the same act. A stream looks at
//! that one row, so it hears of what any server of the database did.

pub(crate) mod http;
mod store;

pub(crate) use store::beat_once;

use futures_util::stream::{Stream, unfold};
use kernel::BrandId;
use platform::App;
use platform::clock::Stopwatch;
use platform::db::DbError;
use std::time::Duration;

/// How a stream behaves.
#[derive(Debug, Clone, Copy)]
struct Pace {
    /// How often it looks.
    look: Duration,
    /// How long it lasts; whoever wants to go on asks again, and is let in or not.
    life: Duration,
}

/// What a stream knows.
struct Listener {
    app: App,
    brand: BrandId,
    since: Stopwatch,
    /// The beat that was told last.
    told: Option<i64>,
}

/// The beat as it is, and each that follows, until the stream's life or the server's is over or
/// the database fails.
fn beats(app: App, brand: BrandId, pace: Pace) -> impl Stream<Item = i64> {
    let listener = Listener {
        app,
        brand,
        since: Stopwatch::start(),
        told: None,
    };
    unfold(listener, move |mut listener| async move {
        let beat = listener.next(pace).await?;
        listener.told = Some(beat);
        Some((beat, listener))
    })
}

impl Listener {
    async fn next(&self, pace: Pace) -> Option<i64> {
        loop {
            let read = self.app.db.read(self.brand, store::beat).await;
            match read {
                Ok(beat) if self.told != Some(beat) => return Some(beat),
                Ok(_) => {}
                Err(error) => {
                    let error: DbError = error;
                    tracing::warn!(%error, "a stream of the overview ends");
                    return None;
                }
            }
            let is_over = self.since.elapsed() >= pace.life || self.app.readiness.is_draining();
            if is_over {
                return None;
            }
            tokio::time::sleep(pace.look).await;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use futures_util::StreamExt;
    use platform::config::Config;
    use platform::seal::Seal;
    use testkit::{TestDb, both};

    fn ground(test: &TestDb) -> App {
        let (seal, config) = (Seal::ephemeral(), Config::of_defaults());
        App::new(test.db.clone(), test.clock.clone(), seal, config)
    }

    #[test]
    fn a_stream_tells_each_change_once_and_ends() {
        both(|test| {
            let app = ground(test);
            let pace = Pace {
                look: Duration::from_millis(5),
                life: Duration::from_secs(60),
            };
            let runtime = tokio::runtime::Runtime::new().expect("a runtime");
            let brand = test.brand;
            runtime.block_on(async {
                let mut stream = std::pin::pin!(beats(app.clone(), brand, pace));
                assert_eq!(stream.next().await, Some(0));
                app.db.write(brand, beat_once).await.expect("a beat");
                app.db.write(brand, beat_once).await.expect("a beat");
                assert_eq!(stream.next().await, Some(2));
                app.readiness.start_draining();
                assert_eq!(stream.next().await, None);
            });
        });
    }
}
