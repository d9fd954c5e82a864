//! The walk over the combinations: prices on the shelf first, then offers in their turns. A branch
//! is left where not even all that may still be given makes it better than the best so far.

use super::bounds::bounds;
use super::rivals::{Rivals, twins};
use super::safe::{Caution, safe_ones};
use super::shelf::Choice;
use super::{Applied, Candidate, Found, Ground, Scales, Score, Sum, Taken};
use crate::effect::{Given, give, give_into};
use crate::offer::Layer;
use crate::quote::Search;
use crate::state::{Line, Mark, State};

/// A combination.
#[derive(Debug, Clone, Default)]
pub(super) struct Best {
    /// The lines at the member price.
    pub shelf: Vec<usize>,
    /// The candidates that are taken.
    pub offers: Vec<usize>,
}

pub(super) struct Walk<'a> {
    pub candidates: &'a [Candidate<'a>],
    pub lines: &'a [Line],
    pub scales: Scales<'a>,
    pub rivals: Rivals,
    /// Which candidates are like the one before: two coupons of one kind.
    pub twins: Vec<bool>,
    /// Which candidates are coupons.
    pub coupons: Vec<bool>,
    /// Which candidates need not be left out once they were taken …
    pub careful: Vec<bool>,
    /// … and which most likely need not.
    pub bold: Vec<bool>,
    pub coupons_max: Option<u32>,
    /// What the candidates from each place on give at most.
    pub rest: Vec<Score>,
    /// The lines whose price on the shelf is to be chosen.
    pub choices: Vec<Choice>,
    /// The order with what is taken.
    pub state: State,
    /// The lines at the member price.
    pub shelf: Vec<usize>,
    pub taken: Vec<Taken>,
    /// The same, one bit each.
    pub taken_bits: Vec<u64>,
    pub taken_coupons: u32,
    /// What was tried last gives …
    pub given: Given,
    /// … and whether that is taken, though not applied yet: that waits until it is looked at.
    pub is_due: bool,
    pub best: Best,
    pub best_score: Score,
    pub nodes: u32,
    pub limit: u32,
    pub is_bold: bool,
    pub is_cut_short: bool,
}

