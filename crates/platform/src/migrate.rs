//! One history of the schema for both engines. Steps only go forward; each is a file under
//! `migrations/` with four placeholders, applied once and remembered with its checksum.

use crate::db::{Access, Call, DbError, Dialect, Engine, path_of};
use crate::row_values;
use include_dir::{Dir, include_dir};
use kernel::{Timestamp, Value};
use sha2::{Digest, Sha256};

static FILES: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/../../migrations");

/// One step of the history.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Step {
    /// Its number; the history has no gaps.
    pub number: i64,
    /// Its file name without the ending, such as `0006_ledger`.
    pub name: String,
    /// As written, with placeholders.
    pub text: String,
}

impl Step {
    /// SHA-256 of the text, in hex.
    pub fn checksum(&self) -> String {
        data_encoding::HEXLOWER.encode(&Sha256::digest(self.text.as_bytes()))
    }

    /// The statements for an engine.
    pub fn statements(&self, dialect: Dialect) -> Vec<String> {
        let text: String = dialect
            .render(&self.text)
            .lines()
            .filter(|line| !line.trim_start().starts_with("--"))
            .map(|line| format!("{line}\n"))
            .collect();
        text.split(";\n")
            .map(str::trim)
            .filter(|s| !s.is_empty())
            .map(str::to_owned)
            .collect()
    }
}

/// The whole history, in order. A step that truly differs has a `.postgres.sql` beside it that
/// replaces it there.
pub fn steps(dialect: Dialect) -> Vec<Step> {
    let read = |name: &str| {
        FILES
            .get_file(name)
            .and_then(|file| file.contents_utf8())
            .unwrap_or_default()
            .to_owned()
    };
    let mut steps: Vec<Step> = FILES
        .files()
        .filter_map(|file| file.path().to_str()?.strip_suffix(".sql"))
        .filter(|name| !name.ends_with(".postgres"))
        .map(|name| {
            let differs = format!("{name}.postgres.sql");
            let file = match dialect {
                Dialect::Postgres if FILES.contains(&differs) => differs,
                _ => format!("{name}.sql"),
            };
            let number = name
                .split('_')
                .next()
                .and_then(|digits| digits.parse().ok());
            Step {
                number: number.unwrap_or(0),
                name: name.to_owned(),
                text: read(&file),
            }
        })
        .collect();
    steps.sort_by_key(|step| step.number);
    steps
}

/// How the tables are laid out on PostgreSQL.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Layout {
    /// As one machine wants them.
    Plain,
    /// Every brand table `PARTITION BY HASH (brand_id)` in four parts: the stand-in for a cluster
    /// that proves that every key can be sharded.
    Partitioned,
}

/// Brings a database up to date; answers with the steps that were applied. A step that was applied
/// before and has changed since is refused.
pub fn migrate(url: &str, layout: Layout, now: Timestamp) -> Result<Vec<Step>, DbError> {
    if Dialect::of_url(url) == Some(Dialect::Sqlite)
        && let Some(folder) = std::path::Path::new(path_of(url)).parent()
    {
        std::fs::create_dir_all(folder).map_err(|e| DbError::Unavailable(e.to_string()))?;
    }
    let mut engine = Engine::connect(url, Access::Write)?;
    let dialect = engine.dialect();
    engine.control(&dialect.render(
        "create table if not exists schema_migration (
            number {{bigint}} not null primary key,
            name text not null,
            checksum text not null,
            applied_at {{bigint}} not null
        ) {{table}}",
    ))?;
    let mut applied = Vec::new();
    for step in steps(dialect) {
        engine.control(dialect.begin_write())?;
        if apply(&mut engine, &step, layout, now)? {
            applied.push(step);
        }
        engine.control("commit")?;
    }
    if dialect == Dialect::Sqlite && !applied.is_empty() {
        teach_planner(&mut engine)?;
    }
    Ok(applied)
}

