//! What a settled order does: goods leave the shelf, money and points are posted, the order is
//! written down, the news goes out. All in memory; the story writes it.

use super::Settled;
use super::rules::{Decision, Facts, SettleOrder};
use crate::order::{self, Line, Order, Origin, Tender, WholeOrder};
use crate::{TenderState, Terms};
use events::{Event, OrderSettled, SoldLine};
use kernel::{LineId, Money, OrderId, Points, PostingId, StoreId, TenderId};
use ledger::{Account, AccountKind, Book, Cause, Draft, LedgerError, PostingHead, PostingKind};
use platform::db::Tx;
use retail::{RetailError, StockBook, StockMove};

/// Takes from the shelves what is counted there, or nothing.
pub(super) fn take_goods(
    id: OrderId,
    order: &SettleOrder,
    (facts, decision): (&Facts, &Decision),
    stock: &mut StockBook,
) -> Result<(), RetailError> {
    let store_id = order.store_id;
    let is_counted = |sku_id| {
        let known = [&facts.goods, &facts.gifts];
        let known = known
            .iter()
            .find_map(|goods| goods.get(&(store_id, sku_id)));
        known.is_some_and(|facts| facts.keeps_stock)
    };
    let bought = order.lines.iter().map(|line| (line.sku_id, line.quantity));
    let given = decision.quote.gifts.iter();
    let given = given.map(|gift| (gift.sku_id, gift.quantity));
    let moves: Vec<StockMove> = bought
        .chain(given)
        .filter(|(sku_id, _)| is_counted(*sku_id))
        .map(|(sku_id, quantity)| StockMove {
            store_id,
            sku_id,
            quantity,
        })
        .collect();
    Ok(stock.take(order.act, id, &moves)?)
}

/// Posts the order in the book, or leaves the book as it was.
pub(super) fn post(
    id: OrderId,
    order: &SettleOrder,
    decision: &Decision,
    terms: &Terms,
    book: &mut Book<'_>,
) -> Result<PostingId, LedgerError> {
    let mut head = PostingHead::new(
        PostingKind::Sale,
        Cause::Order(id),
        Some(order.store_id),
        decision.business_date,
        order.act,
    );
    head.key = order.key.clone();
    let draft = book.begin(head);
    match enter(&draft, order, decision, terms, book) {
        Ok(()) => book.commit(draft),
        Err(error) => {
            book.abandon(draft);
            Err(error)
        }
    }
}

/// The sides of the posting. What is spent is drawn before anything is earned, so that no order
/// is paid with its own points.
fn enter(
    draft: &Draft,
    order: &SettleOrder,
    decision: &Decision,
    terms: &Terms,
    book: &mut Book<'_>,
) -> Result<(), LedgerError> {
    if let Some(member) = order.member_id {
        if decision.stored_value_spent > Money::ZERO {
            book.draw_stored_value(draft, member, decision.stored_value_spent)?;
        }
        if decision.points_spent > Points::ZERO {
            book.spend_points(draft, member, decision.points_spent)?;
        }
        if decision.points_earned > Points::ZERO {
            let expires_at = terms.points_expire_at(order.act.now);
            book.earn_points(draft, member, decision.points_earned, expires_at)?;
        }
    }
    let account = |kind: AccountKind| Account::of_store(kind, order.store_id);
    book.money(
        draft,
        account(AccountKind::Sales),
        decision.quote.total.negated(),
    );
    for tender in &decision.tenders {
        book.money(draft, account(tender.kind.account()), tender.amount);
    }
    Ok(())
}

/// The order as it will be kept.
pub(super) fn write_down(
    tx: &Tx<'_>,
    (id, posting_id): (OrderId, PostingId),
    order: &SettleOrder,
    facts: &Facts,
    decision: &Decision,
) -> WholeOrder {
    let quote = &decision.quote;
    let store_code = facts
        .stores
        .get(&order.store_id)
        .map_or("", |store| &store.code);
    let head = Order {
        id,
        order_no: order::order_no(store_code, decision.business_date, id),
        external_no: order.receipt_no.clone(),
        receipt_code: Some(order::receipt_code()),
        origin: Origin::Settled,
        store_id: order.store_id,
        till_id: order.till_id,
        business_date: decision.business_date,
        settled_at: order.act.now,
        settled_by: order.act.by,
        member_id: order.member_id,
        home_store_id: home_store(order, facts),
        guide_id: order.guide_id,
        units: quote.lines.iter().map(|line| line.quantity).sum(),
        gross: quote.gross,
        discount: quote.discount,
        total: quote.total,
        points_earned: decision.points_earned,
        earn_basis: decision.earn_basis,
        points_taken_back: Points::ZERO,
        returned_total: Money::ZERO,
        bound_at: None,
        posting_id,
        earn_posting_id: (!decision.points_earned.is_zero()).then_some(posting_id),
        version: 1,
    };
    let lines = quote.lines.iter().map(|line| {
        let facts = facts.goods.get(&(order.store_id, line.sku_id));
        Line {
            order_id: id,
            id: LineId(tx.new_id()),
            sku_id: line.sku_id,
            category_id: facts.and_then(|facts| facts.category_id),
            name: facts.map(|facts| facts.full_name()),
            quantity: line.quantity,
            unit_price: line.unit_price,
            gross: line.gross,
            discount: line.discount,
            total: line.total,
            returned_quantity: 0,
            returned_total: Money::ZERO,
        }
    });
    let tenders = decision.tenders.iter().map(|tender| Tender {
        order_id: id,
        id: TenderId(tx.new_id()),
        kind: tender.kind,
        state: TenderState::Done,
        amount: tender.amount,
        points: tender.points,
        reference: tender.reference.clone(),
        given_back: Money::ZERO,
        points_given_back: Points::ZERO,
    });
    WholeOrder {
        lines: lines.collect(),
        tenders: tenders.collect(),
        offers: Vec::new(),
        order: head,
    }
}

fn home_store(order: &SettleOrder, facts: &Facts) -> Option<StoreId> {
    facts.members.get(&order.member_id?)?.store_id
}

/// The news that other contexts get.
pub(super) fn fact(settled: &Settled) -> Event {
    let Settled {
        whole, decision, ..
    } = settled;
    let order = &whole.order;
    let line = |line: &Line| SoldLine {
        line_id: line.id,
        sku_id: line.sku_id,
        category_id: line.category_id,
        quantity: line.quantity,
        total: line.total,
    };
    Event::OrderSettled(OrderSettled {
        order_id: order.id,
        store_id: order.store_id,
        business_date: order.business_date,
        member_id: order.member_id,
        home_store_id: order.home_store_id,
        guide_id: order.guide_id,
        total: order.total,
        discount: order.discount,
        lines: whole.lines.iter().map(line).collect(),
        points_earned: order.points_earned,
        points_spent: decision.points_spent,
        stored_value_spent: decision.stored_value_spent,
        at: order.settled_at,
        hour: settled.hour,
    })
}
