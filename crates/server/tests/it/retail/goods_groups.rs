//! Product groups over HTTP: made, looked into, replaced in the version that was seen, switched
//! off; and known to whoever prices a sale.

use crate::app::{TestApp, both};
use crate::call::{Caller, Reply};
use crate::chain::Chain;
use access::Role;
use axum::http::Method;
use kernel::{GoodsGroupId, SkuId, StoreId};
use serde_json::{Value, json};

const GROUPS: &str = "/api/v1/goods-groups";

/// 饮品 › 咖啡 with a latte in two sizes, and a juice right under 饮品; ids by what things are.
fn drinks(owner: &Caller<'_>) -> impl Fn(&str) -> String + use<> {
    let made = |path: &str, body: Value| owner.post(format!("/api/v1/{path}"), &body).ok();
    let top = made("categories", json!({ "name": "饮品" }));
    let below = json!({ "name": "咖啡", "parent_id": top["id"] });
    let coffee = made("categories", below);
    let sku = |code: &str| json!({ "code": code, "name": code, "list_price": 1_800 });
    let latte = json!({ "code": "latte", "name": "拿铁", "category_id": coffee["id"],
        "skus": [sku("M"), sku("L")] });
    let latte = made("goods", latte);
    let juice = json!({ "code": "juice", "name": "果汁", "category_id": top["id"],
        "skus": [sku("J")] });
    let juice = made("goods", juice);
    let ids = [
        ("drinks", top["id"].clone()),
        ("coffee", coffee["id"].clone()),
        ("latte", latte["id"].clone()),
        ("L", latte["skus"][0]["id"].clone()),
        ("M", latte["skus"][1]["id"].clone()),
        ("J", juice["skus"][0]["id"].clone()),
    ];
    move |what| {
        let found = ids.iter().find(|(known, _)| *known == what);
        let id = found.and_then(|(_, id)| id.as_str());
        id.expect("it is there").to_owned()
    }
}

fn pick(kind: &str, id: String) -> Value {
    json!({ "kind": kind, "id": id })
}

fn codes(reply: Reply) -> Vec<String> {
    let list = reply.ok();
    let items = list["items"].as_array().expect("a list").iter();
    items
        .map(|one| one["code"].as_str().expect("a code").to_owned())
        .collect()
}

fn errors(problem: &Value) -> Vec<String> {
    let fields = problem["errors"].as_array().expect("fields").iter();
    let told = |field: &Value| {
        let text = |name: &str| field[name].as_str().unwrap_or_default().to_owned();
        format!("{} {}", text("pointer"), text("code"))
    };
    fields.map(told).collect()
}

/// The groups that a sale knows a SKU to be in.
fn groups_of(app: &TestApp, sku_id: &str) -> Vec<GoodsGroupId> {
    let sku_id: SkuId = sku_id.parse().expect("an id");
    let key = (StoreId(1), sku_id);
    let facts = app.ground.db.read_blocking(app.chain.brand, move |tx| {
        tx.fetch(retail::sale_facts(tx, &[key]))
    });
    let mut facts = facts.expect("facts");
    facts.remove(&key).expect("it is there").groups
}

#[test]
fn a_group_is_made_looked_into_and_replaced() {
    both(|app| {
        let owner = app.log_in_as(Role::Owner);
        let id = drinks(&owner);
        let body = json!({ "name": "全场饮品", "note": "会员日",
            "include": [pick("category", id("drinks"))],
            "exclude": [pick("sku", id("L"))] });
        let made = owner.post(GROUPS, &body).ok();
        assert_eq!(
            (&made["version"], &made["is_active"]),
            (&json!(1), &json!(true))
        );
        let group_id = made["id"].as_str().expect("an id");
        assert!(group_id.starts_with("ggp_"), "{group_id}");

        let path = format!("{GROUPS}/{group_id}");
        let read = owner.get(&path);
        let etag = read.etag();
        let full = read.ok();
        assert_eq!(full["sku_count"], 2);
        let drinks = json!({ "pick": pick("category", id("drinks")), "code": null,
            "name": "饮品" });
        assert_eq!(full["include"], json!([drinks]));
        assert_eq!(full["exclude"][0]["name"], "拿铁 L");
        assert_eq!(codes(owner.get(format!("{path}/skus"))), ["J", "M"]);
        let first = owner.get(format!("{path}/skus?limit=1")).ok();
        let next = first["next"].as_str().expect("more");
        assert_eq!(
            codes(owner.get(format!("{path}/skus?limit=1&cursor={next}"))),
            ["M"]
        );
        let known: GoodsGroupId = group_id.parse().expect("an id");
        assert_eq!(groups_of(app, &id("M")), [known]);
        assert_eq!(groups_of(app, &id("L")), []);

        let lattes = json!({ "name": "拿铁", "include": [pick("goods", id("latte"))] });
        let put = |etag: &str, body: &Value| owner.edit(Method::PUT, &path, etag, body);
        let replaced = put(&etag, &lattes);
        let now = replaced.etag();
        assert_eq!(replaced.ok()["sku_count"], 2);
        assert_eq!(codes(owner.get(format!("{path}/skus"))), ["L", "M"]);
        put(&etag, &lattes).refused(412, "edit.stale");
        let off = json!({ "name": "拿铁", "is_active": false,
            "include": [pick("goods", id("latte"))] });
        assert_eq!(put(&now, &off).ok()["sku_count"], 0);
        assert_eq!(
            groups_of(app, &id("M")),
            [],
            "a group that is off holds nothing"
        );

        let told = owner.get("/api/v1/audit?action=goods_group.edit").ok();
        assert_eq!(told["items"].as_array().expect("a list").len(), 2, "{told}");
    });
}

