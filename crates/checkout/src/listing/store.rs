//! Walks along `order_return` and `top_up`, by time and by amount.

use crate::TopUpTender;
use crate::sort::Turned;
use access::StoreFilter;
use kernel::{
    BrandId, BusinessDate, By, MemberId, Money, OrderId, Points, ReturnId, StoreId, Timestamp,
    ToColumn, TopUpId, Value,
};
use platform::db::{DbError, Tx};
use platform::seek::{Span, Way};
use platform::{row, row_values, sql};

/// What every way of asking has in common, beside where it starts and ends.
pub(super) struct Bounds<'a> {
    pub from: String,
    pub to: String,
    pub limit: i64,
    pub among: &'a StoreFilter,
    /// Who did it; 0 for anybody.
    pub by: i64,
    /// The kind of tender of a top-up; empty for any.
    pub tender: &'static str,
}

impl Bounds<'_> {
    /// `$1` to `$9`; the tender follows where there is one. `$4` is the edge of a walk, and the
    /// sign where rows are sorted.
    fn args(&self, brand: BrandId, [key, id, edge]: [i64; 3]) -> Vec<Value> {
        let Bounds {
            from,
            to,
            limit,
            among,
            by,
            tender: _,
        } = self;
        let (all, _) = among.as_list();
        row_values![brand, key, id, edge, from, to, limit, all, by]
    }

    fn stores(&self) -> impl Iterator<Item = StoreId> {
        let (_, list) = self.among.as_list();
        list.iter().copied()
    }
}

row! {
    /// A return in a list.
    pub struct ListedReturn {
        /// Which return.
        pub id: ReturnId,
        /// Of which order.
        pub order_id: OrderId,
        /// What people call that order.
        pub order_no: String,
        /// Whose order it was.
        pub member_id: Option<MemberId>,
        /// Where the goods came back.
        pub store_id: StoreId,
        /// On which business day of the store.
        pub business_date: BusinessDate,
        /// When.
        pub returned_at: Timestamp,
        /// Who took them.
        pub returned_by: By,
        /// Why, in somebody's words.
        pub reason: String,
        /// What was given back, over all tenders.
        pub total: Money,
        /// Points that the order had earned.
        pub points_taken_back: Points,
    }
}

row! {
    /// A top-up in a list.
    pub struct ListedTopUp {
        /// Which top-up.
        pub id: TopUpId,
        /// Whose.
        pub member_id: MemberId,
        /// Where.
        pub store_id: StoreId,
        /// On which business day of the store.
        pub business_date: BusinessDate,
        /// When.
        pub topped_up_at: Timestamp,
        /// Who took the money.
        pub topped_up_by: By,
        /// As what.
        pub tender: TopUpTender,
        /// What the cashier wrote on it.
        pub reference: Option<String>,
        /// What was paid in.
        pub principal: Money,
        /// What was given on top.
        pub bonus: Money,
    }
}

pub(super) fn returns_by_time(
    tx: &mut Tx<'_>,
    bounds: &Bounds<'_>,
    span: Span,
) -> Result<Vec<ListedReturn>, DbError> {
    let query = match span.way {
        Way::Down => sql!(
            ListedReturn,
            "select r.id, r.order_id, o.order_no, o.member_id, r.store_id, r.business_date,
               r.returned_at, r.returned_by, r.reason, r.total, r.points_taken_back
             from order_return as r
             join orders as o on o.brand_id = $1 and o.id = r.order_id
             where r.brand_id = $1 and (r.returned_at, r.id) < ($2, $3) and r.returned_at >= $4
               and r.business_date >= $5 and r.business_date <= $6
               and (cast($9 as bigint) = 0 or r.returned_by = $9)
               and (cast($8 as bigint) = 1 or r.store_id in ($*))
             order by r.returned_at desc, r.id desc limit $7"
        ),
        Way::Up => sql!(
            ListedReturn,
            "select r.id, r.order_id, o.order_no, o.member_id, r.store_id, r.business_date,
               r.returned_at, r.returned_by, r.reason, r.total, r.points_taken_back
             from order_return as r
             join orders as o on o.brand_id = $1 and o.id = r.order_id
             where r.brand_id = $1 and (r.returned_at, r.id) > ($2, $3) and r.returned_at <= $4
               and r.business_date >= $5 and r.business_date <= $6
               and (cast($9 as bigint) = 0 or r.returned_by = $9)
               and (cast($8 as bigint) = 1 or r.store_id in ($*))
             order by r.returned_at, r.id limit $7"
        ),
    };
    let args = bounds.args(tx.brand(), span.bounds());
    tx.many_in(query, &args, bounds.stores())
}

