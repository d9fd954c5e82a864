//! Backups: whole or not there, for the owner alone, and good for going back to.

use crate::app::{TestApp, both, on};
use crate::call::fresh_key;
use access::Role;
use kernel::JobId;
use platform::config::Config;
use platform::db::{CopyError, Db, Dialect, Options};
use server::backup::{self, BackupFault, BackupFile};
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use std::process::Command;
use testkit::TestDb;

const BACKUPS: &str = "/api/v1/backups";

fn folder(app: &TestApp) -> PathBuf {
    app.ground.config.data.dir.join("backups")
}

fn names(folder: &Path) -> Vec<String> {
    let entries = std::fs::read_dir(folder).expect("a folder");
    let name = |entry: std::io::Result<std::fs::DirEntry>| {
        entry
            .expect("an entry")
            .file_name()
            .into_string()
            .expect("a text")
    };
    let mut names: Vec<String> = entries.map(name).collect();
    names.sort();
    names
}

/// Opens a copy and proves what is in it, as whoever goes back to it would.
#[track_caller]
fn assert_good(app: &TestApp, file: &Path) {
    match app.dialect() {
        Dialect::Sqlite => {
            let copy = file.with_extension("opened");
            std::fs::copy(file, &copy).expect("a copy of the copy");
            let options = Options::new(format!("sqlite:{}", copy.display()));
            let db = Db::open(&options, &app.test.clock).expect("it opens");
            let brand = app.chain.brand;
            let proof = server::proof::prove(&db, brand).expect("a proof");
            assert_eq!(proof.wrong, Vec::<String>::new());
            let own = server::proof::prove(&app.ground.db, brand).expect("a proof");
            assert_eq!(proof.ledger.entries, own.ledger.entries);
            db.drain();
            for left in ["opened", "opened-wal", "opened-shm"] {
                // The last connection takes the log away by itself.
                let _ = std::fs::remove_file(file.with_extension(left));
            }
        }
        Dialect::Postgres => {
            let listed = Command::new("pg_restore").arg("--list").arg(file).output();
            let listed = listed.expect("it runs");
            let said = String::from_utf8_lossy(&listed.stdout);
            assert!(said.contains("TABLE DATA public audit_entry"), "{said}");
        }
    }
}

/// Makes a backup as the job does.
fn make(app: &TestApp, job_id: Option<JobId>) -> Result<BackupFile, BackupFault> {
    backup::make(&app.ground, job_id, || Ok(()))
}

#[test]
fn the_owner_has_the_database_copied_and_sees_where_it_lies() {
    both(|app| {
        app.chain.member("li").stored_value(10_000);
        let owner = app.log_in_as(Role::Owner);
        let key = fresh_key();
        let started = owner.post_with_key(&key, BACKUPS, &().into()).ok();
        assert_eq!(
            (&started["state"], &started["name"]),
            (&"queued".into(), &().into())
        );
        let again = owner.post_with_key(&key, BACKUPS, &().into()).ok();
        let other = owner.post(BACKUPS, &().into()).ok();
        assert_eq!(
            (&again["job_id"], &other["job_id"]),
            (&started["job_id"], &started["job_id"])
        );
        app.run_jobs();
        let list = owner.get(BACKUPS).ok();
        let made = &list["items"][0];
        assert_eq!(list["items"].as_array().map(Vec::len), Some(1), "{list}");
        assert_eq!(
            (&made["state"], &made["job_id"]),
            (&"succeeded".into(), &started["job_id"])
        );
        assert_eq!(made["engine"], app.dialect().name());
        let me = owner.get("/api/v1/session").ok()["staff"]["id"].take();
        assert_eq!(made["staff_id"], me);
        let name = made["name"].as_str().expect("a name");
        let file = Path::new(list["folder"].as_str().expect("a folder")).join(name);
        assert_eq!(names(&folder(app)), [name]);
        let about = file.metadata().expect("it is there");
        assert_eq!(made["bytes"], about.len());
        assert_eq!(about.permissions().mode() & 0o777, 0o600);
        assert_good(app, &file);
        let log = owner.get("/api/v1/audit?action=backup").ok();
        assert_eq!(log["items"][0]["action"], "backup.start");
        for role in [Role::HqOperations, Role::HqFinance, Role::StoreManager] {
            let caller = app.log_in_as(role);
            caller
                .get(BACKUPS)
                .refused(403, "access.missing_permission");
            caller
                .post(BACKUPS, &().into())
                .refused(403, "access.missing_permission");
        }
        app.prove();
    });
}

