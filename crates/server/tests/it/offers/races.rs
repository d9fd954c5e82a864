//! Many at once: a coupon is used once, a budget is never exceeded and no room in it is lost.

use super::house::{coupon, given, promotion, published, sale, text};
use crate::app::{TestApp, both};
use crate::call::Reply;
use access::Role;
use serde_json::json;

const SETTLE: &str = "/api/v1/orders/settle";

/// How many succeeded; the others were refused for one of these reasons.
#[track_caller]
fn successes(replies: &[Reply], otherwise: &[&str]) -> usize {
    for reply in replies {
        let is_known =
            reply.status == 200 || (reply.status == 422 && otherwise.contains(&reply.code()));
        assert!(is_known, "{} {}", reply.status, reply.text);
    }
    replies.iter().filter(|reply| reply.status == 200).count()
}

#[test]
fn one_coupon_at_many_tills_is_used_once() {
    both(|app| {
        let (xuhui, latte) = (app.chain.store("xuhui"), app.chain.goods("latte-6000"));
        let offer = published(app, "coupon", &coupon("满50减5", 5_000, 500));
        let li = app.chain.member("li");
        let cashier = app.log_in_as(Role::Cashier);
        let servers = app.servers();
        let tills = testkit::cases(100, 500) as usize;
        let id = given(app, &offer, li.id);
        let one = sale((xuhui, Some(li.id)), &[latte], &[&id], 5_500);
        let asks = (0..tills).map(|_| cashier.to_post(SETTLE, &one)).collect();
        let replies = app.at_once_to(&servers, asks);
        assert_eq!(successes(&replies, &["offers.coupon_not_usable"]), 1);
        app.prove();
    });
}

#[test]
fn a_limit_of_so_many_orders_lets_exactly_so_many_through() {
    both(|app| {
        let (xuhui, latte) = (app.chain.store("xuhui"), app.chain.goods("latte-6000"));
        let rule = json!({ "layer": "order_promotion",
            "effect": { "kind": "amount_off", "amount": 777 } });
        let mut terms = promotion("前7单", rule);
        terms["limits"] = json!({ "uses": 7 });
        published(app, "promotion", &terms);
        let cashier = app.log_in_as(Role::Cashier);
        let one = sale((xuhui, None), &[latte], &[], 5_223);
        let asks = (0..40).map(|_| cashier.to_post(SETTLE, &one)).collect();
        let replies = app.at_once_to(&app.servers(), asks);
        assert_eq!(successes(&replies, &["checkout.price_changed"]), 7);
        app.prove();
    });
}

#[test]
fn a_budget_is_never_exceeded_and_no_room_in_it_is_lost() {
    both(|app| {
        let (xuhui, latte) = (app.chain.store("xuhui"), app.chain.goods("latte-6000"));
        let rule = json!({ "layer": "order_promotion",
            "effect": { "kind": "amount_off", "amount": 777 } });
        let mut terms = promotion("立减7.77", rule);
        terms["limits"] = json!({ "budget": 100_000 });
        let offer = published(app, "promotion", &terms);
        let cashier = app.log_in_as(Role::Cashier);
        let one = sale((xuhui, None), &[latte], &[], 5_223);
        let asks = (0..300).map(|_| cashier.to_post(SETTLE, &one)).collect();
        let replies = app.at_once_to(&app.servers(), asks);
        // 128 times 7.77 are 994.56; once more would be 1 002.33.
        assert_eq!(successes(&replies, &["checkout.price_changed"]), 128);
        let used = &app
            .log_in_as(Role::Owner)
            .get(format!("/api/v1/offers/{offer}"))
            .ok()["used"];
        assert_eq!(
            (&used["amount"], &used["orders"]),
            (&json!(99_456), &json!(128))
        );
        app.prove();
    });
}

#[test]
fn of_two_undos_at_once_one_is_done() {
    both(|app| {
        let xuhui = app.chain.store("xuhui");
        let terms = json!({ "name": "洗车券", "rule": { "layer": "coupon" },
            "coupon": { "used": "alone", "validity": { "kind": "days", "days": 30 } } });
        let offer = published(app, "coupon", &terms);
        let li = app.chain.member("li");
        let cashier = app.log_in_as(Role::Cashier);
        let servers = app.servers();
        for _ in 0..5 {
            let path = format!("/api/v1/coupons/{}", given(app, &offer, li.id));
            let redeem = json!({ "store_id": xuhui });
            cashier.post(format!("{path}/redeem"), &redeem).ok();
            let why = json!({ "reason": "twice" });
            let asks = (0..2)
                .map(|_| cashier.to_post(format!("{path}/undo"), &why))
                .collect();
            let replies = app.at_once_to(&servers, asks);
            assert_eq!(successes(&replies, &["offers.coupon_wrong_state"]), 1);
        }
        app.prove();
    });
}

