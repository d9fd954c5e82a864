//! Which orders stand on a page: the newest first, sought in the index that fits the question.

mod store;

use super::OrderFilter;
use crate::TenderKind;
use kernel::{BusinessDate, Cursor, Cutoff, MemberId, OrderId, ZoneName};
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

/// Business days bound the moments, so that a page far back costs no more than the first one: the
/// day of a zone begins up to 14 hours before that of UTC and ends, with the latest cut-off, up to
/// 24 hours after it.
fn bounds(filter: &OrderFilter, before: Option<Cursor>, limit: u32) -> Bounds {
    const HOUR: i64 = 3_600_000;
    let earliest = filter
        .from
        .map_or(i64::MIN, |date| utc_midnight(date) - 14 * HOUR);
    let latest = filter
        .to
        .map_or(i64::MAX, |date| utc_midnight(date) + 48 * HOUR);
    let (key, id) = match before {
        Some(cursor) if cursor.key < latest => (cursor.key, cursor.id),
        _ => (latest, i64::MAX),
    };
    let text = |date: Option<BusinessDate>, open: &str| {
        date.map_or_else(|| open.to_owned(), |date| date.to_string())
    };
    Bounds {
        key,
        id,
        earliest,
        from: text(filter.from, ""),
        to: text(filter.to, "~"),
        tender: filter.tender.map_or("", TenderKind::as_str),
        limit: i64::from(limit) + 1,
    }
}

fn utc_midnight(date: BusinessDate) -> i64 {
    let utc: ZoneName = "UTC".parse().expect("every zone list has UTC");
    date.starts_at(&utc, Cutoff(0)).0
}
