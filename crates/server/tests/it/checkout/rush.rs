//! Many at once: however many clients come at the same moment, nothing is spent twice, given
//! twice or lost. On PostgreSQL two servers share the database.

use crate::app::{TestApp, both};
use crate::call::{Ask, Reply};
use access::Role;
use kernel::{MemberId, Money, Points, SkuId, StoreId};
use serde_json::{Value, json};

/// How many succeeded; all others must have been refused for this reason.
#[track_caller]
fn successes(replies: &[Reply], otherwise: &str) -> usize {
    for reply in replies {
        let is_known = reply.status == 200 || (reply.status, reply.code()) == (422, otherwise);
        assert!(is_known, "{} {}", reply.status, reply.text);
    }
    replies.iter().filter(|reply| reply.status == 200).count()
}

fn order(store: StoreId, member: MemberId, sku: SkuId, tender: &str, price: i64) -> Value {
    json!({
        "store_id": store, "member_id": member, "expected_total": price,
        "lines": [{ "sku_id": sku, "quantity": 1 }],
        "tenders": [{ "kind": tender, "amount": price }],
    })
}

/// Points pay 分 for 分, and the whole of an order.
fn points_are_money(app: &TestApp) {
    app.chain.terms(|terms| {
        terms.offset.step_points = Points(1);
        terms.offset.step_value = Money(1);
        terms.offset.cap = kernel::Rate::WHOLE;
    });
}

#[test]
fn of_200_who_spend_one_of_100_exactly_100_succeed() {
    both(|app| {
        points_are_money(app);
        let (xuhui, sticker) = (app.chain.store("xuhui"), app.chain.goods("sticker-1"));
        let li = app.chain.member("li").points(100).stored_value(100);
        let cashier = app.log_in_as(Role::Cashier);
        let servers = app.servers();
        for tender in ["points", "stored_value"] {
            let one = order(xuhui, li.id, sticker, tender, 1);
            let asks = (0..200)
                .map(|_| cashier.to_post("/api/v1/orders/settle", &one))
                .collect();
            let replies = app.at_once_to(&servers, asks);
            assert_eq!(
                successes(&replies, "ledger.insufficient_balance"),
                100,
                "{tender}"
            );
            let held = |balance: &str| {
                let balances = replies.iter().filter(|reply| reply.status == 200);
                balances
                    .map(|reply| reply.body["balances"][balance].as_i64())
                    .min()
                    .flatten()
            };
            let least = if tender == "points" {
                held("points")
            } else {
                held("principal")
            };
            assert_eq!(least, Some(0), "never below zero");
        }
        let left = li.balances();
        assert_eq!((left.points, left.stored_value()), (Points(0), Money(0)));
        app.prove();
    });
}

#[test]
fn of_two_orders_from_a_balance_that_covers_one_exactly_one_is_settled() {
    both(|app| {
        let (xuhui, latte) = (app.chain.store("xuhui"), app.chain.goods("latte-1800"));
        let cashier = app.log_in_as(Role::Cashier);
        let servers = app.servers();
        for round in 0..10 {
            let li = app.chain.member(&format!("li {round}")).stored_value(1_800);
            let one = order(xuhui, li.id, latte, "stored_value", 1_800);
            let asks = (0..2)
                .map(|_| cashier.to_post("/api/v1/orders/settle", &one))
                .collect();
            let replies = app.at_once_to(&servers, asks);
            assert_eq!(
                successes(&replies, "ledger.insufficient_balance"),
                1,
                "round {round}"
            );
            assert_eq!(li.balances().stored_value(), Money(0));
        }
        app.prove();
    });
}

#[test]
fn the_last_piece_on_the_shelf_is_sold_once() {
    both(|app| {
        let xuhui = app.chain.store("xuhui");
        let latte = app.chain.goods_on_shelf("latte-1800", xuhui, 3);
        let cashier = app.log_in_as(Role::Cashier);
        let asks = (0..20).map(|number| {
            let li = app.chain.member(&format!("li {number}"));
            let one = order(xuhui, li.id, latte, "cash", 1_800);
            cashier.to_post("/api/v1/orders/settle", &one)
        });
        let replies = app.at_once_to(&app.servers(), asks.collect());
        assert_eq!(successes(&replies, "retail.stock_short"), 3);
        assert_eq!(app.chain.stock(xuhui, latte), 0);
        app.prove();
    });
}

#[test]
fn one_order_that_is_paid_8_times_is_paid_once() {
    both(|app| {
        let (xuhui, latte) = (app.chain.store("xuhui"), app.chain.goods("latte-1800"));
        let li = app.chain.member("li").stored_value(18_000);
        let cashier = app.log_in_as(Role::Cashier);
        let servers = app.servers();

        // The same request eight times: all get the one answer.
        let one = order(xuhui, li.id, latte, "stored_value", 1_800);
        let same = cashier.to_post("/api/v1/orders/settle", &one);
        let replies = app.at_once_to(&servers, vec![same; 8]);
        assert_eq!(successes(&replies, "nothing else"), 8);
        assert!(replies.iter().all(|reply| reply.text == replies[0].text));
        assert_eq!(li.balances().stored_value(), Money(16_200));

        // The same paper receipt under eight keys: the number belongs to one order.
        let mut again = one;
        again["receipt_no"] = json!("XH01-0001");
        let asks = (0..8)
            .map(|_| cashier.to_post("/api/v1/orders/settle", &again))
            .collect();
        let replies = app.at_once_to(&servers, asks);
        assert_eq!(successes(&replies, "checkout.receipt_no_taken"), 1);
        assert_eq!(li.balances().stored_value(), Money(14_400));
        let orders = cashier
            .get(format!("/api/v1/orders?member_id={}", li.id))
            .ok();
        assert_eq!(orders["items"].as_array().map(Vec::len), Some(2));
        app.prove();
    });
}

