//! What an offer gives on what is left. Never more than that; and the less is left, the less it
//! gives: the search for the best combination relies on both.

mod given;
mod pieces;
mod sets;

pub(crate) use given::{Given, Scope};

use crate::condition::{Missing, Unmet, WhyNot};
use crate::offer::{Base, Effect, Extra, Layer, Measure, Offer, Reach, Step, StepGives};
use crate::state::{Line, State};
use kernel::{Money, Rate, Rounding};
use pieces::Pool;

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
    let View { offer, .. } = view;
    check_reach(view)?;
    let taken = match &offer.effect {
        Some(effect) if offer.layer == Layer::ItemPrice => lower_units(view, effect),
        Some(effect) => take_off(view, effect),
        None => Ok(Given::default()),
    };
    let mut given = match taken {
        // Nothing is left to take it off: that is no reason to keep the gift back.
        Err(_) if !offer.extras.is_empty() && offer.effect.as_ref().is_some_and(asks_nothing) => {
            Given::default()
        }
        taken => taken?,
    };
    if let Some(max) = offer.amount_max {
        given.money = given.money.min(max.0);
    }
    let refusal = give_extras(view, &mut given);
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
    Ok(given)
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

/// The state once the offer is applied.
pub(crate) fn apply(state: &State, given: &Given) -> State {
    let mut next = state.clone();
    for (at, unit) in &given.units {
        let cell = &mut next.cells[*at as usize];
        cell.unit = *unit;
        cell.takes_standing = given.takes_standing.unwrap_or(cell.takes_standing);
    }
    next.gifts.extend(&given.gifts);
    given.each_share(|at, amount| next.cells[at as usize].left -= amount);
    for (at, pieces) in &given.used {
        next.cells[*at as usize].free -= pieces;
    }
    next.delivery -= given.delivery;
    next
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
            (Measure::Amount, Base::Original) if offer.layer == Layer::ItemPrice => lines[at].gross,
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
fn lower_units(view: View<'_>, effect: &Effect) -> Result<Given, Unmet> {
    let mut given = Given::default();
    for at in &view.scope.touched {
        let (line, cell) = (&view.lines[*at as usize], view.state.cells[*at as usize]);
        // On the original price two item prices do not add up: the line takes the lower.
        let from = match view.offer.base {
            Base::Original => line.unit,
            Base::Discounted => cell.unit,
        };
        let unit = match effect {
            Effect::SetPrice { price } => price.0.saturating_mul(line.scale),
            Effect::MemberPrice => line.member_price.unwrap_or(from),
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
    let excludes_tier = view
        .lines
        .iter()
        .any(|line| line.member_price_excludes_tier);
    given.takes_standing = match effect {
        Effect::MemberPrice if excludes_tier => Some(false),
        Effect::SetPrice { .. } if excludes_tier => Some(true),
        // Less than the member price, but still on top of it.
        _ => None,
    };
    Ok(given)
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

fn take_off(view: View<'_>, effect: &Effect) -> Result<Given, Unmet> {
    let times = view.offer.times_max.unwrap_or(i64::MAX);
    let pools = pieces::pools(view);
    let total: i64 = pools.iter().map(|pool| pool.amount).sum();
    let count: i64 = pools.iter().map(|pool| pool.count).sum();
    if count == 0 {
        return Err(unmet(WhyNot::NoGoods));
    }
    let base = match view.offer.base {
        Base::Original => measured(view, Measure::Amount),
        Base::Discounted => total,
    };
    match effect {
        Effect::PercentOff { off } => match part_of(base, *off) {
            0 => Err(too_little(least_for(*off) - base)),
            part => Ok(over_all(view, &pools, part.min(total))),
        },
        Effect::AmountOff { amount } => Ok(over_all(view, &pools, amount.0.min(total))),
        Effect::Ladder { by, steps } => {
            let off = climb(measured(view, *by), *by, base, steps)?;
            Ok(over_all(view, &pools, off.min(total)))
        }
        Effect::EveryFull { by, every, off } => {
            let reached = measured(view, *by);
            let full = (reached / every).min(times);
            if full == 0 {
                return Err(missing(*by, every - reached));
            }
            Ok(over_all(
                view,
                &pools,
                full.saturating_mul(off.0).min(total),
            ))
        }
        Effect::EachOff { amount } => Ok(pieces::each_off(view, pools, amount.0, times)),
        Effect::SetPrice { price } => pieces::set_price(view, pools, price.0, times),
        Effect::NthItem { nth, off } => pieces::nth_item(view, pools, *nth, *off, times),
        Effect::CheapestFree { out_of, free } => {
            pieces::cheapest_free(view, pools, *out_of, *free, times)
        }
        Effect::Bundle { parts, price } => sets::bundle(view, parts, price.0, times),
        Effect::BuyGet { parts, off } => sets::buy_get(view, parts, *off, times),
        // Only in the layer of item prices: refused when it is saved.
        Effect::MemberPrice => Err(unmet(WhyNot::CheapAlready)),
    }
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
fn over_all(view: View<'_>, pools: &[Pool], money: i64) -> Given {
    let is_promotion = view.offer.layer == Layer::ItemPromotion;
    let used = pools.iter().map(|pool| (pool.line, pool.count));
    Given {
        money,
        weights: pools.iter().map(|pool| (pool.line, pool.amount)).collect(),
        used: used.filter(|_| is_promotion).collect(),
        ..Given::default()
    }
}

/// Notes which extras are given; the reason why the first is not, if one is not.
fn give_extras(view: View<'_>, given: &mut Given) -> Option<Unmet> {
    let mut refusal = None;
    for (bit, extra) in view.offer.extras.iter().enumerate() {
        let why = match extra {
            Extra::Gift {
                sku_id,
                quantity,
                in_stock,
                ..
            } => {
                let is_there = in_stock - view.state.given(*sku_id) >= *quantity;
                if is_there {
                    given.gifts.push((*sku_id, *quantity));
                }
                (!is_there).then_some(WhyNot::NoStock)
            }
            Extra::Points { .. } if !view.state.earns_points => Some(WhyNot::NoPoints),
            Extra::FreeDelivery if view.state.delivery == 0 => Some(WhyNot::NoDelivery),
            Extra::FreeDelivery => {
                given.delivery = view.state.delivery;
                None
            }
            _ => None,
        };
        match why {
            Some(why) => refusal = refusal.or(Some(unmet(why))),
            None => given.extras |= 1 << bit,
        }
    }
    refusal
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
