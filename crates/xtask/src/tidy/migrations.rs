//! Migrations only go forward: numbers without gaps, an owner named first, and a text that never
//! changes once it is recorded.

use super::Tree;
use anyhow::{Context, Result};
use platform::db::Dialect;
use platform::migrate::{Step, steps};
use std::collections::BTreeMap;
use std::path::PathBuf;

fn record(tree: &Tree) -> PathBuf {
    tree.root.join("migrations/checksums.txt")
}

/// Every text of the history with its checksum; a step that differs has two.
fn texts() -> BTreeMap<String, Step> {
    let mut texts = BTreeMap::new();
    for step in steps(Dialect::Sqlite) {
        texts.insert(step.name.clone(), step);
    }
    for step in steps(Dialect::Postgres) {
        if texts
            .get(&step.name)
            .is_some_and(|plain| plain.text != step.text)
        {
            texts.insert(format!("{}.postgres", step.name), step);
        }
    }
    texts
}

/// Complains of gaps, nameless owners and changed texts.
pub fn check(tree: &Tree) -> Result<Vec<String>> {
    let recorded = std::fs::read_to_string(record(tree)).unwrap_or_default();
    let recorded: BTreeMap<&str, &str> = recorded
        .lines()
        .filter_map(|line| line.split_once(' '))
        .collect();
    let texts = texts();
    let mut complaints = Vec::new();
    for (number, step) in (1..).zip(steps(Dialect::Sqlite)) {
        if step.number != number {
            complaints.push(format!(
                "migrations/{}: number {number} was expected",
                step.name
            ));
        }
    }
    for (name, step) in &texts {
        if !step.text.starts_with("-- owner: ") {
            complaints.push(format!("migrations/{name}: the first line names no owner"));
        }
        match recorded.get(name.as_str()) {
            None => complaints.push(format!(
                "migrations/{name}: not recorded; run `cargo xtask tidy --bless` before it lands"
            )),
            Some(known) if *known != step.checksum() => complaints.push(format!(
                "migrations/{name}: changed after it was recorded; write a new step"
            )),
            Some(_) => {}
        }
    }
    for name in recorded.keys().filter(|name| !texts.contains_key(**name)) {
        complaints.push(format!("migrations/{name}: recorded, but gone"));
    }
    Ok(complaints)
}

/// Records what is new; what was recorded stays as it is.
pub fn bless(tree: &Tree) -> Result<()> {
    let path = record(tree);
    let old = std::fs::read_to_string(&path).unwrap_or_default();
    let mut lines: BTreeMap<String, String> = old
        .lines()
        .filter_map(|line| line.split_once(' '))
        .map(|(name, sum)| (name.to_owned(), sum.to_owned()))
        .collect();
    for (name, step) in texts() {
        lines.entry(name).or_insert_with(|| step.checksum());
    }
    let text: String = lines
        .iter()
        .map(|(name, sum)| format!("{name} {sum}\n"))
        .collect();
    std::fs::write(&path, text).with_context(|| format!("cannot write {}", path.display()))
}
