//! Counting anew: projections are made good from the tables where the facts came from.
//!
//! Facts are not kept for replay (see docs/adr/0002), so whoever owns the tables tells what stands
//! in them as events once more. It happens on one snapshot, before which nothing is undelivered.

mod store;

use crate::{buyer_day, live, store_day, store_hour};
use events::Event;
use platform::db::{DbError, Tx};

/// The form in which the rows of this context are written; rises when a column or table is added
/// that must be filled.
const VERSION: i64 = 3;
const NAME: &str = "insight";

/// Whether the brand's rows have the form of this version.
pub fn is_current(tx: &mut Tx<'_>) -> Result<bool, DbError> {
    Ok(store::version(tx, NAME)? == Some(VERSION))
}

/// Takes everything away that [`count_again`] brings back, and notes the form of what comes.
pub fn begin_again(tx: &mut Tx<'_>) -> Result<(), DbError> {
    store_day::clear(tx)?;
    store_hour::clear(tx)?;
    buyer_day::clear(tx)?;
    live::beat_once(tx)?;
    store::note(tx, NAME, VERSION)
}

/// Counts events that stand for what the tables hold.
pub fn count_again(tx: &mut Tx<'_>, events: &[Event]) -> Result<(), DbError> {
    store_day::count(tx, events)?;
    store_hour::count(tx, events)?;
    buyer_day::count(tx, events)
}
