//! Log-ins: who gets in, for how long, and what a stranger learns.

use crate::{Chain, PASSWORD, both, found_another};
use access::{Role, Scope};
use axum::http::header;
use kernel::StoreId;
use serde_json::{Value, json};

const SESSION: &str = "/api/v1/session";

#[test]
fn a_log_in_lasts_until_the_log_out() {
    both(|chain| {
        chain.hire("till-3", Role::Cashier, Scope::Stores(vec![StoreId(11)]));
        let reply = chain.try_log_in("Till-3", PASSWORD);
        let cookie = reply.headers[header::SET_COOKIE].to_str().expect("letters");
        for part in ["; Path=/", "; HttpOnly", "; SameSite=Strict"] {
            assert!(cookie.contains(part), "{cookie}");
        }
        assert!(!cookie.contains("Secure"), "plain HTTP would drop it");

        let who = chain.get(SESSION, &reply.cookie());
        assert_eq!(who.body, reply.body);
        assert_eq!(who.body["brand"]["code"], "chain");
        assert_eq!(who.body["staff"]["login"], "till-3");
        assert_eq!(who.body["staff"]["role"], "cashier");
        assert_eq!(who.body["scope"]["store_ids"], json!([StoreId(11)]));
        let permissions = who.body["permissions"].as_array().expect("a list");
        assert!(permissions.contains(&json!("orders.settle")));
        assert!(!permissions.contains(&json!("members.adjust")));

        let headers = format!("cookie: {}", reply.cookie());
        let out = chain.send(&format!("DELETE {SESSION}"), &headers, &Value::Null);
        assert_eq!(out.status, 204);
        assert_eq!(out.cookie(), "huitong_session=");
        let who = chain.get(SESSION, &reply.cookie());
        assert_eq!((who.status, who.code()), (401, "access.not_logged_in"));
        let again = chain.send(&format!("DELETE {SESSION}"), &headers, &Value::Null);
        assert_eq!(again.status, 204);
    });
}

#[test]
fn quiet_ends_a_session_and_use_keeps_it_until_its_last_hour() {
    both(|chain| {
        let life = &chain.app.config.session;
        let idle_seconds = i64::from(life.idle_minutes) * 60;
        let cookie = chain.log_in("boss");
        chain.later(idle_seconds - 1);
        assert_eq!(chain.get(SESSION, &cookie).status, 200);
        chain.later(idle_seconds - 1);
        assert_eq!(chain.get(SESSION, &cookie).status, 200, "use keeps it");
        chain.later(idle_seconds + 1);
        assert_eq!(chain.get(SESSION, &cookie).status, 401, "quiet ends it");

        let cookie = chain.log_in("boss");
        let mut used_seconds = 0;
        while chain.get(SESSION, &cookie).status == 200 {
            chain.later(idle_seconds / 2);
            used_seconds += idle_seconds / 2;
        }
        assert_eq!(used_seconds, i64::from(life.max_hours) * 3_600);
    });
}

#[test]
fn a_stranger_does_not_learn_who_works_here() {
    both(|chain| {
        let gone = chain.hire("gone", Role::Guide, Scope::Stores(vec![StoreId(11)]));
        let boss = chain.log_in("boss");
        chain.edit(&boss, gone, &json!({ "is_active": false }));
        let answers: Vec<Value> = [
            ("chain", "boss", "wrong-password"),
            ("chain", "gone", PASSWORD),
            ("chain", "nobody", PASSWORD),
            ("chain", "not a log-in", PASSWORD),
            ("nothing", "boss", PASSWORD),
        ]
        .into_iter()
        .map(|(brand, login, password)| {
            let body = json!({ "brand": brand, "login": login, "password": password });
            let reply = chain.send("POST /api/v1/session", "", &body);
            assert_eq!(reply.status, 401, "{brand} {login}");
            let mut body = reply.body;
            body["request_id"] = Value::Null;
            body
        })
        .collect();
        assert_eq!(answers[0]["code"], "access.wrong_login");
        assert!(answers.iter().all(|answer| *answer == answers[0]));
    });
}

