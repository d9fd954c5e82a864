//! 验账: recomputes everything the ledger promises from its entries, page by page, and names the
//! rows that are wrong. Run it on one snapshot: `db.read(brand, |tx| ledger::verify(tx))`.
//!
//! It checks that members' chains are whole and unchanged; that balances, debt, holds and lots are
//! what entries say; that each posting is as it was written and sums to zero in each asset, and so
//! do all together; that sealed days are as they were sealed.

mod days;
mod lots;
mod members;
mod postings;

use crate::Asset;
use kernel::{EntryId, LotId, MemberId, PostingId};
use platform::db::{DbError, Tx};
use serde::{Serialize, Serializer};

/// What the proof has looked at and what it has found.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Report {
    /// Members' accounts.
    pub accounts: u64,
    /// Postings.
    pub postings: u64,
    /// Entries, members' and the house's.
    pub entries: u64,
    /// Lots.
    pub lots: u64,
    /// Sealed days.
    pub days: u64,
    /// How many rows are wrong.
    pub wrong_count: u64,
    /// The first of them, at most [`Report::WRONG_MAX`].
    pub wrong: Vec<Wrong>,
}

/// A row that is not what it must be.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Wrong {
    /// Which row.
    pub row: RowName,
    /// What differs.
    pub what: String,
}

impl std::fmt::Display for Wrong {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}: {}", self.row, self.what)
    }
}

/// A row by name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum RowName {
    /// An entry.
    Entry(EntryId),
    /// A posting, or one of the house's entries in it.
    Posting(PostingId),
    /// A member's account of one asset, as the column has it.
    Account(MemberId, String),
    /// A lot.
    Lot(LotId),
    /// A sealed day.
    Day(String),
    /// All entries of an asset.
    Asset(String),
}

impl std::fmt::Display for RowName {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            RowName::Entry(id) => write!(f, "entry {id}"),
            RowName::Posting(id) => write!(f, "posting {id}"),
            RowName::Account(member, asset) => write!(f, "{asset} of {member}"),
            RowName::Lot(id) => write!(f, "lot {id}"),
            RowName::Day(day) => write!(f, "day {day}"),
            RowName::Asset(asset) => write!(f, "all {asset}"),
        }
    }
}

impl Serialize for RowName {
    fn serialize<S: Serializer>(&self, out: S) -> Result<S::Ok, S::Error> {
        out.collect_str(self)
    }
}

impl Report {
    /// How many wrong rows are listed; more are only counted.
    pub const WRONG_MAX: usize = 100;

    /// Whether everything is as it must be.
    pub fn is_sound(&self) -> bool {
        self.wrong_count == 0
    }

    fn wrong(&mut self, row: RowName, what: impl Into<String>) {
        self.wrong_count += 1;
        if self.wrong.len() < Self::WRONG_MAX {
            self.wrong.push(Wrong {
                row,
                what: what.into(),
            });
        }
    }
}

/// Proves a brand's ledger.
pub fn verify(tx: &mut Tx<'_>) -> Result<Report, DbError> {
    verify_with(tx, &mut |_| {})
}

/// Proves a brand's ledger and tells how far it has come after each page.
pub fn verify_with(tx: &mut Tx<'_>, progress: &mut dyn FnMut(&Report)) -> Result<Report, DbError> {
    let mut report = Report::default();
    members::check(tx, &mut report, progress)?;
    postings::check(tx, &mut report, progress)?;
    lots::check(tx, &mut report, progress)?;
    days::check(tx, &mut report, progress)?;
    Ok(report)
}

/// The place of a member's asset, if the column names one.
fn place_of(asset: &str) -> Option<usize> {
    let asset: Asset = asset.parse().ok()?;
    Asset::OF_MEMBERS.contains(&asset).then(|| asset.place())
}
