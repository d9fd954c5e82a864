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
