//! Effects on sets of goods: bundles, and what is got for what is bought.

use super::pieces::{Pool, from_dear_to_cheap, lay_out};
use super::{Drawing, Given, View, part_of, too_few, unmet};
use crate::condition::{Unmet, WhyNot};
use crate::offer::{Layer, Part};
use kernel::Rate;
use std::ops::Range;

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
    let mut shelf = Shelf::new(view, parts, std::mem::take(&mut given.room));
    let sets = shelf.fill(times, |worth| worth > price);
    let taken = if sets == 0 {
        Err(shelf.refusal())
    } else {
        given.weights.extend(shelf.worth_by_line(0..parts.len()));
        let worth: i64 = given.weights.iter().map(|(_, worth)| worth).sum();
        shelf.note(worth - price * sets, given)
    };
    given.room = shelf.room;
    taken
}

/// Who buys the first part has a part off the second.
pub(super) fn buy_get(
    view: View<'_>,
    parts: &[Part],
    off: Rate,
    times: i64,
    given: &mut Given,
) -> Result<(), Unmet> {
    let mut shelf = Shelf::new(view, parts, std::mem::take(&mut given.room));
    shelf.buy_before_get();
    let taken = if shelf.fill(times, |_| true) == 0 {
        Err(shelf.refusal())
    } else {
        given.weights.extend(shelf.worth_by_line(1..2));
        let worth = given.weights.iter().map(|(_, worth)| worth).sum();
        shelf.note(part_of(worth, off), given)
    };
    given.room = shelf.room;
    taken
}

/// Pieces to fill sets from.
struct Shelf<'a> {
    view: View<'a>,
    parts: &'a [Part],
    room: Room,
}

/// Where sets are filled: kept from one offer to the next, for a search asks often.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Room {
    /// The pieces that there are, by line.
    goods: Vec<Pool>,
    /// How many of each are left; one list for all parts, or one for each if each draws alone.
    left: Vec<i64>,
    /// From which goods each part draws, one after the other …
    turns: Vec<usize>,
    /// … beginning and ending here, less what it has drawn empty.
    spans: Vec<Range<usize>>,
    /// In which order the parts draw.
    order: Vec<usize>,
    /// How many of each every part has taken, one list after the other.
    taken: Vec<i64>,
    /// The set that is drawn.
    set: Vec<Drawn>,
}

/// Pieces that a set takes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Drawn {
    part: usize,
    at: usize,
    pieces: i64,
}

