//! 撤销导入: what an import opened is reversed, member by member, on the open business day. A
//! balance that has been spent since cannot be: it stays, and is listed with its line.

use super::balances::{self, Opened};
use super::sheet::Reject;
use super::{ImportId, job::member_totals, record::get_row, store};
use kernel::{BusinessDate, Fault};
use ledger::{LedgerError, Reversal};
use platform::db::{DbError, Tx};
use platform::jobs::{JobCtx, JobError};
use serde_json::{Value as Json, json};

/// So many balances are reversed with one transaction.
const AT_ONCE: u32 = 200;

/// Reverses everything that an import opened, as far as it goes.
pub fn work(job: &JobCtx, id: ImportId) -> Result<Json, JobError> {
    let zone = job.app.db.read_blocking(job.brand, access::get_brand)?.zone;
    let today = job.act().now.date_in(&zone);
    let (mut reversed, mut kept, mut after) = (0, 0, None);
    let forget = move |tx: &mut Tx<'_>| store::forget_rejects(tx, id);
    job.app.db.write_blocking(job.brand, forget)?;
    loop {
        let (this, from) = (job.clone(), after);
        let piece = job.app.db.write_blocking(job.brand, move |tx| {
            let page = balances::opened_by(tx, id, from, AT_ONCE)?;
            let rejects = reverse(tx, &this, id, today, &page)?;
            let count = page.len() as i64;
            this.progress_in(tx, 0, 0, &Json::Null)?;
            let last = page.last().map(Opened::key);
            Ok::<_, JobError>((count, rejects, last))
        })?;
        let (count, rejects, last) = piece;
        if count == 0 {
            break;
        }
        reversed += count - rejects;
        kept += rejects;
        after = last;
    }
    let this = job.clone();
    job.app.db.write_blocking(job.brand, move |tx| {
        let (row, _) = get_row(tx, id)?;
        let mut standing = row.standing()?;
        standing.after = member_totals(tx)?;
        standing.rejected = kept;
        standing.for_review = 0;
        standing.reasons.clear();
        store::note(tx, id, this.id, &standing)?;
        store::end(tx, (id, this.id), this.act().now, None)?;
        Ok::<_, JobError>(())
    })?;
    Ok(json!({ "import_id": id, "reversed": reversed, "kept": kept }))
}

/// Reverses some balances; answers how many had to stay.
fn reverse(
    tx: &mut Tx<'_>,
    job: &JobCtx,
    id: ImportId,
    today: BusinessDate,
    page: &[Opened],
) -> Result<i64, DbError> {
    let (mut rejects, mut reversed) = (Vec::new(), Vec::new());
    for opened in page {
        let reversal = Reversal {
            posting_id: opened.posting_id,
            business_date: today,
            reason: id.to_string(),
            key: None,
        };
        match tx.nested(|tx| ledger::reverse(tx, job.act(), &reversal)) {
            Ok(_) => reversed.push(opened.key()),
            Err(LedgerError::Db(error)) => return Err(error),
            Err(error) => rejects.push(Reject::whole(opened.line as u64, error.code())),
        }
    }
    balances::forget_opened(tx, &reversed)?;
    store::add_rejects(tx, id, &rejects)?;
    Ok(rejects.len() as i64)
}
