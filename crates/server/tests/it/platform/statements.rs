//! The gate: every statement of the product fits the schema, on each engine.

use crate::app::both;
use platform::db::{check_statements, statements};

#[test]
fn every_statement_fits_both_engines() {
    both(|app| {
        let complaints = check_statements(&app.test.url).expect("asked");
        assert_eq!(complaints, Vec::<String>::new());
    });
}

#[test]
fn statements_of_every_context_are_looked_at() {
    let all = statements();
    for owner in [
        "platform",
        "access",
        "retail",
        "ledger",
        "channels",
        "membership",
        "standing",
        "checkout",
        "insight",
        "server",
    ] {
        let folder = format!("crates/{owner}/");
        assert!(
            all.iter().any(|one| one.place.starts_with(&folder)),
            "none of {owner}"
        );
    }
}
