//! The tables `coupon` and `coupon_log`.

use super::{Coupon, CouponAct, CouponId, CouponLog, CouponState};
use crate::issue::IssueId;
use kernel::{By, MemberId, OrderId, StoreId, Timestamp};
use platform::db::{DbError, Fetches, RowsToWrite, Tx, fetch_in};
use platform::{args, row_values, sql};
use pricing::OfferId;

/// What happened to a coupon, to be written down.
#[derive(Debug, Clone)]
pub(crate) struct Happened {
    pub coupon_id: CouponId,
    pub act: CouponAct,
    pub at: Timestamp,
    pub by: By,
    pub store_id: Option<StoreId>,
    pub order_id: Option<OrderId>,
    pub member_id: Option<MemberId>,
    pub reason: Option<String>,
}

impl Happened {
    /// Something that happened to a coupon, wherever and for whatever reason.
    pub fn new(
        coupon_id: CouponId,
        member_id: Option<MemberId>,
        act: CouponAct,
        (at, by): (Timestamp, By),
    ) -> Happened {
        Happened {
            coupon_id,
            act,
            at,
            by,
            store_id: None,
            order_id: None,
            member_id,
            reason: None,
        }
    }
}

/// Writes new coupons, each with the index of its code, and what happened.
pub(crate) fn insert(
    tx: &mut Tx<'_>,
    coupons: &[(Coupon, i64)],
    log: &[Happened],
) -> Result<(), DbError> {
    let coupon = sql!(
        "insert into coupon (brand_id, id, offer_id, version, code_index, member_id, state,
             valid_from, valid_until, issue_id, got_by, got_at)
         values $*"
    );
    let brand = tx.brand();
    let rows = coupons.iter().map(|(coupon, code_index)| {
        row_values![
            brand,
            coupon.id,
            coupon.offer_id,
            coupon.version,
            code_index,
            coupon.member_id,
            coupon.state,
            coupon.valid_from,
            coupon.valid_until,
            coupon.issue_id,
            coupon.got_by,
            coupon.got_at
        ]
    });
    let rows = rows.collect();
    tx.write_rows(vec![RowsToWrite::insert(coupon, rows), log_rows(tx, log)])?;
    Ok(())
}

fn log_rows(tx: &Tx<'_>, log: &[Happened]) -> RowsToWrite {
    let command = sql!(
        "insert into coupon_log (brand_id, coupon_id, id, act, at, by_staff, store_id, order_id,
             member_id, reason)
         values $*"
    );
    let brand = tx.brand();
    let rows = log.iter().map(|one| {
        row_values![
            brand,
            one.coupon_id,
            tx.new_id(),
            one.act,
            one.at,
            one.by,
            one.store_id,
            one.order_id,
            one.member_id,
            one.reason
        ]
    });
    RowsToWrite::insert(command, rows.collect())
}

pub(crate) fn log(tx: &mut Tx<'_>, log: &[Happened]) -> Result<(), DbError> {
    let rows = log_rows(tx, log);
    tx.write_rows(vec![rows])?;
    Ok(())
}

/// Some coupons.
pub(crate) fn find_all(tx: &Tx<'_>, ids: &[CouponId]) -> impl Fetches<Found = Vec<Coupon>> + use<> {
    let query = sql!(
        Coupon,
        "select id, offer_id, version, member_id, state, valid_from, valid_until, issue_id, got_by,
             got_at, redeemed_at, redeemed_store_id, order_id
         from coupon where brand_id = $1 and id in ($*)"
    );
    fetch_in(query, args![tx.brand()], ids.iter().copied())
}

/// A coupon, locked until the act ends.
pub(crate) fn lock(tx: &mut Tx<'_>, id: CouponId) -> Result<Option<Coupon>, DbError> {
    let query = sql!(
        Coupon,
        "select id, offer_id, version, member_id, state, valid_from, valid_until, issue_id, got_by,
             got_at, redeemed_at, redeemed_store_id, order_id
         from coupon where brand_id = $1 and id = $2 for update"
    );
    let brand = tx.brand();
    tx.maybe(query, args![brand, id])
}

