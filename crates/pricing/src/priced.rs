//! A basket with the best combination on it: which offers could give something, and what the
//! combination leaves to pay, line by line.

use crate::basket::{Basket, Context, Standing};
use crate::condition::{Asked, Unmet, WhyNot};
use crate::earning::Earning;
use crate::effect::{Given, LineSets, Scope, give};
use crate::explain::{Explanation, Outcome, not_eligible, outcomes};
use crate::goods::Places;
use crate::offer::{Offer, OfferId, Part};
use crate::points::PointsOffsetMax;
use crate::quote::round_off;
use crate::search::{
    Applied, Candidate, Found, Ground, Scales, Taken, best_combination, candidate, unscored,
};
use crate::state::{Line, State, open_lines};
use crate::{Gift, PriceSource, PricingError, Quote, QuotedLine, Share, check};
use kernel::{Money, SkuId, share};
use std::collections::BTreeSet;

/// An offer in its turn.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Turn<'a> {
    pub offer: &'a Offer,
    /// Whether the engine can work with it, and no earlier one has its number.
    pub is_usable: bool,
}

/// Offers parted into those that could give something and those that cannot.
pub(crate) struct Sifted<'a> {
    pub candidates: Vec<Candidate<'a>>,
    /// For each offer in turn why it is no candidate, if it is none.
    refused: Vec<Option<Refusal>>,
}

/// Why an offer is no candidate.
#[derive(Debug, Clone, Copy)]
enum Refusal {
    /// Whatever the goods cost.
    Anyway(Unmet),
    /// At what anybody pays, so also at the member price.
    AtThatPrice(Unmet),
}

/// A basket with its best combination, not yet written down.
pub(crate) struct Priced<'a> {
    basket: &'a Basket,
    turns: &'a [Turn<'a>],
    standing: &'a Standing,
    context: &'a Context,
    lines: Vec<Line>,
    /// The order at the prices on the shelf that the combination has, before offers.
    shelf: State,
    sifted: Sifted<'a>,
    found: Found,
    gross: Money,
    /// What offers take off the goods.
    given: Money,
    /// What offers take off delivery.
    given_delivery: Money,
}

