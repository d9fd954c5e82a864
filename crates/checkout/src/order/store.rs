//! SQL of the tables `orders`, `order_line` and `order_tender`.

use super::{Line, Order, Tender, WholeOrder, given};
use kernel::{Act, LineId, MemberId, Money, OrderId, Points, PostingId, StoreId, TenderId, Value};
use platform::db::{DbError, Fetch, Query, RowsToWrite, Tx, fetch, fetch_in};
use platform::{args, row_values, sql};

/// References that people wrote on the tenders of some members' orders.
pub(crate) fn references_of(
    tx: &mut Tx<'_>,
    members: &[MemberId],
) -> Result<Vec<(OrderId, TenderId, String)>, DbError> {
    let read = sql!(
        (OrderId, TenderId, String),
        "select t.order_id, t.id, t.reference from orders o
         join order_tender t on t.brand_id = $1 and t.order_id = o.id
         where o.brand_id = $1 and o.member_id in ($*) and t.reference is not null"
    );
    let brand = tx.brand();
    tx.many_in(read, args![brand], members)
}

/// Takes a reference off a tender.
pub(crate) fn blank_reference(
    tx: &mut Tx<'_>,
    order_id: OrderId,
    tender_id: TenderId,
) -> Result<u64, DbError> {
    let update = sql!(
        "update order_tender set reference = null
         where brand_id = $1 and order_id = $2 and id = $3"
    );
    let brand = tx.brand();
    tx.execute(update, args![brand, order_id, tender_id])
}

pub(crate) fn insert(tx: &mut Tx<'_>, orders: &[WholeOrder]) -> Result<(), DbError> {
    let head = sql!(
        "insert into orders (brand_id, id, order_no, external_no, receipt_code, origin, store_id,
             till_id, business_date, settled_at, settled_by, member_id, home_store_id,
             guide_id, units, gross, discount, total, points_earned, earn_basis,
             points_taken_back, returned_total,
             bound_at, posting_id, earn_posting_id, version)
         values $*"
    );
    let line = sql!(
        "insert into order_line (brand_id, order_id, id, sku_id, category_id, name, quantity,
             unit_price, gross, discount, total, returned_quantity, returned_total)
         values $*"
    );
    let tender = sql!(
        "insert into order_tender (brand_id, order_id, id, kind, state, amount, points, reference,
             given_back, points_given_back)
         values $*"
    );
    let brand = tx.brand().0;
    let heads = orders
        .iter()
        .map(|whole| head_values(brand, &whole.order))
        .collect();
    let lines = orders.iter().flat_map(|whole| &whole.lines);
    let tenders = orders.iter().flat_map(|whole| &whole.tenders);
    let lines = lines.map(|line| line_values(brand, line)).collect();
    let tenders = tenders.map(|tender| tender_values(brand, tender)).collect();
    tx.write_rows(vec![
        RowsToWrite::insert(head, heads),
        RowsToWrite::insert(line, lines),
        RowsToWrite::insert(tender, tenders),
        given::store::rows(tx.brand(), orders.iter().flat_map(|whole| &whole.offers)),
    ])?;
    Ok(())
}

fn head_values(brand: i64, order: &Order) -> Vec<Value> {
    row_values![
        brand,
        order.id,
        order.order_no,
        order.external_no,
        order.receipt_code,
        order.origin,
        order.store_id,
        order.till_id,
        order.business_date,
        order.settled_at,
        order.settled_by,
        order.member_id,
        order.home_store_id,
        order.guide_id,
        order.units,
        order.gross,
        order.discount,
        order.total,
        order.points_earned,
        order.earn_basis,
        order.points_taken_back,
        order.returned_total,
        order.bound_at,
        order.posting_id,
        order.earn_posting_id,
        order.version,
    ]
}

fn line_values(brand: i64, line: &Line) -> Vec<Value> {
    row_values![
        brand,
        line.order_id,
        line.id,
        line.sku_id,
        line.category_id,
        line.name,
        line.quantity,
        line.unit_price,
        line.gross,
        line.discount,
        line.total,
        line.returned_quantity,
        line.returned_total,
    ]
}

