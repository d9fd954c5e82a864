//! 安全规则: what a brand asks of its own people: for which acts a second person decides, how
//! many numbers one may unmask a day, which roles need a second factor.

pub(crate) mod http;
mod rules;
mod store;

use crate::{AccessError, Actor, audit};
use kernel::{StaffId, Timestamp, ZoneName};
use platform::db::{DbError, Tx};
use platform::http::{IfMatch, StaleEdit};

pub(crate) use rules::needs_second_factor;
pub use rules::{Action, Limit, Policy};

/// The rules of the brand, with their version; the usual ones until they are changed.
pub(crate) fn load(tx: &mut Tx<'_>) -> Result<(Policy, i64), DbError> {
    match store::find(tx)? {
        None => Ok((Policy::default(), 0)),
        Some((text, version)) => {
            let policy = serde_json::from_str(&text)
                .map_err(|error| DbError::Bug(format!("the access policy: {error}")))?;
            Ok((policy, version))
        }
    }
}

/// Replaces the rules.
fn replace(
    tx: &mut Tx<'_>,
    actor: &Actor,
    policy: &Policy,
    seen: IfMatch,
) -> Result<(Policy, i64), AccessError> {
    rules::check(policy)?;
    let text = serde_json::to_string(policy).map_err(|e| DbError::Bug(e.to_string()))?;
    // The column is written from the policy here and nowhere else, so the two say the same.
    let roles = rules::write_roles(&policy.second_factor_roles);
    if !store::put(tx, (&text, &roles), seen.0, actor.now)? {
        return Err(StaleEdit::MovedOn.into());
    }
    let details = serde_json::to_value(policy).map_err(|e| DbError::Bug(e.to_string()))?;
    let subject = actor.brand.to_string();
    audit::record(
        tx,
        &actor.act(),
        "access_policy.replace",
        &subject,
        &details,
    )?;
    Ok((policy.clone(), seen.0 + 1))
}

/// Counts what somebody does a day; answers whether it stays within the most that is allowed. The
/// guard stands in the write, so that many at once are no way around it.
pub(crate) fn use_up(
    tx: &mut Tx<'_>,
    staff_id: StaffId,
    what: &str,
    (amount, max): (i64, i64),
    (now, zone): (Timestamp, &ZoneName),
) -> Result<bool, DbError> {
    let day = now.date_in(zone);
    store::forget_use(tx, staff_id, now.plus_days(-7).date_in(zone))?;
    // The first of a day is an insert, which the condition of the update does not guard.
    if amount > max {
        return Ok(false);
    }
    store::use_up(tx, (staff_id, what, day), amount, max)
}
