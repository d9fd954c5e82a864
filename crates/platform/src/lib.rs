//! The ground: database, migrations, outbox, jobs, HTTP, configuration, clock, seal, telemetry.
//!
//! Nothing here knows the trade. Two engines, one door ([`db`]); one clock; one mapping from a
//! refusal to an answer.

pub mod clock;
pub mod db;
pub mod migrate;

#[doc(hidden)]
pub use inventory as __inventory;
#[doc(hidden)]
pub use kernel as __kernel;
