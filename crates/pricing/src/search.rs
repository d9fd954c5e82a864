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

pub(crate) use score::{Scales, Score, Sum, Taken};

use crate::condition::Unmet;
use crate::effect::{Drawing, Given, Scope, View, give, give_into};
use crate::offer::{Layer, Offer};
use crate::quote::Search;
use crate::state::{Line, Mark, State};
use bounds::bounds;
use rivals::{Rivals, twins};
use safe::{Caution, safe_ones};
use shelf::{Choice, choices};

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
    let Ground {
        candidates,
        lines,
        scales,
        coupons_max,
        is_member,
    } = *ground;
    let (settled, open) = match is_member {
        true => choices(candidates, lines, state, coupons_max.is_some()),
        false => (Vec::new(), Vec::new()),
    };
    let rivals = Rivals::of(candidates);
    let mut walk = Walk {
        candidates,
        lines,
        scales,
        twins: twins(candidates),
        coupons: candidates
            .iter()
            .map(|one| one.offer.layer == Layer::Coupon)
            .collect(),
        careful: safe_ones(
            candidates,
            lines,
            state,
            &rivals,
            coupons_max,
            Caution::Proved,
        ),
        bold: safe_ones(
            candidates,
            lines,
            state,
            &rivals,
            coupons_max,
            Caution::Likely,
        ),
        coupons_max,
        rest: Vec::new(),
        choices: settled,
        state: state.clone(),
        shelf: Vec::new(),
        taken: Vec::new(),
        taken_bits: vec![0; rivals.words()],
        taken_coupons: 0,
        given: Given::default(),
        best: Best::default(),
        best_score: Score::default(),
        nodes: 0,
        limit,
        is_bold: true,
        is_cut_short: false,
        rivals,
    };
    walk.best_score = scales.weigh(Sum::default(), candidates, &[], Score::default());
    let mut root = Sum::default();
    for at in 0..walk.choices.len() {
        root = walk.take_member_price(at, root);
    }
    walk.choices = open;
    walk.rest = walk.bounds_here();
    walk.first_look(root);
    (walk.is_bold, walk.is_cut_short) = (false, false);
    // A part of the work is kept for a last look: what that takes, and not more than half.
    let left = limit - walk.nodes.min(limit);
    walk.limit = limit - (left / 2).min(100 + 4 * candidates.len() as u32);
    walk.choose(0, root);
    walk.limit = limit;
    if walk.is_cut_short {
        walk.last_look(root);
    }
    walk.found(state)
}

/// A combination.
#[derive(Debug, Clone, Default)]
struct Best {
    /// The lines at the member price.
    shelf: Vec<usize>,
    /// The candidates that are taken.
    offers: Vec<usize>,
}

struct Walk<'a> {
    candidates: &'a [Candidate<'a>],
    lines: &'a [Line],
    scales: Scales<'a>,
    rivals: Rivals,
    /// Which candidates are like the one before: two coupons of one kind.
    twins: Vec<bool>,
    /// Which candidates are coupons.
    coupons: Vec<bool>,
    /// Which candidates need not be left out once they were taken …
    careful: Vec<bool>,
    /// … and which most likely need not.
    bold: Vec<bool>,
    coupons_max: Option<u32>,
    /// What the candidates from each place on give at most.
    rest: Vec<Score>,
    /// The lines whose price on the shelf is to be chosen.
    choices: Vec<Choice>,
    /// The order with what is taken.
    state: State,
    /// The lines at the member price.
    shelf: Vec<usize>,
    taken: Vec<Taken>,
    /// The same, one bit each.
    taken_bits: Vec<u64>,
    taken_coupons: u32,
    /// What was tried last gives.
    given: Given,
    best: Best,
    best_score: Score,
    nodes: u32,
    limit: u32,
    is_bold: bool,
    is_cut_short: bool,
}

