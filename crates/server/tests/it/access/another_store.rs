//! The crawl: whatever address a store manager opens, nothing of it is another store's orders,
//! people, or its members' numbers in clear.

use super::permissions::routes;
use super::request::{Things, ask};
use crate::app::both;
use crate::call::{Ask, fresh_key};
use access::{Permission, Role, Scope};
use axum::http::Method;
use serde_json::json;

#[test]
fn no_address_shows_a_manager_what_belongs_to_another_store() {
    both(|app| {
        let owner = app.log_in_as(Role::Owner);
        let own = Things::of(&owner, "own");
        let other = Things::of(&owner, "other");
        app.settle_outbox();
        let member = format!("/api/v1/members/{}", other.get("member"));
        let etag = owner.get(&member).etag();
        let with_phone = json!({ "phone": "13900000077" });
        owner.edit(Method::PATCH, &member, &etag, &with_phone).ok();
        // Seen by those who may see it, so that the crawl looks for what is there.
        let seen = |method: Method, path: String, secret: &str| {
            let reason = json!({ "reason": "核对" });
            let reply = app.send(&owner.ask(method, path).key(fresh_key()).json(&reason));
            assert!(reply.text.contains(secret), "{}", reply.text);
            secret.to_owned()
        };
        let order = format!("/api/v1/orders/{}", other.get("order"));
        let order_no = owner.get(&order).ok()["order_no"].take();
        let staff = format!("/api/v1/staff/{}", other.get("staff"));
        let secrets = [
            seen(Method::POST, format!("{member}/unmask"), "13900000077"),
            seen(Method::GET, order, order_no.as_str().expect("a number")),
            seen(Method::GET, staff, "x-other"),
        ];

        let store = own.get("store").parse().expect("an id");
        app.chain
            .staff("chen", Role::StoreManager, Scope::Stores(vec![store]));
        let chen = app.log_in(&app.chain, "chen");
        let all = routes();
        let open = all.iter().filter(|route| {
            let is_read = route.method == "GET" || route.operation_id == "unmask_phone";
            is_read && route.permission != Permission::Public
        });
        let mut opened = 0;
        for (turn, route) in (30_000..).zip(open) {
            for things in [&other, &own] {
                let asked = ask(&chen, route, things, things, turn);
                let plain = asked.path.split('?').next().unwrap_or_default().to_owned();
                // As it is asked for by name, and with nothing said.
                for address in [asked.path.clone(), plain] {
                    let reply = app.send(&Ask {
                        path: address.clone(),
                        ..asked.clone()
                    });
                    opened += usize::from(reply.status == 200);
                    // What was asked for stands in a refusal.
                    let text = match reply.status {
                        200 => reply.text,
                        _ => continue,
                    };
                    let seen = secrets.iter().find(|secret| text.contains(*secret));
                    assert_eq!(seen, None, "{} {address}: {text}", route.operation_id);
                }
            }
        }
        assert!(opened > 40, "only {opened} addresses were open");
        let found = chen.get("/api/v1/members?q=13900000077");
        assert_eq!(found.status, 200);
        assert!(!found.text.contains(&secrets[0]), "{}", found.text);
        app.prove();
    });
}
