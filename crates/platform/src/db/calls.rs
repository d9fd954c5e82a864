//! From a statement with a list or rows in it to the calls that an engine gets.

use super::dialect::Dialect;
use super::error::DbError;
use super::sql::{self, Statement};
use kernel::Value;

/// The text for an engine.
pub(super) fn text_of(statement: &Statement, dialect: Dialect) -> &'static str {
    match dialect {
        Dialect::Sqlite => statement.sqlite,
        Dialect::Postgres => statement.postgres,
    }
}

/// Lists are padded to a power of two by repeating the last item, so that few texts exist and
/// each stays prepared; one statement carries at most this many.
const LIST_MAX: usize = 512;

/// The calls that a statement over a list comes to: several when the list is long.
pub(super) type Pieces = Vec<(String, Vec<Value>)>;

/// A statement over a list that stands for `$*`.
pub(super) fn in_calls(
    statement: &Statement,
    dialect: Dialect,
    args: &[Value],
    width: usize,
    list: &[Value],
) -> Pieces {
    let text = text_of(statement, dialect);
    list.chunks(LIST_MAX * width)
        .map(|chunk| {
            let size = (chunk.len() / width).next_power_of_two();
            let text = sql::expand(text, dialect.placeholder(), args.len(), width, size);
            let mut bound = Vec::with_capacity(args.len() + size * width);
            bound.extend_from_slice(args);
            bound.extend_from_slice(chunk);
            let last = &chunk[chunk.len() - width..];
            while bound.len() < args.len() + size * width {
                bound.extend_from_slice(last);
            }
            (text, bound)
        })
        .collect()
}

/// A text, shared by pieces of one size, and what is bound to it.
pub(super) type RowCall = (std::rc::Rc<str>, Vec<Value>);

/// Rows cannot be padded, so they go in pieces whose sizes are powers of two.
pub(super) fn row_calls(
    statement: &Statement,
    dialect: Dialect,
    args: &[Value],
    rows: Vec<Vec<Value>>,
) -> Result<Vec<RowCall>, DbError> {
    let Some(width) = rows.first().map(Vec::len) else {
        return Ok(Vec::new());
    };
    let text = text_of(statement, dialect);
    if sql::marker_width(statement.postgres) != Some(width) {
        return Err(DbError::Bug(format!(
            "{}: rows of {width} values",
            statement.place
        )));
    }
    let fits = (dialect.parameters_max() - args.len()) / width.max(1);
    let most = dialect.rows_max().min(fits.max(1));
    let mut texts: Vec<(usize, std::rc::Rc<str>)> = Vec::new();
    let mut pieces = Vec::new();
    let mut left = rows.len();
    let mut rows = rows.into_iter();
    while left > 0 {
        let size = if left >= most {
            most
        } else {
            1 << left.ilog2()
        };
        let known = texts
            .iter()
            .find(|(known, _)| *known == size)
            .map(|(_, text)| text.clone());
        let text = known.unwrap_or_else(|| {
            let made: std::rc::Rc<str> =
                sql::expand(text, dialect.placeholder(), args.len(), width, size).into();
            texts.push((size, made.clone()));
            made
        });
        let mut bound = Vec::with_capacity(args.len() + size * width);
        bound.extend_from_slice(args);
        for row in rows.by_ref().take(size) {
            if row.len() != width {
                return Err(DbError::Bug(format!(
                    "{}: rows of unequal width",
                    statement.place
                )));
            }
            bound.extend(row);
        }
        pieces.push((text, bound));
        left -= size;
    }
    Ok(pieces)
}
