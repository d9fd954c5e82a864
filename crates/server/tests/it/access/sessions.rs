//! What was taken away is gone at the very next request; a cookie alone changes nothing.

use crate::app::both;
use crate::call::{Ask, Caller};
use crate::chain::PASSWORD;
use access::{Role, Scope};
use axum::http::Method;
use serde_json::{Value, json};

/// Changes a person as the owner does in the console: reads, then edits what was read.
fn edit(owner: &Caller<'_>, login: &str, change: &Value) {
    let list = owner.get("/api/v1/staff").ok();
    let people = list["items"].as_array().expect("a list");
    let person = people
        .iter()
        .find(|person| person["login"] == login)
        .expect("hired");
    let path = format!("/api/v1/staff/{}", person["id"].as_str().expect("an id"));
    let etag = owner.get(path.as_str()).etag();
    owner.edit(Method::PATCH, &path, &etag, change).ok();
}

#[test]
fn whoever_is_switched_off_is_refused_at_the_next_request() {
    both(|app| {
        let owner = app.log_in_as(Role::Owner);
        let li = app.hire("li", Role::Cashier, &["xuhui"]);
        let again = app.log_in(&app.chain, "li");
        li.get("/api/v1/members").ok();
        edit(&owner, "li", &json!({ "is_active": false }));
        for session in [&li, &again] {
            session
                .get("/api/v1/members")
                .refused(401, "access.not_logged_in");
        }
        let body = json!({ "brand": "huitong", "login": "li", "password": PASSWORD });
        app.anybody()
            .post("/api/v1/session", &body)
            .refused(401, "access.wrong_login");
        app.prove();
    });
}

#[test]
fn a_role_that_was_taken_away_is_gone_at_the_next_request() {
    both(|app| {
        let owner = app.log_in_as(Role::Owner);
        let li = app.hire("li", Role::StoreManager, &["xuhui"]);
        let reason = json!({ "reason": "试试" });
        let path = format!("/api/v1/members/{}/freeze", app.chain.member("wang").id);
        edit(&owner, "li", &json!({ "role": "cashier" }));
        li.post(path.as_str(), &reason)
            .refused(403, "access.missing_permission");
        assert_eq!(li.get("/api/v1/session").ok()["staff"]["role"], "cashier");
        app.prove();
    });
}

#[test]
fn a_store_that_was_taken_away_is_out_of_reach_at_the_next_request() {
    both(|app| {
        let owner = app.log_in_as(Role::Owner);
        let (xuhui, pudong) = (app.chain.store("xuhui"), app.chain.store("pudong"));
        let li = app.hire("li", Role::Cashier, &["xuhui"]);
        li.get(format!("/api/v1/stores/{xuhui}")).ok();
        edit(&owner, "li", &json!({ "scope": { "store_ids": [pudong] } }));
        li.get(format!("/api/v1/stores/{xuhui}"))
            .refused(403, "access.out_of_scope");
        li.get(format!("/api/v1/stores/{pudong}")).ok();
        app.prove();
    });
}

#[test]
fn a_region_brings_the_stores_it_has_at_this_moment() {
    both(|app| {
        let owner = app.log_in_as(Role::Owner);
        let (east, west) = (app.chain.region("east"), app.chain.region("west"));
        let xuhui = app.chain.store_in(east, "xuhui");
        app.chain
            .staff("li", Role::StoreManager, Scope::Regions(vec![east]));
        let li = app.log_in(&app.chain, "li");
        let path = format!("/api/v1/stores/{xuhui}");
        let etag = li.get(path.as_str()).etag();
        owner
            .edit(Method::PATCH, &path, &etag, &json!({ "region_id": west }))
            .ok();
        li.get(path.as_str()).refused(403, "access.out_of_scope");
        app.prove();
    });
}

