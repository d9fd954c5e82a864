//! The lists themselves: rows page by page, told in words. A page is one read of its own, so that
//! a long list holds up nobody.

mod books;
mod goods;
mod headings;
mod members;
mod names;
mod trade;

pub use headings::headings;

use super::store::ExportRow;
use super::{ExportSubject, Paper};
use kernel::{Cursor, Page};
use names::Names;
use platform::db::{DbError, Tx};
use platform::jobs::{JobCtx, JobError};

/// Rows that are read at once.
const PAGE: u32 = 1_000;

/// Writes all rows; answers how many.
pub fn write(job: &JobCtx, row: &ExportRow, paper: &mut Paper) -> Result<i64, JobError> {
    let names = job.app.db.read_blocking(job.brand, Names::load)?;
    let list = List { job, row, names };
    match row.subject {
        ExportSubject::Members => list.members(paper),
        ExportSubject::Orders => list.orders(paper),
        ExportSubject::Returns => list.returns(paper),
        ExportSubject::TopUps => list.top_ups(paper),
        ExportSubject::Goods => list.goods(paper),
        ExportSubject::Ledger => list.ledger(paper),
        ExportSubject::Audit => list.audit(paper),
    }
}

struct List<'j> {
    job: &'j JobCtx,
    row: &'j ExportRow,
    names: Names,
}

impl List<'_> {
    /// Reads pages until there is no next one, each with what is known beside its rows, and notes
    /// how far it is.
    fn pages<T: Send + 'static, Beside: Send + 'static>(
        &self,
        rows: &mut i64,
        read: impl Fn(&mut Tx<'_>, Option<Cursor>) -> Result<(Page<T>, Beside), JobError>
        + Send
        + Sync
        + Clone
        + 'static,
        mut each: impl FnMut(T, &Beside) -> Result<(), DbError>,
    ) -> Result<(), JobError> {
        let mut cursor = None;
        loop {
            let read = read.clone();
            let one = move |tx: &mut Tx<'_>| read(tx, cursor);
            let (page, beside) = self.job.app.db.read_blocking(self.job.brand, one)?;
            *rows += page.items.len() as i64;
            for item in page.items {
                each(item, &beside)?;
            }
            self.job.progress(*rows, 0, serde_json::Value::Null)?;
            let Some(next) = page.next else {
                return Ok(());
            };
            // A file that ends too early would look whole.
            cursor = Some(next.parse().map_err(|_| JobError::Failed(next))?);
        }
    }
}
