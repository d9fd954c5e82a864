//! The table `figures_beat`: how often the figures of a brand have moved on.

use platform::db::{DbError, Tx};
use platform::{args, sql};

/// How often they have.
pub(super) fn beat(tx: &mut Tx<'_>) -> Result<i64, DbError> {
    let query = sql!((i64,), "select beat from figures_beat where brand_id = $1");
    let brand = tx.brand();
    let beat = tx.maybe(query, args![brand])?;
    Ok(beat.map_or(0, |(beat,)| beat))
}

/// They have once more.
pub(crate) fn beat_once(tx: &mut Tx<'_>) -> Result<(), DbError> {
    let upsert = sql!(
        "insert into figures_beat (brand_id, beat) values ($1, 1)
         on conflict (brand_id) do update set beat = figures_beat.beat + 1"
    );
    let brand = tx.brand();
    tx.execute(upsert, args![brand])?;
    Ok(())
}
