//! The table `api_key`.

use super::rules::{write_permissions, write_stores};
use super::{ApiKeyId, NewKey};
use crate::staff::store::ScopeKind;
use crate::{Actor, Role};
use kernel::{Act, StaffId, Timestamp};
use platform::db::{DbError, Tx};
use platform::{args, row, sql};

row! {
    /// A key as listed.
    pub struct ApiKey {
        pub id: ApiKeyId,
        pub name: String,
        pub permissions: String,
        pub store_ids: Option<String>,
        pub made_by: StaffId,
        pub created_at: Timestamp,
        pub ends_at: Timestamp,
        pub seen_at: Option<Timestamp>,
        pub seen_network: Option<String>,
        pub revoked_at: Option<Timestamp>,
        pub revoked_by: Option<StaffId>,
    }
}

row! {
    /// A key that is good, with what its maker is at this moment.
    pub struct Good {
        pub id: ApiKeyId,
        pub permissions: String,
        pub store_ids: Option<String>,
        pub made_by: StaffId,
        pub role: Role,
        pub scope_kind: ScopeKind,
        pub seen_at: Option<Timestamp>,
    }
}

pub fn insert(
    tx: &mut Tx<'_>,
    id: ApiKeyId,
    actor: &Actor,
    new: &NewKey,
    hash: &[u8; 32],
) -> Result<(), DbError> {
    let insert = sql!(
        "insert into api_key (brand_id, id, secret_hash, name, permissions, store_ids, made_by, \
         created_at, ends_at) values ($1, $2, $3, $4, $5, $6, $7, $8, $9)"
    );
    let args = args![
        tx.brand(),
        id,
        hash,
        new.name.trim(),
        write_permissions(&new.permissions),
        new.store_ids.as_deref().map(write_stores),
        actor.staff,
        actor.now,
        new.ends_at
    ];
    tx.execute(insert, args)?;
    Ok(())
}

pub fn find(tx: &mut Tx<'_>, id: ApiKeyId) -> Result<Option<ApiKey>, DbError> {
    let find = sql!(
        ApiKey,
        "select id, name, permissions, store_ids, made_by, created_at, ends_at, seen_at, \
         seen_network, revoked_at, revoked_by from api_key where brand_id = $1 and id = $2"
    );
    tx.maybe(find, args![tx.brand(), id])
}

/// Keys, the newest first.
pub fn page(tx: &mut Tx<'_>, before: i64, limit: u32) -> Result<Vec<ApiKey>, DbError> {
    let list = sql!(
        ApiKey,
        "select id, name, permissions, store_ids, made_by, created_at, ends_at, seen_at, \
         seen_network, revoked_at, revoked_by from api_key \
         where brand_id = $1 and id < $2 order by id desc limit $3"
    );
    tx.many(list, args![tx.brand(), before, limit])
}

pub fn find_good(
    tx: &mut Tx<'_>,
    hash: &[u8; 32],
    now: Timestamp,
) -> Result<Option<Good>, DbError> {
    let find = sql!(
        Good,
        "select k.id, k.permissions, k.store_ids, k.made_by, p.role, p.scope_kind, k.seen_at \
         from api_key k join staff p on p.brand_id = $1 and p.id = k.made_by \
         where k.brand_id = $1 and k.secret_hash = $2 and k.ends_at > $3 \
         and k.revoked_at is null and p.is_active = 1"
    );
    tx.maybe(find, args![tx.brand(), hash, now])
}

pub fn count_good(tx: &mut Tx<'_>, now: Timestamp) -> Result<i64, DbError> {
    let count = sql!(
        (i64,),
        "select count(*) from api_key \
         where brand_id = $1 and ends_at > $2 and revoked_at is null"
    );
    Ok(tx.one(count, args![tx.brand(), now])?.0)
}

pub fn see(tx: &mut Tx<'_>, id: ApiKeyId, now: Timestamp, network: &str) -> Result<(), DbError> {
    let update =
        sql!("update api_key set seen_at = $3, seen_network = $4 where brand_id = $1 and id = $2");
    tx.execute(update, args![tx.brand(), id, now, network])?;
    Ok(())
}

pub fn revoke(tx: &mut Tx<'_>, id: ApiKeyId, actor: &Actor) -> Result<bool, DbError> {
    let update = sql!(
        "update api_key set revoked_at = $3, revoked_by = $4 \
         where brand_id = $1 and id = $2 and revoked_at is null"
    );
    Ok(tx.execute(update, args![tx.brand(), id, actor.now, actor.staff])? == 1)
}

/// Takes all keys of a person away; answers which there were.
pub fn revoke_all_of(
    tx: &mut Tx<'_>,
    act: &Act,
    made_by: StaffId,
) -> Result<Vec<ApiKeyId>, DbError> {
    let update = sql!(
        (ApiKeyId,),
        "update api_key set revoked_at = $3, revoked_by = $4 \
         where brand_id = $1 and made_by = $2 and revoked_at is null returning id"
    );
    let revoked = tx.many(update, args![tx.brand(), made_by, act.now, act.by])?;
    Ok(revoked.into_iter().map(|(id,)| id).collect())
}
