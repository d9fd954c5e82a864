//! Keys of programs: what they open, and that they end when they, their maker or the maker's rights
//! are taken away.

use crate::app::{TestApp, both};
use crate::call::{Caller, fresh_key};
use access::{Permission, Role, Scope};
use axum::http::Method;
use kernel::StoreId;
use serde_json::{Value, json};

/// A program that calls with a key.
pub struct Program<'a> {
    pub caller: Caller<'a>,
    pub id: String,
    token: String,
}

/// Everything that a key may list.
pub fn all_for_keys() -> Vec<Permission> {
    let is_for_keys = |one: &&Permission| !one.needs_person() && !one.is_for_everybody();
    Permission::ALL
        .iter()
        .filter(is_for_keys)
        .copied()
        .collect()
}

/// Makes a key that is good for thirty days.
#[track_caller]
pub fn make<'a>(
    maker: &Caller<'a>,
    permissions: &[Permission],
    stores: Option<&[StoreId]>,
) -> Program<'a> {
    let ends_at = maker.app.test.clock.now().plus_days(30);
    let mut body = json!({ "name": "ERP", "permissions": permissions, "ends_at": ends_at });
    if let Some(stores) = stores {
        body["store_ids"] = json!(stores);
    }
    let made = maker.post("/api/v1/api-keys", &body).ok();
    let token = made["token"].as_str().expect("shown once").to_owned();
    assert!(token.starts_with("htk_"), "{token}");
    Program {
        caller: Caller {
            app: maker.app,
            token: Some(token.clone()),
        },
        id: made["key"]["id"].as_str().expect("an id").to_owned(),
        token,
    }
}

fn revoke(app: &TestApp, owner: &Caller<'_>, id: &str) {
    app.send(&owner.ask(Method::DELETE, format!("/api/v1/api-keys/{id}")))
        .ok();
}

#[test]
fn a_key_does_what_it_lists_and_is_refused_at_the_next_request_once_revoked() {
    both(|app| {
        let owner = app.log_in_as(Role::Owner);
        app.chain.store("xuhui");
        let program = make(&owner, &[Permission::StoresRead], None);
        program.caller.get("/api/v1/stores").ok();
        program
            .caller
            .get("/api/v1/members")
            .refused(403, "access.key_lacks_permission");
        program
            .caller
            .get("/api/v1/session")
            .refused(403, "access.needs_person");
        revoke(app, &owner, &program.id);
        program
            .caller
            .get("/api/v1/stores")
            .refused(401, "access.not_logged_in");
        let list = owner.get("/api/v1/api-keys").ok();
        let line = &list["items"][0];
        assert!(
            line["seen_at"].is_string() && line["revoked_at"].is_string(),
            "{line}"
        );
        assert!(!list.to_string().contains(&program.token));
        app.prove();
    });
}

#[test]
fn a_key_is_shown_once_and_ends_on_its_day() {
    both(|app| {
        let owner = app.log_in_as(Role::Owner);
        let ends_at = app.test.clock.now().plus_days(30);
        let body = json!({ "name": "ERP", "permissions": ["stores.read"], "ends_at": ends_at });
        let key = fresh_key();
        let made = owner.post_with_key(&key, "/api/v1/api-keys", &body).ok();
        let again = owner.post_with_key(&key, "/api/v1/api-keys", &body);
        assert!(
            again.is_replay() && again.body["token"].is_null(),
            "{}",
            again.text
        );
        let token = Some(made["token"].as_str().expect("shown once").to_owned());
        let program = Caller { app, token };
        program.get("/api/v1/stores").ok();
        app.test.clock.set(ends_at);
        program
            .get("/api/v1/stores")
            .refused(401, "access.not_logged_in");
        app.prove();
    });
}

#[test]
fn what_is_taken_from_its_maker_is_gone_from_the_key_at_the_next_request() {
    both(|app| {
        let owner = app.log_in_as(Role::Owner);
        let li = app.chain.staff("li", Role::HqOperations, Scope::Brand);
        let maker = app.log_in(&app.chain, "li");
        let program = make(
            &maker,
            &[Permission::SettingsRead, Permission::MembersRead],
            None,
        );
        program.caller.get("/api/v1/brand").ok();
        let change = |change: Value| {
            let path = format!("/api/v1/staff/{li}");
            let etag = owner.get(path.as_str()).etag();
            owner.edit(Method::PATCH, &path, &etag, &change).ok();
        };
        let here = json!({ "store_ids": [app.chain.store("xuhui")] });
        change(json!({ "role": "cashier", "scope": here }));
        program
            .caller
            .get("/api/v1/brand")
            .refused(403, "access.missing_permission");
        program.caller.get("/api/v1/members").ok();
        change(json!({ "is_active": false }));
        program
            .caller
            .get("/api/v1/members")
            .refused(401, "access.not_logged_in");
        app.prove();
    });
}

#[test]
fn a_key_of_some_stores_reaches_no_other_and_nobody_gives_more_than_they_have() {
    both(|app| {
        let owner = app.log_in_as(Role::Owner);
        let (xuhui, pudong) = (app.chain.store("xuhui"), app.chain.store("pudong"));
        let program = make(
            &owner,
            &[Permission::StoresRead, Permission::GoodsWrite],
            Some(&[xuhui]),
        );
        program.caller.get(format!("/api/v1/stores/{xuhui}")).ok();
        program
            .caller
            .get(format!("/api/v1/stores/{pudong}"))
            .refused(403, "access.out_of_scope");
        let goods = json!({ "code": "g", "name": "g", "skus": [] });
        program
            .caller
            .post("/api/v1/goods", &goods)
            .refused(403, "access.needs_whole_brand");

        let operations = app.log_in_as(Role::HqOperations);
        let ends_at = app.test.clock.now().plus_days(30);
        for wrong in ["members.adjust", "staff.write", "session"] {
            let body = json!({ "name": "x", "permissions": [wrong], "ends_at": ends_at });
            let told = operations
                .post("/api/v1/api-keys", &body)
                .refused(422, "request.invalid");
            assert_eq!(told["errors"][0]["pointer"], "/permissions/0", "{wrong}");
        }
        app.prove();
    });
}
