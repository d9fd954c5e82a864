//! 促销活动: written, published, priced, changed, stopped. A ticket keeps the version that it was
//! priced with.

use super::house::{draft, money_off, promotion, published, quote, sale, told};
use crate::app::both;
use crate::call::Caller;
use access::Role;
use axum::http::Method;
use serde_json::{Value, json};

#[test]
fn a_promotion_counts_from_the_moment_it_is_published_until_it_is_stopped() {
    both(|app| {
        let (xuhui, latte) = (app.chain.store("xuhui"), app.chain.goods("latte-6000"));
        let (owner, cashier) = (app.log_in_as(Role::Owner), app.log_in_as(Role::Cashier));
        let here = (xuhui, None);
        let offer = draft(
            app,
            "promotion",
            &promotion("满100减10", money_off(10_000, 1_000)),
        );
        let path = format!("/api/v1/offers/{}", offer["id"].as_str().expect("an id"));
        let muffin = app.chain.goods("muffin-5000");
        assert_eq!(quote(&cashier, here, &[latte, muffin])["total"], 11_000);

        let publish = json!({ "edit": 1, "reason": "spring" });
        let done = owner.post(format!("{path}/publish"), &publish).ok();
        assert_eq!(done["offer"]["version"], 1);
        let quoted = quote(&cashier, here, &[latte, muffin]);
        assert_eq!(quoted["total"], 10_000);
        assert_eq!(told(&quoted, "满100减10")["kind"], "applied");
        let short = quote(&cashier, here, &[latte]);
        assert_eq!(
            told(&short, "满100减10"),
            &json!({ "kind": "not_eligible", "why": "too_little",
                     "missing": { "kind": "amount", "amount": 4_000 } })
        );

        // The till said 110.00: it is told, and nothing is sold.
        let old = sale(here, &[latte, muffin], &[], 11_000);
        let settle = "/api/v1/orders/settle";
        cashier
            .post(settle, &old)
            .refused(422, "checkout.price_changed");
        let receipt = cashier
            .post(settle, &sale(here, &[latte, muffin], &[], 10_000))
            .ok();
        let order = format!(
            "/api/v1/orders/{}",
            receipt["order_id"].as_str().expect("an id")
        );
        let kept = cashier.get(&order).ok();
        assert_eq!(kept["offers"][0]["amount"], 1_000);
        assert_eq!(kept["offers"][0]["version"], 1);
        let shares = &kept["offers"][0]["shares"];
        assert_eq!(
            (&shares[0]["amount"], &shares[1]["amount"]),
            (&json!(545), &json!(455))
        );

        // Another version; the ticket keeps its own.
        let done = change_to_20_off(&path, &owner);
        assert_eq!(quote(&cashier, here, &[latte, muffin])["total"], 9_000);
        assert_eq!(cashier.get(&order).ok()["offers"][0]["version"], 1);
        stop_and_end(&done, &owner, |total| {
            assert_eq!(quote(&cashier, here, &[latte, muffin])["total"], total);
        });
        app.prove();
    });
}

/// Publishes another version of an offer, of which one order was given; of two who write at once
/// the slower is told.
fn change_to_20_off(path: &str, owner: &Caller<'_>) -> Value {
    let seen = owner.get(path).ok();
    let etag = format!("\"{}\"", seen["edit"]);
    let more = promotion("满100减20", money_off(10_000, 2_000));
    let write = || owner.edit(Method::PUT, &format!("{path}/draft"), &etag, &more);
    let written = write().ok();
    assert_eq!(write().status, 412);
    let publish = json!({ "edit": written["edit"], "reason": "more" });
    let done = owner.post(format!("{path}/publish"), &publish).ok();
    assert_eq!(done["offer"]["version"], 2);
    assert_eq!(done["offer"]["used"]["amount"], 1_000);
    assert_eq!(done["offer"]["used"]["orders"], 1);
    done["offer"].clone()
}

/// Stops an offer, lets it run again, and ends it for good.
fn stop_and_end(offer: &Value, owner: &Caller<'_>, costs: impl Fn(i64)) {
    let path = format!(
        "/api/v1/offers/{}/state",
        offer["id"].as_str().expect("an id")
    );
    let mut edit = offer["edit"].clone();
    for (state, total) in [("paused", 11_000), ("live", 9_000), ("ended", 11_000)] {
        let body = json!({ "edit": edit, "state": state });
        edit = owner.post(&path, &body).ok()["edit"].clone();
        costs(total);
    }
    let again = json!({ "edit": edit, "state": "live" });
    owner.post(&path, &again).refused(422, "offers.wrong_state");
}

