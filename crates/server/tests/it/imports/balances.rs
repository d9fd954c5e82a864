//! Balances and stock that are brought along: opened once, undone by reversal, never twice.

use super::files::{import, look, path_of, rejects, upload};
use crate::app::both;
use access::Role;
use serde_json::json;

const MEMBERS: &str = "姓名,手机号\n张三,13900001111\n李四,13900002222\n";
const BALANCES: &str = "手机号,门店,积分,本金,赠金\n\
    13900001111,XUHUI,100,\"¥1,000.00\",50\n\
    13900001111,PUDONG,,20,\n\
    13900002222,,7,3,0\n\
    13900003333,,1,,\n";

#[test]
fn balances_open_once_and_are_undone_where_they_were_not_spent() {
    both(|app| {
        app.chain.store("xuhui");
        app.chain.store("pudong");
        let desk = app.log_in_as(Role::Owner);
        import(app, &desk, "kind=members", MEMBERS);
        let first = import(app, &desk, "kind=balances", BALANCES);
        assert_eq!(
            first["totals"],
            json!({ "points": 107, "principal": 102_300, "bonus": 5_000 })
        );
        assert_eq!(
            first["after"],
            json!({ "points": 107, "principal": 102_300, "bonus": 5_000 })
        );
        let unknown = &rejects(&desk, &first, "")["items"][0];
        assert_eq!(
            (&unknown["line"], &unknown["reason"]),
            (&json!(5), &json!("member.unknown"))
        );

        // The same file again, and one that says something else.
        let again = import(app, &desk, "kind=balances", BALANCES);
        assert_eq!(again["totals"], json!({ "balances_already_there": 3 }));
        assert_eq!(again["before"], again["after"]);
        let other = import(app, &desk, "kind=balances", "手机号,积分\n13900002222,8\n");
        assert_eq!(
            rejects(&desk, &other, "")["items"][0]["reason"],
            "balance.opened_before"
        );

        // Li spends; then everything is undone that still can be.
        let found = desk.get("/api/v1/members?q=13900002222").ok();
        let li = found["items"][0]["id"].as_str().expect("an id").to_owned();
        let taken = json!({ "asset": "principal", "amount": -100, "reason": "线下消费" });
        let finance = app.log_in_as(Role::Owner);
        finance
            .post(format!("/api/v1/members/{li}/adjustments"), &taken)
            .ok();
        desk.post(format!("{}/undo", path_of(&first)), &json!({}))
            .ok();
        app.run_jobs();
        let undone = look(&desk, &first);
        assert_eq!(
            (
                &undone["state"],
                &undone["rejected"],
                &undone["after"]["principal"]
            ),
            (&json!("undone"), &json!(2), &json!(200))
        );
        assert_eq!(undone["after"]["points"], 7);
        let kept = &rejects(&desk, &first, "")["items"][0];
        assert_eq!(kept["line"], 4);

        // What was undone may be opened again.
        let third = import(app, &desk, "kind=balances", BALANCES);
        assert_eq!(
            third["totals"],
            json!({ "points": 100, "principal": 102_000, "bonus": 5_000,
                    "balances_already_there": 1 })
        );
        app.settle_outbox();
        app.prove();
    });
}

#[test]
fn whoever_may_not_adjust_brings_no_balances_in_by_a_file() {
    both(|app| {
        app.chain.store("xuhui");
        let desk = app.log_in_as(Role::HqOperations);
        import(app, &desk, "kind=members", MEMBERS);
        for (options, sheet) in [
            ("kind=balances", BALANCES),
            ("kind=members", "姓名,手机号,积分\n张三,13900001111,100\n"),
        ] {
            let refused = app.send(&upload(&desk, options, sheet));
            let told = refused.refused(403, "access.missing_permission");
            assert_eq!(told["params"]["permission"], "members.adjust");
        }
        import(app, &desk, "kind=balances&dry_run=true", BALANCES);
        app.prove();
    });
}

#[test]
fn goods_cannot_be_undone() {
    both(|app| {
        let desk = app.log_in_as(Role::Owner);
        let goods = import(
            app,
            &desk,
            "kind=goods",
            "商品编码,商品名称,售价\nL1,拿铁,18\n",
        );
        desk.post(format!("{}/undo", path_of(&goods)), &json!({}))
            .refused(422, "import.not_undoable");
        app.settle_outbox();
    });
}

#[test]
fn stock_is_counted_once_for_each_file() {
    both(|app| {
        let store = app.chain.store("xuhui");
        let sku = app.chain.goods_on_shelf("latte-1800", store, 3);
        app.chain.goods("service-1000");
        let desk = app.log_in_as(Role::Owner);
        let file = "门店,商品编码,库存\nxuhui,latte-1800,12\nxuhui,service-1000,1\nxuhui,none,1\n\
                    xuhui,latte-1800,\n";
        let first = import(app, &desk, "kind=stock", file);
        assert_eq!(first["accepted"], 0, "{first}");
        let file = "门店,商品编码,库存\nxuhui,latte-1800,12\nxuhui,service-1000,1\nxuhui,none,1\n";
        let second = import(app, &desk, "kind=stock", file);
        assert_eq!(
            (
                &second["accepted"],
                &second["rejected"],
                &second["totals"]["quantity"]
            ),
            (&json!(1), &json!(2), &json!(12))
        );
        assert_eq!(app.chain.stock(store, sku), 12);
        let shelf = json!({ "kind": "adjustment", "quantity": -2, "reason": "报损" });
        desk.post(format!("/api/v1/skus/{sku}/stock/{store}"), &shelf)
            .ok();
        let again = import(app, &desk, "kind=stock", file);
        assert_eq!(again["totals"], json!({ "counts_already_there": 1 }));
        assert_eq!(app.chain.stock(store, sku), 10);
        app.settle_outbox();
    });
}
