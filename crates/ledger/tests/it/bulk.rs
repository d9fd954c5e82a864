//! Many acts in one book: a batch of orders, or past sales by the hundred.

use crate::{XUHUI, assert_sound, balances, head, take_money};
use kernel::{MemberId, Money, Points};
use ledger::{AccountKind, Book, LedgerError, PostingKind};
use testkit::{TestDb, both};

/// Enters `count` sales of as many members, each of which earns, draws and is paid in two ways.
fn sell(test: &TestDb, count: i64) {
    let now = test.clock.now();
    let sold = test.write(move |tx| {
        let members: Vec<MemberId> = (0..count).map(|number| MemberId(1_000 + number)).collect();
        let mut book = Book::open(tx, &members)?;
        for member in &members {
            let draft = book.begin(head(PostingKind::Sale, XUHUI, now));
            book.spend_points(&draft, *member, Points(5))?;
            let drawn = book.draw_stored_value(&draft, *member, Money(300))?;
            book.earn_points(&draft, *member, Points(7), Some(now.plus_days(365)))?;
            let tender = AccountKind::TenderStoredValue;
            take_money(&mut book, &draft, XUHUI, tender, drawn.stored_value());
            take_money(
                &mut book,
                &draft,
                XUHUI,
                AccountKind::TenderCash,
                Money(400),
            );
            book.commit(draft)?;
        }
        book.save(tx)?;
        Ok::<_, LedgerError>(())
    });
    sold.expect("sold");
}

/// Gives `count` members points and stored value.
fn open_accounts(test: &TestDb, count: i64) {
    let now = test.clock.now();
    let opened = test.write(move |tx| {
        let members: Vec<MemberId> = (0..count).map(|number| MemberId(1_000 + number)).collect();
        // Nobody draws, so nobody's lots are read.
        let mut book = Book::open_partly(tx, &members, &[])?;
        for member in &members {
            let draft = book.begin(head(PostingKind::TopUp, XUHUI, now));
            book.top_up(&draft, *member, Money(1_000), Money(200))?;
            book.earn_points(&draft, *member, Points(10), Some(now.plus_days(365)))?;
            book.commit(draft)?;
        }
        book.save(tx)?;
        Ok::<_, LedgerError>(())
    });
    opened.expect("opened");
}

#[test]
fn a_batch_of_500_orders_is_one_act() {
    both(|test| {
        open_accounts(test, 500);
        sell(test, 500);
        sell(test, 500);
        let left = balances(test, MemberId(1_499));
        assert_eq!((left.points, left.principal), (Points(14), Money(400)));
        assert_sound(test);
    });
}

/// An order that is refused half-way leaves the others of its batch alone.
#[test]
fn a_refused_order_leaves_its_batch_alone() {
    both(|test| {
        let now = test.clock.now();
        let (rich, poor) = (MemberId(1), MemberId(2));
        crate::earn(test, rich, 100, None);
        let outcomes = test.write(move |tx| {
            let mut book = Book::open(tx, &[rich, poor])?;
            let mut outcomes = Vec::new();
            for member in [rich, poor, rich] {
                let draft = book.begin(head(PostingKind::Sale, XUHUI, now));
                book.earn_points(&draft, member, Points(1), None)?;
                match book.spend_points(&draft, member, Points(50)) {
                    Ok(_) => outcomes.push(book.commit(draft).is_ok()),
                    Err(_) => {
                        book.abandon(draft);
                        outcomes.push(false);
                    }
                }
            }
            book.save(tx)?;
            Ok::<_, LedgerError>(outcomes)
        });
        assert_eq!(outcomes.expect("it runs"), [true, false, true]);
        assert_eq!(balances(test, rich).points, Points(2));
        assert_eq!(balances(test, poor).points, Points(0));
        assert_sound(test);
    });
}

/// Without his lots a member can only take in.
#[test]
fn drawing_needs_the_lots() {
    both(|test| {
        let member = MemberId(3);
        crate::earn(test, member, 100, None);
        let now = test.clock.now();
        let tried = test.write(move |tx| {
            let mut book = Book::open_partly(tx, &[member], &[])?;
            let draft = book.begin(head(PostingKind::Sale, XUHUI, now));
            let tried = book.spend_points(&draft, member, Points(1)).map(|_| ());
            book.abandon(draft);
            tried
        });
        assert!(matches!(tried, Err(LedgerError::Misused(_))));
    });
}

/// A brand's rows lie in one partition: every key begins with the brand.
#[test]
fn a_batch_is_written_to_partitions_as_well() {
    let Some(test) = testkit::partitioned() else {
        return;
    };
    open_accounts(&test, 20);
    sell(&test, 20);
    assert_sound(&test);
}
