//! Points that were not used in time: a job posts them out, batch by batch. They could not be
//! spent from the moment they expired, whether or not the job had run.

use crate::lot;
use crate::{Book, Cause, LedgerError, PostingHead, PostingKind};
use kernel::{Act, Cursor, MemberId, Points};
use platform::db::Tx;

/// What one batch of expiry did.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct ExpiredPoints {
    /// How many members lost points.
    pub members: u64,
    /// How many points.
    pub points: Points,
    /// Where the next batch begins; absent when this was the last.
    pub next: Option<Cursor>,
}

/// Posts out the points of up to `limit` lots that have expired, starting after a cursor. Members
/// with points on hold are left for a later run: a hold may count on theirs.
pub fn expire_points(
    tx: &mut Tx<'_>,
    act: Act,
    after: Option<Cursor>,
    limit: u32,
) -> Result<ExpiredPoints, LedgerError> {
    const START: Cursor = Cursor {
        key: i64::MIN,
        id: i64::MIN,
    };
    let due = lot::due(tx, act.now, after.unwrap_or(START), limit)?;
    let mut expired = ExpiredPoints::default();
    if due.len() == limit as usize {
        expired.next = due.last().map(|lot| Cursor {
            key: lot.expires_at.0,
            id: lot.id.0,
        });
    }
    let mut members: Vec<MemberId> = due.iter().map(|lot| lot.member_id).collect();
    members.sort_unstable();
    members.dedup();
    let mut book = Book::open(tx, &members)?;
    let date = crate::seal::utc_day(act.now);
    for member in members {
        let head = PostingHead::new(PostingKind::Expiry, Cause::Upkeep, None, date, act);
        let draft = book.begin(head);
        let points = book.expire_points(&draft, member)?;
        if points.is_zero() {
            book.abandon(draft);
            continue;
        }
        book.commit(draft)?;
        expired.members += 1;
        expired.points = expired.points.checked_add(points)?;
    }
    book.save(tx)?;
    Ok(expired)
}
