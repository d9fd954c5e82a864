//! What can go wrong between us and the database, told apart by SQLSTATE and never by a
//! constraint's name: names are empty or changed on a cluster.

use kernel::{ColumnError, Fault, Kind};

/// A statement or a transaction that failed.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum DbError {
    /// A row with this key exists.
    #[error("a row with this key exists already")]
    Unique,
    /// A row that is referred to does not exist.
    #[error("a row that is referred to does not exist")]
    ForeignKey,
    /// A guard in the schema said no.
    #[error("a guard in the schema refused the write")]
    Check,
    /// One row was wanted, none was there.
    #[error("a row that must exist is missing")]
    Missing,
    /// Somebody else was in the way; the act is tried again by [`super::Db`].
    #[error("two acts were in each other's way")]
    Retry,
    /// The database cannot be reached or cannot write at the moment. After a lost COMMIT the
    /// outcome is unknown: ask again with the same idempotency key.
    #[error("the database is not available: {0}")]
    Unavailable(String),
    /// Our mistake, such as a statement that does not fit the schema.
    #[error("database: {0}")]
    Bug(String),
}

impl Fault for DbError {
    fn kind(&self) -> Kind {
        match self {
            DbError::Missing => Kind::NotFound,
            DbError::Retry | DbError::Unavailable(_) => Kind::Unavailable,
            DbError::Unique | DbError::ForeignKey | DbError::Check | DbError::Bug(_) => Kind::Bug,
        }
    }

    fn code(&self) -> &'static str {
        match self {
            DbError::Missing => "not_found",
            DbError::Retry | DbError::Unavailable(_) => "database.unavailable",
            DbError::Unique | DbError::ForeignKey | DbError::Check | DbError::Bug(_) => "bug",
        }
    }
}

impl From<ColumnError> for DbError {
    fn from(error: ColumnError) -> Self {
        DbError::Bug(error.to_string())
    }
}

impl From<rusqlite::Error> for DbError {
    fn from(error: rusqlite::Error) -> Self {
        use rusqlite::ffi;
        let Some(inner) = error.sqlite_error() else {
            return DbError::Bug(error.to_string());
        };
        match inner.extended_code {
            ffi::SQLITE_CONSTRAINT_UNIQUE | ffi::SQLITE_CONSTRAINT_PRIMARYKEY => DbError::Unique,
            ffi::SQLITE_CONSTRAINT_FOREIGNKEY => DbError::ForeignKey,
            ffi::SQLITE_CONSTRAINT_CHECK => DbError::Check,
            _ => match inner.code {
                rusqlite::ErrorCode::DatabaseBusy | rusqlite::ErrorCode::DatabaseLocked => {
                    DbError::Retry
                }
                rusqlite::ErrorCode::DiskFull
                | rusqlite::ErrorCode::SystemIoFailure
                | rusqlite::ErrorCode::ReadOnly
                | rusqlite::ErrorCode::CannotOpen
                | rusqlite::ErrorCode::DatabaseCorrupt
                | rusqlite::ErrorCode::NotADatabase => DbError::Unavailable(error.to_string()),
                _ => DbError::Bug(error.to_string()),
            },
        }
    }
}

impl From<tokio_postgres::Error> for DbError {
    fn from(error: tokio_postgres::Error) -> Self {
        let Some(inner) = error.as_db_error() else {
            return if error.is_closed() || std::error::Error::source(&error).is_none() {
                DbError::Unavailable(error.to_string())
            } else {
                describe(&error)
            };
        };
        match inner.code().code() {
            "23505" => DbError::Unique,
            "23503" => DbError::ForeignKey,
            "23514" => DbError::Check,
            "40001" | "40P01" => DbError::Retry,
            "55P03" => DbError::Unavailable("a lock was not given in time".into()),
            // Connection trouble, too many connections, shutdown, disk full, read-only.
            code if code.starts_with("08")
                || code.starts_with("53")
                || code.starts_with("57P")
                || code == "25006" =>
            {
                DbError::Unavailable(inner.to_string())
            }
            code => DbError::Bug(format!("{code}: {inner}")),
        }
    }
}

/// An error without a server's answer is a lost connection if it is about I/O, else our mistake.
fn describe(error: &tokio_postgres::Error) -> DbError {
    let mut source = std::error::Error::source(error);
    while let Some(cause) = source {
        if cause.is::<std::io::Error>() {
            return DbError::Unavailable(error.to_string());
        }
        if cause.source().is_none() {
            return DbError::Bug(format!("{error}: {cause}"));
        }
        source = cause.source();
    }
    DbError::Bug(error.to_string())
}
