//! `/healthz`: the process answers. `/readyz`: it wants requests and reaches its database.
//! `/metrics`: counts, durations and queues for Prometheus.

use super::problem::Problem;
use crate::app::App;
use crate::db::DbError;
use crate::telemetry;
use axum::Router;
use axum::extract::State;
use axum::http::header;
use axum::response::IntoResponse;
use axum::routing::get;
use kernel::BrandId;
use std::time::Duration;

pub(super) fn router() -> Router<App> {
    Router::new()
        .route("/healthz", get(healthz))
        .route("/readyz", get(readyz))
        .route("/metrics", get(metrics))
}

async fn healthz() -> &'static str {
    "ok"
}

async fn readyz(State(app): State<App>) -> Result<&'static str, Problem> {
    if app.readiness.is_draining() {
        return Err(DbError::Unavailable("the server is shutting down".into()).into());
    }
    // Opening and closing a read is one round trip; it belongs to no brand and reads no table.
    let ping = app.db.read(BrandId(0), |_| Ok::<_, DbError>(()));
    match tokio::time::timeout(Duration::from_secs(2), ping).await {
        Ok(Ok(())) => Ok("ready"),
        Ok(Err(error)) => Err(error.into()),
        Err(_) => Err(DbError::Unavailable("the database is too slow".into()).into()),
    }
}

async fn metrics(State(app): State<App>) -> impl IntoResponse {
    let (writes, reads) = app.db.waiting();
    metrics::gauge!("huitong_db_waiting", "pool" => "write").set(writes as f64);
    metrics::gauge!("huitong_db_waiting", "pool" => "read").set(reads as f64);
    let media = [(header::CONTENT_TYPE, "text/plain; version=0.0.4")];
    (media, telemetry::metrics().render())
}
