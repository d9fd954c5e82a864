//! Holds count against the balance and are resolved once.

use crate::{LI, XUHUI, assert_sound, balances, earn, head, spend, top_up};
use kernel::{Act, HoldId, Money, Points, PostingId};
use ledger::{
    Asset, Capture, Cause, Drawn, HoldState, LedgerError, PostingKind, Reserve, capture,
    expire_holds, release, reserve,
};
use testkit::{TestDb, both};

const HOUR: i64 = 3_600_000;

pub fn hold(test: &TestDb, points: i64, stored_value: i64) -> Result<HoldId, LedgerError> {
    let now = test.clock.now();
    let wanted = Reserve {
        member_id: LI,
        points: Points(points),
        stored_value: Money(stored_value),
        cause: Cause::Hand,
        expires_at: now.plus_millis(HOUR),
    };
    test.write(move |tx| reserve(tx, Act::of_system(now), &wanted))
}

pub fn take(
    test: &TestDb,
    hold: HoldId,
    points: i64,
    stored_value: i64,
) -> Result<(PostingId, Drawn), LedgerError> {
    let now = test.clock.now();
    let part = Capture {
        points: Points(points),
        stored_value: Money(stored_value),
    };
    test.write(move |tx| capture(tx, head(PostingKind::Capture, XUHUI, now), hold, part))
}

pub fn give_free(test: &TestDb, hold: HoldId) -> Result<(), LedgerError> {
    let act = Act::of_system(test.clock.now());
    test.write(move |tx| release(tx, act, hold))
}

#[test]
fn what_is_held_cannot_be_spent_until_it_is_given_free() {
    both(|test| {
        earn(test, LI, 100, None);
        let held = hold(test, 80, 0).expect("enough");
        let short = LedgerError::InsufficientBalance {
            asset: Asset::Points,
            available: 20,
            required: 30,
        };
        assert_eq!(spend(test, LI, 30), Err(short));
        give_free(test, held).expect("it is open");
        spend(test, LI, 30).expect("enough");
        assert_sound(test);
    });
}

#[test]
fn a_part_is_captured_and_the_rest_is_free_again() {
    both(|test| {
        earn(test, LI, 100, None);
        top_up(test, LI, XUHUI, 1_000, 200);
        let held = hold(test, 80, 1_100).expect("enough");
        assert_eq!(balances(test, LI).available_stored_value(), Money(100));
        assert_sound(test);
        let more = LedgerError::MoreThanHeld {
            held: 80,
            required: 81,
        };
        assert_eq!(take(test, held, 81, 0).map(|_| ()), Err(more));
        let (_, drawn) = take(test, held, 50, 1_050).expect("held");
        assert_eq!((drawn.principal, drawn.bonus), (Money(1_000), Money(50)));
        let left = balances(test, LI);
        assert_eq!((left.points, left.points_held), (Points(50), Points(0)));
        assert_eq!(left.available_stored_value(), Money(150));
        let resolved = LedgerError::HoldResolved {
            hold_id: held,
            state: HoldState::Captured,
        };
        assert_eq!(give_free(test, held), Err(resolved.clone()));
        assert_eq!(take(test, held, 1, 0).map(|_| ()), Err(resolved));
        let unknown = LedgerError::HoldNotFound { hold_id: HoldId(5) };
        assert_eq!(take(test, HoldId(5), 1, 0).map(|_| ()), Err(unknown));
        assert_sound(test);
    });
}

#[test]
fn an_overdue_hold_is_not_captured_and_gives_its_value_free() {
    both(|test| {
        earn(test, LI, 100, None);
        let held = hold(test, 80, 0).expect("enough");
        test.clock.advance_millis(HOUR);
        // At the very second it is over, whether or not the job has run.
        let over = LedgerError::HoldResolved {
            hold_id: held,
            state: HoldState::Expired,
        };
        assert_eq!(take(test, held, 80, 0).map(|_| ()), Err(over.clone()));
        let act = Act::of_system(test.clock.now());
        let expired = test
            .write(move |tx| expire_holds(tx, act, 10))
            .expect("it runs");
        assert_eq!((expired.holds, expired.more), (1, false));
        assert_eq!(take(test, held, 80, 0).map(|_| ()), Err(over));
        assert_eq!(balances(test, LI).available_points(), Points(100));
        assert_sound(test);
    });
}

#[test]
fn held_points_do_not_expire_under_the_hold() {
    both(|test| {
        let noon = test.clock.now();
        earn(test, LI, 100, Some(noon.plus_millis(HOUR / 2)));
        let held = hold(test, 60, 0).expect("enough");
        test.clock.advance_millis(HOUR / 2);
        let act = Act::of_system(test.clock.now());
        let run = move |test: &TestDb| {
            let run = test.write(move |tx| ledger::expire_points(tx, act, None, 10));
            run.expect("it runs").points
        };
        assert_eq!(run(test), Points(0));
        take(test, held, 60, 0).expect("they were good when they were reserved");
        assert_eq!(run(test), Points(40));
        assert_eq!(balances(test, LI).points, Points(0));
        assert_sound(test);
    });
}
