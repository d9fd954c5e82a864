//! Queries that are asked together: one round trip for all where there is one.
//!
//! A part of the product says what it wants to know as a [`Fetches`], and whoever needs several
//! such things, of whatever parts, puts them into a tuple.

use super::calls::{Piece, in_calls, text_of};
use super::dialect::Dialect;
use super::error::DbError;
use super::row::Row;
use super::sql::{Query, Statement};
use super::tx::read_rows;
use kernel::{ToColumn, Value};

/// One query of a [`Tx::fetch`](super::Tx::fetch); gives its rows.
#[must_use = "nothing is asked before Tx::fetch"]
pub struct Fetch<R> {
    query: Query<R>,
    args: Vec<Value>,
    list: Option<Vec<Value>>,
    width: usize,
}

/// A query and what is bound to it.
pub fn fetch<R: Row>(query: Query<R>, args: &[Value]) -> Fetch<R> {
    Fetch {
        query,
        args: args.to_vec(),
        list: None,
        width: 1,
    }
}

/// A query over a list that stands for `$*`.
pub fn fetch_in<R: Row, V: ToColumn>(
    query: Query<R>,
    args: &[Value],
    list: impl IntoIterator<Item = V>,
) -> Fetch<R> {
    let list = list.into_iter().map(|item| item.to_value()).collect();
    Fetch {
        query,
        args: args.to_vec(),
        list: Some(list),
        width: 1,
    }
}

/// A query over rows that stand for `$*`; see [`Tx::many_among`](super::Tx::many_among).
pub fn fetch_among<R: Row>(query: Query<R>, args: &[Value], rows: Vec<Vec<Value>>) -> Fetch<R> {
    let width = rows.first().map_or(1, Vec::len);
    Fetch {
        query,
        args: args.to_vec(),
        list: Some(rows.into_iter().flatten().collect()),
        width,
    }
}

/// The rows that one query has given.
type Rows = Vec<Vec<Value>>;

/// What can be asked together with others: a query, something made of its rows, a tuple of such.
pub trait Fetches: Sized {
    /// What comes of it.
    type Found;
    #[doc(hidden)]
    fn ask(&self, dialect: Dialect, pieces: &mut Vec<(&'static Statement, Vec<Piece>)>);
    #[doc(hidden)]
    fn take(self, rows: &mut dyn Iterator<Item = Rows>) -> Result<Self::Found, DbError>;

    /// The same, with something made of what is found.
    fn then<T, F>(self, turn: F) -> Then<Self, F>
    where
        F: FnOnce(Self::Found) -> Result<T, DbError>,
    {
        Then { first: self, turn }
    }
}

impl<R: Row> Fetches for Fetch<R> {
    type Found = Vec<R>;

    fn ask(&self, dialect: Dialect, pieces: &mut Vec<(&'static Statement, Vec<Piece>)>) {
        let statement = self.query.statement;
        let calls = match &self.list {
            Some(list) => in_calls(statement, dialect, &self.args, self.width, list),
            None => vec![(text_of(statement, dialect).into(), self.args.clone())],
        };
        pieces.push((statement, calls));
    }

    fn take(self, rows: &mut dyn Iterator<Item = Rows>) -> Result<Vec<R>, DbError> {
        read_rows(rows.next().unwrap_or_default())
    }
}

/// What [`Fetches::then`] gives.
#[must_use = "nothing is asked before Tx::fetch"]
pub struct Then<A, F> {
    first: A,
    turn: F,
}

impl<A, F, T> Fetches for Then<A, F>
where
    A: Fetches,
    F: FnOnce(A::Found) -> Result<T, DbError>,
{
    type Found = T;

    fn ask(&self, dialect: Dialect, pieces: &mut Vec<(&'static Statement, Vec<Piece>)>) {
        self.first.ask(dialect, pieces);
    }

    fn take(self, rows: &mut dyn Iterator<Item = Rows>) -> Result<T, DbError> {
        (self.turn)(self.first.take(rows)?)
    }
}

macro_rules! fetches {
    ($($part:ident $place:tt),+) => {
        impl<$($part: Fetches),+> Fetches for ($($part,)+) {
            type Found = ($($part::Found,)+);
            fn ask(&self, dialect: Dialect, pieces: &mut Vec<(&'static Statement, Vec<Piece>)>) {
                $(self.$place.ask(dialect, pieces);)+
            }
            fn take(self, rows: &mut dyn Iterator<Item = Rows>) -> Result<Self::Found, DbError> {
                Ok(($(self.$place.take(rows)?,)+))
            }
        }
    };
}
fetches!(A 0, B 1);
fetches!(A 0, B 1, C 2);
fetches!(A 0, B 1, C 2, D 3);
fetches!(A 0, B 1, C 2, D 3, E 4);
fetches!(A 0, B 1, C 2, D 3, E 4, F 5);
fetches!(A 0, B 1, C 2, D 3, E 4, F 5, G 6);
fetches!(A 0, B 1, C 2, D 3, E 4, F 5, G 6, H 7);
