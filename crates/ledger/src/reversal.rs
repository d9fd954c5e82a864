//! 冲正: an opposite posting, once for each posting. Nothing is ever deleted.

use crate::posting;
use crate::{Book, Cause, LedgerError, PostingHead, PostingKind};
use kernel::{Act, BusinessDate, MemberId, PostingId};
use platform::db::Tx;

/// What is to be undone, and why.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reversal {
    /// Which posting.
    pub posting_id: PostingId,
    /// The open business day on which it is undone; closed days stay as they are.
    pub business_date: BusinessDate,
    /// Why.
    pub reason: String,
    /// The idempotency key of the act, if it had one.
    pub key: Option<String>,
}

/// Posts the opposite of a posting.
pub fn reverse(tx: &mut Tx<'_>, act: Act, reversal: &Reversal) -> Result<PostingId, LedgerError> {
    let posting_id = reversal.posting_id;
    if reversal.reason.trim().is_empty() {
        return Err(LedgerError::ReasonMissing);
    }
    let found = posting::find_for_reversal(tx, posting_id)?;
    let (kind, store_id) = found.ok_or(LedgerError::PostingNotFound { posting_id })?;
    if !kind.is_reversible() {
        return Err(LedgerError::NotReversible { posting_id });
    }
    // The posting is locked, so who comes second sees what the first has done.
    if posting::is_reversed(tx, posting_id)? {
        return Err(LedgerError::AlreadyReversed { posting_id });
    }
    let (entries, _) = posting::effects(tx, &[posting_id])?;
    let members: Vec<MemberId> = entries.iter().filter_map(|entry| entry.member_id).collect();
    let mut book = Book::open_to_undo(tx, &members, &[posting_id])?;
    let mut head = PostingHead::new(
        PostingKind::Reversal,
        Cause::Posting(posting_id),
        store_id,
        reversal.business_date,
        act,
    )
    .reason(&reversal.reason);
    head.key.clone_from(&reversal.key);
    let draft = book.begin(head);
    book.reverse(&draft, posting_id)?;
    let id = book.commit(draft)?;
    book.save(tx)?;
    Ok(id)
}
