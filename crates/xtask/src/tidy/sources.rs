//! Rules about what may stand in a source: SQL only in `store.rs`, no floats near money, no clock
//! but the clock, one place that knows the engine, pure rules, a first line that says what it is.

use super::{Source, Tree};
use proc_macro2::{TokenStream, TokenTree};
use std::str::FromStr;

/// Crates in which a floating-point number cannot be written down.
const MONEY_CRATES: &[&str] = &["kernel", "events", "pricing", "ledger", "checkout"];

/// Where the engines are told apart.
const KNOWS_ENGINES: &[&str] = &["crates/platform/src/db/", "crates/platform/src/migrate.rs"];

/// Complains of what stands where it may not.
pub fn check(tree: &Tree) -> Vec<String> {
    let mut complaints = Vec::new();
    for source in &tree.sources {
        let mut say = |what: &str| complaints.push(format!("{}: {what}", source.path));
        if !source.text.starts_with("//!") {
            say("opens without saying what it is (`//!`)");
        }
        if holds_sql(source) && !may_hold_sql(source) {
            say("SQL outside store.rs");
        }
        if MONEY_CRATES.contains(&source.crate_name())
            && source.is_product()
            && holds_floats(source)
        {
            say("a floating-point number near money");
        }
        if source.is_product() && reads_a_clock(source) {
            say("reads a clock; only platform/src/clock.rs may");
        }
        let knows = KNOWS_ENGINES
            .iter()
            .any(|place| source.path.starts_with(place));
        if source.is_product() && !knows && source.text.contains("Dialect::") {
            say("tells the engines apart; give the difference a name in db/dialect.rs");
        }
        if source.path.ends_with("/rules.rs") {
            for impure in ["platform::", "Tx<", "&mut Tx", "async fn", "Clock", "axum"] {
                if outside_tests(&source.text).contains(impure) {
                    say(&format!("rules are pure, but `{impure}` stands in them"));
                }
            }
        }
    }
    complaints
}

fn outside_tests(text: &str) -> &str {
    text.split("#[cfg(test)]").next().unwrap_or(text)
}

fn may_hold_sql(source: &Source) -> bool {
    source.path.ends_with("/store.rs")
        || KNOWS_ENGINES
            .iter()
            .any(|place| source.path.starts_with(place))
        || !source.is_product()
}

fn holds_sql(source: &Source) -> bool {
    let text = outside_tests(&source.text);
    let code: String = text
        .lines()
        .filter(|line| !line.trim_start().starts_with("//"))
        .collect();
    let lower = code.to_lowercase();
    code.contains("sql!(")
        || [
            "\"select ",
            "\"insert into ",
            "\"delete from ",
            "\"update ",
            "\"create table ",
        ]
        .iter()
        .any(|start| lower.contains(start))
}

fn reads_a_clock(source: &Source) -> bool {
    source.path != "crates/platform/src/clock.rs"
        && [
            "SystemTime::now",
            "Instant::now",
            "jiff::Timestamp::now",
            "Zoned::now",
        ]
        .iter()
        .any(|read| source.text.contains(read))
}

fn holds_floats(source: &Source) -> bool {
    TokenStream::from_str(&source.text).is_ok_and(any_float)
}

fn any_float(tokens: TokenStream) -> bool {
    tokens.into_iter().any(|token| match token {
        TokenTree::Ident(ident) => ident == "f32" || ident == "f64",
        TokenTree::Literal(literal) => {
            matches!(
                syn::parse_str::<syn::Lit>(&literal.to_string()),
                Ok(syn::Lit::Float(_))
            )
        }
        TokenTree::Group(group) => any_float(group.stream()),
        TokenTree::Punct(_) => false,
    })
}
