//! Many at once: every race has one outcome, and nothing is created or lost.

use crate::{LI, XUHUI, assert_sound, balances, day, earn, head, holds, post, spend};
use kernel::{Act, MemberId, Points};
use ledger::{PostingKind, Reversal, reverse};
use std::sync::Barrier;
use testkit::{TestDb, both};

/// Runs `act` in many threads that start at once; answers how many succeeded.
fn at_once(count: usize, act: impl Fn(usize) -> bool + Sync) -> usize {
    let start = Barrier::new(count);
    std::thread::scope(|scope| {
        let threads: Vec<_> = (0..count)
            .map(|number| {
                let (act, start) = (&act, &start);
                scope.spawn(move || {
                    start.wait();
                    act(number)
                })
            })
            .collect();
        let outcomes = threads
            .into_iter()
            .map(|thread| thread.join().expect("no panic"));
        outcomes.filter(|succeeded| *succeeded).count()
    })
}

#[test]
fn of_200_who_spend_1_of_100_exactly_100_succeed() {
    both(|test| {
        earn(test, LI, 100, None);
        assert_eq!(at_once(200, |_| spend(test, LI, 1).is_ok()), 100);
        assert_eq!(balances(test, LI).points, Points(0));
        assert_sound(test);
    });
}

#[test]
fn of_100_who_capture_one_hold_one_succeeds() {
    both(|test| {
        earn(test, LI, 100, None);
        let hold = holds::hold(test, 60, 0).expect("enough");
        let act = |_| holds::take(test, hold, 50, 0).is_ok();
        assert_eq!(at_once(100, act), 1);
        assert_eq!(balances(test, LI).points, Points(50));

        let hold = holds::hold(test, 20, 0).expect("enough");
        let act = |number| match number % 2 {
            0 => holds::take(test, hold, 20, 0).is_ok(),
            _ => holds::give_free(test, hold).is_ok(),
        };
        assert_eq!(at_once(100, act), 1);
        let left = balances(test, LI);
        assert_eq!(left.points_held, Points(0));
        assert!([30, 50].contains(&left.points.0));
        assert_sound(test);
    });
}

#[test]
fn of_8_who_reverse_one_posting_one_succeeds() {
    both(|test| {
        let earned = earn(test, LI, 100, None);
        let undo = |_| {
            let act = Act::of_system(test.clock.now());
            let undone = test.write(move |tx| {
                let reversal = Reversal {
                    posting_id: earned,
                    business_date: day("2026-11-25"),
                    reason: "keyed in twice".into(),
                    key: None,
                };
                reverse(tx, act, &reversal)
            });
            undone.is_ok()
        };
        assert_eq!(at_once(8, undo), 1);
        assert_eq!(balances(test, LI).points, Points(0));
        assert_sound(test);
    });
}

/// Nobody has an account yet, so there is no row to lock when the first points come.
#[test]
fn forty_first_credits_at_once_all_count() {
    both(|test| {
        let member = MemberId(77);
        let credit = |_| {
            earn(test, member, 5, None);
            true
        };
        assert_eq!(at_once(40, credit), 40);
        assert_eq!(balances(test, member).points, Points(200));
        assert_sound(test);
    });
}

#[test]
fn many_returns_of_one_sale_never_give_back_more_than_was_drawn() {
    both(|test| {
        earn(test, LI, 100, None);
        let sale = spend(test, LI, 90).expect("enough");
        let give_back = |_| {
            let now = test.clock.now();
            let returned = test.write(move |tx| {
                post(
                    tx,
                    head(PostingKind::Return, XUHUI, now),
                    LI,
                    &[sale],
                    |book, draft| {
                        book.give_back_points(draft, LI, sale, Points(20))
                            .map(|_| ())
                    },
                )
            });
            returned.is_ok()
        };
        assert_eq!(at_once(16, give_back), 4);
        assert_eq!(balances(test, LI).points, Points(90));
        assert_sound(test);
    });
}

/// Acts that touch the same members in opposite order do not lock each other out for good.
#[test]
fn acts_on_many_members_do_not_lock_each_other_out() {
    both(|test| {
        let members: Vec<MemberId> = (100..120).map(MemberId).collect();
        for member in &members {
            earn(test, *member, 100, None);
        }
        let spend_all = |number: usize| spend_of_all(test, &members, number.is_multiple_of(2));
        assert_eq!(at_once(16, spend_all), 16);
        for member in &members {
            assert_eq!(balances(test, *member).points, Points(84));
        }
        assert_sound(test);
    });
}

fn spend_of_all(test: &TestDb, members: &[MemberId], backwards: bool) -> bool {
    let mut members = members.to_vec();
    if backwards {
        members.reverse();
    }
    let now = test.clock.now();
    let spent = test.write(move |tx| {
        let mut book = ledger::Book::open(tx, &members)?;
        for member in &members {
            let draft = book.begin(head(PostingKind::Sale, XUHUI, now));
            book.spend_points(&draft, *member, Points(1))?;
            book.commit(draft)?;
        }
        book.save(tx)?;
        Ok::<_, ledger::LedgerError>(())
    });
    spent.is_ok()
}
