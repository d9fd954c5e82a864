//! Jobs run once, go on where they were, stop when asked, and are tried again.

use crate::{app, brands};
use kernel::JobId;
use platform::App;
use platform::db::{DbError, Tx};
use platform::jobs::{self, Job, JobCtx, JobError, JobState, NewJob, Runner, Whose};
use serde_json::{Value, json};
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};
use testkit::{NOON, TestDb, both};

fn job(kind: &'static str) -> NewJob {
    NewJob {
        kind,
        body: json!({ "rows": 10 }),
        due_at: NOON,
        dedup: None,
        by: kernel::By::System,
    }
}

fn enqueue(test: &TestDb, job: NewJob) -> JobId {
    test.write(move |tx| jobs::enqueue(tx, job.clone()))
        .expect("written")
}

fn get(test: &TestDb, id: JobId) -> Job {
    test.read(move |tx| jobs::find(tx, id))
        .expect("read")
        .expect("there")
}

fn run(test: &TestDb, runner: &Runner) -> usize {
    runner.run_due(test.clock.now()).expect("ran")
}

/// Counts from its checkpoint to ten, one step at a time, and breaks off where it is told.
fn counting(
    break_at: i64,
    with: JobError,
) -> impl Fn(JobCtx) -> Result<Value, JobError> + Send + Sync {
    move |ctx| {
        let from = ctx.checkpoint().and_then(Value::as_i64).unwrap_or(0);
        for step in from..10 {
            if step == break_at && from < break_at {
                return Err(with.clone());
            }
            ctx.progress(step + 1, 10, json!(step + 1))?;
        }
        Ok(json!({ "began_at": from }))
    }
}

fn runner(
    app: &App,
    handler: impl Fn(JobCtx) -> Result<Value, JobError> + Send + Sync + 'static,
) -> Runner {
    Runner::new(app, brands).on("count", handler)
}

#[test]
fn a_job_runs_at_its_time_and_keeps_its_result() {
    both(|test| {
        let app = app(test);
        let runner = runner(&app, counting(99, JobError::Lost));
        let later = NewJob {
            due_at: NOON.plus_millis(1),
            ..job("count")
        };
        let id = enqueue(test, later);
        assert_eq!(run(test, &runner), 0);
        test.clock.advance_millis(1);
        assert_eq!(run(test, &runner), 1);
        let done = get(test, id);
        assert_eq!(
            (done.state, done.done, done.total),
            (JobState::Succeeded, 10, 10)
        );
        assert_eq!(done.result, Some(json!({ "began_at": 0 })));
        assert_eq!(run(test, &runner), 0);
    });
}

#[test]
fn a_failed_attempt_is_followed_by_one_that_goes_on() {
    both(|test| {
        let app = app(test);
        let runner = runner(&app, counting(4, JobError::Retry("no paper".into())));
        let id = enqueue(test, job("count"));
        run(test, &runner);
        let waiting = get(test, id);
        assert_eq!((waiting.state, waiting.done), (JobState::Queued, 4));
        assert_eq!(waiting.error.as_deref(), Some("no paper"));
        assert_eq!(run(test, &runner), 0, "not before its time");
        test.clock.advance_millis(10_000);
        run(test, &runner);
        let done = get(test, id);
        assert_eq!(done.result, Some(json!({ "began_at": 4 })));
        assert_eq!((done.state, done.error), (JobState::Succeeded, None));
    });
}

#[test]
fn a_job_that_never_gets_further_fails_and_a_hopeless_one_at_once() {
    both(|test| {
        let app = app(test);
        let stuck = Runner::new(&app, brands)
            .on("stuck", |_| panic!("again"))
            .on("hopeless", |_| Err(JobError::Failed("bad file".into())));
        let (id, hopeless) = (enqueue(test, job("stuck")), enqueue(test, job("hopeless")));
        for _ in 0..10 {
            run(test, &stuck);
            test.clock.advance_millis(3_600_000);
        }
        let failed = get(test, id);
        assert_eq!(
            (failed.state, failed.attempts),
            (JobState::Failed, jobs::ATTEMPTS_MAX)
        );
        assert_eq!(get(test, hopeless).attempts, 1);
        assert_eq!(get(test, hopeless).error.as_deref(), Some("bad file"));
    });
}

