//! Issues of coupons to many over HTTP.

use super::{Audience, Issue, IssueId, begin, list};
use crate::OffersError;
use access::{Actor, Guarded, Permission};
use axum::extract::State;
use kernel::{By, JobId, Page, PageRequest, StaffId, Timestamp};
use platform::App;
use platform::db::Tx;
use platform::http::{Json, Problem, ProblemBody, Query};
use platform::idempotency::{self, Answer, IdempotencyKey};
use pricing::OfferId;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use utoipa_axum::routes;

pub(crate) fn routes() -> Guarded {
    Guarded::new()
        .route(Permission::OffersRead, routes!(list_coupon_issues))
        .route(Permission::OffersWrite, routes!(issue_coupons))
}

/// Which issues to list.
#[derive(Debug, Default, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
struct IssueQuery {
    /// Of this template only.
    offer_id: Option<OfferId>,
}

/// Coupons for many.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct IssueCoupons {
    /// Of which template.
    offer_id: OfferId,
    /// To whom.
    to: Audience,
    /// Why; kept in the coupons' logs.
    #[schema(min_length = 1, max_length = 200)]
    reason: String,
}

/// An issue of coupons to many.
#[derive(Debug, Serialize, ToSchema)]
struct CouponIssue {
    id: IssueId,
    offer_id: OfferId,
    version: i64,
    /// To whom; a list of members shows how many it names.
    to: IssuedTo,
    reason: String,
    /// The job that does it, with its progress.
    job_id: JobId,
    /// How many have one.
    issued: i64,
    created_at: Timestamp,
    #[serde(skip_serializing_if = "Option::is_none")]
    created_by: Option<StaffId>,
}

/// To whom an issue goes, in brief.
#[derive(Debug, Serialize, ToSchema)]
struct IssuedTo {
    /// `all`, `tiers`, `stores` or `listed`.
    kind: &'static str,
    /// How many tiers, stores or members are named.
    named: usize,
}

impl CouponIssue {
    fn of(issue: Issue) -> CouponIssue {
        let to = match serde_json::from_str(&issue.audience) {
            Ok(Audience::Tiers { any_of }) => ("tiers", any_of.len()),
            Ok(Audience::Stores { any_of }) => ("stores", any_of.len()),
            Ok(Audience::Listed { members }) => ("listed", members.len()),
            Ok(Audience::All) | Err(_) => ("all", 0),
        };
        CouponIssue {
            id: issue.id,
            offer_id: issue.offer_id,
            version: issue.version,
            to: IssuedTo {
                kind: to.0,
                named: to.1,
            },
            reason: issue.reason,
            job_id: issue.job_id,
            issued: issue.issued,
            created_at: issue.created_at,
            created_by: match issue.created_by {
                By::Staff(staff) => Some(staff),
                By::System => None,
            },
        }
    }
}

/// Lists issues of coupons to many, the latest first.
#[utoipa::path(get, path = "/api/v1/coupon-issues", tag = "coupons",
    params(IssueQuery, PageRequest),
    responses((status = 200, body = Page<CouponIssue>), (status = "4XX", body = ProblemBody)))]
async fn list_coupon_issues(
    State(app): State<App>,
    actor: Actor,
    Query(query): Query<IssueQuery>,
    Query(page): Query<PageRequest>,
) -> Result<Json<Page<CouponIssue>>, Problem> {
    let (cursor, limit) = page.read()?;
    let read = move |tx: &mut Tx<'_>| list(tx, query.offer_id, (cursor, limit));
    let page = app.db.read(actor.brand, read).await?;
    Ok(Json(page.map(CouponIssue::of)))
}

/// Begins to give a coupon to each member of an audience; a job does it.
#[utoipa::path(post, path = "/api/v1/coupon-issues", tag = "coupons",
    params(("Idempotency-Key" = String, Header)), request_body = IssueCoupons,
    responses((status = 200, body = CouponIssue), (status = "4XX", body = ProblemBody)))]
async fn issue_coupons(
    State(app): State<App>,
    actor: Actor,
    key: IdempotencyKey,
    Json(body): Json<IssueCoupons>,
) -> Result<Answer, Problem> {
    let (act, asked) = (actor.act(), body.clone());
    let issue = move |tx: &mut Tx<'_>| -> Result<_, OffersError> {
        let issue = begin(tx, &act, asked.offer_id, &asked.to, &asked.reason)?;
        Ok(CouponIssue::of(issue))
    };
    let answer = idempotency::once(&app, actor.brand, key, &body, "issue_coupons", issue).await?;
    app.nudge.wake();
    Ok(answer)
}
