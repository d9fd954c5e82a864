//! The table `export`.

use super::{ExportFilter, ExportId, ExportSubject, FileFormat};
use access::Permission;
use kernel::{BusinessDate, By, Cursor, JobId, Page, StaffId, StoreId, Timestamp};
use platform::db::{DbError, Tx};
use platform::{args, row, sql};
use serde::Serialize;
use serde::de::DeserializeOwned;

row! {
    /// An export as stored.
    pub struct ExportRow {
        pub id: ExportId,
        pub subject: ExportSubject,
        pub format: FileFormat,
        pub from_date: Option<BusinessDate>,
        pub to_date: Option<BusinessDate>,
        pub stores: Option<String>,
        pub filter: Option<String>,
        pub sees: String,
        pub request_id: String,
        pub job_id: JobId,
        pub rows: i64,
        pub bytes: i64,
        pub created_at: Timestamp,
        pub created_by: By,
        pub ready_at: Option<Timestamp>,
        pub expires_at: Timestamp,
        pub reason: Option<String>,
    }
}

impl ExportRow {
    /// Where it stands among all.
    pub fn place(&self) -> Cursor {
        Cursor {
            key: self.id.0,
            id: self.id.0,
        }
    }

    /// The stores that its file holds; all of the brand when absent.
    pub fn stores(&self) -> Result<Option<Vec<StoreId>>, DbError> {
        self.stores.as_deref().map(read).transpose()
    }

    /// Which rows of the list its file holds.
    pub fn filter(&self) -> Result<ExportFilter, DbError> {
        self.filter
            .as_deref()
            .map_or(Ok(ExportFilter::default()), read)
    }

    /// What of its columns the asker may see.
    pub fn sees(&self) -> Result<Vec<Permission>, DbError> {
        read(&self.sees)
    }
}

fn read<T: DeserializeOwned>(text: &str) -> Result<T, DbError> {
    serde_json::from_str(text).map_err(|error| DbError::Bug(format!("export: {error}")))
}

/// A list as it is stored.
pub fn written<T: Serialize>(list: &[T]) -> String {
    serde_json::json!(list).to_string()
}

/// A filter as it is stored: not at all where it asks nothing.
pub fn written_filter(filter: &ExportFilter) -> Option<String> {
    (!filter.is_empty()).then(|| serde_json::json!(filter).to_string())
}

/// Writes an export down.
pub fn insert(tx: &mut Tx<'_>, row: &ExportRow) -> Result<(), DbError> {
    let insert = sql!(
        "insert into export (brand_id, id, subject, format, from_date, to_date, stores, \
                             filter, sees, request_id, job_id, rows, bytes, created_at, \
                             created_by, expires_at, reason) \
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, 0, 0, $12, $13, $14, $15)"
    );
    tx.execute(
        insert,
        args![
            tx.brand(),
            row.id,
            row.subject,
            row.format,
            row.from_date,
            row.to_date,
            row.stores,
            row.filter,
            row.sees,
            row.request_id,
            row.job_id,
            row.created_at,
            row.created_by,
            row.expires_at,
            row.reason
        ],
    )?;
    Ok(())
}

/// Finds an export.
pub fn find(tx: &mut Tx<'_>, id: ExportId) -> Result<Option<ExportRow>, DbError> {
    let read = sql!(
        ExportRow,
        "select id, subject, format, from_date, to_date, stores, filter, sees, request_id, job_id, \
                rows, bytes, created_at, created_by, ready_at, expires_at, reason \
         from export where brand_id = $1 and id = $2"
    );
    tx.maybe(read, args![tx.brand(), id])
}

/// Exports, the latest first; of everybody, or of one person.
pub fn page(
    tx: &mut Tx<'_>,
    by: Option<StaffId>,
    cursor: Option<Cursor>,
    limit: u32,
) -> Result<Page<ExportRow>, DbError> {
    let read = sql!(
        ExportRow,
        "select id, subject, format, from_date, to_date, stores, filter, sees, request_id, job_id, \
                rows, bytes, created_at, created_by, ready_at, expires_at, reason \
         from export where brand_id = $1 and id < $2
         and (cast($4 as bigint) is null or created_by = $4) order by id desc limit $3"
    );
    let below = cursor.map_or(i64::MAX, |cursor| cursor.id);
    let rows = tx.many(read, args![tx.brand(), below, i64::from(limit) + 1, by])?;
    Ok(Page::of(rows, limit, ExportRow::place))
}

/// Notes that the file is there; answers until when it is kept.
pub fn ready(
    tx: &mut Tx<'_>,
    id: ExportId,
    (rows, bytes): (i64, i64),
    now: Timestamp,
) -> Result<Timestamp, DbError> {
    let update = sql!(
        (Timestamp,),
        "update export set rows = $3, bytes = $4, ready_at = $5
         where brand_id = $1 and id = $2 returning expires_at"
    );
    let (expires_at,) = tx.one(update, args![tx.brand(), id, rows, bytes, now])?;
    Ok(expires_at)
}

/// Lets the time of every list end that may name a member; answers how many. The audit log holds
/// ids only, the goods nobody.
pub fn expire_lists(tx: &mut Tx<'_>, now: Timestamp) -> Result<u64, DbError> {
    let update = sql!(
        "update export set expires_at = $2
         where brand_id = $1 and expires_at > $2 and subject not in ('audit', 'goods')"
    );
    tx.execute(update, args![tx.brand(), now])
}

/// Why files were asked for, after an export, in the order of their ids.
pub fn reasons_after(
    tx: &mut Tx<'_>,
    after: ExportId,
    limit: u32,
) -> Result<Vec<(ExportId, String)>, DbError> {
    let list = sql!(
        (ExportId, String),
        "select id, coalesce(reason, '') from export
         where brand_id = $1 and id > $2 and reason is not null order by id limit $3"
    );
    tx.many(list, args![tx.brand(), after, limit])
}

/// Forgets why files were asked for.
pub fn blank_reasons(tx: &mut Tx<'_>, ids: &[ExportId]) -> Result<u64, DbError> {
    let update = sql!("update export set reason = null where brand_id = $1 and id in ($*)");
    let args = args![tx.brand()];
    tx.execute_in(update, args, ids.iter().copied())
}

/// Notes that the files are gone of exports whose time is over.
pub fn forget_expired(tx: &mut Tx<'_>, now: Timestamp) -> Result<(), DbError> {
    let update =
        sql!("update export set bytes = 0 where brand_id = $1 and expires_at <= $2 and bytes > 0");
    tx.execute(update, args![tx.brand(), now])?;
    Ok(())
}
