//! One well-formed request for every operation of the API, about things of a given brand and store.

use crate::app::TestApp;
use crate::call::{Ask, Caller, fresh_key};
use access::Declared;
use axum::http::Method;
use serde_json::{Value, json};

/// What a request can be about. All of it belongs to one store, or to its brand.
#[derive(Debug, Clone)]
pub struct Things {
    pub region: String,
    pub store: String,
    till: String,
    category: String,
    goods: String,
    sku: String,
    tier: String,
    pub member: String,
    card: String,
    pub staff: String,
    pub order: String,
    line: String,
    /// A sale to nobody.
    anonymous: String,
    job: String,
    /// A log-in of the person.
    session: String,
}

/// The password of people who are hired by the front door.
pub const STAFF_PASSWORD: &str = "chunfeng-Youlv7";

const SHEET: &str = "姓名,手机号\n张三,13900001111\n";

impl Things {
    /// Makes one of everything by the front door, as the owner.
    pub fn of(owner: &Caller<'_>, name: &str) -> Things {
        let make = |path: &str, body: Value| owner.post(path, &body).ok();
        let id = |made: &Value| made["id"].as_str().expect("an id").to_owned();
        let named = |code: String| json!({ "code": code, "name": code });
        let region = id(&make("/api/v1/regions", named(format!("R-{name}"))));
        let store = id(&make(
            "/api/v1/stores",
            json!({ "code": name, "name": name, "region_id": region, "ownership": "owned",
                    "zone": "Asia/Shanghai" }),
        ));
        let till = id(&make(
            &format!("/api/v1/stores/{store}/tills"),
            named("01".into()),
        ));
        let category = id(&make(
            "/api/v1/categories",
            json!({ "name": format!("C-{name}") }),
        ));
        let goods = make(
            "/api/v1/goods",
            json!({ "code": name, "name": name, "category_id": category, "skus": [
                { "code": name, "list_price": 1_800, "keeps_stock": true }] }),
        );
        let sku = id(&goods["skus"][0]);
        let shelf = json!({ "kind": "count", "quantity": 10_000, "reason": "开业" });
        make(&format!("/api/v1/skus/{sku}/stock/{store}"), shelf);
        let tiers = json!({ "tiers": [{ "rank": 1, "name": "金卡", "discount": 9_500,
                                        "points_multiplier": 10_000 }] });
        let etag = owner.get("/api/v1/tiers").etag();
        let tiers = owner.edit(Method::PUT, "/api/v1/tiers", &etag, &tiers).ok();
        let member = make(
            "/api/v1/members",
            json!({ "card_no": format!("C-{name}"), "store_id": store }),
        );
        let staff = make(
            "/api/v1/staff",
            json!({ "login": format!("x-{name}"), "name": name, "password": STAFF_PASSWORD,
                    "role": "guide", "scope": { "store_ids": [store] } }),
        );
        let sale = |member: Option<String>| {
            let order = json!({ "store_id": store, "member_id": member, "expected_total": 180_000,
                "lines": [{ "sku_id": sku, "quantity": 100 }],
                "tenders": [{ "kind": "cash", "amount": 180_000 }] });
            make("/api/v1/orders/settle", order)
        };
        let order = sale(Some(id(&member)));
        let text = |value: &Value| value.as_str().expect("an id").to_owned();
        Things {
            anonymous: text(&sale(None)["order_id"]),
            order: text(&order["order_id"]),
            line: text(&order["lines"][0]["line_id"]),
            job: text(&owner.app.send(&import(owner)).ok()["job_id"]),
            card: id(&member["cards"][0]),
            tier: id(&tiers["items"][0]),
            goods: id(&goods),
            member: id(&member),
            session: log_in_of(owner, name),
            staff: id(&staff),
            region,
            store,
            till,
            category,
            sku,
        }
    }

    /// The same store with what belongs to the brand exchanged for that of another's.
    pub fn elsewhere(self, own: &Things) -> Things {
        let Things {
            region,
            category,
            goods,
            sku,
            tier,
            member,
            card,
            job,
            ..
        } = own.clone();
        Things {
            region,
            category,
            goods,
            sku,
            tier,
            member,
            card,
            job,
            ..self
        }
    }

    /// The id among these with a prefix.
    pub fn id_with(&self, prefix: &str) -> Option<&str> {
        let all = [
            &self.region,
            &self.store,
            &self.till,
            &self.category,
            &self.goods,
            &self.sku,
            &self.tier,
            &self.member,
            &self.card,
            &self.staff,
            &self.order,
            &self.line,
            &self.job,
            &self.session,
        ];
        let mut ids = all.into_iter().map(String::as_str);
        ids.find(|id| id.split_once('_').is_some_and(|(known, _)| known == prefix))
    }

    /// A path with these things in its places.
    pub fn fill(&self, path: &str, operation: &str) -> String {
        // Only a sale to nobody can be bound to somebody.
        let order = if operation == "bind_order_to_member" {
            &self.anonymous
        } else {
            &self.order
        };
        [
            ("{store_id}", &self.store),
            ("{till_id}", &self.till),
            ("{goods_id}", &self.goods),
            ("{sku_id}", &self.sku),
            ("{member_id}", &self.member),
            ("{card_id}", &self.card),
            ("{staff_id}", &self.staff),
            ("{order_id}", order),
            ("{job_id}", &self.job),
            ("{session_id}", &self.session),
        ]
        .iter()
        .fold(path.to_owned(), |path, (place, id)| path.replace(place, id))
    }

    /// What follows the path: a query that names a store, where the operation knows one.
    pub fn query(&self, operation: &str) -> String {
        match operation {
            "list_orders" | "list_skus" => format!("?store_id={}", self.store),
            _ => String::new(),
        }
    }

