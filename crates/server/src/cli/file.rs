//! `huitong import`: the same job as in the background, done here with a bar and a list of what
//! was not taken.

use super::{choose_brand, say};
use crate::imports::{self, ImportKind, ImportMode, Request};
use anyhow::{Context, Result, bail};
use indicatif::{ProgressBar, ProgressStyle};
use kernel::{Act, BrandId, JobId};
use platform::App;
use platform::jobs::{self, JobState};
use std::path::PathBuf;
use std::time::Duration;

/// What to import.
#[derive(clap::Args)]
pub struct Import {
    /// members, goods or orders.
    kind: ImportKind,
    /// A CSV file in UTF-8 or GB18030.
    file: PathBuf,
    /// The brand's code, if there are several.
    #[arg(long)]
    brand: Option<String>,
    /// Do everything and keep nothing.
    #[arg(long)]
    dry_run: bool,
    /// Keep nothing unless every row is good.
    #[arg(long)]
    all_or_nothing: bool,
}

/// Rejects that are printed; all of them stay with the job.
const SHOWN_MAX: u32 = 100;

/// Imports a file.
pub fn run(app: &App, import: &Import) -> Result<()> {
    let brand = choose_brand(app, import.brand.as_deref())?;
    let bytes = std::fs::read(&import.file)
        .with_context(|| format!("cannot read {}", import.file.display()))?;
    let zone = app.db.read_blocking(brand, access::get_brand)?.zone;
    let request = Request {
        kind: import.kind,
        mode: if import.all_or_nothing {
            ImportMode::AllOrNothing
        } else {
            ImportMode::GoodRows
        },
        is_dry_run: import.dry_run,
        zone,
        file_name: import
            .file
            .file_name()
            .unwrap_or_default()
            .to_string_lossy()
            .into_owned(),
    };
    let act = Act::of_system(app.clock.now());
    let job = app
        .db
        .write_blocking(brand, move |tx| imports::start(tx, &act, &request, &bytes))?;
    let done = work(app, brand, job)?;
    for reject in app
        .db
        .read_blocking(brand, move |tx| imports::rejects(tx, job, 0, SHOWN_MAX))?
    {
        let column = reject.column.unwrap_or_default();
        say(format_args!(
            "line {}: {column} {} {}",
            reject.line, reject.reason, reject.text
        ));
    }
    say(&done);
    crate::background::dispatcher(app).drain()?;
    app.db.drain();
    Ok(())
}

fn work(app: &App, brand: BrandId, job: JobId) -> Result<serde_json::Value> {
    let look = move || app.db.read_blocking(brand, move |tx| jobs::find(tx, job));
    let bar = ProgressBar::new(0).with_style(ProgressStyle::with_template(
        "import [{bar:40}] {human_pos}/{human_len} {elapsed} ({per_sec})",
    )?);
    let clock = app.clock.clone();
    std::thread::scope(|scope| {
        let runner = crate::background::runner(app);
        let working = scope.spawn(move || runner.run_due(clock.now()));
        while !working.is_finished() {
            if let Ok(Some(job)) = look() {
                bar.set_length(job.total.unsigned_abs());
                bar.set_position(job.done.unsigned_abs());
            }
            std::thread::sleep(Duration::from_millis(100));
        }
        working
            .join()
            .map_err(|_| anyhow::anyhow!("the import panicked"))?
            .map_err(anyhow::Error::from)
    })?;
    bar.finish();
    match look()? {
        Some(job) if job.state == JobState::Succeeded => Ok(job.result.unwrap_or_default()),
        Some(job) => bail!("not imported: {}", job.error.unwrap_or_default()),
        None => bail!("the job is gone"),
    }
}