impl<'a> Walk<'a> {
    /// On an order at what anybody pays, with no offers: the first that is found.
    pub fn new(ground: &Ground<'a>, state: &State, limit: u32) -> Walk<'a> {
        let Ground {
            candidates,
            lines,
            scales,
            coupons_max,
            ..
        } = *ground;
        let rivals = Rivals::of(candidates);
        let safe = |caution| safe_ones(candidates, lines, state, &rivals, coupons_max, caution);
        let is_coupon = |one: &Candidate<'_>| one.offer.layer == Layer::Coupon;
        Walk {
            candidates,
            lines,
            scales,
            twins: twins(candidates),
            coupons: candidates.iter().map(is_coupon).collect(),
            careful: safe(Caution::Proved),
            bold: safe(Caution::Likely),
            coupons_max,
            rest: Vec::new(),
            choices: Vec::new(),
            state: state.clone(),
            shelf: Vec::new(),
            taken: Vec::new(),
            taken_bits: vec![0; rivals.words()],
            taken_coupons: 0,
            given: Given::default(),
            is_due: false,
            best: Best::default(),
            best_score: scales.weigh(Sum::default(), candidates, &[], Score::default()),
            nodes: 0,
            limit,
            is_bold: true,
            is_cut_short: false,
            rivals,
        }
    }

    /// Takes the member price of lines that are better at it whatever comes.
    pub fn settle(&mut self, settled: Vec<Choice>) -> Sum {
        self.choices = settled;
        let choices = 0..self.choices.len();
        choices.fold(Sum::default(), |sum, at| self.take_member_price(at, sum))
    }

    /// These are to be chosen.
    pub fn choose_from(&mut self, choices: Vec<Choice>) {
        self.choices = choices;
        self.rest = self.bounds_here();
    }

    /// Goes through all that could be better, with so much work; whether it got to the end.
    pub fn prove(&mut self, root: Sum, limit: u32) -> bool {
        (self.is_bold, self.is_cut_short) = (false, false);
        self.limit = limit;
        self.choose(0, root);
        !self.is_cut_short
    }
}

impl Walk<'_> {
    /// Chooses the price on the shelf of one line after the other, then goes through the offers.
    pub fn choose(&mut self, at: usize, sum: Sum) {
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
    pub fn hope_of_prices(&self, from: usize, sum: Sum) -> Score {
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
    pub fn go_here(&mut self, sum: Sum) {
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

    pub fn bounds_here(&mut self) -> Vec<Score> {
        let mut most = Vec::with_capacity(self.candidates.len());
        for candidate in self.candidates {
            let here = candidate.most_on(self.lines, &self.state, &mut self.given);
            most.push(here.unwrap_or_default());
        }
        bounds(self.candidates, &most, self.coupons_max)
    }

    /// Takes one of the candidates from a place on, then goes on behind it.
    pub fn go(&mut self, from: usize, sum: Sum, rest: &[Score]) {
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
                self.is_due = true;
                self.go(at + 1, better, rest);
            }
            self.put_back(depth, mark);
            if self.is_bold && self.bold[at] || self.careful[at] {
                return;
            }
        }
    }

    /// Keeps a combination if it is better than the best so far.
    pub fn look_at(&mut self, sum: Sum) -> Score {
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

    pub fn is_open(&self, at: usize) -> bool {
        // Two that are alike: the second only after the first.
        let is_out_of_turn = self.twins[at]
            && self
                .taken
                .last()
                .is_none_or(|last| last.candidate != at - 1);
        !is_out_of_turn && self.goes_with_all(at)
    }

    pub fn goes_with_all(&self, at: usize) -> bool {
        self.has_room(at, self.taken_coupons) && !self.rivals.meet(at, &self.taken_bits)
    }

    /// Whether a candidate goes with what is taken and with these as well.
    pub fn goes_with(&self, at: usize, others: &[usize]) -> bool {
        self.has_room(at, self.taken_coupons + self.coupons_among(others))
            && !others.iter().any(|other| self.rivals.are(at, *other))
    }

    /// Whether a candidate goes with these, whatever is taken.
    pub fn goes_with_only(&self, at: usize, others: &[usize]) -> bool {
        self.has_room(at, self.coupons_among(others))
            && !others.iter().any(|other| self.rivals.are(at, *other))
    }

    fn coupons_among(&self, some: &[usize]) -> u32 {
        some.iter().filter(|at| self.coupons[**at]).count() as u32
    }

    /// Whether a candidate is no coupon, or not one too many with so many others.
    fn has_room(&self, at: usize, coupons: u32) -> bool {
        !self.coupons[at] || self.coupons_max.is_none_or(|max| coupons < max)
    }

    /// Takes a candidate and leaves the rest to those that come after it, if it gives something.
    pub fn take(&mut self, at: usize, sum: Sum) -> Option<Sum> {
        let sum = self.try_on(at, sum)?;
        self.is_due = true;
        Some(sum)
    }

    /// Where things stand, to come back to.
    pub fn here(&mut self) -> Mark {
        self.catch_up();
        self.state.mark()
    }

    /// Applies what is due.
    fn catch_up(&mut self) {
        if std::mem::take(&mut self.is_due) {
            self.state.apply(&self.given);
        }
    }

    /// Takes a candidate if it gives something; what it gives is not applied yet.
    pub fn try_on(&mut self, at: usize, sum: Sum) -> Option<Sum> {
        self.nodes += 1;
        self.catch_up();
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
    pub fn put_back(&mut self, depth: usize, mark: Mark) {
        for Taken { candidate: at, .. } in self.taken.drain(depth..) {
            self.taken_bits[at / 64] &= !(1 << (at % 64));
            self.taken_coupons -= u32::from(self.coupons[at]);
        }
        self.is_due = false;
        self.state.back_to(mark);
    }

    pub fn take_member_price(&mut self, choice: usize, sum: Sum) -> Sum {
        let Choice { line, saves, .. } = self.choices[choice];
        self.state.take_member_price(line, &self.lines[line]);
        self.shelf.push(line);
        sum.with_member_price(saves)
    }

    /// The best, with what each of its offers gives.
    pub fn found(&self, state: &State, is_proved: bool) -> Found {
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
                is_best_of_all: is_proved,
            },
        }
    }
}
