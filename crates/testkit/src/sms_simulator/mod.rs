//! The other side of SMS: a server that speaks the protocols of Aliyun and of Tencent Cloud, checks
//! signatures as strictly as they do, keeps books, and misbehaves when it is told to.
//!
//! It shares no code with the product's side, so that a mistake there is not a mistake here too.

mod aliyun;
mod tencent;

use axum::Router;
use axum::body::{Body, Bytes};
use axum::extract::{Request, State};
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};
use hmac::{Hmac, Mac};
use kernel::Timestamp;
use platform::clock::Clock;
use serde_json::{Value, json};
use sha2::{Digest, Sha256};
use std::collections::{HashSet, VecDeque};
use std::net::TcpListener;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

/// The account that the simulator knows, with either provider.
pub const KEY_ID: &str = "simulated-key";
/// The account's secret.
pub const KEY_SECRET: &str = "simulated-secret";
/// The account's `SmsSdkAppId`.
pub const APP_ID: &str = "1400006666";

/// How the next request to send is treated.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mood {
    /// As it should be.
    Good,
    /// Refused for the moment by flow control.
    Throttling,
    /// The message goes out, the answer does not.
    LosesAnswer,
    /// Neither goes out.
    LosesRequest,
    /// The message goes out, and the answer says that something broke.
    SaysBroken,
}

/// What the provider knows of a message.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fate {
    /// On its way.
    Waiting,
    /// On the phone.
    Delivered,
    /// It never will be.
    Failed,
}

/// A message that went out to a phone.
#[derive(Debug, Clone)]
pub struct SentSms {
    /// E.164.
    pub phone: String,
    /// The sign that stood in front.
    pub sign: String,
    /// Which template.
    pub template_id: String,
    /// The values of the variables, in their order.
    pub values: Vec<String>,
    /// What the sender called it.
    pub our_id: String,
    /// What the provider called it.
    pub provider_id: String,
    /// When.
    pub at: Timestamp,
    /// What became of it.
    pub fate: Fate,
}

/// A running simulator; it stops when it is dropped.
pub struct SmsSimulator {
    url: String,
    books: Books,
    stop: Option<tokio::sync::oneshot::Sender<()>>,
    thread: Option<std::thread::JoinHandle<()>>,
}

#[derive(Clone)]
struct Books(Arc<Inner>);

struct Inner {
    clock: Clock,
    pages: Mutex<Pages>,
}

#[derive(Default)]
struct Pages {
    moods: VecDeque<Mood>,
    sent: Vec<SentSms>,
    nonces: HashSet<String>,
    asked: usize,
    refused: usize,
}

impl SmsSimulator {
    /// Starts on a free port, with the time of a clock.
    pub fn start(clock: &Clock) -> SmsSimulator {
        let listener = TcpListener::bind("127.0.0.1:0").expect("a free port");
        SmsSimulator::on(listener, clock)
    }

    /// Starts on a listener.
    pub fn on(listener: TcpListener, clock: &Clock) -> SmsSimulator {
        let address = listener.local_addr().expect("a bound listener");
        listener.set_nonblocking(true).expect("a socket");
        let books = Books(Arc::new(Inner {
            clock: clock.clone(),
            pages: Mutex::default(),
        }));
        let router = Router::new()
            .route("/", post(answer))
            .route("/sent", get(show_sent))
            .with_state(books.clone());
        let (stop, stopped) = tokio::sync::oneshot::channel::<()>();
        let thread = std::thread::spawn(move || {
            let runtime = tokio::runtime::Builder::new_current_thread()
                .enable_all()
                .build()
                .expect("a runtime");
            runtime.block_on(async {
                let listener = tokio::net::TcpListener::from_std(listener).expect("a socket");
                let serving = axum::serve(listener, router).into_future();
                tokio::select! {
                    served = serving => served.expect("the simulator serves"),
                    _ = stopped => {}
                }
            });
        });
        SmsSimulator {
            url: format!("http://{address}"),
            books,
            stop: Some(stop),
            thread: Some(thread),
        }
    }

    /// Where it is, without a path.
    pub fn url(&self) -> &str {
        &self.url
    }

