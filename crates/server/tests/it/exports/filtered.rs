//! A file holds the rows of its list as it was filtered, of the stores that its asker may see.

use super::files::{ask, check, exported, id_of};
use crate::app::both;
use crate::call::Caller;
use crate::checkout::lists::trade;
use access::Role;
use axum::http::Method;
use serde_json::json;

/// Who settled the last order and who the first, the owner and the cashier.
fn people(owner: &Caller<'_>) -> (String, String) {
    let list = owner.get("/api/v1/orders").ok();
    let by = |row: usize| id_of(&list["items"][row]["settled_by"]);
    (by(0), by(1))
}

#[test]
fn trade_is_exported_as_it_is_filtered() {
    both(|app| {
        trade(app);
        let owner = app.log_in_as(Role::Owner);
        let (xuhui, bar) = (app.chain.store("xuhui"), app.chain.store("bar"));
        let (li, wang) = (app.chain.member("li").id, app.chain.member("wang").id);
        let (boss, cashier) = people(&owner);
        check(&owner, "orders", json!({}), 2);
        check(&owner, "orders", json!({ "tender": "cash" }), 2);
        check(&owner, "orders", json!({ "tender": "points" }), 0);
        check(&owner, "orders", json!({ "store_id": bar }), 1);
        check(&owner, "orders", json!({ "member_id": li }), 1);
        check(&owner, "orders", json!({ "settled_by": cashier }), 1);
        let both = json!({ "store_id": bar, "settled_by": cashier });
        check(&owner, "orders", both, 0);
        check(&owner, "returns", json!({}), 1);
        check(&owner, "returns", json!({ "store_id": bar }), 0);
        check(&owner, "returns", json!({ "member_id": li }), 1);
        check(&owner, "returns", json!({ "returned_by": boss }), 1);
        check(&owner, "returns", json!({ "returned_by": cashier }), 0);
        check(&owner, "top_ups", json!({}), 2);
        check(&owner, "top_ups", json!({ "tender": "card" }), 0);
        check(&owner, "top_ups", json!({ "store_id": xuhui }), 1);
        check(&owner, "top_ups", json!({ "member_id": wang }), 0);
        check(
            &owner,
            "top_ups",
            json!({ "topped_up_by": boss, "tender": "cash" }),
            2,
        );
        // Days go with the filter.
        let list = owner.get("/api/v1/orders").ok();
        let day = &list["items"][0]["business_date"];
        for subject in ["orders", "returns", "top_ups", "audit"] {
            let of_day = json!({ "from": day, "to": day });
            assert!(exported(&owner, subject, of_day).len() > 1, "{subject}");
            let of_past = json!({ "to": "2020-01-01" });
            assert_eq!(exported(&owner, subject, of_past).len(), 1, "{subject}");
        }
        app.prove();
    });
}

