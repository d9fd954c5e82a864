//! Undoing an earlier posting as a whole, in the book.

use super::stored_value::same;
use super::{Book, Draft, Original, Side};
use crate::lot::DrawnLot;
use crate::{Account, Asset, LedgerError};
use kernel::{LotId, MemberId, PostingId};

impl Book<'_> {
    /// Enters the opposite of a whole posting: what was drawn goes back, what was granted is taken
    /// back, and the house's money is entered with the other sign. Refused when a return has
    /// already undone a part, and for stored value that is spent.
    pub fn reverse(&mut self, draft: &Draft, posting: PostingId) -> Result<(), LedgerError> {
        let original = self.original(posting)?.clone();
        if original.is_touched {
            return Err(LedgerError::PartlyReturned {
                posting_id: posting,
            });
        }
        self.writing(draft)?.reverses = Some(posting);
        let undone = self.enter_opposite(draft, posting, &original);
        if let Err(error) = &undone {
            self.writing(draft)?.fault = Some(error.clone());
        }
        undone
    }

    fn enter_opposite(
        &mut self,
        draft: &Draft,
        posting: PostingId,
        original: &Original,
    ) -> Result<(), LedgerError> {
        // Giving back comes first, so that what is taken back makes no debt without need.
        for drawn in original.drawn.iter().rev() {
            let part = DrawnLot {
                lot_id: drawn.lot_id,
                store_id: None,
                asset: drawn.asset,
                amount: drawn.left,
            };
            let account = same(drawn.account);
            self.give_back_parts(draft, drawn.member_id, posting, &[part], account)?;
        }
        for granted in &original.granted {
            let (member, account) = (granted.member_id, granted.account);
            match granted.asset {
                Asset::Points => {
                    self.take_back(draft, member, posting, granted.left, account)?;
                }
                asset => {
                    let lots = original.lots_of(member, asset);
                    self.take_back_value(draft, member, posting, &lots, asset, account)?;
                }
            }
        }
        let writing = self.writing(draft)?;
        for (account, asset, amount) in &original.house {
            // The house's sides of other assets follow from the members' sides.
            if *asset == Asset::Money {
                writing.add_house(*account, *asset, -i128::from(*amount));
            }
        }
        Ok(())
    }

    /// Takes stored value out of the lots that a posting has made, all of it or none.
    fn take_back_value(
        &mut self,
        draft: &Draft,
        member: MemberId,
        posting: PostingId,
        lots: &[LotId],
        asset: Asset,
        account: Account,
    ) -> Result<(), LedgerError> {
        let wanted = self.original(posting)?.granted_left(member, asset);
        let purse = self.purse(member)?;
        let there: Vec<(LotId, i64)> = lots
            .iter()
            .filter_map(|id| purse.lot(asset, *id))
            .map(|lot| (lot.id, lot.remaining))
            .collect();
        let remaining: i64 = there.iter().map(|(_, amount)| amount).sum();
        let remaining = remaining.min(purse.unheld(asset));
        if remaining < wanted {
            return Err(LedgerError::ValueSpent {
                asset,
                granted: wanted,
                remaining,
            });
        }
        for (lot, amount) in there {
            let side = Side {
                member,
                account,
                asset,
                amount: -amount,
                lot: Some(lot),
                against: Some(posting),
            };
            self.enter(draft, side)?;
        }
        self.change_original(draft, posting, |original| {
            original.note_taken_back(member, asset, wanted);
        })
    }

    pub(super) fn original(&self, posting: PostingId) -> Result<&Original, LedgerError> {
        let original = self.originals.get(&posting);
        original.ok_or(LedgerError::Misused("an earlier posting was not loaded"))
    }

    /// Changes what is left of an earlier posting, so that abandoning can restore it.
    pub(super) fn change_original(
        &mut self,
        draft: &Draft,
        posting: PostingId,
        change: impl FnOnce(&mut Original),
    ) -> Result<(), LedgerError> {
        self.writing(draft)?;
        let original = self.originals.get_mut(&posting);
        let original = original.ok_or(LedgerError::Misused("an earlier posting was not loaded"))?;
        if let Some(writing) = &mut self.writing {
            writing.originals_before.push((posting, original.clone()));
        }
        change(original);
        Ok(())
    }
}
