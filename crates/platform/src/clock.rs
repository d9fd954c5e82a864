//! The one clock. Everything else is told what time it is.

use kernel::Timestamp;
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};
use std::time::{Duration, Instant, SystemTime};

/// Tells the time: the machine's, or the one a test has set. Clones share their time.
#[derive(Debug, Clone, Default)]
pub struct Clock {
    set: Option<Arc<AtomicI64>>,
}

impl Clock {
    /// The machine's clock.
    pub fn system() -> Self {
        Clock { set: None }
    }

    /// A clock that stands still until it is moved.
    pub fn fixed(at: Timestamp) -> Self {
        Clock {
            set: Some(Arc::new(AtomicI64::new(at.0))),
        }
    }

    /// The moment now.
    pub fn now(&self) -> Timestamp {
        match &self.set {
            Some(set) => Timestamp(set.load(Ordering::SeqCst)),
            None => machine_now(),
        }
    }

    /// Moves a fixed clock to a moment; the machine's clock cannot be moved.
    pub fn set(&self, at: Timestamp) {
        if let Some(set) = &self.set {
            set.store(at.0, Ordering::SeqCst);
        }
    }

    /// Moves a fixed clock on.
    pub fn advance_millis(&self, millis: i64) {
        if let Some(set) = &self.set {
            set.fetch_add(millis, Ordering::SeqCst);
        }
    }
}

#[expect(
    clippy::disallowed_methods,
    reason = "this file is where the machine's clock is read"
)]
fn machine_now() -> Timestamp {
    let since = SystemTime::now()
        .duration_since(SystemTime::UNIX_EPOCH)
        .unwrap_or_default();
    Timestamp(i64::try_from(since.as_millis()).unwrap_or(i64::MAX))
}

/// Measures how long something takes; unlike [`Clock`] it never jumps.
#[derive(Debug, Clone, Copy)]
pub struct Stopwatch(Instant);

impl Stopwatch {
    /// Starts now.
    #[expect(
        clippy::disallowed_methods,
        reason = "this file is where the machine's clock is read"
    )]
    pub fn start() -> Self {
        Stopwatch(Instant::now())
    }

    /// The time since the start.
    pub fn elapsed(&self) -> Duration {
        self.0.elapsed()
    }
}
