//! The quote: what each line costs, what each offer gave, and why another gave nothing.
//!
//! Promises, asserted before the quote leaves: line totals add up to the total, shares add up to
//! the discounts, nothing is below zero.

use crate::basket::{Basket, BasketLine, Context, MAX_QUANTITY, Standing};
use crate::offer::{self, Layer, Offer, OfferId};
use crate::points::{PointsOffsetMax, points_earned};
use crate::search::{Applied, Found, OpenLine, best_combination};
use crate::{PricingError, TierStanding};
use kernel::{Money, Points, SkuId};
use serde::{Deserialize, Serialize};

/// What a basket costs, and why.
#[doc(alias = "试算")]
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Quote {
    /// One for each line of the basket, in its order.
    pub lines: Vec<QuotedLine>,
    /// Sum of the lines before discounts.
    pub gross: Money,
    /// Sum of all discounts.
    pub discount: Money,
    /// What is to pay.
    pub total: Money,
    /// Points that the order earns if none of it is paid with points.
    pub points_earned: Points,
    /// The most that points may pay, whatever the balance.
    pub points_offset_max: PointsOffsetMax,
    /// What became of each offer, by layer and id.
    pub explanations: Vec<Explanation>,
    /// How the best combination was found.
    pub search: Search,
}

/// What one line costs.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct QuotedLine {
    /// What.
    pub sku_id: SkuId,
    /// How many.
    pub quantity: i64,
    /// What one unit costs anybody here.
    pub list_price: Money,
    /// What one unit costs this buyer before discounts.
    pub unit_price: Money,
    /// Which price that is.
    pub price_source: PriceSource,
    /// Quantity times unit price.
    pub gross: Money,
    /// Sum of the line's shares of discounts.
    pub discount: Money,
    /// What is to pay for the line.
    pub total: Money,
    /// The line's share of each discount that touches it.
    pub shares: Vec<Share>,
}

kernel::text_enum! {
    /// Which price a line was charged.
    pub enum PriceSource {
        /// The brand's list price.
        List = "list",
        /// This store's own price.
        Store = "store",
        /// The price for members.
        Member = "member",
    }
}

/// A line's part of one discount.
#[doc(alias = "分摊")]
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Share {
    /// Of which offer.
    pub offer: OfferId,
    /// How much.
    pub amount: Money,
}

/// What became of one offer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Explanation {
    /// Which offer.
    pub offer: OfferId,
    /// What people call it.
    pub name: String,
    /// Who gives it.
    pub layer: Layer,
    /// What became of it.
    pub outcome: Outcome,
}

/// Whether an offer gave something, and if not, why.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Outcome {
    /// It gave so much.
    Applied {
        /// How much, over all lines.
        amount: Money,
    },
    /// It fits, but another one that it does not stack with gives more.
    BeatenBy {
        /// Which one.
        offer: OfferId,
    },
    /// It does not fit this basket.
    NotEligible {
        /// Why.
        why: WhyNot,
        /// How much more would have to be spent, where that is what is missing.
        missing: Option<Money>,
    },
}

kernel::text_enum! {
    /// Why an offer does not fit.
    pub enum WhyNot {
        /// No goods of its target are in the basket.
        NoGoods = "no_goods",
        /// So little is to pay that nothing can be given on it.
        TooLittle = "too_little",
        /// All its goods have a member price that excludes it.
        MemberPriceHolds = "member_price_holds",
    }
}

/// How the best combination was found. The work is counted in steps, not in time, so that till
/// and server stop at the same place.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Search {
    /// Combinations looked at.
    pub nodes: u32,
    /// Whether it is the best of all; if not, it is the best found within the limit of work.
    pub is_best_of_all: bool,
}

