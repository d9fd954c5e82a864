//! How long a log-in lasts. Pure.

use kernel::Timestamp;

/// The ends of a session.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Life {
    /// Without a request until then, it is over.
    pub idle_until: Timestamp,
    /// Then it is over in any case.
    pub ends_at: Timestamp,
}

/// How long a log-in lasts from now on that ends after so many minutes of quiet.
pub fn life(now: Timestamp, idle_minutes: u32, max_hours: u32) -> Life {
    Life {
        idle_until: now.plus_millis(i64::from(idle_minutes) * 60_000),
        ends_at: now.plus_millis(i64::from(max_hours) * 3_600_000),
    }
}
