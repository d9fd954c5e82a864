//! Cuts the demo chain's sample out of the full Complete Journey set (CC0): the twenty stores with
//! the most lines, and members who shop at two or more of them, until there are about 60 000 lines.
//! The same input gives the same bytes, so that anyone can check where the fixture came from.

use anyhow::{Context, Result};
use csv::{ReaderBuilder, StringRecord, WriterBuilder};
use flate2::{Compression, GzBuilder, read::GzDecoder};
use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};
use std::fs::File;
use std::io::BufReader;
use std::path::{Path, PathBuf};

const STORES: usize = 20;
const LINES: usize = 60_000;
/// Members with very many lines are left out, so that the sample holds more people.
const LINES_PER_MEMBER: std::ops::RangeInclusive<usize> = 10..=520;

/// What to cut.
#[derive(clap::Args)]
pub struct Cut {
    /// The folder that holds the full set.
    from: PathBuf,
    /// Where the sample goes.
    #[arg(default_value = "fixtures/complete_journey")]
    to: PathBuf,
}

/// Writes the sample.
pub fn run(cut: &Cut) -> Result<()> {
    let (heading, lines) = read(&cut.from.join("transactions.csv.gz"))?;
    let place = |name: &str| {
        heading
            .iter()
            .position(|h| h == name)
            .with_context(|| format!("no column {name}"))
    };
    let (household, store, product) = (
        place("household_id")?,
        place("store_id")?,
        place("product_id")?,
    );

    let stores = busiest(&lines, store);
    let members = choose_members(&lines, household, store, &stores);
    let kept: Vec<&StringRecord> = lines
        .iter()
        .filter(|line| stores.contains(&line[store]) && members.contains(&line[household]))
        .collect();
    let products: HashSet<&str> = kept.iter().map(|line| &line[product]).collect();

    std::fs::create_dir_all(&cut.to)?;
    write(
        &cut.to.join("transactions.csv.gz"),
        &heading,
        kept.iter().copied(),
    )?;
    let (heading, goods) = read(&cut.from.join("products.csv.gz"))?;
    let sold = goods.iter().filter(|row| products.contains(&row[0]));
    write(&cut.to.join("products.csv.gz"), &heading, sold)?;
    eprintln!(
        "{} lines, {} members, {} goods",
        kept.len(),
        members.len(),
        products.len()
    );
    Ok(())
}

fn busiest(lines: &[StringRecord], store: usize) -> HashSet<String> {
    let mut counts: HashMap<&str, usize> = HashMap::new();
    for line in lines {
        *counts.entry(&line[store]).or_default() += 1;
    }
    let mut ranked: Vec<_> = counts.into_iter().collect();
    ranked.sort_by(|a, b| b.1.cmp(&a.1).then(a.0.cmp(b.0)));
    ranked
        .into_iter()
        .take(STORES)
        .map(|(id, _)| id.to_owned())
        .collect()
}

fn choose_members(
    lines: &[StringRecord],
    household: usize,
    store: usize,
    stores: &HashSet<String>,
) -> HashSet<String> {
    let mut seen: BTreeMap<&str, (usize, BTreeSet<&str>)> = BTreeMap::new();
    for line in lines.iter().filter(|line| stores.contains(&line[store])) {
        let member = seen.entry(&line[household]).or_default();
        member.0 += 1;
        member.1.insert(&line[store]);
    }
    let mut chosen = HashSet::new();
    let mut total = 0;
    for (id, (count, visited)) in seen {
        if total < LINES && visited.len() >= 2 && LINES_PER_MEMBER.contains(&count) {
            total += count;
            chosen.insert(id.to_owned());
        }
    }
    chosen
}

fn read(path: &Path) -> Result<(StringRecord, Vec<StringRecord>)> {
    let file = File::open(path).with_context(|| format!("cannot open {}", path.display()))?;
    let mut reader = ReaderBuilder::new().from_reader(GzDecoder::new(BufReader::new(file)));
    let heading = reader.headers()?.clone();
    let rows = reader.records().collect::<Result<_, _>>()?;
    Ok((heading, rows))
}

fn write<'a>(
    path: &Path,
    heading: &StringRecord,
    rows: impl Iterator<Item = &'a StringRecord>,
) -> Result<()> {
    // No file name and no time in the header: the bytes depend on the content alone.
    let file = GzBuilder::new()
        .mtime(0)
        .write(File::create(path)?, Compression::best());
    let mut writer = WriterBuilder::new().from_writer(file);
    writer.write_record(heading)?;
    for row in rows {
        writer.write_record(row)?;
    }
    writer
        .into_inner()
        .map_err(|e| anyhow::anyhow!("{e}"))?
        .finish()?;
    Ok(())
}
