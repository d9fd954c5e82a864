//! 充值: a member pays in, and the ladder gives on top. A hot act: batches like settling.
//!
//! Guarantees: no card ever holds more than its cap, bonus included, however many top-ups come at
//! once; principal and bonus go into lots that remember the store.

pub(crate) mod http;
mod rules;
pub(crate) mod store;

pub use rules::TopUp;
pub use store::TopUpOfMember;

use crate::settle::ReceiptBalances;
use crate::{CheckoutError, terms};
use events::{Event, ToppedUp};
use kernel::{BusinessDate, MemberId, Money, PostingId, StoreId, Timestamp, TopUpId};
use ledger::{Account, AccountKind, Book, Cause, Draft, LedgerError, PostingHead, PostingKind};
use platform::db::{DbError, Tx};
use platform::outbox;
use rules::{Decision, Facts};
use serde::{Deserialize, Serialize};
use std::borrow::Cow;
use store::TopUpRow;
use utoipa::ToSchema;

/// What a member takes home of a top-up.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct TopUpReceipt {
    /// Which top-up.
    pub top_up_id: TopUpId,
    /// Whose.
    pub member_id: MemberId,
    /// Where.
    pub store_id: StoreId,
    /// On which business day of the store.
    pub business_date: BusinessDate,
    /// When.
    pub topped_up_at: Timestamp,
    /// What was paid.
    pub principal: Money,
    /// What was given on top.
    pub bonus: Money,
    /// What the member has now.
    pub balances: ReceiptBalances,
}

/// Pays in a batch of top-ups. One answer for each, in order; an error says that the database
/// failed and that nothing was written.
pub fn top_up(
    tx: &mut Tx<'_>,
    top_ups: &[&TopUp],
) -> Result<Vec<Result<TopUpReceipt, CheckoutError>>, DbError> {
    let members: Vec<MemberId> = top_ups.iter().map(|one| one.member_id).collect();
    // A top-up makes lots of its own, so those that are there need not be read. Members are read
    // under the lock of their accounts, so that one that is being closed is seen closed.
    let mut book = Book::open_partly(tx, &members, &[])?;
    let facts = load_facts(tx, top_ups)?;
    if !facts.members.values().all(|member| book.is_own(member.id)) {
        return Err(tx.run_again());
    }
    let mut rows = Vec::new();
    let mut answers = Vec::with_capacity(top_ups.len());
    for one in top_ups {
        let id = TopUpId(tx.new_id());
        let one = &by_current_member(one, &facts);
        answers.push(top_up_one(id, one, &facts, &mut book).map(|row| {
            let balances = book.balances(one.member_id, one.act.now).into();
            let receipt = receipt_of(&row, balances);
            rows.push(row);
            receipt
        }));
    }
    let Some(now) = rows.iter().map(|row| row.topped_up_at).max() else {
        return Ok(answers);
    };
    book.save(tx)?;
    store::insert(tx, &rows)?;
    let facts: Vec<Event> = rows.iter().map(fact).collect();
    outbox::append_many(tx, now, &facts)?;
    Ok(answers)
}

/// A top-up with the survivor in the place of a member who was merged into another.
fn by_current_member<'o>(one: &'o TopUp, facts: &Facts) -> Cow<'o, TopUp> {
    match facts.members.get(&one.member_id) {
        Some(member) if member.id != one.member_id => Cow::Owned(TopUp {
            member_id: member.id,
            ..one.clone()
        }),
        _ => Cow::Borrowed(one),
    }
}

fn load_facts(tx: &mut Tx<'_>, top_ups: &[&TopUp]) -> Result<Facts, DbError> {
    let stores: Vec<StoreId> = top_ups.iter().map(|one| one.store_id).collect();
    let members: Vec<MemberId> = top_ups.iter().map(|one| one.member_id).collect();
    let (stores, (terms, _)) = tx.fetch((retail::stores(tx, &stores), terms::versioned(tx)))?;
    Ok(Facts {
        stores,
        members: membership::load_for_sale(tx, &members)?,
        terms,
    })
}

/// Decides a top-up and posts it in memory, or leaves the book as it was.
fn top_up_one(
    id: TopUpId,
    one: &TopUp,
    facts: &Facts,
    book: &mut Book<'_>,
) -> Result<TopUpRow, CheckoutError> {
    let holds = book.balances(one.member_id, one.act.now).stored_value();
    let decision = rules::decide(one, facts, holds)?;
    let mut head = PostingHead::new(
        PostingKind::TopUp,
        Cause::TopUp(id),
        Some(one.store_id),
        decision.business_date,
        one.act,
    );
    head.key = one.key.clone();
    let draft = book.begin(head);
    let posting_id = match enter(&draft, one, decision, book) {
        Ok(()) => book.commit(draft)?,
        Err(error) => {
            book.abandon(draft);
            return Err(error.into());
        }
    };
    Ok(write_down(id, posting_id, one, decision))
}

/// The sides of the posting: value for the member, and the money that was taken for it.
fn enter(
    draft: &Draft,
    one: &TopUp,
    decision: Decision,
    book: &mut Book<'_>,
) -> Result<(), LedgerError> {
    book.top_up(draft, one.member_id, decision.principal, decision.bonus)?;
    let account = |kind: AccountKind| Account::of_store(kind, one.store_id);
    book.money(
        draft,
        account(one.tender.kind().account()),
        decision.principal,
    );
    book.money(
        draft,
        account(AccountKind::StoredValueTaken),
        decision.principal.negated(),
    );
    Ok(())
}

fn write_down(id: TopUpId, posting_id: PostingId, one: &TopUp, decision: Decision) -> TopUpRow {
    TopUpRow {
        id,
        member_id: one.member_id,
        store_id: one.store_id,
        business_date: decision.business_date,
        topped_up_at: one.act.now,
        topped_up_by: one.act.by,
        tender: one.tender,
        reference: one.reference.clone(),
        card_kind: one.card_kind,
        principal: decision.principal,
        bonus: decision.bonus,
        posting_id,
    }
}

fn receipt_of(row: &TopUpRow, balances: ReceiptBalances) -> TopUpReceipt {
    TopUpReceipt {
        top_up_id: row.id,
        member_id: row.member_id,
        store_id: row.store_id,
        business_date: row.business_date,
        topped_up_at: row.topped_up_at,
        principal: row.principal,
        bonus: row.bonus,
        balances,
    }
}

fn fact(row: &TopUpRow) -> Event {
    Event::ToppedUp(ToppedUp {
        top_up_id: row.id,
        member_id: row.member_id,
        store_id: row.store_id,
        business_date: row.business_date,
        principal: row.principal,
        bonus: row.bonus,
        at: row.topped_up_at,
    })
}
