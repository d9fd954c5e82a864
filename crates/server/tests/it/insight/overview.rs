//! The overview adds up what happened, on the business day of the store where it happened.

use crate::app::both;
use access::Role;
use axum::http::Method;
use kernel::Timestamp;
use serde_json::json;

#[test]
fn a_sale_after_midnight_counts_for_the_evening_where_the_day_ends_later() {
    both(|app| {
        let (xuhui, bar) = (app.chain.store("xuhui"), app.chain.store("bar"));
        let latte = app.chain.goods("latte-1800");
        let owner = app.log_in_as(Role::Owner);
        let path = format!("/api/v1/stores/{bar}");
        let etag = owner.get(path.as_str()).etag();
        // Its day ends at four in the morning.
        owner
            .edit(Method::PATCH, &path, &etag, &json!({ "cutoff": 240 }))
            .ok();
        let sell = |store, at: &str| {
            let at: Timestamp = at.parse().expect("a moment");
            app.test.clock.set(at);
            let order = json!({
                "store_id": store, "expected_total": 1_800,
                "lines": [{ "sku_id": latte, "quantity": 1 }],
                "tenders": [{ "kind": "cash", "amount": 1_800 }],
            });
            owner.post("/api/v1/orders/settle", &order).ok()["business_date"].take()
        };
        for (store, at, day) in [
            (xuhui, "2026-11-25T15:59:59Z", "2026-11-25"),
            (bar, "2026-11-25T15:59:59Z", "2026-11-25"),
            (xuhui, "2026-11-25T16:00:00Z", "2026-11-26"),
            (bar, "2026-11-25T19:59:59Z", "2026-11-25"),
            (bar, "2026-11-25T20:00:00Z", "2026-11-26"),
        ] {
            assert_eq!(sell(store, at), day, "{at}");
        }
        app.settle_outbox();
        for (day, sales) in [
            ("2026-11-24", 0),
            ("2026-11-25", 5_400),
            ("2026-11-26", 3_600),
        ] {
            let overview = owner
                .get(format!("/api/v1/overview?from={day}&to={day}"))
                .ok();
            assert_eq!(overview["total"]["sales"], sales, "{day}");
            assert_eq!(overview["trend"].as_array().map(Vec::len), Some(30));
        }
        app.prove();
    });
}

#[test]
fn facts_that_are_handed_over_again_count_once() {
    both(|app| {
        app.chain.member("li").stored_value(5_000);
        app.settle_outbox();
        let owner = app.log_in_as(Role::Owner);
        let first = owner.get("/api/v1/overview").ok();
        assert_eq!(first["total"]["top_up_principal"], 5_000);
        // Two dispatchers at once, as when a second server starts.
        app.chain.member("wang").stored_value(700);
        let dispatcher = server::background::dispatcher(&app.ground);
        std::thread::scope(|scope| {
            for _ in 0..4 {
                let dispatcher = dispatcher.clone();
                scope.spawn(move || dispatcher.drain().expect("delivered"));
            }
        });
        app.settle_outbox();
        let total = owner.get("/api/v1/overview").ok()["total"].take();
        assert_eq!(
            (&total["top_up_principal"], &total["new_members"]),
            (&json!(5_700), &json!(2))
        );
        app.prove();
    });
}

#[test]
fn whoever_looks_is_told_when_the_figures_move_on() {
    both(|app| {
        let xuhui = app.chain.store("xuhui");
        let latte = app.chain.goods("latte-1800");
        let owner = app.log_in_as(Role::Owner);
        let beat = || {
            let told = owner.get("/api/v1/overview/live");
            assert_eq!(told.header("content-type"), "text/event-stream");
            let text = told.text.trim().strip_prefix("data:").expect("an event");
            text.trim().parse::<i64>().expect("a number")
        };
        app.settle_outbox();
        let before = beat();
        assert_eq!(beat(), before, "nothing happened");
        let order = json!({
            "store_id": xuhui, "expected_total": 1_800,
            "lines": [{ "sku_id": latte, "quantity": 1 }],
            "tenders": [{ "kind": "cash", "amount": 1_800 }],
        });
        owner.post("/api/v1/orders/settle", &order).ok();
        app.settle_outbox();
        assert!(beat() > before);
    });
}

#[test]
fn two_who_became_one_are_one_buyer_until_that_is_undone() {
    both(|app| {
        let (li, wang) = (app.chain.member("li").id, app.chain.member("wang").id);
        let owner = app.log_in_as(Role::Owner);
        for member in [li, wang] {
            let order = json!({
                "store_id": app.chain.store("xuhui"), "member_id": member,
                "expected_total": 1_800,
                "lines": [{ "sku_id": app.chain.goods("latte-1800"), "quantity": 1 }],
                "tenders": [{ "kind": "cash", "amount": 1_800 }],
            });
            owner.post("/api/v1/orders/settle", &order).ok();
        }
        let buyers = || {
            app.settle_outbox();
            let overview = owner.get("/api/v1/overview").ok();
            let indicators = overview["indicators"].as_array().expect("a list");
            let of = |key: &str| {
                let known = indicators.iter().find(|one| one["key"] == key);
                known.expect("an indicator")["numerator"].clone()
            };
            (of("buyers"), of("repeat_rate"))
        };
        assert_eq!(buyers(), (json!(2), json!(0)));
        let wish = json!({ "survivor_id": wang, "absorbed_id": li, "reason": "同一人" });
        let merge = owner.post("/api/v1/merges", &wish).ok()["id"].take();
        assert_eq!(buyers(), (json!(1), json!(1)));
        let undo = format!("/api/v1/merges/{}/undo", merge.as_str().expect("an id"));
        owner.post(undo, &json!({ "reason": "弄错了" })).ok();
        assert_eq!(buyers(), (json!(2), json!(0)));
        app.prove();
    });
}