/// Prices a basket without effect: the best allowed combination of offers, shared to the lines.
pub fn quote(
    basket: &Basket,
    offers: &[Offer],
    standing: &Standing,
    context: &Context,
) -> Result<Quote, PricingError> {
    context.points_rule.check()?;
    let offers = gather_offers(offers, standing)?;
    let prices = basket
        .lines
        .iter()
        .map(|line| choose_price(line, standing, context))
        .collect::<Result<Vec<_>, _>>()?;
    let gross = Money::sum(prices.iter().map(|price| price.gross))?;
    let open = open_lines(basket, &prices);
    let found = best_combination(&offers, &open)?;
    let lines = quoted_lines(basket, &prices, &offers, &open, &found)?;
    let discount = Money::sum(found.applied.iter().map(|applied| applied.amount))?;
    let total = gross.checked_sub(discount)?;
    let quote = Quote {
        lines,
        gross,
        discount,
        total,
        points_earned: points_earned(total, &context.points_rule, standing.points_multiplier())?,
        points_offset_max: if standing.is_member {
            context.points_rule.offset.most_of(total)?
        } else {
            PointsOffsetMax::default()
        },
        explanations: explain(&offers, &open, &found)?,
        search: found.search,
    };
    quote.assert_it_adds_up();
    Ok(quote)
}

impl Quote {
    /// The quote's own promises; cheap, and worth a panic in place of a wrong receipt.
    fn assert_it_adds_up(&self) {
        let sum = |part: fn(&QuotedLine) -> Money| -> i128 {
            self.lines.iter().map(|line| i128::from(part(line).0)).sum()
        };
        assert_eq!(sum(|line| line.gross), i128::from(self.gross.0));
        assert_eq!(sum(|line| line.discount), i128::from(self.discount.0));
        assert_eq!(sum(|line| line.total), i128::from(self.total.0));
        assert!(self.lines.iter().all(|line| line.total >= Money::ZERO));
    }
}

struct ChosenPrice {
    unit_price: Money,
    source: PriceSource,
    gross: Money,
    /// False where the member price excludes the tier discount.
    takes_standing: bool,
}

/// The offers to choose from, the standing's own included, by layer and id.
fn gather_offers(offers: &[Offer], standing: &Standing) -> Result<Vec<Offer>, PricingError> {
    let mut all = offers.to_vec();
    all.extend(offer::of_standing(standing)?);
    all.sort_by_key(|offer| (offer.layer, offer.id));
    if let Some(bad) = all.iter().find(|offer| !offer.effect.is_usable()) {
        return Err(PricingError::BadOffer { offer: bad.id });
    }
    let mut ids: Vec<OfferId> = all.iter().map(|offer| offer.id).collect();
    ids.sort_unstable();
    if let Some(twice) = ids.windows(2).find(|pair| pair[0] == pair[1]) {
        return Err(PricingError::BadOffer { offer: twice[0] });
    }
    Ok(all)
}

fn choose_price(
    line: &BasketLine,
    standing: &Standing,
    context: &Context,
) -> Result<ChosenPrice, PricingError> {
    let sku_id = line.sku_id;
    if !(1..=MAX_QUANTITY).contains(&line.quantity) {
        return Err(PricingError::BadQuantity {
            sku_id,
            quantity: line.quantity,
            max: MAX_QUANTITY,
        });
    }
    let prices = [Some(line.list_price), line.member_price];
    let sane = |price: Money| (0..=Money::LIMIT).contains(&price.0);
    if !prices.into_iter().flatten().all(sane) {
        return Err(PricingError::BadPrice { sku_id });
    }
    // A member price above the list price is a mistake that the buyer must not pay for.
    let member_price = line
        .member_price
        .filter(|price| standing.is_member && *price < line.list_price);
    let tier = standing
        .tier
        .as_ref()
        .filter(|_| context.member_price_excludes_tier);
    let (unit_price, source, takes_standing) = match (member_price, tier) {
        (Some(price), Some(tier)) if !is_cheaper_with(tier, line.list_price, price) => {
            (price, PriceSource::Member, false)
        }
        (Some(price), None) => (price, PriceSource::Member, true),
        _ if line.is_store_price => (line.list_price, PriceSource::Store, true),
        _ => (line.list_price, PriceSource::List, true),
    };
    Ok(ChosenPrice {
        unit_price,
        source,
        gross: unit_price.times(line.quantity)?,
        takes_standing,
    })
}

