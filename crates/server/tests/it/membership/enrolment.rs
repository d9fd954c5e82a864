//! Enrolment over HTTP: one phone number is one member, whoever else types it at the same moment.

use crate::app::both;
use access::Role;
use axum::http::Method;
use serde_json::json;
use std::collections::HashSet;

#[test]
fn one_phone_that_is_enrolled_twice_at_once_is_one_member() {
    both(|app| {
        let stores = [app.chain.store("xuhui"), app.chain.store("pudong")];
        let desk = app.log_in_as(Role::HqOperations);
        let servers = app.servers();
        for (times, phone) in [(2, "13800000002"), (20, "13800000020")] {
            let asks = (0..times).map(|turn| {
                let person = json!({ "phone": phone, "name": format!("第{turn}个"),
                                     "store_id": stores[turn % 2] });
                desk.to_post("/api/v1/members", &person)
            });
            let replies = app.at_once_to(&servers, asks.collect());
            let mut members = HashSet::new();
            for reply in &replies {
                let id = match (reply.status, reply.code()) {
                    (200, _) => &reply.body["id"],
                    (422, "membership.already_enrolled") => &reply.body["params"]["member_id"],
                    _ => panic!("{} {}", reply.status, reply.text),
                };
                members.insert(id.as_str().expect("an id").to_owned());
            }
            let fresh = replies.iter().filter(|reply| reply.status == 200).count();
            assert_eq!((fresh, members.len()), (1, 1), "{times} times");
            let found = desk.get(format!("/api/v1/members?q={phone}")).ok();
            assert_eq!(found["items"].as_array().map(Vec::len), Some(1));
        }
        app.prove();
    });
}

#[test]
fn a_frozen_member_neither_buys_nor_tops_up_until_unfrozen() {
    both(|app| {
        let (xuhui, latte) = (app.chain.store("xuhui"), app.chain.goods("latte-1800"));
        let li = app.chain.member("li").points(300).stored_value(5_000).id;
        let (cashier, manager) = (
            app.log_in_as(Role::Cashier),
            app.log_in_as(Role::StoreManager),
        );
        let reason = json!({ "reason": "卡丢了" });
        let frozen = manager
            .post(format!("/api/v1/members/{li}/freeze"), &reason)
            .ok();
        assert_eq!(
            (&frozen["is_frozen"], &frozen["frozen_reason"]),
            (&json!(true), &json!("卡丢了"))
        );

        let lines = json!([{ "sku_id": latte, "quantity": 1 }]);
        let basket = json!({ "store_id": xuhui, "member_id": li, "lines": lines });
        let order = json!({
            "store_id": xuhui, "member_id": li, "lines": lines, "expected_total": 1_800,
            "tenders": [{ "kind": "cash", "amount": 1_800 }],
        });
        let paid = json!({ "store_id": xuhui, "amount": 100, "tender": "cash" });
        let top_ups = format!("/api/v1/members/{li}/top-ups");
        for (path, body) in [
            ("/api/v1/quotes", &basket),
            ("/api/v1/orders/settle", &order),
            (top_ups.as_str(), &paid),
        ] {
            cashier
                .post(path, body)
                .refused(422, "checkout.member_frozen");
        }
        manager
            .post(format!("/api/v1/members/{li}/unfreeze"), &reason)
            .ok();
        cashier.post("/api/v1/orders/settle", &order).ok();
        app.prove();
    });
}

#[test]
fn a_member_is_found_by_card_and_number_too() {
    both(|app| {
        let cashier = app.log_in_as(Role::Cashier);
        let person = json!({ "name": "欧阳娜娜", "card_no": "VIP-0007", "phone": "+85291234567",
                             "store_id": app.chain.store("xuhui") });
        let enrolled = cashier.post("/api/v1/members", &person).ok();
        let number = enrolled["member_no"].as_str().expect("a number");
        for q in [
            "VIP-0007",
            number,
            "%2B85291234567",
            "4567",
            "ouyang",
            "oynn",
        ] {
            let found = cashier.get(format!("/api/v1/members?q={q}")).ok();
            assert_eq!(found["items"][0]["id"], enrolled["id"], "{q}: {found}");
        }
        app.settle_outbox();
    });
}

