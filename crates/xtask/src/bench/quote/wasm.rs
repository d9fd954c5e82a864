//! The same baskets priced by `pricing.wasm` under Node.

use super::basket::Sample;
use anyhow::{Context as _, Result, ensure};
use serde::Deserialize;
use std::io::{BufWriter, Write};
use std::process::Command;

/// How long a quote took.
#[derive(Debug, Deserialize)]
pub struct Took {
    pub p50_ms: f64,
    pub p99_ms: f64,
}

const MEASURE: &str = "web/packages/pricing/measure.mjs";

/// Has Node price all of them.
pub fn measure(samples: &[Sample]) -> Result<Took> {
    let mut file = BufWriter::new(tempfile::NamedTempFile::new()?);
    for sample in samples {
        let Sample {
            basket,
            offers,
            standing,
            context,
        } = sample;
        let question = serde_json::json!({
            "basket": basket, "offers": offers, "standing": standing, "context": context,
        });
        writeln!(file, "{question}")?;
    }
    let file = file.into_inner()?;
    let ran = Command::new("node")
        .arg(MEASURE)
        .arg(file.path())
        .output()
        .context("Node, which the web apps are built with, is not there")?;
    let said = String::from_utf8_lossy(&ran.stderr);
    ensure!(
        ran.status.success(),
        "pricing.wasm was not measured: {said}"
    );
    Ok(serde_json::from_slice(&ran.stdout)?)
}
