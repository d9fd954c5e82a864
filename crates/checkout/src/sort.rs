//! In which order lists of sales, returns and top-ups are read, and where a page of one begins.

use crate::days::Days;
use kernel::{Cursor, Money, Timestamp};
use platform::seek::{Span, Way};

kernel::text_enum! {
    /// The order of a list: by when it was done or by how much it came to, `-` for the largest
    /// first.
    #[derive(Default)]
    pub enum ActSort {
        /// The newest first.
        #[default]
        Newest = "-time",
        /// The oldest first.
        Oldest = "time",
        /// The largest sum first.
        Largest = "-amount",
        /// The smallest sum first.
        Smallest = "amount",
    }
}

/// Where a page begins of rows that are sorted and not walked: keys and ids are turned, so that the
/// largest comes first whichever way is asked for.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Turned {
    /// 1, or -1 where the smallest is to come first.
    pub sign: i64,
    pub key: i64,
    pub id: i64,
}

impl Turned {
    /// As a statement takes them: key, id, sign.
    pub fn bounds(self) -> [i64; 3] {
        [self.key, self.id, self.sign]
    }
}

impl ActSort {
    pub(crate) fn is_by_amount(self) -> bool {
        matches!(self, ActSort::Largest | ActSort::Smallest)
    }

    fn way(self) -> Way {
        match self {
            ActSort::Newest | ActSort::Largest => Way::Down,
            ActSort::Oldest | ActSort::Smallest => Way::Up,
        }
    }

    /// Where a page begins. Days bound moments only; of an amount nobody knows the end.
    pub(crate) fn span(self, days: Days, after: Option<Cursor>) -> Span {
        let keys = match self.is_by_amount() {
            true => (i64::MIN, i64::MAX),
            false => days.moments(),
        };
        Span::of(self.way(), keys, after)
    }

    pub(crate) fn turned(self, after: Option<Cursor>) -> Turned {
        let sign = match self.way() {
            Way::Down => 1,
            Way::Up => -1,
        };
        let (key, id) = after.map_or((i64::MAX, i64::MAX), |cursor| {
            (
                cursor.key.saturating_mul(sign),
                cursor.id.saturating_mul(sign),
            )
        });
        Turned { sign, key, id }
    }

    /// The place of a row in this order.
    pub(crate) fn place(self, at: Timestamp, amount: Money, id: i64) -> Cursor {
        let key = match self.is_by_amount() {
            true => amount.0,
            false => at.0,
        };
        Cursor { key, id }
    }

    /// Puts rows that were read in pieces, each in this order, into it, and keeps as many as a page
    /// holds and one more.
    pub(crate) fn arrange<Row>(
        self,
        rows: &mut Vec<Row>,
        limit: u32,
        place: impl Fn(&Row) -> Cursor,
    ) {
        let sign = self.turned(None).sign;
        rows.sort_by_key(|row| {
            let Cursor { key, id } = place(row);
            std::cmp::Reverse((key.saturating_mul(sign), id.saturating_mul(sign)))
        });
        rows.truncate(limit as usize + 1);
    }
}
