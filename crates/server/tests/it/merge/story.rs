//! Two members are one person, through the front door: preview, merge, the old id everywhere, undo.

use crate::app::{TestApp, both};
use crate::call::Caller;
use access::Role;
use kernel::{MemberId, Money, Points};
use serde_json::{Value, json};

const DAY: i64 = 86_400_000;

fn merge(by: &Caller<'_>, absorbed: MemberId, survivor: MemberId) -> String {
    let wish = json!({ "survivor_id": survivor, "absorbed_id": absorbed, "reason": "同一人" });
    let merged = by.post("/api/v1/merges", &wish).ok();
    merged["id"].as_str().expect("an id").to_owned()
}

fn undo(by: &Caller<'_>, merge_id: &str) -> crate::call::Reply {
    let path = format!("/api/v1/merges/{merge_id}/undo");
    by.post(path, &json!({ "reason": "弄错了" }))
}

/// A sale in cash of one latte at 18.00; answers with the order and its line.
fn sale(app: &TestApp, member: Option<MemberId>) -> (String, Value) {
    let order = json!({
        "store_id": app.chain.store("xuhui"), "member_id": member, "expected_total": 1_800,
        "lines": [{ "sku_id": app.chain.goods("latte-1800"), "quantity": 1 }],
        "tenders": [{ "kind": "cash", "amount": 1_800 }],
    });
    let order = match member {
        Some(_) => order,
        None => json!({
            "store_id": order["store_id"], "expected_total": 1_800,
            "lines": order["lines"], "tenders": order["tenders"],
        }),
    };
    let receipt = app
        .log_in_as(Role::Cashier)
        .post("/api/v1/orders/settle", &order)
        .ok();
    let id = receipt["order_id"].as_str().expect("an id").to_owned();
    (id, receipt["lines"][0]["line_id"].clone())
}

fn orders_of(by: &Caller<'_>, member: MemberId) -> Vec<(String, Value)> {
    let page = by.get(format!("/api/v1/orders?member_id={member}")).ok();
    let items = page["items"].as_array().expect("a list").iter();
    items
        .map(|order| {
            (
                order["id"].as_str().expect("an id").to_owned(),
                order["member_id"].clone(),
            )
        })
        .collect()
}

fn points_of(by: &Caller<'_>, member: MemberId) -> Value {
    by.get(format!("/api/v1/members/{member}/balances")).ok()["points"].clone()
}

/// The survivor is found by whatever found the absorbed member.
fn assert_both_mean(owner: &Caller<'_>, [old, new]: [MemberId; 2], number: &str, order: &str) {
    // By id, by card, by member number, in the list.
    let by_id = owner.get(format!("/api/v1/members/{old}")).ok();
    assert_eq!(by_id["id"], json!(new));
    assert_eq!(by_id["cards"].as_array().map(Vec::len), Some(1));
    assert_eq!(by_id["visits"]["orders"], 0, "facts are not delivered yet");
    for q in ["VIP-0001", number, "li", "0001"] {
        let found = owner.get(format!("/api/v1/members?q={q}")).ok();
        assert_eq!(found["items"][0]["id"], json!(new), "{q}");
        assert_eq!(found["items"].as_array().map(Vec::len), Some(1), "{q}");
    }
    let everybody = owner.get("/api/v1/members").ok();
    assert_eq!(everybody["items"].as_array().map(Vec::len), Some(1));
    // Orders, statement, quote, sale, top-up, binding, return.
    for id in [old, new] {
        assert_eq!(orders_of(owner, id), [(order.to_owned(), json!(new))]);
        assert_eq!(points_of(owner, id), 148);
        let entries = owner.get(format!("/api/v1/members/{id}/entries")).ok();
        let sum: i64 = (entries["items"].as_array().expect("a list").iter())
            .filter(|entry| entry["asset"] == "points")
            .map(|entry| entry["amount"].as_i64().expect("a number"))
            .sum();
        assert_eq!(sum, 148);
    }
}

/// Quotes, buys, pays in and binds by an old id; answers with the two orders.
fn trade_as(
    app: &TestApp,
    owner: &Caller<'_>,
    (old, new): (MemberId, MemberId),
) -> (String, String) {
    let basket = json!({
        "store_id": app.chain.store("xuhui"), "member_id": old,
        "lines": [{ "sku_id": app.chain.goods("latte-1800"), "quantity": 1 }],
    });
    let quote = owner.post("/api/v1/quotes", &basket).ok();
    assert_eq!(quote["stored_value_can_pay"], 1_800);
    let (new_order, _) = sale(app, Some(old));
    let paid = json!({ "store_id": app.chain.store("xuhui"), "amount": 700, "tender": "card" });
    let topped_up = owner
        .post(format!("/api/v1/members/{old}/top-ups"), &paid)
        .ok();
    assert_eq!(topped_up["member_id"], json!(new));
    let (anonymous, _) = sale(app, None);
    let bound = owner
        .post(
            format!("/api/v1/orders/{anonymous}/member"),
            &json!({ "member_id": old }),
        )
        .ok();
    assert_eq!(bound["member_id"], json!(new));
    assert_eq!(points_of(owner, old), 148 + 18 + 18);
    (new_order, anonymous)
}

