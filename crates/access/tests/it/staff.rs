//! Staff: who may hire, change and see whom.

use crate::{PASSWORD, both};
use access::{Role, Scope};
use kernel::{RegionId, StaffId, StoreId};
use serde_json::{Value, json};

const STAFF: &str = "/api/v1/staff";

fn in_stores(numbers: &[i64]) -> Value {
    let ids: Vec<StoreId> = numbers.iter().copied().map(StoreId).collect();
    json!({ "store_ids": ids })
}

fn person(login: &str, role: &str, scope: &Value) -> Value {
    json!({ "login": login, "name": login, "password": PASSWORD, "role": role, "scope": scope })
}

#[test]
fn one_key_hires_one_person() {
    both(|chain| {
        let boss = chain.log_in("boss");
        let new = person("Li.Ming", "cashier", &in_stores(&[12, 11, 12]));
        let reply = chain.post(STAFF, &boss, "k1", &new);
        assert_eq!(reply.status, 200, "{}", reply.body);
        assert_eq!(reply.body["login"], "li.ming");
        assert_eq!(reply.body["scope"], in_stores(&[11, 12]));
        assert_eq!(reply.body.get("password"), None);

        let again = chain.post(STAFF, &boss, "k1", &new);
        assert_eq!(again.body, reply.body);
        assert_eq!(again.headers["idempotent-replayed"], "true");
        let mut other = new.clone();
        other["password"] = json!("chunfeng-Youlv7");
        let reused = chain.post(STAFF, &boss, "k1", &other);
        assert_eq!(reused.code(), "idempotency.key_reused");
        let taken = chain.post(STAFF, &boss, "k2", &new);
        assert_eq!((taken.status, taken.code()), (422, "access.login_taken"));
        chain.log_in("li.ming");
    });
}

#[test]
fn all_that_is_wrong_is_said_at_once() {
    both(|chain| {
        let boss = chain.log_in("boss");
        let new = json!({
            "login": "li ming", "name": "", "password": "short", "role": "cashier",
        });
        let reply = chain.post(STAFF, &boss, "k1", &new);
        assert_eq!((reply.status, reply.code()), (422, "request.invalid"));
        let errors = reply.body["errors"].as_array().expect("a list").clone();
        let said: Vec<(&str, &str)> = errors
            .iter()
            .map(|error| {
                let text = |name: &str| error[name].as_str().unwrap_or_default();
                (text("pointer"), text("code"))
            })
            .collect();
        let expected = [
            ("/login", "value.wrong_format"),
            ("/name", "text.empty"),
            ("/scope", "scope.needs_stores"),
            ("/password", "text.too_short"),
        ];
        assert_eq!(said, expected);
    });
}

#[test]
fn whoever_is_slower_sees_the_newer_state_first() {
    both(|chain| {
        let boss = chain.log_in("boss");
        let guide = chain.hire("guide", Role::Guide, Scope::Stores(vec![StoreId(11)]));
        let path = format!("{STAFF}/{guide}");
        let seen = chain.get(&path, &boss).etag();
        let name = |name: &str| json!({ "name": name });
        let first = chain.patch(&path, &boss, &seen, &name("陈语桐"));
        assert_eq!((first.status, &first.body["name"]), (200, &json!("陈语桐")));
        assert_ne!(first.etag(), seen);
        let second = chain.patch(&path, &boss, &seen, &name("陈雨桐"));
        assert_eq!((second.status, second.code()), (412, "edit.stale"));
        let blind = format!("cookie: {boss}");
        let blind = chain.send(&format!("PATCH {path}"), &blind, &name("陈雨桐"));
        assert_eq!(blind.code(), "edit.if_match_missing");
        assert_eq!(chain.get(&path, &boss).body, first.body);
    });
}

