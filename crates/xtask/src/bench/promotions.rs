//! Measures settling with 50 live promotions and a coupon in each order against settling without
//! any, on the same chain in the same minutes: pausing and resuming them is all that changes.

use super::client::{self, Connection, Load, post};
use super::figures::{Figure, record};
use super::site::{Engine, Server, Site, text};
use super::{BATCH, Bench, SKUS, STORES};
use anyhow::{Context, Result, ensure};
use futures_util::future::join_all;
use serde_json::{Value as Json, json};
use std::cell::RefCell;
use std::path::Path;
use std::time::Duration;
use testkit::postgres::{Cluster, Durability};

/// Promotions that run.
const PROMOTIONS: usize = 50;
/// Tills at once.
const CLIENTS: usize = 128;
/// Orders that are priced beforehand for each round: more than any engine settles in it.
const ORDERS_A_SECOND: usize = 1_600;

const ABOUT: &str = "Settling over HTTP by 128 clients with 50 live promotions (of nine kinds, a \
                     third of them with a budget or a limit) and a coupon in each order, against \
                     the same chain with all of them paused, in turns; medians. Clients, server \
                     and database on the same machine; fsync on.";

/// A chain with its promotions.
struct Fair<'a> {
    site: &'a Site,
    server: &'a Server,
    /// Promotions with the edit that was seen last.
    promotions: Vec<(String, i64)>,
    /// Members with a coupon that is not used yet.
    coupons: Vec<(String, String)>,
}

/// Measures and records.
pub fn run(bench: &Bench, program: &Path) -> Result<()> {
    let members = bench.members.unwrap_or(40_000);
    let cluster = Cluster::start(Durability::Flushed)?;
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()?;
    let mut figures = Vec::new();
    for engine in [Engine::Sqlite, Engine::Postgres] {
        if bench.only.is_some_and(|only| only != engine) {
            continue;
        }
        let size = (members, SKUS, STORES);
        let site = Site::prepare(program, engine, &cluster, size, &runtime)?;
        let server = site.serve(BATCH)?;
        let (with, without) = runtime.block_on(measure(&site, &server, bench))?;
        server.stop()?;
        site.verify()?;
        figures.extend(figures_of(engine, with, without));
    }
    for figure in &figures {
        eprintln!("  {} {} {}", figure.name, figure.value, figure.unit);
    }
    if bench.dry || bench.only.is_some() {
        Ok(())
    } else {
        record("promotions", ABOUT, figures)
    }
}

/// Orders a second, with and without.
fn figures_of(engine: Engine, with: f64, without: f64) -> Vec<Figure> {
    let name = |what: &str| format!("promotions.{}.{what}", engine.word());
    let note = "with 50 live promotions and a coupon in each order";
    let ratio = Figure {
        baseline: Some(without),
        ..Figure::new(
            name("vs_without"),
            with / without,
            "ratio",
            "at least 0.7; against all of them paused",
        )
    };
    vec![Figure::new(name("settle.per_s"), with, "1/s", note), ratio]
}

/// The medians of the rounds.
async fn measure(site: &Site, server: &Server, bench: &Bench) -> Result<(f64, f64)> {
    let mut fair = Fair::open(site, server).await?;
    let time = Duration::from_secs(bench.seconds);
    let (mut with, mut without) = (Vec::new(), Vec::new());
    for round in 1..=bench.rounds {
        // Each is sent once, whoever is next: what the warm-up used is used.
        let orders = fair
            .priced(ORDERS_A_SECOND * bench.seconds as usize)
            .await?;
        let orders = RefCell::new(orders);
        let load = Load {
            site,
            server,
            clients: CLIENTS,
            time,
            round,
            orders: &|_, _| orders.borrow_mut().pop(),
        };
        with.push(client::measure(&load).await?.per_second);
        fair.set("paused").await?;
        let load = Load {
            round: bench.rounds + round,
            orders: &|client, number| Some(client::order(&site.catalogue, client, number)),
            ..load
        };
        without.push(client::measure(&load).await?.per_second);
        fair.set("live").await?;
        eprintln!(
            "  {}: round {round}: {:.0}/s with, {:.0}/s without",
            site.engine.word(),
            with[round - 1],
            without[round - 1]
        );
    }
    Ok((median(with), median(without)))
}

