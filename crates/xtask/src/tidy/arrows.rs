//! Who may import whom. A lower context never calls a higher one; siblings do not know each other.

use super::Tree;
use anyhow::Result;
use cargo_metadata::{DependencyKind, MetadataCommand};

/// Each crate with the crates of ours that it may use.
const MAY_USE: &[(&str, &[&str])] = &[
    ("kernel", &[]),
    ("membercode", &[]),
    ("events", &["kernel"]),
    ("pricing", &["kernel"]),
    ("pricing-wasm", &["kernel", "pricing"]),
    ("platform", &["kernel", "events"]),
    ("access", &["kernel", "events", "platform"]),
    ("retail", &["kernel", "events", "platform", "access"]),
    ("ledger", &["kernel", "events", "platform", "access"]),
    ("channels", &["kernel", "events", "platform", "access"]),
    (
        "membership",
        &[
            "kernel",
            "events",
            "platform",
            "access",
            "retail",
            "ledger",
            "channels",
            "membercode",
        ],
    ),
    (
        "standing",
        &[
            "kernel",
            "events",
            "pricing",
            "platform",
            "access",
            "retail",
            "ledger",
            "membership",
        ],
    ),
    (
        "offers",
        &[
            "kernel",
            "events",
            "pricing",
            "platform",
            "access",
            "retail",
            "membership",
            "standing",
        ],
    ),
    (
        "checkout",
        &[
            "kernel",
            "events",
            "pricing",
            "platform",
            "access",
            "retail",
            "ledger",
            "membership",
            "standing",
            "offers",
        ],
    ),
    (
        "insight",
        &[
            "kernel",
            "events",
            "platform",
            "access",
            "retail",
            "ledger",
            "membership",
        ],
    ),
    (
        "server",
        &[
            "kernel",
            "events",
            "pricing",
            "platform",
            "access",
            "retail",
            "ledger",
            "channels",
            "membership",
            "standing",
            "offers",
            "checkout",
            "insight",
        ],
    ),
    ("testkit", &["kernel", "platform"]),
    ("xtask", &["kernel", "platform", "pricing", "testkit"]),
];

/// Complains of an arrow that was not decided on.
pub fn check(tree: &Tree) -> Result<Vec<String>> {
    let metadata = MetadataCommand::new()
        .manifest_path(tree.root.join("Cargo.toml"))
        .no_deps()
        .exec()?;
    let ours: Vec<&str> = metadata
        .packages
        .iter()
        .map(|package| package.name.as_str())
        .collect();
    let mut complaints = Vec::new();
    for package in &metadata.packages {
        let Some((_, allowed)) = MAY_USE
            .iter()
            .find(|(name, _)| *name == package.name.as_str())
        else {
            complaints.push(format!(
                "crates/{}: a crate that the arrows do not know",
                package.name
            ));
            continue;
        };
        for dependency in &package.dependencies {
            let is_arrow = ours.contains(&dependency.name.as_str())
                && dependency.kind != DependencyKind::Development;
            if is_arrow && !allowed.contains(&dependency.name.as_str()) {
                complaints.push(format!("{} may not use {}", package.name, dependency.name));
            }
        }
    }
    Ok(complaints)
}
