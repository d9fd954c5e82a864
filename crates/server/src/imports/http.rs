//! Imports over HTTP: send a file, look at what was not taken.

use super::{ImportKind, ImportMode, Reject, Request};
use crate::jobs::JobFault;
use access::{Actor, Guarded, Permission};
use axum::extract::{DefaultBodyLimit, Multipart, State};
use kernel::{Fault, Invalid, JobId, Kind, Page};
use platform::App;
use platform::db::DbError;
use platform::http::{Json, Path, Problem, ProblemBody, Query};
use platform::idempotency::{self, Answer, IdempotencyKey};
use platform::jobs;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use utoipa_axum::routes;

/// The largest file that is taken by HTTP; larger ones go by the command line.
const FILE_MAX: usize = 64 * 1024 * 1024;

pub(crate) fn routes() -> Guarded {
    Guarded::new()
        .route_with(Permission::ImportsRun, routes!(start_import), |route| {
            route.layer(DefaultBodyLimit::max(FILE_MAX + 64 * 1024))
        })
        .route(Permission::ImportsRun, routes!(list_rejects))
}

/// A file that cannot be taken.
#[derive(Debug, thiserror::Error)]
pub enum ImportFault {
    /// It is no table with the columns that are needed.
    #[error("{0}")]
    NotReadable(super::SheetError),
    /// No file came.
    #[error("the form has no file")]
    NoFile,
    /// The form broke off or is no form.
    #[error("the form cannot be read")]
    BrokenForm,
    /// The file is too large.
    #[error("the file is larger than 64 MB; use `huitong import`")]
    TooLarge,
    /// The database.
    #[error(transparent)]
    Db(#[from] DbError),
}

impl Fault for ImportFault {
    fn kind(&self) -> Kind {
        match self {
            ImportFault::NotReadable(_) | ImportFault::TooLarge => Kind::Refused,
            ImportFault::NoFile | ImportFault::BrokenForm => Kind::Malformed,
            ImportFault::Db(error) => error.kind(),
        }
    }
    fn code(&self) -> &'static str {
        match self {
            ImportFault::NotReadable(_) => "import.not_readable",
            ImportFault::NoFile => "import.no_file",
            ImportFault::BrokenForm => "import.broken_form",
            ImportFault::TooLarge => "import.too_large",
            ImportFault::Db(error) => error.code(),
        }
    }
    fn params(&self) -> kernel::Params {
        match self {
            ImportFault::NotReadable(error) => {
                kernel::fault::params([("reason", error.to_string().into())])
            }
            _ => kernel::Params::new(),
        }
    }
}

/// How a file is to be imported.
#[derive(Debug, Deserialize, utoipa::IntoParams)]
#[into_params(parameter_in = Query)]
struct ImportOptions {
    /// What is in the file.
    #[param(inline)]
    kind: ImportKind,
    /// Whether everything is undone at the end.
    #[serde(default)]
    dry_run: bool,
    /// What happens to the good rows when others are bad; they go in if this is absent.
    #[serde(default)]
    #[param(inline)]
    mode: Option<ImportMode>,
}

/// The form that carries the file.
#[derive(utoipa::ToSchema)]
#[expect(dead_code, reason = "describes the form; it is read piece by piece")]
struct ImportForm {
    /// A CSV file in UTF-8 or GB18030.
    #[schema(value_type = String, format = Binary)]
    file: Vec<u8>,
}

/// An import that has begun.
#[derive(Serialize, utoipa::ToSchema)]
struct ImportStarted {
    /// The job to look after.
    job_id: JobId,
    /// Rows of data in the file.
    rows: i64,
}

