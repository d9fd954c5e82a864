//! A database of one test: SQLite in a folder that goes away, or PostgreSQL from a template.

use crate::postgres::Admin;
use kernel::{BrandId, Timestamp};
use platform::clock::Clock;
use platform::db::{Db, DbError, Dialect, Options, Tx};
use platform::migrate::{Layout, migrate, steps};
use std::path::PathBuf;
use std::sync::Mutex;
use tempfile::TempDir;

/// 2026-11-25T04:00:00Z: noon in Shanghai, a Wednesday.
pub const NOON: Timestamp = Timestamp(1_795_579_200_000);

/// A database that goes away with the test.
pub struct TestDb {
    /// Open and up to date.
    pub db: Db,
    /// Where it is.
    pub url: String,
    /// Stands at [`NOON`] until moved.
    pub clock: Clock,
    /// The brand that acts without another belong to.
    pub brand: BrandId,
    place: Place,
}

enum Place {
    Folder(#[expect(dead_code, reason = "held until the test is over")] TempDir),
    Cluster(String),
}

impl TestDb {
    /// A fresh database on an engine.
    pub fn new(dialect: Dialect) -> TestDb {
        Self::with_options(dialect, Layout::Plain, |_| {})
    }

    /// A fresh database, opened with other settings than the usual ones.
    pub fn with_options(
        dialect: Dialect,
        layout: Layout,
        adjust: impl FnOnce(&mut Options),
    ) -> TestDb {
        let (url, place) = match dialect {
            Dialect::Sqlite => {
                let folder = tempfile::tempdir().expect("a temporary folder");
                let path = folder.path().join("huitong.db");
                std::fs::copy(sqlite_template(), &path).expect("a copy of the template");
                (format!("sqlite:{}", path.display()), Place::Folder(folder))
            }
            Dialect::Postgres => {
                let admin = Admin::from_env().expect("HUITONG_TEST_POSTGRES names a cluster");
                let name = admin.create_from_template(layout);
                (admin.url_of(&name), Place::Cluster(name))
            }
        };
        let clock = Clock::fixed(NOON);
        let mut options = Options::new(&url);
        options.write_threads = 8;
        options.read_threads = 2;
        adjust(&mut options);
        let db = Db::open(&options, &clock).expect("the database opens");
        TestDb {
            db,
            url,
            clock,
            brand: BrandId(1),
            place,
        }
    }

    /// Runs an act that writes, for the test's brand.
    pub fn write<T, E, F>(&self, act: F) -> Result<T, E>
    where
        T: Send + 'static,
        E: From<DbError> + Send + 'static,
        F: Fn(&mut Tx<'_>) -> Result<T, E> + Send + 'static,
    {
        self.db.write_blocking(self.brand, act)
    }

    /// Runs an act that reads, for the test's brand.
    pub fn read<T, E, F>(&self, act: F) -> Result<T, E>
    where
        T: Send + 'static,
        E: From<DbError> + Send + 'static,
        F: Fn(&mut Tx<'_>) -> Result<T, E> + Send + 'static,
    {
        self.db.read_blocking(self.brand, act)
    }
}

impl Drop for TestDb {
    fn drop(&mut self) {
        self.db.drain();
        if let Place::Cluster(name) = &self.place
            && let Some(admin) = Admin::from_env()
        {
            admin.drop_database(name);
        }
    }
}

/// The engines that tests run on here.
pub fn engines() -> Vec<Dialect> {
    match Admin::from_env() {
        Some(_) => Dialect::BOTH.to_vec(),
        None => vec![Dialect::Sqlite],
    }
}

/// Runs a test on each engine, with a database of its own.
pub fn both(test: impl Fn(&TestDb)) {
    for dialect in engines() {
        on(dialect, &test);
    }
}

/// Runs a test on one engine.
pub fn on(dialect: Dialect, test: impl Fn(&TestDb)) {
    test(&TestDb::new(dialect));
}

/// A PostgreSQL database laid out in partitions by brand, if there is a cluster.
pub fn partitioned() -> Option<TestDb> {
    Admin::from_env()?;
    Some(TestDb::with_options(
        Dialect::Postgres,
        Layout::Partitioned,
        |_| {},
    ))
}

/// An up-to-date SQLite file to copy, made once for each state of the schema and kept for the next
/// run.
fn sqlite_template() -> PathBuf {
    static MADE: Mutex<Option<PathBuf>> = Mutex::new(None);
    let mut made = MADE.lock().expect("no test panics while it holds this");
    if let Some(path) = made.as_ref() {
        return path.clone();
    }
    let folder = PathBuf::from(concat!(
        env!("CARGO_MANIFEST_DIR"),
        "/../../target/templates"
    ));
    std::fs::create_dir_all(&folder).expect("a folder for templates");
    let path = folder.join(format!("{}.db", schema_mark(Dialect::Sqlite)));
    if !path.exists() {
        // Several test programs may get here at once: each writes its own, the last name wins.
        let draft = tempfile::tempdir_in(&folder).expect("a folder for the draft");
        let file = draft.path().join("draft.db");
        // The engine's last connection writes the log back into the file as it closes.
        migrate(&format!("sqlite:{}", file.display()), Layout::Plain, NOON).expect("the schema");
        std::fs::rename(&file, &path).expect("the draft can be named");
    }
    *made = Some(path.clone());
    path
}

/// A short mark that changes with the schema.
pub(crate) fn schema_mark(dialect: Dialect) -> String {
    let mut mark: u64 = 0xcbf2_9ce4_8422_2325;
    for step in steps(dialect) {
        for byte in step.checksum().bytes() {
            mark = (mark ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
        }
    }
    format!("{mark:016x}")
}
