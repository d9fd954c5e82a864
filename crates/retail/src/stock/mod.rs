//! 库存: what is on the shelf of each store, and the journal of every move of it.
//!
//! Guarantees: a level is the sum of its moves; it is decided on under a lock and written over
//! what was read; only SKUs that keep stock have one.

mod http;
mod rules;
mod store;
#[cfg(test)]
mod tests;

pub(crate) use http::routes;
pub use rules::StockBook;
pub use store::StockEntry;

use crate::StoreSku;
use crate::checks;
use crate::error::RetailError;
use crate::{catalogue, store as place};
use kernel::{Act, Cursor, Invalid, OrderId, Page, ReturnId, SkuId, StoreId, Timestamp};
use platform::db::{DbError, Tx};
use rules::Shelf;
use std::collections::{BTreeMap, HashMap, HashSet};
use store::{LockedLevel, Numbered};

/// Units of a SKU that leave or come back to a store's shelf.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct StockMove {
    /// Where.
    pub store_id: StoreId,
    /// Of what.
    pub sku_id: SkuId,
    /// How many; more than zero.
    pub quantity: i64,
}

/// What somebody counted on a store's shelf.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct StockCount {
    /// Where.
    pub store_id: StoreId,
    /// Of what.
    pub sku_id: SkuId,
    /// How many are there.
    pub counted: i64,
}

/// There is less on the shelf than is wanted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("{available} of {sku_id} on the shelf of {store_id}, {required} wanted")]
pub struct StockShort {
    /// Where.
    pub store_id: StoreId,
    /// Of what.
    pub sku_id: SkuId,
    /// How many there are.
    pub available: i64,
    /// How many are wanted.
    pub required: i64,
}

/// Why stock moved.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum StockCause {
    /// It was sold.
    Sale(OrderId),
    /// It came back.
    Return(ReturnId),
    /// Somebody counted.
    Count,
    /// Somebody added or took away.
    Adjustment,
}

kernel::text_enum! {
    /// The word for why stock moved.
    pub enum StockCauseKind {
        /// It was sold.
        Sale = "sale",
        /// It came back.
        Return = "return",
        /// Somebody counted.
        Count = "count",
        /// Somebody added or took away.
        Adjustment = "adjustment",
    }
}

impl StockCause {
    /// The word for it.
    pub const fn kind(self) -> StockCauseKind {
        match self {
            StockCause::Sale(_) => StockCauseKind::Sale,
            StockCause::Return(_) => StockCauseKind::Return,
            StockCause::Count => StockCauseKind::Count,
            StockCause::Adjustment => StockCauseKind::Adjustment,
        }
    }

    /// The sale or the return it belongs to.
    pub const fn id(self) -> Option<i64> {
        match self {
            StockCause::Sale(order_id) => Some(order_id.0),
            StockCause::Return(return_id) => Some(return_id.0),
            StockCause::Count | StockCause::Adjustment => None,
        }
    }
}

/// A level that its moves do not add up to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct StockMismatch {
    /// Where.
    pub store_id: StoreId,
    /// Of what.
    pub sku_id: SkuId,
    /// What the level says.
    pub level: i64,
    /// What the moves come to.
    pub moves: i64,
}

/// Locks the levels of some keys, in their order, for a batch of acts.
///
/// Keys of SKUs that keep no stock may be among them but cost a statement: callers who know leave
/// them out. An empty shelf is put up where there is none.
pub fn load_stock(tx: &mut Tx<'_>, keys: &[StoreSku]) -> Result<StockBook, DbError> {
    let mut keys = keys.to_vec();
    keys.sort_unstable();
    keys.dedup();
    let mut stores: Vec<StoreId> = keys.iter().map(|(store_id, _)| *store_id).collect();
    stores.dedup();
    let levels = store::locked(tx, &keys);
    let lenient = place::stores_with_negative_stock(tx, stores);
    let (mut levels, lenient) = tx.fetch((levels, lenient))?;
    let mut book = StockBook::default();
    if levels.len() < keys.len() {
        let known: HashSet<StoreSku> = levels
            .iter()
            .map(|level| (level.store_id, level.sku_id))
            .collect();
        keys.retain(|key| !known.contains(key));
        levels.extend(put_up_shelves(tx, &mut book, keys)?);
    }
    let lenient: HashSet<StoreId> = lenient.into_iter().map(|(store_id,)| store_id).collect();
    for LockedLevel {
        store_id,
        sku_id,
        quantity,
        last_entry_id,
    } in levels
    {
        let may_go_negative = lenient.contains(&store_id);
        let shelf = Shelf {
            before: quantity,
            level: quantity,
            last_entry_id,
            may_go_negative,
        };
        book.shelves.insert((store_id, sku_id), shelf);
    }
    Ok(book)
}

