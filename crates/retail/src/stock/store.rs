//! SQL of the tables `stock` and `stock_entry`.

use super::rules::Move;
use crate::StoreSku;
use kernel::{BrandId, SkuId, StaffId, StoreId, Timestamp, Value};
use platform::db::{DbError, Fetch, RowsToWrite, Tx, fetch_among};
use platform::{args, row, row_values, sql};

row! {
    /// What is on the shelf.
    #[derive(PartialEq, Eq)]
    pub(crate) struct StockLevel {
        /// Where.
        pub store_id: StoreId,
        /// Of what.
        pub sku_id: SkuId,
        /// How many of the SKU's units; below zero if the store sold what the books did not have.
        pub quantity: i64,
    }
}

row! {
    /// One move of stock.
    #[derive(PartialEq, Eq)]
    pub struct StockEntry {
        /// Which move.
        pub id: i64,
        /// How many came (or went, below zero).
        pub quantity: i64,
        /// The level it led to.
        pub level_after: i64,
        /// Why.
        pub cause: super::StockCauseKind,
        /// The sale or the return it belongs to.
        pub cause_id: Option<i64>,
        /// Why, in somebody's words.
        pub reason: Option<String>,
        /// By whom; nobody if the house itself did it.
        pub staff_id: Option<StaffId>,
        /// When.
        pub moved_at: Timestamp,
    }
}

row! {
    /// A level under its lock, with the last move that led to it; 0 for a shelf that never moved.
    pub(crate) struct LockedLevel {
        pub store_id: StoreId,
        pub sku_id: SkuId,
        pub quantity: i64,
        pub last_entry_id: i64,
    }
}

/// A level that changes from what was read under its lock.
pub(crate) struct Change {
    pub key: StoreSku,
    pub before: i64,
    pub after: i64,
    pub last_entry_id: i64,
    pub now: Timestamp,
}

/// A move with its id and that of the one before it on its shelf.
pub(crate) struct Numbered {
    pub id: i64,
    pub before_id: i64,
    pub entry: Move,
}

/// The query that locks the levels of these keys, which are sorted, in their order. A key without
/// a row is left out.
pub(crate) fn locked(tx: &Tx<'_>, keys: &[StoreSku]) -> Fetch<LockedLevel> {
    let query = sql!(
        LockedLevel,
        "select store_id, sku_id, quantity, last_entry_id from stock
         where brand_id = $1 and (store_id, sku_id) in (
                 select column1, column2 from (values $*(bigint, bigint)) as v)
         order by store_id, sku_id for update"
    );
    let rows = keys
        .iter()
        .map(|(store_id, sku_id)| row_values![store_id, sku_id])
        .collect();
    fetch_among(query, args![tx.brand()], rows)
}

/// Puts an empty shelf, which never moved, where there is none.
pub(crate) fn insert_missing(tx: &mut Tx<'_>, keys: &[StoreSku]) -> Result<(), DbError> {
    let command = sql!(
        "insert into stock (brand_id, store_id, sku_id, quantity, updated_at) values $*
         on conflict (brand_id, store_id, sku_id) do nothing"
    );
    let brand = tx.brand();
    let row = |(store_id, sku_id): &StoreSku| row_values![brand, store_id, sku_id, 0_i64, 0_i64];
    tx.insert_many(command, keys.iter().map(row).collect())?;
    Ok(())
}

/// Takes away shelves that were put up and on which nothing ever was.
pub(crate) fn delete_unused(tx: &mut Tx<'_>, keys: &[StoreSku]) -> Result<(), DbError> {
    if keys.is_empty() {
        return Ok(());
    }
    let command = sql!(
        "delete from stock
         where brand_id = $1 and updated_at = 0 and quantity = 0
             and (store_id, sku_id) in
                 (select column1, column2 from (values $*(bigint, bigint)) as v)"
    );
    let row = |(store_id, sku_id): &StoreSku| row_values![store_id, sku_id];
    let args = args![tx.brand()];
    tx.update_from(command, args, keys.iter().map(row).collect())?;
    Ok(())
}

/// What writes levels over those they were decided on; the count tells how many still were.
pub(crate) fn update(brand: BrandId, changes: &[Change]) -> RowsToWrite {
    let command = sql!(
        "update stock set quantity = v.column4, last_entry_id = v.column5,
             updated_at = v.column6
         from (values $*(bigint, bigint, bigint, bigint, bigint, bigint)) as v
         where stock.brand_id = $1 and stock.store_id = v.column1 and stock.sku_id = v.column2
             and stock.quantity = v.column3"
    );
    let row = |change: &Change| {
        let (store_id, sku_id) = change.key;
        row_values![
            store_id,
            sku_id,
            change.before,
            change.after,
            change.last_entry_id,
            change.now
        ]
    };
    RowsToWrite::update(command, args![brand], changes.iter().map(row).collect())
}

