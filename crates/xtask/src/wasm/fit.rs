//! The types that were read are those that serde writes and reads: tried with questions of every
//! kind and what is answered to them.

use super::types::{self, Json, Shape, Type};
use crate::tidy::Tree;
use pricing::Basket;
use pricing::generate::{a_context, a_standing, some_lines, some_offers};
use pricing_wasm::{QuoteInput, check_offer_json, quote_json};
use proptest::prelude::*;
use proptest::strategy::ValueTree;
use proptest::test_runner::TestRunner;
use serde_json::Value;

#[test]
fn the_types_are_what_is_written_and_read() {
    let tree = Tree::read().expect("the tree is readable");
    let types = types::read(&tree).expect("the types are readable");
    let mut runner = TestRunner::default();
    let parts = (
        some_lines(1..9),
        some_offers(1..9),
        a_standing(),
        a_context(),
    );
    for _ in 0..300 {
        let (lines, offers, standing, context) =
            parts.new_tree(&mut runner).expect("a case").current();
        let input = QuoteInput {
            basket: Basket { lines },
            offers,
            standing,
            context,
        };
        let question = serde_json::to_value(&input).expect("plain data is written");
        let asked = quote_json(question.to_string().as_bytes());
        for (name, value) in [
            ("QuoteInput", &question),
            ("QuoteAnswer", &read(&asked)),
            (
                "OfferAnswer",
                &read(&check_offer_json(
                    question["offers"][0].to_string().as_bytes(),
                )),
            ),
        ] {
            let named = Json::Named(name.to_owned());
            assert!(
                fits(&types, &named, value),
                "{name} is not what is written: {value}"
            );
        }
        let mut short = question.clone();
        leave_out(&types, &Json::Named("QuoteInput".to_owned()), &mut short);
        let answer = read(&quote_json(short.to_string().as_bytes()));
        assert!(answer.get("invalid").is_none(), "{answer} to {short}");
    }
}

fn read(json: &[u8]) -> Value {
    serde_json::from_slice(json).expect("JSON")
}

fn shape<'a>(types: &'a [Type], name: &str) -> &'a Shape {
    let mut types = types.iter();
    &types
        .find(|one| one.name == name)
        .expect("a type that was read")
        .shape
}

/// Whether a value is of a type, without a member that the type does not know.
fn fits(types: &[Type], json: &Json, value: &Value) -> bool {
    match (json, value) {
        (Json::Number, value) => value.is_i64() || value.is_u64(),
        (Json::Text, value) => value.is_string(),
        (Json::Flag, value) => value.is_boolean(),
        (Json::Anything, value) => value.is_object(),
        (Json::Word(word), value) => value.as_str() == Some(word),
        (Json::OrNull(_), Value::Null) => true,
        (Json::OrNull(json), value) => fits(types, json, value),
        (Json::List(json), Value::Array(values)) => {
            values.iter().all(|value| fits(types, json, value))
        }
        (Json::Tuple(each), Value::Array(values)) => {
            let mut pairs = each.iter().zip(values);
            each.len() == values.len() && pairs.all(|(json, value)| fits(types, json, value))
        }
        (Json::Named(name), value) => has_shape(types, shape(types, name), value),
        _ => false,
    }
}

fn has_shape(types: &[Type], shape: &Shape, value: &Value) -> bool {
    match (shape, value) {
        (Shape::Same(json), value) => fits(types, json, value),
        (Shape::Words(words), Value::String(text)) => words.iter().any(|(word, _)| word == text),
        (Shape::OneOf(some), value) => some.iter().any(|one| has_shape(types, &one.shape, value)),
        (Shape::Object(fields), Value::Object(members)) => {
            let mut names = members.keys();
            names.all(|name| fields.iter().any(|field| field.name == *name))
                && fields.iter().all(|field| match members.get(&field.name) {
                    Some(value) => fits(types, &field.json, value),
                    None => field.is_optional,
                })
        }
        _ => false,
    }
}

/// Leaves out all that may be left out.
fn leave_out(types: &[Type], json: &Json, value: &mut Value) {
    match (json, value) {
        (Json::OrNull(json), value) => leave_out(types, json, value),
        (Json::List(json), Value::Array(values)) => {
            values
                .iter_mut()
                .for_each(|value| leave_out(types, json, value));
        }
        (Json::Named(name), value) => {
            let fields = match shape(types, name) {
                Shape::Object(fields) => fields,
                Shape::OneOf(some) => {
                    let one = some.iter().find(|one| has_shape(types, &one.shape, value));
                    match one.map(|one| &one.shape) {
                        Some(Shape::Object(fields)) => fields,
                        _ => return,
                    }
                }
                _ => return,
            };
            for field in fields {
                let Some(members) = value.as_object_mut() else {
                    return;
                };
                // Half of an offer may be left out, but not both halves.
                if field.is_optional && !matches!(field.name.as_str(), "effect" | "extras") {
                    members.shift_remove(&field.name);
                } else if let Some(member) = members.get_mut(&field.name) {
                    leave_out(types, &field.json, member);
                }
            }
        }
        _ => {}
    }
}
