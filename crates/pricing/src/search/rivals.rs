//! Which offers do not go together, and which are like each other.

use super::Candidate;

/// Which candidates do not go together.
pub(super) struct Rivals {
    words: usize,
    bits: Vec<u64>,
}

impl Rivals {
    pub fn of(candidates: &[Candidate<'_>]) -> Rivals {
        let count = candidates.len();
        let words = count.div_ceil(64);
        let mut bits = vec![0_u64; words * count];
        for (a, one) in candidates.iter().enumerate() {
            for (b, other) in candidates.iter().enumerate().skip(a + 1) {
                if !one.offer.goes_with(other.offer) {
                    bits[a * words + b / 64] |= 1 << (b % 64);
                    bits[b * words + a / 64] |= 1 << (a % 64);
                }
            }
        }
        Rivals { words, bits }
    }

    /// How many words a set of candidates has, one bit each.
    pub fn words(&self) -> usize {
        self.words
    }

    /// Whether a candidate does not go with some of a set.
    pub fn meet(&self, a: usize, set: &[u64]) -> bool {
        let of_a = &self.bits[a * self.words..(a + 1) * self.words];
        of_a.iter().zip(set).any(|(one, other)| one & other != 0)
    }

    pub fn are(&self, a: usize, b: usize) -> bool {
        self.bits[a * self.words + b / 64] >> (b % 64) & 1 == 1
    }

    pub fn has_any(&self, a: usize) -> bool {
        let of_a = &self.bits[a * self.words..(a + 1) * self.words];
        of_a.iter().any(|word| *word != 0)
    }
}

/// Which candidates are like the one before them in every way but their names.
pub(super) fn twins(candidates: &[Candidate<'_>]) -> Vec<bool> {
    let is_twin = |at: usize| at > 0 && candidates[at - 1].offer.is_like(candidates[at].offer);
    (0..candidates.len()).map(is_twin).collect()
}
