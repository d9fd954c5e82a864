//! Where people reach this server: by the settings, or by the request that asks.

use axum::http::{HeaderMap, header};
use platform::App;

/// Scheme and host, without a path. What a request says of itself is only believed as far as it
/// concerns its own answer.
pub(super) fn public_origin(app: &App, headers: &HeaderMap) -> String {
    let set = app.config.channels.public_url.trim_end_matches('/');
    if !set.is_empty() {
        return set.to_owned();
    }
    let word = |name: &str| headers.get(name).and_then(|value| value.to_str().ok());
    let is_tls = app.config.server.tls().is_some() || word("x-forwarded-proto") == Some("https");
    let host = word("x-forwarded-host")
        .or_else(|| word(header::HOST.as_str()))
        .filter(|host| is_host(host))
        .map_or_else(|| app.config.server.listen.to_string(), str::to_owned);
    format!("{}://{host}", if is_tls { "https" } else { "http" })
}

fn is_host(text: &str) -> bool {
    (1..=120).contains(&text.len())
        && text
            .bytes()
            .all(|byte| byte.is_ascii_alphanumeric() || b".-:[]".contains(&byte))
}