#[test]
fn of_five_coupons_whose_fourth_fails_none_is_used() {
    both(|app| {
        let (xuhui, latte) = (app.chain.store("xuhui"), app.chain.goods("latte-6000"));
        let offer = published(app, "coupon", &coupon("立减5", 100, 500));
        let li = app.chain.member("li");
        let ids: Vec<String> = (0..5).map(|_| given(app, &offer, li.id)).collect();
        let owner = app.log_in_as(Role::Owner);
        let void = format!("/api/v1/coupons/{}/void", ids[3]);
        owner.post(void, &json!({ "reason": "lost" })).ok();
        let all: Vec<&str> = ids.iter().map(String::as_str).collect();
        let cashier = app.log_in_as(Role::Cashier);
        let one = sale((xuhui, Some(li.id)), &[latte], &all, 3_500);
        let refused = cashier
            .post(SETTLE, &one)
            .refused(422, "offers.coupon_not_usable");
        assert_eq!(refused["params"]["coupon_id"], json!(ids[3]));
        assert_eq!(refused["params"]["trouble"], "void");
        held(app, &ids, &["held", "held", "held", "void", "held"]);
        let four: Vec<&str> = all.iter().copied().filter(|id| *id != ids[3]).collect();
        let one = sale((xuhui, Some(li.id)), &[latte], &four, 4_000);
        cashier.post(SETTLE, &one).ok();
        held(
            app,
            &ids,
            &["redeemed", "redeemed", "redeemed", "void", "redeemed"],
        );
        app.prove();
    });
}

#[test]
fn of_five_coupons_whose_fourth_is_used_elsewhere_all_are_used_or_none() {
    both(|app| {
        let (xuhui, latte) = (app.chain.store("xuhui"), app.chain.goods("latte-6000"));
        let offer = published(app, "coupon", &coupon("立减5", 100, 500));
        let li = app.chain.member("li");
        let cashier = app.log_in_as(Role::Cashier);
        let servers = app.servers();
        for _ in 0..testkit::cases(6, 60) {
            let ids: Vec<String> = (0..5).map(|_| given(app, &offer, li.id)).collect();
            let all: Vec<&str> = ids.iter().map(String::as_str).collect();
            let five = sale((xuhui, Some(li.id)), &[latte], &all, 3_500);
            let fourth = sale((xuhui, Some(li.id)), &[latte], &[&ids[3]], 5_500);
            let asks = [&five, &fourth].map(|one| cashier.to_post(SETTLE, one));
            let replies = app.at_once_to(&servers, asks.into());
            assert_eq!(successes(&replies, &["offers.coupon_not_usable"]), 1);
            match replies[0].status {
                200 => held(app, &ids, &["redeemed"; 5]),
                _ => held(app, &ids, &["held", "held", "held", "redeemed", "held"]),
            }
        }
        app.prove();
    });
}

#[test]
fn a_coupon_that_is_given_away_while_it_is_used_has_one_owner() {
    both(|app| {
        let (xuhui, latte) = (app.chain.store("xuhui"), app.chain.goods("latte-6000"));
        let mut terms = coupon("立减5", 100, 500);
        terms["coupon"]["is_giveable"] = json!(true);
        let offer = published(app, "coupon", &terms);
        let (li, wang) = (app.chain.member("li"), app.chain.member("wang"));
        let (owner, cashier) = (app.log_in_as(Role::Owner), app.log_in_as(Role::Cashier));
        let servers = app.servers();
        for _ in 0..testkit::cases(6, 60) {
            let id = given(app, &offer, li.id);
            let sold = sale((xuhui, Some(li.id)), &[latte], &[&id], 5_500);
            let to = json!({ "member_id": wang.id });
            let asks = vec![
                cashier.to_post(SETTLE, &sold),
                owner.to_post(format!("/api/v1/coupons/{id}/give"), &to),
            ];
            let replies = app.at_once_to(&servers, asks);
            let refusals = [
                "offers.coupon_not_usable",
                "offers.coupon_wrong_state",
                "offers.coupon_not_giveable",
            ];
            assert_eq!(successes(&replies, &refusals), 1);
            let coupon = owner.get(format!("/api/v1/coupons/{id}")).ok();
            let (whose, state) = match replies[0].status {
                200 => (li.id, "redeemed"),
                _ => (wang.id, "held"),
            };
            assert_eq!(
                (&coupon["member_id"], &coupon["state"]),
                (&json!(whose), &json!(state))
            );
        }
        app.prove();
    });
}

#[track_caller]
fn held(app: &TestApp, ids: &[String], states: &[&str]) {
    let owner = app.log_in_as(Role::Owner);
    let state = |id: &String| text(&owner.get(format!("/api/v1/coupons/{id}")).ok()["state"]);
    let found: Vec<String> = ids.iter().map(state).collect();
    assert_eq!(found, states);
}
