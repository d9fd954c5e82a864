//! 洞察: projections from events and the overview.
//!
//! Nothing here decides anything: it adds up what other contexts told in events, so that head
//! office reads one small table and not the day's orders.

mod store_day;

pub use store_day::{Day, Figures, Overview, overview, subscribers};

/// The routes of this context.
pub fn routes() -> access::Guarded {
    store_day::http::routes()
}