pub(super) fn returns_by_amount(
    tx: &mut Tx<'_>,
    bounds: &Bounds<'_>,
    span: Span,
) -> Result<Vec<ListedReturn>, DbError> {
    let query = match span.way {
        Way::Down => sql!(
            ListedReturn,
            "select r.id, r.order_id, o.order_no, o.member_id, r.store_id, r.business_date,
               r.returned_at, r.returned_by, r.reason, r.total, r.points_taken_back
             from order_return as r
             join orders as o on o.brand_id = $1 and o.id = r.order_id
             where r.brand_id = $1 and (r.total, r.id) < ($2, $3) and r.total >= $4
               and r.business_date >= $5 and r.business_date <= $6
               and (cast($9 as bigint) = 0 or r.returned_by = $9)
               and (cast($8 as bigint) = 1 or r.store_id in ($*))
             order by r.total desc, r.id desc limit $7"
        ),
        Way::Up => sql!(
            ListedReturn,
            "select r.id, r.order_id, o.order_no, o.member_id, r.store_id, r.business_date,
               r.returned_at, r.returned_by, r.reason, r.total, r.points_taken_back
             from order_return as r
             join orders as o on o.brand_id = $1 and o.id = r.order_id
             where r.brand_id = $1 and (r.total, r.id) > ($2, $3) and r.total <= $4
               and r.business_date >= $5 and r.business_date <= $6
               and (cast($9 as bigint) = 0 or r.returned_by = $9)
               and (cast($8 as bigint) = 1 or r.store_id in ($*))
             order by r.total, r.id limit $7"
        ),
    };
    let args = bounds.args(tx.brand(), span.bounds());
    tx.many_in(query, &args, bounds.stores())
}

/// Those between two moments by amount, sorted.
pub(super) fn returns_between(
    tx: &mut Tx<'_>,
    bounds: &Bounds<'_>,
    start: Turned,
    (earliest, latest): (i64, i64),
) -> Result<Vec<ListedReturn>, DbError> {
    let query = sql!(
        ListedReturn,
        "select r.id, r.order_id, o.order_no, o.member_id, r.store_id, r.business_date,
           r.returned_at, r.returned_by, r.reason, r.total, r.points_taken_back
         from order_return as r
         join orders as o on o.brand_id = $1 and o.id = r.order_id
         where r.brand_id = $1 and r.returned_at >= $10 and r.returned_at <= $11
           and (r.total * $4, r.id * $4) < ($2, $3)
           and r.business_date >= $5 and r.business_date <= $6
           and (cast($9 as bigint) = 0 or r.returned_by = $9)
           and (cast($8 as bigint) = 1 or r.store_id in ($*))
         order by r.total * $4 desc, r.id * $4 desc limit $7"
    );
    let mut args = bounds.args(tx.brand(), start.bounds());
    args.extend(row_values![earliest, latest]);
    tx.many_in(query, &args, bounds.stores())
}

/// Those of one id's orders, along these, sorted by amount or by time.
pub(super) fn returns_of(
    tx: &mut Tx<'_>,
    bounds: &Bounds<'_>,
    start: Turned,
    (member, is_by_amount): (MemberId, bool),
) -> Result<Vec<ListedReturn>, DbError> {
    let query = sql!(
        ListedReturn,
        "select r.id, r.order_id, o.order_no, o.member_id, r.store_id, r.business_date,
           r.returned_at, r.returned_by, r.reason, r.total, r.points_taken_back
         from orders as o
         join order_return as r on r.brand_id = $1 and r.order_id = o.id
         where o.brand_id = $1 and o.member_id = $10
           and (case when cast($11 as bigint) = 1 then r.total else r.returned_at end * $4,
             r.id * $4) < ($2, $3)
           and r.business_date >= $5 and r.business_date <= $6
           and (cast($9 as bigint) = 0 or r.returned_by = $9)
           and (cast($8 as bigint) = 1 or r.store_id in ($*))
         order by case when cast($11 as bigint) = 1 then r.total else r.returned_at end * $4 desc,
           r.id * $4 desc limit $7"
    );
    let mut args = bounds.args(tx.brand(), start.bounds());
    args.extend(row_values![member, is_by_amount]);
    tx.many_in(query, &args, bounds.stores())
}

pub(super) fn top_ups_by_time(
    tx: &mut Tx<'_>,
    bounds: &Bounds<'_>,
    span: Span,
) -> Result<Vec<ListedTopUp>, DbError> {
    let query = match span.way {
        Way::Down => sql!(
            ListedTopUp,
            "select r.id, r.member_id, r.store_id, r.business_date, r.topped_up_at, r.topped_up_by,
               r.tender, r.reference, r.principal, r.bonus
             from top_up as r
             where r.brand_id = $1 and (r.topped_up_at, r.id) < ($2, $3) and r.topped_up_at >= $4
               and r.business_date >= $5 and r.business_date <= $6
               and (cast($9 as bigint) = 0 or r.topped_up_by = $9)
               and ($10 = '' or r.tender = $10)
               and (cast($8 as bigint) = 1 or r.store_id in ($*))
             order by r.topped_up_at desc, r.id desc limit $7"
        ),
        Way::Up => sql!(
            ListedTopUp,
            "select r.id, r.member_id, r.store_id, r.business_date, r.topped_up_at, r.topped_up_by,
               r.tender, r.reference, r.principal, r.bonus
             from top_up as r
             where r.brand_id = $1 and (r.topped_up_at, r.id) > ($2, $3) and r.topped_up_at <= $4
               and r.business_date >= $5 and r.business_date <= $6
               and (cast($9 as bigint) = 0 or r.topped_up_by = $9)
               and ($10 = '' or r.tender = $10)
               and (cast($8 as bigint) = 1 or r.store_id in ($*))
             order by r.topped_up_at, r.id limit $7"
        ),
    };
    let mut args = bounds.args(tx.brand(), span.bounds());
    args.push(bounds.tender.to_value());
    tx.many_in(query, &args, bounds.stores())
}

