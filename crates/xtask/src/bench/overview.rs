//! Measures how long the overview takes, and the first page of the rows behind one of its numbers,
//! over ten million order lines and over the whole Complete Journey. What counts is the server's
//! very first answer after its start as much as the slowest of many.

use super::client::Connection;
use super::figures::{Figure, record, recorded};
use super::site::{Engine, Server, Site, text};
use anyhow::{Context, Result, ensure};
use kernel::BusinessDate;
use platform::clock::Stopwatch;
use serde_json::Value as Json;
use std::fmt::Write as _;
use std::io::{BufWriter, Write as _};
use std::path::Path;
use std::time::Duration;
use testkit::postgres::{Cluster, Durability};
use tokio::runtime::Runtime;

/// Days with sales; the last of them is [`LAST`].
const DAYS: usize = 730;
const LAST: &str = "2026-10-31";
/// Lines of an order.
const LINES: usize = 4;
const STORES: usize = 200;
const MEMBERS: usize = 200_000;
/// Lines of one file: a file is held in memory while it comes in.
const LINES_OF_A_FILE: usize = 1_000_000;
/// How often each question is asked after its first time.
const REPEATS: usize = 20;

const ABOUT: &str = "Ten million order lines in 2 500 000 orders of two years, six in ten of \
                     200 000 members, who all hold stored value, in 200 stores; and the whole \
                     Complete Journey (1 469 307 lines). Brought in by the product's own import. \
                     Each question is asked by the first request after the server's start and 20 \
                     times more; the slowest counts. Client, server and database on the same \
                     machine.";

