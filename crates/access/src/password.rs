//! Passwords: argon2id in PHC form, hashed off the async threads and a few at a time, because
//! each takes 19 MiB and tens of milliseconds.

use argon2::password_hash::rand_core::OsRng;
use argon2::password_hash::{PasswordHash, PasswordHasher, PasswordVerifier, SaltString};
use argon2::{Algorithm, Argon2, Params, Version};
use data_encoding::BASE32_NOPAD;
use kernel::Invalid;
use platform::db::DbError;
use std::sync::OnceLock;
use tokio::sync::Semaphore;

const LETTERS_MIN: usize = 10;
const LETTERS_MAX: usize = 128;

/// Log-ins in the morning queue here rather than take the machine's memory.
static AT_ONCE: Semaphore = Semaphore::const_new(4);

/// Says whether a password is long enough to be worth guessing at.
pub fn check_password(password: &str) -> Result<(), Invalid> {
    let mut wrong = Invalid::new();
    note_wrong(&mut wrong, "/password", password);
    wrong.check()
}

/// Notes a password that is too short or too long.
pub(crate) fn note_wrong(wrong: &mut Invalid, pointer: &str, password: &str) {
    let letters = password.chars().count();
    if letters < LETTERS_MIN {
        wrong.add(pointer, "text.too_short", [("min", LETTERS_MIN.into())]);
    } else if letters > LETTERS_MAX {
        wrong.add(pointer, "text.too_long", [("max", LETTERS_MAX.into())]);
    }
}

/// A hash of a password in PHC form (argon2id). Takes tens of milliseconds: not on an async thread.
pub fn hash_password(password: &str) -> Result<String, DbError> {
    let salt = SaltString::generate(&mut OsRng);
    argon2id()
        .hash_password(password.as_bytes(), &salt)
        .map(|hash| hash.to_string())
        .map_err(|error| DbError::Bug(format!("a password cannot be hashed: {error}")))
}

/// [`hash_password`] for handlers.
pub(crate) async fn hash(password: String) -> Result<String, DbError> {
    off_thread(move || hash_password(&password)).await
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
    fn passwords_have_a_length() {
        for (password, is_good) in [
            ("nine-long".to_owned(), false),
            ("ten-letter".to_owned(), true),
            ("会员会员会员会员会员".to_owned(), true),
            ("x".repeat(128), true),
            ("x".repeat(129), false),
        ] {
            assert_eq!(check_password(&password).is_ok(), is_good, "{password}");
        }
    }

    #[test]
    fn a_hash_knows_its_password_and_no_other() {
        let hash = hash_password("correct horse").expect("hashed");
        assert!(hash.starts_with("$argon2id$v=19$"), "{hash}");
        assert!(verify("correct horse", &hash));
        assert!(!verify("correct horsf", &hash));
        assert!(!verify("correct horse", "no hash at all"));
    }
}
