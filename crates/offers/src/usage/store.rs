//! The table `offer_use`.

use platform::db::{DbError, Fetches, Tx, fetch_in};
use platform::{args, row_values, sql};
use std::collections::BTreeMap;

/// How much of some counters is used; one that was never used is absent.
pub(super) fn load(
    tx: &Tx<'_>,
    counters: Vec<String>,
) -> impl Fetches<Found = Vec<(String, i64)>> + use<> {
    let query = sql!(
        (String, i64),
        "select counter, used from offer_use where brand_id = $1 and counter in ($*)"
    );
    fetch_in(query, args![tx.brand()], counters)
}

/// Uses so much of each counter, up to its limit; answers how many went in. Rows come in the order
/// of their keys, so that two at once do not wait for each other.
pub(super) fn add(
    tx: &mut Tx<'_>,
    counters: &BTreeMap<String, (i64, i64)>,
) -> Result<u64, DbError> {
    let command = sql!(
        "insert into offer_use (brand_id, counter, used, most) values $*
         on conflict (brand_id, counter) do update set
             used = offer_use.used + excluded.used, most = excluded.most
         where offer_use.used + excluded.used <= excluded.most"
    );
    let brand = tx.brand();
    let rows = counters
        .iter()
        .map(|(counter, (used, most))| row_values![brand, counter, used, most]);
    tx.insert_many(command, rows.collect())
}

/// Gives so much of each counter back; never below nothing. In the order of their keys, as [`add`].
pub(super) fn give_back(tx: &mut Tx<'_>, back: &BTreeMap<String, i64>) -> Result<(), DbError> {
    let command = sql!(
        "update offer_use
         set used = case when used > v.column2 then used - v.column2 else 0 end
         from (values $*(text, bigint)) as v
         where offer_use.brand_id = $1 and offer_use.counter = v.column1"
    );
    let rows = back
        .iter()
        .map(|(counter, amount)| row_values![counter, amount]);
    tx.update_from(command, args![tx.brand()], rows.collect())?;
    Ok(())
}
