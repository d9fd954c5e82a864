//! The true differences between the two engines, each with a name. Nothing else may branch on
//! the engine.

/// Which of the two engines.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Dialect {
    /// Embedded, one writer.
    Sqlite,
    /// A server, many writers.
    Postgres,
}

impl Dialect {
    /// Both, for what must hold on each.
    pub const BOTH: [Dialect; 2] = [Dialect::Sqlite, Dialect::Postgres];

    /// The engine that a database URL names.
    pub fn of_url(url: &str) -> Option<Dialect> {
        if url.starts_with("sqlite:") {
            Some(Dialect::Sqlite)
        } else if url.starts_with("postgres:") || url.starts_with("postgresql:") {
            Some(Dialect::Postgres)
        } else {
            None
        }
    }

    /// What opens a write. SQLite takes its one write lock here, so that an act never reads first
    /// and finds itself refused when it wants to write.
    pub const fn begin_write(self) -> &'static str {
        match self {
            Dialect::Sqlite => "begin immediate",
            Dialect::Postgres => "begin isolation level read committed",
        }
    }

    /// What opens a read: one snapshot for the whole act.
    pub const fn begin_read(self) -> &'static str {
        match self {
            Dialect::Sqlite => "begin deferred",
            Dialect::Postgres => "begin isolation level repeatable read read only",
        }
    }

    /// What lets a write that has just begun see one moment only. SQLite's one writer does anyway.
    pub const fn fix_snapshot(self) -> Option<&'static str> {
        match self {
            Dialect::Sqlite => None,
            Dialect::Postgres => Some("set transaction isolation level repeatable read"),
        }
    }

    /// Rewrites what the engine keeps of rows that are gone. Neither may run in a transaction.
    /// SQLite's file is written anew (in a temporary file first, for it may not fit the memory)
    /// and its log is emptied; on PostgreSQL the places of dead rows are given free.
    pub const fn sweep(self) -> &'static str {
        match self {
            Dialect::Sqlite => "pragma temp_store = file; vacuum; pragma temp_store = memory;",
            Dialect::Postgres => "vacuum",
        }
    }

    /// What shows whether the log was emptied: a row whose first column is 0 if it was.
    pub const fn empty_log(self) -> Option<&'static str> {
        match self {
            Dialect::Sqlite => Some("pragma wal_checkpoint(truncate)"),
            Dialect::Postgres => None,
        }
    }

    /// Lists the tables that have doubled since their rows were counted, or never were counted.
    /// SQLite plans by figures of ours (see `migrate`).
    pub const fn doubled_tables(self) -> Option<&'static str> {
        match self {
            Dialect::Sqlite => None,
            Dialect::Postgres => Some(
                "select s.relid::regclass::text
                 from pg_stat_user_tables as s join pg_class as c on c.oid = s.relid
                 where s.schemaname = current_schema()
                     and s.n_live_tup > 500 + 2 * greatest(c.reltuples, 0)
                 order by s.relid",
            ),
        }
    }

    /// What it is called.
    pub const fn name(self) -> &'static str {
        match self {
            Dialect::Sqlite => "sqlite",
            Dialect::Postgres => "postgres",
        }
    }

    /// Asks for its version.
    pub const fn version(self) -> &'static str {
        match self {
            Dialect::Sqlite => "select sqlite_version()",
            Dialect::Postgres => "select current_setting('server_version')",
        }
    }

    /// What the file of a copy ends with.
    pub const fn copy_ending(self) -> &'static str {
        match self {
            Dialect::Sqlite => "db",
            Dialect::Postgres => "dump",
        }
    }

    /// How a placeholder is written: `?3` or `$3`.
    pub const fn placeholder(self) -> char {
        match self {
            Dialect::Sqlite => '?',
            Dialect::Postgres => '$',
        }
    }

    /// The most parameters that one statement may have.
    pub const fn parameters_max(self) -> usize {
        match self {
            Dialect::Sqlite => 32_000,
            Dialect::Postgres => 60_000,
        }
    }

    /// Rows that one `values $*` carries. SQLite has no round trip to save, so it runs one
    /// short prepared statement for each row; PostgreSQL saves by size.
    pub const fn rows_max(self) -> usize {
        match self {
            Dialect::Sqlite => 1,
            Dialect::Postgres => 128,
        }
    }

    /// Renders the four placeholders of a migration.
    pub fn render(self, migration: &str) -> String {
        let [bigint, blob, collation, table] = match self {
            Dialect::Sqlite => ["INTEGER", "BLOB", "", "STRICT, WITHOUT ROWID"],
            Dialect::Postgres => ["BIGINT", "BYTEA", "COLLATE \"C\"", ""],
        };
        migration
            .replace("{{bigint}}", bigint)
            .replace("{{blob}}", blob)
            .replace("{{c}}", collation)
            .replace("{{table}}", table)
    }
}

/// Turns the common SQL into SQLite's at compile time: `$1` becomes `?1` (SQLite would number
/// `$1` by first appearance), and `for update` is blanked, for there the write lock is the
/// transaction's. The length stays the same, so the result fits an array.
pub const fn sqlite_text<const N: usize>(text: &str) -> [u8; N] {
    const LOCK: &[u8] = b"for update";
    let from = text.as_bytes();
    let mut to = [0u8; N];
    let mut at = 0;
    while at < N {
        if from[at] == b'$' && at + 1 < N && from[at + 1].is_ascii_digit() {
            to[at] = b'?';
            at += 1;
            continue;
        }
        let mut same = 0;
        while same < LOCK.len() && at + same < N && from[at + same] == LOCK[same] {
            same += 1;
        }
        if same == LOCK.len() {
            let end = at + same;
            while at < end {
                to[at] = b' ';
                at += 1;
            }
        } else {
            to[at] = from[at];
            at += 1;
        }
    }
    to
}
