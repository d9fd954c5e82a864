//! Something good to begin with, and a last look at what was found when the work was cut short.

use super::walk::{Best, Walk};
use super::{Score, Sum};

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
            let (mark, depth) = (self.state.mark(), self.shelf.len());
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
        let mark = self.state.mark();
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
        for at in order {
            if self.nodes + chosen.len() as u32 >= self.limit {
                return;
            }
            let mut wider = chosen.clone();
            wider.push(at);
            wider.sort_unstable();
            let Some(score) = self.all_of(&wider, sum) else {
                continue;
            };
            if score > best {
                (best, chosen) = (score, wider);
            }
        }
    }

    /// What some candidates give together, if they go together and each gives something.
    fn all_of(&mut self, chosen: &[usize], sum: Sum) -> Option<Score> {
        let mark = self.state.mark();
        let mut all = Some(sum);
        for at in chosen {
            all = match all {
                Some(sum) if self.goes_with_all(*at) => self.take(*at, sum),
                _ => None,
            };
        }
        let score = all.map(|sum| self.look_at(sum));
        self.put_back(0, mark);
        score
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
            let mark = self.state.mark();
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
        let mark = self.state.mark();
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
        let (mark, depth) = (self.state.mark(), self.shelf.len());
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
        let (mark, depth) = (self.state.mark(), self.taken.len());
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