    /// A body that is well-formed; none for an operation that has none. `turn` makes what must be
    /// unique.
    pub fn body(&self, operation: &str, turn: usize) -> Option<Value> {
        let Things {
            region,
            store,
            category,
            sku,
            tier,
            member,
            line,
            staff,
            ..
        } = self;
        let unique = format!("N-{turn}");
        let lines = json!([{ "sku_id": sku, "quantity": 1 }]);
        let reason = json!({ "reason": "走查" });
        let new_sku = json!({ "code": unique, "list_price": 100 });
        Some(match operation {
            "log_in" => json!({ "brand": "huitong", "login": "nobody", "password": "x" }),
            "edit_brand" => json!({ "name": "汇通" }),
            "create_staff" => json!({ "login": unique, "name": unique, "password": STAFF_PASSWORD,
                "role": "guide", "scope": { "store_ids": [store] } }),
            // Not right, or whoever walks would walk on with another password.
            "change_password" => json!({ "old_password": "wrong-password",
                "new_password": "chunfeng-Youlv7" }),
            "edit_staff" => json!({ "scope": { "store_ids": [store] } }),
            "create_region" => json!({ "code": unique, "name": unique }),
            "create_store" => json!({ "code": unique, "name": unique, "region_id": region,
                "ownership": "owned", "zone": "Asia/Shanghai" }),
            "edit_store" => json!({ "region_id": region }),
            "create_till" => json!({ "code": unique, "name": unique }),
            "edit_till" => json!({ "name": "前台" }),
            "create_category" => json!({ "name": unique, "parent_id": category }),
            "create_goods" => json!({ "code": unique, "name": unique, "category_id": category,
                "skus": [new_sku] }),
            "edit_goods" => json!({ "category_id": category }),
            "add_sku" => new_sku,
            "edit_sku" => json!({ "name": "大杯" }),
            "set_store_price" => json!({ "list_price": 1_700 }),
            "change_stock" => json!({ "kind": "adjustment", "quantity": 1, "reason": "走查" }),
            "enrol_member" => json!({ "card_no": unique, "store_id": store, "guide_id": staff }),
            "edit_member" => json!({ "store_id": store, "guide_id": staff }),
            "freeze_member" | "unfreeze_member" => reason,
            "add_card" => json!({ "card_no": unique }),
            "adjust_balance" => json!({ "asset": "points", "amount": 1, "reason": "走查",
                "store_id": store }),
            "replace_tiers" => json!({ "tiers": [{ "id": tier, "rank": 1, "name": "金卡",
                "discount": 9_500, "points_multiplier": 10_000 }] }),
            "set_tier" => json!({ "tier_id": tier, "reason": "走查" }),
            "quote_basket" => json!({ "store_id": store, "member_id": member, "lines": lines }),
            "settle_order" => json!({ "store_id": store, "till_id": self.till, "member_id": member,
                "guide_id": staff, "lines": lines, "expected_total": 1_800,
                "tenders": [{ "kind": "cash", "amount": 1_800 }] }),
            "return_goods" => json!({ "store_id": store, "reason": "走查",
                "lines": [{ "line_id": line, "quantity": 1 }] }),
            "bind_order_to_member" => json!({ "member_id": member }),
            "top_up_member" => json!({ "store_id": store, "amount": 1, "tender": "cash" }),
            "replace_checkout_terms" => {
                serde_json::to_value(checkout::Terms::default()).expect("JSON")
            }
            _ => return None,
        })
    }
}

/// A request for an operation: its path about some things, its body about others.
pub fn ask(
    caller: &Caller<'_>,
    route: &Declared,
    path: &Things,
    body: &Things,
    turn: usize,
) -> Ask {
    let operation = route.operation_id.as_str();
    let method: Method = route.method.parse().expect("a method");
    let address = path.fill(&route.path, operation) + &path.query(operation);
    if operation == "start_import" {
        return import(caller);
    }
    let ask = caller
        .ask(method.clone(), address)
        .header("if-match", "\"1\"")
        .key(fresh_key());
    match body.body(operation, turn) {
        Some(body) => ask.json(&body),
        None => {
            let needs_body = method == Method::PATCH || method == Method::PUT;
            assert!(
                !needs_body,
                "{operation} is new: give it a body in requests.rs"
            );
            ask
        }
    }
}

/// A log-in of the person that was hired for these things.
fn log_in_of(owner: &Caller<'_>, name: &str) -> String {
    let brand = owner.get("/api/v1/session").ok()["brand"]["code"].take();
    let body = json!({ "brand": brand, "login": format!("x-{name}"), "password": STAFF_PASSWORD });
    let begun = owner.app.anybody().post("/api/v1/session", &body);
    let token = crate::app::token_of(&begun);
    let own = Caller {
        token: Some(token),
        ..owner.clone()
    };
    let list = own.get("/api/v1/sessions").ok();
    list["items"][0]["id"].as_str().expect("an id").to_owned()
}

/// A file that is sent for import.
pub fn import(caller: &Caller<'_>) -> Ask {
    crate::imports::files::upload(caller, "kind=members&dry_run=true", SHEET)
}

/// What a brand shows of itself to its owner; to see that nothing of it was touched.
pub fn showcase(app: &TestApp, owner: &Caller<'_>) -> Vec<String> {
    [
        "brand",
        "staff",
        "stores",
        "regions",
        "categories",
        "goods",
        "members",
        "orders",
        "tiers",
        "checkout-terms",
        "audit",
        "jobs",
    ]
    .map(|list| {
        app.send(&owner.ask(Method::GET, format!("/api/v1/{list}")))
            .text
    })
    .to_vec()
}
