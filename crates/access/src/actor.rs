//! Who calls: a member of staff, with the role and the stores of this very moment.

use crate::session::SessionId;
use crate::{AccessError, Permission, Role};
use axum::extract::FromRequestParts;
use axum::http::request::Parts;
use kernel::{Act, BrandId, StaffId, StoreId, Timestamp};
use platform::http::Problem;

/// A member of staff who is logged in. Only a guarded route has one.
#[derive(Debug, Clone)]
pub struct Actor {
    /// Whose data.
    pub brand: BrandId,
    /// Who.
    pub staff: StaffId,
    /// As what.
    pub role: Role,
    /// When the request came in.
    pub now: Timestamp,
    pub(crate) via: Via,
    pub(crate) stores: StoreFilter,
}

/// By which way somebody came in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Via {
    /// Not by HTTP.
    House,
    /// A log-in with a password.
    Session(SessionId),
}

impl Via {
    /// The session, where there is one.
    pub(crate) fn session(self) -> Option<SessionId> {
        match self {
            Via::House => None,
            Via::Session(session) => Some(session),
        }
    }
}

/// Which stores somebody may see.
#[doc(alias = "数据范围")]
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum StoreFilter {
    /// All of the brand.
    All,
    /// These, in the order of their ids; there may be none.
    Only(Vec<StoreId>),
}

impl StoreFilter {
    /// Whether a store is among them.
    pub fn allows(&self, store: StoreId) -> bool {
        match self {
            StoreFilter::All => true,
            StoreFilter::Only(stores) => stores.contains(&store),
        }
    }
}

impl Actor {
    /// An actor that did not come by HTTP; for tests of what handlers call.
    pub fn new(
        brand: BrandId,
        staff: StaffId,
        role: Role,
        stores: StoreFilter,
        now: Timestamp,
    ) -> Self {
        Actor {
            brand,
            staff,
            role,
            now,
            via: Via::House,
            stores,
        }
    }

    /// The act that this request makes.
    pub fn act(&self) -> Act {
        Act::of_staff(self.now, self.staff)
    }

    /// Refuses what the role does not allow, and what is about the whole chain to whoever works
    /// for a part of it.
    pub(crate) fn require(&self, permission: Permission) -> Result<(), AccessError> {
        if !self.role.may(permission) {
            return Err(AccessError::MissingPermission {
                role: self.role,
                permission,
            });
        }
        if permission.needs_whole_brand() && self.stores != StoreFilter::All {
            return Err(AccessError::NeedsWholeBrand { permission });
        }
        Ok(())
    }

    /// The stores that the person may see.
    pub fn stores(&self) -> &StoreFilter {
        &self.stores
    }

    /// Refuses a store that is out of the person's scope.
    pub fn require_store(&self, store_id: StoreId) -> Result<(), AccessError> {
        if self.stores.allows(store_id) {
            Ok(())
        } else {
            Err(AccessError::OutOfScope { store_id })
        }
    }
}

impl<S: Send + Sync> FromRequestParts<S> for Actor {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Problem> {
        // The guard puts it there; a route without a guard has no actor to give.
        let actor = parts.extensions.get::<Actor>().cloned();
        actor.ok_or_else(|| AccessError::NotLoggedIn.into())
    }
}