impl<'a> Shelf<'a> {
    fn new(view: View<'a>, parts: &'a [Part], room: Room) -> Shelf<'a> {
        let mut shelf = Shelf { view, parts, room };
        shelf.lay_out();
        let Room {
            goods,
            left,
            spans,
            order,
            taken,
            ..
        } = &mut shelf.room;
        let lists = match view.drawing {
            Drawing::Once => 1,
            Drawing::Bound => parts.len(),
        };
        left.clear();
        for _ in 0..lists {
            left.extend(goods.iter().map(|pool| pool.count));
        }
        taken.clear();
        taken.resize(parts.len() * goods.len(), 0);
        // The part with the least choice first, or another would take all that it can have.
        order.clear();
        order.extend(0..parts.len());
        order.sort_by_key(|number| spans[*number].len());
        shelf
    }

    /// Lays out the goods of the parts, and from which of them each part draws.
    fn lay_out(&mut self) {
        let Shelf { view, parts, .. } = *self;
        let Room {
            goods,
            turns,
            spans,
            ..
        } = &mut self.room;
        goods.clear();
        for lines in &view.scope.parts {
            lay_out(view, lines, goods);
        }
        if parts.len() > 1 {
            goods.sort_by_key(|pool| pool.line);
            goods.dedup_by_key(|pool| pool.line);
        }
        turns.clear();
        spans.clear();
        for lines in &view.scope.parts {
            let from = turns.len();
            match parts.len() {
                1 => turns.extend(0..goods.len()),
                _ => turns.extend(lines.iter().filter_map(|line| place(goods, *line))),
            }
            turns[from..].sort_by(|a, b| from_dear_to_cheap(&goods[*a], &goods[*b]));
            spans.push(from..turns.len());
        }
    }

    /// What is bought is drawn first, from goods that cannot be got as long as there are any.
    fn buy_before_get(&mut self) {
        let gets = &self.view.scope.parts[1];
        let Room {
            goods,
            turns,
            spans,
            order,
            ..
        } = &mut self.room;
        order.sort_unstable();
        turns[spans[0].clone()].sort_by_key(|at| gets.binary_search(&goods[*at].line).is_ok());
    }

    /// Fills sets as long as there are pieces and a set is worth it; how many were filled.
    fn fill(&mut self, times: i64, is_worth_it: impl Fn(i64) -> bool) -> i64 {
        let mut sets = 0;
        for _ in 0..DRAWS_MAX {
            if sets == times || !self.draw() {
                break;
            }
            let set = std::mem::take(&mut self.room.set);
            let worth = set.iter().map(|one| self.worth(one.at, one.pieces));
            let is_taken = is_worth_it(worth.sum());
            if is_taken {
                let often = self.repeats(&set).min(times - sets);
                for Drawn { part, at, pieces } in &set {
                    let (left, taken) = (self.place_left(*part, *at), self.place(*part, *at));
                    self.room.left[left] -= pieces * often;
                    self.room.taken[taken] += pieces * often;
                }
                self.pass_by_what_is_empty();
                sets += often;
            }
            self.room.set = set;
            if !is_taken {
                break;
            }
        }
        sets
    }

    fn pass_by_what_is_empty(&mut self) {
        for part in 0..self.parts.len() {
            let span = self.room.spans[part].clone();
            let turn = self.room.turns[span].iter();
            let is_empty = |at: &&usize| self.room.left[self.place_left(part, **at)] == 0;
            let empty = turn.take_while(is_empty).count();
            self.room.spans[part].start += empty;
        }
    }

    /// Draws the next set; false if there are not enough pieces.
    fn draw(&mut self) -> bool {
        let mut set = std::mem::take(&mut self.room.set);
        set.clear();
        let mut order = self.room.order.iter();
        let is_whole = order.all(|part| self.draw_part(*part, &mut set));
        self.room.set = set;
        is_whole
    }

    fn draw_part(&self, part: usize, set: &mut Vec<Drawn>) -> bool {
        let mut need = self.parts[part].pieces;
        for at in &self.room.turns[self.room.spans[part].clone()] {
            let place = self.place_left(part, *at);
            let pieces = (self.room.left[place] - self.drawn(set, place)).min(need);
            if pieces > 0 {
                need -= pieces;
                let at = *at;
                set.push(Drawn { part, at, pieces });
            }
            if need == 0 {
                return true;
            }
        }
        false
    }

    /// What this very set has drawn from a place: gone, unless each part draws alone.
    fn drawn(&self, set: &[Drawn], place: usize) -> i64 {
        let same = set
            .iter()
            .filter(|one| self.place_left(one.part, one.at) == place);
        same.map(|one| one.pieces).sum()
    }

    /// How often the very same set can be drawn: many times if each part draws from one line.
    fn repeats(&self, set: &[Drawn]) -> i64 {
        if set.len() > self.parts.len() {
            return 1;
        }
        let often = |one: &Drawn| {
            let place = self.place_left(one.part, one.at);
            self.room.left[place] / self.drawn(set, place).max(1)
        };
        set.iter().map(often).min().unwrap_or(1).max(1)
    }

    /// Where stands how many are left for a part.
    fn place_left(&self, part: usize, at: usize) -> usize {
        match self.view.drawing {
            Drawing::Once => at,
            Drawing::Bound => self.place(part, at),
        }
    }

    fn place(&self, part: usize, at: usize) -> usize {
        part * self.room.goods.len() + at
    }

    fn worth(&self, at: usize, pieces: i64) -> i64 {
        self.room.goods[at].worth(pieces)
    }

    /// Lines from which some parts have taken, with what they took there.
    fn worth_by_line(&self, parts: Range<usize>) -> impl Iterator<Item = (u32, i64)> + '_ {
        let worth = move |(at, pool): (usize, &Pool)| {
            let taken = parts
                .clone()
                .map(|part| self.room.taken[self.place(part, at)]);
            let worth = taken.map(|pieces| pool.worth(pieces));
            (pool.line, worth.sum())
        };
        let lines = self.room.goods.iter().enumerate().map(worth);
        lines.filter(|(_, worth)| *worth > 0)
    }

    /// Notes what is off, and the pieces that take part.
    fn note(&self, money: i64, given: &mut Given) -> Result<(), Unmet> {
        if money <= 0 {
            return Err(unmet(WhyNot::CheapAlready));
        }
        given.money = money;
        if self.view.offer.layer == Layer::ItemPromotion {
            for (at, pool) in self.room.goods.iter().enumerate() {
                let parts = 0..self.parts.len();
                let pieces = parts
                    .map(|part| self.room.taken[self.place(part, at)])
                    .sum();
                if pieces > 0 {
                    given.used.push((pool.line, pieces));
                }
            }
        }
        Ok(())
    }

    /// Why no set could be filled: pieces are missing, or they cost no more than the set.
    fn refusal(&mut self) -> Unmet {
        let missing = |(part, span): (&Part, &Range<usize>)| {
            let turn = self.room.turns[span.clone()].iter();
            let there: i64 = turn.map(|at| self.room.left[*at]).sum();
            (part.pieces - there).max(0)
        };
        let missing = self.parts.iter().zip(&self.room.spans).map(missing).sum();
        match missing {
            0 if self.draw() => unmet(WhyNot::CheapAlready),
            // Goods that two parts share, and that are not enough for both.
            0 => too_few(1),
            missing => too_few(missing),
        }
    }
}

fn place(goods: &[Pool], line: u32) -> Option<usize> {
    goods.binary_search_by_key(&line, |pool| pool.line).ok()
}
