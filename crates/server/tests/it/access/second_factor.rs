//! A code of the telephone beside the password.

use super::devices;
use crate::app::{TestApp, both, token_of};
use crate::call::{Caller, Reply};
use crate::chain::PASSWORD;
use access::Role;
use axum::http::Method;
use data_encoding::BASE32_NOPAD;
use serde_json::json;
use totp_rs::{Builder, Secret};

/// A telephone that has a secret.
struct Telephone(Vec<u8>);

impl Telephone {
    /// Reads what the QR code holds.
    fn scan(address: &str) -> Telephone {
        let secret = address.split("secret=").nth(1).expect("a secret");
        let secret = secret.split('&').next().expect("a part");
        Telephone(BASE32_NOPAD.decode(secret.as_bytes()).expect("base 32"))
    }

    fn code(&self, app: &TestApp) -> String {
        let secret: [u8; 20] = self.0.clone().try_into().expect("160 bits");
        let totp = Builder::new()
            .with_secret(Secret::new_stack(secret))
            .build()
            .expect("a TOTP");
        let seconds = app.test.clock.now().0 / 1_000;
        totp.generate(seconds as u64).to_string()
    }
}

/// Sets a second factor up; answers with the telephone and the recovery codes.
fn set_up(app: &TestApp, person: &Caller<'_>) -> (Telephone, Vec<String>) {
    let path = "/api/v1/session/second-factor";
    let begun = person.post(path, &json!({ "password": PASSWORD })).ok();
    let telephone = Telephone::scan(begun["address"].as_str().expect("shown once"));
    let wrong = person.post(format!("{path}/confirm"), &json!({ "code": "000000" }));
    assert_eq!(
        wrong.refused(422, "request.invalid")["errors"][0]["code"],
        "code.wrong"
    );
    let code = json!({ "code": telephone.code(app) });
    let done = person.post(format!("{path}/confirm"), &code).ok();
    let codes = done["recovery_codes"].as_array().expect("shown once");
    let codes = codes
        .iter()
        .map(|code| code.as_str().expect("text").to_owned())
        .collect();
    app.test.clock.advance_millis(30_000);
    (telephone, codes)
}

fn log_in(app: &TestApp, login: &str, code: Option<&str>) -> Reply {
    let mut body = json!({ "brand": "huitong", "login": login, "password": PASSWORD });
    if let Some(code) = code {
        body["code"] = json!(code);
    }
    app.anybody().post("/api/v1/session", &body)
}

/// Logs in with the password alone, where that is enough to begin a session.
#[track_caller]
fn enter<'a>(app: &'a TestApp, login: &str) -> Caller<'a> {
    let token = Some(token_of(&log_in(app, login, None)));
    Caller { app, token }
}

/// Asks the people of these roles for a second factor.
fn ask_roles(owner: &Caller<'_>, roles: &[&str]) {
    let policy = owner.get("/api/v1/access-policy");
    let (etag, mut rules) = (policy.etag(), policy.ok());
    rules["second_factor_roles"] = json!(roles);
    let edited = owner.edit(Method::PUT, "/api/v1/access-policy", &etag, &rules);
    assert_eq!(edited.ok()["second_factor_roles"], json!(roles));
}

fn id_of(person: &Caller<'_>) -> String {
    let session = person.get("/api/v1/session").ok();
    session["staff"]["id"].as_str().expect("an id").to_owned()
}

#[track_caller]
fn assert_limited(person: &Caller<'_>) {
    person
        .get("/api/v1/members")
        .refused(403, "access.second_factor_missing");
    let session = person.get("/api/v1/session").ok();
    assert_eq!(session["is_limited"], true);
    assert_eq!(session["permissions"], json!([]));
}

#[track_caller]
fn assert_out(session: &Caller<'_>) {
    session
        .get("/api/v1/session")
        .refused(401, "access.not_logged_in");
}

#[test]
fn a_log_in_needs_the_code_and_each_code_is_good_once() {
    both(|app| {
        let owner = app.log_in_as(Role::Owner);
        let (telephone, recovery) = set_up(app, &owner);
        log_in(app, "owner", None).refused(401, "access.second_factor_needed");
        let code = telephone.code(app);
        log_in(app, "owner", Some(&code)).ok();
        log_in(app, "owner", Some(&code)).refused(401, "access.wrong_second_factor");
        app.test.clock.advance_millis(30_000);
        let code = telephone.code(app);
        let mut body = json!({ "brand": "huitong", "login": "owner", "password": PASSWORD });
        body["code"] = json!(code);
        let asks = vec![app.anybody().to_post("/api/v1/session", &body); 4];
        let replies = app.at_once_to(&app.servers(), asks);
        assert_eq!(
            replies.iter().filter(|reply| reply.status == 200).count(),
            1
        );
        // A lost telephone: each recovery code once, however it is typed.
        app.test.clock.advance_millis(15 * 60_000);
        log_in(app, "owner", Some(&recovery[0].to_lowercase())).ok();
        log_in(app, "owner", Some(&recovery[0])).refused(401, "access.wrong_second_factor");
        let state = owner.get("/api/v1/session/second-factor").ok();
        assert_eq!(state, json!({ "is_in_use": true, "recovery_codes": 9 }));
        let body = json!({ "password": PASSWORD });
        owner
            .post("/api/v1/session/second-factor", &body)
            .refused(422, "access.second_factor_in_use");
        // To take it away, the password alone is not enough.
        let path = "/api/v1/session/second-factor/remove";
        owner.post(path, &body).refused(422, "request.invalid");
        let with = |code: &str| json!({ "password": PASSWORD, "code": code });
        for wrong in ["000000", code.as_str(), recovery[0].as_str()] {
            let told = owner
                .post(path, &with(wrong))
                .refused(422, "request.invalid");
            assert_eq!(told["errors"][0]["code"], "code.wrong", "{wrong}");
        }
        owner.post(path, &with(&recovery[1])).ok();
        let state = owner.get("/api/v1/session/second-factor").ok();
        assert_eq!(state, json!({ "is_in_use": false, "recovery_codes": 0 }));
        app.test.clock.advance_millis(15 * 60_000);
        log_in(app, "owner", None).ok();
        app.prove();
    });
}

