//! Two members who are one person: everything moves to one of them and what is left comes back;
//! nothing is created or lost, whatever happens in between.

use crate::{LI, WANG, XUHUI, assert_sound, balances, day, earn, head, holds, spend, top_up};
use kernel::{Act, LotId, MemberId, MergeId, Money, Points, PostingId};
use ledger::{
    Asset, Balances, Book, LedgerError, Lot, Moved, PostingKind, Reversal, TakenBack, Transfer,
};
use testkit::{TestDb, both};

pub fn transfer(absorbed: MemberId, followers: &[MemberId], survivor: MemberId) -> Transfer {
    Transfer {
        merge_id: MergeId(1),
        absorbed,
        followers: followers.to_vec(),
        survivor,
        business_date: day("2026-11-25"),
    }
}

type Done = Result<(Option<PostingId>, Moved), LedgerError>;

fn merge(test: &TestDb, absorbed: MemberId, survivor: MemberId) -> Done {
    carry(test, transfer(absorbed, &[], survivor))
}

pub fn carry(test: &TestDb, moving: Transfer) -> Done {
    let act = Act::of_system(test.clock.now());
    test.write(move |tx| ledger::carry(tx, act, &moving))
}

pub fn hand_back(test: &TestDb, moving: Transfer, carried_in: Option<PostingId>) -> Done {
    let act = Act::of_system(test.clock.now());
    test.write(move |tx| ledger::hand_back(tx, act, &moving, carried_in))
}

/// Undoes a part of an earlier posting, as a return does.
pub fn bring_back(
    test: &TestDb,
    member: MemberId,
    earlier: PostingId,
    (give, take, value): (i64, i64, i64),
) -> Result<TakenBack, LedgerError> {
    let now = test.clock.now();
    test.write(move |tx| {
        let mut book = Book::open_to_undo(tx, &[member], &[earlier])?;
        let draft = book.begin(head(PostingKind::Return, XUHUI, now));
        book.give_back_points(&draft, member, earlier, Points(give))?;
        let taken = book.take_back_points(&draft, member, earlier, Points(take))?;
        book.give_back_stored_value(&draft, member, earlier, Money(value))?;
        book.commit(draft)?;
        book.save(tx)?;
        Ok(taken)
    })
}

pub fn pay(test: &TestDb, member: MemberId, amount: i64) -> Result<PostingId, LedgerError> {
    let now = test.clock.now();
    test.write(move |tx| {
        let mut book = Book::open(tx, &[member])?;
        let draft = book.begin(head(PostingKind::Sale, XUHUI, now));
        book.draw_stored_value(&draft, member, Money(amount))?;
        let id = book.commit(draft)?;
        book.save(tx)?;
        Ok(id)
    })
}

fn lots(test: &TestDb, member: MemberId) -> Vec<Lot> {
    test.read(move |tx| ledger::lots(tx, member)).expect("read")
}

pub fn reverse(test: &TestDb, posting_id: PostingId) -> Result<PostingId, LedgerError> {
    let act = Act::of_system(test.clock.now());
    let reversal = Reversal {
        posting_id,
        business_date: day("2026-11-25"),
        reason: "keyed in twice".into(),
        key: None,
    };
    test.write(move |tx| ledger::reverse(tx, act, &reversal))
}

#[test]
fn moved_lots_are_what_they_were() {
    both(|test| {
        let until = test.clock.now().plus_days(30);
        earn(test, LI, 100, Some(until));
        let sale = spend(test, LI, 30).expect("enough");
        top_up(test, LI, XUHUI, 1_000, 200);
        top_up(test, WANG, XUHUI, 500, 0);
        let before = lots(test, LI);
        test.clock.advance_millis(86_400_000);
        let (_, moved) = merge(test, LI, WANG).expect("merged");
        assert_eq!(
            (moved.points, moved.principal, moved.bonus),
            (70, 1_000, 200)
        );
        assert_eq!(balances(test, LI), Balances::default());
        let has = balances(test, WANG);
        assert_eq!((has.points, has.stored_value()), (Points(70), Money(1_700)));
        let came: Vec<Lot> = lots(test, WANG)
            .into_iter()
            .filter(|lot| lot.moved_from.is_some())
            .collect();
        let of = |lot: &Lot| {
            let (asset, store, left) = (lot.asset, lot.store_id, lot.remaining);
            (asset, store, left, lot.granted_at, lot.expires_at)
        };
        assert_eq!(
            came.iter().map(of).collect::<Vec<_>>(),
            before.iter().map(of).collect::<Vec<_>>()
        );
        let source = |lots: &[Lot], asset| {
            let lot = lots.iter().find(|lot| lot.asset == asset).expect("a lot");
            lot.source_posting_id
        };
        let paid = source(&came, Asset::Principal);
        assert!(paid.is_some());
        assert_eq!(source(&came, Asset::Bonus), paid);

        // What the absorbed member had spent before comes back to the survivor.
        bring_back(test, LI, sale, (30, 0, 0)).expect("brought back");
        assert_eq!(balances(test, WANG).points, Points(100));
        let refused = bring_back(test, WANG, sale, (1, 0, 0));
        assert_eq!(
            refused,
            Err(LedgerError::MoreThanDrawn {
                left: 0,
                required: 1
            })
        );
        assert_sound(test);
    });
}

