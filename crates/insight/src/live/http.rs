//! The stream over HTTP, as server-sent events.

use super::{Pace, beats};
use access::{Actor, Guarded, Permission};
use axum::extract::State;
use axum::response::sse::{Event, KeepAlive, Sse};
use futures_util::{Stream, StreamExt};
use platform::App;
use platform::http::{Problem, ProblemBody};
use std::convert::Infallible;
use std::time::Duration;
use utoipa_axum::routes;

/// Between two looks; what people see is late by no more than this and the delivery.
const LOOK: Duration = Duration::from_secs(2);

pub(crate) fn routes() -> Guarded {
    Guarded::new().route(Permission::OverviewRead, routes!(watch_overview))
}

/// Tells when the overview's numbers have changed, as server-sent events: `data` is a number that
/// rises with each change, the first one at once. The stream ends after some minutes, so that
/// whoever lost the permission does not go on listening; ask again to go on.
#[utoipa::path(
    get,
    path = "/api/v1/overview/live",
    operation_id = "watch_overview",
    tag = "overview",
    responses(
        (status = 200, body = String, content_type = "text/event-stream"),
        (status = "default", body = ProblemBody, content_type = "application/problem+json"),
    )
)]
async fn watch_overview(
    State(app): State<App>,
    actor: Actor,
) -> Result<Sse<impl Stream<Item = Result<Event, Infallible>>>, Problem> {
    let pace = Pace {
        look: LOOK,
        life: app.config.server.stream_life(),
    };
    let told =
        beats(app, actor.brand, pace).map(|beat| Ok(Event::default().data(beat.to_string())));
    Ok(Sse::new(told).keep_alive(KeepAlive::default()))
}
