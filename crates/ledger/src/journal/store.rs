//! Reads `posting` and `entry` side by side; nothing here writes them.

use super::JournalLine;
use kernel::{BusinessDate, Cursor, StoreId};
use platform::db::{DbError, Tx};
use platform::{args, sql};

/// Entries after a place, in the order of their postings.
pub(super) fn page(
    tx: &mut Tx<'_>,
    (from, to): (Option<BusinessDate>, Option<BusinessDate>),
    stores: Option<&[StoreId]>,
    after: Option<Cursor>,
    limit: u32,
) -> Result<Vec<JournalLine>, DbError> {
    let after = after.unwrap_or(Cursor { key: -1, id: -1 });
    // Dates are texts that sort like days, so any text below or above them stands for no bound.
    let from = from.map_or_else(String::new, |day| day.to_string());
    let to = to.map_or_else(|| "9999-12-31".to_owned(), |day| day.to_string());
    // An empty list would ask nothing at all.
    let (is_all, stores) = stores.map_or((1, &[StoreId(0)][..]), |stores| (0, stores));
    let mut lines = tx.many_in(
        sql!(
            JournalLine,
            "select e.id, e.posting_id, p.kind, p.cause, p.store_id, p.business_date, e.member_id,
                    e.asset, e.amount, e.account, e.at, p.recorded_at, p.recorded_by, p.reason
             from entry as e
             join posting as p on p.brand_id = $1 and p.id = e.posting_id
             where e.brand_id = $1 and (e.posting_id, e.id) > ($2, $3)
               and p.business_date >= $4 and p.business_date <= $5
               and (cast($7 as bigint) = 1 or p.store_id in ($*))
             order by e.posting_id, e.id limit $6"
        ),
        args![tx.brand(), after.key, after.id, from, to, limit, is_all],
        stores.iter().copied(),
    )?;
    // A long list of stores is read in pieces, each of them in order.
    lines.sort_unstable_by_key(|line| (line.posting_id, line.id));
    lines.truncate(limit as usize);
    Ok(lines)
}
