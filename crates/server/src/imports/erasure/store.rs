//! What imports keep, to look through for a person. Reads only: the tables are written by the store
//! of imports.

use crate::imports::ImportId;
use platform::db::{DbError, Tx};
use platform::{args, sql};

/// Imports whose file waits.
pub fn with_file(tx: &mut Tx<'_>) -> Result<Vec<ImportId>, DbError> {
    let read = sql!(
        (ImportId,),
        "select distinct import_id from import_file where brand_id = $1 order by import_id"
    );
    let found = tx.many(read, args![tx.brand()])?;
    Ok(found.into_iter().map(|(import,)| import).collect())
}

/// Imports whose last job has not come to its end.
pub fn not_ended(tx: &mut Tx<'_>) -> Result<Vec<ImportId>, DbError> {
    let read = sql!(
        (ImportId,),
        "select id from import where brand_id = $1 and stage <> 'wait' and ended_at is null"
    );
    let found = tx.many(read, args![tx.brand()])?;
    Ok(found.into_iter().map(|(import,)| import).collect())
}

/// What imports are called, and what their columns mean, after one.
pub fn names(
    tx: &mut Tx<'_>,
    after: ImportId,
    limit: u32,
) -> Result<Vec<(ImportId, String, String)>, DbError> {
    let read = sql!(
        (ImportId, String, String),
        "select id, file_name, mapping from import
         where brand_id = $1 and id > $2 order by id limit $3"
    );
    tx.many(read, args![tx.brand(), after, limit])
}

/// What was said of headings.
pub fn mappings(tx: &mut Tx<'_>) -> Result<Vec<(String, String)>, DbError> {
    let read = sql!(
        (String, String),
        "select signature, mapping from import_mapping where brand_id = $1"
    );
    tx.many(read, args![tx.brand()])
}

/// Cells of rows that were not taken, after a place.
pub fn rejected_cells(
    tx: &mut Tx<'_>,
    (import, line): (ImportId, i64),
    limit: u32,
) -> Result<Vec<(ImportId, i64, String)>, DbError> {
    let read = sql!(
        (ImportId, i64, String),
        "select import_id, line, cell from import_reject
         where brand_id = $1 and (import_id, line) > ($2, $3)
         order by import_id, line limit $4"
    );
    tx.many(read, args![tx.brand(), import, line, limit])
}
