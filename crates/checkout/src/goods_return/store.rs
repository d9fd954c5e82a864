//! SQL of the tables `order_return`, `return_line` and `return_tender`.

use kernel::{
    BrandId, BusinessDate, By, Cursor, LineId, MemberId, Money, OrderId, Points, PostingId,
    ReturnId, StoreId, TenderId, Timestamp, Value,
};
use platform::db::{DbError, RowsToWrite, Tx, fetch};
use platform::{args, row, row_values, sql};

row! {
    /// A return as it is kept.
    #[doc(alias = "退货")]
    pub struct Return {
        /// Which return.
        pub id: ReturnId,
        /// Where the goods came back.
        pub store_id: StoreId,
        /// On which business day of that store.
        pub business_date: BusinessDate,
        /// When.
        pub returned_at: Timestamp,
        /// Who took them.
        pub returned_by: By,
        /// Why, in somebody's words.
        pub reason: String,
        /// What was given back, over all tenders.
        pub total: Money,
        /// Earned points that were taken back.
        pub points_taken_back: Points,
        /// The posting that moved its money.
        pub posting_id: PostingId,
    }
}

row! {
    /// A line of a return as it is kept.
    pub struct ReturnedLine {
        /// Of which return.
        pub return_id: ReturnId,
        /// Which line of the order.
        pub line_id: LineId,
        /// How many came back.
        pub quantity: i64,
        /// What was given for them.
        pub total: Money,
    }
}

row! {
    /// What a return put back into a tender, as it is kept.
    pub struct ReturnedTender {
        /// Of which return.
        pub return_id: ReturnId,
        /// Which tender of the order.
        pub tender_id: TenderId,
        /// Money that went back.
        pub amount: Money,
        /// Points that went back.
        pub points: Points,
    }
}

/// A return with all that is kept of it.
#[derive(Debug, Clone)]
pub struct WholeReturn {
    /// Its head.
    pub head: Return,
    /// Its lines.
    pub lines: Vec<ReturnedLine>,
    /// What went back into which tender.
    pub tenders: Vec<ReturnedTender>,
}

pub(crate) fn insert(
    tx: &mut Tx<'_>,
    order_id: OrderId,
    whole: &WholeReturn,
) -> Result<(), DbError> {
    let head = sql!(
        "insert into order_return (brand_id, order_id, id, store_id, business_date, returned_at,
             returned_by, reason, total, points_taken_back, posting_id)
         values $*"
    );
    let line = sql!(
        "insert into return_line (brand_id, order_id, return_id, line_id, quantity, total)
         values $*"
    );
    let tender = sql!(
        "insert into return_tender (brand_id, order_id, return_id, tender_id, amount, points)
         values $*"
    );
    let brand = tx.brand();
    let heads = vec![head_values(brand, order_id, &whole.head)];
    let row = |line: &ReturnedLine| {
        row_values![
            brand,
            order_id,
            line.return_id,
            line.line_id,
            line.quantity,
            line.total
        ]
    };
    let lines = whole.lines.iter().map(row).collect();
    let row = |back: &ReturnedTender| {
        row_values![
            brand,
            order_id,
            back.return_id,
            back.tender_id,
            back.amount,
            back.points
        ]
    };
    let tenders = whole.tenders.iter().map(row).collect();
    tx.write_rows(vec![
        RowsToWrite::insert(head, heads),
        RowsToWrite::insert(line, lines),
        RowsToWrite::insert(tender, tenders),
    ])?;
    Ok(())
}

fn head_values(brand: BrandId, order_id: OrderId, head: &Return) -> Vec<Value> {
    row_values![
        brand,
        order_id,
        head.id,
        head.store_id,
        head.business_date,
        head.returned_at,
        head.returned_by,
        head.reason,
        head.total,
        head.points_taken_back,
        head.posting_id
    ]
}

row! {
    /// A return of a member's order, as a timeline tells it.
    pub struct ReturnOfMember {
        /// Which return.
        pub id: ReturnId,
        /// Of which order.
        pub order_id: OrderId,
        /// Where the goods came back.
        pub store_id: StoreId,
        /// When.
        pub returned_at: Timestamp,
        /// Who took them.
        pub returned_by: By,
        /// Why, in somebody's words; empty when the person was erased.
        pub reason: String,
        /// What was given back, over all tenders.
        pub total: Money,
    }
}

/// Returns of a member's orders before a place in time, the latest first.
pub(crate) fn page_of(
    tx: &mut Tx<'_>,
    member: MemberId,
    before: Cursor,
    limit: u32,
) -> Result<Vec<ReturnOfMember>, DbError> {
    let read = sql!(
        ReturnOfMember,
        "select r.id, r.order_id, r.store_id, r.returned_at, r.returned_by, r.reason, r.total
         from orders o join order_return r on r.brand_id = $1 and r.order_id = o.id
         where o.brand_id = $1 and o.member_id = $2 and (r.returned_at, r.id) < ($3, $4)
         order by r.returned_at desc, r.id desc limit $5"
    );
    let brand = tx.brand();
    tx.many(read, args![brand, member, before.key, before.id, limit])
}

/// Why some members' goods came back, in people's words.
pub(crate) fn reasons_of(
    tx: &mut Tx<'_>,
    members: &[MemberId],
) -> Result<Vec<(OrderId, ReturnId, String)>, DbError> {
    let read = sql!(
        (OrderId, ReturnId, String),
        "select r.order_id, r.id, r.reason from orders o
         join order_return r on r.brand_id = $1 and r.order_id = o.id
         where o.brand_id = $1 and o.member_id in ($*)"
    );
    let brand = tx.brand();
    tx.many_in(read, args![brand], members)
}

/// Takes the reason off a return.
pub(crate) fn blank_reason(
    tx: &mut Tx<'_>,
    order_id: OrderId,
    return_id: ReturnId,
) -> Result<u64, DbError> {
    let update = sql!(
        "update order_return set reason = '' where brand_id = $1 and order_id = $2 and id = $3"
    );
    let brand = tx.brand();
    tx.execute(update, args![brand, order_id, return_id])
}

/// The returns of an order, the earliest first.
pub(crate) fn find_of_order(
    tx: &mut Tx<'_>,
    order_id: OrderId,
) -> Result<Vec<WholeReturn>, DbError> {
    let heads = sql!(
        Return,
        "select id, store_id, business_date, returned_at, returned_by, reason, total,
             points_taken_back, posting_id
         from order_return where brand_id = $1 and order_id = $2 order by id"
    );
    let lines = sql!(
        ReturnedLine,
        "select return_id, line_id, quantity, total
         from return_line where brand_id = $1 and order_id = $2 order by return_id, line_id"
    );
    let tenders = sql!(
        ReturnedTender,
        "select return_id, tender_id, amount, points
         from return_tender where brand_id = $1 and order_id = $2 order by return_id, tender_id"
    );
    let brand = tx.brand();
    let args = args![brand, order_id];
    let (heads, lines, tenders) =
        tx.fetch((fetch(heads, args), fetch(lines, args), fetch(tenders, args)))?;
    let of = |id: ReturnId| {
        let lines = lines
            .iter()
            .filter(|line| line.return_id == id)
            .cloned()
            .collect();
        let tenders = tenders
            .iter()
            .filter(|back| back.return_id == id)
            .cloned()
            .collect();
        (lines, tenders)
    };
    let whole = |head: Return| {
        let (lines, tenders) = of(head.id);
        WholeReturn {
            head,
            lines,
            tenders,
        }
    };
    Ok(heads.into_iter().map(whole).collect())
}
