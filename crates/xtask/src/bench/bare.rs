//! The least that could be done: as many rows as a settle writes, inserted and nothing else,
//! through the same seam, in the same groups, from as many askers.

use super::report::Measure;
use super::site::{Engine, Site};
use anyhow::Result;
use kernel::BrandId;
use platform::clock::{Clock, Stopwatch};
use platform::db::{Db, DbError, Options, Tx};
use platform::{args, row_values, sql};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

/// Rows that one settle of the measured basket writes.
const ROWS: usize = 22;
const ASKERS: usize = 32;

/// Inserts for a while; answers with acts a second.
pub fn measure(site: &Site, time: Duration) -> Result<Measure> {
    let db = Db::open(&Options::new(&site.url), &Clock::system())?;
    db.write_blocking(BrandId(1), |tx| {
        let table = sql!(
            "create table if not exists bench_row (brand_id bigint not null, id bigint not null, \
             a bigint not null, b bigint not null, c text not null, primary key (brand_id, id))"
        );
        tx.execute(table, args![])
    })?;
    let hot = db.hot(insert);
    let acts = Arc::new(AtomicU64::new(0));
    let watch = Stopwatch::start();
    std::thread::scope(|scope| {
        for _ in 0..ASKERS {
            let (hot, acts) = (hot.clone(), acts.clone());
            scope.spawn(move || {
                while watch.elapsed() < time {
                    if hot.submit_blocking(BrandId(1), ()).is_ok() {
                        acts.fetch_add(1, Ordering::Relaxed);
                    }
                }
            });
        }
    });
    let per_second = acts.load(Ordering::Relaxed) as f64 / watch.elapsed().as_secs_f64();
    db.drain();
    let name = match site.engine {
        Engine::Sqlite => "bare insert sqlite",
        Engine::Postgres => "bare insert postgres",
    };
    Ok(Measure {
        clients: ASKERS,
        ..Measure::bare(name, per_second)
    })
}

fn insert(tx: &mut Tx<'_>, items: &[()]) -> Result<Vec<()>, DbError> {
    let insert = sql!("insert into bench_row (brand_id, id, a, b, c) values $*");
    let rows = (0..items.len() * ROWS)
        .map(|number| {
            row_values![
                tx.brand(),
                tx.new_id(),
                number as i64,
                7,
                "as long as a usual column"
            ]
        })
        .collect();
    tx.insert_many(insert, rows)?;
    Ok(vec![(); items.len()])
}
