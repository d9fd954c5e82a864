//! A list that a crash breaks off is made anew: whole, once, and with no half file beside it.

use crate::app::both;
use crate::imports::files::upload;
use crate::imports::resume::{crash_in_the_middle, look};
use access::Role;
use axum::http::Method;
use kernel::JobId;
use serde_json::{Value, json};

/// Enough for six pages of the list.
const MEMBERS: i64 = 6_000;

#[test]
fn an_export_that_a_crash_broke_off_is_made_once() {
    both(|app| {
        let row = |n: i64| format!("会员{n},1{}\n", 3_900_000_000 + n);
        let sheet = "姓名,手机号\n".to_owned() + &(0..MEMBERS).map(row).collect::<String>();
        let desk = app.log_in_as(Role::Owner);
        app.send(&upload(&desk, "kind=members", &sheet)).ok();
        app.run_jobs();
        let path = "/api/v1/access-policy";
        let policy = desk.get(path);
        let (etag, mut rules) = (policy.etag(), policy.ok());
        rules["limits"] = json!([{ "action": "export_members", "day_max": 1_000_000 }]);
        desk.edit(Method::PUT, path, &etag, &rules).ok();
        let wanted = json!({ "subject": "members", "format": "csv", "reason": "对账",
                             "filter": { "has_ordered": false } });
        let mut was_broken_off = false;
        // A fast machine may be done before its database is gone; then there was no crash.
        for _ in 0..5 {
            let desk = app.log_in(&app.chain, "owner");
            let started = desk.post("/api/v1/exports", &wanted).ok();
            let text = |value: &Value| value.as_str().expect("an id").to_owned();
            let export = text(&started["export"]["id"]);
            let job: JobId = text(&started["export"]["job"]["id"])
                .parse()
                .expect("an id");
            crash_in_the_middle(app, job);
            let is_broken_off = look(app, job).state.as_str() == "running";
            app.test.clock.advance_millis(10 * 60_000);
            app.run_jobs();

            let desk = app.log_in(&app.chain, "owner");
            let path = format!("/api/v1/exports/{export}");
            let ready = desk.get(&path).ok();
            assert_eq!(
                (&ready["job"]["state"], &ready["rows"]),
                (&json!("succeeded"), &json!(MEMBERS))
            );
            let file = desk.get(format!("{path}/file"));
            let lines = file.text.lines().filter(|line| line.contains("****"));
            assert_eq!(lines.count() as i64, MEMBERS);
            let brand = app.ground.config.data.dir.join("exports");
            let brand = brand.join(app.chain.brand.to_string());
            let mut files = std::fs::read_dir(brand).expect("a folder");
            let is_whole = |file: std::io::Result<std::fs::DirEntry>| {
                let path = file.expect("a file").path();
                path.extension().is_none_or(|ending| ending != "part")
            };
            assert!(files.all(is_whole));
            was_broken_off |= is_broken_off;
            if was_broken_off {
                break;
            }
        }
        assert!(was_broken_off, "no crash came in time");
        app.prove();
    });
}
