//! 关于: which version this is, on which engine, since when, and how much room it takes.

use crate::blocking;
use access::{Actor, Guarded, Permission};
use axum::Extension;
use axum::extract::State;
use kernel::Timestamp;
use platform::App;
use platform::db::{DbError, DbFacts};
use platform::http::{Json, Problem, ProblemBody};
use serde::Serialize;
use std::path::Path;
use utoipa_axum::routes;

pub fn routes() -> Guarded {
    Guarded::new().route(Permission::SettingsRead, routes!(get_about))
}

/// When this server began to serve.
#[derive(Debug, Clone, Copy)]
pub struct ServingSince(pub Timestamp);

/// The commit that the program was built from, if whoever built it said so.
const REVISION: Option<&str> = option_env!("HUITONG_REVISION");

/// What this server is.
#[derive(Debug, Serialize, utoipa::ToSchema)]
struct About {
    /// The version of the program.
    version: &'static str,
    /// The commit that it was built from; null if that was not said at its build.
    #[schema(required)]
    revision: Option<&'static str>,
    /// `sqlite` or `postgres`.
    engine: &'static str,
    /// The engine's version in its own words.
    engine_version: String,
    /// The number of the last step of the schema's history.
    schema: i64,
    /// The room that the data folder takes, in bytes; on SQLite the database is in it.
    data_bytes: u64,
    /// Since when this server serves.
    started_at: Timestamp,
    /// For how long that is.
    uptime_seconds: i64,
}

/// What this server is.
#[utoipa::path(get, path = "/api/v1/about", tag = "settings", responses(
    (status = 200, body = About), (status = "4XX", body = ProblemBody),
))]
async fn get_about(
    State(app): State<App>,
    Extension(since): Extension<ServingSince>,
    actor: Actor,
) -> Result<Json<About>, Problem> {
    let (db, folder) = (app.db.clone(), app.config.data.dir.clone());
    let unreadable = |error| DbError::Bug(format!("the data folder cannot be read: {error}"));
    let look = move || -> Result<(DbFacts, u64), DbError> {
        Ok((db.facts()?, size_of(&folder).map_err(unreadable)?))
    };
    let (facts, data_bytes) = blocking(look).await??;
    let ServingSince(started_at) = since;
    Ok(Json(About {
        version: env!("CARGO_PKG_VERSION"),
        revision: REVISION,
        engine: facts.engine,
        engine_version: facts.version,
        schema: facts.schema,
        data_bytes,
        started_at,
        uptime_seconds: (actor.now.0 - started_at.0) / 1_000,
    }))
}

/// The bytes of all files in a folder and below it; what goes away meanwhile does not count, nor
/// what is not ours to read.
fn size_of(folder: &Path) -> std::io::Result<u64> {
    let mut bytes = 0;
    let mut folders = vec![folder.to_owned()];
    while let Some(folder) = folders.pop() {
        let entries = match std::fs::read_dir(&folder) {
            Err(error) if is_passed_over(&error) => continue,
            entries => entries?,
        };
        for entry in entries {
            let entry = entry?;
            // Of a link its own size counts, not that of what it leads to.
            match entry.metadata() {
                Ok(about) if about.is_dir() => folders.push(entry.path()),
                Ok(about) => bytes += about.len(),
                Err(error) if is_passed_over(&error) => {}
                Err(error) => return Err(error),
            }
        }
    }
    Ok(bytes)
}

fn is_passed_over(error: &std::io::Error) -> bool {
    use std::io::ErrorKind::{NotFound, PermissionDenied};
    matches!(error.kind(), NotFound | PermissionDenied)
}
