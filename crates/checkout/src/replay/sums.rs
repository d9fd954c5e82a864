//! What the orders come to that were looked at: running sums, kept between pages, and what is told
//! of them in the end. Pure.

use super::rules::Replayed;
use crate::order::past::{Ground, Past};
use kernel::{BusinessDate, Money, MoneyError, OrderId, StoreId};
use pricing::OfferId;
use serde::{Deserialize, Serialize};
use std::cmp::Reverse;
use std::collections::BTreeMap;
use utoipa::ToSchema;

/// The most stores that are told.
const STORES_MAX: usize = 50;
/// The most orders that are shown.
const EXAMPLES_MAX: usize = 20;
/// Where the steps of the histogram begin, in 分.
const STEPS: [i64; 9] = [0, 100, 200, 500, 1_000, 2_000, 5_000, 10_000, 20_000];

/// The running sums.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Sums {
    pub all: Part,
    pub not_reproduced: i64,
    pub winners: Side,
    pub losers: Side,
    pub margin: Margin,
    pub steps: BTreeMap<i64, i64>,
    pub days: BTreeMap<BusinessDate, Part>,
    pub stores: BTreeMap<StoreId, Part>,
    pub displaced: BTreeMap<OfferId, Side>,
    pub examples: Vec<ReplayedOrder>,
}

/// Sums over some orders.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
// The contract has a `Part` of bundles.
#[schema(as = ReplayPart)]
pub(crate) struct Part {
    /// How many were looked at.
    pub orders: i64,
    /// To how many of them the offer would have given something.
    pub touched: i64,
    /// What the offer would have taken off.
    pub amount: Money,
    /// What was charged.
    pub charged: Money,
    /// What would have been charged.
    pub with_offer: Money,
}

/// Orders, and money of them.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub(crate) struct Side {
    /// How many.
    pub orders: i64,
    /// How much.
    pub amount: Money,
}

/// What was left over the cost, of the lines whose cost is known.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub(crate) struct Margin {
    /// How many lines there are.
    pub lines: i64,
    /// Of how many of these the cost is known.
    pub lines_with_cost: i64,
    /// What was charged for those, less what they cost.
    pub before: Money,
    /// What would have been charged for those, less what they cost.
    pub after: Money,
}

/// An order that would have cost another price.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub(crate) struct ReplayedOrder {
    pub order_id: OrderId,
    pub store_id: StoreId,
    pub business_date: BusinessDate,
    /// What was charged.
    pub charged: Money,
    /// What would have been charged.
    pub with_offer: Money,
    /// What the offer would have taken off.
    pub amount: Money,
}

/// What an offer would have done.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub(crate) struct ReplayResult {
    /// Over all orders.
    pub all: Part,
    /// What would have been charged more; below zero for less.
    pub change: Money,
    /// Of how many orders that it touches the price of then is not found again: their difference
    /// is taken from two prices of today.
    pub not_reproduced: i64,
    /// Orders that would have cost less, and by how much.
    pub winners: Side,
    /// Orders that would have cost more, and by how much: something better had to go.
    pub losers: Side,
    /// Only whoever may write goods sees it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub margin: Option<Margin>,
    /// How many orders would have been given how much.
    pub histogram: Vec<ReplayStep>,
    /// Day by day.
    pub by_day: Vec<ReplayedDay>,
    /// The stores in which it takes off most.
    pub by_store: Vec<ReplayedStore>,
    /// Offers that were given and would not have been, the most money first.
    pub displaced: Vec<DisplacedOffer>,
    /// The orders whose price changes most.
    pub examples: Vec<ReplayedOrder>,
}

/// A step of the histogram.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub(crate) struct ReplayStep {
    /// From so much off on, up to where the next step begins.
    pub from: Money,
    /// So many orders.
    pub orders: i64,
}

/// A business day.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub(crate) struct ReplayedDay {
    pub business_date: BusinessDate,
    #[serde(flatten)]
    pub part: Part,
}

/// A store.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub(crate) struct ReplayedStore {
    pub store_id: StoreId,
    #[serde(flatten)]
    pub part: Part,
}

/// An offer that would have had to go.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub(crate) struct DisplacedOffer {
    pub offer_id: OfferId,
    /// From how many orders, and what it gave there.
    #[serde(flatten)]
    pub side: Side,
}