/// What a merge of the first into the second would do, looked at before.
fn a_merge_is_shown(owner: &Caller<'_>, (absorbed, survivor): (MemberId, MemberId)) -> Value {
    let path = "/api/v1/merges/preview";
    let query = format!("survivor_id={survivor}&absorbed_id={absorbed}");
    let shown = owner.get(format!("{path}?{query}")).ok();
    assert_eq!(shown["moves"]["points"], 118);
    assert_eq!(shown["moves"]["principal"], 5_000);
    assert_eq!(shown["moves"]["identities"], 3);
    assert_eq!(shown["obstacle"], Value::Null);
    let name = &shown["fields"][0];
    assert_eq!(
        (&name["field"], &name["is_conflict"]),
        (&json!("name"), &json!(true))
    );
    shown
}

#[test]
fn an_old_id_means_the_survivor_until_the_merge_is_undone() {
    both(|app| {
        let owner = app.log_in_as(Role::Owner);
        let li = app.chain.member("li").points(100).stored_value(5_000);
        let lei = app.chain.member("lei").points(30);
        let card = json!({ "card_no": "VIP-0001" });
        owner
            .post(format!("/api/v1/members/{}/cards", li.id), &card)
            .ok();
        let (old_order, old_line) = sale(app, Some(li.id));
        let shown = a_merge_is_shown(&owner, (li.id, lei.id));
        let merge_id = merge(&owner, li.id, lei.id);
        assert_eq!(lei.balances().points, Points(148));
        let number = shown["absorbed"]["member_no"].as_str().expect("a number");
        assert_both_mean(&owner, [li.id, lei.id], number, &old_order);
        let (new_order, anonymous) = trade_as(app, &owner, (li.id, lei.id));
        let back = json!({
            "store_id": app.chain.store("xuhui"), "reason": "不要了",
            "lines": [{ "line_id": old_line, "quantity": 1 }],
        });
        let back = owner
            .post(format!("/api/v1/orders/{old_order}/returns"), &back)
            .ok()["receipt"]
            .take();
        assert_eq!(back["member_id"], json!(lei.id));
        assert_eq!(back["points_taken_back"], 18);
        app.settle_outbox();
        let visits = owner.get(format!("/api/v1/members/{}", li.id)).ok()["visits"].clone();
        assert_eq!(
            (&visits["orders"], &visits["returns"]),
            (&json!(3), &json!(1))
        );

        undo(&owner, &merge_id).ok();
        undo(&owner, &merge_id).refused(422, "membership.merge_undone");
        assert_eq!(
            owner.get(format!("/api/v1/members/{}", li.id)).ok()["id"],
            json!(li.id)
        );
        assert_eq!(li.balances().points, Points(100));
        assert_eq!(li.balances().stored_value(), Money(5_000));
        assert_eq!(lei.balances().points, Points(30 + 36));
        assert_eq!(lei.balances().stored_value(), Money(700));
        let of = |id| -> Vec<String> {
            orders_of(&owner, id)
                .into_iter()
                .map(|(id, _)| id)
                .collect()
        };
        assert_eq!(of(li.id), [old_order]);
        assert_eq!(of(lei.id), [anonymous, new_order]);
        let found = owner.get("/api/v1/members?q=VIP-0001").ok();
        assert_eq!(found["items"][0]["id"], json!(li.id));
        let log = owner
            .get(format!("/api/v1/merges?member_id={}", li.id))
            .ok();
        assert_eq!(log["items"].as_array().map(Vec::len), Some(1));
        app.prove();
    });
}

