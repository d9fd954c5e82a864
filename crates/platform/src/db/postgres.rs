//! The server engine: one connection with a current-thread runtime of its own, so that the code
//! above is ordinary synchronous Rust and still sends several statements in one round trip.

use super::engine::{Call, Prepared};
use super::error::DbError;
use futures_util::future::{join, try_join_all};
use kernel::Value;
use std::collections::HashMap;
use std::error::Error as StdError;
use std::time::Duration;
use tokio::runtime::Runtime;
use tokio_postgres::types::private::BytesMut;
use tokio_postgres::types::{FromSql, IsNull, ToSql, Type, to_sql_checked};
use tokio_postgres::{Client, NoTls, Statement};

pub(crate) struct Postgres {
    runtime: Runtime,
    client: Client,
    prepared: HashMap<String, Statement>,
    /// A `begin` that travels with the first statement after it.
    begin: Option<String>,
}

/// Statements kept per connection; batches bring many sizes of the same text.
const PREPARED_MAX: usize = 2_000;

impl Postgres {
    pub fn connect(url: &str) -> Result<Postgres, DbError> {
        let runtime = tokio::runtime::Builder::new_current_thread()
            .enable_all()
            .build()
            .map_err(|error| DbError::Unavailable(error.to_string()))?;
        let client = runtime.block_on(async {
            let mut config: tokio_postgres::Config = url.parse()?;
            config.application_name("huitong");
            config.connect_timeout(Duration::from_secs(5));
            // A server that is gone without a word is noticed in seconds, not in hours.
            config.keepalives_idle(Duration::from_secs(30));
            config.tcp_user_timeout(Duration::from_secs(20));
            let (client, connection) = config.connect(NoTls).await?;
            tokio::spawn(async move {
                if let Err(error) = connection.await {
                    tracing::warn!(%error, "a database connection ended");
                }
            });
            // Plans are made once: the statements are short and their keys are always bound. What
            // is compiled for one run of a report costs more than it saves.
            client
                .batch_execute(
                    "set plan_cache_mode = force_generic_plan; set jit = off; \
                     set lock_timeout = '30s'",
                )
                .await?;
            Ok::<_, tokio_postgres::Error>(client)
        })?;
        Ok(Postgres {
            runtime,
            client,
            prepared: HashMap::new(),
            begin: None,
        })
    }

    pub fn is_closed(&self) -> bool {
        self.client.is_closed()
    }

    pub fn control(&mut self, text: &str) -> Result<(), DbError> {
        if text.starts_with("begin") {
            self.begin = Some(text.to_owned());
            return Ok(());
        }
        match self.begin.take() {
            // Nothing ran since, so there is nothing to end.
            Some(_) if matches!(text, "commit" | "rollback") => Ok(()),
            Some(begin) => {
                let both = format!("{begin}; {text}");
                Ok(self.runtime.block_on(self.client.batch_execute(&both))?)
            }
            None => Ok(self.runtime.block_on(self.client.batch_execute(text))?),
        }
    }

    pub fn query(&mut self, call: &Call<'_>) -> Result<Vec<Vec<Value>>, DbError> {
        let statement = self.statement(call.text)?;
        let begin = self.begin.take();
        let client = &self.client;
        let rows = self.runtime.block_on(async {
            let query = query(client, &statement, call.args);
            match begin {
                None => query.await,
                Some(begin) => {
                    let (begun, rows) = join(client.batch_execute(&begin), query).await;
                    begun?;
                    rows
                }
            }
        })?;
        rows.iter().map(read_row).collect()
    }

    pub fn execute(&mut self, call: &Call<'_>) -> Result<u64, DbError> {
        Ok(self
            .execute_all(std::slice::from_ref(call))?
            .first()
            .copied()
            .unwrap_or(0))
    }