impl Sums {
    /// Counts an order, with what the offer would have done to it.
    pub fn add(
        &mut self,
        past: &Past,
        replayed: Option<&Replayed>,
        ground: &Ground,
    ) -> Result<(), MoneyError> {
        let change = replayed.map_or(Ok(Money::ZERO), Replayed::change)?;
        let part = Part {
            orders: 1,
            touched: i64::from(replayed.is_some_and(|one| one.is_given)),
            amount: replayed.map_or(Money::ZERO, |one| one.amount),
            charged: past.total,
            with_offer: past.total.checked_add(change)?,
        };
        self.all.add(part)?;
        self.days.entry(past.business_date).or_default().add(part)?;
        self.stores.entry(past.store_id).or_default().add(part)?;
        self.add_margin(past, replayed, ground)?;
        let Some(replayed) = replayed else {
            return Ok(());
        };
        self.not_reproduced += i64::from(!replayed.is_reproduced);
        if replayed.is_given {
            let step = STEPS.iter().rev().find(|from| **from <= part.amount.0);
            *self.steps.entry(step.copied().unwrap_or(0)).or_default() += 1;
        }
        match change.0 {
            0 => {}
            ..0 => self.winners.add(Money::ZERO.checked_sub(change)?)?,
            _ => self.losers.add(change)?,
        }
        for (offer_id, amount) in &replayed.displaced {
            self.displaced.entry(*offer_id).or_default().add(*amount)?;
        }
        self.keep(past, &part);
        Ok(())
    }

    fn add_margin(
        &mut self,
        past: &Past,
        replayed: Option<&Replayed>,
        ground: &Ground,
    ) -> Result<(), MoneyError> {
        for (place, line) in past.lines.iter().enumerate() {
            self.margin.lines += 1;
            let known = ground.goods.get(&line.sku_id);
            let Some(cost) = known.and_then(|known| known.cost_price) else {
                continue;
            };
            let left = line.total.checked_sub(cost.times(line.quantity)?)?;
            let mut changes = replayed.iter().flat_map(|one| &one.changes);
            let change = changes.find(|(of, _)| *of == place);
            let change = change.map_or(Money::ZERO, |(_, change)| *change);
            self.margin.lines_with_cost += 1;
            self.margin.before = self.margin.before.checked_add(left)?;
            self.margin.after = self.margin.after.checked_add(left)?.checked_add(change)?;
        }
        Ok(())
    }

    /// Keeps an order to show if its price changes more than that of one that is kept.
    fn keep(&mut self, past: &Past, part: &Part) {
        self.examples.push(ReplayedOrder {
            order_id: past.id,
            store_id: past.store_id,
            business_date: past.business_date,
            charged: part.charged,
            with_offer: part.with_offer,
            amount: part.amount,
        });
        self.examples.sort_by_key(|one| {
            let change = (one.with_offer.0 - one.charged.0).abs();
            (Reverse(change), one.order_id)
        });
        self.examples.truncate(EXAMPLES_MAX);
    }

    /// What is told of them.
    pub fn result(self) -> Result<ReplayResult, MoneyError> {
        let change = self.all.with_offer.checked_sub(self.all.charged)?;
        let step = |from: i64| ReplayStep {
            from: Money(from),
            orders: self.steps.get(&from).copied().unwrap_or(0),
        };
        let histogram = STEPS.into_iter().map(step).collect();
        let day = |(business_date, part)| ReplayedDay {
            business_date,
            part,
        };
        let store = |(store_id, part)| ReplayedStore { store_id, part };
        let offer = |(offer_id, side)| DisplacedOffer { offer_id, side };
        let mut by_store: Vec<ReplayedStore> = self.stores.into_iter().map(store).collect();
        by_store.sort_by_key(|one| (Reverse(one.part.amount), one.store_id));
        by_store.truncate(STORES_MAX);
        let mut displaced: Vec<DisplacedOffer> = self.displaced.into_iter().map(offer).collect();
        displaced.sort_by_key(|one| (Reverse(one.side.amount), one.offer_id));
        Ok(ReplayResult {
            all: self.all,
            change,
            not_reproduced: self.not_reproduced,
            winners: self.winners,
            losers: self.losers,
            margin: Some(self.margin),
            histogram,
            by_day: self.days.into_iter().map(day).collect(),
            by_store,
            displaced,
            examples: self.examples,
        })
    }
}

impl Part {
    fn add(&mut self, other: Part) -> Result<(), MoneyError> {
        *self = Part {
            orders: self.orders + other.orders,
            touched: self.touched + other.touched,
            amount: self.amount.checked_add(other.amount)?,
            charged: self.charged.checked_add(other.charged)?,
            with_offer: self.with_offer.checked_add(other.with_offer)?,
        };
        Ok(())
    }
}

impl Side {
    fn add(&mut self, amount: Money) -> Result<(), MoneyError> {
        self.orders += 1;
        self.amount = self.amount.checked_add(amount)?;
        Ok(())
    }
}