fn median(mut values: Vec<f64>) -> f64 {
    values.sort_unstable_by(f64::total_cmp);
    values[values.len() / 2]
}

impl<'a> Fair<'a> {
    /// Publishes the promotions and gives every member a coupon.
    async fn open(site: &'a Site, server: &'a Server) -> Result<Fair<'a>> {
        let token = &site.catalogue.token;
        let mut connection = Connection::open(&server.address).await?;
        let (status, categories) = connection
            .get("/api/v1/categories?limit=200", token)
            .await?;
        ensure!(status == 200, "the categories: {status}");
        let categories: Json = serde_json::from_slice(&categories)?;
        let categories = categories["items"].as_array().context("categories")?;
        let mut promotions = Vec::new();
        for number in 0..PROMOTIONS {
            let category = &categories[number % categories.len()]["id"];
            let offer = json!({ "kind": "promotion", "terms": promotion(number, category) });
            promotions.push(publish(&mut connection, token, &offer).await?);
        }
        let effect = json!({ "kind": "amount_off", "amount": 50 });
        let terms = json!({ "name": "减0.5", "rule": { "layer": "coupon", "effect": effect },
            "coupon": { "validity": { "kind": "days", "days": 30 } } });
        let offer = json!({ "kind": "coupon", "terms": terms });
        let (template, _) = publish(&mut connection, token, &offer).await?;
        let issue = json!({ "offer_id": template, "to": { "kind": "all" }, "reason": "bench" });
        post(&mut connection, token, "/api/v1/coupon-issues", &issue).await?;
        let coupons = issued(&mut connection, site, &template).await?;
        Ok(Fair {
            site,
            server,
            promotions,
            coupons,
        })
    }

    /// Pauses or resumes all promotions.
    async fn set(&mut self, state: &str) -> Result<()> {
        let token = &self.site.catalogue.token;
        let mut connection = Connection::open(&self.server.address).await?;
        for (id, edit) in &mut self.promotions {
            let path = format!("/api/v1/offers/{id}/state");
            let change = json!({ "edit": *edit, "state": state });
            let offer = post(&mut connection, token, &path, &change).await?;
            *edit = offer["edit"].as_i64().context("an edit")?;
        }
        Ok(())
    }

    /// So many orders with a coupon each, at the prices that the server quotes.
    async fn priced(&mut self, count: usize) -> Result<Vec<Json>> {
        let count = count.min(self.coupons.len());
        let taken = self.coupons.split_off(self.coupons.len() - count);
        let (catalogue, address) = (&self.site.catalogue, &self.server.address);
        let taken = &taken;
        let tasks = (0..CLIENTS).map(|client| async move {
            let mut connection = Connection::open(address).await?;
            let mut orders = Vec::new();
            for place in (client..taken.len()).step_by(CLIENTS) {
                let (member, coupon) = &taken[place];
                let mut order = client::order(catalogue, client, place);
                order["member_id"] = json!(member);
                order["coupons"] = json!([coupon]);
                let asked = json!({ "store_id": order["store_id"], "member_id": member,
                    "lines": order["lines"], "coupons": [coupon] });
                let token = &catalogue.token;
                let quote = connection.send("POST", "/api/v1/quotes", token, Some(&asked));
                let quote = quote.await?;
                ensure!(quote.status == 200, "a quote: {}", quote.body);
                let total = quote.body["total"].as_i64().context("a total")?;
                order["expected_total"] = json!(total);
                order["tenders"] = json!([
                    { "kind": "stored_value", "amount": total.min(100) },
                    { "kind": "card", "amount": (total - 100).max(0) },
                ]);
                if total <= 100 {
                    order["tenders"] = json!([{ "kind": "card", "amount": total }]);
                }
                orders.push(order);
            }
            Ok::<_, anyhow::Error>(orders)
        });
        let mut all = Vec::new();
        for orders in join_all(tasks).await {
            all.extend(orders?);
        }
        Ok(all)
    }
}

