//! One key, one effect and one answer, whatever the twins do.

use crate::{app, block_on};
use kernel::{Fault, Kind, Timestamp};
use platform::App;
use platform::db::{DbError, Tx};
use platform::idempotency::{
    Answer, IdempotencyKey, KEPT_HOURS, KeyRef, Keyed, batch, forget_answers, once, purge,
};
use platform::jobs::{self, NewJob, Whose};
use serde_json::json;
use testkit::{TestDb, both};

#[derive(Debug, thiserror::Error)]
enum ActError {
    #[error("refused after an effect")]
    Refused,
    #[error("not there")]
    NotFound,
    #[error(transparent)]
    Db(#[from] DbError),
}

impl Fault for ActError {
    fn kind(&self) -> Kind {
        match self {
            ActError::Refused => Kind::Refused,
            ActError::NotFound => Kind::NotFound,
            ActError::Db(error) => error.kind(),
        }
    }
    fn code(&self) -> &'static str {
        match self {
            ActError::Refused => "test.refused",
            ActError::NotFound => "test.not_found",
            ActError::Db(error) => error.code(),
        }
    }
}

fn key(text: &str) -> IdempotencyKey {
    IdempotencyKey::new(text).expect("a good key")
}

/// An effect that can be counted: jobs, for they are a table of the ground.
fn effect(tx: &mut Tx<'_>) -> Result<String, DbError> {
    let job = NewJob {
        kind: "effect",
        body: json!(null),
        due_at: Timestamp(0),
        dedup: None,
        by: kernel::By::System,
    };
    Ok(jobs::enqueue(tx, job)?.to_string())
}

fn effects(test: &TestDb) -> usize {
    let all = test.read(|tx| jobs::list(tx, Whose::Everybodys, None, None, 200));
    all.expect("read").items.len()
}

async fn act(app: &App, key: IdempotencyKey, body: i64, outcome: &'static str) -> Answer {
    let brand = kernel::BrandId(1);
    let done = once(app, brand, key, &body, "do_it", move |tx| {
        let id = effect(tx)?;
        match outcome {
            "refused" => Err(ActError::Refused),
            "not_found" => Err(ActError::NotFound),
            _ => Ok(id),
        }
    });
    match done.await {
        Ok(answer) => answer,
        Err(problem) => Answer {
            status: problem.status().as_u16(),
            body: problem.render(None),
            is_replayed: false,
        },
    }
}

#[test]
fn a_hundred_twins_act_once() {
    both(|test| {
        let app = app(test);
        let answers = block_on(async {
            let twins = (0..100).map(|_| {
                let app = app.clone();
                tokio::spawn(async move { act(&app, key("k"), 1, "ok").await })
            });
            let mut answers = Vec::new();
            for twin in twins.collect::<Vec<_>>() {
                answers.push(twin.await.expect("ran"));
            }
            answers
        });
        assert_eq!(effects(test), 1);
        assert!(answers.iter().all(|answer| answer.body == answers[0].body));
        assert!(answers.iter().all(Answer::is_success));
        assert_eq!(
            answers.iter().filter(|answer| !answer.is_replayed).count(),
            1
        );
    });
}

#[test]
fn a_refusal_is_kept_without_its_effect() {
    both(|test| {
        let app = app(test);
        block_on(async {
            let first = act(&app, key("k"), 1, "refused").await;
            assert_eq!((first.status, first.is_replayed), (422, false));
            // By now the act would succeed; the answer stays what it was.
            let second = act(&app, key("k"), 1, "ok").await;
            assert_eq!((second.status, second.is_replayed), (422, true));
            assert_eq!(first.body, second.body);
        });
        assert_eq!(effects(test), 0);
    });
}

#[test]
fn another_failure_leaves_no_trace() {
    both(|test| {
        let app = app(test);
        block_on(async {
            assert_eq!(act(&app, key("k"), 1, "not_found").await.status, 404);
            let second = act(&app, key("k"), 1, "ok").await;
            assert_eq!((second.status, second.is_replayed), (200, false));
        });
        assert_eq!(effects(test), 1);
    });
}

#[test]
fn the_same_key_with_another_body_is_refused() {
    both(|test| {
        let app = app(test);
        block_on(async {
            act(&app, key("k"), 1, "ok").await;
            let other = act(&app, key("k"), 2, "ok").await;
            assert_eq!(other.status, 422);
            assert!(
                other.body.contains("idempotency.key_reused"),
                "{}",
                other.body
            );
            assert!(act(&app, key("k"), 1, "ok").await.is_replayed);
        });
        assert_eq!(effects(test), 1);
    });
}

