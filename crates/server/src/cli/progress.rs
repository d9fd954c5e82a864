//! Does a job here and now, with a bar that shows how far it is.

use anyhow::{Result, anyhow, bail};
use indicatif::{ProgressBar, ProgressStyle};
use kernel::{BrandId, JobId};
use platform::App;
use platform::jobs::{self, JobState};
use serde_json::Value as Json;
use std::time::Duration;

/// How often the bar is brought up to date.
const LOOK: Duration = Duration::from_millis(100);
/// After so many looks tables that grew are counted, as a server does while it serves.
const COUNT_AFTER: u32 = 50;

/// Runs everything that is due until the job is over; answers with what came out of it.
pub fn run_job(app: &App, brand: BrandId, job: JobId, name: &'static str) -> Result<Json> {
    let look = move || app.db.read_blocking(brand, move |tx| jobs::find(tx, job));
    let style = "{msg} [{bar:40}] {human_pos}/{human_len} {elapsed} ({per_sec})";
    let bar = ProgressBar::new(0).with_style(ProgressStyle::with_template(style)?);
    bar.set_message(name);
    let now = app.clock.now();
    std::thread::scope(|scope| {
        let runner = crate::background::runner(app);
        let working = scope.spawn(move || runner.run_due(now));
        for look_number in 1u32.. {
            if working.is_finished() {
                break;
            }
            if let Ok(Some(job)) = look() {
                bar.set_length(job.total.unsigned_abs());
                bar.set_position(job.done.unsigned_abs());
            }
            // Only how fast the work is depends on it; whoever runs it sees the bar stand still.
            if look_number.is_multiple_of(COUNT_AFTER)
                && let Err(error) = app.db.count_tables(&|| working.is_finished())
            {
                tracing::warn!(%error, "tables cannot be counted now");
            }
            std::thread::sleep(LOOK);
        }
        working
            .join()
            .map_err(|_| anyhow!("{name}: the work panicked"))?
            .map_err(anyhow::Error::from)
    })?;
    bar.finish();
    match look()? {
        Some(job) if job.state == JobState::Succeeded => Ok(job.result.unwrap_or_default()),
        Some(job) => bail!("{name}: {}", job.error.unwrap_or_default()),
        None => bail!("{name}: the job is gone"),
    }
}
