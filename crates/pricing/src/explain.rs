//! What became of each offer: given, beaten and by which, or not for this order and why.

use crate::basket::Context;
use crate::condition::{Missing, Unmet, WhyNot};
use crate::effect::{Drawing, Given, View, apply, give};
use crate::offer::{Extra, Layer, Offer, OfferId};
use crate::search::{Applied, Candidate, Found};
use crate::state::{Line, State};
use kernel::Money;
use serde::{Deserialize, Serialize};

/// What became of one offer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Explanation {
    /// Which offer.
    pub offer: OfferId,
    /// In which version.
    pub version: u32,
    /// What people call it.
    pub name: String,
    /// In which turn it comes.
    pub layer: Layer,
    /// What became of it.
    pub outcome: Outcome,
}

/// Whether an offer gave something, and if not, why.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Outcome {
    /// It gave something; each line tells its share.
    Applied {
        /// How much off the goods, over all lines; zero if it gives extras only.
        amount: Money,
    },
    /// It fits, but others were better.
    BeatenBy {
        /// Which others.
        offers: Vec<OfferId>,
        /// In which way.
        because: Because,
        /// How much more would do, where more would do.
        missing: Option<Missing>,
    },
    /// It does not fit this order.
    NotEligible {
        /// Why.
        why: WhyNot,
        /// How much more would do, where more would do.
        missing: Option<Missing>,
    },
}

kernel::text_enum! {
    /// In which way other offers were better.
    pub enum Because {
        /// They do not go together.
        Excluded = "excluded",
        /// They took the pieces that it is about.
        GoodsTaken = "goods_taken",
        /// They left less than it asks for.
        TooLittleLeft = "too_little_left",
        /// With it, they would give less, and all together would cost more.
        CostsMore = "costs_more",
    }
}

