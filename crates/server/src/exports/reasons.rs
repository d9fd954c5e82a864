//! Why files were asked for, forgotten where it names somebody who is erased.

use super::{ExportId, store};
use platform::db::{DbError, Tx};

/// Forgets the reasons that name somebody; answers how many.
pub fn forget_named(tx: &mut Tx<'_>, names: impl Fn(&str) -> bool) -> Result<u64, DbError> {
    const PAGE: u32 = 500;
    let (mut after, mut gone) = (ExportId(0), 0);
    loop {
        let page = store::reasons_after(tx, after, PAGE)?;
        let Some((last, _)) = page.last() else {
            return Ok(gone);
        };
        after = *last;
        for (id, reason) in page {
            if names(&reason) {
                store::blank_reason(tx, id)?;
                gone += 1;
            }
        }
    }
}
