//! The rules over HTTP: read and replace.

use super::Policy;
use crate::{Actor, Guarded, Permission};
use axum::extract::State;
use platform::App;
use platform::http::{IfMatch, Json, Problem, ProblemBody, Versioned};
use utoipa_axum::routes;

pub(crate) fn routes() -> Guarded {
    Guarded::new()
        .route(Permission::SettingsRead, routes!(get_access_policy))
        .route(Permission::SecurityWrite, routes!(replace_access_policy))
}

/// What the brand asks of its own people.
#[utoipa::path(get, path = "/api/v1/access-policy", tag = "access", responses(
    (status = 200, body = Policy), (status = "4XX", body = ProblemBody),
))]
async fn get_access_policy(
    State(app): State<App>,
    actor: Actor,
) -> Result<Versioned<Policy>, Problem> {
    let (body, version) = app.db.read(actor.brand, super::load).await?;
    Ok(Versioned { version, body })
}

/// Replaces what the brand asks of its own people. A second factor that a role needs from now on
/// is asked for at the next request.
#[utoipa::path(put, path = "/api/v1/access-policy", tag = "access",
    params(("If-Match" = String, Header, description = "The ETag that was read")),
    request_body = Policy, responses(
    (status = 200, body = Policy), (status = "4XX", body = ProblemBody),
))]
async fn replace_access_policy(
    State(app): State<App>,
    actor: Actor,
    seen: IfMatch,
    Json(policy): Json<Policy>,
) -> Result<Versioned<Policy>, Problem> {
    let replace = app.db.write(actor.brand, move |tx| {
        super::replace(tx, &actor, &policy, seen)
    });
    let (body, version) = replace.await?;
    Ok(Versioned { version, body })
}
