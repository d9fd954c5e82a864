//! The first setup: once, by whoever has the token of the data folder.

use crate::access::request::STAFF_PASSWORD;
use crate::app::token_of;
use crate::call::{Ask, Reply, fresh_key};
use axum::Router;
use axum::http::Method;
use kernel::BrandId;
use platform::App;
use platform::config::Config;
use platform::db::{DbError, Dialect, Tx};
use platform::jobs::{self, Job, Whose};
use platform::seal::Seal;
use serde_json::{Value, json};
use server::demo;
use std::os::unix::fs::PermissionsExt;
use std::time::Duration;
use testkit::TestDb;
use tokio::runtime::Runtime;
use tower::ServiceExt;

const SETUP: &str = "/api/v1/setup";

/// A server whose database has nothing in it.
struct Bare {
    ground: App,
    router: Router,
    runtime: Runtime,
    _folder: tempfile::TempDir,
    _test: TestDb,
}

impl Bare {
    fn both(story: impl Fn(&Bare)) {
        for dialect in testkit::engines() {
            story(&Bare::on(TestDb::new(dialect)));
        }
    }

    fn on(test: TestDb) -> Bare {
        let folder = tempfile::tempdir().expect("a folder");
        let mut config = Config::of_defaults();
        config.data.dir = folder.path().to_owned();
        let seal = Seal::ephemeral();
        let ground = App::new(test.db.clone(), test.clock.clone(), seal, config);
        let runtime = Runtime::new().expect("a runtime");
        let router = runtime.block_on(async { server::site::router(&ground) });
        Bare {
            ground,
            router,
            runtime,
            _folder: folder,
            _test: test,
        }
    }

    fn send(&self, ask: &Ask) -> Reply {
        let router = self.router.clone();
        let reply = router.oneshot(ask.request());
        self.runtime
            .block_on(async { Reply::read(reply.await.expect("an answer")).await })
    }

    /// With the token of the data folder.
    fn known(&self, ask: Ask) -> Ask {
        let token = server::setup::keep_token(&self.ground).expect("a token");
        ask.header("setup-token", token)
    }

    fn token_path(&self) -> std::path::PathBuf {
        self.ground.config.data.dir.join("setup-token")
    }

    fn brands(&self) -> usize {
        access::list_brands(&self.ground.db).expect("brands").len()
    }
}

fn get() -> Ask {
    Ask::new(Method::GET, SETUP)
}

fn found(body: &Value) -> Ask {
    Ask::new(Method::POST, SETUP).json(body)
}

fn load_demo() -> Ask {
    Ask::new(Method::POST, format!("{SETUP}/demo")).key(fresh_key())
}

fn first(code: &str) -> Value {
    json!({
        "brand": { "code": code, "name": "会通优选" },
        "region": { "code": "EAST", "name": "华东" },
        "store": { "code": "XH01", "name": "徐汇店", "zone": "Asia/Shanghai" },
        "owner": { "login": "li.ming", "name": "李明", "password": STAFF_PASSWORD },
    })
}

#[test]
fn a_brand_is_founded_and_its_owner_goes_on_logged_in() {
    Bare::both(|bare| {
        let bare_view = json!({
            "is_founded": false, "can_load_demo": true, "needs_token": false, "demo": null,
        });
        assert_eq!(bare.send(&bare.known(get())).ok(), bare_view);
        server::setup::keep_token(&bare.ground).expect("a token");
        let reply = bare.send(&bare.known(found(&first("first"))));
        assert_eq!(reply.status, 200, "{}", reply.text);
        assert_eq!(reply.body["brand"]["code"], "first");
        assert_eq!(reply.body["staff"]["role"], "owner");
        let bearer = format!("Bearer {}", token_of(&reply));
        let list = |path: &str| {
            let ask = Ask::new(Method::GET, format!("/api/v1/{path}"));
            bare.send(&ask.header("authorization", bearer.clone())).ok()["items"].take()
        };
        let (regions, stores) = (list("regions"), list("stores"));
        assert_eq!(stores[0]["code"], "XH01");
        assert_eq!(stores[0]["region_id"], regions[0]["id"]);
        assert_eq!(list("tiers").as_array().map(Vec::len), Some(4));
        assert!(!bare.token_path().exists(), "it has done its work");
        let founded = bare.send(&bare.known(get())).ok();
        assert_eq!(
            (&founded["is_founded"], &founded["can_load_demo"]),
            (&json!(true), &json!(false))
        );

        bare.send(&bare.known(found(&first("second"))))
            .refused(409, "access.already_founded");
        bare.send(&bare.known(load_demo()))
            .refused(409, "access.already_founded");
        assert_eq!(bare.brands(), 1);
    });
}

