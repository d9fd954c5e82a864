//! What can go wrong in the ledger, in the words of the trade.

use crate::{Asset, HoldState};
use kernel::fault::params;
use kernel::{Fault, HoldId, Kind, MemberId, MoneyError, Params, PostingId};
use platform::db::DbError;

/// A refusal or a failure of this context.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum LedgerError {
    /// The member has less than is wanted. For stored value, `asset` is principal and the numbers
    /// count principal and bonus together.
    #[error("{available} of {asset} available, {required} needed")]
    InsufficientBalance {
        /// What was to be drawn.
        asset: Asset,
        /// What can be drawn.
        available: i64,
        /// What was wanted.
        required: i64,
    },
    /// More is to be given back than was drawn and not yet given back.
    #[error("{left} of what was drawn is left to give back, not {required}")]
    MoreThanDrawn {
        /// What can still be given back.
        left: i64,
        /// What was wanted.
        required: i64,
    },
    /// More is to be taken back than was granted and not yet taken back.
    #[error("{left} of what was granted is left to take back, not {required}")]
    MoreThanGranted {
        /// What can still be taken back.
        left: i64,
        /// What was wanted.
        required: i64,
    },
    /// Stored value that was spent cannot be taken back.
    #[error("{remaining} of {granted} {asset} is left of what came in, the rest is spent")]
    ValueSpent {
        /// Principal or bonus.
        asset: Asset,
        /// What came in.
        granted: i64,
        /// What is left of it and not held.
        remaining: i64,
    },
    /// What is on hold stays with the member whom the hold names.
    #[error("value of {member_id} is on hold")]
    ValueOnHold {
        /// Whose.
        member_id: MemberId,
    },
    /// A posting is reversed once.
    #[error("posting {posting_id} is reversed already")]
    AlreadyReversed {
        /// Which one.
        posting_id: PostingId,
    },
    /// Part of the posting's effect was given or taken back by a return.
    #[error("part of posting {posting_id} was returned, it cannot be reversed as a whole")]
    PartlyReturned {
        /// Which one.
        posting_id: PostingId,
    },
    /// Returns, expiries and reversals are not reversed; post anew.
    #[error("posting {posting_id} is of a kind that cannot be reversed")]
    NotReversible {
        /// Which one.
        posting_id: PostingId,
    },
    /// No such posting in this brand.
    #[error("there is no posting {posting_id}")]
    PostingNotFound {
        /// Which was asked for.
        posting_id: PostingId,
    },
    /// No such hold in this brand.
    #[error("there is no hold {hold_id}")]
    HoldNotFound {
        /// Which was asked for.
        hold_id: HoldId,
    },
    /// A hold is resolved once.
    #[error("hold {hold_id} is {state} already")]
    HoldResolved {
        /// Which one.
        hold_id: HoldId,
        /// How it was resolved.
        state: HoldState,
    },
    /// A capture may be less than the hold, not more.
    #[error("{held} is held, not {required}")]
    MoreThanHeld {
        /// What is held.
        held: i64,
        /// What was wanted.
        required: i64,
    },
    /// An amount must be more than nothing.
    #[error("an amount of {amount} cannot be posted")]
    AmountNotPositive {
        /// What was given.
        amount: i64,
    },
    /// A correction by hand says why.
    #[error("an adjustment needs a reason")]
    ReasonMissing,
    /// An amount is beyond what can be counted.
    #[error(transparent)]
    OutOfRange(#[from] MoneyError),
    /// The entries of a posting do not add up: our mistake, and nothing was written.
    #[error("posting {posting_id} is out of balance by {sum} {asset}")]
    Unbalanced {
        /// Which one.
        posting_id: PostingId,
        /// In which asset.
        asset: Asset,
        /// By how much.
        sum: i128,
    },
    /// The book was used against its rules: our mistake, and nothing was written.
    #[error("the book was misused: {0}")]
    Misused(&'static str),
    /// The database.
    #[error(transparent)]
    Db(#[from] DbError),
}

impl Fault for LedgerError {
    fn kind(&self) -> Kind {
        match self {
            LedgerError::PostingNotFound { .. } | LedgerError::HoldNotFound { .. } => {
                Kind::NotFound
            }
            LedgerError::Unbalanced { .. } | LedgerError::Misused(_) => Kind::Bug,
            LedgerError::Db(error) => error.kind(),
            _ => Kind::Refused,
        }
    }

    fn code(&self) -> &'static str {
        match self {
            LedgerError::InsufficientBalance { .. } => "ledger.insufficient_balance",
            LedgerError::MoreThanDrawn { .. } => "ledger.more_than_drawn",
            LedgerError::MoreThanGranted { .. } => "ledger.more_than_granted",
            LedgerError::ValueSpent { .. } => "ledger.value_spent",
            LedgerError::ValueOnHold { .. } => "ledger.value_on_hold",
            LedgerError::AlreadyReversed { .. } => "ledger.already_reversed",
            LedgerError::PartlyReturned { .. } => "ledger.partly_returned",
            LedgerError::NotReversible { .. } => "ledger.not_reversible",
            LedgerError::PostingNotFound { .. } => "ledger.posting_not_found",
            LedgerError::HoldNotFound { .. } => "ledger.hold_not_found",
            LedgerError::HoldResolved { .. } => "ledger.hold_resolved",
            LedgerError::MoreThanHeld { .. } => "ledger.more_than_held",
            LedgerError::AmountNotPositive { .. } => "ledger.amount_not_positive",
            LedgerError::ReasonMissing => "ledger.reason_missing",
            LedgerError::OutOfRange(_) => "ledger.out_of_range",
            LedgerError::Unbalanced { .. } | LedgerError::Misused(_) => "bug",
            LedgerError::Db(error) => error.code(),
        }
    }

    fn params(&self) -> Params {
        match self {
            LedgerError::InsufficientBalance {
                asset,
                available,
                required,
            } => params([
                ("asset", asset.as_str().into()),
                ("available", (*available).into()),
                ("required", (*required).into()),
            ]),
            LedgerError::MoreThanDrawn { left, required }
            | LedgerError::MoreThanGranted { left, required } => {
                params([("left", (*left).into()), ("required", (*required).into())])
            }
            LedgerError::ValueSpent {
                asset,
                granted,
                remaining,
            } => params([
                ("asset", asset.as_str().into()),
                ("granted", (*granted).into()),
                ("remaining", (*remaining).into()),
            ]),
            LedgerError::ValueOnHold { member_id } => {
                params([("member_id", member_id.to_string().into())])
            }
            LedgerError::AlreadyReversed { posting_id }
            | LedgerError::PartlyReturned { posting_id }
            | LedgerError::NotReversible { posting_id }
            | LedgerError::PostingNotFound { posting_id } => {
                params([("posting_id", posting_id.to_string().into())])
            }
            LedgerError::HoldNotFound { hold_id } => {
                params([("hold_id", hold_id.to_string().into())])
            }
            LedgerError::HoldResolved { hold_id, state } => params([
                ("hold_id", hold_id.to_string().into()),
                ("state", state.as_str().into()),
            ]),
            LedgerError::MoreThanHeld { held, required } => {
                params([("held", (*held).into()), ("required", (*required).into())])
            }
            LedgerError::AmountNotPositive { amount } => params([("amount", (*amount).into())]),
            LedgerError::Db(error) => error.params(),
            LedgerError::ReasonMissing
            | LedgerError::OutOfRange(_)
            | LedgerError::Unbalanced { .. }
            | LedgerError::Misused(_) => Params::new(),
        }
    }
}
