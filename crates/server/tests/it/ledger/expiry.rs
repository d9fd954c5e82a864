//! Points end when their time is over, and the days that are over are sealed.

use crate::app::both;
use access::Role;
use kernel::Points;
use platform::db::DbError;
use platform::{args, sql};
use serde_json::json;

const DAY: i64 = 24 * 3_600_000;

#[test]
fn points_that_were_earned_expire_after_a_year_and_older_ones_are_spent_first() {
    both(|app| {
        let (xuhui, li) = (app.chain.store("xuhui"), app.chain.member("li"));
        let tea = app.chain.goods("tea-10000");
        let buy = |points: i64| {
            let order = json!({
                "store_id": xuhui, "member_id": li.id, "expected_total": 10_000,
                "lines": [{ "sku_id": tea, "quantity": 1 }],
                "tenders": [{ "kind": "points", "amount": points },
                            { "kind": "cash", "amount": 10_000 - points }],
            });
            // Sessions end long before points do.
            let cashier = app.log_in(&app.chain, "owner");
            cashier.post("/api/v1/orders/settle", &order).ok()["balances"]["points"].take()
        };
        assert_eq!(buy(0), 100);
        app.test.clock.advance_millis(200 * DAY);
        assert_eq!(buy(0), 200);
        // A hundred are spent: the older ones. The younger ones live on.
        assert_eq!(buy(100), 199);
        app.test.clock.advance_millis(166 * DAY);
        app.run_jobs();
        assert_eq!(li.balances().points, Points(199));
        app.prove();

        app.test.clock.advance_millis(200 * DAY);
        let balances = format!("/api/v1/members/{}/balances", li.id);
        let shown = app.log_in(&app.chain, "owner").get(balances).ok();
        assert_eq!(
            shown["spendable"]["points"], 0,
            "not even before the job has run"
        );
        assert_eq!(shown["spendable"]["points_expired"], 199);
        app.run_jobs();
        assert_eq!(li.balances().points, Points(0));
        let path = format!("/api/v1/members/{}/entries?asset=points", li.id);
        let entries = app.log_in(&app.chain, "owner").get(path).ok();
        let kinds: Vec<_> = (entries["items"].as_array().expect("a list").iter())
            .map(|entry| {
                (
                    entry["kind"].clone(),
                    entry["amount"].as_i64().expect("a number"),
                )
            })
            .collect();
        let expired: i64 = (kinds.iter())
            .filter(|(kind, _)| kind == "expiry")
            .map(|(_, amount)| amount)
            .sum();
        assert_eq!(expired, -199, "{entries}");
        app.prove();
    });
}

#[test]
fn a_sale_that_is_made_to_vanish_without_a_trace_breaks_its_days_seal() {
    both(|app| {
        let (xuhui, latte) = (app.chain.store("xuhui"), app.chain.goods("latte-1800"));
        let sale = json!({
            "store_id": xuhui, "expected_total": 1_800,
            "lines": [{ "sku_id": latte, "quantity": 1 }],
            "tenders": [{ "kind": "cash", "amount": 1_800 }],
        });
        let cashier = app.log_in_as(Role::Cashier);
        cashier.post("/api/v1/orders/settle", &sale).ok();
        app.test.clock.advance_millis(2 * DAY);
        app.run_jobs();
        app.prove();

        // What is left adds up: the cash that is missing was never there.
        app.chain.write(|tx| -> Result<(), DbError> {
            let brand = tx.brand();
            for delete in [
                sql!("delete from entry where brand_id = $1"),
                sql!("delete from posting where brand_id = $1"),
            ] {
                assert!(tx.execute(delete, args![brand])? > 0);
            }
            Ok(())
        });
        let proof = server::proof::prove(&app.ground.db, app.chain.brand).expect("a proof");
        let told = proof.wrong.join("\n");
        assert!(told.contains("day 2026-11-25"), "{told}");
    });
}
