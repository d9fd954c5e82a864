//! The audit log over HTTP, the newest entry first.

use super::{Entry, EntryFilter};
use crate::{Actor, Guarded, Permission};
use axum::extract::State;
use kernel::{AuditId, Cursor, Invalid, Page, PageRequest, StaffId, Timestamp};
use platform::App;
use platform::http::{Json, Problem, ProblemBody, Query};
use serde::{Deserialize, Serialize};
use utoipa_axum::routes;

pub(crate) fn routes() -> Guarded {
    Guarded::new()
        .route(Permission::AuditRead, routes!(list_audit_entries))
        .route(Permission::AuditRead, routes!(check_audit_log))
}

/// The longest beginning of an action, in characters.
const ACTION_MAX: usize = 60;

/// Which entries are listed.
#[derive(Debug, Deserialize, utoipa::IntoParams)]
#[into_params(parameter_in = Query)]
struct AuditQuery {
    /// How what was done begins, such as `staff.`.
    #[serde(default)]
    #[param(max_length = 60)]
    action: Option<String>,
    /// By whom.
    #[serde(default)]
    staff_id: Option<StaffId>,
    /// Not before this moment.
    #[serde(default)]
    from: Option<Timestamp>,
    /// Before this moment.
    #[serde(default)]
    to: Option<Timestamp>,
}

impl AuditQuery {
    fn read(self) -> Result<EntryFilter, Invalid> {
        let action = self.action.unwrap_or_default();
        let mut wrong = Invalid::new();
        if !action.is_empty() {
            wrong.text("?action", &action, ACTION_MAX);
        }
        wrong.check()?;
        Ok(EntryFilter {
            action,
            staff_id: self.staff_id,
            from: self.from,
            to: self.to,
        })
    }
}

/// One line of the audit log.
#[derive(Debug, Serialize, utoipa::ToSchema)]
pub(crate) struct AuditEntry {
    /// Which.
    id: AuditId,
    /// Its place in the chain.
    number: i64,
    /// When.
    at: Timestamp,
    /// By whom; null for the house itself.
    #[schema(required)]
    staff_id: Option<StaffId>,
    /// With which key of a program, or at which till with a PIN; null for a log-in of the person.
    #[schema(required)]
    through: Option<String>,
    /// What was done.
    action: String,
    /// To whom or what.
    subject: String,
    /// More about it.
    #[schema(value_type = Object)]
    details: serde_json::Value,
}

impl From<Entry> for AuditEntry {
    fn from(entry: Entry) -> Self {
        AuditEntry {
            id: entry.id,
            number: entry.number,
            at: entry.at,
            staff_id: entry.by.staff(),
            through: entry.through,
            action: entry.action,
            subject: entry.subject,
            details: serde_json::from_str(&entry.details).unwrap_or_default(),
        }
    }
}

/// Whether the log is as it was written.
#[derive(Debug, Serialize, utoipa::ToSchema)]
struct AuditCheck {
    /// Whether every entry is as it was written, and none is missing.
    is_whole: bool,
    /// Entries up to the first wrong one, or all.
    entries: i64,
    /// The first that is not as it was written.
    #[schema(required)]
    first_wrong: Option<WrongEntry>,
}

/// An entry that is not as it was written.
#[derive(Debug, Serialize, utoipa::ToSchema)]
struct WrongEntry {
    /// Its place in the chain.
    number: i64,
    /// What is wrong with it.
    what: String,
}

/// Recomputes the chain of the log and names the first entry that is not as it was written.
#[utoipa::path(get, path = "/api/v1/audit/check", tag = "access", responses(
    (status = 200, body = AuditCheck), (status = "4XX", body = ProblemBody),
))]
async fn check_audit_log(
    State(app): State<App>,
    actor: Actor,
) -> Result<Json<AuditCheck>, Problem> {
    let check = match app.db.read(actor.brand, super::verify).await? {
        Ok(entries) => AuditCheck {
            is_whole: true,
            entries,
            first_wrong: None,
        },
        Err(broken) => AuditCheck {
            is_whole: false,
            entries: broken.number - 1,
            first_wrong: Some(WrongEntry {
                number: broken.number,
                what: broken.what.to_owned(),
            }),
        },
    };
    Ok(Json(check))
}

/// Who did what, the newest first.
#[utoipa::path(get, path = "/api/v1/audit", tag = "access", params(AuditQuery, PageRequest),
    responses(
    (status = 200, body = Page<AuditEntry>), (status = "4XX", body = ProblemBody),
))]
async fn list_audit_entries(
    State(app): State<App>,
    actor: Actor,
    Query(query): Query<AuditQuery>,
    Query(page): Query<PageRequest>,
) -> Result<Json<Page<AuditEntry>>, Problem> {
    let (cursor, limit) = page.read()?;
    let filter = query.read()?;
    let entries = app
        .db
        .read(actor.brand, move |tx| {
            super::list(tx, &filter, cursor.map(|c| c.key), limit + 1)
        })
        .await?;
    let page = Page::of(entries, limit, |entry| Cursor {
        key: entry.number,
        id: entry.id.0,
    });
    Ok(Json(page.map(AuditEntry::from)))
}