/// Whether the tier's discount on the list price is below the member price, before rounding.
fn is_cheaper_with(tier: &TierStanding, list_price: Money, member_price: Money) -> bool {
    let discounted = i128::from(list_price.0) * i128::from(tier.discount.0);
    discounted < i128::from(member_price.0) * 10_000
}

/// The lines in the order that sharing counts in: by SKU, then the larger amount. Scanning order
/// decides only between lines that are alike.
fn open_lines(basket: &Basket, prices: &[ChosenPrice]) -> Vec<OpenLine> {
    let mut open: Vec<OpenLine> = basket
        .lines
        .iter()
        .zip(prices)
        .enumerate()
        .map(|(place, (line, price))| OpenLine {
            place,
            sku_id: line.sku_id,
            category_id: line.category_id,
            gross: price.gross,
            takes_standing: price.takes_standing,
        })
        .collect();
    open.sort_by_key(|line| (line.sku_id, std::cmp::Reverse(line.gross), line.place));
    open
}

fn quoted_lines(
    basket: &Basket,
    prices: &[ChosenPrice],
    offers: &[Offer],
    open: &[OpenLine],
    found: &Found,
) -> Result<Vec<QuotedLine>, PricingError> {
    let mut shares: Vec<Vec<Share>> = vec![Vec::new(); basket.lines.len()];
    for Applied {
        offer,
        shares: parts,
        ..
    } in &found.applied
    {
        for (line, amount) in open.iter().zip(parts) {
            if !amount.is_zero() {
                shares[line.place].push(Share {
                    offer: offers[*offer].id,
                    amount: *amount,
                });
            }
        }
    }
    let lines = basket.lines.iter().zip(prices).zip(shares);
    lines
        .map(|((line, price), shares)| {
            let discount = Money::sum(shares.iter().map(|share| share.amount))?;
            Ok(QuotedLine {
                sku_id: line.sku_id,
                quantity: line.quantity,
                list_price: line.list_price,
                unit_price: price.unit_price,
                price_source: price.source,
                gross: price.gross,
                discount,
                total: price.gross.checked_sub(discount)?,
                shares,
            })
        })
        .collect()
}

fn explain(
    offers: &[Offer],
    open: &[OpenLine],
    found: &Found,
) -> Result<Vec<Explanation>, PricingError> {
    offers
        .iter()
        .enumerate()
        .map(|(index, offer)| {
            Ok(Explanation {
                offer: offer.id,
                name: offer.name.clone(),
                layer: offer.layer,
                outcome: outcome_of(index, offers, open, found)?,
            })
        })
        .collect()
}

fn outcome_of(
    index: usize,
    offers: &[Offer],
    open: &[OpenLine],
    found: &Found,
) -> Result<Outcome, PricingError> {
    let offer = &offers[index];
    if let Some(applied) = found.applied.iter().find(|applied| applied.offer == index) {
        return Ok(Outcome::Applied {
            amount: applied.amount,
        });
    }
    let not = |why, missing| Outcome::NotEligible { why, missing };
    let named = |line: &&OpenLine| offer.effect.target().holds(line.sku_id, line.category_id);
    if !open.iter().any(|line| named(&line)) {
        return Ok(not(WhyNot::NoGoods, None));
    }
    let touched: Vec<Money> = open
        .iter()
        .filter(|line| line.is_touched_by(offer))
        .map(|line| line.gross)
        .collect();
    if touched.is_empty() {
        return Ok(not(WhyNot::MemberPriceHolds, None));
    }
    let amount = Money::sum(touched)?;
    let rivals = found.applied.iter().map(|applied| &offers[applied.offer]);
    // Of its own layer if there is one: that is the one it does not stack with. Otherwise
    // earlier layers have left too little for it to give anything on.
    let winner = rivals
        .clone()
        .find(|rival| rival.layer == offer.layer)
        .or_else(|| rivals.clone().next());
    match winner {
        Some(winner) if !offer.effect.given_on(amount)?.is_zero() => {
            Ok(Outcome::BeatenBy { offer: winner.id })
        }
        _ => Ok(not(WhyNot::TooLittle, offer.effect.missing_from(amount))),
    }
}

#[cfg(test)]
mod laws;
#[cfg(test)]
mod table;
#[cfg(test)]
mod tests;
