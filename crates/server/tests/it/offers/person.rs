//! 每人限次: a limit for each member is one for each person, whichever of their ids was used.

use super::house::{coupon, promotion, published, quote, sale};
use crate::app::both;
use access::Role;
use serde_json::json;

#[test]
fn what_somebody_used_before_a_merge_counts_afterwards_and_no_more_once_it_is_undone() {
    both(|app| {
        let (xuhui, latte) = (app.chain.store("xuhui"), app.chain.goods("latte-6000"));
        let rule = json!({ "layer": "order_promotion",
            "effect": { "kind": "amount_off", "amount": 500 } });
        let mut terms = promotion("每人两单", rule);
        terms["limits"] = json!({ "uses_a_member": 2, "uses_a_member_day": 5 });
        published(app, "promotion", &terms);
        let mut claimed = coupon("满100减15", 10_000, 1_500);
        claimed["coupon"]["claim"] = json!({ "a_member": 2 });
        let claimed = published(app, "coupon", &claimed);
        let [li, twin] = ["li", "twin"].map(|name| app.chain.member(name).id);
        let (owner, cashier) = (app.log_in_as(Role::Owner), app.log_in_as(Role::Cashier));
        let buy = |member, total| {
            let one = sale((xuhui, Some(member)), &[latte], &[], total);
            cashier.post("/api/v1/orders/settle", &one)
        };
        let claim = |member: kernel::MemberId| {
            let body = json!({ "offer_id": claimed, "member_id": member, "store_id": xuhui });
            cashier.post("/api/v1/coupon-claims", &body)
        };
        let total = |member| quote(&cashier, (xuhui, Some(member)), &[latte])["total"].clone();
        buy(twin, 5_500).ok();
        claim(twin).ok();
        let merge = json!({ "survivor_id": li, "absorbed_id": twin, "reason": "one person" });
        let merge = owner.post("/api/v1/merges", &merge).ok();
        app.settle_outbox();

        // One of two is used already.
        assert_eq!(total(li), 5_500);
        buy(li, 5_500).ok();
        assert_eq!(total(li), 6_000);
        buy(li, 5_500).refused(422, "checkout.price_changed");
        claim(li).ok();
        claim(li).refused(422, "offers.claim_limit");

        let undo = format!(
            "/api/v1/merges/{}/undo",
            merge["id"].as_str().expect("an id")
        );
        owner.post(undo, &json!({ "reason": "two people" })).ok();
        app.settle_outbox();
        assert_eq!(total(li), 5_500);
        buy(li, 5_500).ok();
        assert_eq!((total(li), total(twin)), (json!(6_000), json!(5_500)));
        claim(li).ok();
        app.prove();
    });
}
