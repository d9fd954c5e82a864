//! Tills as devices: a code registers one, a PIN logs a cashier in there, and both end when they
//! are taken away.

use super::keys::make;
use crate::app::{TestApp, both};
use crate::call::{Ask, Caller, Reply, fresh_key};
use access::{Permission, Role, Scope};
use axum::http::Method;
use data_encoding::BASE64URL_NOPAD;
use ed25519_dalek::{Signer, SigningKey};
use kernel::{StoreId, TillId, Timestamp};
use serde_json::{Value, json};

pub const PIN: &str = "7305";

/// A till that has been registered.
pub struct Device {
    key: SigningKey,
    pub till: String,
    brand: String,
}

fn public_key(key: &SigningKey) -> String {
    BASE64URL_NOPAD.encode(&key.verifying_key().to_bytes())
}

/// Puts up a till in a store.
pub fn put_up(owner: &Caller<'_>, store: StoreId, code: &str) -> String {
    let till = json!({ "code": code, "name": code });
    let made = owner
        .post(format!("/api/v1/stores/{store}/tills"), &till)
        .ok();
    made["id"].as_str().expect("an id").to_owned()
}

/// A code to register a till.
fn code_for(owner: &Caller<'_>, till: &str) -> String {
    let offer = owner
        .post(format!("/api/v1/tills/{till}/codes"), &Value::Null)
        .ok();
    offer["code"].as_str().expect("shown once").to_owned()
}

fn register(app: &TestApp, code: &str, key: &SigningKey) -> Reply {
    let body = json!({ "brand": app.chain.code, "code": code, "public_key": public_key(key),
                       "name": "前台平板" });
    app.anybody().post("/api/v1/till/registration", &body)
}

impl Device {
    /// Registers a till by the front door.
    pub fn register(app: &TestApp, owner: &Caller<'_>, till: &str, seed: u8) -> Device {
        let key = SigningKey::from_bytes(&[seed; 32]);
        let done = register(app, &code_for(owner, till), &key).ok();
        assert_eq!(done["till_id"], till);
        let brand = done["brand_id"].as_str().expect("an id").to_owned();
        let till = till.to_owned();
        Device { key, till, brand }
    }

    /// Logs in with a signature of this moment, a moment after any before.
    pub fn log_in(&self, app: &TestApp, login: &str, pin: &str) -> Reply {
        app.test.clock.advance_millis(10);
        self.log_in_at(app, login, pin, app.test.clock.now())
    }

    fn log_in_at(&self, app: &TestApp, login: &str, pin: &str, at: Timestamp) -> Reply {
        app.send(&self.to_log_in(app, login, pin, at))
    }

    /// A log-in that is signed at a moment, still to be sent.
    pub fn to_log_in(&self, app: &TestApp, login: &str, pin: &str, at: Timestamp) -> Ask {
        let till: TillId = self.till.parse().expect("an id");
        let text = format!("huitong till log-in\n{till}\n{login}\n{at}");
        let signature = BASE64URL_NOPAD.encode(&self.key.sign(text.as_bytes()).to_bytes());
        let body = json!({ "brand_id": self.brand, "till_id": till, "login": login, "pin": pin,
                           "at": at, "signature": signature });
        app.anybody().to_post("/api/v1/till/session", &body)
    }

    /// Logs in with the right PIN, and is in.
    #[track_caller]
    pub fn enter<'a>(&self, app: &'a TestApp, login: &str) -> Caller<'a> {
        let begun = self.log_in(app, login, PIN).ok();
        let session = Caller {
            app,
            token: Some(begun["token"].as_str().expect("a token").to_owned()),
        };
        // Whoever is out later was in before.
        session.get("/api/v1/session").ok();
        session
    }
}

/// Gives a person the PIN.
pub fn give_pin(owner: &Caller<'_>, staff: impl std::fmt::Display) {
    owner
        .post(format!("/api/v1/staff/{staff}/pin"), &json!({ "pin": PIN }))
        .ok();
}

/// A registered till in xuhui and a cashier `li` with a PIN.
pub fn set_up<'a>(app: &'a TestApp) -> (Caller<'a>, Device, kernel::StaffId) {
    let owner = app.log_in_as(Role::Owner);
    let xuhui = app.chain.store("xuhui");
    let till = put_up(&owner, xuhui, "01");
    let device = Device::register(app, &owner, &till, 1);
    let li = app
        .chain
        .staff("li", Role::Cashier, Scope::Stores(vec![xuhui]));
    give_pin(&owner, li);
    (owner, device, li)
}

fn staff_path(caller: &Caller<'_>) -> String {
    let me = caller.get("/api/v1/session").ok()["staff"]["id"].take();
    format!("/api/v1/staff/{}", me.as_str().expect("an id"))
}

#[track_caller]
fn assert_out(session: &Caller<'_>) {
    session
        .get("/api/v1/session")
        .refused(401, "access.not_logged_in");
}

