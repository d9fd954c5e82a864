//! Moving everything that one member has to another who is the same person, and back again.
//!
//! Lots move one by one and stay what they were: of the same store, as old and as lasting. Debt
//! moves as debt and is not set off against the other's lots, so that a merge that is undone at
//! once leaves both as they were.

use super::{Book, Draft, Side};
use crate::lot::{self, Lot, LotInBook};
use crate::{Account, AccountKind, Asset, LedgerError};
use kernel::{LotId, MemberId, PostingId};
use platform::db::{DbError, Tx};
use std::collections::BTreeSet;

/// What was moved, in all.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Moved {
    /// Points in lots.
    pub points: i64,
    /// 本金
    pub principal: i64,
    /// 赠金
    pub bonus: i64,
    /// Points that are owed.
    pub debt: i64,
}

impl Moved {
    fn add(&mut self, asset: Asset, amount: i64) {
        match asset {
            Asset::Points => self.points += amount,
            Asset::Principal => self.principal += amount,
            Asset::Bonus | Asset::Money => self.bonus += amount,
        }
    }
}

/// A part of a lot on its way from one member to another.
struct Way {
    asset: Asset,
    from: (MemberId, LotId),
    to: (MemberId, LotId),
}

impl<'c> Book<'c> {
    /// Opens those whom a merge is about, merged into one another or not.
    pub(crate) fn open_moving(tx: &mut Tx<'c>, people: &[MemberId]) -> Result<Self, DbError> {
        Self::open_any(tx, people, people)
    }
}

