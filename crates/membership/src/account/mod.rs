//! 账户: what a member has and how it came to that, read from the ledger, and corrections by hand.
//!
//! The ledger knows ids only; that there is such a member is asked here, where members are known.

pub(crate) mod adjustment;
pub(crate) mod http;
