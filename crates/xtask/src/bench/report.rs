//! What was measured: medians over the rounds, for people and for programs.

use super::figures::{Figure, record};
use anyhow::Result;
use std::collections::BTreeMap;
use std::fmt::Write as _;

/// One measurement of one round.
#[derive(Debug, Clone, Copy)]
pub struct Measure {
    /// An engine, or a yardstick.
    pub name: &'static str,
    /// By how many clients at once.
    pub clients: usize,
    /// Whether acts shared batches.
    pub batched: bool,
    /// Acts a second.
    pub per_second: f64,
    /// Half of the acts were faster.
    pub p50_ms: f64,
    /// Ninety-nine in a hundred were faster.
    pub p99_ms: f64,
    /// CPU time of the server for one act.
    pub server_cpu_us: f64,
    /// CPU time of the database for one act; none for the embedded one.
    pub database_cpu_us: f64,
}

impl Measure {
    /// Acts a second and nothing else.
    pub fn bare(name: &'static str, per_second: f64) -> Measure {
        Measure {
            name,
            clients: 0,
            batched: true,
            per_second,
            p50_ms: 0.0,
            p99_ms: 0.0,
            server_cpu_us: 0.0,
            database_cpu_us: 0.0,
        }
    }
}

/// All rounds.
pub struct Report {
    about: String,
    measures: Vec<Measure>,
}

type Key = (&'static str, usize, bool);

impl Report {
    /// Nothing measured yet.
    pub fn new(rounds: usize, seconds: u64, members: usize) -> Report {
        let cores = std::thread::available_parallelism().map_or(0, usize::from);
        let about = format!(
            "{rounds} rounds of {seconds} s each, alternated; {members} members, 5 000 SKUs, 50 \
             stores; basket of 3 lines and 2 tenders (stored value and card), points earned; \
             clients, server and database on the same {cores} cores; fsync on."
        );
        Report {
            about,
            measures: Vec::new(),
        }
    }

    /// Takes one more measurement.
    pub fn add(&mut self, measure: Measure) {
        eprintln!(
            "  {:<22} {:>4} clients {:<9} {:>8.0}/s  p99 {:>6.1} ms",
            measure.name,
            measure.clients,
            if measure.batched {
                "batched"
            } else {
                "unbatched"
            },
            measure.per_second,
            measure.p99_ms
        );
        self.measures.push(measure);
    }

    /// A table for people.
    pub fn table(&self) -> String {
        let mut text = String::from(
            "| what | clients | | acts/s | p50 ms | p99 ms | server µs | database µs |\n\
             |---|--:|---|--:|--:|--:|--:|--:|\n",
        );
        for ((name, clients, batched), all) in self.grouped() {
            let of = |part: fn(&Measure) -> f64| median(all.iter().map(|m| part(m)).collect());
            let how = match (name.starts_with("bare") || name == "pgbench", batched) {
                (true, _) => "",
                (false, true) => "batched",
                (false, false) => "one by one",
            };
            let _ = writeln!(
                text,
                "| {name} | {clients} | {how} | {:.0} | {:.1} | {:.1} | {:.0} | {:.0} |",
                of(|m| m.per_second),
                of(|m| m.p50_ms),
                of(|m| m.p99_ms),
                of(|m| m.server_cpu_us),
                of(|m| m.database_cpu_us),
            );
        }
        text
    }

    /// Writes `docs/bench.md` and `docs/bench.json`.
    pub fn write(&self) -> Result<()> {
        let about = format!(
            "{}\n\n{}\nRatios within the same run:",
            self.about,
            self.table()
        );
        record("settle", &about, self.figures())
    }

    fn figures(&self) -> Vec<Figure> {
        let pgbench = self.median_of(("pgbench", 32, true), |m| m.per_second);
        let mut figures = Vec::new();
        let mut add = |name: String, value: f64, unit, baseline, note: &str| {
            figures.push(Figure {
                baseline,
                ..Figure::new(name, value, unit, note)
            });
        };
        add(
            "settle.pgbench.tps".into(),
            pgbench,
            "tps",
            None,
            "TPC-B, -M prepared -c 32 -s 50",
        );
        for (engine, bare) in [
            ("sqlite", "bare insert sqlite"),
            ("postgres", "bare insert postgres"),
        ] {
            let at_32: fn(&Measure) -> f64 = |m| m.per_second;
            let settles = self.median_of((engine, 32, true), at_32);
            let many = self.median_of((engine, 128, true), at_32);
            let alone = self.median_of((engine, 128, false), at_32);
            let inserts = self.median_of((bare, 32, true), at_32);
            let best = settles.max(many);
            let name = |what: &str| format!("settle.{engine}.{what}");
            add(name("per_s"), settles, "1/s", None, "32 clients, batched");
            add(
                name("vs_pgbench"),
                best / pgbench,
                "×",
                Some(pgbench),
                "best of 32 and 128 clients",
            );
            add(
                name("vs_unbatched"),
                many / alone,
                "×",
                Some(alone),
                "128 clients",
            );
            add(
                name("vs_bare_insert"),
                best / inserts,
                "×",
                Some(inserts),
                "22 rows an act",
            );
            let p99 = self.median_of((engine, 32, true), |m| m.p99_ms);
            add(name("p99_ms"), p99, "ms", None, "32 clients, batched");
            let server = self.median_of((engine, 128, true), |m| m.server_cpu_us);
            let database = self.median_of((engine, 128, true), |m| m.database_cpu_us);
            add(
                name("cpu_us"),
                server + database,
                "µs",
                None,
                "server and database, 128 clients",
            );
        }
        figures
    }

    fn grouped(&self) -> BTreeMap<Key, Vec<&Measure>> {
        let mut groups: BTreeMap<Key, Vec<&Measure>> = BTreeMap::new();
        for measure in &self.measures {
            let key = (measure.name, measure.clients, measure.batched);
            groups.entry(key).or_default().push(measure);
        }
        groups
    }

    fn median_of(&self, key: Key, part: fn(&Measure) -> f64) -> f64 {
        let groups = self.grouped();
        groups.get(&key).map_or(f64::NAN, |all| {
            median(all.iter().map(|m| part(m)).collect())
        })
    }
}

fn median(mut values: Vec<f64>) -> f64 {
    values.sort_by(f64::total_cmp);
    match values.len() {
        0 => f64::NAN,
        length if length % 2 == 1 => values[length / 2],
        length => (values[length / 2 - 1] + values[length / 2]) / 2.0,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_median_is_in_the_middle() {
        assert_eq!(median(vec![3.0, 1.0, 2.0]), 2.0);
        assert_eq!(median(vec![4.0, 1.0, 2.0, 3.0]), 2.5);
        assert!(median(vec![]).is_nan());
    }
}
