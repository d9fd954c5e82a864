//! Codes cannot be guessed: whoever tries has to wait, and the house hears of it.

use super::house::{coupon, given, published, text};
use crate::app::both;
use access::Role;
use rand::Rng;
use serde_json::json;

const LOOKUP: &str = "/api/v1/coupon-lookups";
const LETTERS: &[u8] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";

#[test]
fn random_codes_are_throttled_none_is_accepted_and_an_alarm_is_raised() {
    both(|app| {
        let offer = published(app, "coupon", &coupon("满100减15", 10_000, 1_500));
        let li = app.chain.member("li");
        let id = given(app, &offer, li.id);
        let (owner, cashier) = (app.log_in_as(Role::Owner), app.log_in_as(Role::Cashier));
        let mut random = rand::rng();
        let (mut waits, mut looked) = (0, 0);
        let tries = testkit::cases(1_000, 10_000);
        for _ in 0..tries {
            let code: String = (0..27)
                .map(|_| char::from(LETTERS[random.random_range(0..32)]))
                .collect();
            let reply = cashier.post(LOOKUP, &json!({ "code": code }));
            match (reply.status, reply.code()) {
                (404, "offers.coupon_not_found") => looked += 1,
                (429, "membership.too_many_tries") => waits += 1,
                other => panic!("{other:?} {}", reply.text),
            }
        }
        assert_eq!((looked, waits), (20, tries - 20));
        let log = owner.get("/api/v1/audit?action=coupon.guessing").ok();
        assert_eq!(log["items"].as_array().map(Vec::len), Some(1), "{log}");

        // Somebody else at another till is not held up, and a right code costs no try.
        let manager = app.log_in_as(Role::StoreManager);
        let code = text(&owner.get(format!("/api/v1/coupons/{id}/code")).ok()["code"]);
        for _ in 0..30 {
            assert_eq!(
                manager.post(LOOKUP, &json!({ "code": code })).ok()["id"],
                json!(id)
            );
        }
        app.prove();
    });
}
