//! What people change about stores, goods and prices goes to the audit log, field by field.

use access::audit;
use kernel::Act;
use platform::db::{DbError, Tx};
use serde::Serialize;
use serde_json::{Map, Value as Json, json};
use std::fmt::Display;

/// Tells of something whole: what is new, or what is gone.
pub(crate) fn whole(
    tx: &mut Tx<'_>,
    act: Act,
    action: &str,
    subject: impl Display,
    what: &impl Serialize,
) -> Result<(), DbError> {
    audit::record(tx, &act, action, &subject.to_string(), &as_json(what)?)
}

/// Tells which fields changed, each with what it was and what it is.
pub(crate) fn changed<T: Serialize>(
    tx: &mut Tx<'_>,
    act: Act,
    action: &str,
    subject: impl Display,
    (before, after): (&T, &T),
) -> Result<(), DbError> {
    let details = difference(&as_json(before)?, &as_json(after)?);
    audit::record(tx, &act, action, &subject.to_string(), &details)
}

fn difference(before: &Json, after: &Json) -> Json {
    let (Some(before), Some(after)) = (before.as_object(), after.as_object()) else {
        return json!({ "from": before, "to": after });
    };
    let differs = |(name, _): &(&String, &Json)| before.get(*name) != after.get(*name);
    let fields: Map<String, Json> = after
        .iter()
        .filter(differs)
        .map(|(name, to)| (name.clone(), json!({ "from": before.get(name), "to": to })))
        .collect();
    Json::Object(fields)
}

fn as_json(what: &impl Serialize) -> Result<Json, DbError> {
    serde_json::to_value(what).map_err(|error| DbError::Bug(error.to_string()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_changed_is_told() {
        let told = difference(
            &json!({ "name": "a", "price": 1800, "phone": null }),
            &json!({ "name": "a", "price": 1900, "phone": "021" }),
        );
        let wanted = json!({
            "price": { "from": 1800, "to": 1900 },
            "phone": { "from": null, "to": "021" },
        });
        assert_eq!(told, wanted);
    }
}
