//! Walks along `order_return` and `top_up` by time.

use crate::TopUpTender;
use access::StoreFilter;
use kernel::{
    BrandId, BusinessDate, By, MemberId, Money, OrderId, Points, ReturnId, StoreId, Timestamp,
    ToColumn, TopUpId, Value,
};
use platform::db::{DbError, Tx};
use platform::{row, row_values, sql};

/// Where a walk starts and ends, and whose acts: `$1` to `$9`; the tender follows where
/// there is one.
pub(super) struct Walk {
    pub key: i64,
    pub id: i64,
    pub earliest: i64,
    pub from: String,
    pub to: String,
    pub limit: i64,
    /// Who did it; 0 for anybody.
    pub by: i64,
    /// The kind of tender of a top-up; empty for any.
    pub tender: &'static str,
}

impl Walk {
    fn args(&self, brand: BrandId, all: bool) -> Vec<Value> {
        let Walk {
            key,
            id,
            earliest,
            from,
            to,
            limit,
            by,
            tender: _,
        } = self;
        row_values![brand, key, id, earliest, from, to, limit, all, by]
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

pub(super) fn returns(
    tx: &mut Tx<'_>,
    walk: &Walk,
    among: &StoreFilter,
) -> Result<Vec<ListedReturn>, DbError> {
    let query = sql!(
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
    );
    let (all, list) = among.as_list();
    let args = walk.args(tx.brand(), all);
    tx.many_in(query, &args, list.iter().copied())
}

/// Those of one id's orders, along these.
pub(super) fn returns_of(
    tx: &mut Tx<'_>,
    walk: &Walk,
    among: &StoreFilter,
    member: MemberId,
) -> Result<Vec<ListedReturn>, DbError> {
    let query = sql!(
        ListedReturn,
        "select r.id, r.order_id, o.order_no, o.member_id, r.store_id, r.business_date,
           r.returned_at, r.returned_by, r.reason, r.total, r.points_taken_back
         from orders as o
         join order_return as r on r.brand_id = $1 and r.order_id = o.id
         where o.brand_id = $1 and o.member_id = $10
           and (r.returned_at, r.id) < ($2, $3) and r.returned_at >= $4
           and r.business_date >= $5 and r.business_date <= $6
           and (cast($9 as bigint) = 0 or r.returned_by = $9)
           and (cast($8 as bigint) = 1 or r.store_id in ($*))
         order by r.returned_at desc, r.id desc limit $7"
    );
    let (all, list) = among.as_list();
    let mut args = walk.args(tx.brand(), all);
    args.push(member.to_value());
    tx.many_in(query, &args, list.iter().copied())
}

pub(super) fn top_ups(
    tx: &mut Tx<'_>,
    walk: &Walk,
    among: &StoreFilter,
) -> Result<Vec<ListedTopUp>, DbError> {
    let query = sql!(
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
    );
    let (all, list) = among.as_list();
    let mut args = walk.args(tx.brand(), all);
    args.push(walk.tender.to_value());
    tx.many_in(query, &args, list.iter().copied())
}

/// Those of one id, along its own index.
pub(super) fn top_ups_of(
    tx: &mut Tx<'_>,
    walk: &Walk,
    among: &StoreFilter,
    member: MemberId,
) -> Result<Vec<ListedTopUp>, DbError> {
    let query = sql!(
        ListedTopUp,
        "select r.id, r.member_id, r.store_id, r.business_date, r.topped_up_at, r.topped_up_by,
           r.tender, r.reference, r.principal, r.bonus
         from top_up as r
         where r.brand_id = $1 and r.member_id = $11
           and (r.topped_up_at, r.id) < ($2, $3) and r.topped_up_at >= $4
           and r.business_date >= $5 and r.business_date <= $6
           and (cast($9 as bigint) = 0 or r.topped_up_by = $9)
           and ($10 = '' or r.tender = $10)
           and (cast($8 as bigint) = 1 or r.store_id in ($*))
         order by r.topped_up_at desc, r.id desc limit $7"
    );
    let (all, list) = among.as_list();
    let mut args = walk.args(tx.brand(), all);
    args.push(walk.tender.to_value());
    args.push(member.to_value());
    tx.many_in(query, &args, list.iter().copied())
}
