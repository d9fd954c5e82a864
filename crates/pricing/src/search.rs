//! The best allowed combination of offers: exact, by branch and bound, within a limit of work
//! that is counted in steps so that every machine stops at the same place.
//!
//! A combination is a set of offers that go together. It is applied in one order (layer, priority,
//! id), so what it gives does not depend on how it was found. Looked for is the one that gives
//! most money; of those, most gifts, most points, fewest coupons, fewest offers; of those, the
//! first.
//!
//! A first walk looks for something good to beat; the second one proves that nothing is better, and
//! says so unless its work was cut short.

mod bounds;
mod rivals;
mod safe;

use crate::condition::Unmet;
use crate::earning::{Earning, gives_points};
use crate::effect::{Drawing, Given, Scope, View, apply, give};
use crate::offer::{Extra, Layer, Offer};
use crate::quote::Search;
use crate::state::{Line, State};
use bounds::bounds;
use kernel::Money;
use rivals::{Rivals, twins};
use safe::{Caution, safe_ones};

/// Steps of work before the best found so far has to do: offers that are worked out on a state.
pub(crate) const NODE_LIMIT: u32 = 800;

/// Of the work, one in so many steps at most to find something good.
const FIRST_PART: u32 = 4;

/// What a combination is worth; compared from the first field to the last.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Score {
    /// 分 off.
    pub money: i64,
    /// What gifts are worth.
    pub gifts: i64,
    /// Points beyond those that are earned anyway, on what is left to pay.
    pub points: i64,
    /// Below zero: the fewer the better.
    pub coupons: i64,
    /// Below zero: the fewer the better.
    pub offers: i64,
}

impl Score {
    pub fn plus(self, other: Score) -> Score {
        Score {
            money: self.money.saturating_add(other.money),
            gifts: self.gifts.saturating_add(other.gifts),
            points: self.points.saturating_add(other.points),
            coupons: self.coupons + other.coupons,
            offers: self.offers + other.offers,
        }
    }

    /// The larger of each that counts up.
    fn most(self, other: Score) -> Score {
        Score {
            money: self.money.max(other.money),
            gifts: self.gifts.max(other.gifts),
            points: self.points.max(other.points),
            coupons: 0,
            offers: 0,
        }
    }
}

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
    pub applied: Vec<Applied>,
    pub search: Search,
}

/// Makes a candidate of an offer, or says what is in the way on the untouched order.
pub(crate) fn candidate<'a>(
    offer: &'a Offer,
    scope: Scope,
    lines: &[Line],
    state: &State,
) -> Result<Candidate<'a>, Unmet> {
    let view = View {
        offer,
        scope: &scope,
        lines,
        state,
        drawing: Drawing::Bound,
    };
    let mut most = score_of(offer, &give(view)?);
    (most.coupons, most.offers) = (0, 0);
    Ok(Candidate { offer, scope, most })
}

pub(crate) fn score_of(offer: &Offer, given: &Given) -> Score {
    let gift = |(bit, extra): (usize, &Extra)| match extra {
        Extra::Gift {
            quantity, worth, ..
        } if given.extras >> bit & 1 == 1 => worth.0.saturating_mul(*quantity).max(1),
        _ => 0,
    };
    let gifts = offer.extras.iter().enumerate().map(gift);
    Score {
        money: given.money + given.delivery,
        gifts: gifts.fold(0, i64::saturating_add),
        // Known when all is known: see `Walk::worth`.
        points: 0,
        coupons: -i64::from(offer.layer == Layer::Coupon),
        offers: -1,
    }
}

/// Finds the combination that gives most. Candidates come in the order of their turns.
pub(crate) fn best_combination(
    candidates: &[Candidate<'_>],
    lines: &[Line],
    state: &State,
    coupons_max: Option<u32>,
    earning: Earning<'_>,
    limit: u32,
) -> Found {
    let rivals = Rivals::of(candidates);
    let left_of_goods = state.cells.iter().map(|cell| cell.left).sum::<i64>();
    let mut walk = Walk {
        candidates,
        lines,
        twins: twins(candidates),
        earning,
        coupons: candidates
            .iter()
            .map(|one| one.offer.layer == Layer::Coupon)
            .collect(),
        gives_points: candidates.iter().any(|one| gives_points(one.offer)),
        rest: bounds(candidates, coupons_max),
        careful: safe_ones(candidates, lines, &rivals, coupons_max, Caution::Proved),
        bold: safe_ones(candidates, lines, &rivals, coupons_max, Caution::Likely),
        rivals,
        left_of_goods,
        left: left_of_goods + state.delivery,
        coupons_max: coupons_max.map_or(usize::MAX, |max| max as usize),
        best: Vec::new(),
        best_score: Score::default(),
        nodes: 0,
        limit: limit / FIRST_PART,
        is_bold: true,
        is_cut_short: false,
    };
    walk.large_ones_first(state);
    let mut taken = Vec::new();
    walk.go(0, state, Score::default(), &mut taken);
    (walk.is_bold, walk.is_cut_short) = (false, false);
    walk.limit = limit;
    walk.go(0, state, Score::default(), &mut taken);
    Found {
        search: Search {
            nodes: walk.nodes,
            is_best_of_all: !walk.is_cut_short,
        },
        applied: walk.best,
    }
}

struct Walk<'a> {
    candidates: &'a [Candidate<'a>],
    lines: &'a [Line],
    rivals: Rivals,
    /// Which candidates are like the one before: two coupons of one kind.
    twins: Vec<bool>,
    /// Which candidates are coupons.
    coupons: Vec<bool>,
    earning: Earning<'a>,
    /// Whether any of the candidates gives points.
    gives_points: bool,
    /// What the candidates from each place on give at most.
    rest: Vec<Score>,
    /// Which candidates need not be left out once they were taken …
    careful: Vec<bool>,
    /// … and which most likely need not.
    bold: Vec<bool>,
    /// What is to pay for the goods before offers …
    left_of_goods: i64,
    /// … and for delivery as well.
    left: i64,
    coupons_max: usize,
    best: Vec<Applied>,
    best_score: Score,
    nodes: u32,
    limit: u32,
    is_bold: bool,
    is_cut_short: bool,
}

