//! Effects that count pieces one by one, from the dear ones to the cheap ones.

use super::{Given, View, part_of, too_few, unmet};
use crate::condition::{Unmet, WhyNot};
use crate::offer::Layer;
use crate::state::Cell;
use kernel::Rate;
use std::cmp::{Ordering, Reverse};

/// Pieces of one line that cost alike.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Pool {
    pub line: u32,
    /// What all of them come to.
    pub amount: i64,
    pub count: i64,
}

/// Adds the pieces of some lines that the offer can count.
pub(super) fn lay_out(view: View<'_>, lines: &[u32], pools: &mut Vec<Pool>) {
    let cell = |line: &u32| view.state.cells[*line as usize];
    let whole = |line: &u32| Pool {
        line: *line,
        amount: cell(line).left,
        count: view.lines[*line as usize].pieces,
    };
    match view.offer.layer {
        Layer::ItemPromotion => pools.extend(lines.iter().filter_map(|line| {
            let Cell { unit, free, .. } = cell(line);
            (free > 0).then_some(Pool {
                line: *line,
                amount: unit * free,
                count: free,
            })
        })),
        Layer::Standing => {
            let open = lines.iter().filter(|line| view.may_touch(**line));
            pools.extend(open.map(whole));
        }
        _ => pools.extend(lines.iter().map(whole)),
    }
}

/// From dear to cheap; of two that cost alike the one that comes first by SKU.
pub(super) fn sort(pools: &mut [Pool]) {
    pools.sort_by(from_dear_to_cheap);
}

pub(super) fn from_dear_to_cheap(a: &Pool, b: &Pool) -> Ordering {
    // Amounts of everyday baskets need no wide numbers.
    let cross = |a: &Pool, b: &Pool| a.amount.checked_mul(b.count);
    match (cross(b, a), cross(a, b)) {
        (Some(of_b), Some(of_a)) => of_b.cmp(&of_a),
        _ => {
            let cross = |a: &Pool, b: &Pool| i128::from(a.amount) * i128::from(b.count);
            cross(b, a).cmp(&cross(a, b))
        }
    }
}

impl Pool {
    /// What some of the pieces come to, rounded down: two parts are not more than the whole.
    pub fn worth(&self, pieces: i64) -> i64 {
        // Amounts of everyday baskets need no wide numbers, which cost ten times as much to divide.
        match self.amount.checked_mul(pieces) {
            Some(product) => product / self.count,
            None => {
                let product = i128::from(self.amount) * i128::from(pieces);
                i64::try_from(product / i128::from(self.count)).unwrap_or(self.amount)
            }
        }
    }
}

/// Adds what is given on a line.
fn note(view: View<'_>, given: &mut Given, pool: &Pool, off: i64, used: i64) {
    if off > 0 {
        given.money += off;
        given.weights.push((pool.line, off));
    }
    if used > 0 && view.offer.layer == Layer::ItemPromotion {
        given.used.push((pool.line, used));
    }
}

fn or_cheap(given: &Given) -> Result<(), Unmet> {
    if given.money == 0 {
        Err(unmet(WhyNot::CheapAlready))
    } else {
        Ok(())
    }
}

/// An amount off each piece, off the dearest `times` ones.
pub(super) fn each_off(
    view: View<'_>,
    pools: &mut [Pool],
    amount: i64,
    times: i64,
    given: &mut Given,
) {
    sort(pools);
    let mut rest = times;
    for pool in &*pools {
        let pieces = pool.count.min(rest);
        let off = amount.saturating_mul(pieces).min(pool.worth(pieces));
        note(view, given, pool, off, pieces);
        rest -= pieces;
    }
}

/// Each of the dearest `times` pieces costs `price`, if it cost more.
pub(super) fn set_price(
    view: View<'_>,
    pools: &mut [Pool],
    price: i64,
    times: i64,
    given: &mut Given,
) -> Result<(), Unmet> {
    sort(pools);
    let mut rest = times;
    for pool in &*pools {
        let pieces = pool.count.min(rest);
        let off = pool.worth(pieces) - price.saturating_mul(pieces);
        if off > 0 {
            note(view, given, pool, off, pieces);
            rest -= pieces;
        }
    }
    or_cheap(given)
}

