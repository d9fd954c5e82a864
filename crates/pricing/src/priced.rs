//! A basket with the best combination of offers on it: the prices on the shelf, which offers could
//! give something, and what the combination leaves to pay, line by line.

use crate::basket::{Basket, Context, Standing};
use crate::condition::{Asked, Unmet, WhyNot};
use crate::earning::{Earning, gifts_of};
use crate::effect::Scope;
use crate::explain::explain;
use crate::offer::{Effect, Offer, OfferId};
use crate::points::PointsOffsetMax;
use crate::search::{Applied, Candidate, Found, NODE_LIMIT, best_combination, candidate};
use crate::state::{Line, ShelfPrice, State, open_lines};
use crate::{PriceSource, PricingError, Quote, QuotedLine, Share, check};
use kernel::{Money, share};

/// Of the work of a search, one step in so many for a look whether another price on the shelf is
/// better.
const LOOK_PART: u32 = 4;

/// The most lines that are tried one by one at another price on the shelf.
const TRIED_MAX: usize = 20;

/// A basket with its best combination, not yet written down.
pub(crate) struct Priced<'a> {
    basket: &'a Basket,
    offers: &'a [&'a Offer],
    standing: &'a Standing,
    context: &'a Context,
    lines: Vec<Line>,
    state: State,
    candidates: Vec<Candidate<'a>>,
    refused: Vec<(OfferId, Unmet)>,
    found: Found,
    gross: Money,
    /// What offers take off the goods.
    given: Money,
    /// What offers take off delivery.
    given_delivery: Money,
}

/// The cheapest way to pay for a basket.
///
/// A member price may bring the goods below what an offer asks for, or be all that it would have
/// given: who is a member must not pay more for that than anybody else. So list prices are tried as
/// well, and if they are better, each line is asked which of its two prices it is better at.
pub(crate) fn cheapest<'a>(
    basket: &'a Basket,
    offers: &'a [&'a Offer],
    standing: &'a Standing,
    context: &'a Context,
) -> Result<Priced<'a>, PricingError> {
    let at = |shelf: &[ShelfPrice], limit: u32| {
        Priced::of(basket, offers, standing, context, shelf, limit)
    };
    let best = at(
        &vec![ShelfPrice::BestForBuyer; basket.lines.len()],
        NODE_LIMIT,
    )?;
    let of_tier = standing.tier.as_ref().map(|tier| OfferId(tier.tier_id.0));
    let has_offers = offers.iter().any(|offer| Some(offer.id) != of_tier);
    let of_members: Vec<usize> = best.at_member_price().collect();
    if !has_offers || of_members.is_empty() {
        return Ok(best);
    }
    let mut shelf = vec![ShelfPrice::ForAnybody; basket.lines.len()];
    // Where the work was cut short already, a look is all that there is time for.
    let rest = match best.found.search.is_best_of_all {
        true => NODE_LIMIT,
        false => NODE_LIMIT / LOOK_PART,
    };
    let mut listed = at(&shelf, rest)?;
    if listed.to_pay() >= best.to_pay() {
        return Ok(best);
    }
    for place in of_members.into_iter().take(TRIED_MAX) {
        shelf[place] = ShelfPrice::BestForBuyer;
        let mixed = at(&shelf, rest)?;
        if mixed.to_pay() < listed.to_pay() {
            listed = mixed;
        } else {
            shelf[place] = ShelfPrice::ForAnybody;
        }
    }
    Ok(listed)
}

