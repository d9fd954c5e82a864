//! What stands around every route: a request id, one log line, metrics, a time limit, a net under
//! panics, body limits, security headers, compression, and problems for unknown addresses.

use super::drain::drained;
use super::fault::RequestFault;
use super::problem::Problem;
use super::{RequestInfo, health};
use crate::app::App;
use crate::clock::Stopwatch;
use axum::Router;
use axum::body::Body;
use axum::extract::{DefaultBodyLimit, MatchedPath, Request, State};
use axum::http::{HeaderMap, HeaderName, HeaderValue, Method, header};
use axum::middleware::{Next, from_fn_with_state};
use axum::response::{IntoResponse, Response};
use futures_util::FutureExt;
use std::any::Any;
use std::panic::AssertUnwindSafe;
use std::sync::Arc;
use tokio::sync::Semaphore;
use tower_http::compression::CompressionLayer;
use tower_http::compression::predicate::{DefaultPredicate, Predicate, SizeAbove};
use tracing::Instrument;

/// The most that [`super::Json`] reads; put beside each request.
#[derive(Debug, Clone, Copy)]
pub(super) struct JsonLimit(pub usize);

impl Default for JsonLimit {
    fn default() -> Self {
        JsonLimit(1024 * 1024)
    }
}

/// The routes that need no log-in and belong to no trade: `/healthz`, `/readyz`, `/metrics`.
pub fn public_router() -> Router<App> {
    health::router()
}

/// Puts the edge around all routes. An upload that needs more than the usual body limit puts its
/// own `DefaultBodyLimit` on its route; JSON bodies keep the limit of the settings.
pub fn around(router: Router<App>, app: &App) -> Router {
    // What fits a packet or two is not worth the time that compressing takes.
    let worth_it = DefaultPredicate::new().and(SizeAbove::new(1_400));
    router
        .fallback(no_route)
        .method_not_allowed_fallback(no_method)
        .layer(DefaultBodyLimit::max(app.config.server.body_limit_bytes))
        .layer(from_fn_with_state(Gate::of(app), edge))
        .layer(CompressionLayer::new().compress_when(worth_it))
        .with_state(app.clone())
}

async fn no_route() -> Problem {
    Problem::of_request(&RequestFault::NoRoute)
}

async fn no_method() -> Problem {
    Problem::of_request(&RequestFault::NoMethod)
}

/// Lets in as many requests as are worked on at once.
#[derive(Clone)]
struct Gate {
    app: App,
    places: Arc<Semaphore>,
}

impl Gate {
    fn of(app: &App) -> Gate {
        let most = app.config.server.requests_max;
        Gate {
            app: app.clone(),
            places: Arc::new(Semaphore::new(most.clamp(1, Semaphore::MAX_PERMITS))),
        }
    }

    /// Runs a handler if there is a place for it; nobody queues for one.
    async fn pass(&self, seen: &Seen, handler: impl Future<Output = Response>) -> Response {
        // Whoever watches the server must see it when it is busy.
        let _place = match self.places.try_acquire() {
            Ok(place) => Some(place),
            Err(_) if seen.is_watcher() => None,
            Err(_) => {
                let mut response = Problem::of_request(&RequestFault::Busy).into_response();
                let second = HeaderValue::from_static("1");
                response.headers_mut().insert(header::RETRY_AFTER, second);
                return response;
            }
        };
        guarded(&self.app, handler).await
    }
}

async fn edge(State(gate): State<Gate>, request: Request, next: Next) -> Response {
    let app = &gate.app;
    let watch = Stopwatch::start();
    let seen = Seen::of(&request);
    let (mut parts, body) = request.into_parts();
    parts.extensions.insert(seen.info.clone());
    let limit = app.config.server.body_limit_bytes;
    parts.extensions.insert(JsonLimit(limit));
    let request = Request::from_parts(parts, drained(body));

    let span = tracing::info_span!("request", id = %seen.info.id);
    let mut response = gate.pass(&seen, next.run(request)).instrument(span).await;

    let problem = response.extensions_mut().remove::<Problem>();
    if let Some(problem) = &problem {
        *response.body_mut() = Body::from(problem.render(Some(&seen.info)));
    }
    seen.log(&response, problem.as_ref(), &watch);
    seen.measure(&response, &watch);
    if !seen.method.is_safe() && response.status().is_success() {
        app.nudge.wake();
    }
    add_headers(
        response.headers_mut(),
        &seen.info,
        app.config.server.tls().is_some(),
    );
    response
}

/// Runs the handler within the time limit and turns a panic into a problem.
async fn guarded(app: &App, handler: impl Future<Output = Response>) -> Response {
    let limit = app.config.server.request_timeout();
    let work = AssertUnwindSafe(handler).catch_unwind();
    let fault = match tokio::time::timeout(limit, work).await {
        Ok(Ok(response)) => return response,
        Ok(Err(panic)) => RequestFault::Panic(panic_text(&*panic)),
        Err(_) => RequestFault::Timeout {
            seconds: limit.as_secs(),
        },
    };
    Problem::of_request(&fault).into_response()
}

