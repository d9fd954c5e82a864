//! The one door to the database, on both engines.

mod hot;

use platform::clock::Stopwatch;
use platform::db::{DbError, Fetches, RowsToWrite, Tx, fetch, fetch_in};
use platform::{args, row_values, sql};
use testkit::{TestDb, both};

fn with_table(test: impl Fn(&TestDb)) {
    both(|db| {
        db.write(|tx| {
            tx.execute(
                sql!(
                    "create table jar (brand_id bigint not null, id bigint not null, \
                      label text not null, coins bigint not null check (coins >= 0), \
                      primary key (brand_id, id))"
                ),
                args![],
            )
        })
        .expect("a table");
        test(db);
    });
}

fn add(tx: &mut Tx<'_>, id: i64, label: &str, coins: i64) -> Result<u64, DbError> {
    let insert = sql!("insert into jar (brand_id, id, label, coins) values ($1, $2, $3, $4)");
    tx.execute(insert, args![tx.brand(), id, label, coins])
}

fn coins(db: &TestDb, id: i64) -> i64 {
    db.read(move |tx| {
        let read = sql!(
            (i64,),
            "select coins from jar where brand_id = $1 and id = $2"
        );
        tx.one(read, args![tx.brand(), id])
    })
    .expect("a jar")
    .0
}

#[test]
fn rows_go_in_and_come_out_one_by_one_and_in_numbers() {
    with_table(|db| {
        db.write(|tx| {
            let insert = sql!("insert into jar (brand_id, id, label, coins) values $*");
            let rows = (0..1_000)
                .map(|n| row_values![tx.brand(), n, format!("罐 {n}"), n])
                .collect();
            assert_eq!(tx.insert_many(insert, rows)?, 1_000);
            let update = sql!(
                "update jar set coins = jar.coins + v.column2 \
                 from (values $*(bigint, bigint)) as v \
                 where jar.brand_id = $1 and jar.id = v.column1"
            );
            let rows = (0..700).map(|n| row_values![n, 1]).collect();
            assert_eq!(tx.update_from(update, args![tx.brand()], rows)?, 700);
            Ok::<_, DbError>(())
        })
        .expect("written");
        let (sum, some, none) = db
            .read(|tx| {
                let sum = sql!(
                    (i64,),
                    "select cast(sum(coins) as bigint) from jar where brand_id = $1"
                );
                let some = sql!(
                    (i64, String),
                    "select id, label from jar where brand_id = $1 and id in ($*)"
                );
                let (sum, some) = tx.fetch((
                    fetch(sum, args![tx.brand()]),
                    fetch_in(some, args![tx.brand()], 0..600),
                ))?;
                let none = tx.many_in(
                    sql!(
                        (i64,),
                        "select id from jar where brand_id = $1 and id in ($*)"
                    ),
                    args![tx.brand()],
                    Vec::<i64>::new(),
                )?;
                Ok::<_, DbError>((sum[0].0, some, none))
            })
            .expect("read");
        assert_eq!(sum, 499_500 + 700);
        assert_eq!(some.len(), 600);
        assert!(some.contains(&(7, "罐 7".into())));
        assert!(none.is_empty());
    });
}

#[test]
fn an_error_undoes_the_act_and_a_nested_error_only_its_part() {
    with_table(|db| {
        let failed = db.write(|tx| {
            add(tx, 1, "one", 1)?;
            add(tx, 1, "again", 1)
        });
        assert_eq!(failed, Err(DbError::Unique));
        db.write(|tx| {
            add(tx, 1, "one", 1)?;
            let inner = tx.nested(|tx| {
                add(tx, 2, "two", 2)?;
                add(tx, 1, "again", 1)
            });
            assert_eq!(inner, Err(DbError::Unique));
            add(tx, 3, "three", 3)
        })
        .expect("the outer act stands");
        let ids = db
            .read(|tx| {
                let ids = sql!((i64,), "select id from jar where brand_id = $1 order by id");
                tx.many(ids, args![tx.brand()])
            })
            .expect("read");
        assert_eq!(ids, [(1,), (3,)]);
        let negative = db.write(|tx| add(tx, 4, "debt", -1));
        assert_eq!(negative, Err(DbError::Check));
    });
}

