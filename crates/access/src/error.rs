//! What can go wrong with log-ins, staff and permissions, in the words of the trade.

use crate::api_key::ApiKeyId;
use crate::session::SessionId;
use crate::{Permission, Role};
use kernel::{
    BrandId, Fault, FieldError, Invalid, Kind, Params, StaffId, StoreId, TillId, Timestamp,
    fault::params,
};
use platform::db::DbError;
use platform::http::StaleEdit;

/// A refusal or a failure of this context.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum AccessError {
    /// There is no session, or it is over.
    #[error("nobody is logged in")]
    NotLoggedIn,
    /// Brand, log-in or password is wrong; it is not said which.
    #[error("the log-in or the password is wrong")]
    WrongLogIn,
    /// Too many wrong passwords; the wait grows with each.
    #[error("too many tries; wait {retry_after_seconds} seconds")]
    TooManyTries {
        /// How long to wait.
        retry_after_seconds: i64,
    },
    /// The role does not allow it.
    #[error("the role {role} may not do this: {permission} is missing")]
    MissingPermission {
        /// As what somebody is logged in.
        role: Role,
        /// What would be needed.
        permission: Permission,
    },
    /// It is about the whole chain, and the person works for a part of it.
    #[error("{permission} is for people who work for the whole brand")]
    NeedsWholeBrand {
        /// What would be needed.
        permission: Permission,
    },
    /// The store is out of the person's scope.
    #[error("store {store_id} is out of your scope")]
    OutOfScope {
        /// Which store.
        store_id: StoreId,
    },
    /// A cookie alone changes nothing: a foreign page could have sent it.
    #[error("a changing request must be JSON or have the header Idempotency-Key or If-Match")]
    CrossSite,
    /// A role that one may neither give nor change the people of.
    #[error("people with the role {role} are not yours to hire or change")]
    RoleNotYours {
        /// Which role.
        role: Role,
    },
    /// The log-in is in use.
    #[error("the log-in `{login}` is in use")]
    LoginTaken {
        /// Which log-in.
        login: String,
    },
    /// The brand's code is in use.
    #[error("the brand code `{code}` is in use")]
    BrandCodeTaken {
        /// Which code.
        code: String,
    },
    /// There is a brand in this database; only the first is founded without a log-in.
    #[error("there is a brand already")]
    AlreadyFounded,
    /// A brand keeps at least one owner.
    #[error("the last owner cannot be switched off or given another role")]
    LastOwner,
    /// A program is no person.
    #[error("{permission} needs a person")]
    NeedsPerson {
        /// Which.
        permission: Permission,
    },
    /// A PIN opens what a till is for.
    #[error("{permission} is not for a log-in at a till")]
    NotAtTill {
        /// Which.
        permission: Permission,
    },
    /// The act names another till than that of the log-in.
    #[error("you are logged in at another till than {till_id}")]
    OtherTill {
        /// Which was named.
        till_id: TillId,
    },
    /// The key does not list it.
    #[error("the key does not list {permission}")]
    KeyLacksPermission {
        /// Which.
        permission: Permission,
    },
    /// The role needs a second factor, and the person has none yet.
    #[error("a second factor must be set up first")]
    SecondFactorMissing,
    /// The password is right; now the code.
    #[error("the code of the second factor is needed")]
    SecondFactorNeeded,
    /// The code of the second factor is wrong, over or used.
    #[error("the code of the second factor is wrong")]
    WrongSecondFactor,
    /// There is one already.
    #[error("a second factor is in use; remove it first")]
    SecondFactorInUse,
    /// No such till in this brand.
    #[error("there is no till {till_id}")]
    TillNotFound {
        /// Which was asked for.
        till_id: TillId,
    },
    /// The till is not registered, or its signature is not its own.
    #[error("the till is not registered")]
    TillNotRegistered,
    /// The till's signature is not of this moment, or was used.
    #[error("the signature is stale; it is {now}")]
    TillSignatureStale {
        /// The server's time, by which the till sets its own.
        now: Timestamp,
    },
    /// No such code, or it is over or used.
    #[error("the registration code is wrong or over")]
    WrongRegistrationCode,
    /// Log-in or PIN is wrong; it is not said which.
    #[error("the log-in or the PIN is wrong")]
    WrongPin,
    /// No such key in this brand.
    #[error("there is no key {key_id}")]
    KeyNotFound {
        /// Which was asked for.
        key_id: ApiKeyId,
    },
    /// The brand has as many keys as it may.
    #[error("a brand has at most {max} keys")]
    TooManyKeys {
        /// How many that is.
        max: i64,
    },
    /// The person has done it as often as one may a day.
    #[error("one may do this {max} times a day")]
    DayLimit {
        /// How often.
        max: i64,
    },
    /// No such log-in of this person.
    #[error("there is no session {session_id}, or it is over")]
    SessionNotFound {
        /// Which was asked for.
        session_id: SessionId,
    },
    /// No such person in this brand.
    #[error("there is no member of staff {staff_id}")]
    StaffNotFound {
        /// Who was asked for.
        staff_id: StaffId,
    },
    /// No such brand.
    #[error("there is no brand {brand_id}")]
    BrandNotFound {
        /// Which was asked for.
        brand_id: BrandId,
    },
    /// Somebody else was faster.
    #[error(transparent)]
    Stale(#[from] StaleEdit),
    /// Fields are wrong.
    #[error(transparent)]
    Invalid(#[from] Invalid),
    /// The database.
    #[error(transparent)]
    Db(#[from] DbError),
}

impl AccessError {
    /// The failure of another part that this one only passes on.
    fn inner(&self) -> Option<&dyn Fault> {
        match self {
            AccessError::Stale(error) => Some(error),
            AccessError::Invalid(error) => Some(error),
            AccessError::Db(error) => Some(error),
            _ => None,
        }
    }
}

impl Fault for AccessError {
    fn kind(&self) -> Kind {
        if let Some(inner) = self.inner() {
            return inner.kind();
        }
        match self {
            AccessError::NotLoggedIn
            | AccessError::WrongLogIn
            | AccessError::SecondFactorNeeded
            | AccessError::WrongSecondFactor
            | AccessError::TillNotRegistered
            | AccessError::TillSignatureStale { .. }
            | AccessError::WrongRegistrationCode
            | AccessError::WrongPin => Kind::Unauthenticated,
            AccessError::TooManyTries { .. } => Kind::TooMany,
            AccessError::AlreadyFounded => Kind::Conflict,
            AccessError::StaffNotFound { .. }
            | AccessError::BrandNotFound { .. }
            | AccessError::SessionNotFound { .. }
            | AccessError::TillNotFound { .. }
            | AccessError::KeyNotFound { .. } => Kind::NotFound,
            AccessError::LoginTaken { .. }
            | AccessError::BrandCodeTaken { .. }
            | AccessError::SecondFactorInUse
            | AccessError::TooManyKeys { .. }
            | AccessError::DayLimit { .. }
            | AccessError::LastOwner => Kind::Refused,
            _ => Kind::Forbidden,
        }
    }

    fn code(&self) -> &'static str {
        match self {
            AccessError::NotLoggedIn => "access.not_logged_in",
            AccessError::WrongLogIn => "access.wrong_login",
            AccessError::TooManyTries { .. } => "access.too_many_tries",
            AccessError::MissingPermission { .. } => "access.missing_permission",
            AccessError::NeedsWholeBrand { .. } => "access.needs_whole_brand",
            AccessError::OutOfScope { .. } => "access.out_of_scope",
            AccessError::CrossSite => "access.cross_site",
            AccessError::RoleNotYours { .. } => "access.role_not_yours",
            AccessError::LoginTaken { .. } => "access.login_taken",
            AccessError::BrandCodeTaken { .. } => "access.brand_code_taken",
            AccessError::AlreadyFounded => "access.already_founded",
            AccessError::LastOwner => "access.last_owner",
            AccessError::StaffNotFound { .. } => "access.staff_not_found",
            AccessError::BrandNotFound { .. } => "access.brand_not_found",
            AccessError::SessionNotFound { .. } => "access.session_not_found",
            AccessError::NeedsPerson { .. } => "access.needs_person",
            AccessError::NotAtTill { .. } => "access.not_at_till",
            AccessError::OtherTill { .. } => "access.other_till",
            AccessError::KeyLacksPermission { .. } => "access.key_lacks_permission",
            AccessError::SecondFactorMissing => "access.second_factor_missing",
            AccessError::SecondFactorNeeded => "access.second_factor_needed",
            AccessError::WrongSecondFactor => "access.wrong_second_factor",
            AccessError::SecondFactorInUse => "access.second_factor_in_use",
            AccessError::TillNotFound { .. } => "access.till_not_found",
            AccessError::TillNotRegistered => "access.till_not_registered",
            AccessError::TillSignatureStale { .. } => "access.till_signature_stale",
            AccessError::WrongRegistrationCode => "access.wrong_registration_code",
            AccessError::WrongPin => "access.wrong_pin",
            AccessError::KeyNotFound { .. } => "access.key_not_found",
            AccessError::TooManyKeys { .. } => "access.too_many_keys",
            AccessError::DayLimit { .. } => "access.day_limit",
            AccessError::Stale(error) => error.code(),
            AccessError::Invalid(error) => error.code(),
            AccessError::Db(error) => error.code(),
        }
    }

    fn params(&self) -> Params {
        match self {
            AccessError::TooManyTries {
                retry_after_seconds,
            } => params([("retry_after_seconds", (*retry_after_seconds).into())]),
            AccessError::MissingPermission { role, permission } => params([
                ("role", role.as_str().into()),
                ("permission", permission.as_str().into()),
            ]),
            AccessError::NeedsWholeBrand { permission }
            | AccessError::NeedsPerson { permission }
            | AccessError::NotAtTill { permission }
            | AccessError::KeyLacksPermission { permission } => {
                params([("permission", permission.as_str().into())])
            }
            AccessError::OutOfScope { store_id } => {
                params([("store_id", store_id.to_string().into())])
            }
            AccessError::RoleNotYours { role } => params([("role", role.as_str().into())]),
            AccessError::LoginTaken { login } => params([("login", login.as_str().into())]),
            AccessError::BrandCodeTaken { code } => params([("code", code.as_str().into())]),
            AccessError::StaffNotFound { staff_id } => {
                params([("staff_id", staff_id.to_string().into())])
            }
            AccessError::BrandNotFound { brand_id } => {
                params([("brand_id", brand_id.to_string().into())])
            }
            AccessError::TillNotFound { till_id } | AccessError::OtherTill { till_id } => {
                params([("till_id", till_id.to_string().into())])
            }
            AccessError::TillSignatureStale { now } => params([("now", now.to_string().into())]),
            AccessError::KeyNotFound { key_id } => params([("key_id", key_id.to_string().into())]),
            AccessError::TooManyKeys { max } | AccessError::DayLimit { max } => {
                params([("max", (*max).into())])
            }
            AccessError::SessionNotFound { session_id } => {
                params([("session_id", session_id.to_string().into())])
            }
            _ => self.inner().map(Fault::params).unwrap_or_default(),
        }
    }

    fn field_errors(&self) -> Vec<FieldError> {
        self.inner().map(Fault::field_errors).unwrap_or_default()
    }
}
