//! The record of prices over HTTP: every price that was set, and from when; a store's own only for
//! those who see the store.

use crate::app::both;
use crate::call::Caller;
use access::Role;
use axum::http::Method;
use kernel::SkuId;
use serde_json::{Value, json};

const MINUTE: i64 = 60_000;

fn prices(caller: &Caller<'_>, path: &str) -> Vec<(Value, Value)> {
    let list = caller.get(path).ok();
    let items = list["items"].as_array().expect("a list").iter();
    items
        .map(|one| (one["list_price"].clone(), one["member_price"].clone()))
        .collect()
}

#[test]
fn every_price_is_on_record_with_its_time() {
    both(|app| {
        let owner = app.log_in_as(Role::Owner);
        let goods = json!({ "code": "latte", "name": "拿铁", "skus": [
            { "code": "latte", "list_price": 1_800 }] });
        let goods = owner.post("/api/v1/goods", &goods).ok();
        let sku = format!(
            "/api/v1/skus/{}",
            goods["skus"][0]["id"].as_str().expect("an id")
        );
        let record = format!("{sku}/price-record");
        let edit = |body: Value| {
            app.test.clock.advance_millis(MINUTE);
            let etag = owner.get(&sku).etag();
            owner.edit(Method::PATCH, &sku, &etag, &body).ok();
        };
        edit(json!({ "list_price": 2_000, "member_price": 1_900 }));
        edit(json!({ "name": "大杯" }));
        edit(json!({ "list_price": 1_950 }));
        let pair = |list: Option<i64>, member: Option<i64>| (json!(list), json!(member));
        let wanted = [
            pair(Some(1_950), Some(1_900)),
            pair(Some(2_000), Some(1_900)),
            pair(Some(1_800), None),
        ];
        assert_eq!(prices(&owner, &record), wanted);
        let first = owner.get(format!("{record}?limit=1")).ok();
        let at = first["items"][0]["from_at"].as_str().expect("a time");
        assert!(at.starts_with("2026-"), "{at}");
        let next = first["next"].as_str().expect("more");
        assert_eq!(
            prices(&owner, &format!("{record}?cursor={next}")),
            wanted[1..]
        );

        let (xuhui, pudong) = (app.chain.store("xuhui"), app.chain.store("pudong"));
        let own = format!("{sku}/prices/{xuhui}");
        let own_price = json!({ "list_price": 1_700 });
        owner.edit(Method::PUT, &own, "\"0\"", &own_price).ok();
        app.test.clock.advance_millis(MINUTE);
        owner.edit(Method::DELETE, &own, "\"1\"", &Value::Null).ok();
        let of_store = format!("{record}?store_id={xuhui}");
        let wanted = [pair(None, None), pair(Some(1_700), None)];
        assert_eq!(prices(&owner, &of_store), wanted);
        assert_eq!(prices(&owner, &format!("{record}?store_id={pudong}")), []);

        let elsewhere = app.hire("wang", Role::StoreManager, &["pudong"]);
        elsewhere.get(of_store).refused(403, "access.out_of_scope");
        assert_eq!(prices(&elsewhere, &record).len(), 3);
        let nothing = owner.get(format!("/api/v1/skus/{}/price-record", SkuId(1)));
        nothing.refused(404, "retail.sku_not_found");
    });
}