fn panic_text(panic: &(dyn Any + Send)) -> String {
    let text = panic.downcast_ref::<&str>().map(|text| (*text).to_owned());
    text.or_else(|| panic.downcast_ref::<String>().cloned())
        .unwrap_or_else(|| "a handler panicked".to_owned())
}

/// What the log and the metrics tell of a request. Never the query: it may hold a phone number.
struct Seen {
    info: RequestInfo,
    method: Method,
    route: Option<MatchedPath>,
}

impl Seen {
    fn of(request: &Request) -> Seen {
        let route = request.extensions().get::<MatchedPath>().cloned();
        // An address that holds a secret is told of by its pattern: the log keeps no secret.
        let secret = route.as_ref().map(MatchedPath::as_str);
        let secret = secret.filter(|pattern| pattern.contains("{token}"));
        Seen {
            info: RequestInfo::new(secret.unwrap_or(request.uri().path())),
            method: request.method().clone(),
            route,
        }
    }

    /// Whether it comes from what watches the server, every few seconds.
    fn is_watcher(&self) -> bool {
        matches!(&*self.info.path, "/healthz" | "/readyz" | "/metrics")
    }

    fn route(&self) -> &str {
        self.route.as_ref().map_or("unmatched", MatchedPath::as_str)
    }

    fn log(&self, response: &Response, problem: Option<&Problem>, watch: &Stopwatch) {
        let status = response.status().as_u16();
        let (id, path) = (&*self.info.id, &*self.info.path);
        let micros = u64::try_from(watch.elapsed().as_micros()).unwrap_or(u64::MAX);
        let (method, code) = (self.method.as_str(), problem.map(Problem::code));
        if let Some(cause) = problem.and_then(Problem::cause) {
            tracing::error!(
                request_id = id,
                method,
                path,
                status,
                code,
                micros,
                cause,
                "failed"
            );
        } else if self.is_watcher() {
            tracing::debug!(
                request_id = id,
                method,
                path,
                status,
                code,
                micros,
                "answered"
            );
        } else {
            tracing::info!(
                request_id = id,
                method,
                path,
                status,
                code,
                micros,
                "answered"
            );
        }
    }

    fn measure(&self, response: &Response, watch: &Stopwatch) {
        // A stranger may invent methods; each would become a series of its own.
        let method = match self.method {
            Method::GET => "GET",
            Method::POST => "POST",
            Method::PUT => "PUT",
            Method::PATCH => "PATCH",
            Method::DELETE => "DELETE",
            _ => "other",
        };
        let route = self.route().to_owned();
        let labels = [
            ("method", method.to_owned()),
            ("route", route),
            ("status", response.status().as_u16().to_string()),
        ];
        metrics::counter!("huitong_http_requests_total", &labels).increment(1);
        metrics::histogram!("huitong_http_request_seconds", &labels).record(watch.elapsed());
    }
}

/// What a page may load: nothing foreign, no inline script. The component library of the console
/// needs inline styles, the pricing engine is WebAssembly.
const PAGE_POLICY: &str = "default-src 'self'; script-src 'self' 'wasm-unsafe-eval'; \
     img-src 'self' data:; style-src 'self' 'unsafe-inline'; font-src 'self' data:; \
     connect-src 'self'; object-src 'none'; base-uri 'self'; form-action 'self'; \
     frame-ancestors 'none'";

fn add_headers(headers: &mut HeaderMap, info: &RequestInfo, is_tls: bool) {
    let media = headers.get(header::CONTENT_TYPE).map(HeaderValue::as_bytes);
    let is_page = media.is_some_and(|media| media.starts_with(b"text/html"));
    let is_data = media.is_some_and(|media| {
        media.starts_with(b"application/json") || media.starts_with(b"application/problem")
    });
    let mut add = |name: HeaderName, value: &'static str| {
        headers
            .entry(name)
            .or_insert(HeaderValue::from_static(value));
    };
    add(header::X_CONTENT_TYPE_OPTIONS, "nosniff");
    add(header::REFERRER_POLICY, "same-origin");
    if is_page {
        add(header::CONTENT_SECURITY_POLICY, PAGE_POLICY);
        add(header::X_FRAME_OPTIONS, "DENY");
        add(
            HeaderName::from_static("cross-origin-opener-policy"),
            "same-origin",
        );
    }
    if is_data {
        // Answers hold personal data; no proxy and no browser keeps them.
        add(header::CACHE_CONTROL, "no-store");
    }
    if is_tls {
        add(header::STRICT_TRANSPORT_SECURITY, "max-age=31536000");
    }
    if let Ok(id) = HeaderValue::from_str(&info.id) {
        headers.insert(HeaderName::from_static("x-request-id"), id);
    }
}
