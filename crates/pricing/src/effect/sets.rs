//! Effects on sets of goods: bundles, and what is got for what is bought.

use super::pieces::{Pool, from_dear_to_cheap, lay_out};
use super::{Drawing, Given, View, part_of, too_few, unmet};
use crate::condition::{Unmet, WhyNot};
use crate::offer::{Layer, Part};
use kernel::Rate;

/// How often pieces are drawn for one offer: one drawing fills many sets that are alike.
const DRAWS_MAX: usize = 1_000;

/// All parts together cost `price`, as often as that is less than they cost alone.
pub(super) fn bundle(
    view: View<'_>,
    parts: &[Part],
    price: i64,
    times: i64,
    given: &mut Given,
) -> Result<(), Unmet> {
    let mut shelf = Shelf::new(view, parts);
    let sets = shelf.fill(times, |worth| worth > price);
    if sets == 0 {
        return Err(shelf.refusal());
    }
    let weights: Vec<(u32, i64)> = shelf.worth_by_line(0..parts.len()).collect();
    let worth: i64 = weights.iter().map(|(_, worth)| worth).sum();
    match worth - price * sets {
        money if money > 0 => {
            shelf.note(money, weights, given);
            Ok(())
        }
        _ => Err(unmet(WhyNot::CheapAlready)),
    }
}

/// Who buys the first part has a part off the second.
pub(super) fn buy_get(
    view: View<'_>,
    parts: &[Part],
    off: Rate,
    times: i64,
    given: &mut Given,
) -> Result<(), Unmet> {
    let mut shelf = Shelf::new(view, parts);
    // What is bought is drawn first, from goods that cannot be got as long as there are any.
    shelf.order = vec![0, 1];
    let (goods, gets) = (&shelf.goods, &view.scope.parts[1]);
    shelf.turns[0].sort_by_key(|at| gets.binary_search(&goods[*at].line).is_ok());
    if shelf.fill(times, |_| true) == 0 {
        return Err(shelf.refusal());
    }
    let weights: Vec<(u32, i64)> = shelf.worth_by_line(1..2).collect();
    match part_of(weights.iter().map(|(_, worth)| worth).sum(), off) {
        0 => Err(unmet(WhyNot::CheapAlready)),
        money => {
            shelf.note(money, weights, given);
            Ok(())
        }
    }
}

/// Pieces to fill sets from.
struct Shelf<'a> {
    view: View<'a>,
    parts: &'a [Part],
    /// The pieces that there are, by line.
    goods: Vec<Pool>,
    /// How many of each are left; one list for all parts, or one for each if each draws alone.
    left: Vec<Vec<i64>>,
    /// From which goods each part draws, one after the other.
    turns: Vec<Vec<usize>>,
    /// In which order the parts draw.
    order: Vec<usize>,
    /// How many goods at the beginning of its turns a part has drawn empty.
    empty: Vec<usize>,
    /// How many of each every part has taken.
    taken: Vec<Vec<i64>>,
}

/// What one set takes: part, goods, pieces.
type Set = Vec<(usize, usize, i64)>;