/// What writes moves down.
pub(crate) fn insert_entries(brand: BrandId, moves: Vec<Numbered>) -> RowsToWrite {
    let command = sql!(
        "insert into stock_entry (brand_id, id, store_id, sku_id, before_id, quantity, level_after,
             cause, cause_id, reason, staff_id, moved_at)
         values $*"
    );
    let rows: Vec<Vec<Value>> = moves
        .into_iter()
        .map(|numbered| {
            let one = numbered.entry;
            let (store_id, sku_id) = one.key;
            row_values![
                brand,
                numbered.id,
                store_id,
                sku_id,
                numbered.before_id,
                one.quantity,
                one.level_after,
                one.cause.kind(),
                one.cause.id(),
                one.reason,
                one.act.by,
                one.act.now,
            ]
        })
        .collect();
    RowsToWrite::insert(command, rows)
}

/// The levels of some SKUs in one store; a SKU without a row is left out.
pub(crate) fn levels_in_store(
    tx: &mut Tx<'_>,
    store_id: StoreId,
    sku_ids: impl IntoIterator<Item = SkuId>,
) -> Result<Vec<StockLevel>, DbError> {
    let query = sql!(
        StockLevel,
        "select store_id, sku_id, quantity from stock
         where brand_id = $1 and store_id = $2 and sku_id in ($*)"
    );
    let brand = tx.brand();
    tx.many_in(query, args![brand, store_id], sku_ids)
}

/// The last move of a SKU in a store, or the last before another; none if there is none.
pub(crate) fn last_entry(
    tx: &mut Tx<'_>,
    (store_id, sku_id): StoreSku,
    before: Option<i64>,
) -> Result<Option<i64>, DbError> {
    let brand = tx.brand();
    let found = match before {
        None => tx.maybe(
            sql!(
                (i64,),
                "select last_entry_id from stock
                 where brand_id = $1 and store_id = $2 and sku_id = $3"
            ),
            args![brand, store_id, sku_id],
        ),
        Some(before) => tx.maybe(
            sql!(
                (i64,),
                "select before_id from stock_entry
                 where brand_id = $1 and store_id = $2 and sku_id = $3 and id = $4"
            ),
            args![brand, store_id, sku_id, before],
        ),
    };
    Ok(found?.map(|(id,)| id).filter(|id| *id != 0))
}

/// Up to `limit` moves of one shelf, the latest first, from a move on: each names the one before
/// it.
pub(crate) fn entries_from(
    tx: &mut Tx<'_>,
    last: i64,
    limit: u32,
) -> Result<Vec<StockEntry>, DbError> {
    let query = sql!(
        StockEntry,
        "with recursive shelf (id, before_id, place) as (
             select id, before_id, cast(1 as bigint) from stock_entry
             where brand_id = $1 and id = $2
             union all
             select e.id, e.before_id, s.place + 1 from shelf as s
             join stock_entry as e on e.brand_id = $1 and e.id = s.before_id
             where s.place < $3
         )
         select e.id, e.quantity, e.level_after, e.cause, e.cause_id, e.reason, e.staff_id,
             e.moved_at
         from shelf as s join stock_entry as e on e.brand_id = $1 and e.id = s.id
         order by s.place"
    );
    let brand = tx.brand();
    tx.many(query, args![brand, last, limit])
}

/// Levels that their moves do not add up to: store, SKU, level, sum of moves.
pub(crate) fn unequal(
    tx: &mut Tx<'_>,
    limit: u32,
) -> Result<Vec<(StoreId, SkuId, i64, i64)>, DbError> {
    let query = sql!(
        (StoreId, SkuId, i64, i64),
        "select s.store_id, s.sku_id, s.quantity, coalesce(e.total, 0)
         from stock as s
         left join (
             select store_id, sku_id, cast(sum(quantity) as bigint) as total
             from stock_entry where brand_id = $1 group by store_id, sku_id
         ) as e on e.store_id = s.store_id and e.sku_id = s.sku_id
         where s.brand_id = $1 and s.quantity <> coalesce(e.total, 0)
         order by s.store_id, s.sku_id limit $2"
    );
    let brand = tx.brand();
    tx.many(query, args![brand, limit])
}