#[test]
fn it_takes_the_token_of_the_data_folder() {
    Bare::both(|bare| {
        let kept_out = |ask: Ask| {
            bare.send(&ask).refused(403, "setup.wrong_token");
            assert_eq!(bare.brands(), 0);
        };
        let stranger = || found(&first("first")).from("203.0.113.9");
        kept_out(stranger().header("setup-token", ""));
        let token = server::setup::keep_token(&bare.ground).expect("a token");
        assert_eq!(
            server::setup::keep_token(&bare.ground).expect("the same"),
            token
        );
        let mode = bare
            .token_path()
            .metadata()
            .expect("there")
            .permissions()
            .mode();
        assert_eq!((token.len(), mode & 0o777), (32, 0o600));
        kept_out(stranger());
        // What comes from this machine may have come by way of a proxy or a tunnel.
        kept_out(
            found(&first("first"))
                .from("127.0.0.1")
                .header("host", "localhost:8080"),
        );
        kept_out(stranger().header("setup-token", "0".repeat(32)));
        kept_out(load_demo().from("203.0.113.9"));
        assert_eq!(
            bare.send(&get().from("203.0.113.9")).ok()["needs_token"],
            true
        );
        let known = get()
            .from("203.0.113.9")
            .header("setup-token", token.clone());
        assert_eq!(bare.send(&known).ok()["needs_token"], false);
        bare.send(&stranger().header("setup-token", token)).ok();
    });
}

#[test]
fn all_that_is_wrong_is_named_in_its_part() {
    Bare::both(|bare| {
        let check = |change: &dyn Fn(&mut Value), wanted: &[&str]| {
            let mut body = first("first");
            change(&mut body);
            let refusal = bare
                .send(&bare.known(found(&body)))
                .refused(422, "request.invalid");
            let errors = refusal["errors"].as_array().expect("fields");
            let found: Vec<String> = errors
                .iter()
                .map(|one| {
                    format!(
                        "{} {}",
                        one["pointer"].as_str().unwrap_or_default(),
                        one["code"].as_str().unwrap_or_default()
                    )
                })
                .collect();
            assert_eq!(found, wanted);
            assert_eq!(bare.brands(), 0);
        };
        check(
            &|body| {
                body["brand"]["code"] = "No Code".into();
                body["owner"]["login"] = "li ming".into();
                body["region"]["name"] = " ".into();
                body["store"]["code"] = "徐汇".into();
            },
            &[
                "/brand/code value.wrong_format",
                "/owner/login value.wrong_format",
                "/region/name text.empty",
                "/store/code value.wrong_format",
            ],
        );
        check(
            &|body| body["store"]["zone"] = "Mars/Olympus".into(),
            &["/store/zone value.wrong_format"],
        );
        check(
            &|body| body["owner"]["password"] = "13900001111".into(),
            &["/owner/password password.too_common"],
        );
        bare.send(&bare.known(found(&first("first")))).ok();
    });
}

