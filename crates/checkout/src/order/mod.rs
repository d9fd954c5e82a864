//! 订单: sales as they are kept, and how people find them again.
//!
//! Other slices write orders through here, so that the tables have one owner. A person sees the
//! orders of the stores in reach and no others.

pub(crate) mod given;
pub(crate) mod http;
mod kept;
mod number;
mod page;
pub(crate) mod past;
pub(crate) mod past_facts;
pub(crate) mod store;

pub use given::GivenOffer;
pub use kept::{Line, Order, Tender, WholeOrder};
pub(crate) use number::{order_no, receipt_code, recorded_no};

use crate::goods_return::{WholeReturn, returns_of};
use crate::sort::ActSort;
use crate::{CheckoutError, TenderKind};
use access::StoreFilter;
use kernel::{BusinessDate, Cursor, MemberId, OrderId, Page, StaffId, StoreId};
use platform::db::{DbError, Tx};
use std::collections::HashMap;

kernel::text_enum! {
    /// How an order came into the books.
    pub enum Origin {
        /// Priced and paid here.
        Settled = "settled",
        /// Entered from elsewhere.
        Recorded = "recorded",
    }
}

/// Which orders a list shows.
#[derive(Debug, Clone, Default)]
pub struct OrderFilter {
    /// Of this store only.
    pub store_id: Option<StoreId>,
    /// Of this member only.
    pub member_id: Option<MemberId>,
    /// Of these stores only: those that the person may see, when not all.
    pub among: Option<Vec<StoreId>>,
    /// From this business day on.
    pub from: Option<BusinessDate>,
    /// Up to this business day.
    pub to: Option<BusinessDate>,
    /// With a tender of this kind.
    pub tender: Option<TenderKind>,
    /// Settled by this person.
    pub settled_by: Option<StaffId>,
    /// In this order.
    pub sort: ActSort,
}

/// An order as a list shows it.
#[derive(Debug, Clone)]
pub struct ListedOrder {
    /// Its head.
    pub order: Order,
    /// How it was paid.
    pub tenders: Vec<Tender>,
}

/// A page of orders.
pub fn list_orders(
    tx: &mut Tx<'_>,
    filter: &OrderFilter,
    after: Option<Cursor>,
    limit: u32,
) -> Result<Page<ListedOrder>, DbError> {
    let ids = page::seek(tx, filter, after, limit)?;
    Ok(Page::of(load(tx, &ids)?, limit, |listed| {
        let Order {
            settled_at,
            total,
            id,
            ..
        } = &listed.order;
        filter.sort.place(*settled_at, *total, id.0)
    }))
}

/// The orders that are called so, by us or elsewhere, among those stores: none, one, or two.
pub fn find_orders(
    tx: &mut Tx<'_>,
    called: &str,
    reach: &StoreFilter,
) -> Result<Vec<ListedOrder>, DbError> {
    let called = called.trim();
    let mut ids = number::ids_of(called);
    let elsewhere = tx.fetch(store::by_external_no(tx, &[called]))?;
    ids.extend(elsewhere.into_iter().map(|(_, id)| id));
    let mut found = load(tx, &ids)?;
    found.retain(|listed| {
        let Order {
            order_no,
            external_no,
            store_id,
            ..
        } = &listed.order;
        let is_called =
            order_no.eq_ignore_ascii_case(called) || external_no.as_deref() == Some(called);
        is_called && reach.allows(*store_id)
    });
    Ok(found)
}

/// Some orders with their tenders, in the order of the ids.
fn load(tx: &mut Tx<'_>, ids: &[OrderId]) -> Result<Vec<ListedOrder>, DbError> {
    let (mut heads, tenders) = store::find_paid(tx, ids)?;
    name_current(tx, heads.iter_mut())?;
    let mut by_id: HashMap<OrderId, ListedOrder> = heads
        .into_iter()
        .map(|order| {
            (
                order.id,
                ListedOrder {
                    order,
                    tenders: Vec::new(),
                },
            )
        })
        .collect();
    for tender in tenders {
        if let Some(listed) = by_id.get_mut(&tender.order_id) {
            listed.tenders.push(tender);
        }
    }
    Ok(ids.iter().filter_map(|id| by_id.remove(id)).collect())
}

/// An order with its lines, tenders and returns.
pub fn get_order(
    tx: &mut Tx<'_>,
    order_id: OrderId,
) -> Result<(WholeOrder, Vec<WholeReturn>), CheckoutError> {
    let mut whole =
        store::find_whole(tx, order_id)?.ok_or(CheckoutError::OrderNotFound { order_id })?;
    name_current(tx, [&mut whole.order])?;
    let returns = returns_of(tx, order_id)?;
    Ok((whole, returns))
}

/// Puts the survivor in the place of members who were merged into others. In the tables an order
/// stays under the member whose it was.
pub(crate) fn name_current<'o>(
    tx: &mut Tx<'_>,
    orders: impl IntoIterator<Item = &'o mut Order>,
) -> Result<(), DbError> {
    let orders: Vec<&mut Order> = orders.into_iter().collect();
    let members: Vec<MemberId> = orders.iter().filter_map(|order| order.member_id).collect();
    let current = membership::current_ids(tx, &members)?;
    for order in orders {
        order.member_id = order.member_id.map(|member| current[&member]);
    }
    Ok(())
}

/// The heads of some orders by id; what is no order is absent.
pub fn load_heads(tx: &mut Tx<'_>, ids: &[OrderId]) -> Result<HashMap<OrderId, Order>, DbError> {
    let heads = store::find_heads(tx, ids)?;
    Ok(heads.into_iter().map(|order| (order.id, order)).collect())
}

/// An order that is locked until the act ends, so that two changes of it come one after the other.
pub(crate) fn lock(tx: &mut Tx<'_>, order_id: OrderId) -> Result<WholeOrder, CheckoutError> {
    if !store::lock(tx, order_id)? {
        return Err(CheckoutError::OrderNotFound { order_id });
    }
    get(tx, order_id)
}

/// A sale as it is kept.
pub(crate) fn get(tx: &mut Tx<'_>, order_id: OrderId) -> Result<WholeOrder, CheckoutError> {
    store::find_whole(tx, order_id)?.ok_or(CheckoutError::OrderNotFound { order_id })
}

/// Says that there is no such order when it is of a store out of reach.
pub(crate) fn require_in_reach(
    tx: &mut Tx<'_>,
    order_id: OrderId,
    reach: &StoreFilter,
) -> Result<(), CheckoutError> {
    let heads = store::find_heads(tx, &[order_id])?;
    match heads.first() {
        Some(order) if reach.allows(order.store_id) => Ok(()),
        _ => Err(CheckoutError::OrderNotFound { order_id }),
    }
}
