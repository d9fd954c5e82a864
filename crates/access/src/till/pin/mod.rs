//! 收银员 PIN: four to six digits that log a person in at a registered till, and nowhere else.

pub(crate) mod http;
pub(crate) mod store;

use crate::{AccessError, Actor, audit, session, staff};
use kernel::StaffId;
use platform::db::Tx;
use serde_json::json;

/// Gives a person a PIN; sessions that the old one began end.
fn set(
    tx: &mut Tx<'_>,
    actor: &Actor,
    staff_id: StaffId,
    pin_hash: &str,
) -> Result<(), AccessError> {
    staff::store::lock_active(tx, staff_id)?;
    store::put(tx, staff_id, pin_hash, actor.now)?;
    session::store::end_by_pin(tx, staff_id)?;
    let subject = staff_id.to_string();
    Ok(audit::record(
        tx,
        &actor.act(),
        "staff.set_pin",
        &subject,
        &json!({}),
    )?)
}

/// Takes a person's PIN away; whoever is logged in with it is out at the next request.
fn remove(tx: &mut Tx<'_>, actor: &Actor, staff_id: StaffId) -> Result<(), AccessError> {
    staff::store::lock_active(tx, staff_id)?;
    session::store::end_by_pin(tx, staff_id)?;
    if store::remove(tx, staff_id)? {
        let subject = staff_id.to_string();
        audit::record(tx, &actor.act(), "staff.remove_pin", &subject, &json!({}))?;
    }
    Ok(())
}