/// Tells SQLite that a brand has a million rows in every table. Without figures it takes
/// `brand_id = ?` for ten rows and, for a list of keys, reads the whole brand in place of an index.
/// The figures are the same everywhere, whatever the tables hold, and so are the plans. Nor does it
/// skip a column of an index that nothing was said of: with such figures it would jump from value
/// to value through a whole brand. Connections that are open already do not learn of them.
fn teach_planner(engine: &mut Engine) -> Result<(), DbError> {
    // Makes the table of figures.
    engine.control("analyze sqlite_schema")?;
    engine.control("delete from sqlite_stat1")?;
    engine.control(
        "insert into sqlite_stat1 (tbl, idx, stat)
         select m.name, case i.origin when 'pk' then m.name else i.name end, '1000000 ' || (
             select group_concat(case
                 when c.name = 'brand_id' then 1000000
                 when i.\"unique\" = 1 and c.seqno = c.last then 1
                 when c.seqno <= 1 then 1000
                 when c.seqno = 2 then 100
                 else 10 end, ' ')
             from (select name, seqno, max(seqno) over () as last
                   from pragma_index_info(i.name) order by seqno) as c) || ' noskipscan'
         from sqlite_schema as m join pragma_index_list(m.name) as i
         where m.type = 'table' and m.name not like 'sqlite_%'",
    )
}

/// Applies a step inside an open transaction, unless it was applied before.
fn apply(
    engine: &mut Engine,
    step: &Step,
    layout: Layout,
    now: Timestamp,
) -> Result<bool, DbError> {
    let mark = engine.dialect().placeholder();
    if engine.dialect() == Dialect::Postgres {
        // Two servers that start at once take turns.
        engine.control("lock table schema_migration in exclusive mode")?;
    }
    let known = engine.query(Call {
        text: &format!("select checksum from schema_migration where number = {mark}1"),
        args: &[Value::Int(step.number)],
    })?;
    if let Some(row) = known.first() {
        return if row.first() == Some(&Value::Text(step.checksum())) {
            Ok(false)
        } else {
            Err(DbError::Bug(format!(
                "migration {} was changed after it was applied",
                step.name
            )))
        };
    }
    for statement in step.statements(engine.dialect()) {
        let failed = |error: DbError| DbError::Bug(format!("{}: {error}", step.name));
        for text in laid_out(&statement, engine.dialect(), layout) {
            engine.control(&text).map_err(failed)?;
        }
    }
    let text = format!(
        "insert into schema_migration (number, name, checksum, applied_at)
         values ({mark}1, {mark}2, {mark}3, {mark}4)"
    );
    let args = row_values![step.number, step.name, step.checksum(), now];
    engine.execute(Call {
        text: &text,
        args: &args,
    })?;
    Ok(true)
}

/// A statement as it is laid out; a partitioned table brings its parts.
fn laid_out(statement: &str, dialect: Dialect, layout: Layout) -> Vec<String> {
    let lower = statement.to_lowercase();
    let is_brand_table = lower.starts_with("create table") && lower.contains("brand_id");
    if layout == Layout::Plain || dialect == Dialect::Sqlite || !is_brand_table {
        return vec![statement.to_owned()];
    }
    let table = lower["create table".len()..]
        .split_whitespace()
        .next()
        .unwrap_or_default();
    let table = table.trim_end_matches('(');
    let mut all = vec![format!("{statement} partition by hash (brand_id)")];
    all.extend((0..4).map(|part| {
        format!(
            "create table {table}_part{part} partition of {table}
             for values with (modulus 4, remainder {part})"
        )
    }));
    all
}

