//! The quote: what each line costs, what each offer gave, and why another gave nothing.
//!
//! Promises, asked of the quote before it leaves: line totals add up to the total, shares add up to
//! the discounts, nothing is below zero.

use crate::PricingError;
use crate::basket::{Basket, Context, Standing};
use crate::explain::{Explanation, Outcome};
use crate::offer::{self, Offer, OfferId};
use crate::points::PointsOffsetMax;
use crate::priced::{Priced, in_turn};
use kernel::{Money, Points, Rate, SkuId};
use serde::{Deserialize, Serialize};

/// What a basket costs, and why.
#[doc(alias = "试算")]
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Quote {
    /// One for each line of the basket, in its order.
    pub lines: Vec<QuotedLine>,
    /// Sum of the lines before discounts.
    pub gross: Money,
    /// Sum of all discounts on goods, the rounding included.
    pub discount: Money,
    /// What is to pay for the goods.
    pub total: Money,
    /// What was rounded off (抹零); part of the discount.
    pub rounding: Money,
    /// What delivery costs.
    pub delivery_fee: Money,
    /// What of that is not to pay.
    pub delivery_discount: Money,
    /// What is given for nothing.
    pub gifts: Vec<Gift>,
    /// What multiplies earned points, tier and offers together: 10 000 is once.
    pub points_multiplier: Rate,
    /// Points that offers add to those that are earned.
    pub points_bonus: Points,
    /// Points that the order earns, the bonus included. What is paid with points earns none.
    pub points_earned: Points,
    /// The most that points may pay, whatever the balance.
    pub points_offset_max: PointsOffsetMax,
    /// What became of each offer, in the order of their turns.
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
    /// Sum of the line's shares of discounts and of the rounding.
    pub discount: Money,
    /// What is to pay for the line.
    pub total: Money,
    /// The line's share of each discount that touches it.
    pub shares: Vec<Share>,
    /// The line's share of the rounding.
    pub rounding: Money,
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

/// Goods that an offer gives for nothing.
#[doc(alias = "赠品")]
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Gift {
    /// Which offer.
    pub offer: OfferId,
    /// What.
    pub sku_id: SkuId,
    /// How many.
    pub quantity: i64,
}

/// The largest unit that what is left to pay is rounded to: a hundred yuan.
const UNIT_MAX: i64 = 10_000;

/// How what is left to pay is rounded in favour of the buyer (抹零).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct RoundDown {
    /// To whole multiples of this: 10 for 抹分, 100 for 抹角; more than zero, at most 10 000.
    pub unit: Money,
}

/// How the best combination was found. The work is counted in steps, not in time, so that till
/// and server stop at the same place.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Search {
    /// How often an offer was worked out on what others left, or a price on the shelf chosen.
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
    check_context(context)?;
    let of_standing = offer::of_standing(standing);
    let offers = in_turn(offers, of_standing.as_ref());
    let quote = Priced::of(basket, &offers, standing, context)?.written_down()?;
    match quote.adds_up() {
        true => Ok(quote),
        false => Err(PricingError::DoesNotAddUp),
    }
}

impl Quote {
    /// What an offer takes off; nothing if it is not given.
    pub fn taken_off_by(&self, offer: OfferId) -> Option<Money> {
        let mut told = self.explanations.iter();
        match told.find(|told| told.offer == offer)?.outcome {
            Outcome::Applied { amount, .. } => Some(amount),
            _ => None,
        }
    }

    /// The quote's own promises; cheap, and no receipt is better than a wrong one.
    fn adds_up(&self) -> bool {
        let sum = |part: fn(&QuotedLine) -> Money| -> i128 {
            self.lines.iter().map(|line| i128::from(part(line).0)).sum()
        };
        let sums = [
            (sum(|line| line.gross), self.gross),
            (sum(|line| line.discount), self.discount),
            (sum(|line| line.total), self.total),
        ];
        let shares = |line: &QuotedLine| {
            let shares = line.shares.iter().map(|share| i128::from(share.amount.0));
            shares.sum::<i128>() + i128::from(line.rounding.0) == i128::from(line.discount.0)
        };
        let is_right = |line: &QuotedLine| line.total >= Money::ZERO && shares(line);
        sums.iter().all(|(sum, told)| *sum == i128::from(told.0))
            && self.lines.iter().all(is_right)
            && self.delivery_discount <= self.delivery_fee
    }
}

/// What is rounded off what is left once points have paid.
pub(crate) fn round_off(before: Money, context: &Context) -> Money {
    let left = (before.0 - context.paid_with_points.0).max(0);
    let rounding = context.rounding.map(|rounding| left % rounding.unit.0);
    Money(rounding.unwrap_or(0))
}

fn check_context(context: &Context) -> Result<(), PricingError> {
    let is_range = |amount: Money| (0..=Money::LIMIT).contains(&amount.0);
    let rounds = context
        .rounding
        .is_none_or(|rounding| (1..=UNIT_MAX).contains(&rounding.unit.0));
    if is_range(context.delivery_fee) && is_range(context.paid_with_points) && rounds {
        Ok(())
    } else {
        Err(PricingError::BadContext)
    }
}
