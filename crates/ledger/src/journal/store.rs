//! Reads `posting` and `entry` side by side; nothing here writes them.

use super::JournalLine;
use kernel::{BusinessDate, Cursor};
use platform::db::{DbError, Tx};
use platform::{args, sql};

/// Entries after a place, in the order of their postings.
pub(super) fn page(
    tx: &mut Tx<'_>,
    (from, to): (Option<BusinessDate>, Option<BusinessDate>),
    after: Option<Cursor>,
    limit: u32,
) -> Result<Vec<JournalLine>, DbError> {
    let after = after.unwrap_or(Cursor { key: -1, id: -1 });
    // Dates are texts that sort like days, so any text below or above them stands for no bound.
    let from = from.map_or_else(String::new, |day| day.to_string());
    let to = to.map_or_else(|| "9999-12-31".to_owned(), |day| day.to_string());
    tx.many(
        sql!(
            JournalLine,
            "select e.id, e.posting_id, p.kind, p.cause, p.store_id, p.business_date, e.member_id,
                    e.asset, e.amount, e.account, e.at, p.recorded_at, p.recorded_by, p.reason
             from entry as e
             join posting as p on p.brand_id = $1 and p.id = e.posting_id
             where e.brand_id = $1 and (e.posting_id, e.id) > ($2, $3)
               and p.business_date >= $4 and p.business_date <= $5
             order by e.posting_id, e.id limit $6"
        ),
        args![tx.brand(), after.key, after.id, from, to, limit],
    )
}
