//! Lists of returns and of top-ups over HTTP.

use super::{ListedReturn, ListedTopUp, ListingFilter};
use crate::names::Names;
use crate::sort::ActSort;
use crate::{CheckoutError, TopUpTender};
use access::{AccessError, Actor, Guarded, Permission, StoreFilter};
use axum::extract::State;
use kernel::{
    BusinessDate, MemberId, Money, OrderId, Page, PageRequest, Points, ReturnId, StaffId, StoreId,
    Timestamp, TopUpId,
};
use platform::App;
use platform::db::Tx;
use platform::http::{Json, Problem, ProblemBody, Query};
use platform::seek::{in_order, read_page};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use utoipa_axum::routes;

pub(crate) fn routes() -> Guarded {
    Guarded::new()
        .route(Permission::OrdersRead, routes!(list_returns))
        .route(Permission::OrdersRead, routes!(list_top_ups))
}

/// Which returns to list.
#[derive(Debug, Default, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
struct ReturnQuery {
    /// In this store only.
    store_id: Option<StoreId>,
    /// From this business day on.
    from: Option<BusinessDate>,
    /// Up to this business day.
    to: Option<BusinessDate>,
    /// Of this member's orders only.
    member_id: Option<MemberId>,
    /// Taken by this person.
    returned_by: Option<StaffId>,
    /// In which order; the newest first if absent.
    #[serde(default)]
    #[param(inline)]
    sort: Option<ActSort>,
}

/// Which top-ups to list.
#[derive(Debug, Default, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
struct TopUpQuery {
    /// In this store only.
    store_id: Option<StoreId>,
    /// From this business day on.
    from: Option<BusinessDate>,
    /// Up to this business day.
    to: Option<BusinessDate>,
    /// Of this member only.
    member_id: Option<MemberId>,
    /// Taken by this person.
    topped_up_by: Option<StaffId>,
    /// Paid in this way.
    tender: Option<TopUpTender>,
    /// In which order; the newest first if absent.
    #[serde(default)]
    #[param(inline)]
    sort: Option<ActSort>,
}

/// What a person may see: the store that is asked for must be within reach, and without one it is
/// all stores that are.
fn among(actor: &Actor, store_id: Option<StoreId>) -> Result<StoreFilter, AccessError> {
    match store_id {
        Some(store_id) => {
            actor.require_store(store_id)?;
            Ok(StoreFilter::Only(vec![store_id]))
        }
        None => Ok(actor.stores().clone()),
    }
}

impl ReturnQuery {
    fn asked(&self, actor: &Actor) -> Result<ListingFilter, AccessError> {
        Ok(ListingFilter {
            from: self.from,
            to: self.to,
            among: among(actor, self.store_id)?,
            member_id: self.member_id,
            by: self.returned_by,
            tender: None,
            sort: self.sort.unwrap_or_default(),
        })
    }
}

impl TopUpQuery {
    fn asked(&self, actor: &Actor) -> Result<ListingFilter, AccessError> {
        Ok(ListingFilter {
            from: self.from,
            to: self.to,
            among: among(actor, self.store_id)?,
            member_id: self.member_id,
            by: self.topped_up_by,
            tender: self.tender,
            sort: self.sort.unwrap_or_default(),
        })
    }
}

/// A return in a list.
#[derive(Debug, Serialize, ToSchema)]
struct ReturnSummary {
    id: ReturnId,
    /// Of which order.
    order_id: OrderId,
    /// What people call that order.
    order_no: String,
    /// Whose order it was.
    #[serde(skip_serializing_if = "Option::is_none")]
    member_id: Option<MemberId>,
    /// What the member is called, by number where no name is known; for those who may see members.
    #[serde(skip_serializing_if = "Option::is_none")]
    member_name: Option<String>,
    /// Where the goods came back.
    store_id: StoreId,
    store_name: String,
    business_date: BusinessDate,
    returned_at: Timestamp,
    /// Who took them.
    #[serde(skip_serializing_if = "Option::is_none")]
    returned_by: Option<StaffId>,
    /// Why, in somebody's words; empty when the person was erased.
    reason: String,
    /// What was given back, over all tenders.
    total: Money,
    points_taken_back: Points,
}

