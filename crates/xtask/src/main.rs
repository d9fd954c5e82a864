//! Developers' chores: architecture as tests, measurements, a private PostgreSQL around a command,
//! the demo sample, the pricing engine for browsers.

mod bench;
mod demo_sample;
mod postgres;
mod sms;
mod tidy;
mod wasm;

use clap::{Parser, Subcommand};

/// Developers' chores.
#[derive(Parser)]
#[command(name = "xtask")]
struct Line {
    #[command(subcommand)]
    chore: Chore,
}

#[derive(Subcommand)]
enum Chore {
    /// Runs a command with a private PostgreSQL around it, named by HUITONG_TEST_POSTGRES.
    Postgres(postgres::Around),
    /// Runs the SMS simulator until it is killed.
    SimulateSms(sms::Simulate),
    /// Cuts the demo chain's sample out of the full Complete Journey set.
    DemoSample(demo_sample::Cut),
    /// Measures, and writes docs/bench.md and docs/bench.json.
    Bench(bench::Bench),
    /// Builds the pricing engine as WebAssembly into web/packages/pricing.
    Wasm(wasm::Build),
    /// Checks the architecture: arrows, tables, sizes, names, licences.
    Tidy(tidy::Tidy),
}

fn main() -> anyhow::Result<()> {
    match Line::parse().chore {
        Chore::Postgres(around) => postgres::run(&around),
        Chore::SimulateSms(simulate) => sms::run(&simulate),
        Chore::DemoSample(cut) => demo_sample::run(&cut),
        Chore::Bench(bench) => bench::run(&bench),
        Chore::Wasm(build) => wasm::run(&build),
        Chore::Tidy(tidy) => tidy::run(&tidy),
    }
}
