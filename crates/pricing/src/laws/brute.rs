//! The search against trying everything: every choice of prices on the shelf with every set of
//! offers.

use super::{cases, price};
use crate::earning::Earning;
use crate::effect::{Given, give};
use crate::explain::outcomes;
use crate::generate::{a_context, a_standing, some_lines, some_offers, some_round_lines};
use crate::offer::of_standing;
use crate::priced::{Sifted, ground, in_turn, sift};
use crate::search::{Candidate, Score, Sum, Taken, best_combination};
use crate::state::{Line, State, open_lines};
use crate::{
    Basket, BasketLine, Because, Context, Effect, Layer, Offer, OfferId, Outcome, Standing,
};
use kernel::Money;
use proptest::prelude::*;
use proptest::strategy::ValueTree;
use proptest::test_runner::TestRunner;

/// All that is needed to search.
struct Field<'a> {
    candidates: Vec<Candidate<'a>>,
    lines: Vec<Line>,
    state: State,
    standing: &'a Standing,
    context: &'a Context,
}

/// Lines at the member price, and offers.
type Way = (Vec<usize>, Vec<usize>);

impl Field<'_> {
    /// What a combination is worth; nothing if its offers do not go together or one of them gives
    /// nothing.
    fn worth(&self, way: &Way) -> Option<Score> {
        let (at_member_price, chosen) = way;
        let offer = |at: usize| self.candidates[at].offer;
        let is_coupon = |at: &&usize| offer(**at).layer == Layer::Coupon;
        let coupons = chosen.iter().filter(is_coupon).count();
        let coupons_max = self.context.coupons_max;
        if coupons_max.is_some_and(|max| coupons > max as usize) {
            return None;
        }
        for (place, at) in chosen.iter().enumerate() {
            let mut before = chosen[..place].iter();
            if before.any(|other| !offer(*other).goes_with(offer(*at))) {
                return None;
            }
        }
        let mut state = self.state.clone();
        let (mut sum, mut taken) = (Sum::default(), Vec::new());
        for line in at_member_price {
            state.take_member_price(*line, &self.lines[*line]);
        }
        for at in chosen {
            let given: Given = give(self.candidates[*at].view(&self.lines, &state)).ok()?;
            sum = sum.with(offer(*at), &given);
            taken.push(Taken {
                candidate: *at,
                extras: given.extras,
            });
            state.apply(&given);
        }
        Some(self.weighed(&state, sum, &taken))
    }

    /// Worked out from what is left, not from what was taken off.
    fn weighed(&self, state: &State, sum: Sum, taken: &[Taken]) -> Score {
        let by_points = self.context.paid_with_points.0;
        let left = state.left();
        let rest = (left - by_points).max(0);
        let unit = self.context.rounding.map_or(1, |rounding| rounding.unit.0);
        let to_pay = left - rest % unit;
        let earning = Earning::of(self.standing, self.context);
        let before = self.state.left() + self.state.delivery;
        Score {
            money: before - to_pay - state.delivery,
            points: earning.beyond(Money(to_pay), &self.candidates, taken),
            // Of two that are worth the same, these are for looks only.
            offers: 0,
            member_prices: 0,
            ..sum.score
        }
    }

    fn found(&self) -> (Score, bool) {
        let Field {
            candidates,
            lines,
            state,
            standing,
            context,
        } = self;
        let ground = ground(candidates, lines, state, standing, context);
        let found = best_combination(&ground, state, ground.limit());
        let chosen = found.applied.iter().map(|one| one.candidate).collect();
        let way = (found.at_member_price, chosen);
        let score = self.worth(&way).expect("an allowed set");
        let told = Score {
            offers: 0,
            member_prices: 0,
            ..found.score
        };
        assert_eq!(score, told, "{way:?}");
        (score, found.search.is_best_of_all)
    }

    /// The lines that have two prices.
    fn choices(&self) -> Vec<usize> {
        let has_two = |line: &usize| self.lines[*line].member_unit.is_some();
        let lines = (0..self.lines.len()).filter(has_two);
        lines.filter(|_| self.standing.is_member).collect()
    }
}

