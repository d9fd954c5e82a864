//! The best allowed combination of offers: exact, by branch and bound, within a limit of work
//! that is counted in steps so that every machine stops at the same place.

use crate::PricingError;
use crate::offer::{Layer, Offer};
use crate::quote::Search;
use kernel::{CategoryId, Money, SkuId, share};

/// Combinations looked at before the best found so far has to do.
pub(crate) const NODE_LIMIT: u32 = 10_000;

/// A line as the search sees it; sorted by SKU, so that scanning order moves no cent.
pub(crate) struct OpenLine {
    /// Where it stands in the basket.
    pub place: usize,
    pub sku_id: SkuId,
    pub category_id: Option<CategoryId>,
    pub gross: Money,
    pub takes_standing: bool,
}

impl OpenLine {
    pub fn is_touched_by(&self, offer: &Offer) -> bool {
        let excluded = offer.layer == Layer::Standing && !self.takes_standing;
        !excluded && offer.effect.target().holds(self.sku_id, self.category_id)
    }
}

/// An offer of the combination, with its share for each open line.
#[derive(Clone)]
pub(crate) struct Applied {
    /// Its place in the list of offers.
    pub offer: usize,
    pub amount: Money,
    pub shares: Vec<Money>,
}

/// The combination found.
pub(crate) struct Found {
    pub applied: Vec<Applied>,
    pub search: Search,
}

/// Finds the combination that gives most. Offers come sorted by layer and id; between
/// combinations that give alike, the first in that order is taken.
pub(crate) fn best_combination(
    offers: &[Offer],
    lines: &[OpenLine],
) -> Result<Found, PricingError> {
    let mut walk = Walk {
        offers,
        lines,
        best: Vec::new(),
        best_given: -1,
        nodes: 0,
        is_cut_short: false,
    };
    let left: Vec<i64> = lines.iter().map(|line| line.gross.0).collect();
    walk.go(0, &left, &mut Vec::new(), 0)?;
    Ok(Found {
        applied: walk.best,
        search: Search {
            nodes: walk.nodes,
            is_best_of_all: !walk.is_cut_short,
        },
    })
}

struct Walk<'a> {
    offers: &'a [Offer],
    lines: &'a [OpenLine],
    best: Vec<Applied>,
    /// What the best gives; below zero until something was found.
    best_given: i64,
    nodes: u32,
    is_cut_short: bool,
}

impl Walk<'_> {
    /// Chooses an offer of the layer, or none, and goes on with the next layer.
    fn go(
        &mut self,
        layer: usize,
        left: &[i64],
        taken: &mut Vec<Applied>,
        given: i64,
    ) -> Result<(), PricingError> {
        if self.nodes >= NODE_LIMIT {
            self.is_cut_short = true;
            return Ok(());
        }
        self.nodes += 1;
        if given > self.best_given {
            // Every state is itself an answer: that of taking nothing from here on.
            self.best_given = given;
            self.best = taken.clone();
        }
        if layer == Layer::ALL.len() || given + self.hope(layer, left)? <= self.best_given {
            return Ok(());
        }
        for (offer, amount) in self.candidates(layer, left)? {
            let applied = self.apply(offer, amount, left)?;
            let rest: Vec<i64> = left
                .iter()
                .zip(&applied.shares)
                .map(|(left, share)| left - share.0)
                .collect();
            taken.push(applied);
            self.go(layer + 1, &rest, taken, given + amount)?;
            taken.pop();
        }
        self.go(layer + 1, left, taken, given)
    }

    /// No combination of the layers from here on gives more: each gives most on what is left now.
    fn hope(&self, layer: usize, left: &[i64]) -> Result<i64, PricingError> {
        let mut hope = 0_i64;
        for layer in layer..Layer::ALL.len() {
            let candidates = self.candidates(layer, left)?;
            let most = candidates.first().map_or(0, |(_, amount)| *amount);
            hope = hope.checked_add(most).ok_or(PricingError::OutOfRange)?;
        }
        Ok(hope)
    }

    /// Offers of a layer that give something on what is left, the most generous first.
    fn candidates(&self, layer: usize, left: &[i64]) -> Result<Vec<(usize, i64)>, PricingError> {
        let mut candidates = Vec::new();
        for (index, offer) in self.offers.iter().enumerate() {
            if offer.layer != Layer::ALL[layer] {
                continue;
            }
            let touched = self.lines.iter().zip(left);
            // The lines' gross adds up within range, and what is left of them is not more.
            let amount: i64 = touched
                .filter(|(line, _)| line.is_touched_by(offer))
                .map(|(_, left)| *left)
                .sum();
            let given = offer.effect.given_on(Money(amount))?.0;
            debug_assert!(given <= amount, "an offer never gives more than there is");
            if given > 0 {
                candidates.push((index, given));
            }
        }
        candidates.sort_by_key(|(index, given)| (std::cmp::Reverse(*given), *index));
        Ok(candidates)
    }

    /// Shares what an offer gives over the lines it touches, by what is left to pay for them.
    fn apply(&self, index: usize, amount: i64, left: &[i64]) -> Result<Applied, PricingError> {
        let offer = &self.offers[index];
        let weights: Vec<i64> = self
            .lines
            .iter()
            .zip(left)
            .map(|(line, left)| if line.is_touched_by(offer) { *left } else { 0 })
            .collect();
        Ok(Applied {
            offer: index,
            amount: Money(amount),
            shares: share(amount, &weights)?.into_iter().map(Money).collect(),
        })
    }
}
