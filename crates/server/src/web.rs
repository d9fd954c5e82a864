//! The web apps: read from `web/apps/*/dist` in development, built into a release.

use axum::Router;
use axum::extract::Path;
use axum::http::{HeaderValue, StatusCode, Uri, header};
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::get;
use platform::App;
use platform::http::{Problem, RequestFault};
use rust_embed::RustEmbed;

#[derive(RustEmbed)]
#[folder = "../../web/apps/console/dist/"]
#[allow_missing = true]
struct Console;

/// `/console/…`: a file of the build, or the app's one page for every other address.
pub fn routes() -> Router<App> {
    Router::new()
        .route(
            "/console",
            get(|| async { Redirect::permanent("/console/") }),
        )
        .route("/console/", get(page))
        .route("/console/{*path}", get(file))
}

async fn page() -> Response {
    serve("index.html").unwrap_or_else(|| {
        (
            StatusCode::SERVICE_UNAVAILABLE,
            "The console is not built: run `make web`.",
        )
            .into_response()
    })
}

async fn file(Path(path): Path<String>, uri: Uri) -> Response {
    match serve(&path) {
        Some(response) => response,
        // A file that is not there is missing; an address of the app is the app's to show.
        None if path.contains('.') => {
            tracing::debug!(%uri, "no such file in the console");
            Problem::of_request(&RequestFault::NoRoute).into_response()
        }
        None => page().await,
    }
}

fn serve(path: &str) -> Option<Response> {
    let file = Console::get(path)?;
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
