//! Who may do what, through the front door: the real router on both engines, with a clock we set.

mod audit;
mod brand;
mod routes;
mod session;
mod staff;

use access::{AccessError, NewBrand, NewStaff, Role, Scope, ScopeResolver};
use axum::Router;
use axum::body::Body;
use axum::extract::ConnectInfo;
use axum::http::{HeaderMap, Request, header};
use http_body_util::BodyExt;
use kernel::{Act, BrandId, RegionId, StaffId, StoreId};
use platform::App;
use platform::config::Config;
use platform::seal::Seal;
use serde_json::{Value, json};
use std::net::SocketAddr;
use std::sync::OnceLock;
use testkit::TestDb;
use tower::ServiceExt;

const PASSWORD: &str = "right-password";

/// Regions 1 and 2, with the stores 11 and 12, 21 and 22.
const PLACES: ScopeResolver = ScopeResolver {
    stores_in_regions: |_, regions| {
        let of = |region: &RegionId| [1, 2].map(|number| StoreId(region.0 * 10 + number));
        Ok(regions.iter().flat_map(of).collect())
    },
    known_regions: |_, regions| {
        let is_known = |region: &&RegionId| (1..=2).contains(&region.0);
        Ok(regions.iter().filter(is_known).copied().collect())
    },
    find_tills: |_, tills| {
        let known = tills.iter().filter(|till| (1..=2).contains(&till.0));
        let place = access::TillPlace {
            store_id: StoreId(11),
            is_active: true,
        };
        Ok(known.map(|till| (*till, place)).collect())
    },
    known_stores: |_, stores| {
        let is_known = |store: &&StoreId| [11, 12, 21, 22].contains(&store.0);
        Ok(stores.iter().filter(is_known).copied().collect())
    },
};

/// Makes one hash for all tests, for it takes its time.
fn hash() -> &'static str {
    static MADE: OnceLock<String> = OnceLock::new();
    MADE.get_or_init(|| access::hash_password(PASSWORD).expect("hashed"))
}

/// A brand `chain` with the owner `boss`.
struct Chain<'a> {
    db: &'a TestDb,
    app: App,
    router: Router,
    boss: StaffId,
}

/// What came back.
struct Reply {
    status: u16,
    headers: HeaderMap,
    body: Value,
}

impl Reply {
    fn code(&self) -> &str {
        self.body["code"].as_str().unwrap_or_default()
    }

    /// The cookie to send along from now on.
    fn cookie(&self) -> String {
        let header = self.headers.get(header::SET_COOKIE).expect("a cookie");
        let text = header.to_str().expect("visible letters");
        text.split(';').next().unwrap_or_default().to_owned()
    }

    fn etag(&self) -> String {
        let header = self.headers.get(header::ETAG).expect("an ETag");
        header.to_str().expect("visible letters").to_owned()
    }
}

fn new_staff(login: &str, role: Role, scope: Scope) -> NewStaff {
    NewStaff {
        login: login.into(),
        name: format!("{login} of the chain"),
        password: PASSWORD.into(),
        role,
        scope,
    }
}

fn new_brand(code: &str) -> NewBrand {
    NewBrand {
        code: code.into(),
        name: "会通优选".into(),
        currency: "CNY".into(),
        zone: "Asia/Shanghai".parse().expect("a zone"),
    }
}