#[test]
fn an_act_that_goes_on_after_a_failed_statement_is_not_kept() {
    with_table(|db| {
        let swallowed = db.write(|tx| {
            add(tx, 1, "one", 1)?;
            let again = add(tx, 1, "again", 1);
            assert_eq!(again, Err(DbError::Unique));
            Ok::<_, DbError>(())
        });
        assert!(matches!(swallowed, Err(DbError::Bug(_))), "{swallowed:?}");
        db.write(|tx| add(tx, 1, "one", 1))
            .expect("nothing of it stands");
    });
}

#[test]
fn a_panic_costs_the_act_and_nothing_else() {
    with_table(|db| {
        let lost: Result<u64, DbError> = db.write(|tx| {
            add(tx, 1, "one", 1)?;
            panic!("a mistake");
        });
        assert_eq!(lost, Err(DbError::Bug("a mistake".into())));
        db.write(|tx| add(tx, 1, "one", 1))
            .expect("the thread lives on, the row is free");
    });
}

#[test]
fn two_hundred_at_once_take_exactly_what_is_there() {
    with_table(|db| {
        db.write(|tx| add(tx, 1, "jar", 100)).expect("a jar");
        let runtime = tokio::runtime::Runtime::new().expect("a runtime");
        let taken = runtime.block_on(async {
            let mut takers = tokio::task::JoinSet::new();
            for _ in 0..200 {
                let (inner, brand) = (db.db.clone(), db.brand);
                takers.spawn(async move {
                    inner
                        .write(brand, |tx| {
                            let take = sql!(
                                "update jar set coins = coins - 1 \
                                 where brand_id = $1 and id = $2 and coins >= 1"
                            );
                            tx.execute(take, args![tx.brand(), 1])
                        })
                        .await
                });
            }
            takers
                .join_all()
                .await
                .into_iter()
                .filter(|taken| *taken == Ok(1))
                .count()
        });
        assert_eq!(taken, 100);
        assert_eq!(coins(db, 1), 0);
    });
}

#[test]
fn several_tables_are_written_and_asked_together_and_each_is_counted() {
    with_table(|db| {
        db.write(|tx| {
            let brand = tx.brand();
            let insert = sql!("insert into jar (brand_id, id, label, coins) values $*");
            let add = sql!(
                "update jar set coins = jar.coins + v.column2
                 from (values $*(bigint, bigint)) as v
                 where jar.brand_id = $1 and jar.id = v.column1"
            );
            let rows =
                |from: i64, to: i64| (from..to).map(|n| row_values![brand, n, "罐", n]).collect();
            let more = |from: i64, to: i64| (from..to).map(|n| row_values![n, 1]).collect();
            let counts = tx.write_rows(vec![
                RowsToWrite::insert(insert, rows(0, 300)),
                RowsToWrite::update(add, args![brand], more(290, 510)),
                RowsToWrite::insert(insert, Vec::new()),
                RowsToWrite::insert(insert, rows(300, 301)),
            ])?;
            assert_eq!(counts, [300, 10, 0, 1]);

            let of = || {
                sql!(
                    (i64, i64),
                    "select id, coins from jar where brand_id = $1 and id in ($*)"
                )
            };
            let sum = |found: Vec<(i64, i64)>| Ok(found.into_iter().map(|(_, coins)| coins).sum());
            let (all, (none, first), sum): (_, _, i64) = tx.fetch((
                fetch_in(of(), args![brand], 0..700),
                (
                    fetch_in(of(), args![brand], Vec::<i64>::new()),
                    fetch_in(of(), args![brand], [0]),
                ),
                fetch_in(of(), args![brand], [298, 300]).then(sum),
            ))?;
            assert_eq!(
                (all.len(), none, first, sum),
                (301, vec![], vec![(0, 0)], 599)
            );
            Ok::<_, DbError>(())
        })
        .expect("written and read");
    });
}

