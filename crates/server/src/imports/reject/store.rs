//! The table `import_reject`: rows of files that were not taken.

use crate::imports::record::ImportId;
use crate::imports::sheet::Reject;
use kernel::Timestamp;
use platform::db::{DbError, Tx};
use platform::{args, row, row_values, sql};
use std::collections::BTreeMap;

row! {
    struct RejectRow {
        line: i64,
        field: Option<String>,
        reason: String,
        cell: String,
    }
}

/// Lists rows that were not taken. A row may be wrong in more than one way, but is listed once.
pub fn add_rejects(tx: &mut Tx<'_>, import: ImportId, rejects: &[Reject]) -> Result<(), DbError> {
    let insert = sql!(
        "insert into import_reject (brand_id, import_id, line, field, reason, cell) values $* \
         on conflict do nothing"
    );
    let brand = tx.brand();
    let row = |reject: &Reject| {
        let line = reject.line as i64;
        row_values![
            brand,
            import,
            line,
            reject.column,
            reject.reason,
            reject.text
        ]
    };
    tx.insert_many(insert, rejects.iter().map(row).collect())?;
    Ok(())
}

/// So many rejects are forgotten with one transaction.
const REJECTS_AT_ONCE: u32 = 5_000;

/// Forgets some rejects of an import; answers whether there are more.
pub fn forget_rejects(tx: &mut Tx<'_>, import: ImportId) -> Result<bool, DbError> {
    let read = sql!(
        (i64,),
        "select line from import_reject where brand_id = $1 and import_id = $2 \
         order by line limit $3"
    );
    let lines = tx.many(read, args![tx.brand(), import, REJECTS_AT_ONCE])?;
    let Some((last,)) = lines.last().copied() else {
        return Ok(false);
    };
    let delete =
        sql!("delete from import_reject where brand_id = $1 and import_id = $2 and line <= $3");
    tx.execute(delete, args![tx.brand(), import, last])?;
    Ok(lines.len() == REJECTS_AT_ONCE as usize)
}

/// Forgets the rejects of some lines, which have come to something since.
pub fn forget_lines(tx: &mut Tx<'_>, import: ImportId, lines: &[i64]) -> Result<(), DbError> {
    let delete =
        sql!("delete from import_reject where brand_id = $1 and import_id = $2 and line in ($*)");
    tx.execute_in(delete, args![tx.brand(), import], lines)?;
    Ok(())
}

/// How many rows of an import were refused for each reason.
pub fn count_reasons(tx: &mut Tx<'_>, import: ImportId) -> Result<BTreeMap<String, i64>, DbError> {
    let read = sql!(
        (String, i64),
        "select reason, count(*) from import_reject where brand_id = $1 and import_id = $2 \
         group by reason"
    );
    Ok(tx
        .many(read, args![tx.brand(), import])?
        .into_iter()
        .collect())
}

/// Rows that were not taken, from a line on.
pub fn rejects(
    tx: &mut Tx<'_>,
    import: ImportId,
    after_line: i64,
    limit: u32,
) -> Result<Vec<Reject>, DbError> {
    let read = sql!(
        RejectRow,
        "select line, field, reason, cell from import_reject \
         where brand_id = $1 and import_id = $2 and line > $3 order by line limit $4"
    );
    let rows = tx.many(read, args![tx.brand(), import, after_line, limit])?;
    let reject = |row: RejectRow| Reject::of(row.line as u64, row.field, row.reason, row.cell);
    Ok(rows.into_iter().map(reject).collect())
}

/// Forgets some old rejects; answers whether there may be more. They hold what stood in the cells.
/// Those of stock stay: they say which rows of a file were not counted, and are about nobody.
pub fn purge_rejects(tx: &mut Tx<'_>, before: Timestamp) -> Result<bool, DbError> {
    let read = sql!(
        (ImportId,),
        "select id from import \
         where brand_id = $1 and coalesce(ended_at, created_at) < $2 and kind <> 'stock' \
               and exists (select 1 from import_reject \
                           where import_reject.brand_id = $1 \
                                 and import_reject.import_id = import.id) \
         order by id limit 1"
    );
    match tx.maybe(read, args![tx.brand(), before])? {
        None => Ok(false),
        Some((import,)) => {
            forget_rejects(tx, import)?;
            Ok(true)
        }
    }
}

/// Takes out what stood in the cells of rows that were not taken.
pub fn blank_cells(tx: &mut Tx<'_>, import: ImportId, lines: &[i64]) -> Result<u64, DbError> {
    let update = sql!(
        "update import_reject set cell = '' \
         where brand_id = $1 and import_id = $2 and line in ($*)"
    );
    tx.execute_in(update, args![tx.brand(), import], lines)
}
