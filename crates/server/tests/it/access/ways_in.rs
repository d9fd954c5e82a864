//! The walk by other ways in: every route with a key of a program, and at a till with a PIN. What
//! must come out is worked out from the tables of permissions, never from the answer.

use super::devices::{Device, give_pin};
use super::keys::{all_for_keys, make};
use super::permissions::{assert_kept_out, assert_let_through, routes};
use super::request::{Things, ask};
use crate::app::both;
use crate::call::Caller;
use access::{Declared, Permission, Role, Scope};

/// Asks for every guarded route; `refusal` says with which code one is kept out, if at all.
fn walk(
    caller: &Caller<'_>,
    things: &Things,
    first_turn: usize,
    refusal: impl Fn(&Declared) -> Option<&'static str>,
) {
    let routes = routes();
    let guarded = routes
        .iter()
        .filter(|route| route.permission != Permission::Public);
    for (turn, route) in (first_turn..).zip(guarded) {
        let reply = caller.app.send(&ask(caller, route, things, things, turn));
        match refusal(route) {
            Some(code) => assert_eq!(
                (reply.status, reply.code()),
                (403, code),
                "{}",
                route.operation_id
            ),
            None => assert_let_through(&reply, &route.operation_id),
        }
    }
}

/// Asks for every route that is open about things of another store.
fn walk_elsewhere(
    caller: &Caller<'_>,
    (own, other): (&Things, &Things),
    first_turn: usize,
    is_open: impl Fn(Permission) -> bool,
) {
    let mut asked = 0;
    for (turn, route) in (first_turn..).zip(&routes()) {
        if !is_open(route.permission) {
            continue;
        }
        let [here, there] = [own, other].map(|things| ask(caller, route, things, things, turn));
        if (&here.path, &here.body) == (&there.path, &there.body) {
            continue;
        }
        asked += 1;
        assert_kept_out(&caller.app.send(&there), &route.operation_id);
    }
    assert!(asked > 10, "only {asked} requests name a store");
}

fn needs_person(route: &Declared) -> bool {
    route.permission.needs_person() || route.permission.is_for_everybody()
}

#[test]
fn a_key_opens_what_it_lists_and_no_route_that_needs_a_person() {
    both(|app| {
        let owner = app.log_in_as(Role::Owner);
        let own = Things::of(&owner, "own");
        let everything = make(&owner, &all_for_keys(), None);
        walk(&everything.caller, &own, 50_000, |route| {
            needs_person(route).then_some("access.needs_person")
        });
        let little = make(&owner, &[Permission::OverviewRead], None);
        walk(&little.caller, &own, 51_000, |route| {
            match (needs_person(route), route.permission) {
                (true, _) => Some("access.needs_person"),
                (false, Permission::OverviewRead) => None,
                (false, _) => Some("access.key_lacks_permission"),
            }
        });
        app.prove();
    });
}

#[test]
fn a_key_of_one_store_reaches_nothing_of_another() {
    both(|app| {
        let owner = app.log_in_as(Role::Owner);
        let own = Things::of(&owner, "own");
        let other = Things::of(&owner, "other").elsewhere(&own);
        let store = [own.get("store").parse().expect("an id")];
        let program = make(&owner, &all_for_keys(), Some(&store));
        walk_elsewhere(&program.caller, (&own, &other), 52_000, |permission| {
            all_for_keys().contains(&permission) && !permission.needs_whole_brand()
        });
        app.prove();
    });
}

#[test]
fn a_pin_at_a_till_opens_what_a_till_is_for_in_its_own_store() {
    both(|app| {
        let owner = app.log_in_as(Role::Owner);
        let own = Things::of(&owner, "own");
        let other = Things::of(&owner, "other").elsewhere(&own);
        let store = own.get("store").parse().expect("an id");
        let both_stores = vec![store, other.get("store").parse().expect("an id")];
        let device = Device::register(app, &owner, own.get("till"), 5);
        let people = [
            (Role::Owner, Scope::Brand),
            (Role::StoreManager, Scope::Stores(both_stores.clone())),
            (Role::Cashier, Scope::Stores(both_stores)),
        ];
        for ((role, scope), first_turn) in people.into_iter().zip([60_000, 61_000, 62_000]) {
            let login = format!("till-{role}");
            give_pin(&owner, app.chain.staff(&login, role, scope));
            let session = device.enter(app, &login);
            walk(&session, &own, first_turn, |route| {
                if !route.permission.is_at_till() {
                    Some("access.not_at_till")
                } else if !role.may(route.permission) {
                    Some("access.missing_permission")
                } else {
                    None
                }
            });
            walk_elsewhere(&session, (&own, &other), first_turn + 500, |permission| {
                permission.is_at_till() && role.may(permission)
            });
        }
        app.prove();
    });
}
