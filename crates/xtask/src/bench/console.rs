//! Measures in a real browser what a first visit of the member list loads, and how long it takes
//! from a click in the navigation until the next page stands there.

use super::figures::{Figure, record};
use super::site::{Engine, Site};
use anyhow::{Context, Result, ensure};
use serde::Deserialize;
use std::path::Path;
use std::process::Command;
use testkit::postgres::{Cluster, Durability};

const ABOUT: &str = "Chromium over the release build with the demo chain on SQLite, browser and \
                     server on the same machine. A first visit counts every byte over the line, \
                     compressed, from the log-in to the rows of the member list. A change of page \
                     counts from the click in the navigation to the frame with the next page's \
                     heading; the whole page stands there once nothing in it is under way and the \
                     navigation shows it; the first round loads the pages' own scripts.";

/// What the browser found.
#[derive(Deserialize)]
struct Found {
    first_visit_bytes: f64,
    /// Milliseconds of each change of page in the first round.
    first: Vec<f64>,
    /// The same in the rounds after it.
    later: Vec<f64>,
    /// Of those, until the whole page stood there.
    later_whole: Vec<f64>,
}

const MEASURE: &str =
    "pnpm --dir web --filter @huitong/e2e exec playwright test -c measure.config.ts";

/// Measures and records.
pub fn run(program: &Path, is_dry: bool) -> Result<()> {
    let cluster = Cluster::start(Durability::Flushed)?;
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()?;
    let site = Site::with_demo(program, Engine::Sqlite, &cluster, None, &runtime)?;
    let server = site.serve(super::BATCH)?;
    let file = site.folder().join("measured.json");
    // Through a shell: what a package manager installs of itself may be a script without a head.
    let ran = Command::new("sh")
        .args(["-c", MEASURE])
        .env("HUITONG_E2E_URL", format!("http://{}", server.address))
        .env("HUITONG_E2E_MEASURED", &file)
        .status()
        .context("there is no shell")?;
    server.stop()?;
    ensure!(ran.success(), "the browser did not get through");
    let figures = figures_of(&serde_json::from_slice(&std::fs::read(&file)?)?);
    for figure in &figures {
        eprintln!("  {} {} {}", figure.name, figure.value, figure.unit);
    }
    if is_dry {
        Ok(())
    } else {
        record("console", ABOUT, figures)
    }
}

fn figures_of(found: &Found) -> Vec<Figure> {
    let worst = |millis: &[f64]| millis.iter().copied().fold(0.0, f64::max);
    let figure = |name: &str, value, unit, note: &str| {
        Figure::new(format!("console.{name}"), value, unit, note)
    };
    let changes = format!("the slowest of {}", found.first.len());
    let again = format!("the slowest of {}; at most 150", found.later.len());
    let whole = format!("the slowest of {}", found.later_whole.len());
    vec![
        figure(
            "first_visit.kb",
            found.first_visit_bytes / 1_024.0,
            "KB",
            "at most 700",
        ),
        figure("route_change.first.ms", worst(&found.first), "ms", &changes),
        figure("route_change.ms", worst(&found.later), "ms", &again),
        figure(
            "route_change.whole.ms",
            worst(&found.later_whole),
            "ms",
            &whole,
        ),
    ]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_slowest_change_counts() {
        let found = Found {
            first_visit_bytes: 2_048.0,
            first: vec![90.0, 120.0],
            later: vec![30.0, 70.0, 50.0],
            later_whole: vec![90.0, 170.0, 150.0],
        };
        let values: Vec<f64> = figures_of(&found).iter().map(|one| one.value).collect();
        assert_eq!(values, [2.0, 120.0, 70.0, 170.0]);
    }
}
