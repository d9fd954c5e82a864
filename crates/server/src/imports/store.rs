//! Imports, the files that wait for their jobs, rows that were not taken, mappings that are kept.

use super::ImportKind;
use super::heading::{Mapping, Subject};
use super::job::{Standing, Task};
use super::record::{ImportId, Kept};
use super::reject::purge_rejects;
use kernel::{Act, BrandId, Cursor, JobId, Page, Timestamp};
use platform::db::{Db, DbError, Tx};
use platform::{args, row, row_values, sql};
use std::collections::{HashMap, HashSet};

/// How much of a file one row holds.
const PIECE_BYTES: usize = 512 * 1024;

row! {
    /// An import as stored.
    pub struct ImportRow {
        pub id: ImportId,
        pub subject: Subject,
        pub kind: Option<ImportKind>,
        pub file_name: String,
        pub signature: String,
        pub heading_row: i64,
        pub headings: String,
        pub mapping: String,
        pub sample: Option<String>,
        pub rows: i64,
        pub stage: Task,
        pub standing: Option<String>,
        pub job_id: Option<JobId>,
        pub created_at: Timestamp,
        pub ended_at: Option<Timestamp>,
        pub version: i64,
    }
}

fn parse<T: serde::de::DeserializeOwned>(text: &str) -> Result<T, DbError> {
    serde_json::from_str(text).map_err(|error| DbError::Bug(format!("import: {error}")))
}

fn written<T: serde::Serialize>(value: &T) -> Result<String, DbError> {
    serde_json::to_string(value).map_err(|error| DbError::Bug(format!("import: {error}")))
}

impl ImportRow {
    pub fn mapping(&self) -> Result<Mapping, DbError> {
        parse(&self.mapping)
    }

    pub fn headings(&self) -> Result<Vec<String>, DbError> {
        parse(&self.headings)
    }

    pub fn sample(&self) -> Result<Vec<Vec<String>>, DbError> {
        self.sample.as_deref().map_or(Ok(Vec::new()), parse)
    }

    pub fn standing(&self) -> Result<Standing, DbError> {
        self.standing
            .as_deref()
            .map_or(Ok(Standing::default()), parse)
    }
}

/// Writes an import down.
pub fn insert(
    tx: &mut Tx<'_>,
    act: &Act,
    kept: &Kept,
    (kind, mapping): (Option<ImportKind>, &Mapping),
) -> Result<(), DbError> {
    let (headings, mapping) = (written(&kept.heading.texts)?, written(mapping)?);
    let insert = sql!(
        "insert into import (brand_id, id, subject, kind, file_name, fingerprint, signature, \
                             heading_row, headings, mapping, sample, rows, stage, created_at, \
                             created_by, version) \
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, 'wait', $13, $14, 1)"
    );
    tx.execute(
        insert,
        args![
            tx.brand(),
            kept.id,
            kept.heading.subject,
            kind,
            kept.file_name,
            kept.fingerprint,
            kept.heading.signature(),
            kept.heading.row as i64,
            headings,
            mapping,
            written(&kept.sample)?,
            kept.rows,
            act.now,
            act.by
        ],
    )?;
    Ok(())
}

/// Finds an import.
pub fn find(tx: &mut Tx<'_>, id: ImportId) -> Result<Option<ImportRow>, DbError> {
    let read = sql!(
        ImportRow,
        "select id, subject, kind, file_name, signature, heading_row, headings, mapping, sample, \
                rows, stage, standing, job_id, created_at, ended_at, version \
         from import where brand_id = $1 and id = $2"
    );
    tx.maybe(read, args![tx.brand(), id])
}

/// Imports, the latest first.
pub fn page(
    tx: &mut Tx<'_>,
    cursor: Option<Cursor>,
    limit: u32,
) -> Result<Page<ImportRow>, DbError> {
    let read = sql!(
        ImportRow,
        "select id, subject, kind, file_name, signature, heading_row, headings, mapping, sample, \
                rows, stage, standing, job_id, created_at, ended_at, version \
         from import where brand_id = $1 and id < $2 order by id desc limit $3"
    );
    let below = cursor.map_or(i64::MAX, |cursor| cursor.id);
    let rows = tx.many(read, args![tx.brand(), below, i64::from(limit) + 1])?;
    Ok(Page::of(rows, limit, |row| Cursor {
        key: row.id.0,
        id: row.id.0,
    }))
}