/// What became of each offer, in the order of their turns.
pub(crate) fn explain(
    offers: &[&Offer],
    candidates: &[Candidate<'_>],
    refused: &[(OfferId, Unmet)],
    lines: &[Line],
    state: &State,
    found: &Found,
    context: &Context,
) -> Vec<Explanation> {
    let mut outcomes = outcomes(candidates, lines, state, found, context).into_iter();
    let mut unmets = refused.iter().peekable();
    offers
        .iter()
        .map(|offer| {
            let outcome = match unmets.next_if(|(id, _)| *id == offer.id) {
                Some((_, Unmet { why, missing })) => Outcome::NotEligible {
                    why: *why,
                    missing: *missing,
                },
                None => outcomes.next().unwrap_or(Outcome::Applied {
                    amount: Money::ZERO,
                }),
            };
            Explanation {
                offer: offer.id,
                version: offer.version,
                name: offer.name.clone(),
                layer: offer.layer,
                outcome,
            }
        })
        .collect()
}

/// What became of each candidate: the combination is gone through once more, and each that is not
/// in it is asked at its turn.
fn outcomes(
    candidates: &[Candidate<'_>],
    lines: &[Line],
    state: &State,
    found: &Found,
    context: &Context,
) -> Vec<Outcome> {
    let root = state;
    let mut state = root.clone();
    let mut applied = found.applied.iter().peekable();
    let mut outcomes = Vec::with_capacity(candidates.len());
    for (at, candidate) in candidates.iter().enumerate() {
        if let Some(one) = applied.next_if(|one| one.candidate == at) {
            state = apply(&state, &one.given);
            outcomes.push(Outcome::Applied {
                amount: Money(one.given.money),
            });
            continue;
        }
        let view = View {
            offer: candidate.offer,
            scope: &candidate.scope,
            lines,
            state: &state,
            drawing: Drawing::Once,
        };
        let untouched = View {
            state: root,
            ..view
        };
        // It cannot be given to this order whatever others do.
        if let Err(Unmet { why, missing }) = give(untouched) {
            outcomes.push(Outcome::NotEligible { why, missing });
            continue;
        }
        outcomes.push(beaten(view, candidates, found, at, context));
    }
    outcomes
}

fn beaten(
    view: View<'_>,
    candidates: &[Candidate<'_>],
    found: &Found,
    at: usize,
    context: &Context,
) -> Outcome {
    let offer = view.offer;
    let chosen = |is_meant: &dyn Fn(&Applied, &Candidate<'_>) -> bool| -> Vec<OfferId> {
        let applied = found.applied.iter();
        let meant = applied.filter(|one| is_meant(one, &candidates[one.candidate]));
        meant
            .map(|one| candidates[one.candidate].offer.id)
            .collect()
    };
    let rivals = chosen(&|_, other| !offer.goes_with(other.offer));
    let of = |offers: Vec<OfferId>, because, missing| Outcome::BeatenBy {
        offers,
        because,
        missing,
    };
    if !rivals.is_empty() {
        return of(rivals, Because::Excluded, None);
    }
    let before = |one: &Applied| one.candidate < at && takes_from(&one.given, view);
    match give(view) {
        Err(Unmet { why, missing }) => {
            let earlier = chosen(&|one, _| before(one));
            let is_its_own = matches!(why, WhyNot::BudgetSpent | WhyNot::MemberPriceHolds);
            if earlier.is_empty() || is_its_own {
                return Outcome::NotEligible { why, missing };
            }
            let took = chosen(&|one, _| before(one) && !one.given.used.is_empty());
            let is_taken = matches!(why, WhyNot::TooFew | WhyNot::NoGoods) && !took.is_empty();
            if is_taken {
                return of(took, Because::GoodsTaken, missing);
            }
            of(earlier, Because::TooLittleLeft, missing)
        }
        Ok(given) => {
            // A coupon that would be one too many, or an offer that makes later ones give less.
            let coupons = chosen(&|_, other| other.offer.layer == Layer::Coupon);
            let is_full = context
                .coupons_max
                .is_some_and(|max| coupons.len() >= max as usize);
            if offer.layer == Layer::Coupon && is_full {
                let (why, missing) = (WhyNot::NoCoupons, None);
                return match coupons.is_empty() {
                    true => Outcome::NotEligible { why, missing },
                    false => of(coupons, Because::Excluded, missing),
                };
            }
            let fewer = give_less_with(view, &given, candidates, found, at);
            of(fewer, Because::CostsMore, None)
        }
    }
}

/// Whether something was given that the offer is about: on its goods, its gift, or delivery.
fn takes_from(given: &Given, view: View<'_>) -> bool {
    let is_gone = |extra: &Extra| match extra {
        Extra::Gift { sku_id, .. } => given.gifts.iter().any(|(gift, _)| gift == sku_id),
        Extra::FreeDelivery => given.delivery > 0,
        Extra::Points { .. } => false,
    };
    let mut lines = given.weights.iter().chain(&given.used);
    view.offer.extras.iter().any(is_gone) || lines.any(|(line, _)| view.scope.holds(*line))
}

/// Of the later offers that are applied, those that would give less if one more were applied
/// before them.
fn give_less_with(
    view: View<'_>,
    given: &Given,
    candidates: &[Candidate<'_>],
    found: &Found,
    at: usize,
) -> Vec<OfferId> {
    let mut state = apply(view.state, given);
    let mut less = Vec::new();
    for one in found.applied.iter().filter(|one| one.candidate > at) {
        let Candidate { offer, scope, .. } = &candidates[one.candidate];
        let now = View {
            offer,
            scope,
            state: &state,
            ..view
        };
        let now = give(now).unwrap_or_default();
        let all = |given: &Given| (given.money + given.delivery, given.extras);
        let (was, is) = (all(&one.given), all(&now));
        if is.0 < was.0 || is.1 != was.1 {
            less.push(offer.id);
        }
        state = apply(&state, &now);
    }
    less
}