impl StockBook {
    /// Writes the levels and the moves that led to them.
    pub fn save(self, tx: &mut Tx<'_>) -> Result<(), DbError> {
        let StockBook {
            mut shelves,
            moves,
            put_up: mut unused,
            ..
        } = self;
        let mut moved: BTreeMap<StoreSku, (i64, Timestamp)> = BTreeMap::new();
        let mut entries = Vec::with_capacity(moves.len());
        for entry in moves {
            let (sum, now) = moved.entry(entry.key).or_default();
            *sum = sum.saturating_add(entry.quantity);
            *now = entry.act.now;
            let shelf = shelves.entry(entry.key).or_default();
            let id = tx.new_id();
            let before_id = std::mem::replace(&mut shelf.last_entry_id, id);
            entries.push(Numbered {
                id,
                before_id,
                entry,
            });
        }
        unused.retain(|key| !moved.contains_key(key));
        let mut changes = Vec::new();
        for (key, (sum, now)) in moved {
            let shelf = shelves.get(&key).copied().unwrap_or_default();
            let sank_too_low = shelf.level < 0 && sum < 0 && !shelf.may_go_negative;
            if shelf.before.saturating_add(sum) != shelf.level || sank_too_low {
                return Err(DbError::Bug(format!(
                    "the stock of {key:?} does not add up"
                )));
            }
            changes.push(store::Change {
                key,
                before: shelf.before,
                after: shelf.level,
                last_entry_id: shelf.last_entry_id,
                now,
            });
        }
        let brand = tx.brand();
        let matched = tx.write_rows(vec![
            store::update(brand, &changes),
            store::insert_entries(brand, entries),
        ])?;
        if matched.first() != Some(&(changes.len() as u64)) {
            return Err(DbError::Bug("a level of stock moved under its lock".into()));
        }
        // Acts that were refused leave nothing behind.
        store::delete_unused(tx, &unused)
    }
}

/// Takes what one order sells; nothing is taken if something lacks.
pub fn take_stock(
    tx: &mut Tx<'_>,
    act: Act,
    order_id: OrderId,
    moves: &[StockMove],
) -> Result<(), RetailError> {
    let mut book = load_stock(tx, &keys_of(moves))?;
    book.take(act, order_id, moves)?;
    Ok(book.save(tx)?)
}

/// Puts back what one return brings.
pub fn put_back_stock(
    tx: &mut Tx<'_>,
    act: Act,
    return_id: ReturnId,
    moves: &[StockMove],
) -> Result<(), DbError> {
    let mut book = load_stock(tx, &keys_of(moves))?;
    book.put_back(act, return_id, moves);
    book.save(tx)
}

/// Sets levels to what was counted. The stores exist; a SKU that keeps no stock is refused.
#[doc(alias = "盘点")]
pub fn count_stock(
    tx: &mut Tx<'_>,
    act: Act,
    counts: &[StockCount],
    reason: &str,
) -> Result<(), RetailError> {
    let mut wrong = Invalid::new();
    wrong.text("/reason", reason, checks::REASON_MAX);
    for count in counts {
        wrong.range("/quantity", count.counted, 0, QUANTITY_MAX);
    }
    wrong.check()?;
    let keys: Vec<StoreSku> = counts
        .iter()
        .map(|count| (count.store_id, count.sku_id))
        .collect();
    let mut book = load_stock(tx, &keys)?;
    for StockCount {
        store_id,
        sku_id,
        counted,
    } in counts
    {
        let key = (*store_id, *sku_id);
        let level = book
            .level(key)
            .ok_or(RetailError::StockNotKept { sku_id: *sku_id })?;
        book.note(
            key,
            counted - level,
            StockCause::Count,
            Some(reason.to_owned()),
            act,
        );
    }
    Ok(book.save(tx)?)
}

