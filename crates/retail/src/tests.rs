//! The routes of this context through the guard, and every statement against the schema.

mod site;

use access::{Role, Scope};
use kernel::{RegionId, StoreId};
use serde_json::{Value as Json, json};
use site::{Answer, Client, Site, found};

fn text(body: &Json, name: &str) -> String {
    body[name]
        .as_str()
        .unwrap_or_else(|| panic!("no {name} in {body}"))
        .to_owned()
}

fn store(owner: &Client<'_>, code: &str, region_id: Option<&str>) -> String {
    let body = json!({
        "code": code, "name": code, "region_id": region_id, "ownership": "owned",
        "zone": "Asia/Shanghai",
    });
    text(&owner.post("/stores", &body), "id")
}

fn latte(owner: &Client<'_>) -> Json {
    let sku = json!({
        "code": "latte-1800", "barcodes": ["6901234567892"], "list_price": 1800,
        "member_price": 1600, "keeps_stock": true,
    });
    owner.post(
        "/goods",
        &json!({ "code": "G-1", "name": "拿铁", "skus": [sku] }),
    )
}

fn codes(answer: &Answer) -> Vec<&str> {
    let items = answer.2["items"].as_array().expect("a page");
    items
        .iter()
        .map(|item| item["code"].as_str().expect("a code"))
        .collect()
}

#[test]
fn goods_are_entered_priced_counted_and_found_at_the_till() {
    testkit::both(|db| {
        found(db, vec![("owner", Role::Owner, Scope::Brand)]);
        let site = Site::new(db);
        let owner = site.log_in("owner");
        let here = store(&owner, "XH01", None);
        let goods = latte(&owner);
        let sku = text(&goods["skus"][0], "id");
        let set = json!({ "list_price": 2000, "member_price": 1900 });
        let price = format!("/skus/{sku}/prices/{here}");
        assert_eq!(owner.edit("PUT", &price, 0, &set).0, 200);
        assert_eq!(owner.edit("PUT", &price, 0, &set).2["code"], "edit.stale");
        let stock = format!("/skus/{sku}/stock/{here}");
        let count = json!({ "kind": "count", "quantity": 12, "reason": "盘点" });
        assert_eq!(owner.post(&stock, &count)["quantity"], 12);
        assert_eq!(
            owner.post(&stock, &count)["quantity"],
            12,
            "the twin counts nothing"
        );
        let broken = json!({ "kind": "adjustment", "quantity": -13, "reason": "碎了" });
        let short = owner.post(&stock, &broken);
        assert_eq!(short["code"], "retail.stock_short");
        assert_eq!(
            (&short["params"]["available"], &short["params"]["required"]),
            (&json!(12), &json!(13))
        );
        let entries = owner.get(&format!("{stock}/entries")).2;
        assert_eq!(entries["items"].as_array().map(Vec::len), Some(1));

        let scanned = owner
            .get(&format!("/skus?barcode=6901234567892&store_id={here}"))
            .2;
        let found = &scanned["items"][0];
        assert_eq!(
            (&found["list_price"], &found["goods_name"]),
            (&json!(1800), &json!("拿铁"))
        );
        assert_eq!(
            found["at_store"],
            json!({
                "store_id": here, "list_price": 2000, "member_price": 1900,
                "price_version": 1, "stock": 12,
            })
        );
        assert_eq!(owner.edit("DELETE", &price, 1, &Json::Null).0, 204);
        let edited = json!({ "member_price": null, "is_active": false });
        let path = format!("/skus/{sku}");
        let (status, etag, body) = owner.edit("PATCH", &path, 1, &edited);
        assert_eq!((status, etag.as_deref()), (200, Some("\"2\"")), "{body}");
        assert_eq!(
            (&body["member_price"], &body["may_be_sold"]),
            (&Json::Null, &json!(false))
        );
        assert_eq!(
            codes(&owner.get("/skus?q=latte&may_be_sold=true")),
            Vec::<&str>::new()
        );
    });
}

#[test]
fn a_person_of_some_stores_acts_there_and_nowhere_else() {
    testkit::both(|db| {
        found(db, vec![("owner", Role::Owner, Scope::Brand)]);
        let site = Site::new(db);
        let owner = site.log_in("owner");
        let region = owner.post("/regions", &json!({ "code": "EAST", "name": "华东" }));
        let region_id: RegionId = text(&region, "id").parse().expect("an id");
        let mine = store(&owner, "A", Some(&text(&region, "id")));
        let other = store(&owner, "B", None);
        let sku = text(&latte(&owner)["skus"][0], "id");
        let store_id: StoreId = mine.parse().expect("an id");
        found(
            db,
            vec![
                ("manager", Role::StoreManager, Scope::Stores(vec![store_id])),
                ("east", Role::HqOperations, Scope::Regions(vec![region_id])),
            ],
        );
        let (manager, east) = (site.log_in("manager"), site.log_in("east"));
        assert_eq!(codes(&owner.get("/stores")), ["A", "B"]);
        assert_eq!(codes(&manager.get("/stores")), ["A"]);
        assert_eq!(codes(&east.get("/stores")), ["A"]);
        assert_eq!(manager.get(&format!("/stores/{mine}")).0, 200);
        let count = json!({ "kind": "count", "quantity": 1, "reason": "盘点" });
        assert_eq!(
            manager.post(&format!("/skus/{sku}/stock/{mine}"), &count)["quantity"],
            1
        );
        for path in [
            format!("/stores/{other}"),
            format!("/stores/{other}/tills"),
            format!("/skus/{sku}/stock/{other}"),
            format!("/skus?store_id={other}"),
        ] {
            let status = manager.get(&path).0;
            assert!(status == 403 || status == 404, "{path}: {status}");
        }
        let name = json!({ "name": "华东一店" });
        assert_eq!(
            east.edit("PATCH", &format!("/stores/{mine}"), 1, &name).0,
            200
        );
        assert_ne!(
            east.edit("PATCH", &format!("/stores/{other}"), 1, &name).0,
            200
        );
        let goods = json!({ "code": "G-2", "name": "x", "skus": [] });
        assert_eq!(
            east.post("/goods", &goods)["code"],
            "access.needs_whole_brand"
        );
        let till = manager.post(
            &format!("/stores/{mine}/tills"),
            &json!({ "code": "1", "name": "a" }),
        );
        assert_eq!(till["code"], "access.missing_permission");
    });
}