#[test]
fn goods_and_the_audit_log_are_exported_as_they_are_filtered() {
    both(|app| {
        let (owner, xuhui) = (app.log_in_as(Role::Owner), app.chain.store("xuhui"));
        let finance = app.log_in_as(Role::HqFinance);
        let drinks = owner
            .post("/api/v1/categories", &json!({ "name": "饮品" }))
            .ok();
        let hot = json!({ "name": "热饮", "parent_id": drinks["id"] });
        let hot = owner.post("/api/v1/categories", &hot).ok();
        let sku = json!({ "code": "mocha", "name": "大杯", "barcodes": ["6901", "6902"],
                          "list_price": 2_050, "member_price": 1_900, "cost_price": 730 });
        let mocha = json!({ "code": "M", "name": "摩卡", "category_id": hot["id"], "skus": [sku] });
        let mocha = owner.post("/api/v1/goods", &mocha).ok();
        app.chain.goods("tea-900");
        let cake = app.chain.goods_on_shelf("cake-1200", xuhui, 7);
        let seen = owner.get(format!("/api/v1/skus/{cake}"));
        let stop = json!({ "is_active": false });
        let path = format!("/api/v1/skus/{cake}");
        owner.edit(Method::PATCH, &path, &seen.etag(), &stop).ok();

        check(&owner, "goods", json!({}), 3);
        check(&owner, "goods", json!({ "category_id": drinks["id"] }), 1);
        check(&owner, "goods", json!({ "may_be_sold": true }), 2);
        check(&owner, "goods", json!({ "may_be_sold": false }), 1);
        check(&finance, "goods", json!({ "store_id": xuhui }), 3);
        check(&owner, "audit", json!({ "action": "goods." }), 3);
        let boss = owner.get("/api/v1/session").ok()["staff"]["id"].take();
        check(
            &owner,
            "audit",
            json!({ "action": "sku.", "staff_id": boss }),
            1,
        );

        let of_mocha = json!({ "filter": { "category_id": hot["id"] } });
        let file = exported(&owner, "goods", of_mocha.clone());
        let told = [
            "M",
            "摩卡",
            "mocha",
            "大杯",
            "饮品 / 热饮",
            "6901、6902",
            "件",
            "20.50",
        ];
        assert_eq!(file[1][..8], told);
        assert_eq!(file[1][8..], ["19.00", "否", "在售", "7.30"]);
        assert_eq!(file[0].last().map(String::as_str), Some("成本价"));
        // What goods cost is for those only who write them, as on the screen.
        assert_eq!(
            exported(&finance, "goods", of_mocha)[1][8..],
            ["19.00", "否", "在售"]
        );
        let own = json!({ "list_price": 2_200 });
        let sku = id_of(&mocha["skus"][0]["id"]);
        let path = format!("/api/v1/skus/{sku}/prices/{xuhui}");
        owner.edit(Method::PUT, &path, "\"0\"", &own).ok();
        let at_store = json!({ "filter": { "store_id": xuhui } });
        let file = exported(&finance, "goods", at_store);
        assert_eq!(file[0][11..], ["本店门市价", "本店会员价", "现有库存"]);
        let at = |code: &str| file.iter().find(|row| row[2] == code).expect("a row")[11..].to_vec();
        assert_eq!(at("mocha"), ["22.00", "", "不计"]);
        assert_eq!(at("cake-1200"), ["12.00", "", "7"]);
        app.settle_outbox();
    });
}

#[test]
fn a_file_stays_within_the_stores_of_its_asker() {
    both(|app| {
        trade(app);
        let (xuhui, bar) = (app.chain.store("xuhui"), app.chain.store("bar"));
        let part = app.hire("part", Role::HqFinance, &["bar"]);
        check(&part, "orders", json!({}), 1);
        check(&part, "orders", json!({ "store_id": bar }), 1);
        check(&part, "returns", json!({}), 0);
        check(&part, "top_ups", json!({}), 1);
        // Members are the brand's, but a file of them holds those of the own stores.
        assert_eq!(exported(&part, "members", json!({})).len(), 1);
        for subject in ["members", "orders", "returns", "top_ups", "goods"] {
            let wanted = json!({ "subject": subject, "format": "csv", "reason": "对账",
                                 "filter": { "store_id": xuhui } });
            part.post("/api/v1/exports", &wanted)
                .refused(403, "access.out_of_scope");
        }
        app.prove();
    });
}

