//! The contract with clients: the OpenAPI document is as reviewed and says what is so.

use crate::app::both;
use serde_json::{Value, json};
use std::collections::BTreeSet;

const DOCUMENT: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../../docs/api/openapi.json");

/// POSTs that change nothing, or nothing more the second time, or answer what is not kept.
const WITHOUT_KEY: [&str; 13] = [
    "find_coupon",
    "found_brand",
    "issue_member_code",
    "log_in",
    "log_in_at_till",
    "prove_phone",
    "quote_basket",
    "quote_return",
    "read_offer_notation",
    "register_till",
    "take_sms_reports",
    "take_sms_replies",
    "unmask_phone",
];

/// Every operation with its method and path.
fn operations(document: &Value) -> Vec<(String, &Value)> {
    let paths = document["paths"].as_object().expect("paths");
    let of_path = |(path, item): (&String, &'_ Value)| {
        let methods = item
            .as_object()
            .expect("methods")
            .keys()
            .cloned()
            .collect::<Vec<_>>();
        methods
            .into_iter()
            .map(|method| (method, path.clone()))
            .collect::<Vec<_>>()
    };
    let all = paths.iter().flat_map(of_path).collect::<Vec<_>>();
    all.into_iter()
        .map(|(method, path)| {
            (
                format!("{method} {path}"),
                &document["paths"][&path][&method],
            )
        })
        .collect()
}

fn document() -> Value {
    serde_json::to_value(server::site::describe().0).expect("JSON")
}

#[test]
fn the_document_is_as_reviewed() {
    let made = server::site::document_text().expect("JSON");
    let reviewed = std::fs::read_to_string(DOCUMENT).unwrap_or_default();
    let differs = made.lines().zip(reviewed.lines()).position(|(a, b)| a != b);
    assert!(
        made == reviewed,
        "the API has changed (line {:?} of docs/api/openapi.json): look at the difference that \
         `cargo run -p server --bin huitong -- api docs/api` makes, and commit it",
        differs.map(|place| place + 1)
    );
}

#[test]
fn every_operation_has_a_name_a_permission_and_tells_of_problems() {
    let document = document();
    assert_eq!(document["openapi"], "3.1.0");
    let mut names = BTreeSet::new();
    for (operation, told) in operations(&document) {
        let name = told["operationId"].as_str().expect("a name");
        assert!(names.insert(name.to_owned()), "{name} twice");
        assert!(told["x-permission"].is_string(), "{operation}");
        assert!(
            told["description"].is_string() || told["summary"].is_string(),
            "{operation}"
        );
        let problem = &told["responses"]["default"]["content"]["application/problem+json"];
        let schema = json!({ "$ref": "#/components/schemas/Problem" });
        assert_eq!(problem["schema"], schema, "{operation}");
        let statuses: Vec<&String> = told["responses"]
            .as_object()
            .expect("some")
            .keys()
            .collect();
        let known = ["200", "204", "default"];
        assert!(
            statuses.iter().all(|one| known.contains(&one.as_str())),
            "{operation}: {statuses:?}"
        );
    }
    assert_eq!(
        names.len(),
        server::site::describe().1.len(),
        "nothing is left out"
    );
}

#[test]
fn every_changing_post_asks_for_a_key_and_every_edit_for_the_version() {
    for (operation, told) in operations(&document()) {
        let parameters = told["parameters"].as_array().cloned().unwrap_or_default();
        let asks_for = |header: &str| {
            parameters
                .iter()
                .any(|one| one["name"] == header && one["required"] == true)
        };
        let name = told["operationId"].as_str().expect("a name");
        match operation.split(' ').next() {
            Some("post") if !WITHOUT_KEY.contains(&name) => {
                assert!(asks_for("Idempotency-Key"), "{operation}");
            }
            Some("put" | "patch") => assert!(asks_for("If-Match"), "{operation}"),
            _ => {}
        }
    }
}

#[test]
fn no_reference_of_the_document_leads_nowhere() {
    let document = document();
    let text = document.to_string();
    let schemas = document["components"]["schemas"]
        .as_object()
        .expect("schemas");
    for rest in text.split("\"#/components/schemas/").skip(1) {
        let name = rest.split('"').next().expect("a name");
        assert!(schemas.contains_key(name), "{name} is nowhere");
    }
}

#[test]
fn the_document_is_browsed_without_any_foreign_host() {
    both(|app| {
        let served = app.anybody().get("/openapi.json").ok();
        assert_eq!(served, document());
        let page = app.anybody().get("/docs/");
        assert_eq!(page.status, 200);
        for foreign in ["src=\"http", "href=\"http", "src=\"//", "href=\"//"] {
            assert!(!page.text.contains(foreign), "{}", page.text);
        }
        for probe in ["/healthz", "/readyz", "/metrics"] {
            assert_eq!(app.anybody().get(probe).status, 200, "{probe}");
        }
        app.anybody()
            .get("/api/v1/nothing")
            .refused(404, "request.no_route");
    });
}
