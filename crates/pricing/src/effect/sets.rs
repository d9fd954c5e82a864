//! Effects on sets of goods: bundles, and what is got for what is bought.

use super::pieces::{Pool, of_lines, sort};
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
    let gets = shelf.turns[1].clone();
    shelf.turns[0].sort_by_key(|line| gets.contains(line));
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
    pools: Vec<Option<Pool>>,
    /// How many are left, by line; one list for all parts, or one for each if each draws alone.
    left: Vec<Vec<i64>>,
    /// From which lines each part draws, one after the other.
    turns: Vec<Vec<u32>>,
    /// In which order the parts draw.
    order: Vec<usize>,
    /// How many each part has taken, by line.
    taken: Vec<Vec<i64>>,
}

/// What one set takes: part, line, pieces.
type Set = Vec<(usize, u32, i64)>;

impl<'a> Shelf<'a> {
    fn new(view: View<'a>, parts: &'a [Part]) -> Shelf<'a> {
        let mut pools: Vec<Option<Pool>> = vec![None; view.lines.len()];
        let mut turns: Vec<Vec<u32>> = Vec::with_capacity(parts.len());
        for lines in &view.scope.parts {
            let mut of_part = of_lines(view, lines);
            sort(&mut of_part);
            for pool in &of_part {
                pools[pool.line as usize] = Some(*pool);
            }
            turns.push(of_part.iter().map(|pool| pool.line).collect());
        }
        let left: Vec<i64> = pools
            .iter()
            .map(|pool| pool.map_or(0, |pool| pool.count))
            .collect();
        let lists = match view.drawing {
            Drawing::Once => 1,
            Drawing::Bound => parts.len(),
        };
        // The part with the least choice first, or another would take all that it can have.
        let mut order: Vec<usize> = (0..parts.len()).collect();
        order.sort_by_key(|number| turns[*number].len());
        Shelf {
            order,
            taken: vec![vec![0; left.len()]; parts.len()],
            view,
            parts,
            pools,
            left: vec![left; lists],
            turns,
        }
    }

    /// Fills sets as long as there are pieces and a set is worth it; how many were filled.
    fn fill(&mut self, times: i64, is_worth_it: impl Fn(i64) -> bool) -> i64 {
        let mut sets = 0;
        for _ in 0..DRAWS_MAX {
            let Some(set) = self.draw().filter(|_| sets < times) else {
                break;
            };
            let worth = set
                .iter()
                .map(|(_, line, pieces)| self.worth(*line, *pieces));
            if !is_worth_it(worth.sum()) {
                break;
            }
            let often = self.repeats(&set).min(times - sets);
            for (part, line, pieces) in set {
                let list = self.list(part);
                self.left[list][line as usize] -= pieces * often;
                self.taken[part][line as usize] += pieces * often;
            }
            sets += often;
        }
        sets
    }

    /// The pieces of the next set, if there are enough.
    fn draw(&self) -> Option<Set> {
        let mut set = Set::with_capacity(self.parts.len());
        for number in &self.order {
            let number = *number;
            let mut need = self.parts[number].pieces;
            for line in &self.turns[number] {
                // What an earlier part of this very set has drawn is gone, unless each draws alone.
                let drawn: i64 = set
                    .iter()
                    .filter(|(other, at, _)| self.list(*other) == self.list(number) && at == line)
                    .map(|(_, _, pieces)| *pieces)
                    .sum();
                let there = self.left[self.list(number)][*line as usize] - drawn;
                let pieces = there.min(need);
                if pieces > 0 {
                    need -= pieces;
                    set.push((number, *line, pieces));
                }
                if need == 0 {
                    break;
                }
            }
            if need > 0 {
                return None;
            }
        }
        Some(set)
    }

    /// How often the very same set can be drawn: many times if each part draws from one line.
    fn repeats(&self, set: &Set) -> i64 {
        if set.len() > self.parts.len() {
            return 1;
        }
        let often = |(part, line, _): &(usize, u32, i64)| {
            let list = self.list(*part);
            let a_set = set
                .iter()
                .filter(|(other, at, _)| self.list(*other) == list && at == line)
                .map(|(_, _, pieces)| pieces);
            self.left[list][*line as usize] / a_set.sum::<i64>().max(1)
        };
        set.iter().map(often).min().unwrap_or(1).max(1)
    }

    fn list(&self, part: usize) -> usize {
        part.min(self.left.len() - 1)
    }

    fn worth(&self, line: u32, pieces: i64) -> i64 {
        self.pools[line as usize].map_or(0, |pool| pool.worth(pieces))
    }

    /// Lines from which some parts have taken, with what they took there.
    fn worth_by_line(
        &self,
        parts: std::ops::Range<usize>,
    ) -> impl Iterator<Item = (u32, i64)> + '_ {
        let lines = 0..self.pools.len() as u32;
        lines
            .map(move |line| {
                let taken = self.taken[parts.clone()].iter();
                let worth = taken.map(|of_part| self.worth(line, of_part[line as usize]));
                (line, worth.sum())
            })
            .filter(|(_, worth)| *worth > 0)
    }

    fn note(&self, money: i64, weights: Vec<(u32, i64)>, given: &mut Given) {
        given.money = money;
        given.weights = weights;
        if self.view.offer.layer == Layer::ItemPromotion {
            for line in 0..self.pools.len() {
                let pieces = self.taken.iter().map(|of_part| of_part[line]).sum();
                if pieces > 0 {
                    given.used.push((line as u32, pieces));
                }
            }
        }
    }

    /// Why no set could be filled: pieces are missing, or they cost no more than the set.
    fn refusal(&self) -> Unmet {
        let missing = |(part, turns): (&Part, &Vec<u32>)| {
            let there = turns.iter().map(|line| self.left[0][*line as usize]);
            (part.pieces - there.sum::<i64>()).max(0)
        };
        match self.parts.iter().zip(&self.turns).map(missing).sum() {
            0 if self.draw().is_some() => unmet(WhyNot::CheapAlready),
            // Goods that two parts share, and that are not enough for both.
            0 => too_few(1),
            missing => too_few(missing),
        }
    }
}
