//! The routes of this context through the guard: what comes in, what goes out, who may.

use super::Chain;
use access::{NewBrand, NewStaff, Role, Scope, ScopeResolver};
use axum::Router;
use axum::body::Body;
use axum::http::{Request, StatusCode};
use http_body_util::BodyExt;
use kernel::Act;
use platform::App;
use platform::config::Config;
use serde_json::{Value as Json, json};
use tower::ServiceExt;

/// A client who is logged in.
struct Client<'c> {
    router: &'c Router,
    runtime: &'c tokio::runtime::Runtime,
    token: String,
}

/// What came back.
struct Answer {
    status: StatusCode,
    etag: Option<String>,
    is_replayed: bool,
    body: Json,
}

impl Client<'_> {
    fn send(&self, method: &str, path: &str, headers: &[(&str, &str)], body: &Json) -> Answer {
        let mut request = Request::builder().method(method).uri(path);
        if !self.token.is_empty() {
            request = request.header("authorization", format!("Bearer {}", self.token));
        }
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        let body = match body {
            Json::Null => Body::empty(),
            body => {
                request = request.header("content-type", "application/json");
                Body::from(body.to_string())
            }
        };
        let request = request.body(body).expect("a request");
        self.runtime.block_on(async {
            let response = self
                .router
                .clone()
                .oneshot(request)
                .await
                .expect("an answer");
            let header = |name: &str| {
                response
                    .headers()
                    .get(name)
                    .and_then(|text| text.to_str().ok())
                    .map(str::to_owned)
            };
            let (status, etag) = (response.status(), header("etag"));
            let is_replayed = header("idempotent-replayed").is_some();
            let bytes = response
                .into_body()
                .collect()
                .await
                .expect("a body")
                .to_bytes();
            let body = serde_json::from_slice(&bytes).unwrap_or(Json::Null);
            Answer {
                status,
                etag,
                is_replayed,
                body,
            }
        })
    }

    fn get(&self, path: &str) -> Answer {
        self.send("GET", path, &[], &Json::Null)
    }

    fn post(&self, path: &str, key: &str, body: &Json) -> Answer {
        self.send("POST", path, &[("idempotency-key", key)], body)
    }
}

