//! What an act sees of the database: statements in one transaction, for one brand.

use super::calls::{in_calls, row_calls, text_of};
use super::dialect::Dialect;
use super::engine::{Call, Engine};
use super::error::DbError;
use super::fetch::{Fetches, fetch_among, fetch_in};
use super::ids::IdMaker;
use super::memory::Memory;
use super::row::Row;
use super::sql::{Command, Query, Statement};
use kernel::{BrandId, ToColumn, Value};
use std::sync::Arc;

/// A statement with its rows, for [`Tx::write_rows`].
#[must_use = "nothing is written before Tx::write_rows"]
pub struct RowsToWrite {
    command: Command,
    args: Vec<Value>,
    rows: Vec<Vec<Value>>,
}

impl RowsToWrite {
    /// Rows for `insert into t (…) values $*`.
    pub fn insert(command: Command, rows: Vec<Vec<Value>>) -> Self {
        Self::update(command, &[], rows)
    }

    /// Rows for `update … from (values $*(…)) as v …`, with what is bound beside them.
    pub fn update(command: Command, args: &[Value], rows: Vec<Vec<Value>>) -> Self {
        RowsToWrite {
            command,
            args: args.to_vec(),
            rows,
        }
    }
}

/// An open transaction.
pub struct Tx<'c> {
    engine: &'c mut Engine,
    ids: &'c IdMaker,
    memory: &'c Memory,
    brand: BrandId,
    depth: u32,
    must_retry: bool,
    /// A statement has failed and no savepoint has taken that back: nothing may be committed.
    is_broken: bool,
}

impl<'c> Tx<'c> {
    pub(crate) fn new(
        engine: &'c mut Engine,
        (ids, memory): (&'c IdMaker, &'c Memory),
        brand: BrandId,
    ) -> Self {
        Tx {
            engine,
            ids,
            memory,
            brand,
            depth: 0,
            must_retry: false,
            is_broken: false,
        }
    }

    pub(crate) fn is_broken(&self) -> bool {
        self.is_broken
    }

    pub(crate) fn must_retry(&self) -> bool {
        self.must_retry
    }

    /// The brand whose act this is; bound as `$1` of every statement.
    pub fn brand(&self) -> BrandId {
        self.brand
    }

    /// Which engine runs it; for tests and messages, never for a branch in a statement.
    pub fn dialect(&self) -> Dialect {
        self.engine.dialect()
    }

    /// A new id, larger than every earlier one of this process.
    pub fn new_id(&self) -> i64 {
        self.ids.next()
    }

