//! Why files were asked for, forgotten where it names somebody who is erased.

use super::{ExportId, store};
use kernel::BrandId;
use platform::db::{Db, DbError};

/// Forgets the reasons that name somebody; answers how many. Reads beside the writer. Blocks.
pub fn forget_named(db: &Db, brand: BrandId, names: impl Fn(&str) -> bool) -> Result<u64, DbError> {
    const PAGE: u32 = 500;
    let (mut after, mut gone) = (ExportId(0), 0);
    loop {
        let page = db.read_blocking(brand, move |tx| store::reasons_after(tx, after, PAGE))?;
        let Some((last, _)) = page.last() else {
            return Ok(gone);
        };
        after = *last;
        let named: Vec<ExportId> = page
            .iter()
            .filter(|(_, reason)| names(reason))
            .map(|(id, _)| *id)
            .collect();
        if !named.is_empty() {
            gone += db.write_blocking(brand, move |tx| store::blank_reasons(tx, &named))?;
        }
    }
}
