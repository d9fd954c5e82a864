//! A phone number as providers want it.

use data_encoding::HEXLOWER;
use kernel::BrandId;
use platform::seal::Seal;

/// A phone number in E.164, such as `+8613800001234`; a debug print shows its end only.
#[derive(Clone, PartialEq, Eq)]
pub struct Phone(String);

impl Phone {
    /// Takes a number that is E.164 already: `+`, then 8 to 15 digits, the first not zero.
    pub fn of_e164(text: &str) -> Option<Phone> {
        let digits = text.strip_prefix('+')?;
        let fits = (8..=15).contains(&digits.len())
            && !digits.starts_with('0')
            && digits.bytes().all(|byte| byte.is_ascii_digit());
        fits.then(|| Phone(text.to_owned()))
    }

    /// The number, with `+`.
    pub fn e164(&self) -> &str {
        &self.0
    }

    /// The eleven digits of a mainland number, or country code and number of another.
    pub fn national(&self) -> &str {
        let abroad = &self.0[1..];
        abroad
            .strip_prefix("86")
            .filter(|mobile| mobile.len() == 11)
            .unwrap_or(abroad)
    }

    /// What providers write in reports: with or without country code, `+` or `00`.
    pub fn of_report(text: &str) -> Option<Phone> {
        let text = text.trim();
        let bare = text
            .strip_prefix('+')
            .or_else(|| text.strip_prefix("00"))
            .unwrap_or(text);
        let is_mainland = bare.len() == 11 && bare.starts_with('1') && !text.starts_with('+');
        let country = if is_mainland { "86" } else { "" };
        Phone::of_e164(&format!("+{country}{bare}"))
    }

    /// The last four digits, which stay readable.
    pub fn last_four(&self) -> &str {
        &self.0[self.0.len() - 4..]
    }

    /// 128 bits of a keyed hash, by which messages to one number are counted. The brand is in it,
    /// so that two brands' tables do not tell that they know the same number.
    pub fn index(&self, seal: &Seal, brand: BrandId) -> String {
        let hash = seal.blind_index("sms.phone", &format!("{brand}/{}", self.0));
        HEXLOWER.encode(&hash[..16])
    }
}

impl std::fmt::Debug for Phone {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "****{}", self.last_four())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_report_names_the_number_in_many_ways() {
        let cases = [
            ("13800001234", Some("+8613800001234")),
            ("8613800001234", Some("+8613800001234")),
            ("008613800001234", Some("+8613800001234")),
            ("+8613800001234", Some("+8613800001234")),
            ("85291234567", Some("+85291234567")),
            ("+14155550123", Some("+14155550123")),
            ("12345678901", Some("+8612345678901")),
            ("x", None),
            ("", None),
            ("0000", None),
        ];
        for (text, wanted) in cases {
            let read = Phone::of_report(text);
            assert_eq!(read.as_ref().map(Phone::e164), wanted, "{text}");
        }
    }

    #[test]
    fn a_number_is_told_to_a_provider_without_its_plus() {
        let national = |text: &str| Phone::of_e164(text).map(|one| one.national().to_owned());
        assert_eq!(national("+8613800001234").as_deref(), Some("13800001234"));
        assert_eq!(national("+85291234567").as_deref(), Some("85291234567"));
        assert_eq!(national("13800001234"), None);
    }

    #[test]
    fn a_number_does_not_show_itself() {
        let phone = Phone::of_e164("+8613800001234").expect("a number");
        assert_eq!(format!("{phone:?}"), "****1234");
    }
}