    /// The maker of ids, for rules that decide in memory and name what they make.
    pub fn ids(&self) -> &'c IdMaker {
        self.ids
    }

    /// Says that somebody else was in the way, found out by the act itself: it is run once more.
    pub fn run_again(&mut self) -> DbError {
        self.must_retry = true;
        DbError::Retry
    }

    /// What this brand keeps under a number that another change never has again, such as an id:
    /// read by `read` when the number is new, and shared afterwards. The number itself is read in
    /// this transaction, so what is answered is what this transaction would read.
    pub fn remember<T: Send + Sync + 'static>(
        &mut self,
        revision: i64,
        read: impl FnOnce(&mut Tx<'_>) -> Result<T, DbError>,
    ) -> Result<Arc<T>, DbError> {
        if let Some(kept) = self.memory.find(self.brand, revision) {
            return Ok(kept);
        }
        let read = Arc::new(read(self)?);
        self.memory.keep(self.brand, revision, read.clone());
        Ok(read)
    }

    /// Lets the act see one moment only, for sums over several tables that must fit together. It is
    /// the first thing that the act does. Should somebody else write the same rows meanwhile, the
    /// act is run once more.
    pub fn fix_snapshot(&mut self) -> Result<(), DbError> {
        let Some(text) = self.engine.dialect().fix_snapshot() else {
            return Ok(());
        };
        let fixed = self.engine.control(text);
        self.is_broken |= fixed.is_err();
        fixed
    }

    /// The one row that must exist.
    pub fn one<R: Row>(&mut self, query: Query<R>, args: &[Value]) -> Result<R, DbError> {
        self.maybe(query, args)?.ok_or(DbError::Missing)
    }

    /// The row, if there is one; more than one is our mistake.
    pub fn maybe<R: Row>(&mut self, query: Query<R>, args: &[Value]) -> Result<Option<R>, DbError> {
        let mut rows = self.many(query, args)?;
        if rows.len() > 1 {
            return Err(DbError::Bug(format!(
                "{}: more than one row",
                query.statement.place
            )));
        }
        Ok(rows.pop())
    }

    /// All rows.
    pub fn many<R: Row>(&mut self, query: Query<R>, args: &[Value]) -> Result<Vec<R>, DbError> {
        let text = text_of(query.statement, self.engine.dialect());
        let rows = self.engine.query(Call { text, args });
        read_rows(self.note(query.statement, rows)?)
    }

    /// All rows for a list that stands for `$*`. A long list is read in pieces, so the order over
    /// the whole is the caller's to make.
    pub fn many_in<R: Row, V: ToColumn>(
        &mut self,
        query: Query<R>,
        args: &[Value],
        list: impl IntoIterator<Item = V>,
    ) -> Result<Vec<R>, DbError> {
        self.fetch(fetch_in(query, args, list))
    }

    /// All rows whose keys are among `rows`, which stand for `$*` in
    /// `(a, b) in (select column1, column2 from (values $*(bigint, bigint)) as v)`. In the shorter
    /// form `in (values $*(…))` SQLite does not look the keys up but reads the whole brand. A long
    /// list is read in pieces, so the order over the whole is the caller's to make.
    pub fn many_among<R: Row>(
        &mut self,
        query: Query<R>,
        args: &[Value],
        rows: Vec<Vec<Value>>,
    ) -> Result<Vec<R>, DbError> {
        self.fetch(fetch_among(query, args, rows))
    }

    /// Changes rows; answers how many.
    pub fn execute(&mut self, command: Command, args: &[Value]) -> Result<u64, DbError> {
        let text = text_of(command.statement, self.engine.dialect());
        let count = self.engine.execute(Call { text, args });
        self.note(command.statement, count)
    }

    /// Changes rows for a list that stands for `$*`; answers how many.
    pub fn execute_in<V: ToColumn>(
        &mut self,
        command: Command,
        args: &[Value],
        list: impl IntoIterator<Item = V>,
    ) -> Result<u64, DbError> {
        let list: Vec<Value> = list.into_iter().map(|item| item.to_value()).collect();
        let mut count = 0;
        for (text, args) in in_calls(command.statement, self.engine.dialect(), args, 1, &list) {
            let changed = self.engine.execute(Call {
                text: &text,
                args: &args,
            });
            count += self.note(command.statement, changed)?;
        }
        Ok(count)
    }

    /// Inserts many rows by `insert into t (…) values $*`; answers how many went in.
    pub fn insert_many(&mut self, command: Command, rows: Vec<Vec<Value>>) -> Result<u64, DbError> {
        let write = RowsToWrite::insert(command, rows);
        Ok(self.write_rows(vec![write])?.into_iter().sum())
    }

    /// Inserts into several tables, or updates several, in one round trip where there is one;
    /// answers how many rows each has met.
    pub fn write_rows(&mut self, writes: Vec<RowsToWrite>) -> Result<Vec<u64>, DbError> {
        let dialect = self.engine.dialect();
        let Some(first) = writes.first().map(|write| write.command.statement) else {
            return Ok(Vec::new());
        };
        let (mut pieces, mut sizes) = (Vec::new(), Vec::with_capacity(writes.len()));
        for RowsToWrite {
            command,
            args,
            rows,
        } in writes
        {
            let calls = row_calls(command.statement, dialect, &args, rows)?;
            sizes.push(calls.len());
            pieces.extend(calls);
        }
        let calls: Vec<Call<'_>> = pieces
            .iter()
            .map(|(text, args)| Call { text, args })
            .collect();
        let counts = self.engine.execute_all(&calls);
        let mut counts = self.note(first, counts)?.into_iter();
        let sum = |size| counts.by_ref().take(size).sum();
        Ok(sizes.into_iter().map(sum).collect())
    }

    /// Updates many rows by `update … from (values $*(…)) as v …`; answers how many changed.
    pub fn update_from(
        &mut self,
        command: Command,
        args: &[Value],
        rows: Vec<Vec<Value>>,
    ) -> Result<u64, DbError> {
        let write = RowsToWrite::update(command, args, rows);
        Ok(self.write_rows(vec![write])?.into_iter().sum())
    }

    /// Runs several commands, in one round trip where there is one; answers how many rows each
    /// changed. Every answer is checked here, before COMMIT can be reached.
    pub fn write(&mut self, commands: Vec<(Command, Vec<Value>)>) -> Result<Vec<u64>, DbError> {
        let dialect = self.engine.dialect();
        let calls: Vec<Call<'_>> = commands
            .iter()
            .map(|(command, args)| Call {
                text: text_of(command.statement, dialect),
                args,
            })
            .collect();
        let counts = self.engine.execute_all(&calls);
        match commands.first() {
            Some((first, _)) => self.note(first.statement, counts),
            None => Ok(Vec::new()),
        }
    }

    /// Runs several queries, in one round trip where there is one.
    pub fn fetch<F: Fetches>(&mut self, fetches: F) -> Result<F::Found, DbError> {
        let mut pieces = Vec::new();
        fetches.ask(self.engine.dialect(), &mut pieces);
        let Some(place) = pieces.first().map(|(statement, _)| *statement) else {
            return Err(DbError::Bug("nothing was asked for".into()));
        };
        let calls: Vec<Call<'_>> = pieces
            .iter()
            .flat_map(|(_, calls)| calls)
            .map(|(text, args)| Call { text, args })
            .collect();
        let answers = self.engine.query_all(&calls);
        let mut answers = self.note(place, answers)?.into_iter();
        let grouped: Vec<_> = pieces
            .iter()
            .map(|(_, calls)| answers.by_ref().take(calls.len()).flatten().collect())
            .collect();
        fetches.take(&mut grouped.into_iter())
    }

    /// Runs `act` under a savepoint: its error undoes what it did and nothing else.
    pub fn nested<T, E: From<DbError>>(
        &mut self,
        act: impl FnOnce(&mut Tx<'_>) -> Result<T, E>,
    ) -> Result<T, E> {
        const NAMES: [[&str; 3]; 4] = [
            [
                "savepoint a",
                "release savepoint a",
                "rollback to savepoint a",
            ],
            [
                "savepoint b",
                "release savepoint b",
                "rollback to savepoint b",
            ],
            [
                "savepoint c",
                "release savepoint c",
                "rollback to savepoint c",
            ],
            [
                "savepoint d",
                "release savepoint d",
                "rollback to savepoint d",
            ],
        ];
        let Some([open, release, undo]) = NAMES.get(self.depth as usize).copied() else {
            return Err(E::from(DbError::Bug("acts are nested too deeply".into())));
        };
        self.control(open)?;
        // Put back rather than counted down: a panic that is caught further up skips the count.
        let depth = self.depth;
        self.depth = depth + 1;
        let outcome = act(self);
        self.depth = depth;
        match outcome {
            Ok(value) => {
                self.control(release)?;
                Ok(value)
            }
            Err(error) => {
                self.control(undo)?;
                self.control(release)?;
                self.is_broken = false;
                Err(error)
            }
        }
    }

    pub(crate) fn control(&mut self, text: &str) -> Result<(), DbError> {
        let done = self.engine.control(text);
        if let Err(DbError::Retry) = done {
            self.must_retry = true;
        }
        done
    }

    /// Adds the place of the statement to a mistake and remembers that an act must be retried.
    fn note<T>(&mut self, at: &Statement, result: Result<T, DbError>) -> Result<T, DbError> {
        self.is_broken |= result.is_err();
        result.map_err(|error| match error {
            DbError::Bug(cause) => DbError::Bug(format!("{}: {cause}", at.place)),
            DbError::Retry => {
                self.must_retry = true;
                DbError::Retry
            }
            other => other,
        })
    }
}

pub(super) fn read_rows<R: Row>(rows: Vec<Vec<Value>>) -> Result<Vec<R>, DbError> {
    rows.into_iter()
        .map(|row| Ok(R::read(&mut row.into_iter())?))
        .collect()
}
