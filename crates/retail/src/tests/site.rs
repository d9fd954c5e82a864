//! The routes of this context behind the guard, and people who call them.

use access::{NewBrand, NewStaff, Role, Scope, ScopeResolver};
use axum::Router;
use axum::body::Body;
use axum::http::Request;
use http_body_util::BodyExt;
use kernel::Act;
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
pub type Answer = (u16, Option<String>, Json);

/// The routes, and the runtime that they run on.
pub struct Site {
    router: Router,
    runtime: tokio::runtime::Runtime,
}

impl Site {
    pub fn new(db: &TestDb) -> Site {
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

    pub fn log_in(&self, login: &str) -> Client<'_> {
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
pub struct Client<'s> {
    site: &'s Site,
    token: String,
}

impl Client<'_> {
    pub fn call(&self, method: &str, path: &str, header: (&str, &str), body: &Json) -> Answer {
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

    pub fn get(&self, path: &str) -> Answer {
        self.call("GET", path, ("accept", "application/json"), &Json::Null)
    }

    /// Posts under a key of its own; answers with the body.
    pub fn post(&self, path: &str, body: &Json) -> Json {
        let key = format!("{path}{body}").replace(|c: char| !c.is_ascii_alphanumeric(), "-");
        let key: String = key.chars().take(250).collect();
        self.call("POST", path, ("idempotency-key", &key), body).2
    }

    /// Edits what was seen in a version.
    pub fn edit(&self, method: &str, path: &str, seen: i64, body: &Json) -> Answer {
        self.call(method, path, ("if-match", &format!("\"{seen}\"")), body)
    }
}

/// Founds a brand with an owner, and staff for stores and regions that are given.
pub fn found(db: &TestDb, staff: Vec<(&'static str, Role, Scope)>) {
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
