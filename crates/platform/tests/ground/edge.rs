//! Every answer of the edge, over a real router.

use crate::{app, block_on};
use axum::Router;
use axum::body::Body;
use axum::http::{Request, Response, header};
use axum::routing::{get, post};
use http_body_util::BodyExt;
use kernel::{MemberId, PageRequest};
use platform::App;
use platform::http::{IfMatch, Json, Path, Problem, Query, Versioned, around, public_router};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use std::sync::Arc;
use testkit::TestDb;
use tower::ServiceExt;

#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Named {
    name: String,
    #[serde(default)]
    count: u8,
}

async fn echo(Json(body): Json<Named>) -> Json<Named> {
    Json(body)
}

async fn member(Path(id): Path<MemberId>, Query(page): Query<PageRequest>) -> String {
    format!("{id} {:?}", page.limit)
}

async fn pair(Path((_, _)): Path<(MemberId, MemberId)>) {}

async fn edit(version: IfMatch) -> Result<Versioned<u8>, Problem> {
    version.check(7)?;
    Ok(Versioned {
        version: 8,
        body: 1,
    })
}

async fn page() -> axum::response::Html<&'static str> {
    axum::response::Html("<p>")
}

async fn boom() -> &'static str {
    panic!("the secret of the house")
}

fn router(app: &App) -> Router {
    let routes = Router::new()
        .route("/echo", post(echo))
        .route("/members/{member_id}", get(member))
        .route("/pairs/{one}/{other}", get(pair))
        .route("/edit", post(edit))
        .route("/page", get(page))
        .route("/boom", get(boom))
        .route("/forever", get(std::future::pending::<()>))
        .merge(public_router());
    around(routes, app)
}

fn check(test: impl AsyncFn(&Router, &App)) {
    testkit::on(platform::db::Dialect::Sqlite, |db: &TestDb| {
        let mut app = app(db);
        let mut config = (*app.config).clone();
        config.server.request_timeout_seconds = 1;
        config.server.body_limit_bytes = 2_000;
        app.config = Arc::new(config);
        block_on(test(&router(&app), &app));
    });
}

struct Got {
    status: u16,
    head: Response<()>,
    body: Value,
}

impl Got {
    fn header(&self, name: &str) -> &str {
        let value = self.head.headers().get(name);
        value.map_or("", |value| value.to_str().expect("ASCII"))
    }
    fn error(&self) -> String {
        let error = &self.body["errors"][0];
        format!("{} {}", error["pointer"], error["code"]).replace('"', "")
    }
}

async fn send(router: &Router, request: Request<Body>) -> Got {
    let response = router.clone().oneshot(request).await.expect("an answer");
    let (head, body) = response.into_parts();
    let bytes = body.collect().await.expect("a body").to_bytes();
    Got {
        status: head.status.as_u16(),
        head: Response::from_parts(head, ()),
        body: serde_json::from_slice(&bytes)
            .unwrap_or_else(|_| Value::from(String::from_utf8_lossy(&bytes))),
    }
}

fn get_of(path: &str) -> Request<Body> {
    Request::get(path).body(Body::empty()).expect("a request")
}

fn json_to(path: &str, body: impl Into<Body>) -> Request<Body> {
    Request::post(path)
        .header(header::CONTENT_TYPE, "application/json; charset=utf-8")
        .body(body.into())
        .expect("a request")
}

