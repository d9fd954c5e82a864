//! Laws of the book: whatever is done, in whatever order, nothing is created or lost.

use super::{Book, Draft};
use crate::posting::EntryOfPosting;
use crate::{
    Account, AccountKind, Asset, Balances, Capture, Cause, DrawOrder, LedgerError, PostingHead,
    PostingKind, Reserve,
};
use kernel::{
    Act, BrandId, HoldId, MemberId, Money, OrderId, Points, PostingId, StoreId, Timestamp,
};
use platform::clock::Clock;
use platform::db::IdMaker;
use proptest::prelude::*;

pub(super) const LI: MemberId = MemberId(1);
pub(super) const WANG: MemberId = MemberId(2);
pub(super) const XUHUI: StoreId = StoreId(10);

/// Noon in Shanghai, a Wednesday.
pub(super) const NOON: Timestamp = Timestamp(1_795_579_200_000);

pub(super) fn ids() -> IdMaker {
    IdMaker::new(Clock::fixed(NOON), 0)
}

/// A book in which nobody has anything, and all lots are known.
pub(super) fn empty_book(ids: &IdMaker) -> Book<'_> {
    let mut book = Book::blank(BrandId(1), ids, &[LI, WANG]);
    book.purses
        .values_mut()
        .for_each(|purse| purse.has_lots = true);
    book
}

pub(super) fn head(kind: PostingKind, now: Timestamp) -> PostingHead {
    let date = "2026-11-25".parse().expect("a date");
    let act = Act::of_system(now);
    PostingHead::new(kind, Cause::Order(OrderId(7)), Some(XUHUI), date, act)
}

impl Book<'_> {
    /// Loads an earlier posting of this same book as if it had been read back.
    pub(super) fn recall(&mut self, id: PostingId) {
        let all = || {
            self.done.iter().flat_map(|posting| {
                posting.entries.iter().map(|entry| EntryOfPosting {
                    posting_id: posting.id,
                    id: entry.id,
                    account: entry.account,
                    store_id: entry.store_id,
                    asset: entry.asset,
                    amount: entry.amount,
                    member_id: entry.member_id,
                    lot_id: entry.lot_id,
                    against: entry.against,
                })
            })
        };
        let of = all().filter(|entry| entry.posting_id == id).collect();
        let against = all().filter(|entry| entry.against == Some(id)).collect();
        let read = super::original::originals(&[id], of, against);
        self.originals.extend(read);
    }

    /// Everything that a posting can change.
    fn state(&self) -> String {
        let mut purses: Vec<_> = self.purses.iter().collect();
        purses.sort_by_key(|(id, _)| **id);
        let mut holds: Vec<_> = self.holds.iter().collect();
        holds.sort_by_key(|(id, _)| **id);
        let mut originals: Vec<_> = self.originals.iter().collect();
        originals.sort_by_key(|(id, _)| **id);
        format!("{purses:?} {holds:?} {originals:?}")
    }

    fn check_laws(&self) {
        for (member, purse) in &self.purses {
            for asset in Asset::OF_MEMBERS {
                let account = purse.account(asset);
                let entries = self.done.iter().flat_map(|posting| &posting.entries);
                let mine = entries.filter(|e| e.member_id == Some(*member) && e.asset == asset);
                let sum: i64 = mine.map(|entry| entry.amount).sum();
                assert_eq!(account.balance, sum, "the balance is what the entries say");
                assert!(purse.adds_up(asset), "the balance is lots less debt");
                assert!(account.balance >= account.held - account.debt);
                assert!(account.held >= 0 && account.debt >= 0);
                assert!(asset == Asset::Points || account.debt == 0);
                assert!(purse.lots(asset).iter().all(|lot| lot.lot.remaining >= 0));
            }
        }
        self.check().expect("what is checked before writing holds");
    }
}

#[derive(Debug, Clone)]
enum Do {
    Earn(MemberId, i64, Option<i64>),
    Spend(MemberId, i64),
    TopUp(MemberId, i64, i64),
    Draw(MemberId, i64),
    Return(usize, i64, i64, i64),
    Reverse(usize),
    Expire(MemberId),
    Reserve(MemberId, i64, i64),
    Capture(usize, i64, i64),
    Release(usize),
    Wait(i64),
}

fn a_step() -> impl Strategy<Value = Do> {
    let member = prop_oneof![Just(LI), Just(WANG)];
    let some = 0..200_i64;
    prop_oneof![
        (member.clone(), some.clone(), prop::option::of(0..20_i64))
            .prop_map(|(m, n, days)| Do::Earn(m, n, days)),
        (member.clone(), some.clone()).prop_map(|(m, n)| Do::Spend(m, n)),
        (member.clone(), some.clone(), some.clone()).prop_map(|(m, p, b)| Do::TopUp(m, p, b)),
        (member.clone(), some.clone()).prop_map(|(m, n)| Do::Draw(m, n)),
        (0..50_usize, some.clone(), some.clone(), some.clone())
            .prop_map(|(which, give, take, value)| Do::Return(which, give, take, value)),
        (0..50_usize).prop_map(Do::Reverse),
        member.clone().prop_map(Do::Expire),
        (member, some.clone(), some.clone()).prop_map(|(m, p, v)| Do::Reserve(m, p, v)),
        (0..50_usize, some.clone(), some).prop_map(|(which, p, v)| Do::Capture(which, p, v)),
        (0..50_usize).prop_map(Do::Release),
        (0..9_i64).prop_map(Do::Wait),
    ]
}

