//! The routes of this context through the guard, and every statement against the schema.

use access::{NewBrand, NewStaff, Role, Scope, ScopeResolver};
use axum::Router;
use axum::body::Body;
use axum::http::Request;
use http_body_util::BodyExt;
use kernel::{Act, RegionId, StoreId};
use platform::App;
use platform::config::Config;
use platform::seal::Seal;
use serde_json::{Value as Json, json};
use testkit::TestDb;
use tower::ServiceExt;

const PASSWORD: &str = "long enough pass";

/// Every place that a scope names is one of ours here.
const PLACES: ScopeResolver = ScopeResolver {
    stores_in_regions: crate::stores_in_regions,
    known_regions: |_, regions| Ok(regions.to_vec()),
    find_tills: |_, _| Ok(std::collections::HashMap::new()),
    known_stores: |_, stores| Ok(stores.to_vec()),
};

/// What came back: the status, the `ETag`, the body.
type Answer = (u16, Option<String>, Json);

/// The routes, and the runtime that they run on.
struct Site {
    router: Router,
    runtime: tokio::runtime::Runtime,
}

impl Site {
    fn new(db: &TestDb) -> Site {
        let app = App::new(
            db.db.clone(),
            db.clock.clone(),
            Seal::ephemeral(),
            Config::of_defaults(),
        );
        let routes = access::routes().merge(crate::routes());
        let router = routes.into_router(&app, PLACES).with_state(app);
        let runtime = tokio::runtime::Builder::new_current_thread()
            .enable_all()
            .build();
        Site {
            router,
            runtime: runtime.expect("a runtime"),
        }
    }

    fn send(&self, request: Request<Body>) -> (Option<String>, Answer) {
        self.runtime.block_on(async {
            let response = self
                .router
                .clone()
                .oneshot(request)
                .await
                .expect("an answer");
            let header = |name: &str| {
                let text = response.headers().get(name)?.to_str().ok()?;
                Some(text.to_owned())
            };
            let (status, etag, cookie) = (
                response.status().as_u16(),
                header("etag"),
                header("set-cookie"),
            );
            let body = response
                .into_body()
                .collect()
                .await
                .expect("a body")
                .to_bytes();
            (
                cookie,
                (
                    status,
                    etag,
                    serde_json::from_slice(&body).unwrap_or(Json::Null),
                ),
            )
        })
    }

    fn log_in(&self, login: &str) -> Client<'_> {
        let body = json!({ "brand": "demo", "login": login, "password": PASSWORD });
        let request = Request::post("/api/v1/session").header("content-type", "application/json");
        let (cookie, _) = self.send(
            request
                .body(Body::from(body.to_string()))
                .expect("sendable"),
        );
        let cookie = cookie.expect("logged in");
        let token = cookie.split(['=', ';']).nth(1).expect("a token").to_owned();
        Client { site: self, token }
    }
}

/// Somebody who is logged in.
struct Client<'s> {
    site: &'s Site,
    token: String,
}

impl Client<'_> {
    fn call(&self, method: &str, path: &str, header: (&str, &str), body: &Json) -> Answer {
        let request = Request::builder()
            .method(method)
            .uri(format!("/api/v1{path}"))
            .header("authorization", format!("Bearer {}", self.token))
            .header("content-type", "application/json")
            .header(header.0, header.1);
        self.site
            .send(
                request
                    .body(Body::from(body.to_string()))
                    .expect("sendable"),
            )
            .1
    }

    fn get(&self, path: &str) -> Answer {
        self.call("GET", path, ("accept", "application/json"), &Json::Null)
    }

    /// Posts under a key of its own; answers with the body.
    fn post(&self, path: &str, body: &Json) -> Json {
        let key = format!("{path}{body}").replace(|c: char| !c.is_ascii_alphanumeric(), "-");
        let key: String = key.chars().take(250).collect();
        self.call("POST", path, ("idempotency-key", &key), body).2
    }

    /// Edits what was seen in a version.
    fn edit(&self, method: &str, path: &str, seen: i64, body: &Json) -> Answer {
        self.call(method, path, ("if-match", &format!("\"{seen}\"")), body)
    }
}

/// Founds a brand with an owner, and staff for stores and regions that are given.
fn found(db: &TestDb, staff: Vec<(&'static str, Role, Scope)>) {
    let hash = access::hash_password(PASSWORD).expect("a hash");
    let act = Act::of_system(db.clock.now());
    let founded: Result<_, access::AccessError> = db.write(move |tx| {
        for (login, role, scope) in staff.clone() {
            let (login, name) = (login.to_owned(), login.to_owned());
            let new = NewStaff {
                login,
                name,
                password: PASSWORD.into(),
                role,
                scope,
            };
            if role == Role::Owner {
                let brand = NewBrand {
                    code: "demo".into(),
                    name: "Demo".into(),
                    currency: "CNY".into(),
                    zone: "Asia/Shanghai".parse().expect("a known zone"),
                };
                access::found_brand(tx, &act, &brand, &new, &hash)?;
            } else {
                access::create_staff(tx, &act, &new, &hash)?;
            }
        }
        Ok(())
    });
    founded.expect("a brand");
}

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
        list_stores GET stores.read · get_store GET stores.read
        create_store POST chain.write · edit_store PATCH stores.write
        list_tills GET stores.read · create_till POST stores.write · edit_till PATCH stores.write
        list_categories GET goods.read · create_category POST goods.write
        list_goods GET goods.read · get_goods GET goods.read
        create_goods POST goods.write · edit_goods PATCH goods.write
        list_skus GET goods.read · get_sku GET goods.read
        add_sku POST goods.write · edit_sku PATCH goods.write
        set_store_price PUT prices.write · remove_store_price DELETE prices.write
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
