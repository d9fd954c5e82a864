//! The architecture as tests: what CONTRIBUTING.md promises about the tree, read off the tree.
//!
//! Each check answers with sentences about what is wrong; an empty list is a tidy tree.

mod arrows;
mod codes;
mod licences;
mod migrations;
mod names;
mod schemas;
mod sizes;
mod sources;
mod tables;
mod text;

use anyhow::Result;
use std::path::{Path, PathBuf};
use walkdir::WalkDir;

/// Checks the tree, or brings the recorded marks up to date.
#[derive(clap::Args)]
pub struct Tidy {
    /// Record the checksums of new migrations, the list of codes and what the ratchet needs.
    #[arg(long)]
    bless: bool,
}

/// What every check is given.
pub struct Tree {
    /// The checkout.
    pub root: PathBuf,
    /// Our Rust sources, parsed.
    pub sources: Vec<Source>,
}

/// One Rust source file.
pub struct Source {
    /// From the checkout, with `/` between folders.
    pub path: String,
    /// As written.
    pub text: String,
    /// As parsed.
    pub syntax: syn::File,
}

impl Source {
    /// The crate it belongs to.
    pub fn crate_name(&self) -> &str {
        self.path.split('/').nth(1).unwrap_or_default()
    }

    /// Whether it is compiled into the product, not only into tests and chores.
    pub fn is_product(&self) -> bool {
        !self.path.contains("/tests/")
            && !self.path.contains("/benches/")
            && !matches!(self.crate_name(), "xtask" | "testkit")
    }
}

/// Runs all checks.
pub fn run(tidy: &Tidy) -> Result<()> {
    let tree = Tree::read()?;
    if tidy.bless {
        migrations::bless(&tree)?;
        sizes::bless(&tree)?;
        codes::bless(&tree)?;
    }
    let complaints = complaints(&tree)?;
    for complaint in &complaints {
        eprintln!("{complaint}");
    }
    anyhow::ensure!(
        complaints.is_empty(),
        "{} thing(s) are untidy",
        complaints.len()
    );
    Ok(())
}

fn complaints(tree: &Tree) -> Result<Vec<String>> {
    let mut all = Vec::new();
    all.extend(arrows::check(tree)?);
    all.extend(codes::check(tree)?);
    all.extend(licences::check(tree)?);
    all.extend(migrations::check(tree)?);
    all.extend(names::check(tree)?);
    all.extend(schemas::check(tree)?);
    all.extend(sizes::check(tree)?);
    all.extend(sources::check(tree));
    all.extend(tables::check(tree)?);
    all.extend(text::check(tree)?);
    all.extend(crate::wasm::check(tree)?);
    Ok(all)
}

impl Tree {
    /// Reads the checkout.
    pub fn read() -> Result<Tree> {
        let root = Path::new(env!("CARGO_MANIFEST_DIR"))
            .join("../..")
            .canonicalize()?;
        let mut sources = Vec::new();
        for entry in WalkDir::new(root.join("crates")).sort_by_file_name() {
            let entry = entry?;
            if entry.path().extension().is_none_or(|ending| ending != "rs") {
                continue;
            }
            let path = entry
                .path()
                .strip_prefix(&root)?
                .to_string_lossy()
                .replace('\\', "/");
            let text = std::fs::read_to_string(entry.path())?;
            let syntax = syn::parse_file(&text).map_err(|e| anyhow::anyhow!("{path}: {e}"))?;
            sources.push(Source { path, text, syntax });
        }
        Ok(Tree { root, sources })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_tree_is_tidy() {
        let tree = Tree::read().expect("the tree is readable");
        assert_eq!(
            complaints(&tree).expect("the checks run"),
            Vec::<String>::new()
        );
    }
}
