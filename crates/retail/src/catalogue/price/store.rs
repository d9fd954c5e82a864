//! SQL of the table `store_price`.

use crate::StoreSku;
use kernel::{Act, Money, SkuId, StoreId, Value};
use platform::db::{DbError, Fetch, Tx};
use platform::{args, row, row_values, sql};

row! {
    /// A store's own prices of a SKU.
    #[derive(PartialEq, Eq, serde::Serialize)]
    pub struct StorePrice {
        /// Where.
        pub store_id: StoreId,
        /// Of what.
        pub sku_id: SkuId,
        /// What a passer-by pays there.
        pub list_price: Money,
        /// What a member pays there.
        pub member_price: Option<Money>,
        /// Counts its changes.
        pub version: i64,
    }
}

pub(crate) fn insert(tx: &mut Tx<'_>, act: Act, price: &StorePrice) -> Result<(), DbError> {
    let command = sql!(
        "insert into store_price (brand_id, store_id, sku_id, list_price, member_price, version,
             updated_by, updated_at)
         values ($1, $2, $3, $4, $5, $6, $7, $8)"
    );
    let brand = tx.brand();
    let StorePrice {
        store_id,
        sku_id,
        list_price,
        member_price,
        version,
    } = price;
    let args = args![
        brand,
        store_id,
        sku_id,
        list_price,
        member_price,
        version,
        act.by,
        act.now
    ];
    tx.execute(command, args)?;
    Ok(())
}

/// Writes prices over the version that they were read in; answers whether they still were.
pub(crate) fn update(tx: &mut Tx<'_>, act: Act, price: &StorePrice) -> Result<bool, DbError> {
    let command = sql!(
        "update store_price set list_price = $4, member_price = $5, version = version + 1,
             updated_by = $7, updated_at = $8
         where brand_id = $1 and store_id = $2 and sku_id = $3 and version = $6"
    );
    let brand = tx.brand();
    let StorePrice {
        store_id,
        sku_id,
        list_price,
        member_price,
        version,
    } = price;
    let args = args![
        brand,
        store_id,
        sku_id,
        list_price,
        member_price,
        version,
        act.by,
        act.now
    ];
    Ok(tx.execute(command, args)? == 1)
}

/// Removes prices that are still in `version`; answers whether they were.
pub(crate) fn delete(tx: &mut Tx<'_>, price: &StorePrice) -> Result<bool, DbError> {
    let command = sql!(
        "delete from store_price
         where brand_id = $1 and store_id = $2 and sku_id = $3 and version = $4"
    );
    let brand = tx.brand();
    Ok(tx.execute(
        command,
        args![brand, price.store_id, price.sku_id, price.version],
    )? == 1)
}

pub(crate) fn find(
    tx: &mut Tx<'_>,
    (store_id, sku_id): StoreSku,
) -> Result<Option<StorePrice>, DbError> {
    Ok(find_in_store(tx, store_id, [sku_id])?.pop())
}

/// The own prices of one store for some SKUs.
pub(crate) fn find_in_store(
    tx: &mut Tx<'_>,
    store_id: StoreId,
    sku_ids: impl IntoIterator<Item = SkuId>,
) -> Result<Vec<StorePrice>, DbError> {
    let query = sql!(
        StorePrice,
        "select store_id, sku_id, list_price, member_price, version
         from store_price where brand_id = $1 and store_id = $2 and sku_id in ($*)"
    );
    let brand = tx.brand();
    tx.many_in(query, args![brand, store_id], sku_ids)
}

/// The query for the own prices of many stores, each for SKUs of its own.
pub(crate) fn fetch_among(tx: &Tx<'_>, keys: &[StoreSku]) -> Fetch<StorePrice> {
    let query = sql!(
        StorePrice,
        "select store_id, sku_id, list_price, member_price, version
         from store_price where brand_id = $1
             and (store_id, sku_id) in (
                 select column1, column2 from (values $*(bigint, bigint)) as v)"
    );
    let keys: Vec<Vec<Value>> = keys
        .iter()
        .map(|(store_id, sku_id)| row_values![store_id, sku_id])
        .collect();
    platform::db::fetch_among(query, args![tx.brand()], keys)
}
