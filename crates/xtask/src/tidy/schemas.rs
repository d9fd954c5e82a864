//! Every type that the API document shows has a name of its own: of two schemas of one name utoipa
//! keeps the last, and the clients' types are wrong without a word.

use super::Tree;
use anyhow::Result;
use regex::Regex;
use std::collections::BTreeMap;

/// Types that are written out wherever they are used, and so have no name in the document.
const WRITTEN_OUT: &[(&str, &str)] = &[("Channel", "crates/pricing/src/basket.rs")];

/// Complains of names that two types of the product have in the document.
pub fn check(tree: &Tree) -> Result<Vec<String>> {
    let product = tree.sources.iter().filter(|source| source.is_product());
    twice(product.map(|source| (source.path.as_str(), source.text.as_str())))
}

/// What is wrong with some files, by path and text.
fn twice<'a>(files: impl Iterator<Item = (&'a str, &'a str)>) -> Result<Vec<String>> {
    let mut places: BTreeMap<String, Vec<&str>> = BTreeMap::new();
    for (path, text) in files {
        for name in shown(text)? {
            if !WRITTEN_OUT.contains(&(name.as_str(), path)) {
                places.entry(name).or_default().push(path);
            }
        }
    }
    let twice = places.into_iter().filter(|(_, places)| places.len() > 1);
    Ok(twice
        .map(|(name, places)| {
            let places = places.join(" and ");
            format!("the API document has two types `{name}`: {places}")
        })
        .collect())
}

/// The names under which the types of a file stand in the document, those in macros as well.
fn shown(text: &str) -> Result<Vec<String>> {
    let lines = text
        .lines()
        .filter(|line| !line.trim_start().starts_with("//"));
    let text = &lines.collect::<Vec<_>>().join("\n");
    let derived =
        r"derive\([^)]*\bToSchema\b[^)]*\)\](?<between>(?s:.*?))\b(?:struct|enum) (?<name>\w+)";
    let renamed = Regex::new(r"schema\((?:[^()]*, *)?as = (\w+)")?;
    let name = |found: regex::Captures<'_>| match renamed.captures(&found["between"]) {
        Some(other) => other[1].to_owned(),
        None => found["name"].to_owned(),
    };
    let mut names: Vec<String> = Regex::new(derived)?.captures_iter(text).map(name).collect();
    let listed = Regex::new(r"text_enum! \{(?s:.*?)\benum (\w+)")?;
    names.extend(listed.captures_iter(text).map(|found| found[1].to_owned()));
    Ok(names)
}

#[cfg(test)]
mod tests {
    use super::{shown, twice};

    #[test]
    fn names_are_found_as_the_document_has_them() {
        let text = "#[derive(Debug, ToSchema)]\n#[serde(deny)]\npub(crate) struct One {}\n\
                    #[derive(ToSchema)]\n/// Doc.\n#[schema(as = Other)]\nenum Two {}\n\
                    #[derive(Debug)]\nstruct Not;\n\
                    kernel::text_enum! {\n /// Doc.\n pub enum Three { A = \"a\" }\n}\n";
        assert_eq!(shown(text).expect("read"), ["One", "Other", "Three"]);
    }

    #[test]
    fn two_types_of_one_name_are_told_unless_they_are_written_out() {
        let part = "#[derive(ToSchema)]\nstruct Part;\n";
        let renamed = "#[derive(ToSchema)]\n#[schema(as = OtherPart)]\nstruct Part;\n";
        let channel = "text_enum! {\n pub enum Channel { A = \"a\" }\n}\n";
        let told = |files: &[(&str, &str)]| twice(files.iter().copied()).expect("read");
        let both = "the API document has two types `Part`: one.rs and two.rs";
        assert_eq!(told(&[("one.rs", part), ("two.rs", part)]), [both]);
        assert!(told(&[("one.rs", part), ("two.rs", renamed)]).is_empty());
        let (place, _) = super::WRITTEN_OUT[0];
        assert_eq!(place, "Channel");
        let pricing = super::WRITTEN_OUT[0].1;
        assert!(told(&[("one.rs", channel), (pricing, channel)]).is_empty());
    }
}
