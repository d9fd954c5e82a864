//! How long to wait after wrong guesses. Pure.

use kernel::Timestamp;

const HOUR_MILLIS: i64 = 60 * 60 * 1_000;
pub const DAY_MILLIS: i64 = 24 * HOUR_MILLIS;
/// No count is remembered for longer than that without a try, so older ones may be deleted.
pub const FORGET_MILLIS_MAX: i64 = DAY_MILLIS;

/// How many wrong guesses cost nothing, and the longest wait that the others may cost. Nobody is
/// locked out for good.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Patience {
    pub free: i64,
    pub wait_seconds_max: i64,
    /// After so long without a try the count begins anew. Whoever guesses gets what is free, and
    /// the short waits, once more after each such quiet.
    pub forget_millis: i64,
    /// Whether others may be guessing under the same count: a try that turns out right takes itself
    /// back and nothing else.
    pub is_shared: bool,
}

/// For one log-in from one address. Whoever guesses there waits for long, and the person whose
/// log-in it is gets in from anywhere else.
pub const PER_PAIR: Patience = Patience {
    free: 4,
    wait_seconds_max: 15 * 60,
    forget_millis: HOUR_MILLIS,
    is_shared: false,
};

/// For one log-in, from all addresses together from which the person has not logged in before. It
/// bounds who guesses from thousands of addresses: 1 440 guesses a day. The wait stays short, or a
/// stranger could keep somebody out who is in a new place.
pub const PER_LOGIN: Patience = Patience {
    free: 20,
    wait_seconds_max: 60,
    forget_millis: HOUR_MILLIS,
    is_shared: true,
};

/// For the own password of somebody whose session may be in the wrong hands.
pub const PER_PERSON: Patience = Patience {
    free: 5,
    wait_seconds_max: 15 * 60,
    forget_millis: HOUR_MILLIS,
    is_shared: false,
};

/// For one address, whomever it tries. A store's tills share an address, so more is free.
pub const PER_ADDRESS: Patience = Patience {
    free: 30,
    wait_seconds_max: 15 * 60,
    forget_millis: HOUR_MILLIS,
    is_shared: true,
};

/// For one person's PIN at one till. A PIN has some 10 000 values, of which 61 can be tried on the
/// first day and 48 on each other. An hour's quiet must not be enough to begin anew, or it would be
/// several times as many.
pub const PER_PIN: Patience = Patience {
    free: 3,
    wait_seconds_max: 30 * 60,
    forget_millis: DAY_MILLIS,
    is_shared: false,
};

/// For one person's PIN at all tills together where the person has not logged in before. The wait
/// stays short, or a script at one till could keep somebody out of all others.
pub const PER_PIN_ANYWHERE: Patience = Patience {
    free: 10,
    wait_seconds_max: 60,
    forget_millis: DAY_MILLIS,
    is_shared: true,
};

/// For one till and day, whomever it tries: 183 guesses. A shift's honest mistakes are free; who
/// sprays everybody's PIN there waits, and so does who stands behind them.
pub const PER_TILL: Patience = Patience {
    free: 30,
    wait_seconds_max: 10 * 60,
    forget_millis: DAY_MILLIS,
    is_shared: true,
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
        let is_old = now.0 - self.updated_at.0 > patience.forget_millis;
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
    const EVERY: [Patience; 7] = [
        PER_PAIR,
        PER_LOGIN,
        PER_PERSON,
        PER_ADDRESS,
        PER_PIN,
        PER_PIN_ANYWHERE,
        PER_TILL,
    ];

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
    fn an_hour_of_quiet_is_forgiven_and_a_day_where_a_pin_is_guessed() {
        let failures = Failures {
            count: 40,
            wait_until: NOW,
            updated_at: NOW,
        };
        for (patience, millis) in [(PER_LOGIN, 3_600_000), (PER_PIN, 86_400_000)] {
            let soon = NOW.plus_millis(millis);
            assert_eq!(failures.after_try(patience, soon).count, 41);
            let later = NOW.plus_millis(millis + 1);
            assert_eq!(failures.after_try(patience, later).count, 1);
        }
        // What is deleted is what counts no more.
        for patience in EVERY {
            assert!(patience.forget_millis <= FORGET_MILLIS_MAX);
        }
    }

    /// How many guesses somebody has on some days who waits no longer than asked to, but for a rest
    /// of so many milliseconds after every so many tries.
    fn guesses(patience: Patience, days: i64, rest: Option<(usize, i64)>) -> usize {
        let (mut failures, mut now, mut tries) = (Failures::default(), NOW, 0_usize);
        while now < NOW.plus_days(days) {
            failures = failures.after_try(patience, now);
            tries += 1;
            now = now.max(failures.wait_until);
            if let Some((_, millis)) = rest.filter(|(every, _)| tries.is_multiple_of(*every)) {
                now = now.plus_millis(millis);
            }
        }
        tries
    }

    #[test]
    fn a_day_of_guessing_at_pins_comes_to_a_few() {
        let in_a_day = [PER_PIN, PER_PIN_ANYWHERE, PER_TILL].map(|one| guesses(one, 1, None));
        assert_eq!(in_a_day, [61, 1_455, 183]);
        assert_eq!(guesses(PER_PIN, 2, None) - guesses(PER_PIN, 1, None), 48);
        // Rests of an hour, with which a count that is forgotten after an hour is got around.
        for every in 3..20 {
            let rested = guesses(PER_PIN, 1, Some((every, HOUR_MILLIS + 1)));
            assert!(rested <= 61, "{rested} with a rest after {every}");
        }
    }

    #[test]
    fn a_right_password_takes_back_its_own_try_only() {
        let patience = Patience {
            free: 2,
            ..PER_LOGIN
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
