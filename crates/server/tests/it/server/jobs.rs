//! The job centre of whoever works for some stores: the work that they began, and nothing else.

use crate::app::both;
use crate::call::Caller;
use access::Role;
use serde_json::{Value, json};

/// Begins an export of orders; its job.
fn begin(caller: &Caller<'_>) -> (String, String) {
    let wish = json!({ "subject": "orders", "format": "csv" });
    let export = caller.post("/api/v1/exports", &wish).ok()["export"].take();
    let text = |value: &Value| value.as_str().expect("an id").to_owned();
    (text(&export["job"]["id"]), text(&export["id"]))
}

/// The ids of all pages, asked for one by one: who may not see a job has no page for it either.
fn listed(caller: &Caller<'_>) -> Vec<String> {
    let rows = caller.rows("/api/v1/jobs?limit=1");
    let ids = rows.iter().map(|row| row["id"].as_str().expect("an id"));
    ids.map(str::to_owned).collect()
}

#[test]
fn who_works_for_some_stores_has_the_work_that_they_began() {
    both(|app| {
        let owner = app.log_in_as(Role::Owner);
        let manager = app.log_in_as(Role::StoreManager);
        let [zhou, wu] = ["zhou", "wu"].map(|login| app.hire(login, Role::HqFinance, &["xuhui"]));
        let (first, _) = begin(&zhou);
        let (of_wu, _) = begin(&wu);
        let (of_owner, _) = begin(&owner);
        let (second, export) = begin(&zhou);
        begin(&owner);

        assert_eq!(listed(&zhou), [second.clone(), first.clone()]);
        assert_eq!(listed(&wu), std::slice::from_ref(&of_wu));
        assert!(listed(&manager).is_empty());
        let all = listed(&owner);
        assert_eq!(all.len(), 5, "{all:?}");

        let job = |id: &str| format!("/api/v1/jobs/{id}");
        let stop = |id: &str| format!("/api/v1/jobs/{id}/cancel");
        let own = zhou.get(job(&first)).ok();
        let me = zhou.get("/api/v1/session").ok()["staff"]["id"].take();
        assert_eq!((&own["state"], &own["begun_by"]), (&json!("queued"), &me));
        // Not even a person of the same store: what came out may tell of more than it.
        for (caller, id) in [(&zhou, &of_wu), (&zhou, &of_owner), (&manager, &first)] {
            caller.get(job(id)).refused(404, "job.not_found");
            caller
                .post(stop(id), &json!({}))
                .refused(404, "job.not_found");
            assert_eq!(owner.get(job(id)).ok()["state"], "queued");
        }
        assert_eq!(
            zhou.post(stop(&first), &json!({})).ok()["state"],
            "cancelled"
        );
        // The whole brand's people stop anybody's.
        assert_eq!(
            owner.post(stop(&of_wu), &json!({})).ok()["state"],
            "cancelled"
        );
        app.run_jobs();
        let done = zhou.get(job(&second)).ok();
        assert_eq!(
            (&done["state"], &done["result"]["export_id"]),
            (&json!("succeeded"), &json!(export))
        );
        let file = zhou.get(format!("/api/v1/exports/{export}/file"));
        assert_eq!(file.status, 200, "{}", file.text);
        app.settle_outbox();
    });
}
