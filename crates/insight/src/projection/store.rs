//! The table `projection`: which form a brand's rows have.

use platform::db::{DbError, Tx};
use platform::{args, sql};

pub(super) fn version(tx: &mut Tx<'_>, name: &str) -> Result<Option<i64>, DbError> {
    let query = sql!(
        (i64,),
        "select version from projection where brand_id = $1 and name = $2"
    );
    let brand = tx.brand();
    Ok(tx
        .maybe(query, args![brand, name])?
        .map(|(version,)| version))
}

pub(super) fn note(tx: &mut Tx<'_>, name: &str, version: i64) -> Result<(), DbError> {
    let upsert = sql!(
        "insert into projection (brand_id, name, version) values ($1, $2, $3)
         on conflict (brand_id, name) do update set version = excluded.version"
    );
    let brand = tx.brand();
    tx.execute(upsert, args![brand, name, version])?;
    Ok(())
}