/// Writes an offer down and publishes it; its id and the edit that it has then.
async fn publish(connection: &mut Connection, token: &str, offer: &Json) -> Result<(String, i64)> {
    let written = post(connection, token, "/api/v1/offers", offer).await?;
    let id = text(&written, "id")?;
    let path = format!("/api/v1/offers/{id}/publish");
    let reason = json!({ "edit": written["edit"], "reason": "bench" });
    let done = post(connection, token, &path, &reason).await?;
    ensure!(
        done["offer"]["phase"] == "running",
        "it does not run: {done}"
    );
    Ok((id, done["offer"]["edit"].as_i64().context("an edit")?))
}

/// Whose coupons there are, once every member has one.
async fn issued(
    connection: &mut Connection,
    site: &Site,
    template: &str,
) -> Result<Vec<(String, String)>> {
    let (token, members) = (&site.catalogue.token, site.catalogue.members.len());
    let path = format!("/api/v1/coupon-issues?offer_id={template}&limit=200");
    loop {
        let issues = connection.list(token, &path, 1).await?;
        if issues[0]["issued"] == json!(members) {
            break;
        }
        tokio::time::sleep(Duration::from_millis(200)).await;
    }
    let path = format!("/api/v1/coupons?offer_id={template}&limit=200");
    let coupons = connection.list(token, &path, members).await?;
    let held = |coupon: &Json| Ok((text(coupon, "member_id")?, text(coupon, "id")?));
    coupons.iter().map(held).collect()
}

/// A promotion such as chains have: of nine kinds, most on one category, a third with limits that
/// are counted but not reached.
fn promotion(number: usize, category: &Json) -> Json {
    let (layer, effect) = kind(number % 9);
    let mut rule = json!({ "layer": layer, "effect": effect });
    if layer != "order_promotion" {
        rule["goods"] = json!({ "include": [{ "kind": "category", "id": category }] });
    } else {
        // One of all that are on the whole order.
        rule["stacking"] = json!({ "groups": ["order"] });
    }
    if number.is_multiple_of(5) {
        rule["condition"] = json!({ "kind": "hours", "from": 0, "to": 1_440 });
    }
    let limits = match number % 6 {
        0 => json!({ "budget": 1_000_000_000 }),
        3 => json!({ "uses_a_store_day": 1_000_000, "uses_a_member_day": 1_000 }),
        _ => json!({}),
    };
    json!({ "name": format!("活动 {number}"), "rule": rule, "limits": limits })
}

/// A layer and an effect in it.
fn kind(number: usize) -> (&'static str, Json) {
    let ladder = |by: &str, from: i64, gives: Json| {
        let step = json!({ "from": from, "gives": gives });
        json!({ "kind": "ladder", "by": by, "steps": [step] })
    };
    let percent = |off: i64| json!({ "kind": "percent", "off": off });
    let amount = |off: i64| json!({ "kind": "amount", "off": off });
    match number {
        0 => ("item_price", json!({ "kind": "percent_off", "off": 500 })),
        1 => ("item_price", json!({ "kind": "each_off", "amount": 20 })),
        2 => (
            "item_promotion",
            json!({ "kind": "percent_off", "off": 300 }),
        ),
        3 => (
            "item_promotion",
            json!({ "kind": "nth_item", "nth": 2, "off": 5_000 }),
        ),
        4 => (
            "item_promotion",
            json!({ "kind": "cheapest_free", "out_of": 3, "free": 1 }),
        ),
        5 => ("item_promotion", ladder("pieces", 2, percent(1_000))),
        6 => ("order_promotion", ladder("amount", 10_000, amount(300))),
        7 => (
            "order_promotion",
            json!({ "kind": "every_full", "by": "amount", "every": 20_000, "off": 200 }),
        ),
        _ => ("order_promotion", ladder("pieces", 3, percent(100))),
    }
}
