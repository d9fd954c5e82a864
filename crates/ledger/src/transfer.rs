//! 并账: two members turn out to be one person, and the one who stays carries what the other had;
//! or they turn out to be two after all, and what is left of it goes back.
//!
//! Guarantees: nothing is gained or lost, for each posting takes from one what it gives to the
//! other; a merged member has nothing, and nothing can be posted to him but what undoes his own
//! past; a merge that is undone at once leaves both as they were.

use crate::posting;
use crate::{Asset, Book, Cause, LedgerError, PostingHead, PostingKind};
use kernel::{Act, BusinessDate, MemberId, MergeId, PostingId};
use platform::db::{DbError, Tx};
use std::collections::BTreeSet;

pub use crate::book::Moved;

/// Whose value goes to whom.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Transfer {
    /// The merge that it is part of.
    pub merge_id: MergeId,
    /// Who is merged into the other.
    pub absorbed: MemberId,
    /// Those who were merged into him before and go with him.
    pub followers: Vec<MemberId>,
    /// Who stays.
    pub survivor: MemberId,
    /// On which business day.
    pub business_date: BusinessDate,
}

/// Moves everything that the absorbed member has to the survivor, who carries it from now on.
/// Refused while something of it is on hold. The posting is absent when there was nothing.
pub fn carry(
    tx: &mut Tx<'_>,
    act: Act,
    transfer: &Transfer,
) -> Result<(Option<PostingId>, Moved), LedgerError> {
    let mut book = Book::open_moving(tx, &transfer.people())?;
    let draft = book.begin(transfer.head(PostingKind::Merge, act));
    let moved = book.move_all(&draft, transfer.absorbed, transfer.survivor)?;
    let posting_id = book.commit_if_any(draft)?;
    for member in transfer.carried() {
        book.set_carrier(member, Some(transfer.survivor));
    }
    book.save(tx)?;
    Ok((posting_id, moved))
}

/// Moves what is left of it back. What was spent stays spent, whatever was done since stays with
/// the survivor; of the debt that came along, as much goes back as the survivor still owes.
/// Refused while something of the survivor is on hold.
pub fn hand_back(
    tx: &mut Tx<'_>,
    act: Act,
    transfer: &Transfer,
    carried_in: Option<PostingId>,
) -> Result<(Option<PostingId>, Moved), LedgerError> {
    let mut book = Book::open_moving(tx, &transfer.people())?;
    let debt = debt_brought(tx, transfer, carried_in)?;
    book.load_moved(tx, transfer.survivor)?;
    for member in transfer.carried() {
        let carrier = (member != transfer.absorbed).then_some(transfer.absorbed);
        book.set_carrier(member, carrier);
    }
    let draft = book.begin(transfer.head(PostingKind::Unmerge, act));
    let way = (transfer.survivor, transfer.absorbed);
    let owners: BTreeSet<MemberId> = transfer.carried().collect();
    let moved = book.move_back(&draft, way, &owners, debt)?;
    let posting_id = book.commit_if_any(draft)?;
    book.save(tx)?;
    Ok((posting_id, moved))
}

/// The debt that came along with a merge.
fn debt_brought(
    tx: &mut Tx<'_>,
    transfer: &Transfer,
    carried_in: Option<PostingId>,
) -> Result<i64, DbError> {
    let (entries, _) = posting::effects(tx, carried_in.as_slice())?;
    let came = entries.iter().filter(|entry| {
        let is_debt = entry.lot_id.is_none() && entry.asset == Asset::Points;
        is_debt && entry.member_id == Some(transfer.survivor)
    });
    Ok(came.map(|entry| -entry.amount).sum())
}

impl Transfer {
    fn carried(&self) -> impl Iterator<Item = MemberId> {
        let followers = self.followers.iter().copied();
        followers.chain([self.absorbed])
    }

    fn people(&self) -> Vec<MemberId> {
        let mut people: Vec<MemberId> = self.carried().chain([self.survivor]).collect();
        people.sort_unstable();
        people.dedup();
        people
    }

    fn head(&self, kind: PostingKind, act: Act) -> PostingHead {
        let cause = Cause::Merge(self.merge_id);
        PostingHead::new(kind, cause, None, self.business_date, act)
    }
}
