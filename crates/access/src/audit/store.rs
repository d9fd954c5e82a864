//! Tables `audit_entry` and `audit_head`.

use super::EntryFilter;
use kernel::{AuditId, By, StaffId, Timestamp};
use platform::db::{DbError, Tx};
use platform::{args, row, sql};

row! {
    /// One line of the audit log.
    #[derive(PartialEq, Eq)]
    pub struct Entry {
        /// Which.
        pub id: AuditId,
        /// Its place in the chain; the first is 1.
        pub number: i64,
        /// When.
        pub at: Timestamp,
        /// By whom.
        pub by: By,
        /// With which key, or at which till with a PIN: an id as text.
        pub through: Option<String>,
        /// What was done, such as `staff.edit`.
        pub action: String,
        /// To whom or what: an id as text.
        pub subject: String,
        /// JSON; ids and words, no personal data.
        pub details: String,
        /// Over this entry and the hash before it.
        pub hash: [u8; 32],
    }
}

/// Locks the head of the chain and reads it; an empty chain has a head of zeros.
pub fn lock_head(tx: &mut Tx<'_>) -> Result<(i64, [u8; 32]), DbError> {
    let begin = sql!(
        "insert into audit_head (brand_id, number, hash) values ($1, 0, $2) on conflict do nothing"
    );
    tx.execute(begin, args![tx.brand(), [0u8; 32]])?;
    let lock = sql!(
        (i64, [u8; 32]),
        "select number, hash from audit_head where brand_id = $1 for update"
    );
    tx.one(lock, args![tx.brand()])
}

pub fn head(tx: &mut Tx<'_>) -> Result<(i64, [u8; 32]), DbError> {
    let read = sql!(
        (i64, [u8; 32]),
        "select number, hash from audit_head where brand_id = $1"
    );
    Ok(tx.maybe(read, args![tx.brand()])?.unwrap_or((0, [0; 32])))
}

pub fn append(tx: &mut Tx<'_>, entry: &Entry) -> Result<(), DbError> {
    let insert = sql!(
        "insert into audit_entry (brand_id, number, id, at, actor, through, action, subject, \
         details, hash) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)"
    );
    let update = sql!(
        "update audit_head set number = $2, hash = $3 where brand_id = $1 and number = $2 - 1"
    );
    let brand = tx.brand();
    let changed = tx.write(vec![
        (
            insert,
            args![
                brand,
                entry.number,
                entry.id,
                entry.at,
                entry.by,
                entry.through,
                entry.action,
                entry.subject,
                entry.details,
                entry.hash
            ]
            .to_vec(),
        ),
        (update, args![brand, entry.number, entry.hash].to_vec()),
    ])?;
    if changed == [1, 1] {
        Ok(())
    } else {
        Err(DbError::Retry)
    }
}

pub fn after(tx: &mut Tx<'_>, number: i64, limit: u32) -> Result<Vec<Entry>, DbError> {
    let read = sql!(
        Entry,
        "select id, number, at, actor, through, action, subject, details, hash from audit_entry \
         where brand_id = $1 and number > $2 order by number limit $3"
    );
    tx.many(read, args![tx.brand(), number, limit])
}

/// Those of a filter before one, the newest first; whoever did them.
pub fn list(
    tx: &mut Tx<'_>,
    filter: &EntryFilter,
    before: i64,
    limit: u32,
) -> Result<Vec<Entry>, DbError> {
    let read = sql!(
        Entry,
        "select id, number, at, actor, through, action, subject, details, hash from audit_entry \
         where brand_id = $1 and number < $2 and at >= $3 and at < $4 \
         and action >= $5 and action < $6 order by number desc limit $7"
    );
    let (from, to) = moments(filter);
    let args = args![
        tx.brand(),
        before,
        from,
        to,
        filter.action,
        beyond(&filter.action),
        limit
    ];
    tx.many(read, args)
}

/// The same of what one person did.
pub fn list_by(
    tx: &mut Tx<'_>,
    staff_id: StaffId,
    filter: &EntryFilter,
    before: i64,
    limit: u32,
) -> Result<Vec<Entry>, DbError> {
    let read = sql!(
        Entry,
        "select id, number, at, actor, through, action, subject, details, hash from audit_entry \
         where brand_id = $1 and actor = $8 and number < $2 and at >= $3 and at < $4 \
         and action >= $5 and action < $6 order by number desc limit $7"
    );
    let (from, to) = moments(filter);
    let args = args![
        tx.brand(),
        before,
        from,
        to,
        filter.action,
        beyond(&filter.action),
        limit,
        staff_id
    ];
    tx.many(read, args)
}

fn moments(filter: &EntryFilter) -> (Timestamp, Timestamp) {
    let from = filter.from.unwrap_or(Timestamp(i64::MIN));
    (from, filter.to.unwrap_or(Timestamp(i64::MAX)))
}

/// What comes after every text that begins like this one.
fn beyond(beginning: &str) -> String {
    format!("{beginning}\u{10ffff}")
}
