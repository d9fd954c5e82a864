//! The ground: database, migrations, outbox, jobs, HTTP, configuration, clock, seal, telemetry.
//!
//! Nothing here knows the trade. Two engines, one door ([`db`]); one clock; one mapping from a
//! refusal to an answer.

pub mod app;
pub mod clock;
pub mod config;
pub mod db;
pub mod http;
pub mod idempotency;
pub mod jobs;
pub mod migrate;
pub mod outbox;
pub mod seal;
pub mod seek;
pub mod telemetry;

pub use app::{App, stopped};

#[doc(hidden)]
pub use inventory as __inventory;
#[doc(hidden)]
pub use kernel as __kernel;