/// A book with what has happened in it.
struct Story<'c> {
    book: Book<'c>,
    now: Timestamp,
    postings: Vec<(PostingId, MemberId)>,
    holds: Vec<HoldId>,
}

impl Story<'_> {
    /// Does a step, or finds that it is refused; a refusal and an abandoned try leave no trace.
    fn step(&mut self, step: &Do) {
        match step {
            Do::Wait(days) => self.now = self.now.plus_days(*days),
            Do::Reserve(member, points, value) => {
                let wanted = Reserve {
                    member_id: *member,
                    points: Points(*points),
                    stored_value: Money(*value),
                    cause: Cause::Hand,
                    expires_at: self.now.plus_days(3),
                };
                let act = Act::of_system(self.now);
                self.holds.extend(self.book.reserve(act, &wanted).ok());
            }
            Do::Release(which) => {
                if let Some(hold) = pick(&self.holds, *which) {
                    let _ = self.book.release(Act::of_system(self.now), hold);
                }
            }
            _ => self.post(step),
        }
        self.book.check_laws();
    }

    fn post(&mut self, step: &Do) {
        let earlier = match step {
            Do::Return(which, ..) | Do::Reverse(which) => pick(&self.postings, *which),
            _ => None,
        };
        if let Some((posting, _)) = earlier {
            self.book.recall(posting);
        }
        let before = self.book.state();
        let tried = self.book.begin(head(kind_of(step), self.now));
        let _ = self.fill(&tried, step);
        self.book.abandon(tried);
        assert_eq!(
            self.book.state(),
            before,
            "an abandoned posting leaves no trace"
        );

        let draft = self.book.begin(head(kind_of(step), self.now));
        match self.fill(&draft, step) {
            Ok(Some(member)) => {
                let id = self.book.commit(draft).expect("it balances");
                self.postings.push((id, member));
                if let Some((posting, _)) = earlier {
                    // What the book noted is what would be read back.
                    let kept = self.book.originals.get(&posting).cloned();
                    self.book.recall(posting);
                    assert_eq!(kept, self.book.originals.get(&posting).cloned());
                }
            }
            Ok(None) => self.book.abandon(draft),
            Err(_) => {
                self.book.abandon(draft);
                assert_eq!(self.book.state(), before, "a refusal leaves no trace");
            }
        }
    }

    fn fill(&mut self, draft: &Draft, step: &Do) -> Result<Option<MemberId>, LedgerError> {
        let book = &mut self.book;
        match *step {
            Do::Earn(member, points, days) => {
                let end = days.map(|days| self.now.plus_days(days));
                book.earn_points(draft, member, Points(points), end)?;
                Ok(Some(member))
            }
            Do::Spend(member, points) => {
                book.spend_points(draft, member, Points(points))?;
                Ok(Some(member))
            }
            Do::TopUp(member, principal, bonus) => {
                book.top_up(draft, member, Money(principal), Money(bonus))?;
                for (kind, amount) in [
                    (AccountKind::TenderCash, principal),
                    (AccountKind::StoredValueTaken, -principal),
                ] {
                    book.money(draft, Account::of_store(kind, XUHUI), Money(amount));
                }
                Ok(Some(member))
            }
            Do::Draw(member, amount) => {
                book.draw_stored_value(draft, member, Money(amount))?;
                Ok(Some(member))
            }
            Do::Return(which, give, take, value) => {
                let Some((posting, member)) = pick(&self.postings, which) else {
                    return Ok(None);
                };
                book.give_back_points(draft, member, posting, Points(give))?;
                book.take_back_points(draft, member, posting, Points(take))?;
                book.give_back_stored_value(draft, member, posting, Money(value))?;
                Ok(Some(member))
            }
            Do::Reverse(which) => {
                let Some((posting, member)) = pick(&self.postings, which) else {
                    return Ok(None);
                };
                let kind = book.done.iter().find(|one| one.id == posting);
                if kind.is_some_and(|one| !one.head.kind.is_reversible()) {
                    return Ok(None);
                }
                book.reverse(draft, posting)?;
                Ok(Some(member))
            }
            Do::Expire(member) => {
                book.expire_points(draft, member)?;
                Ok(Some(member))
            }
            Do::Capture(which, points, value) => {
                let Some(hold) = pick(&self.holds, which) else {
                    return Ok(None);
                };
                let capture = Capture {
                    points: Points(points),
                    stored_value: Money(value),
                };
                book.capture(draft, hold, capture)?;
                Ok(Some(book.holds[&hold].row.member_id))
            }
            Do::Reserve(..) | Do::Release(_) | Do::Wait(_) => Ok(None),
        }
    }
}

