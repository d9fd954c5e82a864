//! Why a sale is not settled: each refusal as the till gets it, with its numbers.

use crate::app::{TestApp, both, on};
use access::Role;
use axum::http::Method;
use kernel::{MemberId, SkuId, StoreId};
use platform::db::Dialect;
use serde_json::{Value, json};
use std::collections::BTreeSet;

struct World {
    xuhui: StoreId,
    closed: StoreId,
    latte: SkuId,
    gone: SkuId,
    rare: SkuId,
    li: MemberId,
    frozen: MemberId,
}

impl World {
    fn of(app: &TestApp) -> World {
        let chain = &app.chain;
        let (xuhui, closed) = (chain.store("xuhui"), chain.store("closed"));
        let (latte, gone) = (chain.goods("latte-1800"), chain.goods("gone-900"));
        let world = World {
            xuhui,
            closed,
            latte,
            gone,
            rare: chain.goods_on_shelf("rare-500", xuhui, 2),
            li: chain.member("li").points(150).stored_value(1_000).id,
            frozen: chain.member("wang").id,
        };
        let owner = app.log_in_as(Role::Owner);
        let edit = |path: String, change: &Value| {
            let etag = owner.get(path.as_str()).etag();
            owner.edit(Method::PATCH, &path, &etag, change).ok();
        };
        edit(
            format!("/api/v1/stores/{closed}"),
            &json!({ "is_open": false }),
        );
        edit(
            format!("/api/v1/skus/{gone}"),
            &json!({ "is_active": false }),
        );
        let freeze = format!("/api/v1/members/{}/freeze", world.frozen);
        owner.post(freeze, &json!({ "reason": "试试" })).ok();
        owner
            .post(
                "/api/v1/orders/settle",
                &world.order(|order| {
                    order["receipt_no"] = json!("XH-1");
                }),
            )
            .ok();
        world
    }

    /// An order that would be settled, but for the change.
    fn order(&self, change: impl FnOnce(&mut Value)) -> Value {
        let mut order = json!({
            "store_id": self.xuhui, "member_id": self.li, "expected_total": 3_600,
            "lines": [{ "sku_id": self.latte, "quantity": 2 }],
            "tenders": [{ "kind": "cash", "amount": 3_600 }],
        });
        change(&mut order);
        order
    }

    /// Orders that are refused, by what the till is told.
    fn refused(&self) -> Vec<(&'static str, u16, Value)> {
        let paid = |kind: &str, amount: i64, rest: i64| {
            let tenders =
                json!([{ "kind": kind, "amount": amount }, { "kind": "cash", "amount": rest }]);
            self.order(|order| order["tenders"] = tenders)
        };
        let with = |field: &str, value: Value| self.order(|order| order[field] = value);
        let line = |sku: SkuId, quantity: i64, price: i64| {
            self.order(|order| {
                order["lines"] = json!([{ "sku_id": sku, "quantity": quantity }]);
                order["expected_total"] = json!(quantity * price);
                order["tenders"] = json!([{ "kind": "cash", "amount": quantity * price }]);
            })
        };
        let unknown = |prefix: &str| json!(format!("{prefix}_0000000000001"));
        let mut anonymous = paid("stored_value", 600, 3_000);
        anonymous["member_id"] = Value::Null;
        vec![
            ("unknown_store", 422, with("store_id", unknown("sto"))),
            ("store_closed", 422, with("store_id", json!(self.closed))),
            ("unknown_till", 422, with("till_id", unknown("til"))),
            ("receipt_no_taken", 422, with("receipt_no", json!("XH-1"))),
            ("unknown_member", 422, with("member_id", unknown("mem"))),
            ("member_frozen", 422, with("member_id", json!(self.frozen))),
            (
                "unknown_sku",
                422,
                line("sku_0000000000001".parse().expect("an id"), 1, 0),
            ),
            ("sku_inactive", 422, line(self.gone, 1, 900)),
            ("price_changed", 422, with("expected_total", json!(3_500))),
            ("tenders_do_not_add_up", 422, paid("card", 600, 2_900)),
            ("member_needed", 422, anonymous),
            ("points_not_in_steps", 422, paid("points", 150, 3_450)),
            ("points_over_cap", 422, paid("points", 1_900, 1_700)),
            (
                "too_little_stored_value",
                422,
                paid("stored_value", 1_001, 2_599),
            ),
            ("too_few_points", 422, paid("points", 200, 3_400)),
            ("stock_short", 422, line(self.rare, 3, 500)),
            ("nothing_bought", 422, with("lines", json!([]))),
            ("nonsense", 422, {
                let mut order = paid("points", -1, 3_601);
                order["lines"] = json!([{ "sku_id": self.latte, "quantity": 0 },
                                        { "sku_id": self.latte, "quantity": 1_000_001 }]);
                order["receipt_no"] = json!("");
                order
            }),
            ("wrong_type", 422, with("expected_total", json!("36 yuan"))),
            ("unknown_word", 422, paid("shells", 1, 3_599)),
            ("unknown_field", 422, with("discount", json!(1))),
        ]
    }
}

