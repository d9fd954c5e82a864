//! The list of members by what they are: tier, state, when they came and when they bought last.

use crate::app::{TestApp, both};
use access::Role;
use kernel::MemberId;
use serde_json::{Value, json};

const DAYS: i64 = 86_400_000;

/// Who is listed for what is asked, asked for one by one.
#[track_caller]
fn found(app: &TestApp, asked: &str) -> Vec<String> {
    let desk = app.log_in(&app.chain, "hq_operations");
    let rows = desk.rows(&format!("/api/v1/members?limit=1&{asked}"));
    let names = rows.iter().map(|row| row["name"].as_str().expect("a name"));
    names.map(str::to_owned).collect()
}

fn today(app: &TestApp) -> String {
    let desk = app.log_in(&app.chain, "hq_operations");
    let zone = desk.get("/api/v1/brand").ok()["zone"]
        .as_str()
        .expect("a zone")
        .parse();
    app.test
        .clock
        .now()
        .date_in(&zone.expect("known"))
        .to_string()
}

fn buy(app: &TestApp, member: MemberId) {
    let order = json!({
        "store_id": app.chain.store("xuhui"), "expected_total": 1_800, "member_id": member,
        "lines": [{ "sku_id": app.chain.goods("latte-1800"), "quantity": 1 }],
        "tenders": [{ "kind": "cash", "amount": 1_800 }],
    });
    let cashier = app.log_in(&app.chain, "cashier");
    cashier.post("/api/v1/orders/settle", &order).ok();
    app.settle_outbox();
}

#[test]
fn members_are_listed_by_what_they_are() {
    both(|app| {
        app.log_in_as(Role::Cashier);
        let desk = app.log_in_as(Role::HqOperations);
        app.chain
            .tiers(&[("银卡", 10_000, 10_000), ("金卡", 10_000, 10_000)]);
        let [li, wang] = ["li", "wang"].map(|name| app.chain.member(name).id);
        buy(app, li);
        let tiers = desk.get("/api/v1/tiers").ok();
        let gold = tiers["items"][1]["id"].as_str().expect("an id").to_owned();
        let set = json!({ "tier_id": gold, "reason": "老客户" });
        desk.post(format!("/api/v1/members/{wang}/tier"), &set).ok();
        let first = today(app);
        app.test.clock.advance_millis(10 * DAYS);
        let zhao = app.chain.member("zhao").id;
        buy(app, wang);
        let last = today(app);

        assert_eq!(found(app, ""), ["zhao", "wang", "li"]);
        assert_eq!(found(app, &format!("tier_id={gold}")), ["wang"]);
        assert_eq!(found(app, &format!("enrolled_to={first}")), ["wang", "li"]);
        assert_eq!(found(app, &format!("enrolled_from={last}")), ["zhao"]);
        let of_first = format!("enrolled_from={first}&enrolled_to={first}");
        assert_eq!(found(app, &of_first), ["wang", "li"]);
        assert_eq!(found(app, &format!("last_order_from={last}")), ["wang"]);
        assert_eq!(found(app, &format!("last_order_to={first}")), ["li"]);
        assert_eq!(found(app, "has_ordered=true"), ["wang", "li"]);
        assert_eq!(found(app, "has_ordered=false"), ["zhao"]);
        // Beside a text, by its own routes and by the owner of a number.
        assert_eq!(found(app, "q=li&has_ordered=true"), ["li"]);
        assert!(found(app, "q=zhao&has_ordered=true").is_empty());
        assert!(found(app, "q=13900000003&has_ordered=true").is_empty());
        assert_eq!(found(app, "q=13900000003&has_ordered=false"), ["zhao"]);

        let manager = app.log_in_as(Role::Owner);
        let reason = json!({ "reason": "卡丢了" });
        manager
            .post(format!("/api/v1/members/{li}/freeze"), &reason)
            .ok();
        assert_eq!(found(app, "state=frozen"), ["li"]);
        assert_eq!(found(app, "state=active"), ["zhao", "wang"]);
        let gold_and_frozen = format!("state=frozen&tier_id={gold}");
        assert!(found(app, &gold_and_frozen).is_empty());

        // Who was merged has bought what both did, and is listed once.
        manager
            .post(format!("/api/v1/members/{li}/unfreeze"), &reason)
            .ok();
        let wish = json!({ "survivor_id": zhao, "absorbed_id": li, "reason": "同一人" });
        manager.post("/api/v1/merges", &wish).ok();
        assert!(found(app, "has_ordered=false").is_empty());
        assert_eq!(found(app, &format!("last_order_to={first}")), ["zhao"]);
        assert_eq!(found(app, "q=li&has_ordered=true"), ["zhao"]);
        app.prove();
    });
}

#[test]
fn senseless_wishes_are_told() {
    both(|app| {
        let desk = app.log_in_as(Role::HqOperations);
        let cases = [
            (
                "enrolled_from=2026-11-02&enrolled_to=2026-11-01",
                "?enrolled_to",
            ),
            (
                "last_order_from=2026-11-02&last_order_to=2026-11-01",
                "?last_order_to",
            ),
        ];
        for (asked, pointer) in cases {
            let told = desk.get(format!("/api/v1/members?{asked}"));
            let told: Value = told.refused(422, "request.invalid");
            assert_eq!(told["errors"][0]["pointer"], pointer);
            assert_eq!(told["errors"][0]["params"]["min"], "2026-11-02");
        }
        for asked in [
            "state=asleep",
            "tier_id=7",
            "has_ordered=maybe",
            "enrolled_to=tomorrow",
        ] {
            let told = desk.get(format!("/api/v1/members?{asked}"));
            assert_eq!(told.status, 422, "{asked}: {}", told.text);
        }
    });
}
