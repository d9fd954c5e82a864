//! The types of the engine's questions and answers, read off the Rust sources as serde sees them.
//! What this reader does not know makes it fail, so nothing is left out quietly.

use super::declared::{Declared, WordMacro, declared};
use crate::tidy::Tree;
use anyhow::{Context, Result, bail, ensure};
use syn::{Attribute, Fields, GenericArgument, LitStr, PathArguments};

/// Questions: what may be left out is optional.
const QUESTIONS: &[&str] = &["QuoteInput"];
/// Answers: what is always written is always there.
const ANSWERS: &[&str] = &["QuoteAnswer", "OfferAnswer"];

/// A type that JSON is written in.
#[derive(Debug, PartialEq)]
pub struct Type {
    pub name: String,
    pub docs: Vec<String>,
    pub shape: Shape,
}

/// What a type looks like in JSON.
#[derive(Debug, PartialEq)]
pub enum Shape {
    /// The same as another.
    Same(Json),
    /// One of these words, with what each means.
    Words(Vec<(String, Vec<String>)>),
    /// An object.
    Object(Vec<Field>),
    /// One of these objects.
    OneOf(Vec<Type>),
}

/// A member of an object.
#[derive(Debug, PartialEq)]
pub struct Field {
    pub name: String,
    pub docs: Vec<String>,
    pub is_optional: bool,
    pub json: Json,
}

/// A value in JSON.
#[derive(Debug, Clone, PartialEq)]
pub enum Json {
    Number,
    Text,
    Flag,
    /// An object of anything.
    Anything,
    /// This very word.
    Word(String),
    List(Box<Json>),
    Tuple(Vec<Json>),
    OrNull(Box<Json>),
    Named(String),
}

/// Types that write themselves by hand.
const BY_HAND: &[(&str, Json)] = &[("BusinessDate", Json::Text)];

/// Everything that questions and answers are made of, in the order in which it comes up.
pub fn read(tree: &Tree) -> Result<Vec<Type>> {
    let declared = declared(tree)?;
    let mut types: Vec<Type> = Vec::new();
    for (roots, is_question) in [(QUESTIONS, true), (ANSWERS, false)] {
        let mut wanted: Vec<String> = roots.iter().map(|name| (*name).to_owned()).collect();
        let mut at = 0;
        while let Some(name) = wanted.get(at).cloned() {
            at += 1;
            let found = declared.get(&name).map_or(&[][..], Vec::as_slice);
            let [one] = found else {
                bail!("{} types are called {name}", found.len())
            };
            let read = one.read(&name, is_question);
            let read = read.with_context(|| format!("the type {name}"))?;
            for named in read.named() {
                if !wanted.contains(&named) {
                    wanted.push(named);
                }
            }
            match types.iter().find(|known| known.name == name) {
                None => types.push(read),
                Some(known) => ensure!(*known == read, "{name} is asked and answered differently"),
            }
        }
    }
    Ok(types)
}

impl Type {
    /// The types that it names.
    fn named(&self) -> Vec<String> {
        match &self.shape {
            Shape::Same(json) => json.named(),
            Shape::Words(_) => Vec::new(),
            Shape::Object(fields) => fields.iter().flat_map(|field| field.json.named()).collect(),
            Shape::OneOf(types) => types.iter().flat_map(Type::named).collect(),
        }
    }
}

impl Json {
    fn named(&self) -> Vec<String> {
        match self {
            Json::Named(name) => vec![name.clone()],
            Json::List(of) | Json::OrNull(of) => of.named(),
            Json::Tuple(of) => of.iter().flat_map(Json::named).collect(),
            _ => Vec::new(),
        }
    }
}

impl Declared<'_> {
    fn read(&self, name: &str, is_question: bool) -> Result<Type> {
        let (docs, shape) = match self {
            Declared::Id(id) => {
                let mut docs = docs_of(&id.attributes);
                docs.push(format!("Text that begins with `{}_`.", id.prefix.value()));
                (docs, Shape::Same(Json::Text))
            }
            Declared::Words(words) => {
                let word = |one: &WordMacro| (one.word.value(), docs_of(&one.attributes));
                let shape = Shape::Words(words.words.iter().map(word).collect());
                (docs_of(&words.attributes), shape)
            }
            Declared::Struct(one) => (
                docs_of(&one.attrs),
                shape_of_struct(one, name, is_question)?,
            ),
            Declared::Enum(one) => (docs_of(&one.attrs), shape_of_enum(one, is_question)?),
        };
        let name = name.to_owned();
        Ok(Type { name, docs, shape })
    }
}

fn shape_of_struct(one: &syn::ItemStruct, name: &str, is_question: bool) -> Result<Shape> {
    if let Some((_, json)) = BY_HAND.iter().find(|(by_hand, _)| *by_hand == name) {
        return Ok(Shape::Same(json.clone()));
    }
    let serde = Serde::of(&one.attrs)?;
    match &one.fields {
        Fields::Named(fields) => Ok(Shape::Object(fields_of(fields, is_question)?)),
        Fields::Unnamed(fields) if serde.is_transparent && fields.unnamed.len() == 1 => {
            Ok(Shape::Same(json_of(&fields.unnamed[0].ty)?))
        }
        _ => bail!("it is neither an object nor transparent"),
    }
}

