//! Whatever is changed behind the ledger's back, the proof names it.

use crate::columns::{Column, account_columns, entry_columns, lot_columns, posting_columns};
use crate::{
    LI, PUDONG, WANG, XUHUI, assert_sound, earn, head, holds, post, proof, seals, spend, top_up,
};
use kernel::{EntryId, PostingId, ToColumn, Value};
use ledger::{AccountKind, PostingKind, Report, RowName};
use platform::db::{Command, DbError};
use platform::{args, sql};
use testkit::{TestDb, both};

/// The same content but for one bit.
fn flipped(value: &Value, column: &str) -> Value {
    match value {
        // The lowest bit of an id would often make it that of its neighbour.
        Value::Int(number) if column == "id" => Value::Int(number ^ (1 << 40)),
        Value::Int(number) => Value::Int(number ^ 1),
        Value::Text(text) => {
            let mut bytes = text.clone().into_bytes();
            if let Some(last) = bytes.last_mut() {
                *last ^= 1;
            }
            Value::Text(String::from_utf8(bytes).expect("still ASCII"))
        }
        Value::Blob(bytes) => {
            let mut bytes = bytes.clone();
            if let Some(last) = bytes.last_mut() {
                *last ^= 1;
            }
            Value::Blob(bytes)
        }
        Value::Null if column == "chain_hash" => Value::Blob(vec![0; 32]),
        Value::Null if ["idempotency_key", "reason"].contains(&column) => Value::Text("x".into()),
        Value::Null => Value::Int(1),
    }
}

/// Flips a bit of each column in turn and proves the ledger; then puts it right again.
fn flip_each(
    test: &TestDb,
    columns: &[Column],
    id: i64,
    named: impl Fn(&Column, &Value, &Report) -> bool,
) {
    for column in columns {
        let read = column.read;
        let good = test.write(move |tx| read(tx, id)).expect("it is there");
        let bad = flipped(&good, column.name);
        let set = |id: i64, value: &Value| {
            let (command, value) = ((column.write)(), value.clone());
            test.write(move |tx| {
                let brand = tx.brand();
                tx.execute(command, args![brand, id, value])
            })
        };
        match set(id, &bad) {
            // The schema itself refuses some lies.
            Err(DbError::Check) => continue,
            changed => assert_eq!(changed, Ok(1), "{}", column.name),
        }
        let report = proof(test);
        assert!(
            named(column, &bad, &report),
            "{}: {:#?}",
            column.name,
            report.wrong
        );
        let now_at = match (column.name, &bad) {
            ("id", Value::Int(id)) => *id,
            _ => id,
        };
        assert_eq!(set(now_at, &good), Ok(1));
    }
    assert_sound(test);
}

/// A ledger with a bit of everything, its first day sealed.
fn history(test: &TestDb) -> [PostingId; 3] {
    let noon = test.clock.now();
    earn(test, WANG, 33, None);
    let earned = earn(test, LI, 100, Some(noon.plus_days(90)));
    top_up(test, LI, XUHUI, 10_000, 2_000);
    let spent = spend(test, LI, 40).expect("enough");
    test.clock.set(noon.plus_days(1));
    let returned = test.write(move |tx| {
        let head = head(PostingKind::Return, PUDONG, noon.plus_days(1));
        post(tx, head, LI, &[spent], |book, draft| {
            book.give_back_points(draft, LI, spent, kernel::Points(11))?;
            let tender = AccountKind::TenderPoints;
            crate::take_money(book, draft, PUDONG, tender, kernel::Money(-11));
            Ok(())
        })
    });
    let returned = returned.expect("given back");
    holds::hold(test, 10, 500).expect("enough");
    earn(test, WANG, 5, None);
    assert_eq!(seals::seal(test, "2026-11-26").days, 1);
    assert_sound(test);
    [earned, spent, returned]
}

fn entries_of(test: &TestDb, posting: PostingId) -> Vec<(i64, Option<i64>)> {
    let read = test.read(move |tx| {
        let brand = tx.brand();
        tx.many(
            sql!(
                (i64, Option<i64>),
                "select id, member_id from entry where brand_id = $1 and posting_id = $2
                 order by id"
            ),
            args![brand, posting],
        )
    });
    read.expect("read")
}

#[test]
fn any_bit_that_is_flipped_in_an_entry_is_named() {
    both(|test| {
        for posting in history(test) {
            for (id, member) in entries_of(test, posting) {
                flip_each(test, &entry_columns(), id, |column, bad, report| {
                    let is_it = |row: &RowName| match (row, bad) {
                        (RowName::Entry(named), Value::Int(new)) if column.name == "id" => {
                            named.0 == *new
                        }
                        (RowName::Entry(named), _) => named.0 == id,
                        // The house's entries are named by their posting.
                        (RowName::Posting(named), _) => member.is_none() && *named == posting,
                        _ => false,
                    };
                    report.wrong.iter().any(|wrong| is_it(&wrong.row))
                });
            }
        }
    });
}

#[test]
fn any_bit_that_is_flipped_in_a_posting_is_named() {
    both(|test| {
        for posting in history(test) {
            flip_each(test, &posting_columns(), posting.0, |_, _, report| {
                let is_it = |row: &RowName| *row == RowName::Posting(posting);
                report.wrong.iter().any(|wrong| is_it(&wrong.row))
            });
        }
    });
}

