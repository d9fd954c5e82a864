//! From a statement with a list or rows in it to the calls that an engine gets.

use super::dialect::Dialect;
use super::error::DbError;
use super::sql::{self, Statement};
use kernel::Value;
use std::cell::RefCell;
use std::collections::HashMap;
use std::rc::Rc;

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

/// A text and what is bound to it.
pub(super) type Piece = (Rc<str>, Vec<Value>);

/// Texts that a thread keeps.
const TEXTS_MAX: usize = 1_000;

thread_local! {
    /// Texts by their statement, which stays where it is, and the size of its list. A text of many
    /// rows takes longer to make than its rows take to bind.
    static TEXTS: RefCell<HashMap<(usize, Dialect, usize), Rc<str>>> = RefCell::default();
}

/// The text of a statement with so many rows in it.
fn expanded(statement: &'static Statement, dialect: Dialect, size: usize) -> Rc<str> {
    let key = (std::ptr::from_ref(statement).addr(), dialect, size);
    TEXTS.with_borrow_mut(|texts| {
        if let Some(text) = texts.get(&key) {
            return text.clone();
        }
        if texts.len() >= TEXTS_MAX {
            texts.clear();
        }
        let fixed = sql::parameters(statement.postgres);
        let width = sql::marker_width(statement.postgres).unwrap_or(1);
        let text = text_of(statement, dialect);
        let text: Rc<str> = sql::expand(text, dialect.placeholder(), fixed, width, size).into();
        texts.insert(key, text.clone());
        text
    })
}

/// The calls that a statement over a list that stands for `$*` comes to: several when it is long.
pub(super) fn in_calls(
    statement: &'static Statement,
    dialect: Dialect,
    args: &[Value],
    width: usize,
    list: &[Value],
) -> Vec<Piece> {
    list.chunks(LIST_MAX * width)
        .map(|chunk| {
            let size = (chunk.len() / width).next_power_of_two();
            let text = expanded(statement, dialect, size);
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

/// Rows cannot be padded, so they go in pieces whose sizes are powers of two.
pub(super) fn row_calls(
    statement: &'static Statement,
    dialect: Dialect,
    args: &[Value],
    rows: Vec<Vec<Value>>,
) -> Result<Vec<Piece>, DbError> {
    let Some(width) = rows.first().map(Vec::len) else {
        return Ok(Vec::new());
    };
    if sql::marker_width(statement.postgres) != Some(width) {
        return Err(DbError::Bug(format!(
            "{}: rows of {width} values",
            statement.place
        )));
    }
    let fits = (dialect.parameters_max() - args.len()) / width.max(1);
    let most = dialect.rows_max().min(fits.max(1));
    let mut pieces = Vec::new();
    let mut left = rows.len();
    let mut rows = rows.into_iter();
    while left > 0 {
        let size = if left >= most {
            most
        } else {
            1 << left.ilog2()
        };
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
        pieces.push((expanded(statement, dialect, size), bound));
        left -= size;
    }
    Ok(pieces)
}
