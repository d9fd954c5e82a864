//! 查看明文: somebody sees what is masked for everybody, with a reason, a few times a day.

use crate::policy::{self, use_up};
use crate::{AccessError, Actor, audit, brand};
use platform::db::Tx;
use serde_json::json;

/// What it counts as, a day.
const WHAT: &str = "unmask";

/// Writes down that somebody sees what is masked of a subject and why, if the person has not done
/// so too often on this day. To be called in the transaction before what is masked is shown.
pub fn record_unmask(
    tx: &mut Tx<'_>,
    actor: &Actor,
    subject: &str,
    reason: &str,
) -> Result<(), AccessError> {
    let max = policy::load(tx)?.0.unmask_day_max;
    let zone = brand::get_brand(tx)?.zone;
    if !use_up(tx, actor.staff, WHAT, (1, max), (actor.now, &zone))? {
        return Err(AccessError::DayLimit { max });
    }
    let details = json!({ "reason": reason });
    Ok(audit::record(
        tx,
        &actor.act(),
        "member.unmask",
        subject,
        &details,
    )?)
}