#[test]
fn groups_are_searched_by_name_and_told_how_much_they_name() {
    both(|app| {
        let owner = app.log_in_as(Role::Owner);
        let id = drinks(&owner);
        for (name, is_active) in [("会员日饮品", true), ("Summer", true), ("旧活动", false)]
        {
            let body = json!({ "name": name, "is_active": is_active,
                "include": [pick("category", id("drinks"))] });
            owner.post(GROUPS, &body).ok();
        }
        let names = |query: &str| -> Vec<String> {
            let list = owner.get(format!("{GROUPS}?{query}")).ok();
            let items = list["items"].as_array().expect("a list").iter();
            items
                .map(|one| one["name"].as_str().expect("a name").to_owned())
                .collect()
        };
        assert_eq!(names(""), ["Summer", "会员日饮品", "旧活动"]);
        assert_eq!(names("q=summer"), ["Summer"]);
        assert_eq!(names("is_active=false"), ["旧活动"]);
        let listed = owner.get(format!("{GROUPS}?q=summer")).ok();
        assert_eq!(listed["items"][0]["included"], 1);
        assert_eq!(listed["items"][0]["excluded"], 0);
    });
}

#[test]
fn what_no_group_may_be_is_named() {
    both(|app| {
        let owner = app.log_in_as(Role::Owner);
        let id = drinks(&owner);
        let other = Chain::found(&app.ground, "other");
        let theirs = other.goods("tea-900").to_string();
        let refused = |body: Value| {
            let problem = owner.post(GROUPS, &body).refused(422, "request.invalid");
            errors(&problem)
        };
        let foreign =
            json!({ "name": "x", "include": [pick("sku", id("M")), pick("sku", theirs)] });
        assert_eq!(refused(foreign), ["/include/1/id reference.unknown"]);
        let latte = || pick("goods", id("latte"));
        let twice = json!({ "name": " ", "include": [latte()], "exclude": [latte()] });
        let wanted = ["/name text.empty", "/exclude/0 value.duplicate"];
        assert_eq!(refused(twice), wanted);
        let many: Vec<Value> = vec![latte(); 5_001];
        let many = json!({ "name": "x", "include": many });
        assert_eq!(refused(many), ["/include list.too_long"]);
        let named = json!({ "name": "饮品" });
        owner.post(GROUPS, &named).ok();
        owner
            .post(GROUPS, &named)
            .refused(422, "retail.goods_group_name_taken");
        let nobody = GoodsGroupId(1);
        let nowhere = owner.get(format!("{GROUPS}/{nobody}"));
        nowhere.refused(404, "retail.goods_group_not_found");
    });
}

#[test]
fn a_cashier_looks_and_does_not_touch() {
    both(|app| {
        let owner = app.log_in_as(Role::Owner);
        let made = owner.post(GROUPS, &json!({ "name": "饮品" })).ok();
        let cashier = app.hire("li", Role::Cashier, &["xuhui"]);
        let path = format!("{GROUPS}/{}", made["id"].as_str().expect("an id"));
        assert_eq!(cashier.get(&path).ok()["name"], "饮品");
        let body = json!({ "name": "x" });
        cashier
            .post(GROUPS, &body)
            .refused(403, "access.missing_permission");
    });
}
