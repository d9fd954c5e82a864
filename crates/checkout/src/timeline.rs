//! 时间线: what a person bought, brought back and paid in, for the timeline of everything.

use crate::goods_return::{self, ReturnOfMember};
use crate::top_up::{self, TopUpOfMember};
use kernel::{Cursor, MemberId};
use platform::db::{DbError, Tx};

/// Up to `limit` returns of a person's orders before a place in time, the latest first.
pub fn returns_of_person(
    tx: &mut Tx<'_>,
    person: &[MemberId],
    before: Cursor,
    limit: u32,
) -> Result<Vec<ReturnOfMember>, DbError> {
    let mut all = Vec::new();
    for member in person {
        all.extend(goods_return::store::page_of(tx, *member, before, limit)?);
    }
    all.sort_by_key(|one| std::cmp::Reverse((one.returned_at, one.id)));
    all.truncate(limit as usize);
    Ok(all)
}

/// Up to `limit` top-ups of a person before a place in time, the latest first.
pub fn top_ups_of_person(
    tx: &mut Tx<'_>,
    person: &[MemberId],
    before: Cursor,
    limit: u32,
) -> Result<Vec<TopUpOfMember>, DbError> {
    let mut all = Vec::new();
    for member in person {
        all.extend(top_up::store::page_of(tx, *member, before, limit)?);
    }
    all.sort_by_key(|one| std::cmp::Reverse((one.topped_up_at, one.id)));
    all.truncate(limit as usize);
    Ok(all)
}
