//! A number in clear is shown for a reason that is written down, a few times a day.

use crate::app::both;
use access::Role;
use axum::http::Method;
use platform::db::Tx;
use platform::{args, sql};
use serde_json::json;

#[test]
fn a_number_in_clear_has_a_reason_a_log_entry_and_a_daily_limit() {
    both(|app| {
        let owner = app.log_in_as(Role::Owner);
        let manager = app.log_in_as(Role::StoreManager);
        let li = app.chain.member("li").id;
        let path = format!("/api/v1/members/{li}/unmask");
        let reason = json!({ "reason": "送货前联系" });
        app.log_in_as(Role::Cashier)
            .post(path.as_str(), &reason)
            .refused(403, "access.missing_permission");
        manager
            .post(path.as_str(), &json!({ "reason": " " }))
            .refused(422, "request.invalid");
        let shown = manager.post(path.as_str(), &reason).ok();
        let phone = shown["phone"].as_str().expect("a number").to_owned();
        assert!(phone.ends_with("13900000001"), "{phone}");
        let log = owner.get("/api/v1/audit").ok();
        let told: Vec<_> = log["items"]
            .as_array()
            .expect("a list")
            .iter()
            .filter(|one| one["action"] == "member.unmask")
            .collect();
        assert_eq!(told.len(), 1, "each look is one entry");
        assert_eq!(
            (&told[0]["subject"], &told[0]["details"]["reason"]),
            (&json!(li), &json!("送货前联系"))
        );
        let kept = app.chain.read(|tx: &mut Tx<'_>| {
            let read = sql!(
                (String,),
                "select body from idempotency_answer where brand_id = $1"
            );
            let brand = tx.brand();
            tx.many(read, args![brand])
        });
        assert!(kept.is_empty(), "no answer is kept, and no number with it");

        // The number of another store's member is not for this store.
        let theirs = json!({ "name": "周", "phone": "13900000077",
                             "store_id": app.chain.store("bar") });
        let theirs = owner.post("/api/v1/members", &theirs).ok();
        let id = theirs["id"].as_str().expect("an id");
        manager
            .post(format!("/api/v1/members/{id}/unmask"), &reason)
            .refused(403, "access.out_of_scope");

        let policy = owner.get("/api/v1/access-policy");
        let (etag, mut rules) = (policy.etag(), policy.ok());
        rules["unmask_day_max"] = json!(2);
        owner
            .edit(Method::PUT, "/api/v1/access-policy", &etag, &rules)
            .ok();
        manager.post(path.as_str(), &reason).ok();
        manager
            .post(path.as_str(), &reason)
            .refused(422, "access.day_limit");
        owner.post(path.as_str(), &reason).ok();
        app.test.clock.advance_millis(86_400_000);
        let manager = app.log_in(&app.chain, "store_manager");
        manager.post(path.as_str(), &reason).ok();
        app.prove();
    });
}
