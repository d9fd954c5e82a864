//! Past sales: entered with their own prices and times, by the hundred thousand.
//!
//! Guarantees: a receipt number enters once, however often it is brought; a past sale that does
//! not add up is refused and leaves no trace; money, points and stored value are posted as for any
//! sale, at the time of the sale; stock is untouched.

mod rules;

pub use rules::{Earning, RecordedLine, RecordedOrder, RecordedTender};
pub(crate) use rules::{Entered, Sums, main_category, summary};

use crate::order::{self, Line, Order, Origin, Tender, WholeOrder};
use crate::{CheckoutError, TenderState, Terms, terms};
use events::Event;
use kernel::{Act, LineId, MemberId, Money, OrderId, Points, PostingId, StoreId, TenderId};
use ledger::{Account, AccountKind, Book, Cause, Draft, LedgerError, PostingHead, PostingKind};
use membership::SaleMember;
use platform::db::{DbError, Tx};
use platform::outbox;
use pricing::points_earned;
use retail::Store;
use standing::Tiers;
use std::borrow::Cow;
use std::collections::HashMap;

/// Enters a batch of past sales. One answer for each, in order: the order, new or entered before.
/// An error says that the database failed and that nothing was written.
pub fn record_orders(
    tx: &mut Tx<'_>,
    act: Act,
    orders: &[RecordedOrder],
) -> Result<Vec<Result<OrderId, CheckoutError>>, DbError> {
    let mut known = find_recorded(tx, orders.iter().map(|order| order.external_no.as_str()))?;
    let facts = load_facts(tx, orders)?;
    let orders = by_current_members(orders, &facts);
    let mut book = open_book(tx, &orders, &facts.terms)?;
    let members = orders.iter().filter_map(|order| order.member_id);
    if !members.into_iter().all(|member| book.is_own(member)) {
        return Err(tx.run_again());
    }
    let mut recorded = Vec::new();
    let mut answers = Vec::with_capacity(orders.len());
    for order in &orders {
        let answer = match known.get(&order.external_no) {
            Some(id) => Ok(*id),
            None => record_one(tx, act, order, &facts, &mut book).map(|done| {
                let id = done.whole.order.id;
                known.insert(order.external_no.clone(), id);
                recorded.push(done);
                id
            }),
        };
        answers.push(answer);
    }
    if recorded.is_empty() {
        return Ok(answers);
    }
    book.save(tx)?;
    let (orders, entered): (Vec<WholeOrder>, Vec<Entered>) = recorded
        .into_iter()
        .map(|done| (done.whole, done.entered))
        .unzip();
    order::store::insert(tx, &orders)?;
    let fact = rules::summary(&entered).map_err(|error| DbError::Bug(error.to_string()))?;
    outbox::append(tx, act.now, None, &Event::HistoryRecorded(fact))?;
    Ok(answers)
}

/// The orders that have these receipt numbers already.
pub fn find_recorded<'a>(
    tx: &mut Tx<'_>,
    external_nos: impl IntoIterator<Item = &'a str>,
) -> Result<HashMap<String, OrderId>, DbError> {
    let numbers: Vec<&str> = external_nos.into_iter().collect();
    let found = tx.fetch(order::store::by_external_no(tx, &numbers))?;
    Ok(found.into_iter().collect())
}

/// What a batch of past sales stands on.
struct Facts {
    stores: HashMap<StoreId, Store>,
    members: HashMap<MemberId, SaleMember>,
    tiers: Tiers,
    terms: Terms,
}

/// A past sale that is posted in memory.
struct Recorded {
    whole: WholeOrder,
    entered: Entered,
}

fn load_facts(tx: &mut Tx<'_>, orders: &[RecordedOrder]) -> Result<Facts, DbError> {
    let stores: Vec<StoreId> = orders.iter().map(|order| order.store_id).collect();
    let members: Vec<MemberId> = orders.iter().filter_map(|order| order.member_id).collect();
    let (stores, tiers, (terms, _)) = tx.fetch((
        retail::stores(tx, &stores),
        standing::tiers(tx),
        terms::versioned(tx),
    ))?;
    Ok(Facts {
        stores,
        members: membership::load_for_sale(tx, &members)?,
        tiers,
        terms,
    })
}

/// The orders, with the survivor in the place of a member who was merged into another.
fn by_current_members<'o>(
    orders: &'o [RecordedOrder],
    facts: &Facts,
) -> Vec<Cow<'o, RecordedOrder>> {
    let current = |order: &'o RecordedOrder| {
        let member = order.member_id.and_then(|id| facts.members.get(&id));
        match member.map(|member| member.id) {
            Some(id) if order.member_id != Some(id) => Cow::Owned(RecordedOrder {
                member_id: Some(id),
                ..order.clone()
            }),
            _ => Cow::Borrowed(order),
        }
    };
    orders.iter().map(current).collect()
}

/// Locks the members' accounts; reads the lots of those only who pay with what they have.
fn open_book<'c>(
    tx: &mut Tx<'c>,
    orders: &[Cow<'_, RecordedOrder>],
    terms: &Terms,
) -> Result<Book<'c>, DbError> {
    let members: Vec<MemberId> = orders.iter().filter_map(|order| order.member_id).collect();
    let spends =
        |order: &&Cow<'_, RecordedOrder>| order.tenders.iter().any(|one| one.kind.needs_member());
    let drawing: Vec<MemberId> = orders
        .iter()
        .filter(spends)
        .filter_map(|order| order.member_id)
        .collect();
    Ok(Book::open_partly(tx, &members, &drawing)?.with_draw_order(terms.draw_order))
}

