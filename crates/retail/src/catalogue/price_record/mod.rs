//! 价格记录: what was asked for each SKU, and from when, so that a crossed-out price can be shown to
//! have been a real one: 《明码标价和禁止价格欺诈规定》 looks at the seven days before a promotion.
//!
//! Guarantees: every list or member price that was ever set has a row, written in the act that set
//! it; rows are never changed. A price holds until the next row.

mod http;
mod rules;
mod store;
#[cfg(test)]
mod tests;

pub(crate) use http::routes;
pub use store::PriceRecord;

use super::store::Sku;
use crate::StoreSku;
use kernel::{Act, Cursor, Money, Page, SkuId, StoreId, Timestamp};
use platform::db::{DbError, Tx};
use std::collections::{BTreeSet, HashMap};

/// What stands in the place of a store where the whole chain is meant.
const CHAIN: StoreId = StoreId(0);

/// Writes down what the chain asks for some SKUs from now on.
pub(crate) fn note_chain<'a>(
    tx: &mut Tx<'_>,
    act: Act,
    skus: impl IntoIterator<Item = &'a Sku>,
) -> Result<(), DbError> {
    let asked = skus.into_iter().map(|sku| PriceRecord {
        sku_id: sku.id,
        store_id: CHAIN,
        from_at: act.now,
        list_price: Some(sku.list_price),
        member_price: sku.member_price,
    });
    note(tx, asked.collect())
}

/// Writes down what a store asks for a SKU from now on; no list price where the chain's counts
/// again.
pub(crate) fn note_store(
    tx: &mut Tx<'_>,
    act: Act,
    (store_id, sku_id): StoreSku,
    list_price: Option<Money>,
    member_price: Option<Money>,
) -> Result<(), DbError> {
    let asked = PriceRecord {
        sku_id,
        store_id,
        from_at: act.now,
        list_price,
        member_price,
    };
    note(tx, vec![asked])
}

fn note(tx: &mut Tx<'_>, asked: Vec<PriceRecord>) -> Result<(), DbError> {
    let keys: Vec<StoreSku> = asked.iter().map(PriceRecord::key).collect();
    let latest = store::latest(tx, &keys)?;
    store::insert(tx, &rules::what_is_new(asked, latest))
}

/// Every list price that somebody could have been asked in a store at some moment of a time, `to`
/// not counted. What a SKU cost before its record began is not known.
fn prices_charged(
    tx: &mut Tx<'_>,
    keys: &[StoreSku],
    (from, to): (Timestamp, Timestamp),
) -> Result<HashMap<StoreSku, BTreeSet<Money>>, DbError> {
    let of_chain = keys.iter().map(|(_, sku_id)| (CHAIN, *sku_id));
    let asked: BTreeSet<StoreSku> = keys.iter().copied().chain(of_chain).collect();
    let mut records: HashMap<StoreSku, Vec<PriceRecord>> = HashMap::new();
    for record in store::within(tx, asked, (from, to))? {
        records.entry(record.key()).or_default().push(record);
    }
    for of_key in records.values_mut() {
        of_key.sort_unstable_by_key(|record| record.from_at);
    }
    let of = |key: StoreSku| records.get(&key).map_or(&[][..], Vec::as_slice);
    let charged = |key: &StoreSku| {
        let prices = rules::prices_charged(of(*key), of((CHAIN, key.1)), (from, to));
        (*key, prices)
    };
    Ok(keys.iter().map(charged).collect())
}

/// The lowest list price that held in a store at some moment of a time, `to` not counted; what has
/// no record of that time is left out.
fn lowest_prices(
    tx: &mut Tx<'_>,
    keys: &[StoreSku],
    time: (Timestamp, Timestamp),
) -> Result<HashMap<StoreSku, Money>, DbError> {
    let charged = prices_charged(tx, keys, time)?;
    let lowest = |(key, prices): (StoreSku, BTreeSet<Money>)| Some((key, *prices.first()?));
    Ok(charged.into_iter().filter_map(lowest).collect())
}

/// The same of what the chain asks where a store has no price of its own.
pub fn lowest_chain_prices(
    tx: &mut Tx<'_>,
    skus: &[SkuId],
    time: (Timestamp, Timestamp),
) -> Result<HashMap<SkuId, Money>, DbError> {
    let keys: Vec<StoreSku> = skus.iter().map(|sku_id| (CHAIN, *sku_id)).collect();
    let lowest = lowest_prices(tx, &keys, time)?.into_iter();
    Ok(lowest.map(|((_, sku_id), price)| (sku_id, price)).collect())
}

/// A page of the record of a SKU, of the chain's prices or of a store's own, the latest first.
pub(crate) fn list_price_record(
    tx: &mut Tx<'_>,
    sku_id: SkuId,
    store_id: Option<StoreId>,
    cursor: Option<Cursor>,
    limit: u32,
) -> Result<Page<PriceRecord>, DbError> {
    let before = cursor.map_or(i64::MAX, |cursor| cursor.key);
    let key = (store_id.unwrap_or(CHAIN), sku_id);
    let rows = store::page(tx, key, before, limit + 1)?;
    Ok(Page::of(rows, limit, |record| Cursor {
        key: record.from_at.0,
        id: 0,
    }))
}

impl PriceRecord {
    fn key(&self) -> StoreSku {
        (self.store_id, self.sku_id)
    }
}
