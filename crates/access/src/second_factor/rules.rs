//! Codes of thirty seconds (TOTP, RFC 6238: SHA-1, six digits, as every authenticator app has it).
//! Pure. SHA-1 is safe here, for HMAC does not rest on its collisions.

use data_encoding::BASE32_NOPAD;
use kernel::Timestamp;
use totp_rs::{Builder, Secret, Totp};

/// What RFC 4226 recommends.
pub const SECRET_BYTES: usize = 20;

/// A secret as people type it and as it is sealed.
pub fn write_secret(secret: &[u8; SECRET_BYTES]) -> String {
    BASE32_NOPAD.encode(secret)
}

/// What an authenticator app reads from a QR code. `account` and `issuer` are put in percent.
pub fn address(secret: &str, issuer: &str, account: &str) -> String {
    let (issuer, account) = (percent(issuer), percent(account));
    format!("otpauth://totp/{issuer}:{account}?secret={secret}&issuer={issuer}")
}

/// The step of thirty seconds that a code is of, now or one step to either side.
pub fn step_of(secret: &str, code: &str, now: Timestamp) -> Option<i64> {
    let code: String = code.chars().filter(|c| !c.is_whitespace()).collect();
    let is_code = code.len() == 6 && code.bytes().all(|c| c.is_ascii_digit());
    let seconds = u64::try_from(now.0 / 1_000).ok()?;
    let step = totp(secret)?.check(&code, seconds).filter(|_| is_code)?;
    i64::try_from(step).ok()
}

fn totp(secret: &str) -> Option<Totp> {
    let secret: [u8; SECRET_BYTES] = BASE32_NOPAD
        .decode(secret.as_bytes())
        .ok()?
        .try_into()
        .ok()?;
    Builder::new()
        .with_secret(Secret::new_stack(secret))
        .build()
        .ok()
}

fn percent(text: &str) -> String {
    let letter = |byte: u8| match byte {
        b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' => {
            char::from(byte).to_string()
        }
        other => format!("%{other:02X}"),
    };
    text.bytes().map(letter).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// RFC 6238, appendix B: the secret "12345678901234567890", the last six of its eight digits.
    #[test]
    fn codes_are_those_of_the_rfc() {
        let secret = write_secret(b"12345678901234567890");
        for (seconds, code) in [
            (59, "287082"),
            (1_111_111_109, "081804"),
            (1_111_111_111, "050471"),
            (1_234_567_890, "005924"),
            (2_000_000_000, "279037"),
        ] {
            let now = Timestamp(seconds * 1_000);
            assert_eq!(step_of(&secret, code, now), Some(seconds / 30), "{seconds}");
        }
    }

    #[test]
    fn a_code_is_good_one_step_to_either_side() {
        let secret = write_secret(b"12345678901234567890");
        let at = |seconds: i64| step_of(&secret, "287 082", Timestamp(seconds * 1_000));
        let seen = [0, 29, 30, 59, 60, 89, 90].map(at);
        let good = Some(1);
        assert_eq!(seen, [good, good, good, good, good, good, None]);
    }

    #[test]
    fn what_is_no_code_is_none() {
        let secret = write_secret(&[7; SECRET_BYTES]);
        for wrong in ["", "12345", "1234567", "12345a", "１２３４５６"] {
            assert_eq!(
                step_of(&secret, wrong, Timestamp(1_000_000)),
                None,
                "{wrong}"
            );
        }
        assert_eq!(
            step_of("not a secret", "123456", Timestamp(1_000_000)),
            None
        );
    }

    #[test]
    fn the_address_is_for_authenticator_apps() {
        assert_eq!(
            address("ABC", "会通", "li ming"),
            "otpauth://totp/%E4%BC%9A%E9%80%9A:li%20ming?secret=ABC&issuer=%E4%BC%9A%E9%80%9A"
        );
    }
}
