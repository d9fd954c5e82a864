//! Postings as tables that a bookkeeper can read: what was done, and what each account got.

use super::desk::{check, enter};
use super::laws::{LI, NOON, empty_book, head, ids};
use crate::{AccountKind, Asset, LedgerError, PostingKind};
use kernel::{Money, Points, PostingId};

#[test]
fn a_sale_is_paid_with_cash_points_and_principal_before_bonus() {
    check(
        "
        top_up paid=100.00 bonus=20.00
        sale   cash=50.00 earn=50 lasting=365
        sale   cash=10.00 stored=110.00 points=40/4.00 earn=12 lasting=365
        ",
        "
        act       account                points  principal   bonus     money
        1:top_up  li:lot1                     .     100.00       .         .
        |         li:lot2                     .          .   20.00         .
        |         stored_value_taken          .    -100.00       .   -100.00
        |         bonus_granted               .          .  -20.00         .
        |         tender_cash                 .          .       .    100.00
        2:sale    li:lot3                    50          .       .         .
        |         points_issued             -50          .       .         .
        |         tender_cash                 .          .       .     50.00
        |         sales                       .          .       .    -50.00
        3:sale    li:lot3                   -40          .       .         .
        |         li:lot1                     .    -100.00       .         .
        |         li:lot2                     .          .  -10.00         .
        |         li:lot4                    12          .       .         .
        |         points_redeemed            40          .       .         .
        |         stored_value_redeemed       .     100.00       .         .
        |         bonus_redeemed              .          .   10.00         .
        |         points_issued             -12          .       .         .
        |         tender_cash                 .          .       .     10.00
        |         tender_stored_value         .          .       .    110.00
        |         tender_points               .          .       .      4.00
        |         sales                       .          .       .   -124.00
        ",
    );
}

#[test]
fn a_return_gives_back_to_the_lots_that_gave_the_last_drawn_first() {
    check(
        "
        top_up paid=100.00 bonus=20.00
        sale   stored=110.00
        return of=2 stored=30.00
        ",
        "
        act       account                points  principal   bonus     money
        1:top_up  li:lot1                     .     100.00       .         .
        |         li:lot2                     .          .   20.00         .
        |         stored_value_taken          .    -100.00       .   -100.00
        |         bonus_granted               .          .  -20.00         .
        |         tender_cash                 .          .       .    100.00
        2:sale    li:lot1                     .    -100.00       .         .
        |         li:lot2                     .          .  -10.00         .
        |         stored_value_redeemed       .     100.00       .         .
        |         bonus_redeemed              .          .   10.00         .
        |         tender_stored_value         .          .       .    110.00
        |         sales                       .          .       .   -110.00
        3:return  li:lot2                     .          .   10.00         .
        |         li:lot1                     .      20.00       .         .
        |         bonus_redeemed              .          .  -10.00         .
        |         stored_value_redeemed       .     -20.00       .         .
        |         tender_stored_value         .          .       .    -30.00
        |         sales                       .          .       .     30.00
        ",
    );
}

#[test]
fn earned_points_that_are_spent_become_a_debt_which_the_next_points_pay() {
    check(
        "
        sale   cash=100.00 earn=100 lasting=365
        sale   points=70/7.00
        return of=1 cash=100.00 take=100
        sale   cash=80.00 earn=80 lasting=365
        ",
        "
        act       account                points  principal   bonus     money
        1:sale    li:lot1                   100          .       .         .
        |         points_issued            -100          .       .         .
        |         tender_cash                 .          .       .    100.00
        |         sales                       .          .       .   -100.00
        2:sale    li:lot1                   -70          .       .         .
        |         points_redeemed            70          .       .         .
        |         tender_points               .          .       .      7.00
        |         sales                       .          .       .     -7.00
        3:return  li:lot1                   -30          .       .         .
        |         li:debt                   -70          .       .         .
        |         points_issued             100          .       .         .
        |         tender_cash                 .          .       .   -100.00
        |         sales                       .          .       .    100.00
        4:sale    li:lot2                    10          .       .         .
        |         li:debt                    70          .       .         .
        |         points_issued             -80          .       .         .
        |         tender_cash                 .          .       .     80.00
        |         sales                       .          .       .    -80.00
        ",
    );
}

