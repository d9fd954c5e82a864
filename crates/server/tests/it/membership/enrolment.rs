//! Enrolment over HTTP: one phone number is one member, whoever else types it at the same moment.

use crate::app::both;
use access::Role;
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