fn keyed(name: &str, item: &'static str) -> Keyed<&'static str> {
    Keyed {
        key: reference(name, item),
        item,
        at: testkit::NOON,
    }
}

fn reference(name: &str, item: &str) -> KeyRef {
    key(name).for_act("do_it", &item)
}

fn run_batch(tx: &mut Tx<'_>, items: &[Keyed<&'static str>]) -> Result<Vec<Answer>, DbError> {
    batch(tx, items, |tx, acts| {
        let one = |tx: &mut Tx<'_>, act: &str| match act {
            "refused" => Ok(Err(ActError::Refused)),
            "not_found" => Ok(Err(ActError::NotFound)),
            _ => effect(tx).map(Ok),
        };
        acts.iter().map(|act| one(tx, act)).collect()
    })
}

#[test]
fn a_batch_answers_each_item_and_acts_once_for_twins() {
    both(|test| {
        let items = || {
            vec![
                keyed("a", "ok"),
                keyed("b", "refused"),
                keyed("a", "ok"),
                keyed("c", "not_found"),
                keyed("a", "other"),
            ]
        };
        let hot = test.db.hot(run_batch);
        let brand = test.brand;
        let together = test.write(move |tx| run_batch(tx, &items())).expect("ran");
        let shown: Vec<(u16, bool)> = together
            .iter()
            .map(|answer| (answer.status, answer.is_replayed))
            .collect();
        let wanted = [
            (200, false),
            (422, false),
            (200, true),
            (404, false),
            (422, false),
        ];
        assert_eq!(shown, wanted);
        assert!(together[4].body.contains("idempotency.key_reused"));
        assert_eq!(effects(test), 1);

        // Later, one at a time: the kept are replayed, the others run again.
        let wanted = [
            (200, true),
            (422, true),
            (200, true),
            (404, false),
            (422, false),
        ];
        for (item, wanted) in items().into_iter().zip(wanted) {
            let answer = hot.submit_blocking(brand, item).expect("ran");
            assert_eq!((answer.status, answer.is_replayed), wanted);
        }
        assert_eq!(effects(test), 1);
    });
}

/// Two servers: each batch has not seen the other's keys.
#[test]
fn a_hundred_twins_in_batches_of_several_servers_act_once() {
    both(|test| {
        let hots: Vec<_> = match test.db.dialect() {
            platform::db::Dialect::Sqlite => vec![test.db.hot(run_batch)],
            platform::db::Dialect::Postgres => {
                let open = || {
                    let options = platform::db::Options::new(&test.url);
                    platform::db::Db::open(&options, &test.clock).expect("opened")
                };
                (0..4).map(|_| open().hot(run_batch)).collect()
            }
        };
        let answers: Vec<Answer> = std::thread::scope(|scope| {
            let twins: Vec<_> = (0..100)
                .map(|number| {
                    let (hot, brand) = (hots[number % hots.len()].clone(), test.brand);
                    scope.spawn(move || hot.submit_blocking(brand, keyed("k", "ok")))
                })
                .collect();
            let joined = twins.into_iter().map(|twin| twin.join().expect("ran"));
            joined.map(|answer| answer.expect("answered")).collect()
        });
        assert_eq!(effects(test), 1);
        assert!(answers.iter().all(|answer| answer.body == answers[0].body));
    });
}

#[test]
fn old_keys_are_forgotten_and_young_ones_kept() {
    both(|test| {
        let app = app(test);
        block_on(act(&app, key("old"), 1, "ok"));
        test.clock.advance_millis(KEPT_HOURS * 3_600_000);
        block_on(act(&app, key("young"), 1, "ok"));
        let kept = purge(&test.db, test.brand, test.clock.now()).expect("purged");
        assert_eq!(kept, 0, "48 hours are kept in full");
        test.clock.advance_millis(1);
        let gone = purge(&test.db, test.brand, test.clock.now()).expect("purged");
        assert_eq!(gone, 1);
        assert!(!block_on(act(&app, key("old"), 1, "ok")).is_replayed);
        assert!(block_on(act(&app, key("young"), 1, "ok")).is_replayed);
    });
}

#[test]
fn an_answer_that_names_somebody_goes_and_its_twin_does_not_act_again() {
    both(|test| {
        let app = app(test);
        let act = |name: &'static str| {
            let brand = kernel::BrandId(1);
            let run = move |tx: &mut Tx<'_>| -> Result<String, ActError> {
                effect(tx)?;
                Ok(format!("{name} came"))
            };
            block_on(once(&app, brand, key(name), &json!(name), "come", run))
        };
        let came = |name| act(name).expect("answered");
        assert_eq!(
            (came("li").body.as_str(), came("lei").body.as_str()),
            ("\"li came\"", "\"lei came\"")
        );
        let names = |text: &str| text.contains("li ");
        assert_eq!(forget_answers(&test.db, kernel::BrandId(1), names), Ok(1));
        let twin = came("li");
        assert_eq!((twin.status, twin.is_replayed), (422, true));
        assert!(
            twin.body.contains("idempotency.answer_erased"),
            "{}",
            twin.body
        );
        assert!(!twin.body.contains("li came"), "{}", twin.body);
        assert_eq!(came("lei").body, "\"lei came\"");
        assert_eq!(effects(test), 2);
    });
}
