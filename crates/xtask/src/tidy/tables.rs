//! Every table names its brand first, is written by one `store.rs`, and belongs to the context
//! that its migration names.

use super::Tree;
use anyhow::Result;
use platform::db::Dialect;
use platform::migrate::steps;
use regex::Regex;
use std::collections::BTreeMap;

/// Tables without a brand: the brands themselves and the history of the schema.
const WITHOUT_BRAND: &[&str] = &["brand"];

/// Complains of tables that cannot be sharded and of tables with two masters.
pub fn check(tree: &Tree) -> Result<Vec<String>> {
    let mut complaints = Vec::new();
    let mut owners: BTreeMap<String, String> = BTreeMap::new();
    for step in steps(Dialect::Sqlite) {
        let owner = step.text.lines().next().unwrap_or_default();
        let owner = owner
            .trim_start_matches("-- owner: ")
            .split_whitespace()
            .next()
            .unwrap_or_default();
        for statement in step.statements(Dialect::Postgres) {
            complaints.extend(check_keys(&step.name, &statement)?);
            if let Some(table) = table_of(&statement)? {
                owners.insert(table, owner.to_owned());
            }
        }
    }
    complaints.extend(check_masters(tree, &owners)?);
    Ok(complaints)
}

fn table_of(statement: &str) -> Result<Option<String>> {
    let create = Regex::new(r"(?i)^create table (\w+)")?;
    Ok(create.captures(statement).map(|found| found[1].to_owned()))
}

/// The first column, the primary key, every unique key and every index begin with the brand.
fn check_keys(step: &str, statement: &str) -> Result<Vec<String>> {
    let mut complaints = Vec::new();
    let flat = statement
        .split_whitespace()
        .collect::<Vec<_>>()
        .join(" ")
        .to_lowercase();
    if let Some(table) = table_of(&flat)? {
        if WITHOUT_BRAND.contains(&table.as_str()) {
            return Ok(complaints);
        }
        if !flat.contains(&format!("create table {table} ( brand_id ")) {
            complaints.push(format!("{step}: {table} does not begin with brand_id"));
        }
        for key in Regex::new(r"(?:primary key|unique) ?\(([^)]*)\)")?.captures_iter(&flat) {
            if !key[1].trim().starts_with("brand_id") {
                complaints.push(format!(
                    "{step}: {table} has a key ({}) without brand_id",
                    &key[1]
                ));
            }
        }
        if Regex::new(r"\w+ \w+ (?:not null )?(?:primary key|unique)[ ,]")?.is_match(&flat) {
            complaints.push(format!("{step}: {table} has a key of one column"));
        }
    }
    let index = Regex::new(r"^create (?:unique )?index (\w+) on (\w+) ?\(([^)]*)\)")?;
    if let Some(found) = index.captures(&flat)
        && !found[3].trim().starts_with("brand_id")
        && !WITHOUT_BRAND.contains(&&found[2])
    {
        complaints.push(format!(
            "{step}: index {} does not begin with brand_id",
            &found[1]
        ));
    }
    Ok(complaints)
}

/// A table is written in one file of the crate that owns it.
fn check_masters(tree: &Tree, owners: &BTreeMap<String, String>) -> Result<Vec<String>> {
    let write = Regex::new(r"(?:insert into|update|delete from)\s+(\w+)")?;
    let mut masters: BTreeMap<String, Vec<&str>> = BTreeMap::new();
    for source in tree.sources.iter().filter(|source| source.is_product()) {
        if !source.path.ends_with("/store.rs") {
            continue;
        }
        let text = source
            .text
            .split("#[cfg(test)]")
            .next()
            .unwrap_or_default()
            .to_lowercase();
        for found in write.captures_iter(&text) {
            if owners.contains_key(&found[1]) {
                let files = masters.entry(found[1].to_owned()).or_default();
                if !files.contains(&source.path.as_str()) {
                    files.push(&source.path);
                }
            }
        }
    }
    let mut complaints = Vec::new();
    for (table, files) in masters {
        if files.len() > 1 {
            complaints.push(format!(
                "table {table} is written in {}",
                files.join(" and ")
            ));
        }
        let owner = owners.get(&table).map(String::as_str).unwrap_or_default();
        for file in files
            .iter()
            .filter(|file| !file.starts_with(&format!("crates/{owner}/")))
        {
            complaints.push(format!(
                "table {table} belongs to {owner}, but {file} writes it"
            ));
        }
    }
    Ok(complaints)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_without_a_brand_are_found() {
        let wrong = |text: &str| check_keys("0001_x", text).expect("patterns").len();
        assert_eq!(
            wrong("create table lot (\n brand_id bigint,\n primary key (brand_id, id))"),
            0
        );
        assert_eq!(wrong("create table lot ( id bigint, primary key (id))"), 2);
        assert_eq!(
            wrong("create table lot ( brand_id bigint, id bigint not null unique, x text)"),
            1
        );
        assert_eq!(wrong("create unique index lot_by_id on lot (id)"), 1);
        assert_eq!(wrong("create table brand ( id bigint primary key)"), 0);
    }
}
