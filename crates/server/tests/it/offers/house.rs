//! What stories about offers have in common: offers that are written, published and given out.

use crate::app::TestApp;
use crate::call::Caller;
use access::Role;
use kernel::{MemberId, SkuId, StoreId};
use serde_json::{Value, json};

/// The terms of a promotion with a rule, without limits.
pub fn promotion(name: &str, rule: Value) -> Value {
    json!({ "name": name, "rule": rule })
}

/// 满 so much 减 so much, on the order.
pub fn money_off(from: i64, off: i64) -> Value {
    json!({
        "layer": "order_promotion",
        "effect": { "kind": "ladder", "by": "amount",
                    "steps": [{ "from": from, "gives": { "kind": "amount", "off": off } }] },
    })
}

/// The terms of a coupon that takes so much off what comes to so much.
pub fn coupon(name: &str, from: i64, off: i64) -> Value {
    json!({
        "name": name,
        "rule": { "layer": "coupon", "reach": { "kind": "amount", "at_least": from },
                  "effect": { "kind": "amount_off", "amount": off } },
        "coupon": { "validity": { "kind": "days", "days": 30 } },
    })
}

/// Writes an offer down.
#[track_caller]
pub fn draft(app: &TestApp, kind: &str, terms: &Value) -> Value {
    let owner = app.log_in_as(Role::Owner);
    let body = json!({ "kind": kind, "terms": terms });
    owner.post("/api/v1/offers", &body).ok()
}

/// Writes an offer down and publishes it; answers with its id.
#[track_caller]
pub fn published(app: &TestApp, kind: &str, terms: &Value) -> String {
    let offer = draft(app, kind, terms);
    let id = text(&offer["id"]);
    let body = json!({ "edit": offer["edit"], "reason": "spring" });
    let path = format!("/api/v1/offers/{id}/publish");
    let done = app.log_in_as(Role::Owner).post(path, &body).ok();
    assert_eq!(done["offer"]["phase"], "running");
    id
}

/// Gives a member a coupon by hand; answers with its id.
#[track_caller]
pub fn given(app: &TestApp, offer_id: &str, member: MemberId) -> String {
    let body = json!({ "offer_id": offer_id, "member_id": member, "reason": "sorry" });
    let owner = app.log_in_as(Role::Owner);
    text(&owner.post("/api/v1/coupons", &body).ok()["id"])
}

/// A sale of one piece of each, paid in cash.
pub fn sale(
    (store, member): (StoreId, Option<MemberId>),
    goods: &[SkuId],
    coupons: &[&str],
    total: i64,
) -> Value {
    let lines: Vec<Value> = goods
        .iter()
        .map(|sku| json!({ "sku_id": sku, "quantity": 1 }))
        .collect();
    let mut sale = json!({
        "store_id": store, "lines": lines, "coupons": coupons, "expected_total": total,
        "tenders": [{ "kind": "cash", "amount": total }],
    });
    if let Some(member) = member {
        sale["member_id"] = json!(member);
    }
    sale
}

/// What became of an offer in a quote.
pub fn told<'q>(quote: &'q Value, name: &str) -> &'q Value {
    let explanations = quote["explanations"].as_array().expect("explanations");
    let told = explanations.iter().find(|told| told["name"] == name);
    &told.unwrap_or_else(|| panic!("{name} is not told of in {quote}"))["outcome"]
}

/// Prices one piece of each.
#[track_caller]
pub fn quote(
    caller: &Caller<'_>,
    (store, member): (StoreId, Option<MemberId>),
    goods: &[SkuId],
) -> Value {
    let mut asked = sale((store, member), goods, &[], 0);
    let fields = asked.as_object_mut().expect("an object");
    for gone in ["expected_total", "tenders", "coupons"] {
        fields.remove(gone);
    }
    caller.post("/api/v1/quotes", &asked).ok()
}

/// A text of an answer.
#[track_caller]
pub fn text(value: &Value) -> String {
    value.as_str().expect("a text").to_owned()
}

/// Whose the coupons of a template are, one for each coupon; `get` answers what stands at a path.
pub fn holders(offer_id: &str, get: impl Fn(&str) -> Value) -> Vec<String> {
    let (mut holders, mut next) = (Vec::new(), String::new());
    loop {
        let page = get(&format!(
            "/api/v1/coupons?offer_id={offer_id}&limit=200{next}"
        ));
        let coupons = page["items"].as_array().expect("a page");
        holders.extend(coupons.iter().map(|one| text(&one["member_id"])));
        match page["next"].as_str() {
            Some(cursor) => next = format!("&cursor={cursor}"),
            None => return holders,
        }
    }
}
