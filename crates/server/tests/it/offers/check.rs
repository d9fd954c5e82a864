//! What a check finds before an offer is published, and who learns what things cost.

use crate::app::both;
use access::Role;
use axum::http::Method;
use kernel::SkuId;
use serde_json::{Value, json};

#[test]
fn losses_and_conflicts_are_told_before_an_offer_is_published() {
    both(|app| {
        app.chain.store("xuhui");
        let owner = app.log_in_as(Role::Owner);
        let (beans, latte) = (app.chain.goods("beans-6000"), app.chain.goods("latte-1800"));
        for (sku, cost) in [(beans, 5_500), (latte, 700)] {
            let path = format!("/api/v1/skus/{sku}");
            let etag = owner.get(path.as_str()).etag();
            let cost = json!({ "cost_price": cost });
            let edited = owner.edit(Method::PATCH, &path, &etag, &cost).ok();
            assert_eq!(edited["cost_price"], cost["cost_price"]);
        }
        // Two beans for 100.00 cost 110.00; six lattes for 98.00 cost 42.00.
        let draft = create(&owner, "满100减20", 10_000, 2_000);
        let check = |offer: &Value| {
            let path = format!("/api/v1/offers/{}/check", text(&offer["id"]));
            owner.get(path).ok()
        };
        let checked = check(&draft);
        assert_eq!(
            (
                &checked["skus"],
                &checked["skus_with_cost"],
                &checked["is_draft"]
            ),
            (&json!(2), &json!(2), &json!(true))
        );
        let found = checked["findings"].as_array().expect("a list");
        let codes: Vec<&str> = found.iter().map(|one| text(&one["code"])).collect();
        assert_eq!(codes, ["negative_margin", "unbounded"]);
        let example = &found[0]["examples"][0];
        assert_eq!(example["sku_id"], json!(beans));
        assert_eq!(
            (
                &example["quantity"],
                &example["total"],
                &example["cost_price"]
            ),
            (&json!(2), &json!(10_000), &json!(5_500))
        );

        // Another one of the group that runs and gives more.
        let better = create(&owner, "满50减20", 5_000, 2_000);
        let publish = json!({ "edit": better["edit"], "reason": "开业" });
        let path = format!("/api/v1/offers/{}/publish", text(&better["id"]));
        let published = owner.post(path, &publish).ok();
        assert_eq!(published["offer"]["phase"], "running", "{published}");
        let found = check(&draft)["findings"].take();
        let shadow = &found[1];
        assert_eq!(
            (&shadow["code"], &shadow["offers"]),
            (&json!("shadowed"), &json!([better["id"]]))
        );

        cost_is_nobodys_business_at_the_till(app, beans);
        app.settle_outbox();
    });
}

fn cost_is_nobodys_business_at_the_till(app: &crate::app::TestApp, sku: SkuId) {
    let cashier = app.log_in_as(Role::Cashier);
    for path in [
        "/api/v1/skus".to_owned(),
        format!("/api/v1/skus/{sku}"),
        "/api/v1/goods".into(),
    ] {
        let seen = cashier.get(path.as_str()).ok();
        assert!(!seen.to_string().contains("cost_price"), "{path}: {seen}");
    }
}

fn text(value: &Value) -> &str {
    value.as_str().expect("a text")
}

/// 满减, one of a group.
fn create(owner: &crate::call::Caller<'_>, name: &str, from: i64, off: i64) -> Value {
    let effect = json!({ "kind": "ladder", "by": "amount",
        "steps": [{ "from": from, "gives": { "kind": "amount", "off": off } }] });
    let rule = json!({ "layer": "order_promotion", "effect": effect,
        "stacking": { "groups": ["满减"], "alone": "no" } });
    let offer = json!({ "kind": "promotion", "terms": { "name": name, "rule": rule } });
    owner.post("/api/v1/offers", &offer).ok()
}