#[test]
fn a_role_that_needs_one_does_nothing_else_until_it_is_set_up() {
    both(|app| {
        let owner = app.log_in_as(Role::Owner);
        let zhou = app.log_in_as(Role::HqFinance);
        let cashier = app.log_in_as(Role::Cashier);
        ask_roles(&owner, &["hq_finance"]);
        // From the next request on, in sessions that were there and in new ones.
        assert_limited(&zhou);
        let again = enter(app, "hq_finance");
        assert_limited(&again);
        cashier.get("/api/v1/members").ok();

        // A limited session is not let in by setting one up elsewhere: no code was shown in it.
        let (telephone, _) = set_up(app, &zhou);
        zhou.get("/api/v1/members").ok();
        assert_eq!(zhou.get("/api/v1/session").ok()["is_limited"], false);
        assert_out(&again);

        // Taken away by oneself, and the role still needs one.
        let body = json!({ "password": PASSWORD, "code": telephone.code(app) });
        zhou.post("/api/v1/session/second-factor/remove", &body)
            .ok();
        assert_limited(&zhou);
        set_up(app, &zhou);
        zhou.get("/api/v1/members").ok();

        // Taken away by whoever may change the person: all log-ins end, and it begins anew.
        let path = format!("/api/v1/staff/{}/second-factor", id_of(&zhou));
        app.send(&owner.ask(Method::DELETE, path)).ok();
        assert_out(&zhou);
        let anew = enter(app, "hq_finance");
        assert_limited(&anew);
        ask_roles(&owner, &[]);
        anew.get("/api/v1/members").ok();
        ask_roles(&owner, &["hq_finance", "owner"]);
        assert_limited(&anew);
        assert_limited(&owner);
        set_up(app, &owner);

        // Who gets another role is asked for what that role needs.
        let li = app.hire("li", Role::HqOperations, &["xuhui"]);
        let path = format!("/api/v1/staff/{}", id_of(&li));
        let etag = owner.get(path.as_str()).etag();
        let role = json!({ "role": "hq_finance" });
        owner.edit(Method::PATCH, &path, &etag, &role).ok();
        assert_limited(&li);
        app.prove();
    });
}

#[test]
fn a_limited_session_changes_neither_password_nor_pin() {
    both(|app| {
        let owner = app.log_in_as(Role::Owner);
        let zhou = app.log_in_as(Role::HqFinance);
        ask_roles(&owner, &["hq_finance"]);
        let password = json!({ "old_password": PASSWORD, "new_password": "mild-lotus-4471" });
        let pin = json!({ "password": PASSWORD, "pin": "906217" });
        let code = json!({ "password": PASSWORD, "code": "000000" });
        for (path, body) in [
            ("/api/v1/session/password", &password),
            ("/api/v1/session/pin", &pin),
            ("/api/v1/session/second-factor/remove", &code),
        ] {
            zhou.post(path, body)
                .refused(403, "access.second_factor_missing");
        }
        for path in ["/api/v1/sessions", "/api/v1/session/second-factor"] {
            zhou.get(path).refused(403, "access.second_factor_missing");
        }
        // What it is for: look who one is, set one up, log out.
        assert_limited(&zhou);
        set_up(app, &zhou);
        zhou.post("/api/v1/session/password", &password).ok();
        let leave = zhou.ask(Method::DELETE, "/api/v1/session");
        app.send(&leave).ok();
        assert_out(&zhou);
        app.prove();
    });
}

#[test]
fn a_till_is_itself_something_one_has() {
    both(|app| {
        let (owner, device, _) = devices::set_up(app);
        ask_roles(&owner, &["cashier"]);
        let at_till = device.enter(app, "li");
        at_till.get("/api/v1/members").ok();
        let session = at_till.get("/api/v1/session").ok();
        assert_eq!(session["is_limited"], false);
        assert_eq!(session["till_id"], json!(device.till));
        let xuhui = app.chain.store("xuhui");
        assert_eq!(session["scope"], json!({ "store_ids": [xuhui] }));
        let elsewhere = enter(app, "li");
        assert_limited(&elsewhere);
        let session = elsewhere.get("/api/v1/session").ok();
        assert_eq!(session["till_id"], json!(null));
        app.prove();
    });
}

#[test]
fn logging_in_in_two_steps_uses_up_nothing_that_others_share() {
    both(|app| {
        let owner = app.log_in_as(Role::Owner);
        let (telephone, _) = set_up(app, &owner);
        // More log-ins than an address has wrong tries for nothing.
        for _ in 0..40 {
            log_in(app, "owner", None).refused(401, "access.second_factor_needed");
            log_in(app, "owner", Some(&telephone.code(app))).ok();
            app.test.clock.advance_millis(30_000);
        }
        // Whoever has the password and asks on without a code waits, and so guesses slowly.
        for _ in 0..5 {
            log_in(app, "owner", None).refused(401, "access.second_factor_needed");
        }
        log_in(app, "owner", None).refused(429, "access.too_many_tries");
        app.prove();
    });
}
