//! Acts that are done in batches, on both engines.

use crate::{add, coins, with_table};
use kernel::BrandId;
use platform::db::{DbError, Tx};
use platform::{args, row_values, sql};
use std::collections::HashMap;
use std::sync::Arc;

/// Takes coins in batches; an item of 13 fails the whole batch, one of 14 panics.
fn take(tx: &mut Tx<'_>, items: &[i64]) -> Result<Vec<usize>, DbError> {
    if items.contains(&13) {
        return Err(DbError::Bug("thirteen".into()));
    }
    assert!(!items.contains(&14), "fourteen");
    let take = sql!("update jar set coins = coins - $3 where brand_id = $1 and id = $2");
    tx.execute(take, args![tx.brand(), 1, items.iter().sum::<i64>()])?;
    Ok(items.iter().map(|_| items.len()).collect())
}

#[test]
fn hot_acts_share_a_batch_and_a_bad_one_harms_nobody_else() {
    with_table(|db| {
        db.write(|tx| add(tx, 1, "jar", 1_000)).expect("a jar");
        let hot = db.db.hot(take);
        let runtime = tokio::runtime::Runtime::new().expect("a runtime");
        let answers = runtime.block_on(async {
            let mut takers = tokio::task::JoinSet::new();
            for number in 0..300 {
                let (hot, brand) = (hot.clone(), db.brand);
                let coins = match number {
                    150 => 13,
                    200 => 14,
                    _ => 1,
                };
                takers.spawn(async move { hot.submit(brand, coins).await });
            }
            takers.join_all().await
        });
        let failed = answers.iter().filter(|answer| answer.is_err()).count();
        let largest = answers
            .iter()
            .filter_map(|answer| answer.as_ref().ok())
            .max();
        assert_eq!(failed, 2);
        assert!(largest > Some(&1), "at least two acts shared a batch");
        assert_eq!(coins(db, 1), 1_000 - 298);
    });
}

/// Counts coins of jars in batches; a jar that is not there fails the whole batch, and one of 14
/// panics.
fn count(tx: &mut Tx<'_>, jars: &[i64]) -> Result<Vec<(i64, usize)>, DbError> {
    assert!(!jars.contains(&14), "fourteen");
    let read = sql!(
        (i64, i64),
        "select id, coins from jar where brand_id = $1 and id in ($*)"
    );
    let found: HashMap<i64, i64> = tx
        .many_in(read, args![tx.brand()], jars)?
        .into_iter()
        .collect();
    let answer = |jar: &i64| found.get(jar).map(|coins| (*coins, jars.len()));
    let answers = jars.iter().map(answer).collect::<Option<Vec<_>>>();
    answers.ok_or(DbError::Missing)
}

#[test]
fn hot_reads_share_a_snapshot_and_a_bad_one_harms_nobody_else() {
    with_table(|db| {
        db.write(|tx| {
            let rows = (0..100).map(|n| row_values![tx.brand(), n, "罐", n * 2]);
            let insert = sql!("insert into jar (brand_id, id, label, coins) values $*");
            tx.insert_many(insert, rows.collect())
        })
        .expect("jars");
        let hot = db.db.hot_read(count);
        let runtime = tokio::runtime::Runtime::new().expect("a runtime");
        let answers = runtime.block_on(async {
            let mut askers = tokio::task::JoinSet::new();
            for number in 0..300_i64 {
                let (hot, brand) = (hot.clone(), db.brand);
                let jar = match number {
                    150 => 200,
                    200 => 14,
                    _ if number % 100 == 14 => 15,
                    _ => number % 100,
                };
                askers.spawn(async move { (jar, hot.submit(brand, jar).await) });
            }
            askers.join_all().await
        });
        let mut failed = Vec::new();
        let mut largest = 0;
        for (jar, answer) in answers {
            match answer {
                Ok((coins, shared)) => {
                    assert_eq!(coins, jar * 2);
                    largest = largest.max(shared);
                }
                Err(_) => failed.push(jar),
            }
        }
        failed.sort_unstable();
        assert_eq!(failed, [14, 200]);
        assert!(largest > 1, "at least two shared a snapshot");
        assert_eq!(
            runtime.block_on(hot.submit(BrandId(2), 1)),
            Err(DbError::Missing)
        );
    });
}

#[test]
fn brands_are_told_apart_and_batches_hold_one() {
    with_table(|db| {
        let other = BrandId(2);
        db.write(|tx| add(tx, 1, "ours", 10)).expect("ours");
        db.db
            .write_blocking(other, |tx| add(tx, 1, "theirs", 20))
            .expect("theirs");
        let hot = Arc::new(db.db.hot(take));
        let threads: Vec<_> = (0..8)
            .map(|number| {
                let (hot, brand) = (hot.clone(), if number % 2 == 0 { db.brand } else { other });
                std::thread::spawn(move || hot.submit_blocking(brand, 1))
            })
            .collect();
        for thread in threads {
            thread.join().expect("no panic").expect("taken");
        }
        assert_eq!(coins(db, 1), 6);
    });
}

#[test]
fn after_draining_nothing_more_is_taken() {
    with_table(|db| {
        db.db.drain();
        let refused = db.write(|tx| add(tx, 9, "late", 1));
        assert!(matches!(refused, Err(DbError::Unavailable(_))));
        let hot = db.db.hot(take);
        assert!(matches!(
            hot.submit_blocking(db.brand, 1),
            Err(DbError::Unavailable(_))
        ));
    });
}
