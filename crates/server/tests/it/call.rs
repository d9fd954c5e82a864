//! Requests and answers: what a client of the API says, and what it is told.

use crate::app::TestApp;
use axum::body::Body;
use axum::extract::ConnectInfo;
use axum::http::{HeaderMap, Method, Request, header};
use axum::response::Response;
use http_body_util::BodyExt;
use serde_json::Value;
use std::net::{IpAddr, SocketAddr};
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

/// A request that is about to be sent. Plain data, so that it can be sent twice.
#[derive(Debug, Clone)]
pub struct Ask {
    pub method: Method,
    pub path: String,
    pub headers: Vec<(&'static str, String)>,
    pub body: Vec<u8>,
    /// The address that it comes from.
    pub from: Option<IpAddr>,
    /// How long it is held back where several are sent at once.
    pub after: Duration,
}

/// An answer with its body read.
#[derive(Debug, Clone)]
pub struct Reply {
    pub status: u16,
    pub head: HeaderMap,
    /// The body as it came.
    pub bytes: Vec<u8>,
    /// The same as text.
    pub text: String,
    /// The same as JSON; null if it is none.
    pub body: Value,
}

/// Somebody who asks, logged in or not.
#[derive(Clone)]
pub struct Caller<'a> {
    pub app: &'a TestApp,
    pub token: Option<String>,
}

impl Ask {
    pub fn new(method: Method, path: impl Into<String>) -> Ask {
        let (headers, body) = (Vec::new(), Vec::new());
        Ask {
            method,
            path: path.into(),
            headers,
            body,
            from: None,
            after: Duration::ZERO,
        }
    }

    /// A little later than those that are sent with it.
    pub fn after_millis(self, millis: u64) -> Ask {
        let after = Duration::from_millis(millis);
        Ask { after, ..self }
    }

    /// From an address of one's own.
    pub fn from(self, address: &str) -> Ask {
        let from = Some(address.parse().expect("an address"));
        Ask { from, ..self }
    }

    pub fn header(mut self, name: &'static str, value: impl Into<String>) -> Ask {
        self.headers.retain(|(known, _)| *known != name);
        self.headers.push((name, value.into()));
        self
    }

    pub fn key(self, key: impl Into<String>) -> Ask {
        self.header("idempotency-key", key)
    }

    pub fn json(mut self, body: &Value) -> Ask {
        self.body = body.to_string().into_bytes();
        self.header("content-type", "application/json")
    }

    pub fn request(&self) -> Request<Body> {
        let mut request = Request::builder().method(&self.method).uri(&self.path);
        for (name, value) in &self.headers {
            request = request.header(*name, value);
        }
        if let Some(address) = self.from {
            request = request.extension(ConnectInfo(SocketAddr::new(address, 40_000)));
        }
        request
            .body(Body::from(self.body.clone()))
            .expect("a request")
    }
}

impl Reply {
    pub async fn read(response: Response) -> Reply {
        let (head, body) = response.into_parts();
        let bytes = body.collect().await.expect("a body").to_bytes().to_vec();
        // A workbook is no text; its letters are not looked at then.
        let text = String::from_utf8_lossy(&bytes).into_owned();
        let body = serde_json::from_str(&text).unwrap_or_default();
        Reply {
            status: head.status.as_u16(),
            head: head.headers,
            bytes,
            text,
            body,
        }
    }

    /// The body of a success.
    #[track_caller]
    pub fn ok(self) -> Value {
        assert!(
            matches!(self.status, 200 | 204),
            "{} {}",
            self.status,
            self.text
        );
        self.body
    }

    /// The body of a refusal, which must be a problem of this kind.
    #[track_caller]
    pub fn refused(self, status: u16, code: &str) -> Value {
        assert_eq!((self.status, self.code()), (status, code), "{}", self.text);
        assert_eq!(self.header("content-type"), "application/problem+json");
        self.body
    }

    /// The code of a problem; nothing for a success.
    pub fn code(&self) -> &str {
        match self.status {
            400.. => self.body["code"].as_str().unwrap_or("no problem"),
            _ => "",
        }
    }

    pub fn header(&self, name: &str) -> &str {
        let value = self.head.get(name);
        value.map_or("", |value| value.to_str().expect("ASCII"))
    }

    pub fn etag(&self) -> String {
        self.header(header::ETAG.as_str()).to_owned()
    }

    pub fn is_replay(&self) -> bool {
        self.header("idempotent-replayed") == "true"
    }
}

impl Caller<'_> {
    /// A request of this person, still to be sent.
    pub fn ask(&self, method: Method, path: impl Into<String>) -> Ask {
        let ask = Ask::new(method, path);
        match &self.token {
            Some(token) => ask.header("authorization", format!("Bearer {token}")),
            None => ask,
        }
    }

    /// A POST with a key of its own, still to be sent.
    pub fn to_post(&self, path: impl Into<String>, body: &Value) -> Ask {
        self.ask(Method::POST, path).json(body).key(fresh_key())
    }

    pub fn get(&self, path: impl Into<String>) -> Reply {
        self.app.send(&self.ask(Method::GET, path))
    }

    /// The rows of all pages of a list, whose path has a query. No page but the first is empty.
    #[track_caller]
    pub fn rows(&self, path: &str) -> Vec<Value> {
        let (mut rows, mut cursor) = (Vec::new(), String::new());
        loop {
            let page = self.get(format!("{path}{cursor}")).ok();
            let items = page["items"].as_array().expect("a list");
            assert!(rows.is_empty() || !items.is_empty(), "an empty page");
            rows.extend(items.iter().cloned());
            match page["next"].as_str() {
                Some(next) => cursor = format!("&cursor={next}"),
                None => return rows,
            }
        }
    }

    pub fn post(&self, path: impl Into<String>, body: &Value) -> Reply {
        self.app.send(&self.to_post(path, body))
    }

    pub fn post_with_key(&self, key: &str, path: impl Into<String>, body: &Value) -> Reply {
        self.app.send(&self.to_post(path, body).key(key))
    }

    /// An edit of what was seen with this `ETag`.
    pub fn edit(&self, method: Method, path: &str, etag: &str, body: &Value) -> Reply {
        self.app
            .send(&self.ask(method, path).json(body).header("if-match", etag))
    }
}

/// A key that no other request of this process has.
pub fn fresh_key() -> String {
    static NUMBER: AtomicU64 = AtomicU64::new(1);
    format!("story-{}", NUMBER.fetch_add(1, Ordering::Relaxed))
}
