//! What one member has, in memory. Every change is the effect of an entry, so an entry can be
//! taken out again, and balance, lots and debt cannot drift apart.

use crate::account::MemberAccount;
use crate::lot::rules::{Side, valid_sum};
use crate::lot::{Lot, LotInBook};
use crate::posting::Entry;
use crate::{AccountKind, Asset, Balances, LedgerError};
use kernel::{LotId, MemberId, Money, MoneyError, Points, PostingId, Timestamp};

/// A member's accounts and lots.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Purse {
    accounts: [MemberAccount; 3],
    /// In the order of drawing; those that were closed and had to be read are among them.
    lots: [Vec<LotInBook>; 3],
    /// Without its lots a purse can only take in.
    pub has_lots: bool,
}

impl Purse {
    pub fn empty() -> Self {
        Purse {
            accounts: [const { MemberAccount::unused() }; 3],
            lots: [const { Vec::new() }; 3],
            has_lots: false,
        }
    }

    pub fn account(&self, asset: Asset) -> &MemberAccount {
        &self.accounts[asset.place()]
    }

    pub fn account_mut(&mut self, asset: Asset) -> &mut MemberAccount {
        &mut self.accounts[asset.place()]
    }

    /// Who has what the member had, if he was merged into somebody else.
    pub fn carrier(&self) -> Option<MemberId> {
        self.account(Asset::Points).carried_by
    }

    /// Says who has what the member had from now on; `None` for himself.
    pub fn set_carrier(&mut self, carrier: Option<MemberId>) {
        for account in &mut self.accounts {
            account.carried_by = carrier;
        }
    }

    /// Whether nothing is there: no value, no debt, no holds.
    pub fn is_empty(&self) -> bool {
        let is_empty =
            |account: &MemberAccount| (account.balance, account.held, account.debt) == (0, 0, 0);
        self.accounts.iter().all(is_empty) && self.all_lots().all(|known| known.lot.remaining == 0)
    }

    pub fn lots(&self, asset: Asset) -> &[LotInBook] {
        &self.lots[asset.place()]
    }

    pub fn all_lots(&self) -> impl Iterator<Item = &LotInBook> {
        self.lots.iter().flatten()
    }

    /// Forgets that a lot came from somebody else.
    pub fn settle_lot(&mut self, asset: Asset, id: LotId) {
        let mut lots = self.lots[asset.place()].iter_mut();
        if let Some(known) = lots.find(|known| known.lot.id == id) {
            known.lot.moved_from = None;
        }
    }

    pub fn lot(&self, asset: Asset, id: LotId) -> Option<&Lot> {
        let lots = self.lots(asset).iter();
        lots.map(|known| &known.lot).find(|lot| lot.id == id)
    }

    /// Puts a lot in its place in the order of drawing; one that is known already is left alone.
    pub fn add_lot(&mut self, known: LotInBook) {
        let lots = &mut self.lots[known.lot.asset.place()];
        let key = known.lot.draw_key();
        if let Err(place) = lots.binary_search_by_key(&key, |other| other.lot.draw_key()) {
            lots.insert(place, known);
        }
    }

    /// Takes out the lots that a posting has brought.
    pub fn remove_lots_of(&mut self, posting: PostingId) {
        for lots in &mut self.lots {
            lots.retain(|known| known.stored.is_some() || known.lot.posting_id != posting);
        }
    }

    /// The part of an asset that can be drawn at a moment: what has not expired, less what is
    /// held, less what is owed.
    pub fn free(&self, asset: Asset, moment: Timestamp) -> i64 {
        let account = self.account(asset);
        let valid = valid_sum(self.lots(asset), moment);
        (valid - account.held - account.debt).max(0)
    }

    /// What all lots together hold beyond the holds, expired or not.
    pub fn unheld(&self, asset: Asset) -> i64 {
        let there: i64 = self
            .lots(asset)
            .iter()
            .map(|known| known.lot.remaining)
            .sum();
        (there - self.account(asset).held).max(0)
    }

    pub fn side(&self, asset: Asset, moment: Timestamp) -> Side<'_> {
        Side {
            asset,
            lots: self.lots(asset),
            free: self.free(asset, moment),
        }
    }

    /// Whether the lots come to the balance.
    pub fn adds_up(&self, asset: Asset) -> bool {
        let remaining: i64 = self
            .lots(asset)
            .iter()
            .map(|known| known.lot.remaining)
            .sum();
        remaining - self.account(asset).debt == self.account(asset).balance
    }

    pub fn balances(&self, now: Timestamp) -> Balances {
        let account = |asset| self.account(asset);
        let points = self.lots(Asset::Points).iter().map(|known| &known.lot);
        let expired = points
            .filter(|lot| !lot.is_valid_at(now))
            .map(|lot| lot.remaining);
        Balances {
            points: Points(account(Asset::Points).balance),
            points_held: Points(account(Asset::Points).held),
            points_expired: Points(expired.sum()),
            points_debt: Points(account(Asset::Points).debt),
            principal: Money(account(Asset::Principal).balance),
            principal_held: Money(account(Asset::Principal).held),
            bonus: Money(account(Asset::Bonus).balance),
            bonus_held: Money(account(Asset::Bonus).held),
        }
    }

    /// Carries out an entry.
    pub fn apply(&mut self, entry: &Entry) -> Result<(), LedgerError> {
        self.change(entry, entry.amount)
    }

    /// Takes an entry out again.
    pub fn undo(&mut self, entry: &Entry) -> Result<(), LedgerError> {
        self.change(entry, -entry.amount)
    }

    fn change(&mut self, entry: &Entry, amount: i64) -> Result<(), LedgerError> {
        let account = &mut self.accounts[entry.asset.place()];
        let balance = Points(account.balance).checked_add(Points(amount))?.0;
        match entry.lot_id {
            None => {
                let debt = account.debt.checked_sub(amount);
                account.debt = debt
                    .filter(|debt| *debt >= 0)
                    .ok_or(LedgerError::Misused("more than the debt was paid"))?;
            }
            Some(id) => {
                let mut lots = self.lots[entry.asset.place()].iter_mut();
                let lot = lots
                    .find(|known| known.lot.id == id)
                    .map(|known| &mut known.lot)
                    .ok_or(LedgerError::Misused("a lot was not loaded"))?;
                let remaining = lot.remaining.checked_add(amount);
                lot.remaining = remaining
                    .filter(|remaining| (0..=lot.granted - lot.absorbed).contains(remaining))
                    .ok_or(LedgerError::Misused("a lot would hold what it cannot"))?;
                if entry.account == AccountKind::PointsExpired {
                    let expired = lot.expired.checked_sub(amount);
                    lot.expired = expired
                        .filter(|expired| *expired >= 0)
                        .ok_or(LedgerError::OutOfRange(MoneyError::OutOfRange))?;
                }
            }
        }
        account.balance = balance;
        Ok(())
    }
}