/// A question: its name, its path.
type Question = (&'static str, String);

/// Measures and records. `journey` is the folder with the whole Complete Journey.
pub fn run(
    program: &Path,
    lines: usize,
    journey: Option<&Path>,
    only: Option<Engine>,
    is_dry: bool,
) -> Result<()> {
    let cluster = Cluster::start(Durability::Flushed)?;
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()?;
    let mut figures = Vec::new();
    for engine in [Engine::Sqlite, Engine::Postgres] {
        if only.is_some_and(|only| only != engine) {
            continue;
        }
        if journey.is_some() {
            let site = Site::with_demo(program, engine, &cluster, journey, &runtime)?;
            measure(&site, "journey", &runtime, &mut figures)?;
            site.remove(&cluster)?;
        }
        let size = (MEMBERS, super::SKUS, STORES);
        let site = Site::prepare(program, engine, &cluster, size, &runtime)?;
        sell(&site, lines)?;
        site.look(&cluster)?;
        measure(&site, "10m", &runtime, &mut figures)?;
        site.remove(&cluster)?;
    }
    // Loading takes long, so engines and sets can be measured on different days: what was not
    // measured this time stays.
    let of_an_engine = |one: &Figure| {
        [".sqlite.", ".postgres."]
            .iter()
            .any(|word| one.name.contains(word))
    };
    for known in recorded("overview")? {
        if of_an_engine(&known) && !figures.iter().any(|one| one.name == known.name) {
            figures.push(known);
        }
    }
    for (set, part, end, most) in [
        ("journey", ".opening.", "ms", 300),
        ("journey", ".rows_behind.", "rows_behind.ms", 1_000),
        ("10m", ".opening.", "ms", 500),
        ("10m", ".rows_behind.", "rows_behind.ms", 1_000),
    ] {
        let of = figures.iter().filter(|one| is_of(one, set, part));
        if let Some(worst) = of.map(|one| one.value).reduce(f64::max) {
            let note = format!("the slowest on either engine; at most {most}");
            figures.push(Figure::new(
                format!("overview.{set}.{end}"),
                worst,
                "ms",
                &note,
            ));
        }
    }
    for figure in &figures {
        eprintln!("  {} {} {}", figure.name, figure.value, figure.unit);
    }
    if is_dry {
        Ok(())
    } else {
        record("overview", ABOUT, figures)
    }
}

fn is_of(figure: &Figure, set: &str, part: &str) -> bool {
    figure.name.starts_with(&format!("overview.{set}.")) && figure.name.contains(part)
}

/// Brings the sales in, file by file.
fn sell(site: &Site, lines: usize) -> Result<()> {
    let file = site.folder().join("orders.csv");
    let orders = lines / LINES;
    for first in (0..orders).step_by(LINES_OF_A_FILE / LINES) {
        let end = orders.min(first + LINES_OF_A_FILE / LINES);
        write_orders(&file, first..end, orders)?;
        site.import("orders", &file)?;
        eprintln!("{}: {} lines", site.engine.word(), end * LINES);
    }
    std::fs::remove_file(&file)?;
    Ok(())
}

fn write_orders(file: &Path, numbers: std::ops::Range<usize>, of: usize) -> Result<()> {
    let mut text = BufWriter::new(std::fs::File::create(file)?);
    writeln!(
        text,
        "order_no,store,sold_at,sku_code,quantity,amount,phone"
    )?;
    let last: BusinessDate = LAST.parse().map_err(anyhow::Error::msg)?;
    for number in numbers {
        let mixed = mix(number);
        let day = last.plus_days((number * DAYS / of) as i64 + 1 - DAYS as i64);
        let (hour, minute) = (9 + mixed % 13, mixed / 13 % 60);
        let mut head = format!("T{number:08},S{:03},", 1 + mixed / 800 % STORES);
        let _ = write!(head, "{day} {hour:02}:{minute:02}:00");
        let phone = match mixed % 10 {
            0..6 => format!("154{:08}", 1 + mixed / 7 % MEMBERS),
            _ => String::new(),
        };
        for line in 0..LINES {
            let sku = mix(number * LINES + line);
            let cents = 100 + sku % 9_900;
            writeln!(
                text,
                "{head},G{:05},1,{}.{:02},{phone}",
                1 + sku % super::SKUS,
                cents / 100,
                cents % 100
            )?;
        }
    }
    Ok(text.flush()?)
}

/// A number that looks random and is the same each time.
fn mix(number: usize) -> usize {
    number.wrapping_mul(0x9E37_79B9_7F4A_7C15) >> 24
}

fn measure(site: &Site, set: &str, runtime: &Runtime, figures: &mut Vec<Figure>) -> Result<()> {
    let server = site.serve(super::BATCH)?;
    let questions = runtime.block_on(questions(site, &server))?;
    server.stop()?;
    for (name, path) in questions {
        // Each question is the first of a server of its own once.
        let server = site.serve(super::BATCH)?;
        let run = ask(site, &server, &path);
        let millis = runtime.block_on(run).with_context(|| path.clone())?;
        server.stop()?;
        let worst = millis.iter().copied().fold(0.0, f64::max);
        let mut sorted = millis.clone();
        sorted.sort_by(f64::total_cmp);
        let note = format!(
            "first {:.1}, then median {:.1}, slowest {worst:.1}",
            millis[0],
            sorted[sorted.len() / 2],
        );
        let name = format!("overview.{set}.{}.{name}.ms", site.engine.word());
        eprintln!("  {name}: {note}");
        figures.push(Figure::new(name, worst, "ms", &note));
    }
    Ok(())
}

/// The overview as it opens and of longer periods, and the rows behind what stands on it.
async fn questions(site: &Site, server: &Server) -> Result<Vec<Question>> {
    let mut connection = Connection::open(&server.address).await?;
    let seen = settled_down(site, &mut connection).await?;
    let to: BusinessDate = text(&seen, "to")?.parse().map_err(anyhow::Error::msg)?;
    let store = seen["by_store"]
        .as_array()
        .and_then(|stores| stores.iter().find_map(|one| one["store_id"].as_str()))
        .context("a store with sales")?;
    let since = |days: i64| format!("from={}&to={to}", to.plus_days(1 - days));
    let (week, month, year) = (since(7), since(30), since(365));
    Ok(vec![
        ("opening.latest_day", "/overview".to_owned()),
        ("opening.week", format!("/overview?{week}")),
        ("opening.month", format!("/overview?{month}")),
        (
            "opening.month_of_a_store",
            format!("/overview?{month}&store_id={store}"),
        ),
        ("year", format!("/overview?{year}")),
        ("rows_behind.orders", format!("/orders?{month}")),
        (
            "rows_behind.orders_of_a_store",
            format!("/orders?{month}&store_id={store}"),
        ),
        (
            "rows_behind.points_used",
            format!("/orders?{month}&tender=points"),
        ),
        (
            "rows_behind.stored_value",
            format!("/orders?{month}&tender=stored_value&store_id={store}"),
        ),
        (
            "rows_behind.returns",
            format!("/returns?{month}&store_id={store}"),
        ),
        (
            "rows_behind.top_ups",
            format!("/top-ups?{month}&store_id={store}"),
        ),
        ("rows_behind.members", format!("/members?store_id={store}")),
    ])
}

/// The overview once everything that happened is counted: it has to be the same for a while.
async fn settled_down(site: &Site, connection: &mut Connection) -> Result<Json> {
    let mut last = Json::Null;
    for _ in 0..600 {
        let (status, body) = connection
            .get("/api/v1/overview", &site.catalogue.token)
            .await?;
        ensure!(status == 200, "the overview: {status}");
        let now: Json = serde_json::from_slice(&body)?;
        if now == last {
            return Ok(now);
        }
        last = now;
        tokio::time::sleep(Duration::from_secs(5)).await;
    }
    anyhow::bail!("the overview never came to rest")
}

/// What each time took, in milliseconds.
async fn ask(site: &Site, server: &Server, path: &str) -> Result<Vec<f64>> {
    let mut connection = Connection::open(&server.address).await?;
    let path = format!("/api/v1{path}");
    let mut millis = Vec::new();
    for _ in 0..=REPEATS {
        let watch = Stopwatch::start();
        let (status, body) = connection.get(&path, &site.catalogue.token).await?;
        millis.push(watch.elapsed().as_secs_f64() * 1_000.0);
        ensure!(status == 200, "{status}");
        ensure!(!body.is_empty(), "an empty answer");
    }
    Ok(millis)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn orders_are_of_all_days_and_most_of_members() {
        let folder = tempfile::tempdir().expect("a folder");
        let file = folder.path().join("orders.csv");
        write_orders(&file, 0..7_300, 7_300).expect("written");
        let text = std::fs::read_to_string(&file).expect("read");
        let rows: Vec<Vec<&str>> = text
            .lines()
            .skip(1)
            .map(|row| row.split(',').collect())
            .collect();
        assert_eq!(rows.len(), 7_300 * LINES);
        assert!(rows[0][2].starts_with("2024-11-01 "), "{}", rows[0][2]);
        assert!(rows[rows.len() - 1][2].starts_with("2026-10-31 "));
        let known = rows.iter().filter(|row| !row[6].is_empty()).count();
        assert!((50..70).contains(&(known * 100 / rows.len())), "{known}");
    }
}
