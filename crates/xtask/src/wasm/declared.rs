//! How types are declared in the engine's sources: as Rust does, or by the macros of `kernel`.

use super::source::of_engine;
use crate::tidy::Tree;
use anyhow::{Context, Result};
use std::collections::BTreeMap;
use syn::parse::{Parse, ParseStream};
use syn::{Attribute, Ident, Item, LitStr, Token};

/// A type as it is declared.
pub enum Declared<'a> {
    Struct(&'a syn::ItemStruct),
    Enum(&'a syn::ItemEnum),
    Id(IdMacro),
    Words(WordsMacro),
}

/// All types of the engine's sources by name.
pub fn declared(tree: &Tree) -> Result<BTreeMap<String, Vec<Declared<'_>>>> {
    let mut all: BTreeMap<String, Vec<Declared<'_>>> = BTreeMap::new();
    for source in of_engine(tree) {
        for item in &source.syntax.items {
            let (name, one) = match item {
                Item::Struct(one) => (one.ident.to_string(), Declared::Struct(one)),
                Item::Enum(one) => (one.ident.to_string(), Declared::Enum(one)),
                Item::Macro(one) => match macro_name(one).as_str() {
                    "id" => {
                        let id: IdMacro = one.mac.parse_body().context("an id")?;
                        (id.name.to_string(), Declared::Id(id))
                    }
                    "text_enum" => {
                        let words: WordsMacro = one.mac.parse_body().context("words")?;
                        (words.name.to_string(), Declared::Words(words))
                    }
                    _ => continue,
                },
                _ => continue,
            };
            all.entry(name).or_default().push(one);
        }
    }
    Ok(all)
}

fn macro_name(one: &syn::ItemMacro) -> String {
    let last = one.mac.path.segments.last();
    last.map_or_else(String::new, |part| part.ident.to_string())
}

/// What `kernel::id!` is given.
pub struct IdMacro {
    pub attributes: Vec<Attribute>,
    pub name: Ident,
    pub prefix: LitStr,
}

impl Parse for IdMacro {
    fn parse(input: ParseStream<'_>) -> syn::Result<Self> {
        let attributes = input.call(Attribute::parse_outer)?;
        let name = input.parse()?;
        input.parse::<Token![,]>()?;
        let prefix = input.parse()?;
        Ok(IdMacro {
            attributes,
            name,
            prefix,
        })
    }
}

/// What `kernel::text_enum!` is given.
pub struct WordsMacro {
    pub attributes: Vec<Attribute>,
    pub name: Ident,
    pub words: Vec<WordMacro>,
}

/// One of its words.
pub struct WordMacro {
    pub attributes: Vec<Attribute>,
    pub word: LitStr,
}

impl Parse for WordsMacro {
    fn parse(input: ParseStream<'_>) -> syn::Result<Self> {
        let attributes = input.call(Attribute::parse_outer)?;
        input.parse::<Token![pub]>()?;
        input.parse::<Token![enum]>()?;
        let name = input.parse()?;
        let within;
        syn::braced!(within in input);
        let words = within.parse_terminated(WordMacro::parse, Token![,])?;
        Ok(WordsMacro {
            attributes,
            name,
            words: words.into_iter().collect(),
        })
    }
}

impl Parse for WordMacro {
    fn parse(input: ParseStream<'_>) -> syn::Result<Self> {
        let attributes = input.call(Attribute::parse_outer)?;
        input.parse::<Ident>()?;
        input.parse::<Token![=]>()?;
        let word = input.parse()?;
        Ok(WordMacro { attributes, word })
    }
}
