//! The stand-in for a cluster: with every brand table in partitions by brand, the acts of one
//! brand touch one partition of each table. PostgreSQL itself counts what is touched.

use crate::app::TestApp;
use crate::call::Ask;
use access::Role;
use checkout::{Item, Payment, SettleOrder, TillTender};
use kernel::{Money, SkuId};
use platform::App;
use platform::clock::Stopwatch;
use platform::db::{DbError, Dialect, Tx};
use platform::idempotency::{self, IdempotencyKey, Keyed};
use serde_json::json;
use std::collections::{BTreeMap, BTreeSet};
use tokio_postgres::types::{ToSql, Type};
use tokio_postgres::{Client, NoTls};
use tower::ServiceExt;

/// A connection of the test's own.
async fn connect(url: &str) -> Client {
    let (client, connection) = tokio_postgres::connect(url, NoTls)
        .await
        .expect("a connection");
    tokio::spawn(async move {
        // It ends with the test.
        let _ = connection.await;
    });
    client
}

/// How many connections our servers hold.
async fn connections(client: &Client) -> i64 {
    let count = "select count(*) from pg_stat_activity
                  where datname = current_database() and application_name = 'huitong'";
    client.query_one(count, &[]).await.expect("asked").get(0)
}

fn connections_of(app: &TestApp) -> i64 {
    let url = &app.test.url;
    app.runtime()
        .block_on(async { connections(&connect(url).await).await })
}

/// Ends a server. What its connections have touched is told when the last of them is gone.
fn stop(server: &App, app: &TestApp, others: i64) {
    server.db.drain();
    let watch = Stopwatch::start();
    app.runtime().block_on(async {
        let client = connect(&app.test.url).await;
        while connections(&client).await > others {
            assert!(watch.elapsed().as_secs() < 30, "a connection stays");
        }
    });
}

/// Which parts of each partitioned table were read or written since the database was made.
async fn touched(client: &Client) -> BTreeMap<String, BTreeSet<String>> {
    let rows = client
        .query(
            "select relname::text, coalesce(seq_scan, 0) + coalesce(idx_scan, 0)
                    + n_tup_ins + n_tup_upd + n_tup_del > 0
               from pg_stat_user_tables where relname like '%\\_part_'",
            &[],
        )
        .await
        .expect("asked");
    let mut touched: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for row in rows {
        let name: String = row.get(0);
        let (table, part) = name.rsplit_once('_').expect("a part");
        let parts = touched.entry(table.to_owned()).or_default();
        if row.get(1) {
            parts.insert(part.to_owned());
        }
    }
    touched
}

/// Eight orders as a batch holds them: each of three lines, paid in three ways, earning points.
fn batch_of_eight(app: &TestApp) -> Vec<Keyed<SettleOrder>> {
    let chain = &app.chain;
    let (xuhui, act) = (chain.store("xuhui"), chain.act());
    let skus: Vec<SkuId> = vec![
        chain.goods_on_shelf("latte-1800/1600", xuhui, 100),
        chain.goods("bagel-700"),
        chain.goods_on_shelf("cake-2500", xuhui, 100),
    ];
    let payment = |kind, amount| Payment {
        kind,
        amount: Money(amount),
        reference: None,
    };
    (0..8)
        .map(|number| {
            let li = chain
                .member(&format!("li {}", number % 6))
                .points(500)
                .stored_value(3_000);
            let key = IdempotencyKey::new(format!("batch-{number}")).expect("visible");
            let item = SettleOrder {
                act,
                store_id: xuhui,
                till_id: None,
                member_id: Some(li.id),
                guide_id: None,
                receipt_no: Some(format!("XH-{number}")),
                lines: skus
                    .iter()
                    .map(|sku_id| Item {
                        sku_id: *sku_id,
                        quantity: 1,
                    })
                    .collect(),
                tenders: vec![
                    payment(TillTender::Points, 500),
                    payment(TillTender::StoredValue, 1_000),
                    payment(TillTender::Cash, 3_300),
                ],
                expected_total: Money(4_800),
                coupons: Vec::new(),
                key: Some(key.as_str().to_owned()),
            };
            Keyed {
                key: key.for_act("settle_order", &number),
                item,
                at: act.now,
            }
        })
        .collect()
}

