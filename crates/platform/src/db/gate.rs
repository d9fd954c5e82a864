//! The gate: prepares every `sql!` of the product on an engine and compares parameters, columns
//! and types with what the code says. It stands in for a compiler that knows the schema.

use super::engine::{Access, Engine};
use super::error::DbError;
use super::sql::{self, Statement};
use kernel::ColumnKind;

/// Prepares every statement on the database; answers with a sentence for each that does not fit.
pub fn check_statements(url: &str) -> Result<Vec<String>, DbError> {
    let mut engine = Engine::connect(url, Access::Write)?;
    Ok(sql::statements()
        .into_iter()
        // Two rows, so that a marker in the wrong place shows; and one, which may have a text of
        // its own.
        .filter_map(|s| check(&mut engine, s, 2).or_else(|| check(&mut engine, s, 1)))
        .collect())
}

fn check(engine: &mut Engine, statement: &Statement, rows: usize) -> Option<String> {
    let dialect = engine.dialect();
    let (text, wanted) = statement.text_with_rows(dialect, rows);
    let complain = |what: String| Some(format!("{} ({dialect:?}): {what}", statement.place));
    let prepared = match engine.prepare(&text) {
        Ok(prepared) => prepared,
        Err(error) => return complain(error.to_string()),
    };
    if prepared.parameters != wanted {
        return complain(format!(
            "{} parameters, the code binds {wanted}",
            prepared.parameters
        ));
    }
    let columns = statement.columns?;
    if prepared.columns.len() != columns.len() {
        return complain(format!(
            "{} columns, the row type reads {}",
            prepared.columns.len(),
            columns.len()
        ));
    }
    for (number, (found, spec)) in prepared.columns.iter().zip(columns).enumerate() {
        if let Some(found) = found
            && !fits(found, spec.kind)
        {
            return complain(format!(
                "column {} is {found}, wanted {:?}",
                number + 1,
                spec.kind
            ));
        }
    }
    None
}

fn fits(found: &str, kind: ColumnKind) -> bool {
    match kind {
        ColumnKind::Int => {
            matches!(found, "int8" | "int4" | "int2" | "INTEGER")
        }
        ColumnKind::Text => matches!(found, "text" | "varchar" | "TEXT"),
        ColumnKind::Blob => matches!(found, "bytea" | "BLOB"),
    }
}