#[test]
fn a_session_that_was_logged_out_is_over_and_the_others_go_on() {
    both(|app| {
        let li = app.hire("li", Role::Cashier, &["xuhui"]);
        let other = app.log_in(&app.chain, "li");
        let out = app.send(&li.ask(Method::DELETE, "/api/v1/session"));
        assert_eq!(out.status, 204);
        assert!(out.header("set-cookie").contains("Max-Age=0"));
        li.get("/api/v1/session")
            .refused(401, "access.not_logged_in");
        other.get("/api/v1/session").ok();
        app.prove();
    });
}

#[test]
fn a_new_password_ends_all_sessions() {
    both(|app| {
        let owner = app.log_in_as(Role::Owner);
        let li = app.hire("li", Role::Cashier, &["xuhui"]);
        edit(&owner, "li", &json!({ "password": "another-Youlv7" }));
        li.get("/api/v1/session")
            .refused(401, "access.not_logged_in");
        let body = json!({ "brand": "huitong", "login": "LI", "password": "another-Youlv7" });
        app.anybody().post("/api/v1/session", &body).ok();
        app.prove();
    });
}

#[test]
fn a_session_ends_after_half_a_day_without_a_request_and_after_a_week_in_any_case() {
    both(|app| {
        let li = app.hire("li", Role::Cashier, &["xuhui"]);
        let other = app.log_in(&app.chain, "li");
        const HOUR: i64 = 3_600_000;
        for _ in 0..14 {
            app.test.clock.advance_millis(11 * HOUR);
            li.get("/api/v1/session").ok();
        }
        other
            .get("/api/v1/session")
            .refused(401, "access.not_logged_in");
        app.test.clock.advance_millis(15 * HOUR);
        li.get("/api/v1/session")
            .refused(401, "access.not_logged_in");
        app.prove();
    });
}

#[test]
fn a_cookie_from_a_foreign_page_changes_nothing() {
    both(|app| {
        let li = app.hire("li", Role::StoreManager, &["xuhui"]);
        let cookie = format!("huitong_session={}", li.token.as_deref().expect("a token"));
        let wang = app.chain.member("wang").id;
        let path = format!("/api/v1/members/{wang}/freeze");
        // What a form on a foreign page can send: our cookie, but no JSON and no header of its own.
        for media in [
            "text/plain",
            "application/x-www-form-urlencoded",
            "multipart/form-data",
        ] {
            let form = Ask::new(Method::POST, path.as_str())
                .header("cookie", cookie.as_str())
                .header("content-type", media);
            app.send(&form).refused(403, "access.cross_site");
        }
        let shown = Ask::new(Method::GET, format!("/api/v1/members/{wang}"));
        let shown = app.send(&shown.header("cookie", cookie.as_str())).ok();
        assert_eq!(shown["is_frozen"], false);
        let own = Ask::new(Method::POST, path.as_str()).header("cookie", cookie.as_str());
        app.send(&own.json(&json!({ "reason": "自己的页面" })).key("page-1"))
            .ok();
        app.prove();
    });
}

#[test]
fn nobody_gives_a_role_or_a_store_that_they_do_not_have() {
    both(|app| {
        let pudong = app.chain.store("pudong");
        let manager = app.log_in_as(Role::StoreManager);
        let hire = |role: &str, scope: Value| {
            let person = json!({ "login": "new-one", "name": "新人", "password": "chunfeng-Youlv7",
                                 "role": role, "scope": scope });
            manager.post("/api/v1/staff", &person)
        };
        let here = json!({ "store_ids": [app.chain.store("xuhui")] });
        hire("store_manager", here.clone()).refused(403, "access.role_not_yours");
        hire("owner", json!({})).refused(403, "access.role_not_yours");
        hire("cashier", json!({ "store_ids": [pudong] })).refused(403, "access.out_of_scope");
        hire("cashier", here).ok();
        app.prove();
    });
}

#[test]
fn one_log_in_that_is_given_to_many_at_once_belongs_to_one() {
    both(|app| {
        let owner = app.log_in_as(Role::Owner);
        let here = json!({ "store_ids": [app.chain.store("xuhui")] });
        let person = json!({ "login": "li", "name": "李", "password": "chunfeng-Youlv7",
                             "role": "cashier", "scope": here });
        let asks = (0..6)
            .map(|_| owner.to_post("/api/v1/staff", &person))
            .collect();
        let replies = app.at_once_to(&app.servers(), asks);
        let hired = replies.iter().filter(|reply| reply.status == 200).count();
        let taken = replies
            .iter()
            .filter(|reply| reply.code() == "access.login_taken")
            .count();
        assert_eq!((hired, taken), (1, 5));
        app.prove();
    });
}

