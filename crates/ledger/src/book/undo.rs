//! Undoing an earlier posting as a whole, in the book.

use super::stored_value::same;
use super::{Book, Draft, GIVEN_BACK_DAYS, Original, Side};
use crate::lot::{Drawn, DrawnLot, Lot};
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
        let there: Vec<(MemberId, LotId, i64)> = self
            .family(member, asset, lots)
            .map(|lot| (lot.member_id, lot.id, lot.remaining))
            .filter(|(_, _, amount)| *amount > 0)
            .collect();
        let remaining: i64 = there.iter().map(|(_, _, amount)| amount).sum();
        let remaining = remaining.min(self.purse(self.holder(member))?.unheld(asset));
        if remaining < wanted {
            return Err(LedgerError::ValueSpent {
                asset,
                granted: wanted,
                remaining,
            });
        }
        for (owner, lot, amount) in there {
            let side = Side {
                member: owner,
                account,
                asset,
                amount: -amount,
                lot: Some(lot),
                against: Some(posting),
            };
            self.enter(draft, side)?;
        }
        self.change_original(draft, posting, |original| {
            original.note_taken_back(asset, wanted);
        })
    }

    /// Carries out what a rule says is to be given back. Whose lots were drawn and who was merged
    /// into another since gets it for the other, in a lot that came out of the one drawn.
    pub(super) fn give_back_parts(
        &mut self,
        draft: &Draft,
        member: MemberId,
        drawn_in: PostingId,
        parts: &[DrawnLot],
        account: impl Fn(Asset) -> Account,
    ) -> Result<Drawn, LedgerError> {
        let moment = self.writing(draft)?.head.at;
        let holder = self.holder(member);
        let mut given = Drawn::default();
        for part in parts.iter().filter(|part| part.amount > 0) {
            let lot = self.purse(member)?.lot(part.asset, part.lot_id);
            let lot = lot
                .ok_or(LedgerError::Misused("a lot was not loaded"))?
                .clone();
            let side = |member, lot_id, amount, against| Side {
                member,
                account: account(part.asset),
                asset: part.asset,
                amount,
                lot: Some(lot_id),
                against,
            };
            self.enter(draft, side(member, lot.id, part.amount, Some(drawn_in)))?;
            let mut into = DrawnLot {
                store_id: lot.store_id,
                ..*part
            };
            let mut fresh = lot.successor(holder, draft.id, part.amount);
            if !lot.is_valid_at(moment) {
                fresh.granted_at = moment;
                fresh.expires_at = Some(moment.plus_days(GIVEN_BACK_DAYS));
            }
            if holder != member || !lot.is_valid_at(moment) {
                let fresh = self.add_fresh_lot(fresh)?;
                self.enter(draft, side(member, lot.id, -part.amount, None))?;
                self.enter(draft, side(holder, fresh, part.amount, None))?;
                into.lot_id = fresh;
            }
            given.add(into);
            self.change_original(draft, drawn_in, |original| {
                original.note_given_back(part.asset, Some(part.lot_id), part.amount);
            })?;
        }
        Ok(given)
    }

    /// Some lots of a member with all that came out of them when he was merged into others.
    pub(super) fn family<'b>(
        &'b self,
        member: MemberId,
        asset: Asset,
        lots: &[LotId],
    ) -> impl Iterator<Item = &'b Lot> + use<'b> {
        let mut ids: Vec<LotId> = lots.to_vec();
        let mut found: Vec<&Lot> = Vec::new();
        let own = self.purses.get(&member).into_iter();
        let own = own.flat_map(|purse| lots.iter().filter_map(|id| purse.lot(asset, *id)));
        found.extend(own);
        while !ids.is_empty() {
            let all = self.purses.values().flat_map(|purse| purse.lots(asset));
            let came_out = |lot: &&Lot| lot.moved_from.is_some_and(|from| ids.contains(&from));
            let mut moved: Vec<&Lot> = all.map(|known| &known.lot).filter(came_out).collect();
            moved.sort_unstable_by_key(|lot| lot.id);
            ids = moved.iter().map(|lot| lot.id).collect();
            found.extend(moved);
        }
        found.into_iter()
    }

    /// Whom of those who are or were one person an earlier posting is about: `member`, or the one
    /// whom it names instead.
    pub(super) fn party(
        &self,
        posting: PostingId,
        member: MemberId,
    ) -> Result<MemberId, LedgerError> {
        let original = self.original(posting)?;
        let named = original.members().next();
        Ok(match named {
            Some(named) if !original.is_about(member) => named,
            _ => member,
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
