//! 两步验证: a code of the telephone beside the password (TOTP, RFC 6238), with recovery codes for
//! a lost telephone.
//!
//! It is asked for where a person logs in with a password. A log-in with a PIN is not asked for it,
//! because the till there is itself something that one has; a key of a program is not either,
//! because only a session that was let in makes one.
//!
//! Guarantees: the secret is sealed for its person; a code and a recovery code are good once,
//! however many requests bring them at the same moment; a session that was begun with a password
//! alone, of a person whose role needs a second factor, can do nothing but set one up; once it is
//! set up, no session lasts in which no code was shown.

pub(crate) mod http;
mod rules;
mod store;

use crate::secret::hash_of;
use crate::{AccessError, Actor, audit, session, staff};
use kernel::{Invalid, StaffId, Timestamp};
use platform::db::{DbError, Tx};
use platform::seal::Seal;
use serde_json::json;

/// For so long a beginning can be confirmed: one that somebody left lying is nobody's way in.
const BEGUN_MINUTES: i64 = 10;

/// Begins to set a second factor up; an older beginning is over. One that is in use stays.
fn begin(
    tx: &mut Tx<'_>,
    seal: &Seal,
    actor: &Actor,
    secret: &[u8; rules::SECRET_BYTES],
) -> Result<(), AccessError> {
    let sealed = seal.close(&rules::write_secret(secret), &sealed_as(actor.staff));
    if store::begin(tx, actor.staff, &sealed, actor.now)? {
        Ok(())
    } else {
        Err(AccessError::SecondFactorInUse)
    }
}

/// Puts a second factor to use once a code shows that the telephone has it. The session that asks
/// has shown it; the others have not and end, for one of them may be in the wrong hands.
fn confirm(
    tx: &mut Tx<'_>,
    seal: &Seal,
    actor: &Actor,
    code: &str,
    recovery: &[String],
) -> Result<(), AccessError> {
    staff::store::lock_active(tx, actor.staff)?.ok_or(AccessError::NotLoggedIn)?;
    let oldest = actor.now.plus_millis(-BEGUN_MINUTES * 60_000);
    let begun = store::find(tx, actor.staff)?
        .filter(|known| !known.is_confirmed && known.created_at > oldest);
    let begun = begun.ok_or_else(wrong_code)?;
    let step = check(seal, actor.staff, &begun, code, actor.now)?;
    let step = step.ok_or_else(wrong_code)?;
    store::confirm(tx, actor.staff, step)?;
    let hashes: Vec<[u8; 32]> = recovery.iter().map(|code| hash_of(code)).collect();
    store::replace_recovery(tx, actor.staff, &hashes)?;
    let asks = actor.via.session();
    session::end_others(tx, actor.staff, asks)?;
    if let Some(asks) = asks {
        session::store::set_passed(tx, asks, true)?;
    }
    let subject = actor.staff.to_string();
    Ok(audit::record(
        tx,
        &actor.act(),
        "second_factor.set_up",
        &subject,
        &json!({}),
    )?)
}

/// Takes the own second factor away, with a code or a recovery code, which is used up: a session in
/// the wrong hands and a password that was looked at are not enough. None in use is none to take.
fn remove_own(tx: &mut Tx<'_>, seal: &Seal, actor: &Actor, code: &str) -> Result<(), AccessError> {
    staff::store::lock_active(tx, actor.staff)?.ok_or(AccessError::NotLoggedIn)?;
    let Some(known) = store::find(tx, actor.staff)?.filter(|known| known.is_confirmed) else {
        return Ok(());
    };
    if !use_up(tx, seal, actor.staff, &known, code, actor.now)? {
        return Err(wrong_code().into());
    }
    remove(tx, actor, actor.staff)
}

/// Takes a person's second factor away. All sessions of the person end but the one that asks.
pub(crate) fn remove(tx: &mut Tx<'_>, actor: &Actor, staff_id: StaffId) -> Result<(), AccessError> {
    staff::store::lock_active(tx, staff_id)?;
    if !store::remove(tx, staff_id)? {
        return Ok(());
    }
    let asks = actor.via.session().filter(|_| staff_id == actor.staff);
    session::end_others(tx, staff_id, asks)?;
    if let Some(asks) = asks {
        // What was shown in it is gone: where the role needs a second factor, it is limited.
        session::store::set_passed(tx, asks, false)?;
    }
    let subject = staff_id.to_string();
    Ok(audit::record(
        tx,
        &actor.act(),
        "second_factor.remove",
        &subject,
        &json!({}),
    )?)
}

/// Asks somebody who logs in with the right password for the second factor, and uses the code up.
/// Answers whether there was one to show.
pub(crate) fn pass(
    tx: &mut Tx<'_>,
    seal: &Seal,
    staff_id: StaffId,
    code: Option<&str>,
    now: Timestamp,
) -> Result<bool, AccessError> {
    let Some(known) = store::find(tx, staff_id)?.filter(|known| known.is_confirmed) else {
        return Ok(false);
    };
    let code = code.ok_or(AccessError::SecondFactorNeeded)?;
    if use_up(tx, seal, staff_id, &known, code, now)? {
        Ok(true)
    } else {
        Err(AccessError::WrongSecondFactor)
    }
}

/// Uses a code or a recovery code up; answers whether it was good. The guard stands in the write.
fn use_up(
    tx: &mut Tx<'_>,
    seal: &Seal,
    staff_id: StaffId,
    known: &store::SecondFactor,
    code: &str,
    now: Timestamp,
) -> Result<bool, DbError> {
    match check(seal, staff_id, known, code, now)? {
        Some(step) => store::use_step(tx, staff_id, step),
        None => store::use_recovery(tx, staff_id, &hash_of(code), now),
    }
}

/// The step of a code, if it is right and later than the last one.
fn check(
    seal: &Seal,
    staff_id: StaffId,
    known: &store::SecondFactor,
    code: &str,
    now: Timestamp,
) -> Result<Option<i64>, DbError> {
    let secret = seal
        .open(&known.secret, &sealed_as(staff_id))
        .map_err(|error| DbError::Bug(format!("a second factor: {error}")))?;
    let step = rules::step_of(&secret, code, now);
    Ok(step.filter(|step| *step > known.last_step))
}

/// What the seal binds a secret to: moved to another person's row, it opens no more.
fn sealed_as(staff_id: StaffId) -> String {
    format!("staff.second_factor:{staff_id}")
}

fn wrong_code() -> Invalid {
    Invalid::one("/code", "code.wrong", [])
}
