//! Licences of everything that is built in, and dependencies that nobody uses.

use super::Tree;
use anyhow::Result;
use cargo_metadata::{DependencyKind, MetadataCommand};

/// Licences that an Apache-2.0 product may carry.
const WELCOME: &[&str] = &[
    "Apache-2.0",
    "Apache-2.0 WITH LLVM-exception",
    "MIT",
    "MIT-0",
    "BSD-1-Clause",
    "BSD-2-Clause",
    "BSD-3-Clause",
    "ISC",
    "Zlib",
    "0BSD",
    "Unlicense",
    "CC0-1.0",
    "Unicode-3.0",
    "Unicode-DFS-2016",
    "BSL-1.0",
    "CDLA-Permissive-2.0",
    "MPL-2.0",
    "bzip2-1.0.6",
];

/// Complains of a licence that is not welcome and of a dependency that no source names.
pub fn check(tree: &Tree) -> Result<Vec<String>> {
    let metadata = MetadataCommand::new()
        .manifest_path(tree.root.join("Cargo.toml"))
        .exec()?;
    let mut complaints = Vec::new();
    for package in &metadata.packages {
        let licence = package.license.as_deref().unwrap_or("none");
        if !is_welcome(licence) {
            complaints.push(format!(
                "{} {}: licence {licence}",
                package.name, package.version
            ));
        }
    }
    for package in metadata.workspace_packages() {
        for dependency in &package.dependencies {
            let name = dependency
                .rename
                .as_ref()
                .unwrap_or(&dependency.name)
                .replace('-', "_");
            let is_test = dependency.kind == DependencyKind::Development;
            let used = tree
                .sources
                .iter()
                .filter(|source| source.crate_name() == package.name.as_str())
                .any(|source| mentions(&source.text, &name));
            if !used {
                let kind = if is_test {
                    "dev-dependency"
                } else {
                    "dependency"
                };
                complaints.push(format!(
                    "{}: unused {kind} {}",
                    package.name, dependency.name
                ));
            }
        }
    }
    Ok(complaints)
}

/// An SPDX expression is welcome if each part joined by AND has one welcome choice.
fn is_welcome(licence: &str) -> bool {
    licence
        .replace('/', " OR ")
        .replace(['(', ')'], " ")
        .split(" AND ")
        .all(|part| {
            part.split(" OR ")
                .any(|choice| WELCOME.contains(&choice.trim()))
        })
}

/// Whether a crate's name stands as a word in a source.
fn mentions(text: &str, name: &str) -> bool {
    let is_word = |c: Option<char>| c.is_some_and(|c| c.is_alphanumeric() || c == '_');
    text.match_indices(name).any(|(at, _)| {
        let before = text[..at].chars().next_back();
        let after = text[at + name.len()..].chars().next();
        !is_word(before) && !is_word(after)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_welcome_choice_is_enough_but_every_part_needs_one() {
        assert!(is_welcome("MIT OR GPL-3.0"));
        assert!(is_welcome("(MIT OR Apache-2.0) AND Unicode-3.0"));
        assert!(is_welcome("MIT/Apache-2.0"));
        assert!(!is_welcome("GPL-3.0"));
        assert!(!is_welcome("MIT AND GPL-3.0"));
        assert!(!is_welcome("none"));
    }
}