impl<'a> Priced<'a> {
    /// The cheapest way to pay for a basket.
    pub fn of(
        basket: &'a Basket,
        turns: &'a [Turn<'a>],
        standing: &'a Standing,
        context: &'a Context,
    ) -> Result<Priced<'a>, PricingError> {
        let lines = open_lines(basket)?;
        let mut shelf = State::new(&lines, standing, context);
        Money(shelf.left()).checked_add(context.delivery_fee)?;
        let sifted = sift(turns, basket, &lines, &shelf, standing, context);
        let ground = ground(&sifted.candidates, &lines, &shelf, standing, context);
        let found = best_combination(&ground, &shelf, ground.limit());
        for line in &found.at_member_price {
            shelf.take_member_price(*line, &lines[*line]);
        }
        let sum = |of: fn(&Applied) -> i64| Money(found.applied.iter().map(of).sum());
        Ok(Priced {
            basket,
            turns,
            standing,
            context,
            gross: Money(shelf.left()),
            given: sum(|one| one.given.money),
            given_delivery: sum(|one| one.given.delivery),
            lines,
            shelf,
            sifted,
            found,
        })
    }

    /// The quote, with what became of each offer.
    pub fn written_down(&self) -> Result<Quote, PricingError> {
        let Priced { sifted, found, .. } = self;
        let before = self.gross.checked_sub(self.given)?;
        let rounding = round_off(before, self.context);
        let discount = self.given.checked_add(rounding)?;
        let total = self.gross.checked_sub(discount)?;
        let taken: Vec<Taken> = found.applied.iter().map(Applied::taken).collect();
        let earning = Earning::of(self.standing, self.context);
        let earned = earning.earned(total, &sifted.candidates, &taken)?;
        let offset = self.context.points_rule.offset;
        Ok(Quote {
            lines: self.quoted_lines(rounding)?,
            gross: self.gross,
            discount,
            total,
            rounding,
            delivery_fee: self.context.delivery_fee,
            delivery_discount: self.given_delivery,
            gifts: self.gifts(),
            points_multiplier: earned.multiplier,
            points_bonus: earned.bonus,
            points_earned: earned.points,
            points_offset_max: if self.standing.is_member {
                offset.most_of(total)?
            } else {
                PointsOffsetMax::default()
            },
            explanations: self.explanations()?,
            search: found.search,
        })
    }

    fn gifts(&self) -> Vec<Gift> {
        let of = |Applied { candidate, given }: &'_ Applied| {
            let offer = self.sifted.candidates[*candidate].offer.id;
            let gift = move |(sku_id, quantity): &(SkuId, i64)| Gift {
                offer,
                sku_id: *sku_id,
                quantity: *quantity,
            };
            given.gifts.iter().map(gift).collect::<Vec<_>>()
        };
        self.found.applied.iter().flat_map(of).collect()
    }

    /// What became of each offer, in the order of their turns.
    fn explanations(&self) -> Result<Vec<Explanation>, PricingError> {
        let candidates = &self.sifted.candidates;
        let anybody = State::new(&self.lines, self.standing, self.context);
        let ground = ground(
            candidates,
            &self.lines,
            &anybody,
            self.standing,
            self.context,
        );
        let mut outcomes = outcomes(&ground, &self.shelf, &self.found).into_iter();
        let explain = |(turn, refusal): (&Turn<'a>, &Option<Refusal>)| {
            let offer = turn.offer;
            let outcome = match refusal {
                None => outcomes.next().ok_or(PricingError::DoesNotAddUp)?,
                Some(Refusal::Anyway(unmet)) => not_eligible(*unmet),
                Some(Refusal::AtThatPrice(unmet)) => self.refused_here(offer, *unmet),
            };
            Ok(Explanation {
                offer: offer.id,
                version: offer.version,
                name: offer.name.clone(),
                layer: offer.layer,
                outcome,
            })
        };
        let turns = self.turns.iter().zip(&self.sifted.refused);
        turns.map(explain).collect()
    }

    /// Why an offer does not fit at the prices on the shelf that the combination has: at the member
    /// price more may be missing.
    fn refused_here(&self, offer: &Offer, at_list: Unmet) -> Outcome {
        if self.found.at_member_price.is_empty() || at_list.missing.is_none() {
            return not_eligible(at_list);
        }
        let scope = scope_of(offer, &places(self.basket, &self.lines));
        let refused = give(unscored(offer, scope).view(&self.lines, &self.shelf)).err();
        not_eligible(refused.unwrap_or(at_list))
    }

    fn quoted_lines(&self, rounding: Money) -> Result<Vec<QuotedLine>, PricingError> {
        let lines = &self.lines;
        let mut shares: Vec<Vec<Share>> = vec![Vec::new(); lines.len()];
        let mut left: Vec<i64> = self.shelf.cells.iter().map(|cell| cell.left).collect();
        for Applied { candidate, given } in &self.found.applied {
            let offer = self.sifted.candidates[*candidate].offer.id;
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
        for (at, (shares, rounded)) in shares.into_iter().zip(rounded).enumerate() {
            let place = lines[at].place;
            let line = self.quoted_line(at, shares, Money(rounded))?;
            quoted.push((place, line));
        }
        quoted.sort_by_key(|(place, _)| *place);
        Ok(quoted.into_iter().map(|(_, line)| line).collect())
    }

    fn quoted_line(
        &self,
        at: usize,
        shares: Vec<Share>,
        rounding: Money,
    ) -> Result<QuotedLine, PricingError> {
        let line = &self.basket.lines[self.lines[at].place];
        let shelf = self.shelf.cells[at].shelf;
        let gross = Money(shelf * self.lines[at].pieces);
        let discount = Money::sum(shares.iter().map(|share| share.amount))?;
        let discount = discount.checked_add(rounding)?;
        let (unit_price, price_source) = match line.member_price {
            Some(price) if shelf < self.lines[at].unit => (price, PriceSource::Member),
            _ if line.is_store_price => (line.list_price, PriceSource::Store),
            _ => (line.list_price, PriceSource::List),
        };
        Ok(QuotedLine {
            sku_id: line.sku_id,
            quantity: line.quantity,
            list_price: line.list_price,
            unit_price,
            price_source,
            gross,
            discount,
            total: gross.checked_sub(discount)?,
            shares,
            rounding,
        })
    }
}

