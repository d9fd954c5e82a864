//! Imports over HTTP: send a file, say what its columns mean, look at what would happen, let it
//! happen, look at what was not taken.

use super::record::{self, ImportId, Kept, RunOptions};
use super::rejects_file;
use super::view::view_of;
use super::{Import, ImportFault, ImportKind, ImportMode, Mapping, Reject, store};
use crate::blocking;
use crate::exports::{FileFormat, Watermark, attachment};
use access::{Actor, Guarded, Permission};
use axum::extract::{DefaultBodyLimit, Multipart, State};
use axum::response::Response;
use kernel::{Cursor, JobId, Page, PageRequest};
use platform::App;
use platform::db::{DbError, Tx};
use platform::http::{IfMatch, Json, Path, Problem, ProblemBody, Query, RequestInfo, Versioned};
use platform::idempotency::{self, Answer, IdempotencyKey};
use platform::jobs::{self, Whose};
use serde::{Deserialize, Serialize};
use tokio::sync::Semaphore;
use utoipa_axum::routes;

/// The largest file that is taken by HTTP; larger ones go by the command line.
const FILE_MAX: usize = 64 * 1024 * 1024;

/// One file is read at a time: a table stands in memory while its heading is looked for, and may be
/// as large as tables get. The turn goes with the work, so that nobody gives it up by hanging up.
static READING: Semaphore = Semaphore::const_new(1);

pub(crate) fn routes() -> Guarded {
    Guarded::new()
        .route_with(Permission::ImportsRun, routes!(start_import), |route| {
            route.layer(DefaultBodyLimit::max(FILE_MAX + 64 * 1024))
        })
        .route(Permission::ImportsRun, routes!(list_imports))
        .route(Permission::ImportsRun, routes!(get_import))
        .route(Permission::ImportsRun, routes!(map_import))
        .route(Permission::ImportsRun, routes!(run_import))
        .route(Permission::ImportsRun, routes!(cancel_import))
        .route(Permission::ImportsRun, routes!(undo_import))
        .route(Permission::ImportsRun, routes!(list_rejects))
        .route(Permission::ImportsRun, routes!(download_rejects))
}

/// How a file is to be imported.
#[derive(Debug, Deserialize, utoipa::IntoParams)]
#[into_params(parameter_in = Query)]
struct ImportOptions {
    /// What is in the file; it is then worked on at once. Without it the file waits until somebody
    /// has looked at what was recognised.
    #[serde(default)]
    #[param(inline)]
    kind: Option<ImportKind>,
    /// Whether nothing is to be kept.
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
    /// A CSV file in UTF-8 or GB18030, or a workbook (XLSX).
    #[schema(value_type = String, format = Binary)]
    file: Vec<u8>,
}

/// Takes a file. With a kind it is imported in the background at once, as its heading says.
#[utoipa::path(post, path = "/api/v1/imports", tag = "imports",
    params(ImportOptions, ("Idempotency-Key" = String, Header)),
    request_body(content = ImportForm, content_type = "multipart/form-data"), responses(
    (status = 200, body = Import), (status = "4XX", body = ProblemBody),
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
    let (kind, id) = (options.kind, ImportId(app.db.new_id()));
    // The heading is looked at now, so that a wrong file is refused while its sender is there.
    let turn = READING.acquire().await;
    let (kept, bytes) = blocking(move || {
        let kept = Kept::read(id, file_name, &bytes, kind);
        drop(turn);
        kept.map(|kept| (kept, bytes))
    })
    .await?
    .map_err(ImportFault::NotReadable)?;
    if let Some(kind) = kind {
        let missing = kind.missing(&kept.heading.mapping);
        if !missing.is_empty() {
            let error = super::SheetError::NoHeading(missing.join(", "));
            return Err(ImportFault::NotReadable(error).into());
        }
    }
    let run = RunOptions {
        mode: options.mode.unwrap_or(ImportMode::GoodRows),
        is_dry_run: options.dry_run,
    };
    let said = (kind, run, &kept.file_name, kept.fingerprint.clone());
    let (act, for_act) = (actor.act(), kept.clone());
    let may_post = actor.require(Permission::MembersAdjust);
    idempotency::once(
        &app,
        actor.brand,
        key,
        &said,
        "start_import",
        move |tx| match kind {
            Some(kind) => record::begin(tx, &act, &for_act, kind, (run, may_post.clone()), &bytes),
            None => {
                record::keep(tx, &act, &for_act, None, &bytes)?;
                record::view(tx, id)
            }
        },
    )
    .await
}

