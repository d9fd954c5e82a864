//! Reads JSON and queries into our types, and says which field is wrong and why.

use super::fault::RequestFault;
use super::problem::Problem;
use kernel::Invalid;
use serde::de::DeserializeOwned;
use serde_json::{Value, error::Category};
use serde_path_to_error::{Path, Segment};

/// Reads a JSON body that is an object.
pub(super) fn json<T: DeserializeOwned>(body: &[u8]) -> Result<T, Problem> {
    let value = any_json(body)?;
    // serde takes a list for a struct, its fields in their order. All our bodies are objects.
    if body.trim_ascii_start().starts_with(b"[") {
        let message = "invalid type: sequence, expected struct";
        return Err(wrong_field(message, String::new(), "/").into());
    }
    Ok(value)
}

/// Reads a JSON body that is a list, as some providers push them.
pub(super) fn json_list<T: DeserializeOwned>(body: &[u8]) -> Result<Vec<T>, Problem> {
    any_json(body)
}

fn any_json<T: DeserializeOwned>(body: &[u8]) -> Result<T, Problem> {
    if contains(body, br"\u0000")
        && let Ok(value) = serde_json::from_slice::<Value>(body)
        && let Some(pointer) = nul_in(&value, String::new())
    {
        return Err(Invalid::one(pointer, "text.bad_character", []).into());
    }
    let mut from = serde_json::Deserializer::from_slice(body);
    let value = serde_path_to_error::deserialize(&mut from).map_err(|error| {
        let pointer = pointer_of(error.path(), "/");
        json_problem(&error.into_inner(), pointer)
    })?;
    from.end()
        .map_err(|error| json_problem(&error, String::new()))?;
    Ok(value)
}

fn json_problem(error: &serde_json::Error, pointer: String) -> Problem {
    match error.classify() {
        Category::Data => {
            let text = error.to_string();
            let message = text
                .rsplit_once(" at line ")
                .map_or(&*text, |(text, _)| text);
            wrong_field(message, pointer, "/").into()
        }
        Category::Syntax | Category::Eof | Category::Io => Problem::of_request(
            &RequestFault::Malformed(format!("the body is not JSON: {error}")),
        ),
    }
}

/// Reads a query such as `q=li&limit=20`.
pub(super) fn query<T: DeserializeOwned>(text: &str) -> Result<T, Problem> {
    let pairs = form_urlencoded::parse(text.as_bytes());
    // U+FFFD stands where the bytes were no UTF-8; PostgreSQL cannot store U+0000.
    let is_strange = |text: &str| text.contains(['\0', '\u{fffd}']);
    let strange = pairs
        .clone()
        .find(|(name, value)| is_strange(name) || is_strange(value));
    if let Some((name, _)) = strange {
        let pointer = format!("?{}", kernel::ids::clip(&name));
        return Err(Invalid::one(pointer, "text.bad_character", []).into());
    }
    let from = serde_urlencoded::Deserializer::new(pairs);
    serde_path_to_error::deserialize(from).map_err(|error| {
        let pointer = pointer_of(error.path(), "?");
        wrong_field(&error.into_inner().to_string(), pointer, "?").into()
    })
}

/// What serde says in a sentence, as a code with what would be right. `mark` stands before the
/// name of a field: `/` in a body, `?` in a query.
pub(super) fn wrong_field(message: &str, pointer: String, mark: &str) -> Invalid {
    let below = |name: &str| format!("{pointer}{mark}{}", escaped(name));
    // The path of a field that is there ends with it; the path of one that is not does not.
    let at = |name: &str| match pointer.strip_suffix(&format!("{mark}{}", escaped(name))) {
        Some(_) => pointer.clone(),
        None => below(name),
    };
    if let Some((name, rest)) = quoted_after(message, "unknown field ") {
        let allowed = quoted_words(rest);
        return Invalid::one(at(name), "field.unknown", [("allowed", allowed.into())]);
    }
    if let Some((name, _)) = quoted_after(message, "missing field ") {
        return Invalid::one(below(name), "value.missing", []);
    }
    if let Some((name, _)) = quoted_after(message, "duplicate field ") {
        return Invalid::one(at(name), "value.duplicate", []);
    }
    if let Some((_, rest)) = quoted_after(message, "unknown variant ") {
        let allowed = quoted_words(rest);
        return Invalid::one(pointer, "value.unknown", [("allowed", allowed.into())]);
    }
    if let Some((_, words)) = message.split_once("` is not one of ") {
        let allowed: Vec<&str> = words.split(", ").collect();
        return Invalid::one(pointer, "value.unknown", [("allowed", allowed.into())]);
    }
    let expected = message
        .rsplit_once(", expected ")
        .map(|(_, expected)| plain(expected));
    match expected {
        Some(expected) if message.starts_with("invalid type") => {
            Invalid::one(pointer, "value.wrong_type", [("expected", expected.into())])
        }
        Some(expected) if message.starts_with("invalid value: integer") => Invalid::one(
            pointer,
            "number.out_of_range",
            [("expected", expected.into())],
        ),
        Some(expected) => Invalid::one(
            pointer,
            "value.wrong_format",
            [("expected", expected.into())],
        ),
        None => Invalid::one(pointer, "value.wrong_format", [("reason", message.into())]),
    }
}