/// What is searched: an order at what anybody pays.
pub(crate) fn ground<'g>(
    candidates: &'g [Candidate<'g>],
    lines: &'g [Line],
    state: &State,
    standing: &Standing,
    context: &'g Context,
) -> Ground<'g> {
    let earning = Earning::of(standing, context);
    Ground {
        candidates,
        lines,
        scales: Scales::of(state, candidates, earning, context),
        coupons_max: context.coupons_max,
        is_member: standing.is_member,
    }
}

/// The offers to choose from, the standing's own included, in the order of their turns. One that
/// makes no sense, or that has the number of another, must not keep a till from selling.
pub(crate) fn in_turn<'a>(offers: &'a [Offer], of_standing: Option<&'a Offer>) -> Vec<Turn<'a>> {
    let mut all: Vec<&Offer> = offers.iter().chain(of_standing).collect();
    all.sort_by(|one, other| {
        // Two of one number: the order in which they came must not decide.
        let by_content = || format!("{one:?}").cmp(&format!("{other:?}"));
        one.turn().cmp(&other.turn()).then_with(by_content)
    });
    let mut numbers: BTreeSet<OfferId> = BTreeSet::new();
    let turn = |offer| Turn {
        offer,
        is_usable: check::is_sound(offer) && numbers.insert(offer.id),
    };
    all.into_iter().map(turn).collect()
}

/// Parts the offers, on an order at what anybody pays.
pub(crate) fn sift<'a>(
    turns: &[Turn<'a>],
    basket: &Basket,
    lines: &[Line],
    state: &State,
    standing: &Standing,
    context: &Context,
) -> Sifted<'a> {
    let asked = Asked {
        basket,
        standing,
        context,
    };
    let mut sifted = Sifted {
        candidates: Vec::with_capacity(turns.len()),
        refused: Vec::with_capacity(turns.len()),
    };
    let (mut given, places) = (Given::default(), places(basket, lines));
    for Turn { offer, is_usable } in turns {
        let missing = None;
        let why = WhyNot::NotUsable;
        let may_be = match &offer.condition {
            _ if !is_usable => Err(Unmet { why, missing }),
            _ if offer.is_used_up => Err(Unmet {
                why: WhyNot::LimitReached,
                missing,
            }),
            Some(condition) => condition.ask(&asked),
            None => Ok(()),
        };
        let could = may_be.map_err(Refusal::Anyway).and_then(|()| {
            let scope = scope_of(offer, &places);
            candidate(offer, scope, lines, state, &mut given).map_err(Refusal::AtThatPrice)
        });
        sifted.refused.push(could.as_ref().err().copied());
        sifted.candidates.extend(could.ok());
    }
    sifted
}

/// The lines that an offer is about; parts draw from its goods only.
fn scope_of(offer: &Offer, places: &Places) -> Scope {
    let touched = places.bits(&offer.goods);
    let of_part = |part: &Part| {
        let mut bits = places.bits(&part.goods);
        for (word, touched) in bits.iter_mut().zip(&touched) {
            *word &= touched;
        }
        bits
    };
    let named = offer.reach.as_ref().map(|reach| reach.goods.as_ref());
    Scope::of(&LineSets {
        parts: offer.parts().iter().map(of_part).collect(),
        counted: named.flatten().map(|goods| places.bits(goods)),
        counts_own: named == Some(None),
        touched,
    })
}

fn places(basket: &Basket, lines: &[Line]) -> Places {
    Places::of(lines.iter().map(|line| &basket.lines[line.place]))
}
