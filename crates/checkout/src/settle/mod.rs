//! 结账: the hot act. A batch of orders of one brand is loaded, decided one after the other on the
//! loaded state, and written; the number of statements does not depend on the number of orders.
//!
//! Guarantees: a refused order leaves no trace; a member who stands in several orders of a batch
//! is charged as if they had come one by one; money, points, stored value and stock of one order
//! move together or not at all.

mod effects;
pub(crate) mod http;
mod receipt;
mod rules;

pub use receipt::{Receipt, ReceiptBalances, ReceiptLine, ReceiptTender};
pub use rules::{Payment, SettleOrder, TENDERS_MAX};
pub(crate) use rules::{may_trade, open_store, standing_of};

use crate::on_offer::{Buyer, OnOffer};
use crate::order::given::given_in;
use crate::order::{self, WholeOrder};
use crate::{CheckoutError, Terms, terms};
use events::Event;
use kernel::{MemberId, OrderId, SkuId, StoreId};
use ledger::{Balances, Book};
use offers::Redemption;
use platform::db::{DbError, Tx};
use platform::outbox;
use retail::{StockBook, StoreSku};
use rules::{Decision, Facts, Purse};
use std::borrow::Cow;
use std::collections::{HashMap, HashSet};

/// Settles a batch of orders. One answer for each, in order; an error says that the database
/// failed and that nothing was written.
pub fn settle(
    tx: &mut Tx<'_>,
    orders: &[&SettleOrder],
) -> Result<Vec<Result<Receipt, CheckoutError>>, DbError> {
    let (mut facts, revision) = load_facts(tx, orders)?;
    let mut book = open_book(tx, orders, &facts.terms)?;
    // Read under the lock of the accounts, so that an account that is being closed is seen closed.
    let members: Vec<MemberId> = orders.iter().filter_map(|order| order.member_id).collect();
    facts.members = membership::load_for_sale(tx, &members)?;
    if !facts.members.values().all(|member| book.is_own(member.id)) {
        return Err(tx.run_again());
    }
    let orders = by_current_members(orders, &facts);
    let mut on_offer = load_offers(tx, revision, &orders, &mut facts)?;
    let mut stock = retail::load_stock(tx, &stock_keys(&orders, &facts))?;
    on_offer.set_levels(stock.levels());
    let mut settled = Vec::new();
    let mut answers = Vec::with_capacity(orders.len());
    for order in &orders {
        let outcome = settle_one(tx, order, (&facts, &mut on_offer), &mut book, &mut stock);
        answers.push(outcome.map(|done| {
            facts.receipts.extend(order.receipt_no.clone());
            let receipt = receipt::of(&done.whole, &done.decision, done.balances);
            settled.push(done);
            receipt
        }));
    }
    apply(tx, settled, (book, stock, on_offer))?;
    Ok(answers)
}

/// An order that is decided and posted in memory.
struct Settled {
    whole: WholeOrder,
    decision: Decision,
    balances: Option<Balances>,
    /// The coupons that it uses.
    redemptions: Vec<Redemption>,
    /// The hour of the sale on the store's clock.
    hour: i64,
}

/// With the revision of what is on offer.
fn load_facts(tx: &mut Tx<'_>, orders: &[&SettleOrder]) -> Result<(Facts, i64), DbError> {
    let stores: Vec<_> = orders.iter().map(|order| order.store_id).collect();
    let tills: Vec<_> = orders.iter().filter_map(|order| order.till_id).collect();
    let guides: Vec<_> = orders.iter().filter_map(|order| order.guide_id).collect();
    let receipts: Vec<&str> = orders
        .iter()
        .filter_map(|order| order.receipt_no.as_deref())
        .collect();
    let goods: Vec<StoreSku> = orders
        .iter()
        .flat_map(|order| order.lines.iter().map(|line| (order.store_id, line.sku_id)))
        .collect();
    let (stores, tills, guides, tiers, goods, (terms, _), receipts, revision) = tx.fetch((
        retail::stores(tx, &stores),
        retail::tills(tx, &tills),
        access::known_staff(tx, &guides),
        standing::tiers(tx),
        retail::sale_facts(tx, &goods),
        terms::versioned(tx),
        order::store::by_external_no(tx, &receipts),
        offers::revision(tx),
    ))?;
    let facts = Facts {
        stores,
        tills,
        guides,
        members: HashMap::new(),
        tiers,
        goods,
        gifts: HashMap::new(),
        terms,
        receipts: receipts.into_iter().map(|(number, _)| number).collect(),
    };
    Ok((facts, revision))
}

