//! 品牌: the chain that owns the data; the unit of isolation and of sharding.

pub(crate) mod http;
mod store;

use crate::AccessError;
use kernel::{Act, BrandId, Invalid, Timestamp, ZoneName};
use platform::db::{Db, DbError, Tx};
use platform::http::StaleEdit;

pub use store::Brand;

/// A brand that is to be founded.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewBrand {
    /// What people type at the log-in: 2 to 32 of `a-z`, `0-9`, `-`.
    pub code: String,
    /// What people call it.
    pub name: String,
    /// ISO 4217 code of its one currency.
    pub currency: String,
    /// The zone of what belongs to no store.
    pub zone: ZoneName,
}

/// Letters that a name may hold.
const NAME_MAX: usize = 60;

/// Brands are looked up before any brand is known, so they share this place in the queue.
pub(crate) const NO_BRAND: BrandId = BrandId(0);

/// Writes a brand down, in a transaction of that brand.
pub fn create_brand(tx: &mut Tx<'_>, act: &Act, new: &NewBrand) -> Result<BrandId, AccessError> {
    check(new)?;
    let id = tx.brand();
    if store::insert(tx, id, new, act.now)? {
        store::note_first(tx, id, act.now)?;
        Ok(id)
    } else {
        Err(AccessError::BrandCodeTaken {
            code: new.code.clone(),
        })
    }
}

/// Refuses unless the brand that this transaction founds is the first of the database. Of two that
/// are founded at once, one is.
pub fn require_first_brand(tx: &mut Tx<'_>, act: &Act) -> Result<(), AccessError> {
    let id = tx.brand();
    let is_first = store::note_first(tx, id, act.now)?;
    is_first.then_some(()).ok_or(AccessError::AlreadyFounded)
}

/// Whether this database has a brand.
pub async fn is_founded(db: &Db) -> Result<bool, DbError> {
    db.read(NO_BRAND, store::has_first).await
}

/// The brand of this transaction.
pub fn get_brand(tx: &mut Tx<'_>) -> Result<Brand, AccessError> {
    let brand_id = tx.brand();
    store::find(tx)?.ok_or(AccessError::BrandNotFound { brand_id })
}

/// The brand with a code, whichever it is.
pub async fn find_brand_by_code(db: &Db, code: &str) -> Result<Option<Brand>, DbError> {
    let code = code.trim().to_lowercase();
    db.read(NO_BRAND, move |tx| store::find_by_code(tx, &code))
        .await
}

/// All brands of this database, in the order of their founding. Blocks.
pub fn list_brands(db: &Db) -> Result<Vec<Brand>, DbError> {
    db.read_blocking(NO_BRAND, store::list)
}

/// Changes what is given, if nobody was faster.
pub(crate) fn edit(
    tx: &mut Tx<'_>,
    name: Option<&str>,
    zone: Option<&ZoneName>,
    seen: i64,
    now: Timestamp,
) -> Result<Brand, AccessError> {
    let before = get_brand(tx)?;
    let name = name.unwrap_or(&before.name);
    let zone = zone.unwrap_or(&before.zone);
    let mut wrong = Invalid::new();
    wrong.text("/name", name, NAME_MAX);
    wrong.check()?;
    if !store::edit(tx, name, zone, seen, now)? {
        return Err(StaleEdit::MovedOn.into());
    }
    get_brand(tx)
}

/// Says all that is wrong with a brand that is to be founded.
pub fn check(new: &NewBrand) -> Result<(), Invalid> {
    let mut wrong = Invalid::new();
    wrong.text("/name", &new.name, NAME_MAX);
    let is_code = (2..=32).contains(&new.code.len())
        && new
            .code
            .bytes()
            .all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == b'-');
    if !is_code {
        wrong.add(
            "/code",
            "value.wrong_format",
            [("example", "my-chain".into())],
        );
    }
    if new.currency.len() != 3 || !new.currency.bytes().all(|c| c.is_ascii_uppercase()) {
        wrong.add(
            "/currency",
            "value.wrong_format",
            [("example", "CNY".into())],
        );
    }
    wrong.check()
}
