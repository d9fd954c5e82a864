//! The yardstick: pgbench's TPC-B in the same cluster, and how CPU time is read.

use super::report::Measure;
use anyhow::{Context, Result, ensure};
use std::process::Command;
use testkit::postgres::Cluster;

/// Loads pgbench's own tables: scale 50, five million accounts.
pub fn prepare(cluster: &Cluster) -> Result<()> {
    eprintln!("pgbench: loading scale 50");
    let folder = cluster.socket_folder().display().to_string();
    let made = Command::new(cluster.program("createdb"))
        .args(["-h", &folder, "-U", "huitong", "pgbench"])
        .status()?;
    ensure!(made.success(), "createdb failed");
    let loaded = Command::new(cluster.program("pgbench"))
        .args([
            "-h", &folder, "-U", "huitong", "-i", "-q", "-s", "50", "pgbench",
        ])
        .stderr(std::process::Stdio::null())
        .status()?;
    ensure!(loaded.success(), "pgbench -i failed");
    Ok(())
}

/// `pgbench -M prepared -c 32` for some seconds.
pub fn measure(cluster: &Cluster, seconds: u64) -> Result<Measure> {
    let folder = cluster.socket_folder().display().to_string();
    let output = Command::new(cluster.program("pgbench"))
        .args([
            "-h", &folder, "-U", "huitong", "-n", "-M", "prepared", "-c", "32", "-j", "2",
        ])
        .args(["-T", &seconds.to_string(), "pgbench"])
        .output()?;
    let text = String::from_utf8_lossy(&output.stdout);
    let line = text
        .lines()
        .find(|line| line.starts_with("tps = "))
        .context("no tps")?;
    let tps = line
        .split_whitespace()
        .nth(2)
        .context("no number")?
        .parse()?;
    Ok(Measure {
        clients: 32,
        ..Measure::bare("pgbench", tps)
    })
}

/// CPU time of some processes in ticks of 10 ms, user and system together.
pub fn cpu_ticks(pids: &[u32]) -> Result<u64> {
    let mut ticks = 0;
    for pid in pids {
        let stat = std::fs::read_to_string(format!("/proc/{pid}/stat"))?;
        // The name in parentheses may hold blanks, so the fields are counted from its end.
        let fields: Vec<&str> = stat
            .rsplit_once(')')
            .context("a stat line")?
            .1
            .split_whitespace()
            .collect();
        for place in [11, 12] {
            ticks += fields.get(place).context("a field")?.parse::<u64>()?;
        }
    }
    Ok(ticks)
}

/// CPU time of a process and its children, those that have ended included.
pub fn family_ticks(parent: u32) -> Result<u64> {
    let stat = std::fs::read_to_string(format!("/proc/{parent}/stat"))?;
    let fields: Vec<&str> = stat
        .rsplit_once(')')
        .context("a stat line")?
        .1
        .split_whitespace()
        .collect();
    let mut ticks = 0;
    for place in [11, 12, 13, 14] {
        ticks += fields.get(place).context("a field")?.parse::<u64>()?;
    }
    let children = std::fs::read_to_string(format!("/proc/{parent}/task/{parent}/children"))?;
    let children: Vec<u32> = children
        .split_whitespace()
        .filter_map(|pid| pid.parse().ok())
        .collect();
    for child in children {
        // A child may end between the list and the look.
        ticks += cpu_ticks(&[child]).unwrap_or(0);
    }
    Ok(ticks)
}
