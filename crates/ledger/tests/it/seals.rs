//! Days of recording are sealed when they are over, and house balances start from the last seal.

use crate::{LI, PUDONG, XUHUI, assert_sound, day, earn, spend, top_up};
use kernel::Act;
use ledger::{Account, AccountKind, Asset, HouseSum, house_balances, house_sums, seal_days};
use testkit::{TestDb, both};

pub fn seal(test: &TestDb, today: &str) -> ledger::SealedDays {
    let act = Act::of_system(test.clock.now());
    let today = day(today);
    let sealed = test.write(move |tx| seal_days(tx, act, today));
    sealed.expect("it runs")
}

fn cash(sums: &[HouseSum]) -> Vec<i64> {
    let tender = |store| Account::of_store(AccountKind::TenderCash, store);
    [XUHUI, PUDONG]
        .map(|store| {
            let mine = sums.iter().filter(|sum| sum.account == tender(store));
            mine.filter(|sum| sum.asset == Asset::Money)
                .map(|sum| sum.amount)
                .sum()
        })
        .to_vec()
}

#[test]
fn a_day_is_sealed_once_it_is_well_over() {
    both(|test| {
        let noon = test.clock.now();
        earn(test, LI, 10, None);
        assert_eq!(seal(test, "2026-11-25").days, 0);
        test.clock.set(noon.plus_days(1));
        top_up(test, LI, PUDONG, 5_000, 100);
        let sealed = seal(test, "2026-11-26");
        assert_eq!((sealed.days, sealed.last), (1, Some(day("2026-11-25"))));
        assert_eq!(seal(test, "2026-11-26").days, 0);
        assert_sound(test);

        // A day on which nothing was recorded needs no seal.
        test.clock.set(noon.plus_days(4));
        spend(test, LI, 4).expect("enough");
        earn(test, LI, 20, None);
        assert_eq!(seal(test, "2026-11-29").days, 1);
        test.clock.set(noon.plus_days(5));
        assert_eq!(seal(test, "2026-11-30").days, 1);
        assert_eq!(seal(test, "2026-11-30").last, Some(day("2026-11-29")));
        assert_sound(test);
    });
}

#[test]
fn house_balances_are_the_same_sealed_or_not() {
    both(|test| {
        let noon = test.clock.now();
        for number in 0..3 {
            test.clock.set(noon.plus_days(number));
            earn(test, LI, 10, None);
            top_up(test, LI, PUDONG, 5_000, 100);
        }
        let read = || test.read(house_balances).expect("read");
        let before = read();
        assert_eq!(cash(&before), [3_000, 15_000]);
        test.clock.set(noon.plus_days(3));
        assert_eq!(seal(test, "2026-11-27").days, 2);
        assert_eq!(read(), before);
        assert_eq!(seal(test, "2026-11-28").days, 1);
        assert_eq!(read(), before);
        let of_day = test.read(|tx| house_sums(tx, day("2026-11-25"), day("2026-11-25")));
        // The helpers post on one business day, whenever they record.
        assert_eq!(cash(&of_day.expect("read")), [3_000, 15_000]);
        assert_sound(test);
    });
}
