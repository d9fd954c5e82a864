//! Stored value in the book: principal and bonus come in together, are drawn in the brand's order
//! and go back to the lots they came from.

use super::points::not_negative;
use super::{Book, Draft, Granted};
use crate::lot::rules::{self, Side as LotSide};
use crate::lot::{DrawOrder, Drawn, DrawnLot};
use crate::{Account, AccountKind, Asset, LedgerError};
use kernel::{MemberId, Money, PostingId};

/// The lots that a top-up has made.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct ToppedUp {
    /// What was paid.
    pub principal: Granted,
    /// What was given on top.
    pub bonus: Granted,
}

const STORED_VALUE: [Asset; 2] = [Asset::Principal, Asset::Bonus];

/// The house account that stored value is redeemed against.
pub(super) const fn redeemed(asset: Asset) -> AccountKind {
    match asset {
        Asset::Points => AccountKind::PointsRedeemed,
        Asset::Principal => AccountKind::StoredValueRedeemed,
        Asset::Bonus | Asset::Money => AccountKind::BonusRedeemed,
    }
}

impl Book<'_> {
    /// Puts a top-up into lots of its own: what was paid, and what is given on top.
    pub fn top_up(
        &mut self,
        draft: &Draft,
        member: MemberId,
        principal: Money,
        bonus: Money,
    ) -> Result<ToppedUp, LedgerError> {
        let taken = AccountKind::StoredValueTaken;
        let given = AccountKind::BonusGranted;
        Ok(ToppedUp {
            principal: self.grant(draft, member, Asset::Principal, principal.0, taken, None)?,
            bonus: self.grant(draft, member, Asset::Bonus, bonus.0, given, None)?,
        })
    }

    /// Takes stored value for goods, principal and bonus in the brand's order.
    pub fn draw_stored_value(
        &mut self,
        draft: &Draft,
        member: MemberId,
        amount: Money,
    ) -> Result<Drawn, LedgerError> {
        not_negative(amount.0)?;
        let moment = self.writing(draft)?.head.at;
        let purse = self.purse(member)?;
        let sides = STORED_VALUE.map(|asset| purse.side(asset, moment));
        let parts = plan(self.draw_order, sides, amount.0, moment)?;
        let store_id = self.writing(draft)?.head.store_id;
        self.draw_parts(draft, member, &parts, |asset| {
            redeemed(asset).for_act_in(store_id)
        })
    }

    /// Gives back stored value that an earlier posting drew, to the lots it came from. The last
    /// drawn goes back first, so that what remains drawn is what a smaller purchase would have
    /// drawn; a brand that draws in proportion gives back in proportion.
    pub fn give_back_stored_value(
        &mut self,
        draft: &Draft,
        member: MemberId,
        drawn_in: PostingId,
        amount: Money,
    ) -> Result<Drawn, LedgerError> {
        not_negative(amount.0)?;
        let store_id = self.writing(draft)?.head.store_id;
        let member = self.party(drawn_in, member)?;
        let original = self.original(drawn_in)?;
        let left = original.drawn_left(member, &STORED_VALUE);
        if amount.0 > left {
            return Err(LedgerError::MoreThanDrawn {
                left,
                required: amount.0,
            });
        }
        let parts = match self.draw_order {
            DrawOrder::PrincipalFirst | DrawOrder::BonusFirst => {
                original.last_drawn_first(member, &STORED_VALUE, amount.0)
            }
            DrawOrder::Proportional => {
                original.drawn_in_proportion(member, &STORED_VALUE, amount.0)?
            }
        };
        self.give_back_parts(draft, member, drawn_in, &parts, |asset| {
            redeemed(asset).for_act_in(store_id)
        })
    }
}

/// Decides from which lots stored value is drawn, or says how much there is.
pub(super) fn plan(
    order: DrawOrder,
    [principal, bonus]: [LotSide<'_>; 2],
    amount: i64,
    moment: kernel::Timestamp,
) -> Result<Vec<rules::Part>, LedgerError> {
    let available = principal.free.saturating_add(bonus.free);
    if amount > available {
        return Err(LedgerError::InsufficientBalance {
            asset: Asset::Principal,
            available,
            required: amount,
        });
    }
    Ok(rules::stored_value(order, principal, bonus, amount, moment))
}

impl super::Original {
    /// The latest draws that come to `amount`.
    pub(super) fn last_drawn_first(
        &self,
        member: MemberId,
        assets: &[Asset],
        amount: i64,
    ) -> Vec<DrawnLot> {
        let mut rest = amount;
        let mut parts = Vec::new();
        for drawn in self.drawn.iter().rev() {
            if drawn.member_id == member && assets.contains(&drawn.asset) {
                let part = rest.min(drawn.left);
                rest -= part;
                parts.push(DrawnLot {
                    lot_id: drawn.lot_id,
                    store_id: None,
                    asset: drawn.asset,
                    amount: part,
                });
            }
        }
        parts
    }

    /// A share of all draws that comes to `amount`.
    fn drawn_in_proportion(
        &self,
        member: MemberId,
        assets: &[Asset],
        amount: i64,
    ) -> Result<Vec<DrawnLot>, LedgerError> {
        let mine = self.drawn.iter().filter(|drawn| drawn.member_id == member);
        let mine: Vec<_> = mine.filter(|drawn| assets.contains(&drawn.asset)).collect();
        let weights: Vec<i64> = mine.iter().map(|drawn| drawn.left).collect();
        let shares = kernel::share(amount, &weights)?;
        let parts = mine.iter().zip(shares).map(|(drawn, amount)| DrawnLot {
            lot_id: drawn.lot_id,
            store_id: None,
            asset: drawn.asset,
            amount,
        });
        Ok(parts.collect())
    }
}

/// An account of a brand or of a store, as the original posting had it.
pub(super) fn same(account: Account) -> impl Fn(Asset) -> Account {
    move |_| account
}
