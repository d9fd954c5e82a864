//! What can go wrong with log-ins, staff and permissions, in the words of the trade.

use crate::session::SessionId;
use crate::{Permission, Role};
use kernel::{BrandId, Fault, FieldError, Invalid, Kind, Params, StaffId, StoreId, fault::params};
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
    /// A brand keeps at least one owner.
    #[error("the last owner cannot be switched off or given another role")]
    LastOwner,
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
            AccessError::NotLoggedIn | AccessError::WrongLogIn => Kind::Unauthenticated,
            AccessError::TooManyTries { .. } => Kind::TooMany,
            AccessError::StaffNotFound { .. }
            | AccessError::BrandNotFound { .. }
            | AccessError::SessionNotFound { .. } => Kind::NotFound,
            AccessError::LoginTaken { .. }
            | AccessError::BrandCodeTaken { .. }
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
            AccessError::LastOwner => "access.last_owner",
            AccessError::StaffNotFound { .. } => "access.staff_not_found",
            AccessError::BrandNotFound { .. } => "access.brand_not_found",
            AccessError::SessionNotFound { .. } => "access.session_not_found",
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
            AccessError::NeedsWholeBrand { permission } => {
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
