//! Members as files: those who fit and no others, counted alike; and who stands in other files.

use super::files::{ask, check, exported, id_of, rows};
use crate::access::keys;
use crate::app::{TestApp, both};
use crate::checkout::lists::trade;
use access::{Permission, Role};
use axum::http::Method;
use kernel::MemberId;
use serde_json::json;

/// Li bought and is of the gold tier, wang is frozen, zhao was merged into qian.
fn some_members(app: &TestApp) -> (String, MemberId) {
    let owner = app.log_in_as(Role::Owner);
    trade(app);
    app.chain.tiers(&[("金卡", 10_000, 10_000)]);
    let [wang, qian, zhao] = ["wang", "qian", "zhao"].map(|name| app.chain.member(name).id);
    let li = app.chain.member("li").tier("金卡").id;
    let because = json!({ "reason": "卡丢了" });
    let freeze = format!("/api/v1/members/{wang}/freeze");
    owner.post(freeze, &because).ok();
    let order = json!({
        "store_id": app.chain.store("bar"), "expected_total": 1_800, "member_id": zhao,
        "lines": [{ "sku_id": app.chain.goods("latte-1800"), "quantity": 1 }],
        "tenders": [{ "kind": "cash", "amount": 1_800 }],
    });
    owner.post("/api/v1/orders/settle", &order).ok();
    app.settle_outbox();
    let wish = json!({ "survivor_id": qian, "absorbed_id": zhao, "reason": "同一人" });
    owner.post("/api/v1/merges", &wish).ok();
    let tiers = owner.get("/api/v1/tiers").ok();
    (id_of(&tiers["items"][0]["id"]), li)
}

#[test]
fn members_are_exported_as_they_are_filtered_and_counted_alike() {
    both(|app| {
        let (gold, _) = some_members(app);
        let owner = app.log_in_as(Role::Owner);
        let (xuhui, bar) = (app.chain.store("xuhui"), app.chain.store("bar"));
        let cases = [
            (json!({}), 3),
            (json!({ "store_id": xuhui }), 3),
            (json!({ "store_id": bar }), 0),
            (json!({ "tier_id": gold }), 1),
            (json!({ "state": "frozen" }), 1),
            (json!({ "state": "active", "store_id": xuhui }), 2),
            (json!({ "enrolled_to": "2020-01-01" }), 0),
            // Qian bought what was sold to zhao.
            (json!({ "has_ordered": true }), 2),
            (json!({ "has_ordered": false, "state": "frozen" }), 1),
            (
                json!({ "last_order_from": "2020-01-01", "tier_id": gold }),
                1,
            ),
            (json!({ "last_order_to": "2020-01-01" }), 0),
        ];
        for (filter, count) in &cases {
            check(&owner, "members", filter.clone(), *count);
        }
        // Nobody takes even one alone: then each list says how many members it holds.
        let path = "/api/v1/access-policy";
        let policy = owner.get(path);
        let (etag, mut rules) = (policy.etag(), policy.ok());
        rules["limits"] = json!([{ "action": "export_members", "day_max": 0 }]);
        owner.edit(Method::PUT, path, &etag, &rules).ok();
        for (filter, count) in cases.iter().filter(|(_, count)| *count > 0) {
            let wanted = json!({ "subject": "members", "format": "csv", "reason": "对账",
                                 "filter": filter });
            let waits = owner.post("/api/v1/exports", &wanted).ok();
            assert_eq!(waits["approval"]["size"], *count, "{filter}");
        }
        app.prove();
    });
}

#[test]
fn an_approved_list_is_the_one_that_was_asked_for() {
    both(|app| {
        let (gold, _) = some_members(app);
        let owner = app.log_in_as(Role::Owner);
        let path = "/api/v1/access-policy";
        let policy = owner.get(path);
        let (etag, mut rules) = (policy.etag(), policy.ok());
        rules["limits"] = json!([{ "action": "export_members", "day_max": 0 }]);
        owner.edit(Method::PUT, path, &etag, &rules).ok();
        let wanted = json!({ "subject": "members", "format": "csv", "reason": "对账",
                             "filter": { "tier_id": gold } });
        let waits = owner.post("/api/v1/exports", &wanted).ok();
        let id = id_of(&waits["approval"]["id"]);
        let other = app.log_in_as(Role::HqOperations);
        let approve = format!("/api/v1/approvals/{id}/approve");
        let done = other.post(approve, &json!({})).ok();
        let export = format!("/api/v1/exports/{}", id_of(&done["result"]["export_id"]));
        app.run_jobs();
        let told = owner.get(export.as_str()).ok();
        assert_eq!(
            (&told["rows"], &told["filter"]),
            (&json!(1), &wanted["filter"])
        );
        assert_eq!(rows(&owner, &export)[1][1], "li");
        app.prove();
    });
}

#[test]
fn a_file_tells_in_words_and_names_people_to_those_only_who_may_see_them() {
    both(|app| {
        let (_, li) = some_members(app);
        let owner = app.log_in_as(Role::Owner);
        let shown = owner.get(format!("/api/v1/members/{li}")).ok();
        let number = id_of(&shown["member_no"]);
        let staff = owner.get("/api/v1/session").ok()["staff"]["name"].take();
        let of_li = json!({ "filter": { "member_id": li } });
        let export = ask(&owner, "orders", of_li.clone());
        app.run_jobs();
        let order = &rows(&owner, &export)[1];
        assert_eq!(
            (order[5].as_str(), order[10].as_str()),
            (number.as_str(), "现金")
        );
        let back = &exported(&owner, "returns", of_li.clone())[1];
        assert_eq!((&back[4], &json!(back[8])), (&number, &staff));
        assert_eq!((back[5].as_str(), back[7].as_str()), ("18.00", "口味不合"));
        let paid = &exported(&owner, "top_ups", of_li.clone())[1];
        assert_eq!(
            (paid[0].as_str(), paid[4].as_str()),
            (number.as_str(), "现金")
        );
        assert_eq!(paid[5], "100.00");
        let member = exported(
            &owner,
            "members",
            json!({ "filter": { "state": "frozen" } }),
        );
        assert_eq!(
            (member[1][7].as_str(), member[1][12].as_str()),
            ("收银台", "已冻结")
        );
        let ledger = exported(&owner, "ledger", json!({}));
        let of_cash = ledger
            .iter()
            .find(|row| row[9] == "现金收款")
            .expect("a row");
        assert!(of_cash[2].starts_with("订单 ord_"), "{of_cash:?}");
        let all = ledger.concat().join(" ");
        for code in ["mem_", "tender_", "top_up ", "principal"] {
            assert!(!all.contains(code), "{code}: {all}");
        }

        // A program that sees orders and no people gets neither, and not the file that has both.
        let program = keys::make(
            &owner,
            &[Permission::ExportsRun, Permission::OrdersRead],
            None,
        );
        let bare = &exported(&program.caller, "orders", of_li)[1];
        assert_eq!((bare[5].as_str(), bare[13].as_str()), ("", "其他员工"));
        let refused = program.caller.get(format!("{export}/file"));
        refused.refused(404, "export.not_found");
        app.prove();
    });
}
