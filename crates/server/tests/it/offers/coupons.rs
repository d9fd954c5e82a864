//! 优惠券: come by, found, used in orders, given back, given away, written off, undone, voided.

use super::house::{coupon, given, money_off, promotion, published, quote, sale, text, told};
use crate::app::both;
use access::Role;
use serde_json::{Value, json};

const SETTLE: &str = "/api/v1/orders/settle";

#[test]
fn a_coupon_is_found_by_the_quote_used_once_and_comes_back_with_the_whole_order() {
    both(|app| {
        let (xuhui, latte) = (app.chain.store("xuhui"), app.chain.goods("latte-6000"));
        let muffin = app.chain.goods("muffin-5000");
        let offer = published(app, "coupon", &coupon("满100减15", 10_000, 1_500));
        let li = app.chain.member("li");
        let id = given(app, &offer, li.id);
        let cashier = app.log_in_as(Role::Cashier);
        let here = (xuhui, Some(li.id));

        let quoted = quote(&cashier, here, &[latte, muffin]);
        assert_eq!(quoted["total"], 9_500);
        assert_eq!(quoted["coupons"], json!([id]));
        assert_eq!(quote(&cashier, here, &[latte])["coupons"], json!([]));

        // One that gives nothing is not taken: the member keeps it.
        let small = sale(here, &[latte], &[&id], 6_000);
        let refused = cashier
            .post(SETTLE, &small)
            .refused(422, "offers.coupon_not_usable");
        assert_eq!(refused["params"]["trouble"], "does_not_fit");
        let stranger = app.chain.member("wang");
        let theirs = sale((xuhui, Some(stranger.id)), &[latte, muffin], &[&id], 9_500);
        let refused = cashier
            .post(SETTLE, &theirs)
            .refused(422, "offers.coupon_not_usable");
        assert_eq!(refused["params"]["trouble"], "other_member");

        let receipt = cashier
            .post(SETTLE, &sale(here, &[latte, muffin], &[&id], 9_500))
            .ok();
        let again = cashier.post(SETTLE, &sale(here, &[latte, muffin], &[&id], 9_500));
        assert_eq!(
            again.refused(422, "offers.coupon_not_usable")["params"]["trouble"],
            "redeemed"
        );
        let path = format!("/api/v1/coupons/{id}");
        assert_eq!(cashier.get(&path).ok()["state"], "redeemed");

        // Half of it comes back: the coupon stays used; the rest too, and it is there again.
        let manager = app.log_in_as(Role::StoreManager);
        let order = text(&receipt["order_id"]);
        for (line, state, back) in [(0, "redeemed", 818), (1, "held", 1_500)] {
            let line_id = &receipt["lines"][line]["line_id"];
            let body = json!({ "store_id": xuhui, "reason": "cold",
                "receipt": receipt["receipt_code"],
                "lines": [{ "line_id": line_id, "quantity": 1 }] });
            manager
                .post(format!("/api/v1/orders/{order}/returns"), &body)
                .ok();
            assert_eq!(cashier.get(&path).ok()["state"], state);
            let kept = manager.get(format!("/api/v1/orders/{order}")).ok();
            assert_eq!(kept["offers"][0]["given_back"], back);
        }
        let log: Vec<Value> = cashier.get(&path).ok()["log"]
            .as_array()
            .expect("a log")
            .clone();
        let acts: Vec<&str> = log.iter().filter_map(|one| one["act"].as_str()).collect();
        assert_eq!(acts, ["given_back", "redeemed", "issued"]);
        let used = manager.get(format!("/api/v1/offers/{offer}")).ok()["used"].clone();
        assert_eq!((&used["amount"], &used["orders"]), (&json!(0), &json!(0)));
        cashier
            .post(SETTLE, &sale(here, &[latte, muffin], &[&id], 9_500))
            .ok();
        app.prove();
    });
}

#[test]
fn coupons_are_claimed_within_their_limits_given_away_and_voided() {
    both(|app| {
        let xuhui = app.chain.store("xuhui");
        let mut terms = coupon("满100减15", 10_000, 1_500);
        terms["coupon"]["claim"] = json!({ "a_member": 1, "a_day": 2 });
        terms["coupon"]["is_giveable"] = json!(true);
        let offer = published(app, "coupon", &terms);
        let cashier = app.log_in_as(Role::Cashier);
        let claim = |member: kernel::MemberId| {
            let body = json!({ "offer_id": offer, "member_id": member, "store_id": xuhui });
            cashier.post("/api/v1/coupon-claims", &body)
        };
        let people = ["li", "wang", "zhao"].map(|name| app.chain.member(name).id);
        let first = claim(people[0]).ok();
        let code = text(&first["code"]);
        claim(people[0]).refused(422, "offers.claim_limit");
        claim(people[1]).ok();
        claim(people[2]).refused(422, "offers.claim_limit");

        // Found by its code, however it is typed.
        let typed = json!({ "code": code.to_lowercase() });
        let found = cashier.post("/api/v1/coupon-lookups", &typed).ok();
        assert_eq!(found["id"], first["id"]);

        let path = format!("/api/v1/coupons/{}", text(&first["id"]));
        let to = json!({ "member_id": people[2] });
        assert_eq!(
            cashier.post(format!("{path}/give"), &to).ok()["member_id"],
            json!(people[2])
        );
        let owner = app.log_in_as(Role::Owner);
        let why = json!({ "reason": "a mistake" });
        owner.post(format!("{path}/void"), &why).ok();
        owner
            .post(format!("{path}/void"), &why)
            .refused(422, "offers.coupon_wrong_state");
        let to = json!({ "member_id": people[0] });
        cashier
            .post(format!("{path}/give"), &to)
            .refused(422, "offers.coupon_not_usable");
        app.prove();
    });
}

