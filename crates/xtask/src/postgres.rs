//! Runs a command with a private PostgreSQL around it and passes its exit code on.

use anyhow::{Context, Result};
use std::process::exit;
use testkit::postgres::{CLUSTER_VAR, Cluster, Durability};
use tokio::process::Command;
use tokio::signal::unix::{SignalKind, signal};

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

/// Starts the cluster, runs the command, stops the cluster; also when it is interrupted.
pub fn run(around: &Around) -> Result<()> {
    let durability = if around.flushed {
        Durability::Flushed
    } else {
        Durability::Careless
    };
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()?;
    let code = {
        let cluster = Cluster::start(durability)?;
        runtime.block_on(command(&around.command, &cluster.url()))?
    };
    match code {
        Some(0) => Ok(()),
        code => exit(code.unwrap_or(1)),
    }
}

/// Runs the command to its end and answers its exit code. Ctrl-C reaches it by itself, as it sits
/// at the same terminal; another's wish to stop is passed on.
async fn command(words: &[String], cluster: &str) -> Result<Option<i32>> {
    let mut interrupted = signal(SignalKind::interrupt())?;
    let mut stopped = signal(SignalKind::terminate())?;
    let (program, args) = words.split_first().context("no command")?;
    let mut child = Command::new(program)
        .args(args)
        .env(CLUSTER_VAR, cluster)
        .spawn()
        .with_context(|| format!("cannot run {program}"))?;
    loop {
        tokio::select! {
            status = child.wait() => return Ok(status?.code()),
            _ = interrupted.recv() => {}
            _ = stopped.recv() => child.start_kill()?,
        }
    }
}
