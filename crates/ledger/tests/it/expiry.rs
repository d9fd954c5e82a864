//! Points end when they end, and the job only writes it down.

use crate::{LI, WANG, XUHUI, assert_sound, balances, earn, head, post, spend};
use kernel::{Act, Cursor, Points};
use ledger::{Asset, LedgerError, PostingKind, expire_points};
use testkit::{TestDb, both};

fn run(test: &TestDb, after: Option<Cursor>, limit: u32) -> ledger::ExpiredPoints {
    let act = Act::of_system(test.clock.now());
    let run = test.write(move |tx| expire_points(tx, act, after, limit));
    run.expect("it runs")
}

#[test]
fn expired_points_are_not_spent_even_before_the_job_has_run() {
    both(|test| {
        let noon = test.clock.now();
        earn(test, LI, 50, Some(noon.plus_days(1)));
        earn(test, LI, 30, Some(noon.plus_days(2)));
        earn(test, WANG, 9, Some(noon.plus_days(1)));
        earn(test, WANG, 5, None);
        test.clock.set(noon.plus_days(1));
        let short = LedgerError::InsufficientBalance {
            asset: Asset::Points,
            available: 30,
            required: 31,
        };
        assert_eq!(spend(test, LI, 31), Err(short));
        let waiting = balances(test, LI);
        assert_eq!(
            (waiting.points, waiting.points_expired),
            (Points(80), Points(50))
        );
        assert_eq!(waiting.available_points(), Points(30));

        let first = run(test, None, 1);
        assert_eq!((first.members, first.points), (1, Points(50)));
        let second = run(test, first.next, 1);
        assert_eq!((second.members, second.points), (1, Points(9)));
        assert_eq!(run(test, second.next, 1), ledger::ExpiredPoints::default());
        assert_eq!(balances(test, LI).points, Points(30));
        assert_eq!(balances(test, WANG).points, Points(5));
        spend(test, LI, 30).expect("enough");
        assert_sound(test);
    });
}

#[test]
fn points_given_back_after_their_end_last_thirty_days() {
    both(|test| {
        let noon = test.clock.now();
        let earned = earn(test, LI, 50, Some(noon.plus_days(1)));
        let spent = spend(test, LI, 20).expect("enough");
        test.clock.set(noon.plus_days(3));
        run(test, None, 10);
        let now = test.clock.now();
        let returned = test.write(move |tx| {
            let head = head(PostingKind::Return, XUHUI, now);
            post(tx, head, LI, &[spent], |book, draft| {
                book.give_back_points(draft, LI, spent, Points(20))
                    .map(|_| ())
            })
        });
        returned.expect("given back");
        let lots = test.read(|tx| ledger::lots(tx, LI)).expect("read");
        assert_eq!(lots.len(), 1);
        assert_eq!(lots[0].remaining, 20);
        assert_eq!(
            lots[0].expires_at,
            Some(now.plus_days(ledger::GIVEN_BACK_DAYS))
        );

        // Of the 50 earned, 30 expired unused: taking all back costs the 20 that are left.
        let taken = test.write(move |tx| {
            let head = head(PostingKind::Return, XUHUI, now);
            let mut taken = ledger::TakenBack::default();
            post(tx, head, LI, &[earned], |book, draft| {
                taken = book.take_back_points(draft, LI, earned, Points(50))?;
                Ok(())
            })?;
            Ok::<_, LedgerError>(taken)
        });
        let taken = taken.expect("taken back");
        assert_eq!((taken.expired, taken.from_others), (Points(30), Points(20)));
        assert_eq!((taken.unspent, taken.debt), (Points(0), Points(0)));
        assert_eq!(balances(test, LI).points, Points(0));
        assert_sound(test);
    });
}

#[test]
fn a_debt_is_visible_and_paid_by_the_next_points() {
    both(|test| {
        let earned = earn(test, LI, 100, None);
        spend(test, LI, 90).expect("enough");
        let now = test.clock.now();
        let returned = test.write(move |tx| {
            post(
                tx,
                head(PostingKind::Return, XUHUI, now),
                LI,
                &[earned],
                |book, draft| {
                    book.take_back_points(draft, LI, earned, Points(100))
                        .map(|_| ())
                },
            )
        });
        returned.expect("taken back");
        let owing = balances(test, LI);
        assert_eq!((owing.points, owing.points_debt), (Points(-90), Points(90)));
        assert_eq!(owing.available_points(), Points(0));
        assert_sound(test);
        earn(test, LI, 60, None);
        assert_eq!(balances(test, LI).points, Points(-30));
        earn(test, LI, 60, None);
        let paid = balances(test, LI);
        assert_eq!((paid.points, paid.points_debt), (Points(30), Points(0)));
        spend(test, LI, 30).expect("enough");
        assert_sound(test);
    });
}