/// The coupons with an index of a code: one at most, but for a chance of nothing.
pub(crate) fn by_code(tx: &mut Tx<'_>, code_index: i64) -> Result<Vec<Coupon>, DbError> {
    let query = sql!(
        Coupon,
        "select id, offer_id, version, member_id, state, valid_from, valid_until, issue_id, got_by,
             got_at, redeemed_at, redeemed_store_id, order_id
         from coupon where brand_id = $1 and code_index = $2"
    );
    let brand = tx.brand();
    tx.many(query, args![brand, code_index])
}

/// Members' coupons, the latest first.
pub(crate) fn of_members(
    tx: &mut Tx<'_>,
    members: &[MemberId],
    (before, limit): (i64, i64),
) -> Result<Vec<Coupon>, DbError> {
    let query = sql!(
        Coupon,
        "select id, offer_id, version, member_id, state, valid_from, valid_until, issue_id, got_by,
             got_at, redeemed_at, redeemed_store_id, order_id
         from coupon where brand_id = $1 and member_id in ($*) and id < $2
         order by id desc limit $3"
    );
    let args = args![tx.brand(), before, limit];
    tx.many_in(query, args, members)
}

/// Members' coupons whose time a moment lies in, those whose time is over first come first.
pub(crate) fn usable_of_members(
    tx: &mut Tx<'_>,
    members: &[MemberId],
    now: Timestamp,
    limit: i64,
) -> Result<Vec<Coupon>, DbError> {
    let query = sql!(
        Coupon,
        "select id, offer_id, version, member_id, state, valid_from, valid_until, issue_id, got_by,
             got_at, redeemed_at, redeemed_store_id, order_id
         from coupon where brand_id = $1 and member_id in ($*) and state = 'held'
             and valid_from <= $2 and valid_until > $2
         order by valid_until, id limit $3"
    );
    let args = args![tx.brand(), now, limit];
    tx.many_in(query, args, members)
}

/// Coupons of a template, the latest first.
pub(crate) fn of_offer(
    tx: &mut Tx<'_>,
    offer_id: OfferId,
    state: Option<CouponState>,
    (before, limit): (i64, i64),
) -> Result<Vec<Coupon>, DbError> {
    let query = sql!(
        Coupon,
        "select id, offer_id, version, member_id, state, valid_from, valid_until, issue_id, got_by,
             got_at, redeemed_at, redeemed_store_id, order_id
         from coupon
         where brand_id = $1 and offer_id = $2 and id < $3 and state = coalesce($4, state)
         order by id desc limit $5"
    );
    let args = args![tx.brand(), offer_id, before, state, limit];
    tx.many(query, args)
}

/// Marks coupons as redeemed that are still held by whom they were read with: the guard stands in
/// the write. Answers how many.
pub(crate) fn redeem(
    tx: &mut Tx<'_>,
    redeemed: Vec<(CouponId, Option<MemberId>, OrderId, StoreId, Timestamp)>,
) -> Result<u64, DbError> {
    let command = sql!(
        "update coupon set state = 'redeemed', order_id = v.column3, redeemed_store_id = v.column4,
             redeemed_at = v.column5
         from (values $*(bigint, bigint, bigint, bigint, bigint)) as v
         where coupon.brand_id = $1 and coupon.id = v.column1 and coupon.state = 'held'
             and coalesce(coupon.member_id, 0) = v.column2"
    );
    let rows = redeemed.into_iter().map(|(id, holder, order, store, at)| {
        let holder = holder.unwrap_or(MemberId(0));
        row_values![id, holder, order, store, at]
    });
    let rows = rows.collect();
    tx.update_from(command, args![tx.brand()], rows)
}

