//! SQL of the table `barcode`.

use kernel::SkuId;
use platform::db::{DbError, Tx};
use platform::{args, row_values, sql};

pub(crate) fn insert(tx: &mut Tx<'_>, barcodes: &[(String, SkuId)]) -> Result<(), DbError> {
    let command = sql!("insert into barcode (brand_id, barcode, sku_id) values $*");
    let brand = tx.brand();
    let row = |(barcode, sku_id): &(String, SkuId)| row_values![brand, barcode, sku_id];
    tx.insert_many(command, barcodes.iter().map(row).collect())?;
    Ok(())
}

pub(crate) fn delete<'a>(
    tx: &mut Tx<'_>,
    sku_id: SkuId,
    barcodes: impl IntoIterator<Item = &'a str>,
) -> Result<(), DbError> {
    let command =
        sql!("delete from barcode where brand_id = $1 and sku_id = $2 and barcode in ($*)");
    let brand = tx.brand();
    tx.execute_in(command, args![brand, sku_id], barcodes)?;
    Ok(())
}

/// Whose these barcodes are.
pub(crate) fn owners<'a>(
    tx: &mut Tx<'_>,
    barcodes: impl IntoIterator<Item = &'a str>,
) -> Result<Vec<(String, SkuId)>, DbError> {
    let query = sql!(
        (String, SkuId),
        "select barcode, sku_id from barcode where brand_id = $1 and barcode in ($*)"
    );
    let brand = tx.brand();
    tx.many_in(query, args![brand], barcodes)
}

/// The barcodes of some SKUs.
pub(crate) fn of_skus(
    tx: &mut Tx<'_>,
    ids: impl IntoIterator<Item = SkuId>,
) -> Result<Vec<(SkuId, String)>, DbError> {
    let query = sql!(
        (SkuId, String),
        "select sku_id, barcode from barcode where brand_id = $1 and sku_id in ($*)"
    );
    let brand = tx.brand();
    tx.many_in(query, args![brand], ids)
}