/// A server that was killed leaves a running job; its lease ends and another goes on.
#[test]
fn a_job_survives_its_server() {
    both(|test| {
        let app = app(test);
        let killed = runner(&app, counting(6, JobError::Lost));
        let id = enqueue(test, job("count"));
        run(test, &killed);
        assert_eq!(get(test, id).state, JobState::Running);
        let next = runner(&app, counting(99, JobError::Lost));
        test.clock.advance_millis(59_999);
        assert_eq!(run(test, &next), 0, "the lease holds");
        test.clock.advance_millis(1);
        assert_eq!(run(test, &next), 1);
        assert_eq!(get(test, id).result, Some(json!({ "began_at": 6 })));
    });
}

#[test]
fn whoever_lost_the_job_can_write_no_more() {
    both(|test| {
        let app = app(test);
        let steps = Arc::new(AtomicI64::new(0));
        let slow = {
            let (clock, steps) = (test.clock.clone(), steps.clone());
            let other = runner(&app, counting(99, JobError::Lost));
            runner(&app, move |ctx| {
                ctx.progress(1, 10, json!(1))?;
                // It sleeps so long that another server takes over and finishes.
                clock.advance_millis(60_000);
                other.run_due(clock.now()).expect("ran");
                steps.fetch_add(1, Ordering::SeqCst);
                ctx.progress(2, 10, json!(2))?;
                steps.fetch_add(1, Ordering::SeqCst);
                Ok(json!("mine"))
            })
        };
        let id = enqueue(test, job("count"));
        run(test, &slow);
        assert_eq!(steps.load(Ordering::SeqCst), 1);
        let done = get(test, id);
        assert_eq!((done.state, done.done), (JobState::Succeeded, 10));
        assert_eq!(done.result, Some(json!({ "began_at": 1 })));
    });
}

#[test]
fn a_job_is_cancelled_while_it_waits_and_while_it_runs() {
    both(|test| {
        let app = app(test);
        let waiting = enqueue(test, job("count"));
        let cancelled = test.write(move |tx| jobs::cancel(tx, Whose::Everybodys, waiting, NOON));
        let cancelled = cancelled.expect("written").expect("there");
        assert_eq!(cancelled.state, JobState::Cancelled);

        let id = enqueue(test, job("count"));
        let asks = runner(&app, |ctx: JobCtx| {
            ctx.progress(3, 10, json!(3))?;
            let (id, brand) = (ctx.id, ctx.brand);
            let ask = move |tx: &mut Tx<'_>| jobs::cancel(tx, Whose::Everybodys, id, NOON);
            ctx.app.db.write_blocking::<_, DbError, _>(brand, ask)?;
            // The piece of work that is under way is undone with its progress.
            let effect = ctx.clone();
            ctx.app.db.write_blocking(brand, move |tx| {
                jobs::enqueue(tx, job("effect"))?;
                effect.progress_in(tx, 4, 10, &json!(4))
            })?;
            Ok(json!(null))
        });
        assert_eq!(run(test, &asks), 1);
        let done = get(test, id);
        assert_eq!((done.state, done.done), (JobState::Cancelled, 3));
        let effects = test
            .read(|tx| jobs::list(tx, Whose::Everybodys, Some("effect"), None, 9))
            .expect("read");
        assert!(effects.items.is_empty());
        assert_eq!(run(test, &asks), 0);
    });
}

#[test]
fn one_dedup_one_job() {
    both(|test| {
        let with = |text: &str| NewJob {
            dedup: Some(text.into()),
            ..job("count")
        };
        let first = enqueue(test, with("a"));
        assert_eq!(enqueue(test, with("a")), first);
        assert_ne!(enqueue(test, with("b")), first);
        assert_ne!(enqueue(test, job("count")), enqueue(test, job("count")));
    });
}

#[test]
fn a_recurring_job_runs_once_in_its_time_whatever_the_servers() {
    both(|test| {
        let app = app(test);
        let runs = Arc::new(AtomicI64::new(0));
        let servers: Vec<Runner> = (0..3)
            .map(|_| {
                let runs = runs.clone();
                Runner::new(&app, brands).every("expire", 1, move |_| {
                    runs.fetch_add(1, Ordering::SeqCst);
                    Ok(json!(null))
                })
            })
            .collect();
        for hours in 1..=3 {
            for server in &servers {
                run(test, server);
                run(test, server);
            }
            assert_eq!(runs.load(Ordering::SeqCst), hours);
            test.clock.advance_millis(3_600_000);
        }
    });
}

