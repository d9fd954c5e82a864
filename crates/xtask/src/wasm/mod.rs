//! 试算 for the browser: builds the pricing engine as WebAssembly into `web/packages/pricing`, with
//! its types and the hash of what went in, so that a build that is older than the engine shows.

mod declared;
#[cfg(test)]
mod fit;
mod source;
mod types;
mod typescript;

use crate::tidy::Tree;
use anyhow::{Context, Result, bail, ensure};
use cargo_metadata::MetadataCommand;
use flate2::Compression;
use flate2::write::GzEncoder;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::Command;

/// Builds `web/packages/pricing`.
#[derive(clap::Args)]
pub struct Build {}

const TARGET: &str = "wasm32-unknown-unknown";
const PACKAGE: &str = "web/packages/pricing";
/// Where the engine reads the hash of its sources when it is built.
const HASH_VARIABLE: &str = "HUITONG_PRICING_SOURCES";
/// Where the paths of somebody's machine begin, between two slashes.
const MACHINES: &[&str] = &["root", "home", "work", "tmp", "Users"];

/// Builds the engine, its types and the hash of its sources.
pub fn run(_: &Build) -> Result<()> {
    let tree = Tree::read()?;
    let package = tree.root.join(PACKAGE);
    let hash = source::hash(&tree);
    have_target()?;
    let wasm = std::fs::read(build(&tree.root, &hash)?)?;
    if let Some(path) = machine_path(&wasm) {
        bail!("the build holds a path of this machine, {path}");
    }
    std::fs::write(package.join("pricing.wasm"), &wasm)?;
    std::fs::write(package.join("source.json"), source_json(&hash))?;
    std::fs::write(package.join("src/types.ts"), types_ts(&tree)?)?;
    let mut zipped = GzEncoder::new(Vec::new(), Compression::best());
    zipped.write_all(&wasm)?;
    eprintln!(
        "{PACKAGE}/pricing.wasm: {} bytes, {} zipped",
        wasm.len(),
        zipped.finish()?.len()
    );
    Ok(())
}

/// Complains of a build that is older than what it was built from.
pub fn check(tree: &Tree) -> Result<Vec<String>> {
    let package = tree.root.join(PACKAGE);
    let read = |name: &str| std::fs::read(package.join(name)).unwrap_or_default();
    let mut complaints = Vec::new();
    let mut old = |name: &str, from: &str| {
        complaints.push(format!(
            "{PACKAGE}/{name} is older than {from}; run `make wasm`"
        ));
    };
    let hash = source::hash(tree);
    if read("source.json") != source_json(&hash).into_bytes() {
        old("source.json", "the pricing engine");
    }
    let wasm = read("pricing.wasm");
    // The engine answers the hash itself, so it stands in its data.
    if !wasm.windows(hash.len()).any(|part| part == hash.as_bytes()) {
        old("pricing.wasm", "the pricing engine");
    }
    if read("src/types.ts") != types_ts(tree)?.into_bytes() {
        old("src/types.ts", "the types of the pricing engine");
    }
    if let Some(path) = machine_path(&wasm) {
        complaints.push(format!(
            "{PACKAGE}/pricing.wasm holds a path of somebody's machine, {path}"
        ));
    }
    Ok(complaints)
}

fn source_json(hash: &str) -> String {
    format!("{{ \"sha256\": \"{hash}\" }}\n")
}

fn types_ts(tree: &Tree) -> Result<String> {
    Ok(typescript::write(&types::read(tree)?))
}

/// Makes sure that Rust can build for browsers.
fn have_target() -> Result<()> {
    let asked = Command::new("rustc")
        .args(["--print", "target-libdir", "--target", TARGET])
        .output()
        .context("rustc says where its targets are")?;
    let libraries = PathBuf::from(String::from_utf8_lossy(&asked.stdout).trim());
    if asked.status.success() && libraries.is_dir() {
        return Ok(());
    }
    let added = Command::new("rustup")
        .args(["target", "add", TARGET])
        .status();
    ensure!(
        added.is_ok_and(|status| status.success()),
        "the Rust target {TARGET} is missing; `rustup target add {TARGET}` brings it"
    );
    Ok(())
}

/// Builds without the paths of this machine: what panics say of places is cut to the crate.
fn build(root: &Path, hash: &str) -> Result<PathBuf> {
    let mut flags = vec![format!("--remap-path-prefix={}=.", root.display())];
    let registry = cargo_home()?.join("registry/src");
    for host in std::fs::read_dir(&registry).context("the sources of crates")? {
        flags.push(format!(
            "--remap-path-prefix={}=crates",
            host?.path().display()
        ));
    }
    let built = Command::new("cargo")
        .args(["build", "--package", "pricing-wasm", "--lib"])
        .args(["--target", TARGET, "--profile", "wasm"])
        .env("CARGO_ENCODED_RUSTFLAGS", flags.join("\x1f"))
        .env(HASH_VARIABLE, hash)
        .current_dir(root)
        .status()
        .context("cargo runs")?;
    ensure!(built.success(), "the engine does not build for {TARGET}");
    let metadata = MetadataCommand::new()
        .manifest_path(root.join("Cargo.toml"))
        .no_deps()
        .exec()?;
    let folder = metadata.target_directory.into_std_path_buf();
    Ok(folder.join(TARGET).join("wasm/pricing_wasm.wasm"))
}

fn cargo_home() -> Result<PathBuf> {
    let set = std::env::var_os("CARGO_HOME").map(PathBuf::from);
    let usual = || Some(PathBuf::from(std::env::var_os("HOME")?).join(".cargo"));
    set.or_else(usual).context("cargo has no home")
}

fn machine_path(wasm: &[u8]) -> Option<String> {
    let mut paths = MACHINES.iter().map(|place| format!("/{place}/"));
    paths.find(|path| wasm.windows(path.len()).any(|part| part == path.as_bytes()))
}
