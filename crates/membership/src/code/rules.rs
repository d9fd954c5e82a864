//! What a scanned text is, and what a short code looks like. Pure.

use data_encoding::HEXLOWER;
use kernel::text_enum;
use membercode::PREFIX;

text_enum! {
    /// By what a member was known.
    pub enum KnownBy {
        /// The signed code on the member's phone; proves that the phone is here.
        SignedCode = "signed_code",
        /// The short code on the member's phone; proves that the phone is here.
        ShortCode = "short_code",
        /// 手机号, typed.
        Phone = "phone",
        /// 会员号, typed or scanned.
        MemberNo = "member_no",
        /// 会员卡
        Card = "card",
        /// NFC tag
        NfcTag = "nfc_tag",
    }
}

impl KnownBy {
    /// Whether it shows that the member is here, and not only that somebody knows a number.
    pub const fn is_presence(self) -> bool {
        matches!(self, KnownBy::SignedCode | KnownBy::ShortCode)
    }
}

/// How many short codes there are: twelve digits after `99`.
pub const SHORT_CODES: u64 = 1_000_000_000_000;

/// `99`, so that no scheme of payment codes begins like it (WeChat 10 to 15, Alipay 25 to 30,
/// UnionPay 62, e-CNY 01), and fourteen digits, so that it is no goods' barcode (8, 12 or 13), no
/// weighed one (18), no phone and no member number.
pub const SHORT_PREFIX: &str = "99";
const SHORT_LENGTH: usize = 14;

/// The short code that a number stands for.
pub fn short_code(number: u64) -> String {
    format!("{SHORT_PREFIX}{:012}", number % SHORT_CODES)
}

/// What was scanned.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Scan<'a> {
    /// A code that a phone signed.
    Signed(&'a str),
    /// A code from the server.
    Short(&'a str),
    /// A number that lasts, or nothing of ours.
    Other(&'a str),
}

/// Reads what a scanner or a keyboard gives.
pub fn read(text: &str) -> Scan<'_> {
    let text = text.trim();
    let is_digits = text.bytes().all(|byte| byte.is_ascii_digit());
    if text.starts_with(PREFIX) {
        Scan::Signed(text)
    } else if is_digits && text.len() == SHORT_LENGTH && text.starts_with(SHORT_PREFIX) {
        Scan::Short(text)
    } else {
        Scan::Other(text)
    }
}

/// Under which a signed code that was used is kept: its signature, which no other code has.
pub fn mark_of(signature: &[u8; 64]) -> String {
    format!("{PREFIX}{}", HEXLOWER.encode(&signature[..24]))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_short_code_is_taken_for_nothing_else() {
        for number in [0, 1, 999_999_999_999] {
            let code = short_code(number);
            assert_eq!(read(&code), Scan::Short(&code));
            assert_eq!(code.len(), 14);
        }
    }

    #[test]
    fn what_is_scanned_is_told_apart() {
        let cases = [
            ("HT1:ABC", Scan::Signed("HT1:ABC")),
            (" 99000000000001\r", Scan::Short("99000000000001")),
            ("9900000000001", Scan::Other("9900000000001")),
            ("99a00000000001", Scan::Other("99a00000000001")),
            ("13800001234", Scan::Other("13800001234")),
            ("134567890123456789", Scan::Other("134567890123456789")),
            ("", Scan::Other("")),
        ];
        for (text, wanted) in cases {
            assert_eq!(read(text), wanted, "{text}");
        }
    }
}
