//! Refusals about what belongs to a person beside the profile: fields of the brand's own, consents,
//! closed accounts, requests about personal data.

use kernel::{Fault, Kind, Money, Params, Timestamp, fault::params};

/// A refusal about a person's data or account.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum PersonError {
    /// The account is closed.
    #[error("the member's account is closed")]
    AccountClosed,
    /// The person was erased; only the ids are left.
    #[error("the person was erased")]
    Erased,
    /// The account is not closed.
    #[error("the member's account is not closed")]
    NotClosed,
    /// The account was closed too long ago to be opened again.
    #[error("the account could be reopened until {until}")]
    ReopenOver {
        /// Until when it could.
        until: Timestamp,
    },
    /// Stored value must be paid back before the account is closed.
    #[error("{principal} of principal and {bonus} of bonus are left")]
    StoredValueLeft {
        /// 本金 that is due back.
        principal: Money,
        /// 赠金 that is left.
        bonus: Money,
    },
    /// Points or stored value are on hold.
    #[error("value is on hold")]
    ValueHeld,
    /// There is no such field.
    #[error("there is no such field")]
    FieldNotFound,
    /// The key names another field already.
    #[error("the key {key} is taken")]
    FieldKeyTaken {
        /// Which key.
        key: String,
    },
    /// There are as many fields as there may be.
    #[error("a brand has at most {max} fields")]
    TooManyFields {
        /// How many that is.
        max: usize,
    },
    /// Nobody has published what people would agree to.
    #[error("no text was published for {purpose}")]
    PolicyMissing {
        /// For which purpose.
        purpose: &'static str,
    },
    /// Somebody published another version at the same moment.
    #[error("another version was published at the same moment")]
    PolicyRaced,
    /// There is no such request.
    #[error("there is no such request")]
    RequestNotFound,
    /// The request was answered before.
    #[error("the request was answered before")]
    RequestAnswered,
    /// The request asks for something else than an erasure.
    #[error("the request does not ask for an erasure")]
    NoErasure,
    /// Nobody has approved the erasure.
    #[error("nobody has approved the erasure")]
    RequestNotApproved,
    /// The request was not for a copy of the data.
    #[error("the request does not ask for the data")]
    NoDataAsked,
    /// Nobody has agreed to hand the data out, or somebody has refused.
    #[error("the data is not to be handed out")]
    DataNotReady,
    /// A request of this kind waits already.
    #[error("such a request waits already")]
    RequestWaits,
}

impl Fault for PersonError {
    fn kind(&self) -> Kind {
        match self {
            PersonError::FieldNotFound | PersonError::RequestNotFound => Kind::NotFound,
            PersonError::PolicyRaced => Kind::Conflict,
            _ => Kind::Refused,
        }
    }

    fn code(&self) -> &'static str {
        match self {
            PersonError::AccountClosed => "membership.account_closed",
            PersonError::Erased => "membership.person_erased",
            PersonError::NotClosed => "membership.not_closed",
            PersonError::ReopenOver { .. } => "membership.reopen_over",
            PersonError::StoredValueLeft { .. } => "membership.stored_value_left",
            PersonError::ValueHeld => "membership.value_held",
            PersonError::FieldNotFound => "membership.field_not_found",
            PersonError::FieldKeyTaken { .. } => "membership.field_key_taken",
            PersonError::TooManyFields { .. } => "membership.too_many_fields",
            PersonError::PolicyMissing { .. } => "membership.policy_missing",
            PersonError::PolicyRaced => "membership.policy_raced",
            PersonError::RequestNotFound => "membership.request_not_found",
            PersonError::RequestAnswered => "membership.request_answered",
            PersonError::NoErasure => "membership.no_erasure",
            PersonError::RequestNotApproved => "membership.request_not_approved",
            PersonError::NoDataAsked => "membership.no_data_asked",
            PersonError::DataNotReady => "membership.data_not_ready",
            PersonError::RequestWaits => "membership.request_waits",
        }
    }

    fn params(&self) -> Params {
        match self {
            PersonError::ReopenOver { until } => params([("until", until.to_string().into())]),
            PersonError::StoredValueLeft { principal, bonus } => {
                params([("principal", principal.0.into()), ("bonus", bonus.0.into())])
            }
            PersonError::FieldKeyTaken { key } => params([("key", key.clone().into())]),
            PersonError::TooManyFields { max } => params([("max", (*max).into())]),
            PersonError::PolicyMissing { purpose } => params([("purpose", (*purpose).into())]),
            _ => Params::new(),
        }
    }
}
