//! Stock from a file: 库存导入. A row says how many of a SKU are on a store's shelf.

use super::sheet::{Cells, Reject};
use super::{Ctx, Piece};
use kernel::{SkuId, StoreId};
use platform::db::{DbError, Tx};
use retail::{RetailError, StockCount};
use std::collections::HashMap;

/// The fields that are understood.
pub const FIELDS: &[&str] = &["store", "sku_code", "barcode", "quantity"];

/// The most that a shelf holds: what the journal of stock takes at once.
const QUANTITY_MAX: i64 = 1_000_000_000;

/// Enters some rows as counts. What was counted by the same file before is not counted again: what
/// was sold since would come back to the shelf. Rows that were refused then are new.
pub fn enter(tx: &mut Tx<'_>, ctx: &Ctx, rows: &[Cells<'_>]) -> Result<Piece, DbError> {
    let mut piece = Piece::default();
    let skus = Skus::load(tx, rows)?;
    let mut counts: Vec<(Cells<'_>, StockCount)> = Vec::with_capacity(rows.len());
    for row in rows {
        match read_row(row, ctx, &skus) {
            Ok(count) => counts.push((*row, count)),
            Err(reject) => piece.rejects.push(reject),
        }
    }
    drop_repeats(&mut counts, &mut piece);
    let keys: Vec<(StoreId, SkuId)> = counts
        .iter()
        .map(|(_, count)| (count.store_id, count.sku_id))
        .collect();
    let book = retail::load_stock(tx, &keys)?;
    counts.retain(|(row, count)| {
        let keeps_stock = book.level((count.store_id, count.sku_id)).is_some();
        if !keeps_stock {
            piece
                .rejects
                .push(row.reject("sku_code", "sku.keeps_no_stock"));
        }
        keeps_stock
    });
    piece.accepted = counts.len() as i64;
    let was_counted = |row: &Cells<'_>| {
        let left_out = ctx.left_out.as_ref();
        left_out.is_some_and(|lines| !lines.contains(&row.line()))
    };
    let counts: Vec<StockCount> = counts
        .into_iter()
        .filter(|(row, _)| !was_counted(row))
        .map(|(_, count)| count)
        .collect();
    piece.add("counts_already_there", piece.accepted - counts.len() as i64);
    if counts.is_empty() {
        return Ok(piece);
    }
    retail::count_stock(tx, ctx.act, &counts, &ctx.import.to_string()).map_err(only_db)?;
    piece.add("counts", counts.len() as i64);
    let units: i64 = counts.iter().map(|count| count.counted).sum();
    piece.add("quantity", units);
    Ok(piece)
}

/// One row may name a SKU by its code and another by its barcode: a shelf is counted once. Another
/// number for it is refused, the same number is the same count.
fn drop_repeats(counts: &mut Vec<(Cells<'_>, StockCount)>, piece: &mut Piece) {
    let mut seen: HashMap<(StoreId, SkuId), i64> = HashMap::with_capacity(counts.len());
    counts.retain(|(row, count)| {
        let key = (count.store_id, count.sku_id);
        let first = *seen.entry(key).or_insert(count.counted);
        let is_first = first == count.counted;
        if !is_first {
            let reject = row.reject("sku_code", "stock.on_several_rows");
            piece.rejects.push(reject);
        }
        is_first
    });
}

/// SKUs by what the rows name them by.
struct Skus {
    codes: HashMap<String, SkuId>,
    barcodes: HashMap<String, SkuId>,
}

impl Skus {
    fn load(tx: &mut Tx<'_>, rows: &[Cells<'_>]) -> Result<Skus, DbError> {
        let given = |name: &str| -> Vec<String> {
            let given = rows.iter().filter_map(|row| row.id(name).ok()?);
            given.collect()
        };
        let (codes, barcodes) = (given("sku_code"), given("barcode"));
        let codes: Vec<&str> = codes.iter().map(String::as_str).collect();
        let barcodes: Vec<&str> = barcodes.iter().map(String::as_str).collect();
        Ok(Skus {
            codes: retail::find_skus_by_codes(tx, &codes)?,
            barcodes: retail::find_skus_by_barcodes(tx, &barcodes)?,
        })
    }

    /// The SKU of a row: by its code where there is one, by its barcode otherwise.
    fn of(&self, row: &Cells<'_>) -> Result<SkuId, Reject> {
        let named = match row.id("sku_code")? {
            Some(code) => Some(("sku_code", self.codes.get(&code))),
            None => row
                .id("barcode")?
                .map(|barcode| ("barcode", self.barcodes.get(&barcode))),
        };
        match named {
            None => Err(row.reject("sku_code", "cell.empty")),
            Some((name, None)) => Err(row.reject(name, "sku.unknown")),
            Some((_, Some(sku))) => Ok(*sku),
        }
    }
}

fn read_row(row: &Cells<'_>, ctx: &Ctx, skus: &Skus) -> Result<StockCount, Reject> {
    let store_id = ctx.store(row)?;
    let sku_id = skus.of(row)?;
    let counted = row.number("quantity")?;
    let counted = counted.ok_or_else(|| row.reject("quantity", "cell.empty"))?;
    if !(0..=QUANTITY_MAX).contains(&counted) {
        return Err(row.reject("quantity", "stock.quantity_out_of_range"));
    }
    Ok(StockCount {
        store_id: store_id.ok_or_else(|| row.reject("store", "cell.empty"))?,
        sku_id,
        counted,
    })
}

/// Everything that could be refused was looked at before.
fn only_db(error: RetailError) -> DbError {
    match error {
        RetailError::Db(error) => error,
        other => DbError::Bug(other.to_string()),
    }
}
