//! 接口密钥: programs that call the API in the name of the person who made their key.
//!
//! A key may do what it lists and its maker may at this moment, in stores that it lists and its
//! maker may see at this moment. So nobody gives more than they have, and whatever is taken from
//! the maker is gone from the key at its next request. Only a hash of the secret is kept.

pub(crate) mod http;
mod rules;
mod store;

use crate::session::{self, Token};
use crate::{AccessError, Actor, Permission, ScopeResolver, StoreFilter, Via, audit};
use kernel::{Act, StaffId, StoreId, Timestamp};
use platform::App;
use platform::db::{DbError, Tx};
use serde_json::json;

pub(crate) use store::ApiKey;

kernel::id!(
    #[doc(alias = "接口密钥")]
    /// A key with which a program calls the API.
    ApiKeyId,
    "key"
);

/// What every key begins with, so that people and scanners of leaked secrets know it.
pub(crate) const PREFIX: &str = "htk_";
/// The most keys that are good at the same time.
const KEYS_MAX: i64 = 100;
/// The last use of a key is written down at most this often.
const SEEN_STEP_MILLIS: i64 = 60_000;

/// A key that is to be made.
#[derive(Debug, Clone)]
pub(crate) struct NewKey {
    pub name: String,
    pub permissions: Vec<Permission>,
    /// All that its maker may see if absent.
    pub store_ids: Option<Vec<StoreId>>,
    pub ends_at: Timestamp,
}

/// Makes a key on behalf of somebody, who gives no more than they have.
pub(crate) fn make(
    tx: &mut Tx<'_>,
    actor: &Actor,
    resolver: ScopeResolver,
    new: &NewKey,
    hash: &[u8; 32],
) -> Result<ApiKey, AccessError> {
    rules::check(new, actor)?;
    if let Some(stores) = &new.store_ids {
        let known = (resolver.known_stores)(tx, stores)?;
        crate::staff::unknown_places("/store_ids", stores, &known).check()?;
        for store_id in stores {
            actor.require_store(*store_id)?;
        }
    }
    if store::count_good(tx, actor.now)? >= KEYS_MAX {
        return Err(AccessError::TooManyKeys { max: KEYS_MAX });
    }
    let id = ApiKeyId(tx.new_id());
    store::insert(tx, id, actor, new, hash)?;
    let details = json!({
        "permissions": new.permissions, "store_ids": new.store_ids, "ends_at": new.ends_at,
    });
    audit::record(tx, &actor.act(), "api_key.make", &id.to_string(), &details)?;
    store::find(tx, id)?.ok_or(AccessError::KeyNotFound { key_id: id })
}

/// Takes a key away; its next request is refused.
pub(crate) fn revoke(tx: &mut Tx<'_>, actor: &Actor, id: ApiKeyId) -> Result<(), AccessError> {
    store::find(tx, id)?.ok_or(AccessError::KeyNotFound { key_id: id })?;
    if store::revoke(tx, id, actor)? {
        audit::record(
            tx,
            &actor.act(),
            "api_key.revoke",
            &id.to_string(),
            &json!({}),
        )?;
    }
    Ok(())
}

/// Takes all keys of a person away who is switched off: whoever comes back makes new ones.
pub(crate) fn revoke_all_of(tx: &mut Tx<'_>, act: &Act, made_by: StaffId) -> Result<(), DbError> {
    for id in store::revoke_all_of(tx, act, made_by)? {
        audit::record(tx, act, "api_key.revoke", &id.to_string(), &json!({}))?;
    }
    Ok(())
}

/// Who a key stands for, at this moment.
pub(crate) async fn find_actor(
    app: &App,
    token: &Token,
    resolver: ScopeResolver,
    network: String,
) -> Result<Actor, AccessError> {
    let (now, hash) = (app.clock.now(), token.hash);
    let load = app.db.read(token.brand, move |tx| {
        let good = store::find_good(tx, &hash, now)?.ok_or(AccessError::NotLoggedIn)?;
        let reach = session::stores_of(tx, good.made_by, good.scope_kind, resolver)?;
        let actor = Actor {
            brand: tx.brand(),
            staff: good.made_by,
            role: good.role,
            now,
            via: Via::Key(good.id),
            grants: Some(rules::read_permissions(&good.permissions)),
            is_limited: false,
            stores: match rules::read_stores(good.store_ids.as_deref()) {
                None => reach,
                Some(listed) => {
                    let within = listed.into_iter().filter(|store| reach.allows(*store));
                    StoreFilter::Only(within.collect())
                }
            },
        };
        Ok::<_, AccessError>((actor, good.id, good.seen_at))
    });
    let (actor, id, seen_at) = load.await?;
    if seen_at.is_none_or(|at| now.0 - at.0 > SEEN_STEP_MILLIS) {
        app.db
            .write(token.brand, move |tx| store::see(tx, id, now, &network))
            .await?;
    }
    Ok(actor)
}
