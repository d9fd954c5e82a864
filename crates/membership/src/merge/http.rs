//! Merging members over HTTP.

use super::shown::{LikelyDuplicate, MergePreviewed, MergeShown};
use super::{MergeField, MergeWish, duplicates};
use crate::MembershipError;
use access::{Actor, Guarded, Permission};
use axum::extract::State;
use kernel::{MemberId, MergeId, Page, PageRequest};
use platform::App;
use platform::http::{Json, Path, Problem, ProblemBody, Query};
use platform::idempotency::{self, Answer, IdempotencyKey};
use serde::{Deserialize, Serialize};
use utoipa_axum::routes;

pub(crate) fn routes() -> Guarded {
    Guarded::new()
        .route(Permission::MembersMerge, routes!(list_duplicates))
        .route(Permission::MembersMerge, routes!(preview_merge))
        .route(Permission::MembersMerge, routes!(merge_members))
        .route(Permission::MembersMerge, routes!(list_merges))
        .route(Permission::MembersMerge, routes!(get_merge))
        .route(Permission::MembersMerge, routes!(unmerge_members))
}

#[derive(Debug, Deserialize, utoipa::IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
struct PreviewMerge {
    /// Who would stay.
    survivor_id: MemberId,
    /// Who would be merged into the other.
    absorbed_id: MemberId,
}

#[derive(Debug, Deserialize, utoipa::IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
struct ListMerges {
    /// Only merges that this member had a part in.
    member_id: Option<MemberId>,
    /// The `next` of the page before.
    cursor: Option<String>,
    /// Rows on a page, 1 to 200; 50 if absent.
    #[param(minimum = 1, maximum = 200)]
    limit: Option<u32>,
}

/// Two members who are one person.
#[derive(Debug, Clone, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
struct MembersToMerge {
    /// Who stays.
    survivor_id: MemberId,
    /// Whose id means the survivor from then on.
    absorbed_id: MemberId,
    /// Where both say something, the fields to take from the absorbed member; none if absent.
    #[serde(default)]
    #[schema(max_items = 6)]
    take: Vec<MergeField>,
    /// 1 to 200 characters.
    #[schema(min_length = 1, max_length = 200)]
    reason: String,
}

/// Why a merge is undone.
#[derive(Debug, Clone, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
struct UnmergeReason {
    /// 1 to 200 characters.
    #[schema(min_length = 1, max_length = 200)]
    reason: String,
}

/// Lists pairs of members who are likely the same person: of the same name with the same birthday
/// or the same last four digits. A page may be short, or empty, and have a next one.
#[utoipa::path(
    get,
    path = "/api/v1/merges/duplicates",
    operation_id = "list_duplicates",
    tag = "members",
    params(PageRequest),
    responses(
        (status = 200, body = Page<LikelyDuplicate>),
        (status = "default", body = ProblemBody, content_type = "application/problem+json"),
    )
)]
async fn list_duplicates(
    State(app): State<App>,
    actor: Actor,
    Query(request): Query<PageRequest>,
) -> Result<Json<Page<LikelyDuplicate>>, Problem> {
    let (cursor, limit) = request.read()?;
    let seal = app.seal.clone();
    let page = app
        .db
        .read(actor.brand, move |tx| -> Result<_, MembershipError> {
            let page = duplicates::list_duplicates(tx, cursor, limit)?;
            LikelyDuplicate::load(tx, &seal, page)
        })
        .await?;
    Ok(Json(page))
}

/// Shows what a merge would do; nothing is written.
#[utoipa::path(
    get,
    path = "/api/v1/merges/preview",
    operation_id = "preview_merge",
    tag = "members",
    params(PreviewMerge),
    responses(
        (status = 200, body = MergePreviewed),
        (status = "default", body = ProblemBody, content_type = "application/problem+json"),
    )
)]
async fn preview_merge(
    State(app): State<App>,
    actor: Actor,
    Query(request): Query<PreviewMerge>,
) -> Result<Json<MergePreviewed>, Problem> {
    let (seal, now) = (app.seal.clone(), actor.now);
    let shown = app
        .db
        .read(actor.brand, move |tx| -> Result<_, MembershipError> {
            let preview = super::preview(tx, request.survivor_id, request.absorbed_id)?;
            MergePreviewed::load(tx, &seal, now, preview)
        })
        .await?;
    Ok(Json(shown))
}

