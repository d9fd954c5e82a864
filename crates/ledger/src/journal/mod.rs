//! 流水账: every entry of the brand, in the order of its postings; for whoever takes the books along.

mod store;

use crate::{AccountKind, Asset, PostingKind};
use kernel::{BusinessDate, By, Cursor, EntryId, MemberId, Page, PostingId, StoreId, Timestamp};
use platform::db::{DbError, Tx};
use platform::row;

row! {
    #[doc(alias = "流水账")]
    /// An entry with what its posting says.
    #[derive(PartialEq, Eq)]
    pub struct JournalLine {
        /// Which entry.
        pub id: EntryId,
        /// Of which posting.
        pub posting_id: PostingId,
        /// What was done.
        pub kind: PostingKind,
        /// What it comes from: the id of an order, a top-up, …, or `hand` or `upkeep`.
        pub cause: String,
        /// Where the act was, if it was in a store.
        pub store_id: Option<StoreId>,
        /// On which business day.
        pub business_date: BusinessDate,
        /// Whose side it is; absent for the house's.
        pub member_id: Option<MemberId>,
        /// What it counts.
        pub asset: Asset,
        /// What came in; negative for what went out.
        pub amount: i64,
        /// The house account.
        pub account: AccountKind,
        /// When it counts.
        pub at: Timestamp,
        /// When it was recorded.
        pub recorded_at: Timestamp,
        /// By whom.
        pub recorded_by: By,
        /// Why, where somebody decided.
        pub reason: Option<String>,
    }
}

/// A page of all entries, the earliest posting first; of some business days or of all, and of some
/// stores or of the whole brand, which did some of it itself.
pub fn journal(
    tx: &mut Tx<'_>,
    (from, to): (Option<BusinessDate>, Option<BusinessDate>),
    stores: Option<&[StoreId]>,
    after: Option<Cursor>,
    limit: u32,
) -> Result<Page<JournalLine>, DbError> {
    let lines = store::page(tx, (from, to), stores, after, limit + 1)?;
    Ok(Page::of(lines, limit, |line| Cursor {
        key: line.posting_id.0,
        id: line.id.0,
    }))
}
