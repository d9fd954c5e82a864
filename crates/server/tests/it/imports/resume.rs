//! An import that a crash breaks off goes on where it was: nobody is lost, nobody comes twice.

use super::files::upload;
use crate::app::{TestApp, both};
use access::Role;
use kernel::JobId;
use platform::App;
use platform::db::{Db, DbError, Options};
use platform::jobs::{self, Job};
use serde_json::json;
use std::thread;

/// Rows enough for six pieces.
const ROWS: i64 = 3_000;

fn sheet(turn: i64) -> String {
    let row = |n: i64| format!("会员{n},1{}\n", 3_900_000_000 + turn * ROWS + n);
    "姓名,手机号\n".to_owned() + &(0..ROWS).map(row).collect::<String>()
}

fn look(app: &TestApp, id: JobId) -> Job {
    let find = move |tx: &mut platform::db::Tx<'_>| jobs::find(tx, id);
    app.chain.read::<_, DbError>(find).expect("a job")
}

/// Lets a server of its own begin the work and takes its database away in the middle: like a
/// crash, it can neither go on nor say so. Answers how far it came.
fn crash_in_the_middle(app: &TestApp, id: JobId) -> i64 {
    let options = Options {
        node: 2,
        ..Options::new(&app.test.url)
    };
    let db = Db::open(&options, &app.test.clock).expect("a database");
    let crashing = App {
        db: db.clone(),
        ..app.ground.clone()
    };
    let now = app.test.clock.now();
    let at_work = thread::spawn(move || server::background::runner(&crashing).run_due(now));
    while look(app, id).done == 0 && !at_work.is_finished() {
        thread::yield_now();
    }
    db.drain();
    // What it could not do any more is what a crash leaves undone.
    let _ = at_work.join().expect("it does not panic");
    look(app, id).done
}

#[test]
fn an_import_goes_on_after_a_crash_where_it_was() {
    both(|app| {
        let desk = app.log_in_as(Role::HqOperations);
        let mut imported = 0;
        // A fast machine may be done before its database is gone; then there was no crash.
        let crashed = (0..5).any(|turn| {
            let started = app.send(&upload(&desk, "kind=members", &sheet(turn))).ok();
            let id: JobId = started["job"]["id"]
                .as_str()
                .expect("an id")
                .parse()
                .expect("an id");
            imported += ROWS;
            let done = crash_in_the_middle(app, id);
            if done == ROWS {
                return false;
            }
            assert_eq!(look(app, id).state.as_str(), "running", "{done} rows");
            // Nobody else takes it while its lease lasts; then it goes on.
            app.run_jobs();
            assert_eq!(look(app, id).done, done);
            app.test.clock.advance_millis(10 * 60_000);
            app.run_jobs();
            let job = desk.get(format!("/api/v1/jobs/{id}")).ok();
            assert_eq!(job["state"], "succeeded", "{job}");
            assert_eq!(
                (&job["result"]["accepted"], &job["done"]),
                (&json!(ROWS), &json!(ROWS))
            );
            true
        });
        assert!(crashed, "five imports were done before they could crash");
        app.settle_outbox();
        let overview = desk.get("/api/v1/overview").ok();
        assert_eq!(overview["total"]["new_members"], imported);
        app.prove();
    });
}
