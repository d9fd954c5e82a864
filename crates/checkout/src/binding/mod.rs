//! 补登: an anonymous sale is bound to a member afterwards.
//!
//! Guarantees: once; it earns what it would have earned at the till, on what has not come back
//! since; what was paid stays as it was.

pub(crate) mod http;

use crate::goods_return::{WholeReturn, paid_of, returns_of};
use crate::history::main_category;
use crate::on_offer::OnOffer;
use crate::order::store::{Bound, bind};
use crate::order::{self, WholeOrder};
use crate::settle::standing_of;
use crate::{CheckoutError, Terms, terms};
use access::audit;
use events::{Event, OrderBound, ReturnedBefore};
use kernel::{Act, MemberId, Money, OrderId, Points, PostingId, StoreId};
use ledger::{Balances, Book, Cause, PostingHead, PostingKind};
use platform::db::Tx;
use platform::outbox;
use pricing::points_earned;
use serde_json::json;

/// An anonymous sale that a member asks for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Binding {
    /// When and by whom.
    pub act: Act,
    /// Which sale.
    pub order_id: OrderId,
    /// Whose it becomes.
    pub member_id: MemberId,
    /// The idempotency key that it came under.
    pub key: Option<String>,
}

/// What a binding gave.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct BoundOrder {
    /// Which sale.
    pub order_id: OrderId,
    /// Where it was settled.
    pub store_id: StoreId,
    /// Whose it is now.
    pub member_id: MemberId,
    /// Points that it earned.
    pub points_earned: Points,
    /// What the member has now.
    pub balances: Balances,
}

/// Binds an anonymous sale to a member, who earns its points.
pub fn bind_order(tx: &mut Tx<'_>, binding: &Binding) -> Result<BoundOrder, CheckoutError> {
    let Binding {
        act,
        order_id,
        member_id,
        ..
    } = *binding;
    let whole = order::lock(tx, order_id)?;
    if whole.order.member_id.is_some() {
        return Err(CheckoutError::AlreadyBound);
    }
    let member_id = membership::current_id(tx, member_id)?;
    // Under the lock of the account, or it could be closed meanwhile.
    let mut book = Book::open(tx, &[member_id])?;
    let members = membership::load_for_sale(tx, &[member_id])?;
    let (tiers, (terms, _)) = tx.fetch((standing::tiers(tx), terms::versioned(tx)))?;
    let standing = standing_of(Some(member_id), &members, &tiers, &OnOffer::default())?;
    let earn_basis = basis_left(&whole)?;
    let multiplier = standing.points_multiplier();
    let earned = points_earned(earn_basis, &terms.points_rule(), multiplier)?;

    let earn_posting_id = post(tx, (binding, member_id), &whole, &terms, earned, &mut book)?;
    let balances = book.balances(member_id, act.now);
    book.save(tx)?;
    let home_store_id = members.get(&member_id).and_then(|member| member.store_id);
    let to = Bound {
        member_id,
        home_store_id,
        points_earned: earned,
        earn_basis,
        earn_posting_id,
    };
    bind(tx, act, &whole.order, &to)?;
    // Points for a sale that was nobody's are easily farmed: who gave them is on record.
    let details = json!({ "member_id": member_id, "points_earned": earned });
    audit::record(tx, &act, "order.bind", &order_id.to_string(), &details)?;
    let returns = returns_of(tx, order_id)?;
    let fact = fact(&whole, &returns, binding, &to);
    outbox::append(tx, act.now, Some(member_id), &fact)?;
    Ok(BoundOrder {
        order_id,
        store_id: whole.order.store_id,
        member_id,
        points_earned: earned,
        balances,
    })
}

/// What earns points and has not been given back.
fn basis_left(whole: &WholeOrder) -> Result<Money, CheckoutError> {
    let paid = paid_of(whole)?;
    let earning = paid
        .tenders
        .iter()
        .filter(|tender| tender.kind.earns_points());
    let left = earning
        .map(|tender| tender.amount.checked_sub(tender.given_back))
        .collect::<Result<Vec<Money>, _>>()?;
    Ok(Money::sum(left)?)
}

fn post(
    tx: &mut Tx<'_>,
    (binding, member_id): (&Binding, MemberId),
    whole: &WholeOrder,
    terms: &Terms,
    earned: Points,
    book: &mut Book<'_>,
) -> Result<Option<PostingId>, CheckoutError> {
    if earned.is_zero() {
        return Ok(None);
    }
    let (act, store_id) = (binding.act, whole.order.store_id);
    let date = retail::get_store(tx, store_id)?.business_date(act.now);
    let cause = Cause::Order(binding.order_id);
    let mut head = PostingHead::new(PostingKind::Binding, cause, Some(store_id), date, act);
    head.key = binding.key.clone();
    let draft = book.begin(head);
    let expires_at = terms.points_expire_at(act.now);
    book.earn_points(&draft, member_id, earned, expires_at)?;
    Ok(Some(book.commit(draft)?))
}

fn fact(whole: &WholeOrder, returns: &[WholeReturn], binding: &Binding, to: &Bound) -> Event {
    let before = |one: &WholeReturn| ReturnedBefore {
        store_id: one.head.store_id,
        business_date: one.head.business_date,
        total: one.head.total,
    };
    let order = &whole.order;
    let lines = whole
        .lines
        .iter()
        .map(|line| (&line.category_id, &line.total));
    Event::OrderBound(OrderBound {
        order_id: order.id,
        store_id: order.store_id,
        business_date: order.business_date,
        member_id: to.member_id,
        home_store_id: to.home_store_id,
        total: order.total,
        category_id: main_category(lines),
        points_earned: to.points_earned,
        returned: returns.iter().map(before).collect(),
        is_undone: !returns.is_empty() && whole.lines.iter().all(|line| line.is_back_with(0)),
        settled_at: order.settled_at,
        at: binding.act.now,
    })
}