fn kind_of(step: &Do) -> PostingKind {
    match step {
        Do::Return(..) => PostingKind::Return,
        Do::Reverse(_) => PostingKind::Reversal,
        Do::Expire(_) => PostingKind::Expiry,
        _ => PostingKind::Sale,
    }
}

fn pick<T: Copy>(all: &[T], which: usize) -> Option<T> {
    all.get(which % all.len().max(1)).copied()
}

fn an_order() -> impl Strategy<Value = DrawOrder> {
    prop::sample::select(DrawOrder::ALL)
}

fn many() -> ProptestConfig {
    ProptestConfig {
        failure_persistence: None,
        ..ProptestConfig::with_cases(testkit::cases(200, 20_000))
    }
}

proptest! {
    #![proptest_config(many())]

    #[test]
    fn no_sequence_of_acts_creates_or_loses_anything(
        order in an_order(),
        steps in prop::collection::vec(a_step(), 1..60),
    ) {
        let ids = ids();
        let mut story = Story {
            book: empty_book(&ids).with_draw_order(order),
            now: NOON,
            postings: Vec::new(),
            holds: Vec::new(),
        };
        for step in &steps {
            story.step(step);
        }
    }

    #[test]
    fn posting_then_reversing_restores_balances(
        order in an_order(),
        before in prop::collection::vec(a_step(), 0..30),
        step in prop_oneof![
            (0..200_i64, 1..20_i64).prop_map(|(n, days)| Do::Earn(LI, n, Some(days))),
            (0..200_i64).prop_map(|n| Do::Spend(LI, n)),
            (0..200_i64, 0..200_i64).prop_map(|(p, b)| Do::TopUp(LI, p, b)),
            (0..200_i64).prop_map(|n| Do::Draw(LI, n)),
        ],
    ) {
        let ids = ids();
        let mut story = Story {
            book: empty_book(&ids).with_draw_order(order),
            now: NOON,
            postings: Vec::new(),
            holds: Vec::new(),
        };
        for step in &before {
            story.step(step);
        }
        // Debt beside lots that a hold had kept apart may be set off, which changes nothing else.
        let net = |book: &Book<'_>, now| Balances {
            points_debt: Points::ZERO,
            ..book.balances(LI, now)
        };
        let then = net(&story.book, story.now);
        let count = story.postings.len();
        story.step(&step);
        if story.postings.len() > count {
            let (posting, _) = story.postings[count];
            story.book.recall(posting);
            let draft = story.book.begin(head(PostingKind::Reversal, story.now));
            story.book.reverse(&draft, posting).expect("nothing happened since");
            story.book.commit(draft).expect("it balances");
            story.book.check_laws();
            prop_assert_eq!(net(&story.book, story.now), then);
        }
    }

    #[test]
    fn drawing_then_giving_back_restores_lots_exactly(
        order in an_order(),
        lots in prop::collection::vec((0..200_i64, 0..200_i64, 0..200_i64), 1..8),
        points in 0..400_i64,
        value in 0..400_i64,
        parts in prop::collection::vec(1..100_i64, 1..6),
    ) {
        let ids = ids();
        let mut book = empty_book(&ids).with_draw_order(order);
        for (number, (earned, paid, bonus)) in lots.iter().enumerate() {
            let draft = book.begin(head(PostingKind::TopUp, NOON));
            let end = NOON.plus_days(1 + number as i64 % 3);
            book.earn_points(&draft, LI, Points(*earned), Some(end)).expect("earned");
            book.top_up(&draft, LI, Money(*paid), Money(*bonus)).expect("topped up");
            book.commit(draft).expect("it balances");
        }
        let had = book.balances(LI, NOON);
        let (points, value) = (points.min(had.points.0), value.min(had.stored_value().0));
        let before = book.purses.clone();

        let draft = book.begin(head(PostingKind::Sale, NOON));
        book.spend_points(&draft, LI, Points(points)).expect("enough");
        book.draw_stored_value(&draft, LI, Money(value)).expect("enough");
        let sale = book.commit(draft).expect("it balances");

        // Given back in any parts, the last of which takes what is left.
        let (mut points_left, mut value_left) = (points, value);
        for (number, part) in parts.iter().enumerate() {
            let is_last = number + 1 == parts.len();
            let of = |left: i64| if is_last { left } else { left.min(*part) };
            let (give, back) = (of(points_left), of(value_left));
            book.recall(sale);
            let draft = book.begin(head(PostingKind::Return, NOON));
            book.give_back_points(&draft, LI, sale, Points(give)).expect("drawn");
            book.give_back_stored_value(&draft, LI, sale, Money(back)).expect("drawn");
            book.commit(draft).expect("it balances");
            points_left -= give;
            value_left -= back;
        }
        prop_assert_eq!(&book.purses, &before);
        book.recall(sale);
        let draft = book.begin(head(PostingKind::Return, NOON));
        let more = book.give_back_stored_value(&draft, LI, sale, Money(1));
        prop_assert_eq!(more, Err(LedgerError::MoreThanDrawn { left: 0, required: 1 }));
        book.abandon(draft);
    }
}
