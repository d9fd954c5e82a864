//! What one till remembers, so that a code which somebody filmed is not taken a second time.

use crate::{Refusal, Shown, TOLERANCE_MINUTES, minute_of};

/// The codes that were taken here and could still be shown again: those of a few minutes.
#[derive(Debug, Clone, Default)]
pub struct Seen(Vec<(u32, [u8; 64])>);

impl Seen {
    /// Nothing yet.
    pub fn new() -> Seen {
        Seen::default()
    }

    /// Takes a code that was checked, unless it was taken before; forgets what is too old to be
    /// shown again.
    pub fn take(&mut self, shown: &Shown, now_millis: i64) -> Result<(), Refusal> {
        let now = minute_of(now_millis);
        // A clock that is set back may let an old code pass the check again, by as much as that.
        let oldest = now.saturating_sub(3 * TOLERANCE_MINUTES);
        self.0.retain(|(minute, _)| *minute >= oldest);
        let known = (shown.minute, shown.signature);
        if self.0.contains(&known) {
            return Err(Refusal::Replayed);
        }
        self.0.push(known);
        Ok(())
    }
}
