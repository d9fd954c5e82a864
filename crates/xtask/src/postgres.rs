//! Runs a command with a private PostgreSQL around it and passes its exit code on.

use anyhow::{Context, Result};
use std::process::{Command, exit};
use testkit::postgres::{CLUSTER_VAR, Cluster, Durability};

/// What to run.
#[derive(clap::Args)]
pub struct Around {
    /// Flush every commit to disk, as crash tests and benchmarks want it.
    #[arg(long)]
    flushed: bool,
    /// The command and its arguments.
    #[arg(required = true, trailing_var_arg = true)]
    command: Vec<String>,
}

/// Starts the cluster, runs the command, stops the cluster.
pub fn run(around: &Around) -> Result<()> {
    let durability = if around.flushed {
        Durability::Flushed
    } else {
        Durability::Careless
    };
    let cluster = Cluster::start(durability)?;
    let (program, args) = around.command.split_first().context("no command")?;
    let status = Command::new(program)
        .args(args)
        .env(CLUSTER_VAR, cluster.url())
        .status()
        .with_context(|| format!("cannot run {program}"))?;
    drop(cluster);
    match status.code() {
        Some(0) => Ok(()),
        code => exit(code.unwrap_or(1)),
    }
}
