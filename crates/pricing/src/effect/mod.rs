//! What an offer gives on what is left. Never more than that; and the less is left, the less it
//! gives: the search for the best combination relies on both.

mod extras;
mod given;
mod pieces;
mod reach;
mod sets;

pub(crate) use extras::withheld;
pub(crate) use given::{Given, LineSets, Scope, Shares};

use crate::condition::{Unmet, WhyNot};
use crate::offer::{Base, Effect, Layer, Measure, Offer, Step, StepGives};
use crate::state::{Line, State};
use extras::{first_refusal, give_extras};
use kernel::{Money, Rate, Rounding};
use pieces::Pool;
use reach::{measured, missing, too_few, too_little};

/// The order as an effect sees it.
#[derive(Clone, Copy)]
pub(crate) struct View<'a> {
    pub offer: &'a Offer,
    pub scope: &'a Scope,
    pub lines: &'a [Line],
    pub state: &'a State,
    pub drawing: Drawing,
}

/// How freely pieces are drawn.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Drawing {
    /// A piece is in one set and in one part of it.
    Once,
    /// Each part draws as if it were alone, from every line that an offer can open to it: never
    /// less than what is really given, whatever is left. It bounds the search.
    Bound,
}

/// What the offer gives, or what is in the way.
pub(crate) fn give(view: View<'_>) -> Result<Given, Unmet> {
    let mut given = Given::default();
    give_into(view, &mut given)?;
    Ok(given)
}

/// The same, written over what an earlier offer gave: a search asks often, and keeps little of it.
pub(crate) fn give_into(view: View<'_>, given: &mut Given) -> Result<(), Unmet> {
    let View { offer, .. } = view;
    given.clear();
    check_goods(view)?;
    given.pools.clear();
    pieces::lay_out(view, &view.scope.touched, &mut given.pools);
    let reached = reach::times(view, &given.pools)?;
    let taken = match &offer.effect {
        Some(effect) if offer.layer == Layer::ItemPrice => lower_units(view, effect, given),
        Some(effect) => take_off(view, effect, given),
        None => only_extras(view, given),
    };
    match taken {
        // Nothing is left to take it off: that is no reason to keep the gift back.
        Err(_) if !offer.extras.is_empty() && offer.effect.as_ref().is_some_and(asks_nothing) => {
            given.clear();
            only_extras(view, given)?;
        }
        taken => taken?,
    }
    if let Some(max) = offer.amount_max {
        given.money = given.money.min(max.0);
    }
    give_extras(view, reached, given);
    let gives_nothing = given.money == 0 && given.delivery == 0 && given.extras == 0;
    if gives_nothing {
        let why = first_refusal(offer, given);
        return Err(unmet(why.unwrap_or(WhyNot::CheapAlready)));
    }
    match offer.budget_left {
        // The bound must hold for less as well, which might fit.
        Some(left) if view.drawing == Drawing::Bound => {
            given.money = given.money.min(left.0);
        }
        Some(left) if given.money + given.delivery > left.0 => {
            return Err(unmet(WhyNot::BudgetSpent));
        }
        _ => {}
    }
    Ok(())
}

impl View<'_> {
    /// Whether the offer may touch a line of its goods: a member price may exclude the tier
    /// discount.
    pub fn may_touch(&self, at: u32) -> bool {
        self.offer.layer != Layer::Standing
            || self.drawing == Drawing::Bound
            || self.state.cells[at as usize].takes_standing
    }
}

/// Whether there are goods that the offer is about.
fn check_goods(view: View<'_>) -> Result<(), Unmet> {
    let parts = &view.scope.parts;
    let has_no_parts = !parts.is_empty() && parts.iter().all(Vec::is_empty);
    if view.scope.touched.is_empty() || has_no_parts {
        return Err(unmet(WhyNot::NoGoods));
    }
    let mut touched = view.scope.touched.iter();
    match touched.any(|at| view.may_touch(*at)) {
        true => Ok(()),
        false => Err(unmet(WhyNot::MemberPriceHolds)),
    }
}

pub(crate) fn unmet(why: WhyNot) -> Unmet {
    Unmet { why, missing: None }
}

/// The layer of item prices: each unit of a line costs less.
fn lower_units(view: View<'_>, effect: &Effect, given: &mut Given) -> Result<(), Unmet> {
    for at in &view.scope.touched {
        let (line, cell) = (&view.lines[*at as usize], view.state.cells[*at as usize]);
        // On the original price two item prices do not add up: the line takes the lower.
        let from = match view.offer.base {
            Base::Original => cell.shelf,
            Base::Discounted => cell.unit,
        };
        let unit = match effect {
            Effect::SetPrice { price } => price.0.saturating_mul(line.scale),
            Effect::MemberPrice => line.member_unit.unwrap_or(from),
            Effect::EachOff { amount } => (from - amount.0.saturating_mul(line.scale)).max(0),
            Effect::PercentOff { off } => from - part_of(from, *off),
            _ => from,
        };
        if unit < cell.unit {
            let off = (cell.unit - unit) * line.pieces;
            given.money += off;
            given.units.push((*at, unit));
            given.weights.push((*at, off));
        }
    }
    if given.money == 0 {
        return Err(unmet(WhyNot::CheapAlready));
    }
    given.takes_standing = match effect {
        Effect::MemberPrice if view.state.excludes_tier => Some(false),
        Effect::SetPrice { .. } if view.state.excludes_tier => Some(true),
        // Less than the member price, but still on top of it.
        _ => None,
    };
    Ok(())
}