#[test]
fn every_refusal_is_a_problem_with_the_request_id() {
    check(async |router, _| {
        let unsent = Request::post("/echo").body(Body::from("{}")).expect("ok");
        let latin = Request::post("/echo")
            .header(header::CONTENT_TYPE, "application/json; charset=latin1")
            .body(Body::from("{}"))
            .expect("ok");
        let cases = [
            (get_of("/nowhere"), 404, "request.no_route"),
            (get_of("/echo"), 405, "request.no_method"),
            (unsent, 415, "request.wrong_media"),
            (latin, 415, "request.wrong_media"),
            (json_to("/echo", "{"), 400, "request.malformed"),
            (
                json_to("/echo", &b"{\"name\":\"\xff\"}"[..]),
                400,
                "request.malformed",
            ),
            (
                json_to("/echo", vec![b' '; 2_001]),
                413,
                "request.too_large",
            ),
            (json_to("/echo", "{}"), 422, "request.invalid"),
            (get_of("/boom"), 500, "bug"),
            (get_of("/forever"), 503, "request.timeout"),
        ];
        for (request, status, code) in cases {
            let path = request.uri().path().to_owned();
            let got = send(router, request).await;
            assert_eq!(
                (got.status, got.body["code"].as_str()),
                (status, Some(code))
            );
            assert_eq!(got.header("content-type"), "application/problem+json");
            assert_eq!(got.body["instance"], path);
            let id = got.body["request_id"].as_str().expect("an id");
            assert!(id.starts_with("req_") && id.len() == 17);
            assert_eq!(got.header("x-request-id"), id);
            assert!(!got.body.to_string().contains("secret"));
        }
        assert_eq!(send(router, get_of("/echo")).await.header("allow"), "POST");
    });
}

