//! Backups over HTTP: have one made, see where they lie. A file itself is not handed out.

use super::{BackupFault, BackupFile, JOB_KIND, folder_of, list};
use crate::blocking;
use access::{Actor, Guarded, Permission, audit};
use axum::extract::State;
use kernel::{By, JobId, StaffId, Timestamp};
use platform::App;
use platform::db::{DbError, Tx};
use platform::http::{Json, Problem, ProblemBody};
use platform::idempotency::{self, Answer, IdempotencyKey};
use platform::jobs::{self, Job, JobState, NewJob, Whose};
use serde::Serialize;
use serde_json::{Value, json};
use utoipa_axum::routes;

pub(crate) fn routes() -> Guarded {
    Guarded::new()
        .route(Permission::BackupsRun, routes!(start_backup))
        .route(Permission::BackupsRun, routes!(list_backups))
}

/// Jobs of which it is looked whether they are under way or failed.
const JOBS_MAX: u32 = 20;

/// A backup, made or being made.
#[derive(Debug, Serialize, utoipa::ToSchema)]
struct Backup {
    /// How far it is.
    state: JobState,
    /// What the file is called; null until it is whole.
    #[schema(required)]
    name: Option<String>,
    /// The size of the file.
    #[schema(required)]
    bytes: Option<u64>,
    /// When it was begun: what was done later is not in it.
    taken_at: Timestamp,
    /// Of which engine it is, `sqlite` or `postgres`; null until it is whole.
    #[schema(required)]
    engine: Option<&'static str>,
    /// Who wanted it; null if it was made from the command line or for another brand, or so long
    /// ago that its job is forgotten.
    #[schema(required)]
    staff_id: Option<StaffId>,
    /// The job that makes it; null for one from the command line.
    #[schema(required)]
    job_id: Option<JobId>,
    /// Why there is none.
    #[schema(required)]
    error: Option<String>,
}

/// All backups, and where they lie.
#[derive(Debug, Serialize, utoipa::ToSchema)]
struct Backups {
    /// The folder on the server.
    folder: String,
    /// How many are kept there.
    keep: u64,
    /// The latest first.
    items: Vec<Backup>,
}

impl Backup {
    fn of_job(job: Job) -> Backup {
        Backup {
            state: job.state,
            name: None,
            bytes: None,
            taken_at: job.scheduled_at,
            engine: None,
            staff_id: job.created_by.staff(),
            job_id: Some(job.id),
            error: job.error,
        }
    }

    fn of_file(file: BackupFile, job: Option<Job>) -> Backup {
        Backup {
            state: JobState::Succeeded,
            name: Some(file.name),
            bytes: Some(file.bytes),
            taken_at: file.taken_at,
            engine: Some(file.engine),
            staff_id: job.and_then(|job| job.created_by.staff()),
            job_id: file.job_id,
            error: None,
        }
    }
}

/// Has the whole database copied in the background. While a copy is being made, that one is
/// answered.
#[utoipa::path(post, path = "/api/v1/backups", tag = "settings",
    params(("Idempotency-Key" = String, Header)), responses(
    (status = 200, body = Backup), (status = "4XX", body = ProblemBody),
))]
async fn start_backup(
    State(app): State<App>,
    actor: Actor,
    key: IdempotencyKey,
) -> Result<Answer, Problem> {
    let pg_dump = &app.config.backups.pg_dump;
    app.db.check_copy(pg_dump).map_err(BackupFault::Copy)?;
    let brand = actor.brand;
    idempotency::once(&app, brand, key, &(), "start_backup", move |tx| {
        let latest = jobs::list(tx, Whose::Everybodys, Some(JOB_KIND), None, 1)?
            .items
            .pop();
        let job_id = match latest {
            Some(job) if !job.state.is_final() => job.id,
            latest => start(tx, &actor, latest.as_ref())?,
        };
        let job = jobs::find(tx, job_id)?.ok_or(DbError::Missing)?;
        Ok::<_, DbError>(Backup::of_job(job))
    })
    .await
}

fn start(tx: &mut Tx<'_>, actor: &Actor, latest: Option<&Job>) -> Result<JobId, DbError> {
    let job = NewJob {
        kind: JOB_KIND,
        body: Value::Null,
        due_at: actor.now,
        // Of two who begin at the same moment the second gets the first one's job.
        dedup: Some(latest.map_or("first".to_owned(), |job| format!("after {}", job.id))),
        by: By::Staff(actor.staff),
    };
    let job_id = jobs::enqueue(tx, job)?;
    let subject = job_id.to_string();
    audit::record(tx, &actor.act(), "backup.start", &subject, &json!({}))?;
    Ok(job_id)
}

/// The backups that this server keeps, those that are being made and those that failed.
#[utoipa::path(get, path = "/api/v1/backups", tag = "settings", responses(
    (status = 200, body = Backups), (status = "4XX", body = ProblemBody),
))]
async fn list_backups(State(app): State<App>, actor: Actor) -> Result<Json<Backups>, Problem> {
    let looking = app.clone();
    let look = move || {
        let folder = folder_of(&looking);
        list(&looking).map(|files| (files, folder.canonicalize().unwrap_or(folder)))
    };
    let (files, folder) = blocking(look).await??;
    let read = app.db.read(actor.brand, move |tx| items(tx, &files));
    Ok(Json(Backups {
        folder: folder.display().to_string(),
        keep: app.config.backups.keep as u64,
        items: read.await?,
    }))
}

/// Files with who wanted them, and jobs that have no file.
fn items(tx: &mut Tx<'_>, files: &[BackupFile]) -> Result<Vec<Backup>, DbError> {
    let mut known = jobs::list(tx, Whose::Everybodys, Some(JOB_KIND), None, JOBS_MAX)?.items;
    let mut items = Vec::new();
    for file in files {
        let at = known.iter().position(|job| file.job_id == Some(job.id));
        let job = match (at, file.job_id) {
            (Some(at), _) => Some(known.swap_remove(at)),
            (None, Some(job_id)) => jobs::find(tx, job_id)?,
            (None, None) => None,
        };
        items.push(Backup::of_file(file.clone(), job));
    }
    // One that is done and has no file: that was taken away for later ones.
    known.retain(|job| job.state != JobState::Succeeded);
    items.extend(known.into_iter().map(Backup::of_job));
    items.sort_by_key(|backup| std::cmp::Reverse(backup.taken_at));
    Ok(items)
}