#[test]
fn guessing_gets_slower_and_the_right_password_waits_too() {
    both(|chain| {
        for _ in 0..4 {
            assert_eq!(chain.try_log_in("boss", "wrong-password").status, 401);
        }
        assert_eq!(chain.try_log_in("boss", "wrong-password").status, 401);
        let reply = chain.try_log_in("boss", PASSWORD);
        assert_eq!((reply.status, reply.code()), (429, "access.too_many_tries"));
        assert_eq!(reply.body["params"]["retry_after_seconds"], 1);
        assert_eq!(reply.headers[header::RETRY_AFTER], "1");
        // Being told to wait costs nothing, and others go on.
        chain.hire("hq", Role::HqFinance, Scope::Brand);
        assert_eq!(chain.try_log_in("hq", PASSWORD).status, 200);
        chain.later(1);
        assert_eq!(chain.try_log_in("boss", PASSWORD).status, 200);
        assert_eq!(chain.try_log_in("boss", "wrong-password").status, 401);
        assert_eq!(chain.try_log_in("boss", PASSWORD).status, 200);
    });
}

#[test]
fn one_address_cannot_try_everybody() {
    both(|chain| {
        let guess = |from: &str, number: i32| {
            let login = format!("nobody-{number}");
            let body = json!({ "brand": "chain", "login": login, "password": "wrong-password" });
            chain.send_from(from, "POST /api/v1/session", "", &body)
        };
        let statuses: Vec<u16> = (0..32).map(|n| guess("203.0.113.9", n).status).collect();
        assert_eq!(statuses.iter().filter(|status| **status == 401).count(), 31);
        assert_eq!(statuses[31], 429);
        assert_eq!(guess("198.51.100.7", 1).status, 401, "others are others");
    });
}

/// Many at once must not be a way around the wait: tries are counted before they are checked.
#[test]
fn guesses_at_the_same_moment_all_count() {
    both(|chain| {
        let statuses: Vec<u16> = std::thread::scope(|scope| {
            let guesses: Vec<_> = (0..16)
                .map(|_| scope.spawn(|| chain.try_log_in("boss", "wrong-password").status))
                .collect();
            let join = |guess: std::thread::ScopedJoinHandle<'_, u16>| guess.join().expect("asked");
            guesses.into_iter().map(join).collect()
        });
        let checked = statuses.iter().filter(|status| **status == 401).count();
        assert_eq!(checked, 5, "{statuses:?}");
    });
}

#[test]
fn what_was_taken_away_is_gone_at_the_next_request() {
    both(|chain| {
        let stores = Scope::Stores(vec![StoreId(11)]);
        let manager = chain.hire("manager", Role::StoreManager, stores);
        let (boss, cookie) = (chain.log_in("boss"), chain.log_in("manager"));
        assert_eq!(chain.get("/api/v1/staff", &cookie).status, 200);

        let reply = chain.edit(&boss, manager, &json!({ "role": "cashier" }));
        assert_eq!(reply.status, 200, "{}", reply.body);
        let reply = chain.get("/api/v1/staff", &cookie);
        assert_eq!(
            (reply.status, reply.code()),
            (403, "access.missing_permission")
        );
        assert_eq!(reply.body["params"]["permission"], "staff.read");

        chain.edit(&boss, manager, &json!({ "is_active": false }));
        assert_eq!(chain.get(SESSION, &cookie).status, 401);
        chain.edit(&boss, manager, &json!({ "is_active": true }));
        assert_eq!(
            chain.get(SESSION, &cookie).status,
            401,
            "it does not come back"
        );
        chain.log_in("manager");
    });
}

#[test]
fn a_new_password_ends_what_the_old_one_opened() {
    both(|chain| {
        let cookie = chain.log_in("boss");
        let change = json!({ "password": "chunfeng-Youlv7" });
        assert_eq!(chain.edit(&cookie, chain.boss, &change).status, 200);
        assert_eq!(chain.get(SESSION, &cookie).status, 401);
        assert_eq!(chain.try_log_in("boss", PASSWORD).status, 401);
        assert_eq!(chain.try_log_in("boss", "chunfeng-Youlv7").status, 200);
    });
}