fn on_field<R>(
    lines: &[BasketLine],
    offers: &[Offer],
    standing: &Standing,
    context: &Context,
    look: impl FnOnce(&Field<'_>) -> R,
) -> R {
    let basket = Basket {
        lines: lines.to_vec(),
    };
    let of_tier = of_standing(standing);
    let turns = in_turn(offers, of_tier.as_ref());
    let lines = open_lines(&basket).expect("lines");
    let state = State::new(&lines, standing, context);
    let Sifted { candidates, .. } = sift(&turns, &basket, &lines, &state, standing, context);
    look(&Field {
        candidates,
        lines,
        state,
        standing,
        context,
    })
}

fn chosen(of: &[usize], mask: usize) -> Vec<usize> {
    let bits = of.iter().enumerate();
    let chosen = bits.filter(|(bit, _)| mask >> bit & 1 == 1);
    chosen.map(|(_, one)| *one).collect()
}

/// Nothing is better than what is found, and the search knows it.
fn is_best(field: &Field<'_>) -> Result<(), TestCaseError> {
    let (found, is_proved) = field.found();
    prop_assert!(is_proved);
    let choices = field.choices();
    let candidates: Vec<usize> = (0..field.candidates.len()).collect();
    for prices in 0..1 << choices.len() {
        let prices = chosen(&choices, prices);
        for set in 0..1 << candidates.len() {
            let way = (prices.clone(), chosen(&candidates, set));
            if let Some(score) = field.worth(&way) {
                prop_assert!(
                    score <= found,
                    "{way:?} gives {score:?}, found was {found:?}"
                );
            }
        }
    }
    Ok(())
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
        on_field(&lines, &offers, &standing, &context, is_best)?;
    }

    #[test]
    fn nor_where_prices_tie(
        lines in some_round_lines(0..7),
        offers in some_offers(0..7),
        standing in a_standing(),
        context in a_context(),
    ) {
        on_field(&lines, &offers, &standing, &context, is_best)?;
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
        on_field(&lines, &offers, &standing, &context, |field| {
            let (found, _) = field.found();
            // Every line at either price, and whatever comes next and gives something.
            for prices in [field.choices(), Vec::new()] {
                let mut way = (prices, Vec::new());
                for at in 0..field.candidates.len() {
                    way.1.push(at);
                    if field.worth(&way).is_none() {
                        way.1.pop();
                    }
                }
                let greedy = field.worth(&way).expect("an allowed set");
                prop_assert!(greedy <= found, "{way:?} gives {greedy:?}, found was {found:?}");
            }
            let ground = ground(
                &field.candidates, &field.lines, &field.state, field.standing, field.context,
            );
            let nodes = price(&lines, &offers, &standing, &context).search.nodes;
            prop_assert!(nodes <= ground.limit());
            Ok(())
        })?;
    }
}

#[test]
fn what_a_search_that_is_cut_short_did_not_reach_is_not_called_dear() {
    let off = |id| {
        let effect = Effect::AmountOff { amount: Money(100) };
        Offer::new(OfferId(id), "off", Layer::OrderPromotion, effect)
    };
    let offers: Vec<Offer> = (1..5).map(off).collect();
    let runner = &mut TestRunner::deterministic();
    let lines = some_lines(3..4).new_tree(runner).expect("lines").current();
    let context = a_context().new_tree(runner).expect("a context").current();
    let context = Context {
        rounding: None,
        ..context
    };
    let lines: Vec<BasketLine> = lines
        .into_iter()
        .map(|line| BasketLine {
            list_price: Money(1_000),
            ..line
        })
        .collect();
    on_field(&lines, &offers, &Standing::ANONYMOUS, &context, |field| {
        let ground = ground(
            &field.candidates,
            &field.lines,
            &field.state,
            field.standing,
            field.context,
        );
        let found = best_combination(&ground, &field.state, 2);
        assert!(!found.search.is_best_of_all);
        assert_eq!(found.applied.len(), 2);
        let is_untried = |outcome: &&Outcome| {
            let because = Because::NotTried;
            matches!(outcome, Outcome::BeatenBy { because: why, .. } if *why == because)
        };
        let outcomes = outcomes(&ground, &field.state, &found);
        assert_eq!(outcomes.iter().filter(is_untried).count(), 2);
    });
}
