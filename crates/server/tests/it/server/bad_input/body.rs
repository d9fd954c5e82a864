//! Breaks a body: every value in it, by every means.

use super::generate::{Bad, Subject};
use serde_json::{Value, json};

/// A body with one thing broken.
#[derive(Clone)]
pub struct Break {
    pub pointer: String,
    to: To,
    /// A good id, but of nothing that is there.
    is_unknown_id: bool,
}

#[derive(Clone)]
enum To {
    Gone,
    Value(Value),
    /// What no [`Value`] can be.
    Bytes(&'static [u8]),
}

pub const LENGTH: usize = 10_000;
const RAW: &str = "@raw";

/// Texts that some layer or other may stumble over.
pub const TEXTS: [&str; 12] = [
    "",
    " ",
    "a\u{0}b",
    "a\u{7}b",
    "a\r\nb: c",
    "\u{202e}gnp",
    "\u{feff}",
    "\u{10ffff}",
    "' or 1=1 --",
    "%_\\",
    "../../etc/passwd",
    "{}",
];

const WRONG_DATES: [&str; 6] = [
    "2026-02-30",
    "2026-13-01",
    "25/11/2026",
    "99999-01-01",
    "2026-02-30T00:00:00Z",
    "-271821-04-20T00:00:00Z",
];

/// A number and a text that JSON has no room for, and bytes that are no text.
const BYTES: [&[u8]; 6] = [
    b"1e400",
    b"0123",
    b"NaN",
    b"\"\\ud800\"",
    b"\"\xff\xfe\"",
    b"\"line\nbreak\"",
];

/// No ids, though each looks a little like one.
pub fn malformed_ids(prefix: &str) -> [String; 6] {
    let wrong_prefix = if prefix == "mem" { "sto" } else { "mem" };
    [
        format!("{prefix}_"),
        format!("{prefix}_000000000000u"),
        format!("{prefix}_zzzzzzzzzzzzz"),
        format!("{prefix}_00000000000001"),
        format!("{}_0000000000001", prefix.to_uppercase()),
        format!("{wrong_prefix}_0000000000001"),
    ]
}

impl Break {
    fn told(&self) -> String {
        let to = match &self.to {
            To::Gone => "gone".to_owned(),
            To::Value(value) => kernel::ids::clip(&value.to_string()),
            To::Bytes(bytes) => String::from_utf8_lossy(bytes).into_owned(),
        };
        format!("{} is {to}", self.pointer)
    }
}

impl<'a> Subject<'a> {
    /// Everything that can be wrong about a value and what is in it.
    pub fn break_value(
        &self,
        schema: &'a Value,
        good: &Value,
        pointer: &str,
        out: &mut Vec<Break>,
    ) {
        let shape = self.schemas.shape(schema);
        let mut add = |pointer: String, to: To, is_unknown_id: bool| {
            out.push(Break {
                pointer,
                to,
                is_unknown_id,
            });
        };
        for (value, is_unknown_id) in self.bad_values(schema, good) {
            add(pointer.to_owned(), To::Value(value), is_unknown_id);
        }
        if !pointer.is_empty() {
            for bytes in BYTES {
                add(pointer.to_owned(), To::Bytes(bytes), false);
            }
        }
        if self.schemas.is_choice(schema) {
            return;
        }
        if good.is_object() && shape.types().contains(&"object") {
            for name in ["nonsense", "", "brand_id", "constructor", "a/b~c"] {
                let name = name.replace('~', "~0").replace('/', "~1");
                add(format!("{pointer}/{name}"), To::Value(json!(1)), false);
            }
            for name in shape.schema["required"].as_array().into_iter().flatten() {
                add(
                    format!("{pointer}/{}", name.as_str().expect("text")),
                    To::Gone,
                    false,
                );
            }
            for (name, below) in shape.properties() {
                self.break_value(below, &good[name], &format!("{pointer}/{name}"), out);
            }
        } else if let Some(item) = good.get(0) {
            self.break_value(&shape.schema["items"], item, &format!("{pointer}/0"), out);
        }
    }

