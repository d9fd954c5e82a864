//! What is written is what was decided, and reads back as statements, lots and sums.

use crate::{
    LI, PUDONG, XUHUI, assert_sound, balances, day, earn, head, post, spend, take_money, top_up,
};
use kernel::{Act, Money, Points, PostingId};
use ledger::{
    AccountKind, Adjustment, Asset, Drawn, LedgerError, PostingKind, Reversal, adjust, reverse,
};
use platform::db::DbError;
use testkit::{TestDb, both};

fn reversal(posting: PostingId) -> Reversal {
    Reversal {
        posting_id: posting,
        business_date: day("2026-11-26"),
        reason: "keyed in twice".into(),
        key: Some("till-1-42".into()),
    }
}

fn undo(test: &TestDb, posting: PostingId) -> Result<PostingId, LedgerError> {
    let act = Act::of_system(test.clock.now());
    test.write(move |tx| reverse(tx, act, &reversal(posting)))
}

/// Buys for stored value in a store; answers with the posting and what was drawn.
fn buy(test: &TestDb, amount: i64) -> (PostingId, Drawn) {
    let now = test.clock.now();
    let bought = test.write(move |tx| {
        let mut drawn = Drawn::default();
        let head = head(PostingKind::Sale, PUDONG, now);
        let id = post(tx, head, LI, &[], |book, draft| {
            drawn = book.draw_stored_value(draft, LI, Money(amount))?;
            take_money(
                book,
                draft,
                PUDONG,
                AccountKind::TenderStoredValue,
                Money(amount),
            );
            Ok(())
        })?;
        Ok::<_, LedgerError>((id, drawn))
    });
    bought.expect("bought")
}

#[test]
fn money_spent_elsewhere_is_known_by_the_store_that_took_it() {
    both(|test| {
        top_up(test, LI, XUHUI, 100_000, 20_000);
        test.clock.advance_millis(1_000);
        top_up(test, LI, PUDONG, 50_000, 0);
        let (_, drawn) = buy(test, 120_000);
        let origins: Vec<_> = drawn
            .lots
            .iter()
            .map(|lot| (lot.store_id, lot.asset, lot.amount))
            .collect();
        assert_eq!(
            origins,
            [
                (Some(XUHUI), Asset::Principal, 100_000),
                (Some(PUDONG), Asset::Principal, 20_000),
            ]
        );
        let lots = test.read(|tx| ledger::lots(tx, LI)).expect("read");
        let left: Vec<_> = lots.iter().map(|lot| (lot.asset, lot.remaining)).collect();
        assert_eq!(left, [(Asset::Principal, 30_000), (Asset::Bonus, 20_000)]);
        assert_eq!(balances(test, LI).available_stored_value(), Money(50_000));
        assert_sound(test);
    });
}

#[test]
fn a_return_in_parts_gives_back_exactly_what_was_drawn() {
    both(|test| {
        top_up(test, LI, XUHUI, 10_000, 2_000);
        let before = test.read(|tx| ledger::lots(tx, LI)).expect("read");
        let (sale, _) = buy(test, 11_000);
        let give_back = |amount: i64| {
            let now = test.clock.now();
            test.write(move |tx| {
                let head = head(PostingKind::Return, XUHUI, now);
                post(tx, head, LI, &[sale], |book, draft| {
                    book.give_back_stored_value(draft, LI, sale, Money(amount))?;
                    let tender = AccountKind::TenderStoredValue;
                    take_money(book, draft, XUHUI, tender, Money(-amount));
                    Ok(())
                })
            })
        };
        give_back(3_000).expect("drawn");
        give_back(7_999).expect("drawn");
        let (left, required) = (1, 2);
        assert_eq!(
            give_back(2),
            Err(LedgerError::MoreThanDrawn { left, required })
        );
        give_back(1).expect("drawn");
        assert_eq!(test.read(|tx| ledger::lots(tx, LI)).expect("read"), before);
        assert_sound(test);
    });
}

#[test]
fn a_posting_is_reversed_once_and_not_after_a_return() {
    both(|test| {
        let earned = earn(test, LI, 100, None);
        let topped_up = top_up(test, LI, XUHUI, 10_000, 2_000);
        let before = balances(test, LI);
        let spent = spend(test, LI, 40).expect("enough");
        let undone = undo(test, spent).expect("it is undone");
        assert_eq!(balances(test, LI), before);
        let again = LedgerError::AlreadyReversed { posting_id: spent };
        assert_eq!(undo(test, spent), Err(again));
        let reversed = LedgerError::NotReversible { posting_id: undone };
        assert_eq!(undo(test, undone), Err(reversed));
        let nothing = LedgerError::PostingNotFound {
            posting_id: PostingId(1),
        };
        assert_eq!(undo(test, PostingId(1)), Err(nothing));

        let now = test.clock.now();
        let returned = test.write(move |tx| {
            post(
                tx,
                head(PostingKind::Return, XUHUI, now),
                LI,
                &[earned],
                |book, draft| {
                    book.take_back_points(draft, LI, earned, Points(30))
                        .map(|_| ())
                },
            )
        });
        returned.expect("taken back");
        let partly = LedgerError::PartlyReturned { posting_id: earned };
        assert_eq!(undo(test, earned), Err(partly));

        buy(test, 1);
        let spent = LedgerError::ValueSpent {
            asset: Asset::Principal,
            granted: 10_000,
            remaining: 9_999,
        };
        assert_eq!(undo(test, topped_up), Err(spent));
        assert_sound(test);
    });
}

