//! A copy of the whole database in one file, of one snapshot, made while everybody goes on.
//!
//! The embedded engine writes it by itself; of the other one its own program does. Whoever asks
//! for a copy is asked in turn, every half second, whether to go on.

use super::{Db, DbError, Dialect, sqlite};
use kernel::{Fault, Kind, Params, fault::params};
use std::ffi::OsString;
use std::fs::{File, OpenOptions};
use std::os::unix::fs::OpenOptionsExt;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::thread::JoinHandle;
use std::time::Duration;
use tokio_postgres::config::{Host, TargetSessionAttrs};

/// How often it is asked whether to go on.
const LOOK: Duration = Duration::from_millis(500);
/// The most that is repeated of what a program complained of.
const COMPLAINT_MAX: usize = 500;

/// Why there is no copy.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum CopyError {
    /// The program that copies is not on this machine.
    #[error("there is no program {program} here")]
    NoProgram {
        /// Which was looked for.
        program: String,
    },
    /// It began and did not come to its end.
    #[error("{0}")]
    Failed(String),
}

impl Fault for CopyError {
    fn kind(&self) -> Kind {
        Kind::Refused
    }

    fn code(&self) -> &'static str {
        match self {
            CopyError::NoProgram { .. } => "backup.no_program",
            CopyError::Failed(_) => "backup.failed",
        }
    }

    fn params(&self) -> Params {
        match self {
            CopyError::NoProgram { program } => params([("program", program.as_str().into())]),
            CopyError::Failed(why) => params([("reason", why.as_str().into())]),
        }
    }
}

/// What the files of copies end with, and the engine that each is of.
pub const COPY_ENDINGS: [(&str, &str); 2] = [
    (Dialect::Sqlite.copy_ending(), Dialect::Sqlite.name()),
    (Dialect::Postgres.copy_ending(), Dialect::Postgres.name()),
];

impl Db {
    /// What the file of a copy ends with.
    pub fn copy_ending(&self) -> &'static str {
        self.inner.dialect.copy_ending()
    }

    /// Whether a copy can be made here; `pg_dump` is the program for PostgreSQL, by its path or by
    /// its name.
    pub fn check_copy(&self, pg_dump: &Path) -> Result<(), CopyError> {
        match self.inner.dialect {
            Dialect::Sqlite => Ok(()),
            Dialect::Postgres => find_program(pg_dump).map(drop),
        }
    }

    /// Writes a copy to a file that only its owner may read; one that is there is written over.
    /// `go_on` is asked meanwhile; its error ends the work and is passed on. What then stands in
    /// the file is good for nothing. Blocks.
    pub fn copy_to<E: From<CopyError>>(
        &self,
        file: &Path,
        pg_dump: &Path,
        mut go_on: impl FnMut() -> Result<(), E>,
    ) -> Result<(), E> {
        go_on()?;
        make_private(file).map_err(failed)?;
        match self.inner.dialect {
            Dialect::Sqlite => copy_embedded(&self.inner.url, file, go_on)?,
            Dialect::Postgres => dump(&self.inner.url, file, &find_program(pg_dump)?, go_on)?,
        }
        let flush = File::open(file).and_then(|file| file.sync_all());
        Ok(flush.map_err(failed)?)
    }
}

fn make_private(file: &Path) -> std::io::Result<()> {
    if file.exists() {
        std::fs::remove_file(file)?;
    }
    let mut new = OpenOptions::new();
    new.write(true).create_new(true).mode(0o600).open(file)?;
    Ok(())
}

fn copy_embedded<E: From<CopyError>>(
    url: &str,
    file: &Path,
    mut go_on: impl FnMut() -> Result<(), E>,
) -> Result<(), E> {
    let copier = sqlite::Copier::open(url).map_err(failed)?;
    let stop = copier.stop();
    std::thread::scope(|scope| {
        let work = scope.spawn(move || copier.copy_into(file));
        let mut told = Ok(());
        while !work.is_finished() {
            if told.is_ok() {
                told = go_on();
            }
            if told.is_err() {
                stop.interrupt();
            }
            std::thread::park_timeout(LOOK);
        }
        told?;
        match work.join() {
            Ok(copied) => Ok(copied.map_err(failed)?),
            Err(_) => Err(failed("the copying panicked").into()),
        }
    })
}

fn dump<E: From<CopyError>>(
    url: &str,
    file: &Path,
    program: &Path,
    mut go_on: impl FnMut() -> Result<(), E>,
) -> Result<(), E> {
    let mut command = Command::new(program);
    command
        .args(["--format=custom", "--no-password", "--file"])
        .arg(file);
    // What else the environment says of PostgreSQL is about other databases.
    for (name, _) in std::env::vars_os() {
        if name.to_string_lossy().starts_with("PG") {
            command.env_remove(name);
        }
    }
    // The password goes by the environment: a command line is everybody's to read.
    command.envs(surroundings(url).map_err(failed)?);
    command
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::piped());
    let mut running = Running::over(command.spawn().map_err(failed)?);
    while running.child.try_wait().map_err(failed)?.is_none() {
        go_on()?;
        std::thread::park_timeout(LOOK);
    }
    running.end().map_err(|complaint| failed(complaint).into())
}

