//! SQL of the table `offer_replay`, and of what is read of past orders.

use super::ReplayId;
use crate::days::Days;
use crate::order::{GivenOffer, Origin};
use kernel::{BusinessDate, By, JobId, MemberId, Money, OrderId, SkuId, StoreId, Timestamp};
use platform::db::{DbError, Tx, fetch, fetch_in};
use platform::{args, row, sql};
use pricing::OfferId;
use std::collections::HashMap;

row! {
    /// A replay without what was replayed and what came out, which are long.
    pub(crate) struct ReplayHead {
        pub id: ReplayId,
        pub offer_id: OfferId,
        pub is_draft: bool,
        pub asked: String,
        pub job_id: JobId,
        pub created_at: Timestamp,
        pub created_by: By,
        pub finished_at: Option<Timestamp>,
    }
}

/// A replay as it is kept.
pub(crate) struct ReplayRow {
    pub head: ReplayHead,
    pub terms: String,
    pub result: Option<String>,
}

row! {
    /// The head of a past order, as far as its price goes.
    pub(super) struct PastHead {
        pub id: OrderId,
        pub origin: Origin,
        pub store_id: StoreId,
        pub business_date: BusinessDate,
        pub settled_at: Timestamp,
        pub member_id: Option<MemberId>,
        pub total: Money,
    }
}

row! {
    /// A line of it.
    pub(super) struct PastLineRow {
        pub order_id: OrderId,
        pub sku_id: SkuId,
        pub quantity: i64,
        pub unit_price: Money,
        pub total: Money,
    }
}

/// Lines and offers of some orders, by order.
pub(super) type Parts = (
    HashMap<OrderId, Vec<PastLineRow>>,
    HashMap<OrderId, Vec<GivenOffer>>,
);

pub(super) fn insert(tx: &mut Tx<'_>, replay: &ReplayRow) -> Result<(), DbError> {
    let command = sql!(
        "insert into offer_replay (brand_id, id, offer_id, is_draft, terms, asked, job_id,
             created_at, created_by, result, finished_at)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, null, null)"
    );
    let ReplayRow { head, terms, .. } = replay;
    let args = args![
        tx.brand(),
        head.id,
        head.offer_id,
        head.is_draft,
        terms,
        head.asked,
        head.job_id,
        head.created_at,
        head.created_by
    ];
    tx.execute(command, args)?;
    Ok(())
}

pub(super) fn find(tx: &mut Tx<'_>, id: ReplayId) -> Result<Option<ReplayRow>, DbError> {
    let head = sql!(
        ReplayHead,
        "select id, offer_id, is_draft, asked, job_id, created_at, created_by, finished_at
         from offer_replay where brand_id = $1 and id = $2"
    );
    let texts = sql!(
        (String, Option<String>),
        "select terms, result from offer_replay where brand_id = $1 and id = $2"
    );
    let args = args![tx.brand(), id];
    let (head, texts) = tx.fetch((fetch(head, args), fetch(texts, args)))?;
    let both = head.into_iter().zip(texts).next();
    Ok(both.map(|(head, (terms, result))| ReplayRow {
        head,
        terms,
        result,
    }))
}

/// Replays, the latest first; of one offer if asked.
pub(super) fn page(
    tx: &mut Tx<'_>,
    offer_id: Option<OfferId>,
    (before, limit): (i64, i64),
) -> Result<Vec<ReplayHead>, DbError> {
    let Some(offer_id) = offer_id else {
        let all = sql!(
            ReplayHead,
            "select id, offer_id, is_draft, asked, job_id, created_at, created_by, finished_at
             from offer_replay where brand_id = $1 and id < $2 order by id desc limit $3"
        );
        return tx.many(all, args![tx.brand(), before, limit]);
    };
    let of_offer = sql!(
        ReplayHead,
        "select id, offer_id, is_draft, asked, job_id, created_at, created_by, finished_at
         from offer_replay
         where brand_id = $1 and offer_id = $2 and id < $3 order by id desc limit $4"
    );
    tx.many(of_offer, args![tx.brand(), offer_id, before, limit])
}

/// Writes down what came out.
pub(super) fn finish(
    tx: &mut Tx<'_>,
    id: ReplayId,
    result: &str,
    now: Timestamp,
) -> Result<(), DbError> {
    let command = sql!(
        "update offer_replay set result = $3, finished_at = $4 where brand_id = $1 and id = $2"
    );
    tx.execute(command, args![tx.brand(), id, result, now])?;
    Ok(())
}

/// How many orders there are of these days, in whatever store.
pub(super) fn count(tx: &mut Tx<'_>, days: Days) -> Result<i64, DbError> {
    let query = sql!(
        (i64,),
        "select count(*) from orders where brand_id = $1 and settled_at >= $2 and settled_at < $3
             and business_date >= $4 and business_date <= $5"
    );
    let ((earliest, latest), (from, to)) = (days.moments(), days.texts());
    let args = args![tx.brand(), earliest, latest, from, to];
    Ok(tx.one(query, args)?.0)
}

/// The orders of these days after one, in the order of time, in whatever store.
pub(super) fn heads_after(
    tx: &mut Tx<'_>,
    days: Days,
    (after, id): (i64, OrderId),
    limit: i64,
) -> Result<Vec<PastHead>, DbError> {
    let query = sql!(
        PastHead,
        "select id, origin, store_id, business_date, settled_at, member_id, total from orders
         where brand_id = $1 and (settled_at, id) > ($2, $3) and settled_at < $4
             and business_date >= $5 and business_date <= $6
         order by settled_at, id limit $7"
    );
    let ((_, latest), (from, to)) = (days.moments(), days.texts());
    let args = args![tx.brand(), after, id, latest, from, to, limit];
    tx.many(query, args)
}

/// What lies in some orders and what they were given.
pub(super) fn parts(tx: &mut Tx<'_>, orders: &[OrderId]) -> Result<Parts, DbError> {
    let lines = sql!(
        PastLineRow,
        "select order_id, sku_id, quantity, unit_price, total from order_line
         where brand_id = $1 and order_id in ($*) order by order_id, id"
    );
    let given = sql!(
        GivenOffer,
        "select order_id, place, offer_id, version, coupon_id, layer, name, amount, shares, gifts,
             given_back
         from order_offer where brand_id = $1 and order_id in ($*) order by order_id, place"
    );
    let args = args![tx.brand()];
    let (lines, given) = tx.fetch((
        fetch_in(lines, args, orders.iter().copied()),
        fetch_in(given, args, orders.iter().copied()),
    ))?;
    let (mut lines_of, mut given_of) = Parts::default();
    for line in lines {
        lines_of.entry(line.order_id).or_default().push(line);
    }
    for one in given {
        given_of.entry(one.order_id).or_default().push(one);
    }
    Ok((lines_of, given_of))
}

/// When some members bought for the first time.
pub(super) fn first_bought(
    tx: &mut Tx<'_>,
    members: &[MemberId],
) -> Result<HashMap<MemberId, Timestamp>, DbError> {
    let query = sql!(
        (MemberId, Timestamp),
        "select member_id, min(settled_at) from orders
         where brand_id = $1 and member_id in ($*) group by member_id"
    );
    let brand = tx.brand();
    let found = tx.many_in(query, args![brand], members.iter().copied())?;
    Ok(found.into_iter().collect())
}
