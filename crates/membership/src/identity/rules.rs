//! How phone numbers, cards and member numbers are read, written and masked.
//!
//! Guarantees: one number has one spelling, so that it is found however it was typed; a phone
//! number never shows itself by accident, not even in a debug print.

use kernel::text_enum;

text_enum! {
    /// What a member is found by.
    pub enum IdentityKind {
        /// 手机号; stored as a blind index, never in clear.
        Phone = "phone",
        /// 会员卡 number, printed or virtual.
        Card = "card",
        /// 会员号, made by us.
        MemberNo = "member_no",
        /// NFC tag: the number of its chip.
        NfcTag = "nfc_tag",
        /// The member's key in another system, such as the one that was imported from.
        External = "external",
    }
}

/// The longest card number.
pub const CARD_MAX: usize = 32;
/// The longest key of another system.
pub const EXTERNAL_MAX: usize = 64;

/// A phone number in its one spelling: E.164, such as `+8613800001234`.
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct Phone(String);

impl Phone {
    /// Reads a number as people type it: spaces, hyphens, brackets and full-width digits are
    /// fine; without `+` it is a mainland mobile number, with `+` any E.164 number.
    pub fn read(text: &str) -> Option<Phone> {
        let mut number = String::with_capacity(text.len());
        for letter in text.trim().chars() {
            match letter {
                '0'..='9' => number.push(letter),
                '０'..='９' => number.push(narrow_digit(letter)),
                '+' | '＋' if number.is_empty() => number.push('+'),
                ' ' | '-' | '(' | ')' | '\u{3000}' | '（' | '）' => {}
                _ => return None,
            }
        }
        if let Some(mainland) = mainland(&number) {
            return Some(Phone(format!("+86{mainland}")));
        }
        let abroad = number.strip_prefix('+')?;
        let fits = (8..=15).contains(&abroad.len())
            && !abroad.starts_with('0')
            && !abroad.starts_with("86");
        fits.then_some(Phone(number))
    }

    /// The number in E.164.
    pub fn e164(&self) -> &str {
        &self.0
    }

    /// Whether it is of the mainland, where a code by SMS reaches it.
    pub fn is_mainland(&self) -> bool {
        self.0.starts_with("+86")
    }

    /// The last four digits, which people say at the till.
    pub fn last_four(&self) -> &str {
        &self.0[self.0.len() - 4..]
    }

    /// As shown: `138****1234`, abroad `+14****0123`.
    pub fn masked(&self) -> String {
        let shown = self.0.strip_prefix("+86").unwrap_or(&self.0);
        format!("{}****{}", &shown[..3], self.last_four())
    }
}

impl std::fmt::Debug for Phone {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.masked())
    }
}

fn narrow_digit(wide: char) -> char {
    let value = u32::from(wide) - u32::from('０');
    char::from_digit(value, 10).unwrap_or('0')
}

/// The eleven digits of a mainland mobile number, with or without its country's prefix.
fn mainland(number: &str) -> Option<&str> {
    let bare = ["+86", "0086"]
        .iter()
        .find_map(|prefix| number.strip_prefix(prefix));
    let bare = bare.or_else(|| number.strip_prefix("86").filter(|rest| rest.len() == 11));
    let bare = bare.unwrap_or(number);
    let bytes = bare.as_bytes();
    let is_mobile = bytes.len() == 11
        && bytes[0] == b'1'
        && (b'3'..=b'9').contains(&bytes[1])
        && bytes.iter().all(u8::is_ascii_digit);
    is_mobile.then_some(bare)
}

/// A card number in its one spelling: 4 to 32 letters, digits and hyphens, letters upper case.
pub fn read_card(text: &str) -> Option<String> {
    let card = text.trim().to_ascii_uppercase();
    let fits = (4..=CARD_MAX).contains(&card.len())
        && card
            .bytes()
            .all(|byte| byte.is_ascii_alphanumeric() || byte == b'-');
    fits.then_some(card)
}

/// A key of another system: 1 to 64 characters, none of them a control character.
pub fn read_external(text: &str) -> Option<String> {
    let key = text.trim();
    let length = key.chars().count();
    let fits = (1..=EXTERNAL_MAX).contains(&length) && !key.chars().any(char::is_control);
    fits.then(|| key.to_owned())
}

/// The number of an NFC chip in its one spelling: 4, 7 or 10 bytes (ISO 14443-3) in capital hex,
/// however a reader separates them.
pub fn read_tag(text: &str) -> Option<String> {
    let tag: String = text
        .trim()
        .chars()
        .filter(|letter| !matches!(letter, ':' | '-' | ' '))
        .map(|letter| letter.to_ascii_uppercase())
        .collect();
    let fits = matches!(tag.len(), 8 | 14 | 20) && tag.bytes().all(|byte| byte.is_ascii_hexdigit());
    fits.then_some(tag)
}

/// A card number as shown: its last four characters, `****8821`.
pub fn mask_card(card: &str) -> String {
    let from = card.len().saturating_sub(4);
    format!("****{}", card.get(from..).unwrap_or_default())
}

/// The member number that is tried at the `attempt`-th time: nine digits drawn from the member's
/// id by a mixing function, and a check digit (Luhn) against slips of the hand.
///
/// Ten digits hold fewer numbers than there are ids, so two members may draw the same one; the
/// unique key on identities says so, and the next attempt draws another. No sequence is needed,
/// and numbers do not tell how many members there are.
pub fn member_no(id: i64, attempt: u32) -> String {
    let mixed = mix(id
        .cast_unsigned()
        .wrapping_add(u64::from(attempt).wrapping_mul(GOLDEN)));
    let digits = (100_000_000 + mixed % 900_000_000).to_string();
    let check = check_digit(&digits);
    format!("{digits}{check}")
}

