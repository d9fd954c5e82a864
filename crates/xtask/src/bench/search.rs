//! Measures how long a search among a million members takes over HTTP on each engine, by each of
//! the ways in which a cashier looks for somebody, by one client and by eight.

use super::client::Connection;
use super::figures::{Figure, record};
use super::import::member;
use super::site::{Engine, Server, Site};
use anyhow::{Result, ensure};
use futures_util::future::join_all;
use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};
use pinyin::ToPinyin;
use platform::clock::Stopwatch;
use std::io::{BufWriter, Write};
use std::path::Path;
use testkit::postgres::{Cluster, Durability};
use tokio::runtime::Runtime;

/// What is typed.
#[derive(Debug, Clone, Copy)]
enum Kind {
    Phone,
    LastFour,
    Initials,
    Pinyin,
    NamePart,
}

const KINDS: [(Kind, &str); 5] = [
    (Kind::Phone, "phone"),
    (Kind::LastFour, "last_four"),
    (Kind::Initials, "initials"),
    (Kind::Pinyin, "pinyin"),
    (Kind::NamePart, "name_part"),
];

/// Searches of each kind by each crowd.
const SEARCHES: usize = 4_000;
/// Clients at once.
const CROWDS: [usize; 2] = [1, 8];

const ABOUT: &str = "A million generated members in one brand; 4 000 searches of each kind over \
                     HTTP by one client and 4 000 by eight at once, each the first page of 50; \
                     texts from members picked at random, every fourth one a single surname, \
                     given character or initial, which up to 40 000 members have. Clients, server \
                     and database on the same machine.";

/// Measures and records.
pub fn run(program: &Path, members: usize, only: Option<Engine>, is_dry: bool) -> Result<()> {
    let folder = tempfile::tempdir()?;
    let file = folder.path().join("members.csv");
    write_members(&file, members)?;
    let cluster = Cluster::start(Durability::Flushed)?;
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()?;
    let mut figures = Vec::new();
    for engine in [Engine::Sqlite, Engine::Postgres] {
        if only.is_some_and(|only| only != engine) {
            continue;
        }
        let site = Site::with_members(program, engine, &cluster, &file, &runtime)?;
        let server = site.serve(super::BATCH)?;
        figures.extend(measure(&site, &server, members, &runtime)?);
        server.stop()?;
    }
    let p99s = figures.iter().filter(|one| one.name.ends_with("p99_ms"));
    let worst = p99s.map(|one| one.value).fold(0.0, f64::max);
    let note = "the slowest of both engines, all kinds, one and eight clients; at most 20";
    figures.push(Figure::new("search.1m.p99_ms".into(), worst, "ms", note));
    for figure in &figures {
        eprintln!("  {} {} {}", figure.name, figure.value, figure.unit);
    }
    if is_dry || only.is_some() {
        Ok(())
    } else {
        record("search", ABOUT, figures)
    }
}

fn write_members(file: &Path, members: usize) -> Result<()> {
    let mut text = BufWriter::new(std::fs::File::create(file)?);
    writeln!(text, "{}", super::import::HEADING.join(","))?;
    for number in 0..members {
        writeln!(text, "{}", member(number).join(","))?;
    }
    Ok(text.flush()?)
}

fn measure(site: &Site, server: &Server, members: usize, runtime: &Runtime) -> Result<Vec<Figure>> {
    let mut figures = Vec::new();
    for (kind, word) in KINDS {
        let name = format!("search.1m.{}.{word}", site.engine.word());
        for clients in CROWDS {
            // A warm-up of texts of its own fills caches and statements; it is not counted.
            runtime.block_on(search(site, server, kind, (members, 1), clients))?;
            let run = search(site, server, kind, (members, 2), clients);
            let mut micros = runtime.block_on(run)?;
            micros.sort_unstable();
            let at =
                |part: f64| micros[((micros.len() - 1) as f64 * part) as usize] as f64 / 1_000.0;
            let crowd = match clients {
                1 => String::new(),
                many => format!(".{many}_clients"),
            };
            let note = format!("{members} members, {} searches by {clients}", micros.len());
            for (part, end) in [(0.5, "p50_ms"), (0.99, "p99_ms")] {
                let name = format!("{name}{crowd}.{end}");
                figures.push(Figure::new(name, at(part), "ms", &note));
            }
        }
    }
    Ok(figures)
}

/// Searches by so many clients at once; answers what each search took, in microseconds.
async fn search(
    site: &Site,
    server: &Server,
    kind: Kind,
    (members, salt): (usize, usize),
    clients: usize,
) -> Result<Vec<u64>> {
    let one = |client: usize| async move {
        let mut connection = Connection::open(&server.address).await?;
        let mut micros = Vec::new();
        for number in (client..SEARCHES).step_by(clients) {
            let text = typed(kind, (salt * SEARCHES + number) * 7_919, members);
            let text = utf8_percent_encode(&text, NON_ALPHANUMERIC);
            let path = format!("/api/v1/members?q={text}");
            let watch = Stopwatch::start();
            let (status, body) = connection.get(&path, &site.catalogue.token).await?;
            micros.push(watch.elapsed().as_micros() as u64);
            ensure!(status == 200, "{path}: {status}");
            ensure!(body.len() > 100, "{path} found nobody");
        }
        Ok::<_, anyhow::Error>(micros)
    };
    let mut all = Vec::new();
    for done in join_all((0..clients).map(one)).await {
        all.extend(done?);
    }
    Ok(all)
}

/// What a cashier types to find somebody; the same number gives the same text.
fn typed(kind: Kind, number: usize, members: usize) -> String {
    let mixed = number.wrapping_mul(0x9E37_79B9_7F4A_7C15) >> 20;
    let cells = member(mixed % members);
    let name: Vec<char> = cells[0].chars().collect();
    let is_short = number.is_multiple_of(4);
    match kind {
        Kind::Phone => cells[1].clone(),
        Kind::LastFour => cells[1][7..].to_owned(),
        Kind::Initials if is_short => reading(name[0])[..1].to_owned(),
        Kind::Initials => name.iter().map(|letter| &reading(*letter)[..1]).collect(),
        Kind::Pinyin if is_short => reading(name[0]).to_owned(),
        Kind::Pinyin => name.iter().map(|letter| reading(*letter)).collect(),
        Kind::NamePart if is_short => name[mixed % name.len()].to_string(),
        Kind::NamePart => match mixed % 3 {
            0 => name.iter().collect(),
            1 => name[1..].iter().collect(),
            _ => name[..2].iter().collect(),
        },
    }
}

/// How a character of a generated name is read.
fn reading(letter: char) -> &'static str {
    match letter {
        // As a surname, which is the only place where it stands.
        '曾' => "zeng",
        _ => letter.to_pinyin().map_or("x", |reading| reading.plain()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_typed_is_of_somebody() {
        for number in 0..100 {
            assert_eq!(typed(Kind::Phone, number, 1_000).len(), 11);
            assert_eq!(typed(Kind::LastFour, number, 1_000).len(), 4);
            for kind in [Kind::Initials, Kind::Pinyin] {
                let text = typed(kind, number, 1_000);
                assert!(
                    text.chars().all(|letter| letter.is_ascii_lowercase()),
                    "{text}"
                );
            }
            let part = typed(Kind::NamePart, number, 1_000);
            let known = |place: usize| member(place)[0].contains(&part);
            assert!((0..1_000).any(known), "{part}");
        }
    }
}
