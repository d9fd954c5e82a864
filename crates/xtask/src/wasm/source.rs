//! What goes into the engine: the sources of three crates, without their tests.

use crate::tidy::{Source, Tree};
use sha2::{Digest, Sha256};
use std::collections::BTreeMap;
use syn::spanned::Spanned;
use syn::{Attribute, Item};

/// Where the engine's sources are.
const FOLDERS: &[&str] = &[
    "crates/kernel/src/",
    "crates/pricing-wasm/src/",
    "crates/pricing/src/",
];

/// The sources that the engine is built from, in the order of their paths.
pub fn of_engine(tree: &Tree) -> Vec<&Source> {
    let of_engine = |source: &&Source| {
        let path = source.path.as_str();
        FOLDERS.iter().any(|folder| path.starts_with(folder))
    };
    let all: Vec<&Source> = tree.sources.iter().filter(of_engine).collect();
    let tests: Vec<String> = all.iter().flat_map(|source| test_modules(source)).collect();
    let is_test = |path: &str| {
        let path = path.trim_end_matches(".rs").trim_end_matches("/mod");
        let within = |test: &String| path.strip_prefix(test.as_str());
        let below = |rest: &str| rest.is_empty() || rest.starts_with('/');
        tests.iter().any(|test| within(test).is_some_and(below))
    };
    let product = all.into_iter().filter(|source| !is_test(&source.path));
    let by_path: BTreeMap<&str, &Source> = product
        .map(|source| (source.path.as_str(), source))
        .collect();
    by_path.into_values().collect()
}

/// One hash over all of them, tests left out.
pub fn hash(tree: &Tree) -> String {
    let mut hash = Sha256::new();
    for source in of_engine(tree) {
        let text = without_tests(source);
        hash.update(format!("{}\n{}\n", source.path, text.len()));
        hash.update(text);
    }
    hash.finalize()
        .iter()
        .map(|byte| format!("{byte:02x}"))
        .collect()
}

/// The paths, without ending, of modules that a source declares for tests only.
fn test_modules(source: &Source) -> Vec<String> {
    let path = source.path.trim_end_matches(".rs");
    let (folder, name) = path.rsplit_once('/').unwrap_or(("", path));
    let below = match name {
        "lib" | "mod" => folder,
        _ => path,
    };
    let declared = |item: &Item| match item {
        Item::Mod(module) if module.content.is_none() && is_for_tests(&module.attrs) => {
            Some(format!("{below}/{}", module.ident))
        }
        _ => None,
    };
    source.syntax.items.iter().filter_map(declared).collect()
}

/// The text without the lines of its tests.
fn without_tests(source: &Source) -> String {
    let mut is_test = vec![false; source.text.lines().count() + 1];
    for item in &source.syntax.items {
        if let Item::Mod(module) = item
            && is_for_tests(&module.attrs)
        {
            let span = module.span();
            is_test[span.start().line..=span.end().line].fill(true);
        }
    }
    let lines = source.text.lines().zip(1..);
    let product = lines.filter(|(_, number)| !is_test[*number]);
    product.flat_map(|(line, _)| [line, "\n"]).collect()
}

/// `#[cfg(test)]`, and `#[cfg(any(test, …))]` as well.
fn is_for_tests(attributes: &[Attribute]) -> bool {
    let names_test = |attribute: &Attribute| {
        let list = attribute.meta.require_list();
        list.is_ok_and(|list| {
            let said = list.tokens.to_string();
            said.split(|c: char| !c.is_alphanumeric())
                .any(|word| word == "test")
        })
    };
    let mut conditions = attributes.iter().filter(|one| one.path().is_ident("cfg"));
    conditions.any(names_test)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tree(sources: &[(&str, &str)]) -> Tree {
        let source = |(path, text): &(&str, &str)| Source {
            path: (*path).to_owned(),
            text: (*text).to_owned(),
            syntax: syn::parse_file(text).expect("Rust"),
        };
        Tree {
            root: "".into(),
            sources: sources.iter().map(source).collect(),
        }
    }

    #[test]
    fn the_hash_sees_the_engine_and_not_its_tests() {
        let lib = "#[cfg(test)]\nmod laws;\nmod search;\n";
        let engine = |search, laws| {
            hash(&tree(&[
                ("crates/pricing/src/lib.rs", lib),
                ("crates/pricing/src/search.rs", search),
                ("crates/pricing/src/laws/mod.rs", laws),
                ("crates/pricing/src/laws/brute.rs", laws),
                ("crates/ledger/src/lib.rs", laws),
            ]))
        };
        let before = engine("fn a() {}\n", "");
        assert_eq!(before, engine("fn a() {}\n", "fn b() {}\n"));
        let with_tests = "fn a() {}\n#[cfg(test)]\nmod tests {\n    fn c() {}\n}\n";
        assert_eq!(before, engine(with_tests, ""));
        assert_ne!(before, engine("fn b() {}\n", ""));
    }
}