#[test]
fn one_card_that_is_given_to_many_at_once_belongs_to_one() {
    both(|app| {
        let desk = app.log_in_as(Role::HqOperations);
        let asks = (0..10).map(|number| {
            let li = app.chain.member(&format!("li {number}")).id;
            desk.to_post(
                format!("/api/v1/members/{li}/cards"),
                &json!({ "card_no": "VIP-0001" }),
            )
        });
        let replies = app.at_once_to(&app.servers(), asks.collect());
        let given = replies.iter().filter(|reply| reply.status == 200);
        let owners: Vec<_> = given.map(|reply| reply.body["id"].clone()).collect();
        assert_eq!(owners.len(), 1);
        for reply in replies.iter().filter(|reply| reply.status != 200) {
            assert_eq!(reply.code(), "membership.identity_taken", "{}", reply.text);
            assert_eq!(reply.body["params"]["member_id"], owners[0]);
        }
        app.prove();
    });
}

#[test]
fn of_many_who_edit_one_member_at_once_one_is_first_and_the_others_are_told() {
    both(|app| {
        let desk = app.log_in_as(Role::HqOperations);
        let path = format!("/api/v1/members/{}", app.chain.member("li").id);
        let seen = desk.get(path.as_str()).etag();
        let asks = (0..10).map(|number| {
            let name = json!({ "name": format!("第{number}个") });
            let edit = desk.ask(Method::PATCH, path.as_str()).json(&name);
            edit.header("if-match", seen.as_str())
        });
        let replies = app.at_once_to(&app.servers(), asks.collect());
        let first: Vec<_> = replies.iter().filter(|reply| reply.status == 200).collect();
        assert_eq!(first.len(), 1);
        for reply in replies.iter().filter(|reply| reply.status != 200) {
            assert_eq!((reply.status, reply.code()), (412, "edit.stale"));
        }
        let now = desk.get(path);
        assert_eq!(now.etag(), first[0].etag());
        assert_eq!(now.ok()["name"], first[0].body["name"]);
        app.prove();
    });
}

#[test]
fn a_tier_that_is_taken_off_the_list_is_nobodys_tier() {
    both(|app| {
        app.chain.tiers(&[("银卡", 9_800, 10_000)]);
        let desk = app.log_in_as(Role::HqOperations);
        for round in 0..8 {
            let tiers = desk.get("/api/v1/tiers");
            let tier = tiers.body["items"][0]["id"].clone();
            let path = format!(
                "/api/v1/members/{}",
                app.chain.member(&format!("li {round}")).id
            );
            let set = json!({ "tier_id": tier, "reason": "同时" });
            let fresh = json!({ "rank": 1, "name": format!("第{round}版"), "discount": 9_500,
                                "points_multiplier": 10_000 });
            let replace = desk
                .ask(Method::PUT, "/api/v1/tiers")
                .json(&json!({ "tiers": [fresh] }))
                .header("if-match", tiers.etag());
            let set = desk.to_post(format!("{path}/tier"), &set);
            let replies = app.at_once_to(&app.servers(), vec![set, replace]);
            let listed = desk.get("/api/v1/tiers").ok()["items"].take();
            let has = desk.get(path.as_str()).ok()["tier_id"].take();
            match (replies[0].status, replies[1].status) {
                // The member had it first, so it stays on the list.
                (200, 422) => assert_eq!(replies[1].code(), "standing.tier_in_use"),
                // The list was first, so nobody can get it any more.
                (422, 200) => assert_eq!(has, json!(null), "round {round}"),
                _ => panic!("{} / {}", replies[0].text, replies[1].text),
            }
            let is_listed = |one: &serde_json::Value| one["id"] == has;
            let is_known = listed.as_array().expect("a list").iter().any(is_listed);
            assert!(
                has.is_null() || is_known,
                "round {round}: {has} of {listed}"
            );
            let none = json!({ "tier_id": null, "reason": "同时" });
            desk.post(format!("{path}/tier"), &none).ok();
        }
        app.prove();
    });
}
