//! 门槛不再满足: whoever takes goods back sees what would go back, and which offers what stays would
//! not have been given; the refund is in proportion all the same.

use super::house::{money_off, promotion, published, sale};
use crate::app::both;
use access::Role;
use serde_json::json;

#[test]
fn a_broken_threshold_is_told_before_goods_are_taken_back() {
    both(|app| {
        let (xuhui, latte) = (app.chain.store("xuhui"), app.chain.goods("latte-6000"));
        let (muffin, mug) = (app.chain.goods("muffin-5000"), app.chain.goods("mug-2500"));
        let (cashier, manager) = (
            app.log_in_as(Role::Cashier),
            app.log_in_as(Role::StoreManager),
        );
        let full = published(
            app,
            "promotion",
            &promotion("满100减10", money_off(10_000, 1_000)),
        );
        let gift = promotion(
            "满100送杯",
            json!({ "layer": "order_promotion",
            "reach": { "kind": "amount", "at_least": 10_000 },
            "extras": [{ "kind": "gift", "sku_id": mug, "quantity": 1, "worth": 2_500,
                         "in_stock": 1_000 }] }),
        );
        let gift = published(app, "promotion", &gift);
        let sold = sale((xuhui, None), &[latte, muffin], &[], 10_000);
        let sold = cashier.post("/api/v1/orders/settle", &sold).ok();
        let order = format!(
            "/api/v1/orders/{}",
            sold["order_id"].as_str().expect("an id")
        );
        let kept = cashier.get(&order).ok();
        let line = |place: usize| kept["lines"][place]["line_id"].clone();
        let quotes = format!("{order}/return-quotes");
        let quote = |lines: serde_json::Value| {
            manager.post(&quotes, &json!({ "store_id": xuhui, "lines": lines }))
        };

        // The muffin's share of 10.00 on 110.00 is 4.55; the latte keeps 5.45 on 60.00.
        let quoted = quote(json!([{ "line_id": line(1), "quantity": 1 }])).ok();
        assert_eq!(quoted["total"], 4_545);
        assert_eq!(quoted["tenders"][0]["amount"], 4_545);
        let broken = quoted["broken"].as_array().expect("a list");
        let told = |offer: &str| broken.iter().find(|one| one["offer_id"] == offer).cloned();
        let lost = told(&full).expect("满100减10");
        assert_eq!(
            (&lost["kept"], &lost["would_be"], &lost["gifts"]),
            (&json!(545), &json!(0), &json!([]))
        );
        let lost = told(&gift).expect("满100送杯");
        assert_eq!(lost["gifts"][0]["sku_id"], json!(mug));
        assert_eq!(lost["gifts"][0]["quantity"], 1);

        // Nothing was written; what is given back is what was said.
        let store = json!({ "store_id": xuhui, "reason": "cold",
            "lines": [{ "line_id": line(1), "quantity": 1 }] });
        let done = manager.post(format!("{order}/returns"), &store).ok();
        assert_eq!(done["receipt"]["total"], 4_545);
        // What is back cannot come back again, nor can more than there is, nor nothing.
        quote(json!([{ "line_id": line(1), "quantity": 1 }]))
            .refused(422, "checkout.return_exceeds_sale");
        quote(json!([])).refused(422, "request.invalid");
        // Once all is back the buyer keeps no discount, and the mug is still to be asked for.
        let rest = quote(json!([{ "line_id": line(0), "quantity": 1 }])).ok();
        assert_eq!(rest["total"], 5_455);
        let broken = rest["broken"].as_array().expect("a list");
        assert_eq!(broken.len(), 1);
        assert_eq!(
            (&broken[0]["offer_id"], &broken[0]["kept"]),
            (&json!(gift), &json!(0))
        );
        app.prove();
    });
}