#[test]
fn forty_credits_at_once_all_count() {
    both(|app| {
        let (xuhui, li) = (app.chain.store("xuhui"), app.chain.member("li"));
        let cashier = app.log_in_as(Role::Cashier);
        let credit = |amount: i64| {
            let paid = json!({ "store_id": xuhui, "amount": amount, "tender": "card" });
            cashier.to_post(format!("/api/v1/members/{}/top-ups", li.id), &paid)
        };
        let replies = app.at_once_to(&app.servers(), (1..=40).map(|n| credit(n * 100)).collect());
        assert_eq!(successes(&replies, "nothing else"), 40);
        assert_eq!(li.balances().principal, Money(82_000));
        app.prove();
    });
}

#[test]
fn no_card_is_filled_above_its_cap_by_coming_at_once() {
    both(|app| {
        let (xuhui, li) = (app.chain.store("xuhui"), app.chain.member("li"));
        let cashier = app.log_in_as(Role::Cashier);
        let paid = json!({ "store_id": xuhui, "amount": 100_000, "tender": "cash" });
        let path = format!("/api/v1/members/{}/top-ups", li.id);
        let asks = (0..12)
            .map(|_| cashier.to_post(path.as_str(), &paid))
            .collect();
        let replies = app.at_once_to(&app.servers(), asks);
        assert_eq!(successes(&replies, "checkout.over_cap"), 5);
        assert_eq!(li.balances().stored_value(), Money(500_000));
        app.prove();
    });
}

#[test]
fn return_against_return_never_gives_back_more_than_was_paid() {
    both(|app| {
        let (xuhui, latte) = (app.chain.store("xuhui"), app.chain.goods("latte-1801"));
        let li = app.chain.member("li").points(700).stored_value(3_000);
        let (cashier, manager) = (
            app.log_in_as(Role::Cashier),
            app.log_in_as(Role::StoreManager),
        );
        let sale = json!({
            "store_id": xuhui, "member_id": li.id, "expected_total": 5_403,
            "lines": [{ "sku_id": latte, "quantity": 3 }],
            "tenders": [{ "kind": "points", "amount": 700 },
                        { "kind": "stored_value", "amount": 3_000 },
                        { "kind": "cash", "amount": 1_703 }],
        });
        for quantity in [2, 1] {
            let receipt = cashier.post("/api/v1/orders/settle", &sale).ok();
            let path = format!(
                "/api/v1/orders/{}/returns",
                receipt["order_id"].as_str().expect("id")
            );
            let lines =
                json!([{ "line_id": receipt["lines"][0]["line_id"], "quantity": quantity }]);
            let body = json!({ "store_id": xuhui, "lines": lines, "reason": "凉了" });
            let asks: Vec<Ask> = (0..10)
                .map(|_| manager.to_post(path.as_str(), &body))
                .collect();
            let replies = app.at_once_to(&app.servers(), asks);
            let fit = 3 / quantity;
            let done = successes(&replies, "checkout.return_exceeds_sale");
            assert_eq!(
                done,
                usize::try_from(fit).expect("few"),
                "{quantity} at a time"
            );
            if quantity == 2 {
                let last = json!([{ "line_id": lines[0]["line_id"], "quantity": 1 }]);
                let body = json!({ "store_id": xuhui, "lines": last, "reason": "凉了" });
                manager.post(path.as_str(), &body).ok();
            }
            let whole = cashier.get(path.trim_end_matches("/returns")).ok();
            assert_eq!(whole["returned_total"], 5_403);
            for tender in whole["tenders"].as_array().expect("a list") {
                assert_eq!(tender["given_back"], tender["amount"]);
            }
            let left = li.balances();
            assert_eq!(
                (left.points, left.stored_value()),
                (Points(700), Money(3_000))
            );
        }
        app.prove();
    });
}

#[test]
fn one_key_used_100_times_at_once_has_one_effect_and_one_answer() {
    both(|app| {
        let (xuhui, latte) = (app.chain.store("xuhui"), app.chain.goods("latte-1800"));
        let li = app.chain.member("li").stored_value(18_000);
        let (cashier, finance) = (app.log_in_as(Role::Cashier), app.log_in_as(Role::HqFinance));
        let gift = json!({ "asset": "points", "amount": 7, "reason": "一次" });
        let paid = json!({ "store_id": xuhui, "amount": 100, "tender": "card" });
        let path = format!("/api/v1/members/{}", li.id);
        let one = order(xuhui, li.id, latte, "stored_value", 1_800);
        let asks = [
            cashier.to_post("/api/v1/orders/settle", &one),
            cashier.to_post(format!("{path}/top-ups"), &paid),
            finance.to_post(format!("{path}/adjustments"), &gift),
        ];
        let servers = app.servers();
        for ask in asks {
            let replies = app.at_once_to(&servers, vec![ask.clone(); 100]);
            assert_eq!(successes(&replies, "nothing else"), 100);
            assert!(
                replies.iter().all(|reply| reply.text == replies[0].text),
                "{}",
                ask.path
            );
            let fresh = replies.iter().filter(|reply| !reply.is_replay()).count();
            assert_eq!(fresh, 1, "{}", ask.path);
        }
        let left = li.balances();
        assert_eq!(
            (left.points, left.stored_value()),
            (Points(7 + 18), Money(16_300))
        );
        app.prove();
    });
}
