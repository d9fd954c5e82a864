//! One of everything that a request can be about, made by the front door.

use super::bodies::{api_key, coupon_terms, sms_settings};
use super::{STAFF_PASSWORD, import};
use crate::call::Caller;
use axum::http::Method;
use serde_json::{Value, json};
use std::collections::BTreeMap;

/// What a request can be about, by name: ids, and numbers and codes by which things are called.
/// All of it belongs to one store, or to its brand.
#[derive(Debug, Clone)]
pub struct Things(BTreeMap<&'static str, String>);

/// What belongs to the brand and not to a store.
const OF_THE_BRAND: [&str; 24] = [
    "card",
    "card_no",
    "category",
    "coupon",
    "coupon_code",
    "export",
    "field",
    "field_key",
    "goods",
    "group",
    "import",
    "job",
    "key",
    "member",
    "merge",
    "offer",
    "picture",
    "region",
    "replay",
    "request",
    "sku",
    "tag",
    "tier",
    "twin",
];

/// What is not what a request is about in the first place, though its id has the same prefix.
const SECOND: [&str; 2] = ["anonymous", "twin"];

impl Things {
    /// Makes one of everything, as the owner.
    pub fn of(owner: &Caller<'_>, name: &str) -> Things {
        let mut making = Making {
            owner,
            name,
            things: BTreeMap::new(),
        };
        making.places();
        making.goods();
        making.people();
        making.sales();
        making.offers();
        making.doors();
        making.privacy();
        making.files();
        making.ways_in();
        Things(making.things)
    }

    /// The id of a thing.
    #[track_caller]
    pub fn get(&self, what: &str) -> &str {
        match self.0.get(what) {
            Some(id) => id,
            None => panic!("there is no {what} among the things"),
        }
    }

    /// The same store with what belongs to the brand exchanged for that of another's.
    pub fn elsewhere(mut self, own: &Things) -> Things {
        for what in OF_THE_BRAND {
            self.0.insert(what, own.get(what).to_owned());
        }
        self
    }

    /// The id among these with a prefix.
    pub fn id_with(&self, prefix: &str) -> Option<&str> {
        let mut first = self.0.iter().filter(|(what, _)| !SECOND.contains(what));
        let has = |id: &str| id.split_once('_').is_some_and(|(known, _)| known == prefix);
        first.find_map(|(_, id)| has(id).then_some(id.as_str()))
    }

    /// A path with these things in its places.
    pub fn fill(&self, path: &str, operation: &str) -> String {
        // Only a sale to nobody can be bound to somebody.
        let path = match operation {
            "bind_order_to_member" => path.replace("{order_id}", self.get("anonymous")),
            _ => path.to_owned(),
        };
        let path = path
            .replace("{code}", self.get("door"))
            .replace("{token}", self.get("token"));
        (self.0.iter()).fold(path, |path, (what, id)| {
            path.replace(&format!("{{{what}_id}}"), id)
        })
    }

    /// What follows the path: a query that names a store, where the operation knows one.
    pub fn query(&self, operation: &str) -> String {
        match operation {
            "list_coupons" => format!("?member_id={}", self.get("member")),
            "list_orders" | "list_skus" => format!("?store_id={}", self.get("store")),
            "preview_merge" => format!(
                "?survivor_id={}&absorbed_id={}",
                self.get("member"),
                self.get("twin")
            ),
            _ => String::new(),
        }
    }
}

/// Things that are being made.
struct Making<'a> {
    owner: &'a Caller<'a>,
    name: &'a str,
    things: BTreeMap<&'static str, String>,
}

