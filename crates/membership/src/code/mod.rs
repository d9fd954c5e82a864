//! 会员码: what a member shows to be known at once, and what any scan comes to.
//!
//! Two codes change by themselves. The short code is fourteen digits from the server: a minute, one
//! use. The signed code is made by the member's phone each minute with a key that the server
//! certified for a day, and is checked by tills that are offline; here it counts once as well.

mod error;
pub(crate) mod http;
mod keys;
pub(crate) mod rules;
mod store;

pub use error::CodeError;
pub use keys::{PhoneCertificate, PublicKey, certify_phone, rotate_code_key, trusted_keys};
pub use rules::KnownBy;

use crate::identity::{self, IdentityKind};
use crate::{MembershipError, profile};
use kernel::{MemberId, Timestamp};
use platform::db::{DbError, Tx};
use platform::seal::Seal;
use rules::Scan;

/// How long a short code is good.
pub const SHORT_CODE_SECONDS: i64 = 60;

/// How often another code is drawn when one is taken: with a million codes out, the third time
/// comes once in 10^18.
const TRIES: u32 = 3;

/// A short code on its way to a phone.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ShortCode {
    /// Fourteen digits, `99` in front.
    pub code: String,
    /// From when on it is good for nothing.
    pub ends_at: Timestamp,
}

/// Whom a scan found, and by what.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Known {
    /// Who.
    pub member_id: MemberId,
    /// What was scanned.
    pub by: KnownBy,
}

/// Gives a member a new short code; the one before is good for nothing from now on.
pub fn issue_short_code(
    tx: &mut Tx<'_>,
    now: Timestamp,
    member: MemberId,
) -> Result<ShortCode, MembershipError> {
    // Locked, so that of two codes asked for at once one is good for nothing.
    profile::lock(tx, member)?;
    store::forget_unused(tx, member)?;
    let ends_at = now.plus_millis(SHORT_CODE_SECONDS * 1_000);
    for _ in 0..TRIES {
        let code = rules::short_code(rand::random_range(0..rules::SHORT_CODES));
        if store::insert(tx, &code, member, ends_at, None)? {
            return Ok(ShortCode { code, ends_at });
        }
    }
    Err(tx.run_again().into())
}

/// Finds the member whom a scanned or typed text stands for. A code that changes by itself is used
/// up by it.
pub fn resolve(
    tx: &mut Tx<'_>,
    seal: &Seal,
    now: Timestamp,
    text: &str,
) -> Result<Known, MembershipError> {
    match rules::read(text) {
        Scan::Signed(code) => resolve_signed(tx, now, code),
        Scan::Short(code) => match store::use_up(tx, code, now)? {
            Some(member_id) => Ok(Known {
                member_id,
                by: KnownBy::ShortCode,
            }),
            None if store::is_used(tx, code)? => Err(CodeError::Used.into()),
            None => Err(CodeError::Unknown.into()),
        },
        Scan::Other(text) => resolve_lasting(tx, seal, text),
    }
}

fn resolve_signed(tx: &mut Tx<'_>, now: Timestamp, code: &str) -> Result<Known, MembershipError> {
    let keys = keys::trusted(tx, now)?;
    let shown = membercode::check(code, &keys, now.0).map_err(CodeError::Signed)?;
    let number = format!("{:010}", shown.member_no);
    let found = identity::find_by_member_no(tx, &number)?;
    let member_id = found.ok_or(CodeError::Unknown)?;
    // Kept for as long as a clock that is off could take it again.
    let ends_at = now.plus_millis(10 * 60_000);
    let mark = rules::mark_of(&shown.signature);
    if !store::insert(tx, &mark, member_id, ends_at, Some(now))? {
        return Err(CodeError::Used.into());
    }
    Ok(Known {
        member_id,
        by: KnownBy::SignedCode,
    })
}

/// What lasts: the phone first, for people say it; then what is printed or worn.
fn resolve_lasting(tx: &mut Tx<'_>, seal: &Seal, text: &str) -> Result<Known, MembershipError> {
    let known = |member_id, by| Ok(Known { member_id, by });
    if let Some(member) = identity::find_by_phone(tx, seal, text)? {
        return known(member, KnownBy::Phone);
    }
    if let Some(member) = identity::find_by_member_no(tx, text)? {
        return known(member, KnownBy::MemberNo);
    }
    if let Some(member) = identity::find_by_card(tx, text)? {
        return known(member, KnownBy::Card);
    }
    let tags = identity::find_by_external(tx, IdentityKind::NfcTag, &[text.to_owned()])?;
    match tags.into_values().next() {
        Some(member) => known(member, KnownBy::NfcTag),
        None => Err(CodeError::Unknown.into()),
    }
}

/// Forgets every code of a member who is erased.
pub(crate) fn erase(tx: &mut Tx<'_>, member: MemberId) -> Result<(), DbError> {
    store::forget_all(tx, member)
}

/// Forgets codes that are over; answers how many.
pub(crate) fn purge(tx: &mut Tx<'_>, now: Timestamp) -> Result<u64, DbError> {
    store::purge(tx, now)
}