#[test]
fn an_adjustment_has_a_reason_and_never_overdraws() {
    both(|test| {
        let adjust = |asset, amount, reason: &str| {
            let adjustment = Adjustment {
                member_id: LI,
                asset,
                amount,
                expires_at: None,
                reason: reason.into(),
                store_id: None,
                business_date: day("2026-11-25"),
                key: None,
            };
            let act = Act::of_system(test.clock.now());
            test.write(move |tx| adjust(tx, act, &adjustment))
        };
        assert_eq!(
            adjust(Asset::Points, 50, " "),
            Err(LedgerError::ReasonMissing)
        );
        adjust(Asset::Points, 50, "lost card").expect("given");
        adjust(Asset::Principal, 700, "counted twice").expect("given");
        adjust(Asset::Points, -20, "given in error").expect("taken");
        let short = LedgerError::InsufficientBalance {
            asset: Asset::Points,
            available: 30,
            required: 31,
        };
        assert_eq!(adjust(Asset::Points, -31, "too much"), Err(short));
        for amount in [0, i64::MIN, i64::MAX, Money::LIMIT] {
            let tried = adjust(Asset::Points, amount, "out of range");
            assert!(tried.is_err(), "{amount}");
        }
        let page = test.read(|tx| ledger::entries(tx, &[LI], Some(Asset::Points), None, 10));
        let page = page.expect("read");
        let lines: Vec<_> = page
            .items
            .iter()
            .map(|line| (line.amount, line.reason.as_deref()))
            .collect();
        assert_eq!(
            lines,
            [(-20, Some("given in error")), (50, Some("lost card"))]
        );
        assert_sound(test);
    });
}

#[test]
fn a_statement_is_read_page_by_page_without_gap_or_double() {
    both(|test| {
        top_up(test, LI, XUHUI, 10_000, 2_000);
        for _ in 0..7 {
            test.clock.advance_millis(1_000);
            earn(test, LI, 10, None);
            spend(test, LI, 3).expect("enough");
        }
        for (asset, wanted) in [(None, 18), (Some(Asset::Points), 16)] {
            let mut seen = Vec::new();
            let mut cursor = None;
            loop {
                let page = test.read(move |tx| ledger::entries(tx, &[LI], asset, cursor, 3));
                let page = page.expect("read");
                seen.extend(page.items.into_iter().map(|line| (line.at, line.id)));
                let Some(next) = page.next else {
                    break;
                };
                cursor = Some(next.parse().expect("a cursor"));
            }
            assert_eq!(seen.len(), wanted);
            assert!(
                seen.windows(2).all(|pair| pair[0] > pair[1]),
                "the latest first"
            );
        }
    });
}

#[test]
fn the_past_is_known_by_when_things_happened_and_by_when_they_were_recorded() {
    both(|test| {
        let noon = test.clock.now();
        earn(test, LI, 100, None);
        test.clock.set(noon.plus_days(10));
        let late = noon.plus_days(-5);
        let recorded = test.write(move |tx| {
            let head = head(PostingKind::Sale, XUHUI, noon.plus_days(10)).at(late);
            post(tx, head, LI, &[], |book, draft| {
                book.earn_points(draft, LI, Points(7), None).map(|_| ())
            })
        });
        recorded.expect("recorded");
        let at = |moment| {
            let read = test.read(move |tx| {
                let happened = ledger::balances_at(tx, &[LI], moment)?.points;
                Ok::<_, DbError>((
                    happened,
                    ledger::balances_recorded(tx, &[LI], moment)?.points,
                ))
            });
            let (happened, recorded) = read.expect("read");
            (happened.0, recorded.0)
        };
        assert_eq!(at(noon.plus_days(-6)), (0, 0));
        assert_eq!(at(noon.plus_days(-5)), (7, 0));
        assert_eq!(at(noon), (107, 100));
        assert_eq!(at(noon.plus_days(10)), (107, 107));
        assert_sound(test);
    });
}

#[test]
fn brands_do_not_see_each_other() {
    both(|test| {
        earn(test, LI, 100, None);
        let other = kernel::BrandId(2);
        let read = test.db.read_blocking(other, |tx| {
            let balances = ledger::balances(tx, LI, testkit::NOON)?;
            Ok::<_, DbError>((balances, ledger::verify(tx)?))
        });
        let (balances, report) = read.expect("read");
        assert_eq!(balances, ledger::Balances::default());
        assert_eq!(report, ledger::Report::default());
    });
}
