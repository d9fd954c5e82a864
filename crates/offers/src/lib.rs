//! 优惠: promotions and coupon templates with their versions, the coupons that people hold, and
//! what is left of budgets and limits.
//!
//! A promotion and a coupon template are the same thing, an *offer*: a price rule with a schedule,
//! limits and who pays for it. It is written as a draft, published as a numbered version, and a
//! ticket names the version it was priced with. What an offer does to a price is decided in
//! pricing; whether it is there, and how much of it is left, here.

mod conflict;
mod coupon;
mod error;
mod issue;
mod offer;
mod terms;
mod usage;

pub use coupon::{
    CouponId, CouponTrouble, GoneBack, HeldCoupon, Redemption, coupons_for_sale, forget_words,
    give_back_coupons, held_by, redeem_in_orders,
};
pub use error::OffersError;
pub use issue::{JOB_KIND as ISSUE_JOB, work as work_issue};
pub use offer::{
    Running, RunningOffer, execute_publish, load_versions, load_written, revision, running_at,
};
pub use terms::OfferTerms;
pub use usage::{Buying, UseBook};

pub(crate) use terms::{CouponUse, Limits, OnReturn};

/// The routes of this context.
pub fn routes() -> access::Guarded {
    offer::http::routes()
        .merge(conflict::http::routes())
        .merge(coupon::http::routes())
        .merge(issue::http::routes())
}
