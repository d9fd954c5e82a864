//! 会员码: what a member's phone shows each minute, and how a till without a network checks it.
//!
//! The server certifies the key of a phone for a day; the phone signs the minute with it. A till
//! holds the server's public keys and nothing else: no list of members, no secret. Signatures are
//! Ed25519 (RFC 8032), checked strictly. Nothing here knows a clock, a network or a database.
//!
//! The code is `HT1:` and 176 bytes in base 32 (RFC 4648, capitals, no padding), numbers
//! big-endian:
//!
//! | bytes | what |
//! |---|---|
//! | 0 | 1, the version |
//! | 1–2 | number of the server's key |
//! | 3–7 | member number |
//! | 8–11 | minute since 1970 at which the certificate ends |
//! | 12–43 | the phone's public key |
//! | 44–107 | the server's signature over `huitong certificate 1`, a zero byte, bytes 0–43 |
//! | 108–111 | minute since 1970 at which the code was made |
//! | 112–175 | the phone's signature over `huitong member code 1`, a zero byte, bytes 0–111 |
//!
//! All letters are of QR's alphanumeric mode, where the 286 of them take 197 bytes. It begins with
//! a letter, and every payment code is digits only, so no scanner takes one for the other.

mod seen;

pub use seen::Seen;

use data_encoding::BASE32_NOPAD;
use ed25519_dalek::{Signature, Signer, SigningKey, VerifyingKey};

/// How a code begins.
pub const PREFIX: &str = "HT1:";
/// How many minutes a code is good before and after its own, for clocks differ.
pub const TOLERANCE_MINUTES: u32 = 2;
/// How many minutes a certificate is good.
pub const CERTIFICATE_MINUTES: u32 = 24 * 60;
/// Bytes of a certificate.
pub const CERTIFICATE_BYTES: usize = 108;
/// The largest member number: ten digits.
pub const MEMBER_NO_MAX: u64 = 9_999_999_999;

const VERSION: u8 = 1;
const CODE_BYTES: usize = 176;
const CERTIFICATE_MARK: &[u8] = b"huitong certificate 1\0";
const CODE_MARK: &[u8] = b"huitong member code 1\0";
const MILLIS_PER_MINUTE: i64 = 60_000;

/// A public key of the server, as a till holds it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TrustedKey {
    /// Its number, which each code names.
    pub no: u16,
    /// 32 bytes of Ed25519.
    pub public: [u8; 32],
}

/// What the server certifies.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Claim {
    /// Whose phone: at most [`MEMBER_NO_MAX`].
    pub member_no: u64,
    /// The phone's public key.
    pub phone_key: [u8; 32],
    /// Minute since 1970 from which on it is good for nothing.
    pub ends: u32,
}

/// A code that is genuine and of now.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Shown {
    /// Who showed it.
    pub member_no: u64,
    /// In which minute since 1970 it was made.
    pub minute: u32,
    /// Its phone's signature, by which a code is told from another.
    pub signature: [u8; 64],
}

/// Why a code is not taken, in the order in which it is looked at.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    /// It does not begin like one of ours.
    #[error("this is no member code")]
    NotOurs,
    /// It begins like one and goes on otherwise.
    #[error("the member code cannot be read")]
    Malformed,
    /// The till does not hold the server's key that it names.
    #[error("the member code was certified with key {0}, which is not known here")]
    UnknownKey(u16),
    /// A signature is wrong.
    #[error("the member code is forged or damaged")]
    Forged,
    /// The phone's certificate is over.
    #[error("the phone has not been online for a day")]
    CertificateOver,
    /// It is older than two minutes.
    #[error("the member code is {minutes} minutes old")]
    Old {
        /// How old.
        minutes: u32,
    },
    /// It is of a minute that has not come yet.
    #[error("the member code is {minutes} minutes ahead of this clock")]
    Early {
        /// How far ahead.
        minutes: u32,
    },
    /// This very code was shown here before.
    #[error("the member code was used before")]
    Replayed,
}

/// What the server is asked to certify, and cannot.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Uncertifiable {
    /// 32 bytes that are no key, or one that signs everything.
    #[error("these bytes are no Ed25519 public key that can be trusted")]
    Key,
    /// More than ten digits.
    #[error("a member number has at most ten digits")]
    MemberNo,
}

/// The minute since 1970 of a moment in milliseconds; 0 for moments before and beyond.
pub fn minute_of(millis: i64) -> u32 {
    u32::try_from(millis.div_euclid(MILLIS_PER_MINUTE)).unwrap_or(0)
}

/// The public half of a secret key.
pub fn public_key(secret: &[u8; 32]) -> [u8; 32] {
    SigningKey::from_bytes(secret).verifying_key().to_bytes()
}