#[test]
fn a_manager_exports_what_the_own_store_has_and_sees_no_other_people() {
    both(|app| {
        trade(app);
        let owner = app.log_in_as(Role::Owner);
        let manager = app.log_in_as(Role::StoreManager);
        let other = app.hire("other", Role::StoreManager, &["bar"]);
        let store = json!({ "store_id": app.chain.store("xuhui") });
        let zhou =
            json!({ "phone": "13800000009", "name": "zhou", "store_id": app.chain.store("bar") });
        owner.post("/api/v1/members", &zhou).ok();
        for subject in ["orders", "returns", "top_ups"] {
            check(&manager, subject, json!({}), 1);
            check(&owner, subject, store.clone(), 1);
        }
        // Members are the brand's, but a file of them holds those of the own store.
        let members = exported(&manager, "members", json!({}));
        let own = exported(&owner, "members", json!({ "filter": store }));
        assert_eq!((members.len(), &members[1..]), (2, &own[1..]));
        // The cashier of the store is named, head office is not.
        let last = |caller: &Caller<'_>, subject: &str| {
            let file = exported(caller, subject, json!({ "filter": store }));
            file[1].last().cloned().expect("a cell")
        };
        let cashier = last(&owner, "orders");
        assert_ne!(cashier, "其他员工");
        assert_eq!(last(&manager, "orders"), cashier);
        for subject in ["returns", "top_ups"] {
            assert_ne!(last(&owner, subject), "其他员工", "{subject}");
            assert_eq!(last(&manager, subject), "其他员工", "{subject}");
        }
        // Of the books it is what was done there.
        let all = exported(&owner, "ledger", json!({}));
        let own = exported(&manager, "ledger", json!({}));
        let here: Vec<_> = all.iter().filter(|row| row[3] == own[1][3]).collect();
        assert_eq!(own[1..].iter().collect::<Vec<_>>(), here);
        assert!(all.len() > own.len(), "the other store has entries too");
        // Nobody of another store finds the file, and those of others do not hide it.
        let mine = ask(&manager, "orders", json!({}));
        for _ in 0..2 {
            ask(&owner, "orders", json!({ "filter": store }));
        }
        app.run_jobs();
        for path in [mine.clone(), format!("{mine}/file")] {
            other.get(&path).refused(404, "export.not_found");
            assert_eq!(owner.get(&path).status, 200);
        }
        let page = manager.get("/api/v1/exports?limit=1").ok();
        assert!(mine.ends_with(page["items"][0]["id"].as_str().expect("an id")));
        let none = other.get("/api/v1/exports?limit=1").ok();
        assert_eq!((&none["items"], &none["next"]), (&json!([]), &json!(null)));
        let log = owner.get("/api/v1/audit?action=export.start").ok();
        let told = &log["items"][0]["details"];
        assert_eq!(told["filter"]["store_id"], store["store_id"], "{log}");
        app.prove();
    });
}

#[test]
fn what_a_list_cannot_be_asked_for_is_told() {
    both(|app| {
        let owner = app.log_in_as(Role::Owner);
        let cases = [
            (
                "goods",
                json!({ "state": "frozen" }),
                "/filter/state",
                "value.not_allowed",
            ),
            (
                "ledger",
                json!({ "tender": "cash" }),
                "/filter/tender",
                "value.not_allowed",
            ),
            (
                "members",
                json!({ "state": "asleep" }),
                "/filter/state",
                "value.unknown",
            ),
            (
                "top_ups",
                json!({ "tender": "points" }),
                "/filter/tender",
                "value.unknown",
            ),
            // A text that is searched names people.
            (
                "members",
                json!({ "q": "li" }),
                "/filter/q",
                "field.unknown",
            ),
        ];
        for (subject, filter, pointer, code) in cases {
            let wanted = json!({ "subject": subject, "format": "csv", "reason": "对账",
                                 "filter": filter });
            let told = owner.post("/api/v1/exports", &wanted);
            let told = told.refused(422, "request.invalid");
            let first = &told["errors"][0];
            assert_eq!(
                (&first["pointer"], &first["code"]),
                (&json!(pointer), &json!(code))
            );
        }
        let days = json!({ "subject": "goods", "format": "csv", "to": "2026-11-02" });
        let told = owner.post("/api/v1/exports", &days);
        let told = told.refused(422, "request.invalid");
        assert_eq!(told["errors"][0]["pointer"], "/to");
    });
}