impl<'a> Shelf<'a> {
    fn new(view: View<'a>, parts: &'a [Part]) -> Shelf<'a> {
        let mut goods: Vec<Pool> = Vec::new();
        let mut turns: Vec<Vec<usize>> = Vec::with_capacity(parts.len());
        for lines in &view.scope.parts {
            lay_out(view, lines, &mut goods);
        }
        if parts.len() > 1 {
            goods.sort_by_key(|pool| pool.line);
            goods.dedup_by_key(|pool| pool.line);
        }
        for lines in &view.scope.parts {
            let place = |line: &u32| goods.binary_search_by_key(line, |pool| pool.line).ok();
            let mut turn: Vec<usize> = lines.iter().filter_map(place).collect();
            turn.sort_by(|a, b| from_dear_to_cheap(&goods[*a], &goods[*b]));
            turns.push(turn);
        }
        let lists = match view.drawing {
            Drawing::Once => 1,
            Drawing::Bound => parts.len(),
        };
        // The part with the least choice first, or another would take all that it can have.
        let mut order: Vec<usize> = (0..parts.len()).collect();
        order.sort_by_key(|number| turns[*number].len());
        Shelf {
            order,
            empty: vec![0; parts.len()],
            taken: vec![vec![0; goods.len()]; parts.len()],
            view,
            parts,
            left: vec![goods.iter().map(|pool| pool.count).collect(); lists],
            goods,
            turns,
        }
    }

    /// Fills sets as long as there are pieces and a set is worth it; how many were filled.
    fn fill(&mut self, times: i64, is_worth_it: impl Fn(i64) -> bool) -> i64 {
        let mut sets = 0;
        let mut set = Set::with_capacity(self.parts.len());
        for _ in 0..DRAWS_MAX {
            if sets == times || !self.draw(&mut set) {
                break;
            }
            let worth = set.iter().map(|(_, at, pieces)| self.worth(*at, *pieces));
            if !is_worth_it(worth.sum()) {
                break;
            }
            let often = self.repeats(&set).min(times - sets);
            for (part, at, pieces) in &set {
                let list = self.list(*part);
                self.left[list][*at] -= pieces * often;
                self.taken[*part][*at] += pieces * often;
            }
            self.pass_by_what_is_empty();
            sets += often;
        }
        sets
    }

    fn pass_by_what_is_empty(&mut self) {
        for part in 0..self.parts.len() {
            let left = &self.left[self.list(part)];
            let rest = &self.turns[part][self.empty[part]..];
            self.empty[part] += rest.iter().take_while(|at| left[**at] == 0).count();
        }
    }

    /// The pieces of the next set; false if there are not enough.
    fn draw(&self, set: &mut Set) -> bool {
        set.clear();
        for number in &self.order {
            let number = *number;
            let mut need = self.parts[number].pieces;
            for at in &self.turns[number][self.empty[number]..] {
                // What an earlier part of this very set has drawn is gone, unless each draws alone.
                let drawn: i64 = set
                    .iter()
                    .filter(|(other, good, _)| self.list(*other) == self.list(number) && good == at)
                    .map(|(_, _, pieces)| *pieces)
                    .sum();
                let there = self.left[self.list(number)][*at] - drawn;
                let pieces = there.min(need);
                if pieces > 0 {
                    need -= pieces;
                    set.push((number, *at, pieces));
                }
                if need == 0 {
                    break;
                }
            }
            if need > 0 {
                return false;
            }
        }
        true
    }

    /// How often the very same set can be drawn: many times if each part draws from one line.
    fn repeats(&self, set: &Set) -> i64 {
        if set.len() > self.parts.len() {
            return 1;
        }
        let often = |(part, at, _): &(usize, usize, i64)| {
            let list = self.list(*part);
            let a_set = set
                .iter()
                .filter(|(other, good, _)| self.list(*other) == list && good == at)
                .map(|(_, _, pieces)| pieces);
            self.left[list][*at] / a_set.sum::<i64>().max(1)
        };
        set.iter().map(often).min().unwrap_or(1).max(1)
    }

    fn list(&self, part: usize) -> usize {
        part.min(self.left.len() - 1)
    }

    fn worth(&self, at: usize, pieces: i64) -> i64 {
        self.goods[at].worth(pieces)
    }

    /// Lines from which some parts have taken, with what they took there.
    fn worth_by_line(
        &self,
        parts: std::ops::Range<usize>,
    ) -> impl Iterator<Item = (u32, i64)> + '_ {
        let worth = move |(at, pool): (usize, &Pool)| {
            let taken = self.taken[parts.clone()].iter();
            let worth = taken.map(|of_part| self.worth(at, of_part[at]));
            (pool.line, worth.sum())
        };
        let lines = self.goods.iter().enumerate().map(worth);
        lines.filter(|(_, worth)| *worth > 0)
    }

    fn note(&self, money: i64, weights: Vec<(u32, i64)>, given: &mut Given) {
        given.money = money;
        given.weights = weights;
        if self.view.offer.layer == Layer::ItemPromotion {
            for (at, pool) in self.goods.iter().enumerate() {
                let pieces = self.taken.iter().map(|of_part| of_part[at]).sum();
                if pieces > 0 {
                    given.used.push((pool.line, pieces));
                }
            }
        }
    }

    /// Why no set could be filled: pieces are missing, or they cost no more than the set.
    fn refusal(&self) -> Unmet {
        let missing = |(part, turns): (&Part, &Vec<usize>)| {
            let there = turns.iter().map(|at| self.left[0][*at]);
            (part.pieces - there.sum::<i64>()).max(0)
        };
        match self.parts.iter().zip(&self.turns).map(missing).sum() {
            0 if self.draw(&mut Set::new()) => unmet(WhyNot::CheapAlready),
            // Goods that two parts share, and that are not enough for both.
            0 => too_few(1),
            missing => too_few(missing),
        }
    }
}
