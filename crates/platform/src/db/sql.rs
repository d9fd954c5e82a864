//! Statements: written once, in the SQL that both engines share, and known to the gate.

use super::dialect::Dialect;
use super::row::{ColumnSpec, Row};
use std::marker::PhantomData;

/// A statement in both engines' texts, with the place where it stands in our sources.
#[derive(Debug)]
pub struct Statement {
    /// As written.
    pub postgres: &'static str,
    /// As turned at compile time.
    pub sqlite: &'static str,
    /// `file:line`, for messages.
    pub place: &'static str,
    /// What the row type wants; `None` for a command.
    pub columns: Option<&'static [ColumnSpec]>,
}

impl Statement {
    /// Its text on an engine, with so many rows in the place of `$*` if it has one, and how many
    /// parameters that text wants; for whoever looks at statements without running them.
    pub fn text_with_rows(&self, dialect: Dialect, rows: usize) -> (String, usize) {
        let text = match dialect {
            Dialect::Sqlite => self.sqlite,
            Dialect::Postgres => self.postgres,
        };
        let fixed = parameters(self.postgres);
        match marker_width(self.postgres) {
            Some(width) => {
                let text = expand(text, dialect.placeholder(), fixed, width, rows);
                (text, fixed + rows * width)
            }
            None => (text.to_owned(), fixed),
        }
    }
}

/// A statement that gives rows of type `R`.
pub struct Query<R> {
    pub(crate) statement: &'static Statement,
    row: PhantomData<fn() -> R>,
}

impl<R> Clone for Query<R> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<R> Copy for Query<R> {}

impl<R: Row> Query<R> {
    #[doc(hidden)]
    pub const fn new(statement: &'static Statement) -> Self {
        Query {
            statement,
            row: PhantomData,
        }
    }
}

/// A statement that changes rows and says how many.
#[derive(Clone, Copy)]
pub struct Command {
    pub(crate) statement: &'static Statement,
}

impl Command {
    #[doc(hidden)]
    pub const fn new(statement: &'static Statement) -> Self {
        Command { statement }
    }
}

/// A statement that the gate will find.
#[doc(hidden)]
pub struct Registered(pub &'static Statement);

inventory::collect!(Registered);

/// Every `sql!` of every crate that is linked into this program, by place.
pub fn statements() -> Vec<&'static Statement> {
    let mut all: Vec<_> = inventory::iter::<Registered>()
        .map(|known| known.0)
        .collect();
    all.sort_by_key(|statement| statement.place);
    all
}

/// Declares a statement in the common subset: `sql!("update …")` is a [`Command`],
/// `sql!(LotRow, "select …")` a [`Query`] of that row type.
///
/// Placeholders are `$1`, `$2`, …; `$*` stands for a list whose length is known at run time:
/// `id in ($*)`, `insert into t (a, b) values $*`, `(values $*(bigint, text)) as v`.
#[macro_export]
macro_rules! sql {
    ($text:literal $(,)?) => {{
        $crate::__statement!($text, None);
        $crate::db::Command::new(&STATEMENT)
    }};
    ($row:ty, $text:literal $(,)?) => {{
        $crate::__statement!($text, Some(<$row as $crate::db::Row>::COLUMNS));
        $crate::db::Query::<$row>::new(&STATEMENT)
    }};
}

#[doc(hidden)]
#[macro_export]
macro_rules! __statement {
    ($text:literal, $columns:expr) => {
        const SQLITE_BYTES: [u8; $text.len()] = $crate::db::dialect::sqlite_text($text);
        static STATEMENT: $crate::db::Statement = $crate::db::Statement {
            postgres: $text,
            sqlite: match ::core::str::from_utf8(&SQLITE_BYTES) {
                Ok(text) => text,
                Err(_) => panic!("a statement is UTF-8"),
            },
            place: concat!(file!(), ":", line!()),
            columns: $columns,
        };
        $crate::__inventory::submit! { $crate::db::Registered(&STATEMENT) }
    };
}

/// Expands a `$*` marker for `rows` rows of `width` values after `fixed` ordinary parameters.
///
/// `$*` alone in `in ($*)` has width 1 and no parentheses of its own; after `values` each row gets
/// parentheses; `$*(bigint, text)` gives each row casts, for PostgreSQL cannot guess a type there.
pub(crate) fn expand(text: &str, marker: char, fixed: usize, width: usize, rows: usize) -> String {
    let Some(at) = text.find("$*") else {
        return text.to_owned();
    };
    if marker == '?'
        && rows == 1
        && let Some(direct) = direct_update(text, fixed)
    {
        return direct;
    }
    let (before, after) = (&text[..at], &text[at + 2..]);
    let in_list = before.trim_end().ends_with('(') && !before.trim_end().ends_with("values (");
    let (types, after): (Option<Vec<&str>>, &str) = match after.strip_prefix('(') {
        Some(rest) if !in_list => match rest.split_once(')') {
            Some((types, rest)) => (Some(types.split(',').map(str::trim).collect()), rest),
            None => (None, after),
        },
        _ => (None, after),
    };
    let mut out = String::with_capacity(text.len() + rows * width * 8);
    out.push_str(before);
    let mut number = fixed;
    for row in 0..rows {
        if row > 0 {
            out.push_str(", ");
        }
        if !in_list {
            out.push('(');
        }
        for column in 0..width {
            if column > 0 {
                out.push_str(", ");
            }
            number += 1;
            match types.as_ref().and_then(|types| types.get(column)) {
                // SQLite needs no cast, and to it `bytea` would mean a number.
                Some(kind) if marker == '$' => {
                    out.push_str(&format!("cast({marker}{number} as {kind})"));
                }
                _ => out.push_str(&format!("{marker}{number}")),
            }
        }
        if !in_list {
            out.push(')');
        }
    }
    out.push_str(after);
    out
}