#[test]
fn points_given_back_to_an_expired_lot_get_a_new_one_and_expired_ones_are_not_owed() {
    check(
        "
        sale   cash=60.00 earn=60 lasting=30
        sale   points=20/2.00
        wait   30
        expire
        return of=2 points=20/2.00
        return of=1 cash=60.00 take=60
        ",
        "
        act       account                points  principal   bonus     money
        1:sale    li:lot1                    60          .       .         .
        |         points_issued             -60          .       .         .
        |         tender_cash                 .          .       .     60.00
        |         sales                       .          .       .    -60.00
        2:sale    li:lot1                   -20          .       .         .
        |         points_redeemed            20          .       .         .
        |         tender_points               .          .       .      2.00
        |         sales                       .          .       .     -2.00
        3:expiry  li:lot1                   -40          .       .         .
        |         points_expired             40          .       .         .
        4:return  li:lot1                     .          .       .         .
        |         li:lot2                    20          .       .         .
        |         points_redeemed           -20          .       .         .
        |         tender_points               .          .       .     -2.00
        |         sales                       .          .       .      2.00
        5:return  li:lot1                     .          .       .         .
        |         li:lot2                   -20          .       .         .
        |         points_expired            -40          .       .         .
        |         points_issued              60          .       .         .
        |         tender_cash                 .          .       .    -60.00
        |         sales                       .          .       .     60.00
        ",
    );
}

#[test]
fn a_reversal_is_the_opposite_of_the_whole_posting() {
    check(
        "
        top_up  paid=100.00 bonus=20.00
        reverse of=1
        ",
        "
        act         account              points  principal   bonus     money
        1:top_up    li:lot1                   .     100.00       .         .
        |           li:lot2                   .          .   20.00         .
        |           stored_value_taken        .    -100.00       .   -100.00
        |           bonus_granted             .          .  -20.00         .
        |           tender_cash               .          .       .    100.00
        2:reversal  li:lot1                   .    -100.00       .         .
        |           li:lot2                   .          .  -20.00         .
        |           stored_value_taken        .     100.00       .    100.00
        |           bonus_granted             .          .   20.00         .
        |           tender_cash               .          .       .   -100.00
        ",
    );
}

#[test]
fn a_posting_that_does_not_balance_is_refused_and_leaves_no_trace() {
    let ids = ids();
    let mut book = empty_book(&ids);
    let draft = book.begin(head(PostingKind::Sale, NOON));
    book.earn_points(&draft, LI, Points(5), None)
        .expect("earned");
    enter(&mut book, &draft, AccountKind::TenderCash, Money(100));
    enter(&mut book, &draft, AccountKind::Sales, Money(-99));
    let refused = book.commit(draft);
    assert!(matches!(
        refused,
        Err(LedgerError::Unbalanced {
            asset: Asset::Money,
            sum: 1,
            ..
        })
    ));
    assert_eq!(book.balances(LI, NOON), Default::default());
    assert!(book.done.is_empty());
}

/// The refusals from strongest to weakest: misuse, a wrong amount, too little.
#[test]
fn refusals_come_in_a_stated_order() {
    let ids = ids();
    let mut book = empty_book(&ids);
    let draft = book.begin(head(PostingKind::Sale, NOON));
    book.earn_points(&draft, LI, Points(100), None)
        .expect("earned");
    let negative = book.spend_points(&draft, LI, Points(-1));
    assert_eq!(negative, Err(LedgerError::AmountNotPositive { amount: -1 }));
    let short = book.spend_points(&draft, LI, Points(101));
    let (asset, available, required) = (Asset::Points, 100, 101);
    assert_eq!(
        short,
        Err(LedgerError::InsufficientBalance {
            asset,
            available,
            required
        })
    );
    let unread = book.take_back_points(&draft, LI, PostingId(99), Points(1));
    assert!(matches!(unread, Err(LedgerError::Misused(_))));
    for huge in [Money::LIMIT, Money::LIMIT + 1, i64::MAX - 1, i64::MAX] {
        assert!(book.earn_points(&draft, LI, Points(huge), None).is_err());
        assert!(book.top_up(&draft, LI, Money(huge), Money(huge)).is_err() || huge <= Money::LIMIT);
    }
    assert!(
        book.commit(draft).is_err(),
        "an overflow half-way spoils the posting"
    );
    assert_eq!(book.balances(LI, NOON), Default::default());
}