#[test]
fn a_manager_hires_for_own_stores_and_no_higher() {
    both(|chain| {
        chain.hire(
            "manager",
            Role::StoreManager,
            Scope::Regions(vec![RegionId(1)]),
        );
        let manager = chain.log_in("manager");
        let hire = |key: &str, role: &str, scope: &Value| {
            chain.post(STAFF, &manager, key, &person(key, role, scope))
        };
        assert_eq!(hire("k1", "cashier", &in_stores(&[11])).status, 200);
        let own_region = json!({ "region_ids": [RegionId(1)] });
        assert_eq!(hire("k2", "guide", &own_region).status, 200);

        let refused = hire("k3", "cashier", &in_stores(&[11, 21]));
        assert_eq!(
            (refused.status, refused.code()),
            (403, "access.out_of_scope")
        );
        assert_eq!(refused.body["params"]["store_id"], json!(StoreId(21)));
        let refused = hire("k4", "store_manager", &in_stores(&[11]));
        assert_eq!(
            (refused.status, refused.code()),
            (403, "access.role_not_yours")
        );
        assert_eq!(
            hire("k5", "owner", &json!({})).code(),
            "access.role_not_yours"
        );
        let foreign_region = json!({ "region_ids": [RegionId(2)] });
        assert_eq!(
            hire("k6", "guide", &foreign_region).code(),
            "access.out_of_scope"
        );
    });
}

#[test]
fn nobody_lifts_themselves_or_others_above_what_they_may() {
    both(|chain| {
        let own = || Scope::Stores(vec![StoreId(11)]);
        let manager = chain.hire("manager", Role::StoreManager, own());
        let peer = chain.hire("peer", Role::StoreManager, own());
        let cashier = chain.hire("cashier", Role::Cashier, own());
        let (far, wide) = (
            Scope::Stores(vec![StoreId(21)]),
            vec![StoreId(11), StoreId(21)],
        );
        let far = chain.hire("far", Role::Cashier, far);
        let wide = chain.hire("wide", Role::Cashier, Scope::Stores(wide));
        let cookie = chain.log_in("manager");
        let check = |who: StaffId, edit: Value, expected: (u16, &str)| {
            let reply = chain.edit(&cookie, who, &edit);
            assert_eq!((reply.status, reply.code()), expected, "{edit}");
        };
        check(manager, json!({ "name": "周建国" }), (200, ""));
        let role = json!({ "role": "owner", "scope": {} });
        check(manager, role, (403, "access.role_not_yours"));
        let wider = json!({ "scope": in_stores(&[11, 21]) });
        check(manager, wider.clone(), (403, "access.role_not_yours"));
        check(
            peer,
            json!({ "is_active": false }),
            (403, "access.role_not_yours"),
        );
        check(
            peer,
            json!({ "password": "my-own-choice" }),
            (403, "access.role_not_yours"),
        );
        check(cashier, json!({ "role": "guide" }), (200, ""));
        check(
            cashier,
            json!({ "role": "store_manager" }),
            (403, "access.role_not_yours"),
        );
        check(cashier, wider, (403, "access.out_of_scope"));
        check(
            wide,
            json!({ "is_active": false }),
            (403, "access.out_of_scope"),
        );
        let unseen = chain.get(&format!("{STAFF}/{far}"), &cookie);
        assert_eq!(
            (unseen.status, unseen.code()),
            (404, "access.staff_not_found")
        );
        let boss = chain.get(&format!("{STAFF}/{}", chain.boss), &cookie);
        assert_eq!(boss.status, 404);
    });
}

#[test]
fn a_list_shows_who_works_in_the_same_stores() {
    both(|chain| {
        let stores =
            |numbers: &[i64]| Scope::Stores(numbers.iter().copied().map(StoreId).collect());
        chain.hire("manager", Role::StoreManager, stores(&[11]));
        chain.hire("near", Role::Cashier, stores(&[11, 21]));
        chain.hire("far", Role::Cashier, stores(&[21]));
        chain.hire(
            "region-1",
            Role::StoreManager,
            Scope::Regions(vec![RegionId(1)]),
        );
        chain.hire(
            "region-2",
            Role::StoreManager,
            Scope::Regions(vec![RegionId(2)]),
        );
        chain.hire(
            "nowhere",
            Role::StoreManager,
            Scope::Stores(vec![StoreId(99)]),
        );
        let logins = |cookie: &str, limit: u32| {
            let (mut logins, mut query) = (Vec::new(), format!("?limit={limit}"));
            loop {
                let page = chain.get(&format!("{STAFF}{query}"), cookie).body;
                let items = page["items"].as_array().expect("a list").clone();
                assert!(items.len() <= limit as usize);
                logins.extend(items.iter().map(|item| item["login"].clone()));
                match page["next"].as_str() {
                    Some(next) => query = format!("?limit={limit}&cursor={next}"),
                    None => return Value::from(logins),
                }
            }
        };
        let manager = chain.log_in("manager");
        assert_eq!(logins(&manager, 2), json!(["manager", "near", "region-1"]));
        assert_eq!(logins(&manager, 3), json!(["manager", "near", "region-1"]));
        assert_eq!(logins(&chain.log_in("nowhere"), 50), json!(["nowhere"]));
        let all = json!([
            "boss", "manager", "near", "far", "region-1", "region-2", "nowhere"
        ]);
        assert_eq!(logins(&chain.log_in("boss"), 3), all);
    });
}