/// Whether ten digits end in the right check digit.
pub fn is_member_no(text: &str) -> bool {
    let is_digits = text.len() == 10 && text.bytes().all(|byte| byte.is_ascii_digit());
    is_digits && text.ends_with(check_digit(&text[..9]))
}

const GOLDEN: u64 = 0x9e37_79b9_7f4a_7c15;

/// The finaliser of SplitMix64: every bit of the id moves every digit.
fn mix(raw: u64) -> u64 {
    let mut bits = raw.wrapping_add(GOLDEN);
    bits = (bits ^ (bits >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    bits = (bits ^ (bits >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    bits ^ (bits >> 31)
}

/// Luhn's check digit: it catches every wrong digit and nearly every swap of neighbours.
fn check_digit(digits: &str) -> char {
    let sum: u32 = digits
        .bytes()
        .rev()
        .enumerate()
        .map(|(place, byte)| {
            let digit = u32::from(byte - b'0');
            let doubled = digit * 2;
            match (place % 2, doubled > 9) {
                (0, true) => doubled - 9,
                (0, false) => doubled,
                _ => digit,
            }
        })
        .sum();
    char::from_digit((10 - sum % 10) % 10, 10).unwrap_or('0')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_phone_number_has_one_spelling() {
        let cases = [
            ("13800001234", Some("+8613800001234")),
            (" 138 0000 1234 ", Some("+8613800001234")),
            ("138-0000-1234", Some("+8613800001234")),
            ("+86 138 0000 1234", Some("+8613800001234")),
            ("（+86）13800001234", Some("+8613800001234")),
            ("0086 13800001234", Some("+8613800001234")),
            ("8613800001234", Some("+8613800001234")),
            ("１３８００００１２３４", Some("+8613800001234")),
            ("+1 (415) 555-0123", Some("+14155550123")),
            ("+852 5555 0123", Some("+85255550123")),
            ("12800001234", None),
            ("1380000123", None),
            ("138000012345", None),
            ("4155550123", None),
            ("+86 021 5555 0100", None),
            ("+0123456789", None),
            ("+1234567", None),
            ("+1234567890123456", None),
            ("138x0001234", None),
            ("1380000+1234", None),
            ("", None),
            ("+", None),
        ];
        for (typed, wanted) in cases {
            let read = Phone::read(typed);
            assert_eq!(read.as_ref().map(Phone::e164), wanted, "{typed}");
        }
    }

    #[test]
    fn a_phone_number_is_shown_masked() {
        let masked = |text| Phone::read(text).map(|phone| phone.masked());
        assert_eq!(masked("13800001234").as_deref(), Some("138****1234"));
        assert_eq!(masked("+14155550123").as_deref(), Some("+14****0123"));
        let phone = Phone::read("13800001234").expect("a number");
        assert_eq!(format!("{phone:?}"), "138****1234");
        assert_eq!(phone.last_four(), "1234");
    }

    #[test]
    fn cards_are_letters_digits_and_hyphens() {
        let cases = [
            ("6200 0001", None),
            ("62000001", Some("62000001")),
            (" vip-0001 ", Some("VIP-0001")),
            ("123", None),
            ("卡0001", None),
            ("", None),
        ];
        for (typed, wanted) in cases {
            assert_eq!(read_card(typed).as_deref(), wanted, "{typed}");
        }
        assert!(read_card(&"7".repeat(33)).is_none());
        assert_eq!(mask_card("VIP-8821"), "****8821");
        assert_eq!(mask_card("12"), "****12");
    }

    #[test]
    fn the_number_of_a_chip_has_one_spelling() {
        for (typed, wanted) in [
            ("04:a1:b2:c3:d4:e5:f6", Some("04A1B2C3D4E5F6")),
            ("04-A1-B2-C3", Some("04A1B2C3")),
            (" 04a1b2c3d4e5f6071829 ", Some("04A1B2C3D4E5F6071829")),
            ("04A1B2", None),
            ("04A1B2C3D4", None),
            ("04A1B2CX", None),
            ("", None),
        ] {
            assert_eq!(read_tag(typed).as_deref(), wanted, "{typed}");
        }
    }

    #[test]
    fn member_numbers_are_ten_digits_with_a_check_digit() {
        // Luhn's own example.
        assert_eq!(check_digit("7992739871"), '3');
        for id in [0, 1, 2, 99_999, i64::MAX] {
            let number = member_no(id, 0);
            assert!(is_member_no(&number), "{number}");
            assert_ne!(number, member_no(id, 1));
        }
        assert_eq!(member_no(42, 0), member_no(42, 0));
        assert!(!is_member_no("123456789"));
        assert!(!is_member_no("12345678a1"));
    }

    #[test]
    fn a_slip_of_the_hand_is_no_member_number() {
        let number = member_no(7, 0);
        for place in 0..10 {
            for digit in b'0'..=b'9' {
                let mut slip = number.clone().into_bytes();
                if slip[place] == digit {
                    continue;
                }
                slip[place] = digit;
                assert!(!is_member_no(&String::from_utf8(slip).expect("digits")));
            }
        }
    }
}
