//! 充值: what a top-up gives and whether the card may hold it. Pure.
//!
//! The order of refusals is part of the contract: store, member, bonus, cap.

use crate::settle::{may_trade, open_store};
use crate::{CardKind, CheckoutError, Terms, TopUpTender};
use kernel::{Act, BusinessDate, Invalid, MemberId, Money, StoreId};
use membership::SaleMember;
use retail::Store;
use std::collections::HashMap;

/// Money that a member wants to pay in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TopUp {
    /// When and by whom.
    pub act: Act,
    /// Whose stored value.
    pub member_id: MemberId,
    /// Where it is paid.
    pub store_id: StoreId,
    /// How much is paid.
    pub amount: Money,
    /// How.
    pub tender: TopUpTender,
    /// What the cashier wrote on it.
    pub reference: Option<String>,
    /// Which cap counts.
    pub card_kind: CardKind,
    /// The bonus that the customer was told, if one was told.
    pub expected_bonus: Option<Money>,
    /// The idempotency key that it came under.
    pub key: Option<String>,
}

/// What a batch of top-ups stands on.
#[derive(Debug)]
pub struct Facts {
    /// The stores that are named.
    pub stores: HashMap<StoreId, Store>,
    /// The members that are named.
    pub members: HashMap<MemberId, SaleMember>,
    /// The brand's terms.
    pub terms: Terms,
}

/// A top-up that may be posted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Decision {
    /// On which business day of the store.
    pub business_date: BusinessDate,
    /// What is paid.
    pub principal: Money,
    /// What is given on top.
    pub bonus: Money,
}

impl TopUp {
    /// Says which fields make no sense.
    pub fn check(&self) -> Result<(), Invalid> {
        let mut wrong = Invalid::new();
        wrong.range("/amount", self.amount.0, 1, 100_000_000);
        if let Some(reference) = &self.reference {
            wrong.text("/reference", reference, 100);
        }
        if let Some(bonus) = self.expected_bonus {
            wrong.range("/expected_bonus", bonus.0, 0, 100_000_000);
        }
        wrong.check()
    }
}

/// Decides one top-up on what the member's card holds at this moment, bonus included.
pub fn decide(top_up: &TopUp, facts: &Facts, holds: Money) -> Result<Decision, CheckoutError> {
    top_up.check()?;
    let store = open_store(top_up.store_id, &facts.stores)?;
    let member_id = top_up.member_id;
    let member = facts
        .members
        .get(&member_id)
        .ok_or(CheckoutError::MemberNotFound { member_id })?;
    may_trade(member)?;
    let bonus = facts.terms.bonus_for(top_up.amount);
    if let Some(expected) = top_up.expected_bonus.filter(|expected| *expected != bonus) {
        return Err(CheckoutError::BonusChanged {
            expected,
            now: bonus,
        });
    }
    let balance = holds.checked_add(top_up.amount)?.checked_add(bonus)?;
    let (card_kind, cap) = (top_up.card_kind, facts.terms.cap(top_up.card_kind));
    if balance > cap {
        return Err(CheckoutError::OverCap {
            card_kind,
            cap,
            balance,
        });
    }
    Ok(Decision {
        business_date: store.business_date(top_up.act.now),
        principal: top_up.amount,
        bonus,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Rung;
    use kernel::{Cutoff, Fault, Timestamp};
    use retail::Ownership;

    const XUHUI: StoreId = StoreId(1);
    const LI: MemberId = MemberId(10);
    const FROZEN: MemberId = MemberId(11);

    fn facts() -> Facts {
        let store = Store {
            id: XUHUI,
            code: "XH01".into(),
            name: "徐汇".into(),
            region_id: None,
            ownership: Ownership::Owned,
            zone: "Asia/Shanghai".parse().expect("a zone"),
            cutoff: Cutoff(0),
            allows_negative_stock: false,
            is_open: true,
            address: None,
            phone: None,
            opening_hours: retail::OpeningHours::default(),
            area_m2: None,
            version: 1,
        };
        let member = |id, is_frozen| {
            (
                id,
                SaleMember {
                    id,
                    tier_id: None,
                    is_frozen,
                    closed_at: None,
                    birthday: None,
                    store_id: None,
                },
            )
        };
        let rung = Rung {
            pay: Money(50_000),
            bonus: Money(5_000),
        };
        Facts {
            stores: [(XUHUI, store)].into(),
            members: [member(LI, false), member(FROZEN, true)].into(),
            terms: Terms {
                ladder: vec![rung],
                ..Terms::default()
            },
        }
    }

    fn top_up(amount: i64, card_kind: CardKind) -> TopUp {
        TopUp {
            act: Act::of_system(Timestamp(0)),
            member_id: LI,
            store_id: XUHUI,
            amount: Money(amount),
            tender: TopUpTender::Cash,
            reference: None,
            card_kind,
            expected_bonus: None,
            key: None,
        }
    }

    fn outcome(top_up: &TopUp, holds: i64) -> Result<i64, &'static str> {
        match decide(top_up, &facts(), Money(holds)) {
            Ok(decision) => Ok(decision.bonus.0),
            Err(error) => Err(error.code()),
        }
    }

    #[test]
    fn the_cap_counts_what_is_there_what_is_paid_and_what_is_given() {
        use CardKind::{Bearer, Named};
        let over = Err("checkout.over_cap");
        for (amount, card_kind, holds, expected) in [
            (50_000, Named, 0, Ok(5_000)),
            (49_999, Named, 450_001, Ok(0)),
            (50_000, Named, 445_000, Ok(5_000)),
            (50_000, Named, 445_001, over),
            (50_000, Bearer, 45_000, Ok(5_000)),
            (50_000, Bearer, 45_001, over),
            (500_001, Named, 0, over),
        ] {
            assert_eq!(
                outcome(&top_up(amount, card_kind), holds),
                expected,
                "{amount} {holds}"
            );
        }
    }

    #[test]
    fn refusals_come_from_the_strongest_to_the_weakest() {
        let mut one = TopUp {
            store_id: StoreId(9),
            member_id: FROZEN,
            expected_bonus: Some(Money(1)),
            ..top_up(0, CardKind::Bearer)
        };
        assert_eq!(outcome(&one, 99_999), Err("request.invalid"));
        one.amount = Money(50_000);
        assert_eq!(outcome(&one, 99_999), Err("checkout.unknown_store"));
        one.store_id = XUHUI;
        assert_eq!(outcome(&one, 99_999), Err("checkout.member_frozen"));
        one.member_id = MemberId(12);
        assert_eq!(outcome(&one, 99_999), Err("checkout.member_not_found"));
        one.member_id = LI;
        assert_eq!(outcome(&one, 99_999), Err("checkout.bonus_changed"));
        one.expected_bonus = Some(Money(5_000));
        assert_eq!(outcome(&one, 99_999), Err("checkout.over_cap"));
        one.card_kind = CardKind::Named;
        assert_eq!(outcome(&one, 99_999), Ok(5_000));
    }
}
