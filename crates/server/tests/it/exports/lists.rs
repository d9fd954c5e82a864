//! Lists as files: only whoever may see them gets them, phone numbers are masked, and every file
//! says who asked for it.

use crate::app::both;
use access::{Role, Scope};
use axum::http::Method;
use serde_json::{Value, json};

fn wanted(subject: &str, format: &str) -> Value {
    json!({ "subject": subject, "format": format, "reason": "对账" })
}

fn path_of(export: &Value) -> String {
    format!("/api/v1/exports/{}", export["id"].as_str().expect("an id"))
}

#[test]
fn a_list_is_made_taken_away_and_forgotten() {
    both(|app| {
        app.chain.member("=1+1").points(5);
        let desk = app.log_in_as(Role::HqOperations);
        for subject in ["members", "orders", "ledger", "audit"] {
            for format in ["csv", "xlsx"] {
                let started = desk.post("/api/v1/exports", &wanted(subject, format)).ok();
                let path = path_of(&started["export"]);
                desk.get(format!("{path}/file"))
                    .refused(409, "export.not_ready");
                app.run_jobs();
                let ready = desk.get(&path).ok();
                assert_eq!(ready["job"]["state"], "succeeded", "{ready}");
                assert!(ready["bytes"].as_i64() > Some(0), "{ready}");
                let file = desk.get(format!("{path}/file"));
                assert_eq!(file.status, 200, "{subject}");
                let name = file.header("content-disposition");
                assert!(name.ends_with(&format!(".{format}\"")), "{name}");
                if (subject, format) == ("members", "csv") {
                    assert!(file.text.starts_with('\u{feff}'), "{}", file.text);
                    assert!(file.text.contains("'=1+1"), "{}", file.text);
                    assert!(file.text.contains("139****0001"), "{}", file.text);
                    assert!(!file.text.contains("13900000001"), "{}", file.text);
                    assert!(file.text.contains("请求 req_"), "{}", file.text);
                    assert_eq!(ready["rows"], 1);
                }
            }
        }
        let log = desk.get("/api/v1/audit?limit=200").ok().to_string();
        assert!(
            log.contains("export.start") && log.contains("export.download"),
            "{log}"
        );

        let list = desk.get("/api/v1/exports").ok();
        let id = list["items"][0]["id"].as_str().expect("an id").to_owned();
        let folder = app.ground.config.data.dir.join("exports");
        let brands: Vec<_> = std::fs::read_dir(&folder).expect("a folder").collect();
        let folder = brands[0].as_ref().expect("a brand").path();
        std::fs::write(folder.join("exp_1.csv.part"), "half").expect("written");
        std::fs::write(folder.join(format!("{id}.csv.part")), "half").expect("written");
        let files = || std::fs::read_dir(&folder).expect("a folder").count();
        assert_eq!(files(), 10);
        app.test.clock.advance_millis(73 * 3_600_000);
        app.run_jobs();
        assert_eq!(files(), 0);
        let desk = app.log_in(&app.chain, "hq_operations");
        desk.get(format!("/api/v1/exports/{id}/file"))
            .refused(404, "export.gone");
        app.settle_outbox();
    });
}

#[test]
fn a_file_holds_what_its_asker_sees_and_only_they_get_it() {
    both(|app| {
        app.chain.store("xuhui");
        app.chain.store("pudong");
        app.chain.member("li").stored_value(10_000);
        let whole = app.log_in_as(Role::HqFinance);
        let part = app.hire("part", Role::HqFinance, &["pudong"]);
        let by = |caller: &crate::call::Caller<'_>, subject: &str| {
            let started = caller.post("/api/v1/exports", &wanted(subject, "csv")).ok();
            path_of(&started["export"])
        };
        let (all, mine) = (by(&whole, "ledger"), by(&part, "ledger"));
        app.run_jobs();
        assert_ne!(whole.get(&all).ok()["rows"], 0);
        assert_eq!(part.get(&mine).ok()["rows"], 0);
        part.get(format!("{all}/file"))
            .refused(404, "export.not_found");
        assert_eq!(whole.get(format!("{mine}/file")).status, 200);
        assert_eq!(
            part.get("/api/v1/exports").ok()["items"]
                .as_array()
                .map(Vec::len),
            Some(1)
        );
        part.post("/api/v1/exports", &wanted("audit", "csv"))
            .refused(403, "access.needs_whole_brand");
        let cashier = app.log_in_as(Role::Cashier);
        cashier
            .post("/api/v1/exports", &wanted("members", "csv"))
            .refused(403, "access.missing_permission");
        let days = json!({ "subject": "orders", "format": "csv", "from": "2026-11-02",
                           "to": "2026-11-01" });
        whole
            .post("/api/v1/exports", &days)
            .refused(422, "request.invalid");
        // Members have no business day: what would not be heeded is not taken.
        let days = json!({ "subject": "members", "format": "csv", "from": "2026-11-02" });
        let refused = whole
            .post("/api/v1/exports", &days)
            .refused(422, "request.invalid");
        assert_eq!(refused["errors"][0]["pointer"], "/from");
        app.settle_outbox();
    });
}

#[test]
fn a_list_of_more_members_than_one_takes_alone_waits_for_somebody_else() {
    both(|app| {
        for name in ["li", "wang", "zhao"] {
            app.chain.member(name);
        }
        let owner = app.log_in_as(Role::Owner);
        let path = "/api/v1/access-policy";
        let policy = owner.get(path);
        let (etag, mut rules) = (policy.etag(), policy.ok());
        rules["limits"] = json!([{ "action": "export_members", "day_max": 5 }]);
        owner.edit(Method::PUT, path, &etag, &rules).ok();

        let [zhou, wu] = ["zhou", "wu"].map(|login| {
            app.chain.staff(login, Role::HqFinance, Scope::Brand);
            app.log_in(&app.chain, login)
        });
        let ask = || zhou.post("/api/v1/exports", &wanted("members", "csv")).ok();
        assert!(ask()["approval"].is_null(), "three of five");
        let waits = ask();
        assert!(waits["export"].is_null(), "{waits}");
        assert_eq!(waits["approval"]["size"], 3);
        // Other lists hold ids only, and wait for nobody.
        let other = zhou.post("/api/v1/exports", &wanted("orders", "csv")).ok();
        assert!(other["export"].is_object(), "{other}");

        let id = waits["approval"]["id"].as_str().expect("it waits");
        let approve = format!("/api/v1/approvals/{id}/approve");
        zhou.post(approve.as_str(), &json!({}))
            .refused(403, "approval.own_request");
        let done = wu.post(approve, &json!({})).ok();
        let export = &done["result"]["export_id"];
        app.run_jobs();
        let file = zhou.get(path_of(&json!({ "id": export })) + "/file");
        assert_eq!(file.status, 200, "{}", file.text);
        let asker = zhou.get("/api/v1/session").ok()["staff"]["id"].take();
        let asker = asker.as_str().expect("an id");
        assert!(file.text.contains(asker), "the file says who asked for it");

        let nameless = json!({ "subject": "members", "format": "csv" });
        let told = zhou
            .post("/api/v1/exports", &nameless)
            .refused(422, "request.invalid");
        assert_eq!(told["errors"][0]["pointer"], "/reason");
        app.settle_outbox();
    });
}