#[test]
fn each_refusal_of_settling_is_as_reviewed() {
    both(|app| {
        let world = World::of(app);
        let owner = app.log_in_as(Role::Owner);
        let li = app.chain.member("li");
        let before = (li.balances(), app.chain.stock(world.xuhui, world.rare));
        for (name, status, order) in world.refused() {
            let reply = owner.post("/api/v1/orders/settle", &order);
            assert_eq!(reply.status, status, "{name}: {}", reply.text);
            assert_eq!(reply.header("content-type"), "application/problem+json");
            let mut problem = reply.body;
            pin(&mut problem);
            insta::assert_json_snapshot!(name, problem);
        }
        let after = (li.balances(), app.chain.stock(world.xuhui, world.rare));
        assert_eq!(after, before, "a refused order leaves no trace");
        let orders = owner.get("/api/v1/orders").ok();
        assert_eq!(orders["items"].as_array().map(Vec::len), Some(1));
        app.prove();
    });
}

#[test]
fn no_snapshot_is_left_of_a_refusal_that_is_gone() {
    on(Dialect::Sqlite, |app| {
        let names: BTreeSet<String> = (World::of(app).refused().iter())
            .map(|(name, ..)| format!("it__checkout__refusals__{name}.snap"))
            .collect();
        let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/it/checkout/snapshots");
        let kept: BTreeSet<String> = (std::fs::read_dir(folder).expect("snapshots"))
            .map(|file| file.expect("a file").file_name())
            .map(|name| name.to_string_lossy().into_owned())
            .filter(|name| name.ends_with(".snap"))
            .collect();
        assert_eq!(kept, names);
        app.settle_outbox();
    });
}

/// Puts what differs from run to run out of sight: ids, also inside sentences.
fn pin(value: &mut Value) {
    match value {
        Value::String(text) => *text = pinned(text),
        Value::Array(items) => items.iter_mut().for_each(pin),
        Value::Object(fields) => fields.values_mut().for_each(pin),
        _ => {}
    }
}

/// `member mem_06bq… is frozen` → `member mem_… is frozen`.
fn pinned(text: &str) -> String {
    let is_id = |word: &str| {
        let (prefix, rest) = word.split_once('_').unwrap_or_default();
        prefix.len() == 3 && rest.len() == 13 && rest.bytes().all(|c| c.is_ascii_alphanumeric())
    };
    let pin = |word: &str| {
        let end = word.trim_end_matches(',').len();
        let (id, rest) = word.split_at(end);
        if is_id(id) {
            format!("{}…{rest}", &id[..4])
        } else {
            word.to_owned()
        }
    };
    text.split(' ').map(pin).collect::<Vec<_>>().join(" ")
}
