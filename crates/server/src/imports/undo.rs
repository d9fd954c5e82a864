//! 撤销导入: what an import opened is reversed, member by member, on the open business day. A
//! balance that has been spent since cannot be: it stays, and is listed with its line beside the
//! rows that were not taken at all.

use super::balances::{self, Opened};
use super::sheet::Reject;
use super::{ImportId, job::member_totals, record::get_row, reject, store};
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
    loop {
        let (this, from) = (job.clone(), after);
        let piece = job.app.db.write_blocking(job.brand, move |tx| {
            this.progress_in(tx, 0, 0, &Json::Null)?;
            let page = balances::opened_by(tx, id, from, AT_ONCE)?;
            let rejects = reverse(tx, &this, id, today, &page)?;
            let count = page.len() as i64;
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
    let totals = member_totals(job)?;
    let this = job.clone();
    job.app.db.write_blocking(job.brand, move |tx| {
        this.progress_in(tx, 0, 0, &Json::Null)?;
        let (row, _) = get_row(tx, id)?;
        let mut standing = row.standing()?;
        standing.after.clone_from(&totals);
        standing.reasons = reject::count_reasons(tx, id)?;
        standing.rejected = standing.reasons.values().sum();
        let for_review = standing.reasons.iter();
        let for_review = for_review.filter(|(reason, _)| Reject::is_for_review(reason));
        standing.for_review = for_review.map(|(_, count)| count).sum();
        store::note(tx, id, this.id, &standing)?;
        store::end(tx, (id, this.id), this.act().now, None)?;
        // An import that was stopped half way has its file still; it goes on no more.
        store::forget_files(tx, &[id])?;
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
    let (mut rejects, mut reversed, mut lines) = (Vec::new(), Vec::new(), Vec::new());
    for opened in page {
        let reversal = Reversal {
            posting_id: opened.posting_id,
            business_date: today,
            reason: id.to_string(),
            key: None,
        };
        match tx.nested(|tx| ledger::reverse(tx, job.act(), &reversal)) {
            // Somebody may have reversed it by hand.
            Ok(_) | Err(LedgerError::AlreadyReversed { .. }) => {
                reversed.push(opened.key());
                lines.push(opened.line);
            }
            Err(LedgerError::Db(error)) => return Err(error),
            Err(error) => rejects.push(Reject::whole(opened.line as u64, error.code())),
        }
    }
    balances::forget_opened(tx, &reversed)?;
    // What an earlier try could not reverse is no longer to be told of.
    reject::forget_lines(tx, id, &lines)?;
    reject::add_rejects(tx, id, &rejects)?;
    Ok(rejects.len() as i64)
}
