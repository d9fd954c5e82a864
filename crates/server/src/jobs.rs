//! Background work over HTTP: how far it is, what came out, stop it. Whoever may see a part of the
//! brand only has the work that they began themselves; the rest looks as if it were not there.

use crate::{backup, demo, exports, imports};
use access::{AccessError, Actor, Guarded, Permission, StoreFilter};
use axum::extract::State;
use kernel::{Fault, JobId, Kind, Page, PageRequest, Params, fault::params};
use platform::App;
use platform::db::DbError;
use platform::http::{Json, Path, Problem, ProblemBody, Query};
use platform::idempotency::{self, Answer, IdempotencyKey};
use platform::jobs::{self, Job, Whose};
use serde::Deserialize;
use utoipa_axum::routes;

pub fn routes() -> Guarded {
    Guarded::new()
        .route(Permission::JobsRead, routes!(list_jobs))
        .route(Permission::JobsRead, routes!(get_job))
        .route(Permission::JobsRead, routes!(cancel_job))
}

/// There is no such job.
#[derive(Debug, thiserror::Error)]
pub enum JobFault {
    /// Not in this brand, or not among those that the person may see.
    #[error("there is no job {0}")]
    NotFound(JobId),
    /// The house's own work, or an erasure that was approved: nobody stops it.
    #[error("{0} is not stopped by people")]
    OfTheHouse(JobId),
    /// Who asks may not do such work, so may not stop it.
    #[error(transparent)]
    Access(#[from] AccessError),
    /// The database.
    #[error(transparent)]
    Db(#[from] DbError),
}

impl Fault for JobFault {
    fn kind(&self) -> Kind {
        match self {
            JobFault::NotFound(_) => Kind::NotFound,
            JobFault::OfTheHouse(_) => Kind::Conflict,
            JobFault::Access(error) => error.kind(),
            JobFault::Db(error) => error.kind(),
        }
    }
    fn code(&self) -> &'static str {
        match self {
            JobFault::NotFound(_) => "job.not_found",
            JobFault::OfTheHouse(_) => "job.of_the_house",
            JobFault::Access(error) => error.code(),
            JobFault::Db(error) => error.code(),
        }
    }
    fn params(&self) -> Params {
        match self {
            JobFault::NotFound(id) | JobFault::OfTheHouse(id) => {
                params([("job_id", id.to_string().into())])
            }
            JobFault::Access(error) => error.params(),
            JobFault::Db(error) => error.params(),
        }
    }
}

/// Which jobs are wanted.
#[derive(Debug, Deserialize, utoipa::IntoParams)]
#[into_params(parameter_in = Query)]
struct JobFilter {
    /// Of one kind, such as `import`.
    #[serde(default)]
    kind: Option<String>,
}

/// The jobs that a person may see and stop.
fn in_sight(actor: &Actor) -> Whose {
    match actor.stores() {
        StoreFilter::All => Whose::Everybodys,
        StoreFilter::Only(_) => Whose::OnlyOf(actor.staff),
    }
}

/// Background work, the newest first; who works for some stores sees what they began themselves.
#[utoipa::path(get, path = "/api/v1/jobs", tag = "jobs", params(JobFilter, PageRequest), responses(
    (status = 200, body = Page<Job>), (status = "4XX", body = ProblemBody),
))]
async fn list_jobs(
    State(app): State<App>,
    actor: Actor,
    Query(filter): Query<JobFilter>,
    Query(page): Query<PageRequest>,
) -> Result<Json<Page<Job>>, Problem> {
    let (cursor, limit) = page.read()?;
    let whose = in_sight(&actor);
    let list = app
        .db
        .read(actor.brand, move |tx| {
            jobs::list(tx, whose, filter.kind.as_deref(), cursor, limit)
        })
        .await?;
    Ok(Json(list))
}

/// One job: how far it is and what came out.
#[utoipa::path(get, path = "/api/v1/jobs/{job_id}", tag = "jobs",
    params(("job_id" = JobId, Path)), responses(
    (status = 200, body = Job), (status = "4XX", body = ProblemBody),
))]
async fn get_job(
    State(app): State<App>,
    actor: Actor,
    Path(job_id): Path<JobId>,
) -> Result<Json<Job>, Problem> {
    let whose = in_sight(&actor);
    let job = app
        .db
        .read(actor.brand, move |tx| jobs::find_among(tx, whose, job_id))
        .await?;
    Ok(Json(job.ok_or(JobFault::NotFound(job_id))?))
}

/// Asks a job to stop; what it has done stays. Whoever may begin such work may stop it.
#[utoipa::path(post, path = "/api/v1/jobs/{job_id}/cancel", tag = "jobs",
    params(("job_id" = JobId, Path), ("Idempotency-Key" = String, Header)), responses(
    (status = 200, body = Job), (status = "4XX", body = ProblemBody),
))]
async fn cancel_job(
    State(app): State<App>,
    actor: Actor,
    key: IdempotencyKey,
    Path(job_id): Path<JobId>,
) -> Result<Answer, Problem> {
    let (brand, whose) = (actor.brand, in_sight(&actor));
    idempotency::once(&app, brand, key, &job_id, "cancel_job", move |tx| {
        let job = jobs::find_among(tx, whose, job_id)?.ok_or(JobFault::NotFound(job_id))?;
        let begun_by = may_begin(&job.kind).ok_or(JobFault::OfTheHouse(job_id))?;
        actor.require(begun_by)?;
        jobs::cancel(tx, whose, job_id, actor.now)?.ok_or(JobFault::NotFound(job_id))
    })
    .await
}

/// What it takes to begin work of a kind; nothing for what recurs by itself, and for an erasure,
/// which goes on until no copy is left.
fn may_begin(kind: &str) -> Option<Permission> {
    match kind {
        imports::JOB_KIND | demo::JOB_KIND => Some(Permission::ImportsRun),
        exports::JOB_KIND => Some(Permission::ExportsRun),
        backup::JOB_KIND => Some(Permission::BackupsRun),
        checkout::REPLAY_JOB | offers::ISSUE_JOB => Some(Permission::OffersWrite),
        _ => None,
    }
}
