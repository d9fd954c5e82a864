//! 备份: copies of the whole database, whatever brands are in it, in the folder `backups` of the
//! data directory.
//!
//! Guarantees: a file that has the name of a backup is whole, for it gets the name last; only its
//! owner may read it; the oldest go only when a new one is there. The key file is in none of them.
//! Nobody takes one away over HTTP: whoever has a copy has everything.

pub(crate) mod http;
mod job;
mod rules;

pub use job::{JOB_KIND, work};

use crate::exports::{PART, part_of};
use kernel::{Fault, JobId, Kind, Params, Timestamp};
use platform::App;
use platform::db::{COPY_ENDINGS, CopyError};
use rules::FileName;
use std::fs::{DirBuilder, File};
use std::io::ErrorKind;
use std::os::unix::fs::DirBuilderExt;
use std::path::{Path, PathBuf};

/// A backup that is whole.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BackupFile {
    /// What the file is called.
    pub name: String,
    /// When it was begun: what was done later is not in it.
    pub taken_at: Timestamp,
    /// The job that made it; none if it was made from the command line.
    pub job_id: Option<JobId>,
    /// `sqlite` or `postgres`.
    pub engine: &'static str,
    /// Its size.
    pub bytes: u64,
}

/// What can go wrong with backups.
#[derive(Debug, thiserror::Error)]
pub enum BackupFault {
    /// The copy cannot be made.
    #[error(transparent)]
    Copy(#[from] CopyError),
    /// The folder or a file in it.
    #[error("the folder of backups cannot be used: {0}")]
    Folder(#[from] std::io::Error),
}

impl Fault for BackupFault {
    fn kind(&self) -> Kind {
        match self {
            BackupFault::Copy(error) => error.kind(),
            BackupFault::Folder(_) => Kind::Unavailable,
        }
    }

    fn code(&self) -> &'static str {
        match self {
            BackupFault::Copy(error) => error.code(),
            BackupFault::Folder(_) => "backup.folder",
        }
    }

    fn params(&self) -> Params {
        match self {
            BackupFault::Copy(error) => error.params(),
            BackupFault::Folder(_) => Params::new(),
        }
    }
}

/// Where backups lie.
pub fn folder_of(app: &App) -> PathBuf {
    app.config.data.dir.join("backups")
}

/// The backups that are whole, the latest first. Blocks.
pub fn list(app: &App) -> Result<Vec<BackupFile>, BackupFault> {
    let mut files = Vec::new();
    for (text, name) in names_in(&folder_of(app), "")? {
        let bytes = match folder_of(app).join(&text).metadata() {
            Err(error) if error.kind() == ErrorKind::NotFound => continue,
            about => about?.len(),
        };
        let of_engine = COPY_ENDINGS
            .iter()
            .find(|(ending, _)| *ending == name.ending);
        files.extend(of_engine.map(|(_, engine)| BackupFile {
            taken_at: name.taken_at,
            job_id: name.job_id,
            engine,
            bytes,
            name: text,
        }));
    }
    files.sort_by(|a, b| (b.taken_at, &b.name).cmp(&(a.taken_at, &a.name)));
    Ok(files)
}

/// Makes a backup in the folder, unless the job has made it already, and takes those away that are
/// too many then. `go_on` is asked every half second; its error ends the work. Blocks.
pub fn make<E>(
    app: &App,
    job_id: Option<JobId>,
    go_on: impl FnMut() -> Result<(), E>,
) -> Result<BackupFile, E>
where
    E: From<BackupFault> + From<CopyError>,
{
    let folder = folder_of(app);
    let mut private = DirBuilder::new();
    private.recursive(true).mode(0o700);
    private.create(&folder).map_err(BackupFault::Folder)?;
    let is_of_job = |file: &BackupFile| job_id.is_some() && file.job_id == job_id;
    if let Some(made) = list(app)?.into_iter().find(is_of_job) {
        return Ok(made);
    }
    let now = app.clock.now();
    remove_drafts(&folder, job_id, now).map_err(BackupFault::Folder)?;
    let name = FileName {
        taken_at: now,
        job_id,
        ending: app.db.copy_ending(),
    };
    write(app, &folder.join(name.to_string()), go_on)?;
    let files = list(app)?;
    for old in files.iter().skip(app.config.backups.keep) {
        std::fs::remove_file(folder.join(&old.name)).map_err(BackupFault::Folder)?;
    }
    let made = files.into_iter().find(|file| file.name == name.to_string());
    made.ok_or_else(|| BackupFault::Folder(ErrorKind::NotFound.into()).into())
}

/// Writes a backup to a file, which gets its name when it is whole. Blocks.
pub fn write<E>(app: &App, file: &Path, go_on: impl FnMut() -> Result<(), E>) -> Result<(), E>
where
    E: From<BackupFault> + From<CopyError>,
{
    let draft = part_of(file);
    let written = app
        .db
        .copy_to(&draft, &app.config.backups.pg_dump, go_on)
        .and_then(|()| Ok(name_it(&draft, file).map_err(BackupFault::Folder)?));
    if written.is_err() && draft.exists() {
        std::fs::remove_file(&draft).map_err(BackupFault::Folder)?;
    }
    written
}

fn name_it(draft: &Path, file: &Path) -> std::io::Result<()> {
    std::fs::rename(draft, file)?;
    match file.parent() {
        Some(folder) if !folder.as_os_str().is_empty() => File::open(folder)?.sync_all(),
        _ => File::open(".")?.sync_all(),
    }
}

/// Takes away what earlier attempts of the job left half done, and what nobody works on any more.
fn remove_drafts(folder: &Path, job_id: Option<JobId>, now: Timestamp) -> std::io::Result<()> {
    for (text, draft) in names_in(folder, PART)? {
        let is_of_job = job_id.is_some() && draft.job_id == job_id;
        if is_of_job || draft.taken_at.plus_days(1) < now {
            std::fs::remove_file(folder.join(text))?;
        }
    }
    Ok(())
}

/// The files of a folder that have the name of a backup and something behind it.
fn names_in(folder: &Path, behind: &str) -> std::io::Result<Vec<(String, FileName)>> {
    let entries = match std::fs::read_dir(folder) {
        Err(error) if error.kind() == ErrorKind::NotFound => return Ok(Vec::new()),
        entries => entries?,
    };
    let endings = COPY_ENDINGS.map(|(ending, _)| ending);
    let mut names = Vec::new();
    for entry in entries {
        let Ok(text) = entry?.file_name().into_string() else {
            continue;
        };
        let name = text.strip_suffix(behind);
        if let Some(name) = name.and_then(|name| FileName::read(name, &endings)) {
            names.push((text, name));
        }
    }
    Ok(names)
}
