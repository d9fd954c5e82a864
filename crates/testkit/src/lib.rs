//! Throw-away databases on both engines, a clock you set, a private PostgreSQL, an SMS provider.
//!
//! A test gets a database of its own, made from a template in milliseconds. SQLite is always
//! there; PostgreSQL when `HUITONG_TEST_POSTGRES` names a cluster, as `make test` does.

mod database;
mod dump;
pub mod postgres;
pub mod sms_simulator;

pub use database::{NOON, TestDb, both, engines, on, partitioned};
pub use dump::Value;

/// How many cases a law is tried on: `small`, or `full` when `HUITONG_CASES=full` (`make prove`),
/// or the number that `HUITONG_CASES` holds.
pub fn cases(small: u32, full: u32) -> u32 {
    match std::env::var("HUITONG_CASES").as_deref() {
        Ok("full") => full,
        Ok(number) => number.parse().unwrap_or(small),
        Err(_) => small,
    }
}
