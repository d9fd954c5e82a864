//! Stock from a file: 库存导入. A row says how many of a SKU are on a store's shelf.

use super::sheet::{Cells, Reject};
use super::{Ctx, Piece};
use kernel::{SkuId, StoreId};
use platform::db::{DbError, Tx};
use retail::{RetailError, StockCount};
use std::collections::HashMap;

/// The fields that are understood.
pub const FIELDS: &[&str] = &["store", "sku_code", "quantity"];

/// The most that a shelf holds: what the journal of stock takes at once.
const QUANTITY_MAX: i64 = 1_000_000_000;

/// Enters some rows as counts. Of a file that was entered before nothing is counted again: what
/// was sold since would come back to the shelf.
pub fn enter(tx: &mut Tx<'_>, ctx: &Ctx, rows: &[Cells<'_>]) -> Result<Piece, DbError> {
    let mut piece = Piece::default();
    let codes: Vec<&str> = rows.iter().filter_map(|row| row.text("sku_code")).collect();
    let skus = retail::find_skus_by_codes(tx, &codes)?;
    let mut counts: Vec<(Cells<'_>, StockCount)> = Vec::with_capacity(rows.len());
    for row in rows {
        match read_row(row, ctx, &skus) {
            Ok(count) => counts.push((*row, count)),
            Err(reject) => piece.rejects.push(reject),
        }
    }
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
    if ctx.is_again {
        piece.add("counts_already_there", piece.accepted);
        return Ok(piece);
    }
    let counts: Vec<StockCount> = counts.into_iter().map(|(_, count)| count).collect();
    retail::count_stock(tx, ctx.act, &counts, &ctx.import.to_string()).map_err(only_db)?;
    piece.add("counts", piece.accepted);
    let units: i64 = counts.iter().map(|count| count.counted).sum();
    piece.add("quantity", units);
    Ok(piece)
}

fn read_row(
    row: &Cells<'_>,
    ctx: &Ctx,
    skus: &HashMap<String, SkuId>,
) -> Result<StockCount, Reject> {
    let store_id = ctx.store(row)?;
    let code = row.required("sku_code")?;
    let counted = row.number("quantity")?;
    let counted = counted.ok_or_else(|| row.reject("quantity", "cell.empty"))?;
    if !(0..=QUANTITY_MAX).contains(&counted) {
        return Err(row.reject("quantity", "stock.quantity_out_of_range"));
    }
    Ok(StockCount {
        store_id: store_id.ok_or_else(|| row.reject("store", "cell.empty"))?,
        sku_id: *skus
            .get(code)
            .ok_or_else(|| row.reject("sku_code", "sku.unknown"))?,
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
