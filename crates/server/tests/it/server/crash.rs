//! The plug is pulled: the server is killed with SIGKILL while sales are being written, over and
//! over. Clients keep a journal of what they were told; afterwards it must all be true.

use crate::plug::{Door, Server, found, prove};
use reqwest::StatusCode;
use serde_json::{Value, json};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Arc, Mutex};
use std::time::Duration;
use testkit::TestDb;

/// Clients that settle at once.
const CLIENTS: usize = 16;

#[test]
fn kill_9_neither_loses_nor_doubles_an_acknowledged_sale() {
    let runtime = tokio::runtime::Runtime::new().expect("a runtime");
    for dialect in testkit::engines() {
        let test = TestDb::new(dialect);
        let shop = set_up(&test);
        runtime.block_on(pull_the_plug(&test, &shop, testkit::cases(5, 200)));
    }
}

/// A sale that a client sent, and the order that it was told of.
#[derive(Debug, Clone)]
struct Sale {
    body: Value,
    order_id: Option<String>,
}

/// What clients sent, by idempotency key.
type Journal = Arc<Mutex<BTreeMap<String, Sale>>>;

#[derive(Clone)]
struct Shop {
    store: String,
    sku: String,
    members: Vec<String>,
}

async fn pull_the_plug(test: &TestDb, shop: &Shop, times: u32) {
    let folder = tempfile::tempdir().expect("a folder");
    let mut all: BTreeMap<String, Sale> = BTreeMap::new();
    let mut in_flight = 0;
    for round in 0..times {
        let mut server = Server::start(test, folder.path()).await;
        let journal = Journal::default();
        let clients = (0..CLIENTS).map(|client| {
            tokio::spawn(settle_on(
                server.door.clone(),
                shop.clone(),
                journal.clone(),
                (round, client),
            ))
        });
        let clients: Vec<_> = clients.collect();
        // A different moment each time, so that every step of a write is hit by one of them.
        tokio::time::sleep(Duration::from_millis(60 + u64::from(round) * 37 % 300)).await;
        server.kill();
        for client in clients {
            client.await.expect("a client ends when its server is gone");
        }
        let journal = std::mem::take(&mut *journal.lock().expect("no client panicked"));
        in_flight += journal
            .values()
            .filter(|sale| sale.order_id.is_none())
            .count();
        prove(test, folder.path());
        let server = Server::start(test, folder.path()).await;
        for (key, sale) in journal {
            let order_id = send_again(&server.door, &key, &sale).await;
            if let Some(told) = &sale.order_id {
                assert_eq!(
                    *told, order_id,
                    "round {round}: an acknowledged sale became another"
                );
            }
            all.insert(
                key,
                Sale {
                    order_id: Some(order_id),
                    ..sale
                },
            );
        }
    }
    let server = Server::start(test, folder.path()).await;
    let told: BTreeSet<String> = all
        .values()
        .filter_map(|sale| sale.order_id.clone())
        .collect();
    assert_eq!(told.len(), all.len(), "each key has an order of its own");
    assert_eq!(
        orders(&server.door).await,
        told,
        "there are the orders of the journal, no others"
    );
    assert!(
        in_flight > 0,
        "no kill hit a sale on its way: {} sales",
        all.len()
    );
    drop(server);
    prove(test, folder.path());
}

fn set_up(test: &TestDb) -> Shop {
    let (_, chain) = found(test);
    let store = chain.store("xuhui").to_string();
    let sku = chain.goods("sticker-100").to_string();
    let members = (0..8)
        .map(|number| {
            let member = chain
                .member(&format!("member{number}"))
                .stored_value(400_000);
            member.id.to_string()
        })
        .collect();
    test.db.drain();
    Shop {
        store,
        sku,
        members,
    }
}

/// Settles one sale after the other until the server is gone; writes each down before it is sent
/// and after it was answered.
async fn settle_on(
    door: Door,
    Shop {
        store,
        sku,
        members,
    }: Shop,
    journal: Journal,
    (round, client): (u32, usize),
) {
    for number in 0.. {
        let key = format!("crash-{round}-{client}-{number}");
        let body = json!({
            "store_id": store, "member_id": members[(client + number) % members.len()],
            "lines": [{ "sku_id": sku, "quantity": 1 }],
            "tenders": [{ "kind": "stored_value", "amount": 10 }, { "kind": "cash", "amount": 90 }],
            "expected_total": 100,
        });
        let sale = Sale {
            body: body.clone(),
            order_id: None,
        };
        journal
            .lock()
            .expect("no client panicked")
            .insert(key.clone(), sale);
        let Some(order_id) = settle(&door, &key, &body).await else {
            return;
        };
        let mut journal = journal.lock().expect("no client panicked");
        journal.get_mut(&key).expect("written down").order_id = Some(order_id);
    }
}

/// The same key and body again: done already or done now, the answer names one order.
async fn send_again(door: &Door, key: &str, sale: &Sale) -> String {
    settle(door, key, &sale.body)
        .await
        .expect("the server is up")
}

async fn orders(door: &Door) -> BTreeSet<String> {
    let mut ids = BTreeSet::new();
    let mut next = "/api/v1/orders?limit=200".to_owned();
    loop {
        let page: Value = door.get(&next).await;
        for order in page["items"].as_array().expect("items") {
            let id = order["order_id"]
                .as_str()
                .or(order["id"].as_str())
                .expect("an id");
            ids.insert(id.to_owned());
        }
        match page["next"].as_str() {
            Some(cursor) => next = format!("/api/v1/orders?limit=200&cursor={cursor}"),
            None => return ids,
        }
    }
}

/// The order's id, or nothing if the server is gone.
async fn settle(door: &Door, key: &str, body: &Value) -> Option<String> {
    let request = door
        .client
        .post(format!("{}/api/v1/orders/settle", door.base));
    let request = request
        .bearer_auth(&door.token)
        .header("idempotency-key", key)
        .json(body);
    let response = request.send().await.ok()?;
    let status = response.status();
    let answer: Value = response.json().await.ok()?;
    assert_eq!(status, StatusCode::OK, "{answer}");
    Some(answer["order_id"].as_str().expect("an order").to_owned())
}
