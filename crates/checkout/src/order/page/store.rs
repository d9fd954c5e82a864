//! SQL of the order list: which orders stand on a page. Each walk goes along an index of its own,
//! down or up; a cursor, an edge and a limit are in every one.

use crate::sort::Turned;
use access::StoreFilter;
use kernel::{BrandId, MemberId, Money, OrderId, StoreId, Timestamp, ToColumn, Value};
use platform::db::{DbError, Tx};
use platform::seek::{Span, Way};
use platform::{row, row_values, sql};

/// What every way of asking has in common, beside where it starts and ends.
pub(super) struct Bounds {
    pub from: String,
    pub to: String,
    /// The kind of tender that is wanted; empty for any.
    pub tender: &'static str,
    /// Who settled; 0 for anybody.
    pub cashier: i64,
    pub limit: i64,
}

row! {
    /// An order that stands on the page.
    pub(super) struct Seen {
        pub id: OrderId,
        pub settled_at: Timestamp,
        pub total: Money,
    }
}

impl Bounds {
    /// `$1` to `$9`; `$4` is the edge of a walk, and the sign where rows are sorted.
    fn args(&self, brand: BrandId, [key, id, edge]: [i64; 3]) -> Vec<Value> {
        let Bounds {
            from,
            to,
            tender,
            cashier,
            limit,
        } = self;
        row_values![brand, key, id, edge, from, to, tender, limit, cashier]
    }
}

pub(super) fn by_time(tx: &mut Tx<'_>, bounds: &Bounds, span: Span) -> Result<Vec<Seen>, DbError> {
    let query = match span.way {
        Way::Down => sql!(
            Seen,
            "select o.id, o.settled_at, o.total from orders as o
             where o.brand_id = $1 and (o.settled_at, o.id) < ($2, $3) and o.settled_at >= $4
                 and o.business_date >= $5 and o.business_date <= $6
                 and ($7 = '' or exists (select 1 from order_tender as t
                     where t.brand_id = $1 and t.order_id = o.id and t.kind = $7))
                 and (cast($9 as bigint) = 0 or o.settled_by = $9)
             order by o.settled_at desc, o.id desc limit $8"
        ),
        Way::Up => sql!(
            Seen,
            "select o.id, o.settled_at, o.total from orders as o
             where o.brand_id = $1 and (o.settled_at, o.id) > ($2, $3) and o.settled_at <= $4
                 and o.business_date >= $5 and o.business_date <= $6
                 and ($7 = '' or exists (select 1 from order_tender as t
                     where t.brand_id = $1 and t.order_id = o.id and t.kind = $7))
                 and (cast($9 as bigint) = 0 or o.settled_by = $9)
             order by o.settled_at, o.id limit $8"
        ),
    };
    tx.many(query, &bounds.args(tx.brand(), span.bounds()))
}

pub(super) fn by_time_in(
    tx: &mut Tx<'_>,
    bounds: &Bounds,
    span: Span,
    store_id: StoreId,
) -> Result<Vec<Seen>, DbError> {
    let query = match span.way {
        Way::Down => sql!(
            Seen,
            "select o.id, o.settled_at, o.total from orders as o
             where o.brand_id = $1 and (o.settled_at, o.id) < ($2, $3) and o.settled_at >= $4
                 and o.business_date >= $5 and o.business_date <= $6
                 and ($7 = '' or exists (select 1 from order_tender as t
                     where t.brand_id = $1 and t.order_id = o.id and t.kind = $7))
                 and (cast($9 as bigint) = 0 or o.settled_by = $9)
                 and o.store_id = $10
             order by o.settled_at desc, o.id desc limit $8"
        ),
        Way::Up => sql!(
            Seen,
            "select o.id, o.settled_at, o.total from orders as o
             where o.brand_id = $1 and (o.settled_at, o.id) > ($2, $3) and o.settled_at <= $4
                 and o.business_date >= $5 and o.business_date <= $6
                 and ($7 = '' or exists (select 1 from order_tender as t
                     where t.brand_id = $1 and t.order_id = o.id and t.kind = $7))
                 and (cast($9 as bigint) = 0 or o.settled_by = $9)
                 and o.store_id = $10
             order by o.settled_at, o.id limit $8"
        ),
    };
    let mut args = bounds.args(tx.brand(), span.bounds());
    args.push(store_id.to_value());
    tx.many(query, &args)
}

