//! Measurements. `settle`: settling over HTTP against what the same machine can do in the same
//! minutes, pgbench's TPC-B and a bare insert of as many rows; ratios travel between machines,
//! seconds do not. `import`: a million members from a file. `search`: somebody among a million.
//! `overview`: the workbench over ten million lines. `console`: its pages in a browser. `quote`:
//! the price of a basket. `replay`: an offer over all past orders. `promotions`: settling with 50
//! of them and a coupon each, against settling without.

mod bare;
mod client;
mod console;
mod figures;
mod import;
mod overview;
mod promotions;
mod quote;
mod replay;
mod report;
mod search;
mod site;
mod yardstick;

use anyhow::{Result, bail, ensure};
use client::Load;
use report::{Measure, Report};
use site::{Engine, Site};
use std::path::{Path, PathBuf};
use std::time::Duration;
use testkit::postgres::{Cluster, Durability};
use tokio::runtime::Runtime;

/// What to measure.
#[derive(clap::Args)]
pub struct Bench {
    /// Which measurement: `settle`, `import`, `search`, `overview`, `console`, `quote`,
    /// `replay` or `promotions`.
    what: String,
    /// How often everything is measured in turn.
    #[arg(long, default_value_t = 5)]
    rounds: usize,
    /// How long each measurement lasts.
    #[arg(long, default_value_t = 5)]
    seconds: u64,
    /// Members to load; 100 000 to settle with, a million to import or to search.
    #[arg(long)]
    members: Option<usize>,
    /// Only this engine: `overview` then keeps the other one's figures, the others write no files.
    #[arg(long)]
    only: Option<Engine>,
    /// Order lines to look over.
    #[arg(long, default_value_t = 10_000_000)]
    lines: usize,
    /// The folder of the whole Complete Journey, to look over that too, or to replay over.
    #[arg(long)]
    journey: Option<PathBuf>,
    /// Write no files.
    #[arg(long)]
    dry: bool,
}

/// SKUs to load.
const SKUS: usize = 5_000;
/// Stores to found.
const STORES: usize = 50;
/// The largest group or batch when batching is on; the product's default.
const BATCH: usize = 64;

/// Measures and writes `docs/bench.md` and `docs/bench.json`.
pub fn run(bench: &Bench) -> Result<()> {
    let program = PathBuf::from("target/release/huitong");
    ensure!(
        program.exists(),
        "build it first: cargo build --release --bin huitong"
    );
    match bench.what.as_str() {
        "settle" => settle(bench, &program),
        "import" => import::run(&program, bench.members.unwrap_or(1_000_000), bench.dry),
        "search" => {
            let members = bench.members.unwrap_or(1_000_000);
            search::run(&program, members, bench.only, bench.dry)
        }
        "console" => console::run(&program, bench.dry),
        "quote" => quote::run(bench.dry),
        "promotions" => promotions::run(bench, &program),
        "replay" => replay::run(&program, bench.journey.as_deref(), bench.dry),
        "overview" => {
            let journey = bench.journey.as_deref();
            overview::run(&program, bench.lines, journey, bench.only, bench.dry)
        }
        other => bail!("there is no measurement `{other}`"),
    }
}

fn settle(bench: &Bench, program: &Path) -> Result<()> {
    let members = bench.members.unwrap_or(100_000);
    let cluster = Cluster::start(Durability::Flushed)?;
    yardstick::prepare(&cluster)?;
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()?;
    let sites = prepare(bench, members, program, &cluster, &runtime)?;
    let mut report = Report::new(bench.rounds, bench.seconds, members);
    let time = Duration::from_secs(bench.seconds);
    for round in 1..=bench.rounds {
        eprintln!("round {round} of {}", bench.rounds);
        report.add(yardstick::measure(&cluster, bench.seconds)?);
        for site in &sites {
            for measure in measure(site, time, round, &runtime)? {
                report.add(measure);
            }
        }
    }
    for site in &sites {
        site.verify()?;
    }
    eprintln!("{}", report.table());
    if bench.dry || bench.only.is_some() {
        Ok(())
    } else {
        report.write()
    }
}

fn prepare(
    bench: &Bench,
    members: usize,
    program: &Path,
    cluster: &Cluster,
    runtime: &Runtime,
) -> Result<Vec<Site>> {
    let size = (members, SKUS, STORES);
    [Engine::Sqlite, Engine::Postgres]
        .into_iter()
        .filter(|engine| bench.only.is_none_or(|only| only == *engine))
        .map(|engine| Site::prepare(program, engine, cluster, size, runtime))
        .collect()
}

/// One round at one site: batched by so many clients, unbatched where batches could form, bare.
fn measure(site: &Site, time: Duration, round: usize, runtime: &Runtime) -> Result<Vec<Measure>> {
    let mut measures = Vec::new();
    for (batch, crowds) in [(BATCH, &[1, 32, 128][..]), (1, &[128])] {
        let server = site.serve(batch)?;
        for &clients in crowds {
            let load = Load {
                site,
                server: &server,
                clients,
                time,
                round,
                orders: &|client, number| Some(client::order(&site.catalogue, client, number)),
            };
            let measure = runtime.block_on(client::measure(&load))?;
            measures.push(Measure {
                batched: batch > 1,
                ..measure
            });
        }
        server.stop()?;
    }
    measures.push(bare::measure(site, time)?);
    Ok(measures)
}