#[test]
fn of_two_at_once_one_is_first() {
    Bare::both(|bare| {
        let asks = ["one", "other"].map(|code| bare.known(found(&first(code))));
        let replies = bare.runtime.block_on(async {
            let send = |ask: &Ask| {
                let reply = bare.router.clone().oneshot(ask.request());
                tokio::spawn(async { Reply::read(reply.await.expect("an answer")).await })
            };
            let sent = asks.each_ref().map(send);
            let mut replies = Vec::new();
            for reply in sent {
                replies.push(reply.await.expect("no panic"));
            }
            replies
        });
        let mut told: Vec<(u16, &str)> =
            replies.iter().map(|one| (one.status, one.code())).collect();
        told.sort_unstable();
        assert_eq!(told, [(200, ""), (409, "access.already_founded")]);
        assert_eq!(bare.brands(), 1);
    });
}

fn latest_job(bare: &Bare) -> (BrandId, Job) {
    let brand = server::brands(&bare.ground.db).expect("brands")[0];
    let job = bare.ground.db.read_blocking(brand, demo::find_job);
    (brand, job.expect("read").expect("a job"))
}

#[test]
fn the_demo_chain_is_begun_once_and_again_where_it_failed() {
    Bare::both(|bare| {
        let begun = bare.send(&bare.known(load_demo())).ok();
        let just_begun = json!({ "state": "loading", "done": 0, "total": 0, "reason": null });
        assert_eq!(begun, just_begun);
        assert_eq!(bare.send(&bare.known(load_demo())).ok(), just_begun);
        bare.send(&bare.known(found(&first("first"))))
            .refused(409, "access.already_founded");
        let (brand, job) = latest_job(bare);
        let now = bare.ground.clock.now();
        let cancel = move |tx: &mut Tx<'_>| jobs::cancel(tx, Whose::Everybodys, job.id, now);
        let cancelled: Result<_, DbError> = bare.ground.db.write_blocking(brand, cancel);
        assert!(cancelled.is_ok());
        assert_eq!(
            bare.send(&bare.known(get())).ok()["demo"]["state"],
            "failed"
        );
        assert_eq!(bare.send(&bare.known(load_demo())).ok()["state"], "loading");
        assert_ne!(latest_job(bare).1.id, job.id);
        assert_eq!(bare.brands(), 1);
    });
}

/// On one engine, for it takes its time and the loading itself is not what is told of.
#[test]
fn the_demo_chain_is_loaded_in_the_background_and_goes_on_where_it_stopped() {
    let bare = Bare::on(TestDb::new(Dialect::Sqlite));
    bare.send(&bare.known(load_demo())).ok();
    let now = bare.ground.clock.now();
    let run_due = || {
        let runner = server::background::runner(&bare.ground);
        runner.run_due(now).expect("jobs run");
    };
    std::thread::scope(|scope| {
        let work = scope.spawn(run_due);
        while bare.send(&bare.known(get())).ok()["demo"]["done"] == 0 {
            std::thread::sleep(Duration::from_millis(5));
        }
        let (brand, job) = latest_job(&bare);
        let cancel = move |tx: &mut Tx<'_>| jobs::cancel(tx, Whose::Everybodys, job.id, now);
        let cancelled: Result<_, DbError> = bare.ground.db.write_blocking(brand, cancel);
        assert!(cancelled.is_ok());
        work.join().expect("no panic");
    });
    assert_eq!(
        bare.send(&bare.known(get())).ok()["demo"]["state"],
        "failed"
    );
    bare.send(&bare.known(load_demo())).ok();
    run_due();
    let view = bare.send(&get().from("203.0.113.9")).ok();
    assert_eq!(view["is_founded"], true);
    let demo = &view["demo"];
    assert_eq!(
        (&demo["state"], &demo["done"]),
        (&json!("done"), &demo["total"])
    );
    assert!(demo["done"].as_i64() > Some(1_000), "{view}");
    let (login, ..) = demo::STAFF[0];
    let log_in = json!({
        "brand": demo::BRAND_CODE, "login": login, "password": demo::PASSWORD,
    });
    let session = Ask::new(Method::POST, "/api/v1/session").json(&log_in);
    bare.send(&session).ok();
}
