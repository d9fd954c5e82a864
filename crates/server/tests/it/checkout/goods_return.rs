//! Goods come back: in any order, in any store, and each tender gets back exactly its part.

use crate::app::both;
use access::Role;
use rand::rngs::StdRng;
use rand::seq::SliceRandom;
use rand::{Rng, SeedableRng};
use serde_json::{Value, json};

#[test]
fn lines_that_come_back_one_by_one_in_any_order_give_back_exactly_what_was_paid() {
    both(|app| {
        let (xuhui, cashier) = (app.chain.store("xuhui"), app.log_in_as(Role::Cashier));
        let manager = app.log_in_as(Role::StoreManager);
        for seed in 0..u64::from(testkit::cases(6, 300)) {
            let mut chance = StdRng::seed_from_u64(seed);
            let li = app
                .chain
                .member(&format!("li {seed}"))
                .points(9_000)
                .stored_value(9_999);
            let before = li.balances();
            let lines: Vec<Value> = (0..chance.random_range(2..5))
                .map(|place| {
                    let price = chance.random_range(1..3_000);
                    let sku = app.chain.goods(&format!("{seed}-{place}-{price}"));
                    json!({ "sku_id": sku, "quantity": chance.random_range(1..4) })
                })
                .collect();
            let basket = json!({ "store_id": xuhui, "member_id": li.id, "lines": lines });
            let quote = cashier.post("/api/v1/quotes", &basket).ok();
            let total = quote["total"].as_i64().expect("money");
            let points = quote["points_can_pay"]["amount"].as_i64().expect("money");
            let stored = chance.random_range(0..=(total - points).min(9_999));
            let order = json!({
                "store_id": xuhui, "member_id": li.id, "lines": lines, "expected_total": total,
                "tenders": [{ "kind": "points", "amount": points },
                            { "kind": "stored_value", "amount": stored },
                            { "kind": "cash", "amount": total - points - stored }],
            });
            let receipt = cashier.post("/api/v1/orders/settle", &order).ok();
            let path = format!(
                "/api/v1/orders/{}",
                receipt["order_id"].as_str().expect("an id")
            );
            let mut pieces: Vec<&Value> = (receipt["lines"].as_array().expect("a list").iter())
                .flat_map(|line| vec![line; line["quantity"].as_u64().expect("few") as usize])
                .collect();
            pieces.shuffle(&mut chance);
            for line in pieces {
                let one = json!([{ "line_id": line["line_id"], "quantity": 1 }]);
                let back = json!({ "store_id": xuhui, "lines": one, "reason": "全退",
                    "receipt": receipt["receipt_code"] });
                manager.post(format!("{path}/returns"), &back).ok();
            }
            let whole = manager.get(path).ok();
            for tender in whole["tenders"].as_array().expect("a list") {
                assert_eq!(tender["given_back"], tender["amount"], "seed {seed}");
            }
            assert_eq!(
                whole["points_taken_back"], whole["points_earned"],
                "seed {seed}"
            );
            assert_eq!(whole["returned_total"], total, "seed {seed}");
            assert_eq!(li.balances(), before, "seed {seed}");
        }
        app.prove();
    });
}

#[test]
fn goods_come_back_in_another_store_where_they_then_stand() {
    both(|app| {
        let (xuhui, pudong) = (app.chain.store("xuhui"), app.chain.store("pudong"));
        let latte = app.chain.goods_on_shelf("latte-1800", xuhui, 5);
        let li = app.chain.member("li");
        let sale = json!({
            "store_id": xuhui, "member_id": li.id, "expected_total": 3_600,
            "lines": [{ "sku_id": latte, "quantity": 2 }],
            "tenders": [{ "kind": "card", "amount": 3_600 }],
        });
        let receipt = app
            .log_in_as(Role::Cashier)
            .post("/api/v1/orders/settle", &sale)
            .ok();
        let manager = app.hire("pudong-manager", Role::StoreManager, &["pudong"]);
        let path = format!(
            "/api/v1/orders/{}/returns",
            receipt["order_id"].as_str().expect("an id")
        );
        let one = json!([{ "line_id": receipt["lines"][0]["line_id"], "quantity": 1 }]);
        let mut back = json!({ "store_id": xuhui, "lines": one, "reason": "凉了" });
        manager
            .post(path.as_str(), &back)
            .refused(403, "access.out_of_scope");
        back["store_id"] = json!(pudong);
        manager.post(path.as_str(), &back).ok();
        assert_eq!(
            (
                app.chain.stock(xuhui, latte),
                app.chain.stock(pudong, latte)
            ),
            (3, 1)
        );
        app.settle_outbox();
        let overview = app.log_in_as(Role::Owner).get("/api/v1/overview").ok();
        let of = |store: kernel::StoreId| {
            let stores = overview["by_store"].as_array().expect("a list").iter();
            let mut of = stores.filter(|one| one["store_id"] == json!(store));
            of.next().expect("it is listed").clone()
        };
        assert_eq!(
            (&of(xuhui)["sales"], &of(xuhui)["returned"]),
            (&json!(3_600), &json!(0))
        );
        assert_eq!(
            (&of(pudong)["sales"], &of(pudong)["returned"]),
            (&json!(0), &json!(1_800))
        );
        app.prove();
    });
}

