//! Guessing a password or a PIN costs time that grows; nobody is locked out for good.

use super::devices::{Device, PIN, put_up, set_up};
use crate::app::{TestApp, both};
use crate::call::{Ask, Caller, Reply};
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
        app.test.clock.advance_millis(15 * 60_000);
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

/// Sends guesses at one password, many at a time; answers how many of them were looked at.
fn guess(app: &TestApp, addresses: impl Iterator<Item = String>) -> usize {
    let body = json!({ "brand": "huitong", "login": "li", "password": "wrong-password" });
    let asks: Vec<Ask> = addresses
        .map(|address| {
            app.anybody()
                .to_post("/api/v1/session", &body)
                .from(&address)
        })
        .collect();
    let mut looked_at = 0;
    for some in asks.chunks(250) {
        let replies = app.at_once(some.to_vec());
        looked_at += replies.iter().filter(|reply| reply.status == 401).count();
        let waiting = replies.iter().filter(|reply| reply.status == 429).count();
        let judged = replies.iter().filter(|reply| reply.status == 401).count();
        assert_eq!(judged + waiting, replies.len());
        app.test.clock.advance_millis(1_000);
    }
    looked_at
}

fn log_in_from(app: &TestApp, address: &str) -> Reply {
    let body = json!({ "brand": "huitong", "login": "li", "password": PASSWORD });
    let ask = app.anybody().to_post("/api/v1/session", &body);
    app.send(&ask.from(address))
}

#[test]
fn guesses_from_one_address_keep_the_victim_out_nowhere_else() {
    both(|app| {
        app.hire("li", Role::Cashier, &["xuhui"]);
        let half = testkit::cases(500, 5_000).max(500) as usize;
        let stranger = || std::iter::repeat_n("203.0.113.9".to_owned(), half);
        let looked_at = guess(app, stranger());
        assert!(looked_at <= 10, "{looked_at} guesses were looked at");
        log_in_from(app, "198.51.100.7").ok();
        let looked_at = guess(app, stranger());
        assert!(looked_at <= 4, "{looked_at} more guesses were looked at");
        // Where the guesser sits the victim waits as well, and gets in afterwards.
        log_in_from(app, "203.0.113.9").refused(429, "access.too_many_tries");
        log_in_from(app, "198.51.100.7").ok();
        app.test.clock.advance_millis(15 * 60_000);
        log_in_from(app, "203.0.113.9").ok();
        app.prove();
    });
}

#[test]
fn guesses_from_everywhere_are_bounded_and_spare_where_the_victim_has_been() {
    both(|app| {
        app.hire("li", Role::Cashier, &["xuhui"]);
        log_in_from(app, "198.51.100.7").ok();
        let everywhere = (0..2_500).map(|n| format!("203.0.{}.{}", n / 250, 1 + n % 250));
        let looked_at = guess(app, everywhere);
        assert!((20..=30).contains(&looked_at), "{looked_at} were looked at");
        log_in_from(app, "198.51.100.7").ok();
        // In a new place one waits a minute at most.
        log_in_from(app, "192.0.2.4").refused(429, "access.too_many_tries");
        app.test.clock.advance_millis(60_000);
        log_in_from(app, "192.0.2.4").ok();
        app.prove();
    });
}

#[test]
fn a_trusted_proxy_says_for_whom_it_asks_and_nobody_else_does() {
    both(|app| {
        app.hire("li", Role::Cashier, &["xuhui"]);
        let body = json!({ "brand": "huitong", "login": "li", "password": "wrong-password" });
        let wrong = |peer: &str, named: &str| {
            let ask = app.anybody().to_post("/api/v1/session", &body).from(peer);
            app.send(&ask.header("x-forwarded-for", named)).status
        };
        // A stranger who makes up an address for each guess is one stranger.
        let made_up: Vec<u16> = (0..6)
            .map(|n| wrong("203.0.113.9", &format!("192.0.2.{n}")))
            .collect();
        assert_eq!(made_up, [401, 401, 401, 401, 401, 429]);
        // Clients behind the proxy of this machine are told apart.
        let told_apart: Vec<u16> = (0..6)
            .map(|n| wrong("127.0.0.1", &format!("192.0.2.{n}")))
            .collect();
        assert_eq!(told_apart, [401; 6]);
        app.settle_outbox();
    });
}

