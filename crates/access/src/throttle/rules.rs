//! How long to wait after wrong guesses. Pure.

use kernel::Timestamp;

/// After so long without a try the count begins anew.
const FORGET_MILLIS: i64 = 60 * 60 * 1_000;

/// How many wrong passwords cost nothing, and the longest wait that the others may cost. Nobody is
/// locked out for good.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Patience {
    pub free: i64,
    pub wait_seconds_max: i64,
}

/// For one log-in from one address. Whoever guesses there waits for long, and the person whose
/// log-in it is gets in from anywhere else.
pub const PER_PAIR: Patience = Patience {
    free: 4,
    wait_seconds_max: 15 * 60,
};

/// For one log-in, from all addresses together from which the person has not logged in before. It
/// bounds who guesses from thousands of addresses: 1 440 guesses a day. The wait stays short, or a
/// stranger could keep somebody out who is in a new place.
pub const PER_LOGIN: Patience = Patience {
    free: 20,
    wait_seconds_max: 60,
};

/// For the own password of somebody whose session may be in the wrong hands.
pub const PER_PERSON: Patience = Patience {
    free: 5,
    wait_seconds_max: 15 * 60,
};

/// For one address, whomever it tries. A store's tills share an address, so more is free.
pub const PER_ADDRESS: Patience = Patience {
    free: 30,
    wait_seconds_max: 15 * 60,
};

/// What is known of tries that have not turned out right.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Failures {
    /// How many in a row.
    pub count: i64,
    /// Not before this moment, please.
    pub wait_until: Timestamp,
    /// When the last one was.
    pub updated_at: Timestamp,
}

impl Failures {
    /// Seconds to wait from now; none if it is open.
    pub fn wait(&self, now: Timestamp) -> Option<i64> {
        let millis = self.wait_until.0 - now.0;
        (millis > 0).then(|| (millis + 999) / 1_000)
    }

    /// The same after one more try. A try counts as wrong until it turns out right, so that many
    /// at once are no way around the wait.
    pub fn after_try(self, patience: Patience, now: Timestamp) -> Failures {
        let is_old = now.0 - self.updated_at.0 > FORGET_MILLIS;
        let count = if is_old { 1 } else { self.count + 1 };
        Failures {
            count,
            wait_until: now.plus_millis(wait_seconds(count, patience) * 1_000),
            updated_at: now,
        }
    }

    /// The same after a try turned out right: it alone is taken off, for others from the same
    /// place may be guessing.
    pub fn after_success(self, patience: Patience, now: Timestamp) -> Failures {
        let count = (self.count - 1).max(0);
        let wait_until = if count <= patience.free {
            now
        } else {
            self.wait_until
        };
        Failures {
            count,
            wait_until,
            ..self
        }
    }
}

/// 1, 2, 4, 8 … seconds.
fn wait_seconds(count: i64, patience: Patience) -> i64 {
    match count - patience.free {
        ..=0 => 0,
        over @ 1..=30 => (1_i64 << (over - 1)).min(patience.wait_seconds_max),
        _ => patience.wait_seconds_max,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const NOW: Timestamp = Timestamp(1_000_000_000_000);

    fn waits(patience: Patience, tries: usize) -> Vec<i64> {
        let mut failures = Failures::default();
        let one = |_| {
            failures = failures.after_try(patience, NOW);
            failures.wait(NOW).unwrap_or(0)
        };
        (0..tries).map(one).collect()
    }

    #[test]
    fn the_wait_doubles_and_ends() {
        let expected = [0, 0, 0, 0, 1, 2, 4, 8, 16, 32, 64, 128, 256, 512, 900, 900];
        assert_eq!(waits(PER_PAIR, 16), expected);
        assert_eq!(waits(PER_LOGIN, 30)[20..28], [1, 2, 4, 8, 16, 32, 60, 60]);
        let long = waits(PER_ADDRESS, 80);
        assert_eq!(long[29..33], [0, 1, 2, 4]);
        assert_eq!(long[79], 900);
    }

    #[test]
    fn an_hour_of_quiet_is_forgiven() {
        let failures = Failures {
            count: 40,
            wait_until: NOW,
            updated_at: NOW,
        };
        let soon = NOW.plus_millis(FORGET_MILLIS);
        assert_eq!(failures.after_try(PER_LOGIN, soon).count, 41);
        let later = NOW.plus_millis(FORGET_MILLIS + 1);
        assert_eq!(failures.after_try(PER_LOGIN, later).count, 1);
    }

    #[test]
    fn a_right_password_takes_back_its_own_try_only() {
        let patience = Patience {
            free: 2,
            wait_seconds_max: 60,
        };
        let mut failures = Failures::default();
        for _ in 0..4 {
            failures = failures.after_try(patience, NOW);
        }
        let failures = failures.after_success(patience, NOW);
        assert_eq!((failures.count, failures.wait(NOW)), (3, Some(2)));
        let failures = failures.after_success(patience, NOW);
        assert_eq!((failures.count, failures.wait(NOW)), (2, None));
    }
}
