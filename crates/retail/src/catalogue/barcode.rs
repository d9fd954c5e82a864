//! 条码: what a scanner reads; each belongs to one SKU of the brand, a SKU may have several.

mod store;

use crate::error::{RetailError, taken};
use kernel::SkuId;
use platform::db::{DbError, Tx};
use std::collections::{BTreeMap, HashMap};

/// The SKU that a barcode belongs to.
pub fn find_sku_by_barcode(tx: &mut Tx<'_>, barcode: &str) -> Result<Option<SkuId>, DbError> {
    Ok(store::owners(tx, [barcode])?
        .pop()
        .map(|(_, sku_id)| sku_id))
}

/// The SKU for each barcode that is known.
pub fn find_skus_by_barcodes(
    tx: &mut Tx<'_>,
    barcodes: &[&str],
) -> Result<HashMap<String, SkuId>, DbError> {
    owners(tx, barcodes.iter().copied())
}

/// Whose these barcodes are.
pub(crate) fn owners<'a>(
    tx: &mut Tx<'_>,
    barcodes: impl IntoIterator<Item = &'a str>,
) -> Result<HashMap<String, SkuId>, DbError> {
    Ok(store::owners(tx, barcodes)?.into_iter().collect())
}

/// Gives barcodes to SKUs; refuses one that belongs to another.
pub(crate) fn add(tx: &mut Tx<'_>, wanted: &[(String, SkuId)]) -> Result<(), RetailError> {
    let owners = owners(tx, wanted.iter().map(|(barcode, _)| barcode.as_str()))?;
    let refusal = |barcode: &str| RetailError::BarcodeTaken {
        barcode: barcode.to_owned(),
    };
    if let Some((barcode, _)) = wanted
        .iter()
        .find(|(barcode, _)| owners.contains_key(barcode))
    {
        return Err(refusal(barcode));
    }
    let Some((first, _)) = wanted.first() else {
        return Ok(());
    };
    // Somebody may have been faster since the look above; which of several it was, nobody says.
    taken(store::insert(tx, wanted), || refusal(first))
}

/// Gives barcodes that are known to be free.
pub(crate) fn add_free(tx: &mut Tx<'_>, wanted: &[(String, SkuId)]) -> Result<(), DbError> {
    store::insert(tx, wanted)
}

/// Makes a SKU's barcodes what is wanted.
pub(crate) fn replace(
    tx: &mut Tx<'_>,
    sku_id: SkuId,
    before: &[String],
    after: &[String],
) -> Result<(), RetailError> {
    let gone = before.iter().filter(|barcode| !after.contains(barcode));
    store::delete(tx, sku_id, gone.map(String::as_str))?;
    let new = after.iter().filter(|barcode| !before.contains(barcode));
    add(
        tx,
        &new.map(|barcode| (barcode.clone(), sku_id))
            .collect::<Vec<_>>(),
    )
}

/// The barcodes of some SKUs, in order.
pub(crate) fn of_skus(
    tx: &mut Tx<'_>,
    ids: impl IntoIterator<Item = SkuId>,
) -> Result<BTreeMap<SkuId, Vec<String>>, DbError> {
    let mut by_sku: BTreeMap<SkuId, Vec<String>> = BTreeMap::new();
    for (sku_id, barcode) in store::of_skus(tx, ids)? {
        by_sku.entry(sku_id).or_default().push(barcode);
    }
    for barcodes in by_sku.values_mut() {
        barcodes.sort();
    }
    Ok(by_sku)
}
