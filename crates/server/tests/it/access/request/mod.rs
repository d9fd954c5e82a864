//! One well-formed request for every operation of the API, about things of a given brand and store.

mod bodies;
mod things;

use crate::app::TestApp;
use crate::call::{Ask, Caller, fresh_key};
use access::Declared;
use axum::http::Method;
pub use bodies::body;
pub use things::Things;

/// The password of people who are hired by the front door.
pub const STAFF_PASSWORD: &str = "chunfeng-Youlv7";

const SHEET: &str = "姓名,手机号\n张三,13900001111\n";

/// A request for an operation: its path about some things, its body about others.
pub fn ask(
    caller: &Caller<'_>,
    route: &Declared,
    path: &Things,
    body: &Things,
    turn: usize,
) -> Ask {
    let operation = route.operation_id.as_str();
    let method: Method = route.method.parse().expect("a method");
    let address = path.fill(&route.path, operation) + &path.query(operation);
    match operation {
        "start_import" => return import(caller),
        "add_goods_picture" => return crate::retail::pictures::walk(caller, address),
        _ => {}
    }
    let ask = caller
        .ask(method.clone(), address)
        .header("if-match", "\"1\"")
        .key(fresh_key());
    match bodies::body(body, operation, turn) {
        Some(body) => ask.json(&body),
        None => {
            let needs_body = method == Method::PATCH || method == Method::PUT;
            assert!(
                !needs_body,
                "{operation} is new: give it a body in bodies.rs"
            );
            ask
        }
    }
}

/// A file that is sent for import.
pub fn import(caller: &Caller<'_>) -> Ask {
    crate::imports::files::upload(caller, "kind=members&dry_run=true", SHEET)
}

/// What a brand shows of itself to its owner; to see that nothing of it was touched.
pub fn showcase(app: &TestApp, owner: &Caller<'_>) -> Vec<String> {
    [
        "brand",
        "staff",
        "stores",
        "regions",
        "categories",
        "goods",
        "goods-groups",
        "members",
        "orders",
        "tiers",
        "checkout-terms",
        "audit",
        "jobs",
        "joining-links",
        "sms/settings",
        "sms/messages",
    ]
    .map(|list| {
        app.send(&owner.ask(Method::GET, format!("/api/v1/{list}")))
            .text
    })
    .to_vec()
}