/// The schema as the engine tells it, one line a column and one a unique key, for comparing the
/// two engines and for `docs/`.
pub fn describe(url: &str) -> Result<Vec<String>, DbError> {
    let mut engine = Engine::connect(url, Access::Write)?;
    let texts: [&str; 2] = match engine.dialect() {
        Dialect::Sqlite => [
            "select m.name || '.' || c.name || ' ' || lower(c.type)
                    || case when c.\"notnull\" = 1 then ' not null' else '' end
               from sqlite_master m join pragma_table_info(m.name) c
              where m.type = 'table' and m.name not like 'sqlite_%'",
            "select 'unique ' || m.name || ' (' ||
                    (select group_concat(name, ', ') from
                       (select name from pragma_index_info(i.name) order by seqno)) || ')'
                    || case when i.partial = 1 then ' partial' else '' end
               from sqlite_master m join pragma_index_list(m.name) i
              where m.type = 'table' and m.name not like 'sqlite_%' and i.\"unique\" = 1",
        ],
        Dialect::Postgres => [
            "select c.relname || '.' || a.attname || ' ' ||
                    case format_type(a.atttypid, a.atttypmod)
                      when 'bigint' then 'integer' when 'bytea' then 'blob'
                      else format_type(a.atttypid, a.atttypmod) end
                    || case when a.attnotnull then ' not null' else '' end
               from pg_attribute a join pg_class c on c.oid = a.attrelid
               join pg_namespace n on n.oid = c.relnamespace
              where n.nspname = 'public' and c.relkind in ('r', 'p') and not c.relispartition
                and a.attnum > 0 and not a.attisdropped",
            "select 'unique ' || c.relname || ' (' ||
                    (select string_agg(a.attname, ', ' order by k.place)
                       from unnest(i.indkey) with ordinality as k(attnum, place)
                       join pg_attribute a on a.attrelid = c.oid and a.attnum = k.attnum) || ')'
                    || case when i.indpred is not null then ' partial' else '' end
               from pg_index i join pg_class c on c.oid = i.indrelid
               join pg_namespace n on n.oid = c.relnamespace
              where n.nspname = 'public' and i.indisunique and not c.relispartition",
        ],
    };
    let mut lines = Vec::new();
    for text in texts {
        for row in engine.query(Call { text, args: &[] })? {
            if let Some(Value::Text(line)) = row.into_iter().next() {
                lines.push(line);
            }
        }
    }
    lines.sort();
    Ok(lines)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_history_has_no_gaps() {
        let numbers: Vec<i64> = steps(Dialect::Sqlite)
            .iter()
            .map(|step| step.number)
            .collect();
        assert_eq!(numbers, (1..=numbers.len() as i64).collect::<Vec<_>>());
    }

    #[test]
    fn keys_of_a_list_are_looked_up_and_not_searched_in_the_whole_brand() {
        let folder = tempfile::tempdir().expect("a folder");
        let url = format!("sqlite:{}", folder.path().join("plan.db").display());
        let mut engine = Engine::connect(&url, Access::Write).expect("a new file");
        for text in [
            "create table t (brand_id integer not null, id integer not null, code text not null,
                 kind integer not null, primary key (brand_id, id)) strict, without rowid",
            "create unique index t_by_code on t (brand_id, code)",
            "create index t_by_kind on t (brand_id, kind)",
        ] {
            engine.control(text).expect("a table");
        }
        teach_planner(&mut engine).expect("figures");
        let mut engine = Engine::connect(&url, Access::Write).expect("the file");
        for (condition, key) in [
            ("id in (1, 2, 3, 4)", "PRIMARY KEY (brand_id=? AND id=?)"),
            (
                "code in ('a', 'b', 'c', 'd')",
                "INDEX t_by_code (brand_id=? AND code=?)",
            ),
            (
                "kind in (1, 2, 3, 4)",
                "INDEX t_by_kind (brand_id=? AND kind=?)",
            ),
        ] {
            let text = format!(
                "explain query plan select id, code, kind from t where brand_id = 1 and {condition}"
            );
            let rows = engine
                .query(Call {
                    text: &text,
                    args: &[],
                })
                .expect("a plan");
            let plan = rows[0].last().cloned();
            assert_eq!(plan, Some(Value::Text(format!("SEARCH t USING {key}"))));
        }
    }

    #[test]
    fn a_partitioned_table_brings_its_parts() {
        let texts = laid_out(
            "create table lot (\n brand_id BIGINT not null\n)",
            Dialect::Postgres,
            Layout::Partitioned,
        );
        assert_eq!(texts.len(), 5);
        assert!(texts[0].ends_with("partition by hash (brand_id)"));
        assert!(texts[4].starts_with("create table lot_part3 partition of lot"));
    }
}
