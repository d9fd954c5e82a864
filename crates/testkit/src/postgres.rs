//! A private PostgreSQL: a cluster of our own in a temporary folder, reached by a socket alone,
//! run by an unprivileged user, stopped when it is dropped.

use crate::database::schema_mark;
use anyhow::{Context, Result, bail, ensure};
use platform::db::Dialect;
use platform::migrate::{Layout, migrate};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::atomic::{AtomicU64, Ordering};
use tempfile::TempDir;
use tokio_postgres::NoTls;

/// The environment variable that names a cluster to tests: a URL of its maintenance database.
pub const CLUSTER_VAR: &str = "HUITONG_TEST_POSTGRES";

/// How safe the cluster's disk is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Durability {
    /// Every commit is flushed, as in production; for benchmarks and crash tests.
    Flushed,
    /// Nothing is flushed; for tests, whose databases live for a second.
    Careless,
}

/// A running cluster.
pub struct Cluster {
    folder: TempDir,
    programs: PathBuf,
    user: Option<String>,
}

impl Cluster {
    /// Makes and starts a cluster.
    pub fn start(durability: Durability) -> Result<Cluster> {
        let programs = find_programs()?;
        let folder = tempfile::Builder::new().prefix("huitong-pg-").tempdir()?;
        let user = unprivileged_user()?;
        if let Some(user) = &user {
            let chown = Command::new("chown")
                .arg(user)
                .arg(folder.path())
                .status()?;
            ensure!(chown.success(), "chown {user} failed");
        }
        let cluster = Cluster {
            folder,
            programs,
            user,
        };
        let data = cluster.data();
        cluster.run(
            "initdb",
            &[
                "--pgdata",
                &data,
                "--username",
                "huitong",
                "--auth",
                "trust",
                "--encoding",
                "UTF8",
                "--no-locale",
                "--no-sync",
            ],
        )?;
        let flush = match durability {
            Durability::Flushed => "on",
            Durability::Careless => "off",
        };
        let options = format!(
            "-c listen_addresses='' -c unix_socket_directories='{}' -c max_connections=300 \
             -c shared_buffers=256MB -c fsync={flush} -c synchronous_commit={flush} \
             -c full_page_writes={flush} -c max_wal_size=4GB -c checkpoint_timeout=15min \
             -c autovacuum_naptime=10s -c max_locks_per_transaction=256",
            cluster.folder.path().display()
        );
        let log = cluster.folder.path().join("log").display().to_string();
        cluster.run(
            "pg_ctl",
            &[
                "--pgdata",
                &data,
                "--log",
                &log,
                "--options",
                &options,
                "-w",
                "start",
            ],
        )?;
        Ok(cluster)
    }

    /// The URL of a database in it.
    pub fn url_of(&self, database: &str) -> String {
        format!(
            "postgres://huitong@/{database}?host={}",
            self.folder.path().display()
        )
    }

    /// The URL of its maintenance database; what [`CLUSTER_VAR`] holds.
    pub fn url(&self) -> String {
        self.url_of("postgres")
    }

    /// The folder of its socket.
    pub fn socket_folder(&self) -> &Path {
        self.folder.path()
    }

    /// A program that came with the server, such as `pgbench`.
    pub fn program(&self, name: &str) -> PathBuf {
        self.programs.join(name)
    }

    /// The process that all others of the cluster descend from.
    pub fn pid(&self) -> Result<u32> {
        let text = std::fs::read_to_string(self.folder.path().join("data/postmaster.pid"))?;
        Ok(text
            .lines()
            .next()
            .context("an empty pid file")?
            .trim()
            .parse()?)
    }

    fn data(&self) -> String {
        self.folder.path().join("data").display().to_string()
    }

    fn run(&self, program: &str, args: &[&str]) -> Result<()> {
        let path = self.program(program);
        let mut command = match &self.user {
            Some(user) => {
                let mut command = Command::new("runuser");
                command.args(["-u", user, "--"]).arg(&path);
                command
            }
            None => Command::new(&path),
        };
        command
            .current_dir("/")
            .stdout(Stdio::null())
            .stderr(Stdio::piped());
        let output = command.args(args).spawn()?.wait_with_output()?;
        if !output.status.success() {
            bail!(
                "{program} failed: {}",
                String::from_utf8_lossy(&output.stderr)
            );
        }
        Ok(())
    }
}

impl Drop for Cluster {
    fn drop(&mut self) {
        let data = self.data();
        if let Err(error) = self.run("pg_ctl", &["--pgdata", &data, "-m", "immediate", "stop"]) {
            eprintln!("the private PostgreSQL did not stop: {error}");
        }
    }
}

