//! 退货: goods come back, and each tender gets back exactly its part.
//!
//! Guarantees: never more comes back than was sold, never more goes back than was paid, whoever
//! else returns the same order at the same moment; earned points are taken back in the same
//! proportion, and what the member has spent meanwhile is owed and shows. Goods may come back in
//! any store of the brand; the money moves where they come back.

mod broken;
pub(crate) mod http;
mod offers_back;
mod quote;
mod receipt;
mod rules;
pub(crate) mod store;
mod without_receipt;

pub use receipt::{ReturnReceipt, ReturnReceiptLine, ReturnReceiptTender};
pub use rules::BroughtBack;
pub use store::{Return, ReturnOfMember, ReturnedLine, ReturnedTender, WholeReturn};
pub use without_receipt::return_approved;

use crate::order::store::{LineReturned, TenderGivenBack};
use crate::order::{self, Order, WholeOrder};
use crate::settle::open_store;
use crate::{CheckoutError, TenderKind, TenderState, terms};
use events::{Event, OrderReturned, UndoneSale};
use kernel::{
    Act, BusinessDate, Invalid, LineId, MemberId, Money, OrderId, Points, PostingId, ReturnId,
    StoreId,
};
use ledger::{Account, AccountKind, Book, Cause, Draft, LedgerError, PostingHead, PostingKind};
use platform::db::{DbError, Tx};
use platform::outbox;
use retail::StockMove;
use rules::{GivenBack, Paid, PaidLine, PaidTender};
use std::collections::HashSet;

/// Goods of one order that somebody brings back.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GoodsReturn {
    /// When and who takes them.
    pub act: Act,
    /// Of which order.
    pub order_id: OrderId,
    /// Where they are brought.
    pub store_id: StoreId,
    /// What is brought.
    pub lines: Vec<BroughtBack>,
    /// Why.
    pub reason: String,
    /// The idempotency key that it came under.
    pub key: Option<String>,
}

impl GoodsReturn {
    /// Says which fields make no sense.
    pub fn check(&self) -> Result<(), Invalid> {
        let mut wrong = Invalid::new();
        wrong.text("/reason", &self.reason, 200);
        check_lines(&mut wrong, &self.lines);
        wrong.check()
    }
}

/// Says which lines make no sense.
fn check_lines(wrong: &mut Invalid, lines: &[BroughtBack]) {
    const MAX: usize = crate::basket::LINES_MAX;
    if lines.is_empty() {
        wrong.add("/lines", "list.empty", []);
    } else if lines.len() > MAX {
        wrong.add("/lines", "list.too_long", [("max", MAX.into())]);
        return;
    }
    let mut seen: HashSet<LineId> = HashSet::new();
    for (place, line) in lines.iter().enumerate() {
        if !seen.insert(line.line_id) {
            wrong.add(format!("/lines/{place}/line_id"), "value.duplicate", []);
        }
        let quantity = format!("/lines/{place}/quantity");
        wrong.range(&quantity, line.quantity, 1, pricing::MAX_QUANTITY);
    }
}

/// A return that is decided under the lock of its order, and not yet carried out.
struct Decided {
    whole: WholeOrder,
    date: BusinessDate,
    given: GivenBack,
}

/// Takes goods back and gives each tender its part.
pub fn return_goods(tx: &mut Tx<'_>, goods: &GoodsReturn) -> Result<ReturnReceipt, CheckoutError> {
    let decided = decide(tx, goods)?;
    carry_out(tx, goods, decided)
}

fn decide(tx: &mut Tx<'_>, goods: &GoodsReturn) -> Result<Decided, CheckoutError> {
    goods.check()?;
    let stores = tx.fetch(retail::stores(tx, &[goods.store_id]))?;
    let date = open_store(goods.store_id, &stores)?.business_date(goods.act.now);
    let whole = order::lock(tx, goods.order_id)?;
    let given = rules::decide(&paid_of(&whole)?, &goods.lines)?;
    Ok(Decided { whole, date, given })
}

