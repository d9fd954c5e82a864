//! Looking a coupon up by its code, which strangers may guess at: so many wrong codes within so
//! much time, then a wait; who comes up against it is written in the audit log, as an alarm.

use super::{WithTerms, code_of, index_of, read_code, store, with_terms};
use crate::OffersError;
use access::audit;
use kernel::{Act, StaffId};
use membership::{TooManyTries, TryLimit};
use platform::db::{DbError, Tx};
use platform::seal::Seal;
use serde_json::json;

/// Wrong codes of one person: twenty in ten minutes.
const LIMIT: TryLimit = TryLimit {
    most: 20,
    millis: 600_000,
};

fn subject(staff: StaffId) -> String {
    format!("coupon_code:{staff}")
}

/// Counts a try before it is looked at, in a transaction of its own. The first one that is too
/// many raises an alarm.
pub(crate) fn count_try(
    tx: &mut Tx<'_>,
    act: &Act,
    staff: StaffId,
) -> Result<Result<(), TooManyTries>, DbError> {
    let taken = membership::take_try(tx, &subject(staff), LIMIT, act.now)?;
    if let Err(refusal) = taken
        && refusal.is_first
    {
        tracing::warn!(%staff, "too many wrong coupon codes");
        let details = json!({ "tries": LIMIT.most });
        audit::record(tx, act, "coupon.guessing", &staff.to_string(), &details)?;
    }
    Ok(taken)
}

/// The coupon of a code; takes the try back if there is one.
pub(crate) fn find_by_code(
    tx: &mut Tx<'_>,
    seal: &Seal,
    staff: StaffId,
    text: &str,
) -> Result<WithTerms, OffersError> {
    let code = read_code(text).ok_or(OffersError::CouponNotFound)?;
    let found = store::by_code(tx, index_of(seal, &code))?;
    // The index is shorter than the code.
    let mut found = found;
    found.retain(|coupon| code_of(seal, coupon.id) == code);
    let found = with_terms(tx, found)?.pop();
    let found = found.ok_or(OffersError::CouponNotFound)?;
    membership::give_back_try(tx, &subject(staff))?;
    Ok(found)
}