#[test]
fn a_cashier_sells_at_a_registered_till_and_reaches_nothing_else() {
    both(|app| {
        let (owner, device, _) = set_up(app);
        let li = device.enter(app, "li");
        let (sku, xuhui) = (app.chain.goods("latte-1800"), app.chain.store("xuhui"));
        let sale = |store: StoreId| {
            json!({ "store_id": store, "expected_total": 1_800,
                    "lines": [{ "sku_id": sku, "quantity": 1 }],
                    "tenders": [{ "kind": "cash", "amount": 1_800 }] })
        };
        // Whether the till names itself or not, it is its own sale, and never that of another.
        let mut named = sale(xuhui);
        named["till_id"] = json!(device.till);
        for sale in [&named, &sale(xuhui)] {
            let sold = li.post("/api/v1/orders/settle", sale).ok();
            let order = sold["order_id"].as_str().expect("an id");
            let kept = li.get(format!("/api/v1/orders/{order}")).ok();
            assert_eq!(kept["till_id"], json!(device.till));
        }
        named["till_id"] = json!(put_up(&owner, xuhui, "02"));
        li.post("/api/v1/orders/settle", &named)
            .refused(403, "access.other_till");
        let pudong = app.chain.store("pudong");
        li.post("/api/v1/orders/settle", &sale(pudong))
            .refused(403, "access.out_of_scope");
        li.get("/api/v1/sessions")
            .refused(403, "access.not_at_till");
        app.prove();
    });
}

#[test]
fn a_till_that_is_revoked_replaced_or_switched_off_is_out_at_the_next_request() {
    both(|app| {
        let (owner, device, _) = set_up(app);
        let li = device.enter(app, "li");
        li.get("/api/v1/session").ok();
        let path = format!("/api/v1/tills/{}/device", device.till);
        assert!(owner.get(path.as_str()).ok()["device"]["signed_at"].is_string());
        app.send(&owner.ask(Method::DELETE, path.as_str())).ok();
        assert_out(&li);
        device
            .log_in(app, "li", PIN)
            .refused(401, "access.till_not_registered");

        let again = Device::register(app, &owner, &device.till, 2);
        let li = again.enter(app, "li");
        let replaced = Device::register(app, &owner, &device.till, 3);
        assert_out(&li);
        again
            .log_in(app, "li", PIN)
            .refused(401, "access.till_not_registered");

        let li = replaced.enter(app, "li");
        let xuhui = app.chain.store("xuhui");
        let till = format!("/api/v1/stores/{xuhui}/tills/{}", device.till);
        owner
            .edit(
                Method::PATCH,
                &till,
                "\"1\"",
                &json!({ "is_active": false }),
            )
            .ok();
        assert_out(&li);
        replaced
            .log_in(app, "li", PIN)
            .refused(401, "access.till_not_registered");
        app.prove();
    });
}

#[test]
fn a_pin_that_is_taken_away_and_a_person_who_is_switched_off_are_out_at_the_next_request() {
    both(|app| {
        let (owner, device, li_id) = set_up(app);
        let li = device.enter(app, "li");
        app.send(&owner.ask(Method::DELETE, format!("/api/v1/staff/{li_id}/pin")))
            .ok();
        assert_out(&li);
        device
            .log_in(app, "li", PIN)
            .refused(401, "access.wrong_pin");

        give_pin(&owner, li_id);
        let li = device.enter(app, "li");
        let path = format!("/api/v1/staff/{li_id}");
        let change = |change: Value| {
            let etag = owner.get(path.as_str()).etag();
            owner.edit(Method::PATCH, &path, &etag, &change).ok();
        };
        // Who works elsewhere from now on is out here.
        change(json!({ "scope": { "store_ids": [app.chain.store("pudong")] } }));
        assert_out(&li);
        device
            .log_in(app, "li", PIN)
            .refused(403, "access.out_of_scope");
        change(json!({ "scope": { "store_ids": [app.chain.store("xuhui")] } }));
        li.get("/api/v1/session").ok();
        change(json!({ "is_active": false }));
        assert_out(&li);
        device
            .log_in(app, "li", PIN)
            .refused(401, "access.wrong_pin");
        app.prove();
    });
}

#[test]
fn a_code_is_good_once_and_for_a_quarter_of_an_hour() {
    both(|app| {
        let owner = app.log_in_as(Role::Owner);
        let till = put_up(&owner, app.chain.store("xuhui"), "01");
        let [first, second] = [1, 2].map(|seed| SigningKey::from_bytes(&[seed; 32]));
        let code = code_for(&owner, &till);
        register(app, &code.to_lowercase().replace('-', " "), &first).ok();
        // The answer was lost: the same till asks again. Another one does not get in.
        register(app, &code, &first).ok();
        register(app, &code, &second).refused(401, "access.wrong_registration_code");

        let old = code_for(&owner, &till);
        let newer = code_for(&owner, &till);
        register(app, &old, &second).refused(401, "access.wrong_registration_code");
        app.test.clock.advance_millis(15 * 60_000);
        register(app, &newer, &second).refused(401, "access.wrong_registration_code");

        // The secret is in one answer and in no table.
        let (key, path) = (fresh_key(), format!("/api/v1/tills/{till}/codes"));
        let shown = owner.post_with_key(&key, path.as_str(), &Value::Null).ok();
        assert!(shown["code"].is_string());
        let again = owner.post_with_key(&key, path, &Value::Null);
        assert!(
            again.is_replay() && again.body["code"].is_null(),
            "{}",
            again.text
        );
        app.prove();
    });
}