    /// How the next requests to send are treated, one after the other; then all is good again.
    pub fn be(&self, moods: &[Mood]) {
        self.books.pages().moods.extend(moods);
    }

    /// All messages that went out, the oldest first.
    pub fn sent(&self) -> Vec<SentSms> {
        self.books.pages().sent.clone()
    }

    /// How often it was asked what became of a message.
    pub fn asked(&self) -> usize {
        self.books.pages().asked
    }

    /// How many requests it sent away for their signature.
    pub fn refused(&self) -> usize {
        self.books.pages().refused
    }

    /// Says what became of a message.
    pub fn set_fate(&self, place: usize, fate: Fate) {
        self.books.pages().sent[place].fate = fate;
    }

    /// The push that Aliyun would make about some messages.
    pub fn aliyun_reports(&self, places: &[usize]) -> Value {
        let pages = self.books.pages();
        places
            .iter()
            .map(|place| aliyun::report(&pages.sent[*place]))
            .collect()
    }

    /// The push that Tencent Cloud would make about some messages.
    pub fn tencent_reports(&self, places: &[usize]) -> Value {
        let pages = self.books.pages();
        places
            .iter()
            .map(|place| tencent::report(&pages.sent[*place]))
            .collect()
    }
}

impl Drop for SmsSimulator {
    fn drop(&mut self) {
        if let Some(stop) = self.stop.take() {
            let _ = stop.send(());
        }
        if let Some(thread) = self.thread.take() {
            let _ = thread.join();
        }
    }
}

impl Books {
    fn pages(&self) -> MutexGuard<'_, Pages> {
        self.0.pages.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn now(&self) -> Timestamp {
        self.0.clock.now()
    }

    fn next_mood(&self) -> Mood {
        self.pages().moods.pop_front().unwrap_or(Mood::Good)
    }

    /// Sends a message unless one went to the number a moment ago.
    fn send(&self, sms: SentSms, pause_millis: i64) -> bool {
        let mut pages = self.pages();
        let is_too_soon = pages
            .sent
            .iter()
            .any(|earlier| earlier.phone == sms.phone && sms.at.0 - earlier.at.0 < pause_millis);
        if !is_too_soon {
            pages.sent.push(sms);
        }
        !is_too_soon
    }

    fn note_refusal(&self) {
        self.pages().refused += 1;
    }
}

async fn answer(State(books): State<Books>, request: Request) -> Response {
    let (parts, body) = request.into_parts();
    let Ok(body) = axum::body::to_bytes(body, 1024 * 1024).await else {
        return StatusCode::BAD_REQUEST.into_response();
    };
    let query = parts.uri.query().unwrap_or_default();
    if parts.headers.contains_key("x-acs-action") {
        aliyun::answer(&books, &parts.headers, query, &body)
    } else if parts.headers.contains_key("x-tc-action") {
        tencent::answer(&books, &parts.headers, &body)
    } else {
        StatusCode::BAD_REQUEST.into_response()
    }
}

/// What went out, for stories in a browser, which read the code off the phone.
async fn show_sent(State(books): State<Books>) -> Response {
    let sent: Vec<Value> = books
        .pages()
        .sent
        .iter()
        .map(|sms| json!({ "phone": sms.phone, "sign": sms.sign, "values": sms.values }))
        .collect();
    axum::Json(sent).into_response()
}

/// An answer that breaks off, as when a line goes down.
fn broken_off() -> Response {
    let error = std::io::Error::other("the line is down");
    let body = Body::from_stream(futures_util::stream::iter([
        Ok(Bytes::from_static(b"{\"Co")),
        Err(error),
    ]));
    (StatusCode::OK, body).into_response()
}

fn header<'h>(headers: &'h HeaderMap, name: &str) -> &'h str {
    headers
        .get(name)
        .and_then(|value| value.to_str().ok())
        .unwrap_or_default()
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

fn sha256(bytes: &[u8]) -> String {
    hex(&Sha256::digest(bytes))
}

fn hmac(key: &[u8], text: &str) -> Vec<u8> {
    let mut mac = <Hmac<Sha256> as Mac>::new_from_slice(key).expect("any length");
    mac.update(text.as_bytes());
    mac.finalize().into_bytes().to_vec()
}