/// What a Rust type is called outside.
fn plain(expected: &str) -> String {
    let word = match expected.split(' ').next().unwrap_or_default() {
        "i8" | "i16" | "i32" | "i64" | "u8" | "u16" | "u32" | "u64" | "usize" => "an integer",
        "struct" => "an object",
        "str" => "a string",
        "bool" => "a boolean",
        _ => expected,
    };
    word.to_owned()
}

/// Splits "missing field `store_id`, …" into the name and the rest.
fn quoted_after<'t>(message: &'t str, words: &str) -> Option<(&'t str, &'t str)> {
    message
        .strip_prefix(words)?
        .strip_prefix('`')?
        .split_once('`')
}

/// The words in backticks, such as those that are allowed.
fn quoted_words(text: &str) -> Vec<String> {
    text.split('`')
        .skip(1)
        .step_by(2)
        .map(str::to_owned)
        .collect()
}

fn pointer_of(path: &Path, mark: &str) -> String {
    let mut pointer = String::new();
    for segment in path {
        let part = match segment {
            Segment::Seq { index } => index.to_string(),
            Segment::Map { key } => escaped(key),
            // A variant's name is not part of the JSON that holds it.
            Segment::Enum { .. } | Segment::Unknown => continue,
        };
        pointer.push_str(mark);
        pointer.push_str(&part);
    }
    pointer
}

/// A name inside a JSON pointer (RFC 6901), cut if a stranger made it long.
fn escaped(name: &str) -> String {
    kernel::ids::clip(name)
        .replace('~', "~0")
        .replace('/', "~1")
}

/// Where a text holds U+0000, which PostgreSQL cannot store.
fn nul_in(value: &Value, pointer: String) -> Option<String> {
    match value {
        Value::String(text) => text.contains('\0').then_some(pointer),
        Value::Array(items) => items
            .iter()
            .enumerate()
            .find_map(|(index, item)| nul_in(item, format!("{pointer}/{index}"))),
        Value::Object(fields) => fields.iter().find_map(|(name, item)| {
            let below = format!("{pointer}/{}", escaped(name));
            if name.contains('\0') {
                return Some(below);
            }
            nul_in(item, below)
        }),
        _ => None,
    }
}

