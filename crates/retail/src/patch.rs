//! Fields of a PATCH body: absent means unchanged, and null is a value only where it may be.

use serde::{Deserialize, Deserializer};

/// A field that may be left out but not be null; use with `#[serde(default)]`.
pub(crate) fn given<'de, T, D>(from: D) -> Result<Option<T>, D::Error>
where
    T: Deserialize<'de>,
    D: Deserializer<'de>,
{
    T::deserialize(from).map(Some)
}

/// A field that may be left out, and whose null takes the value away; use with
/// `#[serde(default)]`.
pub(crate) fn given_or_null<'de, T, D>(from: D) -> Result<Option<Option<T>>, D::Error>
where
    T: Deserialize<'de>,
    D: Deserializer<'de>,
{
    Option::<T>::deserialize(from).map(Some)
}

/// Sets a field if the body gives it a value.
pub(crate) fn set<T: Clone>(field: &mut T, given: &Option<T>) {
    if let Some(value) = given {
        field.clone_from(value);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[derive(Debug, PartialEq, Deserialize)]
    struct Body {
        #[serde(default, deserialize_with = "given")]
        name: Option<String>,
        #[serde(default, deserialize_with = "given_or_null")]
        phone: Option<Option<String>>,
    }

    #[test]
    fn absent_null_and_given_are_three_things() {
        let read = |text: &str| serde_json::from_str::<Body>(text).map_err(|e| e.to_string());
        assert_eq!(
            read("{}"),
            Ok(Body {
                name: None,
                phone: None
            })
        );
        assert_eq!(
            read(r#"{"phone": null}"#),
            Ok(Body {
                name: None,
                phone: Some(None)
            })
        );
        let both = Body {
            name: Some("a".into()),
            phone: Some(Some("b".into())),
        };
        assert_eq!(read(r#"{"name": "a", "phone": "b"}"#), Ok(both));
        assert!(read(r#"{"name": null}"#).is_err());
    }
}
