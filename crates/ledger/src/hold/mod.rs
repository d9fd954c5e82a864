//! Holds: value reserved for a while. A hold is captured (wholly or in part, the rest goes back),
//! released, or expires; whichever comes first, and once.

mod store;

pub(crate) use store::{HoldRow, due, held_by_members, insert, lock, members_of, resolve};

use crate::{Book, Drawn, LedgerError, PostingHead};
use kernel::{Act, HoldId, MemberId, Money, Points, PostingId, Timestamp};
use platform::db::{DbError, Tx};

kernel::text_enum! {
    /// Where a hold stands. It leaves `open` once.
    pub enum HoldState {
        /// The value is reserved.
        Open = "open",
        /// The value was taken.
        Captured = "captured",
        /// The value was given free.
        Released = "released",
        /// Nobody came for it in time.
        Expired = "expired",
    }
}

/// What is to be reserved.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Reserve {
    /// Whose value.
    pub member_id: MemberId,
    /// How many points.
    pub points: Points,
    /// How much stored value.
    pub stored_value: Money,
    /// What for.
    pub cause: crate::Cause,
    /// Until when.
    pub expires_at: Timestamp,
}

/// What is to be taken of a hold.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Capture {
    /// How many of the points.
    pub points: Points,
    /// How much of the stored value.
    pub stored_value: Money,
}

/// What became of a batch of overdue holds.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct ExpiredHolds {
    /// How many gave their value free.
    pub holds: u64,
    /// Whether there may be more.
    pub more: bool,
}

/// Reserves value of a member.
pub fn reserve(tx: &mut Tx<'_>, act: Act, wanted: &Reserve) -> Result<HoldId, LedgerError> {
    let mut book = Book::open(tx, &[wanted.member_id])?;
    let hold = book.reserve(act, wanted)?;
    book.save(tx)?;
    Ok(hold)
}

/// Takes a hold's value, wholly or in part; what is not taken is free again.
pub fn capture(
    tx: &mut Tx<'_>,
    head: PostingHead,
    hold: HoldId,
    capture: Capture,
) -> Result<(PostingId, Drawn), LedgerError> {
    let mut book = open_for(tx, &[hold])?;
    let draft = book.begin(head);
    let drawn = book.capture(&draft, hold, capture)?;
    let posting = book.commit(draft)?;
    book.save(tx)?;
    Ok((posting, drawn))
}

/// Gives a hold's value free.
pub fn release(tx: &mut Tx<'_>, act: Act, hold: HoldId) -> Result<(), LedgerError> {
    let mut book = open_for(tx, &[hold])?;
    book.release(act, hold)?;
    book.save(tx)?;
    Ok(())
}

/// Gives the value of overdue holds free, up to `limit` of them.
pub fn expire_holds(tx: &mut Tx<'_>, act: Act, limit: u32) -> Result<ExpiredHolds, LedgerError> {
    let overdue = due(tx, act.now, limit)?;
    let more = overdue.len() == limit as usize;
    let mut book = open_for(tx, &overdue)?;
    let mut holds = 0;
    for hold in overdue {
        // Somebody may have resolved it before the member's accounts were locked.
        if book.expire_hold(act, hold)? {
            holds += 1;
        }
    }
    book.save(tx)?;
    Ok(ExpiredHolds { holds, more })
}

/// Opens a book for the members of holds and loads the holds under their locks.
fn open_for<'c>(tx: &mut Tx<'c>, holds: &[HoldId]) -> Result<Book<'c>, DbError> {
    let members = members_of(tx, holds)?;
    let mut book = Book::open(tx, &members)?;
    book.load_holds(tx, holds)?;
    Ok(book)
}

/// A hold in the book.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct HoldInBook {
    pub row: HoldRow,
    pub is_new: bool,
    pub is_changed: bool,
}
