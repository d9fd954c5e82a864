//! Balances, lots and entries over HTTP.

use crate::MembershipError;
use crate::merge::ids_of_person;
use crate::profile;
use access::{Actor, Guarded, Permission};
use axum::extract::State;
use kernel::{
    BusinessDate, EntryId, Invalid, LotId, MemberId, Money, Page, PageRequest, Points, PostingId,
    StaffId, StoreId, Timestamp,
};
use ledger::{AccountKind, Asset, Balances, Lot, PostingKind, StatementLine};
use platform::App;
use platform::http::{Json, Path, Problem, ProblemBody, Query};
use serde::{Deserialize, Serialize};
use utoipa_axum::routes;

pub(crate) fn routes() -> Guarded {
    Guarded::new()
        .route(Permission::MembersRead, routes!(get_balances))
        .route(Permission::MembersRead, routes!(list_lots))
        .route(Permission::MembersRead, routes!(list_entries))
}

#[derive(Debug, Deserialize, utoipa::IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
struct BalancesRequest {
    /// At which moment, by when things happened; now if absent.
    at: Option<Timestamp>,
}

/// What a member has at one moment.
#[derive(Debug, Serialize, utoipa::ToSchema)]
pub(super) struct MemberBalances {
    /// At which moment.
    at: Timestamp,
    /// All points. Negative when more was taken back than there was.
    points: Points,
    /// 本金
    principal: Money,
    /// 赠金
    bonus: Money,
    /// Principal and bonus together.
    stored_value: Money,
    /// What of it can be spent; known for the present only.
    #[schema(required)]
    spendable: Option<Spendable>,
}

/// What can be spent now, and what keeps the rest.
#[derive(Debug, Serialize, utoipa::ToSchema)]
struct Spendable {
    /// Points that can be spent.
    points: Points,
    /// Points on hold.
    points_held: Points,
    /// Points that have expired and are still counted.
    points_expired: Points,
    /// Points that are owed and paid by the next that come in.
    points_debt: Points,
    /// Stored value that can be spent.
    stored_value: Money,
    /// Principal on hold.
    principal_held: Money,
    /// Bonus on hold.
    bonus_held: Money,
}

impl MemberBalances {
    fn of(balances: &Balances, at: Timestamp) -> MemberBalances {
        MemberBalances {
            at,
            points: balances.points,
            principal: balances.principal,
            bonus: balances.bonus,
            stored_value: balances.stored_value(),
            spendable: None,
        }
    }

    pub(super) fn of_now(balances: &Balances, now: Timestamp) -> MemberBalances {
        let spendable = Spendable {
            points: balances.available_points(),
            points_held: balances.points_held,
            points_expired: balances.points_expired,
            points_debt: balances.points_debt,
            stored_value: balances.available_stored_value(),
            principal_held: balances.principal_held,
            bonus_held: balances.bonus_held,
        };
        MemberBalances {
            spendable: Some(spendable),
            ..MemberBalances::of(balances, now)
        }
    }
}

/// Value that came together and expires together.
#[derive(Debug, Serialize, utoipa::ToSchema)]
struct MemberLot {
    /// Which one.
    id: LotId,
    /// Points, principal or bonus.
    asset: Asset,
    /// The posting that brought it.
    posting_id: PostingId,
    /// The store that gave or took it.
    #[schema(required)]
    store_id: Option<StoreId>,
    /// What came in.
    granted: i64,
    /// What is left.
    remaining: i64,
    /// When it came.
    granted_at: Timestamp,
    /// From when on it cannot be spent; null if it lasts.
    #[schema(required)]
    expires_at: Option<Timestamp>,
}

impl From<Lot> for MemberLot {
    fn from(lot: Lot) -> Self {
        MemberLot {
            id: lot.id,
            asset: lot.asset,
            posting_id: lot.posting_id,
            store_id: lot.store_id,
            granted: lot.granted,
            remaining: lot.remaining,
            granted_at: lot.granted_at,
            expires_at: lot.expires_at,
        }
    }
}

#[derive(Debug, Deserialize, utoipa::IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
struct ListEntries {
    /// Only entries of this asset.
    asset: Option<Asset>,
    /// The `next` of the page before.
    cursor: Option<String>,
    /// Rows on a page, 1 to 200; 50 if absent.
    #[param(minimum = 1, maximum = 200)]
    limit: Option<u32>,
}

