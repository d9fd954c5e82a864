//! Files that lists are written to, as stories ask for them and read them.

use crate::call::Caller;
use serde_json::{Value, json};

/// Asks for a file; answers the address of the export.
#[track_caller]
pub fn ask(caller: &Caller<'_>, subject: &str, mut wanted: Value) -> String {
    wanted["subject"] = json!(subject);
    wanted["format"] = json!("csv");
    wanted["reason"] = json!("对账");
    let started = caller.post("/api/v1/exports", &wanted).ok();
    let id = started["export"]["id"].as_str();
    let id = id.unwrap_or_else(|| panic!("{subject}: {started}"));
    format!("/api/v1/exports/{id}")
}

/// The headings and the rows of a file that is ready; no cell of these stories holds a comma.
#[track_caller]
pub fn rows(caller: &Caller<'_>, export: &str) -> Vec<Vec<String>> {
    let file = caller.get(format!("{export}/file"));
    assert_eq!(file.status, 200, "{}", file.text);
    let cells = |line: &str| line.split(',').map(str::to_owned).collect();
    file.text.lines().skip(1).map(cells).collect()
}

/// The same of a file that is still to be made.
#[track_caller]
pub fn exported(caller: &Caller<'_>, subject: &str, wanted: Value) -> Vec<Vec<String>> {
    let export = ask(caller, subject, wanted);
    caller.app.run_jobs();
    rows(caller, &export)
}

/// What the list says in a field of every row, filtered by the same words.
#[track_caller]
fn listed(caller: &Caller<'_>, path: &str, field: &str, filter: &Value) -> Vec<String> {
    let mut asked = "limit=200".to_owned();
    for (name, value) in filter.as_object().expect("a filter") {
        let value = value
            .as_str()
            .map_or_else(|| value.to_string(), str::to_owned);
        asked += &format!("&{name}={value}");
    }
    let list = caller.get(format!("/api/v1/{path}?{asked}")).ok();
    let rows = list["items"].as_array().expect("a list").iter();
    let text = |row: &Value| match &row[field] {
        Value::String(text) => text.clone(),
        other => other.to_string(),
    };
    rows.map(text).collect()
}

/// Of each list its path, the field and the column that tell its rows apart.
fn place_of(subject: &str) -> (&str, &str, usize) {
    match subject {
        "members" => ("members", "member_no", 0),
        "orders" => ("orders", "order_no", 0),
        "returns" => ("returns", "order_no", 0),
        "top_ups" => ("top-ups", "store_name", 1),
        "goods" => ("skus", "code", 2),
        "audit" => ("audit", "number", 0),
        other => panic!("{other}"),
    }
}

/// A file holds what the list shows, in its order, and that is `count` rows.
#[track_caller]
pub fn check(caller: &Caller<'_>, subject: &str, filter: Value, count: usize) {
    let (path, field, column) = place_of(subject);
    let shown = listed(caller, path, field, &filter);
    let file = exported(caller, subject, json!({ "filter": filter }));
    let told: Vec<String> = file[1..].iter().map(|row| row[column].clone()).collect();
    assert_eq!(told, shown, "{subject} {filter}");
    assert_eq!(told.len(), count, "{subject} {filter}");
}

pub fn id_of(value: &Value) -> String {
    value.as_str().expect("an id").to_owned()
}
