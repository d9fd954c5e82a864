//! Exports over HTTP: ask for a list, see how far it is, take the file away.

use super::store::ExportRow;
use super::{
    Export, ExportFault, ExportId, ExportSubject, ExportWanted, Outcome, attachment, get, job,
    note, start_or_ask, view, view_of,
};
use access::{Actor, ApprovalView, Guarded, Permission, StoreFilter};
use axum::body::{Body, Bytes};
use axum::extract::State;
use axum::response::Response;
use futures_util::stream;
use kernel::{JobId, Page, PageRequest};
use platform::App;
use platform::db::Tx;
use platform::http::{Json, Path, Problem, ProblemBody, Query, RequestInfo};
use platform::idempotency::{self, Answer, IdempotencyKey};
use platform::jobs;
use serde::Serialize;
use tokio::io::AsyncReadExt;
use utoipa_axum::routes;

pub(crate) fn routes() -> Guarded {
    Guarded::new()
        .route(Permission::ExportsRun, routes!(start_export))
        .route(Permission::ExportsRun, routes!(list_exports))
        .route(Permission::ExportsRun, routes!(get_export))
        .route(Permission::ExportsRun, routes!(download_export))
}

/// What became of a wish for a list.
#[derive(Debug, Serialize, utoipa::ToSchema)]
struct ExportStarted {
    /// The export; null while it waits for a second person.
    #[schema(required)]
    export: Option<Export>,
    /// The request that waits, if the list holds more members than one person may take alone.
    #[schema(required)]
    approval: Option<ApprovalView>,
}

/// Lets a list be written to a file in the background. A list of more members than one may take a
/// day alone waits for a second person.
#[utoipa::path(post, path = "/api/v1/exports", tag = "exports",
    params(("Idempotency-Key" = String, Header)), request_body = ExportWanted, responses(
    (status = 200, body = ExportStarted), (status = "4XX", body = ProblemBody),
))]
async fn start_export(
    State(app): State<App>,
    actor: Actor,
    key: IdempotencyKey,
    request: RequestInfo,
    Json(wanted): Json<ExportWanted>,
) -> Result<Answer, Problem> {
    super::require(&actor, &wanted)?;
    let (brand, now, said) = (actor.brand, actor.now, wanted.clone());
    let members = count_members(&app, &actor, &wanted).await?;
    idempotency::once(&app, brand, key, &said, "start_export", move |tx| {
        let outcome = start_or_ask(tx, &actor, &request.id, &wanted, members)?;
        Ok::<_, ExportFault>(match outcome {
            Outcome::Started(export) => ExportStarted {
                export: Some(*export),
                approval: None,
            },
            Outcome::Waits(approval) => ExportStarted {
                export: None,
                approval: Some(ApprovalView::of(*approval, now)),
            },
        })
    })
    .await
}

/// How many members a list would hold; none of another list. It is counted by itself, for it takes
/// a while in a large brand.
async fn count_members(app: &App, actor: &Actor, wanted: &ExportWanted) -> Result<i64, Problem> {
    if wanted.subject != ExportSubject::Members {
        return Ok(0);
    }
    let traits = wanted.filter.traits();
    let among = match wanted.filter.store_id {
        Some(store_id) => StoreFilter::Only(vec![store_id]),
        None => actor.stores().clone(),
    };
    let count = app.db.read(actor.brand, move |tx| {
        membership::count_sought(tx, &traits, &among)
    });
    Ok(count.await?)
}

/// Files that were asked for and that the person may see, the latest first.
#[utoipa::path(get, path = "/api/v1/exports", tag = "exports", params(PageRequest), responses(
    (status = 200, body = Page<Export>), (status = "4XX", body = ProblemBody),
))]
async fn list_exports(
    State(app): State<App>,
    actor: Actor,
    Query(page): Query<PageRequest>,
) -> Result<Json<Page<Export>>, Problem> {
    let (cursor, limit) = page.read()?;
    let brand = actor.brand;
    let read = move |tx: &mut Tx<'_>| -> Result<_, ExportFault> {
        let page = super::list_in_sight(tx, &actor, cursor, limit)?;
        let ids: Vec<JobId> = page.items.iter().map(|row| row.job_id).collect();
        let mut jobs = jobs::find_many(tx, &ids)?;
        let items = page.items.into_iter().map(|row| {
            let job = jobs.remove(&row.job_id);
            view_of(row, job)
        });
        Ok(Page {
            items: items.collect::<Result<_, _>>()?,
            next: page.next,
        })
    };
    Ok(Json(app.db.read(brand, read).await?))
}

/// One export: how far it is, and until when its file is kept.
#[utoipa::path(get, path = "/api/v1/exports/{export_id}", tag = "exports",
    params(("export_id" = ExportId, Path)), responses(
    (status = 200, body = Export), (status = "4XX", body = ProblemBody),
))]
async fn get_export(
    State(app): State<App>,
    actor: Actor,
    Path(export_id): Path<ExportId>,
) -> Result<Json<Export>, Problem> {
    let brand = actor.brand;
    let read = move |tx: &mut Tx<'_>| {
        let row = get(tx, &actor, export_id)?;
        view(tx, row)
    };
    Ok(Json(app.db.read(brand, read).await?))
}

/// The file. That it was taken away stands in the audit log before the first byte goes out.
#[utoipa::path(get, path = "/api/v1/exports/{export_id}/file", tag = "exports",
    params(("export_id" = ExportId, Path)), responses(
    (status = 200, body = Vec<u8>, content_type = "application/octet-stream"),
    (status = "4XX", body = ProblemBody),
))]
async fn download_export(
    State(app): State<App>,
    actor: Actor,
    Path(export_id): Path<ExportId>,
) -> Result<Response, Problem> {
    let (brand, now) = (actor.brand, actor.now);
    let take = move |tx: &mut Tx<'_>| -> Result<ExportRow, ExportFault> {
        let row = get(tx, &actor, export_id)?;
        if row.ready_at.is_none() {
            return Err(ExportFault::NotReady);
        }
        if row.expires_at <= now || row.bytes == 0 {
            return Err(ExportFault::Gone);
        }
        note(tx, &actor.act(), "export.download", &row)?;
        Ok(row)
    };
    let row = app.db.write(brand, take).await?;
    let path = job::path_of(&app, brand, row.id, row.format);
    let file = tokio::fs::File::open(path)
        .await
        .map_err(|_| ExportFault::Gone)?;
    let name = format!("{}-{}", row.subject, row.id);
    Ok(attachment(&name, row.format, body_of(file)))
}

/// A file as a body, piece by piece.
fn body_of(file: tokio::fs::File) -> Body {
    const PIECE: usize = 64 * 1024;
    let pieces = stream::try_unfold(file, |mut file| async move {
        let mut piece = vec![0; PIECE];
        let length = file.read(&mut piece).await?;
        piece.truncate(length);
        let more = (length > 0).then(|| (Bytes::from(piece), file));
        Ok::<_, std::io::Error>(more)
    });
    Body::from_stream(pieces)
}
