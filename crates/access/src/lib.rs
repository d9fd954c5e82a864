//! 权限: who acts. Brand, staff, roles, scopes, sessions, the guard on every route, the audit log.
//!
//! Guarantees: a route without a declared permission cannot be built; a session, a role or a
//! member of staff that was ended is refused at the very next request; the audit log shows
//! tampering.

mod actor;
mod api_key;
mod approval;
pub mod audit;
mod brand;
mod error;
mod guard;
mod network;
mod password;
mod permission;
mod policy;
mod role;
mod second_factor;
mod secret;
mod session;
mod staff;
mod throttle;
mod till;
mod unmask;

pub use actor::{Actor, StoreFilter, Via};
pub use api_key::ApiKeyId;
pub use approval::http::ApprovalView;
pub use approval::{
    ActFault, Approval, ApprovalError, ApprovalId, ApprovalState, Approved, Executor, Executors,
    Gate, Wish, forget_named_requests, pass,
};
pub use brand::{
    Brand, NewBrand, check as check_brand, create_brand, find_brand_by_code, get_brand, is_founded,
    list_brands, require_first_brand,
};
pub use error::AccessError;
pub use guard::{Declared, Guarded, ScopeResolver, TillPlaces};
pub use network::Network;
pub use password::{check_password, hash_new as hash_new_password, hash_password};
pub use permission::{Permission, Reach};
pub use policy::{Action, Limit, Policy};
pub use role::Role;
pub use session::http::{Arrival, SessionView};
pub use session::{Credentials, SessionId, purge_sessions};
pub use staff::{
    NewStaff, Scope, Staff, check as check_staff, create_staff, find_staff_by_login, found_brand,
    known_staff, staff_names,
};
pub use throttle::forget_named as forget_named_tries;
pub use till::{DeviceId, TillPlace};
pub use unmask::record_unmask;

/// Every route of this context, each with its permission.
pub fn routes() -> Guarded {
    Guarded::new()
        .merge(session::http::routes())
        .merge(session::list::routes())
        .merge(session::history::routes())
        .merge(password::http::routes())
        .merge(second_factor::http::routes())
        .merge(till::http::routes())
        .merge(till::pin::http::routes())
        .merge(api_key::http::routes())
        .merge(policy::http::routes())
        .merge(approval::http::routes())
        .merge(brand::http::routes())
        .merge(staff::http::routes())
        .merge(audit::http::routes())
}