impl<'a> Priced<'a> {
    fn of(
        basket: &'a Basket,
        offers: &'a [&'a Offer],
        standing: &'a Standing,
        context: &'a Context,
        shelf: &[ShelfPrice],
        limit: u32,
    ) -> Result<Priced<'a>, PricingError> {
        let lines = open_lines(basket, standing, context, shelf)?;
        let state = State::new(&lines, context.delivery_fee.0, standing.is_member);
        let gross = Money::sum(lines.iter().map(|line| Money(line.gross)))?;
        gross.checked_add(context.delivery_fee)?;
        let (candidates, refused) = sift(offers, basket, &lines, &state, standing, context);
        let earning = Earning::of(standing, context);
        let coupons_max = context.coupons_max;
        let found = best_combination(&candidates, &lines, &state, coupons_max, earning, limit);
        let sum = |of: fn(&Applied) -> i64| Money(found.applied.iter().map(of).sum());
        Ok(Priced {
            basket,
            offers,
            standing,
            context,
            gross,
            given: sum(|one| one.given.money),
            given_delivery: sum(|one| one.given.delivery),
            lines,
            state,
            candidates,
            refused,
            found,
        })
    }

    fn to_pay(&self) -> i64 {
        self.gross.0 - self.given.0 - self.given_delivery.0
    }

    /// The places of the lines that are charged a member price, by SKU.
    fn at_member_price(&self) -> impl Iterator<Item = usize> + '_ {
        let lines = self.lines.iter();
        let of_members = lines.filter(|line| line.source == PriceSource::Member);
        of_members.map(|line| line.place)
    }

    /// The quote, with what became of each offer.
    pub fn written_down(&self) -> Result<Quote, PricingError> {
        let Priced {
            candidates, found, ..
        } = self;
        let before = self.gross.checked_sub(self.given)?;
        let rounding = round_off(before, self.context);
        let discount = self.given.checked_add(rounding)?;
        let total = self.gross.checked_sub(discount)?;
        let earning = Earning::of(self.standing, self.context);
        let earned = earning.earned(total, candidates, &found.applied)?;
        let offset = self.context.points_rule.offset;
        Ok(Quote {
            lines: self.quoted_lines(rounding)?,
            gross: self.gross,
            discount,
            total,
            rounding,
            delivery_fee: self.context.delivery_fee,
            delivery_discount: self.given_delivery,
            gifts: gifts_of(candidates, &found.applied),
            points_multiplier: earned.multiplier,
            points_bonus: earned.bonus,
            points_earned: earned.points,
            points_offset_max: if self.standing.is_member {
                offset.most_of(before)?
            } else {
                PointsOffsetMax::default()
            },
            explanations: explain(
                self.offers,
                candidates,
                &self.refused,
                &self.lines,
                &self.state,
                found,
                self.context,
            ),
            search: found.search,
        })
    }

    fn quoted_lines(&self, rounding: Money) -> Result<Vec<QuotedLine>, PricingError> {
        let lines = &self.lines;
        let mut shares: Vec<Vec<Share>> = vec![Vec::new(); lines.len()];
        let mut left: Vec<i64> = lines.iter().map(|line| line.gross).collect();
        for Applied { candidate, given } in &self.found.applied {
            let offer = self.candidates[*candidate].offer.id;
            given.each_share(|at, amount| {
                left[at as usize] -= amount;
                if amount > 0 {
                    shares[at as usize].push(Share {
                        offer,
                        amount: Money(amount),
                    });
                }
            });
        }
        let rounded = share(rounding.0, &left)?;
        let mut quoted = Vec::with_capacity(lines.len());
        for ((line, shares), rounded) in lines.iter().zip(shares).zip(rounded) {
            let discount = Money::sum(shares.iter().map(|share| share.amount))?;
            let discount = discount.checked_add(Money(rounded))?;
            quoted.push((
                line.place,
                QuotedLine {
                    sku_id: line.sku_id,
                    quantity: self.basket.lines[line.place].quantity,
                    list_price: self.basket.lines[line.place].list_price,
                    unit_price: line.unit_price,
                    price_source: line.source,
                    gross: Money(line.gross),
                    discount,
                    total: Money(line.gross).checked_sub(discount)?,
                    shares,
                    rounding: Money(rounded),
                },
            ));
        }
        quoted.sort_by_key(|(place, _)| *place);
        Ok(quoted.into_iter().map(|(_, line)| line).collect())
    }
}

/// The offers to choose from, the standing's own included, in the order of their turns.
pub(crate) fn in_turn<'a>(
    offers: &'a [Offer],
    of_standing: Option<&'a Offer>,
) -> Result<Vec<&'a Offer>, PricingError> {
    let mut all: Vec<&Offer> = offers.iter().chain(of_standing).collect();
    all.sort_by_key(|offer| offer.turn());
    if let Some(bad) = all.iter().find(|offer| !check::is_sound(offer)) {
        return Err(PricingError::BadOffer { offer: bad.id });
    }
    let mut ids: Vec<OfferId> = all.iter().map(|offer| offer.id).collect();
    ids.sort_unstable();
    if let Some(twice) = ids.windows(2).find(|pair| pair[0] == pair[1]) {
        return Err(PricingError::BadOffer { offer: twice[0] });
    }
    Ok(all)
}

/// Parts the offers into those that could give something and those that cannot, with the reason.
pub(crate) fn sift<'a>(
    offers: &[&'a Offer],
    basket: &Basket,
    lines: &[Line],
    state: &State,
    standing: &Standing,
    context: &Context,
) -> (Vec<Candidate<'a>>, Vec<(OfferId, Unmet)>) {
    let gross = |place: usize| lines.iter().find(|line| line.place == place);
    let gross: Vec<i64> = (0..lines.len())
        .map(|place| gross(place).map_or(0, |line| line.gross))
        .collect();
    let asked = Asked {
        basket,
        gross: &gross,
        standing,
        context,
    };
    let mut candidates = Vec::with_capacity(offers.len());
    let mut refused = Vec::new();
    for offer in offers {
        let could = not_used_up(offer)
            .and_then(|()| {
                let condition = offer.condition.as_ref();
                condition.map_or(Ok(()), |condition| condition.ask(&asked))
            })
            .and_then(|()| {
                let scope = scope_of(offer, basket, lines);
                candidate(offer, scope, lines, state)
            });
        match could {
            Ok(candidate) => candidates.push(candidate),
            Err(unmet) => refused.push((offer.id, unmet)),
        }
    }
    (candidates, refused)
}

fn not_used_up(offer: &Offer) -> Result<(), Unmet> {
    match offer.is_used_up {
        true => Err(Unmet {
            why: WhyNot::LimitReached,
            missing: None,
        }),
        false => Ok(()),
    }
}

/// The lines that an offer is about.
fn scope_of(offer: &Offer, basket: &Basket, lines: &[Line]) -> Scope {
    let places = |goods: &crate::Goods| -> Vec<u32> {
        let held = lines.iter().enumerate();
        let held = held.filter(|(_, line)| goods.holds(&basket.lines[line.place]));
        held.map(|(at, _)| at as u32).collect()
    };
    let touched = places(&offer.goods);
    let parts = match &offer.effect {
        Some(Effect::Bundle { parts, .. }) => parts.as_slice(),
        Some(Effect::BuyGet { parts, .. }) => parts.as_slice(),
        _ => &[],
    };
    let parts = parts.iter().map(|part| places(&part.goods)).collect();
    Scope::new(touched, parts, lines.len())
}

/// What is rounded off what is left once points have paid.
fn round_off(before: Money, context: &Context) -> Money {
    let left = (before.0 - context.paid_with_points.0).max(0);
    let rounding = context.rounding.map(|rounding| left % rounding.unit.0);
    Money(rounding.unwrap_or(0))
}
