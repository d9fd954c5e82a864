//! Passwords: argon2id in PHC form, hashed off the async threads and a few at a time, because
//! each takes 19 MiB and tens of milliseconds. Everybody changes their own, with the old one.

pub(crate) mod http;
mod rules;

use crate::session::{self, SessionId};
use crate::{AccessError, Actor, audit, brand, staff, throttle};
use argon2::password_hash::rand_core::OsRng;
use argon2::password_hash::{PasswordHash, PasswordHasher, PasswordVerifier, SaltString};
use argon2::{Algorithm, Argon2, Params, Version};
use data_encoding::BASE32_NOPAD;
use kernel::{Invalid, StaffId};
use platform::App;
use platform::db::{DbError, Tx};
use platform::http::StaleEdit;
use serde_json::json;
use std::sync::OnceLock;
use tokio::sync::Semaphore;

/// Log-ins in the morning queue here rather than take the machine's memory.
static AT_ONCE: Semaphore = Semaphore::const_new(4);

pub(crate) use rules::note_wrong;

/// Says what is wrong with a new password of somebody about whom these words are known: the log-in,
/// the name, the brand. Takes milliseconds.
pub fn check_password(password: &str, known: &[&str]) -> Result<(), Invalid> {
    rules::check("/password", password, known)
}

/// A hash of a password in PHC form (argon2id). Takes tens of milliseconds: not on an async thread.
pub fn hash_password(password: &str) -> Result<String, DbError> {
    let salt = SaltString::generate(&mut OsRng);
    argon2id()
        .hash_password(password.as_bytes(), &salt)
        .map(|hash| hash.to_string())
        .map_err(|error| DbError::Bug(format!("a password cannot be hashed: {error}")))
}

/// Checks a new password that stands in a field, and hashes it; `known` are words that a guesser
/// knows of the person: the log-in, the name, the brand.
pub async fn hash_new(
    pointer: &'static str,
    password: String,
    known: Vec<String>,
) -> Result<String, AccessError> {
    off_thread(move || {
        let known: Vec<&str> = known.iter().map(String::as_str).collect();
        match rules::check(pointer, &password, &known) {
            Ok(()) => Ok(Ok(hash_password(&password)?)),
            Err(wrong) => Ok(Err(wrong)),
        }
    })
    .await?
    .map_err(AccessError::Invalid)
}

/// That the own password, which stands in a field, is not right.
pub(crate) fn wrong(pointer: &str) -> Invalid {
    Invalid::one(pointer, "password.wrong", [])
}

/// Hashes what is not a password but as secret, such as a PIN.
pub(crate) async fn hash(secret: String) -> Result<String, DbError> {
    off_thread(move || hash_password(&secret)).await
}

/// Whether a password is the one of a hash. Without a hash it is not, and to find that out takes
/// as long, so that nobody learns from the time which log-ins exist.
pub(crate) async fn is_password(password: String, hash: Option<String>) -> Result<bool, DbError> {
    off_thread(move || match hash {
        Some(hash) => Ok(verify(&password, &hash)),
        None => {
            verify(&password, nobodys_hash()?);
            Ok(false)
        }
    })
    .await
}

/// The hash of the own password of somebody who is logged in, if they know the password; guessing
/// is throttled.
pub(crate) async fn find_own_hash(
    app: &App,
    actor: &Actor,
    password: String,
) -> Result<Option<String>, AccessError> {
    let tries = throttle::Tries::of_person(actor.staff);
    throttle::try_once(&app.db, actor.brand, tries.clone(), actor.now).await?;
    let (staff_id, now) = (actor.staff, actor.now);
    let hash = app
        .db
        .read(actor.brand, move |tx| {
            staff::store::password_hash(tx, staff_id)
        })
        .await?;
    if !is_password(password, hash.clone()).await? {
        return Ok(None);
    }
    app.db
        .write(actor.brand, move |tx| throttle::forgive(tx, &tries, now))
        .await?;
    Ok(hash)
}

/// What a guesser may know of a person: the log-in, the name, the brand.
pub(crate) async fn words_about(
    app: &App,
    actor: &Actor,
    staff_id: StaffId,
) -> Result<Vec<String>, AccessError> {
    let words = app.db.read(actor.brand, move |tx| {
        let brand = brand::get_brand(tx)?;
        let mut words = vec![brand.code, brand.name];
        if let Some(staff) = staff::store::find(tx, staff_id)? {
            words.extend([staff.login, staff.name]);
        }
        Ok::<_, AccessError>(words)
    });
    words.await
}

/// Gives somebody a new password and ends all sessions but the one that asks.
fn change_own(tx: &mut Tx<'_>, actor: &Actor, hashes: (&str, &str)) -> Result<(), AccessError> {
    if !staff::store::set_password(tx, actor.staff, hashes, actor.now)? {
        return Err(StaleEdit::MovedOn.into());
    }
    let asks: Option<SessionId> = actor.via.session();
    session::end_others(tx, actor.staff, asks)?;
    let subject = actor.staff.to_string();
    Ok(audit::record(
        tx,
        &actor.act(),
        "staff.password",
        &subject,
        &json!({}),
    )?)
}

fn verify(password: &str, hash: &str) -> bool {
    PasswordHash::new(hash).is_ok_and(|hash| {
        argon2id()
            .verify_password(password.as_bytes(), &hash)
            .is_ok()
    })
}

/// A hash whose password is forgotten as it is made.
fn nobodys_hash() -> Result<&'static str, DbError> {
    static MADE: OnceLock<String> = OnceLock::new();
    if let Some(hash) = MADE.get() {
        return Ok(hash);
    }
    let nobody: [u8; 32] = rand::random();
    let hash = hash_password(&BASE32_NOPAD.encode(&nobody))?;
    Ok(MADE.get_or_init(|| hash))
}

/// Named rather than left to the crate's default, so that an update does not weaken it.
fn argon2id() -> Argon2<'static> {
    Argon2::new(Algorithm::Argon2id, Version::V0x13, Params::DEFAULT)
}

async fn off_thread<T: Send + 'static>(
    work: impl FnOnce() -> Result<T, DbError> + Send + 'static,
) -> Result<T, DbError> {
    // The permit goes along with the work: a client that hangs up does not free its place early.
    let permit = AT_ONCE.acquire().await.expect("it is never closed");
    let work = move || {
        let _permit = permit;
        work()
    };
    match tokio::task::spawn_blocking(work).await {
        Ok(outcome) => outcome,
        Err(error) => Err(DbError::Bug(error.to_string())),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_hash_knows_its_password_and_no_other() {
        let hash = hash_password("correct horse").expect("hashed");
        assert!(hash.starts_with("$argon2id$v=19$"), "{hash}");
        assert!(verify("correct horse", &hash));
        assert!(!verify("correct horsf", &hash));
        assert!(!verify("correct horse", "no hash at all"));
    }
}
