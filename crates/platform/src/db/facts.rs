//! What an engine says of itself.

use super::{Access, Call, Db, DbError, Engine};
use kernel::Value;

/// What an engine says of itself.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DbFacts {
    /// `sqlite` or `postgres`.
    pub engine: &'static str,
    /// Its version in its own words.
    pub version: String,
    /// The number of the last step of the schema's history.
    pub schema: i64,
}

impl Db {
    /// Asks the engine what it is. On a connection of its own; blocks.
    pub fn facts(&self) -> Result<DbFacts, DbError> {
        let mut engine = Engine::connect(&self.inner.url, Access::Read)?;
        let mut ask = |text: &str| {
            let rows = engine.query(Call { text, args: &[] })?;
            rows.into_iter().flatten().next().ok_or(DbError::Missing)
        };
        let version = ask(self.inner.dialect.version())?;
        let schema = ask("select max(number) from schema_migration")?;
        match (version, schema) {
            (Value::Text(version), Value::Int(schema)) => Ok(DbFacts {
                engine: self.inner.dialect.name(),
                version,
                schema,
            }),
            _ => Err(DbError::Bug("an engine says nothing of itself".into())),
        }
    }
}
