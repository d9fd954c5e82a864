//! Clients: each a connection that sends one settle after the other. Light, for they share the
//! machine with what they measure.

use super::report::Measure;
use super::site::{Catalogue, Engine, Server, Site, text};
use super::yardstick::cpu_ticks;
use anyhow::{Context, Result, bail, ensure};
use futures_util::future::join_all;
use http_body_util::{BodyExt, Full};
use hyper::body::Bytes;
use hyper::client::conn::http1::{SendRequest, handshake};
use hyper_util::rt::TokioIo;
use platform::clock::Stopwatch;
use serde_json::{Value as Json, json};
use std::time::Duration;

/// One measurement.
pub struct Load<'a> {
    /// On which chain.
    pub site: &'a Site,
    /// By which server.
    pub server: &'a Server,
    /// By how many clients.
    pub clients: usize,
    /// For how long.
    pub time: Duration,
    /// Which round; keeps keys apart.
    pub round: usize,
    /// What is settled, by client and number; a client that gets nothing is done.
    pub orders: &'a dyn Fn(usize, usize) -> Option<Json>,
}

/// A connection that is kept open.
pub struct Connection {
    sender: SendRequest<Full<Bytes>>,
}

/// What came back.
pub struct Answer {
    /// The status.
    pub status: u16,
    /// JSON.
    pub body: Json,
    /// The session's cookie, if one was set.
    pub cookie: Option<String>,
}

impl Connection {
    /// Opens a connection; its other half runs on the current runtime.
    pub async fn open(address: &str) -> Result<Connection> {
        let stream = tokio::net::TcpStream::connect(address).await?;
        stream.set_nodelay(true)?;
        let (sender, connection) = handshake(TokioIo::new(stream)).await?;
        tokio::spawn(connection);
        Ok(Connection { sender })
    }

    /// Gets something; answers with the status and what came, unread, for reading it is the
    /// client's own time.
    pub async fn get(&mut self, path: &str, token: &str) -> Result<(u16, Bytes)> {
        let request = hyper::Request::get(path)
            .header("host", "bench")
            .header("authorization", format!("Bearer {token}"))
            .body(Full::default())?;
        self.sender.ready().await?;
        let response = self.sender.send_request(request).await?;
        let status = response.status().as_u16();
        Ok((status, response.into_body().collect().await?.to_bytes()))
    }

    /// Sends a request and reads the answer.
    pub async fn send(
        &mut self,
        method: &str,
        path: &str,
        token: &str,
        body: Option<&Json>,
    ) -> Result<Answer> {
        self.send_with_key(method, path, token, None, body).await
    }

    async fn send_with_key(
        &mut self,
        method: &str,
        path: &str,
        token: &str,
        key: Option<String>,
        body: Option<&Json>,
    ) -> Result<Answer> {
        let mut request = hyper::Request::builder()
            .method(method)
            .uri(path)
            .header("host", "bench");
        if !token.is_empty() {
            request = request.header("authorization", format!("Bearer {token}"));
        }
        if let Some(key) = key {
            request = request.header("idempotency-key", key);
        }
        if body.is_some() {
            request = request.header("content-type", "application/json");
        }
        let bytes = body.map(|body| body.to_string()).unwrap_or_default();
        self.sender.ready().await?;
        let response = self
            .sender
            .send_request(request.body(Full::from(bytes))?)
            .await?;
        let status = response.status().as_u16();
        let cookie = response.headers().get("set-cookie");
        let cookie = cookie
            .and_then(|value| value.to_str().ok())
            .map(str::to_owned);
        let bytes = response.into_body().collect().await?.to_bytes();
        let body = if bytes.is_empty() {
            Json::Null
        } else {
            serde_json::from_slice(&bytes)?
        };
        Ok(Answer {
            status,
            body,
            cookie,
        })
    }

    /// Reads a list to its end.
    pub async fn list(&mut self, token: &str, path: &str, expected: usize) -> Result<Vec<Json>> {
        let mut all = Vec::with_capacity(expected);
        let mut next = path.to_owned();
        loop {
            let answer = self.send("GET", &next, token, None).await?;
            ensure!(answer.status == 200, "{path}: {}", answer.body);
            let items = answer.body["items"].as_array().context("items")?;
            all.extend(items.iter().cloned());
            match answer.body["next"].as_str() {
                Some(cursor) => next = format!("{path}&cursor={cursor}"),
                None => break,
            }
        }
        ensure!(all.len() == expected, "{path}: {} of {expected}", all.len());
        Ok(all)
    }
}

/// Posts with a key of its own and wants success.
pub async fn post(
    connection: &mut Connection,
    token: &str,
    path: &str,
    body: &Json,
) -> Result<Json> {
    let key = Some(
        format!("{path}-{body}")
            .chars()
            .filter(char::is_ascii_alphanumeric)
            .collect(),
    );
    let answer = connection
        .send_with_key("POST", path, token, key, Some(body))
        .await?;
    ensure!(
        answer.status == 200,
        "{path}: {} {}",
        answer.status,
        answer.body
    );
    Ok(answer.body)
}

