//! Tiers over HTTP.

use super::rules::{Tier, TierDraft, Tiers};
use super::{edit_tiers, load_versioned, set_member_tier};
use crate::StandingError;
use access::{Actor, Guarded, Permission};
use axum::extract::State;
use kernel::{MemberId, Rate, TierId};
use platform::App;
use platform::http::{IfMatch, Json, Path, Problem, ProblemBody, Versioned};
use platform::idempotency::{Answer, IdempotencyKey, once};
use serde::{Deserialize, Serialize};
use utoipa_axum::routes;

pub(crate) fn routes() -> Guarded {
    Guarded::new()
        .route(Permission::MembersRead, routes!(list_tiers))
        .route(Permission::SettingsWrite, routes!(replace_tiers))
        .route(Permission::MembersTier, routes!(set_tier))
}

/// The brand's tiers, the lowest rank first.
#[derive(Debug, Serialize, utoipa::ToSchema)]
struct TierList {
    /// The tiers.
    items: Vec<TierOut>,
}

/// A rank with benefits.
#[derive(Debug, Serialize, utoipa::ToSchema)]
struct TierOut {
    /// Which.
    id: TierId,
    /// The higher, the better.
    rank: i64,
    /// What people call it.
    name: String,
    /// What is left to pay: 10 000 for no discount, 9 500 for 95折.
    discount: Rate,
    /// What multiplies earned points: 10 000 is once.
    points_multiplier: Rate,
}

/// The list that is to take the place of the present one.
#[derive(Debug, Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
struct ReplaceTiers {
    /// The tiers, in any order.
    #[schema(max_items = 20)]
    tiers: Vec<TierIn>,
}

/// A tier of the new list.
#[derive(Debug, Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
struct TierIn {
    /// Which present tier it is; absent for a new one.
    id: Option<TierId>,
    /// The higher, the better; no two tiers have the same.
    #[schema(minimum = 1, maximum = 1000)]
    rank: i64,
    /// What people call it; no two tiers have the same.
    #[schema(min_length = 1, max_length = 40)]
    name: String,
    /// What is left to pay: 10 000 for no discount, 9 500 for 95折.
    #[schema(minimum = 1, maximum = 10000)]
    discount: Rate,
    /// What multiplies earned points: 10 000 is once.
    #[schema(minimum = 0, maximum = 100000)]
    points_multiplier: Rate,
}

/// Which tier a member is to have, and why.
#[derive(Debug, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
struct SetTier {
    /// Which; null for none. Must be there: leaving it out by mistake must not take a tier away.
    #[schema(required)]
    #[serde(deserialize_with = "Option::deserialize")]
    tier_id: Option<TierId>,
    /// Why; kept with the change.
    #[schema(min_length = 1, max_length = 200)]
    reason: String,
}

/// A member's tier as it is now.
#[derive(Debug, Serialize, Deserialize, utoipa::ToSchema)]
struct MemberTier {
    /// Whose.
    member_id: MemberId,
    /// Which; null for none.
    #[schema(required)]
    tier_id: Option<TierId>,
}

/// Lists the brand's tiers. The `ETag` is the list's version.
#[utoipa::path(
    get,
    path = "/api/v1/tiers",
    operation_id = "list_tiers",
    tag = "tiers",
    responses(
        (status = 200, body = TierList),
        (status = "default", body = ProblemBody, content_type = "application/problem+json"),
    )
)]
async fn list_tiers(State(app): State<App>, actor: Actor) -> Result<Versioned<TierList>, Problem> {
    Ok(versioned(app.db.read(actor.brand, load_versioned).await?))
}

/// Replaces the brand's tiers by a list. Tiers with an id stay who they are, others are new, those
/// that are left out are removed, unless members have them.
#[utoipa::path(
    put,
    path = "/api/v1/tiers",
    operation_id = "replace_tiers",
    tag = "tiers",
    params(("If-Match" = String, Header, description = "The `ETag` of the list that was seen.")),
    request_body = ReplaceTiers,
    responses(
        (status = 200, body = TierList),
        (status = "default", body = ProblemBody, content_type = "application/problem+json"),
    )
)]
async fn replace_tiers(
    State(app): State<App>,
    actor: Actor,
    seen: IfMatch,
    Json(body): Json<ReplaceTiers>,
) -> Result<Versioned<TierList>, Problem> {
    let drafts: Vec<TierDraft> = body.tiers.into_iter().map(TierDraft::from).collect();
    let act = actor.act();
    let edit = move |tx: &mut platform::db::Tx<'_>| edit_tiers(tx, &act, seen, &drafts);
    Ok(versioned(app.db.write(actor.brand, edit).await?))
}

/// Sets a member's tier by hand.
#[utoipa::path(
    post,
    path = "/api/v1/members/{member_id}/tier",
    operation_id = "set_tier",
    tag = "tiers",
    params(
        ("member_id" = MemberId, Path),
        ("Idempotency-Key" = String, Header, description = "One key, one effect"),
    ),
    request_body = SetTier,
    responses(
        (status = 200, body = MemberTier),
        (status = "default", body = ProblemBody, content_type = "application/problem+json"),
    )
)]
async fn set_tier(
    State(app): State<App>,
    actor: Actor,
    key: IdempotencyKey,
    Path(member_id): Path<MemberId>,
    Json(body): Json<SetTier>,
) -> Result<Answer, Problem> {
    let act = actor.act();
    let (tier_id, reason) = (body.tier_id, body.reason.clone());
    let set = move |tx: &mut platform::db::Tx<'_>| -> Result<MemberTier, StandingError> {
        set_member_tier(tx, &act, member_id, tier_id, &reason)?;
        Ok(MemberTier { member_id, tier_id })
    };
    once(&app, actor.brand, key, &body, "set_tier", set).await
}

fn versioned((version, tiers): (i64, Tiers)) -> Versioned<TierList> {
    let items = tiers.all().iter().map(TierOut::from).collect();
    let body = TierList { items };
    Versioned { version, body }
}

impl From<&Tier> for TierOut {
    fn from(tier: &Tier) -> Self {
        TierOut {
            id: tier.id,
            rank: tier.rank,
            name: tier.name.clone(),
            discount: tier.discount,
            points_multiplier: tier.points_multiplier,
        }
    }
}

impl From<TierIn> for TierDraft {
    fn from(tier: TierIn) -> Self {
        TierDraft {
            id: tier.id,
            rank: tier.rank,
            name: tier.name,
            discount: tier.discount,
            points_multiplier: tier.points_multiplier,
        }
    }
}
