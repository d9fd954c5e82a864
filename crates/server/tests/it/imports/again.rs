//! The same file once more, after the chain has changed: nothing is lost, nothing counts twice.

use super::files::{import, look, path_of, rejects};
use crate::app::{TestApp, both};
use crate::call::Caller;
use access::Role;
use checkout::{Earning, RecordedLine, RecordedOrder, RecordedTender, TenderKind};
use kernel::{JobId, Money, Points};
use platform::db::{DbError, Tx};
use serde_json::{Value, json};

fn member_of(desk: &Caller<'_>, phone: &str) -> String {
    let found = desk.get(format!("/api/v1/members?q={phone}")).ok();
    found["items"][0]["id"].as_str().expect("an id").to_owned()
}

fn reasons(desk: &Caller<'_>, import: &Value) -> Vec<(u64, String)> {
    let listed = rejects(desk, import, "");
    let items = listed["items"].as_array().expect("a list").iter();
    let one = |reject: &Value| {
        let line = reject["line"].as_u64().expect("a line");
        let reason = reject["reason"].as_str().expect("a reason");
        (line, reason.to_owned())
    };
    items.map(one).collect()
}

#[test]
fn two_stores_number_their_receipts_each_for_itself() {
    both(|app| {
        app.chain.store("xuhui");
        app.chain.store("pudong");
        app.chain.goods("latte-1800");
        let desk = app.log_in_as(Role::Owner);
        let sales = "订单号,门店编号,下单时间,商品编码,数量,金额\n\
            1,XUHUI,2026-11-20 09:30,latte-1800,1,18.00\n\
            1,PUDONG,2026-11-20 10:30,latte-1800,2,36.00\n";
        let first = import(app, &desk, "kind=orders", sales);
        assert_eq!(
            first["totals"],
            json!({ "orders": 2, "amount": 5_400, "quantity": 3 })
        );
        let again = import(app, &desk, "kind=orders", sales);
        assert_eq!(again["totals"], json!({ "orders_already_there": 2 }));
        let orders = desk.get("/api/v1/orders").ok();
        let numbers: Vec<&str> = orders["items"]
            .as_array()
            .expect("a list")
            .iter()
            .map(|order| order["external_no"].as_str().expect("a number"))
            .collect();
        assert_eq!(numbers.len(), 2);
        assert!(numbers.contains(&"XUHUI/1") && numbers.contains(&"PUDONG/1"));

        // A store that is written in two ways is one store, and its number is one sale.
        let twice = "订单号,门店编号,下单时间,商品编码,数量,金额\n\
            2,XUHUI,2026-11-20 09:30,latte-1800,1,18.00\n\
            2,xuhui,2026-11-20 11:30,latte-1800,1,17.00\n";
        let third = import(app, &desk, "kind=orders", twice);
        assert_eq!(third["totals"]["orders"], 1);
        let taken = (3, "order.number_taken".to_owned());
        assert_eq!(reasons(&desk, &third), [taken]);
        // What came with its bare number, before stores were told apart, is known by it.
        record_bare(app, "9");
        let known = "订单号,门店编号,下单时间,商品编码,数量,金额\n\
            9,XUHUI,2026-11-20 08:30,latte-1800,1,18.00\n\
            9,PUDONG,2026-11-20 08:30,latte-1800,1,18.00\n";
        let fourth = import(app, &desk, "kind=orders", known);
        assert_eq!(
            (
                &fourth["totals"]["orders_already_there"],
                &fourth["totals"]["orders"]
            ),
            (&json!(1), &json!(1))
        );
        app.settle_outbox();
        app.prove();
    });
}

/// A past sale as earlier imports entered it.
fn record_bare(app: &TestApp, number: &str) {
    let (store_id, sku_id) = (app.chain.store("xuhui"), app.chain.goods("latte-1800"));
    let total = Money(1_800);
    let act = app.chain.act();
    let order = RecordedOrder {
        external_no: number.into(),
        store_id,
        settled_at: "2026-11-20T00:30:00Z".parse().expect("a time"),
        member_id: None,
        guide_id: None,
        lines: vec![RecordedLine {
            sku_id,
            category_id: None,
            quantity: 1,
            gross: total,
            total,
        }],
        tenders: vec![RecordedTender {
            kind: TenderKind::Cash,
            amount: total,
            points: Points::ZERO,
            reference: None,
        }],
        earning: Earning::Nothing,
    };
    let record =
        move |tx: &mut Tx<'_>| checkout::record_orders(tx, act, std::slice::from_ref(&order));
    for answer in app.chain.write::<_, DbError>(record) {
        answer.expect("recorded");
    }
}

