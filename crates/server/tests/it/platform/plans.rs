//! The lists that come in several orders are walked along indexes: SQLite, which plans by the same
//! figures everywhere, sorts nothing of them but what is few.

use platform::db::{Dialect, Statement, statements};
use testkit::TestDb;

/// Where their statements stand.
const STORES: [&str; 4] = [
    "crates/checkout/src/listing/store.rs",
    "crates/checkout/src/order/page/store.rs",
    "crates/membership/src/search/store.rs",
    "crates/membership/src/visit/store.rs",
];

/// The indexes of those orders.
const INDEXES: [&str; 9] = [
    "member_by_enrolment",
    "member_visit_by_last",
    "order_return_by_time",
    "order_return_by_total",
    "orders_by_store",
    "orders_by_time",
    "orders_by_total",
    "top_up_by_principal",
    "top_up_by_time",
];

fn is_walk(statement: &Statement) -> bool {
    let stands_there = STORES
        .iter()
        .any(|store| statement.place.starts_with(store));
    stands_there && statement.sqlite.contains("order by") && statement.sqlite.contains("limit")
}

#[test]
fn every_order_of_a_list_is_walked_along_an_index_of_its_own() {
    let test = TestDb::new(Dialect::Sqlite);
    let mut plans = String::new();
    for statement in statements().into_iter().filter(|one| is_walk(one)) {
        let (text, _) = statement.text_with_rows(Dialect::Sqlite, 2);
        let plan = test.plan(&text);
        // Of one person, or of a few days: turned by a sign, so that one statement does for both
        // ways.
        let is_of_few = statement.sqlite.contains("* ?4 desc");
        let is_sorted = plan.contains("TEMP B-TREE FOR ORDER BY");
        assert_eq!(is_sorted, is_of_few, "{}\n{plan}", statement.place);
        assert!(!plan.contains("SCAN"), "{}\n{plan}", statement.place);
        plans.push_str(&plan);
    }
    for index in INDEXES {
        assert!(
            plans.contains(&format!(" {index} ")),
            "{index} serves nothing"
        );
    }
}

#[test]
fn who_is_gone_is_counted_by_an_index_of_them() {
    let test = TestDb::new(Dialect::Sqlite);
    let counts = |statement: &&&Statement| {
        let is_of_members = statement.place.starts_with(STORES[2]);
        is_of_members && statement.sqlite.contains("select (select count(*)")
    };
    let all = statements();
    let [count] = all.iter().filter(counts).collect::<Vec<_>>()[..] else {
        panic!("the count of members is written otherwise");
    };
    let plan = test.plan(count.sqlite);
    assert!(plan.contains("COVERING INDEX member_gone "), "{plan}");
}
