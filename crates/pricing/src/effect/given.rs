//! What an offer gives, and on which lines.

use super::extras::HeldBack;
use super::pieces::{Dearest, Pool};
use super::sets::Room;
use kernel::{Sharing, SkuId};

/// What an offer gives on a state.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Given {
    /// Off the goods.
    pub money: i64,
    /// Off delivery.
    pub delivery: i64,
    /// On which lines `money` lies, and in which proportion: place among the open lines and weight.
    /// See [`Given::each_share`].
    pub weights: Vec<(u32, i64)>,
    /// Pieces that take part, if the layer is that of item promotions.
    pub used: Vec<(u32, i64)>,
    /// What one unit costs now, if the layer is that of item prices.
    pub units: Vec<(u32, i64)>,
    /// Which of the extras are given: one bit each.
    pub extras: u32,
    /// Gifts among them …
    pub gifts: Vec<(SkuId, i64)>,
    /// … and what they are worth.
    pub gifts_worth: i64,
    /// Extras that are not given, or not as often as they are due.
    pub held_back: Vec<HeldBack>,
    /// Whether lines whose price is lowered take the tier discount, where they did not or no
    /// longer do.
    pub takes_standing: Option<bool>,
    /// Where pieces are laid out while it is worked out …
    pub(super) pools: Vec<Pool>,
    /// … where the dear ones are summed up …
    pub(super) dearest: Dearest,
    /// … and where sets are filled.
    pub(super) room: Room,
}

impl Given {
    /// Nothing again, with room for what comes next.
    pub fn clear(&mut self) {
        (self.money, self.delivery, self.extras) = (0, 0, 0);
        (self.gifts_worth, self.takes_standing) = (0, None);
        self.held_back.clear();
        self.weights.clear();
        self.used.clear();
        self.units.clear();
        self.gifts.clear();
    }

    /// The same, with the weights just as the money lies: asked for again and again, it costs less.
    pub fn laid_down(mut self) -> Given {
        let mut shares = Vec::with_capacity(self.weights.len());
        self.each_share(|line, share| shares.push((line, share)));
        self.weights = shares;
        self
    }

    /// Marks the lines that it changes, one bit each.
    pub fn mark_lines(&self, lines: &mut [u64]) {
        for (line, _) in self.weights.iter().chain(&self.used).chain(&self.units) {
            lines[*line as usize / 64] |= 1 << (line % 64);
        }
    }

    /// How the money lies on the lines: by largest remainder, or exactly as the weights where they
    /// come to just as much. Worked out when it is asked for: most of what is tried is dropped
    /// again. The money is not more than the weights together, so no share is more than its weight.
    pub fn each_share(&self, look: impl FnMut(u32, i64)) {
        self.each_share_in(&mut Shares::default(), look);
    }

    /// The same, in room that is used again and again.
    pub fn each_share_in(&self, room: &mut Shares, mut look: impl FnMut(u32, i64)) {
        let all: i64 = self.weights.iter().map(|(_, weight)| weight).sum();
        if let [(line, _)] = self.weights.as_slice() {
            return look(*line, self.money);
        }
        if all == self.money {
            self.weights
                .iter()
                .for_each(|(line, share)| look(*line, *share));
            return;
        }
        let Shares { weights, sharing } = room;
        weights.clear();
        weights.extend(self.weights.iter().map(|(_, weight)| *weight));
        // Fails for no lines and for weights below zero only: neither comes here.
        let shares = sharing.share(self.money, weights).unwrap_or_default();
        for ((line, _), share) in self.weights.iter().zip(shares) {
            look(*line, *share);
        }
    }
}

/// Where money is shared while it is applied.
#[derive(Debug, Clone, Default)]
pub(crate) struct Shares {
    weights: Vec<i64>,
    sharing: Sharing,
}

/// An offer with the places of the lines that it is about.
#[derive(Debug)]
pub(crate) struct Scope {
    /// The offer's goods.
    pub touched: Vec<u32>,
    /// The goods of the parts of a bundle, or what is bought and what is got.
    pub parts: Vec<Vec<u32>>,
    /// The goods that count for what must be reached, if they are not the offer's.
    pub counted: Option<Vec<u32>>,
    /// All of these lines, one bit each.
    bits: Vec<u64>,
}

/// What an offer is about, as sets of lines, one bit each.
pub(crate) struct LineSets {
    /// Its goods.
    pub touched: Vec<u64>,
    /// Its parts, which draw from its goods.
    pub parts: Vec<Vec<u64>>,
    /// What counts for what must be reached, if that is named.
    pub counted: Option<Vec<u64>>,
    /// Whether its own goods must come to something.
    pub counts_own: bool,
}

impl Scope {
    /// Goods that are in no part count only where they must come to something.
    pub fn of(sets: &LineSets) -> Scope {
        let LineSets {
            touched,
            parts,
            counted,
            counts_own,
        } = sets;
        let mut bits = touched.clone();
        if !parts.is_empty() && !counts_own {
            bits.fill(0);
        }
        for set in parts.iter().chain(counted) {
            bits.iter_mut()
                .zip(set)
                .for_each(|(bits, more)| *bits |= more);
        }
        Scope {
            parts: parts.iter().map(|bits| lines_of(bits)).collect(),
            counted: counted.as_ref().map(|bits| lines_of(bits)),
            touched: lines_of(touched),
            bits,
        }
    }

    /// Whether it can take something off a line.
    pub fn touches(&self, line: u32) -> bool {
        self.touched.binary_search(&line).is_ok()
    }

    /// Whether it is about some line of a set, one bit each.
    pub fn meets_any(&self, lines: &[u64]) -> bool {
        let mut words = self.bits.iter().zip(lines);
        words.any(|(one, other)| one & other != 0)
    }

    /// Whether both are about some line.
    pub fn meets(&self, other: &Scope) -> bool {
        self.meets_any(&other.bits)
    }

    /// Whether it is about a line, be it that the line only counts.
    pub fn holds(&self, line: u32) -> bool {
        self.bits[line as usize / 64] >> (line % 64) & 1 == 1
    }
}

fn lines_of(bits: &[u64]) -> Vec<u32> {
    let count = bits.iter().map(|word| word.count_ones() as usize).sum();
    let mut lines = Vec::with_capacity(count);
    for (word, first) in bits.iter().zip((0_u32..).step_by(64)) {
        let mut rest = *word;
        while rest != 0 {
            lines.push(first + rest.trailing_zeros());
            rest &= rest - 1;
        }
    }
    lines
}
