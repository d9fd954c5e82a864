//! Who calls: a member of staff, with the role and the stores of this very moment.

use crate::api_key::ApiKeyId;
use crate::session::SessionId;
use crate::{AccessError, Permission, Role};
use axum::extract::FromRequestParts;
use axum::http::request::Parts;
use kernel::{Act, BrandId, StaffId, StoreId, Through, TillId, Timestamp};
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
    /// What a key lists; `None` for whoever has all that the role gives.
    pub(crate) grants: Option<Vec<Permission>>,
    /// Whether nothing but setting up a second factor is open.
    pub(crate) is_limited: bool,
    pub(crate) stores: StoreFilter,
}

/// By which way somebody came in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Via {
    /// Not by HTTP.
    House,
    /// A log-in with a password.
    Session(SessionId),
    /// A log-in with a PIN at a till.
    Till {
        /// Which log-in.
        session: SessionId,
        /// Where.
        till: TillId,
    },
    /// A program with a key, in the name of who made it.
    Key(ApiKeyId),
}

impl Via {
    /// The session, where there is one.
    pub(crate) fn session(self) -> Option<SessionId> {
        match self {
            Via::House | Via::Key(_) => None,
            Via::Session(session) | Via::Till { session, .. } => Some(session),
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

    /// The stores, if it is not all of them.
    pub fn only(&self) -> Option<&[StoreId]> {
        match self {
            StoreFilter::All => None,
            StoreFilter::Only(stores) => Some(stores),
        }
    }

    /// Whether it is all stores, and else which, as a statement with `in ($*)` wants to know it: an
    /// empty list would ask nothing at all, so all of them are asked for beside a list of one.
    pub fn as_list(&self) -> (bool, &[StoreId]) {
        match self {
            StoreFilter::All => (true, &[StoreId(0)]),
            StoreFilter::Only(stores) => (false, stores),
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
            grants: None,
            is_limited: false,
            stores,
        }
    }

    /// The act that this request makes.
    pub fn act(&self) -> Act {
        let through = match self.via {
            Via::House | Via::Session(_) => Through::Nothing,
            Via::Till { till, .. } => Through::Till(till),
            Via::Key(key) => Through::Key(key.0),
        };
        Act::of_staff(self.now, self.staff).through(through)
    }

    /// The till at which the person is logged in, if it is one.
    pub fn till(&self) -> Option<TillId> {
        match self.via {
            Via::Till { till, .. } => Some(till),
            _ => None,
        }
    }

    /// The till of an act that may name one: that of a log-in at a till, which acts for no other.
    pub fn till_of_act(&self, named: Option<TillId>) -> Result<Option<TillId>, AccessError> {
        match (self.till(), named) {
            (None, named) => Ok(named),
            (Some(own), Some(till_id)) if own != till_id => Err(AccessError::OtherTill { till_id }),
            (Some(own), _) => Ok(Some(own)),
        }
    }

    /// Refuses, in this order: what is not open to this way in, what the role does not allow, what
    /// the key does not list, and what is about the whole chain to whoever works for a part of it.
    /// That somebody must set up a second factor first is the guard's, which knows the route.
    pub fn require(&self, permission: Permission) -> Result<(), AccessError> {
        match self.via {
            Via::Key(_) if !permission.is_for_keys() => {
                return Err(AccessError::NeedsPerson { permission });
            }
            Via::Till { .. } if !permission.is_at_till() => {
                return Err(AccessError::NotAtTill { permission });
            }
            _ => {}
        }
        if !self.role.may(permission) {
            return Err(AccessError::MissingPermission {
                role: self.role,
                permission,
            });
        }
        let lists = |grants: &Vec<Permission>| grants.contains(&permission);
        if !self.grants.as_ref().is_none_or(lists) {
            return Err(AccessError::KeyLacksPermission { permission });
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
