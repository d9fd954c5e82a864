//! 身份权益: tiers and what they give.
//!
//! Owns the list of tiers. Which tier a member has stands with the member (membership); what a
//! tier does to a price is decided in pricing.

mod error;
mod tier;

pub use error::StandingError;
pub use tier::{
    Tier, TierDraft, Tiers, replace_tiers, set_member_tier, subscribers, tiers, usual_tiers,
};

/// The routes of this context.
pub fn routes() -> access::Guarded {
    tier::http::routes()
}