/// One side of a posting, as the member's statement shows it.
#[derive(Debug, Serialize, utoipa::ToSchema)]
struct MemberEntry {
    /// Which entry.
    id: EntryId,
    /// Of which posting.
    posting_id: PostingId,
    /// What was done.
    kind: PostingKind,
    /// What it comes from: the id of an order, a top-up, …, or `hand` or `upkeep`.
    cause: String,
    /// Where, if it was in a store.
    #[schema(required)]
    store_id: Option<StoreId>,
    /// On which business day.
    business_date: BusinessDate,
    /// Points, principal or bonus.
    asset: Asset,
    /// What came in; negative for what went out.
    amount: i64,
    /// The house account that it stands against.
    account: AccountKind,
    /// Which lot; null for what made or paid a debt.
    #[schema(required)]
    lot_id: Option<LotId>,
    /// When it counts.
    at: Timestamp,
    /// When it was recorded.
    recorded_at: Timestamp,
    /// By whom; null for the house itself.
    #[schema(required)]
    recorded_by: Option<StaffId>,
    /// Why, where somebody decided.
    #[schema(required)]
    reason: Option<String>,
}

impl From<StatementLine> for MemberEntry {
    fn from(line: StatementLine) -> Self {
        MemberEntry {
            id: line.id,
            posting_id: line.posting_id,
            kind: line.kind,
            cause: line.cause,
            store_id: line.store_id,
            business_date: line.business_date,
            asset: line.asset,
            amount: line.amount,
            account: line.account,
            lot_id: line.lot_id,
            at: line.at,
            recorded_at: line.recorded_at,
            recorded_by: line.recorded_by.staff(),
            reason: line.reason,
        }
    }
}

/// Shows what a member has, now or at a moment in the past.
#[utoipa::path(
    get,
    path = "/api/v1/members/{member_id}/balances",
    operation_id = "get_balances",
    tag = "members",
    params(("member_id" = MemberId, Path), BalancesRequest),
    responses(
        (status = 200, body = MemberBalances),
        (status = "default", body = ProblemBody, content_type = "application/problem+json"),
    )
)]
async fn get_balances(
    State(app): State<App>,
    actor: Actor,
    Path(member_id): Path<MemberId>,
    Query(request): Query<BalancesRequest>,
) -> Result<Json<MemberBalances>, Problem> {
    let now = actor.now;
    if request.at.is_some_and(|at| at > now) {
        let latest = [("max", now.to_string().into())];
        return Err(Invalid::one("?at", "date.too_late", latest).into());
    }
    let balances = app
        .db
        .read(actor.brand, move |tx| -> Result<_, MembershipError> {
            let member = profile::get(tx, member_id)?;
            Ok(match request.at {
                Some(at) => {
                    let person = ids_of_person(tx, member.id)?;
                    MemberBalances::of(&ledger::balances_at(tx, &person, at)?, at)
                }
                None => MemberBalances::of_now(&ledger::balances(tx, member.id, now)?, now),
            })
        })
        .await?;
    Ok(Json(balances))
}

/// Lists the lots of a member in which something is left, in the order in which they are drawn.
#[utoipa::path(
    get,
    path = "/api/v1/members/{member_id}/lots",
    operation_id = "list_lots",
    tag = "members",
    params(("member_id" = MemberId, Path)),
    responses(
        (status = 200, body = Page<MemberLot>),
        (status = "default", body = ProblemBody, content_type = "application/problem+json"),
    )
)]
async fn list_lots(
    State(app): State<App>,
    actor: Actor,
    Path(member_id): Path<MemberId>,
) -> Result<Json<Page<MemberLot>>, Problem> {
    let lots = app
        .db
        .read(actor.brand, move |tx| -> Result<_, MembershipError> {
            let member = profile::get(tx, member_id)?;
            Ok(ledger::lots(tx, member.id)?)
        })
        .await?;
    Ok(Json(Page {
        items: lots.into_iter().map(MemberLot::from).collect(),
        next: None,
    }))
}

/// Lists a member's entries, the latest first.
#[utoipa::path(
    get,
    path = "/api/v1/members/{member_id}/entries",
    operation_id = "list_entries",
    tag = "members",
    params(("member_id" = MemberId, Path), ListEntries),
    responses(
        (status = 200, body = Page<MemberEntry>),
        (status = "default", body = ProblemBody, content_type = "application/problem+json"),
    )
)]
async fn list_entries(
    State(app): State<App>,
    actor: Actor,
    Path(member_id): Path<MemberId>,
    Query(request): Query<ListEntries>,
) -> Result<Json<Page<MemberEntry>>, Problem> {
    let asset = request.asset;
    let (cursor, limit) = PageRequest {
        cursor: request.cursor,
        limit: request.limit,
    }
    .read()?;
    let page = app
        .db
        .read(actor.brand, move |tx| -> Result<_, MembershipError> {
            let member = profile::get(tx, member_id)?;
            let person = ids_of_person(tx, member.id)?;
            Ok(ledger::entries(tx, &person, asset, cursor, limit)?)
        })
        .await?;
    Ok(Json(page.map(MemberEntry::from)))
}