    pub fn query_all(&mut self, calls: &[Call<'_>]) -> Result<Vec<Vec<Vec<Value>>>, DbError> {
        let statements = self.statements(calls)?;
        let begin = self.begin.take();
        let client = &self.client;
        let results = self.runtime.block_on(async {
            let all = try_join_all(
                statements
                    .iter()
                    .zip(calls)
                    .map(|(known, call)| query(client, known, call.args)),
            );
            match begin {
                None => all.await,
                Some(begin) => {
                    let (begun, rows) = join(client.batch_execute(&begin), all).await;
                    begun?;
                    rows
                }
            }
        })?;
        results
            .iter()
            .map(|rows| rows.iter().map(read_row).collect())
            .collect()
    }

    pub fn execute_all(&mut self, calls: &[Call<'_>]) -> Result<Vec<u64>, DbError> {
        let statements = self.statements(calls)?;
        let begin = self.begin.take();
        let client = &self.client;
        Ok(self.runtime.block_on(async {
            let all = try_join_all(
                statements
                    .iter()
                    .zip(calls)
                    .map(|(known, call)| execute(client, known, call.args)),
            );
            match begin {
                None => all.await,
                Some(begin) => {
                    let (begun, counts) = join(client.batch_execute(&begin), all).await;
                    begun?;
                    counts
                }
            }
        })?)
    }

    pub fn prepare(&mut self, text: &str) -> Result<Prepared, DbError> {
        let statement = self.statement(text)?;
        Ok(Prepared {
            parameters: statement.params().len(),
            columns: statement
                .columns()
                .iter()
                .map(|c| Some(c.type_().to_string()))
                .collect(),
        })
    }

    fn statements(&mut self, calls: &[Call<'_>]) -> Result<Vec<Statement>, DbError> {
        calls.iter().map(|call| self.statement(call.text)).collect()
    }

    fn statement(&mut self, text: &str) -> Result<Statement, DbError> {
        if let Some(known) = self.prepared.get(text) {
            return Ok(known.clone());
        }
        if self.prepared.len() >= PREPARED_MAX {
            self.prepared.clear();
        }
        // A failed `prepare` ends the transaction, so the pending `begin` must go first.
        if let Some(begin) = self.begin.take() {
            self.runtime.block_on(self.client.batch_execute(&begin))?;
        }
        let statement = self.runtime.block_on(self.client.prepare(text))?;
        self.prepared.insert(text.to_owned(), statement.clone());
        Ok(statement)
    }
}

async fn query(
    client: &Client,
    statement: &Statement,
    args: &[Value],
) -> Result<Vec<tokio_postgres::Row>, tokio_postgres::Error> {
    let bound: Vec<Bound<'_>> = args.iter().map(Bound).collect();
    let params: Vec<&(dyn ToSql + Sync)> = bound.iter().map(|b| b as &(dyn ToSql + Sync)).collect();
    client.query(statement, &params).await
}

async fn execute(
    client: &Client,
    statement: &Statement,
    args: &[Value],
) -> Result<u64, tokio_postgres::Error> {
    let bound: Vec<Bound<'_>> = args.iter().map(Bound).collect();
    let params: Vec<&(dyn ToSql + Sync)> = bound.iter().map(|b| b as &(dyn ToSql + Sync)).collect();
    client.execute(statement, &params).await
}

#[derive(Debug)]
struct Bound<'a>(&'a Value);

impl ToSql for Bound<'_> {
    fn to_sql(
        &self,
        kind: &Type,
        out: &mut BytesMut,
    ) -> Result<IsNull, Box<dyn StdError + Sync + Send>> {
        match (self.0, kind) {
            (Value::Null, _) => Ok(IsNull::Yes),
            (Value::Int(number), &Type::INT8) => number.to_sql(kind, out),
            (Value::Int(number), &Type::INT4) => i32::try_from(*number)?.to_sql(kind, out),
            (Value::Int(number), &Type::INT2) => i16::try_from(*number)?.to_sql(kind, out),
            (Value::Text(text), &Type::TEXT | &Type::VARCHAR) => text.to_sql(kind, out),
            (Value::Blob(bytes), &Type::BYTEA) => bytes.to_sql(kind, out),
            (value, kind) => {
                let given = kernel::ColumnError::new(kind.to_string(), value);
                Err(format!("a parameter does not fit: {given}").into())
            }
        }
    }

    fn accepts(_: &Type) -> bool {
        true
    }

    to_sql_checked!();
}

struct Read(Value);

impl<'a> FromSql<'a> for Read {
    fn from_sql(kind: &Type, raw: &'a [u8]) -> Result<Self, Box<dyn StdError + Sync + Send>> {
        Ok(Read(match *kind {
            Type::INT8 => Value::Int(i64::from_sql(kind, raw)?),
            Type::INT4 => Value::Int(i32::from_sql(kind, raw)?.into()),
            Type::INT2 => Value::Int(i16::from_sql(kind, raw)?.into()),
            Type::BYTEA => Value::Blob(raw.to_vec()),
            _ => Value::Text(String::from_sql(&Type::TEXT, raw)?),
        }))
    }

    fn from_sql_null(_: &Type) -> Result<Self, Box<dyn StdError + Sync + Send>> {
        Ok(Read(Value::Null))
    }

    fn accepts(kind: &Type) -> bool {
        matches!(
            *kind,
            Type::INT8
                | Type::INT4
                | Type::INT2
                | Type::TEXT
                | Type::VARCHAR
                | Type::BYTEA
                | Type::NAME
        )
    }
}

fn read_row(row: &tokio_postgres::Row) -> Result<Vec<Value>, DbError> {
    (0..row.len())
        .map(|column| {
            let read: Read = row
                .try_get(column)
                .map_err(|e| DbError::Bug(e.to_string()))?;
            Ok(read.0)
        })
        .collect()
}
