//! What a till signs, and which PINs are too simple. Pure.

use crate::AccessError;
use data_encoding::BASE64URL_NOPAD;
use ed25519_dalek::{Signature, VerifyingKey};
use kernel::{Invalid, TillId, Timestamp};

/// How far a till's clock may be behind.
const BEHIND_MILLIS_MAX: i64 = 5 * 60_000;
/// How far it may be ahead. That is also how long a till waits at most whose clock was ahead and is
/// set right, for each signature must be later than the one before.
const AHEAD_MILLIS_MAX: i64 = 30_000;

/// The public key of a till, Ed25519 (RFC 8032).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PublicKey(pub [u8; 32]);

impl PublicKey {
    /// Reads a key in base64 for addresses, without padding. Weak ones, for which a signature
    /// fits several texts, are none.
    pub fn read(text: &str) -> Result<PublicKey, Invalid> {
        let wrong = || Invalid::one("/public_key", "value.wrong_format", []);
        let bytes = BASE64URL_NOPAD
            .decode(text.as_bytes())
            .map_err(|_| wrong())?;
        let bytes: [u8; 32] = bytes.try_into().map_err(|_| wrong())?;
        let key = VerifyingKey::from_bytes(&bytes).map_err(|_| wrong())?;
        if key.is_weak() {
            return Err(wrong());
        }
        Ok(PublicKey(bytes))
    }

    /// Whether the till has signed a text; the signature in base64 for addresses.
    pub fn has_signed(&self, text: &str, signature: &str) -> bool {
        let read = || {
            let bytes = BASE64URL_NOPAD.decode(signature.as_bytes()).ok()?;
            let signature = Signature::from_slice(&bytes).ok()?;
            let key = VerifyingKey::from_bytes(&self.0).ok()?;
            key.verify_strict(text.as_bytes(), &signature).ok()
        };
        read().is_some()
    }
}

/// What a till signs to log somebody in: what it is for, which till, who, when (RFC 3339 in UTC),
/// each on a line of its own.
pub fn log_in_text(till_id: TillId, login: &str, at: Timestamp) -> String {
    format!("huitong till log-in\n{till_id}\n{login}\n{at}")
}

/// Refuses a moment that is far from now.
pub fn check_moment(at: Timestamp, now: Timestamp) -> Result<(), AccessError> {
    let earliest = now.plus_millis(-BEHIND_MILLIS_MAX);
    let latest = now.plus_millis(AHEAD_MILLIS_MAX);
    if (earliest..=latest).contains(&at) {
        Ok(())
    } else {
        Err(AccessError::TillSignatureStale { now })
    }
}

/// Says what is wrong with a new PIN: it has four to six digits and is none that people take first.
pub fn check_pin(pin: &str) -> Result<(), Invalid> {
    let is_pin = (4..=6).contains(&pin.len()) && pin.bytes().all(|c| c.is_ascii_digit());
    if !is_pin {
        return Err(Invalid::one(
            "/pin",
            "value.wrong_format",
            [("example", "7305".into())],
        ));
    }
    if is_simple(pin.as_bytes()) {
        return Err(Invalid::one("/pin", "pin.too_simple", []));
    }
    Ok(())
}

/// Favourites that follow no rule: the middle row of the keys, lucky and loving numbers.
const FAVOURITES: &[&str] = &[
    "2580", "0852", "1314", "5201", "5200", "1688", "5188", "0007", "520131",
];

fn is_simple(digits: &[u8]) -> bool {
    let steps: Vec<i16> = digits
        .windows(2)
        .map(|pair| i16::from(pair[1]) - i16::from(pair[0]))
        .collect();
    let is_run = steps.iter().all(|step| *step == steps[0]) && steps[0].abs() <= 1;
    let is_repeated = (1..=3)
        .filter(|part| digits.len().is_multiple_of(*part) && *part < digits.len())
        .any(|part| digits.chunks(part).all(|chunk| chunk == &digits[..part]));
    let few = digits
        .iter()
        .collect::<std::collections::BTreeSet<_>>()
        .len()
        < 3;
    let text = std::str::from_utf8(digits).unwrap_or_default();
    let is_year = digits.len() == 4 && ("1940".."2035").contains(&text);
    is_run || is_repeated || few || is_year || FAVOURITES.contains(&text)
}

#[cfg(test)]
mod tests {
    use super::*;
    use ed25519_dalek::{Signer, SigningKey};

    #[test]
    fn a_signature_is_of_one_till_one_person_and_one_moment() {
        let signer = SigningKey::from_bytes(&[7; 32]);
        let key = PublicKey(signer.verifying_key().to_bytes());
        let text = log_in_text(TillId(1), "li", Timestamp(1_000));
        let signature = BASE64URL_NOPAD.encode(&signer.sign(text.as_bytes()).to_bytes());
        assert!(key.has_signed(&text, &signature));
        for other in [
            log_in_text(TillId(2), "li", Timestamp(1_000)),
            log_in_text(TillId(1), "wang", Timestamp(1_000)),
            log_in_text(TillId(1), "li", Timestamp(1_001)),
        ] {
            assert!(!key.has_signed(&other, &signature), "{other}");
        }
        assert!(!key.has_signed(&text, ""));
        let stranger = PublicKey(SigningKey::from_bytes(&[8; 32]).verifying_key().to_bytes());
        assert!(!stranger.has_signed(&text, &signature));
    }

    #[test]
    fn keys_that_are_none_are_refused() {
        for wrong in ["", "AAAA", &BASE64URL_NOPAD.encode(&[0; 32]), "会员"] {
            assert!(PublicKey::read(wrong).is_err(), "{wrong}");
        }
    }

    #[test]
    fn a_tills_clock_may_be_a_little_off() {
        let now = Timestamp(10_000_000);
        let check = |millis: i64| check_moment(now.plus_millis(millis), now).is_ok();
        assert_eq!(
            [-300_001, -300_000, 0, 30_000, 30_001].map(check),
            [false, true, true, true, false]
        );
        // Moments of no clock at all are no trouble either.
        assert!(check_moment(Timestamp(i64::MIN), now).is_err());
        assert!(check_moment(Timestamp(i64::MAX), now).is_err());
    }

    #[test]
    fn pins_are_short_and_not_the_first_that_one_tries() {
        let code = |pin: &str| check_pin(pin).err().map(|wrong| wrong.0[0].code);
        for pin in ["123", "1234567", "12a4", "", "１２３４"] {
            assert_eq!(code(pin), Some("value.wrong_format"), "{pin}");
        }
        for pin in [
            "0000", "1234", "4321", "987654", "1212", "123123", "112233", "1122", "1990", "2024",
            "2580", "1314", "8888", "888866",
        ] {
            let expected = (pin != "112233").then_some("pin.too_simple");
            assert_eq!(code(pin), expected, "{pin}");
        }
        for pin in ["7305", "82146", "906217"] {
            assert_eq!(code(pin), None, "{pin}");
        }
    }
}
