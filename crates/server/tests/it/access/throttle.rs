//! Guessing a password costs time that grows; nobody is locked out for good.

use crate::app::{TestApp, both};
use crate::call::Reply;
use crate::chain::PASSWORD;
use access::Role;
use serde_json::json;

fn log_in(app: &TestApp, login: &str, password: &str) -> Reply {
    let body = json!({ "brand": "huitong", "login": login, "password": password });
    app.anybody().post("/api/v1/session", &body)
}

#[test]
fn wrong_passwords_make_the_wait_grow_and_the_right_one_still_gets_in() {
    both(|app| {
        let mut waits = Vec::new();
        for _ in 0..9 {
            log_in(app, "owner", "wrong-password").refused(401, "access.wrong_login");
            let told = log_in(app, "owner", "wrong-password");
            if told.status != 429 {
                continue;
            }
            let seconds = told.header("retry-after").parse::<i64>().expect("seconds");
            let told = told.refused(429, "access.too_many_tries");
            assert_eq!(told["params"]["retry_after_seconds"], seconds);
            waits.push(seconds);
            app.test.clock.advance_millis(seconds * 1_000);
        }
        assert!(
            waits.len() >= 4 && waits.is_sorted_by(|a, b| a < b),
            "{waits:?}"
        );

        // Whoever has to wait has to, even with the right password; afterwards it counts anew.
        log_in(app, "owner", "wrong-password").refused(401, "access.wrong_login");
        log_in(app, "owner", PASSWORD).refused(429, "access.too_many_tries");
        app.test.clock.advance_millis(60_000);
        log_in(app, "owner", PASSWORD).ok();
        log_in(app, "owner", "wrong-password").refused(401, "access.wrong_login");
        log_in(app, "owner", PASSWORD).ok();
        app.prove();
    });
}

#[test]
fn guessing_at_once_is_no_way_around_the_wait() {
    both(|app| {
        let body = json!({ "brand": "huitong", "login": "owner", "password": "wrong-password" });
        let ask = app.anybody().to_post("/api/v1/session", &body);
        let replies = app.at_once(vec![ask; 30]);
        let tried = replies.iter().filter(|reply| reply.status == 401).count();
        let told_to_wait = replies.iter().filter(|reply| reply.status == 429).count();
        assert_eq!(tried + told_to_wait, 30);
        assert!(tried <= 6, "{tried} guesses were looked at");
        app.settle_outbox();
    });
}

#[test]
fn unknown_brand_log_in_and_password_are_one_answer() {
    both(|app| {
        app.hire("li", Role::Cashier, &["xuhui"]);
        let told = |brand: &str, login: &str| {
            let body = json!({ "brand": brand, "login": login, "password": "wrong-password" });
            let mut told = app
                .anybody()
                .post("/api/v1/session", &body)
                .refused(401, "access.wrong_login");
            told["request_id"].take();
            told
        };
        let wrong = told("huitong", "li");
        assert_eq!(told("huitong", "nobody"), wrong);
        assert_eq!(told("no-such-brand", "li"), wrong);
        app.settle_outbox();
    });
}
