//! The audit log over HTTP, the newest entry first.

use super::Entry;
use crate::{Actor, Guarded, Permission};
use axum::extract::State;
use kernel::{AuditId, Cursor, Page, PageRequest, StaffId, Timestamp};
use platform::App;
use platform::http::{Json, Problem, ProblemBody, Query};
use serde::Serialize;
use utoipa_axum::routes;

pub(crate) fn routes() -> Guarded {
    Guarded::new().route(Permission::AuditRead, routes!(list_audit_entries))
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
            action: entry.action,
            subject: entry.subject,
            details: serde_json::from_str(&entry.details).unwrap_or_default(),
        }
    }
}

/// Who did what, the newest first.
#[utoipa::path(get, path = "/api/v1/audit", tag = "access", params(PageRequest), responses(
    (status = 200, body = Page<AuditEntry>), (status = "4XX", body = ProblemBody),
))]
async fn list_audit_entries(
    State(app): State<App>,
    actor: Actor,
    Query(page): Query<PageRequest>,
) -> Result<Json<Page<AuditEntry>>, Problem> {
    let (cursor, limit) = page.read()?;
    let entries = app
        .db
        .read(actor.brand, move |tx| {
            super::page(tx, cursor.map(|c| c.key), limit + 1)
        })
        .await?;
    let page = Page::of(entries, limit, |entry| Cursor {
        key: entry.number,
        id: entry.id.0,
    });
    Ok(Json(page.map(AuditEntry::from)))
}