/// Writes a locked coupon over what it was.
pub(crate) fn update(tx: &mut Tx<'_>, coupon: &Coupon) -> Result<(), DbError> {
    let command = sql!(
        "update coupon set member_id = $3, state = $4, redeemed_at = $5, redeemed_store_id = $6,
             order_id = $7
         where brand_id = $1 and id = $2"
    );
    let args = args![
        tx.brand(),
        coupon.id,
        coupon.member_id,
        coupon.state,
        coupon.redeemed_at,
        coupon.redeemed_store_id,
        coupon.order_id
    ];
    tx.execute(command, args)?;
    Ok(())
}

/// What happened to a coupon, the latest first.
pub(crate) fn log_of(tx: &mut Tx<'_>, id: CouponId) -> Result<Vec<CouponLog>, DbError> {
    let query = sql!(
        CouponLog,
        "select id, coupon_id, act, at, by_staff, store_id, order_id, member_id, reason
         from coupon_log where brand_id = $1 and coupon_id = $2 order by id desc limit 500"
    );
    let brand = tx.brand();
    tx.many(query, args![brand, id])
}

/// What happened to all coupons, the latest first; of one kind if asked.
pub(crate) fn log_page(
    tx: &mut Tx<'_>,
    act: Option<CouponAct>,
    (before, limit): (i64, i64),
) -> Result<Vec<CouponLog>, DbError> {
    let query = sql!(
        CouponLog,
        "select id, coupon_id, act, at, by_staff, store_id, order_id, member_id, reason
         from coupon_log
         where brand_id = $1 and id < $2 and act = coalesce($3, act)
         order by id desc limit $4"
    );
    let args = args![tx.brand(), before, act, limit];
    tx.many(query, args)
}

/// The same, of what happened in some stores.
pub(crate) fn log_page_of_stores(
    tx: &mut Tx<'_>,
    stores: &[StoreId],
    act: Option<CouponAct>,
    (before, limit): (i64, i64),
) -> Result<Vec<CouponLog>, DbError> {
    let query = sql!(
        CouponLog,
        "select id, coupon_id, act, at, by_staff, store_id, order_id, member_id, reason
         from coupon_log
         where brand_id = $1 and id < $2 and act = coalesce($3, act) and store_id in ($*)
         order by id desc limit $4"
    );
    let args = args![tx.brand(), before, act, limit];
    let mut found = tx.many_in(query, args, stores)?;
    found.sort_by_key(|one| std::cmp::Reverse(one.id));
    found.truncate(usize::try_from(limit).unwrap_or(0));
    Ok(found)
}

/// Which of some members have a coupon of an issue.
pub(crate) fn have_of_issue(
    tx: &mut Tx<'_>,
    issue_id: IssueId,
    members: &[MemberId],
) -> Result<Vec<MemberId>, DbError> {
    let query = sql!(
        (MemberId,),
        "select member_id from coupon
         where brand_id = $1 and issue_id = $2 and member_id in ($*) and member_id is not null"
    );
    let args = args![tx.brand(), issue_id];
    let found = tx.many_in(query, args, members)?;
    Ok(found.into_iter().map(|(member,)| member).collect())
}

/// What was written beside what happened to coupons while they were some members'.
pub(crate) fn reasons_of(
    tx: &mut Tx<'_>,
    members: &[MemberId],
) -> Result<Vec<(CouponId, i64, String)>, DbError> {
    let query = sql!(
        (CouponId, i64, String),
        "select coupon_id, id, reason from coupon_log
         where brand_id = $1 and member_id in ($*) and member_id is not null
             and reason is not null"
    );
    let brand = tx.brand();
    tx.many_in(query, args![brand], members)
}

/// Takes a reason out of a coupon's log.
pub(crate) fn blank_reason(tx: &mut Tx<'_>, coupon_id: CouponId, id: i64) -> Result<u64, DbError> {
    let command = sql!(
        "update coupon_log set reason = null where brand_id = $1 and coupon_id = $2 and id = $3"
    );
    tx.execute(command, args![tx.brand(), coupon_id, id])
}
