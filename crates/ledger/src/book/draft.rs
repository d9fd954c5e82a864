//! Writing a posting in the book: begun, filled, then committed or abandoned as a whole.

use super::original::Original;
use super::{Book, save};
use crate::hold::HoldInBook;
use crate::posting::{Entry, Posting};
use crate::{Account, AccountKind, Asset, LedgerError, PostingHead};
use kernel::{EntryId, HoldId, LotId, MemberId, Money, MoneyError, PostingId};

/// A posting that was begun. Give it to [`Book::commit`] or [`Book::abandon`]; one that is dropped
/// is abandoned when the next one is begun or the book is saved.
#[derive(Debug)]
#[must_use = "a posting that is not committed is not written"]
pub struct Draft {
    pub(super) id: PostingId,
}

impl Draft {
    /// The id that the posting will have.
    pub const fn posting_id(&self) -> PostingId {
        self.id
    }
}

/// The posting that is being written, and what undoing it needs beyond its entries.
pub(super) struct Writing {
    pub id: PostingId,
    pub head: PostingHead,
    pub reverses: Option<PostingId>,
    pub entries: Vec<Entry>,
    pub house: Vec<(Account, Asset, i128)>,
    /// Something failed half-way: the posting can only be abandoned.
    pub fault: Option<LedgerError>,
    pub originals_before: Vec<(PostingId, Original)>,
    pub holds_before: Vec<(HoldId, HoldInBook)>,
    pub held_before: Vec<(MemberId, Asset, i64)>,
}

/// A member's side that is to be entered; the house account gets the opposite.
pub(super) struct Side {
    pub member: MemberId,
    pub account: Account,
    pub asset: Asset,
    pub amount: i64,
    pub lot: Option<LotId>,
    pub against: Option<PostingId>,
}

