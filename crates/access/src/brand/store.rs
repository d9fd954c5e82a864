//! The table `brand`, the one table whose rows have no brand before them, and `first_brand`, which
//! tells that there is one.

use super::{NO_BRAND, NewBrand};
use kernel::{BrandId, Timestamp, ZoneName};
use platform::db::{DbError, Tx};
use platform::{args, row, sql};

row! {
    /// A brand as stored.
    #[doc(alias = "品牌")]
    #[derive(PartialEq, Eq)]
    pub struct Brand {
        /// Which.
        pub id: BrandId,
        /// What people type at the log-in.
        pub code: String,
        /// What people call it.
        pub name: String,
        /// ISO 4217 code of its one currency.
        pub currency: String,
        /// The zone of what belongs to no store.
        pub zone: ZoneName,
        /// Rises with every change.
        pub version: i64,
        /// When it was founded.
        pub created_at: Timestamp,
    }
}

pub fn insert(
    tx: &mut Tx<'_>,
    id: BrandId,
    new: &NewBrand,
    now: Timestamp,
) -> Result<bool, DbError> {
    let insert = sql!(
        "insert into brand (id, code, name, currency, zone, version, created_at, updated_at) \
         values ($1, $2, $3, $4, $5, 1, $6, $6) on conflict do nothing"
    );
    let args = args![id, new.code, new.name.trim(), new.currency, new.zone, now];
    Ok(tx.execute(insert, args)? == 1)
}

/// Notes that there is a brand; answers whether there was none. Of two who ask at once, the later
/// one waits for the end of the other's transaction.
pub fn note_first(tx: &mut Tx<'_>, id: BrandId, now: Timestamp) -> Result<bool, DbError> {
    let insert = sql!(
        "insert into first_brand (brand_id, founded_id, founded_at) values ($1, $2, $3) \
         on conflict do nothing"
    );
    Ok(tx.execute(insert, args![NO_BRAND, id, now])? == 1)
}

/// Whether there is a brand.
pub fn has_first(tx: &mut Tx<'_>) -> Result<bool, DbError> {
    let find = sql!(
        (BrandId,),
        "select founded_id from first_brand where brand_id = $1"
    );
    Ok(tx.maybe(find, args![NO_BRAND])?.is_some())
}

pub fn find(tx: &mut Tx<'_>) -> Result<Option<Brand>, DbError> {
    let find = sql!(
        Brand,
        "select id, code, name, currency, zone, version, created_at from brand where id = $1"
    );
    tx.maybe(find, args![tx.brand()])
}

pub fn find_by_code(tx: &mut Tx<'_>, code: &str) -> Result<Option<Brand>, DbError> {
    let find = sql!(
        Brand,
        "select id, code, name, currency, zone, version, created_at from brand where code = $1"
    );
    tx.maybe(find, args![code])
}

pub fn list(tx: &mut Tx<'_>) -> Result<Vec<Brand>, DbError> {
    let list = sql!(
        Brand,
        "select id, code, name, currency, zone, version, created_at from brand order by id"
    );
    tx.many(list, args![])
}

pub fn edit(
    tx: &mut Tx<'_>,
    name: &str,
    zone: &ZoneName,
    seen: i64,
    now: Timestamp,
) -> Result<bool, DbError> {
    let update = sql!(
        "update brand set name = $2, zone = $3, version = version + 1, updated_at = $5 \
         where id = $1 and version = $4"
    );
    Ok(tx.execute(update, args![tx.brand(), name.trim(), zone, seen, now])? == 1)
}