impl Walk<'_> {
    /// Chooses the price on the shelf of one line after the other, then goes through the offers.
    fn choose(&mut self, at: usize, sum: Sum) {
        let Some(choice) = self.choices.get(at).copied() else {
            return self.go_here(sum);
        };
        let is_lower_first = choice.moves >= 0;
        for takes_member_price in [is_lower_first, !is_lower_first] {
            if self.nodes >= self.limit {
                self.is_cut_short = true;
                return;
            }
            self.nodes += 1;
            let (mark, depth) = (self.state.mark(), self.shelf.len());
            let next = match takes_member_price {
                true => self.take_member_price(at, sum),
                false => sum,
            };
            if self.hope_of_prices(at + 1, next) > self.best_score {
                self.choose(at + 1, next);
            }
            self.shelf.truncate(depth);
            self.state.back_to(mark);
        }
    }

    /// No combination is worth more that has these prices so far.
    fn hope_of_prices(&self, from: usize, sum: Sum) -> Score {
        let mut rest = self.rest[0];
        for choice in &self.choices[..from] {
            if self.shelf.contains(&choice.line) {
                rest.money -= choice.saves - choice.moves;
            }
        }
        for choice in &self.choices[from..] {
            rest.money += choice.moves.max(0);
            rest.member_prices += 1;
        }
        self.scales.hope(sum, rest)
    }

    /// Goes through the offers at the prices that are chosen.
    fn go_here(&mut self, sum: Sum) {
        self.look_at(sum);
        // On lower prices there is less to hope for; worth asking unless it is most of the work.
        let count = self.candidates.len() as u32;
        let is_worth_it = !self.choices.is_empty() && count <= (self.limit - self.nodes) / 8;
        let rest = if is_worth_it {
            self.nodes += count;
            self.bounds_here()
        } else {
            self.rest.clone()
        };
        self.go(0, sum, &rest);
    }

    fn bounds_here(&mut self) -> Vec<Score> {
        let mut most = Vec::with_capacity(self.candidates.len());
        for candidate in self.candidates {
            let here = candidate.most_on(self.lines, &self.state, &mut self.given);
            most.push(here.unwrap_or_default());
        }
        bounds(self.candidates, &most, self.coupons_max)
    }

    /// Takes one of the candidates from a place on, then goes on behind it.
    fn go(&mut self, from: usize, sum: Sum, rest: &[Score]) {
        for at in from..self.candidates.len() {
            if self.scales.hope(sum, rest[at]) <= self.best_score {
                return;
            }
            if !self.is_open(at) {
                continue;
            }
            if self.nodes >= self.limit {
                self.is_cut_short = true;
                return;
            }
            let Some(better) = self.try_on(at, sum) else {
                continue;
            };
            // Each combination is itself an answer.
            self.look_at(better);
            let (mark, depth) = (self.state.mark(), self.taken.len() - 1);
            if self.scales.hope(better, rest[at + 1]) > self.best_score {
                self.state.apply(&self.given);
                self.go(at + 1, better, rest);
            }
            self.put_back(depth, mark);
            if self.is_bold && self.bold[at] || self.careful[at] {
                return;
            }
        }
    }

    /// Keeps a combination if it is better than the best so far.
    fn look_at(&mut self, sum: Sum) -> Score {
        let best = self.best_score;
        let score = self.scales.weigh(sum, self.candidates, &self.taken, best);
        if score > best {
            self.best_score = score;
            self.best.shelf.clone_from(&self.shelf);
            self.best.offers.clear();
            let taken = self.taken.iter().map(|one| one.candidate);
            self.best.offers.extend(taken);
        }
        score
    }

    fn is_open(&self, at: usize) -> bool {
        // Two that are alike: the second only after the first.
        let is_out_of_turn = self.twins[at]
            && self
                .taken
                .last()
                .is_none_or(|last| last.candidate != at - 1);
        !is_out_of_turn && self.goes_with_all(at)
    }

    fn goes_with_all(&self, at: usize) -> bool {
        let is_one_too_many = self
            .coupons_max
            .is_some_and(|max| self.taken_coupons >= max);
        !(self.coupons[at] && is_one_too_many) && !self.rivals.meet(at, &self.taken_bits)
    }

    /// Whether a candidate goes with what is taken and with these as well.
    fn goes_with(&self, at: usize, others: &[usize]) -> bool {
        let coupons = others.iter().filter(|other| self.coupons[**other]).count() as u32;
        let is_one_too_many = self
            .coupons_max
            .is_some_and(|max| self.taken_coupons + coupons >= max);
        !(self.coupons[at] && is_one_too_many)
            && !others.iter().any(|other| self.rivals.are(at, *other))
    }

    /// Takes a candidate and applies it, if it gives something.
    fn take(&mut self, at: usize, sum: Sum) -> Option<Sum> {
        let sum = self.try_on(at, sum)?;
        self.state.apply(&self.given);
        Some(sum)
    }

    /// Takes a candidate if it gives something; what it gives is not applied yet.
    fn try_on(&mut self, at: usize, sum: Sum) -> Option<Sum> {
        self.nodes += 1;
        let candidate = &self.candidates[at];
        give_into(candidate.view(self.lines, &self.state), &mut self.given).ok()?;
        self.taken.push(Taken {
            candidate: at,
            extras: self.given.extras,
        });
        self.taken_bits[at / 64] |= 1 << (at % 64);
        self.taken_coupons += u32::from(self.coupons[at]);
        Some(sum.with(candidate.offer, &self.given))
    }

    /// Goes back to when so many were taken.
    fn put_back(&mut self, depth: usize, mark: Mark) {
        for Taken { candidate: at, .. } in self.taken.drain(depth..) {
            self.taken_bits[at / 64] &= !(1 << (at % 64));
            self.taken_coupons -= u32::from(self.coupons[at]);
        }
        self.state.back_to(mark);
    }

    fn take_member_price(&mut self, choice: usize, sum: Sum) -> Sum {
        let Choice { line, saves, .. } = self.choices[choice];
        self.state.take_member_price(line, &self.lines[line]);
        self.shelf.push(line);
        sum.with_member_price(saves)
    }

    /// The best, with what each of its offers gives.
    fn found(&self, state: &State) -> Found {
        let mut state = state.clone();
        for line in &self.best.shelf {
            state.take_member_price(*line, &self.lines[*line]);
        }
        let mut applied = Vec::with_capacity(self.best.offers.len());
        for at in &self.best.offers {
            let given = give(self.candidates[*at].view(self.lines, &state)).unwrap_or_default();
            let given = given.laid_down();
            state.apply(&given);
            applied.push(Applied {
                candidate: *at,
                given,
            });
        }
        Found {
            at_member_price: self.best.shelf.clone(),
            applied,
            score: self.best_score,
            search: Search {
                nodes: self.nodes,
                is_best_of_all: !self.is_cut_short,
            },
        }
    }
}