/// Runs a test on each engine, for a brand that was just founded.
fn both(test: impl Fn(&Chain<'_>)) {
    testkit::both(|db| test(&Chain::found(db)));
}

impl<'a> Chain<'a> {
    fn found(db: &'a TestDb) -> Self {
        let act = Act::of_system(db.clock.now());
        let found = db.write(move |tx| {
            let owner = new_staff("boss", Role::Owner, Scope::Brand);
            access::found_brand(tx, &act, &new_brand("chain"), &owner, hash())
        });
        let (_, boss) = found.expect("founded");
        let seal = Seal::ephemeral();
        let app = App::new(db.db.clone(), db.clock.clone(), seal, Config::of_defaults());
        let routes = access::routes().into_router(&app, PLACES);
        let router = platform::http::around(routes, &app);
        Chain {
            db,
            app,
            router,
            boss,
        }
    }

    /// Hires somebody on behalf of the house.
    fn hire(&self, login: &str, role: Role, scope: Scope) -> StaffId {
        let act = Act::of_system(self.db.clock.now());
        let new = new_staff(login, role, scope);
        let hired = self
            .db
            .write(move |tx| access::create_staff(tx, &act, &new, hash()));
        hired.expect("hired")
    }

    fn later(&self, seconds: i64) {
        self.db.clock.advance_millis(seconds * 1_000);
    }

    /// Sends a request from an address; `headers` is `name: value` on each line.
    fn send_from(&self, from: &str, line: &str, headers: &str, body: &Value) -> Reply {
        let (method, path) = line.split_once(' ').expect("a method and a path");
        let mut request = Request::builder().method(method).uri(path);
        for line in headers.lines().filter(|line| !line.trim().is_empty()) {
            let (name, value) = line.split_once(": ").expect("a name and a value");
            request = request.header(name.trim(), value);
        }
        let content = if body.is_null() {
            Body::empty()
        } else {
            request = request.header(header::CONTENT_TYPE, "application/json");
            Body::from(body.to_string())
        };
        let mut request = request.body(content).expect("a request");
        let from: SocketAddr = format!("{from}:40000").parse().expect("an address");
        request.extensions_mut().insert(ConnectInfo(from));
        block_on(async {
            let response = self.router.clone().oneshot(request).await;
            let (parts, body) = response.expect("it always answers").into_parts();
            let bytes = body.collect().await.expect("a body").to_bytes();
            Reply {
                status: parts.status.as_u16(),
                headers: parts.headers,
                body: serde_json::from_slice(&bytes).unwrap_or_default(),
            }
        })
    }

    fn send(&self, line: &str, headers: &str, body: &Value) -> Reply {
        self.send_from("203.0.113.9", line, headers, body)
    }

    fn get(&self, path: &str, cookie: &str) -> Reply {
        let headers = format!("cookie: {cookie}");
        self.send(&format!("GET {path}"), &headers, &Value::Null)
    }

    fn post(&self, path: &str, cookie: &str, key: &str, body: &Value) -> Reply {
        let headers = format!("cookie: {cookie}\nidempotency-key: {key}");
        self.send(&format!("POST {path}"), &headers, body)
    }

    fn patch(&self, path: &str, cookie: &str, etag: &str, body: &Value) -> Reply {
        let headers = format!("cookie: {cookie}\nif-match: {etag}");
        self.send(&format!("PATCH {path}"), &headers, body)
    }

    fn try_log_in(&self, login: &str, password: &str) -> Reply {
        let body = json!({ "brand": "chain", "login": login, "password": password });
        self.send("POST /api/v1/session", "", &body)
    }

    /// Logs in and answers with the cookie.
    fn log_in(&self, login: &str) -> String {
        let reply = self.try_log_in(login, PASSWORD);
        assert_eq!(reply.status, 200, "{}", reply.body);
        reply.cookie()
    }

    /// Edits a person at the version that is current.
    fn edit(&self, cookie: &str, staff: StaffId, body: &Value) -> Reply {
        let path = format!("/api/v1/staff/{staff}");
        let seen = self.get(&path, cookie);
        assert_eq!(seen.status, 200, "{}", seen.body);
        self.patch(&path, cookie, &seen.etag(), body)
    }
}

fn block_on<T>(work: impl Future<Output = T>) -> T {
    tokio::runtime::Builder::new_multi_thread()
        .worker_threads(2)
        .enable_all()
        .build()
        .expect("a runtime")
        .block_on(work)
}

#[test]
fn every_statement_fits_the_schema() {
    testkit::both(|db| {
        let complaints = platform::db::check_statements(&db.url).expect("the database answers");
        assert_eq!(complaints, Vec::<String>::new());
    });
}

/// Another brand in the same database, with an owner of the same name.
fn found_another(chain: &Chain<'_>) -> BrandId {
    let id = BrandId(2);
    let act = Act::of_system(chain.db.clock.now());
    let found = chain.db.db.write_blocking(id, move |tx| {
        let owner = new_staff("boss", Role::Owner, Scope::Brand);
        access::found_brand(tx, &act, &new_brand("other"), &owner, hash())
    });
    let found: Result<_, AccessError> = found;
    found.expect("founded").0
}
