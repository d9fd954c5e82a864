//! One schema on two engines: the same tables, columns, nullability and unique keys.

use platform::db::Dialect;
use platform::migrate::describe;
use std::collections::BTreeSet;
use testkit::TestDb;

const DUMP: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../../docs/schema.txt");

#[test]
fn both_engines_have_the_schema_that_the_documents_show() {
    let mut dumps = testkit::engines().into_iter().map(|dialect| {
        let lines = describe(&TestDb::new(dialect).url).expect("a schema");
        lines
            .into_iter()
            .map(|line| line + "\n")
            .collect::<String>()
    });
    let first = dumps.next().expect("SQLite is always there");
    for other in dumps {
        assert_eq!(
            differences(&first, &other),
            Vec::<String>::new(),
            "the engines differ"
        );
    }
    if std::env::var_os("HUITONG_BLESS").is_some() {
        std::fs::write(DUMP, &first).expect("written");
    }
    let shown = std::fs::read_to_string(DUMP).unwrap_or_default();
    assert_eq!(
        differences(&shown, &first),
        Vec::<String>::new(),
        "docs/schema.txt is not up to date: run this test with HUITONG_BLESS=1"
    );
}

/// Lines that only one of the two has.
fn differences(one: &str, other: &str) -> Vec<String> {
    let missing = |mark: char, from: &str, to: &str| {
        let known: BTreeSet<&str> = to.lines().collect();
        let lines = from.lines().filter(|line| !known.contains(line));
        lines
            .map(|line| format!("{mark} {line}"))
            .collect::<Vec<_>>()
    };
    [missing('-', one, other), missing('+', other, one)].concat()
}

#[test]
fn a_partitioned_layout_has_the_same_schema() {
    if let Some(test) = testkit::partitioned() {
        let plain = describe(&TestDb::new(Dialect::Postgres).url).expect("a schema");
        assert_eq!(
            describe(&test.url).expect("a schema"),
            plain,
            "in another layout"
        );
    }
}
