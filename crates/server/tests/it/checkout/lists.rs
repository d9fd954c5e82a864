//! Orders, returns and top-ups as lists: found by what people look for, each only of the stores
//! that the reader may see, with the member's name for those who may see members.

use crate::app::{TestApp, both};
use crate::call::Caller;
use access::Role;
use kernel::{MemberId, SkuId, StoreId};
use serde_json::{Value, json};

#[track_caller]
fn sell(caller: &Caller<'_>, store: StoreId, sku: SkuId, member: Option<MemberId>) -> Value {
    let order = json!({
        "store_id": store, "expected_total": 1_800, "member_id": member,
        "lines": [{ "sku_id": sku, "quantity": 1 }],
        "tenders": [{ "kind": "cash", "amount": 1_800 }],
    });
    caller.post("/api/v1/orders/settle", &order).ok()
}

/// What stands in a field of every row.
#[track_caller]
fn column(caller: &Caller<'_>, path: &str, field: &str) -> Vec<String> {
    let list = caller.get(path).ok();
    let rows = list["items"].as_array().expect("a list");
    let text = |row: &Value| row[field].as_str().unwrap_or("-").to_owned();
    rows.iter().map(text).collect()
}

/// Li in xuhui and nobody known in bar buy; li's sale comes back; both stores take a top-up.
pub fn trade(app: &TestApp) -> (Value, Value) {
    let (xuhui, bar) = (app.chain.store("xuhui"), app.chain.store("bar"));
    let latte = app.chain.goods("latte-1800");
    let (li, owner) = (app.chain.member("li").id, app.log_in_as(Role::Owner));
    let of_li = sell(&app.log_in_as(Role::Cashier), xuhui, latte, Some(li));
    let of_nobody = sell(&owner, bar, latte, None);
    let back = json!({
        "store_id": xuhui, "reason": "口味不合", "receipt": of_li["receipt_code"],
        "lines": [{ "line_id": of_li["lines"][0]["line_id"], "quantity": 1 }],
    });
    let id = of_li["order_id"].as_str().expect("an id");
    owner
        .post(format!("/api/v1/orders/{id}/returns"), &back)
        .ok();
    for store in [xuhui, bar] {
        let paid = json!({ "store_id": store, "amount": 10_000, "tender": "cash" });
        owner
            .post(format!("/api/v1/members/{li}/top-ups"), &paid)
            .ok();
    }
    (of_li, of_nobody)
}

#[test]
fn an_order_is_found_by_its_number_and_by_who_settled_it() {
    both(|app| {
        let (of_li, of_nobody) = trade(app);
        let owner = app.log_in_as(Role::Owner);
        let number = |order: &Value| order["order_no"].as_str().expect("a number").to_owned();
        let all = column(&owner, "/api/v1/orders", "order_no");
        assert_eq!(all, [number(&of_nobody), number(&of_li)]);
        let asked = format!("/api/v1/orders?q={}", number(&of_li));
        assert_eq!(column(&owner, &asked, "member_name"), ["li"]);
        let id = of_nobody["order_id"].as_str().expect("an id");
        let whole = owner.get(format!("/api/v1/orders/{id}")).ok();
        let by = whole["settled_by"].as_str().expect("somebody");
        let own = column(
            &owner,
            &format!("/api/v1/orders?settled_by={by}"),
            "order_no",
        );
        assert_eq!(own, [number(&of_nobody)]);
        let nothing = column(&owner, "/api/v1/orders?q=nothing", "order_no");
        assert!(nothing.is_empty(), "{nothing:?}");
        // Another store's order is not found by its number either.
        let manager = app.log_in_as(Role::StoreManager);
        let hidden = format!("/api/v1/orders?q={}", number(&of_nobody));
        assert!(column(&manager, &hidden, "order_no").is_empty());
        app.prove();
    });
}

#[test]
fn returns_and_top_ups_are_listed_by_day_and_store_within_reach() {
    both(|app| {
        let (of_li, _) = trade(app);
        let (owner, manager) = (
            app.log_in_as(Role::Owner),
            app.log_in_as(Role::StoreManager),
        );
        let bar = app.chain.store("bar");
        let numbers = column(&owner, "/api/v1/returns", "order_no");
        assert_eq!(numbers, [of_li["order_no"].as_str().expect("a number")]);
        assert_eq!(column(&owner, "/api/v1/returns", "member_name"), ["li"]);
        let elsewhere = format!("/api/v1/returns?store_id={bar}");
        assert!(column(&owner, &elsewhere, "order_no").is_empty());
        let both = column(&owner, "/api/v1/top-ups", "member_name");
        assert_eq!(both, ["li", "li"]);
        let day = of_li["business_date"].as_str().expect("a day");
        let of_day = format!("/api/v1/top-ups?from={day}&to={day}&store_id={bar}");
        assert_eq!(column(&owner, &of_day, "store_id"), [bar.to_string()]);
        let before = column(
            &owner,
            "/api/v1/top-ups?from=2020-01-01&to=2020-01-02",
            "id",
        );
        assert!(before.is_empty());
        // A manager sees those of the own store, and may not ask for another's.
        assert_eq!(column(&manager, "/api/v1/top-ups", "member_name"), ["li"]);
        manager
            .get(format!("/api/v1/top-ups?store_id={bar}"))
            .refused(403, "access.out_of_scope");
        app.prove();
    });
}