pub(super) fn by_amount_in(
    tx: &mut Tx<'_>,
    bounds: &Bounds,
    span: Span,
    store_id: StoreId,
) -> Result<Vec<Seen>, DbError> {
    let query = match span.way {
        Way::Down => sql!(
            Seen,
            "select o.id, o.settled_at, o.total from orders as o
             where o.brand_id = $1 and (o.total, o.id) < ($2, $3) and o.total >= $4
                 and o.business_date >= $5 and o.business_date <= $6
                 and ($7 = '' or exists (select 1 from order_tender as t
                     where t.brand_id = $1 and t.order_id = o.id and t.kind = $7))
                 and (cast($9 as bigint) = 0 or o.settled_by = $9)
                 and o.store_id = $10
             order by o.total desc, o.id desc limit $8"
        ),
        Way::Up => sql!(
            Seen,
            "select o.id, o.settled_at, o.total from orders as o
             where o.brand_id = $1 and (o.total, o.id) > ($2, $3) and o.total <= $4
                 and o.business_date >= $5 and o.business_date <= $6
                 and ($7 = '' or exists (select 1 from order_tender as t
                     where t.brand_id = $1 and t.order_id = o.id and t.kind = $7))
                 and (cast($9 as bigint) = 0 or o.settled_by = $9)
                 and o.store_id = $10
             order by o.total, o.id limit $8"
        ),
    };
    let mut args = bounds.args(tx.brand(), span.bounds());
    args.push(store_id.to_value());
    tx.many(query, &args)
}

pub(super) fn by_time_of(
    tx: &mut Tx<'_>,
    bounds: &Bounds,
    span: Span,
    (member_id, among): (MemberId, &StoreFilter),
) -> Result<Vec<Seen>, DbError> {
    let query = match span.way {
        Way::Down => sql!(
            Seen,
            "select o.id, o.settled_at, o.total from orders as o
             where o.brand_id = $1 and (o.settled_at, o.id) < ($2, $3) and o.settled_at >= $4
                 and o.business_date >= $5 and o.business_date <= $6
                 and ($7 = '' or exists (select 1 from order_tender as t
                     where t.brand_id = $1 and t.order_id = o.id and t.kind = $7))
                 and (cast($9 as bigint) = 0 or o.settled_by = $9)
                 and o.member_id = $10
                 and (cast($11 as bigint) = 1 or o.store_id in ($*))
             order by o.settled_at desc, o.id desc limit $8"
        ),
        Way::Up => sql!(
            Seen,
            "select o.id, o.settled_at, o.total from orders as o
             where o.brand_id = $1 and (o.settled_at, o.id) > ($2, $3) and o.settled_at <= $4
                 and o.business_date >= $5 and o.business_date <= $6
                 and ($7 = '' or exists (select 1 from order_tender as t
                     where t.brand_id = $1 and t.order_id = o.id and t.kind = $7))
                 and (cast($9 as bigint) = 0 or o.settled_by = $9)
                 and o.member_id = $10
                 and (cast($11 as bigint) = 1 or o.store_id in ($*))
             order by o.settled_at, o.id limit $8"
        ),
    };
    let (all, stores) = among.as_list();
    let mut args = bounds.args(tx.brand(), span.bounds());
    args.extend(row_values![member_id, all]);
    tx.many_in(query, &args, stores.iter().copied())
}

/// A member's orders by amount: all of them are sorted, for they are as many as one person makes.
pub(super) fn by_amount_of(
    tx: &mut Tx<'_>,
    bounds: &Bounds,
    start: Turned,
    (member_id, among): (MemberId, &StoreFilter),
) -> Result<Vec<Seen>, DbError> {
    let query = sql!(
        Seen,
        "select o.id, o.settled_at, o.total from orders as o
         where o.brand_id = $1 and (o.total * $4, o.id * $4) < ($2, $3)
             and o.business_date >= $5 and o.business_date <= $6
             and ($7 = '' or exists (select 1 from order_tender as t
                 where t.brand_id = $1 and t.order_id = o.id and t.kind = $7))
             and (cast($9 as bigint) = 0 or o.settled_by = $9)
             and o.member_id = $10
             and (cast($11 as bigint) = 1 or o.store_id in ($*))
         order by o.total * $4 desc, o.id * $4 desc limit $8"
    );
    let (all, stores) = among.as_list();
    let mut args = bounds.args(tx.brand(), start.bounds());
    args.extend(row_values![member_id, all]);
    tx.many_in(query, &args, stores.iter().copied())
}

/// The orders of some stores between two moments by amount: all of them are sorted, for in a few
/// days there are less than a walk from the largest of years would come by.
pub(super) fn by_amount_between(
    tx: &mut Tx<'_>,
    bounds: &Bounds,
    start: Turned,
    (earliest, latest): (i64, i64),
    among: &[StoreId],
) -> Result<Vec<Seen>, DbError> {
    let query = sql!(
        Seen,
        "select o.id, o.settled_at, o.total from orders as o
         where o.brand_id = $1 and (o.total * $4, o.id * $4) < ($2, $3)
             and o.business_date >= $5 and o.business_date <= $6
             and ($7 = '' or exists (select 1 from order_tender as t
                 where t.brand_id = $1 and t.order_id = o.id and t.kind = $7))
             and (cast($9 as bigint) = 0 or o.settled_by = $9)
             and o.settled_at >= $10 and o.settled_at <= $11 and o.store_id in ($*)
         order by o.total * $4 desc, o.id * $4 desc limit $8"
    );
    let mut args = bounds.args(tx.brand(), start.bounds());
    args.extend(row_values![earliest, latest]);
    tx.many_in(query, &args, among.iter().copied())
}
