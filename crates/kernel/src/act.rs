//! Who acts and when: read once at the edge, passed down as a value.

use crate::{ColumnError, FromColumn, StaffId, Timestamp, ToColumn, Value, column};

/// The moment and the hand behind one act.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Act {
    /// Read once from the clock when the request came in.
    pub now: Timestamp,
    /// Whose act it is.
    pub by: By,
}

impl Act {
    /// An act of the house itself: a job, an import, the demo.
    pub const fn of_system(now: Timestamp) -> Self {
        Act {
            now,
            by: By::System,
        }
    }

    /// An act of a person who works here.
    pub const fn of_staff(now: Timestamp, staff: StaffId) -> Self {
        Act {
            now,
            by: By::Staff(staff),
        }
    }
}

/// Whose act it is. Column: BIGINT, null for the house itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum By {
    /// A person who works here.
    Staff(StaffId),
    /// A job, an import, the demo.
    System,
}

impl By {
    /// The person, if it was one.
    pub const fn staff(self) -> Option<StaffId> {
        match self {
            By::Staff(id) => Some(id),
            By::System => None,
        }
    }
}

impl ToColumn for By {
    fn to_value(&self) -> Value {
        self.staff().to_value()
    }
}

impl FromColumn for By {
    const KIND: column::Kind = column::Kind::Int;
    const NULLABLE: bool = true;
    fn from_value(value: Value) -> Result<Self, ColumnError> {
        Ok(Option::<StaffId>::from_value(value)?.map_or(By::System, By::Staff))
    }
}