#[test]
fn a_service_coupon_is_written_off_and_undone_within_its_hours() {
    both(|app| {
        let xuhui = app.chain.store("xuhui");
        let terms = json!({ "name": "洗车券", "rule": { "layer": "coupon" },
            "coupon": { "used": "alone", "undo_hours": 24,
                        "validity": { "kind": "days", "days": 30 } } });
        let offer = published(app, "coupon", &terms);
        let li = app.chain.member("li");
        let id = given(app, &offer, li.id);
        let cashier = app.log_in_as(Role::Cashier);
        let path = format!("/api/v1/coupons/{id}");
        let redeem = json!({ "store_id": xuhui });
        let why = json!({ "reason": "the machine broke" });
        cashier.post(format!("{path}/redeem"), &redeem).ok();
        cashier
            .post(format!("{path}/redeem"), &redeem)
            .refused(422, "offers.coupon_not_usable");
        assert_eq!(
            cashier.post(format!("{path}/undo"), &why).ok()["state"],
            "held"
        );
        cashier.post(format!("{path}/redeem"), &redeem).ok();
        app.test.clock.advance_millis(24 * 3_600_000 + 1);
        let cashier = app.log_in(&app.chain, "cashier");
        cashier
            .post(format!("{path}/undo"), &why)
            .refused(422, "offers.undo_too_late");
        let log = cashier.get("/api/v1/coupon-log?act=redeemed").ok();
        assert_eq!(log["items"].as_array().map(Vec::len), Some(2));
        app.prove();
    });
}

#[test]
fn a_coupon_whose_time_is_over_or_not_yet_come_is_not_taken() {
    both(|app| {
        let (xuhui, latte) = (app.chain.store("xuhui"), app.chain.goods("latte-6000"));
        let mut terms = coupon("立减5", 100, 500);
        terms["coupon"]["validity"] = json!({ "kind": "days", "after": 1, "days": 2 });
        let offer = published(app, "coupon", &terms);
        let li = app.chain.member("li");
        let id = given(app, &offer, li.id);
        let here = (xuhui, Some(li.id));
        for (hours, trouble) in [(0, Some("not_yet")), (25, None), (48, Some("expired"))] {
            app.test.clock.advance_millis(hours * 3_600_000);
            app.chain.staff(
                &format!("c{hours}"),
                Role::Cashier,
                access::Scope::Stores(vec![xuhui]),
            );
            let cashier = app.log_in(&app.chain, &format!("c{hours}"));
            match trouble {
                Some(trouble) => {
                    let one = sale(here, &[latte], &[&id], 5_500);
                    let refused = cashier.post(SETTLE, &one);
                    let refused = refused.refused(422, "offers.coupon_not_usable");
                    assert_eq!(refused["params"]["trouble"], trouble);
                }
                None => assert_eq!(quote(&cashier, here, &[latte])["coupons"], json!([id])),
            }
        }
        app.prove();
    });
}

#[test]
fn a_coupon_and_a_promotion_that_exclude_each_other_leave_the_better_one() {
    both(|app| {
        let (xuhui, latte) = (app.chain.store("xuhui"), app.chain.goods("latte-12000"));
        let mut rule = money_off(10_000, 1_000);
        rule["stacking"] = json!({ "groups": ["满减与券"], "alone": "no" });
        published(app, "promotion", &promotion("满100减10", rule));
        let mut terms = coupon("满100减15", 10_000, 1_500);
        terms["rule"]["stacking"] = json!({ "groups": ["满减与券"], "alone": "no" });
        let offer = published(app, "coupon", &terms);
        let li = app.chain.member("li");
        let id = given(app, &offer, li.id);
        let cashier = app.log_in_as(Role::Cashier);
        let quoted = quote(&cashier, (xuhui, Some(li.id)), &[latte]);
        assert_eq!(quoted["total"], 10_500);
        let beaten = told(&quoted, "满100减10");
        assert_eq!(beaten["kind"], "beaten_by");
        assert_eq!(beaten["because"], "excluded");
        let without = quote(&cashier, (xuhui, None), &[latte]);
        assert_eq!(without["total"], 11_000);
        cashier
            .post(
                SETTLE,
                &sale((xuhui, Some(li.id)), &[latte], &[&id], 10_500),
            )
            .ok();
        app.prove();
    });
}
