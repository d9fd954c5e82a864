//! Everything that a database holds, value by value: for tests that look for what must not be
//! there. It asks the engine itself for its tables and columns, so that nothing new is missed.

use crate::TestDb;
use crate::postgres::{block_on, connect};
use platform::db::Dialect;
use rusqlite::types::ValueRef;
use tokio_postgres::SimpleQueryMessage;

/// One value that is not null.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Value {
    /// `table.column`.
    pub place: String,
    /// Its bytes; of a number its digits.
    pub bytes: Vec<u8>,
}

impl TestDb {
    /// Every value of every column of every table.
    pub fn dump(&self) -> Vec<Value> {
        match self.db.dialect() {
            Dialect::Sqlite => of_sqlite(self.path().as_deref().expect("SQLite is a file")),
            Dialect::Postgres => block_on(of_postgres(&self.url)),
        }
    }

    /// How SQLite would run a statement, a line a step.
    pub fn plan(&self, text: &str) -> String {
        let path = self.path().expect("SQLite is a file");
        let connection = rusqlite::Connection::open(path).expect("the file opens");
        let mut explained = connection
            .prepare(&format!("explain query plan {text}"))
            .expect(text);
        // Nothing is bound, for it is not run.
        let mut steps = explained.raw_query();
        let mut plan = String::new();
        while let Some(step) = steps.next().expect("a step") {
            let told: String = step.get("detail").expect("what it does");
            plan += &told;
            plan += "\n";
        }
        plan
    }

    /// Where SQLite's file is.
    pub fn path(&self) -> Option<String> {
        self.url.strip_prefix("sqlite:").map(str::to_owned)
    }
}

fn of_sqlite(path: &str) -> Vec<Value> {
    let connection = rusqlite::Connection::open(path).expect("the file opens");
    let tables: Vec<String> = connection
        .prepare("select name from sqlite_master where type = 'table'")
        .expect("a catalogue")
        .query_map([], |row| row.get(0))
        .expect("tables")
        .map(|name| name.expect("a name"))
        .collect();
    let mut values = Vec::new();
    for table in tables {
        let mut all = connection
            .prepare(&format!("select * from \"{table}\""))
            .expect("a table");
        let columns: Vec<String> = all.column_names().into_iter().map(str::to_owned).collect();
        let mut rows = all.query([]).expect("rows");
        while let Some(row) = rows.next().expect("a row") {
            for (place, column) in columns.iter().enumerate() {
                let bytes = match row.get_ref(place).expect("a value") {
                    ValueRef::Null => continue,
                    ValueRef::Integer(number) => number.to_string().into_bytes(),
                    ValueRef::Real(number) => number.to_string().into_bytes(),
                    ValueRef::Text(bytes) | ValueRef::Blob(bytes) => bytes.to_vec(),
                };
                let place = format!("{table}.{column}");
                values.push(Value { place, bytes });
            }
        }
    }
    values
}

async fn of_postgres(url: &str) -> Vec<Value> {
    let client = connect(url).await;
    let columns = "select c.table_name, c.column_name, c.data_type
         from information_schema.columns c join information_schema.tables t
         on t.table_schema = c.table_schema and t.table_name = c.table_name
         where c.table_schema = 'public' and t.table_type = 'BASE TABLE'";
    let mut values = Vec::new();
    for message in client.simple_query(columns).await.expect("a catalogue") {
        let SimpleQueryMessage::Row(row) = message else {
            continue;
        };
        let [table, column, kind] = [0, 1, 2].map(|at| row.get(at).expect("a name").to_owned());
        let all = format!("select \"{column}\" from \"{table}\" where \"{column}\" is not null");
        for message in client.simple_query(&all).await.expect("a column") {
            let SimpleQueryMessage::Row(row) = message else {
                continue;
            };
            let text = row.get(0).expect("it is not null");
            let bytes = match kind.as_str() {
                "bytea" => of_hex(text),
                _ => text.as_bytes().to_vec(),
            };
            let place = format!("{table}.{column}");
            values.push(Value { place, bytes });
        }
    }
    values
}

/// Bytes as PostgreSQL writes them: `\x` and hex.
fn of_hex(text: &str) -> Vec<u8> {
    let hex = text.strip_prefix("\\x").expect("bytes in hex");
    (0..hex.len() / 2)
        .map(|at| u8::from_str_radix(&hex[2 * at..2 * at + 2], 16).expect("hex"))
        .collect()
}
