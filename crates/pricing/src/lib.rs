//! 试算: basket, offers and standing to a quote with its explanation; pure and integer-only.
//!
//! The same crate runs at the server, in the till and over past orders: no clock, no I/O, no
//! float, and nothing depends on the order of scanning or of the offers. Rules of price:
//!
//! * Anybody pays the list price; a line of a member takes the member price instead where the order
//!   comes cheaper that way.
//! * Offers are applied in turns: item price, item promotion, order promotion, coupon, standing
//!   (tier discount, paid membership); then what is left is rounded (抹零). Each is worked out on
//!   what the earlier ones left.
//! * Which prices and offers are taken is searched for: the combination that leaves least to pay.
//! * A brand may choose that member price and tier discount exclude each other; then each line
//!   takes one of the two, whichever makes the order cheaper.
//! * A discount on several lines is rounded once (half up, in favour of the buyer) and shared over
//!   them by largest remainder; ties go by amount, then SKU.
//! * Points are earned once per order, on what is paid other than with points.

mod basket;
mod check;
mod condition;
mod earning;
mod effect;
mod error;
mod explain;
mod goods;
mod offer;
mod points;
mod priced;
mod quote;
mod search;
mod state;

#[cfg(any(test, feature = "generate"))]
pub mod generate;

#[cfg(test)]
mod cases;
#[cfg(test)]
mod laws;

pub use basket::{
    Basket, BasketLine, Channel, Context, MAX_QUANTITY, MonthDay, PayWith, SegmentId, Standing,
    TierStanding, WallTime,
};
pub use check::check;
pub use condition::{Condition, Missing, WhyNot};
pub use error::PricingError;
pub use explain::{Because, Explanation, Outcome, Withheld};
pub use goods::{Goods, GoodsGroupId, Pick};
pub use offer::{
    Alone, Base, Effect, Extra, Layer, Measure, Offer, OfferId, Part, Reach, Stacking, Step,
    StepGives,
};
pub use points::{PointsEarn, PointsOffset, PointsOffsetMax, PointsRule, points_earned};
pub use quote::{Gift, PriceSource, Quote, QuotedLine, RoundDown, Search, Share, quote};