/// Files that came, the latest first.
#[utoipa::path(get, path = "/api/v1/imports", tag = "imports", params(PageRequest), responses(
    (status = 200, body = Page<Import>), (status = "4XX", body = ProblemBody),
))]
async fn list_imports(
    State(app): State<App>,
    actor: Actor,
    Query(page): Query<PageRequest>,
) -> Result<Json<Page<Import>>, Problem> {
    let (cursor, limit) = page.read()?;
    let read = move |tx: &mut Tx<'_>| -> Result<_, DbError> {
        let page = store::page(tx, cursor, limit)?;
        let ids: Vec<JobId> = page.items.iter().filter_map(|row| row.job_id).collect();
        let mut jobs = jobs::find_many(tx, &ids)?;
        let items = page.items.into_iter().map(|row| {
            let job = row.job_id.and_then(|id| jobs.remove(&id));
            view_of(row, job)
        });
        Ok(Page {
            items: items.collect::<Result<_, _>>()?,
            next: page.next,
        })
    };
    Ok(Json(app.db.read(actor.brand, read).await?))
}

/// One import: what was recognised, how far it is, what came out.
#[utoipa::path(get, path = "/api/v1/imports/{import_id}", tag = "imports",
    params(("import_id" = ImportId, Path)), responses(
    (status = 200, body = Import), (status = "4XX", body = ProblemBody),
))]
async fn get_import(
    State(app): State<App>,
    actor: Actor,
    Path(import_id): Path<ImportId>,
) -> Result<Versioned<Import>, Problem> {
    let read = move |tx: &mut Tx<'_>| record::view(tx, import_id);
    let body = app.db.read(actor.brand, read).await?;
    Ok(Versioned {
        version: body.version,
        body,
    })
}

/// What the columns of a file mean.
#[derive(Debug, Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
struct MapImport {
    /// As what the file is to be taken in.
    #[schema(inline)]
    kind: ImportKind,
    /// What its columns mean.
    mapping: Mapping,
    /// Whether files to come with the same heading are to be read like this, too.
    #[serde(default)]
    is_kept: bool,
}

/// Corrects what the columns of a file mean.
#[utoipa::path(put, path = "/api/v1/imports/{import_id}/mapping", tag = "imports",
    params(("import_id" = ImportId, Path), ("If-Match" = String, Header)),
    request_body = MapImport, responses(
    (status = 200, body = Import), (status = "4XX", body = ProblemBody),
))]
async fn map_import(
    State(app): State<App>,
    actor: Actor,
    Path(import_id): Path<ImportId>,
    seen: IfMatch,
    Json(said): Json<MapImport>,
) -> Result<Versioned<Import>, Problem> {
    let act = actor.act();
    let write = move |tx: &mut Tx<'_>| {
        let mapping = (said.kind, &said.mapping, said.is_kept);
        record::map(tx, &act, import_id, seen, mapping)
    };
    let body = app.db.write(actor.brand, write).await?;
    Ok(Versioned {
        version: body.version,
        body,
    })
}

/// How an import is to be done.
#[derive(Debug, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
struct RunImport {
    /// Whether nothing is to be kept.
    #[serde(default)]
    is_dry_run: bool,
    /// What happens to the good rows when others are bad.
    #[schema(inline)]
    mode: ImportMode,
}

/// Lets an import run in the background, or go on where it was stopped; then as it began.
#[utoipa::path(post, path = "/api/v1/imports/{import_id}/run", tag = "imports",
    params(("import_id" = ImportId, Path), ("Idempotency-Key" = String, Header)),
    request_body = RunImport, responses(
    (status = 200, body = Import), (status = "4XX", body = ProblemBody),
))]
async fn run_import(
    State(app): State<App>,
    actor: Actor,
    Path(import_id): Path<ImportId>,
    key: IdempotencyKey,
    Json(said): Json<RunImport>,
) -> Result<Answer, Problem> {
    let (act, body) = (actor.act(), (import_id, &said));
    let may_post = actor.require(Permission::MembersAdjust);
    let run = RunOptions {
        mode: said.mode,
        is_dry_run: said.is_dry_run,
    };
    idempotency::once(&app, actor.brand, key, &body, "run_import", move |tx| {
        record::run(tx, &act, import_id, (run, may_post.clone()))
    })
    .await
}