impl Book<'_> {
    /// Reads the lots that a member has from others, with the lots that they came out of.
    pub(crate) fn load_moved(&mut self, tx: &mut Tx<'_>, holder: MemberId) -> Result<(), DbError> {
        let lots = lot::moved_to(tx, holder)?;
        let mut parents: Vec<LotId> = lots.iter().filter_map(|lot| lot.moved_from).collect();
        parents.sort_unstable();
        parents.dedup();
        let parents = lot::by_ids(tx, &parents)?;
        for lot in lots.into_iter().chain(parents) {
            if let Some(purse) = self.purses.get_mut(&lot.member_id) {
                purse.add_lot(LotInBook::stored(lot));
            }
        }
        Ok(())
    }

    /// Completes a posting if anything was entered, and gives it up otherwise.
    pub(crate) fn commit_if_any(&mut self, draft: Draft) -> Result<Option<PostingId>, LedgerError> {
        if self.writing(&draft)?.entries.is_empty() {
            self.abandon(draft);
            return Ok(None);
        }
        self.commit(draft).map(Some)
    }

    /// Moves all lots and debts of a member to another.
    pub(crate) fn move_all(
        &mut self,
        draft: &Draft,
        from: MemberId,
        to: MemberId,
    ) -> Result<Moved, LedgerError> {
        self.require_no_holds(from)?;
        self.purse(to)?;
        let mut moved = Moved::default();
        let lots: Vec<Lot> = self
            .purse(from)?
            .all_lots()
            .map(|known| known.lot.clone())
            .collect();
        for lot in lots.into_iter().filter(|lot| lot.remaining > 0) {
            let fresh = self.add_fresh_lot(lot.successor(to, draft.id, lot.remaining))?;
            let way = Way {
                asset: lot.asset,
                from: (from, lot.id),
                to: (to, fresh),
            };
            self.pass(draft, &way, lot.remaining)?;
            moved.add(lot.asset, lot.remaining);
        }
        for asset in Asset::OF_MEMBERS {
            let debt = self.purse(from)?.account(asset).debt;
            self.pass_debt(draft, asset, (from, to), debt)?;
            moved.debt += debt;
        }
        Ok(moved)
    }

    /// Moves what is left of the lots that came from a member (or from those who were merged into
    /// him before) back to him, and of his debt what is still owed of `debt`. Moved lots go back
    /// into the lots they came out of; what expired on the way goes back as expired.
    pub(crate) fn move_back(
        &mut self,
        draft: &Draft,
        (from, to): (MemberId, MemberId),
        owners: &BTreeSet<MemberId>,
        debt: i64,
    ) -> Result<Moved, LedgerError> {
        self.require_no_holds(from)?;
        let mut moved = Moved::default();
        let lots: Vec<Lot> = self
            .purse(from)?
            .all_lots()
            .map(|known| known.lot.clone())
            .collect();
        for lot in &lots {
            let Some(parent) = self.parent_of(lot, owners) else {
                continue;
            };
            let target = self.way_home(draft, lot, &parent, to)?;
            let way = Way {
                asset: lot.asset,
                from: (from, lot.id),
                to: (to, target),
            };
            self.pass(draft, &way, lot.remaining)?;
            self.pass_expired(draft, &way, lot.expired)?;
            if lot.remaining > 0 {
                moved.add(lot.asset, lot.remaining);
            }
            if let Some(purse) = self.purses.get_mut(&from) {
                purse.settle_lot(lot.asset, lot.id);
            }
        }
        let owed = self.purse(from)?.account(Asset::Points).debt.min(debt);
        self.pass_debt(draft, Asset::Points, (from, to), owed)?;
        moved.debt = owed;
        Ok(moved)
    }

    /// Says who has what a member had from now on; outside any posting, like a hold.
    pub(crate) fn set_carrier(&mut self, member: MemberId, carrier: Option<MemberId>) {
        self.drop_writing();
        if let Some(purse) = self.purses.get_mut(&member) {
            purse.set_carrier(carrier);
        }
    }

    /// A hold names its member and counts on his lots: neither may move away under it.
    fn require_no_holds(&self, member: MemberId) -> Result<(), LedgerError> {
        let purse = self.purse(member)?;
        let mut assets = Asset::OF_MEMBERS.into_iter();
        if assets.any(|asset| purse.account(asset).held > 0) {
            return Err(LedgerError::ValueOnHold { member_id: member });
        }
        Ok(())
    }

    /// The lot that a lot came out of, if it was one of these members'.
    fn parent_of(&self, lot: &Lot, owners: &BTreeSet<MemberId>) -> Option<Lot> {
        let parent = lot.moved_from?;
        let purses = owners.iter().filter_map(|owner| self.purses.get(owner));
        purses
            .filter_map(|purse| purse.lot(lot.asset, parent))
            .next()
            .cloned()
    }

    /// Where a moved lot goes back to: the lot it came out of, or a lot of its own if that one is
    /// somebody else's or ends on another day.
    fn way_home(
        &mut self,
        draft: &Draft,
        lot: &Lot,
        parent: &Lot,
        to: MemberId,
    ) -> Result<LotId, LedgerError> {
        let fits = parent.member_id == to && parent.expires_at == lot.expires_at;
        let is_spent = lot.remaining + lot.expired == 0;
        if fits || is_spent {
            return Ok(parent.id);
        }
        let mut fresh = lot.successor(to, draft.id, lot.remaining + lot.expired);
        fresh.moved_from = (parent.member_id != to).then_some(parent.id);
        self.add_fresh_lot(fresh)
    }

    fn pass(&mut self, draft: &Draft, way: &Way, amount: i64) -> Result<(), LedgerError> {
        let transfer = Account::of_brand(AccountKind::Transfer);
        self.enter_way(draft, way.asset, way.from, transfer, -amount)?;
        self.enter_way(draft, way.asset, way.to, transfer, amount)
    }

    /// Moves points that expired unused: they come back, move, and expire again.
    fn pass_expired(&mut self, draft: &Draft, way: &Way, amount: i64) -> Result<(), LedgerError> {
        let expired = Account::of_brand(AccountKind::PointsExpired);
        self.enter_way(draft, way.asset, way.from, expired, amount)?;
        self.pass(draft, way, amount)?;
        self.enter_way(draft, way.asset, way.to, expired, -amount)
    }

    fn pass_debt(
        &mut self,
        draft: &Draft,
        asset: Asset,
        (from, to): (MemberId, MemberId),
        amount: i64,
    ) -> Result<(), LedgerError> {
        if amount == 0 {
            return Ok(());
        }
        for (member, amount) in [(to, -amount), (from, amount)] {
            let side = Side {
                member,
                account: Account::of_brand(AccountKind::Transfer),
                asset,
                amount,
                lot: None,
                against: None,
            };
            self.enter(draft, side)?;
        }
        Ok(())
    }

    fn enter_way(
        &mut self,
        draft: &Draft,
        asset: Asset,
        (member, lot): (MemberId, LotId),
        account: Account,
        amount: i64,
    ) -> Result<(), LedgerError> {
        if amount == 0 {
            return Ok(());
        }
        let side = Side {
            member,
            account,
            asset,
            amount,
            lot: Some(lot),
            against: None,
        };
        self.enter(draft, side)
    }
}