/// Changes what the columns mean, if nobody was faster.
pub fn set_mapping(
    tx: &mut Tx<'_>,
    row: &ImportRow,
    kind: ImportKind,
    mapping: &Mapping,
) -> Result<u64, DbError> {
    let update = sql!(
        "update import set kind = $4, mapping = $5, stage = 'wait', standing = null, \
                ended_at = null, version = version + 1 \
         where brand_id = $1 and id = $2 and version = $3"
    );
    let mapping = written(mapping)?;
    tx.execute(
        update,
        args![tx.brand(), row.id, row.version, kind, mapping],
    )
}

/// Gives an import to a job, if nobody was faster.
pub fn start(
    tx: &mut Tx<'_>,
    row: &ImportRow,
    (task, job): (Task, JobId),
    standing: &Standing,
) -> Result<u64, DbError> {
    let update = sql!(
        "update import set stage = $4, job_id = $5, standing = $6, ended_at = null, \
                version = version + 1 \
         where brand_id = $1 and id = $2 and version = $3"
    );
    let standing = written(standing)?;
    let args = args![tx.brand(), row.id, row.version, task, job, standing];
    tx.execute(update, args)
}

/// Notes how far an import is; only its own job may.
pub fn note(tx: &mut Tx<'_>, id: ImportId, job: JobId, standing: &Standing) -> Result<(), DbError> {
    let update =
        sql!("update import set standing = $4 where brand_id = $1 and id = $2 and job_id = $3");
    let standing = written(standing)?;
    match tx.execute(update, args![tx.brand(), id, job, standing])? {
        1 => Ok(()),
        _ => Err(DbError::Missing),
    }
}

/// Notes that an import's job came to its end, and whether its rows are in.
pub fn end(
    tx: &mut Tx<'_>,
    (id, job): (ImportId, JobId),
    now: Timestamp,
    done_at: Option<Timestamp>,
) -> Result<(), DbError> {
    let update = sql!(
        "update import set ended_at = $4, done_at = $5, version = version + 1 \
         where brand_id = $1 and id = $2 and job_id = $3"
    );
    tx.execute(update, args![tx.brand(), id, job, now, done_at])?;
    Ok(())
}

/// If the same file was taken in before, read in the same way: the lines that were refused each
/// time. What another mapping made of it is something else.
pub fn left_out_before(tx: &mut Tx<'_>, id: ImportId) -> Result<Option<HashSet<u64>>, DbError> {
    let read = sql!(
        (ImportId,),
        "select other.id from import as this \
         join import as other on other.brand_id = $1 and other.fingerprint = this.fingerprint \
              and other.kind = this.kind and other.mapping = this.mapping \
         where this.brand_id = $1 and this.id = $2 and other.id <> $2 \
               and other.done_at is not null"
    );
    let lines = sql!(
        (i64, ImportId),
        "select distinct line, import_id from import_reject
         where brand_id = $1 and import_id in ($*)"
    );
    let brand = tx.brand();
    let earlier = tx.many(read, args![brand, id])?;
    if earlier.is_empty() {
        return Ok(None);
    }
    let mut times: HashMap<i64, usize> = HashMap::new();
    for (line, _) in tx.many_in(lines, args![brand], earlier.iter().map(|(id,)| *id))? {
        *times.entry(line).or_default() += 1;
    }
    let each_time = times
        .into_iter()
        .filter(|(_, times)| *times == earlier.len());
    Ok(Some(each_time.map(|(line, _)| line as u64).collect()))
}

/// Keeps a file until its import is done.
pub fn keep_file(tx: &mut Tx<'_>, import: ImportId, bytes: &[u8]) -> Result<(), DbError> {
    let insert = sql!("insert into import_file (brand_id, import_id, piece, content) values $*");
    let rows = (0i64..)
        .zip(bytes.chunks(PIECE_BYTES))
        .map(|(piece, content)| row_values![tx.brand(), import, piece, content])
        .collect();
    tx.insert_many(insert, rows)?;
    Ok(())
}