/// Certifies a phone's key with the server's key number `key_no`.
pub fn certify(
    server_secret: &[u8; 32],
    key_no: u16,
    claim: &Claim,
) -> Result<[u8; CERTIFICATE_BYTES], Uncertifiable> {
    if claim.member_no > MEMBER_NO_MAX {
        return Err(Uncertifiable::MemberNo);
    }
    let key = VerifyingKey::from_bytes(&claim.phone_key).map_err(|_| Uncertifiable::Key)?;
    if key.is_weak() {
        return Err(Uncertifiable::Key);
    }
    let mut bytes = [0; CERTIFICATE_BYTES];
    bytes[0] = VERSION;
    bytes[1..3].copy_from_slice(&key_no.to_be_bytes());
    bytes[3..8].copy_from_slice(&claim.member_no.to_be_bytes()[3..]);
    bytes[8..12].copy_from_slice(&claim.ends.to_be_bytes());
    bytes[12..44].copy_from_slice(&claim.phone_key);
    let signature = sign_marked(server_secret, CERTIFICATE_MARK, &bytes[..44]);
    bytes[44..].copy_from_slice(&signature);
    Ok(bytes)
}

/// Makes the code of a minute; what the phone does.
pub fn make(phone_secret: &[u8; 32], certificate: &[u8; CERTIFICATE_BYTES], minute: u32) -> String {
    let mut bytes = [0; CODE_BYTES];
    bytes[..108].copy_from_slice(certificate);
    bytes[108..112].copy_from_slice(&minute.to_be_bytes());
    let signature = sign_marked(phone_secret, CODE_MARK, &bytes[..112]);
    bytes[112..].copy_from_slice(&signature);
    format!("{PREFIX}{}", BASE32_NOPAD.encode(&bytes))
}

/// Checks a code as it was scanned, at a moment in milliseconds since 1970. Whether it was shown
/// before is for [`Seen`] to say.
pub fn check(text: &str, keys: &[TrustedKey], now_millis: i64) -> Result<Shown, Refusal> {
    let bytes = read(text)?;
    let key_no = u16::from_be_bytes([bytes[1], bytes[2]]);
    let server = keys
        .iter()
        .find(|key| key.no == key_no)
        .ok_or(Refusal::UnknownKey(key_no))?;
    verify_marked(
        &server.public,
        CERTIFICATE_MARK,
        &bytes[..44],
        &bytes[44..108],
    )?;
    verify_marked(&bytes[12..44], CODE_MARK, &bytes[..112], &bytes[112..])?;

    let (ends, minute) = (u32_at(&bytes, 8), u32_at(&bytes, 108));
    let now = minute_of(now_millis);
    if now >= ends || minute >= ends {
        return Err(Refusal::CertificateOver);
    }
    if now.saturating_sub(minute) > TOLERANCE_MINUTES {
        return Err(Refusal::Old {
            minutes: now - minute,
        });
    }
    if minute.saturating_sub(now) > TOLERANCE_MINUTES {
        return Err(Refusal::Early {
            minutes: minute - now,
        });
    }
    let mut number = [0; 8];
    number[3..].copy_from_slice(&bytes[3..8]);
    let mut signature = [0; 64];
    signature.copy_from_slice(&bytes[112..]);
    Ok(Shown {
        member_no: u64::from_be_bytes(number),
        minute,
        signature,
    })
}

fn read(text: &str) -> Result<[u8; CODE_BYTES], Refusal> {
    let rest = text.strip_prefix(PREFIX).ok_or(Refusal::NotOurs)?;
    // Another spelling of the same bytes, such as small letters, is no code: what was seen before
    // must be seen again.
    let bytes = BASE32_NOPAD
        .decode(rest.as_bytes())
        .map_err(|_| Refusal::Malformed)?;
    let bytes: [u8; CODE_BYTES] = bytes.try_into().map_err(|_| Refusal::Malformed)?;
    match bytes[0] == VERSION {
        true => Ok(bytes),
        false => Err(Refusal::Malformed),
    }
}

fn u32_at(bytes: &[u8; CODE_BYTES], at: usize) -> u32 {
    u32::from_be_bytes([bytes[at], bytes[at + 1], bytes[at + 2], bytes[at + 3]])
}

fn marked(mark: &[u8], bytes: &[u8]) -> Vec<u8> {
    [mark, bytes].concat()
}

fn sign_marked(secret: &[u8; 32], mark: &[u8], bytes: &[u8]) -> [u8; 64] {
    SigningKey::from_bytes(secret)
        .sign(&marked(mark, bytes))
        .to_bytes()
}

fn verify_marked(key: &[u8], mark: &[u8], bytes: &[u8], signature: &[u8]) -> Result<(), Refusal> {
    let key: &[u8; 32] = key.try_into().map_err(|_| Refusal::Malformed)?;
    let key = VerifyingKey::from_bytes(key).map_err(|_| Refusal::Forged)?;
    let signature = Signature::from_slice(signature).map_err(|_| Refusal::Malformed)?;
    key.verify_strict(&marked(mark, bytes), &signature)
        .map_err(|_| Refusal::Forged)
}
