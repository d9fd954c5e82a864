//! 券码: 26 letters of 130 random bits and a check letter.
//!
//! Nobody keeps a code. It follows from the coupon's number and the key file, so that it can be
//! shown again, and what the table holds is an index of it that says nothing. The alphabet is
//! Crockford's base 32, which leaves out I, L, O and U; the check letter is Luhn's, modulo 32: it
//! finds every single wrong letter and most exchanged neighbours.

use super::CouponId;
use data_encoding::{Encoding, Specification};
use platform::seal::Seal;
use std::sync::LazyLock;

const ALPHABET: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";
/// Letters before the check letter: 130 bits.
const LETTERS: usize = 26;
/// How many letters stand together where people read them.
const GROUP: usize = 9;

static BASE32: LazyLock<Encoding> = LazyLock::new(|| {
    let mut specification = Specification::new();
    specification
        .symbols
        .push_str(std::str::from_utf8(ALPHABET).unwrap_or_default());
    specification.encoding().expect("an alphabet of 32 letters")
});

/// The code of a coupon, 27 letters.
pub(crate) fn code_of(seal: &Seal, id: CouponId) -> String {
    let bits = seal.blind_index("coupon.code", &id.to_string());
    // 20 bytes are 32 letters without padding.
    let mut code = BASE32.encode(&bits[..20]);
    code.truncate(LETTERS);
    let check = check_letter(code.as_bytes()).unwrap_or('0');
    code.push(check);
    code
}

/// By what a code is found.
pub(crate) fn index_of(seal: &Seal, code: &str) -> i64 {
    let index = seal.blind_index("coupon.code_index", code);
    let mut first = [0; 8];
    first.copy_from_slice(&index[..8]);
    i64::from_be_bytes(first) & i64::MAX
}

/// A code as somebody typed or scanned it; nothing if it can be none.
pub(crate) fn read_code(text: &str) -> Option<String> {
    let mut code = String::with_capacity(LETTERS + 1);
    for letter in text.chars().filter(|letter| !matches!(letter, ' ' | '-')) {
        let letter = match letter.to_ascii_uppercase() {
            'O' => '0',
            'I' | 'L' => '1',
            letter => letter,
        };
        if !ALPHABET.contains(&u8::try_from(letter).ok()?) || code.len() > LETTERS {
            return None;
        }
        code.push(letter);
    }
    let (letters, check) = code.split_at_checked(LETTERS)?;
    let right = check_letter(letters.as_bytes())?;
    (check.len() == 1 && check.starts_with(right)).then_some(code)
}

/// A code as people read it, in three groups.
pub(crate) fn grouped(code: &str) -> String {
    let groups: Vec<&str> = (0..code.len())
        .step_by(GROUP)
        .filter_map(|from| code.get(from..(from + GROUP).min(code.len())))
        .collect();
    groups.join("-")
}

/// Luhn's algorithm modulo 32.
fn check_letter(letters: &[u8]) -> Option<char> {
    let mut sum = 0;
    for (place, letter) in letters.iter().rev().enumerate() {
        let value = ALPHABET.iter().position(|one| one == letter)?;
        let value = if place % 2 == 0 { value * 2 } else { value };
        sum += value / 32 + value % 32;
    }
    Some(char::from(ALPHABET[(32 - sum % 32) % 32]))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn a_code_is_read_however_it_is_typed_and_no_wrong_letter_passes(
            id in any::<i64>(), place in 0..27_usize, other in 0..32_usize,
        ) {
            let seal = Seal::ephemeral();
            let code = code_of(&seal, CouponId(id));
            prop_assert_eq!(code.len(), 27);
            let shown = grouped(&code).to_lowercase();
            prop_assert_eq!(shown.len(), 29);
            prop_assert_eq!(read_code(&shown), Some(code.clone()));
            prop_assert!(index_of(&seal, &code) >= 0);
            let mut wrong: Vec<u8> = code.bytes().collect();
            wrong[place] = ALPHABET[other];
            let wrong = String::from_utf8(wrong).expect("letters");
            prop_assert_eq!(read_code(&wrong).is_some(), wrong == code);
        }
    }

    #[test]
    fn what_is_no_code_is_not_read() {
        for text in [
            "",
            "6901234567892",
            "HT1:ABC",
            "ÄÖÜ",
            &"0".repeat(28),
            &"0".repeat(26),
        ] {
            assert_eq!(read_code(text), None, "{text}");
        }
        // All noughts have the check letter nought, and are somebody's code with 2^-130.
        assert!(read_code(&"0".repeat(27)).is_some());
    }
}