/// Gives every member stored value to spend.
pub async fn top_up_all(server: &Server, catalogue: &Catalogue) -> Result<()> {
    const CLIENTS: usize = 64;
    let tasks = (0..CLIENTS).map(|client| async move {
        let mut connection = Connection::open(&server.address).await?;
        for member in catalogue.members.iter().skip(client).step_by(CLIENTS) {
            let store = &catalogue.stores[client % catalogue.stores.len()];
            let body = json!({ "store_id": store, "amount": 400_000, "tender": "card" });
            let path = format!("/api/v1/members/{member}/top-ups");
            post(&mut connection, &catalogue.token, &path, &body).await?;
        }
        Ok::<_, anyhow::Error>(())
    });
    for done in join_all(tasks).await {
        done?;
    }
    Ok(())
}

/// Runs the clients for the time and sums up what they saw.
pub async fn measure(load: &Load<'_>) -> Result<Measure> {
    // A warm-up fills caches and statements; it is not counted.
    run_clients(load, load.time / 4, "warm").await?;
    let server_before = cpu_ticks(&[load.server.pid()])?;
    let database_before = database_ticks(load)?;
    let watch = Stopwatch::start();
    let mut micros = run_clients(load, load.time, "run").await?;
    let seconds = watch.elapsed().as_secs_f64();
    let server_ticks = cpu_ticks(&[load.server.pid()])? - server_before;
    let database_ticks = database_ticks(load)? - database_before;
    ensure!(!micros.is_empty(), "nothing was settled");
    micros.sort_unstable();
    let settled = micros.len() as f64;
    let at = |part: f64| micros[((settled - 1.0) * part) as usize] as f64 / 1_000.0;
    Ok(Measure {
        name: load.site.engine.word(),
        clients: load.clients,
        batched: true,
        per_second: settled / seconds,
        p50_ms: at(0.5),
        p99_ms: at(0.99),
        // A tick is 10 ms of CPU.
        server_cpu_us: server_ticks as f64 * 10_000.0 / settled,
        database_cpu_us: database_ticks as f64 * 10_000.0 / settled,
    })
}

fn database_ticks(load: &Load<'_>) -> Result<u64> {
    match (load.site.engine, load.site.postmaster) {
        (Engine::Postgres, Some(postmaster)) => super::yardstick::family_ticks(postmaster),
        _ => Ok(0),
    }
}

async fn run_clients(load: &Load<'_>, time: Duration, phase: &'static str) -> Result<Vec<u64>> {
    let mut connections = Vec::new();
    for _ in 0..load.clients {
        connections.push(Connection::open(&load.server.address).await?);
    }
    let watch = Stopwatch::start();
    let tasks = connections
        .into_iter()
        .enumerate()
        .map(|(client, mut connection)| async move {
            let mut micros = Vec::new();
            let mut number = 0_usize;
            while watch.elapsed() < time {
                let Some(body) = (load.orders)(client, number) else {
                    break;
                };
                let key = format!(
                    "{phase}-{}-{}-{client}-{number}-{}",
                    load.round,
                    load.clients,
                    load.server.pid()
                );
                let one = Stopwatch::start();
                let answer = connection
                    .send_with_key(
                        "POST",
                        "/api/v1/orders/settle",
                        &load.site.catalogue.token,
                        Some(key),
                        Some(&body),
                    )
                    .await?;
                if answer.status != 200 {
                    bail!("settle: {} {}", answer.status, answer.body);
                }
                micros.push(one.elapsed().as_micros() as u64);
                text(&answer.body, "order_id")?;
                number += 1;
            }
            Ok::<_, anyhow::Error>(micros)
        });
    let mut all = Vec::new();
    for micros in join_all(tasks).await {
        all.extend(micros?);
    }
    Ok(all)
}

/// Three lines, two tenders: one yuan of stored value, the rest by card.
pub fn order(catalogue: &Catalogue, client: usize, number: usize) -> Json {
    let number = client * 7_919 + number * 104_729;
    let sku = |place: usize| &catalogue.skus[(number + place * 1_667) % catalogue.skus.len()];
    let lines: Vec<Json> = (0..3)
        .map(|place| json!({ "sku_id": sku(place).0, "quantity": 1 }))
        .collect();
    let total: i64 = (0..3).map(|place| sku(place).1).sum();
    json!({
        "store_id": catalogue.stores[number % catalogue.stores.len()],
        "member_id": catalogue.members[number % catalogue.members.len()],
        "lines": lines,
        "tenders": [
            { "kind": "stored_value", "amount": 100 },
            { "kind": "card", "amount": total - 100 },
        ],
        "expected_total": total,
    })
}
