//! Which orders stand on a page: the newest first, sought in the index that fits the question.

mod store;

use super::OrderFilter;
use crate::TenderKind;
use crate::days::Days;
use kernel::{Cursor, MemberId, OrderId};
use platform::db::{DbError, Tx};
use store::{Bounds, Seen};

/// Up to `limit + 1` orders, so that the page knows whether another one follows.
pub(super) fn seek(
    tx: &mut Tx<'_>,
    filter: &OrderFilter,
    before: Option<Cursor>,
    limit: u32,
) -> Result<Vec<OrderId>, DbError> {
    let bounds = bounds(filter, before, limit);
    let mut seen: Vec<Seen> = match (filter.member_id, filter.store_id, &filter.among) {
        (Some(member), ..) => of_person(tx, &bounds, filter, member)?,
        (None, Some(store), _) => store::by_store(tx, &bounds, store)?,
        (None, None, Some(among)) => store::by_time_among(tx, &bounds, among)?,
        (None, None, None) => store::by_time(tx, &bounds)?,
    };
    // A long list of stores and the ids of one person are read in pieces, each in its own order.
    seen.sort_by_key(|seen| std::cmp::Reverse((seen.settled_at, seen.id)));
    seen.truncate(limit as usize + 1);
    Ok(seen.into_iter().map(|seen| seen.id).collect())
}

/// The sales of everybody who is this one person.
fn of_person(
    tx: &mut Tx<'_>,
    bounds: &Bounds,
    filter: &OrderFilter,
    member: MemberId,
) -> Result<Vec<Seen>, DbError> {
    let mut seen = Vec::new();
    for id in membership::ids_of_person(tx, member)? {
        seen.extend(match (filter.store_id, &filter.among) {
            (Some(store), _) => store::by_member_in_store(tx, bounds, id, store)?,
            (None, Some(among)) => store::by_member_among(tx, bounds, id, among)?,
            (None, None) => store::by_member(tx, bounds, id)?,
        });
    }
    Ok(seen)
}

fn bounds(filter: &OrderFilter, before: Option<Cursor>, limit: u32) -> Bounds {
    let days = Days {
        from: filter.from,
        to: filter.to,
    };
    let (earliest, _) = days.moments();
    let (key, id) = days.start(before);
    let (from, to) = days.texts();
    Bounds {
        key,
        id,
        earliest,
        from,
        to,
        tender: filter.tender.map_or("", TenderKind::as_str),
        cashier: filter.settled_by.map_or(0, |staff| staff.0),
        limit: i64::from(limit) + 1,
    }
}