impl Walk<'_> {
    /// Takes one of the candidates from a place on, then goes on behind it.
    fn go(&mut self, from: usize, state: &State, score: Score, taken: &mut Vec<Applied>) {
        for at in from..self.candidates.len() {
            if self.hope(at, score) <= self.best_score {
                return;
            }
            if !self.is_open(at, taken) {
                continue;
            }
            if self.nodes >= self.limit {
                self.is_cut_short = true;
                return;
            }
            let Some(given) = self.try_on(at, state) else {
                continue;
            };
            let better = score.plus(self.score_of(at, &given));
            taken.push(Applied {
                candidate: at,
                given,
            });
            // Each combination is itself an answer.
            self.look_at(better, taken);
            if self.hope(at + 1, better) > self.best_score {
                let next = apply(state, &taken[taken.len() - 1].given);
                self.go(at + 1, &next, better, taken);
            }
            taken.pop();
            if self.is_bold && self.bold[at] || self.careful[at] {
                return;
            }
        }
    }

    /// Keeps a combination if it is better than the best so far.
    fn look_at(&mut self, mut score: Score, taken: &[Applied]) -> bool {
        score.points = if self.gives_points && score.money >= self.best_score.money {
            let left = Money(self.left_of_goods - score.money + delivered(taken));
            self.earning.beyond(left, self.candidates, taken)
        } else {
            0
        };
        let is_better = score > self.best_score;
        if is_better {
            self.best_score = score;
            self.best = taken.to_vec();
        }
        is_better
    }

    /// No combination with the candidates from a place on is worth more.
    fn hope(&self, at: usize, score: Score) -> Score {
        let mut hope = score.plus(self.rest[at]);
        hope.money = hope.money.min(self.left);
        // How many points it is depends on what is left to pay in the end.
        hope.points = if self.gives_points { i64::MAX } else { 0 };
        hope
    }

    fn is_open(&self, at: usize, taken: &[Applied]) -> bool {
        // Two that are alike: the second only after the first.
        let is_out_of_turn =
            self.twins[at] && taken.last().is_none_or(|last| last.candidate != at - 1);
        !is_out_of_turn && self.goes_with_all(at, taken)
    }

    fn goes_with_all(&self, at: usize, taken: &[Applied]) -> bool {
        if taken.iter().any(|one| self.rivals.are(one.candidate, at)) {
            return false;
        }
        let coupons = taken.iter().filter(|one| self.coupons[one.candidate]);
        !self.coupons[at] || coupons.count() < self.coupons_max
    }

    fn try_on(&mut self, at: usize, state: &State) -> Option<Given> {
        self.nodes += 1;
        let candidate = &self.candidates[at];
        let view = View {
            offer: candidate.offer,
            scope: &candidate.scope,
            lines: self.lines,
            state,
            drawing: Drawing::Once,
        };
        give(view).ok()
    }

    fn score_of(&self, at: usize, given: &Given) -> Score {
        let candidate = &self.candidates[at];
        score_of(candidate.offer, given)
    }

    /// A good combination to begin with: the ones that give most first, each if it makes things
    /// better.
    fn large_ones_first(&mut self, state: &State) {
        let mut order: Vec<usize> = (0..self.candidates.len()).collect();
        order.sort_by_key(|at| (std::cmp::Reverse(self.candidates[*at].most), *at));
        let mut chosen: Vec<usize> = Vec::new();
        for at in order {
            if self.nodes + chosen.len() as u32 >= self.limit / 2 {
                return;
            }
            let mut wider = chosen.clone();
            wider.push(at);
            wider.sort_unstable();
            let Some((score, applied)) = self.all_of(&wider, state) else {
                continue;
            };
            if self.look_at(score, &applied) {
                chosen = wider;
            }
        }
    }

    /// What some candidates give together, if they go together and each gives something.
    fn all_of(&mut self, chosen: &[usize], state: &State) -> Option<(Score, Vec<Applied>)> {
        let mut state = state.clone();
        let mut score = Score::default();
        let mut taken = Vec::with_capacity(chosen.len());
        for at in chosen {
            if !self.goes_with_all(*at, &taken) {
                return None;
            }
            let given = self.try_on(*at, &state)?;
            state = apply(&state, &given);
            score = score.plus(self.score_of(*at, &given));
            taken.push(Applied {
                candidate: *at,
                given,
            });
        }
        Some((score, taken))
    }
}

/// What a combination takes off delivery.
fn delivered(taken: &[Applied]) -> i64 {
    taken.iter().map(|one| one.given.delivery).sum()
}
