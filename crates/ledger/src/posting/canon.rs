//! The bytes that are hashed: every column of a posting and of its entries, in a fixed order, so
//! that no bit of what is stored can change without a hash that no longer fits.
//!
//! A text is preceded by its length and a missing value by a mark, so that no two rows have the
//! same bytes.

use super::{Entry, Posting};
use kernel::BrandId;
use sha2::{Digest, Sha256};

/// A posting's columns.
pub(crate) struct PostingFacts<'a> {
    pub brand: i64,
    pub id: i64,
    pub kind: &'a str,
    pub cause: &'a str,
    pub store_id: Option<i64>,
    pub business_date: &'a str,
    pub at: i64,
    pub recorded_at: i64,
    pub recorded_by: Option<i64>,
    pub key: Option<&'a str>,
    pub reason: Option<&'a str>,
    pub reverses: Option<i64>,
}

/// An entry's columns, save for its place in a chain.
#[derive(Debug, Clone, Copy)]
pub(crate) struct EntryFacts<'a> {
    pub posting_id: i64,
    pub id: i64,
    pub account: &'a str,
    pub store_id: Option<i64>,
    pub asset: &'a str,
    pub amount: i64,
    pub member_id: Option<i64>,
    pub lot_id: Option<i64>,
    pub against: Option<i64>,
    pub at: i64,
}

/// Hashes a posting with all its entries, in the order of their ids.
pub(crate) fn digest<'a>(
    posting: &PostingFacts<'_>,
    entries: impl Iterator<Item = EntryFacts<'a>>,
) -> [u8; 32] {
    let mut bytes = Bytes(Vec::with_capacity(1024));
    bytes.text("huitong posting 1");
    bytes.int(posting.brand);
    bytes.int(posting.id);
    bytes.text(posting.kind);
    bytes.text(posting.cause);
    bytes.maybe(posting.store_id);
    bytes.text(posting.business_date);
    bytes.int(posting.at);
    bytes.int(posting.recorded_at);
    bytes.maybe(posting.recorded_by);
    bytes.maybe_text(posting.key);
    bytes.maybe_text(posting.reason);
    bytes.maybe(posting.reverses);
    for entry in entries {
        bytes.entry(&entry);
    }
    Sha256::digest(&bytes.0).into()
}

/// Hashes a member's entry onto the chain of its account.
pub(crate) fn link(
    before: &[u8],
    posting_digest: &[u8],
    seq: i64,
    entry: &EntryFacts<'_>,
) -> [u8; 32] {
    let mut bytes = Bytes(Vec::with_capacity(256));
    bytes.text("huitong entry 1");
    bytes.blob(before);
    bytes.blob(posting_digest);
    bytes.int(seq);
    bytes.entry(entry);
    Sha256::digest(&bytes.0).into()
}

/// Hashes a closed day onto the seal before it.
pub(crate) struct DaySealer(Sha256);

impl DaySealer {
    pub fn new(before: &[u8], day: &str) -> Self {
        let mut bytes = Bytes(Vec::with_capacity(128));
        bytes.text("huitong day 1");
        bytes.blob(before);
        bytes.text(day);
        DaySealer(Sha256::new_with_prefix(&bytes.0))
    }

    pub fn posting(&mut self, id: i64, digest: &[u8]) {
        let mut bytes = Bytes(Vec::with_capacity(64));
        bytes.int(id);
        bytes.blob(digest);
        self.0.update(&bytes.0);
    }

    pub fn balance(&mut self, account: &str, store_id: i64, asset: &str, balance: i64) {
        let mut bytes = Bytes(Vec::with_capacity(64));
        bytes.text(account);
        bytes.int(store_id);
        bytes.text(asset);
        bytes.int(balance);
        self.0.update(&bytes.0);
    }

    pub fn finish(self) -> [u8; 32] {
        self.0.finalize().into()
    }
}

/// The columns of a posting in the book.
pub(crate) fn posting_facts<'a>(
    brand: BrandId,
    posting: &'a Posting,
    cause: &'a str,
    business_date: &'a str,
) -> PostingFacts<'a> {
    PostingFacts {
        brand: brand.0,
        id: posting.id.0,
        kind: posting.head.kind.as_str(),
        cause,
        store_id: posting.head.store_id.map(|id| id.0),
        business_date,
        at: posting.head.at.0,
        recorded_at: posting.head.act.now.0,
        recorded_by: posting.head.act.by.staff().map(|id| id.0),
        key: posting.head.key.as_deref(),
        reason: posting.head.reason.as_deref(),
        reverses: posting.reverses.map(|id| id.0),
    }
}

/// The columns of an entry in the book.
pub(crate) fn entry_facts(posting: &Posting, entry: &Entry) -> EntryFacts<'static> {
    EntryFacts {
        posting_id: posting.id.0,
        id: entry.id.0,
        account: entry.account.as_str(),
        store_id: entry.store_id.map(|id| id.0),
        asset: entry.asset.as_str(),
        amount: entry.amount,
        member_id: entry.member_id.map(|id| id.0),
        lot_id: entry.lot_id.map(|id| id.0),
        against: entry.against.map(|id| id.0),
        at: posting.head.at.0,
    }
}

struct Bytes(Vec<u8>);

impl Bytes {
    fn int(&mut self, number: i64) {
        self.0.extend_from_slice(&number.to_be_bytes());
    }

    fn blob(&mut self, blob: &[u8]) {
        self.int(blob.len() as i64);
        self.0.extend_from_slice(blob);
    }

    fn text(&mut self, text: &str) {
        self.blob(text.as_bytes());
    }

    fn maybe(&mut self, number: Option<i64>) {
        match number {
            Some(number) => {
                self.0.push(1);
                self.int(number);
            }
            None => self.0.push(0),
        }
    }

    fn maybe_text(&mut self, text: Option<&str>) {
        match text {
            Some(text) => {
                self.0.push(1);
                self.text(text);
            }
            None => self.0.push(0),
        }
    }

    fn entry(&mut self, entry: &EntryFacts<'_>) {
        self.int(entry.posting_id);
        self.int(entry.id);
        self.text(entry.account);
        self.maybe(entry.store_id);
        self.text(entry.asset);
        self.int(entry.amount);
        self.maybe(entry.member_id);
        self.maybe(entry.lot_id);
        self.maybe(entry.against);
        self.int(entry.at);
    }
}
