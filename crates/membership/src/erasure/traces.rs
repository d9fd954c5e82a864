//! What named a person, for finding copies of it after the person was forgotten.

use crate::change::{self, KeptChange};
use crate::identity::{self, IdentityKind, Phone};
use crate::profile::{self, seal_context};
use crate::request::RequestId;
use crate::{MembershipError, guardian};
use kernel::MemberId;
use platform::db::{DbError, Tx};
use platform::seal::Seal;
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

/// What named a person, under whatever id and at whatever time. Lives in memory, and sealed in the
/// row of the request for as long as copies are looked for.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Traces {
    /// Every id of the person, the current one first.
    pub members: Vec<MemberId>,
    /// Phone numbers in E.164, the person's and the guardian's; none that another member has now.
    phones: BTreeSet<String>,
    /// Names, numbers and keys as they were written. A name of one character is not among them: it
    /// would be found everywhere.
    words: BTreeSet<String>,
}

impl std::fmt::Debug for Traces {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Traces")
            .field("members", &self.members)
            .finish_non_exhaustive()
    }
}

impl Traces {
    /// Whether a text names the person: by a name, a number or a key, or by a phone number, in
    /// whatever width and case and however it is spaced or masked.
    pub fn are_in(&self, text: &str) -> bool {
        let plain = plain(text);
        let bare = bare(&plain);
        let is_word_in = |word: &String| match word.is_ascii() {
            // Two letters are in every other word; a name is one by itself.
            true => has_word(&plain, word),
            false => bare.contains(&self::bare(word)),
        };
        let mut numbers = self.phones().flat_map(|phone| written(&phone));
        self.words
            .iter()
            .map(|word| self::plain(word))
            .any(|word| is_word_in(&word))
            || numbers.any(|number| bare.contains(&number))
    }

    /// The phone numbers.
    pub fn phones(&self) -> impl Iterator<Item = Phone> {
        self.phones.iter().filter_map(|phone| Phone::read(phone))
    }

    fn add_phone(&mut self, phone: &Phone) {
        self.phones.insert(phone.e164().to_owned());
    }

    fn add_name(&mut self, name: &str) {
        if name.chars().count() > 1 {
            self.words.insert(name.to_owned());
        }
    }

    fn add_change(&mut self, seal: &Seal, member: MemberId, kept: &KeptChange) -> Vec<Phone> {
        if kept.field == "name" {
            for name in [&kept.before, &kept.after].into_iter().flatten() {
                self.add_name(name);
            }
        }
        let sealed = [&kept.before_sealed, &kept.after_sealed];
        let phone = |sealed: &Vec<u8>| {
            let text = seal.open(sealed, &seal_context(member)).ok()?;
            Phone::read(&text)
        };
        sealed.into_iter().flatten().filter_map(phone).collect()
    }
}

/// How a number is written: as at home, and as the product shows it.
fn written(phone: &Phone) -> [String; 2] {
    let number = phone.e164();
    let home = number.strip_prefix("+86").unwrap_or(number);
    [
        home.trim_start_matches('+').to_owned(),
        bare(&phone.masked()),
    ]
}

/// A text in one width and case.
fn plain(text: &str) -> String {
    let narrow = |one: char| match one {
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(u32::from(one) - 0xfee0).unwrap_or(one),
        other => other,
    };
    text.chars()
        .map(narrow)
        .flat_map(char::to_lowercase)
        .collect()
}

/// A text without spaces and the marks that numbers are grouped by.
fn bare(text: &str) -> String {
    let is_kept = |one: &char| !one.is_whitespace() && !matches!(one, '-' | '(' | ')' | '.' | '·');
    text.chars().filter(is_kept).collect()
}

/// Whether a word stands in a text by itself.
fn has_word(text: &str, word: &str) -> bool {
    let is_letter = |one: Option<char>| one.is_some_and(|one| one.is_ascii_alphanumeric());
    text.match_indices(word).any(|(at, _)| {
        let before = text[..at].chars().next_back();
        let after = text[at + word.len()..].chars().next();
        !is_letter(before) && !is_letter(after)
    })
}