#[test]
fn owners_who_switch_each_other_off_at_once_leave_one() {
    both(|app| {
        let first = app.log_in_as(Role::Owner);
        app.chain.staff("second", Role::Owner, Scope::Brand);
        let second = app.log_in(&app.chain, "second");
        let me = |caller: &Caller<'_>| {
            let id = caller.get("/api/v1/session").ok()["staff"]["id"].take();
            format!("/api/v1/staff/{}", id.as_str().expect("an id"))
        };
        let off = |caller: &Caller<'_>, path: String| {
            let etag = caller.get(path.as_str()).etag();
            let ask = caller.ask(Method::PATCH, path);
            ask.json(&json!({ "is_active": false }))
                .header("if-match", etag)
        };
        let asks = vec![off(&first, me(&second)), off(&second, me(&first))];
        let replies = app.at_once_to(&app.servers(), asks);
        let done = replies.iter().filter(|reply| reply.status == 200).count();
        // Whoever was slower is told so, or is not there any more.
        let told = replies
            .iter()
            .filter(|reply| matches!(reply.code(), "access.last_owner" | "access.not_logged_in"));
        assert_eq!((done, told.count()), (1, 1));
        let left = [&first, &second].map(|owner| owner.get("/api/v1/session").status);
        assert_eq!(
            left.iter().filter(|status| **status == 200).count(),
            1,
            "{left:?}"
        );
        app.prove();
    });
}

#[test]
fn everybody_sees_their_own_log_ins_and_ends_them() {
    both(|app| {
        let li = app.hire("li", Role::Cashier, &["xuhui"]);
        let other = app.log_in(&app.chain, "li");
        let list = li.get("/api/v1/sessions").ok();
        let items = list["items"].as_array().expect("a list");
        assert_eq!(
            (items.len(), &items[0]["is_this"], &items[1]["is_this"]),
            (2, &json!(false), &json!(true))
        );
        let lost = items[0]["id"].as_str().expect("an id");
        let path = format!("/api/v1/sessions/{lost}");
        app.send(&li.ask(Method::DELETE, path.as_str())).ok();
        other
            .get("/api/v1/session")
            .refused(401, "access.not_logged_in");
        app.send(&li.ask(Method::DELETE, path.as_str()))
            .refused(404, "access.session_not_found");
        // Nobody ends another's by this way.
        let wang = app.hire("wang", Role::Cashier, &["xuhui"]);
        let own = &wang.get("/api/v1/sessions").ok()["items"][0]["id"];
        let path = format!("/api/v1/sessions/{}", own.as_str().expect("an id"));
        app.send(&li.ask(Method::DELETE, path))
            .refused(404, "access.session_not_found");
        wang.get("/api/v1/session").ok();
        app.prove();
    });
}

#[test]
fn log_ins_of_people_in_scope_are_seen_and_ended_by_whoever_may_change_them() {
    both(|app| {
        let manager = app.log_in_as(Role::StoreManager);
        let li = app.hire("li", Role::Cashier, &["xuhui"]);
        let wang = app.hire("wang", Role::Cashier, &["pudong"]);
        let id = |caller: &Caller<'_>| {
            let me = caller.get("/api/v1/session").ok();
            me["staff"]["id"].as_str().expect("an id").to_owned()
        };
        let path = format!("/api/v1/staff/{}/sessions", id(&li));
        let seen = manager.get(path.as_str()).ok();
        let one = seen["items"][0]["id"].as_str().expect("an id");
        app.send(&manager.ask(Method::DELETE, format!("{path}/{one}")))
            .ok();
        li.get("/api/v1/session")
            .refused(401, "access.not_logged_in");
        let again = [(); 2].map(|()| app.log_in(&app.chain, "li"));
        app.send(&manager.ask(Method::DELETE, path)).ok();
        for session in &again {
            session
                .get("/api/v1/session")
                .refused(401, "access.not_logged_in");
        }
        let elsewhere = format!("/api/v1/staff/{}/sessions", id(&wang));
        manager
            .get(elsewhere.as_str())
            .refused(404, "access.staff_not_found");
        app.send(&manager.ask(Method::DELETE, elsewhere))
            .refused(404, "access.staff_not_found");
        let owner = app.log_in_as(Role::Owner);
        let above = format!("/api/v1/staff/{}/sessions", id(&owner));
        app.send(&manager.ask(Method::DELETE, above))
            .refused(404, "access.staff_not_found");
        wang.get("/api/v1/session").ok();
        app.prove();
    });
}