#[test]
fn a_cookie_alone_changes_nothing() {
    both(|chain| {
        let cookie = chain.log_in("boss");
        let form = format!("cookie: {cookie}\ncontent-type: application/x-www-form-urlencoded");
        let reply = chain.send("POST /api/v1/staff", &form, &Value::Null);
        assert_eq!((reply.status, reply.code()), (403, "access.cross_site"));

        let token = cookie.split_once('=').expect("a cookie").1;
        let bearer = format!("authorization: Bearer {token}");
        let reply = chain.send("POST /api/v1/staff", &bearer, &Value::Null);
        assert_eq!(
            reply.code(),
            "idempotency.key_missing",
            "no page can send it"
        );
    });
}

#[test]
fn a_token_opens_one_brand() {
    both(|chain| {
        let other = found_another(chain);
        let cookie = chain.log_in("boss");
        let secret = cookie.split_once('.').expect("two parts").1;
        let forged = format!("huitong_session={}.{secret}", kernel::ids::encode(other.0));
        assert_eq!(chain.get(SESSION, &forged).status, 401);
    });
}

#[test]
fn only_over_https_when_it_is_configured() {
    testkit::on(platform::db::Dialect::Sqlite, |db| {
        let mut chain = Chain::found(db);
        let mut config = (*chain.app.config).clone();
        config.session.secure_cookie = true;
        chain.app.config = config.into();
        let routes = access::routes().into_router(&chain.app, crate::PLACES);
        chain.router = platform::http::around(routes, &chain.app);
        let reply = chain.try_log_in("boss", PASSWORD);
        let cookie = reply.headers[header::SET_COOKIE].to_str().expect("letters");
        assert!(cookie.ends_with("; Secure"), "{cookie}");
    });
}

#[test]
fn sessions_that_are_over_are_swept() {
    both(|chain| {
        chain.log_in("boss");
        chain.later(8 * 86_400);
        let kept = chain.log_in("boss");
        let now = chain.db.clock.now();
        // The second log-in has swept the first away.
        let swept = chain.db.write(move |tx| access::purge_sessions(tx, now));
        assert_eq!(swept.expect("swept"), 0);
        assert_eq!(chain.get(SESSION, &kept).status, 200);
        let later = now.plus_days(8);
        let swept = chain.db.write(move |tx| access::purge_sessions(tx, later));
        assert_eq!(swept.expect("swept"), 1);
    });
}

#[test]
fn the_log_ins_of_a_person_stay_known_after_their_end() {
    both(|chain| {
        let boss = chain.log_in("boss");
        let guide = chain.hire("guide", Role::Guide, Scope::Stores(vec![StoreId(11)]));
        let path = format!("/api/v1/staff/{guide}/log-ins");
        let lines = |cookie: &str| {
            let page = chain.get(&path, cookie);
            assert_eq!(page.status, 200, "{}", page.body);
            page.body["items"].as_array().expect("a list").clone()
        };
        assert_eq!(lines(&boss), Vec::<Value>::new());
        let first = chain.log_in("guide");
        chain.later(60);
        chain.log_in("guide");
        let logged_out = chain.send(
            "DELETE /api/v1/session",
            &format!("cookie: {first}\nx-requested-with: test"),
            &Value::Null,
        );
        assert_eq!(logged_out.status, 204);
        chain.try_log_in("guide", "wrong-password");

        let told = lines(&boss);
        assert_eq!(told.len(), 2, "a try that went wrong is none: {told:?}");
        let of = |line: &Value| (line["network"].clone(), line["lasts"].clone());
        assert_eq!(of(&told[0]), (json!("203.0.113.9"), json!(true)));
        assert_eq!(of(&told[1]), (Value::Null, json!(false)));
        assert!(told[0]["at"].as_str() > told[1]["at"].as_str());
        let page = chain.get(&format!("{path}?limit=1"), &boss).body;
        let next = page["next"].as_str().expect("there is more");
        let rest = chain.get(&format!("{path}?cursor={next}"), &boss).body;
        assert_eq!(rest["items"], json!([told[1]]));

        chain.hire("away", Role::StoreManager, Scope::Stores(vec![StoreId(21)]));
        chain.hire("near", Role::StoreManager, Scope::Stores(vec![StoreId(11)]));
        let away = chain.get(&path, &chain.log_in("away"));
        assert_eq!((away.status, away.code()), (404, "access.staff_not_found"));
        assert_eq!(lines(&chain.log_in("near")), told);
    });
}