/// Adds to a level, or takes from it below zero. The store exists; a SKU that keeps no stock is
/// refused.
#[doc(alias = "报损")]
pub fn adjust_stock(
    tx: &mut Tx<'_>,
    act: Act,
    key: StoreSku,
    quantity: i64,
    reason: &str,
) -> Result<(), RetailError> {
    let mut wrong = Invalid::new();
    wrong.text("/reason", reason, checks::REASON_MAX);
    wrong.range("/quantity", quantity, -QUANTITY_MAX, QUANTITY_MAX);
    wrong.check()?;
    let mut book = load_stock(tx, &[key])?;
    let (store_id, sku_id) = key;
    let shelf = *book
        .shelves
        .get(&key)
        .ok_or(RetailError::StockNotKept { sku_id })?;
    if quantity < 0 && shelf.level + quantity < 0 && !shelf.may_go_negative {
        let (available, required) = (shelf.level.max(0), -quantity);
        return Err(StockShort {
            store_id,
            sku_id,
            available,
            required,
        }
        .into());
    }
    book.note(
        key,
        quantity,
        StockCause::Adjustment,
        Some(reason.to_owned()),
        act,
    );
    Ok(book.save(tx)?)
}

/// The levels of some SKUs in one store. A SKU that never moved there is left out.
pub fn load_levels(
    tx: &mut Tx<'_>,
    store_id: StoreId,
    sku_ids: &[SkuId],
) -> Result<HashMap<SkuId, i64>, DbError> {
    let levels = store::levels_in_store(tx, store_id, sku_ids.iter().copied())?;
    Ok(levels
        .into_iter()
        .map(|level| (level.sku_id, level.quantity))
        .collect())
}

/// A page of a SKU's moves in a store, the latest first.
pub fn list_stock_entries(
    tx: &mut Tx<'_>,
    key: StoreSku,
    cursor: Option<Cursor>,
    limit: u32,
) -> Result<Page<StockEntry>, DbError> {
    let rows = match store::last_entry(tx, key, cursor.map(|cursor| cursor.id))? {
        Some(last) => store::entries_from(tx, last, limit + 1)?,
        None => Vec::new(),
    };
    Ok(Page::of(rows, limit, |entry| Cursor {
        key: 0,
        id: entry.id,
    }))
}

/// The first levels that their moves do not add up to; none in a sound database.
pub fn find_stock_mismatches(tx: &mut Tx<'_>, limit: u32) -> Result<Vec<StockMismatch>, DbError> {
    let rows = store::unequal(tx, limit)?;
    Ok(rows
        .into_iter()
        .map(|(store_id, sku_id, level, moves)| StockMismatch {
            store_id,
            sku_id,
            level,
            moves,
        })
        .collect())
}

/// The most units that one count or adjustment may name.
const QUANTITY_MAX: i64 = 100_000_000;

fn keys_of(moves: &[StockMove]) -> Vec<StoreSku> {
    moves.iter().map(|one| (one.store_id, one.sku_id)).collect()
}

/// Puts up empty shelves for those of the keys whose SKU keeps stock, and locks them.
fn put_up_shelves(
    tx: &mut Tx<'_>,
    book: &mut StockBook,
    missing: Vec<StoreSku>,
) -> Result<Vec<LockedLevel>, DbError> {
    let kept = catalogue::skus_that_keep_stock(tx, missing.iter().map(|(_, sku_id)| *sku_id))?;
    let (counted, uncounted): (Vec<StoreSku>, Vec<StoreSku>) = missing
        .into_iter()
        .partition(|(_, sku_id)| kept.contains(sku_id));
    book.uncounted.extend(uncounted);
    if counted.is_empty() {
        return Ok(Vec::new());
    }
    store::insert_missing(tx, &counted)?;
    let levels = store::locked(tx, &counted);
    let levels = tx.fetch(levels)?;
    book.put_up = counted;
    Ok(levels)
}