#[test]
fn the_own_password_is_changed_with_the_old_one_and_ends_the_other_sessions() {
    both(|app| {
        let li = app.hire("li", Role::Cashier, &["xuhui"]);
        let other = app.log_in(&app.chain, "li");
        let change = |old: &str, new: &str| {
            let body = json!({ "old_password": old, "new_password": new });
            li.to_post("/api/v1/session/password", &body)
        };
        let told = app.send(&change("wrong-password", "chunfeng-Youlv7"));
        let told = told.refused(422, "request.invalid");
        assert_eq!(told["errors"][0]["code"], "password.wrong");
        let told = app
            .send(&change(PASSWORD, "password123"))
            .refused(422, "request.invalid");
        assert_eq!(told["errors"][0]["code"], "password.too_common");
        let good = change(PASSWORD, "chunfeng-Youlv7");
        app.send(&good).ok();
        // The answer was lost: the same request again is told what it did.
        let again = app.send(&good);
        assert!(again.is_replay(), "{}", again.text);
        li.get("/api/v1/session").ok();
        other
            .get("/api/v1/session")
            .refused(401, "access.not_logged_in");
        let body = json!({ "brand": "huitong", "login": "li", "password": "chunfeng-Youlv7" });
        app.anybody().post("/api/v1/session", &body).ok();
        app.prove();
    });
}

#[test]
fn guessing_the_own_password_in_a_stolen_session_gets_slower() {
    both(|app| {
        let li = app.hire("li", Role::Cashier, &["xuhui"]);
        let body = json!({ "old_password": "wrong-password", "new_password": "chunfeng-Youlv7" });
        let statuses: Vec<u16> = (0..8)
            .map(|_| li.post("/api/v1/session/password", &body).status)
            .collect();
        assert_eq!(statuses, [422, 422, 422, 422, 422, 422, 429, 429]);
        app.prove();
    });
}

#[test]
fn whoever_was_switched_off_is_named_as_guide_of_nothing_new() {
    both(|app| {
        let owner = app.log_in_as(Role::Owner);
        let (sku, store) = (app.chain.goods("latte-1800"), app.chain.store("xuhui"));
        let li = app.hire("li", Role::Guide, &["xuhui"]);
        let guide = li.get("/api/v1/session").ok()["staff"]["id"].take();
        let sale = json!({ "store_id": store, "guide_id": guide, "expected_total": 1_800,
            "lines": [{ "sku_id": sku, "quantity": 1 }],
            "tenders": [{ "kind": "cash", "amount": 1_800 }] });
        let entrant = |card: &str| json!({ "card_no": card, "store_id": store, "guide_id": guide });
        owner.post("/api/v1/orders/settle", &sale).ok();
        owner.post("/api/v1/members", &entrant("VIP-0001")).ok();
        edit(&owner, "li", &json!({ "is_active": false }));
        for (path, body) in [("orders/settle", sale), ("members", entrant("VIP-0002"))] {
            let told = owner.post(format!("/api/v1/{path}"), &body);
            assert_eq!(told.status, 422, "{path}: {}", told.text);
            assert!(told.text.contains("guide"), "{}", told.text);
        }
        app.prove();
    });
}
