//! 试算: basket, offers and standing to a quote with its explanation; pure and integer-only.
//!
//! The same crate runs at the server, in the till and over past orders: no clock, no I/O, no
//! float, and nothing depends on the order of scanning. Rules of price:
//!
//! * A member pays the member price where it is below the list price; anybody else the list price.
//! * The tier discount applies to the price that the member pays, member price or list price. A
//!   brand may choose that the two exclude each other; then each line takes the lower of the two.
//! * A discount on several lines is rounded once (half up, in favour of the buyer) and shared over
//!   them by largest remainder; ties go by amount, then SKU.
//! * Points are earned once per order, on what is paid other than with points.

mod basket;
mod error;
mod offer;
mod points;
mod quote;
mod search;

pub use basket::{Basket, BasketLine, Channel, Context, MAX_QUANTITY, Standing, TierStanding};
pub use error::PricingError;
pub use offer::{Effect, Layer, Offer, OfferId, Target};
pub use points::{PointsEarn, PointsOffset, PointsOffsetMax, PointsRule, points_earned};
pub use quote::{
    Explanation, Outcome, PriceSource, Quote, QuotedLine, Search, Share, WhyNot, quote,
};