/// What is on offer for the buyers. What may be given for nothing becomes known among the goods.
fn load_offers(
    tx: &mut Tx<'_>,
    revision: i64,
    orders: &[Cow<'_, SettleOrder>],
    facts: &mut Facts,
) -> Result<OnOffer, DbError> {
    let buyers: Vec<Buyer<'_>> = orders
        .iter()
        .filter_map(|order| Some(order.buyer(facts.stores.get(&order.store_id)?)))
        .collect();
    let on_offer = OnOffer::load(tx, revision, &buyers)?;
    let gifts: HashSet<SkuId> = buyers
        .iter()
        .flat_map(|buyer| on_offer.gifts(buyer.now))
        .collect();
    if !gifts.is_empty() {
        let stores: HashSet<StoreId> = buyers.iter().map(|buyer| buyer.buying.store_id).collect();
        let keys = stores
            .iter()
            .flat_map(|store| gifts.iter().map(|gift| (*store, *gift)));
        let keys: Vec<StoreSku> = keys.collect();
        facts.gifts = tx.fetch(retail::sale_facts(tx, &keys))?;
    }
    Ok(on_offer)
}

/// Locks the members' accounts; reads the lots of those only who pay with what they have.
fn open_book<'c>(
    tx: &mut Tx<'c>,
    orders: &[&SettleOrder],
    terms: &Terms,
) -> Result<Book<'c>, DbError> {
    let members: Vec<MemberId> = orders.iter().filter_map(|order| order.member_id).collect();
    let spends = |order: &&&SettleOrder| {
        order
            .tenders
            .iter()
            .any(|tender| tender.kind.needs_member())
    };
    let drawing: Vec<MemberId> = orders
        .iter()
        .filter(spends)
        .filter_map(|order| order.member_id)
        .collect();
    Ok(Book::open_partly(tx, &members, &drawing)?.with_draw_order(terms.draw_order))
}

/// The orders, with the survivor in the place of a member who was merged into another.
fn by_current_members<'o>(orders: &[&'o SettleOrder], facts: &Facts) -> Vec<Cow<'o, SettleOrder>> {
    let current = |order: &&'o SettleOrder| {
        let member = order.member_id.and_then(|id| facts.members.get(&id));
        match member.map(|member| member.id) {
            Some(id) if order.member_id != Some(id) => Cow::Owned(SettleOrder {
                member_id: Some(id),
                ..SettleOrder::clone(order)
            }),
            _ => Cow::Borrowed(*order),
        }
    };
    orders.iter().map(current).collect()
}

fn stock_keys(orders: &[Cow<'_, SettleOrder>], facts: &Facts) -> Vec<StoreSku> {
    let all = orders
        .iter()
        .flat_map(|order| order.lines.iter().map(|line| (order.store_id, line.sku_id)));
    let bought = all.filter(|key| facts.goods.get(key).is_some_and(|facts| facts.keeps_stock));
    let given = facts.gifts.iter().filter(|(_, facts)| facts.keeps_stock);
    let counted: HashSet<StoreSku> = bought.chain(given.map(|(key, _)| *key)).collect();
    counted.into_iter().collect()
}

/// Decides an order and posts it in memory, or leaves the books as they were.
fn settle_one(
    tx: &Tx<'_>,
    order: &SettleOrder,
    (facts, on_offer): (&Facts, &mut OnOffer),
    book: &mut Book<'_>,
    stock: &mut StockBook,
) -> Result<Settled, CheckoutError> {
    let decision = rules::decide(order, (facts, on_offer), purse_of(order, book))?;
    let id = OrderId(tx.new_id());
    effects::take_goods(id, order, (facts, &decision), stock)?;
    let posting_id =
        effects::post(id, order, &decision, &facts.terms, book).inspect_err(|_| stock.undo(id))?;
    let coupons = on_offer.templates(&order.coupons);
    let mut whole = effects::write_down(tx, (id, posting_id), order, facts, &decision);
    whole.offers = given_in(id, &decision.quote, &coupons);
    let balances = order
        .member_id
        .map(|member| book.balances(member, order.act.now));
    let store = facts.stores.get(&order.store_id);
    let mut redeemed = Vec::new();
    if let Some(buyer) = store.map(|store| order.buyer(store)) {
        on_offer.take(&buyer, &decision.quote);
        redeemed = on_offer.redemptions(id, &buyer, order.act.by);
    }
    Ok(Settled {
        redemptions: redeemed,
        whole,
        decision,
        balances,
        hour: store.map_or(0, |store| store.zone.hour(order.act.now)),
    })
}

fn purse_of(order: &SettleOrder, book: &Book<'_>) -> Purse {
    let balances = order
        .member_id
        .map(|member| book.balances(member, order.act.now));
    balances.map_or_else(Purse::default, |balances| Purse {
        points: balances.available_points(),
        stored_value: balances.available_stored_value(),
    })
}

/// Writes all that was decided, each table in one statement.
fn apply(
    tx: &mut Tx<'_>,
    settled: Vec<Settled>,
    (book, stock, on_offer): (Book<'_>, StockBook, OnOffer),
) -> Result<(), DbError> {
    // Also when all was refused: what was put up to be locked is taken away again.
    stock.save(tx)?;
    let Some(now) = settled.iter().map(|done| done.whole.order.settled_at).max() else {
        return Ok(());
    };
    book.save(tx)?;
    on_offer.save(tx)?;
    let redeemed = settled.iter().flat_map(|done| &done.redemptions);
    let redeemed: Vec<Redemption> = redeemed.copied().collect();
    offers::redeem_in_orders(tx, &redeemed)?;
    let facts: Vec<Event> = settled.iter().map(effects::fact).collect();
    let orders: Vec<WholeOrder> = settled.into_iter().map(|done| done.whole).collect();
    order::store::insert(tx, &orders)?;
    outbox::append_many(tx, now, &facts)
}