/// By what was paid: a bonus is no amount of money.
pub(super) fn top_ups_by_amount(
    tx: &mut Tx<'_>,
    bounds: &Bounds<'_>,
    span: Span,
) -> Result<Vec<ListedTopUp>, DbError> {
    let query = match span.way {
        Way::Down => sql!(
            ListedTopUp,
            "select r.id, r.member_id, r.store_id, r.business_date, r.topped_up_at, r.topped_up_by,
               r.tender, r.reference, r.principal, r.bonus
             from top_up as r
             where r.brand_id = $1 and (r.principal, r.id) < ($2, $3) and r.principal >= $4
               and r.business_date >= $5 and r.business_date <= $6
               and (cast($9 as bigint) = 0 or r.topped_up_by = $9)
               and ($10 = '' or r.tender = $10)
               and (cast($8 as bigint) = 1 or r.store_id in ($*))
             order by r.principal desc, r.id desc limit $7"
        ),
        Way::Up => sql!(
            ListedTopUp,
            "select r.id, r.member_id, r.store_id, r.business_date, r.topped_up_at, r.topped_up_by,
               r.tender, r.reference, r.principal, r.bonus
             from top_up as r
             where r.brand_id = $1 and (r.principal, r.id) > ($2, $3) and r.principal <= $4
               and r.business_date >= $5 and r.business_date <= $6
               and (cast($9 as bigint) = 0 or r.topped_up_by = $9)
               and ($10 = '' or r.tender = $10)
               and (cast($8 as bigint) = 1 or r.store_id in ($*))
             order by r.principal, r.id limit $7"
        ),
    };
    let mut args = bounds.args(tx.brand(), span.bounds());
    args.push(bounds.tender.to_value());
    tx.many_in(query, &args, bounds.stores())
}

/// Those between two moments by amount, sorted.
pub(super) fn top_ups_between(
    tx: &mut Tx<'_>,
    bounds: &Bounds<'_>,
    start: Turned,
    (earliest, latest): (i64, i64),
) -> Result<Vec<ListedTopUp>, DbError> {
    let query = sql!(
        ListedTopUp,
        "select r.id, r.member_id, r.store_id, r.business_date, r.topped_up_at, r.topped_up_by,
           r.tender, r.reference, r.principal, r.bonus
         from top_up as r
         where r.brand_id = $1 and r.topped_up_at >= $11 and r.topped_up_at <= $12
           and (r.principal * $4, r.id * $4) < ($2, $3)
           and r.business_date >= $5 and r.business_date <= $6
           and (cast($9 as bigint) = 0 or r.topped_up_by = $9)
           and ($10 = '' or r.tender = $10)
           and (cast($8 as bigint) = 1 or r.store_id in ($*))
         order by r.principal * $4 desc, r.id * $4 desc limit $7"
    );
    let mut args = bounds.args(tx.brand(), start.bounds());
    args.extend(row_values![bounds.tender, earliest, latest]);
    tx.many_in(query, &args, bounds.stores())
}

/// Those of one id, along its own index, sorted by amount or by time.
pub(super) fn top_ups_of(
    tx: &mut Tx<'_>,
    bounds: &Bounds<'_>,
    start: Turned,
    (member, is_by_amount): (MemberId, bool),
) -> Result<Vec<ListedTopUp>, DbError> {
    let query = sql!(
        ListedTopUp,
        "select r.id, r.member_id, r.store_id, r.business_date, r.topped_up_at, r.topped_up_by,
           r.tender, r.reference, r.principal, r.bonus
         from top_up as r
         where r.brand_id = $1 and r.member_id = $11
           and (case when cast($12 as bigint) = 1 then r.principal else r.topped_up_at end * $4,
             r.id * $4) < ($2, $3)
           and r.business_date >= $5 and r.business_date <= $6
           and (cast($9 as bigint) = 0 or r.topped_up_by = $9)
           and ($10 = '' or r.tender = $10)
           and (cast($8 as bigint) = 1 or r.store_id in ($*))
         order by
           case when cast($12 as bigint) = 1 then r.principal else r.topped_up_at end * $4 desc,
           r.id * $4 desc limit $7"
    );
    let mut args = bounds.args(tx.brand(), start.bounds());
    args.extend(row_values![bounds.tender, member, is_by_amount]);
    tx.many_in(query, &args, bounds.stores())
}