/// The file of an import.
pub fn file(tx: &mut Tx<'_>, import: ImportId) -> Result<Vec<u8>, DbError> {
    let read = sql!(
        (Vec<u8>,),
        "select content from import_file where brand_id = $1 and import_id = $2 order by piece"
    );
    let pieces = tx.many(read, args![tx.brand(), import])?;
    let pieces: Vec<Vec<u8>> = pieces.into_iter().map(|(piece,)| piece).collect();
    Ok(pieces.concat())
}

/// Forgets the files of imports, and what was shown of them: they may hold personal data.
pub fn forget_files(tx: &mut Tx<'_>, imports: &[ImportId]) -> Result<(), DbError> {
    let delete = sql!("delete from import_file where brand_id = $1 and import_id in ($*)");
    tx.execute_in(delete, args![tx.brand()], imports)?;
    let update = sql!("update import set sample = null where brand_id = $1 and id in ($*)");
    tx.execute_in(update, args![tx.brand()], imports)?;
    Ok(())
}

/// Forgets the files of imports that came before a moment and are still not done, and the rejects
/// of those that ended before another; answers how many files. Blocks.
pub fn purge(
    db: &Db,
    brand: BrandId,
    files_before: Timestamp,
    rejects_before: Timestamp,
) -> Result<u64, DbError> {
    loop {
        let more = move |tx: &mut Tx<'_>| purge_rejects(tx, rejects_before);
        if !db.write_blocking::<_, DbError, _>(brand, more)? {
            break;
        }
    }
    db.write_blocking(brand, move |tx| {
        let read = sql!(
            (ImportId,),
            "select id from import \
             where brand_id = $1 and created_at < $2 and sample is not null limit 200"
        );
        let old = tx.many(read, args![tx.brand(), files_before])?;
        let old: Vec<ImportId> = old.into_iter().map(|(import,)| import).collect();
        forget_files(tx, &old)?;
        Ok::<_, DbError>(old.len() as u64)
    })
}

/// Takes the name off an import, and what was said of its columns.
pub fn blank_names(tx: &mut Tx<'_>, imports: &[ImportId]) -> Result<u64, DbError> {
    let update =
        sql!("update import set file_name = '', mapping = $2 where brand_id = $1 and id in ($*)");
    let nothing = written(&Mapping::default())?;
    tx.execute_in(update, args![tx.brand(), nothing], imports)
}

/// Forgets what was said of a heading.
pub fn forget_mapping(tx: &mut Tx<'_>, signature: &str) -> Result<(), DbError> {
    let delete = sql!("delete from import_mapping where brand_id = $1 and signature = $2");
    tx.execute(delete, args![tx.brand(), signature])?;
    Ok(())
}

/// What was said of a heading.
pub fn saved_mapping(
    tx: &mut Tx<'_>,
    signature: &str,
) -> Result<Option<(ImportKind, Mapping)>, DbError> {
    let read = sql!(
        (ImportKind, String),
        "select kind, mapping from import_mapping where brand_id = $1 and signature = $2"
    );
    match tx.maybe(read, args![tx.brand(), signature])? {
        None => Ok(None),
        Some((kind, mapping)) => Ok(Some((kind, parse(&mapping)?))),
    }
}

/// Keeps what was said of a heading.
pub fn save_mapping(
    tx: &mut Tx<'_>,
    act: &Act,
    signature: &str,
    kind: ImportKind,
    mapping: &Mapping,
) -> Result<(), DbError> {
    let upsert = sql!(
        "insert into import_mapping (brand_id, signature, kind, mapping, saved_at, saved_by) \
         values ($1, $2, $3, $4, $5, $6) \
         on conflict (brand_id, signature) do update set kind = excluded.kind, \
            mapping = excluded.mapping, saved_at = excluded.saved_at, \
            saved_by = excluded.saved_by"
    );
    let mapping = written(mapping)?;
    let args = args![tx.brand(), signature, kind, mapping, act.now, act.by];
    tx.execute(upsert, args)?;
    Ok(())
}
