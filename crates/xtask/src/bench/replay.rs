//! Measures how long an offer takes to be replayed over every sale of the Complete Journey, on the
//! embedded engine: from the wish to what came out, asked over HTTP.

use super::client::{Connection, post};
use super::figures::{Figure, record};
use super::site::{Engine, Server, Site, text};
use anyhow::{Result, ensure};
use kernel::BusinessDate;
use platform::clock::Stopwatch;
use serde_json::{Value as Json, json};
use std::path::Path;
use std::time::Duration;
use testkit::postgres::{Cluster, Durability};

const ABOUT: &str = "满20减2, as a draft, over every sale of the Complete Journey (156 000 baskets \
                     of 1 469 307 lines) on SQLite: from the wish to what came out. Client and \
                     server on the same machine.";

/// So many days back from the last day with sales: more than the Complete Journey has.
const DAYS: i64 = 1_000;
/// More often nobody asks.
const ASKED_MAX: usize = 1_200;

/// Measures and records; on the sample, if no folder with the whole journey is named.
pub fn run(program: &Path, journey: Option<&Path>, is_dry: bool) -> Result<()> {
    let cluster = Cluster::start(Durability::Flushed)?;
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()?;
    let site = Site::with_demo(program, Engine::Sqlite, &cluster, journey, &runtime)?;
    let server = site.serve(super::BATCH)?;
    let (seconds, all) = runtime.block_on(measure(&site, &server))?;
    server.stop()?;
    let orders = all["orders"].as_i64().unwrap_or_default();
    let note = format!(
        "{orders} orders, {} of them touched; at most 60 for 150 000",
        all["touched"]
    );
    eprintln!("  {seconds:.1} s, {note}");
    if is_dry || journey.is_none() {
        return Ok(());
    }
    ensure!(orders >= 150_000, "only {orders} orders");
    let name = "replay.150k.seconds".to_owned();
    record(
        "replay",
        ABOUT,
        vec![Figure::new(name, seconds, "s", &note)],
    )
}

/// How long it took, and what it came to over all orders.
async fn measure(site: &Site, server: &Server) -> Result<(f64, Json)> {
    let token = &site.catalogue.token;
    let mut connection = Connection::open(&server.address).await?;
    let effect = json!({ "kind": "ladder", "by": "amount",
        "steps": [{ "from": 2_000, "gives": { "kind": "amount", "off": 200 } }] });
    let offer = json!({ "kind": "promotion", "terms": { "name": "满20减2",
        "rule": { "layer": "order_promotion", "effect": effect } } });
    let offer = post(&mut connection, token, "/api/v1/offers", &offer).await?;
    let (status, seen) = connection.get("/api/v1/overview", token).await?;
    ensure!(status == 200, "the overview: {status}");
    let seen: Json = serde_json::from_slice(&seen)?;
    let to: BusinessDate = text(&seen, "to")?.parse().map_err(anyhow::Error::msg)?;
    let asked = json!({ "offer_id": offer["id"], "from": to.plus_days(-DAYS), "to": to });
    let watch = Stopwatch::start();
    let begun = post(&mut connection, token, "/api/v1/offer-replays", &asked).await?;
    let path = format!("/api/v1/offer-replays/{}", text(&begun, "id")?);
    let all = finished(&mut connection, token, &path).await?;
    Ok((watch.elapsed().as_secs_f64(), all))
}

/// What came out over all orders, once it is there.
async fn finished(connection: &mut Connection, token: &str, path: &str) -> Result<Json> {
    for _ in 0..ASKED_MAX {
        tokio::time::sleep(Duration::from_millis(200)).await;
        let (status, body) = connection.get(path, token).await?;
        ensure!(status == 200, "the replay: {status}");
        let mut replay: Json = serde_json::from_slice(&body)?;
        match text(&replay, "state")?.as_str() {
            "queued" | "running" => {}
            "succeeded" => return Ok(replay["result"]["all"].take()),
            other => anyhow::bail!("the replay is {other}"),
        }
    }
    anyhow::bail!("the replay never came to an end")
}
