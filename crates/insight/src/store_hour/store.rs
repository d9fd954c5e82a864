//! The table `store_hour`: sales of a store in one hour of a business day.

use super::{Key, Sum};
use access::StoreFilter;
use kernel::{BusinessDate, Money};
use platform::db::{DbError, Tx};
use platform::{args, row, row_values, sql};
use std::collections::BTreeMap;

row! {
    /// What was sold in one hour of a business day.
    pub(crate) struct HourSum {
        pub business_date: BusinessDate,
        pub hour: i64,
        pub orders: i64,
        pub sales: Money,
    }
}

/// Adds to the hours, in key order.
pub(super) fn add(tx: &mut Tx<'_>, hours: &BTreeMap<Key, Sum>) -> Result<(), DbError> {
    let upsert = sql!(
        "insert into store_hour (brand_id, business_date, store_id, hour, orders, sales)
         values $*
         on conflict (brand_id, business_date, store_id, hour) do update set
           orders = store_hour.orders + excluded.orders,
           sales = store_hour.sales + excluded.sales"
    );
    let brand = tx.brand();
    let row = |(&(date, store, hour), &(orders, sales)): (&Key, &Sum)| {
        row_values![brand, date, store, hour, orders, sales]
    };
    tx.insert_many(upsert, hours.iter().map(row).collect())?;
    Ok(())
}

/// The hours of a period over all stores or over some, added up over the stores (in one part or in
/// several).
pub(crate) fn by_hour(
    tx: &mut Tx<'_>,
    from: BusinessDate,
    to: BusinessDate,
    stores: &StoreFilter,
) -> Result<Vec<HourSum>, DbError> {
    let query = sql!(
        HourSum,
        "select business_date, hour, cast(sum(orders) as bigint), cast(sum(sales) as bigint)
         from store_hour
         where brand_id = $1 and business_date >= $2 and business_date <= $3
           and (cast($4 as bigint) = 1 or store_id in ($*))
         group by business_date, hour"
    );
    let (all, list) = stores.as_list();
    let brand = tx.brand();
    tx.many_in(query, args![brand, from, to, all], list)
}

/// Takes all hours away.
pub(crate) fn clear(tx: &mut Tx<'_>) -> Result<(), DbError> {
    let brand = tx.brand();
    tx.execute(
        sql!("delete from store_hour where brand_id = $1"),
        args![brand],
    )?;
    Ok(())
}
