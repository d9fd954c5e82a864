//! 试算: what a basket costs, what it would earn and what points could pay; nothing is written.

pub(crate) mod http;

use crate::basket::{self, Item};
use crate::settle::{open_store, standing_of};
use crate::{CheckoutError, terms};
use kernel::{Invalid, MemberId, Money, Points, StoreId, Timestamp};
use ledger::Balances;
use platform::db::Tx;
use pricing::{PointsOffsetMax, Quote};

/// A basket that somebody wants to know the price of.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Basket {
    /// Where.
    pub store_id: StoreId,
    /// For whom; absent for somebody nobody knows.
    pub member_id: Option<MemberId>,
    /// What.
    pub lines: Vec<Item>,
}

/// What a basket costs, and what its member could pay it with.
#[derive(Debug, Clone)]
pub struct QuotedBasket {
    /// The price, explained.
    pub quote: Quote,
    /// What each line is called.
    pub names: Vec<String>,
    /// What the member has.
    pub balances: Option<Balances>,
    /// The most that points can pay, given the member's points.
    pub points_can_pay: PointsOffsetMax,
    /// The most that stored value can pay, given what the member has.
    pub stored_value_can_pay: Money,
}

/// Prices a basket for the moment.
pub fn quote_basket(
    tx: &mut Tx<'_>,
    now: Timestamp,
    basket: &Basket,
) -> Result<QuotedBasket, CheckoutError> {
    let mut wrong = Invalid::new();
    basket::check(&mut wrong, &basket.lines);
    wrong.check()?;
    let keys: Vec<_> = basket
        .lines
        .iter()
        .map(|line| (basket.store_id, line.sku_id))
        .collect();
    let (stores, tiers, goods, (terms, _)) = tx.fetch((
        retail::stores(tx, &[basket.store_id]),
        standing::tiers(tx),
        retail::sale_facts(tx, &keys),
        terms::versioned(tx),
    ))?;
    let store = open_store(basket.store_id, &stores)?;
    let members: Vec<MemberId> = basket.member_id.into_iter().collect();
    let members = membership::load_for_sale(tx, &members)?;
    let standing = standing_of(basket.member_id, &members, &tiers)?;
    let quote = basket::price(&basket.lines, store, &goods, &standing, &terms, now)?;

    let member = basket.member_id.and_then(|id| members.get(&id));
    let balances = match member {
        Some(member) => Some(ledger::balances(tx, member.id, now)?),
        None => None,
    };
    let points = balances.map_or(Points::ZERO, |balances| balances.available_points());
    let stored_value = balances.map_or(Money::ZERO, |balances| balances.available_stored_value());
    let offset = terms.points_rule().offset;
    Ok(QuotedBasket {
        points_can_pay: offset.most_with(quote.total, points)?,
        stored_value_can_pay: stored_value.min(quote.total),
        names: keys
            .iter()
            .map(|key| {
                goods
                    .get(key)
                    .map(|facts| facts.full_name())
                    .unwrap_or_default()
            })
            .collect(),
        balances,
        quote,
    })
}