/// PostgreSQL's own folder of programs; Debian keeps it off the path.
fn find_programs() -> Result<PathBuf> {
    let mut found: Vec<(u32, PathBuf)> = Vec::new();
    for entry in std::fs::read_dir("/usr/lib/postgresql")
        .into_iter()
        .flatten()
        .flatten()
    {
        let bin = entry.path().join("bin");
        let version = entry.file_name().to_string_lossy().parse().unwrap_or(0);
        if bin.join("initdb").exists() {
            found.push((version, bin));
        }
    }
    found.sort();
    if let Some((_, bin)) = found.pop() {
        return Ok(bin);
    }
    let on_path = std::env::var_os("PATH").and_then(|path| {
        std::env::split_paths(&path).find(|folder| folder.join("initdb").exists())
    });
    on_path.context("PostgreSQL is not installed: apt-get install postgresql")
}

/// Root may not run PostgreSQL, so it borrows an account that exists wherever it is installed.
fn unprivileged_user() -> Result<Option<String>> {
    let id = Command::new("id").arg("-u").output()?;
    if String::from_utf8_lossy(&id.stdout).trim() != "0" {
        return Ok(None);
    }
    for user in ["postgres", "nobody"] {
        if Command::new("id").arg(user).output()?.status.success() {
            return Ok(Some(user.to_owned()));
        }
    }
    bail!("running as root, and there is neither a user postgres nor nobody")
}

/// Makes and drops databases in a running cluster.
pub(crate) struct Admin {
    url: String,
}

impl Admin {
    pub fn from_env() -> Option<Admin> {
        std::env::var(CLUSTER_VAR)
            .ok()
            .filter(|url| !url.is_empty())
            .map(|url| Admin { url })
    }

    /// The same cluster's URL with another database's name.
    pub fn url_of(&self, database: &str) -> String {
        let (before, query) = self.url.split_once('?').unwrap_or((&self.url, ""));
        let server = before.rsplit_once('/').map_or(before, |(server, _)| server);
        if query.is_empty() {
            format!("{server}/{database}")
        } else {
            format!("{server}/{database}?{query}")
        }
    }

    /// A fresh database from a template that is made once for each state of the schema.
    pub fn create_from_template(&self, layout: Layout) -> String {
        static NUMBER: AtomicU64 = AtomicU64::new(0);
        let number = NUMBER.fetch_add(1, Ordering::Relaxed);
        let name = format!("t_{}_{number}", std::process::id());
        let template = format!(
            "tpl_{}{}",
            schema_mark(Dialect::Postgres),
            if layout == Layout::Partitioned {
                "_parts"
            } else {
                ""
            }
        );
        self.ensure_template(&template, layout);
        self.run(&format!(
            "create database {name} template {template} strategy file_copy"
        ));
        name
    }

    pub fn drop_database(&self, name: &str) {
        self.run(&format!("drop database if exists {name} with (force)"));
    }

    /// Test programs run at once; a lock in the cluster lets one of them make the template.
    fn ensure_template(&self, template: &str, layout: Layout) {
        let make = async {
            let client = connect(&self.url).await;
            client
                .execute("select pg_advisory_lock(20261125)", &[])
                .await
                .expect("a lock");
            let known = client
                .query("select 1 from pg_database where datname = $1", &[&template])
                .await
                .expect("the list of databases");
            if known.is_empty() {
                let draft = format!("{template}_draft");
                let drop = format!("drop database if exists {draft} with (force)");
                client.batch_execute(&drop).await.expect("no old draft");
                client
                    .batch_execute(&format!("create database {draft}"))
                    .await
                    .expect("a draft");
                let url = self.url_of(&draft);
                let now = crate::database::NOON;
                std::thread::spawn(move || migrate(&url, layout, now))
                    .join()
                    .expect("no panic")
                    .expect("the schema");
                let rename = format!("alter database {draft} rename to {template}");
                client.batch_execute(&rename).await.expect("the template");
            }
            client
                .execute("select pg_advisory_unlock(20261125)", &[])
                .await
                .expect("unlocked");
        };
        block_on(make);
    }

    fn run(&self, text: &str) {
        block_on(async {
            connect(&self.url)
                .await
                .batch_execute(text)
                .await
                .expect("the cluster does as told");
        });
    }
}

pub(crate) async fn connect(url: &str) -> tokio_postgres::Client {
    let (client, connection) = tokio_postgres::connect(url, NoTls)
        .await
        .expect("a connection");
    tokio::spawn(connection);
    client
}

/// Runs to the end; callers are plain threads.
pub(crate) fn block_on<T>(work: impl Future<Output = T>) -> T {
    tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()
        .expect("a runtime")
        .block_on(work)
}