/// Of each `nth` pieces from dear to cheap, the last has a part off.
pub(super) fn nth_item(
    view: View<'_>,
    pools: &mut [Pool],
    (nth, off): (i64, Rate),
    times: i64,
    given: &mut Given,
) -> Result<(), Unmet> {
    sort(pools);
    let all: i64 = pools.iter().map(|pool| pool.count).sum();
    if all < nth {
        return Err(too_few(nth - all));
    }
    let last = (all / nth).min(times) * nth;
    let mut before = 0;
    for pool in &*pools {
        let after = (before + pool.count).min(last);
        let chosen = pool.worth(after / nth - before / nth);
        note(view, given, pool, chosen, after - before);
        before = after;
    }
    // Rounded once, over all that were chosen.
    given.money = part_of(given.money, off);
    or_cheap(given)
}

/// Of each `out_of` pieces the cheapest `free` ones cost nothing, in as many sets as are best for
/// the buyer: with 10, 8, 5, 1, 1, 1 and "buy three, one is free", one set frees the 5, two sets
/// free 1 and 1.
pub(super) fn cheapest_free(
    view: View<'_>,
    pools: &mut [Pool],
    (out_of, free): (i64, i64),
    times: i64,
    given: &mut Given,
) -> Result<(), Unmet> {
    sort(pools);
    let all: i64 = pools.iter().map(|pool| pool.count).sum();
    if all < out_of {
        return Err(too_few(out_of - all));
    }
    let most = (all / out_of).min(times);
    let dearest = &mut given.dearest;
    dearest.sum_up(pools);
    let freed = |sets: i64| {
        dearest.worth(pools, out_of * sets) - dearest.worth(pools, (out_of - free) * sets)
    };
    // Between two places where a border passes from one pool to the next, the sum is linear in the
    // number of sets: the best is at one of them.
    let mut best = (freed(most), Reverse(most));
    for (before, _) in &dearest.sums {
        for per_set in [out_of, out_of - free] {
            let sets = before / per_set.max(1);
            for sets in [sets, sets + 1] {
                if (1..most).contains(&sets) {
                    best = best.max((freed(sets), Reverse(sets)));
                }
            }
        }
    }
    let (_, Reverse(sets)) = best;
    let mut rest = out_of * sets;
    for (pool, off) in pools.iter().zip(freed_by_pool(pools, out_of, free, sets)) {
        let used = pool.count.min(rest);
        note(view, given, pool, off, used);
        rest -= used;
    }
    or_cheap(given)
}

/// What the cheapest pieces of so many sets come to, pool by pool.
fn freed_by_pool(
    pools: &[Pool],
    out_of: i64,
    free: i64,
    sets: i64,
) -> impl Iterator<Item = i64> + '_ {
    let (from, to) = ((out_of - free) * sets, out_of * sets);
    let mut before = 0;
    pools.iter().map(move |pool| {
        let after = before + pool.count;
        let pieces = (after.min(to) - before.max(from)).max(0);
        before = after;
        pool.worth(pieces)
    })
}

/// What the dearest pieces come to, for any number of them.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Dearest {
    /// Pieces up to the end of each pool, and what they come to.
    sums: Vec<(i64, i64)>,
}

impl Dearest {
    fn sum_up(&mut self, pools: &[Pool]) {
        self.sums.clear();
        let (mut count, mut amount) = (0, 0);
        self.sums.extend(pools.iter().map(|pool| {
            count += pool.count;
            amount += pool.amount;
            (count, amount)
        }));
    }

    fn worth(&self, pools: &[Pool], pieces: i64) -> i64 {
        let at = self.sums.partition_point(|(count, _)| *count <= pieces);
        let (count, amount) = match at {
            0 => (0, 0),
            at => self.sums[at - 1],
        };
        let pool = pools.get(at);
        amount + pool.map_or(0, |pool| pool.worth(pieces - count))
    }
}