#[test]
fn points_that_are_taken_back_after_they_were_spent_are_owed_and_show() {
    both(|app| {
        let (xuhui, li) = (app.chain.store("xuhui"), app.chain.member("li"));
        let (dear, cheap) = (app.chain.goods("tea-30000"), app.chain.goods("cup-400"));
        let (cashier, manager) = (
            app.log_in_as(Role::Cashier),
            app.log_in_as(Role::StoreManager),
        );
        let sale = |sku: kernel::SkuId, tenders: Value, total: i64| {
            let lines = json!([{ "sku_id": sku, "quantity": 1 }]);
            let order = json!({ "store_id": xuhui, "member_id": li.id, "lines": lines,
                                "tenders": tenders, "expected_total": total });
            cashier.post("/api/v1/orders/settle", &order).ok()
        };
        let cash = |amount: i64| json!([{ "kind": "cash", "amount": amount }]);
        let first = sale(dear, cash(30_000), 30_000);
        let half = json!([{ "kind": "points", "amount": 200 }, { "kind": "cash", "amount": 200 }]);
        assert_eq!(sale(cheap, half, 400)["balances"]["points"], 300 - 200 + 2);

        let path = format!(
            "/api/v1/orders/{}/returns",
            first["order_id"].as_str().expect("an id")
        );
        let all = json!([{ "line_id": first["lines"][0]["line_id"], "quantity": 1 }]);
        let back = json!({ "store_id": xuhui, "lines": all, "reason": "不要了" });
        let given = manager.post(path, &back).ok()["receipt"].take();
        assert_eq!(given["balances"]["points"], -198);
        let balances = cashier
            .get(format!("/api/v1/members/{}/balances", li.id))
            .ok();
        assert_eq!(
            (&balances["points"], &balances["spendable"]["points"]),
            (&json!(-198), &json!(0))
        );
        assert_eq!(balances["spendable"]["points_debt"], 198);

        // What comes in next pays the debt first.
        sale(dear, cash(30_000), 30_000);
        assert_eq!(li.balances().points.0, 102);
        app.prove();
    });
}

#[test]
fn without_a_receipt_one_person_alone_gives_back_only_so_much_a_day() {
    both(|app| {
        let (xuhui, tea) = (app.chain.store("xuhui"), app.chain.goods("tea-30000"));
        let (cashier, owner) = (app.log_in_as(Role::Cashier), app.log_in_as(Role::Owner));
        let order = json!({ "store_id": xuhui, "expected_total": 270_000,
            "lines": [{ "sku_id": tea, "quantity": 9 }],
            "tenders": [{ "kind": "cash", "amount": 270_000 }] });
        let sold = cashier.post("/api/v1/orders/settle", &order).ok();
        let other = cashier.post("/api/v1/orders/settle", &order).ok();
        let path = format!("/api/v1/orders/{}", sold["order_id"].as_str().expect("id"));
        let back = |quantity: i64, receipt: &Value| {
            let lines = json!([{ "line_id": sold["lines"][0]["line_id"], "quantity": quantity }]);
            let mut back = json!({ "store_id": xuhui, "lines": lines, "reason": "不要了" });
            if !receipt.is_null() {
                back["receipt"] = receipt.clone();
            }
            back
        };
        let manager = app.hire("chen", Role::StoreManager, &["xuhui"]);
        let returns = format!("{path}/returns");
        // The brand lets one person give back 1 000 yuan a day.
        let three = manager.post(returns.as_str(), &back(3, &Value::Null)).ok();
        assert_eq!(three["receipt"]["total"], 90_000);
        let waits = manager.post(returns.as_str(), &back(1, &Value::Null)).ok();
        assert!(waits["receipt"].is_null(), "{waits}");
        assert_eq!(waits["approval"]["size"], 30_000);
        assert_eq!(owner.get(path.as_str()).ok()["returned_total"], 90_000);

        // What staff can look up is not what stands on the receipt.
        let code = sold["receipt_code"].as_str().expect("a code");
        for seen in [path.as_str(), "/api/v1/orders"] {
            assert!(!owner.get(seen).text.contains(code), "{seen}");
        }
        manager
            .post(returns.as_str(), &back(1, &sold["order_no"]))
            .refused(422, "request.invalid");
        // Whoever shows the receipt of this order gets their money back, of another order not.
        let told = manager
            .post(returns.as_str(), &back(1, &other["receipt_code"]))
            .refused(422, "request.invalid");
        assert_eq!(
            (&told["errors"][0]["pointer"], &told["errors"][0]["code"]),
            (&json!("/receipt"), &json!("receipt.of_another_order"))
        );
        let shown = manager
            .post(returns.as_str(), &back(1, &sold["receipt_code"]))
            .ok();
        assert_eq!(shown["receipt"]["total"], 30_000);

        // Not oneself, and nobody of another store.
        let id = waits["approval"]["id"].as_str().expect("it waits");
        let approve = format!("/api/v1/approvals/{id}/approve");
        manager
            .post(approve.as_str(), &json!({}))
            .refused(403, "approval.own_request");
        app.hire("far", Role::StoreManager, &["pudong"])
            .post(approve.as_str(), &json!({}))
            .refused(404, "approval.not_found");
        let done = app
            .hire("wang", Role::StoreManager, &["xuhui"])
            .post(approve.as_str(), &json!({}))
            .ok();
        assert!(done["result"]["return_id"].is_string(), "{done}");
        let whole = owner.get(path.as_str()).ok();
        assert_eq!(whole["returned_total"], 150_000);
        assert_eq!(whole["tenders"][0]["given_back"], 150_000);
        app.prove();
    });
}
