//! Corrections over HTTP.

use super::{Correction, House, Outcome, correct_or_ask};
use crate::MembershipError;
use crate::account::http::MemberBalances;
use access::{Actor, ApprovalView, Guarded, Permission, StoreFilter};
use axum::Extension;
use axum::extract::State;
use kernel::{Invalid, MemberId, PostingId, StoreId, Timestamp};
use ledger::Asset;
use platform::App;
use platform::http::{Json, Path, Problem, ProblemBody};
use platform::idempotency::{self, Answer, IdempotencyKey};
use serde::{Deserialize, Serialize};
use utoipa_axum::routes;

pub(crate) fn routes() -> Guarded {
    Guarded::new().route(Permission::MembersAdjust, routes!(adjust_balance))
}

/// A correction by hand.
#[derive(Debug, Clone, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
struct AdjustBalance {
    /// `points`, `principal` or `bonus`.
    asset: Asset,
    /// What is given, negative for what is taken; points, or 分.
    #[schema(minimum = -1_000_000_000, maximum = 1_000_000_000)]
    amount: i64,
    /// 1 to 200 characters.
    #[schema(min_length = 1, max_length = 200)]
    reason: String,
    /// Until when points that are given last; for ever if absent.
    expires_at: Option<Timestamp>,
    /// In which store, if it is in one.
    store_id: Option<StoreId>,
}

/// What a correction did.
#[derive(Debug, Serialize, utoipa::ToSchema)]
struct BalanceAdjusted {
    /// Its posting; null while it waits for a second person.
    #[schema(required)]
    posting_id: Option<PostingId>,
    /// The request that waits, if the correction is more than one person may do alone.
    #[schema(required)]
    approval: Option<ApprovalView>,
    /// What the member has now.
    balances: MemberBalances,
}

/// Corrects what a member has, against the house's account of adjustments. One that is more than
/// the person may do a day alone waits for a second person.
#[utoipa::path(
    post,
    path = "/api/v1/members/{member_id}/adjustments",
    operation_id = "adjust_balance",
    tag = "members",
    params(
        ("member_id" = MemberId, Path),
        ("Idempotency-Key" = String, Header, description = "One key, one effect"),
    ),
    request_body = AdjustBalance,
    responses(
        (status = 200, body = BalanceAdjusted),
        (status = "default", body = ProblemBody, content_type = "application/problem+json"),
    )
)]
async fn adjust_balance(
    State(app): State<App>,
    Extension(house): Extension<House>,
    actor: Actor,
    Path(member_id): Path<MemberId>,
    key: IdempotencyKey,
    Json(body): Json<AdjustBalance>,
) -> Result<Answer, Problem> {
    match (body.store_id, actor.stores()) {
        (Some(store_id), _) => actor.require_store(store_id)?,
        (None, StoreFilter::All) => {}
        // Who works for some stores says for which of them the house gives or takes.
        (None, StoreFilter::Only(_)) => {
            return Err(Invalid::one("/store_id", "value.missing", []).into());
        }
    }
    let correction = Correction {
        member_id,
        asset: body.asset,
        amount: body.amount,
        expires_at: body.expires_at,
        reason: body.reason.clone(),
        store_id: body.store_id,
        key: key.as_str().to_owned(),
    };
    let (brand, now) = (actor.brand, actor.now);
    idempotency::once(&app, brand, key, &body, "adjust_balance", move |tx| {
        let (outcome, balances) = correct_or_ask(tx, &actor, &correction, house)?;
        let (posting_id, approval) = match outcome {
            Outcome::Done(posting_id) => (Some(posting_id), None),
            Outcome::Waits(approval) => (None, Some(ApprovalView::of(*approval, now))),
        };
        Ok::<_, MembershipError>(BalanceAdjusted {
            posting_id,
            approval,
            balances: MemberBalances::of_now(&balances, now),
        })
    })
    .await
}
