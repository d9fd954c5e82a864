//! The search against trying everything.

use super::{cases, price};
use crate::earning::Earning;
use crate::effect::{Drawing, View, apply, give};
use crate::generate::{a_context, a_standing, some_lines, some_offers};
use crate::offer::of_standing;
use crate::priced::{in_turn, sift};
use crate::search::{Applied, Candidate, NODE_LIMIT, Score, best_combination, score_of};
use crate::state::{Line, ShelfPrice, State, open_lines};
use crate::{Basket, BasketLine, Context, Layer, Offer, Standing};
use kernel::Money;
use proptest::prelude::*;

/// All that is needed to search.
struct Ground<'a> {
    candidates: Vec<Candidate<'a>>,
    lines: Vec<Line>,
    state: State,
    earning: Earning<'a>,
}

impl<'a> Ground<'a> {
    fn of(
        basket: &Basket,
        offers: &[&'a Offer],
        standing: &Standing,
        context: &'a Context,
    ) -> Ground<'a> {
        let shelf = vec![ShelfPrice::BestForBuyer; basket.lines.len()];
        let lines = open_lines(basket, standing, context, &shelf).expect("lines");
        let state = State::new(&lines, context.delivery_fee.0, standing.is_member);
        let (candidates, _) = sift(offers, basket, &lines, &state, standing, context);
        Ground {
            candidates,
            lines,
            state,
            earning: Earning::of(standing, context),
        }
    }

    /// What a set of candidates gives in turn; nothing if they do not go together or one of them
    /// gives nothing.
    fn worth(&self, chosen: &[usize], coupons_max: Option<u32>) -> Option<Score> {
        let offer = |at: usize| self.candidates[at].offer;
        let is_coupon = |at: &&usize| offer(**at).layer == Layer::Coupon;
        let coupons = chosen.iter().filter(is_coupon).count();
        if coupons_max.is_some_and(|max| coupons > max as usize) {
            return None;
        }
        for (place, at) in chosen.iter().enumerate() {
            if chosen[..place]
                .iter()
                .any(|other| !offer(*other).goes_with(offer(*at)))
            {
                return None;
            }
        }
        let mut state = self.state.clone();
        let mut score = Score::default();
        let mut applied = Vec::new();
        for at in chosen {
            let candidate = &self.candidates[*at];
            let view = View {
                offer: candidate.offer,
                scope: &candidate.scope,
                lines: &self.lines,
                state: &state,
                drawing: Drawing::Once,
            };
            let given = give(view).ok()?;
            score = score.plus(score_of(candidate.offer, &given));
            state = apply(&state, &given);
            applied.push(Applied {
                candidate: *at,
                given,
            });
        }
        let left = state.cells.iter().map(|cell| cell.left).sum();
        score.points = self.earning.beyond(Money(left), &self.candidates, &applied);
        Some(score)
    }

    fn found(&self, coupons_max: Option<u32>) -> (Score, bool) {
        let found = best_combination(
            &self.candidates,
            &self.lines,
            &self.state,
            coupons_max,
            self.earning,
            NODE_LIMIT,
        );
        let chosen: Vec<usize> = found.applied.iter().map(|one| one.candidate).collect();
        let score = self.worth(&chosen, coupons_max).expect("an allowed set");
        (score, found.search.is_best_of_all)
    }
}

fn on_ground<R>(
    lines: &[BasketLine],
    offers: &[Offer],
    standing: &Standing,
    context: &Context,
    look: impl FnOnce(&Ground<'_>) -> R,
) -> R {
    let basket = Basket {
        lines: lines.to_vec(),
    };
    let of_tier = of_standing(standing).expect("a tier");
    let offers = in_turn(offers, of_tier.as_ref()).expect("offers");
    look(&Ground::of(&basket, &offers, standing, context))
}

proptest! {
    #![proptest_config(cases(1_000, 20_000))]

    #[test]
    fn nothing_is_better_than_the_best(
        lines in some_lines(0..7),
        offers in some_offers(0..7),
        standing in a_standing(),
        context in a_context(),
    ) {
        on_ground(&lines, &offers, &standing, &context, |ground| {
            let (found, is_best) = ground.found(context.coupons_max);
            prop_assert!(is_best);
            let count = ground.candidates.len();
            for mask in 0..1_u32 << count {
                let chosen: Vec<usize> = (0..count).filter(|at| mask >> at & 1 == 1).collect();
                if let Some(score) = ground.worth(&chosen, context.coupons_max) {
                    // Of two that are worth the same, which has fewer offers is for looks only.
                    prop_assert!(
                        Score { offers: 0, ..score } <= Score { offers: 0, ..found },
                        "{chosen:?} gives {score:?}, found was {found:?}"
                    );
                }
            }
            Ok(())
        })?;
    }
}

proptest! {
    #![proptest_config(cases(60, 5_000))]

    #[test]
    fn and_never_worse_than_a_greedy_till(
        lines in some_lines(5..25),
        offers in some_offers(10..40),
        standing in a_standing(),
        context in a_context(),
    ) {
        on_ground(&lines, &offers, &standing, &context, |ground| {
            let (found, _) = ground.found(context.coupons_max);
            // Whatever comes next and gives something, as most tills do it.
            let mut chosen: Vec<usize> = Vec::new();
            for at in 0..ground.candidates.len() {
                let mut wider = chosen.clone();
                wider.push(at);
                if ground.worth(&wider, context.coupons_max).is_some() {
                    chosen = wider;
                }
            }
            let greedy = ground.worth(&chosen, context.coupons_max).expect("an allowed set");
            prop_assert!(
                Score { offers: 0, ..greedy } <= Score { offers: 0, ..found },
                "{chosen:?} gives {greedy:?}, found was {found:?}"
            );
            Ok(())
        })?;
        prop_assert!(price(&lines, &offers, &standing, &context).search.nodes <= NODE_LIMIT);
    }
}
