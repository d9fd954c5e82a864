//! The tables `tier_list` and `tier`.

use super::rules::Tier;
use kernel::{Rate, TierId};
use platform::db::{DbError, Fetches, Tx, fetch};
use platform::{args, row, row_values, sql};

row! {
    struct TierRow {
        id: TierId,
        rank: i64,
        name: String,
        discount: Rate,
        points_multiplier: Rate,
    }
}

/// The version of the brand's list; 0 before its first edit.
pub(super) fn version(tx: &mut Tx<'_>) -> Result<i64, DbError> {
    let query = sql!((i64,), "select version from tier_list where brand_id = $1");
    let brand = tx.brand();
    let row = tx.maybe(query, args![brand])?;
    Ok(row.map_or(0, |(version,)| version))
}

/// Keeps the list as it is until the transaction ends.
pub(super) fn hold_list(tx: &mut Tx<'_>) -> Result<(), DbError> {
    let query = sql!(
        (i64,),
        "select version from tier_list where brand_id = $1 for update"
    );
    let brand = tx.brand();
    tx.maybe(query, args![brand])?;
    Ok(())
}

/// Counts an edit of the list. Until the transaction ends nobody else edits it.
pub(super) fn next_version(tx: &mut Tx<'_>) -> Result<i64, DbError> {
    let query = sql!(
        (i64,),
        "insert into tier_list (brand_id, version) values ($1, 1)
         on conflict (brand_id) do update set version = tier_list.version + 1
         returning version"
    );
    let brand = tx.brand();
    tx.one(query, args![brand]).map(|(version,)| version)
}

/// The tiers, the lowest rank first.
pub(super) fn list(tx: &Tx<'_>) -> impl Fetches<Found = Vec<Tier>> + use<> {
    let query = sql!(
        TierRow,
        "select id, rank, name, discount, points_multiplier from tier
         where brand_id = $1 order by rank"
    );
    let tier = |row: TierRow| Tier {
        id: row.id,
        rank: row.rank,
        name: row.name,
        discount: row.discount,
        points_multiplier: row.points_multiplier,
    };
    fetch(query, args![tx.brand()]).then(move |rows| Ok(rows.into_iter().map(tier).collect()))
}

/// Puts these tiers in the place of the present ones. All rows go first, so that two tiers may
/// exchange their ranks or names.
pub(super) fn replace(tx: &mut Tx<'_>, tiers: &[Tier]) -> Result<(), DbError> {
    let clear = sql!("delete from tier where brand_id = $1");
    let insert =
        sql!("insert into tier (brand_id, id, rank, name, discount, points_multiplier) values $*");
    let brand = tx.brand();
    tx.execute(clear, args![brand])?;
    let row = |tier: &Tier| {
        let (discount, multiplier) = (tier.discount, tier.points_multiplier);
        row_values![brand, tier.id, tier.rank, tier.name, discount, multiplier]
    };
    tx.insert_many(insert, tiers.iter().map(row).collect())?;
    Ok(())
}