#[test]
fn the_last_owner_stays() {
    both(|chain| {
        let boss = chain.log_in("boss");
        for edit in [
            json!({ "is_active": false }),
            json!({ "role": "hq_finance" }),
        ] {
            let reply = chain.edit(&boss, chain.boss, &edit);
            assert_eq!((reply.status, reply.code()), (422, "access.last_owner"));
        }
        let heir = chain.hire("heir", Role::Owner, Scope::Brand);
        let off = json!({ "is_active": false });
        assert_eq!(chain.edit(&boss, heir, &off).status, 200);
        let reply = chain.edit(&boss, chain.boss, &off);
        assert_eq!(
            reply.code(),
            "access.last_owner",
            "an owner who is off does not count"
        );
        let back = json!({ "is_active": true });
        assert_eq!(chain.edit(&boss, heir, &back).status, 200);
        assert_eq!(chain.edit(&boss, chain.boss, &off).status, 200);
    });
}

#[test]
fn two_owners_cannot_switch_each_other_off_at_once() {
    both(|chain| {
        let heir = chain.hire("heir", Role::Owner, Scope::Brand);
        let cookies = [chain.log_in("boss"), chain.log_in("heir")];
        let off = json!({ "is_active": false });
        let edit = |cookie: &str, whom: StaffId| {
            let path = format!("{STAFF}/{whom}");
            chain.patch(&path, cookie, "\"1\"", &off).status
        };
        let statuses: Vec<u16> = std::thread::scope(|scope| {
            let one = scope.spawn(|| edit(&cookies[0], heir));
            let other = scope.spawn(|| edit(&cookies[1], chain.boss));
            [one, other].map(|edit| edit.join().expect("asked")).into()
        });
        assert_eq!(
            statuses.iter().filter(|status| **status == 200).count(),
            1,
            "{statuses:?}"
        );
    });
}

#[test]
fn owners_work_for_the_whole_brand() {
    both(|chain| {
        let boss = chain.log_in("boss");
        let reply = chain.edit(&boss, chain.boss, &json!({ "scope": in_stores(&[11]) }));
        assert_eq!(reply.body["errors"][0]["code"], "scope.needs_brand");
        let both = json!({ "scope": { "store_ids": [StoreId(1)], "region_ids": [RegionId(1)] } });
        let reply = chain.edit(&boss, chain.boss, &both);
        assert_eq!(reply.body["errors"][0]["code"], "scope.two_kinds");
    });
}

#[test]
fn a_scope_names_places_that_the_brand_has() {
    both(|chain| {
        let boss = chain.log_in("boss");
        let check = |scope: Value, pointer: &str| {
            let new = person("guide", "guide", &scope);
            let reply = chain.post(STAFF, &boss, pointer, &new);
            let error = &reply.body["errors"][0];
            assert_eq!((reply.status, &error["pointer"]), (422, &json!(pointer)));
            assert_eq!(error["code"], "reference.unknown");
        };
        check(in_stores(&[11, 31]), "/scope/store_ids/1");
        let regions = json!({ "region_ids": [RegionId(3)] });
        check(regions, "/scope/region_ids/0");
        let guide = chain.hire("guide", Role::Guide, Scope::Stores(vec![StoreId(11)]));
        let reply = chain.edit(&boss, guide, &json!({ "scope": in_stores(&[31]) }));
        assert_eq!(reply.body["errors"][0]["code"], "reference.unknown");
    });
}
