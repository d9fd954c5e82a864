//! The main job: a member who enrolled in one store is known in another, is served there with what
//! the chain keeps for them, and gets back exactly what was paid.

use crate::app::{TestApp, both};
use crate::call::Caller;
use access::Role;
use axum::http::Method;
use serde_json::{Value, json};

/// Enrols 张小明 in xuhui, where 100.00 are paid in (10.00 on top) and 500 points are given.
fn a_member_of_xuhui(app: &TestApp) -> String {
    let owner = app.log_in_as(Role::Owner);
    let terms = owner.get("/api/v1/checkout-terms");
    let (etag, mut terms) = (terms.etag(), terms.ok());
    terms["ladder"] = json!([{ "pay": 10_000, "bonus": 1_000 }]);
    owner
        .edit(Method::PUT, "/api/v1/checkout-terms", &etag, &terms)
        .ok();

    let (xuhui, cashier) = (app.chain.store("xuhui"), app.log_in_as(Role::Cashier));
    let person = json!({
        "name": "张小明", "phone": "138 1234 5678", "gender": "male",
        "birthday": "1990-05-01", "store_id": xuhui,
    });
    let enrolled = cashier.post("/api/v1/members", &person).ok();
    assert_eq!(enrolled["phone"], "138****5678");
    let member = enrolled["id"].as_str().expect("an id").to_owned();
    let paid = json!({ "store_id": xuhui, "amount": 10_000, "tender": "cash",
                       "expected_bonus": 1_000 });
    let receipt = cashier
        .post(format!("/api/v1/members/{member}/top-ups"), &paid)
        .ok();
    assert_eq!(
        receipt["balances"],
        json!({ "points": 0, "principal": 10_000, "bonus": 1_000 })
    );
    let gift = json!({ "asset": "points", "amount": 500, "reason": "开业礼" });
    let finance = app.log_in_as(Role::HqFinance);
    finance
        .post(format!("/api/v1/members/{member}/adjustments"), &gift)
        .ok();
    member
}

#[track_caller]
fn find_by(cashier: &Caller<'_>, q: &str, member: &str) {
    let found = cashier.get(format!("/api/v1/members?q={q}")).ok();
    let items = found["items"].as_array().expect("a list");
    assert_eq!(items.len(), 1, "{q}: {found}");
    assert_eq!(
        (&items[0]["id"], &items[0]["phone"]),
        (&json!(member), &json!("138****5678"))
    );
    assert!(
        !found.to_string().contains("12345678"),
        "the phone number is masked"
    );
}

/// Sums of a member's entries, by asset.
fn sums(entries: &Value) -> Value {
    let sum = |asset: &str| {
        let entries = entries["items"].as_array().expect("a list").iter();
        entries
            .filter(|entry| entry["asset"] == asset)
            .map(|entry| entry["amount"].as_i64().expect("a number"))
            .sum::<i64>()
    };
    json!({ "points": sum("points"), "principal": sum("principal"), "bonus": sum("bonus") })
}

#[test]
fn a_member_of_one_store_is_known_served_and_repaid_in_another() {
    both(|app| {
        let member = a_member_of_xuhui(app);
        let pudong = app.chain.store("pudong");
        let latte = app.chain.goods_on_shelf("latte-1800/1600", pudong, 10);
        let bagel = app.chain.goods("bagel-700");
        let cashier = app.hire("pudong-cashier", Role::Cashier, &["pudong"]);
        for q in [
            "13812345678",
            "5678",
            "zhangxiaoming",
            "zxm",
            "%E5%BC%A0%E5%B0%8F",
        ] {
            find_by(&cashier, q, &member);
        }

        let lines = json!([{ "sku_id": latte, "quantity": 2 }, { "sku_id": bagel, "quantity": 1 }]);
        let basket = json!({ "store_id": pudong, "member_id": member, "lines": lines });
        let quote = cashier.post("/api/v1/quotes", &basket).ok();
        assert_eq!(quote["total"], 3_900);
        assert_eq!(
            quote["points_can_pay"],
            json!({ "points": 500, "amount": 500 })
        );
        assert_eq!(quote["stored_value_can_pay"], 3_900);

        let order = json!({
            "store_id": pudong, "member_id": member, "lines": lines, "expected_total": 3_900,
            "tenders": [
                { "kind": "points", "amount": 500 },
                { "kind": "stored_value", "amount": 2_000 },
                { "kind": "cash", "amount": 1_400 },
            ],
        });
        let receipt = cashier.post("/api/v1/orders/settle", &order).ok();
        assert_eq!(
            (&receipt["total"], &receipt["points_earned"]),
            (&json!(3_900), &json!(34))
        );
        // Principal and bonus are drawn in the proportion in which they came: ten to one.
        let after = json!({ "points": 34, "principal": 8_182, "bonus": 818 });
        assert_eq!(receipt["balances"], after);
        assert_eq!(app.chain.stock(pudong, latte), 8);
        let entries = cashier
            .get(format!("/api/v1/members/{member}/entries"))
            .ok();
        assert_eq!(sums(&entries), after);
        the_overview_shows_the_sale(app, &json!(pudong));
        app.prove();

        everything_comes_back(app, &member, &receipt);
        assert_eq!(app.chain.stock(pudong, latte), 10);
        app.prove();
    });
}