/// Sends a body and compares status, pointer and code of the first wrong field.
fn check_named(owner: &Client<'_>, method: &str, path: &str, body: Json, wanted: &str) {
    let key = wanted.replace(' ', "-");
    let header = match method {
        "POST" => ("idempotency-key", key.as_str()),
        _ => ("if-match", "\"1\""),
    };
    let (status, _, answer) = owner.call(method, path, header, &body);
    let of_field = |name: &str| answer["errors"][0][name].as_str().unwrap_or("-").to_owned();
    let named = format!("{status} {} {}", of_field("pointer"), of_field("code"));
    assert_eq!(named, wanted, "{answer}");
}

#[test]
fn a_wrong_field_is_named() {
    testkit::both(|db| {
        found(db, vec![("owner", Role::Owner, Scope::Brand)]);
        let site = Site::new(db);
        let owner = site.log_in("owner");
        let path = format!("/goods/{}", text(&latte(&owner), "id"));
        let edit = |body, wanted| check_named(&owner, "PATCH", &path, body, wanted);
        edit(json!({ "name": null }), "422 /name value.wrong_type");
        edit(json!({ "colour": 1 }), "422 /colour field.unknown");
        edit(json!({ "name": " " }), "422 /name text.empty");

        let post = |path: &str, body, wanted| check_named(&owner, "POST", path, body, wanted);
        post(
            "/regions",
            json!({ "code": "x" }),
            "422 /name value.missing",
        );
        let skus = json!([{ "code": "a b", "list_price": 1 }]);
        let body = json!({ "code": "G", "name": "x", "skus": skus });
        post("/goods", body, "422 /skus/0/code value.wrong_format");
        let sku = json!({ "code": "a", "list_price": 10_000_000_001_i64 });
        post(
            &format!("{path}/skus"),
            sku,
            "422 /list_price number.too_large",
        );
        let hours = json!([{ "weekday": "monday", "opens": "9:30", "closes": "22:00" }]);
        let body = json!({ "code": "A", "name": "x", "ownership": "owned",
            "zone": "Asia/Shanghai", "opening_hours": hours });
        post(
            "/stores",
            body,
            "422 /opening_hours/0/opens value.wrong_format",
        );
        let under = json!({ "parent_id": "cat_0000000000001", "name": "x" });
        post("/categories", under, "422 /parent_id reference.unknown");

        let get = |path: &str, wanted| check_named(&owner, "GET", path, Json::Null, wanted);
        get("/skus?limit=0", "422 ?limit number.too_small");
        get("/skus?cursor=x", "422 ?cursor value.wrong_format");
        get("/goods/gds_1", "422 {goods_id} value.wrong_format");
    });
}

#[test]
fn every_route_says_what_it_needs() {
    let (_, declared) = crate::routes().describe();
    let lines: Vec<String> = declared
        .iter()
        .map(|one| format!("{} {} {}", one.operation_id, one.method, one.permission))
        .collect();
    let wanted = "
        list_regions GET stores.read · create_region POST chain.write
        edit_region PATCH chain.write
        list_stores GET stores.read · get_store GET stores.read
        create_store POST chain.write · edit_store PATCH stores.write
        list_tills GET stores.read · create_till POST stores.write · edit_till PATCH stores.write
        list_categories GET goods.read · create_category POST goods.write
        edit_category PATCH goods.write
        list_goods GET goods.read · get_goods GET goods.read
        create_goods POST goods.write · edit_goods PATCH goods.write
        list_skus GET goods.read · get_sku GET goods.read
        add_sku POST goods.write · edit_sku PATCH goods.write
        set_store_price PUT prices.write · remove_store_price DELETE prices.write
        list_price_record GET goods.read
        add_goods_picture POST goods.write · list_goods_pictures GET goods.read
        order_goods_pictures PUT goods.write · show_goods_picture GET goods.read
        remove_goods_picture DELETE goods.write
        list_goods_groups GET goods.read · get_goods_group GET goods.read
        list_goods_group_skus GET goods.read
        create_goods_group POST goods.write · replace_goods_group PUT goods.write
        get_stock GET goods.read · change_stock POST stock.write
        list_stock_entries GET goods.read";
    let wanted: Vec<&str> = wanted.split(['·', '\n']).map(str::trim).collect();
    assert_eq!(lines, wanted[1..]);
}

#[test]
fn every_statement_fits_the_schema() {
    testkit::both(|db| {
        let complaints = platform::db::check_statements(&db.url).expect("a database");
        assert_eq!(complaints, Vec::<String>::new());
    });
}
