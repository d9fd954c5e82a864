//! What named a person, for finding copies of it after the person was forgotten.

use crate::identity::{self, IdentityKind, Phone};
use crate::{guardian, profile};
use kernel::MemberId;
use platform::db::{DbError, Tx};
use platform::seal::Seal;
use std::collections::BTreeSet;

/// What named a person. Lives in memory only, for as long as copies are looked for.
#[derive(Clone, PartialEq, Eq)]
pub struct Traces {
    /// Every id of the person, the current one first.
    pub members: Vec<MemberId>,
    /// Phone numbers, the person's and the guardian's.
    pub phones: Vec<Phone>,
    /// Names, numbers and keys as they were written. A name of one character is not among them: it
    /// would be found everywhere.
    words: BTreeSet<String>,
    /// The digits of phone numbers, without the mainland's prefix.
    digits: BTreeSet<String>,
}

impl std::fmt::Debug for Traces {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Traces")
            .field("members", &self.members)
            .finish_non_exhaustive()
    }
}

impl Traces {
    /// Whether a text names the person: by an id, a name, a number or a key, or by a phone number
    /// however it is spaced.
    pub fn are_in(&self, text: &str) -> bool {
        let names = self.words.iter().any(|word| text.contains(word.as_str()));
        names || self.are_digits_in(text) || self.is_id_in(text)
    }

    /// Every text that must not be found anywhere any more.
    pub fn texts(&self) -> impl Iterator<Item = &str> {
        self.words.iter().chain(&self.digits).map(String::as_str)
    }

    fn is_id_in(&self, text: &str) -> bool {
        let mut ids = self.members.iter().map(MemberId::to_string);
        ids.any(|id| text.contains(&id))
    }

    fn are_digits_in(&self, text: &str) -> bool {
        let bare: String = text
            .chars()
            .filter(|one| !matches!(one, ' ' | '-' | '(' | ')' | '\u{3000}'))
            .collect();
        self.digits.iter().any(|digits| bare.contains(digits))
    }

    fn add_phone(&mut self, phone: Phone) {
        let number = phone.e164();
        let bare = number.strip_prefix("+86").unwrap_or(number);
        self.digits.insert(bare.trim_start_matches('+').to_owned());
        if !self.phones.contains(&phone) {
            self.phones.push(phone);
        }
    }

    fn add_name(&mut self, name: &str) {
        if name.chars().count() > 1 {
            self.words.insert(name.to_owned());
        }
    }
}

/// Gathers what names a person, before it is forgotten.
pub(super) fn gather(tx: &mut Tx<'_>, seal: &Seal, ids: &[MemberId]) -> Result<Traces, DbError> {
    let mut traces = Traces {
        members: ids.to_vec(),
        phones: Vec::new(),
        words: BTreeSet::new(),
        digits: BTreeSet::new(),
    };
    for member in profile::store::load(tx, ids.iter().copied())? {
        if let Some(phone) = member.phone(seal) {
            traces.add_phone(phone);
        }
        traces.add_name(&member.name);
    }
    for id in ids {
        for identity in identity::list(tx, *id)? {
            // Of a phone number the table holds a hash, which no other place has.
            if identity.kind != IdentityKind::Phone {
                traces.words.insert(identity.value);
            }
        }
        if let Some((name, phone, _)) = guardian::reveal(tx, seal, *id)? {
            traces.add_name(&name);
            if let Some(phone) = phone {
                traces.add_phone(phone);
            }
        }
    }
    Ok(traces)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_names_somebody_in_many_ways() {
        let mut traces = Traces {
            members: vec![MemberId(7)],
            phones: Vec::new(),
            words: BTreeSet::from(["VIP-0001".to_owned()]),
            digits: BTreeSet::new(),
        };
        traces.add_phone(Phone::read("13800001234").expect("a number"));
        traces.add_name("李娜");
        traces.add_name("李");
        let cases = [
            ("李娜来过", true),
            ("李来过", false),
            ("138 0000-1234", true),
            ("+8613800001234", true),
            ("1380000123", false),
            ("card VIP-0001", true),
            ("{\"id\":\"mem_0000000000007\"}", true),
            ("mem_0000000000008", false),
        ];
        for (text, wanted) in cases {
            assert_eq!(traces.are_in(text), wanted, "{text}");
        }
        assert!(!format!("{traces:?}").contains("138"));
    }
}
