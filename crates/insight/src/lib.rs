//! 洞察: projections from events and the overview.
//!
//! Nothing here decides anything: it adds up what other contexts told in events, so that head
//! office reads small tables and not the orders of a period. What stands at the moment (members,
//! what they hold) is asked of its owners.

mod buyer_day;
mod figures;
mod live;
mod overview;
mod projection;
mod store_day;
mod store_hour;

pub use figures::Figures;
pub use overview::{Asked, Indicator, IndicatorKey, IndicatorUnit, Overview, overview};
pub use projection::{begin_again, count_again, is_current};
pub use store_day::Day;

use platform::outbox::Subscriber;

/// Those of this context who are told of events.
pub fn subscribers() -> Vec<Subscriber> {
    vec![
        store_day::subscriber(),
        store_hour::subscriber(),
        buyer_day::subscriber(),
    ]
}

/// The routes of this context.
pub fn routes() -> access::Guarded {
    overview::http::routes().merge(live::http::routes())
}
