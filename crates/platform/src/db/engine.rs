//! A connection to one of the two engines, spoken to in the same five words.

use super::dialect::Dialect;
use super::error::DbError;
use super::postgres::Postgres;
use super::sqlite::Sqlite;
use kernel::Value;

/// A statement's text and what is bound to it.
pub(crate) struct Call<'a> {
    pub text: &'a str,
    pub args: &'a [Value],
}

/// An open connection. Boxed so that the enum stays small.
pub(crate) enum Engine {
    Sqlite(Box<Sqlite>),
    Postgres(Box<Postgres>),
}

/// What a connection may do.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Access {
    Write,
    Read,
}

impl Engine {
    pub fn connect(url: &str, access: Access) -> Result<Engine, DbError> {
        match Dialect::of_url(url) {
            Some(Dialect::Sqlite) => {
                Sqlite::connect(url, access).map(|sqlite| Engine::Sqlite(Box::new(sqlite)))
            }
            Some(Dialect::Postgres) => {
                Postgres::connect(url).map(|postgres| Engine::Postgres(Box::new(postgres)))
            }
            None => Err(DbError::Unavailable(
                "the database URL starts with neither sqlite: nor postgres:".into(),
            )),
        }
    }

    pub fn dialect(&self) -> Dialect {
        match self {
            Engine::Sqlite(_) => Dialect::Sqlite,
            Engine::Postgres(_) => Dialect::Postgres,
        }
    }

    /// Runs a statement that has neither parameters nor rows, such as `commit`.
    pub fn control(&mut self, text: &str) -> Result<(), DbError> {
        match self {
            Engine::Sqlite(sqlite) => sqlite.control(text),
            Engine::Postgres(postgres) => postgres.control(text),
        }
    }

    /// Runs a query.
    pub fn query(&mut self, call: Call<'_>) -> Result<Vec<Vec<Value>>, DbError> {
        match self {
            Engine::Sqlite(sqlite) => sqlite.query(&call),
            Engine::Postgres(postgres) => postgres.query(&call),
        }
    }

    /// Runs a command; answers with the number of rows it changed.
    pub fn execute(&mut self, call: Call<'_>) -> Result<u64, DbError> {
        match self {
            Engine::Sqlite(sqlite) => sqlite.execute(&call),
            Engine::Postgres(postgres) => postgres.execute(&call),
        }
    }

    /// Runs several queries, in one round trip where there is one.
    pub fn query_all(&mut self, calls: &[Call<'_>]) -> Result<Vec<Vec<Vec<Value>>>, DbError> {
        match self {
            Engine::Sqlite(sqlite) => calls.iter().map(|call| sqlite.query(call)).collect(),
            Engine::Postgres(postgres) => postgres.query_all(calls),
        }
    }

    /// Runs several commands, in one round trip where there is one.
    pub fn execute_all(&mut self, calls: &[Call<'_>]) -> Result<Vec<u64>, DbError> {
        match self {
            Engine::Sqlite(sqlite) => sqlite.execute_all(calls),
            Engine::Postgres(postgres) => postgres.execute_all(calls),
        }
    }

    /// Prepares a statement: how many parameters and which columns it has.
    pub fn prepare(&mut self, text: &str) -> Result<Prepared, DbError> {
        match self {
            Engine::Sqlite(sqlite) => sqlite.prepare(text),
            Engine::Postgres(postgres) => postgres.prepare(text),
        }
    }

    /// Whether a transaction is still open; SQLite ends it by itself on some errors.
    pub fn in_transaction(&self) -> bool {
        match self {
            Engine::Sqlite(sqlite) => sqlite.in_transaction(),
            Engine::Postgres(postgres) => !postgres.is_closed(),
        }
    }

    /// Whether the connection is gone for good.
    pub fn is_closed(&self) -> bool {
        match self {
            Engine::Sqlite(_) => false,
            Engine::Postgres(postgres) => postgres.is_closed(),
        }
    }
}

/// What an engine says about a statement without running it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Prepared {
    /// How many parameters it wants.
    pub parameters: usize,
    /// The type of each column, as the engine calls it; `None` where SQLite cannot tell.
    pub columns: Vec<Option<String>>,
}