#[test]
fn what_is_gone_is_not_in_the_files_after_a_sweep() {
    const MARK: &str = "a label that shall be forgotten";
    with_table(|db| {
        let acts = (0..200).map(|n| db.write(move |tx| add(tx, n, MARK, 1)));
        assert_eq!(acts.filter(|added| *added == Ok(1)).count(), 200);
        let remove = |tx: &mut Tx<'_>| {
            let delete = sql!("delete from jar where brand_id = $1 and id < 150");
            tx.execute(delete, args![tx.brand()])
        };
        assert_eq!(db.write(remove), Ok(150));
        let blank = |tx: &mut Tx<'_>| {
            let update = sql!("update jar set label = '' where brand_id = $1");
            tx.execute(update, args![tx.brand()])
        };
        assert_eq!(db.write(blank), Ok(50));
        // Acts that come meanwhile wait for the sweep and are done.
        std::thread::scope(|scope| {
            let sweep = scope.spawn(|| db.db.sweep());
            for n in 1_000..1_050 {
                assert_eq!(db.write(move |tx| add(tx, n, "kept", 1)), Ok(1));
            }
            assert_eq!(sweep.join().expect("no panic"), Ok(()));
        });
        assert_eq!(db.db.sweep(), Ok(()));
        assert_eq!((coins(db, 199), coins(db, 1_049)), (1, 1));
        let Some(path) = db.path() else { return };
        for file in [path.clone(), format!("{path}-wal")] {
            let bytes = std::fs::read(&file).unwrap_or_default();
            let found = bytes
                .windows(MARK.len())
                .any(|part| part == MARK.as_bytes());
            assert!(!found, "{file}");
        }
    });
}

#[test]
fn a_table_that_grew_is_counted_and_one_that_changes_is_not() {
    with_table(|db| {
        if db.db.dialect().doubled_tables().is_none() {
            return db.db.count_tables(&|| false).expect("nothing to count");
        }
        db.write(|tx| {
            let quiet = sql!("alter table jar set (autovacuum_enabled = false)");
            tx.execute(quiet, args![])?;
            let insert = sql!("insert into jar (brand_id, id, label, coins) values $*");
            let rows = (0..2_000)
                .map(|n| row_values![tx.brand(), n, "罐", n])
                .collect();
            tx.insert_many(insert, rows)?;
            tell_at_once(tx)
        })
        .expect("rows");
        assert_eq!(counted(db), -1, "never counted");
        wait_for_changes(db, 2_000);
        db.db.count_tables(&|| true).expect("over already");
        assert_eq!(counted(db), -1, "stopped before the first");
        db.db.count_tables(&|| false).expect("counted");
        assert_eq!(counted(db), 2_000);

        db.write(|tx| {
            let update = sql!("update jar set coins = coins + 1 where brand_id = $1");
            tx.execute(update, args![tx.brand()])?;
            tx.execute(update, args![tx.brand()])?;
            tell_at_once(tx)
        })
        .expect("changes");
        wait_for_changes(db, 4_000);
        db.db.count_tables(&|| false).expect("nothing doubled");
        assert_eq!(changes(db), 4_000, "it was not counted again");
    });
}

/// How many rows the planner takes the jars for.
fn counted(db: &TestDb) -> i64 {
    let read = sql!(
        (i64,),
        "select reltuples::bigint from pg_class where oid = 'jar'::regclass"
    );
    db.read(move |tx| tx.one(read, args![]))
        .expect("a figure")
        .0
}

/// How many changes PostgreSQL knows of since it last counted.
fn changes(db: &TestDb) -> i64 {
    let read = sql!(
        (i64,),
        "select n_mod_since_analyze from pg_stat_user_tables where relname = 'jar'"
    );
    db.read(move |tx| tx.one(read, args![]))
        .expect("a figure")
        .0
}

/// What a connection wrote is told to the others at the commit, not when it has idled for a while.
fn tell_at_once(tx: &mut Tx<'_>) -> Result<(i64,), DbError> {
    let tell = sql!(
        (i64,),
        "select count(*) from (values (1)) as v where pg_stat_force_next_flush() is not null"
    );
    tx.one(tell, args![])
}

/// A moment after the commit, or a good while if the connection had no time to tell it.
fn wait_for_changes(db: &TestDb, wanted: i64) {
    let patience = Stopwatch::start();
    while changes(db) < wanted {
        assert!(patience.elapsed().as_secs() < 60, "{} seen", changes(db));
        std::thread::sleep(std::time::Duration::from_millis(50));
    }
}
