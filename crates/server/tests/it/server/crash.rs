//! The plug is pulled: the server is killed with SIGKILL while sales are being written, over and
//! over. Clients keep a journal of what they were told; afterwards it must all be true.

use crate::chain::{Chain, PASSWORD};
use platform::App;
use platform::config::Config;
use platform::seal::Seal;
use reqwest::{Client, StatusCode};
use serde_json::{Value, json};
use std::collections::{BTreeMap, BTreeSet};
use std::process::{Child, Command, Stdio};
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
    let seal = Seal::ephemeral();
    let ground = App::new(
        test.db.clone(),
        test.clock.clone(),
        seal,
        Config::of_defaults(),
    );
    let chain = Chain::found(&ground, "crash");
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
    // From here on the database belongs to the server alone.
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
        let Some(order_id) = door.settle(&key, &body).await else {
            return;
        };
        let mut journal = journal.lock().expect("no client panicked");
        journal.get_mut(&key).expect("written down").order_id = Some(order_id);
    }
}

/// The same key and body again: done already or done now, the answer names one order.
async fn send_again(door: &Door, key: &str, sale: &Sale) -> String {
    door.settle(key, &sale.body)
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

/// `huitong verify` on what the dead server left behind, the audit log by itself as well.
fn prove(test: &TestDb, folder: &std::path::Path) {
    for asked in [&["verify"][..], &["verify", "--audit"]] {
        let output = huitong(test, folder).args(asked).output().expect("it runs");
        let text = String::from_utf8_lossy(&output.stdout).into_owned();
        assert!(
            output.status.success(),
            "{text}{}",
            String::from_utf8_lossy(&output.stderr)
        );
    }
}

fn huitong(test: &TestDb, folder: &std::path::Path) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_huitong"));
    command
        .env("HUITONG_DATABASE_URL", &test.url)
        .env("HUITONG_DATA", folder);
    command
        .env("HUITONG_LOG__LEVEL", "error")
        .env("RUST_BACKTRACE", "0");
    command
}

/// How to reach a server as the owner.
#[derive(Clone)]
struct Door {
    client: Client,
    base: String,
    token: String,
}

impl Door {
    /// The order's id, or nothing if the server is gone.
    async fn settle(&self, key: &str, body: &Value) -> Option<String> {
        let request = self
            .client
            .post(format!("{}/api/v1/orders/settle", self.base));
        let request = request
            .bearer_auth(&self.token)
            .header("idempotency-key", key)
            .json(body);
        let response = request.send().await.ok()?;
        let status = response.status();
        let answer: Value = response.json().await.ok()?;
        assert_eq!(status, StatusCode::OK, "{answer}");
        Some(answer["order_id"].as_str().expect("an order").to_owned())
    }

    async fn get(&self, path: &str) -> Value {
        let request = self
            .client
            .get(format!("{}{path}", self.base))
            .bearer_auth(&self.token);
        request
            .send()
            .await
            .expect("an answer")
            .json()
            .await
            .expect("JSON")
    }
}

/// A server in a process of its own.
struct Server {
    process: Process,
    door: Door,
}

/// A process that does not outlive its test.
struct Process(Child);

impl Server {
    async fn start(test: &TestDb, folder: &std::path::Path) -> Server {
        let port = free_port();
        let mut command = huitong(test, folder);
        command
            .env("HUITONG_LISTEN", format!("127.0.0.1:{port}"))
            .arg("serve");
        let process = Process(command.stdout(Stdio::null()).spawn().expect("it starts"));
        let client = Client::new();
        let base = format!("http://127.0.0.1:{port}");
        let log_in = json!({ "brand": "crash", "login": "owner", "password": PASSWORD });
        for _ in 0..400 {
            let request = client
                .post(format!("{base}/api/v1/session"))
                .json(&log_in)
                .send();
            if let Ok(response) = request.await {
                let cookie = response.headers()["set-cookie"]
                    .to_str()
                    .expect("text")
                    .to_owned();
                let token = cookie.trim_start_matches("huitong_session=");
                let token = token.split(';').next().expect("a part").to_owned();
                return Server {
                    process,
                    door: Door {
                        client,
                        base,
                        token,
                    },
                };
            }
            tokio::time::sleep(Duration::from_millis(25)).await;
        }
        panic!("the server did not come up");
    }

    /// SIGKILL: nothing is flushed, closed or said.
    fn kill(&mut self) {
        self.process.0.kill().expect("it was running");
        self.process.0.wait().expect("it is gone");
    }
}

impl Drop for Process {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

/// A port that nobody listens on at the moment.
fn free_port() -> u16 {
    let listener = std::net::TcpListener::bind("127.0.0.1:0").expect("a port");
    listener.local_addr().expect("an address").port()
}
