//! `huitong import`: the same job as in the background, done here with a bar and a list of what
//! was not taken.

use super::progress::run_job;
use super::{choose_brand, say};
use crate::imports::{self, ImportId, ImportKind, ImportMode, Kept, RunOptions};
use anyhow::{Context, Result};
use kernel::Act;
use platform::App;
use platform::clock::Stopwatch;
use std::path::PathBuf;

/// What to import.
#[derive(clap::Args)]
pub struct Import {
    /// members, goods, stock, orders or balances.
    kind: ImportKind,
    /// A CSV file in UTF-8 or GB18030, or a workbook.
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

/// Rejects that are printed; all of them stay with the import for a while.
const SHOWN_MAX: u32 = 100;

/// Imports a file.
pub fn run(app: &App, import: &Import) -> Result<()> {
    let brand = choose_brand(app, import.brand.as_deref())?;
    let bytes = std::fs::read(&import.file)
        .with_context(|| format!("cannot read {}", import.file.display()))?;
    let run = RunOptions {
        mode: if import.all_or_nothing {
            ImportMode::AllOrNothing
        } else {
            ImportMode::GoodRows
        },
        is_dry_run: import.dry_run,
    };
    let name = import.file.file_name().unwrap_or_default();
    let (kind, id) = (import.kind, ImportId(app.db.new_id()));
    let kept = Kept::read(id, name.to_string_lossy().into_owned(), &bytes, Some(kind))?;
    let act = Act::of_system(app.clock.now());
    let begun = app.db.write_blocking(brand, move |tx| {
        imports::begin(tx, &act, &kept, kind, (run, Ok(())), &bytes)
    })?;
    let job = begun.job.context("an import that has begun has a job")?.id;
    let watch = Stopwatch::start();
    let done = run_job(app, brand, job, "import")?;
    let seconds = watch.elapsed().as_secs_f64();
    for reject in app
        .db
        .read_blocking(brand, move |tx| imports::rejects(tx, id, 0, SHOWN_MAX))?
    {
        let column = reject.column.unwrap_or_default();
        say(format_args!(
            "line {}: {column} {} {}",
            reject.line, reject.reason, reject.text
        ));
    }
    say(&done);
    say(format_args!("done in {seconds:.1} s"));
    crate::background::dispatcher(app).drain()?;
    app.db.drain();
    Ok(())
}