/// Takes a file and imports it in the background.
#[utoipa::path(post, path = "/api/v1/imports", tag = "imports",
    params(ImportOptions, ("Idempotency-Key" = String, Header)),
    request_body(content = ImportForm, content_type = "multipart/form-data"), responses(
    (status = 200, body = ImportStarted), (status = "4XX", body = ProblemBody),
))]
async fn start_import(
    State(app): State<App>,
    actor: Actor,
    Query(options): Query<ImportOptions>,
    key: IdempotencyKey,
    form: Result<Multipart, axum::extract::multipart::MultipartRejection>,
) -> Result<Answer, Problem> {
    let form = form.map_err(|_| ImportFault::BrokenForm)?;
    let (file_name, bytes) = read_file(form).await?;
    let brand = app.db.read(actor.brand, access::get_brand).await?;
    let kind = options.kind;
    // The heading is looked at now, so that a wrong file is refused while its sender is there.
    let look = bytes.clone();
    let rows = tokio::task::spawn_blocking(move || kind.read(&look).map(|table| table.rows()))
        .await
        .map_err(|error| DbError::Bug(error.to_string()))?
        .map_err(ImportFault::NotReadable)?;
    let request = Request {
        kind,
        mode: options.mode.unwrap_or(ImportMode::GoodRows),
        is_dry_run: options.dry_run,
        zone: brand.zone,
        file_name,
    };
    let said = (&request, fingerprint(&bytes));
    let act = actor.act();
    idempotency::once(&app, actor.brand, key, &said, "start_import", {
        let request = request.clone();
        move |tx| {
            let job_id = super::start(tx, &act, &request, &bytes)?;
            Ok::<_, ImportFault>(ImportStarted { job_id, rows })
        }
    })
    .await
}

/// Where a list of rejects starts.
#[derive(Debug, Deserialize, utoipa::IntoParams)]
#[into_params(parameter_in = Query)]
struct RejectPage {
    /// Only lines after this one.
    #[serde(default)]
    after_line: Option<i64>,
    /// Rows on a page, 1 to 1000; 200 if absent.
    #[serde(default)]
    #[param(minimum = 1, maximum = 1000)]
    limit: Option<u32>,
}

/// Rows of a file that were not taken, in the order of the file. `next` is the line to go on
/// after.
#[utoipa::path(get, path = "/api/v1/imports/{job_id}/rejects", tag = "imports",
    params(("job_id" = JobId, Path), RejectPage), responses(
    (status = 200, body = Page<Reject>), (status = "4XX", body = ProblemBody),
))]
async fn list_rejects(
    State(app): State<App>,
    actor: Actor,
    Path(job_id): Path<JobId>,
    Query(page): Query<RejectPage>,
) -> Result<Json<Page<Reject>>, Problem> {
    let limit = page.limit.unwrap_or(200);
    let mut wrong = Invalid::new();
    wrong.range("?limit", i64::from(limit), 1, 1_000);
    wrong.check()?;
    let after = page.after_line.unwrap_or(0);
    let mut rejects = app
        .db
        .read(actor.brand, move |tx| {
            let job = jobs::find(tx, job_id)?;
            job.filter(|job| job.kind == super::JOB_KIND)
                .ok_or(JobFault::NotFound(job_id))?;
            Ok::<_, JobFault>(super::rejects(tx, job_id, after, limit + 1)?)
        })
        .await?;
    let has_more = rejects.len() > limit as usize;
    rejects.truncate(limit as usize);
    let last = rejects
        .last()
        .filter(|_| has_more)
        .map(|reject| reject.line.to_string());
    Ok(Json(Page {
        items: rejects,
        next: last,
    }))
}

async fn read_file(mut form: Multipart) -> Result<(String, Vec<u8>), ImportFault> {
    let broken = |error: axum::extract::multipart::MultipartError| {
        if error.status() == axum::http::StatusCode::PAYLOAD_TOO_LARGE {
            ImportFault::TooLarge
        } else {
            ImportFault::BrokenForm
        }
    };
    while let Some(field) = form.next_field().await.map_err(broken)? {
        if field.name() == Some("file") {
            let name = field.file_name().unwrap_or("import.csv");
            let name = name.chars().filter(|c| !c.is_control()).take(100).collect();
            let bytes = field.bytes().await.map_err(broken)?;
            return Ok((name, bytes.to_vec()));
        }
    }
    Err(ImportFault::NoFile)
}

/// A mark of the file, for telling a repeated request from another one.
fn fingerprint(bytes: &[u8]) -> Vec<u8> {
    Sha256::digest(bytes).to_vec()
}
