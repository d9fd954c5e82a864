//! Holds in the book: reserving, capturing, giving free.

use super::points::not_negative;
use super::stored_value::{plan, redeemed};
use super::{Book, Draft};
use crate::hold::{self, Capture, HoldInBook, HoldRow, HoldState, Reserve};
use crate::lot::Drawn;
use crate::lot::rules::{self, Side as LotSide};
use crate::{Asset, LedgerError};
use kernel::{Act, HoldId, MemberId, Timestamp};
use platform::db::{DbError, Tx};

impl Book<'_> {
    /// Reads holds whose members are open.
    pub fn load_holds(&mut self, tx: &mut Tx<'_>, holds: &[HoldId]) -> Result<(), DbError> {
        for row in hold::lock(tx, holds)? {
            self.holds.entry(row.id).or_insert(HoldInBook {
                row,
                is_new: false,
                is_changed: false,
            });
        }
        Ok(())
    }

    /// Reserves value of a member, at once and outside any posting: nothing is moved yet.
    pub fn reserve(&mut self, act: Act, wanted: &Reserve) -> Result<HoldId, LedgerError> {
        self.drop_writing();
        not_negative(wanted.points.0)?;
        not_negative(wanted.stored_value.0)?;
        if wanted.points.is_zero() && wanted.stored_value.is_zero() {
            return Err(LedgerError::AmountNotPositive { amount: 0 });
        }
        let purse = self.purse(wanted.member_id)?;
        let free = purse.free(Asset::Points, act.now);
        if wanted.points.0 > free {
            return Err(LedgerError::InsufficientBalance {
                asset: Asset::Points,
                available: free,
                required: wanted.points.0,
            });
        }
        let sides = [Asset::Principal, Asset::Bonus].map(|asset| purse.side(asset, act.now));
        let parts = plan(self.draw_order, sides, wanted.stored_value.0, act.now)?;
        let sum = |asset| -> i64 {
            let mine = parts.iter().filter(|part| part.asset == asset);
            mine.map(|part| part.amount).sum()
        };
        let row = HoldRow {
            id: HoldId(self.ids.next()),
            member_id: wanted.member_id,
            points: wanted.points.0,
            principal: sum(Asset::Principal),
            bonus: sum(Asset::Bonus),
            cause: wanted.cause.to_string(),
            state: HoldState::Open,
            reserved_at: act.now,
            reserved_by: act.by,
            expires_at: wanted.expires_at,
            resolved_at: None,
            posting_id: None,
        };
        let id = row.id;
        self.change_held(&row, 1)?;
        let known = HoldInBook {
            row,
            is_new: true,
            is_changed: true,
        };
        self.holds.insert(id, known);
        Ok(id)
    }

    /// Takes a hold's value for goods, wholly or in part; the rest is free again. Points that
    /// expired while they were held are still good.
    pub fn capture(
        &mut self,
        draft: &Draft,
        hold: HoldId,
        wanted: Capture,
    ) -> Result<Drawn, LedgerError> {
        not_negative(wanted.points.0)?;
        not_negative(wanted.stored_value.0)?;
        let now = self.writing(draft)?.head.act.now;
        let row = self.open_hold(hold, now)?;
        for (held, required) in [
            (row.points, wanted.points.0),
            (row.principal + row.bonus, wanted.stored_value.0),
        ] {
            if required > held {
                return Err(LedgerError::MoreThanHeld { held, required });
            }
        }
        self.remember_hold(draft, hold, row.member_id)?;
        self.change_held(&row, -1)?;
        let drawn = self.draw_held(draft, &row, wanted);
        match &drawn {
            Ok(_) => {
                self.resolve(hold, HoldState::Captured, now);
                if let Some(known) = self.holds.get_mut(&hold) {
                    known.row.posting_id = Some(draft.id);
                }
            }
            Err(error) => self.writing(draft)?.fault = Some(error.clone()),
        }
        drawn
    }

    /// Gives a hold's value free.
    pub fn release(&mut self, act: Act, hold: HoldId) -> Result<(), LedgerError> {
        self.drop_writing();
        let row = self.hold_in_state_open(hold)?;
        self.change_held(&row, -1)?;
        self.resolve(hold, HoldState::Released, act.now);
        Ok(())
    }

    /// Gives a hold's value free if it is open and overdue.
    pub(crate) fn expire_hold(&mut self, act: Act, hold: HoldId) -> Result<bool, LedgerError> {
        self.drop_writing();
        let Ok(row) = self.hold_in_state_open(hold) else {
            return Ok(false);
        };
        if row.expires_at > act.now {
            return Ok(false);
        }
        self.change_held(&row, -1)?;
        self.resolve(hold, HoldState::Expired, act.now);
        Ok(true)
    }

    fn draw_held(
        &mut self,
        draft: &Draft,
        hold: &HoldRow,
        wanted: Capture,
    ) -> Result<Drawn, LedgerError> {
        let moment = hold.reserved_at;
        let purse = self.purse(hold.member_id)?;
        // What was reserved was there; debt that came later waits for points that come later.
        let points = LotSide {
            free: i64::MAX,
            ..purse.side(Asset::Points, moment)
        };
        let mut parts = rules::in_order(points, wanted.points.0, moment);
        let there: i64 = parts.iter().map(|part| part.amount).sum();
        if there < wanted.points.0 {
            return Err(LedgerError::InsufficientBalance {
                asset: Asset::Points,
                available: there,
                required: wanted.points.0,
            });
        }
        let sides = [Asset::Principal, Asset::Bonus].map(|asset| purse.side(asset, moment));
        parts.extend(plan(self.draw_order, sides, wanted.stored_value.0, moment)?);
        let store_id = self.writing(draft)?.head.store_id;
        self.draw_parts(draft, hold.member_id, &parts, |asset| {
            redeemed(asset).for_act_in(store_id)
        })
    }

    /// A hold that can be captured at a moment.
    fn open_hold(&self, hold: HoldId, now: Timestamp) -> Result<HoldRow, LedgerError> {
        let row = self.hold_in_state_open(hold)?;
        if row.expires_at <= now {
            return Err(LedgerError::HoldResolved {
                hold_id: hold,
                state: HoldState::Expired,
            });
        }
        Ok(row)
    }

    fn hold_in_state_open(&self, hold: HoldId) -> Result<HoldRow, LedgerError> {
        let known = self.holds.get(&hold);
        let row = &known
            .ok_or(LedgerError::HoldNotFound { hold_id: hold })?
            .row;
        match row.state {
            HoldState::Open => Ok(row.clone()),
            state => Err(LedgerError::HoldResolved {
                hold_id: hold,
                state,
            }),
        }
    }

    /// Adds a hold to what is held, or takes it off.
    fn change_held(&mut self, hold: &HoldRow, sign: i64) -> Result<(), LedgerError> {
        let purse = self.purses.get_mut(&hold.member_id);
        let purse = purse.ok_or(LedgerError::Misused("a member was not opened"))?;
        for (asset, amount) in parts_of(hold) {
            purse.account_mut(asset).held += sign * amount;
        }
        Ok(())
    }

    fn resolve(&mut self, hold: HoldId, state: HoldState, now: Timestamp) {
        if let Some(known) = self.holds.get_mut(&hold) {
            known.row.state = state;
            known.row.resolved_at = Some(now);
            known.is_changed = true;
        }
    }

    /// Notes how a hold and what is held stand, for abandoning.
    fn remember_hold(
        &mut self,
        draft: &Draft,
        hold: HoldId,
        member: MemberId,
    ) -> Result<(), LedgerError> {
        let known = self.holds.get(&hold).cloned();
        let purse = self.purse(member)?;
        let held = Asset::OF_MEMBERS.map(|asset| (member, asset, purse.account(asset).held));
        let writing = self.writing(draft)?;
        writing
            .holds_before
            .extend(known.map(|known| (hold, known)));
        writing.held_before.extend(held);
        Ok(())
    }
}

fn parts_of(hold: &HoldRow) -> [(Asset, i64); 3] {
    [
        (Asset::Points, hold.points),
        (Asset::Principal, hold.principal),
        (Asset::Bonus, hold.bonus),
    ]
}