#[test]
fn stock_that_was_refused_is_counted_when_its_goods_are_there() {
    both(|app| {
        let store = app.chain.store("xuhui");
        let latte = app.chain.goods_on_shelf("latte-1800", store, 3);
        let desk = app.log_in_as(Role::Owner);
        let file = "门店,商品编码,库存,备注\nxuhui,latte-1800,12,5\nxuhui,mocha-2000,7,6\n";
        let first = import(app, &desk, "kind=stock", file);
        assert_eq!(first["totals"]["counts"], 1);
        let shelf = json!({ "kind": "adjustment", "quantity": -2, "reason": "报损" });
        desk.post(format!("/api/v1/skus/{latte}/stock/{store}"), &shelf)
            .ok();
        let mocha = app.chain.goods_on_shelf("mocha-2000", store, 0);
        let second = import(app, &desk, "kind=stock", file);
        assert_eq!(
            second["totals"],
            json!({ "counts": 1, "quantity": 7, "counts_already_there": 1 })
        );
        let levels = || (app.chain.stock(store, latte), app.chain.stock(store, mocha));
        assert_eq!(levels(), (10, 7));
        let third = import(app, &desk, "kind=stock", file);
        assert_eq!(third["totals"], json!({ "counts_already_there": 2 }));
        assert_eq!(levels(), (10, 7));

        // Read in another way it is another file.
        let started = app.send(&super::files::upload(&desk, "", file)).ok();
        let path = path_of(&started);
        let said = json!({ "kind": "stock", "mapping": {
            "columns": ["store", "sku_code", null, "quantity"] } });
        let etag = desk.get(&path).etag();
        desk.edit(
            axum::http::Method::PUT,
            &format!("{path}/mapping"),
            &etag,
            &said,
        )
        .ok();
        desk.post(format!("{path}/run"), &json!({ "mode": "good_rows" }))
            .ok();
        app.run_jobs();
        assert_eq!(look(&desk, &started)["totals"]["counts"], 2);
        assert_eq!(levels(), (5, 6));
        app.settle_outbox();
    });
}

const MEMBERS: &str = "姓名,手机号\n张三,13900001111\n张三,13900001111\n李四,13900002222\n";
const BALANCES: &str = "手机号,积分,本金\n\
    13900001111,100,20\n\
    13900002222,7,3\n\
    13900003333,1,\n";

#[test]
fn whoever_was_merged_opens_no_balance_again() {
    both(|app| {
        let desk = app.log_in_as(Role::Owner);
        let members = import(app, &desk, "kind=members", MEMBERS);
        // Of two rows that say the same one is a new member.
        assert_eq!(
            members["totals"],
            json!({ "members": 2, "members_already_there": 1 })
        );
        let first = import(app, &desk, "kind=balances", BALANCES);
        let sums =
            |import: &Value| ["points", "principal"].map(|asset| import["after"][asset].clone());
        assert_eq!(sums(&first), [json!(107), json!(2_300)]);
        let owner = app.log_in_as(Role::Owner);
        let wish = json!({ "absorbed_id": member_of(&desk, "13900002222"),
                           "survivor_id": member_of(&desk, "13900001111"), "reason": "同一个人" });
        owner.post("/api/v1/merges", &wish).ok();
        let again = import(app, &desk, "kind=balances", BALANCES);
        assert_eq!(again["totals"], json!({ "balances_already_there": 2 }));
        assert_eq!(sums(&again), sums(&first));

        // The row that was not taken is told of beside what could not be undone.
        let taken = json!({ "asset": "principal", "amount": -2_250, "reason": "线下消费" });
        let survivor = member_of(&desk, "13900001111");
        owner
            .post(format!("/api/v1/members/{survivor}/adjustments"), &taken)
            .ok();
        for _ in 0..2 {
            desk.post(format!("{}/undo", path_of(&first)), &json!({}))
                .ok();
            app.run_jobs();
            let undone = look(&desk, &first);
            assert_eq!(
                (&undone["state"], &undone["after"]["principal"]),
                (&json!("undone"), &json!(50))
            );
            let told = reasons(&desk, &first);
            let lines: Vec<u64> = told.iter().map(|(line, _)| *line).collect();
            assert_eq!(lines, [2, 3, 4]);
            assert_eq!(undone["rejected"], 3);
            assert_eq!(undone["reasons"]["member.unknown"], 1);
        }
        app.settle_outbox();
        app.prove();
    });
}

/// As if the server was killed between the last act of a job and the note that it ended.
fn make_due_again(app: &TestApp, import: &Value) {
    let job = import["job"]["id"].as_str().expect("an id");
    let id: JobId = job.parse().expect("an id");
    let again = move |tx: &mut Tx<'_>| {
        let due = platform::sql!(
            "update job set state = 'queued', due_at = 0, finished_at = null, result = null \
             where brand_id = $1 and id = $2"
        );
        tx.execute(due, platform::args![tx.brand(), id]).map(|_| ())
    };
    app.chain.write::<_, DbError>(again);
}

#[test]
fn an_import_that_ended_unseen_is_done() {
    both(|app| {
        let desk = app.log_in_as(Role::Owner);
        let done = import(app, &desk, "kind=members", MEMBERS);
        make_due_again(app, &done);
        app.run_jobs();
        let seen = look(&desk, &done);
        assert_eq!(seen["job"]["state"], "succeeded", "{seen}");
        assert_eq!(seen["state"], "done");
        assert_eq!(seen["job"]["result"]["accepted"], 3);
        app.settle_outbox();
    });
}

#[test]
fn what_stood_in_bad_rows_is_forgotten_after_a_while() {
    both(|app| {
        let desk = app.log_in_as(Role::Owner);
        let file =
            "姓名,手机号,生日,余额\n王小明,139,13900001111,\n李大,13900002222,,x13900003333\n";
        let done = import(app, &desk, "kind=members", file);
        let listed = rejects(&desk, &done, "").to_string();
        assert!(listed.contains("139****1111"), "{listed}");
        for (days, kept) in [(29, 2), (3, 0)] {
            app.test.clock.advance_millis(days * 86_400_000);
            app.run_jobs();
            let desk = app.log_in(&app.chain, "owner");
            assert_eq!(reasons(&desk, &done).len(), kept, "{days}");
            assert_eq!(look(&desk, &done)["rejected"], 2);
        }
        app.settle_outbox();
    });
}
