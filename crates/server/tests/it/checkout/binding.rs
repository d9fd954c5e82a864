//! A sale to nobody that its buyer asks for later.

use crate::app::both;
use access::Role;
use serde_json::json;

#[test]
fn an_anonymous_sale_is_bound_once_and_earns_what_has_not_come_back() {
    both(|app| {
        let (xuhui, latte) = (app.chain.store("xuhui"), app.chain.goods("latte-1800"));
        let (li, wang) = (app.chain.member("li"), app.chain.member("wang").id);
        let (cashier, manager) = (
            app.log_in_as(Role::Cashier),
            app.log_in_as(Role::StoreManager),
        );
        let sale = json!({
            "store_id": xuhui, "expected_total": 5_400, "receipt_no": "XH01-0007",
            "lines": [{ "sku_id": latte, "quantity": 3 }],
            "tenders": [{ "kind": "cash", "amount": 5_400 }],
        });
        let receipt = cashier.post("/api/v1/orders/settle", &sale).ok();
        assert_eq!(
            (&receipt["points_earned"], &receipt["balances"]),
            (&json!(0), &json!(null))
        );
        let path = format!(
            "/api/v1/orders/{}",
            receipt["order_id"].as_str().expect("an id")
        );
        let one = json!([{ "line_id": receipt["lines"][0]["line_id"], "quantity": 1 }]);
        let back = json!({ "store_id": xuhui, "lines": one, "reason": "凉了" });
        manager.post(format!("{path}/returns"), &back).ok();

        let bound = cashier
            .post(format!("{path}/member"), &json!({ "member_id": li.id }))
            .ok();
        assert_eq!(
            (&bound["points_earned"], &bound["balances"]["points"]),
            (&json!(36), &json!(36))
        );
        let again = json!({ "member_id": wang });
        cashier
            .post(format!("{path}/member"), &again)
            .refused(422, "checkout.already_bound");

        // What comes back afterwards takes its points along.
        let back = manager.post(format!("{path}/returns"), &back).ok()["receipt"].take();
        assert_eq!(
            (&back["points_taken_back"], &back["balances"]["points"]),
            (&json!(18), &json!(18))
        );
        app.settle_outbox();
        let profile = cashier.get(format!("/api/v1/members/{}", li.id)).ok();
        assert_eq!(
            (&profile["visits"]["orders"], &profile["visits"]["total"]),
            (&json!(1), &json!(5_400))
        );
        let total = app.log_in_as(Role::Owner).get("/api/v1/overview").ok()["total"].take();
        assert_eq!(
            (&total["orders"], &total["member_orders"]),
            (&json!(1), &json!(1))
        );
        app.prove();
    });
}

#[test]
fn two_members_who_ask_for_one_sale_at_once_do_not_both_get_it() {
    both(|app| {
        let (xuhui, latte) = (app.chain.store("xuhui"), app.chain.goods("latte-1800"));
        let cashier = app.log_in_as(Role::Cashier);
        let sale = json!({
            "store_id": xuhui, "expected_total": 1_800,
            "lines": [{ "sku_id": latte, "quantity": 1 }],
            "tenders": [{ "kind": "cash", "amount": 1_800 }],
        });
        let receipt = cashier.post("/api/v1/orders/settle", &sale).ok();
        let path = format!(
            "/api/v1/orders/{}/member",
            receipt["order_id"].as_str().expect("an id")
        );
        let asks = (0..10).map(|number| {
            let member = app.chain.member(&format!("li {number}")).id;
            cashier.to_post(path.as_str(), &json!({ "member_id": member }))
        });
        let replies = app.at_once_to(&app.servers(), asks.collect());
        let done = replies.iter().filter(|reply| reply.status == 200).count();
        assert_eq!(done, 1);
        let refused = replies
            .iter()
            .filter(|reply| reply.code() == "checkout.already_bound");
        assert_eq!(refused.count(), 9);
        app.prove();
    });
}
