//! The rows that were not taken, as a file to work through.

use super::{ImportFault, ImportId, record};
use crate::exports::{FileFormat, Paper, Watermark};
use platform::App;
use platform::db::Tx;

/// Writes the file. Blocks.
pub fn write(
    app: &App,
    brand: kernel::BrandId,
    import_id: ImportId,
    format: FileFormat,
    mark: &Watermark,
) -> Result<Vec<u8>, ImportFault> {
    const PAGE: u32 = 5_000;
    let mut paper = Paper::new(
        format,
        mark,
        &["行号", "列", "原因", "原因代码", "内容", "需复核"],
    )?;
    app.db
        .read_blocking(brand, move |tx| record::job_of(tx, import_id))?;
    let mut after = 0;
    loop {
        let read = move |tx: &mut Tx<'_>| super::rejects(tx, import_id, after, PAGE);
        let page = app.db.read_blocking(brand, read)?;
        let Some(last) = page.last() else { break };
        after = last.line as i64;
        for reject in &page {
            paper.row(&[
                (reject.line as i64).into(),
                reject.column.as_deref().unwrap_or_default().into(),
                crate::words::reason(&reject.reason).into(),
                reject.reason.as_str().into(),
                reject.text.as_str().into(),
                if reject.needs_review { "是" } else { "" }.into(),
            ])?;
        }
    }
    Ok(paper.finish()?)
}
