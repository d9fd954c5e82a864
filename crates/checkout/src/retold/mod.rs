//! What stands in the books, told as events once more, for those who count anew.
//!
//! Facts are not kept for replay: a projection that comes later is filled from the tables. A page
//! begins after an id and says the last one that it tells of.

mod store;

use crate::history::{Entered, Sums, summary};
use events::{Event, OrderReturned, ToppedUp, UndoneSale};
use kernel::{Money, OrderId, Points, StoreId, TopUpId};
use platform::db::{DbError, Tx};
use retail::Store;
use std::collections::HashMap;
use store::{OrderRow, ReturnRow};

/// Sales, those of a page as one event.
pub fn retell_orders(
    tx: &mut Tx<'_>,
    after: OrderId,
    limit: u32,
) -> Result<Option<(Event, OrderId)>, DbError> {
    let rows = store::orders_after(tx, after, limit)?;
    let Some(last) = rows.last().map(|row| row.id) else {
        return Ok(None);
    };
    let ids: Vec<StoreId> = rows.iter().map(|row| row.store_id).collect();
    let stores = tx.fetch(retail::stores(tx, &ids))?;
    let entered: Vec<Entered> = rows.iter().map(|row| entered(row, &stores)).collect();
    let told = summary(&entered).map_err(|error| DbError::Bug(error.to_string()))?;
    Ok(Some((Event::HistoryRecorded(told), last)))
}

fn entered(row: &OrderRow, stores: &HashMap<StoreId, Store>) -> Entered {
    let store = stores.get(&row.store_id);
    Entered {
        store_id: row.store_id,
        business_date: row.business_date,
        settled_at: row.settled_at,
        hour: store.map_or(0, |store| store.zone.hour(row.settled_at)),
        member_id: row.member_id,
        home_store_id: row.home_store_id,
        sums: Sums {
            gross: row.gross,
            total: row.total,
            units: row.units,
            earn_basis: Money::ZERO,
            stored_value_spent: row.stored_value_spent,
            points_spent: row.points_spent,
        },
        points_earned: row.points_earned,
        category_id: None,
    }
}

/// Returns of a page of orders, in no order; of which orders everything came back is told beside
/// the last return of each.
pub fn retell_returns(
    tx: &mut Tx<'_>,
    after: OrderId,
    limit: u32,
) -> Result<Option<(Vec<Event>, OrderId)>, DbError> {
    let orders = store::orders_with_returns_after(tx, after, limit)?;
    let Some(last) = orders.last().copied() else {
        return Ok(None);
    };
    let mut rows = store::returns_of_orders(tx, &orders)?;
    rows.sort_by_key(|row| (row.order_id, row.id));
    let is_last = |place: usize| {
        let next: Option<&ReturnRow> = rows.get(place + 1);
        next.is_none_or(|next| next.order_id != rows[place].order_id)
    };
    let told = rows
        .iter()
        .enumerate()
        .map(|(place, row)| Event::OrderReturned(returned(row, is_last(place))));
    Ok(Some((told.collect(), last)))
}

fn returned(row: &ReturnRow, is_last: bool) -> OrderReturned {
    let is_undone = is_last && row.lines_left == 0;
    OrderReturned {
        return_id: row.id,
        order_id: row.order_id,
        store_id: row.store_id,
        business_date: row.business_date,
        member_id: row.member_id,
        units: row.units,
        total: row.total,
        stored_value_back: row.stored_value_back,
        points_back: Points(row.points_back),
        points_taken_back: row.points_taken_back,
        undone: is_undone.then_some(UndoneSale {
            store_id: row.sale_store_id,
            business_date: row.sale_date,
        }),
        at: row.returned_at,
    }
}

/// A page of top-ups.
pub fn retell_top_ups(
    tx: &mut Tx<'_>,
    after: TopUpId,
    limit: u32,
) -> Result<Option<(Vec<Event>, TopUpId)>, DbError> {
    let rows = store::top_ups_after(tx, after, limit)?;
    let Some(last) = rows.last().map(|row| row.id) else {
        return Ok(None);
    };
    let told = rows.into_iter().map(|row| {
        Event::ToppedUp(ToppedUp {
            top_up_id: row.id,
            member_id: row.member_id,
            store_id: row.store_id,
            business_date: row.business_date,
            principal: row.principal,
            bonus: row.bonus,
            at: row.topped_up_at,
        })
    });
    Ok(Some((told.collect(), last)))
}