#[test]
fn many_servers_run_a_job_once() {
    both(|test| {
        let app = app(test);
        let runs = Arc::new(AtomicI64::new(0));
        for _ in 0..20 {
            enqueue(test, job("count"));
        }
        std::thread::scope(|scope| {
            for _ in 0..4 {
                let runs = runs.clone();
                let runner = runner(&app, move |_| {
                    runs.fetch_add(1, Ordering::SeqCst);
                    Ok(json!(null))
                });
                scope.spawn(move || runner.run_due(NOON).expect("ran"));
            }
        });
        assert_eq!(runs.load(Ordering::SeqCst), 20);
    });
}

#[test]
fn lists_page_from_the_latest() {
    both(|test| {
        let ids: Vec<JobId> = (0..5).map(|_| enqueue(test, job("count"))).collect();
        enqueue(test, job("other"));
        let mut seen = Vec::new();
        let mut cursor = None;
        loop {
            let page =
                test.read(move |tx| jobs::list(tx, Whose::Everybodys, Some("count"), cursor, 2));
            let page = page.expect("read");
            seen.extend(page.items.iter().map(|job| job.id));
            match page.next {
                Some(next) => cursor = Some(next.parse().expect("a cursor")),
                None => break,
            }
        }
        seen.reverse();
        assert_eq!(seen, ids);
    });
}

#[test]
fn a_stopping_server_puts_its_jobs_back() {
    both(|test| {
        let app = app(test);
        let id = enqueue(test, job("count"));
        let slow = runner(&app, |ctx: JobCtx| {
            loop {
                ctx.progress(1, 10, json!(1))?;
                std::thread::yield_now();
            }
        });
        crate::block_on(async {
            let (stop, stopped) = tokio::sync::watch::channel(false);
            let running = tokio::spawn(slow.run(stopped));
            let is_running = move |tx: &mut Tx<'_>| {
                let job = jobs::find(tx, id)?;
                Ok::<_, DbError>(job.is_some_and(|job| job.done == 1))
            };
            while !test.db.read(test.brand, is_running).await.expect("read") {
                tokio::task::yield_now().await;
            }
            stop.send(true).expect("running");
            running.await.expect("stopped");
        });
        assert_eq!(get(test, id).state, JobState::Queued);
        let checkpoint = test.read(move |tx| jobs::checkpoint(tx, id)).expect("read");
        assert_eq!(checkpoint, Some(json!(1)));
        let next = runner(&app, counting(99, JobError::Lost));
        assert_eq!(run(test, &next), 1);
        assert_eq!(get(test, id).result, Some(json!({ "began_at": 1 })));
    });
}

#[test]
fn old_jobs_are_forgotten() {
    both(|test| {
        let app = app(test);
        let id = enqueue(test, job("count"));
        run(test, &runner(&app, counting(99, JobError::Lost)));
        let open = enqueue(test, job("unknown"));
        test.clock.advance_millis(31 * 86_400_000);
        let gone = jobs::purge(&test.db, test.brand, test.clock.now());
        assert_eq!(gone, Ok(1));
        assert!(
            test.read(move |tx| jobs::find(tx, id))
                .expect("read")
                .is_none()
        );
        assert_eq!(get(test, open).state, JobState::Queued);
    });
}

#[test]
fn what_a_job_tells_of_somebody_can_be_taken_away() {
    both(|test| {
        let app = app(test);
        let tell = |ctx: JobCtx| match ctx.body["who"].as_str() {
            Some("wang") => Err(JobError::Failed("wang.csv cannot be read".into())),
            who => Ok(json!({ "file": who })),
        };
        let runner = Runner::new(&app, brands).on("tell", tell);
        let [li, wang, lei] = ["li", "wang", "lei"].map(|who| {
            let body = json!({ "who": who });
            enqueue(
                test,
                NewJob {
                    body,
                    ..job("tell")
                },
            )
        });
        assert_eq!(run(test, &runner), 3);
        let names = |text: &str| text.contains("\"li\"") || text.contains("wang");
        assert_eq!(jobs::forget_words(&test.db, test.brand, names), Ok(2));
        assert_eq!((get(test, li).result, get(test, wang).error), (None, None));
        assert_eq!(get(test, wang).state, JobState::Failed);
        assert_eq!(get(test, lei).result, Some(json!({ "file": "lei" })));
    });
}
