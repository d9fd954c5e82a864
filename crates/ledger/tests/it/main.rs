//! The ledger on real databases, both engines: what is written is what was decided, races have one
//! outcome, and the proof finds whatever is changed behind the ledger's back.

mod bulk;
mod columns;
mod expiry;
mod holds;
mod postings;
mod races;
mod seals;
mod tampering;
mod transfer_walk;
mod transfers;
mod walk;

use kernel::{Act, BusinessDate, MemberId, Money, OrderId, Points, PostingId, StoreId, Timestamp};
use ledger::{
    Account, AccountKind, Balances, Book, Cause, Draft, LedgerError, PostingHead, PostingKind,
    Report,
};
use platform::db::Tx;
use testkit::TestDb;

const LI: MemberId = MemberId(11);
const WANG: MemberId = MemberId(12);
const XUHUI: StoreId = StoreId(21);
const PUDONG: StoreId = StoreId(22);

fn day(text: &str) -> BusinessDate {
    text.parse().expect("a date")
}

fn head(kind: PostingKind, store: StoreId, now: Timestamp) -> PostingHead {
    let cause = Cause::Order(OrderId(7));
    let date = day("2026-11-25");
    PostingHead::new(kind, cause, Some(store), date, Act::of_system(now))
}

/// Posts one act for one member.
fn post(
    tx: &mut Tx<'_>,
    head: PostingHead,
    member: MemberId,
    earlier: &[PostingId],
    fill: impl FnOnce(&mut Book<'_>, &Draft) -> Result<(), LedgerError>,
) -> Result<PostingId, LedgerError> {
    let mut book = Book::open(tx, &[member])?;
    book.load_drawn(tx, earlier)?;
    let draft = book.begin(head);
    fill(&mut book, &draft)?;
    let id = book.commit(draft)?;
    book.save(tx)?;
    Ok(id)
}

/// The two sides of money taken for goods.
fn take_money(book: &mut Book<'_>, draft: &Draft, store: StoreId, tender: AccountKind, sum: Money) {
    book.money(draft, Account::of_store(tender, store), sum);
    book.money(
        draft,
        Account::of_store(AccountKind::Sales, store),
        sum.negated(),
    );
}

fn earn(test: &TestDb, member: MemberId, points: i64, until: Option<Timestamp>) -> PostingId {
    let now = test.clock.now();
    let earned = test.write(move |tx| {
        post(
            tx,
            head(PostingKind::Sale, XUHUI, now),
            member,
            &[],
            |book, draft| {
                book.earn_points(draft, member, Points(points), until)?;
                take_money(
                    book,
                    draft,
                    XUHUI,
                    AccountKind::TenderCash,
                    Money(points * 100),
                );
                Ok(())
            },
        )
    });
    earned.expect("earned")
}

fn spend(test: &TestDb, member: MemberId, points: i64) -> Result<PostingId, LedgerError> {
    let now = test.clock.now();
    test.write(move |tx| {
        post(
            tx,
            head(PostingKind::Sale, XUHUI, now),
            member,
            &[],
            |book, draft| {
                book.spend_points(draft, member, Points(points))?;
                take_money(book, draft, XUHUI, AccountKind::TenderPoints, Money(points));
                Ok(())
            },
        )
    })
}

fn top_up(test: &TestDb, member: MemberId, store: StoreId, paid: i64, bonus: i64) -> PostingId {
    let now = test.clock.now();
    let topped_up = test.write(move |tx| {
        post(
            tx,
            head(PostingKind::TopUp, store, now),
            member,
            &[],
            |book, draft| {
                book.top_up(draft, member, Money(paid), Money(bonus))?;
                let taken = Account::of_store(AccountKind::StoredValueTaken, store);
                let cash = Account::of_store(AccountKind::TenderCash, store);
                book.money(draft, cash, Money(paid));
                book.money(draft, taken, Money(-paid));
                Ok(())
            },
        )
    });
    topped_up.expect("topped up")
}

fn balances(test: &TestDb, member: MemberId) -> Balances {
    let now = test.clock.now();
    let read = test.read(move |tx| ledger::balances(tx, member, now));
    read.expect("read")
}

fn proof(test: &TestDb) -> Report {
    test.read(ledger::verify).expect("the proof runs")
}

/// The ledger is as it must be.
fn assert_sound(test: &TestDb) {
    let report = proof(test);
    let wrong: Vec<String> = report.wrong.iter().map(ToString::to_string).collect();
    assert!(report.is_sound(), "{wrong:#?}");
}

#[test]
fn every_statement_fits_both_engines() {
    testkit::both(|test| {
        let wrong = platform::db::check_statements(&test.url).expect("the database answers");
        let ours: Vec<&String> = wrong
            .iter()
            .filter(|line| line.contains("ledger"))
            .collect();
        assert!(ours.is_empty(), "{ours:#?}");
    });
}