#[test]
fn what_an_attempt_left_half_done_never_has_a_good_name() {
    both(|app| {
        let job = Some(JobId(77));
        make(app, None).expect("a folder with a backup");
        let (job_id, ending) = (JobId(77), app.ground.db.copy_ending());
        let own = format!("huitong-20261125T010000Z-{job_id}.{ending}.part");
        let fresh = format!("huitong-20261125T030000Z-{}.{ending}.part", JobId(78));
        let old = format!("huitong-20261101T010000Z.{ending}.part");
        for left in [&own, &fresh, &old] {
            std::fs::write(folder(app).join(left), "half").expect("written");
        }
        app.test.clock.advance_millis(1_000);
        let made = make(app, job).expect("a backup");
        assert_good(app, &folder(app).join(&made.name));
        let there = names(&folder(app));
        assert!(!there.contains(&own) && !there.contains(&old), "{there:?}");
        assert!(there.contains(&fresh), "another job may be at it");

        // Another attempt of a job that was done but could not say so.
        app.test.clock.advance_millis(60_000);
        assert_eq!(make(app, job).expect("found"), made);

        let file = folder(app).join("broken.db");
        let stopped = || Err(CopyError::Failed("stopped".into()).into());
        let broken: Result<(), BackupFault> = backup::write(&app.ground, &file, stopped);
        assert!(matches!(
            broken,
            Err(BackupFault::Copy(CopyError::Failed(_)))
        ));
        assert_eq!(names(&folder(app)), there);
    });
}

#[test]
fn the_oldest_go_when_a_new_one_is_there() {
    both(|app| {
        let mut config = Config::of_defaults();
        config.backups.keep = 2;
        let app = TestApp::with_config(TestDb::new(app.dialect()), config);
        let made: Vec<String> = (0..4)
            .map(|_| {
                app.test.clock.advance_millis(60_000);
                make(&app, None).expect("a backup").name
            })
            .collect();
        assert_eq!(names(&folder(&app)), made[2..]);
    });
}

#[test]
fn without_its_program_postgres_is_not_backed_up() {
    for dialect in testkit::engines() {
        let mut config = Config::of_defaults();
        config.backups.pg_dump = "no-such-program".into();
        let app = TestApp::with_config(TestDb::new(dialect), config);
        let reply = app.log_in_as(Role::Owner).post(BACKUPS, &().into());
        match dialect {
            Dialect::Sqlite => drop(reply.ok()),
            Dialect::Postgres => {
                let refusal = reply.refused(422, "backup.no_program");
                assert_eq!(refusal["params"]["program"], "no-such-program");
            }
        }
    }
}

#[test]
fn the_command_line_copies_while_the_server_runs() {
    on(Dialect::Sqlite, |app| {
        app.chain.member("li").stored_value(10_000);
        app.settle_outbox();
        let place = tempfile::tempdir().expect("a folder");
        let file = place.path().join("copy.db");
        let back_up = |args: &[&Path]| {
            let output = Command::new(env!("CARGO_BIN_EXE_huitong"))
                .env("HUITONG_DATABASE_URL", &app.test.url)
                .env("HUITONG_DATA", place.path())
                .env("HUITONG_LOG__LEVEL", "error")
                .arg("backup")
                .args(args)
                .output();
            output.expect("it runs").status.success()
        };
        assert!(back_up(&[&file]));
        assert_good(app, &file);
        assert!(!back_up(&[&file]), "nothing is written over");
        assert!(back_up(&[]));
        assert_eq!(names(&place.path().join("backups")).len(), 1);
    });
}

#[test]
fn two_who_begin_at_once_have_one_backup_made() {
    both(|app| {
        let owner = app.log_in_as(Role::Owner);
        let ask = || {
            owner
                .ask(axum::http::Method::POST, BACKUPS)
                .key(fresh_key())
        };
        let replies = app.at_once((0..6).map(|_| ask()).collect());
        let ids: std::collections::BTreeSet<String> = (replies.into_iter())
            .map(|reply| reply.ok()["job_id"].to_string())
            .collect();
        assert_eq!(ids.len(), 1, "{ids:?}");
    });
}

#[test]
fn whoever_may_begin_work_may_stop_it_and_the_house_is_not_stopped() {
    both(|app| {
        let owner = app.log_in_as(Role::Owner);
        let stop = |id: &serde_json::Value| {
            let id = id.as_str().expect("an id");
            format!("/api/v1/jobs/{id}/cancel")
        };
        let job = owner.post(BACKUPS, &().into()).ok()["job_id"].take();
        app.log_in_as(Role::HqOperations)
            .post(stop(&job), &().into())
            .refused(403, "access.missing_permission");
        let stopped = owner.post(stop(&job), &().into()).ok();
        assert_eq!(stopped["state"], "cancelled");
        app.run_jobs();
        let list = owner.get("/api/v1/jobs?kind=ledger_seal").ok();
        let own = &list["items"][0]["id"];
        owner
            .post(stop(own), &().into())
            .refused(409, "job.of_the_house");
    });
}
