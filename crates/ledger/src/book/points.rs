//! Points in the book: earning, spending, taking back what was earned, giving back what was spent,
//! expiry. Also the parts that stored value shares: granting into a lot, drawing, giving back.

use super::{Book, Draft, Side};
use crate::lot::rules::{self, Part};
use crate::lot::{Drawn, DrawnLot, Lot, LotInBook};
use crate::{Account, AccountKind, Asset, LedgerError};
use kernel::{LotId, MemberId, Points, PostingId, Timestamp};

/// How long points last that are given back to a lot which has expired meanwhile.
pub const GIVEN_BACK_DAYS: i64 = 30;

/// What became of value that came in.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Granted {
    /// The lot it went into; absent when all of it paid a debt.
    pub lot_id: Option<LotId>,
    /// The part that paid a debt.
    pub paid_debt: i64,
}

/// Where points came from that were taken back.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct TakenBack {
    /// From the lot that was earned, still unspent.
    pub unspent: Points,
    /// From the lot that was earned, expired unused meanwhile: costs the member nothing.
    pub expired: Points,
    /// From other lots.
    pub from_others: Points,
    /// Now owed.
    pub debt: Points,
}

impl Book<'_> {
    /// Gives points for a purchase.
    pub fn earn_points(
        &mut self,
        draft: &Draft,
        member: MemberId,
        points: Points,
        expires_at: Option<Timestamp>,
    ) -> Result<Granted, LedgerError> {
        let kind = AccountKind::PointsIssued;
        self.grant(draft, member, Asset::Points, points.0, kind, expires_at)
    }

    /// Takes points for goods, the soonest to expire first.
    pub fn spend_points(
        &mut self,
        draft: &Draft,
        member: MemberId,
        points: Points,
    ) -> Result<Drawn, LedgerError> {
        self.draw(
            draft,
            member,
            Asset::Points,
            points.0,
            AccountKind::PointsRedeemed,
        )
    }

    /// Brings value in against any house account: what was owed is paid first, the rest is a lot.
    pub fn grant(
        &mut self,
        draft: &Draft,
        member: MemberId,
        asset: Asset,
        amount: i64,
        kind: AccountKind,
        expires_at: Option<Timestamp>,
    ) -> Result<Granted, LedgerError> {
        not_negative(amount)?;
        let account = self.house(draft, kind)?;
        let writing = self.writing(draft)?;
        let (store_id, granted_at) = (writing.head.store_id, writing.head.at);
        let purse = self.purses.get(&member);
        let purse = purse.ok_or(LedgerError::Misused("a member was not opened"))?;
        let absorbed = amount.min(purse.account(asset).debt);
        let mut granted = Granted {
            lot_id: None,
            paid_debt: absorbed,
        };
        if amount > absorbed {
            granted.lot_id = Some(self.add_fresh_lot(Lot {
                id: LotId(0),
                member_id: member,
                asset,
                store_id,
                posting_id: draft.id,
                granted: amount,
                absorbed,
                remaining: 0,
                expired: 0,
                granted_at,
                expires_at,
                moved_from: None,
                source_posting_id: None,
            })?);
        }
        for (lot, amount) in [(granted.lot_id, amount - absorbed), (None, absorbed)] {
            if amount > 0 {
                let side = Side {
                    member,
                    account,
                    asset,
                    amount,
                    lot,
                    against: None,
                };
                self.enter(draft, side)?;
            }
        }
        Ok(granted)
    }

    /// Takes value out against any house account, never more than can be drawn.
    pub fn draw(
        &mut self,
        draft: &Draft,
        member: MemberId,
        asset: Asset,
        amount: i64,
        kind: AccountKind,
    ) -> Result<Drawn, LedgerError> {
        not_negative(amount)?;
        let account = self.house(draft, kind)?;
        let moment = self.writing(draft)?.head.at;
        let side = self.purse(member)?.side(asset, moment);
        if amount > side.free {
            return Err(LedgerError::InsufficientBalance {
                asset,
                available: side.free,
                required: amount,
            });
        }
        let parts = rules::in_order(side, amount, moment);
        self.draw_parts(draft, member, &parts, |_| account)
    }

    /// Takes back points that an earlier posting granted: from the lot they went into, then what
    /// expired of it unused, then from other lots; the rest is owed, and shows as a balance below
    /// zero. What is on hold for somebody else is left alone.
    pub fn take_back_points(
        &mut self,
        draft: &Draft,
        member: MemberId,
        granted_in: PostingId,
        points: Points,
    ) -> Result<TakenBack, LedgerError> {
        let account = self.house(draft, AccountKind::PointsIssued)?;
        self.take_back(draft, member, granted_in, points.0, account)
    }

    pub(super) fn take_back(
        &mut self,
        draft: &Draft,
        member: MemberId,
        granted_in: PostingId,
        amount: i64,
        account: Account,
    ) -> Result<TakenBack, LedgerError> {
        not_negative(amount)?;
        let moment = self.writing(draft)?.head.at;
        let member = self.party(granted_in, member)?;
        let original = self.original(granted_in)?;
        let left = original.granted_left(member, Asset::Points);
        if amount > left {
            return Err(LedgerError::MoreThanGranted {
                left,
                required: amount,
            });
        }
        let earned = original.lots_of(member, Asset::Points);
        let holder = self.holder(member);
        let purse = self.purse(holder)?;
        let mut unheld = purse.unheld(Asset::Points);
        let mut rest = amount;
        let mut sides: Vec<(MemberId, Account, Option<LotId>, i64)> = Vec::new();
        let mut taken = TakenBack::default();
        let earned: Vec<&Lot> = self.family(member, Asset::Points, &earned).collect();
        for lot in &earned {
            let part = rest.min(lot.remaining).min(unheld);
            sides.push((lot.member_id, account, Some(lot.id), -part));
            taken.unspent.0 += part;
            rest -= part;
            unheld -= part;
        }
        for lot in &earned {
            // The points come back from the expired ones and go where all that is taken back goes.
            let part = rest.min(lot.expired);
            let expired = Account::of_brand(AccountKind::PointsExpired);
            sides.push((lot.member_id, expired, Some(lot.id), part));
            sides.push((lot.member_id, account, Some(lot.id), -part));
            taken.expired.0 += part;
            rest -= part;
        }
        for known in purse.lots(Asset::Points) {
            let lot = &known.lot;
            let is_earned = earned.iter().any(|one| one.id == lot.id);
            if lot.is_valid_at(moment) && !is_earned {
                let part = rest.min(lot.remaining).min(unheld);
                sides.push((holder, account, Some(lot.id), -part));
                taken.from_others.0 += part;
                rest -= part;
                unheld -= part;
            }
        }
        sides.push((holder, account, None, -rest));
        taken.debt.0 = rest;
        for (member, account, lot, amount) in sides.into_iter().filter(|side| side.3 != 0) {
            let side = Side {
                member,
                account,
                asset: Asset::Points,
                amount,
                lot,
                against: (amount < 0).then_some(granted_in),
            };
            self.enter(draft, side)?;
        }
        self.change_original(draft, granted_in, |original| {
            original.note_taken_back(Asset::Points, amount);
        })?;
        Ok(taken)
    }

    /// Gives back points that an earlier posting drew, to the lots they came from, the last drawn
    /// first: what remains drawn is what a smaller purchase would have drawn. A lot that has
    /// expired meanwhile cannot take them, so they get a new lot that lasts [`GIVEN_BACK_DAYS`].
    pub fn give_back_points(
        &mut self,
        draft: &Draft,
        member: MemberId,
        drawn_in: PostingId,
        points: Points,
    ) -> Result<Drawn, LedgerError> {
        not_negative(points.0)?;
        let account = self.house(draft, AccountKind::PointsRedeemed)?;
        let member = self.party(drawn_in, member)?;
        let original = self.original(drawn_in)?;
        let left = original.drawn_left(member, &[Asset::Points]);
        if points.0 > left {
            return Err(LedgerError::MoreThanDrawn {
                left,
                required: points.0,
            });
        }
        let parts = original.last_drawn_first(member, &[Asset::Points], points.0);
        self.give_back_parts(draft, member, drawn_in, &parts, |_| account)
    }

    /// Takes out all points of a member that have expired; none while some of his are on hold,
    /// for a hold may count on them. What is owed is paid with them first: lots and debt stand
    /// beside each other after a merge.
    pub fn expire_points(
        &mut self,
        draft: &Draft,
        member: MemberId,
    ) -> Result<Points, LedgerError> {
        let moment = self.writing(draft)?.head.at;
        let purse = self.purse(member)?;
        if purse.account(Asset::Points).held > 0 {
            return Ok(Points::ZERO);
        }
        let lots = purse.lots(Asset::Points).iter().map(|known| &known.lot);
        let expired: Vec<(LotId, i64)> = lots
            .filter(|lot| lot.remaining > 0 && !lot.is_valid_at(moment))
            .map(|lot| (lot.id, lot.remaining))
            .collect();
        let mut owed = purse.account(Asset::Points).debt;
        let mut sum = Points::ZERO;
        for (lot, amount) in expired {
            let pays = owed.min(amount);
            owed -= pays;
            sum = sum.checked_add(Points(amount - pays))?;
            let transfer = Account::of_brand(AccountKind::Transfer);
            let gone = Account::of_brand(AccountKind::PointsExpired);
            let sides = [
                (transfer, Some(lot), -pays),
                (transfer, None, pays),
                (gone, Some(lot), pays - amount),
            ];
            for (account, lot, amount) in sides.into_iter().filter(|side| side.2 != 0) {
                let side = Side {
                    member,
                    account,
                    asset: Asset::Points,
                    amount,
                    lot,
                    against: None,
                };
                self.enter(draft, side)?;
            }
        }
        Ok(sum)
    }

    /// Carries out what a rule says is to be drawn.
    pub(super) fn draw_parts(
        &mut self,
        draft: &Draft,
        member: MemberId,
        parts: &[Part],
        account: impl Fn(Asset) -> Account,
    ) -> Result<Drawn, LedgerError> {
        let purse = self.purse(member)?;
        let lots: Vec<DrawnLot> = parts
            .iter()
            .map(|part| {
                let lot = &purse.lots(part.asset)[part.place].lot;
                DrawnLot {
                    lot_id: lot.id,
                    store_id: lot.store_id,
                    asset: part.asset,
                    amount: part.amount,
                }
            })
            .collect();
        let mut drawn = Drawn::default();
        for part in lots {
            let side = Side {
                member,
                account: account(part.asset),
                asset: part.asset,
                amount: -part.amount,
                lot: Some(part.lot_id),
                against: None,
            };
            self.enter(draft, side)?;
            drawn.add(part);
        }
        Ok(drawn)
    }

    /// A new lot in the purse of its member.
    pub(super) fn add_fresh_lot(&mut self, lot: Lot) -> Result<LotId, LedgerError> {
        let id = LotId(self.ids.next());
        let purse = self.purses.get_mut(&lot.member_id);
        let purse = purse.ok_or(LedgerError::Misused("a member was not opened"))?;
        purse.add_lot(LotInBook::fresh(Lot { id, ..lot }));
        Ok(id)
    }
}

pub(super) fn not_negative(amount: i64) -> Result<(), LedgerError> {
    if amount < 0 {
        return Err(LedgerError::AmountNotPositive { amount });
    }
    Ok(())
}