fn shape_of_enum(one: &syn::ItemEnum, is_question: bool) -> Result<Shape> {
    let serde = Serde::of(&one.attrs)?;
    ensure!(serde.is_snake_case, "its words are not in snake case");
    let of_variant = |variant: &syn::Variant| -> Result<Type> {
        let word = snake_case(&variant.ident.to_string());
        let field = |name: &str, json| Field {
            name: name.to_owned(),
            docs: Vec::new(),
            is_optional: false,
            json,
        };
        let mut fields = Vec::new();
        if let Some(tag) = &serde.tag {
            fields.push(field(tag, Json::Word(word.clone())));
        }
        match (&variant.fields, &serde.tag, &serde.content) {
            (Fields::Unit, Some(_), _) => {}
            (Fields::Named(named), Some(_), None) => fields.extend(fields_of(named, is_question)?),
            (Fields::Unnamed(one), Some(_), Some(content)) if one.unnamed.len() == 1 => {
                fields.push(field(content, json_of(&one.unnamed[0].ty)?));
            }
            (Fields::Unnamed(one), None, None) if one.unnamed.len() == 1 => {
                fields.push(field(&word, json_of(&one.unnamed[0].ty)?));
            }
            _ => bail!(
                "its variant {} is of a kind that is not known",
                variant.ident
            ),
        }
        Ok(Type {
            name: format!("{}{}", one.ident, variant.ident),
            docs: docs_of(&variant.attrs),
            shape: Shape::Object(fields),
        })
    };
    Ok(Shape::OneOf(
        one.variants.iter().map(of_variant).collect::<Result<_>>()?,
    ))
}

fn fields_of(fields: &syn::FieldsNamed, is_question: bool) -> Result<Vec<Field>> {
    let of_field = |field: &syn::Field| -> Result<Field> {
        let serde = Serde::of(&field.attrs)?;
        let json = json_of(&field.ty)?;
        let may_be_left_out = if is_question {
            serde.has_default || matches!(json, Json::OrNull(_))
        } else {
            serde.may_be_skipped
        };
        Ok(Field {
            name: field.ident.as_ref().context("a name")?.to_string(),
            docs: docs_of(&field.attrs),
            is_optional: may_be_left_out,
            json,
        })
    };
    fields.named.iter().map(of_field).collect()
}

fn json_of(ty: &syn::Type) -> Result<Json> {
    let path = match ty {
        syn::Type::Path(path) => path,
        // `&'static str`
        syn::Type::Reference(to) => return json_of(&to.elem),
        syn::Type::Array(array) => {
            let syn::Expr::Lit(syn::ExprLit {
                lit: syn::Lit::Int(length),
                ..
            }) = &array.len
            else {
                bail!("an array whose length is no number")
            };
            let one = json_of(&array.elem)?;
            return Ok(Json::Tuple(vec![one; length.base10_parse()?]));
        }
        _ => bail!("a type that is not known"),
    };
    let last = path.path.segments.last().context("a path")?;
    let of = || match &last.arguments {
        PathArguments::AngleBracketed(list) => match list.args.first() {
            Some(GenericArgument::Type(ty)) => json_of(ty),
            _ => bail!("it is of nothing"),
        },
        _ => bail!("it is of nothing"),
    };
    Ok(match last.ident.to_string().as_str() {
        "i32" | "i64" | "u8" | "u16" | "u32" => Json::Number,
        "String" | "str" => Json::Text,
        "bool" => Json::Flag,
        "Params" => Json::Anything,
        "Box" => of()?,
        "Vec" => Json::List(Box::new(of()?)),
        "Option" => Json::OrNull(Box::new(of()?)),
        name => Json::Named(name.to_owned()),
    })
}

/// What serde is told of a type or a field.
#[derive(Default)]
struct Serde {
    tag: Option<String>,
    content: Option<String>,
    is_snake_case: bool,
    is_transparent: bool,
    has_default: bool,
    may_be_skipped: bool,
}

impl Serde {
    fn of(attributes: &[Attribute]) -> Result<Serde> {
        let mut serde = Serde::default();
        for attribute in attributes.iter().filter(|one| one.path().is_ident("serde")) {
            attribute.parse_nested_meta(|meta| {
                let name = meta.path.require_ident()?.to_string();
                let text = |meta: &syn::meta::ParseNestedMeta<'_>| -> syn::Result<String> {
                    Ok(meta.value()?.parse::<LitStr>()?.value())
                };
                match name.as_str() {
                    "tag" => serde.tag = Some(text(&meta)?),
                    "content" => serde.content = Some(text(&meta)?),
                    "rename_all" => serde.is_snake_case = text(&meta)? == "snake_case",
                    "transparent" => serde.is_transparent = true,
                    "default" => serde.has_default = true,
                    "skip_serializing_if" => serde.may_be_skipped = !text(&meta)?.is_empty(),
                    "deny_unknown_fields" => {}
                    _ => return Err(meta.error("not known to `make wasm`")),
                }
                Ok(())
            })?;
        }
        Ok(serde)
    }
}

/// The lines of a comment, without the space that they begin with.
fn docs_of(attributes: &[Attribute]) -> Vec<String> {
    let line = |attribute: &Attribute| {
        let meta = attribute.meta.require_name_value().ok()?;
        let syn::Expr::Lit(syn::ExprLit {
            lit: syn::Lit::Str(text),
            ..
        }) = &meta.value
        else {
            return None;
        };
        let text = text.value();
        Some(
            text.strip_prefix(' ')
                .unwrap_or(&text)
                .replace("[`", "`")
                .replace("`]", "`"),
        )
    };
    let docs = attributes.iter().filter(|one| one.path().is_ident("doc"));
    docs.filter_map(line).collect()
}

/// As serde does it.
fn snake_case(name: &str) -> String {
    let mut snake = String::new();
    for letter in name.chars() {
        if letter.is_uppercase() && !snake.is_empty() {
            snake.push('_');
        }
        snake.extend(letter.to_lowercase());
    }
    snake
}
