//! SQL of the table `price_record`.

use crate::StoreSku;
use kernel::{Money, SkuId, StoreId, Timestamp, Value};
use platform::db::{DbError, Tx};
use platform::{args, row, row_values, sql};

row! {
    /// What was asked for a SKU from a moment on.
    #[doc(alias = "价格记录")]
    #[derive(PartialEq, Eq)]
    pub struct PriceRecord {
        /// Of what.
        pub sku_id: SkuId,
        /// Where; 0 for the whole chain.
        pub store_id: StoreId,
        /// From when.
        pub from_at: Timestamp,
        /// What a passer-by pays; none where a store gave its own price up.
        pub list_price: Option<Money>,
        /// What a member pays.
        pub member_price: Option<Money>,
    }
}

pub(crate) fn insert(tx: &mut Tx<'_>, records: &[PriceRecord]) -> Result<(), DbError> {
    let command = sql!(
        "insert into price_record (brand_id, sku_id, store_id, from_at, list_price, member_price)
         values $*"
    );
    let brand = tx.brand();
    let row = |record: &PriceRecord| {
        let PriceRecord {
            sku_id,
            store_id,
            from_at,
            list_price,
            member_price,
        } = record;
        row_values![brand, sku_id, store_id, from_at, list_price, member_price]
    };
    tx.insert_many(command, records.iter().map(row).collect())?;
    Ok(())
}

/// The latest record of each key that has one.
pub(crate) fn latest(tx: &mut Tx<'_>, keys: &[StoreSku]) -> Result<Vec<PriceRecord>, DbError> {
    let query = sql!(
        PriceRecord,
        "select r.sku_id, r.store_id, r.from_at, r.list_price, r.member_price
         from price_record as r
         where r.brand_id = $1
             and (r.sku_id, r.store_id) in (
                 select column1, column2 from (values $*(bigint, bigint)) as v)
             and r.from_at = (select max(l.from_at) from price_record as l
                 where l.brand_id = $1 and l.sku_id = r.sku_id and l.store_id = r.store_id)"
    );
    let brand = tx.brand();
    tx.many_among(query, args![brand], rows(keys.iter().copied()))
}

/// The records of some keys that count in a time: those of the time, and the last one before.
pub(crate) fn within(
    tx: &mut Tx<'_>,
    keys: impl IntoIterator<Item = StoreSku>,
    (from, to): (Timestamp, Timestamp),
) -> Result<Vec<PriceRecord>, DbError> {
    let query = sql!(
        PriceRecord,
        "select r.sku_id, r.store_id, r.from_at, r.list_price, r.member_price
         from price_record as r
         where r.brand_id = $1
             and (r.sku_id, r.store_id) in (
                 select column1, column2 from (values $*(bigint, bigint)) as v)
             and r.from_at < $3
             and r.from_at >= coalesce((select max(l.from_at) from price_record as l
                 where l.brand_id = $1 and l.sku_id = r.sku_id and l.store_id = r.store_id
                     and l.from_at <= $2), $2)"
    );
    let brand = tx.brand();
    tx.many_among(query, args![brand, from, to], rows(keys))
}

/// Up to `limit` records of a key from before a moment, the latest first.
pub(crate) fn page(
    tx: &mut Tx<'_>,
    (store_id, sku_id): StoreSku,
    before: i64,
    limit: u32,
) -> Result<Vec<PriceRecord>, DbError> {
    let query = sql!(
        PriceRecord,
        "select sku_id, store_id, from_at, list_price, member_price
         from price_record
         where brand_id = $1 and sku_id = $2 and store_id = $3 and from_at < $4
         order by from_at desc limit $5"
    );
    let brand = tx.brand();
    tx.many(query, args![brand, sku_id, store_id, before, limit])
}

fn rows(keys: impl IntoIterator<Item = StoreSku>) -> Vec<Vec<Value>> {
    let row = |(store_id, sku_id): StoreSku| row_values![sku_id, store_id];
    keys.into_iter().map(row).collect()
}
