//! 外联: adapters to the world outside. So far SMS, by Aliyun and by Tencent Cloud.
//!
//! Guarantees: nothing leaves the house inside a transaction; a message is written down before it
//! is sent and never sent twice, whatever becomes of the answer; credentials, phone numbers and
//! what a message says are sealed. Nothing here knows a member, a store or money.

mod error;
mod phone;
pub mod sms;

pub use error::ChannelsError;
pub use phone::Phone;

/// The routes of this context.
pub fn routes() -> access::Guarded {
    sms::routes()
}
