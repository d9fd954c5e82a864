//! The audit log: what was done is in it, and what was done to it shows.

use crate::{Chain, both};
use access::audit::{self, Broken};
use access::{Role, Scope};
use platform::db::{Command, DbError};
use platform::{args, sql};
use serde_json::{Value, json};

const AUDIT: &str = "/api/v1/audit";

fn verify(chain: &Chain<'_>) -> Result<i64, Broken> {
    chain.db.read(audit::verify).expect("read")
}

#[test]
fn what_was_done_is_in_the_log_the_newest_first() {
    both(|chain| {
        let boss = chain.log_in("boss");
        let finance = chain.hire("finance", Role::HqFinance, Scope::Brand);
        chain.edit(&boss, finance, &json!({ "is_active": false }));
        let page = chain.get(&format!("{AUDIT}?limit=2"), &boss).body;
        assert_eq!(page["items"][0]["action"], "staff.edit");
        assert_eq!(page["items"][0]["staff_id"], json!(chain.boss));
        assert_eq!(page["items"][0]["subject"], json!(finance));
        assert_eq!(page["items"][0]["details"]["is_active"], false);
        assert_eq!(page["items"][1]["action"], "staff.create");
        assert_eq!(page["items"][1]["staff_id"], Value::Null);
        let next = page["next"].as_str().expect("there is more");
        let page = chain.get(&format!("{AUDIT}?cursor={next}"), &boss).body;
        let actions: Vec<&Value> = page["items"]
            .as_array()
            .expect("a list")
            .iter()
            .map(|item| &item["action"])
            .collect();
        assert_eq!(actions, ["session.log_in", "staff.create", "brand.found"]);
        assert_eq!(page["next"], Value::Null);
        assert_eq!(verify(chain), Ok(5));
    });
}

#[test]
fn the_log_is_searched_by_what_by_whom_and_when() {
    both(|chain| {
        let boss = chain.log_in("boss");
        let finance = chain.hire("finance", Role::HqFinance, Scope::Brand);
        let begun = chain.db.clock.now();
        chain.later(60);
        chain.edit(&boss, finance, &json!({ "name": "赵文静" }));
        chain.log_in("finance");
        let check = |query: &str, wanted: &[&str]| {
            let page = chain.get(&format!("{AUDIT}?{query}"), &boss).body;
            let items = page["items"].as_array().expect("a list");
            let actions: Vec<&Value> = items.iter().map(|item| &item["action"]).collect();
            assert_eq!(actions, wanted, "{query}");
        };
        let later = begun.plus_millis(1);
        check(
            "action=staff.",
            &["staff.edit", "staff.create", "staff.create"],
        );
        check("action=staff.edit&limit=1", &["staff.edit"]);
        check("action=STAFF", &[]);
        check("action=%25", &[]);
        check(
            &format!("staff_id={}", chain.boss),
            &["staff.edit", "session.log_in"],
        );
        check(
            &format!("staff_id={finance}&action=session"),
            &["session.log_in"],
        );
        check(&format!("from={later}"), &["session.log_in", "staff.edit"]);
        check(&format!("from={later}&action=staff"), &["staff.edit"]);
        check(&format!("to={begun}"), &[]);
        check(&format!("to={later}&action=brand"), &["brand.found"]);
        let first = chain
            .get(&format!("{AUDIT}?action=staff&limit=1"), &boss)
            .body;
        let next = first["next"].as_str().expect("there is more");
        check(
            &format!("action=staff&cursor={next}"),
            &["staff.create", "staff.create"],
        );
        let wrong = chain.get(&format!("{AUDIT}?action={}", "x".repeat(61)), &boss);
        assert_eq!(wrong.body["errors"][0]["pointer"], "?action");
    });
}

#[test]
fn tampering_shows_where_it_began() {
    let check = |tamper: Command, expected: Broken| {
        both(|chain| {
            for number in 0..3 {
                let hire = format!("guide-{number}");
                chain.hire(&hire, Role::HqFinance, Scope::Brand);
            }
            assert_eq!(verify(chain), Ok(5));
            let done = chain
                .db
                .write(move |tx| tx.execute(tamper, args![tx.brand()]));
            let done: Result<u64, DbError> = done;
            assert_eq!(done, Ok(1));
            assert_eq!(verify(chain), Err(expected.clone()));
        });
    };
    check(
        sql!("update audit_entry set details = '{}' where brand_id = $1 and number = 3"),
        Broken {
            number: 3,
            what: "the entry was changed",
        },
    );
    check(
        sql!("update audit_entry set actor = 7 where brand_id = $1 and number = 2"),
        Broken {
            number: 2,
            what: "the entry was changed",
        },
    );
    check(
        sql!("delete from audit_entry where brand_id = $1 and number = 4"),
        Broken {
            number: 4,
            what: "the entry is missing",
        },
    );
    check(
        sql!("delete from audit_entry where brand_id = $1 and number = 5"),
        Broken {
            number: 5,
            what: "the end of the chain is missing",
        },
    );
}

/// Entries of acts at the same moment stand in one chain, none lost.
#[test]
fn many_hands_write_one_chain() {
    both(|chain| {
        std::thread::scope(|scope| {
            for hand in 0..6 {
                scope.spawn(move || {
                    for number in 0..5 {
                        let login = format!("finance-{hand}-{number}");
                        chain.hire(&login, Role::HqFinance, Scope::Brand);
                    }
                });
            }
        });
        assert_eq!(verify(chain), Ok(2 + 30));
    });
}