/// Settles them as a lane does, in one transaction.
fn settle(server: &App, app: &TestApp, batch: Vec<Keyed<SettleOrder>>) {
    let run = move |tx: &mut Tx<'_>| idempotency::batch(tx, &batch, checkout::settle);
    let answers = server
        .db
        .write_blocking::<_, DbError, _>(app.chain.brand, run);
    for answer in answers.expect("the batch runs") {
        assert!(answer.is_success(), "{}", answer.body);
    }
}

/// Tables that a settle writes or reads.
const OF_SETTLE: [&str; 15] = [
    "checkout_terms",
    "entry",
    "idempotency_answer",
    "idempotency_key",
    "lot",
    "member",
    "member_account",
    "order_line",
    "order_tender",
    "orders",
    "outbox",
    "posting",
    "sku",
    "stock_entry",
    "store",
];

#[test]
fn a_batch_of_eight_touches_one_partition_of_each_table() {
    let Some(test) = testkit::partitioned() else {
        return;
    };
    let app = TestApp::on(test);
    let batch = batch_of_eight(&app);
    app.settle_outbox();
    let others = connections_of(&app);
    let (server, _) = app.second_server();
    settle(&server, &app, batch);
    stop(&server, &app, others);
    app.runtime().block_on(async {
        let client = connect(&app.test.url).await;
        let touched = touched(&client).await;
        for (table, parts) in &touched {
            assert!(parts.len() <= 1, "{table}: {parts:?}");
        }
        for table in OF_SETTLE {
            assert_eq!(touched.get(table).map(BTreeSet::len), Some(1), "{table}");
        }
    });
    app.prove();
}

#[test]
fn a_day_at_the_till_over_http_touches_one_partition_of_each_table() {
    let Some(test) = testkit::partitioned() else {
        return;
    };
    let app = TestApp::on(test);
    let (xuhui, latte) = (app.chain.store("xuhui"), app.chain.goods("latte-1800"));
    let li = app.chain.member("li").points(500).stored_value(5_000).id;
    let owner = app.log_in_as(Role::Owner);
    let others = connections_of(&app);
    let (server, router) = app.second_server();
    let send = |ask: Ask| {
        let reply = app.runtime().block_on(async {
            let reply = router
                .clone()
                .oneshot(ask.request())
                .await
                .expect("an answer");
            crate::call::Reply::read(reply).await
        });
        reply.ok()
    };
    let lines = json!([{ "sku_id": latte, "quantity": 2 }]);
    let order = json!({
        "store_id": xuhui, "member_id": li, "lines": lines, "expected_total": 3_600,
        "tenders": [{ "kind": "points", "amount": 500 },
                    { "kind": "stored_value", "amount": 3_100 }],
    });
    let basket = json!({ "store_id": xuhui, "member_id": li, "lines": lines });
    send(owner.to_post("/api/v1/quotes", &basket));
    let receipt = send(owner.to_post("/api/v1/orders/settle", &order));
    let back = json!([{ "line_id": receipt["lines"][0]["line_id"], "quantity": 1 }]);
    let back = json!({ "store_id": xuhui, "lines": back, "reason": "凉了" });
    let path = format!(
        "/api/v1/orders/{}",
        receipt["order_id"].as_str().expect("an id")
    );
    send(owner.to_post(format!("{path}/returns"), &back));
    let paid = json!({ "store_id": xuhui, "amount": 100, "tender": "cash" });
    send(owner.to_post(format!("/api/v1/members/{li}/top-ups"), &paid));
    let person = json!({ "phone": "13800000001", "name": "王五", "store_id": xuhui });
    send(owner.to_post("/api/v1/members", &person));
    for list in [
        "members?q=wang",
        "members?q=0001",
        "orders",
        "overview",
        "skus?q=latte",
        "staff",
    ] {
        send(owner.ask(axum::http::Method::GET, format!("/api/v1/{list}")));
    }
    server::background::dispatcher(&server)
        .drain()
        .expect("facts are delivered");
    let proof = server::proof::prove(&server.db, app.chain.brand).expect("a proof");
    assert_eq!(proof.wrong, Vec::<String>::new());
    stop(&server, &app, others);
    app.runtime().block_on(async {
        let client = connect(&app.test.url).await;
        for (table, parts) in touched(&client).await {
            assert!(parts.len() <= 1, "{table}: {parts:?}");
        }
    });
    app.prove();
}

