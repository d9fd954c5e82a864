//! The embedded engine: WAL, every commit flushed to disk, prepared statements kept.

use super::engine::{Access, Call, Prepared};
use super::error::DbError;
use kernel::Value;
use rusqlite::types::{ToSqlOutput, ValueRef};
use rusqlite::{Connection, InterruptHandle, OpenFlags, Statement};
use std::path::Path;

pub(crate) struct Sqlite {
    connection: Connection,
}

/// `sqlite:./data/huitong.db` or `sqlite:///abs/path`: what follows the colon is the path.
pub(crate) fn path_of(url: &str) -> &str {
    let path = url.strip_prefix("sqlite:").unwrap_or(url);
    path.strip_prefix("//").unwrap_or(path)
}

impl Sqlite {
    /// Clean pages are read through the mapping, so a small cache is enough; and at each commit
    /// SQLite may walk through all that the cache holds. A piece of an import changes more pages
    /// than fit, and a page that is put out half-way is written to the log again each time that it
    /// changes: up to 128 MB of changed pages may stay. Checkpoints are the keeper's work: the
    /// writer does one by itself only when 160 MB have gathered.
    pub fn connect(url: &str, access: Access) -> Result<Sqlite, DbError> {
        let flags = OpenFlags::SQLITE_OPEN_NO_MUTEX
            | match access {
                Access::Write => OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_CREATE,
                Access::Read => OpenFlags::SQLITE_OPEN_READ_WRITE,
            };
        let connection = Connection::open_with_flags(path_of(url), flags)?;
        connection.execute_batch(
            "pragma busy_timeout = 10000;
             pragma journal_mode = wal;
             pragma synchronous = full;
             pragma foreign_keys = on;
             pragma temp_store = memory;
             pragma cache_size = -16384;
             pragma cache_spill = 32768;
             pragma mmap_size = 1073741824;
             pragma wal_autocheckpoint = 40000;",
        )?;
        if access == Access::Read {
            connection.execute_batch("pragma query_only = on;")?;
        }
        connection.set_prepared_statement_cache_capacity(512);
        Ok(Sqlite { connection })
    }

    pub fn control(&mut self, text: &str) -> Result<(), DbError> {
        if text.contains(';') {
            return Ok(self.connection.execute_batch(text)?);
        }
        self.connection.prepare_cached(text)?.execute([])?;
        Ok(())
    }

    pub fn query(&mut self, call: &Call<'_>) -> Result<Vec<Vec<Value>>, DbError> {
        let mut statement = self.connection.prepare_cached(call.text)?;
        let width = statement.column_count();
        let mut rows = statement.query(rusqlite::params_from_iter(call.args.iter().map(Bound)))?;
        let mut all = Vec::new();
        while let Some(row) = rows.next()? {
            let mut values = Vec::with_capacity(width);
            for column in 0..width {
                values.push(read(row.get_ref(column)?)?);
            }
            all.push(values);
        }
        Ok(all)
    }

    pub fn execute(&mut self, call: &Call<'_>) -> Result<u64, DbError> {
        run(&mut *self.connection.prepare_cached(call.text)?, call)
    }

    /// A statement is looked up once for all calls of the same text that follow each other: the
    /// rows of a batch.
    pub fn execute_all(&mut self, calls: &[Call<'_>]) -> Result<Vec<u64>, DbError> {
        let mut counts = Vec::with_capacity(calls.len());
        for same in calls.chunk_by(|one, next| one.text == next.text) {
            let mut statement = self.connection.prepare_cached(same[0].text)?;
            for call in same {
                counts.push(run(&mut statement, call)?);
            }
        }
        Ok(counts)
    }

    pub fn prepare(&mut self, text: &str) -> Result<Prepared, DbError> {
        let statement = self.connection.prepare(text)?;
        let columns = statement
            .columns()
            .iter()
            .map(|c| c.decl_type().map(str::to_owned))
            .collect();
        Ok(Prepared {
            parameters: statement.parameter_count(),
            columns,
        })
    }

    pub fn in_transaction(&self) -> bool {
        !self.connection.is_autocommit()
    }
}

/// A connection of its own that writes a copy of the whole database.
pub(super) struct Copier(Connection);

impl Copier {
    pub fn open(url: &str) -> Result<Copier, DbError> {
        let connection = Connection::open_with_flags(
            path_of(url),
            OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX,
        )?;
        connection.execute_batch("pragma busy_timeout = 10000; pragma synchronous = full;")?;
        Ok(Copier(connection))
    }

    /// With it another thread ends the copying.
    pub fn stop(&self) -> InterruptHandle {
        self.0.get_interrupt_handle()
    }

    /// Writes the copy, of one snapshot, into a file that is not there or empty.
    pub fn copy_into(&self, file: &Path) -> Result<(), DbError> {
        let file = file
            .to_str()
            .ok_or_else(|| DbError::Unavailable("the file has a name that is no text".into()))?;
        self.0.execute("vacuum into ?1", [file])?;
        Ok(())
    }
}

fn run(statement: &mut Statement<'_>, call: &Call<'_>) -> Result<u64, DbError> {
    let args = rusqlite::params_from_iter(call.args.iter().map(Bound));
    if statement.column_count() == 0 {
        return Ok(statement.execute(args)? as u64);
    }
    // A command with `returning`: count what comes back.
    let mut rows = statement.query(args)?;
    let mut count = 0;
    while rows.next()?.is_some() {
        count += 1;
    }
    Ok(count)
}

struct Bound<'a>(&'a Value);

impl rusqlite::ToSql for Bound<'_> {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        Ok(ToSqlOutput::Borrowed(match self.0 {
            Value::Null => ValueRef::Null,
            Value::Int(number) => ValueRef::Integer(*number),
            Value::Text(text) => ValueRef::Text(text.as_bytes()),
            Value::Blob(bytes) => ValueRef::Blob(bytes),
        }))
    }
}

fn read(value: ValueRef<'_>) -> Result<Value, DbError> {
    Ok(match value {
        ValueRef::Null => Value::Null,
        ValueRef::Integer(number) => Value::Int(number),
        ValueRef::Text(bytes) => Value::Text(
            String::from_utf8(bytes.to_vec())
                .map_err(|_| DbError::Bug("a text column holds bytes that are no text".into()))?,
        ),
        ValueRef::Blob(bytes) => Value::Blob(bytes.to_vec()),
        ValueRef::Real(_) => {
            return Err(DbError::Bug(
                "a floating-point number came out of the database".into(),
            ));
        }
    })
}
