//! The keys behind the signed code: one that certifies, and those before it that are trusted until
//! what they certified is over.

use super::error::CodeError;
use super::store::{self, CodeKey};
use crate::MembershipError;
use crate::profile;
use access::audit;
use data_encoding::HEXLOWER;
use kernel::{Act, MemberId, Timestamp};
use membercode::{
    CERTIFICATE_BYTES, CERTIFICATE_MINUTES, Claim, TOLERANCE_MINUTES, TrustedKey, certify,
    minute_of, public_key,
};
use platform::db::{DbError, Tx};
use platform::seal::{Seal, SealError};
use serde_json::json;

/// A phone's key with the server's word for it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PhoneCertificate {
    /// What the phone puts into each code.
    pub bytes: [u8; CERTIFICATE_BYTES],
    /// 会员号 that it is about.
    pub member_no: String,
    /// From when on it is good for nothing.
    pub ends_at: Timestamp,
}

/// A key as tills are told of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PublicKey {
    /// Its number, 1 to 65535, which each code names.
    pub no: u16,
    /// 32 bytes of Ed25519.
    pub public: [u8; 32],
    /// Since when it certifies.
    pub created_at: Timestamp,
    /// Until when codes that it certified can be genuine; null for the one that certifies.
    pub trusted_until: Option<Timestamp>,
}

/// Certifies the key of a member's phone for a day.
pub fn certify_phone(
    tx: &mut Tx<'_>,
    seal: &Seal,
    now: Timestamp,
    member: MemberId,
    phone_key: &[u8; 32],
) -> Result<PhoneCertificate, MembershipError> {
    let member_no = profile::get(tx, member)?.member_no;
    let key = current(tx, seal, now)?;
    let ends = minute_of(now.0) + CERTIFICATE_MINUTES;
    let claim = Claim {
        // Ten digits, always.
        member_no: member_no.parse().unwrap_or(u64::MAX),
        phone_key: *phone_key,
        ends,
    };
    let secret = open(tx, seal, &key)?;
    let bytes = certify(&secret, key.no, &claim).map_err(CodeError::Uncertifiable)?;
    Ok(PhoneCertificate {
        bytes,
        member_no,
        ends_at: Timestamp(i64::from(ends) * 60_000),
    })
}

/// Retires the key that certifies and makes another; answers its number.
pub fn rotate_code_key(tx: &mut Tx<'_>, seal: &Seal, act: &Act) -> Result<u16, MembershipError> {
    let retired = store::retire_key(tx, act.now)?;
    if retired == 0 && store::last_key_no(tx)? > 0 {
        // Another rotation has just retired it, and its new key was not seen.
        return Err(tx.run_again().into());
    }
    let no = make(tx, seal, act.now)?.no;
    let subject = no.to_string();
    let details = json!({ "retired": retired });
    audit::record(tx, act, "code_key.rotate", &subject, &details)?;
    Ok(no)
}

/// The keys that a till must hold at this moment.
pub fn trusted_keys(
    tx: &mut Tx<'_>,
    seal: &Seal,
    now: Timestamp,
) -> Result<Vec<PublicKey>, MembershipError> {
    // A till that asks before the first phone does holds the right key from the start.
    current(tx, seal, now)?;
    let view = |key: CodeKey| PublicKey {
        no: key.no,
        public: key.public_key,
        created_at: key.created_at,
        trusted_until: key.retired_at.map(|at| at.plus_millis(TRUST_MILLIS)),
    };
    Ok(store::trusted_keys(tx, oldest(now))?
        .into_iter()
        .map(view)
        .collect())
}

/// The same, as the check wants them.
pub(super) fn trusted(tx: &mut Tx<'_>, now: Timestamp) -> Result<Vec<TrustedKey>, DbError> {
    let view = |key: CodeKey| TrustedKey {
        no: key.no,
        public: key.public_key,
    };
    Ok(store::trusted_keys(tx, oldest(now))?
        .into_iter()
        .map(view)
        .collect())
}

/// How long a retired key is trusted: a certificate's life and what clocks may differ.
const TRUST_MILLIS: i64 = (CERTIFICATE_MINUTES + TOLERANCE_MINUTES) as i64 * 60_000;

fn oldest(now: Timestamp) -> Timestamp {
    now.plus_millis(-TRUST_MILLIS)
}

fn current(tx: &mut Tx<'_>, seal: &Seal, now: Timestamp) -> Result<CodeKey, DbError> {
    match store::current_key(tx)? {
        Some(key) => Ok(key),
        None => make(tx, seal, now),
    }
}

fn make(tx: &mut Tx<'_>, seal: &Seal, now: Timestamp) -> Result<CodeKey, DbError> {
    let secret: [u8; 32] = rand::random();
    let no = store::last_key_no(tx)?.checked_add(1).ok_or_else(|| {
        // Rotated each day, that is in 179 years.
        DbError::Bug("no number is left for another code key".into())
    })?;
    let key = CodeKey {
        no,
        secret_sealed: seal.close(&HEXLOWER.encode(&secret), &context(tx, no)),
        public_key: public_key(&secret),
        created_at: now,
        retired_at: None,
    };
    match store::insert_key(tx, &key)? {
        true => Ok(key),
        // Somebody else made the key of this number just now.
        false => Err(tx.run_again()),
    }
}

fn open(tx: &Tx<'_>, seal: &Seal, key: &CodeKey) -> Result<[u8; 32], SealError> {
    let text = seal.open(&key.secret_sealed, &context(tx, key.no))?;
    let bytes = HEXLOWER
        .decode(text.as_bytes())
        .map_err(|_| SealError::Broken)?;
    bytes.try_into().map_err(|_| SealError::Broken)
}

fn context(tx: &Tx<'_>, no: u16) -> String {
    format!("code_key/{}/{no}", tx.brand())
}