/// One more till in xuhui.
fn another_till(app: &TestApp, owner: &Caller<'_>, code: &str, seed: u8) -> Device {
    let till = put_up(owner, app.chain.store("xuhui"), code);
    Device::register(app, owner, &till, seed)
}

#[test]
fn guessing_a_pin_gets_slower_and_weak_ones_are_refused() {
    both(|app| {
        let (owner, device, li) = set_up(app);
        let mut looked_at = 0;
        for _ in 0..200 {
            let told = device.log_in(app, "li", "4821");
            looked_at += usize::from(told.code() == "access.wrong_pin");
        }
        // Three are free, and two seconds are enough for two more.
        assert_eq!(looked_at, 5);
        device
            .log_in(app, "li", PIN)
            .refused(429, "access.too_many_tries");
        app.test.clock.advance_millis(30 * 60_000);
        device.enter(app, "li");
        for pin in ["1234", "8888", "1990", "12", "abcd"] {
            let body = json!({ "pin": pin });
            let told = owner.post(format!("/api/v1/staff/{li}/pin"), &body);
            assert_eq!(
                told.refused(422, "request.invalid")["errors"][0]["pointer"],
                "/pin"
            );
        }
        app.prove();
    });
}

#[test]
fn guesses_at_one_till_keep_the_victim_out_at_no_other() {
    both(|app| {
        let (owner, here, _) = set_up(app);
        let [known, new] =
            [("02", 2), ("03", 3)].map(|(code, seed)| another_till(app, &owner, code, seed));
        known.enter(app, "li");
        // For a day a script at a till sends so many guesses every seven minutes or so: ten
        // thousand in all when the laws are proved in full.
        let at_once = testkit::cases(10, 50).max(10);
        let mut looked_at = 0;
        for turn in 0..200 {
            app.test.clock.advance_millis(432_000);
            let now = app.test.clock.now();
            let guess = |step| here.to_log_in(app, "li", "4821", now.plus_millis(step));
            let mut asks: Vec<Ask> = (0..at_once.into()).map(guess).collect();
            if turn % 8 == 0 {
                asks.push(known.to_log_in(app, "li", PIN, now));
            }
            let replies = app.at_once(asks);
            let (guesses, victim) = replies.split_at(at_once as usize);
            for reply in victim {
                // The first try, and the only one.
                assert_eq!(reply.status, 200, "{}", reply.text);
            }
            for reply in guesses {
                looked_at += usize::from(reply.code() == "access.wrong_pin");
                let is_known = [
                    "access.wrong_pin",
                    "access.too_many_tries",
                    "access.till_signature_stale",
                ]
                .contains(&reply.code());
                assert!(is_known, "{}", reply.text);
            }
        }
        // About fifty: the free ones and the short waits, then one in half an hour.
        assert!((40..=52).contains(&looked_at), "{looked_at} were looked at");

        // Where li has never been, li waits a minute at most.
        app.test.clock.advance_millis(30 * 60_000);
        here.log_in(app, "li", "4821")
            .refused(401, "access.wrong_pin");
        new.log_in(app, "li", PIN)
            .refused(429, "access.too_many_tries");
        app.test.clock.advance_millis(60_000);
        new.enter(app, "li");
        // Where the script runs the wait is longer, and ends as well.
        here.log_in(app, "li", PIN)
            .refused(429, "access.too_many_tries");
        app.test.clock.advance_millis(30 * 60_000);
        here.enter(app, "li");
        app.prove();
    });
}

#[test]
fn spraying_everybodys_pin_gets_slower_at_that_till_and_at_no_other() {
    both(|app| {
        let (owner, here, _) = set_up(app);
        let there = another_till(app, &owner, "02", 2);
        let mut looked_at = 0;
        for person in 0..100 {
            let told = here.log_in(app, &format!("person-{person}"), "4821");
            looked_at += usize::from(told.code() == "access.wrong_pin");
        }
        assert_eq!(looked_at, 31, "thirty are free, and one begins the waits");
        here.log_in(app, "li", PIN)
            .refused(429, "access.too_many_tries");
        there.enter(app, "li");
        app.test.clock.advance_millis(10 * 60_000);
        here.enter(app, "li");
        app.prove();
    });
}
