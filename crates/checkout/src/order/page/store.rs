//! SQL of the order list: which orders stand on a page.

use kernel::{BrandId, MemberId, OrderId, StoreId, Timestamp, ToColumn, Value};
use platform::db::{DbError, Tx};
use platform::{row, row_values, sql};

/// What every way of asking has in common: `$1` to `$9`.
pub(super) struct Bounds {
    /// The moment and the id that the page starts before.
    pub key: i64,
    pub id: i64,
    pub earliest: i64,
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
    }
}

impl Bounds {
    fn args(&self, brand: BrandId) -> Vec<Value> {
        let Bounds {
            key,
            id,
            earliest,
            from,
            to,
            tender,
            cashier,
            limit,
        } = self;
        row_values![brand, key, id, earliest, from, to, tender, limit, cashier]
    }
}

pub(super) fn by_time(tx: &mut Tx<'_>, bounds: &Bounds) -> Result<Vec<Seen>, DbError> {
    let query = sql!(
        Seen,
        "select o.id, o.settled_at from orders as o
         where o.brand_id = $1 and (o.settled_at, o.id) < ($2, $3) and o.settled_at >= $4
             and o.business_date >= $5 and o.business_date <= $6
             and ($7 = '' or exists (select 1 from order_tender as t
                 where t.brand_id = $1 and t.order_id = o.id and t.kind = $7))
             and (cast($9 as bigint) = 0 or o.settled_by = $9)
         order by o.settled_at desc, o.id desc limit $8"
    );
    let args = bounds.args(tx.brand());
    tx.many(query, &args)
}

pub(super) fn by_time_among(
    tx: &mut Tx<'_>,
    bounds: &Bounds,
    among: &[StoreId],
) -> Result<Vec<Seen>, DbError> {
    let query = sql!(
        Seen,
        "select o.id, o.settled_at from orders as o
         where o.brand_id = $1 and (o.settled_at, o.id) < ($2, $3) and o.settled_at >= $4
             and o.business_date >= $5 and o.business_date <= $6
             and ($7 = '' or exists (select 1 from order_tender as t
                 where t.brand_id = $1 and t.order_id = o.id and t.kind = $7))
             and (cast($9 as bigint) = 0 or o.settled_by = $9)
             and o.store_id in ($*)
         order by o.settled_at desc, o.id desc limit $8"
    );
    let args = bounds.args(tx.brand());
    tx.many_in(query, &args, among.iter().copied())
}

pub(super) fn by_store(
    tx: &mut Tx<'_>,
    bounds: &Bounds,
    store_id: StoreId,
) -> Result<Vec<Seen>, DbError> {
    let query = sql!(
        Seen,
        "select o.id, o.settled_at from orders as o
         where o.brand_id = $1 and (o.settled_at, o.id) < ($2, $3) and o.settled_at >= $4
             and o.business_date >= $5 and o.business_date <= $6
             and ($7 = '' or exists (select 1 from order_tender as t
                 where t.brand_id = $1 and t.order_id = o.id and t.kind = $7))
             and (cast($9 as bigint) = 0 or o.settled_by = $9)
             and o.store_id = $10
         order by o.settled_at desc, o.id desc limit $8"
    );
    let mut args = bounds.args(tx.brand());
    args.push(store_id.to_value());
    tx.many(query, &args)
}

pub(super) fn by_member(
    tx: &mut Tx<'_>,
    bounds: &Bounds,
    member_id: MemberId,
) -> Result<Vec<Seen>, DbError> {
    let query = sql!(
        Seen,
        "select o.id, o.settled_at from orders as o
         where o.brand_id = $1 and (o.settled_at, o.id) < ($2, $3) and o.settled_at >= $4
             and o.business_date >= $5 and o.business_date <= $6
             and ($7 = '' or exists (select 1 from order_tender as t
                 where t.brand_id = $1 and t.order_id = o.id and t.kind = $7))
             and (cast($9 as bigint) = 0 or o.settled_by = $9)
             and o.member_id = $10
         order by o.settled_at desc, o.id desc limit $8"
    );
    let mut args = bounds.args(tx.brand());
    args.push(member_id.to_value());
    tx.many(query, &args)
}

pub(super) fn by_member_in_store(
    tx: &mut Tx<'_>,
    bounds: &Bounds,
    member_id: MemberId,
    store_id: StoreId,
) -> Result<Vec<Seen>, DbError> {
    let query = sql!(
        Seen,
        "select o.id, o.settled_at from orders as o
         where o.brand_id = $1 and (o.settled_at, o.id) < ($2, $3) and o.settled_at >= $4
             and o.business_date >= $5 and o.business_date <= $6
             and ($7 = '' or exists (select 1 from order_tender as t
                 where t.brand_id = $1 and t.order_id = o.id and t.kind = $7))
             and (cast($9 as bigint) = 0 or o.settled_by = $9)
             and o.member_id = $10 and o.store_id = $11
         order by o.settled_at desc, o.id desc limit $8"
    );
    let mut args = bounds.args(tx.brand());
    args.push(member_id.to_value());
    args.push(store_id.to_value());
    tx.many(query, &args)
}

pub(super) fn by_member_among(
    tx: &mut Tx<'_>,
    bounds: &Bounds,
    member_id: MemberId,
    among: &[StoreId],
) -> Result<Vec<Seen>, DbError> {
    let query = sql!(
        Seen,
        "select o.id, o.settled_at from orders as o
         where o.brand_id = $1 and (o.settled_at, o.id) < ($2, $3) and o.settled_at >= $4
             and o.business_date >= $5 and o.business_date <= $6
             and ($7 = '' or exists (select 1 from order_tender as t
                 where t.brand_id = $1 and t.order_id = o.id and t.kind = $7))
             and (cast($9 as bigint) = 0 or o.settled_by = $9)
             and o.member_id = $10 and o.store_id in ($*)
         order by o.settled_at desc, o.id desc limit $8"
    );
    let mut args = bounds.args(tx.brand());
    args.push(member_id.to_value());
    tx.many_in(query, &args, among.iter().copied())
}
