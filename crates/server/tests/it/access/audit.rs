//! The audit log tells who did what, and shows it when somebody changes what it tells.

use crate::app::{TestApp, both};
use access::Role;
use kernel::ToColumn;
use platform::db::{Command, DbError, Tx};
use platform::{args, sql};
use serde_json::json;

/// What the proof says of the log.
fn wrong(app: &TestApp) -> Vec<String> {
    server::proof::prove(&app.ground.db, app.chain.brand)
        .expect("a proof")
        .wrong
}

/// What `huitong verify --audit` says, and whether it finds the log whole.
fn verify_audit(app: &TestApp) -> (bool, String) {
    let folder = tempfile::tempdir().expect("a folder");
    let output = std::process::Command::new(env!("CARGO_BIN_EXE_huitong"))
        .env("HUITONG_DATABASE_URL", &app.test.url)
        .env("HUITONG_DATA", folder.path())
        .env("HUITONG_LOG__LEVEL", "error")
        .args(["verify", "--audit"])
        .output();
    let output = output.expect("it runs");
    let said = String::from_utf8_lossy(&output.stdout).into_owned();
    (output.status.success(), said)
}

fn change(app: &TestApp, command: Command, value: impl ToColumn) {
    let value = value.to_value();
    app.chain
        .write(move |tx: &mut Tx<'_>| -> Result<(), DbError> {
            let brand = tx.brand();
            assert_eq!(tx.execute(command, args![brand, value])?, 1);
            Ok(())
        });
}

#[test]
fn what_somebody_did_stands_in_the_log_with_their_name() {
    both(|app| {
        let finance = app.log_in_as(Role::HqFinance);
        let me = finance.get("/api/v1/session").ok()["staff"]["id"].take();
        let li = app.chain.member("li").id;
        let gift = json!({ "asset": "points", "amount": 50, "reason": "赔礼" });
        finance
            .post(format!("/api/v1/members/{li}/adjustments"), &gift)
            .ok();
        let log = app.log_in_as(Role::Owner).get("/api/v1/audit").ok();
        let entries = log["items"].as_array().expect("a list");
        let told = entries
            .iter()
            .find(|one| one["action"] == "member.adjust")
            .expect("told");
        assert_eq!((&told["staff_id"], &told["subject"]), (&me, &json!(li)));
        assert_eq!(
            (&told["details"]["amount"], &told["details"]["reason"]),
            (&json!(50), &json!("赔礼"))
        );
        app.prove();
    });
}

#[test]
fn a_changed_a_missing_and_a_cut_off_entry_all_show() {
    both(|app| {
        app.chain.member("li").points(1);
        app.log_in_as(Role::Cashier);
        app.prove();

        let edit = sql!("update audit_entry set details = $2 where brand_id = $1 and number = 2");
        let read = sql!(
            (String,),
            "select details from audit_entry where brand_id = $1 and number = 2"
        );
        let (true_details,) = app.chain.read(move |tx| {
            let brand = tx.brand();
            tx.one(read, args![brand])
        });
        change(app, edit, r#"{"role":"guide"}"#);
        assert_eq!(wrong(app), ["audit log, entry 2: the entry was changed"]);
        let owner = app.log_in_as(Role::Owner);
        let told = owner.get("/api/v1/audit/check").ok();
        let first = json!({ "number": 2, "what": "the entry was changed" });
        assert_eq!(
            told,
            json!({ "is_whole": false, "entries": 1, "first_wrong": first })
        );
        let (is_whole, said) = verify_audit(app);
        assert!(
            !is_whole && said.contains("WRONG: entry 2: the entry was changed"),
            "{said}"
        );
        change(app, edit, true_details);
        assert_eq!(wrong(app), Vec::<String>::new());
        assert!(verify_audit(app).0);
        let told = owner.get("/api/v1/audit/check").ok();
        assert_eq!(
            (&told["is_whole"], &told["first_wrong"]),
            (&json!(true), &json!(null))
        );

        // The numbers after a missing entry cannot be closed up without changing hashes.
        let last = sql!("delete from audit_entry where brand_id = $1 and number = $2");
        let count = server::proof::prove(&app.ground.db, app.chain.brand).expect("a proof");
        let count = count.audit_entries.expect("a whole chain");
        change(app, last, count);
        let cut = format!("audit log, entry {count}: the end of the chain is missing");
        assert_eq!(wrong(app), [cut]);
        change(app, last, 3);
        assert_eq!(wrong(app), ["audit log, entry 3: the entry is missing"]);
        app.settle_outbox();
    });
}