/// Whether an effect has no threshold of its own.
fn asks_nothing(effect: &Effect) -> bool {
    matches!(
        effect,
        Effect::PercentOff { .. }
            | Effect::AmountOff { .. }
            | Effect::EachOff { .. }
            | Effect::SetPrice { .. }
            | Effect::MemberPrice
    )
}

/// No price, but what is given beside: an item promotion takes its pieces all the same.
fn only_extras(view: View<'_>, given: &mut Given) -> Result<(), Unmet> {
    if view.offer.layer != Layer::ItemPromotion {
        return Ok(());
    }
    if given.pools.is_empty() {
        return Err(unmet(WhyNot::NoGoods));
    }
    let used = given.pools.iter().map(|pool| (pool.line, pool.count));
    given.used.extend(used);
    Ok(())
}

fn take_off(view: View<'_>, effect: &Effect, given: &mut Given) -> Result<(), Unmet> {
    let mut pools = std::mem::take(&mut given.pools);
    let taken = take_off_pools(view, effect, &mut pools, given);
    given.pools = pools;
    taken
}

fn take_off_pools(
    view: View<'_>,
    effect: &Effect,
    pools: &mut [Pool],
    given: &mut Given,
) -> Result<(), Unmet> {
    let times = view.offer.times_max.unwrap_or(i64::MAX);
    if pools.is_empty() {
        return Err(unmet(WhyNot::NoGoods));
    }
    let base = || measured(view, Measure::Amount, pools);
    let money = match effect {
        Effect::PercentOff { off } => match part_of(base(), *off) {
            0 => return Err(too_little(least_for(*off) - base())),
            part => part,
        },
        Effect::AmountOff { amount } => amount.0,
        Effect::Ladder { by, steps } => climb(measured(view, *by, pools), *by, base(), steps)?,
        Effect::EveryFull { by, every, off } => {
            let reached = measured(view, *by, pools);
            match (reached / every).min(times) {
                0 => return Err(missing(*by, every - reached)),
                full => full.saturating_mul(off.0),
            }
        }
        Effect::EachOff { amount } => {
            pieces::each_off(view, pools, amount.0, times, given);
            return Ok(());
        }
        Effect::SetPrice { price } => {
            return pieces::set_price(view, pools, price.0, times, given);
        }
        Effect::NthItem { nth, off } => {
            return pieces::nth_item(view, pools, (*nth, *off), times, given);
        }
        Effect::CheapestFree { out_of, free } => {
            return pieces::cheapest_free(view, pools, (*out_of, *free), times, given);
        }
        Effect::Bundle { parts, price } => return sets::bundle(view, parts, price.0, times, given),
        Effect::BuyGet { parts, off } => return sets::buy_get(view, parts, *off, times, given),
        // Only in the layer of item prices: refused when it is saved.
        Effect::MemberPrice => return Err(unmet(WhyNot::CheapAlready)),
    };
    over_all(view, pools, money, given);
    Ok(())
}

/// The best of the steps that are reached.
fn climb(reached: i64, by: Measure, base: i64, steps: &[Step]) -> Result<i64, Unmet> {
    let first = steps.iter().map(|step| step.from).min().unwrap_or(i64::MAX);
    if reached < first {
        return Err(missing(by, first - reached));
    }
    let gives = steps
        .iter()
        .filter(|step| step.from <= reached)
        .map(|step| match step.gives {
            StepGives::Amount(amount) => amount.0,
            StepGives::Percent(off) => part_of(base, off),
        });
    Ok(gives.max().unwrap_or(0))
}

/// An amount over all goods of the offer, shared by what is left of them.
fn over_all(view: View<'_>, pools: &[Pool], money: i64, given: &mut Given) {
    let left = pools.iter().map(|pool| pool.amount).sum();
    given.money = money.min(left);
    let weights = pools.iter().map(|pool| (pool.line, pool.amount));
    given.weights.extend(weights);
    if view.offer.layer == Layer::ItemPromotion {
        let used = pools.iter().map(|pool| (pool.line, pool.count));
        given.used.extend(used);
    }
}

/// The part of an amount, half up.
fn part_of(amount: i64, off: Rate) -> i64 {
    Money(amount)
        .at(off, Rounding::HalfUp)
        .map_or(amount, |part| part.0.min(amount))
}

/// What must be left for a part of it to be the first 分: half a 分 rounds up.
fn least_for(off: Rate) -> i64 {
    5_000_u32.div_ceil(off.0.max(1)).into()
}