impl Making<'_> {
    fn made(&self, path: &str, body: Value) -> Value {
        self.owner.post(format!("/api/v1/{path}"), &body).ok()
    }

    fn put(&self, path: &str, body: &Value) -> Value {
        let path = format!("/api/v1/{path}");
        let etag = self.owner.get(&path).etag();
        self.owner.edit(Method::PUT, &path, &etag, body).ok()
    }

    #[track_caller]
    fn keep(&mut self, what: &'static str, id: &Value) {
        let id = id.as_str().expect("an id").to_owned();
        self.things.insert(what, id);
    }

    fn id(&self, what: &str) -> &str {
        &self.things[what]
    }

    fn places(&mut self) {
        let named = |code: String| json!({ "code": code, "name": code });
        let name = self.name;
        let region = self.made("regions", named(format!("R-{name}")));
        self.keep("region", &region["id"]);
        let store = json!({ "code": name, "name": name, "region_id": region["id"],
            "ownership": "owned", "zone": "Asia/Shanghai" });
        let store = self.made("stores", store);
        self.keep("store", &store["id"]);
        let tills = format!("stores/{}/tills", self.id("store"));
        let till = self.made(&tills, named("01".into()));
        self.keep("till", &till["id"]);
    }

    fn goods(&mut self) {
        let name = self.name;
        let category = self.made("categories", json!({ "name": format!("C-{name}") }));
        self.keep("category", &category["id"]);
        let goods = json!({ "code": name, "name": name, "category_id": category["id"], "skus": [
            { "code": name, "list_price": 1_800, "keeps_stock": true }] });
        let goods = self.made("goods", goods);
        self.keep("goods", &goods["id"]);
        self.keep("sku", &goods["skus"][0]["id"]);
        let group = json!({ "name": name, "include": [
            { "kind": "category", "id": category["id"] }] });
        let group = self.made("goods-groups", group);
        self.keep("group", &group["id"]);
        let pictures = format!("/api/v1/goods/{}/pictures", self.id("goods"));
        let picture = crate::retail::pictures::walk(self.owner, pictures);
        let picture = self.owner.app.send(&picture).ok();
        self.keep("picture", &picture["id"]);
        let shelf = format!("skus/{}/stock/{}", self.id("sku"), self.id("store"));
        self.made(
            &shelf,
            json!({ "kind": "count", "quantity": 10_000, "reason": "开业" }),
        );
    }

    fn offers(&mut self) {
        let offer = json!({ "kind": "coupon", "terms": coupon_terms(self.name) });
        let offer = self.made("offers", offer);
        self.keep("offer", &offer["id"]);
        let publish = format!("offers/{}/publish", self.id("offer"));
        self.made(&publish, json!({ "edit": offer["edit"], "reason": "走查" }));
        let coupon = json!({ "offer_id": offer["id"], "member_id": self.id("member"),
            "reason": "走查" });
        let coupon = self.made("coupons", coupon);
        self.keep("coupon", &coupon["id"]);
        let code = format!("/api/v1/coupons/{}/code", self.id("coupon"));
        let code = self.owner.get(code).ok()["code"].clone();
        self.keep("coupon_code", &code);
        let asked = json!({ "offer_id": self.id("offer"), "from": "2026-11-01",
            "to": "2026-11-30" });
        let replay = self.made("offer-replays", asked);
        self.keep("replay", &replay["id"]);
    }

    fn people(&mut self) {
        let name = self.name;
        let tiers = json!({ "tiers": [{ "rank": 1, "name": "金卡", "discount": 9_500,
            "points_multiplier": 10_000 }] });
        let tiers = self.put("tiers", &tiers);
        self.keep("tier", &tiers["items"][0]["id"]);
        let person = |card: &str| json!({ "card_no": card, "store_id": self.id("store") });
        let card_no = format!("C-{name}");
        let member = self.made("members", person(&card_no));
        let [kept, gone, twin] =
            ["K", "G", "T"].map(|card| self.made("members", person(&format!("{card}-{name}"))));
        self.keep("member", &member["id"]);
        self.keep("card", &member["cards"][0]["id"]);
        self.keep("card_no", &json!(card_no));
        self.keep("twin", &twin["id"]);
        let merge = json!({ "survivor_id": kept["id"], "absorbed_id": gone["id"],
            "reason": "走查" });
        let merge = self.made("merges", merge);
        self.keep("merge", &merge["id"]);
        let uid = name.bytes().fold(0, |sum, byte| sum * 31 + u32::from(byte)) % 0xff_ffff;
        let tags = format!("members/{}/nfc-tags", self.id("member"));
        let tags = self.made(&tags, json!({ "uid": format!("04{uid:06X}") }));
        self.keep("tag", &tags["items"][0]["id"]);
        let staff = json!({ "login": format!("x-{name}"), "name": name,
            "password": STAFF_PASSWORD, "role": "guide",
            "scope": { "store_ids": [self.id("store")] } });
        let staff = self.made("staff", staff);
        self.keep("staff", &staff["id"]);
        let session = self.log_in();
        self.keep("session", &session);
    }

    /// A log-in of the person that was hired.
    fn log_in(&self) -> Value {
        let brand = self.owner.get("/api/v1/session").ok()["brand"]["code"].take();
        let body = json!({ "brand": brand, "login": format!("x-{}", self.name),
            "password": STAFF_PASSWORD });
        let begun = self.owner.app.anybody().post("/api/v1/session", &body);
        let own = Caller {
            token: Some(crate::app::token_of(&begun)),
            ..self.owner.clone()
        };
        own.get("/api/v1/sessions").ok()["items"][0]["id"].take()
    }

    fn sales(&mut self) {
        let sale = |member: Option<&str>| {
            let order = json!({ "store_id": self.id("store"), "member_id": member,
                "expected_total": 180_000,
                "lines": [{ "sku_id": self.id("sku"), "quantity": 100 }],
                "tenders": [{ "kind": "cash", "amount": 180_000 }] });
            self.made("orders/settle", order)
        };
        let (order, anonymous) = (sale(Some(self.id("member"))), sale(None));
        self.keep("order", &order["order_id"]);
        self.keep("line", &order["lines"][0]["line_id"]);
        self.keep("anonymous", &anonymous["order_id"]);
    }

    /// A joining link, and the address to which SMS reports come.
    fn doors(&mut self) {
        let link = json!({ "name": self.name, "store_id": self.id("store"),
            "guide_id": self.id("staff") });
        let link = self.made("joining-links", link);
        self.keep("link", &link["id"]);
        self.keep("door", &link["code"]);
        let sms = self.put("sms/settings", &sms_settings());
        let address = sms["reports_path"].as_str().expect("an address");
        let mut parts = address.rsplit('/').map(|part| json!(part));
        self.keep("token", &parts.next().expect("a secret"));
        self.keep("brand", &parts.next().expect("a brand"));
    }

    fn privacy(&mut self) {
        let key = format!("f_{}", self.name);
        let field = json!({ "key": key, "kind": "text", "zh": "肤质", "en": "Skin" });
        let field = self.made("member-fields", field);
        self.keep("field", &field["id"]);
        self.keep("field_key", &json!(key));
        let requests = format!("members/{}/requests", self.id("member"));
        let request = json!({ "kind": "correction", "origin": "console", "wish": "走查" });
        let request = self.made(&requests, request);
        self.keep("request", &request["id"]);
    }

    fn files(&mut self) {
        let imported = self.owner.app.send(&import(self.owner)).ok();
        self.keep("import", &imported["id"]);
        self.keep("job", &imported["job"]["id"]);
        let list = json!({ "subject": "members", "format": "csv", "reason": "走查" });
        let export = self.made("exports", list);
        self.keep("export", &export["export"]["id"]);
    }

    /// A key of a program, and an act that waits: more points than one may give alone.
    fn ways_in(&mut self) {
        let made = self.made("api-keys", api_key(self.name, self.id("store")));
        self.keep("key", &made["key"]["id"]);
        let large = json!({ "asset": "points", "amount": 20_000, "reason": "走查",
            "store_id": self.id("store") });
        let told = self.made(&format!("members/{}/adjustments", self.id("member")), large);
        self.keep("approval", &told["approval"]["id"]);
    }
}
