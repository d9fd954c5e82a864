//! The walk: every route × every role × an own store, a foreign store and a foreign brand. What
//! must come out is worked out from the table of roles, never from the answer.

use super::request::{Things, ask, showcase};
use crate::app::{TestApp, both};
use crate::call::{Caller, Reply};
use crate::chain::Chain;
use access::{Declared, Permission, Role, Scope};
use kernel::RegionId;

pub(super) fn routes() -> Vec<Declared> {
    server::site::describe().1
}

/// What an earlier request of the walk may have used up, or nobody has but who made it.
const USED_UP: [&str; 8] = [
    "access.session_not_found",
    "approval.not_found",
    "approval.own_request",
    "export.not_found",
    "membership.card_not_found",
    "membership.code_unknown",
    "retail.picture_not_found",
    "retail.store_price_not_found",
];

/// Whether the request came through to the trade: what the trade then says is not asked here.
#[track_caller]
pub(super) fn assert_let_through(reply: &Reply, told: &str) {
    let is_used_up = USED_UP.contains(&reply.code());
    assert!(
        is_used_up || !matches!(reply.status, 401 | 403 | 404 | 500..),
        "{told}: {}",
        reply.text
    );
}

#[track_caller]
pub(super) fn assert_kept_out(reply: &Reply, told: &str) {
    assert!(
        matches!(reply.status, 403 | 404),
        "{told}: {} {}",
        reply.status,
        reply.text
    );
}

/// People of every role, the last ones with a part of the brand only.
fn people<'a>(app: &'a TestApp, own: &Things) -> Vec<(Role, &'static str, Caller<'a>)> {
    let region: RegionId = own.get("region").parse().expect("an id");
    let store = own.get("store").parse().expect("an id");
    let hire = |role: Role, scope: Scope, login: &str| {
        app.chain.staff(login, role, scope);
        app.log_in(&app.chain, login)
    };
    let mut people = vec![(Role::Owner, "brand", app.log_in_as(Role::Owner))];
    for role in [Role::HqOperations, Role::HqFinance] {
        people.push((role, "brand", app.log_in_as(role)));
        let scope = Scope::Regions(vec![region]);
        people.push((role, "region", hire(role, scope, &format!("{role}-region"))));
    }
    for role in [Role::StoreManager, Role::Cashier, Role::Guide] {
        let scope = Scope::Stores(vec![store]);
        people.push((role, "store", hire(role, scope, &format!("{role}-store"))));
    }
    people
}

#[test]
fn every_route_lets_in_whom_its_permission_says() {
    both(|app| {
        let own = Things::of(&app.log_in_as(Role::Owner), "own");
        let mut turn = 0;
        for (role, scope, caller) in people(app, &own) {
            for route in routes()
                .iter()
                .filter(|route| route.permission != Permission::Public)
            {
                turn += 1;
                let reply = app.send(&ask(&caller, route, &own, &own, turn));
                let told = format!("{role} of a {scope}, {}", route.operation_id);
                if !role.may(route.permission) {
                    assert_eq!(
                        (reply.status, reply.code()),
                        (403, "access.missing_permission"),
                        "{told}"
                    );
                } else if scope != "brand" && route.permission.needs_whole_brand() {
                    assert_eq!(
                        (reply.status, reply.code()),
                        (403, "access.needs_whole_brand"),
                        "{told}"
                    );
                } else if reply.code() == "access.role_not_yours" {
                    // Who has a part of the chain does not change people who have more.
                    assert_ne!(scope, "brand", "{told}: {}", reply.text);
                } else if route.path.contains("{job_id}") && scope != "brand" {
                    // The owner began it, and a part of the chain shows its people their own work.
                    let not_there = (reply.status, reply.code());
                    assert_eq!(not_there, (404, "job.not_found"), "{told}");
                } else if route.operation_id == "cancel_job" && !role.may(Permission::ImportsRun) {
                    // Who sees work and may not begin it may not stop it: it is an import.
                    assert_eq!(reply.status, 403, "{told}");
                } else {
                    assert_let_through(&reply, &told);
                }
            }
        }
        app.prove();
    });
}

#[test]
fn a_person_of_some_stores_reaches_nothing_of_another_store() {
    both(|app| {
        let owner = app.log_in_as(Role::Owner);
        let own = Things::of(&owner, "own");
        // Members, goods and tiers belong to the brand: those of the own store are asked for.
        let other = Things::of(&owner, "other").elsewhere(&own);
        let (mut turn, mut asked) = (10_000, 0);
        for (role, scope, caller) in people(app, &own) {
            let routes = routes();
            let allowed = routes.iter().filter(|route| {
                let permission = route.permission;
                permission != Permission::Public
                    && role.may(permission)
                    && !permission.needs_whole_brand()
            });
            for route in allowed.filter(|_| scope != "brand") {
                turn += 1;
                let [here, there] =
                    [&own, &other].map(|things| ask(&caller, route, things, things, turn));
                if (&here.path, &here.body) == (&there.path, &there.body) {
                    continue;
                }
                asked += 1;
                assert_kept_out(
                    &app.send(&there),
                    &format!("{role}, {}", route.operation_id),
                );
            }
        }
        assert!(asked > 50, "only {asked} requests name a store");
        app.prove();
    });
}