fn carry_out(
    tx: &mut Tx<'_>,
    goods: &GoodsReturn,
    Decided {
        mut whole,
        date,
        given,
    }: Decided,
) -> Result<ReturnReceipt, CheckoutError> {
    let id = ReturnId(tx.new_id());
    let (posting_id, book) = post(tx, (id, date), goods, &whole.order, &given)?;
    let balances = whole
        .order
        .member_id
        .map(|member| book.balances(member, goods.act.now));
    book.save(tx)?;
    put_back(tx, id, goods, &given)?;
    note_in_order(tx, &whole.order, &given)?;
    offers_back::give_back(tx, goods.act, &whole, &given)?;
    let kept = write_down(id, date, posting_id, goods, &given);
    store::insert(tx, goods.order_id, &kept)?;
    tell(tx, &whole, &kept.head, &given)?;
    // The sale stays under the member whose it was; the receipt is for whom that is now.
    order::name_current(tx, [&mut whole.order])?;
    Ok(receipt::of(&whole, &kept, &given, balances))
}

/// The returns of an order, the earliest first.
pub(crate) fn returns_of(tx: &mut Tx<'_>, order_id: OrderId) -> Result<Vec<WholeReturn>, DbError> {
    store::find_of_order(tx, order_id)
}

/// What the rule wants to know of an order.
pub(crate) fn paid_of(whole: &WholeOrder) -> Result<Paid, CheckoutError> {
    if whole
        .tenders
        .iter()
        .any(|tender| tender.state == TenderState::Unknown)
    {
        return Err(CheckoutError::PaymentUnsettled);
    }
    let line = |line: &order::Line| PaidLine {
        line_id: line.id,
        sku_id: line.sku_id,
        quantity: line.quantity,
        total: line.total,
        returned: line.returned_quantity,
        given_back: line.returned_total,
    };
    let tender = |tender: &order::Tender| PaidTender {
        tender_id: tender.id,
        kind: tender.kind,
        amount: tender.amount,
        points: tender.points,
        given_back: tender.given_back,
        points_given_back: tender.points_given_back,
    };
    let paid = whole
        .tenders
        .iter()
        .filter(|tender| tender.state == TenderState::Done);
    Ok(Paid {
        lines: whole.lines.iter().map(line).collect(),
        tenders: paid.map(tender).collect(),
        earned: whole.order.points_earned,
        earn_basis: whole.order.earn_basis,
        taken_back: whole.order.points_taken_back,
    })
}

/// Posts the return in a book of its own, which is still to be saved.
fn post<'c>(
    tx: &mut Tx<'c>,
    (id, date): (ReturnId, BusinessDate),
    goods: &GoodsReturn,
    order: &Order,
    given: &GivenBack,
) -> Result<(PostingId, Book<'c>), CheckoutError> {
    let draw_order = terms::load_terms(tx)?.draw_order;
    let members: Vec<MemberId> = order.member_id.into_iter().collect();
    let mut postings = Vec::new();
    if !members.is_empty() {
        postings.push(order.posting_id);
        postings.extend(order.earn_posting_id);
    }
    let book = Book::open_to_undo(tx, &members, &postings)?;
    let mut book = book.with_draw_order(draw_order);
    let store_id = Some(goods.store_id);
    let cause = Cause::Return(id);
    // The reason is people's words and may name somebody: it stands with the return, where it can
    // be forgotten, and not in the posting, which stays as it is.
    let mut head = PostingHead::new(PostingKind::Return, cause, store_id, date, goods.act);
    head.key = goods.key.clone();
    let draft = book.begin(head);
    enter(&draft, goods.store_id, order, given, &mut book)?;
    let posting_id = book.commit(draft)?;
    Ok((posting_id, book))
}

/// The sides of the posting: what the sale did, turned round, as far as goods came back.
fn enter(
    draft: &Draft,
    store_id: StoreId,
    order: &Order,
    given: &GivenBack,
    book: &mut Book<'_>,
) -> Result<(), LedgerError> {
    let account = |kind: AccountKind| Account::of_store(kind, store_id);
    book.money(draft, account(AccountKind::Sales), given.total);
    for back in &given.tenders {
        book.money(draft, account(back.kind.account()), back.amount.negated());
        let Some(member) = order.member_id else {
            continue;
        };
        match back.kind {
            TenderKind::StoredValue => {
                book.give_back_stored_value(draft, member, order.posting_id, back.amount)?;
            }
            TenderKind::Points => {
                book.give_back_points(draft, member, order.posting_id, back.points)?;
            }
            TenderKind::Cash | TenderKind::Card | TenderKind::Coupon => {}
        }
    }
    if let (Some(member), Some(earned_in)) = (order.member_id, order.earn_posting_id)
        && given.points_taken_back > Points::ZERO
    {
        book.take_back_points(draft, member, earned_in, given.points_taken_back)?;
    }
    Ok(())
}

