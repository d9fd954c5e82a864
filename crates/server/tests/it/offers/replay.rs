//! What an offer would have done to past orders, to the 分; and that a crash changes nothing of it.

use crate::app::{TestApp, both};
use crate::call::Caller;
use crate::imports::files::import;
use crate::imports::resume::crash_in_the_middle;
use access::Role;
use axum::http::Method;
use kernel::{JobId, SkuId, StoreId};
use serde_json::{Value, json};

/// 满100减10 as a draft; with limits, if any.
fn draft(owner: &Caller<'_>, limits: &Value) -> String {
    let effect = json!({ "kind": "ladder", "by": "amount",
        "steps": [{ "from": 10_000, "gives": { "kind": "amount", "off": 1_000 } }] });
    let terms = json!({ "name": "满100减10", "limits": limits,
        "rule": { "layer": "order_promotion", "effect": effect } });
    let offer = json!({ "kind": "promotion", "terms": terms });
    let offer = owner.post("/api/v1/offers", &offer).ok();
    offer["id"].as_str().expect("an id").to_owned()
}

fn sell(owner: &Caller<'_>, store: StoreId, (sku, price): (SkuId, i64), quantity: i64) -> Value {
    let total = price * quantity;
    let order = json!({ "store_id": store, "expected_total": total,
        "lines": [{ "sku_id": sku, "quantity": quantity }],
        "tenders": [{ "kind": "cash", "amount": total }] });
    owner.post("/api/v1/orders/settle", &order).ok()
}

fn begin(owner: &Caller<'_>, offer: &str, (from, to): (&str, &str)) -> Value {
    let asked = json!({ "offer_id": offer, "from": from, "to": to });
    let begun = owner.post("/api/v1/offer-replays", &asked).ok();
    assert_eq!(
        (&begun["state"], &begun["is_draft"], &begun["result"]),
        (&json!("queued"), &json!(true), &Value::Null)
    );
    begun
}

fn look(owner: &Caller<'_>, begun: &Value) -> Value {
    let id = begun["id"].as_str().expect("an id");
    let replay = owner.get(format!("/api/v1/offer-replays/{id}")).ok();
    assert_eq!(replay["state"], "succeeded", "{replay}");
    replay
}

#[test]
fn two_orders_are_replayed_to_the_fen() {
    both(|app| {
        let xuhui = app.chain.store("xuhui");
        let owner = app.log_in_as(Role::Owner);
        let (beans, latte) = (app.chain.goods("beans-6000"), app.chain.goods("latte-1800"));
        let path = format!("/api/v1/skus/{beans}");
        let etag = owner.get(path.as_str()).etag();
        let cost = json!({ "cost_price": 5_400 });
        owner.edit(Method::PATCH, &path, &etag, &cost).ok();
        let large = sell(&owner, xuhui, (beans, 6_000), 2);
        sell(&owner, xuhui, (latte, 1_800), 1);
        let day = large["business_date"].as_str().expect("a day");

        let offer = draft(&owner, &json!({}));
        let begun = begin(&owner, &offer, (day, day));
        app.run_jobs();
        let replay = look(&owner, &begun);
        assert_eq!((&replay["done"], &replay["total"]), (&json!(2), &json!(2)));
        let result = &replay["result"];
        let all = json!({ "orders": 2, "touched": 1, "amount": 1_000, "charged": 13_800,
            "with_offer": 12_800 });
        assert_eq!(result["all"], all);
        assert_eq!(
            (&result["change"], &result["not_reproduced"]),
            (&json!(-1_000), &json!(0))
        );
        assert_eq!(result["winners"], json!({ "orders": 1, "amount": 1_000 }));
        assert_eq!(result["losers"], json!({ "orders": 0, "amount": 0 }));
        let margin = json!({ "lines": 2, "lines_with_cost": 1, "before": 1_200, "after": 200 });
        assert_eq!(result["margin"], margin);
        assert_eq!(result["by_day"][0]["business_date"], day);
        assert_eq!(result["by_store"][0]["store_id"], json!(xuhui));
        assert_eq!(result["by_store"][0]["with_offer"], 12_800);
        let steps = result["histogram"].as_array().expect("steps");
        let counted: Vec<_> = steps.iter().filter(|step| step["orders"] != 0).collect();
        assert_eq!(counted, [&json!({ "from": 1_000, "orders": 1 })]);
        let example = &result["examples"][0];
        assert_eq!(
            (&example["order_id"], &example["with_offer"]),
            (&large["order_id"], &json!(11_000))
        );
        assert_eq!(result["examples"].as_array().map(Vec::len), Some(1));

        let listed = owner
            .get(format!("/api/v1/offer-replays?offer_id={offer}"))
            .ok();
        assert_eq!(listed["items"][0]["id"], begun["id"]);
        app.prove();
    });
}