/// A top-up in a list.
#[derive(Debug, Serialize, ToSchema)]
struct TopUpSummary {
    id: TopUpId,
    member_id: MemberId,
    /// What the member is called, by number where no name is known; for those who may see members.
    #[serde(skip_serializing_if = "Option::is_none")]
    member_name: Option<String>,
    store_id: StoreId,
    store_name: String,
    business_date: BusinessDate,
    topped_up_at: Timestamp,
    /// Who took the money.
    #[serde(skip_serializing_if = "Option::is_none")]
    topped_up_by: Option<StaffId>,
    tender: TopUpTender,
    /// What the cashier wrote on it.
    #[serde(skip_serializing_if = "Option::is_none")]
    reference: Option<String>,
    /// 本金
    principal: Money,
    /// 赠金
    bonus: Money,
}

/// Lists returns, the newest first unless another order is asked for.
#[utoipa::path(
    get,
    path = "/api/v1/returns",
    tag = "orders",
    params(ReturnQuery, PageRequest),
    responses(
        (status = 200, body = Page<ReturnSummary>),
        (status = "default", body = ProblemBody),
    )
)]
async fn list_returns(
    State(app): State<App>,
    actor: Actor,
    Query(query): Query<ReturnQuery>,
    Query(page): Query<PageRequest>,
) -> Result<Json<Page<ReturnSummary>>, Problem> {
    let (brand, asked) = (actor.brand, query.asked(&actor)?);
    let order = asked.sort.as_str();
    let (after, limit) = read_page(&page, order)?;
    let read = move |tx: &mut Tx<'_>| -> Result<Page<ReturnSummary>, CheckoutError> {
        let page = in_order(super::list_returns(tx, &asked, after, limit)?, order);
        let named = page.items.iter().map(|row| (row.store_id, row.member_id));
        let names = Names::of(tx, &actor, named)?;
        Ok(page.map(|row| return_summary(row, &names)))
    };
    Ok(Json(app.db.read(brand, read).await?))
}

/// Lists top-ups, the newest first unless another order is asked for.
#[utoipa::path(
    get,
    path = "/api/v1/top-ups",
    tag = "orders",
    params(TopUpQuery, PageRequest),
    responses(
        (status = 200, body = Page<TopUpSummary>),
        (status = "default", body = ProblemBody),
    )
)]
async fn list_top_ups(
    State(app): State<App>,
    actor: Actor,
    Query(query): Query<TopUpQuery>,
    Query(page): Query<PageRequest>,
) -> Result<Json<Page<TopUpSummary>>, Problem> {
    let (brand, asked) = (actor.brand, query.asked(&actor)?);
    let order = asked.sort.as_str();
    let (after, limit) = read_page(&page, order)?;
    let read = move |tx: &mut Tx<'_>| -> Result<Page<TopUpSummary>, CheckoutError> {
        let page = in_order(super::list_top_ups(tx, &asked, after, limit)?, order);
        let named = (page.items.iter()).map(|row| (row.store_id, Some(row.member_id)));
        let names = Names::of(tx, &actor, named)?;
        Ok(page.map(|row| top_up_summary(row, &names)))
    };
    Ok(Json(app.db.read(brand, read).await?))
}

fn return_summary(row: ListedReturn, names: &Names) -> ReturnSummary {
    ReturnSummary {
        id: row.id,
        order_id: row.order_id,
        order_no: row.order_no,
        member_name: names.member(row.member_id),
        member_id: row.member_id,
        store_name: names.store(row.store_id),
        store_id: row.store_id,
        business_date: row.business_date,
        returned_at: row.returned_at,
        returned_by: row.returned_by.staff(),
        reason: row.reason,
        total: row.total,
        points_taken_back: row.points_taken_back,
    }
}

fn top_up_summary(row: ListedTopUp, names: &Names) -> TopUpSummary {
    TopUpSummary {
        id: row.id,
        member_name: names.member(Some(row.member_id)),
        member_id: row.member_id,
        store_name: names.store(row.store_id),
        store_id: row.store_id,
        business_date: row.business_date,
        topped_up_at: row.topped_up_at,
        topped_up_by: row.topped_up_by.staff(),
        tender: row.tender,
        reference: row.reference,
        principal: row.principal,
        bonus: row.bonus,
    }
}
