//! Tables `access_policy` and `day_use`.

use kernel::{BusinessDate, StaffId, Timestamp};
use platform::db::{DbError, Tx};
use platform::{args, sql};

pub fn find(tx: &mut Tx<'_>) -> Result<Option<(String, i64)>, DbError> {
    let find = sql!(
        (String, i64),
        "select policy, version from access_policy where brand_id = $1"
    );
    tx.maybe(find, args![tx.brand()])
}

/// Writes the policy over the version that was seen; answers whether it was still in that version.
/// `roles` are those of the policy that need a second factor, as words, because each request looks
/// at them.
pub fn put(
    tx: &mut Tx<'_>,
    (policy, roles): (&str, &str),
    seen: i64,
    now: Timestamp,
) -> Result<bool, DbError> {
    let put = sql!(
        "insert into access_policy (brand_id, policy, second_factor_roles, version, updated_at) \
         values ($1, $2, $6, $5, $4) on conflict (brand_id) do update \
         set policy = excluded.policy, second_factor_roles = excluded.second_factor_roles, \
         version = excluded.version, updated_at = excluded.updated_at \
         where access_policy.brand_id = $1 and access_policy.version = $3"
    );
    let is_first = find(tx)?.is_none();
    if is_first && seen != 0 {
        return Ok(false);
    }
    let args = args![tx.brand(), policy, seen, now, seen + 1, roles];
    Ok(tx.execute(put, args)? == 1)
}

/// Adds to what somebody did on a day, if it stays within the most.
pub fn use_up(
    tx: &mut Tx<'_>,
    (staff_id, what, day): (StaffId, &str, BusinessDate),
    amount: i64,
    max: i64,
) -> Result<bool, DbError> {
    let add = sql!(
        "insert into day_use (brand_id, staff_id, what, day, used) values ($1, $2, $3, $4, $5) \
         on conflict (brand_id, staff_id, what, day) do update \
         set used = day_use.used + excluded.used \
         where day_use.brand_id = $1 and day_use.used + excluded.used <= $6"
    );
    Ok(tx.execute(add, args![tx.brand(), staff_id, what, day, amount, max])? == 1)
}

/// Forgets what somebody did long ago.
pub fn forget_use(tx: &mut Tx<'_>, staff_id: StaffId, before: BusinessDate) -> Result<(), DbError> {
    let delete = sql!("delete from day_use where brand_id = $1 and staff_id = $2 and day < $3");
    tx.execute(delete, args![tx.brand(), staff_id, before])?;
    Ok(())
}