#[test]
fn nobody_reaches_another_brand() {
    both(|app| {
        let foreign = Chain::found(&app.ground, "foreign");
        let foreign_owner = app.log_in(&foreign, "owner");
        let theirs = Things::of(&foreign_owner, "theirs");
        let owner = app.log_in_as(Role::Owner);
        let own = Things::of(&owner, "own");
        app.settle_outbox();
        let before = showcase(app, &foreign_owner);
        let all = routes();
        let guarded = all
            .iter()
            .filter(|route| route.permission != Permission::Public);
        for (turn, route) in (20_000..).zip(guarded) {
            let operation = &route.operation_id;
            let [all_own, body, path] = [(&own, &own), (&own, &theirs), (&theirs, &own)]
                .map(|(path, body)| ask(&owner, route, path, body, turn));
            if path.path != all_own.path && own.query(operation).is_empty() {
                let reply = app.send(&path);
                assert_kept_out(&reply, &format!("{operation} by path"));
            }
            if body.body != all_own.body && !body.body.is_empty() && operation != "start_import" {
                let reply = app.send(&body);
                let is_refused = (400..500).contains(&reply.status);
                assert!(
                    is_refused,
                    "{operation} by body: {} {}",
                    reply.status, reply.text
                );
            }
        }
        assert_eq!(
            showcase(app, &foreign_owner),
            before,
            "nothing of it was touched"
        );
        app.prove();
    });
}

#[test]
fn a_list_shows_the_own_stores_and_nothing_of_another_brand() {
    both(|app| {
        let foreign = Chain::found(&app.ground, "foreign");
        Things::of(&app.log_in(&foreign, "owner"), "theirs");
        let owner = app.log_in_as(Role::Owner);
        let (own, other) = (Things::of(&owner, "own"), Things::of(&owner, "other"));
        app.settle_outbox();
        let stores = vec![own.get("store").parse().expect("an id")];
        app.chain
            .staff("li", Role::StoreManager, Scope::Stores(stores));
        let li = app.log_in(&app.chain, "li");
        let count = |caller: &Caller<'_>, path: &str| {
            let page = caller.get(format!("/api/v1/{path}")).ok();
            page["items"].as_array().expect("a list").len()
        };
        // Path, seen by the owner, seen by the manager of one store.
        for (path, all, some) in [
            ("stores", 2, 1),
            ("orders", 4, 2),
            ("staff", 4, 2),
            ("members", 6, 6),
            ("goods", 2, 2),
        ] {
            assert_eq!(
                (count(&owner, path), count(&li, path)),
                (all, some),
                "{path}"
            );
        }
        for (caller, sales) in [(&owner, 720_000), (&li, 360_000)] {
            let overview = caller.get("/api/v1/overview").ok();
            assert_eq!(overview["total"]["sales"], sales);
            let names_other = overview.to_string().contains(other.get("store"));
            assert_eq!(names_other, sales == 720_000, "{overview}");
        }
        app.prove();
    });
}

#[test]
fn without_a_log_in_there_is_nothing_but_the_door() {
    both(|app| {
        let own = Things::of(&app.log_in_as(Role::Owner), "own");
        let mut public = Vec::new();
        for (turn, route) in routes().iter().enumerate() {
            let asked = ask(&app.anybody(), route, &own, &own, turn);
            if route.permission == Permission::Public {
                public.push(route.operation_id.clone());
                continue;
            }
            app.send(&asked).refused(401, "access.not_logged_in");
            // A token that nobody was given opens nothing either, nor does one that is no token.
            for token in [format!("0000000000001.{}", "A".repeat(52)), "x".into()] {
                let bearer = asked
                    .clone()
                    .header("authorization", format!("Bearer {token}"));
                app.send(&bearer).refused(401, "access.not_logged_in");
            }
        }
        public.sort();
        let doors = [
            "certify_phone_key",
            "found_brand",
            "get_setup",
            "issue_member_code",
            "join_brand",
            "load_demo",
            "log_in",
            "log_in_at_till",
            "log_out",
            "open_door",
            "prove_phone",
            "register_till",
            "send_digits",
            "take_sms_replies",
            "take_sms_reports",
        ];
        assert_eq!(public, doors);
        app.settle_outbox();
    });
}
