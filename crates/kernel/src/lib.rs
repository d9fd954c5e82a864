//! Shared words of the trade: ids, money, points, rates, time, pages, faults.
//!
//! Everything here is plain data with its laws; nothing touches a clock, a database or a network.
//! Amounts are integers; a floating-point number cannot be written down in this crate.

pub mod act;
pub mod column;
pub mod fault;
pub mod ids;
pub mod money;
pub mod page;
pub mod share;
pub mod text_enum;
pub mod time;

pub use act::{Act, By, Through};
pub use column::{ColumnError, FromColumn, Kind as ColumnKind, ToColumn, Value};
pub use fault::{Fault, FieldError, Invalid, Kind, Params};
pub use ids::*;
pub use money::{Money, MoneyError, Points, Rate, Rounding};
pub use page::{Cursor, Page, PageRequest};
pub use share::{Sharing, share};
pub use time::{BusinessDate, Cutoff, Timestamp, ZoneName};

#[doc(hidden)]
pub use serde as __serde;
#[doc(hidden)]
pub use utoipa as __utoipa;
