//! Finding orders over HTTP. A store out of the person's reach looks as if it were not there.

mod detail;

use super::{ListedOrder, Order, OrderFilter, Origin};
use crate::names::Names;
use crate::sort::ActSort;
use crate::{CheckoutError, TenderKind, TenderState};
use access::{Actor, Guarded, Permission};
use axum::extract::State;
use detail::{OrderDetail, detail};
use kernel::{
    BusinessDate, Invalid, MemberId, Money, OrderId, Page, PageRequest, Points, StaffId, StoreId,
    Timestamp,
};
use platform::App;
use platform::db::Tx;
use platform::http::{Json, Path, Problem, ProblemBody, Query};
use platform::seek::{in_order, read_page};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use utoipa_axum::routes;

/// The longest number that an order is called by.
const NUMBER_MAX: usize = 64;

pub(crate) fn routes() -> Guarded {
    Guarded::new()
        .route(Permission::OrdersRead, routes!(list_orders))
        .route(Permission::OrdersRead, routes!(get_order))
}

/// Which orders to list.
#[derive(Debug, Default, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
struct OrderQuery {
    /// Of this store only.
    store_id: Option<StoreId>,
    /// Of this member only.
    member_id: Option<MemberId>,
    /// From this business day on.
    from: Option<BusinessDate>,
    /// Up to this business day.
    to: Option<BusinessDate>,
    /// With a tender of this kind.
    tender: Option<TenderKind>,
    /// Settled by this person.
    settled_by: Option<StaffId>,
    /// An order number, or a receipt number from elsewhere, whole: then the list is the order that
    /// is called so, whatever else is asked.
    #[param(max_length = 64)]
    q: Option<String>,
    /// In which order; the newest first if absent.
    #[serde(default)]
    #[param(inline)]
    sort: Option<ActSort>,
}

/// An order as a list shows it.
#[derive(Debug, Serialize, ToSchema)]
struct OrderSummary {
    #[serde(flatten)]
    head: OrderHead,
    tenders: Vec<TenderSummary>,
}

/// What both the list and the page of an order show.
#[derive(Debug, Serialize, ToSchema)]
struct OrderHead {
    id: OrderId,
    /// What people call it.
    order_no: String,
    /// A receipt number from elsewhere.
    #[serde(skip_serializing_if = "Option::is_none")]
    external_no: Option<String>,
    origin: Origin,
    store_id: StoreId,
    store_name: String,
    business_date: BusinessDate,
    settled_at: Timestamp,
    /// The cashier; absent for a sale from elsewhere.
    #[serde(skip_serializing_if = "Option::is_none")]
    settled_by: Option<StaffId>,
    #[serde(skip_serializing_if = "Option::is_none")]
    member_id: Option<MemberId>,
    /// What the member is called, by number where no name is known; for those who may see members.
    #[serde(skip_serializing_if = "Option::is_none")]
    member_name: Option<String>,
    /// How many units were sold.
    units: i64,
    /// Before discounts.
    gross: Money,
    discount: Money,
    total: Money,
    /// What returns have given back.
    returned_total: Money,
    points_earned: Points,
    points_taken_back: Points,
}

/// How much of an order was paid in which way.
#[derive(Debug, Serialize, ToSchema)]
struct TenderSummary {
    kind: TenderKind,
    state: TenderState,
    amount: Money,
}

/// Lists orders, the newest first unless another order is asked for.
#[utoipa::path(
    get,
    path = "/api/v1/orders",
    tag = "orders",
    params(OrderQuery, PageRequest),
    responses(
        (status = 200, body = Page<OrderSummary>),
        (status = "default", body = ProblemBody),
    )
)]
async fn list_orders(
    State(app): State<App>,
    actor: Actor,
    Query(query): Query<OrderQuery>,
    Query(page): Query<PageRequest>,
) -> Result<Json<Page<OrderSummary>>, Problem> {
    let sort = query.sort.unwrap_or_default();
    let (after, limit) = read_page(&page, sort.as_str())?;
    if let Some(store_id) = query.store_id {
        actor.require_store(store_id)?;
    }
    let filter = OrderFilter {
        among: match query.store_id {
            Some(_) => None,
            None => actor.stores().only().map(<[_]>::to_vec),
        },
        store_id: query.store_id,
        member_id: query.member_id,
        from: query.from,
        to: query.to,
        tender: query.tender,
        settled_by: query.settled_by,
        sort,
    };
    if let Some(called) = &query.q {
        let mut wrong = Invalid::new();
        wrong.text("?q", called, NUMBER_MAX);
        wrong.check()?;
    }
    let (brand, reach) = (actor.brand, actor.stores().clone());
    let read = move |tx: &mut Tx<'_>| -> Result<Page<OrderSummary>, CheckoutError> {
        let page = match &query.q {
            Some(called) => Page {
                items: super::find_orders(tx, called, &reach)?,
                next: None,
            },
            None => in_order(
                super::list_orders(tx, &filter, after, limit)?,
                sort.as_str(),
            ),
        };
        let orders = page.items.iter().map(|listed| &listed.order);
        let names = Names::of(tx, &actor, orders.map(|one| (one.store_id, one.member_id)))?;
        Ok(page.map(|listed| summarise(listed, &names)))
    };
    Ok(Json(app.db.read(brand, read).await?))
}

/// One order with its lines, tenders and returns.
#[utoipa::path(
    get,
    path = "/api/v1/orders/{order_id}",
    tag = "orders",
    params(("order_id" = OrderId, Path)),
    responses(
        (status = 200, body = OrderDetail),
        (status = "default", body = ProblemBody),
    )
)]
async fn get_order(
    State(app): State<App>,
    actor: Actor,
    Path(order_id): Path<OrderId>,
) -> Result<Json<OrderDetail>, Problem> {
    let (brand, reach) = (actor.brand, actor.stores().clone());
    let read = move |tx: &mut Tx<'_>| -> Result<OrderDetail, CheckoutError> {
        let (whole, returns) = super::get_order(tx, order_id)?;
        if !reach.allows(whole.order.store_id) {
            return Err(CheckoutError::OrderNotFound { order_id });
        }
        let named = [(whole.order.store_id, whole.order.member_id)];
        let mut names = Names::of(tx, &actor, named)?;
        names.add_goods(tx, &whole)?;
        Ok(detail(whole, returns, &names))
    };
    Ok(Json(app.db.read(brand, read).await?))
}

fn summarise(listed: ListedOrder, names: &Names) -> OrderSummary {
    let tender = |tender: super::Tender| TenderSummary {
        kind: tender.kind,
        state: tender.state,
        amount: tender.amount,
    };
    OrderSummary {
        head: head(&listed.order, names),
        tenders: listed.tenders.into_iter().map(tender).collect(),
    }
}

fn head(order: &Order, names: &Names) -> OrderHead {
    OrderHead {
        id: order.id,
        order_no: order.order_no.clone(),
        external_no: order.external_no.clone(),
        origin: order.origin,
        store_id: order.store_id,
        store_name: names.store(order.store_id),
        business_date: order.business_date,
        settled_at: order.settled_at,
        settled_by: order.settled_by.staff(),
        member_id: order.member_id,
        member_name: names.member(order.member_id),
        units: order.units,
        gross: order.gross,
        discount: order.discount,
        total: order.total,
        returned_total: order.returned_total,
        points_earned: order.points_earned,
        points_taken_back: order.points_taken_back,
    }
}
