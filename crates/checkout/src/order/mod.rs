//! 订单: sales as they are kept, and how people find them again.
//!
//! Other slices write orders through here, so that the tables have one owner. A person sees the
//! orders of the stores in reach and no others.

pub(crate) mod http;
mod kept;
mod page;
pub(crate) mod store;

pub use kept::{Line, Order, Tender, WholeOrder};

use crate::goods_return::{WholeReturn, returns_of};
use crate::{CheckoutError, TenderKind};
use access::StoreFilter;
use kernel::{BusinessDate, Cursor, MemberId, OrderId, Page, StoreId, ids};
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
}

/// An order as a list shows it.
#[derive(Debug, Clone)]
pub struct ListedOrder {
    /// Its head.
    pub order: Order,
    /// How it was paid.
    pub tenders: Vec<Tender>,
}

/// A page of orders, the newest first.
pub fn list_orders(
    tx: &mut Tx<'_>,
    filter: &OrderFilter,
    before: Option<Cursor>,
    limit: u32,
) -> Result<Page<ListedOrder>, DbError> {
    let ids = page::seek(tx, filter, before, limit)?;
    let (mut heads, tenders) = store::find_paid(tx, &ids)?;
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
    let listed: Vec<ListedOrder> = ids.iter().filter_map(|id| by_id.remove(id)).collect();
    Ok(Page::of(listed, limit, |listed| Cursor {
        key: listed.order.settled_at.0,
        id: listed.order.id.0,
    }))
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

/// What people call an order: its store, its day, and letters that no other order of that store
/// and day has. The letters are the end of the id, which comes again after three days only.
pub(crate) fn order_no(store_code: &str, date: BusinessDate, id: OrderId) -> String {
    let letters = ids::encode(id.0 & 0x3_ffff_ffff_ffff).to_uppercase();
    number(store_code, date, &letters[3..])
}

/// The same for a past sale, whose day says nothing about when its id was made.
pub(crate) fn recorded_no(store_code: &str, date: BusinessDate, id: OrderId) -> String {
    number(store_code, date, &ids::encode(id.0).to_uppercase())
}

/// Eight letters drawn at random, which nobody guesses: whoever knows them has the receipt.
pub(crate) fn receipt_code() -> String {
    ids::encode((rand::random::<u64>() >> 1) as i64)[5..].to_uppercase()
}

fn number(store_code: &str, date: BusinessDate, letters: &str) -> String {
    let day = date.to_string().replace('-', "");
    format!("{store_code}-{}-{letters}", &day[2..])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_receipt_has_eight_letters_that_no_other_has() {
        let (one, other) = (receipt_code(), receipt_code());
        assert_eq!((one.len(), one == other), (8, false));
    }

    #[test]
    fn an_order_number_names_store_and_day() {
        let date = "2026-11-25".parse().expect("a date");
        let id = OrderId(0x0123_4567_89ab_cdef);
        assert_eq!(order_no("XH01", date, id), "XH01-261125-T5CY4TQKFF");
        assert_eq!(
            recorded_no("XH01", date, id).len(),
            "XH01-261125-".len() + 13
        );
    }
}
