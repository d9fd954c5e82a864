//! The headings that products in use write: data, and how a heading is looked up in them.

use super::{Fields, Subject};
use serde::Deserialize;
use std::collections::{BTreeMap, HashMap};
use std::sync::LazyLock;

/// The headings that are known, by subject and field.
#[derive(Deserialize)]
struct Written {
    products: Vec<Product>,
    passed_over: BTreeMap<String, Vec<String>>,
    #[serde(flatten)]
    subjects: BTreeMap<String, BTreeMap<String, Vec<String>>>,
}

/// A product that is known by some of its headings, and what it means by its numbers.
#[derive(Deserialize)]
pub(super) struct Product {
    headings: Vec<String>,
    /// Fields that it writes in a way of its own, and the fields that read that way.
    #[serde(default)]
    pub(super) fields: BTreeMap<String, String>,
    /// What its words mean, by field.
    pub(super) words: BTreeMap<String, BTreeMap<String, String>>,
}

/// The same, to look a heading up in.
pub(super) struct Aliases {
    /// The field of a heading, and how usual the heading is for it: the lower the better.
    pub(super) fields: HashMap<Subject, HashMap<String, (String, usize)>>,
    passed_over: HashMap<Subject, Vec<String>>,
    products: Vec<Product>,
}

/// All of them.
pub(super) static ALIASES: LazyLock<Aliases> = LazyLock::new(|| {
    let written: Written =
        serde_json::from_str(include_str!("aliases.json")).expect("the list of headings is JSON");
    let subject = |word: &str| word.parse::<Subject>().expect("a subject");
    let mut fields: HashMap<Subject, HashMap<String, (String, usize)>> = HashMap::new();
    for (word, of) in written.subjects {
        let known = fields.entry(subject(&word)).or_default();
        for (field, headings) in of {
            known
                .entry(plain(&field))
                .or_insert((field.clone(), headings.len()));
            for (place, heading) in headings.iter().enumerate() {
                known.insert(plain(heading), (field.clone(), place));
            }
        }
    }
    let plain_all = |headings: Vec<String>| headings.iter().map(|one| plain(one)).collect();
    Aliases {
        fields,
        products: written.products,
        passed_over: written
            .passed_over
            .into_iter()
            .map(|(word, headings)| (subject(&word), plain_all(headings)))
            .collect(),
    }
});

impl Aliases {
    /// The columns that mean something to a subject. Of several columns for one field the most
    /// usual heading has it, the others are passed over.
    pub(super) fn fields(&self, subject: Subject, plain: &[String]) -> Fields<'_> {
        let Some(known) = self.fields.get(&subject) else {
            return Fields::new();
        };
        let mut found: BTreeMap<&str, (usize, usize)> = BTreeMap::new();
        for (place, text) in plain.iter().enumerate() {
            if let Some((field, rank)) = known.get(text)
                && found
                    .get(field.as_str())
                    .is_none_or(|(best, _)| rank < best)
            {
                found.insert(field, (*rank, place));
            }
        }
        found
            .into_iter()
            .map(|(field, (_, place))| (field, place))
            .collect()
    }

    /// The products whose headings these are.
    pub(super) fn products(&self, heading: &[String]) -> impl Iterator<Item = &Product> {
        let has = |text: &String| heading.contains(&plain(text));
        let is = move |product: &&Product| product.headings.iter().all(has);
        self.products.iter().filter(is)
    }

    /// Whether a heading that balances could have says no more of a member than balances do:
    /// otherwise it is of members, whose balances come along.
    pub(super) fn fits(&self, subject: Subject, plain: &[String]) -> bool {
        if subject != Subject::Balances {
            return true;
        }
        let own = &self.fields[&Subject::Balances];
        let says_more = |text: &&String| {
            let of_members = self.fields[&Subject::Members].contains_key(*text);
            let passed = self.passed_over[&Subject::Members].contains(text);
            (of_members || passed) && !own.contains_key(*text)
        };
        plain.iter().find(says_more).is_none()
    }

    /// Whether a heading is known, taken or not.
    #[cfg(test)]
    pub(super) fn knows(&self, subject: Subject, text: &str) -> bool {
        let plain = plain(text);
        self.fields[&subject].contains_key(&plain) || self.passed_over[&subject].contains(&plain)
    }
}

/// What people decorate a heading with.
const MARKS: [&str; 9] = [
    "(必填)",
    "(选填)",
    "(可选)",
    "(必填项)",
    "(元)",
    "(¥)",
    "(单位:元)",
    "必填项:",
    "*",
];

/// A heading without its decoration: `*手机号（必填）` is `手机号`.
pub(super) fn plain(heading: &str) -> String {
    let mut text: String = heading
        .to_lowercase()
        .chars()
        .filter(|letter| !letter.is_whitespace())
        .map(|letter| match letter {
            '（' | '【' | '[' if !heading.contains("[]") => '(',
            '）' | '】' | ']' if !heading.contains("[]") => ')',
            '￥' => '¥',
            '：' => ':',
            '＊' => '*',
            other => other,
        })
        .collect();
    for mark in MARKS {
        text = text.replace(mark, "");
    }
    text
}
