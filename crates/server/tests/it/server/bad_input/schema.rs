//! What the OpenAPI document says of a value, and whether a value certainly is against it.

use kernel::{BusinessDate, Timestamp};
use serde_json::Value;

/// The schemas of the document.
pub struct Schemas<'d>(pub &'d Value);

/// A schema with its references followed.
pub struct Shape<'d> {
    pub schema: &'d Value,
    is_nullable: bool,
}

impl<'d> Schemas<'d> {
    /// A schema with its references followed; of several choices, the first.
    pub fn shape(&self, schema: &'d Value) -> Shape<'d> {
        let mut shape = Shape {
            schema,
            is_nullable: false,
        };
        loop {
            if let Some(name) = shape.schema["$ref"].as_str() {
                let name = name.rsplit('/').next().expect("a name");
                shape.schema = &self.0["components"]["schemas"][name];
            } else if let Some(choices) = shape.schema["oneOf"].as_array() {
                let (nulls, others): (Vec<_>, Vec<_>) =
                    choices.iter().partition(|choice| choice["type"] == "null");
                shape.is_nullable |= !nulls.is_empty();
                // Where there are several, the first stands for all of them.
                shape.schema = others[0];
            } else {
                shape.is_nullable |= shape.types().contains(&"null");
                return shape;
            }
        }
    }

    /// Whether a value may be of several kinds. Of these a wrong field is told by where the value
    /// begins: only then it is clear which kind was meant.
    pub fn is_choice(&self, schema: &'d Value) -> bool {
        let is_some = |choice: &&Value| choice["type"] != "null";
        let choices = self.choices(schema).into_iter().flatten();
        choices.filter(is_some).count() > 1
    }

    /// What a value may be, each by itself; none where there is but one way.
    fn choices(&self, schema: &'d Value) -> Option<&'d Vec<Value>> {
        match schema["$ref"]
            .as_str()
            .and_then(|name| name.rsplit('/').next())
        {
            Some(name) => self.choices(&self.0["components"]["schemas"][name]),
            None => schema["oneOf"].as_array(),
        }
    }

    /// Whether the document rules this value out. What it says nothing about may still be refused.
    pub fn forbids(&self, schema: &'d Value, value: &Value) -> bool {
        if let Some(choices) = self.choices(schema) {
            return choices.iter().all(|choice| self.forbids(choice, value));
        }
        let shape = self.shape(schema);
        let types = shape.types();
        match value {
            Value::Null => !shape.is_nullable,
            Value::Bool(_) => !types.contains(&"boolean"),
            Value::Number(number) => {
                !types.contains(&"integer")
                    || number
                        .as_i64()
                        .is_none_or(|number| !shape.has_room_for(number))
            }
            Value::String(text) => !types.contains(&"string") || shape.forbids_text(text),
            Value::Array(items) => {
                !types.contains(&"array")
                    || shape.is_count_wrong(items.len(), "minItems", "maxItems")
                    || items
                        .iter()
                        .any(|item| self.forbids(&shape.schema["items"], item))
            }
            Value::Object(fields) => {
                let is_missing = |name: &Value| !fields.contains_key(name.as_str().expect("text"));
                !types.contains(&"object")
                    || shape.schema["required"]
                        .as_array()
                        .is_some_and(|names| names.iter().any(is_missing))
                    || fields
                        .iter()
                        .any(|(name, field)| match shape.property(name) {
                            Some(below) => self.forbids(below, field),
                            None => shape.schema["additionalProperties"] == false,
                        })
            }
        }
    }

    /// The same for what stands in a query as text.
    pub fn forbids_in_query(&self, schema: &'d Value, text: &str) -> bool {
        let shape = self.shape(schema);
        match shape.types().first() {
            Some(&"integer") => text
                .parse()
                .map_or(true, |number| !shape.has_room_for(number)),
            Some(&"boolean") => !matches!(text, "true" | "false"),
            _ => shape.forbids_text(text),
        }
    }
}

impl<'d> Shape<'d> {
    pub fn types(&self) -> Vec<&'d str> {
        match &self.schema["type"] {
            Value::String(one) => vec![one],
            Value::Array(some) => some.iter().filter_map(Value::as_str).collect(),
            _ => Vec::new(),
        }
    }

    pub fn properties(&self) -> impl Iterator<Item = (&'d String, &'d Value)> {
        self.schema["properties"].as_object().into_iter().flatten()
    }

    fn property(&self, name: &str) -> Option<&'d Value> {
        self.schema["properties"].get(name)
    }

    /// `mem` where the id of a member is wanted.
    pub fn id_prefix(&self) -> Option<&'d str> {
        let pattern = self.schema["pattern"].as_str()?.strip_prefix('^')?;
        let (prefix, rest) = pattern.split_once('_')?;
        rest.ends_with("{13}$").then_some(prefix)
    }

    fn has_room_for(&self, number: i64) -> bool {
        let bound = |name: &str| self.schema[name].as_i64();
        let is_small = self.schema["format"] != "int32" || i32::try_from(number).is_ok();
        is_small
            && bound("minimum").is_none_or(|min| number >= min)
            && bound("maximum").is_none_or(|max| number <= max)
    }

    fn is_count_wrong(&self, count: usize, min: &str, max: &str) -> bool {
        let bound = |name: &str| self.schema[name].as_u64();
        bound(min).is_some_and(|min| (count as u64) < min)
            || bound(max).is_some_and(|max| count as u64 > max)
    }

    fn forbids_text(&self, text: &str) -> bool {
        let words = self.schema["enum"].as_array();
        text.contains('\0')
            || self.is_count_wrong(text.chars().count(), "minLength", "maxLength")
            || words.is_some_and(|words| words.iter().all(|word| word != text))
            || self.id_prefix().is_some_and(|prefix| !is_id(prefix, text))
            || match self.schema["format"].as_str() {
                Some("date") => text.parse::<BusinessDate>().is_err(),
                Some("date-time") => text.parse::<Timestamp>().is_err(),
                _ => false,
            }
    }
}

fn is_id(prefix: &str, text: &str) -> bool {
    let code = text
        .strip_prefix(prefix)
        .and_then(|rest| rest.strip_prefix('_'));
    code.and_then(kernel::ids::decode).is_some()
}