#[test]
fn the_one_who_merges_picks_the_birthday() {
    both(|app| {
        let owner = app.log_in_as(Role::Owner);
        let born = |name: &str, phone: &str, birthday: &str| -> String {
            let person = json!({
                "name": name, "phone": phone, "birthday": birthday,
                "store_id": app.chain.store("xuhui"),
            });
            let enrolled = owner.post("/api/v1/members", &person).ok();
            enrolled["id"].as_str().expect("an id").to_owned()
        };
        let first = born("李雷", "13800001234", "1990-01-02");
        let second = born("李雷", "13900001234", "1991-02-01");
        born("韩梅", "13900009999", "1990-01-02");
        let pairs = owner.get("/api/v1/merges/duplicates").ok();
        let pairs = pairs["items"].as_array().expect("a list").clone();
        assert_eq!(pairs.len(), 1);
        assert_eq!(
            (&pairs[0]["first"]["id"], &pairs[0]["second"]["id"]),
            (&json!(first), &json!(second))
        );
        assert_eq!(
            (&pairs[0]["same_birthday"], &pairs[0]["same_last_four"]),
            (&json!(false), &json!(true))
        );

        let wish = json!({
            "survivor_id": first, "absorbed_id": second, "reason": "同一人",
            "take": ["birthday", "phone"],
        });
        let merged = owner.post("/api/v1/merges", &wish).ok();
        assert_eq!(merged["taken"], json!(["birthday", "phone"]));
        let shown = |id: &str| owner.get(format!("/api/v1/members/{id}")).ok();
        let one = shown(&first);
        assert_eq!(
            (&one["birthday"], &one["phone"]),
            (&json!("1991-02-01"), &json!("139****1234"))
        );
        for phone in ["13800001234", "13900001234"] {
            let found = owner.get(format!("/api/v1/members?q={phone}")).ok();
            assert_eq!(
                found["items"][0]["id"],
                json!(first),
                "found by both numbers"
            );
        }
        assert_eq!(
            owner.get("/api/v1/merges/duplicates").ok()["items"],
            json!([])
        );
        undo(&owner, merged["id"].as_str().expect("an id")).ok();
        let (one, two) = (shown(&first), shown(&second));
        assert_eq!(
            (&one["birthday"], &one["phone"]),
            (&json!("1990-01-02"), &json!("138****1234"))
        );
        assert_eq!(
            (&two["birthday"], &two["phone"]),
            (&json!("1991-02-01"), &json!("139****1234"))
        );
        app.prove();
    });
}

#[test]
fn the_higher_tier_wins_and_goes_when_the_merge_is_undone() {
    both(|app| {
        app.chain
            .tiers(&[("silver", 9_800, 10_000), ("gold", 9_500, 10_000)]);
        let owner = app.log_in_as(Role::Owner);
        let li = app.chain.member("li").tier("gold");
        let lei = app.chain.member("lei").tier("silver");
        let tier =
            |id: MemberId| owner.get(format!("/api/v1/members/{id}")).ok()["tier_id"].clone();
        let (gold, silver) = (tier(li.id), tier(lei.id));
        let merge_id = merge(&owner, li.id, lei.id);
        app.settle_outbox();
        assert_eq!(tier(lei.id), gold);
        undo(&owner, &merge_id).ok();
        app.settle_outbox();
        assert_eq!((tier(li.id), tier(lei.id)), (gold, silver.clone()));
        // The other way round nothing changes.
        merge(&owner, lei.id, li.id);
        app.settle_outbox();
        assert_ne!(tier(lei.id), silver, "it is the survivor's");
        app.prove();
    });
}

#[test]
fn chains_are_merged_and_undone_from_the_end() {
    both(|app| {
        let owner = app.log_in_as(Role::Owner);
        let [a, b, c] = ["a", "b", "c"].map(|name| app.chain.member(name).points(10));
        let first = merge(&owner, a.id, b.id);
        let second = merge(&owner, a.id, c.id);
        for id in [a.id, b.id, c.id] {
            assert_eq!(points_of(&owner, id), 30);
        }
        undo(&owner, &first).refused(422, "membership.merged_further");
        undo(&owner, &second).ok();
        assert_eq!(
            (points_of(&owner, a.id), points_of(&owner, c.id)),
            (json!(20), json!(10))
        );
        undo(&owner, &first).ok();
        for id in [a.id, b.id, c.id] {
            assert_eq!(points_of(&owner, id), 10);
        }
        app.prove();
    });
}

#[test]
fn what_cannot_be_merged_is_refused() {
    both(|app| {
        let owner = app.log_in_as(Role::Owner);
        let [li, lei] = ["li", "lei"].map(|name| app.chain.member(name).points(10));
        let wish = |survivor: MemberId, absorbed: MemberId| {
            let reason = "同一人";
            json!({ "survivor_id": survivor, "absorbed_id": absorbed, "reason": reason })
        };
        let try_to = |wish: &Value| owner.post("/api/v1/merges", wish);
        try_to(&wish(li.id, li.id)).refused(422, "membership.same_member");
        try_to(&wish(li.id, MemberId(1))).refused(404, "membership.member_not_found");
        let mut nameless = wish(li.id, lei.id);
        nameless["reason"] = json!(" ");
        try_to(&nameless).refused(422, "request.invalid");
        let path = format!("/api/v1/members/{}", lei.id);
        owner
            .post(format!("{path}/freeze"), &json!({ "reason": "试试" }))
            .ok();
        try_to(&wish(li.id, lei.id)).refused(422, "membership.merge_frozen");
        owner
            .post(format!("{path}/unfreeze"), &json!({ "reason": "试试" }))
            .ok();
        let manager = app.log_in_as(Role::StoreManager);
        let refused = manager.post("/api/v1/merges", &wish(li.id, lei.id));
        assert_eq!(refused.status, 403);
        let merge_id = merge(&owner, lei.id, li.id);
        try_to(&wish(li.id, lei.id)).refused(422, "membership.same_member");
        app.test.clock.advance_millis(31 * DAY);
        let owner = app.log_in(&app.chain, "owner");
        undo(&owner, &merge_id).refused(422, "membership.merge_undo_over");
        app.prove();
    });
}
