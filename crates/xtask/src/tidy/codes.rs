//! Every code that a program may branch on, gathered from the sources into
//! `docs/api/problems.json`: what a `Fault` may say, what may be wrong with a field, why a row of a
//! file was not taken. The words package types its sentences by this list.

use super::{Source, Tree};
use anyhow::{Context, Result};
use std::collections::BTreeSet;
use std::path::PathBuf;
use syn::visit::{self, Visit};

#[derive(Default)]
struct Codes {
    problems: BTreeSet<String>,
    fields: BTreeSet<String>,
    in_fault: bool,
}

/// Complains when the recorded list is not what the sources say.
pub fn check(tree: &Tree) -> Result<Vec<String>> {
    let recorded = std::fs::read_to_string(record(tree)).unwrap_or_default();
    Ok(if recorded == render(tree)? {
        Vec::new()
    } else {
        vec!["docs/api/problems.json is old; run `cargo xtask tidy --bless`".to_owned()]
    })
}

/// Writes the list.
pub fn bless(tree: &Tree) -> Result<()> {
    let path = record(tree);
    std::fs::create_dir_all(path.parent().context("a folder")?)?;
    Ok(std::fs::write(path, render(tree)?)?)
}

fn record(tree: &Tree) -> PathBuf {
    tree.root.join("docs/api/problems.json")
}

fn render(tree: &Tree) -> Result<String> {
    let mut codes = Codes::default();
    for source in tree.sources.iter().filter(|source| holds_codes(source)) {
        codes.visit_file(&source.syntax);
    }
    let list = serde_json::json!({ "problems": codes.problems, "fields": codes.fields });
    Ok(serde_json::to_string_pretty(&list)? + "\n")
}

/// Settings are named like codes, `server.tls_key`, and are none.
fn holds_codes(source: &Source) -> bool {
    let is_config = source.path.starts_with("crates/platform/src/config");
    source.is_product()
        && !is_config
        && !source.path.ends_with("/tests.rs")
        && !source.path.contains("/laws")
}

/// `ledger.insufficient_balance`, `number.too_small`; `not_found` and `bug` stand alone.
fn is_code(text: &str) -> bool {
    let is_word =
        |part: &str| !part.is_empty() && part.bytes().all(|c| c.is_ascii_lowercase() || c == b'_');
    matches!(text, "not_found" | "bug")
        || text
            .split_once('.')
            .is_some_and(|(area, word)| is_word(area) && is_word(word))
}

fn is_test(attributes: &[syn::Attribute]) -> bool {
    attributes.iter().any(|attribute| {
        attribute.path().is_ident("test")
            || attribute.path().is_ident("cfg")
                && attribute
                    .parse_args::<syn::Ident>()
                    .is_ok_and(|word| word == "test")
    })
}

fn is_named(path: &syn::Path, wanted: impl Fn(&syn::Ident) -> bool) -> bool {
    path.segments
        .last()
        .is_some_and(|segment| wanted(&segment.ident))
}

impl<'ast> Visit<'ast> for Codes {
    fn visit_item_mod(&mut self, item: &'ast syn::ItemMod) {
        if !is_test(&item.attrs) {
            visit::visit_item_mod(self, item);
        }
    }

    fn visit_item_impl(&mut self, item: &'ast syn::ItemImpl) {
        let of_fault = match &item.trait_ {
            Some((_, path, _)) => is_named(path, |name| name == "Fault"),
            // The edge's own refusals are no `Fault`s, for their statuses, but have codes.
            None => matches!(&*item.self_ty, syn::Type::Path(own)
                if is_named(&own.path, |name| name.to_string().ends_with("Fault"))),
        };
        for part in &item.items {
            if let syn::ImplItem::Fn(function) = part {
                self.in_fault = of_fault && function.sig.ident == "code";
                self.visit_impl_item_fn(function);
                self.in_fault = false;
            }
        }
    }

    fn visit_expr_method_call(&mut self, call: &'ast syn::ExprMethodCall) {
        if matches!(
            call.method.to_string().as_str(),
            "add" | "note" | "reject" | "read"
        ) {
            self.note_fields(&call.args);
        }
        visit::visit_expr_method_call(self, call);
    }

    fn visit_expr_call(&mut self, call: &'ast syn::ExprCall) {
        if let syn::Expr::Path(path) = &*call.func {
            let name = path
                .path
                .segments
                .last()
                .map(|s| s.ident.to_string())
                .unwrap_or_default();
            if matches!(name.as_str(), "one" | "new" | "wrong") {
                self.note_fields(&call.args);
            }
        }
        visit::visit_expr_call(self, call);
    }

    fn visit_lit_str(&mut self, text: &'ast syn::LitStr) {
        if self.in_fault && is_code(&text.value()) {
            self.problems.insert(text.value());
        }
    }
}

impl Codes {
    fn note_fields(&mut self, args: &syn::punctuated::Punctuated<syn::Expr, syn::Token![,]>) {
        for arg in args {
            if let syn::Expr::Lit(syn::ExprLit {
                lit: syn::Lit::Str(text),
                ..
            }) = arg
                && text.value().contains('.')
                && is_code(&text.value())
            {
                self.fields.insert(text.value());
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_are_told_from_other_texts() {
        assert!(is_code("ledger.insufficient_balance"));
        assert!(is_code("not_found"));
        for other in ["index.html", "a.b.c", "Ledger.x", "/lines/0", "text"] {
            assert_eq!(is_code(other), other == "index.html", "{other}");
        }
    }
}