impl Book<'_> {
    /// Begins a posting.
    pub fn begin(&mut self, head: PostingHead) -> Draft {
        self.drop_writing();
        let id = PostingId(self.ids.next());
        self.writing = Some(Writing {
            id,
            head,
            reverses: None,
            entries: Vec::new(),
            house: Vec::new(),
            fault: None,
            originals_before: Vec::new(),
            holds_before: Vec::new(),
            held_before: Vec::new(),
        });
        Draft { id }
    }

    /// Enters money on a house account; the caller sees to it that all of it sums to zero.
    pub fn money(&mut self, draft: &Draft, account: Account, amount: Money) {
        if let Ok(writing) = self.writing(draft) {
            writing.add_house(account, Asset::Money, i128::from(amount.0));
        }
    }

    /// Completes a posting, if it balances. The effects stand for what follows in this book and
    /// are written when it is saved.
    pub fn commit(&mut self, draft: Draft) -> Result<PostingId, LedgerError> {
        let complete = self.complete(&draft);
        match complete {
            Ok(posting) => {
                self.writing = None;
                self.done.push(posting);
                Ok(draft.id)
            }
            Err(error) => {
                self.abandon(draft);
                Err(error)
            }
        }
    }

    /// Gives a posting up: the book is as it was before.
    pub fn abandon(&mut self, draft: Draft) {
        if self
            .writing
            .as_ref()
            .is_some_and(|writing| writing.id == draft.id)
        {
            self.drop_writing();
        }
    }

    fn complete(&mut self, draft: &Draft) -> Result<Posting, LedgerError> {
        let ids = self.ids;
        let writing = self.writing(draft)?;
        if let Some(fault) = writing.fault.take() {
            return Err(fault);
        }
        let mut entries = std::mem::take(&mut writing.entries);
        let house = std::mem::take(&mut writing.house);
        let house = house.into_iter().filter(|(_, _, amount)| *amount != 0);
        let complete = house
            .map(|(account, asset, amount)| {
                let amount = i64::try_from(amount).ok();
                let amount = amount.filter(|amount| amount.abs() <= Money::LIMIT);
                Ok(Entry {
                    id: EntryId(ids.next()),
                    account: account.kind,
                    store_id: account.store_id,
                    asset,
                    amount: amount.ok_or(MoneyError::OutOfRange)?,
                    member_id: None,
                    lot_id: None,
                    against: None,
                })
            })
            .collect::<Result<Vec<Entry>, LedgerError>>()
            .and_then(|house| {
                save::check_balance(draft.id, entries.iter().chain(&house)).map(|()| house)
            });
        match complete {
            Ok(house) => {
                entries.extend(house);
                Ok(Posting {
                    id: draft.id,
                    head: writing.head.clone(),
                    reverses: writing.reverses,
                    entries,
                    digest: [0; 32],
                    links: Vec::new(),
                })
            }
            Err(error) => {
                // What undoes the posting needs its entries.
                writing.entries = entries;
                Err(error)
            }
        }
    }

    /// Undoes the posting that is being written, last entry first.
    pub(super) fn drop_writing(&mut self) {
        let Some(writing) = self.writing.take() else {
            return;
        };
        for entry in writing.entries.iter().rev() {
            let purse = entry.member_id.and_then(|id| self.purses.get_mut(&id));
            if let Some(purse) = purse {
                let undone = purse.undo(entry);
                debug_assert!(undone.is_ok(), "what was applied can be undone: {undone:?}");
            }
        }
        for entry in &writing.entries {
            let purse = entry.member_id.and_then(|id| self.purses.get_mut(&id));
            if let Some(purse) = purse {
                purse.remove_lots_of(writing.id);
            }
        }
        for (member, asset, held) in writing.held_before.into_iter().rev() {
            if let Some(purse) = self.purses.get_mut(&member) {
                purse.account_mut(asset).held = held;
            }
        }
        self.originals
            .extend(writing.originals_before.into_iter().rev());
        self.holds.extend(writing.holds_before.into_iter().rev());
    }

    pub(super) fn writing(&mut self, draft: &Draft) -> Result<&mut Writing, LedgerError> {
        let writing = self
            .writing
            .as_mut()
            .filter(|writing| writing.id == draft.id);
        writing.ok_or(LedgerError::Misused(
            "the posting is not the one being written",
        ))
    }

    /// The house account that an act of the posting moves.
    pub(super) fn house(
        &mut self,
        draft: &Draft,
        kind: AccountKind,
    ) -> Result<Account, LedgerError> {
        Ok(kind.for_act_in(self.writing(draft)?.head.store_id))
    }

    /// Enters a member's side and the house's opposite.
    pub(super) fn enter(&mut self, draft: &Draft, side: Side) -> Result<(), LedgerError> {
        let id = EntryId(self.ids.next());
        let writing = self
            .writing
            .as_mut()
            .filter(|writing| writing.id == draft.id);
        let writing = writing.ok_or(LedgerError::Misused(
            "the posting is not the one being written",
        ))?;
        let purse = self.purses.get_mut(&side.member);
        let purse = purse.ok_or(LedgerError::Misused("a member was not opened"))?;
        let entry = Entry {
            id,
            account: side.account.kind,
            store_id: side.account.store_id,
            asset: side.asset,
            amount: side.amount,
            member_id: Some(side.member),
            lot_id: side.lot,
            against: side.against,
        };
        if let Err(error) = purse.apply(&entry) {
            writing.fault = Some(error.clone());
            return Err(error);
        }
        writing.entries.push(entry);
        writing.add_house(side.account, side.asset, -i128::from(side.amount));
        Ok(())
    }
}

impl Writing {
    pub(super) fn add_house(&mut self, account: Account, asset: Asset, amount: i128) {
        let same = |known: &&mut (Account, Asset, i128)| known.0 == account && known.1 == asset;
        match self.house.iter_mut().find(same) {
            Some((_, _, sum)) => *sum += amount,
            None => self.house.push((account, asset, amount)),
        }
    }
}
