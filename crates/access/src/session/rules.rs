//! How long to wait after wrong passwords. Pure.

use kernel::Timestamp;

/// Wrong passwords for one log-in that cost nothing.
pub const FREE_PER_LOGIN: i64 = 5;
/// Wrong passwords from one address that cost nothing; a store's tills share an address.
pub const FREE_PER_ADDRESS: i64 = 30;
/// The longest wait: nobody is locked out for good.
const WAIT_MAX_SECONDS: i64 = 15 * 60;
/// After so long without a wrong password the count begins anew.
const FORGET_MILLIS: i64 = 60 * 60 * 1_000;

/// What is known of somebody's wrong passwords.
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

    /// The same after one more wrong password.
    pub fn after_another(self, free: i64, now: Timestamp) -> Failures {
        let is_old = now.0 - self.updated_at.0 > FORGET_MILLIS;
        let count = if is_old {
            1
        } else {
            self.count.saturating_add(1)
        };
        let over = count - free;
        let wait_seconds = match over {
            ..=0 => 0,
            1..=9 => (1_i64 << over).min(WAIT_MAX_SECONDS),
            _ => WAIT_MAX_SECONDS,
        };
        Failures {
            count,
            wait_until: now.plus_millis(wait_seconds * 1_000),
            updated_at: now,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_wait_doubles_and_ends() {
        let mut failures = Failures::default();
        let now = Timestamp(1_000_000_000_000);
        let mut waits = Vec::new();
        for _ in 0..20 {
            failures = failures.after_another(FREE_PER_LOGIN, now);
            waits.push(failures.wait(now).unwrap_or(0));
        }
        assert_eq!(waits[..9], [0, 0, 0, 0, 0, 2, 4, 8, 16]);
        assert_eq!(waits[19], 900);
        assert_eq!(failures.wait(now.plus_millis(900_000)), None);
    }

    #[test]
    fn an_hour_of_quiet_is_forgiven() {
        let now = Timestamp(1_000_000_000_000);
        let failures = Failures {
            count: 40,
            wait_until: now,
            updated_at: now,
        };
        let later = now.plus_millis(FORGET_MILLIS + 1);
        assert_eq!(failures.after_another(FREE_PER_LOGIN, later).count, 1);
    }
}
