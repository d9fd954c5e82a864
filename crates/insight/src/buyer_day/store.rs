//! The table `buyer_day`: who bought in a store on a business day, and how often.

use super::Key;
use super::pack::{self, Orders};
use super::rules::Bought;
use access::StoreFilter;
use kernel::{BusinessDate, MemberId, StoreId};
use platform::db::{DbError, Tx};
use platform::{args, row, row_values, sql};
use std::collections::BTreeMap;

row! {
    /// Who bought on a day, packed.
    struct Packed {
        business_date: BusinessDate,
        store_id: StoreId,
        buyers: Vec<u8>,
    }
}

impl Packed {
    fn unpack(&self) -> Result<impl Iterator<Item = (MemberId, i32)> + '_, DbError> {
        let (date, store) = (self.business_date, self.store_id);
        pack::unpack(&self.buyers)
            .ok_or_else(|| DbError::Bug(format!("the buyers of {store} on {date} are no pack")))
    }
}

/// Adds to the days.
pub(super) fn add(tx: &mut Tx<'_>, mut days: BTreeMap<Key, Orders>) -> Result<(), DbError> {
    let brand = tx.brand();
    // Two servers may add to one day: what is there is locked before it is read.
    let begin = sql!(
        "insert into buyer_day (brand_id, business_date, store_id, buyers) values $*
         on conflict (brand_id, business_date, store_id) do nothing"
    );
    let key = |&(date, store): &Key| row_values![date, store];
    let nobody = |&(date, store): &Key| row_values![brand, date, store, Vec::<u8>::new()];
    tx.insert_many(begin, days.keys().map(nobody).collect())?;
    let known = tx.many_among(
        sql!(
            Packed,
            "select business_date, store_id, buyers from buyer_day
             where brand_id = $1 and (business_date, store_id) in
               (select column1, column2 from (values $*(text, bigint)) as v)
             order by business_date, store_id for update"
        ),
        args![brand],
        days.keys().map(key).collect(),
    )?;
    for day in &known {
        let orders = days.entry((day.business_date, day.store_id)).or_default();
        for (member, count) in day.unpack()? {
            *orders.entry(member).or_default() += count;
        }
    }
    let put = sql!(
        "insert into buyer_day (brand_id, business_date, store_id, buyers) values $*
         on conflict (brand_id, business_date, store_id) do update set buyers = excluded.buyers"
    );
    let row = |(&(date, store), orders): (&Key, &Orders)| {
        row_values![brand, date, store, pack::pack(orders)]
    };
    tx.insert_many(put, days.iter().map(row).collect())?;
    Ok(())
}

/// Who bought in the stores, day by day and store by store, under the ids of then.
pub(super) fn bought(
    tx: &mut Tx<'_>,
    (from, to): (BusinessDate, BusinessDate),
    stores: &StoreFilter,
) -> Result<Vec<Bought>, DbError> {
    let query = sql!(
        Packed,
        "select business_date, store_id, buyers from buyer_day
         where brand_id = $1 and business_date >= $2 and business_date <= $3
           and (cast($4 as bigint) = 1 or store_id in ($*))"
    );
    let (all, list) = stores.as_list();
    let brand = tx.brand();
    let mut bought = Vec::new();
    for day in tx.many_in(query, args![brand, from, to, all], list)? {
        let on = day.business_date;
        bought.extend(day.unpack()?.map(|(member, orders)| (member, on, orders)));
    }
    Ok(bought)
}

/// Takes all days away.
pub(crate) fn clear(tx: &mut Tx<'_>) -> Result<(), DbError> {
    let brand = tx.brand();
    tx.execute(
        sql!("delete from buyer_day where brand_id = $1"),
        args![brand],
    )?;
    Ok(())
}
