//! 权限: who acts. Brand, staff, roles, scopes, sessions, the guard on every route, the audit log.
//!
//! Guarantees: a route without a declared permission cannot be built; a session, a role or a
//! member of staff that was ended is refused at the very next request; the audit log shows
//! tampering.

mod actor;
pub mod audit;
mod brand;
mod error;
mod guard;
mod network;
mod password;
mod permission;
mod session;
mod staff;
mod throttle;

pub use actor::{Actor, StoreFilter, Via};
pub use brand::{Brand, NewBrand, create_brand, find_brand_by_code, get_brand, list_brands};
pub use error::AccessError;
pub use guard::{Declared, Guarded, ScopeResolver};
pub use network::Network;
pub use password::{check_password, hash_password};
pub use permission::{Permission, Role};
pub use session::{SessionId, purge_sessions};
pub use staff::{
    NewStaff, Scope, Staff, create_staff, find_staff_by_login, found_brand, known_staff,
};
pub use throttle::forget_named as forget_named_tries;

/// Every route of this context, each with its permission.
pub fn routes() -> Guarded {
    Guarded::new()
        .merge(session::http::routes())
        .merge(session::list::routes())
        .merge(password::http::routes())
        .merge(brand::http::routes())
        .merge(staff::http::routes())
        .merge(audit::http::routes())
}
