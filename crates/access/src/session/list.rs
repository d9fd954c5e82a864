//! Which log-ins last, over HTTP: the own ones, and those of people whom one may change.

use super::{Listed, SessionId, end_others, store};
use crate::guard::Wiring;
use crate::{AccessError, Actor, Guarded, Permission, audit, staff};
use axum::Extension;
use axum::extract::State;
use axum::http::StatusCode;
use kernel::{Page, StaffId, TillId, Timestamp};
use platform::App;
use platform::db::{DbError, Tx};
use platform::http::{Json, Path, Problem, ProblemBody};
use serde::Serialize;
use serde_json::json;
use utoipa_axum::routes;

/// The most sessions that are shown; nobody has as many.
const SHOWN_MAX: u32 = 200;

pub(crate) fn routes() -> Guarded {
    Guarded::new()
        .route(Permission::OwnAccount, routes!(list_own_sessions))
        .route(Permission::OwnAccount, routes!(end_own_session))
        .route(Permission::StaffRead, routes!(list_staff_sessions))
        .route(Permission::StaffWrite, routes!(end_staff_session))
        .route(Permission::StaffWrite, routes!(end_staff_sessions))
}

/// A log-in that lasts.
#[derive(Debug, Serialize, utoipa::ToSchema)]
struct SessionLine {
    /// Which.
    id: SessionId,
    /// The till at which it was begun, with a PIN; null for one with a password.
    #[schema(required)]
    till_id: Option<TillId>,
    /// Whether it is the one that asks.
    is_this: bool,
    /// Since when.
    created_at: Timestamp,
    /// The last request, to the minute.
    seen_at: Timestamp,
    /// Without a request until then, it ends.
    idle_until: Timestamp,
    /// Then it ends in any case.
    ends_at: Timestamp,
    /// From which address.
    network: String,
    /// By which program, as it calls itself.
    client: String,
}

fn lines(tx: &mut Tx<'_>, actor: &Actor, of: StaffId) -> Result<Page<SessionLine>, DbError> {
    let asks = actor.via.session();
    let line = |listed: Listed| SessionLine {
        id: listed.id,
        till_id: listed.till_id,
        is_this: asks == Some(listed.id),
        created_at: listed.created_at,
        seen_at: listed.seen_at,
        idle_until: listed.idle_until,
        ends_at: listed.ends_at,
        network: listed.network,
        client: listed.client,
    };
    let items = store::list(tx, of, actor.now, SHOWN_MAX)?;
    Ok(Page {
        items: items.into_iter().map(line).collect(),
        next: None,
    })
}

fn end_one(
    tx: &mut Tx<'_>,
    actor: &Actor,
    staff_id: StaffId,
    session_id: SessionId,
) -> Result<(), AccessError> {
    if !store::end_one(tx, staff_id, session_id)? {
        return Err(AccessError::SessionNotFound { session_id });
    }
    let details = json!({ "session_id": session_id });
    let subject = staff_id.to_string();
    Ok(audit::record(
        tx,
        &actor.act(),
        "session.end",
        &subject,
        &details,
    )?)
}

/// The own log-ins that last, the newest first.
#[utoipa::path(get, path = "/api/v1/sessions", tag = "access", responses(
    (status = 200, body = Page<SessionLine>), (status = "4XX", body = ProblemBody),
))]
async fn list_own_sessions(
    State(app): State<App>,
    actor: Actor,
) -> Result<Json<Page<SessionLine>>, Problem> {
    let (brand, me) = (actor.brand, actor.staff);
    let list = app.db.read(brand, move |tx| lines(tx, &actor, me));
    Ok(Json(list.await?))
}

/// Ends one of the own log-ins; its next request is refused.
#[utoipa::path(delete, path = "/api/v1/sessions/{session_id}", tag = "access",
    params(("session_id" = SessionId, Path)), responses(
    (status = 204), (status = "4XX", body = ProblemBody),
))]
async fn end_own_session(
    State(app): State<App>,
    actor: Actor,
    Path(session_id): Path<SessionId>,
) -> Result<StatusCode, Problem> {
    let (brand, me) = (actor.brand, actor.staff);
    let end = app
        .db
        .write(brand, move |tx| end_one(tx, &actor, me, session_id));
    end.await?;
    Ok(StatusCode::NO_CONTENT)
}

/// The log-ins of a person that last, the newest first.
#[utoipa::path(get, path = "/api/v1/staff/{staff_id}/sessions", tag = "access",
    params(("staff_id" = StaffId, Path)), responses(
    (status = 200, body = Page<SessionLine>), (status = "4XX", body = ProblemBody),
))]
async fn list_staff_sessions(
    State(app): State<App>,
    Extension(wiring): Extension<Wiring>,
    actor: Actor,
    Path(staff_id): Path<StaffId>,
) -> Result<Json<Page<SessionLine>>, Problem> {
    let list = app.db.read(actor.brand, move |tx| {
        staff::get_in_sight(tx, &actor, wiring.resolver, staff_id)?;
        Ok::<_, AccessError>(lines(tx, &actor, staff_id)?)
    });
    Ok(Json(list.await?))
}

/// Ends one log-in of a person; its next request is refused.
#[utoipa::path(delete, path = "/api/v1/staff/{staff_id}/sessions/{session_id}", tag = "access",
    params(("staff_id" = StaffId, Path), ("session_id" = SessionId, Path)), responses(
    (status = 204), (status = "4XX", body = ProblemBody),
))]
async fn end_staff_session(
    State(app): State<App>,
    Extension(wiring): Extension<Wiring>,
    actor: Actor,
    Path((staff_id, session_id)): Path<(StaffId, SessionId)>,
) -> Result<StatusCode, Problem> {
    let end = app.db.write(actor.brand, move |tx| {
        staff::require_changeable(tx, &actor, wiring.resolver, staff_id)?;
        end_one(tx, &actor, staff_id, session_id)
    });
    end.await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Ends all log-ins of a person, such as of somebody whose telephone was stolen. One's own go on
/// in the session that asks.
#[utoipa::path(delete, path = "/api/v1/staff/{staff_id}/sessions", tag = "access",
    params(("staff_id" = StaffId, Path)), responses(
    (status = 204), (status = "4XX", body = ProblemBody),
))]
async fn end_staff_sessions(
    State(app): State<App>,
    Extension(wiring): Extension<Wiring>,
    actor: Actor,
    Path(staff_id): Path<StaffId>,
) -> Result<StatusCode, Problem> {
    let end = app.db.write(actor.brand, move |tx| {
        staff::require_changeable(tx, &actor, wiring.resolver, staff_id)?;
        let asks = actor.via.session().filter(|_| staff_id == actor.staff);
        // A log-in that begins meanwhile is ended with the others.
        staff::store::lock_active(tx, staff_id)?;
        let ended = end_others(tx, staff_id, asks)?;
        let details = json!({ "sessions": ended });
        let subject = staff_id.to_string();
        audit::record(tx, &actor.act(), "session.end_all", &subject, &details)?;
        Ok::<_, AccessError>(())
    });
    end.await?;
    Ok(StatusCode::NO_CONTENT)
}
