//! Folders and crates are words of the trade: each occurs in GLOSSARY.md, none is a catch-all.

use super::Tree;
use anyhow::{Context, Result};
use std::collections::BTreeSet;

const CATCH_ALLS: &[&str] = &[
    "utils", "util", "common", "helpers", "helper", "manager", "misc",
];

/// Folders of the ground and of tests, which are words of our craft and not of the trade.
const CRAFT: &[&str] = &[
    "src",
    "tests",
    "it",
    "db",
    "http",
    "tidy",
    "bench",
    "cli",
    "jobs",
    "outbox",
    "idempotency",
    "rules",
    "page",
    "store",
    "laws",
    "generate",
];

/// Complains of names that say nothing.
pub fn check(tree: &Tree) -> Result<Vec<String>> {
    let glossary = std::fs::read_to_string(tree.root.join("GLOSSARY.md"))
        .context("GLOSSARY.md cannot be read")?
        .to_lowercase();
    let mut names = BTreeSet::new();
    let mut complaints = Vec::new();
    for source in &tree.sources {
        let parts: Vec<&str> = source
            .path
            .trim_end_matches(".rs")
            .split('/')
            .skip(1)
            .collect();
        for part in &parts {
            if CATCH_ALLS.contains(part) {
                complaints.push(format!(
                    "{}: `{part}` says nothing; name the trade",
                    source.path
                ));
            }
        }
        if let Some((_, folders)) = parts.split_last() {
            names.extend(folders.iter().copied());
        }
    }
    for name in names.iter().filter(|name| !CRAFT.contains(*name)) {
        if !glossary.contains(&name.replace('_', " ")) && !glossary.contains(*name) {
            complaints.push(format!("GLOSSARY.md does not know `{name}`"));
        }
    }
    Ok(complaints)
}