/// Merges one member into another; the absorbed member's id means the survivor from then on.
#[utoipa::path(
    post,
    path = "/api/v1/merges",
    operation_id = "merge_members",
    tag = "members",
    params(("Idempotency-Key" = String, Header, description = "One key, one effect")),
    request_body = MembersToMerge,
    responses(
        (status = 200, body = MergeShown),
        (status = "default", body = ProblemBody, content_type = "application/problem+json"),
    )
)]
async fn merge_members(
    State(app): State<App>,
    actor: Actor,
    key: IdempotencyKey,
    Json(body): Json<MembersToMerge>,
) -> Result<Answer, Problem> {
    let (seal, act) = (app.seal.clone(), actor.act());
    let wish = MergeWish {
        survivor_id: body.survivor_id,
        absorbed_id: body.absorbed_id,
        take: body.take.clone(),
        reason: body.reason.clone(),
    };
    idempotency::once(&app, actor.brand, key, &body, "merge_members", move |tx| {
        let merge = super::merge(tx, &seal, &act, &wish)?;
        Ok::<_, MembershipError>(MergeShown::from(merge))
    })
    .await
}

/// Lists merges, the latest first, undone ones included.
#[utoipa::path(
    get,
    path = "/api/v1/merges",
    operation_id = "list_merges",
    tag = "members",
    params(ListMerges),
    responses(
        (status = 200, body = Page<MergeShown>),
        (status = "default", body = ProblemBody, content_type = "application/problem+json"),
    )
)]
async fn list_merges(
    State(app): State<App>,
    actor: Actor,
    Query(request): Query<ListMerges>,
) -> Result<Json<Page<MergeShown>>, Problem> {
    let member_id = request.member_id;
    let (cursor, limit) = PageRequest {
        cursor: request.cursor,
        limit: request.limit,
    }
    .read()?;
    let page = app
        .db
        .read(actor.brand, move |tx| {
            super::list_merges(tx, member_id, cursor, limit)
        })
        .await?;
    Ok(Json(page.map(MergeShown::from)))
}

/// Shows a merge.
#[utoipa::path(
    get,
    path = "/api/v1/merges/{merge_id}",
    operation_id = "get_merge",
    tag = "members",
    params(("merge_id" = MergeId, Path)),
    responses(
        (status = 200, body = MergeShown),
        (status = "default", body = ProblemBody, content_type = "application/problem+json"),
    )
)]
async fn get_merge(
    State(app): State<App>,
    actor: Actor,
    Path(merge_id): Path<MergeId>,
) -> Result<Json<MergeShown>, Problem> {
    let merge = app
        .db
        .read(actor.brand, move |tx| super::get_merge(tx, merge_id))
        .await?;
    Ok(Json(merge.into()))
}

/// Undoes a merge: the absorbed member is one of his own again.
#[utoipa::path(
    post,
    path = "/api/v1/merges/{merge_id}/undo",
    operation_id = "unmerge_members",
    tag = "members",
    params(
        ("merge_id" = MergeId, Path),
        ("Idempotency-Key" = String, Header, description = "One key, one effect"),
    ),
    request_body = UnmergeReason,
    responses(
        (status = 200, body = MergeShown),
        (status = "default", body = ProblemBody, content_type = "application/problem+json"),
    )
)]
async fn unmerge_members(
    State(app): State<App>,
    actor: Actor,
    Path(merge_id): Path<MergeId>,
    key: IdempotencyKey,
    Json(body): Json<UnmergeReason>,
) -> Result<Answer, Problem> {
    let (seal, act, reason) = (app.seal.clone(), actor.act(), body.reason.clone());
    idempotency::once(
        &app,
        actor.brand,
        key,
        &body,
        "unmerge_members",
        move |tx| {
            let merge = super::unmerge(tx, &seal, &act, merge_id, &reason)?;
            Ok::<_, MembershipError>(MergeShown::from(merge))
        },
    )
    .await
}
