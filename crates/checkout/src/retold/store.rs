//! Walks over the tables of this context in the order of their ids.

use kernel::{
    BusinessDate, MemberId, Money, OrderId, Points, ReturnId, StoreId, Timestamp, TopUpId,
};
use platform::db::{DbError, Tx};
use platform::{args, row, sql};

row! {
    /// A sale with what was paid by points and by stored value.
    pub(super) struct OrderRow {
        pub id: OrderId,
        pub store_id: StoreId,
        pub business_date: BusinessDate,
        pub settled_at: Timestamp,
        pub member_id: Option<MemberId>,
        pub home_store_id: Option<StoreId>,
        pub units: i64,
        pub gross: Money,
        pub total: Money,
        pub points_earned: Points,
        pub stored_value_spent: Money,
        pub points_spent: Points,
    }
}

row! {
    /// A return with its sale, and how many lines of that are not wholly back by now.
    pub(super) struct ReturnRow {
        pub id: ReturnId,
        pub order_id: OrderId,
        pub store_id: StoreId,
        pub business_date: BusinessDate,
        pub returned_at: Timestamp,
        pub total: Money,
        pub points_taken_back: Points,
        pub member_id: Option<MemberId>,
        pub sale_store_id: StoreId,
        pub sale_date: BusinessDate,
        pub units: i64,
        pub stored_value_back: Money,
        pub points_back: i64,
        pub lines_left: i64,
    }
}

row! {
    /// A top-up.
    pub(super) struct TopUpRow {
        pub id: TopUpId,
        pub member_id: MemberId,
        pub store_id: StoreId,
        pub business_date: BusinessDate,
        pub topped_up_at: Timestamp,
        pub principal: Money,
        pub bonus: Money,
    }
}

pub(super) fn orders_after(
    tx: &mut Tx<'_>,
    after: OrderId,
    limit: u32,
) -> Result<Vec<OrderRow>, DbError> {
    let query = sql!(
        OrderRow,
        "select o.id, o.store_id, o.business_date, o.settled_at, o.member_id, o.home_store_id,
           o.units, o.gross, o.total, o.points_earned,
           cast(coalesce((select sum(t.amount) from order_tender as t where t.brand_id = $1
             and t.order_id = o.id and t.kind = 'stored_value'), 0) as bigint),
           cast(coalesce((select sum(t.points) from order_tender as t where t.brand_id = $1
             and t.order_id = o.id and t.kind = 'points'), 0) as bigint)
         from orders as o where o.brand_id = $1 and o.id > $2 order by o.id limit $3"
    );
    let brand = tx.brand();
    tx.many(query, args![brand, after, i64::from(limit)])
}

pub(super) fn orders_with_returns_after(
    tx: &mut Tx<'_>,
    after: OrderId,
    limit: u32,
) -> Result<Vec<OrderId>, DbError> {
    let query = sql!(
        (OrderId,),
        "select distinct order_id from order_return
         where brand_id = $1 and order_id > $2 order by order_id limit $3"
    );
    let brand = tx.brand();
    let rows = tx.many(query, args![brand, after, i64::from(limit)])?;
    Ok(rows.into_iter().map(|(id,)| id).collect())
}

pub(super) fn returns_of_orders(
    tx: &mut Tx<'_>,
    orders: &[OrderId],
) -> Result<Vec<ReturnRow>, DbError> {
    let query = sql!(
        ReturnRow,
        "select r.id, r.order_id, r.store_id, r.business_date, r.returned_at, r.total,
           r.points_taken_back, o.member_id, o.store_id, o.business_date,
           cast(coalesce((select sum(l.quantity) from return_line as l where l.brand_id = $1
             and l.order_id = r.order_id and l.return_id = r.id), 0) as bigint),
           cast(coalesce((select sum(b.amount) from return_tender as b
             join order_tender as t on t.brand_id = $1 and t.order_id = b.order_id
               and t.id = b.tender_id
             where b.brand_id = $1 and b.order_id = r.order_id and b.return_id = r.id
               and t.kind = 'stored_value'), 0) as bigint),
           cast(coalesce((select sum(b.points) from return_tender as b where b.brand_id = $1
             and b.order_id = r.order_id and b.return_id = r.id), 0) as bigint),
           cast((select count(*) from order_line as l where l.brand_id = $1
             and l.order_id = r.order_id and l.quantity > l.returned_quantity) as bigint)
         from order_return as r
         join orders as o on o.brand_id = $1 and o.id = r.order_id
         where r.brand_id = $1 and r.order_id in ($*)"
    );
    let brand = tx.brand();
    tx.many_in(query, args![brand], orders.iter().copied())
}

pub(super) fn top_ups_after(
    tx: &mut Tx<'_>,
    after: TopUpId,
    limit: u32,
) -> Result<Vec<TopUpRow>, DbError> {
    let query = sql!(
        TopUpRow,
        "select id, member_id, store_id, business_date, topped_up_at, principal, bonus
         from top_up where brand_id = $1 and id > $2 order by id limit $3"
    );
    let brand = tx.brand();
    tx.many(query, args![brand, after, i64::from(limit)])
}
