//! An import that a crash breaks off goes on where it was: nobody is lost, nobody comes twice.

use super::files::{rejects, upload};
use crate::app::{TestApp, both};
use access::Role;
use kernel::JobId;
use platform::App;
use platform::db::{Db, DbError, Options};
use platform::jobs::{self, Job};
use serde_json::json;
use std::thread;

/// Rows enough for six pieces.
const ROWS: i64 = 6_000;
/// Every so many rows one has a phone number that is none.
const BAD_EVERY: i64 = 100;
const BAD: i64 = ROWS / BAD_EVERY;

fn sheet(kind: &str, turn: i64) -> String {
    let row = |n: i64| {
        let phone = match n % BAD_EVERY {
            0 => "12345".to_owned(),
            _ => format!("1{}", 3_900_000_000 + turn * ROWS + n),
        };
        format!("会员{n},{phone},1\n")
    };
    let heading = match kind {
        "members" => "姓名,手机号,备注\n",
        _ => "姓名,手机号,积分\n",
    };
    heading.to_owned() + &(0..ROWS).map(row).collect::<String>()
}

pub fn look(app: &TestApp, id: JobId) -> Job {
    let find = move |tx: &mut platform::db::Tx<'_>| jobs::find(tx, id);
    app.chain.read::<_, DbError>(find).expect("a job")
}

/// Lets a server of its own begin the work and takes its database away in the middle: like a
/// crash, it can neither go on nor say so. Answers how far it came.
pub fn crash_in_the_middle(app: &TestApp, id: JobId) -> i64 {
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

/// Imports a file and breaks it off in the middle; answers whether that was in time. A fast machine
/// may be done before its database is gone; then there was no crash.
fn is_broken_off(app: &TestApp, kind: &str, turn: i64) -> bool {
    let desk = app.log_in(&app.chain, "owner");
    let file = upload(&desk, &format!("kind={kind}"), &sheet(kind, turn));
    let started = app.send(&file).ok();
    let id = started["job"]["id"].as_str().expect("an id");
    let id: JobId = id.parse().expect("an id");
    let done = crash_in_the_middle(app, id);
    if done < ROWS {
        assert_eq!(look(app, id).state.as_str(), "running", "{done} rows");
        // Nobody else takes it while its lease lasts; then it goes on.
        app.run_jobs();
        assert_eq!(look(app, id).done, done);
    }
    app.test.clock.advance_millis(10 * 60_000);
    app.run_jobs();
    let desk = app.log_in(&app.chain, "owner");
    let job = desk.get(format!("/api/v1/jobs/{id}")).ok();
    assert_eq!(job["state"], "succeeded", "{job}");
    assert_eq!(
        (&job["result"]["accepted"], &job["result"]["rejected"]),
        (&json!(ROWS - BAD), &json!(BAD))
    );
    assert_eq!(job["done"], ROWS);
    let listed = rejects(&desk, &started, "?limit=200");
    assert_eq!(listed["items"].as_array().map(Vec::len), Some(BAD as usize));
    if kind == "balances" {
        let after = super::files::look(&desk, &started);
        assert_eq!(after["totals"]["points"], ROWS - BAD);
        assert_eq!(after["after"]["points"], (turn + 1) * (ROWS - BAD));
    }
    done < ROWS
}

#[test]
fn an_import_goes_on_after_a_crash_where_it_was() {
    both(|app| {
        app.log_in_as(Role::Owner);
        let (mut crashed, mut imported) = ([false; 2], 0);
        for turn in 0..5 {
            for (place, kind) in ["members", "balances"].into_iter().enumerate() {
                crashed[place] |= is_broken_off(app, kind, turn);
            }
            imported += ROWS - BAD;
            if crashed == [true; 2] {
                break;
            }
        }
        assert_eq!(crashed, [true; 2], "all were done before they could crash");
        app.settle_outbox();
        let desk = app.log_in(&app.chain, "owner");
        let overview = desk.get("/api/v1/overview").ok();
        assert_eq!(overview["total"]["new_members"], imported);
        app.prove();
    });
}
