//! Files that wait for their job, and rows that were not taken.

use super::sheet::Reject;
use kernel::JobId;
use platform::db::{DbError, Tx};
use platform::{args, row, row_values, sql};

/// How much of a file one row holds.
const PIECE_BYTES: usize = 512 * 1024;

row! {
    struct RejectRow {
        line: i64,
        field: Option<String>,
        reason: String,
        cell: String,
    }
}

/// Keeps a file for a job.
pub fn keep_file(tx: &mut Tx<'_>, job: JobId, bytes: &[u8]) -> Result<(), DbError> {
    let insert = sql!("insert into import_file (brand_id, job_id, piece, content) values $*");
    let rows = (0i64..)
        .zip(bytes.chunks(PIECE_BYTES))
        .map(|(piece, content)| row_values![tx.brand(), job, piece, content])
        .collect();
    tx.insert_many(insert, rows)?;
    Ok(())
}

/// The file of a job.
pub fn file(tx: &mut Tx<'_>, job: JobId) -> Result<Vec<u8>, DbError> {
    let read = sql!(
        (Vec<u8>,),
        "select content from import_file where brand_id = $1 and job_id = $2 order by piece"
    );
    let pieces = tx.many(read, args![tx.brand(), job])?;
    Ok(pieces.into_iter().flat_map(|(piece,)| piece).collect())
}

/// Forgets the file of a job that is over: it may hold personal data.
pub fn forget_file(tx: &mut Tx<'_>, job: JobId) -> Result<(), DbError> {
    let delete = sql!("delete from import_file where brand_id = $1 and job_id = $2");
    tx.execute(delete, args![tx.brand(), job])?;
    Ok(())
}

/// Lists rows that were not taken. A row may be wrong in more than one way, but is listed once.
pub fn add_rejects(tx: &mut Tx<'_>, job: JobId, rejects: &[Reject]) -> Result<(), DbError> {
    let insert = sql!(
        "insert into import_reject (brand_id, job_id, line, field, reason, cell) values $* \
         on conflict do nothing"
    );
    let rows = rejects
        .iter()
        .map(|reject| {
            let line = reject.line as i64;
            row_values![
                tx.brand(),
                job,
                line,
                reject.column,
                reject.reason,
                reject.text
            ]
        })
        .collect();
    tx.insert_many(insert, rows)?;
    Ok(())
}

/// Rows that were not taken, from a line on.
pub fn rejects(
    tx: &mut Tx<'_>,
    job: JobId,
    after_line: i64,
    limit: u32,
) -> Result<Vec<Reject>, DbError> {
    let read = sql!(
        RejectRow,
        "select line, field, reason, cell from import_reject \
         where brand_id = $1 and job_id = $2 and line > $3 order by line limit $4"
    );
    let rows = tx.many(read, args![tx.brand(), job, after_line, limit])?;
    Ok(rows
        .into_iter()
        .map(|row| Reject {
            line: row.line as u64,
            column: row.field,
            reason: row.reason,
            text: row.cell,
        })
        .collect())
}
