//! The demo chain's overview equals a recount from its orders, and counting anew changes nothing.

use crate::app::both;
use access::StoreFilter;
use insight::{Asked, Overview};
use kernel::BrandId;
use platform::db::{Db, Tx};
use server::{demo, recount};

/// The whole year of the demo chain.
fn year(db: &Db, brand: BrandId) -> Overview {
    db.read_blocking(brand, |tx: &mut Tx<'_>| {
        let last = "9999-12-31".parse().expect("a date");
        let latest = insight::overview(
            tx,
            &Asked {
                period: None,
                today: last,
                stores: StoreFilter::All,
            },
        )?;
        let asked = Asked {
            period: Some((latest.to.plus_days(-365), latest.to)),
            today: latest.to,
            stores: StoreFilter::All,
        };
        insight::overview(tx, &asked)
    })
    .expect("the overview is read")
}

#[test]
fn the_demo_chain_adds_up_for_every_store_and_day() {
    both(|app| {
        let (brand, _) = demo::found(&app.ground, None).expect("founded");
        app.run_jobs();
        app.settle_outbox();
        let told = year(&app.ground.db, brand);
        assert!(told.total.orders > 1_000, "{:?}", told.total);
        assert!(told.by_store.len() > 3 && told.hours.len() > 20);
        // Compares every day and store with the orders.
        app.prove();

        // Of this form since it was founded; counted anew, it is the same.
        let is_current = || app.ground.db.read_blocking(brand, insight::is_current);
        assert!(is_current().expect("read"));
        recount::brand_anew(&app.ground, brand).expect("counted");
        assert_eq!(year(&app.ground.db, brand), told);
        // The other brand of the story was founded as by an older version.
        let counted = recount::bring_up_to_date(&app.ground).expect("counted");
        assert_eq!(counted, [app.chain.brand]);
        assert_eq!(recount::bring_up_to_date(&app.ground).expect("nothing"), []);
    });
}

#[test]
fn what_is_sold_while_it_is_counted_anew_counts_once() {
    both(|app| {
        let store = app.chain.store("xuhui");
        let latte = app.chain.goods("latte-1800");
        let owner = app.log_in_as(access::Role::Owner);
        let order = serde_json::json!({
            "store_id": store, "expected_total": 1_800,
            "lines": [{ "sku_id": latte, "quantity": 1 }],
            "tenders": [{ "kind": "cash", "amount": 1_800 }],
        });
        let brand = app.chain.brand;
        std::thread::scope(|scope| {
            let ground = app.ground.clone();
            let counting = scope.spawn(move || {
                let dispatcher = server::background::dispatcher(&ground);
                for _ in 0..6 {
                    dispatcher.drain().expect("delivered");
                    recount::brand_anew(&ground, brand).expect("counted");
                }
            });
            for _ in 0..20 {
                owner.post("/api/v1/orders/settle", &order).ok();
            }
            counting.join().expect("counted");
        });
        // Told and untold sales alike are in the tables; the rest is told now.
        app.prove();
    });
}
