//! 收银机登录: a till is registered with a code, and cashiers log in there with a PIN.
//!
//! A till makes a pair of keys and sends the public one when it is registered; the other never
//! leaves it (WebCrypto keeps it so that no script reads it). A token would have done for log-ins,
//! but a till that sells offline must later sign what it sold, so that the server knows from which
//! till each sale is and that nobody changed it on the way; the same pair will do that, and a copy
//! of our tables can imitate no till.
//!
//! Guarantees: a code is good once, for minutes, and for as long as who offered it may offer it; a
//! signature is good once; a till that is revoked, replaced or switched off is out at its next
//! request; a session of a till reaches what a till is for, in its own store.

pub(crate) mod http;
mod log_in;
pub(crate) mod pin;
mod rules;
pub(crate) mod store;

use crate::secret::hash_of;
use crate::{AccessError, Actor, Permission, ScopeResolver, audit, session, staff};
use kernel::{Act, StaffId, StoreId, TillId, Timestamp};
use platform::db::{DbError, Tx};
use rules::PublicKey;
use serde_json::json;

kernel::id!(
    #[doc(alias = "设备")]
    /// What a till was registered as; another one after each registration.
    DeviceId,
    "dev"
);

/// How long a code to register a till is good.
const CODE_MINUTES: i64 = 15;

/// Where a till stands, as the context above this one says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TillPlace {
    /// In which store.
    pub store_id: StoreId,
    /// Whether it may be used.
    pub is_active: bool,
}

/// What became of a registration.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Registered {
    pub till_id: TillId,
    pub store_id: StoreId,
    pub device_id: DeviceId,
}

/// A till in the stores that somebody may see.
pub(crate) fn get_in_sight(
    tx: &mut Tx<'_>,
    actor: &Actor,
    resolver: ScopeResolver,
    till_id: TillId,
) -> Result<TillPlace, AccessError> {
    let place = resolver
        .find_till(tx, till_id)?
        .ok_or(AccessError::TillNotFound { till_id })?;
    actor.require_store(place.store_id)?;
    Ok(place)
}

/// Writes down a code with which a till can be registered; an older one of the same till is void.
pub(crate) fn offer_code(
    tx: &mut Tx<'_>,
    actor: &Actor,
    till_id: TillId,
    code: &str,
) -> Result<Timestamp, AccessError> {
    let ends_at = actor.now.plus_millis(CODE_MINUTES * 60_000);
    store::forget_codes(tx, till_id, actor.now)?;
    store::insert_code(tx, &hash_of(code), till_id, actor, ends_at)?;
    audit::record(
        tx,
        &actor.act(),
        "till.offer_code",
        &till_id.to_string(),
        &json!({}),
    )?;
    Ok(ends_at)
}

/// Registers a till with a code, once. The same till may ask again with the same key, for the
/// answer may have been lost.
pub(crate) fn register(
    tx: &mut Tx<'_>,
    resolver: ScopeResolver,
    code: &str,
    key: PublicKey,
    name: &str,
    now: Timestamp,
) -> Result<Registered, AccessError> {
    let hash = hash_of(code);
    let wrong = AccessError::WrongRegistrationCode;
    let offer = store::lock_code(tx, &hash, now)?.ok_or(wrong.clone())?;
    let place = resolver
        .find_till(tx, offer.till_id)?
        .filter(|place| place.is_active);
    let place = place.ok_or(wrong.clone())?;
    let registered = |device_id| Registered {
        till_id: offer.till_id,
        store_id: place.store_id,
        device_id,
    };
    if let Some(used_by) = offer.used_by {
        let device = store::find_device(tx, offer.till_id)?;
        let same = device.filter(|device| used_by == key.0 && device.public_key == key.0);
        return same.map(|device| registered(device.id)).ok_or(wrong);
    }
    // A code is worth what who offered it may do now: a till outlives both.
    if !may_register(tx, resolver, offer.made_by, place.store_id)? {
        return Err(wrong);
    }
    store::use_code(tx, &hash, &key.0)?;
    let device_id = DeviceId(tx.new_id());
    store::put_device(tx, device_id, &offer, &key.0, name.trim(), now)?;
    session::store::end_at_till(tx, offer.till_id)?;
    let act = Act::of_staff(now, offer.made_by);
    let details = json!({ "device_id": device_id });
    audit::record(
        tx,
        &act,
        "till.register",
        &offer.till_id.to_string(),
        &details,
    )?;
    Ok(registered(device_id))
}

/// Takes a till's registration away; whoever is logged in there is out at the next request.
pub(crate) fn revoke(tx: &mut Tx<'_>, actor: &Actor, till_id: TillId) -> Result<(), AccessError> {
    store::forget_codes(tx, till_id, actor.now)?;
    let was_registered = store::remove_device(tx, till_id)?;
    session::store::end_at_till(tx, till_id)?;
    if was_registered {
        audit::record(
            tx,
            &actor.act(),
            "till.revoke",
            &till_id.to_string(),
            &json!({}),
        )?;
    }
    Ok(())
}

/// Whether somebody may have a till of a store registered. The person is locked, so that whoever
/// takes the right away meanwhile has to wait, or is seen here.
fn may_register(
    tx: &mut Tx<'_>,
    resolver: ScopeResolver,
    staff_id: StaffId,
    store_id: StoreId,
) -> Result<bool, DbError> {
    let Some((_, role, kind)) = staff::store::lock_active(tx, staff_id)? else {
        return Ok(false);
    };
    Ok(role.may(Permission::TillsRegister)
        && session::stores_of(tx, staff_id, kind, resolver)?.allows(store_id))
}