/// Gathers what names a person, before it is forgotten.
pub(super) fn gather(
    tx: &mut Tx<'_>,
    seal: &Seal,
    ids: &[MemberId],
) -> Result<Traces, MembershipError> {
    let mut traces = Traces {
        members: ids.to_vec(),
        phones: BTreeSet::new(),
        words: BTreeSet::new(),
    };
    let mut phones = Vec::new();
    for member in profile::store::load(tx, ids.iter().copied())? {
        phones.extend(member.phone(seal));
        traces.add_name(&member.name);
    }
    // The current id comes first, and knows what the others are found by.
    if let Some(current) = ids.first() {
        for identity in identity::list(tx, *current)? {
            // Of a phone number the table holds a hash, which no other place has.
            if identity.kind != IdentityKind::Phone {
                traces.words.insert(identity.value);
            }
        }
    }
    for id in ids {
        if let Some((name, phone, _)) = guardian::reveal(tx, seal, *id)? {
            traces.add_name(&name);
            phones.extend(phone);
        }
        for kept in change::all_of(tx, *id)? {
            phones.extend(traces.add_change(seal, *id, &kept));
        }
    }
    for phone in phones {
        // A number that somebody else has now is the other's, and so is what was sent to it.
        match identity::find_by_phone(tx, seal, phone.e164())? {
            Some(other) if !ids.contains(&other) => {}
            _ => traces.add_phone(&phone),
        }
    }
    Ok(traces)
}

/// Seals what named a person, for the row of a request.
pub(super) fn sealed(seal: &Seal, id: RequestId, traces: &Traces) -> Result<Vec<u8>, DbError> {
    let text = serde_json::to_string(traces).map_err(|error| DbError::Bug(error.to_string()))?;
    Ok(seal.close(&text, &context(id)))
}

/// Opens what [`sealed`] has sealed.
pub(super) fn opened(seal: &Seal, id: RequestId, sealed: &[u8]) -> Result<Traces, MembershipError> {
    let text = seal.open(sealed, &context(id))?;
    let traces = serde_json::from_str(&text).map_err(|error| DbError::Bug(error.to_string()))?;
    Ok(traces)
}

fn context(id: RequestId) -> String {
    format!("privacy_request.traces/{id}")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of_li_na() -> Traces {
        let mut traces = Traces {
            members: vec![MemberId(7)],
            phones: BTreeSet::new(),
            words: BTreeSet::from(["VIP-0001".to_owned(), "oX7_aB-9".to_owned()]),
        };
        traces.add_phone(&Phone::read("13800001234").expect("a number"));
        traces.add_name("李娜");
        traces.add_name("李");
        traces.add_name("Li");
        traces
    }

    #[test]
    fn a_text_names_somebody_in_many_ways() {
        let traces = of_li_na();
        let cases = [
            ("李娜来过", true),
            ("李 娜来过", true),
            ("李来过", false),
            ("138 0000-1234", true),
            ("１３８００００１２３４", true),
            ("+8613800001234", true),
            ("138****1234", true),
            ("1380000123", false),
            ("card vip-0001", true),
            ("openid=oX7_aB-9", true),
            ("{\"external_id\":\"oX7_aB-9\"}", true),
            ("{\"name\":\"Li\"}", true),
            ("{\"lines\":[],\"limit\":1}", false),
            ("mem_0000000000007", false),
        ];
        for (text, wanted) in cases {
            assert_eq!(traces.are_in(text), wanted, "{text}");
        }
        assert!(!format!("{traces:?}").contains("138"));
    }

    #[test]
    fn traces_are_read_again_by_their_own_request_only() {
        let (seal, traces) = (Seal::ephemeral(), of_li_na());
        let bytes = sealed(&seal, RequestId(1), &traces).expect("sealed");
        assert!(!bytes.windows(6).any(|part| part == "李娜".as_bytes()));
        assert_eq!(opened(&seal, RequestId(1), &bytes).expect("opened"), traces);
        assert!(opened(&seal, RequestId(2), &bytes).is_err());
    }
}
