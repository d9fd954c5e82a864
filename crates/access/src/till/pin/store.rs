//! The table `staff_pin`.

use kernel::{StaffId, Timestamp};
use platform::db::{DbError, Tx};
use platform::{args, sql};

pub fn find(tx: &mut Tx<'_>, staff_id: StaffId) -> Result<Option<String>, DbError> {
    let find = sql!(
        (String,),
        "select pin_hash from staff_pin where brand_id = $1 and staff_id = $2"
    );
    Ok(tx
        .maybe(find, args![tx.brand(), staff_id])?
        .map(|(hash,)| hash))
}

pub fn put(
    tx: &mut Tx<'_>,
    staff_id: StaffId,
    pin_hash: &str,
    now: Timestamp,
) -> Result<(), DbError> {
    let put = sql!(
        "insert into staff_pin (brand_id, staff_id, pin_hash, updated_at) \
         values ($1, $2, $3, $4) on conflict (brand_id, staff_id) \
         do update set pin_hash = excluded.pin_hash, updated_at = excluded.updated_at"
    );
    tx.execute(put, args![tx.brand(), staff_id, pin_hash, now])?;
    Ok(())
}

pub fn remove(tx: &mut Tx<'_>, staff_id: StaffId) -> Result<bool, DbError> {
    let delete = sql!("delete from staff_pin where brand_id = $1 and staff_id = $2");
    Ok(tx.execute(delete, args![tx.brand(), staff_id])? == 1)
}
