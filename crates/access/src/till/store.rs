//! Tables `till_code` and `till_device`.

use super::DeviceId;
use crate::Actor;
use kernel::{StaffId, TillId, Timestamp};
use platform::db::{DbError, Tx};
use platform::{args, row, sql};

row! {
    /// A code that was offered and is not over.
    pub struct Offer {
        pub till_id: TillId,
        pub made_by: StaffId,
        pub used_by: Option<[u8; 32]>,
    }
}

row! {
    /// A till that is registered.
    pub struct Device {
        pub id: DeviceId,
        pub public_key: [u8; 32],
        pub name: String,
        pub registered_by: StaffId,
        pub registered_at: Timestamp,
        pub signed_at: Timestamp,
    }
}

pub fn insert_code(
    tx: &mut Tx<'_>,
    hash: &[u8; 32],
    till_id: TillId,
    actor: &Actor,
    ends_at: Timestamp,
) -> Result<(), DbError> {
    let insert = sql!(
        "insert into till_code (brand_id, code_hash, till_id, made_by, ends_at) \
         values ($1, $2, $3, $4, $5)"
    );
    tx.execute(
        insert,
        args![tx.brand(), hash, till_id, actor.staff, ends_at],
    )?;
    Ok(())
}

/// Forgets the codes of a till, and those of others that are over.
pub fn forget_codes(tx: &mut Tx<'_>, till_id: TillId, now: Timestamp) -> Result<(), DbError> {
    let delete =
        sql!("delete from till_code where brand_id = $1 and (till_id = $2 or ends_at <= $3)");
    tx.execute(delete, args![tx.brand(), till_id, now])?;
    Ok(())
}

/// Locks a code, so that of two tills one gets it.
pub fn lock_code(
    tx: &mut Tx<'_>,
    hash: &[u8; 32],
    now: Timestamp,
) -> Result<Option<Offer>, DbError> {
    let lock = sql!(
        Offer,
        "select till_id, made_by, used_by from till_code \
         where brand_id = $1 and code_hash = $2 and ends_at > $3 for update"
    );
    tx.maybe(lock, args![tx.brand(), hash, now])
}

pub fn use_code(tx: &mut Tx<'_>, hash: &[u8; 32], key: &[u8; 32]) -> Result<(), DbError> {
    let update = sql!(
        "update till_code set used_by = $3 \
         where brand_id = $1 and code_hash = $2 and used_by is null"
    );
    match tx.execute(update, args![tx.brand(), hash, key])? {
        1 => Ok(()),
        _ => Err(DbError::Retry),
    }
}

/// Writes a till's registration over the one before.
pub fn put_device(
    tx: &mut Tx<'_>,
    id: DeviceId,
    offer: &Offer,
    key: &[u8; 32],
    name: &str,
    now: Timestamp,
) -> Result<(), DbError> {
    remove_device(tx, offer.till_id)?;
    let insert = sql!(
        "insert into till_device (brand_id, till_id, id, public_key, name, registered_by, \
         registered_at, signed_at) values ($1, $2, $3, $4, $5, $6, $7, 0)"
    );
    let args = args![tx.brand(), offer.till_id, id, key, name, offer.made_by, now];
    tx.execute(insert, args)?;
    Ok(())
}

pub fn find_device(tx: &mut Tx<'_>, till_id: TillId) -> Result<Option<Device>, DbError> {
    let find = sql!(
        Device,
        "select id, public_key, name, registered_by, registered_at, signed_at \
         from till_device where brand_id = $1 and till_id = $2"
    );
    tx.maybe(find, args![tx.brand(), till_id])
}

/// Locks a till's registration: whatever ends it changes that row first, so a log-in that begins
/// meanwhile is either ended with the others or does not begin.
pub fn lock_device(tx: &mut Tx<'_>, till_id: TillId) -> Result<Option<DeviceId>, DbError> {
    let lock = sql!(
        (DeviceId,),
        "select id from till_device where brand_id = $1 and till_id = $2 for update"
    );
    Ok(tx.maybe(lock, args![tx.brand(), till_id])?.map(|(id,)| id))
}

/// Takes a till's signature of a moment, which must be later than that of the one before; answers
/// whether it was. It is taken before the PIN is looked at, so `signed_at` is no sign of a log-in.
pub fn use_signature(tx: &mut Tx<'_>, till_id: TillId, at: Timestamp) -> Result<bool, DbError> {
    let update = sql!(
        "update till_device set signed_at = $3 \
         where brand_id = $1 and till_id = $2 and signed_at < $3"
    );
    Ok(tx.execute(update, args![tx.brand(), till_id, at])? == 1)
}

pub fn remove_device(tx: &mut Tx<'_>, till_id: TillId) -> Result<bool, DbError> {
    let delete = sql!("delete from till_device where brand_id = $1 and till_id = $2");
    Ok(tx.execute(delete, args![tx.brand(), till_id])? == 1)
}