fn tender_values(brand: i64, tender: &Tender) -> Vec<Value> {
    row_values![
        brand,
        tender.order_id,
        tender.id,
        tender.kind,
        tender.state,
        tender.amount,
        tender.points,
        tender.reference,
        tender.given_back,
        tender.points_given_back,
    ]
}

/// The orders that have these receipt numbers from elsewhere.
pub(crate) fn by_external_no(tx: &Tx<'_>, numbers: &[&str]) -> Fetch<(String, OrderId)> {
    let query = sql!(
        (String, OrderId),
        "select external_no, id from orders where brand_id = $1 and external_no in ($*)
         and external_no is not null"
    );
    fetch_in(query, args![tx.brand()], numbers.iter().copied())
}

/// Which of these members have a sale.
pub(crate) fn who_has_bought(
    tx: &mut Tx<'_>,
    members: &[MemberId],
) -> Result<Vec<MemberId>, DbError> {
    let query = sql!(
        (MemberId,),
        "select distinct member_id from orders
         where brand_id = $1 and member_id in ($*) and member_id is not null"
    );
    let brand = tx.brand();
    let found = tx.many_in(query, args![brand], members)?;
    Ok(found.into_iter().map(|(member,)| member).collect())
}

/// Locks an order until the act ends, so that two returns of it come one after the other.
pub(crate) fn lock(tx: &mut Tx<'_>, id: OrderId) -> Result<bool, DbError> {
    let query = sql!(
        (i64,),
        "select version from orders where brand_id = $1 and id = $2 for update"
    );
    let brand = tx.brand();
    Ok(tx.maybe(query, args![brand, id])?.is_some())
}

/// An order with all that is kept of it.
pub(crate) fn find_whole(tx: &mut Tx<'_>, id: OrderId) -> Result<Option<WholeOrder>, DbError> {
    let head = sql!(
        Order,
        "select id, order_no, external_no, receipt_code, origin, store_id, till_id, business_date,
             settled_at, settled_by, member_id, home_store_id, guide_id, units, gross, discount,
             total, points_earned, earn_basis, points_taken_back, returned_total, bound_at,
             posting_id,
             earn_posting_id, version
         from orders where brand_id = $1 and id = $2"
    );
    let lines = sql!(
        Line,
        "select order_id, id, sku_id, category_id, name, quantity, unit_price, gross, discount,
             total, returned_quantity, returned_total
         from order_line where brand_id = $1 and order_id = $2 order by id"
    );
    let tenders = sql!(
        Tender,
        "select order_id, id, kind, state, amount, points, reference, given_back,
             points_given_back
         from order_tender where brand_id = $1 and order_id = $2 order by id"
    );
    let brand = tx.brand();
    let args = args![brand, id];
    let (mut head, lines, tenders, offers) = tx.fetch((
        fetch(head, args),
        fetch(lines, args),
        fetch(tenders, args),
        given::store::of_order(tx, id),
    ))?;
    Ok(head.pop().map(|order| WholeOrder {
        order,
        lines,
        tenders,
        offers,
    }))
}

/// The heads of some orders, in no order.
pub(crate) fn find_heads(tx: &mut Tx<'_>, ids: &[OrderId]) -> Result<Vec<Order>, DbError> {
    let args = args![tx.brand()];
    tx.many_in(heads(), args, ids.iter().copied())
}

fn heads() -> Query<Order> {
    sql!(
        Order,
        "select id, order_no, external_no, receipt_code, origin, store_id, till_id, business_date,
             settled_at, settled_by, member_id, home_store_id, guide_id, units, gross, discount,
             total, points_earned, earn_basis, points_taken_back, returned_total, bound_at,
             posting_id,
             earn_posting_id, version
         from orders where brand_id = $1 and id in ($*)"
    )
}

/// The heads and tenders of some orders, in no order.
pub(crate) fn find_paid(
    tx: &mut Tx<'_>,
    ids: &[OrderId],
) -> Result<(Vec<Order>, Vec<Tender>), DbError> {
    let tenders = sql!(
        Tender,
        "select order_id, id, kind, state, amount, points, reference, given_back,
             points_given_back
         from order_tender where brand_id = $1 and order_id in ($*)"
    );
    let brand = tx.brand();
    let args = args![brand];
    tx.fetch((
        fetch_in(heads(), args, ids.iter().copied()),
        fetch_in(tenders, args, ids.iter().copied()),
    ))
}

