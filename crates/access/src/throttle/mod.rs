//! 限速: guessing costs time that grows, and nobody is locked out for good.
//!
//! A try counts as wrong from the moment it is taken until it turns out right, in the transaction
//! that lets it through, so that many at once are no way around the wait. Tries of one person from
//! one address wait for long; those of one person from wherever wait a minute at most and spare
//! the addresses from which that person has logged in before. PINs are the same with a till in
//! place of an address, and all that is tried at a till counts together as well.

mod rules;
mod store;

use crate::AccessError;
use kernel::{BrandId, StaffId, TillId, Timestamp};
use platform::db::{Db, DbError, Tx};
use rules::{
    DAY_MILLIS, FORGET_MILLIS_MAX, PER_ADDRESS, PER_LOGIN, PER_PAIR, PER_PERSON, PER_PIN,
    PER_PIN_ANYWHERE, PER_TILL, Patience,
};

pub(crate) use store::{is_known_network, know_network};

/// Whose tries one try counts among, always in the order in which they are locked.
#[derive(Debug, Clone)]
pub(crate) struct Tries(Vec<(String, Patience)>);

impl Tries {
    /// A log-in with a password; `login` is what was typed, if it can be a log-in at all.
    pub fn to_log_in(network: &str, login: Option<&str>, is_known_network: bool) -> Tries {
        let Tries(mut subjects) = Tries::of_stranger(network);
        if let Some(login) = login {
            let login = login.to_lowercase();
            subjects.push((format!("pair:{login}@{network}"), PER_PAIR));
            if !is_known_network {
                subjects.push((format!("login:{login}"), PER_LOGIN));
            }
        }
        Tries(subjects)
    }

    /// Those that are counted among others' as well. A right password is taken off these when it
    /// is the code that is missing, or people who log in in two steps would use them up for all.
    pub fn shared(&self) -> Tries {
        let shared = self.0.iter().filter(|(_, patience)| patience.is_shared);
        Tries(shared.cloned().collect())
    }

    /// Anything that a stranger at an address may guess at.
    pub fn of_stranger(network: &str) -> Tries {
        Tries(vec![(format!("address:{network}"), PER_ADDRESS)])
    }

    /// The own password, of somebody who is logged in already.
    pub fn of_person(staff_id: StaffId) -> Tries {
        Tries(vec![(format!("person:{staff_id}"), PER_PERSON)])
    }

    /// A cashier's PIN at a till; `login` is what was typed, if it can be a log-in at all.
    pub fn of_pin(
        till_id: TillId,
        login: Option<&str>,
        is_known_till: bool,
        now: Timestamp,
    ) -> Tries {
        // Somebody mistypes at every till on most days: a count that ended with a day of quiet
        // would never end, so each day (of UTC) has its own.
        let day = now.0.div_euclid(DAY_MILLIS);
        let mut subjects = vec![(format!("till:{till_id}@{day}"), PER_TILL)];
        if let Some(login) = login {
            let login = login.to_lowercase();
            subjects.push((format!("pin:{login}@{till_id}"), PER_PIN));
            if !is_known_till {
                subjects.push((format!("pin_anywhere:{login}"), PER_PIN_ANYWHERE));
            }
        }
        Tries(subjects)
    }
}

/// Whether a person has logged in at a till lately.
pub(crate) fn is_known_till(
    tx: &mut Tx<'_>,
    staff_id: StaffId,
    till_id: TillId,
    now: Timestamp,
) -> Result<bool, DbError> {
    store::is_known_network(tx, staff_id, &as_network(till_id), now)
}

/// Remembers a till at which a person has logged in.
pub(crate) fn know_till(
    tx: &mut Tx<'_>,
    staff_id: StaffId,
    till_id: TillId,
    now: Timestamp,
) -> Result<(), DbError> {
    store::know_network(tx, staff_id, &as_network(till_id), now)
}

/// How a till stands in the table of known addresses; no address is written like this.
fn as_network(till_id: TillId) -> String {
    format!("till:{till_id}")
}

/// Says how long to wait, if one has to. Only reads: whoever has to wait does not keep writers
/// busy, however often they ask.
pub(crate) fn peek(tx: &mut Tx<'_>, tries: &Tries, now: Timestamp) -> Result<(), AccessError> {
    for (subject, _) in &tries.0 {
        require_open(store::find(tx, subject)?.unwrap_or_default(), now)?;
    }
    Ok(())
}

/// Counts a try, or says how long to wait.
pub(crate) fn take(tx: &mut Tx<'_>, tries: &Tries, now: Timestamp) -> Result<(), AccessError> {
    store::forget_old(tx, now.plus_millis(-FORGET_MILLIS_MAX))?;
    for (subject, patience) in &tries.0 {
        let failures = store::lock(tx, subject, now)?;
        require_open(failures, now)?;
        store::set(tx, subject, &failures.after_try(*patience, now))?;
    }
    Ok(())
}

/// [`peek`], then [`take`].
pub(crate) async fn try_once(
    db: &Db,
    brand: BrandId,
    tries: Tries,
    now: Timestamp,
) -> Result<(), AccessError> {
    let asked = tries.clone();
    db.read(brand, move |tx| peek(tx, &asked, now)).await?;
    db.write(brand, move |tx| take(tx, &tries, now)).await
}

/// Takes a try back that turned out right. The own count of a person at an address or a till begins
/// anew; of the others the one try is taken off, for strangers may be guessing at the same time.
pub(crate) fn forgive(tx: &mut Tx<'_>, tries: &Tries, now: Timestamp) -> Result<(), DbError> {
    for (subject, patience) in &tries.0 {
        if patience.is_shared {
            let after = store::lock(tx, subject, now)?.after_success(*patience, now);
            store::set(tx, subject, &after)?;
        } else {
            store::forget(tx, subject)?;
        }
    }
    Ok(())
}

/// Forgets tries under log-ins that name somebody, who is erased: people type all sorts of things
/// where a log-in is asked for.
pub fn forget_named(tx: &mut Tx<'_>, names: impl Fn(&str) -> bool) -> Result<(), DbError> {
    for subject in store::subjects(tx)? {
        if names(&subject) {
            store::forget(tx, &subject)?;
        }
    }
    Ok(())
}

fn require_open(failures: rules::Failures, now: Timestamp) -> Result<(), AccessError> {
    match failures.wait(now) {
        Some(retry_after_seconds) => Err(AccessError::TooManyTries {
            retry_after_seconds,
        }),
        None => Ok(()),
    }
}
