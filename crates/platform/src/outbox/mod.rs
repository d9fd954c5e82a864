//! News from one context to others: written in the act's own transaction, handed over afterwards.
//!
//! Guarantees: each subscriber takes each fact's effect exactly once (its effect and the mark that
//! it has it are one transaction); facts about one member reach a subscriber in the order of their
//! ids; a subscriber that fails holds up nobody but itself, and itself only for the member
//! concerned. After [`ATTEMPTS_MAX`] failures a delivery is dead: it is skipped and shown, until
//! somebody revives it.

mod deliver;
mod dispatcher;
mod store;

pub use dispatcher::{Brands, Dispatcher};
pub use store::{Dead, dead, forget_troubles, pending, revive};

use crate::db::{DbError, Tx};
use events::Event;
use kernel::{EventId, MemberId, Timestamp};

/// After so many failures a delivery is dead.
pub const ATTEMPTS_MAX: i64 = 12;

/// A fact as it stands in the outbox.
#[doc(alias = "事件")]
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stored<E> {
    /// Its id; rises over time.
    pub id: EventId,
    /// The member that it is about.
    pub member_id: Option<MemberId>,
    /// When it was written.
    pub recorded_at: Timestamp,
    /// What happened.
    pub event: E,
}

/// How a subscriber takes facts.
#[derive(Debug, Clone, Copy)]
pub enum Handle {
    /// One by one.
    Each(fn(&mut Tx<'_>, &Stored<Event>) -> Result<(), String>),
    /// A run of facts at once, in the order of their ids; for sums over many facts.
    Batch(fn(&mut Tx<'_>, &[Stored<Event>]) -> Result<(), String>),
}

/// Somebody who wants to hear of some topics.
#[derive(Debug, Clone, Copy)]
pub struct Subscriber {
    /// Its name in the delivery table; never changes.
    pub name: &'static str,
    /// The topics it wants, see [`Event::topic`].
    pub topics: &'static [&'static str],
    /// What it does; its error undoes what it did and brings the fact again later.
    pub handle: Handle,
}

/// Writes a fact beside what made it true. A fact about a member is written while that member's
/// rows are locked, so that the order of ids is the order of what happened.
pub fn append(
    tx: &mut Tx<'_>,
    now: Timestamp,
    member_id: Option<MemberId>,
    event: &Event,
) -> Result<EventId, DbError> {
    let id = EventId(tx.new_id());
    store::insert(tx, vec![store::row(tx.brand(), id, member_id, now, event)?])?;
    Ok(id)
}

/// Hands everything over that is there, within one act; answers how many facts. For counting anew:
/// whatever a snapshot shows has been told then.
pub fn deliver_now(
    tx: &mut Tx<'_>,
    subscribers: &[Subscriber],
    now: Timestamp,
) -> Result<usize, DbError> {
    const PAGE: i64 = 500;
    let mut delivered = 0;
    loop {
        match deliver::deliver_page(tx, subscribers, now, PAGE)? {
            0 => return Ok(delivered),
            page => delivered += page,
        }
    }
}

/// Writes the facts of a batch, in their order, in one statement.
pub fn append_many(tx: &mut Tx<'_>, now: Timestamp, events: &[Event]) -> Result<(), DbError> {
    let mut rows = Vec::with_capacity(events.len());
    for event in events {
        let id = EventId(tx.new_id());
        rows.push(store::row(tx.brand(), id, event.member(), now, event)?);
    }
    store::insert(tx, rows)
}
