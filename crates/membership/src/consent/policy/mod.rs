//! 隐私政策: the texts that people agree to, each in every version that was ever shown.
//!
//! A published text never changes; a new wording is a new version. The hash over both languages
//! goes into each consent, so that a consent proves what was read.

mod store;

use super::Purpose;
use crate::{MembershipError, PersonError};
use access::audit;
use kernel::{Act, By, Invalid, Timestamp};
use platform::db::{DbError, Tx};
use platform::row;
use serde_json::json;
use sha2::{Digest, Sha256};

row! {
    #[doc(alias = "隐私政策")]
    /// A text that people agree to.
    pub struct PolicyText {
        /// What for.
        pub purpose: Purpose,
        /// Which version; the first is 1.
        pub version: i64,
        /// In Chinese.
        pub zh: String,
        /// In English.
        pub en: String,
        /// SHA-256 over the Chinese text, a zero byte and the English text.
        pub hash: Vec<u8>,
        /// Since when it is shown.
        pub published_at: Timestamp,
        /// By whom it was published.
        pub published_by: By,
    }
}

/// The longest text, in characters.
pub const TEXT_MAX: usize = 20_000;

/// Publishes the next version of what people are asked to agree to.
pub fn publish_policy(
    tx: &mut Tx<'_>,
    act: &Act,
    purpose: Purpose,
    zh: &str,
    en: &str,
) -> Result<PolicyText, MembershipError> {
    let mut wrong = Invalid::new();
    check(&mut wrong, "/zh", zh);
    check(&mut wrong, "/en", en);
    wrong.check()?;
    let version = latest(tx, purpose)?.map_or(1, |text| text.version + 1);
    let text = PolicyText {
        purpose,
        version,
        zh: zh.trim().to_owned(),
        en: en.trim().to_owned(),
        hash: hash(zh.trim(), en.trim()),
        published_at: act.now,
        published_by: act.by,
    };
    if store::insert(tx, &text)? == 0 {
        return Err(PersonError::PolicyRaced.into());
    }
    let details = json!({ "version": version });
    audit::record(tx, act, "policy.publish", purpose.as_str(), &details)?;
    Ok(text)
}

/// All texts of a purpose or of all, the newest version of each purpose first.
pub fn list_policies(
    tx: &mut Tx<'_>,
    purpose: Option<Purpose>,
) -> Result<Vec<PolicyText>, DbError> {
    store::list(tx, purpose)
}

/// A version of a text.
pub fn find_policy(
    tx: &mut Tx<'_>,
    purpose: Purpose,
    version: i64,
) -> Result<Option<PolicyText>, DbError> {
    store::find(tx, purpose, version)
}

/// The version that is in force.
pub(crate) fn latest(tx: &mut Tx<'_>, purpose: Purpose) -> Result<Option<PolicyText>, DbError> {
    store::latest(tx, purpose)
}

/// Texts have lines, so a line feed is no bad character here.
fn check(wrong: &mut Invalid, pointer: &str, text: &str) {
    if text.trim().is_empty() {
        wrong.add(pointer, "text.empty", []);
    } else if text.chars().count() > TEXT_MAX {
        wrong.add(pointer, "text.too_long", [("max", TEXT_MAX.into())]);
    } else if text.chars().any(|one| one.is_control() && one != '\n') {
        wrong.add(pointer, "text.bad_character", []);
    }
}

fn hash(zh: &str, en: &str) -> Vec<u8> {
    let mut hash = Sha256::new();
    hash.update(zh.as_bytes());
    hash.update([0]);
    hash.update(en.as_bytes());
    hash.finalize().to_vec()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_hash_is_over_both_languages_and_keeps_them_apart() {
        // printf '甲\0a' | sha256sum
        let known = "21cc10b2ae6d835f8c3404990703e354e277b19fa22ea1ee481bc6472943c6a5";
        assert_eq!(data_encoding::HEXLOWER.encode(&hash("甲", "a")), known);
        assert_ne!(hash("甲", "a"), hash("甲a", ""));
        assert_ne!(hash("甲", "a"), hash("甲", "b"));
    }

    #[test]
    fn texts_have_lines_but_no_other_controls() {
        let code = |text: &str| {
            let mut wrong = Invalid::new();
            check(&mut wrong, "/zh", text);
            wrong.0.first().map(|one| one.code)
        };
        assert_eq!(code("一、\n二、"), None);
        assert_eq!(code("\n"), Some("text.empty"));
        assert_eq!(code("a\u{7}"), Some("text.bad_character"));
        assert_eq!(code(&"长".repeat(TEXT_MAX + 1)), Some("text.too_long"));
    }
}
