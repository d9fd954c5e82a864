//! The web apps: read from `web/apps/*/dist` in development, built into a release.

use axum::Router;
use axum::extract::{Path, State};
use axum::http::{HeaderMap, HeaderValue, StatusCode, Uri, header};
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::get;
use platform::App;
use platform::http::{Problem, RequestFault};
use rust_embed::{EmbeddedFile, RustEmbed};

#[derive(RustEmbed)]
#[folder = "../../web/apps/console/dist/"]
#[allow_missing = true]
struct Console;

#[derive(RustEmbed)]
#[folder = "../../web/apps/join/dist/"]
#[allow_missing = true]
struct Join;

/// `/console/…` and `/j/…`: a file of the build, or the app's one page for every other address.
pub fn routes() -> Router<App> {
    Router::new()
        .route(
            "/console",
            get(|| async { Redirect::permanent("/console/") }),
        )
        .route("/console/", get(page::<Console>))
        .route("/console/{*path}", get(file::<Console>))
        .route("/j/{code}", get(door))
        .route("/j/{code}/{*path}", get(door_file))
}

/// The joining page of a link, or where the link leads on to. `logo.svg` beside it has a dot, which
/// no code has.
async fn door(
    State(app): State<App>,
    Path(code): Path<String>,
    headers: HeaderMap,
    uri: Uri,
) -> Response {
    if code.contains('.') {
        return file::<Join>(Path(code), uri).await;
    }
    match membership::find_target(&app.db, &code).await {
        Ok(Some(target)) if is_phone(&headers) => Redirect::temporary(&target).into_response(),
        Ok(_) => page::<Join>().await,
        Err(error) => Problem::from(error).into_response(),
    }
}

/// What a page loads lies below `/j/assets/`; no code is called that.
async fn door_file(Path((first, rest)): Path<(String, String)>, uri: Uri) -> Response {
    file::<Join>(Path(format!("{first}/{rest}")), uri).await
}

/// WeChat opens its links on phones only; elsewhere they show a code to scan, and so does our page.
fn is_phone(headers: &HeaderMap) -> bool {
    let agent = headers.get(header::USER_AGENT);
    agent
        .and_then(|agent| agent.to_str().ok())
        .is_some_and(|agent| agent.contains("Mobile") || agent.contains("Android"))
}

async fn page<Build: RustEmbed>() -> Response {
    serve("index.html", Build::get("index.html")).unwrap_or_else(|| {
        (
            StatusCode::SERVICE_UNAVAILABLE,
            "This page is not built: run `make web`.",
        )
            .into_response()
    })
}

async fn file<Build: RustEmbed>(Path(path): Path<String>, uri: Uri) -> Response {
    match serve(&path, Build::get(&path)) {
        Some(response) => response,
        // A file that is not there is missing; an address of the app is the app's to show.
        None if path.contains('.') => {
            tracing::debug!(%uri, "no such file in the build");
            Problem::of_request(&RequestFault::NoRoute).into_response()
        }
        None => page::<Build>().await,
    }
}

fn serve(path: &str, file: Option<EmbeddedFile>) -> Option<Response> {
    let file = file?;
    let kind = mime_guess::from_path(path).first_or_octet_stream();
    // Names under assets carry a hash of their content; the page itself must be fresh.
    let cache = if path.starts_with("assets/") {
        "public, max-age=31536000, immutable"
    } else {
        "no-cache"
    };
    let mut response = file.data.into_response();
    let headers = response.headers_mut();
    headers.insert(
        header::CONTENT_TYPE,
        HeaderValue::from_str(kind.as_ref()).ok()?,
    );
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static(cache));
    Some(response)
}