fn put_back(
    tx: &mut Tx<'_>,
    id: ReturnId,
    goods: &GoodsReturn,
    given: &GivenBack,
) -> Result<(), CheckoutError> {
    let store_id = goods.store_id;
    let keys: Vec<_> = given
        .lines
        .iter()
        .map(|line| (store_id, line.sku_id))
        .collect();
    let facts = tx.fetch(retail::sale_facts(tx, &keys))?;
    let is_counted = |sku_id| {
        facts
            .get(&(store_id, sku_id))
            .is_some_and(|one| one.keeps_stock)
    };
    let counted = given.lines.iter().filter(|line| is_counted(line.sku_id));
    let moves: Vec<StockMove> = counted
        .map(|line| StockMove {
            store_id,
            sku_id: line.sku_id,
            quantity: line.quantity,
        })
        .collect();
    Ok(retail::put_back_stock(tx, goods.act, id, &moves)?)
}

fn note_in_order(tx: &mut Tx<'_>, order: &Order, given: &GivenBack) -> Result<(), DbError> {
    let line = |line: &rules::LineBack| LineReturned {
        line_id: line.line_id,
        quantity: line.quantity,
        total: line.total,
    };
    let tender = |back: &rules::TenderBack| TenderGivenBack {
        tender_id: back.tender_id,
        amount: back.amount,
        points: back.points,
    };
    let lines: Vec<LineReturned> = given.lines.iter().map(line).collect();
    let tenders: Vec<TenderGivenBack> = given.tenders.iter().map(tender).collect();
    order::store::note_return(tx, order, &lines, &tenders, given.points_taken_back)
}

fn write_down(
    id: ReturnId,
    date: BusinessDate,
    posting_id: PostingId,
    goods: &GoodsReturn,
    given: &GivenBack,
) -> WholeReturn {
    let head = Return {
        id,
        store_id: goods.store_id,
        business_date: date,
        returned_at: goods.act.now,
        returned_by: goods.act.by,
        reason: goods.reason.clone(),
        total: given.total,
        points_taken_back: given.points_taken_back,
        posting_id,
    };
    let line = |line: &rules::LineBack| ReturnedLine {
        return_id: id,
        line_id: line.line_id,
        quantity: line.quantity,
        total: line.total,
    };
    let tender = |back: &rules::TenderBack| ReturnedTender {
        return_id: id,
        tender_id: back.tender_id,
        amount: back.amount,
        points: back.points,
    };
    WholeReturn {
        head,
        lines: given.lines.iter().map(line).collect(),
        tenders: given.tenders.iter().map(tender).collect(),
    }
}

fn tell(
    tx: &mut Tx<'_>,
    whole: &WholeOrder,
    kept: &Return,
    given: &GivenBack,
) -> Result<(), DbError> {
    let order = &whole.order;
    let stored_value = given.tenders.iter().filter(|back| {
        let mut tenders = whole.tenders.iter();
        tenders.any(|one| one.id == back.tender_id && one.kind == TenderKind::StoredValue)
    });
    let fact = Event::OrderReturned(OrderReturned {
        return_id: kept.id,
        order_id: order.id,
        store_id: kept.store_id,
        business_date: kept.business_date,
        member_id: order.member_id,
        units: given.lines.iter().map(|line| line.quantity).sum(),
        total: kept.total,
        stored_value_back: Money(stored_value.map(|back| back.amount.0).sum()),
        points_back: Points(given.tenders.iter().map(|back| back.points.0).sum()),
        points_taken_back: kept.points_taken_back,
        undone: is_undone(whole, given).then_some(UndoneSale {
            store_id: order.store_id,
            business_date: order.business_date,
        }),
        at: kept.returned_at,
    });
    outbox::append(tx, kept.returned_at, order.member_id, &fact)?;
    Ok(())
}

/// Whether nothing of the sale is left once this is given back.
fn is_undone(whole: &WholeOrder, given: &GivenBack) -> bool {
    whole.lines.iter().all(|line| {
        let now = given.lines.iter().filter(|back| back.line_id == line.id);
        line.is_back_with(now.map(|back| back.quantity).sum())
    })
}
