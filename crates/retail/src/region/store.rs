//! SQL of the table `region`.

use kernel::{Act, RegionId};
use platform::db::{DbError, Tx};
use platform::{args, row, row_values, sql};

row! {
    /// A group of stores, by which people get their scope and figures are summed.
    #[doc(alias = "区域")]
    #[derive(PartialEq, Eq, serde::Serialize)]
    pub struct Region {
        /// Which region.
        pub id: RegionId,
        /// Unique within the brand.
        pub code: String,
        /// What people call it.
        pub name: String,
        /// Counts its changes.
        pub version: i64,
    }
}

pub(crate) fn insert(tx: &mut Tx<'_>, act: Act, region: &Region) -> Result<(), DbError> {
    let command = sql!(
        "insert into region (brand_id, id, code, name, version, created_at)
         values ($1, $2, $3, $4, $5, $6)"
    );
    let brand = tx.brand();
    let Region {
        id,
        code,
        name,
        version,
    } = region;
    tx.execute(command, args![brand, id, code, name, version, act.now])?;
    Ok(())
}

/// Inserts those whose code is not there yet.
pub(crate) fn insert_missing(tx: &mut Tx<'_>, act: Act, regions: &[Region]) -> Result<(), DbError> {
    let command = sql!(
        "insert into region (brand_id, id, code, name, version, created_at) values $*
         on conflict (brand_id, code) do nothing"
    );
    let brand = tx.brand();
    let row = |region: &Region| {
        let Region {
            id,
            code,
            name,
            version,
        } = region;
        row_values![brand, id, code, name, version, act.now]
    };
    tx.insert_many(command, regions.iter().map(row).collect())?;
    Ok(())
}

/// Writes a changed region over the version that it was read in; answers whether it still was.
pub(crate) fn update(tx: &mut Tx<'_>, region: &Region) -> Result<bool, DbError> {
    let command = sql!(
        "update region set name = $3, version = version + 1
         where brand_id = $1 and id = $2 and version = $4"
    );
    let args = args![tx.brand(), region.id, region.name, region.version];
    Ok(tx.execute(command, args)? == 1)
}

pub(crate) fn find(tx: &mut Tx<'_>, id: RegionId) -> Result<Option<Region>, DbError> {
    let query = sql!(
        Region,
        "select id, code, name, version from region where brand_id = $1 and id = $2"
    );
    let brand = tx.brand();
    tx.maybe(query, args![brand, id])
}

/// Up to `limit` regions in the order of their codes, after the region `after`.
pub(crate) fn page(tx: &mut Tx<'_>, after: i64, limit: u32) -> Result<Vec<Region>, DbError> {
    let query = sql!(
        Region,
        "select id, code, name, version from region where brand_id = $1 and code > coalesce(
             (select c.code from region as c where c.brand_id = $1 and c.id = $2), '')
         order by code limit $3"
    );
    let brand = tx.brand();
    tx.many(query, args![brand, after, limit])
}

pub(crate) fn ids_by_code<'a>(
    tx: &mut Tx<'_>,
    codes: impl IntoIterator<Item = &'a str>,
) -> Result<Vec<(String, RegionId)>, DbError> {
    let query = sql!(
        (String, RegionId),
        "select code, id from region where brand_id = $1 and code in ($*)"
    );
    let brand = tx.brand();
    tx.many_in(query, args![brand], codes)
}
