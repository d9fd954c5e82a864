//! Corrections by hand: value given or taken against the house account `adjustment`, always with
//! a reason, never below zero.

use crate::{
    AccountKind, Asset, Book, Cause, Drawn, Granted, LedgerError, PostingHead, PostingKind,
};
use kernel::{Act, BusinessDate, MemberId, PostingId, StoreId, Timestamp};
use platform::db::Tx;

/// A correction of what a member has.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Adjustment {
    /// Whose value.
    pub member_id: MemberId,
    /// Points, principal or bonus.
    pub asset: Asset,
    /// What is given; negative for what is taken.
    pub amount: i64,
    /// Until when what is given lasts.
    pub expires_at: Option<Timestamp>,
    /// Why.
    pub reason: String,
    /// In which store, if it was in one.
    pub store_id: Option<StoreId>,
    /// On which business day.
    pub business_date: BusinessDate,
    /// The idempotency key of the act, if it had one.
    pub key: Option<String>,
}

/// What a correction did.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Adjusted {
    /// Its posting.
    pub posting_id: PostingId,
    /// What was given.
    pub granted: Option<Granted>,
    /// What was taken.
    pub drawn: Option<Drawn>,
}

/// Corrects what a member has.
pub fn adjust(tx: &mut Tx<'_>, act: Act, adjustment: &Adjustment) -> Result<Adjusted, LedgerError> {
    let amount = adjustment.amount;
    if adjustment.reason.trim().is_empty() {
        return Err(LedgerError::ReasonMissing);
    }
    if amount == 0 || adjustment.asset == Asset::Money {
        return Err(LedgerError::AmountNotPositive { amount });
    }
    let (member, asset) = (adjustment.member_id, adjustment.asset);
    let mut book = Book::open(tx, &[member])?;
    let mut head = PostingHead::new(
        PostingKind::Adjustment,
        Cause::Hand,
        adjustment.store_id,
        adjustment.business_date,
        act,
    )
    .reason(&adjustment.reason);
    head.key.clone_from(&adjustment.key);
    let draft = book.begin(head);
    let kind = AccountKind::Adjustment;
    let (mut granted, mut drawn) = (None, None);
    if amount > 0 {
        let until = adjustment.expires_at;
        granted = Some(book.grant(&draft, member, asset, amount, kind, until)?);
    } else {
        let taken = amount.checked_neg().ok_or(kernel::MoneyError::OutOfRange)?;
        drawn = Some(book.draw(&draft, member, asset, taken, kind)?);
    }
    let posting_id = book.commit(draft)?;
    book.save(tx)?;
    Ok(Adjusted {
        posting_id,
        granted,
        drawn,
    })
}
