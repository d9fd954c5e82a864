//! Postings: balanced batches of entries, written once and never changed.

pub(crate) mod canon;
mod store;

pub(crate) use store::{
    EntryOfPosting, HouseRow, MemberPlace, RawEntry, RawPosting, effects, entries_between,
    entries_of_members, find_for_reversal, first_recorded, granted_by_lot, house_sums_between,
    house_sums_recorded, insert_entries, insert_postings, is_reversed, member_page, member_sums_at,
    member_sums_recorded, postings_after, recorded_digests,
};

use crate::{AccountKind, Asset};
use kernel::{
    Act, BusinessDate, EntryId, HoldId, JobId, LotId, MemberId, MergeId, OrderId, PostingId,
    ReturnId, StoreId, Timestamp, TopUpId,
};

kernel::text_enum! {
    #[doc(alias = "记账")]
    /// What an act did that was posted.
    pub enum PostingKind {
        /// Goods were sold.
        Sale = "sale",
        /// Goods came back.
        Return = "return",
        /// A member paid in.
        TopUp = "top_up",
        /// A past sale was bound to a member.
        Binding = "binding",
        /// A hold was captured.
        Capture = "capture",
        /// A correction by hand.
        Adjustment = "adjustment",
        /// Points were not used in time.
        Expiry = "expiry",
        /// An earlier posting was undone.
        Reversal = "reversal",
        /// What a member brought along from an older system.
        Opening = "opening",
        /// Two members turned out to be one person.
        Merge = "merge",
        /// They turned out to be two after all.
        Unmerge = "unmerge",
    }
}

impl PostingKind {
    /// Whether the posting may be undone as a whole.
    pub(crate) const fn is_reversible(self) -> bool {
        !matches!(
            self,
            PostingKind::Return
                | PostingKind::Expiry
                | PostingKind::Reversal
                | PostingKind::Merge
                | PostingKind::Unmerge
        )
    }
}

/// What a posting comes from; written as the id of that thing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Cause {
    /// A sale.
    Order(OrderId),
    /// Goods that came back.
    Return(ReturnId),
    /// Money paid in.
    TopUp(TopUpId),
    /// A hold.
    Hold(HoldId),
    /// An earlier posting.
    Posting(PostingId),
    /// Two members who turned out to be one person.
    Merge(MergeId),
    /// Work in the background: an import, say.
    Job(JobId),
    /// Somebody's decision.
    Hand,
    /// The house's own regular work.
    Upkeep,
}

impl std::fmt::Display for Cause {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Cause::Order(id) => id.fmt(f),
            Cause::Return(id) => id.fmt(f),
            Cause::TopUp(id) => id.fmt(f),
            Cause::Hold(id) => id.fmt(f),
            Cause::Posting(id) => id.fmt(f),
            Cause::Merge(id) => id.fmt(f),
            Cause::Job(id) => id.fmt(f),
            Cause::Hand => f.write_str("hand"),
            Cause::Upkeep => f.write_str("upkeep"),
        }
    }
}

/// What a posting says about itself.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PostingHead {
    /// What was done.
    pub kind: PostingKind,
    /// What it comes from.
    pub cause: Cause,
    /// Where, if it was in a store.
    pub store_id: Option<StoreId>,
    /// On which business day.
    pub business_date: BusinessDate,
    /// When it counts: for history, when it happened.
    pub at: Timestamp,
    /// Who did it, and when it was recorded.
    pub act: Act,
    /// The idempotency key of the act, if it had one.
    pub key: Option<String>,
    /// Why, where somebody decided.
    pub reason: Option<String>,
}

impl PostingHead {
    /// A posting that counts from the moment of the act.
    pub fn new(
        kind: PostingKind,
        cause: Cause,
        store_id: Option<StoreId>,
        business_date: BusinessDate,
        act: Act,
    ) -> Self {
        PostingHead {
            kind,
            cause,
            store_id,
            business_date,
            at: act.now,
            act,
            key: None,
            reason: None,
        }
    }

    /// The same, counting from an earlier moment.
    pub fn at(self, at: Timestamp) -> Self {
        PostingHead { at, ..self }
    }

    /// The same, with the idempotency key of the act.
    pub fn key(self, key: impl Into<String>) -> Self {
        PostingHead {
            key: Some(key.into()),
            ..self
        }
    }

    /// The same, with a reason.
    pub fn reason(self, reason: impl Into<String>) -> Self {
        PostingHead {
            reason: Some(reason.into()),
            ..self
        }
    }
}

/// One side of a posting in the book. With a member it is the member's side, and the account is
/// the house account that it stands against.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Entry {
    pub id: EntryId,
    pub account: AccountKind,
    pub store_id: Option<StoreId>,
    pub asset: Asset,
    pub amount: i64,
    pub member_id: Option<MemberId>,
    pub lot_id: Option<LotId>,
    pub against: Option<PostingId>,
}

/// The place of a member's entry in the chain of its account.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Link {
    pub seq: i64,
    pub hash: [u8; 32],
}

/// A posting that is complete and balanced, ready to be written.
#[derive(Debug, Clone)]
pub(crate) struct Posting {
    pub id: PostingId,
    pub head: PostingHead,
    pub reverses: Option<PostingId>,
    pub entries: Vec<Entry>,
    /// Set when the book is saved.
    pub digest: [u8; 32],
    /// One for each entry, set when the book is saved; house entries have none.
    pub links: Vec<Option<Link>>,
}
