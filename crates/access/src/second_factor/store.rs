//! Tables `second_factor` and `recovery_code`.

use kernel::{StaffId, Timestamp};
use platform::db::{DbError, Tx};
use platform::{args, row, row_values, sql};

row! {
    /// A second factor that is in use, or begun.
    pub struct SecondFactor {
        pub secret: Vec<u8>,
        pub is_confirmed: bool,
        pub last_step: i64,
        pub created_at: Timestamp,
    }
}

pub fn find(tx: &mut Tx<'_>, staff_id: StaffId) -> Result<Option<SecondFactor>, DbError> {
    let find = sql!(
        SecondFactor,
        "select secret, is_confirmed, last_step, created_at from second_factor \
         where brand_id = $1 and staff_id = $2"
    );
    tx.maybe(find, args![tx.brand(), staff_id])
}

/// Begins anew, unless one is in use; answers whether it began.
pub fn begin(
    tx: &mut Tx<'_>,
    staff_id: StaffId,
    sealed: &[u8],
    now: Timestamp,
) -> Result<bool, DbError> {
    let put = sql!(
        "insert into second_factor (brand_id, staff_id, secret, is_confirmed, last_step, \
         created_at) values ($1, $2, $3, 0, 0, $4) on conflict (brand_id, staff_id) do update \
         set secret = excluded.secret, created_at = excluded.created_at \
         where second_factor.brand_id = $1 and second_factor.is_confirmed = 0"
    );
    Ok(tx.execute(put, args![tx.brand(), staff_id, sealed.to_vec(), now])? == 1)
}

pub fn confirm(tx: &mut Tx<'_>, staff_id: StaffId, step: i64) -> Result<(), DbError> {
    let update = sql!(
        "update second_factor set is_confirmed = 1, last_step = $3 \
         where brand_id = $1 and staff_id = $2 and is_confirmed = 0"
    );
    match tx.execute(update, args![tx.brand(), staff_id, step])? {
        1 => Ok(()),
        _ => Err(DbError::Retry),
    }
}

/// Uses a step up; answers whether it was later than the last one.
pub fn use_step(tx: &mut Tx<'_>, staff_id: StaffId, step: i64) -> Result<bool, DbError> {
    let update = sql!(
        "update second_factor set last_step = $3 \
         where brand_id = $1 and staff_id = $2 and last_step < $3"
    );
    Ok(tx.execute(update, args![tx.brand(), staff_id, step])? == 1)
}

pub fn replace_recovery(
    tx: &mut Tx<'_>,
    staff_id: StaffId,
    hashes: &[[u8; 32]],
) -> Result<(), DbError> {
    remove_recovery(tx, staff_id)?;
    let insert = sql!("insert into recovery_code (brand_id, staff_id, code_hash) values $*");
    let brand = tx.brand();
    let rows = hashes
        .iter()
        .map(|hash| row_values![brand, staff_id, hash])
        .collect();
    tx.insert_many(insert, rows)?;
    Ok(())
}

/// Uses a recovery code up; answers whether there was such a one.
pub fn use_recovery(
    tx: &mut Tx<'_>,
    staff_id: StaffId,
    hash: &[u8; 32],
    now: Timestamp,
) -> Result<bool, DbError> {
    let update = sql!(
        "update recovery_code set used_at = $4 \
         where brand_id = $1 and staff_id = $2 and code_hash = $3 and used_at is null"
    );
    Ok(tx.execute(update, args![tx.brand(), staff_id, hash, now])? == 1)
}

/// Recovery codes that are left.
pub fn count_recovery(tx: &mut Tx<'_>, staff_id: StaffId) -> Result<i64, DbError> {
    let count = sql!(
        (i64,),
        "select count(*) from recovery_code \
         where brand_id = $1 and staff_id = $2 and used_at is null"
    );
    Ok(tx.one(count, args![tx.brand(), staff_id])?.0)
}

pub fn remove(tx: &mut Tx<'_>, staff_id: StaffId) -> Result<bool, DbError> {
    remove_recovery(tx, staff_id)?;
    let delete = sql!("delete from second_factor where brand_id = $1 and staff_id = $2");
    Ok(tx.execute(delete, args![tx.brand(), staff_id])? == 1)
}

fn remove_recovery(tx: &mut Tx<'_>, staff_id: StaffId) -> Result<(), DbError> {
    let delete = sql!("delete from recovery_code where brand_id = $1 and staff_id = $2");
    tx.execute(delete, args![tx.brand(), staff_id])?;
    Ok(())
}
