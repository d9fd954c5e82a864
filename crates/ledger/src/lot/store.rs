//! The only file that names `lot`.

use super::{Lot, LotInBook};
use kernel::{BrandId, Cursor, LotId, MemberId, StoreId, Timestamp, Value};
use platform::db::{DbError, Fetch, RowsToWrite, Tx, fetch_in};
use platform::{args, row, row_values, sql};

row! {
    /// A lot that has expired with something left in it.
    pub(crate) struct DueLot {
        pub id: LotId,
        pub member_id: MemberId,
        pub expires_at: Timestamp,
    }
}

row! {
    /// A lot as the proof reads it: whatever the columns hold.
    pub(crate) struct RawLot {
        pub id: i64,
        pub member_id: i64,
        pub asset: String,
        pub posting_id: i64,
        pub granted: i64,
        pub absorbed: i64,
        pub remaining: i64,
        pub expired: i64,
    }
}

/// What is left in the lots that come from some stores, by asset.
pub(crate) fn left_of_stores(
    tx: &mut Tx<'_>,
    stores: &[StoreId],
) -> Result<Vec<(String, i64)>, DbError> {
    let brand = tx.brand();
    tx.many_in(
        sql!(
            (String, i64),
            "select asset, cast(sum(remaining) as bigint) from lot
             where brand_id = $1 and remaining > 0 and store_id in ($*) group by asset"
        ),
        args![brand],
        stores.iter().copied(),
    )
}

/// Reads the open lots of members, whose accounts are locked.
pub(crate) fn open_of(brand: Value, members: &[MemberId]) -> Fetch<Lot> {
    fetch_in(
        sql!(
            Lot,
            "select id, member_id, asset, store_id, posting_id, granted, absorbed, remaining,
                    expired, granted_at, expires_at, moved_from, source_posting_id
             from lot where brand_id = $1 and member_id in ($*) and remaining > 0"
        ),
        &[brand],
        members,
    )
}

/// Reads a member's open lots without a lock.
pub(crate) fn open_of_member(tx: &mut Tx<'_>, member: MemberId) -> Result<Vec<Lot>, DbError> {
    let brand = tx.brand();
    tx.many(
        sql!(
            Lot,
            "select id, member_id, asset, store_id, posting_id, granted, absorbed, remaining,
                    expired, granted_at, expires_at, moved_from, source_posting_id
             from lot where brand_id = $1 and member_id = $2 and remaining > 0"
        ),
        args![brand, member],
    )
}

/// Reads lots, open or not.
pub(crate) fn by_ids(tx: &mut Tx<'_>, ids: &[LotId]) -> Result<Vec<Lot>, DbError> {
    let brand = tx.brand();
    tx.many_in(
        sql!(
            Lot,
            "select id, member_id, asset, store_id, posting_id, granted, absorbed, remaining,
                    expired, granted_at, expires_at, moved_from, source_posting_id
             from lot where brand_id = $1 and id in ($*)"
        ),
        args![brand],
        ids,
    )
}

/// Reads the lots that came out of some lots when their members were merged, open or not.
pub(crate) fn moved_out_of(tx: &mut Tx<'_>, ids: &[LotId]) -> Result<Vec<Lot>, DbError> {
    let brand = tx.brand();
    tx.many_in(
        sql!(
            Lot,
            "select id, member_id, asset, store_id, posting_id, granted, absorbed, remaining,
                    expired, granted_at, expires_at, moved_from, source_posting_id
             from lot where brand_id = $1 and moved_from in ($*) and moved_from is not null"
        ),
        args![brand],
        ids,
    )
}

/// Reads the lots that a member has from others who were merged into him, open or not.
pub(crate) fn moved_to(tx: &mut Tx<'_>, member: MemberId) -> Result<Vec<Lot>, DbError> {
    let brand = tx.brand();
    tx.many(
        sql!(
            Lot,
            "select id, member_id, asset, store_id, posting_id, granted, absorbed, remaining,
                    expired, granted_at, expires_at, moved_from, source_posting_id
             from lot where brand_id = $1 and member_id = $2 and moved_from is not null"
        ),
        args![brand, member],
    )
}

/// What adds lots.
pub(crate) fn insert(brand: BrandId, lots: &[&Lot]) -> RowsToWrite {
    let rows = lots
        .iter()
        .map(|lot| {
            row_values![
                brand,
                lot.id,
                lot.member_id,
                lot.asset,
                lot.store_id,
                lot.posting_id,
                lot.granted,
                lot.absorbed,
                lot.remaining,
                lot.expired,
                lot.granted_at,
                lot.expires_at,
                lot.moved_from,
                lot.source_posting_id
            ]
        })
        .collect();
    RowsToWrite::insert(
        sql!(
            "insert into lot (brand_id, id, member_id, asset, store_id, posting_id, granted,
                              absorbed, remaining, expired, granted_at, expires_at, moved_from,
                              source_posting_id) values $*"
        ),
        rows,
    )
}

/// What moves lots on. The guard stands in the write: a lot must come to what the book says.
pub(crate) fn update(brand: BrandId, lots: &[&LotInBook]) -> RowsToWrite {
    let rows = lots
        .iter()
        .filter_map(|known| known.stored.map(|stored| (&known.lot, stored)))
        .map(|(lot, stored)| {
            row_values![
                lot.id,
                lot.remaining - stored.remaining,
                lot.remaining,
                lot.expired - stored.expired,
                lot.expired,
                lot.moved_from
            ]
        })
        .collect();
    let command = sql!(
        "update lot set remaining = remaining + v.column2, expired = expired + v.column4,
                        moved_from = v.column6
         from (values $*(bigint, bigint, bigint, bigint, bigint, bigint)) as v
         where lot.brand_id = $1 and lot.id = v.column1
           and lot.remaining + v.column2 = v.column3
           and lot.expired + v.column4 = v.column5"
    );
    RowsToWrite::update(command, args![brand], rows)
}

/// Finds lots that have expired with something left in them, the longest overdue first.
pub(crate) fn due(
    tx: &mut Tx<'_>,
    now: Timestamp,
    after: Cursor,
    limit: u32,
) -> Result<Vec<DueLot>, DbError> {
    let brand = tx.brand();
    tx.many(
        sql!(
            DueLot,
            "select id, member_id, expires_at from lot
             where brand_id = $1 and remaining > 0 and expires_at is not null
               and expires_at <= $2 and (expires_at, id) > ($3, $4)
             order by expires_at, id limit $5"
        ),
        args![brand, now, after.key, after.id, limit],
    )
}

/// Reads lots in the order of their ids, for the proof.
pub(crate) fn lots_after(tx: &mut Tx<'_>, after: i64, limit: i64) -> Result<Vec<RawLot>, DbError> {
    let brand = tx.brand();
    tx.many(
        sql!(
            RawLot,
            "select id, member_id, asset, posting_id, granted, absorbed, remaining, expired
             from lot where brand_id = $1 and id > $2 order by id limit $3"
        ),
        args![brand, after, limit],
    )
}

/// Reads lots by id, for the proof.
pub(crate) fn raw_by_ids(tx: &mut Tx<'_>, ids: &[i64]) -> Result<Vec<RawLot>, DbError> {
    let brand = tx.brand();
    tx.many_in(
        sql!(
            RawLot,
            "select id, member_id, asset, posting_id, granted, absorbed, remaining, expired
             from lot where brand_id = $1 and id in ($*)"
        ),
        args![brand],
        ids,
    )
}
