//! 账: the double-entry ledger under points and stored value; append-only, provable at any time.
//!
//! An act opens a [`Book`] for the members of a whole batch, decides in memory, and saves once.
//! Each posting sums to zero in each asset. Members' value lies in lots that remember their store
//! and their end. Members' entries are chained by hashes and house accounts are sealed by day, so
//! that [`verify`] finds any bit that has changed since.

mod account;
mod adjustment;
mod book;
mod error;
mod expiry;
mod hold;
mod journal;
mod lot;
mod outstanding;
mod posting;
mod proof;
mod reversal;
mod seal;
mod statement;
mod transfer;

pub use account::{Account, AccountKind, Asset, Balances};
pub use adjustment::{Adjusted, Adjustment, adjust};
pub use book::{Book, Draft, GIVEN_BACK_DAYS, Granted, TakenBack, ToppedUp};
pub use error::LedgerError;
pub use expiry::{ExpiredPoints, expire_points};
pub use hold::{
    Capture, ExpiredHolds, HoldState, Reserve, capture, expire_holds, release, reserve,
};
pub use journal::{JournalLine, journal};
pub use lot::{DrawOrder, Drawn, DrawnLot, Lot};
pub use outstanding::{Outstanding, outstanding};
pub use posting::{Cause, PostingHead, PostingKind};
pub use proof::{Report, RowName, Wrong, verify, verify_with};
pub use reversal::{Reversal, reverse};
pub use seal::{HouseSum, SealedDays, house_balances, house_sums, seal_days};
pub use statement::{
    StatementLine, balances, balances_at, balances_recorded, entries, lots, member_totals,
};
pub use transfer::{Moved, Transfer, carry, hand_back};
