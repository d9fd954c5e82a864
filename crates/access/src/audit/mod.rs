//! 审计日志: who did what, in a chain per brand that shows tampering.
//!
//! Each entry's hash covers its content and the hash before it; the head of the chain is kept
//! apart, so that a deleted last entry shows too.

pub(crate) mod http;
mod store;

use crate::ApiKeyId;
use kernel::{Act, AuditId, By, StaffId, Through, Timestamp};
use platform::db::{DbError, Tx};
use serde_json::Value as Json;
use sha2::{Digest, Sha256};

pub use store::Entry;

/// Writes one entry, in the transaction of what it tells of.
pub fn record(
    tx: &mut Tx<'_>,
    act: &Act,
    action: &str,
    subject: &str,
    details: &Json,
) -> Result<(), DbError> {
    let (last, before) = store::lock_head(tx)?;
    let mut entry = Entry {
        id: AuditId(tx.new_id()),
        number: last + 1,
        at: act.now,
        by: act.by,
        through: match act.through {
            Through::Nothing => None,
            Through::Till(till) => Some(till.to_string()),
            Through::Key(key) => Some(ApiKeyId(key).to_string()),
        },
        action: action.to_owned(),
        subject: subject.to_owned(),
        details: details.to_string(),
        hash: [0; 32],
    };
    entry.hash = hash(&before, &entry);
    store::append(tx, &entry)
}

/// The first entry that is not what it was, if there is one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Broken {
    /// Its place in the chain; the first is 1.
    pub number: i64,
    /// What is wrong with it.
    pub what: &'static str,
}

/// Recomputes the chain of a brand, page by page; answers how many entries it has.
pub fn verify(tx: &mut Tx<'_>) -> Result<Result<i64, Broken>, DbError> {
    const PAGE: u32 = 1_000;
    let (mut before, mut last) = ([0; 32], 0);
    loop {
        let page = store::after(tx, last, PAGE)?;
        if page.is_empty() {
            break;
        }
        for entry in page {
            let number = last + 1;
            if entry.number != number {
                return Ok(Err(Broken {
                    number,
                    what: "the entry is missing",
                }));
            }
            if entry.hash != hash(&before, &entry) {
                return Ok(Err(Broken {
                    number,
                    what: "the entry was changed",
                }));
            }
            before = entry.hash;
            last = number;
        }
    }
    let (number, head) = store::head(tx)?;
    if number != last || head != before {
        return Ok(Err(Broken {
            number: last + 1,
            what: "the end of the chain is missing",
        }));
    }
    Ok(Ok(last))
}

fn hash(before: &[u8; 32], entry: &Entry) -> [u8; 32] {
    let mut hash = Sha256::new();
    hash.update(before);
    let by = match entry.by {
        By::Staff(staff) => staff.0,
        By::System => 0,
    };
    for number in [entry.id.0, entry.number, entry.at.0, by] {
        hash.update(number.to_be_bytes());
    }
    // Entries of the time before this was known have none, and keep their hashes.
    let through = entry.through.as_ref();
    for text in [&entry.action, &entry.subject, &entry.details]
        .into_iter()
        .chain(through)
    {
        // The length keeps the parts apart.
        hash.update((text.len() as u64).to_be_bytes());
        hash.update(text.as_bytes());
    }
    hash.finalize().into()
}

/// Which entries are looked for.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct EntryFilter {
    /// How what was done begins, such as `staff.`.
    pub action: String,
    /// By whom.
    pub staff_id: Option<StaffId>,
    /// Not before this moment.
    pub from: Option<Timestamp>,
    /// Before this moment.
    pub to: Option<Timestamp>,
}

/// Those entries before one, by its number, the newest first.
pub fn list(
    tx: &mut Tx<'_>,
    filter: &EntryFilter,
    before: Option<i64>,
    limit: u32,
) -> Result<Vec<Entry>, DbError> {
    let before = before.unwrap_or(i64::MAX);
    match filter.staff_id {
        None => store::list(tx, filter, before, limit),
        Some(staff_id) => store::list_by(tx, staff_id, filter, before, limit),
    }
}