/// Asks an import to stop; what is in stays, and it can go on later.
#[utoipa::path(post, path = "/api/v1/imports/{import_id}/cancel", tag = "imports",
    params(("import_id" = ImportId, Path), ("Idempotency-Key" = String, Header)), responses(
    (status = 200, body = Import), (status = "4XX", body = ProblemBody),
))]
async fn cancel_import(
    State(app): State<App>,
    actor: Actor,
    Path(import_id): Path<ImportId>,
    key: IdempotencyKey,
) -> Result<Answer, Problem> {
    let (brand, now) = (actor.brand, actor.now);
    idempotency::once(&app, brand, key, &import_id, "cancel_import", move |tx| {
        if let Some(job) = record::job_of(tx, import_id)? {
            jobs::cancel(tx, Whose::Everybodys, job, now)?;
        }
        record::view(tx, import_id)
    })
    .await
}

/// Reverses what an import posted, as far as the ledger allows; what was spent since stays and is
/// listed.
#[utoipa::path(post, path = "/api/v1/imports/{import_id}/undo", tag = "imports",
    params(("import_id" = ImportId, Path), ("Idempotency-Key" = String, Header)), responses(
    (status = 200, body = Import), (status = "4XX", body = ProblemBody),
))]
async fn undo_import(
    State(app): State<App>,
    actor: Actor,
    Path(import_id): Path<ImportId>,
    key: IdempotencyKey,
) -> Result<Answer, Problem> {
    let (act, may_post) = (actor.act(), actor.require(Permission::MembersAdjust));
    idempotency::once(
        &app,
        actor.brand,
        key,
        &import_id,
        "undo_import",
        move |tx| record::undo(tx, &act, import_id, may_post.clone()),
    )
    .await
}

/// Rows of a file that were not taken, in the order of the file.
#[utoipa::path(get, path = "/api/v1/imports/{import_id}/rejects", tag = "imports",
    params(("import_id" = ImportId, Path), PageRequest), responses(
    (status = 200, body = Page<Reject>), (status = "4XX", body = ProblemBody),
))]
async fn list_rejects(
    State(app): State<App>,
    actor: Actor,
    Path(import_id): Path<ImportId>,
    Query(page): Query<PageRequest>,
) -> Result<Json<Page<Reject>>, Problem> {
    let (cursor, limit) = page.read()?;
    let after = cursor.map_or(0, |cursor| cursor.id);
    let read = move |tx: &mut Tx<'_>| {
        record::job_of(tx, import_id)?;
        Ok::<_, ImportFault>(super::rejects(tx, import_id, after, limit + 1)?)
    };
    let rejects = app.db.read(actor.brand, read).await?;
    let at = |reject: &Reject| Cursor {
        key: reject.line as i64,
        id: reject.line as i64,
    };
    Ok(Json(Page::of(rejects, limit, at)))
}

/// As what kind of file.
#[derive(Debug, Deserialize, utoipa::IntoParams)]
#[into_params(parameter_in = Query)]
struct RejectsFile {
    /// CSV if absent.
    #[serde(default)]
    #[param(inline)]
    format: Option<FileFormat>,
}

/// The rows that were not taken as a file, with their reasons.
#[utoipa::path(get, path = "/api/v1/imports/{import_id}/rejects/file", tag = "imports",
    params(("import_id" = ImportId, Path), RejectsFile), responses(
    (status = 200, body = Vec<u8>, content_type = "application/octet-stream"),
    (status = "4XX", body = ProblemBody),
))]
async fn download_rejects(
    State(app): State<App>,
    actor: Actor,
    Path(import_id): Path<ImportId>,
    Query(wanted): Query<RejectsFile>,
    request: RequestInfo,
) -> Result<Response, Problem> {
    let format = wanted.format.unwrap_or(FileFormat::Csv);
    let brand = actor.brand;
    let mark = app
        .db
        .read(brand, move |tx| Watermark::of(tx, &actor, &request))
        .await?;
    let file =
        blocking(move || rejects_file::write(&app, brand, import_id, format, &mark)).await??;
    Ok(attachment(&format!("{import_id}-rejects"), format, file))
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