/// Posts a past sale in memory, or leaves the book as it was.
fn record_one(
    tx: &Tx<'_>,
    act: Act,
    order: &RecordedOrder,
    facts: &Facts,
    book: &mut Book<'_>,
) -> Result<Recorded, CheckoutError> {
    let sums = rules::add_up(order)?;
    let store_id = order.store_id;
    let store = facts
        .stores
        .get(&store_id)
        .ok_or(CheckoutError::UnknownStore { store_id })?;
    let date = store.business_date(order.settled_at);
    let earned = earned(order, &sums, facts)?;
    let id = OrderId(tx.new_id());
    let cause = Cause::Order(id);
    let head =
        PostingHead::new(PostingKind::Sale, cause, Some(store_id), date, act).at(order.settled_at);
    let draft = book.begin(head);
    let posting_id = match enter(&draft, order, &sums, earned, &facts.terms, book) {
        Ok(()) => book.commit(draft)?,
        Err(error) => {
            book.abandon(draft);
            return Err(error.into());
        }
    };
    let lines = order
        .lines
        .iter()
        .map(|line| (&line.category_id, &line.total));
    let member = order.member_id.and_then(|id| facts.members.get(&id));
    let home_store_id = member.and_then(|member| member.store_id);
    let entered = Entered {
        store_id,
        business_date: date,
        settled_at: order.settled_at,
        hour: store.zone.hour(order.settled_at),
        member_id: order.member_id,
        home_store_id,
        sums,
        points_earned: earned,
        category_id: main_category(lines),
    };
    let head = head_of(act, (id, posting_id), order, (store, &entered));
    let whole = WholeOrder {
        lines: order
            .lines
            .iter()
            .map(|line| line_of(tx, id, line))
            .collect(),
        tenders: order
            .tenders
            .iter()
            .map(|tender| tender_of(tx, id, tender))
            .collect(),
        offers: Vec::new(),
        order: head,
    };
    Ok(Recorded { whole, entered })
}

fn earned(order: &RecordedOrder, sums: &Sums, facts: &Facts) -> Result<Points, CheckoutError> {
    let Some(member_id) = order.member_id else {
        return Ok(Points::ZERO);
    };
    let member = facts
        .members
        .get(&member_id)
        .ok_or(CheckoutError::UnknownMember { member_id })?;
    match order.earning {
        Earning::Nothing => Ok(Points::ZERO),
        Earning::Exactly(points) => Ok(points),
        Earning::ByRule => {
            let multiplier = facts.tiers.standing_of(member.tier_id).points_multiplier();
            Ok(points_earned(
                sums.earn_basis,
                &facts.terms.points_rule(),
                multiplier,
            )?)
        }
    }
}

fn enter(
    draft: &Draft,
    order: &RecordedOrder,
    sums: &Sums,
    earned: Points,
    terms: &Terms,
    book: &mut Book<'_>,
) -> Result<(), LedgerError> {
    if let Some(member) = order.member_id {
        if sums.stored_value_spent > Money::ZERO {
            book.draw_stored_value(draft, member, sums.stored_value_spent)?;
        }
        if sums.points_spent > Points::ZERO {
            book.spend_points(draft, member, sums.points_spent)?;
        }
        if earned > Points::ZERO {
            let expires_at = terms.points_expire_at(order.settled_at);
            book.earn_points(draft, member, earned, expires_at)?;
        }
    }
    let account = |kind: AccountKind| Account::of_store(kind, order.store_id);
    book.money(draft, account(AccountKind::Sales), sums.total.negated());
    for tender in &order.tenders {
        book.money(draft, account(tender.kind.account()), tender.amount);
    }
    Ok(())
}

fn head_of(
    act: Act,
    (id, posting_id): (OrderId, PostingId),
    order: &RecordedOrder,
    (store, entered): (&Store, &Entered),
) -> Order {
    let (date, sums, earned) = (entered.business_date, &entered.sums, entered.points_earned);
    let has_earned = !earned.is_zero();
    Order {
        id,
        order_no: order::recorded_no(&store.code, date, id),
        external_no: Some(order.external_no.clone()),
        receipt_code: None,
        origin: Origin::Recorded,
        store_id: order.store_id,
        till_id: None,
        business_date: date,
        settled_at: order.settled_at,
        settled_by: act.by,
        member_id: order.member_id,
        home_store_id: entered.home_store_id,
        guide_id: order.guide_id,
        units: sums.units,
        gross: sums.gross,
        discount: Money(sums.gross.0 - sums.total.0),
        total: sums.total,
        points_earned: earned,
        earn_basis: if has_earned {
            sums.earn_basis
        } else {
            Money::ZERO
        },
        points_taken_back: Points::ZERO,
        returned_total: Money::ZERO,
        bound_at: None,
        posting_id,
        earn_posting_id: has_earned.then_some(posting_id),
        version: 1,
    }
}

fn line_of(tx: &Tx<'_>, order_id: OrderId, line: &RecordedLine) -> Line {
    Line {
        order_id,
        id: LineId(tx.new_id()),
        sku_id: line.sku_id,
        category_id: line.category_id,
        name: None,
        quantity: line.quantity,
        unit_price: Money(line.gross.0 / line.quantity.max(1)),
        gross: line.gross,
        discount: Money(line.gross.0 - line.total.0),
        total: line.total,
        returned_quantity: 0,
        returned_total: Money::ZERO,
    }
}

fn tender_of(tx: &Tx<'_>, order_id: OrderId, tender: &RecordedTender) -> Tender {
    Tender {
        order_id,
        id: TenderId(tx.new_id()),
        kind: tender.kind,
        state: TenderState::Done,
        amount: tender.amount,
        points: tender.points,
        reference: tender.reference.clone(),
        given_back: Money::ZERO,
        points_given_back: Points::ZERO,
    }
}
