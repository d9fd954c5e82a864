//! Small files stay small: 400 lines a file, 70 a function. What is larger is listed in
//! `ratchet.txt` with its size, and the list may only shrink. 600 lines never pass.

use super::{Source, Tree};
use anyhow::Result;
use std::collections::BTreeMap;
use std::path::PathBuf;
use syn::spanned::Spanned;
use syn::visit::{self, Visit};

const FILE_MAX: usize = 400;
const FILE_NEVER: usize = 600;
const FUNCTION_MAX: usize = 70;
const WIDTH_MAX: usize = 100;

fn record(tree: &Tree) -> PathBuf {
    tree.root.join("crates/xtask/ratchet.txt")
}

/// Complains of what is too large and of marks that are higher than they need be.
pub fn check(tree: &Tree) -> Result<Vec<String>> {
    let recorded = read_record(tree);
    let found = measure(tree);
    let mut complaints = Vec::new();
    for (name, size) in &found {
        match recorded.get(name) {
            None => complaints.push(format!("{name}: {size} lines; cut it")),
            Some(mark) if size > mark => {
                complaints.push(format!("{name}: grew from {mark} to {size} lines; cut it"));
            }
            Some(mark) if size < mark => complaints.push(format!(
                "{name}: shrank from {mark} to {size} lines; lower the mark in ratchet.txt"
            )),
            Some(_) => {}
        }
    }
    for name in recorded.keys().filter(|name| !found.contains_key(*name)) {
        complaints.push(format!("{name}: small now; take it off ratchet.txt"));
    }
    for source in &tree.sources {
        let lines = source.text.lines().count();
        if lines > FILE_NEVER {
            complaints.push(format!("{}: {lines} lines never pass", source.path));
        }
        for (number, line) in (1..).zip(source.text.lines()) {
            let width: usize = line
                .chars()
                .map(|c| if c > '\u{2e7f}' { 2 } else { 1 })
                .sum();
            let is_long = line.chars().count() > WIDTH_MAX || width > WIDTH_MAX + 40;
            if is_long && !line.contains("http") {
                complaints.push(format!(
                    "{}:{number}: over {WIDTH_MAX} columns",
                    source.path
                ));
            }
        }
    }
    Ok(complaints)
}

/// Writes the marks that the tree needs.
pub fn bless(tree: &Tree) -> Result<()> {
    let text: String = measure(tree)
        .iter()
        .map(|(name, size)| format!("{size} {name}\n"))
        .collect();
    std::fs::write(record(tree), text)?;
    Ok(())
}

fn read_record(tree: &Tree) -> BTreeMap<String, usize> {
    std::fs::read_to_string(record(tree))
        .unwrap_or_default()
        .lines()
        .filter_map(|line| line.split_once(' '))
        .filter_map(|(size, name)| Some((name.to_owned(), size.parse().ok()?)))
        .collect()
}

/// Everything that is over its limit.
fn measure(tree: &Tree) -> BTreeMap<String, usize> {
    let mut found = BTreeMap::new();
    for source in &tree.sources {
        let lines = source.text.lines().count();
        if lines > FILE_MAX {
            found.insert(source.path.clone(), lines);
        }
        let mut functions = Functions {
            source,
            found: &mut found,
        };
        functions.visit_file(&source.syntax);
    }
    found
}

struct Functions<'a> {
    source: &'a Source,
    found: &'a mut BTreeMap<String, usize>,
}

impl Functions<'_> {
    fn note(&mut self, name: &syn::Ident, block: &syn::Block) {
        let span = block.span();
        let lines = span.end().line - span.start().line + 1;
        if lines > FUNCTION_MAX {
            self.found
                .insert(format!("{} fn {name}", self.source.path), lines);
        }
    }
}

impl<'ast> Visit<'ast> for Functions<'_> {
    fn visit_item_fn(&mut self, item: &'ast syn::ItemFn) {
        self.note(&item.sig.ident, &item.block);
        visit::visit_item_fn(self, item);
    }

    fn visit_impl_item_fn(&mut self, item: &'ast syn::ImplItemFn) {
        self.note(&item.sig.ident, &item.block);
        visit::visit_impl_item_fn(self, item);
    }
}