#[test]
fn what_an_order_was_given_stays_and_budgets_end() {
    both(|app| {
        let xuhui = app.chain.store("xuhui");
        let owner = app.log_in_as(Role::Owner);
        let beans = app.chain.goods("beans-6000");
        let mut day = String::new();
        for _ in 0..3 {
            app.test.clock.advance_millis(60_000);
            let sold = sell(&owner, xuhui, (beans, 6_000), 2);
            day = sold["business_date"].as_str().expect("a day").to_owned();
        }
        // Two orders use the budget up; the third is as it was.
        let offer = draft(&owner, &json!({ "budget": 2_500 }));
        let begun = begin(&owner, &offer, (&day, &day));
        app.run_jobs();
        let all = &look(&owner, &begun)["result"]["all"];
        assert_eq!((&all["orders"], &all["touched"]), (&json!(3), &json!(2)));
        assert_eq!(
            (&all["charged"], &all["with_offer"]),
            (&json!(36_000), &json!(34_000))
        );
        app.prove();
    });
}

/// Past orders of three pages, every third of which reaches a hundred.
fn history(app: &TestApp, owner: &Caller<'_>) {
    app.chain.store("xuhui");
    app.chain.goods("beans-6000");
    let row = |number: i64| {
        let (day, quantity) = (1 + number % 28, 1 + i64::from(number % 3 == 0));
        let amount = 6_000 * quantity / 100;
        format!("H-{number},XUHUI,2026-03-{day:02} 10:00,beans-6000,{quantity},{amount}.00\n")
    };
    let heading = "order_no,store,sold_at,sku_code,quantity,amount\n".to_owned();
    let sheet = heading + &(0..ORDERS).map(row).collect::<String>();
    import(app, owner, "kind=orders", &sheet);
}

const ORDERS: i64 = 6_000;

#[test]
fn a_replay_that_a_crash_breaks_off_comes_to_the_same() {
    both(|app| {
        let owner = app.log_in_as(Role::Owner);
        history(app, &owner);
        let offer = draft(&owner, &json!({}));
        let days = ("2026-03-01", "2026-03-31");
        let whole = begin(&owner, &offer, days);
        app.run_jobs();
        let wanted = look(&owner, &whole)["result"].take();
        assert_eq!(
            (
                &wanted["all"]["orders"],
                &wanted["all"]["touched"],
                &wanted["change"]
            ),
            (
                &json!(ORDERS),
                &json!(ORDERS / 3),
                &json!(-1_000 * ORDERS / 3)
            )
        );
        let mut crashed = false;
        for _ in 0..5 {
            let owner = app.log_in(&app.chain, "owner");
            let begun = begin(&owner, &offer, days);
            let job: JobId = begun["job_id"]
                .as_str()
                .expect("an id")
                .parse()
                .expect("an id");
            crashed |= crash_in_the_middle(app, job) < ORDERS;
            app.test.clock.advance_millis(10 * 60_000);
            app.run_jobs();
            let owner = app.log_in(&app.chain, "owner");
            assert_eq!(look(&owner, &begun)["result"], wanted);
            if crashed {
                break;
            }
        }
        assert!(crashed, "all were done before they could crash");
        app.settle_outbox();
    });
}