/// What a return changes in one line.
pub(crate) struct LineReturned {
    pub line_id: LineId,
    pub quantity: i64,
    pub total: Money,
}

/// What a return changes in one tender.
pub(crate) struct TenderGivenBack {
    pub tender_id: TenderId,
    pub amount: Money,
    pub points: Points,
}

/// Notes a return in the order. The guards stand in the writes: no line comes back more often
/// than it was sold, no tender gives more than it took, whatever was read before.
pub(crate) fn note_return(
    tx: &mut Tx<'_>,
    order: &Order,
    lines: &[LineReturned],
    tenders: &[TenderGivenBack],
    points_taken_back: Points,
) -> Result<(), DbError> {
    let line = sql!(
        "update order_line set returned_quantity = returned_quantity + v.column2,
             returned_total = returned_total + v.column3
         from (values $*(bigint, bigint, bigint)) as v
         where order_line.brand_id = $1 and order_line.order_id = $2
             and order_line.id = v.column1
             and order_line.returned_quantity + v.column2 <= order_line.quantity"
    );
    let tender = sql!(
        "update order_tender set given_back = given_back + v.column2,
             points_given_back = points_given_back + v.column3
         from (values $*(bigint, bigint, bigint)) as v
         where order_tender.brand_id = $1 and order_tender.order_id = $2
             and order_tender.id = v.column1
             and order_tender.given_back + v.column2 <= order_tender.amount"
    );
    let head = sql!(
        "update orders set returned_total = returned_total + $4,
             points_taken_back = points_taken_back + $5, version = version + 1
         where brand_id = $1 and id = $2 and version = $3"
    );
    let brand = tx.brand();
    let args = args![brand, order.id];
    let rows = |line: &LineReturned| row_values![line.line_id, line.quantity, line.total];
    let changed = tx.update_from(line, args, lines.iter().map(rows).collect())?;
    expect_all(changed, lines.len())?;
    let rows = |back: &TenderGivenBack| row_values![back.tender_id, back.amount, back.points];
    let changed = tx.update_from(tender, args, tenders.iter().map(rows).collect())?;
    expect_all(changed, tenders.len())?;
    let total: i64 = lines.iter().map(|line| line.total.0).sum();
    let changed = tx.execute(
        head,
        args![brand, order.id, order.version, total, points_taken_back],
    )?;
    expect_all(changed, 1)
}

/// What binding an order to its member changes.
pub(crate) struct Bound {
    pub member_id: MemberId,
    pub home_store_id: Option<StoreId>,
    pub points_earned: Points,
    pub earn_basis: Money,
    pub earn_posting_id: Option<PostingId>,
}

/// Binds an anonymous order to its member; once.
pub(crate) fn bind(tx: &mut Tx<'_>, act: Act, order: &Order, to: &Bound) -> Result<(), DbError> {
    let command = sql!(
        "update orders set member_id = $4, points_earned = $5, earn_basis = $6,
             earn_posting_id = $7, bound_at = $8, home_store_id = $9, version = version + 1
         where brand_id = $1 and id = $2 and version = $3 and member_id is null"
    );
    let brand = tx.brand();
    let Bound {
        member_id,
        home_store_id,
        points_earned,
        earn_basis,
        earn_posting_id,
    } = to;
    let args = args![
        brand,
        order.id,
        order.version,
        member_id,
        points_earned,
        earn_basis,
        earn_posting_id,
        act.now,
        home_store_id
    ];
    expect_all(tx.execute(command, args)?, 1)
}

/// The order is locked while it is changed, so a guard that says no is our own mistake.
fn expect_all(changed: u64, wanted: usize) -> Result<(), DbError> {
    if changed == wanted as u64 {
        Ok(())
    } else {
        Err(DbError::Bug(
            "a guarded write of an order missed a row".into(),
        ))
    }
}