#[test]
fn no_key_registers_a_till_and_a_manager_does_so_in_the_own_store() {
    both(|app| {
        let owner = app.log_in_as(Role::Owner);
        let here = put_up(&owner, app.chain.store("xuhui"), "01");
        let there = put_up(&owner, app.chain.store("pudong"), "02");
        let codes = |till: &str| format!("/api/v1/tills/{till}/codes");
        let device = format!("/api/v1/tills/{here}/device");

        let manager = app.log_in_as(Role::StoreManager);
        Device::register(app, &manager, &here, 1);
        manager
            .post(codes(&there), &Value::Null)
            .refused(403, "access.out_of_scope");

        // What a key that is lost could do, it could do for good.
        let program = make(&owner, &[Permission::StoresWrite], None).caller;
        program
            .post(codes(&here), &Value::Null)
            .refused(403, "access.needs_person");
        app.send(&program.ask(Method::DELETE, device.as_str()))
            .refused(403, "access.needs_person");
        app.send(&manager.ask(Method::DELETE, device.as_str())).ok();
        app.prove();
    });
}

#[test]
fn a_code_does_not_outlive_the_rights_of_who_offered_it() {
    both(|app| {
        let owner = app.log_in_as(Role::Owner);
        let till = put_up(&owner, app.chain.store("xuhui"), "01");
        let zhao = app.hire("zhao", Role::StoreManager, &["xuhui"]);
        let path = staff_path(&zhao);
        let change = |change: Value| {
            let etag = owner.get(path.as_str()).etag();
            owner.edit(Method::PATCH, &path, &etag, &change).ok();
        };
        let works_in = |store: &str| json!({ "scope": { "store_ids": [app.chain.store(store)] } });
        let code = code_for(&zhao, &till);
        let key = SigningKey::from_bytes(&[1; 32]);
        for (taken, given) in [
            (works_in("pudong"), works_in("xuhui")),
            (
                json!({ "role": "cashier" }),
                json!({ "role": "store_manager" }),
            ),
            (json!({ "is_active": false }), json!({ "is_active": true })),
        ] {
            change(taken);
            register(app, &code, &key).refused(401, "access.wrong_registration_code");
            change(given);
        }
        register(app, &code, &key).ok();
        // What was done is told again, whoever has left since.
        change(json!({ "is_active": false }));
        register(app, &code, &key).ok();
        app.prove();
    });
}

#[test]
fn a_signature_is_good_once_and_at_its_moment() {
    both(|app| {
        let (_, device, _) = set_up(app);
        app.test.clock.advance_millis(10);
        let now = app.test.clock.now();
        device.log_in_at(app, "li", PIN, now).ok();
        for millis in [0, -1, -300_001, 30_001] {
            let told = device.log_in_at(app, "li", PIN, now.plus_millis(millis));
            let told = told.refused(401, "access.till_signature_stale");
            assert_eq!(told["params"]["now"], json!(now));
        }
        // A till whose clock was ahead and is set right goes on after half a minute.
        let ahead = now.plus_millis(30_000);
        device.log_in_at(app, "li", PIN, ahead).ok();
        device
            .log_in(app, "li", PIN)
            .refused(401, "access.till_signature_stale");
        app.test.clock.set(ahead);
        device.log_in(app, "li", PIN).ok();
        let other = Device {
            key: SigningKey::from_bytes(&[9; 32]),
            till: device.till.clone(),
            brand: device.brand.clone(),
        };
        other
            .log_in(app, "li", PIN)
            .refused(401, "access.till_not_registered");
        app.prove();
    });
}

#[test]
fn everybody_sets_their_own_pin_with_the_password() {
    both(|app| {
        let (owner, device, _) = set_up(app);
        let li = app.log_in(&app.chain, "li");
        let set = |password: &str| {
            let body = json!({ "password": password, "pin": "906217" });
            li.post("/api/v1/session/pin", &body)
        };
        let told = set("wrong-password").refused(422, "request.invalid");
        assert_eq!(told["errors"][0]["code"], "password.wrong");
        let before = device.enter(app, "li");
        set(crate::chain::PASSWORD).ok();
        assert_out(&before);
        device
            .log_in(app, "li", PIN)
            .refused(401, "access.wrong_pin");
        device.log_in(app, "li", "906217").ok();

        // Whoever may set that of others does not get around the own password either.
        let own = format!("{}/pin", staff_path(&owner));
        owner
            .post(own, &json!({ "pin": "906217" }))
            .refused(403, "access.role_not_yours");
        app.prove();
    });
}
