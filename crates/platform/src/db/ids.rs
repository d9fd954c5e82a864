//! Snowflake ids: 41 bits of milliseconds, 10 of node, 12 of sequence. Made by the application,
//! compact as keys, in order of time, never a database sequence.

use crate::clock::Clock;
use kernel::Timestamp;
use std::sync::atomic::{AtomicU64, Ordering};

/// 2024-01-01T00:00:00Z in Unix milliseconds; 41 bits from here last until 2093.
const EPOCH_MILLIS: i64 = 1_704_067_200_000;

/// Makes ids that never repeat on this node, even when the clock stands still or jumps back.
#[derive(Debug)]
pub struct IdMaker {
    clock: Clock,
    node: u64,
    /// Milliseconds since the epoch in the upper bits, the sequence in the lower 12.
    last: AtomicU64,
}

impl IdMaker {
    /// A maker for one of up to 1 024 nodes that share a database.
    pub fn new(clock: Clock, node: u16) -> Self {
        IdMaker {
            clock,
            node: u64::from(node & 1023),
            last: AtomicU64::new(0),
        }
    }

    /// A new id: positive and larger than every one before it from this maker.
    pub fn next(&self) -> i64 {
        let millis = self.clock.now().0.saturating_sub(EPOCH_MILLIS).max(0) as u64;
        let earliest = millis << 12;
        let advance = |last: u64| Some(earliest.max(last + 1));
        let (Ok(last) | Err(last)) =
            self.last
                .fetch_update(Ordering::Relaxed, Ordering::Relaxed, advance);
        // When a millisecond's 4 096 numbers are used up, the maker runs ahead of the clock.
        let now = earliest.max(last + 1);
        let id = ((now >> 12) << 22) | (self.node << 12) | (now & 4095);
        (id & (i64::MAX as u64)) as i64
    }
}

/// The smallest id that can have been made at a moment.
pub fn first_id_at(moment: Timestamp) -> i64 {
    let millis = moment
        .0
        .saturating_sub(EPOCH_MILLIS)
        .clamp(0, (1 << 41) - 1);
    millis << 22
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_rise_though_the_clock_stands_still() {
        let maker = IdMaker::new(Clock::fixed(Timestamp(EPOCH_MILLIS + 5)), 3);
        let ids: Vec<i64> = (0..10_000).map(|_| maker.next()).collect();
        assert!(ids.windows(2).all(|pair| pair[0] < pair[1]));
        assert!(ids.iter().all(|id| (id >> 12) & 1023 == 3));
        assert!(first_id_at(Timestamp(EPOCH_MILLIS + 5)) <= ids[0]);
        assert!(first_id_at(Timestamp(EPOCH_MILLIS + 6)) > ids[0]);
    }
}