/// Lets `test` speak to the routes as an owner and as a cashier of xuhui.
fn with_clients(test: impl Fn(&Chain<'_>, &Client<'_>, &Client<'_>)) {
    testkit::both(|db| {
        let chain = Chain::new(db);
        let hash = access::hash_password("long enough pass").expect("a hash");
        let xuhui = chain.xuhui;
        let staff = move |login: &str, role, scope| NewStaff {
            login: login.into(),
            name: login.into(),
            password: "long enough pass".into(),
            role,
            scope,
        };
        let act = Act::of_system(db.clock.now());
        let founded: Result<_, access::AccessError> = db.write(move |tx| {
            let brand = NewBrand {
                code: "demo".into(),
                name: "Demo".into(),
                currency: "CNY".into(),
                zone: "Asia/Shanghai".parse().expect("known zone"),
            };
            let owner = staff("owner", Role::Owner, Scope::Brand);
            access::found_brand(tx, &act, &brand, &owner, &hash)?;
            let cashier = staff("cashier", Role::Cashier, Scope::Stores(vec![xuhui]));
            access::create_staff(tx, &act, &cashier, &hash)
        });
        founded.expect("a brand");
        let app = App::new(
            db.db.clone(),
            db.clock.clone(),
            chain.seal.clone(),
            Config::of_defaults(),
        );
        let router = routes_of(app);
        let runtime = tokio::runtime::Builder::new_current_thread()
            .enable_all()
            .build()
            .expect("a runtime");
        let log_in = |login: &str| {
            let nobody = Client {
                router: &router,
                runtime: &runtime,
                token: String::new(),
            };
            let body = json!({ "brand": "demo", "login": login, "password": "long enough pass" });
            let request = Request::builder()
                .method("POST")
                .uri("/api/v1/session")
                .header("content-type", "application/json")
                .body(Body::from(body.to_string()))
                .expect("a request");
            let response = runtime
                .block_on(router.clone().oneshot(request))
                .expect("an answer");
            let cookie = response.headers()["set-cookie"]
                .to_str()
                .expect("text")
                .to_owned();
            let token = cookie.split(['=', ';']).nth(1).expect("a token").to_owned();
            Client { token, ..nobody }
        };
        test(&chain, &log_in("owner"), &log_in("cashier"));
    });
}

/// The routes of this context and the one below it. There are no places that scopes could name.
fn routes_of(app: App) -> Router {
    let resolver = ScopeResolver {
        stores_in_regions: |_, _| Ok(Vec::new()),
        known_regions: |_, regions| Ok(regions.to_vec()),
        find_tills: |_, _| Ok(std::collections::HashMap::new()),
        known_stores: |_, stores| Ok(stores.to_vec()),
    };
    let house = crate::House {
        stored_value_cap: |_| Ok(kernel::Money(500_000)),
    };
    access::Guarded::new()
        .merge(access::routes())
        .merge(crate::routes())
        .into_router(&app, resolver)
        .layer(axum::Extension(house))
        .with_state(app)
}

#[test]
fn a_member_is_enrolled_found_edited_and_frozen() {
    with_clients(|chain, owner, cashier| {
        let body = json!({
            "name": "李娜", "phone": "138 0000 1234", "birthday": "1990-05-06",
            "gender": "female", "store_id": chain.xuhui,
        });
        let first = cashier.post("/api/v1/members", "k1", &body);
        assert_eq!(first.status, StatusCode::OK, "{}", first.body);
        let twin = cashier.post("/api/v1/members", "k1", &body);
        assert_eq!((twin.is_replayed, &twin.body), (true, &first.body));
        let again = cashier.post("/api/v1/members", "k2", &body);
        assert_eq!(again.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert_eq!(again.body["code"], "membership.already_enrolled");
        assert_eq!(again.body["params"]["member_id"], first.body["id"]);

        let page = cashier.get("/api/v1/members?q=ln&limit=1");
        assert_eq!(page.body["items"][0]["phone"], "138****1234");
        assert!(page.body["next"].is_null());
        let path = format!(
            "/api/v1/members/{}",
            first.body["id"].as_str().expect("an id")
        );
        let shown = cashier.get(&path);
        assert_eq!(shown.etag.as_deref(), Some("\"1\""));
        assert_eq!(shown.body["visits"]["orders"], 0);

        let name = json!({ "name": "李娜娜", "birthday": null });
        let edited = cashier.send("PATCH", &path, &[("if-match", "\"1\"")], &name);
        assert_eq!(
            (edited.status, edited.etag.as_deref()),
            (StatusCode::OK, Some("\"2\""))
        );
        assert!(edited.body["birthday"].is_null());
        let stale = cashier.send("PATCH", &path, &[("if-match", "\"1\"")], &name);
        assert_eq!(stale.status, StatusCode::PRECONDITION_FAILED);

        let reason = json!({ "reason": "card lost" });
        let freeze = format!("{path}/freeze");
        assert_eq!(
            cashier.post(&freeze, "k3", &reason).status,
            StatusCode::FORBIDDEN
        );
        assert_eq!(owner.post(&freeze, "k4", &reason).body["is_frozen"], true);
        let card = owner.post(
            &format!("{path}/cards"),
            "k5",
            &json!({ "card_no": "VIP-8821" }),
        );
        assert_eq!(card.body["cards"][0]["card_no"], "****8821");
        let card_id = card.body["cards"][0]["id"]
            .as_str()
            .expect("an id")
            .to_owned();
        let gone = owner.send(
            "DELETE",
            &format!("{path}/cards/{card_id}"),
            &[],
            &Json::Null,
        );
        assert_eq!(gone.status, StatusCode::NO_CONTENT);
    });
}

#[test]
fn balances_are_corrected_with_a_reason() {
    with_clients(|chain, owner, cashier| {
        let body = json!({ "phone": "13800001234", "store_id": chain.xuhui });
        let member = owner.post("/api/v1/members", "k1", &body);
        let path = format!(
            "/api/v1/members/{}",
            member.body["id"].as_str().expect("an id")
        );
        let adjust = format!("{path}/adjustments");
        let give = json!({ "asset": "points", "amount": 100, "reason": "forgotten at the till" });
        assert_eq!(
            cashier.post(&adjust, "k2", &give).status,
            StatusCode::FORBIDDEN
        );
        let given = owner.post(&adjust, "k3", &give);
        assert_eq!(given.status, StatusCode::OK, "{}", given.body);
        assert_eq!(given.body["balances"]["spendable"]["points"], 100);
        let take = json!({ "asset": "points", "amount": -101, "reason": "mistake" });
        let refused = owner.post(&adjust, "k4", &take);
        assert_eq!(refused.body["code"], "ledger.insufficient_balance");

        let balances = cashier.get(&format!("{path}/balances"));
        assert_eq!(balances.body["points"], 100);
        let before = cashier.get(&format!("{path}/balances?at=2026-01-01T00:00:00Z"));
        assert_eq!(
            (&before.body["points"], &before.body["spendable"]),
            (&json!(0), &Json::Null)
        );
        let future = cashier.get(&format!("{path}/balances?at=2099-01-01T00:00:00Z"));
        assert_eq!(future.body["errors"][0]["pointer"], "?at");
        assert_eq!(
            cashier.get(&format!("{path}/lots")).body["items"][0]["remaining"],
            100
        );
        let entries = cashier.get(&format!("{path}/entries?asset=points&limit=1"));
        assert_eq!(entries.body["items"][0]["reason"], "forgotten at the till");
        let unknown = cashier.get("/api/v1/members/mem_0000000000007/lots");
        assert_eq!(unknown.body["code"], "membership.member_not_found");
    });
}

#[test]
fn what_cannot_be_is_refused_by_field() {
    with_clients(|chain, owner, cashier| {
        let enrol = |body: Json| cashier.post("/api/v1/members", "k1", &body);
        let pointer = |answer: &Answer| answer.body["errors"][0]["pointer"].clone();
        let no_phone = enrol(json!({ "name": "李", "store_id": chain.xuhui }));
        assert_eq!(pointer(&no_phone), "/phone");
        let cashier_k2 = |body: Json| cashier.post("/api/v1/members", "k2", &body);
        let strange =
            cashier_k2(json!({ "phone": "13800001234", "store_id": chain.xuhui, "vip": true }));
        assert_eq!(
            (strange.status.is_client_error(), pointer(&strange)),
            (true, "/vip".into())
        );
        let foreign = cashier_k2(json!({ "phone": "13800001234", "store_id": chain.pudong }));
        assert_eq!(foreign.status, StatusCode::FORBIDDEN, "{}", foreign.body);
        let unknown = json!({ "phone": "13800001234", "store_id": "sto_0000000000007" });
        let unknown = owner.post("/api/v1/members", "k3", &unknown);
        assert_eq!(pointer(&unknown), "/store_id");
        for (query, at) in [
            ("limit=0", "?limit"),
            ("cursor=x", "?cursor"),
            ("store_id=x", "?store_id"),
            ("page=2", "?page"),
            ("q=%07", "?q"),
            ("field=skin", "?field_value"),
            ("field_value=dry", "?field"),
            ("field=%07", "?field"),
            ("field_value=%07", "?field_value"),
        ] {
            let answer = cashier.get(&format!("/api/v1/members?{query}"));
            assert!(answer.status.is_client_error(), "{query}");
            assert_eq!(pointer(&answer), at, "{query}");
        }
        let path = "/api/v1/members/mem_0000000000007";
        let unread = cashier.send("PATCH", path, &[], &json!({}));
        assert_eq!(unread.body["code"], "edit.if_match_missing");
        assert_eq!(cashier.get("/api/v1/members/7").status.as_u16() / 100, 4);
    });
}