#[test]
fn a_merge_that_is_undone_at_once_leaves_both_as_they_were() {
    both(|test| {
        let earned = earn(test, LI, 100, Some(test.clock.now().plus_days(9)));
        spend(test, LI, 80).expect("enough");
        bring_back(test, LI, earned, (0, 90, 0)).expect("taken back");
        top_up(test, LI, XUHUI, 1_000, 200);
        earn(test, WANG, 50, None);
        assert_eq!(balances(test, LI).points_debt, Points(70));
        let then = (balances(test, LI), balances(test, WANG));
        let open = |member| -> Vec<(LotId, i64)> {
            lots(test, member)
                .iter()
                .map(|lot| (lot.id, lot.remaining))
                .collect()
        };
        let had = (open(LI), open(WANG));
        let (posting, moved) = merge(test, LI, WANG).expect("merged");
        assert_eq!(moved.debt, 70);
        assert_eq!(balances(test, WANG).available_points(), Points(0));
        hand_back(test, transfer(LI, &[], WANG), posting).expect("undone");
        assert_eq!((balances(test, LI), balances(test, WANG)), then);
        assert_eq!((open(LI), open(WANG)), had);
        assert_sound(test);
    });
}

#[test]
fn what_was_spent_meanwhile_stays_spent() {
    both(|test| {
        let soon = test.clock.now().plus_days(3);
        earn(test, LI, 100, Some(soon));
        earn(test, WANG, 50, None);
        let (posting, _) = merge(test, LI, WANG).expect("merged");
        // The survivor's purchase draws what ends first: the absorbed member's points.
        spend(test, WANG, 60).expect("enough");
        earn(test, WANG, 7, None);
        let (_, moved) = hand_back(test, transfer(LI, &[], WANG), posting).expect("undone");
        assert_eq!(moved.points, 40);
        assert_eq!(balances(test, LI).points, Points(40));
        assert_eq!(balances(test, WANG).points, Points(57));
        assert_sound(test);
    });
}

#[test]
fn points_that_were_earned_before_are_taken_back_where_they_are_now() {
    both(|test| {
        let earned = earn(test, LI, 100, Some(test.clock.now().plus_days(9)));
        earn(test, WANG, 20, None);
        merge(test, LI, WANG).expect("merged");
        spend(test, WANG, 50).expect("enough");
        let taken = bring_back(test, LI, earned, (0, 100, 0)).expect("taken back");
        let TakenBack {
            unspent,
            from_others,
            debt,
            ..
        } = taken;
        assert_eq!(
            (unspent, from_others, debt),
            (Points(50), Points(20), Points(30))
        );
        assert_eq!(balances(test, WANG).points, Points(-30));
        assert_eq!(balances(test, LI), Balances::default());
        assert_sound(test);
    });
}

#[test]
fn points_that_expired_on_the_way_cost_nothing_when_the_sale_comes_back() {
    both(|test| {
        let earned = earn(test, LI, 100, Some(test.clock.now().plus_days(1)));
        let (posting, _) = merge(test, LI, WANG).expect("merged");
        test.clock.advance_millis(2 * 86_400_000);
        let act = Act::of_system(test.clock.now());
        test.write(move |tx| ledger::expire_points(tx, act, None, 100))
            .expect("expired");
        hand_back(test, transfer(LI, &[], WANG), posting).expect("undone");
        let taken = bring_back(test, LI, earned, (0, 100, 0)).expect("taken back");
        assert_eq!((taken.expired, taken.debt), (Points(100), Points(0)));
        assert_eq!(balances(test, LI).points, Points(0));
        assert_sound(test);
    });
}

#[test]
fn points_that_are_about_to_lapse_pay_what_is_owed_first() {
    both(|test| {
        let earned = earn(test, LI, 100, None);
        spend(test, LI, 100).expect("enough");
        bring_back(test, LI, earned, (0, 60, 0)).expect("taken back");
        earn(test, WANG, 100, Some(test.clock.now().plus_days(1)));
        merge(test, LI, WANG).expect("merged");
        test.clock.advance_millis(2 * 86_400_000);
        let act = Act::of_system(test.clock.now());
        let lapsed = test.write(move |tx| ledger::expire_points(tx, act, None, 100));
        assert_eq!(lapsed.expect("expired").points, Points(40));
        assert_eq!(balances(test, WANG), Balances::default());
        assert_sound(test);
    });
}

#[test]
fn a_top_up_of_an_absorbed_member_is_reversed_where_it_is_now() {
    both(|test| {
        let paid = top_up(test, LI, XUHUI, 1_000, 200);
        merge(test, LI, WANG).expect("merged");
        reverse(test, paid).expect("all of it is there");
        assert_eq!(balances(test, WANG), Balances::default());
        assert_sound(test);
    });
}

#[test]
fn value_on_hold_does_not_move() {
    both(|test| {
        earn(test, LI, 100, None);
        let hold = holds::hold(test, 10, 0).expect("enough");
        let refused = merge(test, LI, WANG);
        assert_eq!(refused, Err(LedgerError::ValueOnHold { member_id: LI }));
        // What the survivor has on hold is not in the way, but nothing goes back under it.
        let (posting, _) = merge(test, WANG, LI).expect("merged");
        let back = transfer(WANG, &[], LI);
        let refused = hand_back(test, back.clone(), posting);
        assert_eq!(refused, Err(LedgerError::ValueOnHold { member_id: LI }));
        holds::give_free(test, hold).expect("open");
        hand_back(test, back, posting).expect("undone");
        assert_sound(test);
    });
}