#[test]
fn every_brand_table_is_in_partitions_and_a_statement_without_a_brand_shows() {
    let Some(test) = testkit::partitioned() else {
        return;
    };
    let runtime = tokio::runtime::Runtime::new().expect("a runtime");
    runtime.block_on(async {
        let other = connect(&test.url).await;
        let whole = other
            .query(
                "select relname::text from pg_class c join pg_namespace n on n.oid = relnamespace
                  where nspname = 'public' and relkind = 'r' and not relispartition order by 1",
                &[],
            )
            .await
            .expect("asked");
        let whole: Vec<String> = whole.iter().map(|row| row.get(0)).collect();
        assert_eq!(whole, ["brand", "schema_migration"]);

        // The measure itself: what forgets its brand looks into all four.
        other
            .query("select * from orders where total > 0", &[])
            .await
            .expect("asked");
        other
            .query("select pg_stat_force_next_flush()", &[])
            .await
            .expect("asked");
        let touched = touched(&other).await;
        assert_eq!(touched["orders"].len(), 4);
        assert_eq!(touched["order_line"].len(), 0);
    });
}

#[test]
fn with_the_brand_bound_every_statement_of_the_product_plans_for_one_partition() {
    let Some(test) = testkit::partitioned() else {
        return;
    };
    let runtime = tokio::runtime::Runtime::new().expect("a runtime");
    runtime.block_on(async {
        let client = connect(&test.url).await;
        let mut with_parts = 0;
        for statement in platform::db::statements() {
            let (text, _) = statement.text_with_rows(Dialect::Postgres, 2);
            let plan = plan_of(&client, &text).await;
            for table in parts_in(&plan) {
                with_parts += 1;
                assert_eq!(table.1.len(), 1, "{}: {table:?}\n{plan}", statement.place);
            }
        }
        assert!(
            with_parts > 200,
            "only {with_parts} tables were looked into"
        );
    });
}

/// The plan of a statement whose first parameter is the brand, as all of ours are written.
async fn plan_of(client: &Client, text: &str) -> String {
    let explain = client
        .prepare(&format!("explain {text}"))
        .await
        .expect(text);
    let value = |kind: &Type| -> Box<dyn ToSql + Sync> {
        match *kind {
            Type::INT8 => Box::new(7_i64),
            Type::INT4 => Box::new(7_i32),
            Type::BYTEA => Box::new(vec![7_u8]),
            _ => Box::new("7"),
        }
    };
    let values: Vec<_> = explain.params().iter().map(value).collect();
    let values: Vec<_> = values.iter().map(AsRef::as_ref).collect();
    let lines = client.query(&explain, &values).await.expect(text);
    let lines: Vec<String> = lines.iter().map(|line| line.get(0)).collect();
    lines.join("\n")
}

/// The parts of each table that a plan names.
fn parts_in(plan: &str) -> BTreeMap<&str, BTreeSet<&str>> {
    let mut parts: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
    // `Index Scan using lot_part2_pkey on lot_part2 lot`
    let scans = plan.lines().filter_map(|line| line.split(" on ").nth(1));
    for name in scans.filter_map(|scan| scan.split(' ').next()) {
        // An index is named after its part: `session_part3_brand_id_staff_id_idx`.
        if let Some((table, part)) = name.rsplit_once("_part") {
            let number = part.split('_').next().unwrap_or(part);
            parts.entry(table).or_default().insert(number);
        }
    }
    parts
}
