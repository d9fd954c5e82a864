//! A server in a process of its own, whose plug can be pulled.

use crate::chain::{Chain, PASSWORD};
use platform::App;
use platform::config::Config;
use platform::seal::Seal;
use reqwest::Client;
use serde_json::{Value, json};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::Duration;
use testkit::TestDb;

/// The brand that its owner logs in to.
pub const BRAND: &str = "crash";

/// The chain that a server will find. Whoever has filled it drains the database: from then on it
/// belongs to the server alone.
pub fn found(test: &TestDb) -> (App, Chain) {
    let (db, clock) = (test.db.clone(), test.clock.clone());
    let ground = App::new(db, clock, Seal::ephemeral(), Config::of_defaults());
    let chain = Chain::found(&ground, BRAND);
    (ground, chain)
}

/// `huitong verify` on what the dead server left behind, the audit log by itself as well.
pub fn prove(test: &TestDb, folder: &Path) {
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

fn huitong(test: &TestDb, folder: &Path) -> Command {
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
pub struct Door {
    pub client: Client,
    pub base: String,
    pub token: String,
}

impl Door {
    pub async fn get(&self, path: &str) -> Value {
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

    /// What a command that is done answers.
    pub async fn post(&self, path: &str, body: &Value) -> Value {
        let request = self
            .client
            .post(format!("{}{path}", self.base))
            .bearer_auth(&self.token)
            .header(
                "idempotency-key",
                format!("{:032x}", rand::random::<u128>()),
            );
        let response = request.json(body).send().await.expect("an answer");
        let status = response.status();
        let answer: Value = response.json().await.expect("JSON");
        assert!(status.is_success(), "{path}: {status} {answer}");
        answer
    }
}

/// A server in a process of its own.
pub struct Server {
    process: Process,
    pub door: Door,
}

/// A process that does not outlive its test.
struct Process(Child);

impl Server {
    /// Comes up on the test's database, with the rest of its data in `folder`.
    pub async fn start(test: &TestDb, folder: &Path) -> Server {
        let port = free_port();
        let mut command = huitong(test, folder);
        command
            .env("HUITONG_LISTEN", format!("127.0.0.1:{port}"))
            .arg("serve");
        let process = Process(command.stdout(Stdio::null()).spawn().expect("it starts"));
        let client = Client::new();
        let base = format!("http://127.0.0.1:{port}");
        let log_in = json!({ "brand": BRAND, "login": "owner", "password": PASSWORD });
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
    pub fn kill(&mut self) {
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