fn the_overview_shows_the_sale(app: &TestApp, pudong: &Value) {
    app.settle_outbox();
    let overview = app
        .log_in_as(Role::HqOperations)
        .get("/api/v1/overview")
        .ok();
    assert_eq!(overview["to"], "2026-11-25");
    let total = &overview["total"];
    for (figure, wanted) in [
        ("orders", 1),
        ("member_orders", 1),
        ("sales", 3_900),
        ("member_sales", 3_900),
        ("units", 3),
        ("new_members", 1),
        ("top_up_principal", 10_000),
        ("top_up_bonus", 1_000),
        ("points_earned", 34),
        ("points_spent", 500),
        ("stored_value_spent", 2_000),
        ("returned", 0),
    ] {
        assert_eq!(total[figure], wanted, "{figure}: {overview}");
    }
    let stores = overview["by_store"].as_array().expect("a list");
    assert_eq!(stores.len(), 2, "{overview}");
    assert_eq!(
        (&stores[0]["store_id"], &stores[0]["sales"]),
        (pudong, &json!(3_900))
    );
    assert_eq!(
        (&stores[1]["sales"], &stores[1]["new_members"]),
        (&json!(0), &json!(1))
    );
}

/// One line, then the rest: at the end everything is as it was before the sale.
fn everything_comes_back(app: &TestApp, member: &str, receipt: &Value) {
    let manager = app.hire("pudong-manager", Role::StoreManager, &["pudong"]);
    let path = format!(
        "/api/v1/orders/{}/returns",
        receipt["order_id"].as_str().expect("an id")
    );
    let back = |line: &Value, quantity: i64| {
        let lines = json!([{ "line_id": line["line_id"], "quantity": quantity }]);
        json!({ "store_id": receipt["store_id"], "lines": lines, "reason": "太凉了" })
    };
    let (latte, bagel) = (&receipt["lines"][0], &receipt["lines"][1]);
    let one = manager.post(path.as_str(), &back(bagel, 1)).ok()["receipt"].take();
    assert_eq!(
        (&one["total"], &one["points_taken_back"]),
        (&json!(700), &json!(6))
    );
    let parts: Vec<_> = (one["tenders"].as_array().expect("a list").iter())
        .map(|tender| {
            (
                tender["kind"].as_str().expect("a word"),
                tender["amount"].as_i64(),
            )
        })
        .collect();
    assert_eq!(
        parts,
        [
            ("points", Some(90)),
            ("stored_value", Some(359)),
            ("cash", Some(251))
        ]
    );
    assert_eq!(one["balances"]["points"], 34 + 90 - 6);

    let rest = manager.post(path.as_str(), &back(latte, 2)).ok()["receipt"].take();
    assert_eq!(rest["total"], 3_200);
    assert_eq!(
        rest["balances"],
        json!({ "points": 500, "principal": 10_000, "bonus": 1_000 })
    );
    let more = manager
        .post(path.as_str(), &back(latte, 1))
        .refused(422, "checkout.return_exceeds_sale");
    assert_eq!(
        (&more["params"]["left"], &more["params"]["wanted"]),
        (&json!(0), &json!(1))
    );

    let entries = manager
        .get(format!("/api/v1/members/{member}/entries"))
        .ok();
    assert_eq!(sums(&entries), rest["balances"]);
    app.settle_outbox();
    let total = app
        .log_in_as(Role::HqOperations)
        .get("/api/v1/overview")
        .ok()["total"]
        .take();
    assert_eq!(
        (&total["returns_count"], &total["returned"]),
        (&json!(2), &json!(3_900))
    );
}

#[test]
fn a_balance_of_the_past_is_what_it_was() {
    both(|app| {
        let li = app.chain.member("li").points(300).id;
        let before = app.test.clock.now();
        app.test.clock.advance_millis(3_600_000);
        app.chain.member("li").points(-100);
        let cashier = app.log_in_as(Role::Cashier);
        let path = format!("/api/v1/members/{li}/balances");
        assert_eq!(cashier.get(path.as_str()).ok()["points"], 200);
        assert_eq!(
            cashier.get(format!("{path}?at={before}")).ok()["points"],
            300
        );
        app.prove();
    });
}

#[test]
fn a_tier_gives_its_discount_and_multiplies_points() {
    both(|app| {
        app.chain
            .tiers(&[("银卡", 9_800, 10_000), ("金卡", 9_500, 15_000)]);
        let (xuhui, latte) = (app.chain.store("xuhui"), app.chain.goods("latte-1800"));
        let li = app.chain.member("li").tier("金卡");
        let order = json!({
            "store_id": xuhui, "member_id": li.id, "expected_total": 3_420,
            "lines": [{ "sku_id": latte, "quantity": 2 }],
            "tenders": [{ "kind": "card", "amount": 3_420, "reference": "0042" }],
        });
        let receipt = app
            .log_in_as(Role::Cashier)
            .post("/api/v1/orders/settle", &order)
            .ok();
        // 34.20 yuan at one and a half points each.
        assert_eq!(
            (&receipt["discount"], &receipt["points_earned"]),
            (&json!(180), &json!(51))
        );
        app.prove();
    });
}
