//! The brand: founded once, edited by one at a time.

use crate::{both, found_another, hash, new_brand, new_staff};
use access::{AccessError, Role, Scope};
use kernel::{Act, BrandId};
use serde_json::json;

const BRAND: &str = "/api/v1/brand";

#[test]
fn the_slower_editor_is_told() {
    both(|chain| {
        let boss = chain.log_in("boss");
        let seen = chain.get(BRAND, &boss);
        assert_eq!(
            (&seen.body["code"], &seen.body["currency"]),
            (&json!("chain"), &json!("CNY"))
        );
        let edit = chain.patch(BRAND, &boss, &seen.etag(), &json!({ "name": "会通生活" }));
        assert_eq!(edit.body["name"], "会通生活");
        assert_eq!(edit.body["zone"], "Asia/Shanghai");
        let late = chain.patch(
            BRAND,
            &boss,
            &seen.etag(),
            &json!({ "zone": "Asia/Urumqi" }),
        );
        assert_eq!((late.status, late.code()), (412, "edit.stale"));
        let edit = chain.patch(
            BRAND,
            &boss,
            &edit.etag(),
            &json!({ "zone": "Asia/Urumqi" }),
        );
        assert_eq!(
            (&edit.body["name"], &edit.body["zone"]),
            (&json!("会通生活"), &json!("Asia/Urumqi"))
        );
        let wrong = chain.patch(BRAND, &boss, &edit.etag(), &json!({ "name": " " }));
        assert_eq!((wrong.status, wrong.code()), (422, "request.invalid"));
    });
}

#[test]
fn settings_are_not_for_everybody() {
    both(|chain| {
        chain.hire("finance", Role::HqFinance, Scope::Brand);
        let finance = chain.log_in("finance");
        let seen = chain.get(BRAND, &finance);
        assert_eq!(seen.status, 200);
        let edit = chain.patch(BRAND, &finance, &seen.etag(), &json!({ "name": "x" }));
        assert_eq!(
            (edit.status, edit.code()),
            (403, "access.missing_permission")
        );
    });
}

#[test]
fn a_code_belongs_to_one_brand() {
    both(|chain| {
        found_another(chain);
        let codes: Vec<String> = access::list_brands(&chain.db.db)
            .expect("listed")
            .into_iter()
            .map(|brand| brand.code)
            .collect();
        assert_eq!(codes, ["chain", "other"]);

        let act = Act::of_system(chain.db.clock.now());
        let found = |brand: &'static str| {
            chain.db.db.write_blocking(BrandId(3), move |tx| {
                let owner = new_staff("boss", Role::Owner, Scope::Brand);
                access::found_brand(tx, &act, &new_brand(brand), &owner, hash())
            })
        };
        let taken = AccessError::BrandCodeTaken {
            code: "other".into(),
        };
        assert_eq!(found("other"), Err(taken));
        assert!(matches!(found("Not A Code"), Err(AccessError::Invalid(_))));
        // What was refused has left nothing behind.
        assert_eq!(access::list_brands(&chain.db.db).expect("listed").len(), 2);
    });
}

#[test]
fn of_two_who_found_the_first_brand_at_once_one_does() {
    testkit::both(|db| {
        let found = |id: i64, code: &'static str| {
            let act = Act::of_system(db.clock.now());
            db.db.write_blocking(BrandId(id), move |tx| {
                access::require_first_brand(tx, &act)?;
                let owner = new_staff("boss", Role::Owner, Scope::Brand);
                access::found_brand(tx, &act, &new_brand(code), &owner, hash())
            })
        };
        let founded = std::thread::scope(|scope| {
            let one = scope.spawn(|| found(11, "one"));
            let other = scope.spawn(|| found(12, "other"));
            [one, other].map(|thread| thread.join().expect("no panic"))
        });
        let refused: Vec<&AccessError> = founded
            .iter()
            .filter_map(|one| one.as_ref().err())
            .collect();
        assert_eq!(refused, [&AccessError::AlreadyFounded]);
        assert_eq!(access::list_brands(&db.db).expect("brands").len(), 1);
        assert_eq!(found(13, "third"), Err(AccessError::AlreadyFounded));
    });
}

#[test]
fn a_founding_that_fails_leaves_the_place_to_another() {
    testkit::both(|db| {
        let found = |login: &'static str| {
            let act = Act::of_system(db.clock.now());
            db.db.write_blocking(BrandId(11), move |tx| {
                access::require_first_brand(tx, &act)?;
                let owner = new_staff(login, Role::Owner, Scope::Brand);
                access::found_brand(tx, &act, &new_brand("chain"), &owner, hash())
            })
        };
        assert!(matches!(found("no log-in"), Err(AccessError::Invalid(_))));
        assert!(found("boss").is_ok());
    });
}
