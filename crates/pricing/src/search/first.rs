//! Something good to begin with, and a last look at what was found when the work was cut short.

use super::walk::{Best, Walk};
use super::{Score, Sum};
use crate::state::Mark;

/// The candidates that are taken one after the other: where each began, and the sum behind it.
struct Trail {
    root: Sum,
    steps: Vec<(Mark, Sum)>,
}

impl Trail {
    fn sum(&self) -> Sum {
        self.steps.last().map_or(self.root, |(_, sum)| *sum)
    }
}

impl Walk<'_> {
    /// Looks for something good, at the prices on the shelf that come to mind: those that seem
    /// better for members, all for members, all for anybody.
    pub(super) fn first_look(&mut self, root: Sum) {
        let whole = self.limit;
        let seem_better = self.choices.iter().map(|one| one.moves >= 0).collect();
        let all_alike = |is_member| vec![is_member; self.choices.len()];
        let prices: [Vec<bool>; 3] = [seem_better, all_alike(true), all_alike(false)];
        let mut looked = 0;
        for at in 0..prices.len() {
            if prices[..at].contains(&prices[at]) {
                continue;
            }
            let (mark, depth) = (self.here(), self.shelf.len());
            let mut sum = root;
            for (choice, is_member) in prices[at].iter().enumerate() {
                if *is_member {
                    sum = self.take_member_price(choice, sum);
                }
            }
            self.look_at(sum);
            self.in_turn(sum);
            looked += 1;
            if looked < 3 {
                self.limit = (self.nodes + whole / 8).min(whole);
                self.large_ones_first(sum);
                self.limit = (self.nodes + whole / 8).min(whole);
                let rest = std::mem::take(&mut self.rest);
                self.go(0, sum, &rest);
                self.rest = rest;
                self.limit = whole;
            }
            self.shelf.truncate(depth);
            self.state.back_to(mark);
        }
        self.other_prices(root);
    }

    /// Whatever comes next and gives something, as most tills do it.
    fn in_turn(&mut self, sum: Sum) {
        let mark = self.here();
        let mut sum = sum;
        for at in 0..self.candidates.len() {
            if self.nodes < self.limit && self.goes_with_all(at) {
                sum = self.take(at, sum).unwrap_or(sum);
            }
        }
        self.look_at(sum);
        self.put_back(0, mark);
    }

    /// The ones that give most first, each if it makes things better.
    fn large_ones_first(&mut self, sum: Sum) {
        let mut order: Vec<usize> = (0..self.candidates.len()).collect();
        order.sort_by_key(|at| (std::cmp::Reverse(self.candidates[*at].most), *at));
        let mut chosen: Vec<usize> = Vec::new();
        let mut best = Score::default();
        let mark = self.here();
        let mut trail = Trail {
            root: sum,
            steps: Vec::new(),
        };
        for at in order {
            if self.nodes + chosen.len() as u32 >= self.limit {
                break;
            }
            let place = chosen.partition_point(|other| *other < at);
            let Some(score) = self.with_one_in_place(at, chosen.split_at(place), &mut trail) else {
                continue;
            };
            if score > best {
                best = score;
                chosen.insert(place, at);
            }
        }
        self.put_back(0, mark);
    }

    /// What some candidates give with one more in its turn, if all go together and each gives
    /// something. What is taken already and comes first is not worked out again, but counts.
    fn with_one_in_place(
        &mut self,
        at: usize,
        (before, after): (&[usize], &[usize]),
        trail: &mut Trail,
    ) -> Option<Score> {
        if !self.goes_with_only(at, before) {
            self.nodes += before.len() as u32;
            return None;
        }
        let pairs = self.taken.iter().zip(before);
        let same = pairs
            .take_while(|(one, other)| one.candidate == **other)
            .count();
        self.nodes += same as u32;
        if let Some((mark, _)) = trail.steps.get(same) {
            self.put_back(same, *mark);
            trail.steps.truncate(same);
        }
        for at in before[same..].iter().chain([&at]).chain(after) {
            if !self.goes_with_all(*at) {
                return None;
            }
            let mark = self.here();
            let sum = self.take(*at, trail.sum())?;
            trail.steps.push((mark, sum));
        }
        Some(self.look_at(trail.sum()))
    }

    /// The best found with one line after the other at its other price, if that is better still.
    fn other_prices(&mut self, root: Sum) {
        for at in 0..self.choices.len() {
            let cost = self.best.offers.len() as u32;
            if self.nodes + cost + 1 >= self.limit / 2 {
                return;
            }
            let Best { shelf, offers } = self.best.clone();
            let other = self.choices[at].line;
            let is_taken = |line| shelf.contains(&line) != (line == other);
            let mark = self.here();
            let depth = self.shelf.len();
            let mut sum = root;
            for at in 0..self.choices.len() {
                if is_taken(self.choices[at].line) {
                    sum = self.take_member_price(at, sum);
                }
            }
            self.nodes += 1;
            self.in_part(&offers, sum);
            self.shelf.truncate(depth);
            self.state.back_to(mark);
        }
    }

    /// What some candidates that go together give, without those that give nothing.
    fn in_part(&mut self, offers: &[usize], sum: Sum) {
        let mark = self.here();
        let mut sum = sum;
        for at in offers {
            sum = self.take(*at, sum).unwrap_or(sum);
        }
        self.look_at(sum);
        self.put_back(0, mark);
    }

    /// Adds to the best found what makes it better, one after the other, as long as there is work
    /// left: what was not reached when the work was cut short.
    pub(super) fn last_look(&mut self, root: Sum, limit: u32) {
        self.limit = limit;
        while self.has_work_left() && self.add_some(root) {}
    }

    fn has_work_left(&self) -> bool {
        self.nodes + 2 * self.best.offers.len() as u32 + 1 < self.limit
    }

    /// Goes through the candidates once; whether any made it better.
    fn add_some(&mut self, root: Sum) -> bool {
        let (mark, depth) = (self.here(), self.shelf.len());
        let mut sum = root;
        for at in 0..self.choices.len() {
            if self.best.shelf.contains(&self.choices[at].line) {
                sum = self.take_member_price(at, sum);
            }
        }
        let mut is_better = false;
        let mut later = self.best.offers.clone();
        later.reverse();
        for at in 0..self.candidates.len() {
            let is_in = later.last() == Some(&at);
            if is_in {
                later.pop();
            } else if !self.has_work_left() {
                break;
            } else {
                let is_open = self.goes_with_all(at) && self.goes_with(at, &later);
                if !is_open || !self.with_one_more(at, &later, sum) {
                    continue;
                }
                is_better = true;
                later.clone_from(&self.best.offers);
                later.retain(|other| *other > at);
                later.reverse();
            }
            sum = self.take(at, sum).unwrap_or(sum);
        }
        self.put_back(0, mark);
        self.shelf.truncate(depth);
        is_better
    }

    /// Whether it is better to take one more candidate before the later ones, the last one first.
    fn with_one_more(&mut self, at: usize, later: &[usize], sum: Sum) -> bool {
        let (mark, depth) = (self.here(), self.taken.len());
        let before = self.best_score;
        if let Some(mut sum) = self.take(at, sum) {
            for at in later.iter().rev() {
                sum = self.take(*at, sum).unwrap_or(sum);
            }
            self.look_at(sum);
        }
        self.put_back(depth, mark);
        self.best_score > before
    }
}
