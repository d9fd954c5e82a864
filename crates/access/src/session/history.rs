//! The log-ins of a person over HTTP, as the audit log tells of them. Tries that went wrong are not
//! in it: they are counted and forgotten.

use super::{SessionId, store};
use crate::audit::{self, Entry, EntryFilter};
use crate::guard::Wiring;
use crate::{AccessError, Actor, Guarded, Permission, staff};
use axum::Extension;
use axum::extract::State;
use kernel::{Cursor, Page, PageRequest, StaffId, TillId, Timestamp};
use platform::App;
use platform::db::{DbError, Tx};
use platform::http::{Json, Path, Problem, ProblemBody, Query};
use serde::{Deserialize, Serialize};
use std::collections::HashMap;
use utoipa_axum::routes;

pub(crate) fn routes() -> Guarded {
    Guarded::new().route(Permission::StaffRead, routes!(list_staff_log_ins))
}

/// A log-in that was.
#[derive(Debug, Serialize, utoipa::ToSchema)]
struct LogInLine {
    /// When.
    at: Timestamp,
    /// The till at which it was, with a PIN; null for one with a password.
    #[schema(required)]
    till_id: Option<TillId>,
    /// From which address; null once the session is forgotten, at the latest when it is swept.
    #[schema(required)]
    network: Option<String>,
    /// With which program, as it calls itself; null with the address.
    #[schema(required)]
    client: Option<String>,
    /// Whether it lasts.
    lasts: bool,
}

/// What the entry of a log-in tells.
#[derive(Default, Deserialize)]
#[serde(default)]
struct Told {
    session_id: Option<SessionId>,
    till_id: Option<TillId>,
}

fn lines(
    tx: &mut Tx<'_>,
    staff_id: StaffId,
    entries: Vec<Entry>,
    now: Timestamp,
) -> Result<Vec<LogInLine>, DbError> {
    let told: Vec<Told> = entries
        .iter()
        .map(|entry| serde_json::from_str(&entry.details).unwrap_or_default())
        .collect();
    let ids = told.iter().filter_map(|told| told.session_id);
    let kept: HashMap<SessionId, store::Listed> = store::by_ids(tx, staff_id, ids)?
        .into_iter()
        .map(|session| (session.id, session))
        .collect();
    let line = |(entry, told): (Entry, Told)| {
        let session = told.session_id.and_then(|id| kept.get(&id));
        LogInLine {
            at: entry.at,
            till_id: told.till_id,
            network: session.map(|one| one.network.clone()),
            client: session.map(|one| one.client.clone()),
            lasts: session.is_some_and(|one| now < one.idle_until.min(one.ends_at)),
        }
    };
    Ok(entries.into_iter().zip(told).map(line).collect())
}

/// The log-ins of a person, the latest first.
#[utoipa::path(get, path = "/api/v1/staff/{staff_id}/log-ins", tag = "access",
    params(("staff_id" = StaffId, Path), PageRequest), responses(
    (status = 200, body = Page<LogInLine>), (status = "4XX", body = ProblemBody),
))]
async fn list_staff_log_ins(
    State(app): State<App>,
    Extension(wiring): Extension<Wiring>,
    actor: Actor,
    Path(staff_id): Path<StaffId>,
    Query(page): Query<PageRequest>,
) -> Result<Json<Page<LogInLine>>, Problem> {
    let (cursor, limit) = page.read()?;
    let list = app.db.read(actor.brand, move |tx| {
        staff::get_in_sight(tx, &actor, wiring.resolver, staff_id)?;
        let log_ins = EntryFilter {
            staff_id: Some(staff_id),
            // By its beginning: also `session.log_in_at_till`.
            action: "session.log_in".into(),
            ..EntryFilter::default()
        };
        let entries = audit::list(tx, &log_ins, cursor.map(|cursor| cursor.key), limit + 1)?;
        let Page { items, next } = Page::of(entries, limit, |entry| Cursor {
            key: entry.number,
            id: entry.id.0,
        });
        let items = lines(tx, staff_id, items, actor.now)?;
        Ok::<_, AccessError>(Page { items, next })
    });
    Ok(Json(list.await?))
}