/// `update t … from (values $*(…)) as v where …` of one row, as SQLite runs it best: with the
/// values where `v.column1`, … stand. SQLite would build two tables for the `from` at every run.
fn direct_update(text: &str, fixed: usize) -> Option<String> {
    const NAME: &str = "v.column";
    let (before, rest) = text.split_once("from (values $*(")?;
    let (_, after) = rest.split_once(")) as v")?;
    if !before.starts_with("update ") {
        return None;
    }
    let mut out = String::with_capacity(text.len());
    for part in [before, after] {
        let mut pieces = part.split(NAME);
        out.push_str(pieces.next().unwrap_or_default());
        for piece in pieces {
            let digits = piece.find(|letter: char| !letter.is_ascii_digit());
            let (number, rest) = piece.split_at(digits.unwrap_or(piece.len()));
            let number: usize = number.parse().ok()?;
            out.push_str(&format!("?{}", fixed + number));
            out.push_str(rest);
        }
    }
    Some(out)
}

/// How many types a `$*(…)` marker names; 1 for a bare marker in a list.
pub(crate) fn marker_width(text: &str) -> Option<usize> {
    let at = text.find("$*")?;
    let (before, after) = (&text[..at], &text[at + 2..]);
    if let Some((types, _)) = after
        .strip_prefix('(')
        .and_then(|rest| rest.split_once(')'))
    {
        return Some(types.split(',').count());
    }
    if before.trim_end().ends_with('(') {
        return Some(1);
    }
    // `insert into t (a, b, c) values $*`: as many as the columns that are named.
    let columns = before.rsplit_once(')')?.0.rsplit_once('(')?.1;
    Some(columns.split(',').count())
}

/// The highest `$n` in a text.
pub(crate) fn parameters(text: &str) -> usize {
    let bytes = text.as_bytes();
    let mut highest = 0;
    for (at, byte) in bytes.iter().enumerate() {
        if *byte == b'$' {
            let digits: String = text[at + 1..]
                .chars()
                .take_while(char::is_ascii_digit)
                .collect();
            highest = highest.max(digits.parse().unwrap_or(0));
        }
    }
    highest
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn markers_expand_to_as_many_rows_as_there_are() {
        let cases = [
            (
                "select a from t where brand_id = $1 and id in ($*)",
                1,
                3,
                "select a from t where brand_id = $1 and id in ($2, $3, $4)",
            ),
            (
                "insert into t (a, b) values $* on conflict do nothing",
                2,
                2,
                "insert into t (a, b) values ($2, $3), ($4, $5) on conflict do nothing",
            ),
            (
                "update t set a = v.column2 from (values $*(bigint, text)) v",
                2,
                1,
                "update t set a = v.column2 from (values (cast($2 as bigint), cast($3 as text))) v",
            ),
        ];
        for (text, width, rows, wanted) in cases {
            assert_eq!(expand(text, '$', 1, width, rows), wanted);
            assert_eq!(marker_width(text), Some(width), "{text}");
        }
        assert_eq!(parameters("a = $2 and b = $11 or $1"), 11);
    }

    #[test]
    fn sqlite_updates_one_row_without_a_table_of_values() {
        let text = "update t set a = a + v.column2, b = v.column10
             from (values $*(bigint, text)) as v where t.brand_id = ?1 and t.id = v.column1";
        let wanted = "update t set a = a + ?3, b = ?11
              where t.brand_id = ?1 and t.id = ?2";
        assert_eq!(expand(text, '?', 1, 2, 1), wanted);
        assert!(expand(text, '?', 1, 2, 2).contains("(values (?2, ?3), (?4, ?5)) as v"));
        let delete = "delete from t where id in (select column1 from (values $*(bigint)) as v)";
        assert!(expand(delete, '?', 0, 1, 1).contains("(values (?1)) as v"));
    }

    #[test]
    fn sqlite_gets_numbered_placeholders_and_no_row_locks() {
        const TEXT: &str = "select a from t where b = $2 and c = $1 for update";
        let bytes: [u8; TEXT.len()] = super::super::dialect::sqlite_text(TEXT);
        let text = std::str::from_utf8(&bytes).expect("same letters");
        assert_eq!(text.trim_end(), "select a from t where b = ?2 and c = ?1");
    }
}