    /// Values to try in a place, and whether each is the id of nothing that is there.
    pub fn bad_values(&self, schema: &'a Value, good: &Value) -> Vec<(Value, bool)> {
        let shape = self.schemas.shape(schema);
        let mut values = vec![
            json!(null),
            json!(true),
            json!("word"),
            json!(7),
            json!(1.5),
            json!({}),
            json!([]),
            json!([null]),
            json!([[[]]]),
            json!({ "a": 1 }),
            json!(0),
            json!(-1),
        ];
        let types = shape.types();
        if types.contains(&"integer") {
            values.extend([
                json!(i64::MAX),
                json!(i64::MIN),
                json!(u64::MAX),
                json!(1e30),
            ]);
            values.extend([json!(-1e30), json!(1e-9), json!("1"), json!(1_i64 << 31)]);
            values.extend([
                json!(9_000_000_000_000_000_i64),
                json!(-9_000_000_000_000_000_i64),
            ]);
        }
        if types.contains(&"string") {
            values.extend(TEXTS.map(|text| json!(text)));
            values.extend(["长", "x", "\u{1}"].map(|letter| json!(letter.repeat(LENGTH))));
            values.extend(WRONG_DATES.map(|text| json!(text)));
        }
        if let Some(word) = shape.schema["enum"][0].as_str() {
            values.extend([json!(word.to_uppercase()), json!(format!("{word} "))]);
        }
        if types.contains(&"array") {
            let item = good.get(0).cloned().unwrap_or(json!("word"));
            values.extend([json!([item, item]), Value::Array(vec![item; 1_000])]);
        }
        let mut values: Vec<_> = values.into_iter().map(|value| (value, false)).collect();
        if let Some(prefix) = shape.id_prefix() {
            values.extend(malformed_ids(prefix).map(|id| (json!(id), false)));
            values.extend(self.unknown_ids(prefix).map(|id| (json!(id), true)));
            values.push((json!(vec![format!("{prefix}_0000000000001"); 3]), false));
        }
        values
    }

    /// Well-formed, but of nothing or of another brand's.
    pub fn unknown_ids(&self, prefix: &str) -> impl Iterator<Item = String> {
        let foreign = self
            .foreign
            .id_with(prefix)
            .expect("one of each is there")
            .to_owned();
        let codes = ["0000000000000", "0000000000001", "7zzzzzzzzzzzz"];
        codes
            .map(|code| format!("{prefix}_{code}"))
            .into_iter()
            .chain([foreign])
    }

    pub fn with_broken_body(&self, breaks: &[&Break]) -> Bad {
        let mut body = self.body.clone().expect("a body");
        let (mut raw, mut is_certain) = (None, false);
        for Break {
            pointer,
            to,
            is_unknown_id,
        } in breaks
        {
            is_certain |= is_unknown_id;
            match to {
                To::Gone => set(&mut body, pointer, None),
                To::Value(value) => set(&mut body, pointer, Some(value.clone())),
                To::Bytes(bytes) => {
                    set(&mut body, pointer, Some(json!(RAW)));
                    raw = Some(bytes);
                }
            }
        }
        is_certain |= raw.is_some()
            || self
                .schemas
                .forbids(self.body_schema().expect("one"), &body);
        let mut ask = self.fresh(&body);
        if let Some(bytes) = raw {
            ask.body = replace(&ask.body, format!("\"{RAW}\"").as_bytes(), bytes);
        }
        let said: Vec<_> = breaks.iter().map(|one| one.told()).collect();
        let mut bad = self.bad_one(said.join(" and "), ask, is_certain);
        if let [one] = breaks {
            bad.pointer = Some(one.pointer.clone());
        }
        bad
    }
}

/// Puts a value in its place, or takes away what is there.
fn set(body: &mut Value, pointer: &str, value: Option<Value>) {
    let Some((parent, name)) = pointer.rsplit_once('/') else {
        *body = value.expect("a body is never gone");
        return;
    };
    let name = name.replace("~1", "/").replace("~0", "~");
    let parent = body.pointer_mut(parent).expect("what holds it is there");
    match (parent, value) {
        (Value::Object(fields), Some(value)) => drop(fields.insert(name, value)),
        (Value::Object(fields), None) => drop(fields.remove(&name)),
        (Value::Array(items), Some(value)) => {
            items[name.parse::<usize>().expect("a place")] = value;
        }
        (parent, _) => panic!("{parent} holds nothing"),
    }
}

fn replace(text: &[u8], from: &[u8], to: &[u8]) -> Vec<u8> {
    let at = text.windows(from.len()).position(|part| part == from);
    let at = at.expect("the mark is there");
    [&text[..at], to, &text[at + from.len()..]].concat()
}
