//! Who acts and when: read once at the edge, passed down as a value.

use crate::{ColumnError, FromColumn, StaffId, TillId, Timestamp, ToColumn, Value, column};

/// The moment and the hand behind one act.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Act {
    /// Read once from the clock when the request came in.
    pub now: Timestamp,
    /// Whose act it is.
    pub by: By,
    /// With what that person came.
    pub through: Through,
}

impl Act {
    /// An act of the house itself: a job, an import, the demo.
    pub const fn of_system(now: Timestamp) -> Self {
        Act {
            now,
            by: By::System,
            through: Through::Nothing,
        }
    }

    /// An act of a person who works here.
    pub const fn of_staff(now: Timestamp, staff: StaffId) -> Self {
        Act {
            now,
            by: By::Staff(staff),
            through: Through::Nothing,
        }
    }

    /// The same act, come by something.
    #[must_use]
    pub const fn through(self, through: Through) -> Self {
        Act { through, ..self }
    }
}

/// By what an act came in a person's name, for the audit log.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Through {
    /// By nothing but the person's own log-in, or by the house.
    Nothing,
    /// By a log-in with a PIN at a till.
    Till(TillId),
    /// By a program, with the key of this number.
    Key(i64),
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