#[test]
fn accounts_and_lots_that_say_something_else_are_named() {
    both(|test| {
        history(test);
        flip_each(test, &account_columns(), LI.0, |_, _, report| {
            let first = report.wrong.first().map(|wrong| &wrong.row);
            first == Some(&RowName::Account(LI, "points".into()))
        });
        for lot in test.read(|tx| ledger::lots(tx, LI)).expect("read") {
            flip_each(test, &lot_columns(), lot.id.0, |_, _, report| {
                let first = report.wrong.first().map(|wrong| &wrong.row);
                first == Some(&RowName::Lot(lot.id))
            });
        }
    });
}

fn change(test: &TestDb, commands: Vec<(Command, Vec<i64>)>) {
    let changed = test.write(move |tx| {
        let brand = tx.brand();
        for (command, ids) in &commands {
            let mut bound = vec![brand.to_value()];
            bound.extend(ids.iter().map(ToColumn::to_value));
            assert!(tx.execute(*command, &bound)? > 0);
        }
        Ok::<_, DbError>(())
    });
    changed.expect("changed");
}

fn first_wrong(test: &TestDb) -> RowName {
    let report = proof(test);
    report
        .wrong
        .first()
        .expect("something is wrong")
        .row
        .clone()
}

#[test]
fn a_deleted_last_entry_is_named_by_its_account() {
    both(|test| {
        let [_, _, returned] = history(test);
        let delete = sql!("delete from entry where brand_id = $1 and posting_id = $2");
        let posting = sql!("delete from posting where brand_id = $1 and id = $2");
        change(
            test,
            vec![(delete, vec![returned.0]), (posting, vec![returned.0])],
        );
        assert_eq!(first_wrong(test), RowName::Account(LI, "points".into()));
    });
}

#[test]
fn a_deleted_entry_in_the_middle_is_named_by_the_one_after_it() {
    both(|test| {
        let [_, spent, returned] = history(test);
        let delete = sql!("delete from entry where brand_id = $1 and id = $2");
        change(test, vec![(delete, vec![entries_of(test, spent)[0].0])]);
        let next = entries_of(test, returned)[0].0;
        assert_eq!(first_wrong(test), RowName::Entry(EntryId(next)));
    });
}

#[test]
fn two_entries_that_were_swapped_are_named() {
    both(|test| {
        let [earned, spent, _] = history(test);
        let (one, other) = (entries_of(test, earned)[0].0, entries_of(test, spent)[0].0);
        let [points, cash] = [100, -40];
        let swap = sql!("update entry set amount = $3 where brand_id = $1 and id = $2");
        change(
            test,
            vec![(swap, vec![one, cash]), (swap, vec![other, points])],
        );
        assert_eq!(first_wrong(test), RowName::Entry(EntryId(one)));
        change(
            test,
            vec![(swap, vec![one, points]), (swap, vec![other, cash])],
        );
        assert_sound(test);
        let seq = sql!("update entry set chain_seq = $3 where brand_id = $1 and id = $2");
        change(test, vec![(seq, vec![one, 2]), (seq, vec![other, 1])]);
        assert_eq!(first_wrong(test), RowName::Entry(EntryId(other)));
    });
}

#[test]
fn a_sealed_day_that_was_changed_is_named() {
    both(|test| {
        history(test);
        let noon = test.clock.now();
        test.clock.set(noon.plus_days(1));
        assert_eq!(seals::seal(test, "2026-11-27").days, 1);
        let sale = crate::day("2026-11-25");

        // A sale without a member has no chain; its day knows it all the same.
        let balance = sql!("update day_balance set balance = balance + $2 where brand_id = $1");
        change(test, vec![(balance, vec![1])]);
        assert_eq!(first_wrong(test), RowName::Day(sale.to_string()));
        change(test, vec![(balance, vec![-1])]);
        assert_sound(test);

        let count = sql!("update day_seal set postings = postings + $2 where brand_id = $1");
        change(test, vec![(count, vec![1])]);
        assert_eq!(first_wrong(test), RowName::Day(sale.to_string()));
        change(test, vec![(count, vec![-1])]);
        assert_sound(test);

        let unseal = sql!("delete from day_seal where brand_id = $1 and day = '2026-11-25'");
        change(test, vec![(unseal, vec![])]);
        assert_eq!(first_wrong(test), RowName::Day(sale.to_string()));
    });
}

#[test]
fn an_anonymous_sale_that_vanishes_from_a_sealed_day_is_missed() {
    both(|test| {
        let now = test.clock.now();
        let sale = test.write(move |tx| {
            post(
                tx,
                head(PostingKind::Sale, XUHUI, now),
                LI,
                &[],
                |book, draft| {
                    let tender = AccountKind::TenderCash;
                    crate::take_money(book, draft, XUHUI, tender, kernel::Money(700));
                    Ok(())
                },
            )
        });
        let sale = sale.expect("sold");
        earn(test, LI, 1, None);
        test.clock.set(now.plus_days(1));
        assert_eq!(seals::seal(test, "2026-11-26").days, 1);
        assert_sound(test);
        let entries = sql!("delete from entry where brand_id = $1 and posting_id = $2");
        let posting = sql!("delete from posting where brand_id = $1 and id = $2");
        change(test, vec![(entries, vec![sale.0]), (posting, vec![sale.0])]);
        assert_eq!(first_wrong(test), RowName::Day("2026-11-25".into()));
    });
}