#[test]
fn what_makes_no_sense_is_refused_with_its_field() {
    both(|app| {
        let owner = app.log_in_as(Role::Owner);
        let fields = |kind: &str, terms: serde_json::Value| -> Vec<String> {
            let body = json!({ "kind": kind, "terms": terms });
            let reply = owner.post("/api/v1/offers", &body);
            assert_eq!(reply.status, 422, "{}", reply.text);
            let errors = reply.body["errors"].as_array().expect("fields").clone();
            errors
                .iter()
                .map(|field| format!("{} {}", field["pointer"], field["code"]).replace('"', ""))
                .collect()
        };
        let mut terms = promotion("", money_off(10_000, 1_000));
        terms["bearers"] = json!({ "headquarters": 5_000, "store": 4_000, "supplier": 0 });
        terms["limits"] = json!({ "budget": 0 });
        assert_eq!(
            fields("promotion", terms),
            [
                "/terms/name text.empty",
                "/terms/limits/budget number.too_small",
                "/terms/bearers value.not_whole"
            ]
        );
        let wrong_turn = promotion(
            "x",
            json!({ "layer": "coupon",
            "effect": { "kind": "amount_off", "amount": 100 } }),
        );
        assert_eq!(
            fields("promotion", wrong_turn),
            ["/terms/rule/layer value.unknown"]
        );
        let never = promotion(
            "x",
            json!({ "layer": "order_promotion",
            "condition": { "kind": "any", "of": [] },
            "effect": { "kind": "every_full", "by": "amount", "every": 0, "off": 100 } }),
        );
        let found = fields("promotion", never);
        assert!(
            found.iter().all(|field| field.starts_with("/terms/rule/")),
            "{found:?}"
        );
        assert!(
            found.contains(&"/terms/rule/condition/of list.empty".to_owned()),
            "{found:?}"
        );
        assert!(
            found.contains(&"/terms/rule/effect/every number.too_small".to_owned()),
            "{found:?}"
        );
        assert_eq!(
            fields(
                "coupon",
                promotion(
                    "x",
                    json!({ "layer": "coupon",
            "effect": { "kind": "amount_off", "amount": 100 } })
                )
            ),
            ["/terms/coupon value.missing"]
        );
    });
}

#[test]
fn over_the_limit_of_the_house_a_second_person_publishes() {
    both(|app| {
        let owner = app.log_in_as(Role::Owner);
        let policy = owner.get("/api/v1/access-policy");
        let (etag, mut rules) = (policy.etag(), policy.ok());
        let limits = rules["limits"].as_array_mut().expect("limits");
        limits.push(json!({ "action": "publish_offer", "day_max": 100_000 }));
        owner
            .edit(Method::PUT, "/api/v1/access-policy", &etag, &rules)
            .ok();

        let mut terms = promotion("满100减10", money_off(10_000, 1_000));
        terms["limits"] = json!({ "budget": 100_001 });
        let offer = draft(app, "promotion", &terms);
        let path = format!("/api/v1/offers/{}", offer["id"].as_str().expect("an id"));
        let hq = app.log_in_as(Role::HqOperations);
        let body = json!({ "edit": offer["edit"], "reason": "spring" });
        let asked = hq.post(format!("{path}/publish"), &body).ok();
        let approval = asked["approval"]["id"]
            .as_str()
            .expect("it waits")
            .to_owned();
        assert_eq!(owner.get(&path).ok()["phase"], "draft");
        owner
            .post(format!("/api/v1/approvals/{approval}/approve"), &json!({}))
            .ok();
        assert_eq!(owner.get(&path).ok()["phase"], "running");

        // Within the limit it is done at once.
        terms["limits"] = json!({ "budget": 99_999 });
        let offer = draft(app, "promotion", &terms);
        let path = format!("/api/v1/offers/{}", offer["id"].as_str().expect("an id"));
        let body = json!({ "edit": offer["edit"], "reason": "spring" });
        let done = hq.post(format!("{path}/publish"), &body).ok();
        assert_eq!(done["offer"]["phase"], "running");
    });
}

#[test]
fn a_gift_leaves_the_shelf_with_the_order_and_is_given_while_there_are_any() {
    both(|app| {
        let (xuhui, latte) = (app.chain.store("xuhui"), app.chain.goods("latte-6000"));
        let mug = app.chain.goods_on_shelf("mug-1000", xuhui, 2);
        let rule = json!({ "layer": "order_promotion",
            "reach": { "kind": "amount", "at_least": 5_000 },
            "extras": [{ "kind": "gift", "sku_id": mug, "quantity": 1, "worth": 1_000,
                         "in_stock": 1_000 }] });
        published(app, "promotion", &promotion("满50送杯", rule));
        let cashier = app.log_in_as(Role::Cashier);
        for left in [1, 0] {
            let quoted = quote(&cashier, (xuhui, None), &[latte]);
            assert_eq!(quoted["gifts"][0]["quantity"], 1);
            let one = sale((xuhui, None), &[latte], &[], 6_000);
            cashier.post("/api/v1/orders/settle", &one).ok();
            assert_eq!(app.chain.stock(xuhui, mug), left);
        }
        let quoted = quote(&cashier, (xuhui, None), &[latte]);
        assert_eq!(quoted["gifts"], json!([]));
        let told = told(&quoted, "满50送杯");
        assert_eq!(told["why"], "no_stock");
        app.prove();
    });
}

#[test]
fn birthdays_and_first_orders_are_known_at_the_till() {
    both(|app| {
        let (xuhui, latte) = (app.chain.store("xuhui"), app.chain.goods("latte-6000"));
        let rule = json!({ "layer": "order_promotion", "condition": { "kind": "first_order" },
            "effect": { "kind": "amount_off", "amount": 500 } });
        published(app, "promotion", &promotion("首单立减", rule));
        let cashier = app.log_in_as(Role::Cashier);
        let li = app.chain.member("li");
        let here = (xuhui, Some(li.id));
        assert_eq!(quote(&cashier, here, &[latte])["total"], 5_500);
        let settle = "/api/v1/orders/settle";
        cashier.post(settle, &sale(here, &[latte], &[], 5_500)).ok();
        let quoted = quote(&cashier, here, &[latte]);
        assert_eq!(quoted["total"], 6_000);
        assert_eq!(told(&quoted, "首单立减")["why"], "first_order_only");
        assert_eq!(quote(&cashier, (xuhui, None), &[latte])["total"], 6_000);
        app.prove();
    });
}
