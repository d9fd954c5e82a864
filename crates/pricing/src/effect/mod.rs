//! What an offer gives on what is left. Never more than that; and the less is left, the less it
//! gives: the search for the best combination relies on both.

mod given;
mod pieces;
mod sets;

pub(crate) use given::{Given, Scope};
pub(crate) use pieces::Pool;

use crate::condition::{Missing, Unmet, WhyNot};
use crate::explain::Withheld;
use crate::offer::{Base, Effect, Extra, Layer, Measure, Offer, Reach, Step, StepGives};
use crate::state::{Line, State};
use kernel::{Money, Rate, Rounding, SkuId};

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
    check_reach(view)?;
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
    let refusal = give_extras(view, given);
    let gives_nothing = given.money == 0 && given.delivery == 0 && given.extras == 0;
    if gives_nothing {
        return Err(refusal.unwrap_or(unmet(WhyNot::CheapAlready)));
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

pub(crate) fn unmet(why: WhyNot) -> Unmet {
    Unmet { why, missing: None }
}

fn too_little(missing: i64) -> Unmet {
    Unmet {
        why: WhyNot::TooLittle,
        missing: Some(Missing::Money(Money(missing))),
    }
}

fn too_few(missing: i64) -> Unmet {
    Unmet {
        why: WhyNot::TooFew,
        missing: Some(Missing::Pieces(missing)),
    }
}

/// What the offer's goods come to on its base.
fn measured(view: View<'_>, by: Measure) -> i64 {
    let View {
        offer,
        scope,
        lines,
        state,
        ..
    } = view;
    let of = |at: &u32| {
        let at = *at as usize;
        let (pieces, amount) = state.pieces(offer.layer, at, &lines[at]);
        match (by, offer.base) {
            (Measure::Pieces, _) => pieces,
            (Measure::Amount, Base::Original) if offer.layer == Layer::ItemPrice => {
                state.cells[at].shelf * lines[at].pieces
            }
            (Measure::Amount, Base::Original) if offer.layer > Layer::ItemPromotion => {
                state.cells[at].unit * lines[at].pieces
            }
            (Measure::Amount, _) => amount,
        }
    };
    scope
        .touched
        .iter()
        .filter(|at| view.may_touch(**at))
        .map(of)
        .sum()
}

fn check_reach(view: View<'_>) -> Result<(), Unmet> {
    let parts = &view.scope.parts;
    let has_no_parts = !parts.is_empty() && parts.iter().all(Vec::is_empty);
    if view.scope.touched.is_empty() || has_no_parts {
        return Err(unmet(WhyNot::NoGoods));
    }
    let mut touched = view.scope.touched.iter();
    if !touched.any(|at| view.may_touch(*at)) {
        return Err(unmet(WhyNot::MemberPriceHolds));
    }
    match view.offer.reach {
        None => Ok(()),
        Some(Reach::Amount(least)) => match least.0 - measured(view, Measure::Amount) {
            missing if missing > 0 => Err(too_little(missing)),
            _ => Ok(()),
        },
        Some(Reach::Pieces(least)) => match least - measured(view, Measure::Pieces) {
            missing if missing > 0 => Err(too_few(missing)),
            _ => Ok(()),
        },
    }
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
    pieces::pools(view, &mut given.pools);
    if given.pools.is_empty() {
        return Err(unmet(WhyNot::NoGoods));
    }
    let used = given.pools.iter().map(|pool| (pool.line, pool.count));
    given.used.extend(used);
    Ok(())
}

fn take_off(view: View<'_>, effect: &Effect, given: &mut Given) -> Result<(), Unmet> {
    let mut pools = std::mem::take(&mut given.pools);
    pieces::pools(view, &mut pools);
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
    let total: i64 = pools.iter().map(|pool| pool.amount).sum();
    let count: i64 = pools.iter().map(|pool| pool.count).sum();
    if count == 0 {
        return Err(unmet(WhyNot::NoGoods));
    }
    let base = match view.offer.base {
        Base::Original => measured(view, Measure::Amount),
        Base::Discounted => total,
    };
    let money = match effect {
        Effect::PercentOff { off } => match part_of(base, *off) {
            0 => return Err(too_little(least_for(*off) - base)),
            part => part,
        },
        Effect::AmountOff { amount } => amount.0,
        Effect::Ladder { by, steps } => climb(measured(view, *by), *by, base, steps)?,
        Effect::EveryFull { by, every, off } => {
            let reached = measured(view, *by);
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
    over_all(view, pools, money.min(total), given);
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

fn missing(by: Measure, missing: i64) -> Unmet {
    match by {
        Measure::Amount => too_little(missing),
        Measure::Pieces => too_few(missing),
    }
}

/// An amount over all goods of the offer, shared by what is left of them.
fn over_all(view: View<'_>, pools: &[Pool], money: i64, given: &mut Given) {
    given.money = money;
    let weights = pools.iter().map(|pool| (pool.line, pool.amount));
    given.weights.extend(weights);
    if view.offer.layer == Layer::ItemPromotion {
        let used = pools.iter().map(|pool| (pool.line, pool.count));
        given.used.extend(used);
    }
}

/// Notes which extras are given; the reason why the first is not, if one is not.
fn give_extras(view: View<'_>, given: &mut Given) -> Option<Unmet> {
    let mut refusal = None;
    for (bit, extra) in view.offer.extras.iter().enumerate() {
        if let Some(why) = why_withheld(view.state, extra, &given.gifts) {
            refusal = refusal.or(Some(unmet(why)));
            continue;
        }
        given.extras |= 1 << bit;
        match extra {
            Extra::Gift {
                sku_id, quantity, ..
            } => given.gifts.push((*sku_id, *quantity)),
            Extra::FreeDelivery => given.delivery = view.state.delivery,
            Extra::Points { .. } => {}
        }
    }
    refusal
}

/// The extras that an offer cannot give on this state, although it gives something.
pub(crate) fn withheld(view: View<'_>) -> Vec<Withheld> {
    let mut given = Given::default();
    give_extras(view, &mut given);
    let extras = view.offer.extras.iter().enumerate();
    let held_back = extras.filter(|(bit, _)| given.extras >> bit & 1 == 0);
    let why = |(_, extra): (usize, &Extra)| {
        why_withheld(view.state, extra, &given.gifts).map(|why| Withheld {
            extra: extra.clone(),
            why,
        })
    };
    held_back.filter_map(why).collect()
}

/// Why an extra cannot be given, once the offer itself gives some gifts.
fn why_withheld(state: &State, extra: &Extra, gifts: &[(SkuId, i64)]) -> Option<WhyNot> {
    match extra {
        Extra::Gift {
            sku_id,
            quantity,
            in_stock,
            ..
        } => {
            let own = gifts.iter().filter(|(gift, _)| gift == sku_id);
            let own: i64 = own.map(|(_, quantity)| quantity).sum();
            let is_there = in_stock - state.given(*sku_id) - own >= *quantity;
            (!is_there).then_some(WhyNot::NoStock)
        }
        Extra::Points { .. } => (!state.earns_points).then_some(WhyNot::NoPoints),
        Extra::FreeDelivery => (state.delivery == 0).then_some(WhyNot::NoDelivery),
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