#[test]
fn the_wrong_field_is_named() {
    check(async |router, _| {
        let mem = MemberId(5);
        let cases = [
            (
                json_to("/echo", r#"{"name":"a","count":300}"#),
                "/count number.out_of_range",
            ),
            (
                json_to("/echo", r#"{"name":"a","x":1}"#),
                "/x field.unknown",
            ),
            (get_of("/members/ord_1"), "{member_id} value.wrong_format"),
            (get_of("/members/%ff"), "{member_id} text.bad_character"),
            (
                get_of(&format!("/pairs/{mem}/x")),
                "{other} value.wrong_format",
            ),
            (
                get_of(&format!("/members/{mem}?limit=x")),
                "?limit value.wrong_format",
            ),
        ];
        for (request, wanted) in cases {
            let got = send(router, request).await;
            assert_eq!(
                (got.status, got.error().as_str()),
                (422, wanted),
                "{}",
                got.body
            );
        }
        let good = send(router, get_of(&format!("/members/{mem}?limit=2"))).await;
        assert_eq!(good.body, format!("{mem} Some(2)"));
    });
}

#[test]
fn edits_name_the_version_that_was_seen() {
    check(async |router, _| {
        let with = |tag: &str| {
            let mut request = json_to("/edit", "");
            let value = tag.parse().expect("a header");
            request.headers_mut().insert(header::IF_MATCH, value);
            request
        };
        let cases = [
            (json_to("/edit", ""), 400, "edit.if_match_missing"),
            (with("*"), 400, "edit.if_match_malformed"),
            (with("\"6\""), 412, "edit.stale"),
        ];
        for (request, status, code) in cases {
            let got = send(router, request).await;
            assert_eq!(
                (got.status, got.body["code"].as_str()),
                (status, Some(code))
            );
        }
        for tag in ["\"7\"", "W/\"7\""] {
            assert_eq!(send(router, with(tag)).await.header("etag"), "\"8\"");
        }
    });
}

#[test]
fn pages_may_load_nothing_foreign_and_data_is_not_kept() {
    check(async |router, _| {
        let page = send(router, get_of("/page")).await;
        assert!(
            page.header("content-security-policy")
                .starts_with("default-src 'self';")
        );
        let data = send(router, json_to("/echo", r#"{"name":"a"}"#)).await;
        assert_eq!(data.header("cache-control"), "no-store");
        for got in [page, data] {
            assert_eq!(got.header("x-content-type-options"), "nosniff");
        }
    });
}

#[test]
fn health_tells_the_truth() {
    check(async |router, app| {
        assert_eq!(send(router, get_of("/healthz")).await.status, 200);
        assert_eq!(send(router, get_of("/readyz")).await.status, 200);
        send(router, get_of("/members/x")).await;
        let metrics = send(router, get_of("/metrics")).await.body.to_string();
        let series = r#"route=\"/members/{member_id}\",status=\"422\""#;
        assert!(metrics.contains(series), "{metrics}");
        assert!(metrics.contains("huitong_db_waiting"), "{metrics}");

        app.readiness.start_draining();
        assert_eq!(send(router, get_of("/healthz")).await.status, 200);
        assert_eq!(send(router, get_of("/readyz")).await.status, 503);
    });
}

/// A client that sends ten megabytes at an address that refuses at once must still read why.
#[test]
fn a_big_body_is_refused_over_a_real_connection() {
    use std::io::{Read, Write};
    check(async |router, app| {
        let mut config = (*app.config).clone();
        config.server.listen = "127.0.0.1:0".parse().expect("an address");
        let mut app = app.clone();
        app.config = Arc::new(config);
        let listener = platform::http::bind(&app).expect("a free port");
        let address = listener.local_addr().expect("bound");
        let (stop, stopped) = tokio::sync::oneshot::channel::<()>();
        let service = router.clone();
        let serving = tokio::spawn(async move {
            let stop = async move { drop(stopped.await) };
            platform::http::serve(&app, listener, service, stop).await
        });
        let answers = tokio::task::spawn_blocking(move || {
            ["/echo", "/nowhere"].map(|path| {
                let mut stream = std::net::TcpStream::connect(address).expect("connected");
                let head = format!(
                    "POST {path} HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\
                     content-type: application/json\r\ncontent-length: 10000000\r\n\r\n"
                );
                stream.write_all(head.as_bytes()).expect("sent");
                for _ in 0..100 {
                    stream.write_all(&[b' '; 100_000]).expect("sent");
                }
                let mut answer = String::new();
                stream.read_to_string(&mut answer).expect("read");
                answer
            })
        });
        let [too_large, nowhere] = answers.await.expect("ran");
        assert!(too_large.contains("request.too_large"), "{too_large}");
        assert!(nowhere.contains("request.no_route"), "{nowhere}");
        stop.send(()).expect("still serving");
        serving.await.expect("ran").expect("stopped well");
    });
}

#[test]
fn more_than_the_server_takes_on_is_sent_away_at_once() {
    check(async |_, app| {
        let mut config = (*app.config).clone();
        config.server.requests_max = 1;
        let mut app = app.clone();
        app.config = Arc::new(config);
        let router = router(&app);
        let (first, (second, watcher)) = tokio::join!(send(&router, get_of("/forever")), async {
            let second = send(&router, get_of("/page")).await;
            (second, send(&router, get_of("/healthz")).await)
        });
        assert_eq!((second.status, second.header("retry-after")), (503, "1"));
        assert_eq!(second.body["code"], "request.busy");
        assert_eq!(watcher.status, 200);
        assert_eq!(first.body["code"], "request.timeout");
        assert_eq!(send(&router, get_of("/page")).await.status, 200);
    });
}

#[test]
fn a_stop_finishes_what_is_under_way_and_takes_nothing_new() {
    use std::io::{Read, Write};
    use tokio::sync::Notify;
    check(async |_, app| {
        let mut config = (*app.config).clone();
        config.server.listen = "127.0.0.1:0".parse().expect("an address");
        config.server.request_timeout_seconds = 60;
        let mut app = app.clone();
        app.config = Arc::new(config);
        let (entered, release) = (Arc::new(Notify::new()), Arc::new(Notify::new()));
        let slow = {
            let (entered, release) = (entered.clone(), release.clone());
            async move || {
                entered.notify_one();
                release.notified().await;
                "finished"
            }
        };
        let router = around(Router::new().route("/slow", get(slow)), &app);
        let listener = platform::http::bind(&app).expect("a free port");
        let address = listener.local_addr().expect("bound");
        let (stop, stopped) = tokio::sync::oneshot::channel::<()>();
        let serving = tokio::spawn({
            let app = app.clone();
            async move {
                let stop = async move { drop(stopped.await) };
                platform::http::serve(&app, listener, router, stop).await
            }
        });
        let answer = tokio::task::spawn_blocking(move || {
            let mut stream = std::net::TcpStream::connect(address).expect("connected");
            let request = b"GET /slow HTTP/1.1\r\nhost: x\r\n\r\n";
            stream.write_all(request).expect("sent");
            let mut answer = String::new();
            stream.read_to_string(&mut answer).expect("read");
            answer
        });
        entered.notified().await;
        stop.send(()).expect("still serving");
        while !app.readiness.is_draining() {
            tokio::task::yield_now().await;
        }
        release.notify_one();
        assert!(answer.await.expect("ran").ends_with("finished"));
        serving.await.expect("ran").expect("stopped well");
        assert!(std::net::TcpStream::connect(address).is_err());
    });
}
