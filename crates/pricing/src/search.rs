//! The best allowed combination: which price on the shelf each line of a member takes, and which
//! offers are applied. Exact, by branch and bound, within a limit of work that is counted in steps
//! so that every machine stops at the same place.
//!
//! A combination is a choice of prices and a set of offers that go together. It is applied in one
//! order (layer, priority, id), so what it gives does not depend on how it was found. Looked for is
//! the one that leaves least to pay once that is rounded; of those, most gifts, most points, fewest
//! coupons, fewest offers, most member prices; of those, the first.
//!
//! A first look finds something good to beat; the walk after it proves that nothing is better, and
//! says so unless its work was cut short.

mod bounds;
mod first;
mod rivals;
mod safe;
mod score;
mod shelf;
mod walk;

pub(crate) use score::{Scales, Score, Sum, Taken};

use crate::condition::Unmet;
use crate::effect::{Drawing, Given, Scope, View, give_into};
use crate::offer::Offer;
use crate::quote::Search;
use crate::state::{Line, State};
use shelf::choices;
use walk::Walk;

/// An offer that could give something.
#[derive(Debug)]
pub(crate) struct Candidate<'a> {
    pub offer: &'a Offer,
    pub scope: Scope,
    /// No state gives more.
    most: Score,
}

/// An offer of the combination, with what it gives.
#[derive(Debug, Clone)]
pub(crate) struct Applied {
    /// Its place among the candidates.
    pub candidate: usize,
    pub given: Given,
}

/// The combination found.
#[derive(Debug)]
pub(crate) struct Found {
    /// The lines at the member price.
    pub at_member_price: Vec<usize>,
    pub applied: Vec<Applied>,
    pub score: Score,
    pub search: Search,
}

/// What is searched.
#[derive(Clone, Copy)]
pub(crate) struct Ground<'a> {
    pub candidates: &'a [Candidate<'a>],
    pub lines: &'a [Line],
    pub scales: Scales<'a>,
    pub coupons_max: Option<u32>,
    /// Whether member prices may be taken.
    pub is_member: bool,
}

impl Applied {
    pub fn taken(&self) -> Taken {
        Taken {
            candidate: self.candidate,
            extras: self.given.extras,
        }
    }
}

impl Ground<'_> {
    /// Steps of work before the best found so far has to do. A step on a long basket takes longer.
    pub fn limit(&self) -> u32 {
        let lines = self.lines.len().max(1) as u32;
        100 + 14_000 / lines + 2 * self.candidates.len() as u32
    }
}

/// Makes a candidate of an offer, or says what is in the way on the untouched order.
pub(crate) fn candidate<'a>(
    offer: &'a Offer,
    scope: Scope,
    lines: &[Line],
    state: &State,
    given: &mut Given,
) -> Result<Candidate<'a>, Unmet> {
    let mut candidate = unscored(offer, scope);
    candidate.most = candidate.most_on(lines, state, given)?;
    Ok(candidate)
}

/// An offer of which only is asked what it gives.
pub(crate) fn unscored(offer: &Offer, scope: Scope) -> Candidate<'_> {
    let most = Score::default();
    Candidate { offer, scope, most }
}

impl Candidate<'_> {
    /// No less than it gives on this state and on each that has less left.
    fn most_on(&self, lines: &[Line], state: &State, given: &mut Given) -> Result<Score, Unmet> {
        let view = self.view(lines, state);
        let drawing = Drawing::Bound;
        give_into(View { drawing, ..view }, given)?;
        let most = Sum::default().with(self.offer, given).score;
        Ok(Score::default().most(most))
    }

    pub fn view<'v>(&'v self, lines: &'v [Line], state: &'v State) -> View<'v> {
        View {
            offer: self.offer,
            scope: &self.scope,
            lines,
            state,
            drawing: Drawing::Once,
        }
    }
}

/// Finds the best combination on an order at what anybody pays. Candidates come in the order of
/// their turns.
pub(crate) fn best_combination(ground: &Ground<'_>, state: &State, limit: u32) -> Found {
    let (settled, open) = match ground.is_member {
        true => choices(ground, state),
        false => (Vec::new(), Vec::new()),
    };
    let mut walk = Walk::new(ground, state, limit);
    let root = walk.settle(settled);
    walk.choose_from(open);
    walk.first_look(root);
    // A part of the work is kept for a last look: what that takes, and not more than half.
    let left = limit - walk.nodes.min(limit);
    let last = (left / 2).min(100 + 4 * ground.candidates.len() as u32);
    let is_proved = walk.prove(root, limit - last);
    if !is_proved {
        walk.last_look(root, limit);
    }
    walk.found(state, is_proved)
}