#[test]
fn returns_and_top_ups_are_found_by_member_tender_and_who_did_it() {
    both(|app| {
        let (of_li, _) = trade(app);
        let owner = app.log_in_as(Role::Owner);
        let (li, wang) = (app.chain.member("li").id, app.chain.member("wang").id);
        let bar = app.chain.store("bar");
        let by_card = json!({ "store_id": bar, "amount": 7_000, "tender": "card" });
        let path = format!("/api/v1/members/{wang}/top-ups");
        app.log_in_as(Role::Owner).post(path, &by_card).ok();
        let found = |path: &str, asked: &str| {
            column(&owner, &format!("/api/v1/{path}?{asked}"), "member_name")
        };
        assert_eq!(found("top-ups", "tender=card"), ["wang"]);
        assert_eq!(found("top-ups", "tender=cash"), ["li", "li"]);
        assert_eq!(found("top-ups", &format!("member_id={wang}")), ["wang"]);
        let in_bar = format!("member_id={li}&store_id={bar}");
        assert_eq!(found("top-ups", &in_bar), ["li"]);
        let of_wang = format!("member_id={wang}&tender=cash");
        assert!(found("top-ups", &of_wang).is_empty());
        assert_eq!(found("returns", &format!("member_id={li}")), ["li"]);
        assert!(found("returns", &format!("member_id={wang}")).is_empty());
        // The owner took all that; the cashier sold.
        let list = owner.get("/api/v1/returns").ok();
        let by = list["items"][0]["returned_by"].as_str().expect("somebody");
        assert_eq!(found("returns", &format!("returned_by={by}")), ["li"]);
        let taken = found("top-ups", &format!("topped_up_by={by}&tender=card"));
        assert_eq!(taken, ["wang"]);
        let id = of_li["order_id"].as_str().expect("an id");
        let order = owner.get(format!("/api/v1/orders/{id}")).ok();
        let cashier = order["settled_by"].as_str().expect("somebody");
        assert_ne!(cashier, by);
        assert!(found("returns", &format!("returned_by={cashier}")).is_empty());
        assert!(found("top-ups", &format!("topped_up_by={cashier}")).is_empty());
        let sold = column(&owner, "/api/v1/orders", "settled_by");
        assert_eq!(sold, [by, cashier]);
        // A page further on stays within what was asked.
        let first = owner.get(format!("/api/v1/top-ups?member_id={li}&limit=1"));
        let next = first.ok()["next"].as_str().expect("a next page").to_owned();
        let rest = found("top-ups", &format!("member_id={li}&limit=1&cursor={next}"));
        assert_eq!(rest, ["li"]);
        app.prove();
    });
}

#[test]
fn changed_terms_stand_in_the_audit_log_as_they_were_and_as_they_are() {
    both(|app| {
        let owner = app.log_in_as(Role::Owner);
        let path = "/api/v1/checkout-terms";
        let seen = owner.get(path);
        let etag = seen.etag();
        let mut terms = seen.ok();
        let days = terms["points_valid_days"].clone();
        terms["points_valid_days"] = json!(30);
        owner
            .edit(axum::http::Method::PUT, path, &etag, &terms)
            .ok();
        let entries = owner.get("/api/v1/audit?action=terms.replace").ok();
        let entry = &entries["items"][0]["details"];
        assert_eq!(entry["before"]["points_valid_days"], days);
        assert_eq!(entry["after"]["points_valid_days"], 30);
        app.prove();
    });
}

#[test]
fn whoever_sells_reads_the_terms_and_does_not_change_them() {
    both(|app| {
        let path = "/api/v1/checkout-terms";
        let seen = app.log_in_as(Role::Cashier).get(path);
        let (etag, terms) = (seen.etag(), seen.ok());
        assert!(terms["ladder"].is_array());
        app.log_in_as(Role::StoreManager)
            .edit(axum::http::Method::PUT, path, &etag, &terms)
            .refused(403, "access.missing_permission");
        app.log_in_as(Role::Guide)
            .get(path)
            .refused(403, "access.missing_permission");
    });
}
