//! What a basket costs is what is then charged, wherever and whenever it is bought.

use crate::access::keys;
use crate::app::both;
use crate::call::Caller;
use crate::offers::house::{draft, money_off, promotion, text};
use access::{Permission, Role};
use axum::http::Method;
use kernel::{SkuId, StoreId, Timestamp};
use serde_json::{Value, json};

fn quote(caller: &Caller<'_>, store: StoreId, member: Value, sku: SkuId) -> Value {
    let lines = json!([{ "sku_id": sku, "quantity": 1 }]);
    let basket = json!({ "store_id": store, "member_id": member, "lines": lines });
    caller.post("/api/v1/quotes", &basket).ok()
}

#[test]
fn a_store_has_prices_of_its_own_until_they_are_taken_away() {
    both(|app| {
        let (xuhui, pudong) = (app.chain.store("xuhui"), app.chain.store("pudong"));
        let latte = app.chain.goods("latte-1800/1600");
        let li = json!(app.chain.member("li").id);
        let desk = app.log_in_as(Role::HqOperations);
        let price = format!("/api/v1/skus/{latte}/prices/{pudong}");
        let own = json!({ "list_price": 2_200, "member_price": 2_000 });
        let set = desk.edit(Method::PUT, &price, "\"0\"", &own);
        let etag = set.etag();
        set.ok();
        let prices = |store| {
            let quoted = [Value::Null, li.clone()].map(|who| quote(&desk, store, who, latte));
            quoted.map(|quoted| quoted["total"].as_i64().expect("money"))
        };
        assert_eq!(
            (prices(xuhui), prices(pudong)),
            ([1_800, 1_600], [2_200, 2_000])
        );

        // Whoever was told the old price is not charged the new one unasked.
        let order = |expected: i64| {
            json!({ "store_id": pudong, "expected_total": expected,
                    "lines": [{ "sku_id": latte, "quantity": 1 }],
                    "tenders": [{ "kind": "cash", "amount": expected }] })
        };
        let told = desk.post("/api/v1/orders/settle", &order(1_800));
        let told = told.refused(422, "checkout.price_changed");
        assert_eq!(told["params"], json!({ "quoted": 1_800, "now": 2_200 }));
        desk.post("/api/v1/orders/settle", &order(2_200)).ok();

        let away = desk
            .ask(Method::DELETE, price.as_str())
            .header("if-match", etag);
        app.send(&away).ok();
        assert_eq!(prices(pudong), [1_800, 1_600]);
        app.prove();
    });
}

#[test]
fn what_is_not_on_the_shelf_is_sold_only_where_the_store_allows_it() {
    both(|app| {
        let xuhui = app.chain.store("xuhui");
        let latte = app.chain.goods_on_shelf("latte-1800", xuhui, 1);
        let owner = app.log_in_as(Role::Owner);
        let order = json!({
            "store_id": xuhui, "expected_total": 3_600,
            "lines": [{ "sku_id": latte, "quantity": 2 }],
            "tenders": [{ "kind": "cash", "amount": 3_600 }],
        });
        let short = owner.post("/api/v1/orders/settle", &order);
        short.refused(422, "retail.stock_short");
        let path = format!("/api/v1/stores/{xuhui}");
        let etag = owner.get(path.as_str()).etag();
        let lenient = json!({ "allows_negative_stock": true });
        owner.edit(Method::PATCH, &path, &etag, &lenient).ok();
        owner.post("/api/v1/orders/settle", &order).ok();
        assert_eq!(app.chain.stock(xuhui, latte), -1);
        let stock = format!("/api/v1/skus/{latte}/stock/{xuhui}");
        let counted = json!({ "kind": "count", "quantity": 5, "reason": "月末盘点" });
        assert_eq!(owner.post(stock.as_str(), &counted).ok()["quantity"], 5);
        let moves = owner.get(format!("{stock}/entries")).ok();
        let moves: Vec<_> = moves["items"].as_array().expect("a list").iter().collect();
        let quantities: Vec<_> = moves.iter().map(|one| one["quantity"].as_i64()).collect();
        assert_eq!(quantities, [Some(6), Some(-2), Some(1)]);
        app.prove();
    });
}

#[test]
fn a_basket_is_priced_for_another_moment_by_whoever_may_read_offers() {
    both(|app| {
        let (store, latte) = (app.chain.store("xuhui"), app.chain.goods("latte-1800"));
        let now = app.test.clock.now();
        let next_week = json!({ "starts_at": now.plus_days(7), "ends_at": now.plus_days(8) });
        let mut terms = promotion("周年庆", money_off(1_000, 300));
        terms["schedule"] = next_week;
        let offer = draft(app, "promotion", &terms);
        let path = format!("/api/v1/offers/{}/publish", text(&offer["id"]));
        let publish = json!({ "edit": offer["edit"], "reason": "spring" });
        app.log_in_as(Role::Owner).post(path, &publish).ok();

        let asked = |at: Option<Timestamp>| {
            let lines = [json!({ "sku_id": latte, "quantity": 1 })];
            json!({ "store_id": store, "lines": lines, "at": at })
        };
        let desk = app.log_in_as(Role::HqOperations);
        let total = |at| desk.post("/api/v1/quotes", &asked(at)).ok()["total"].clone();
        let moments = [None, Some(now.plus_days(7)), Some(now.plus_days(9))];
        assert_eq!(moments.map(total), [1_800, 1_500, 1_800].map(Value::from));

        for (days, code) in [(-4_000, "date.too_early"), (4_000, "date.too_late")] {
            let told = desk.post("/api/v1/quotes", &asked(Some(now.plus_days(days))));
            let told = told.refused(422, "request.invalid")["errors"][0].clone();
            assert_eq!(
                (&told["pointer"], &told["code"]),
                (&json!("/at"), &json!(code))
            );
        }
        // What comes next week is not for every till and shop to know.
        let shop = keys::make(
            &app.log_in_as(Role::Owner),
            &[Permission::OrdersSettle],
            None,
        );
        let told = shop.caller.post("/api/v1/quotes", &asked(Some(now)));
        told.refused(403, "access.key_lacks_permission");
        shop.caller.post("/api/v1/quotes", &asked(None)).ok();
        app.prove();
    });
}