fn contains(body: &[u8], part: &[u8]) -> bool {
    body.windows(part.len()).any(|window| window == part)
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde::Deserialize;

    kernel::text_enum! {
        /// For the test.
        pub enum Colour { Red = "red", Green = "green" }
    }

    #[derive(Debug, Deserialize)]
    #[serde(deny_unknown_fields)]
    #[allow(dead_code)]
    struct Basket {
        store_id: kernel::StoreId,
        lines: Vec<Line>,
        #[serde(default)]
        colour: Option<Colour>,
        #[serde(default)]
        payment: Option<Payment>,
    }

    #[derive(Debug, Deserialize)]
    #[serde(deny_unknown_fields)]
    #[allow(dead_code)]
    struct Line {
        quantity: u32,
        name: String,
    }

    #[derive(Debug, Deserialize)]
    #[serde(rename_all = "snake_case")]
    #[allow(dead_code)]
    enum Payment {
        Cash { amount: i64 },
        Card,
    }

    fn check(body: &str, wanted: &str) {
        let problem = json::<Basket>(body.as_bytes()).expect_err(body);
        assert_eq!(shown(&problem), wanted, "{body}\n{}", problem.render(None));
    }

    fn shown(problem: &Problem) -> String {
        let body = problem.body(None);
        match body.errors.first() {
            Some(error) => format!("{} {} {}", body.status, error.pointer, error.code),
            None => format!("{} {}", body.status, body.code),
        }
    }

    #[test]
    fn a_wrong_body_is_told_by_its_field() {
        let store = r#""store_id":"sto_0000000000001""#;
        let with = |rest: &str| format!("{{{store},{rest}}}");
        let cases = [
            ("{".to_owned(), "400 request.malformed"),
            ("[]x".to_owned(), "422  value.wrong_format"),
            (
                "{\"store_id\":\"\u{fffd}".to_owned(),
                "400 request.malformed",
            ),
            (with(r#""lines":[]}x"#), "400 request.malformed"),
            (with(r#""lines":[] } {"#), "400 request.malformed"),
            ("{}".to_owned(), "422 /store_id value.missing"),
            (
                r#"{"store_id":7,"lines":[]}"#.to_owned(),
                "422 /store_id value.wrong_type",
            ),
            (
                r#"{"store_id":"x","lines":[]}"#.to_owned(),
                "422 /store_id value.wrong_format",
            ),
            (with(r#""lines":7"#), "422 /lines value.wrong_type"),
            (
                with(r#""lines":[{"quantity":-1,"name":"a"}]"#),
                "422 /lines/0/quantity number.out_of_range",
            ),
            (
                with(r#""lines":[{"quantity":1.5,"name":"a"}]"#),
                "422 /lines/0/quantity value.wrong_type",
            ),
            (
                with(r#""lines":[{"quantity":1e400,"name":"a"}]"#),
                "400 request.malformed",
            ),
            (
                with(r#""lines":[{"quantity":1,"name":"a"},{"name":"b"}]"#),
                "422 /lines/1/quantity value.missing",
            ),
            (
                with(r#""lines":[{"quantity":1,"name":"a","a/b":1}]"#),
                "422 /lines/0/a~1b field.unknown",
            ),
            (
                with(r#""lines":[{"quantity":1,"name":"a\u0000"}]"#),
                "422 /lines/0/name text.bad_character",
            ),
            (
                with(r#""lines":[{"quantity":1,"name":"\ud800"}]"#),
                "400 request.malformed",
            ),
            (
                with(r#""lines":[],"lines":[]"#),
                "422 /lines value.duplicate",
            ),
            (
                with(r#""lines":[],"colour":"blue""#),
                "422 /colour value.unknown",
            ),
            (
                with(r#""lines":[],"payment":"gold""#),
                "422 /payment value.unknown",
            ),
            (
                with(r#""lines":[],"payment":{"cash":{"amount":"1"}}"#),
                "422 /payment/amount value.wrong_type",
            ),
        ];
        for (body, wanted) in cases {
            check(&body, wanted);
        }
    }

    #[test]
    fn a_list_is_no_object() {
        let body = r#"["li", 20, null]"#;
        let problem = json::<Search>(body.as_bytes()).expect_err(body);
        assert_eq!(shown(&problem), "422  value.wrong_type");
    }

    #[test]
    fn broken_utf8_is_malformed() {
        let problem = json::<Basket>(b"{\"store_id\":\"\xff\xfe\"}").expect_err("broken");
        assert_eq!(shown(&problem), "400 request.malformed");
    }

    #[derive(Debug, Deserialize)]
    #[serde(deny_unknown_fields)]
    #[allow(dead_code)]
    struct Search {
        q: Option<String>,
        limit: Option<u32>,
        colour: Option<Colour>,
    }

    #[test]
    fn a_wrong_query_is_told_by_its_name() {
        let cases = [
            ("limit=x", "422 ?limit value.wrong_format"),
            ("limit=-1", "422 ?limit value.wrong_format"),
            ("limit=1&limit=2", "422 ?limit value.duplicate"),
            ("colour=blue", "422 ?colour value.unknown"),
            ("nonsense=1", "422 ?nonsense field.unknown"),
            ("q=%00", "422 ?q text.bad_character"),
            ("q=%ff", "422 ?q text.bad_character"),
        ];
        for (text, wanted) in cases {
            let problem = query::<Search>(text).expect_err(text);
            assert_eq!(shown(&problem), wanted, "{}", problem.render(None));
        }
        let good: Search = query("q=%E6%9D%8E&limit=20").expect("good");
        assert_eq!(good.q.as_deref(), Some("李"));
    }
}

#[cfg(test)]
mod laws {
    use super::*;
    use proptest::prelude::*;
    use std::collections::BTreeMap;

    proptest! {
        /// Whatever comes in, it is read or refused; it is never our fault.
        #[test]
        fn no_body_and_no_query_is_a_failure_of_ours(bytes in any::<Vec<u8>>(), text in "\\PC*") {
            for body in [bytes.as_slice(), text.as_bytes()] {
                if let Err(problem) = json::<BTreeMap<String, i64>>(body) {
                    prop_assert!(problem.status().is_client_error());
                }
            }
            if let Err(problem) = query::<BTreeMap<String, i64>>(&text) {
                prop_assert!(problem.status().is_client_error());
            }
        }
    }
}