/// A program that does not outlive whoever waits for it.
struct Running {
    child: Child,
    /// What it complains of, read while it runs: a full pipe would stop it.
    said: Option<JoinHandle<String>>,
}

impl Running {
    fn over(mut child: Child) -> Running {
        let said = child.stderr.take().map(|mut pipe| {
            std::thread::spawn(move || {
                let mut said = Vec::new();
                // It is for people; half of it is better than nothing.
                let _ = std::io::Read::read_to_end(&mut pipe, &mut said);
                let said = String::from_utf8_lossy(&said);
                said.chars().take(COMPLAINT_MAX).collect()
            })
        });
        Running { child, said }
    }

    fn end(&mut self) -> Result<(), String> {
        match self.child.wait() {
            Ok(status) if status.success() => Ok(()),
            Ok(status) => {
                let said = self.said.take().and_then(|said| said.join().ok());
                Err(format!("{status}: {}", said.unwrap_or_default()))
            }
            Err(error) => Err(error.to_string()),
        }
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        // One that has ended cannot be stopped any more, which is as well.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// Where the database is, as its programs read it from their environment.
fn surroundings(url: &str) -> Result<Vec<(&'static str, OsString)>, DbError> {
    let config: tokio_postgres::Config = url.parse()?;
    let hosts: Vec<String> = config
        .get_hosts()
        .iter()
        .map(|host| match host {
            Host::Tcp(name) => name.clone(),
            Host::Unix(path) => path.display().to_string(),
        })
        .collect();
    let ports: Vec<String> = config.get_ports().iter().map(u16::to_string).collect();
    let text = |text: Option<&str>| text.unwrap_or_default().into();
    let password = config.get_password().unwrap_or_default();
    // Of several hosts the one that is written to, as our own connections choose it.
    let attrs = match config.get_target_session_attrs() {
        TargetSessionAttrs::ReadWrite => "read-write",
        _ => "",
    };
    let all = [
        ("PGHOST", hosts.join(",").into()),
        ("PGPORT", ports.join(",").into()),
        ("PGUSER", text(config.get_user())),
        ("PGDATABASE", text(config.get_dbname())),
        (
            "PGPASSWORD",
            String::from_utf8_lossy(password).into_owned().into(),
        ),
        ("PGTARGETSESSIONATTRS", attrs.into()),
        ("PGAPPNAME", "huitong".into()),
        ("PGCONNECT_TIMEOUT", "10".into()),
    ];
    Ok(all
        .into_iter()
        .filter(|(_, value): &(_, OsString)| !value.is_empty())
        .collect())
}

/// A program by its path, or by its name in the folders of `PATH`.
fn find_program(program: &Path) -> Result<PathBuf, CopyError> {
    let named = |folder: PathBuf| folder.join(program);
    let paths = std::env::var_os("PATH").unwrap_or_default();
    let found = match program.components().count() {
        1 => std::env::split_paths(&paths)
            .map(named)
            .find(|path| path.is_file()),
        _ => Some(program.to_owned()).filter(|path| path.is_file()),
    };
    found.ok_or_else(|| CopyError::NoProgram {
        program: program.display().to_string(),
    })
}

fn failed(why: impl std::fmt::Display) -> CopyError {
    CopyError::Failed(why.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_way_to_the_database_stands_in_the_environment() {
        let url = "postgres://shop:hush%21@db1:5433,db2:5434/huitong";
        let all = surroundings(url).expect("a good URL");
        let of = |name: &str| {
            let found = all.iter().find(|(known, _)| *known == name);
            found.map(|(_, value)| value.to_string_lossy().into_owned())
        };
        assert_eq!(of("PGHOST").as_deref(), Some("db1,db2"));
        assert_eq!(of("PGPORT").as_deref(), Some("5433,5434"));
        assert_eq!(of("PGPASSWORD").as_deref(), Some("hush!"));
        assert_eq!(of("PGDATABASE").as_deref(), Some("huitong"));
        let all = surroundings("postgres:///huitong?host=/run/postgresql").expect("a good URL");
        assert!(all.contains(&("PGHOST", "/run/postgresql".into())));
        assert!(!all.iter().any(|(name, _)| *name == "PGPASSWORD"));
    }

    #[test]
    fn a_program_is_found_by_path_and_by_name() {
        assert!(find_program(Path::new("sh")).is_ok());
        assert!(find_program(Path::new("/bin/sh")).is_ok());
        let nowhere = CopyError::NoProgram {
            program: "no-such-program".into(),
        };
        assert_eq!(find_program(Path::new("no-such-program")), Err(nowhere));
    }
}
