//! News reaches each subscriber once, in order for a member, whoever fails.

use crate::{app, brands};
use events::{Event, MemberFrozen};
use kernel::{MemberId, Timestamp};
use platform::db::Tx;
use platform::jobs::{self, NewJob, Whose};
use platform::outbox::{self, Dispatcher, Handle, Stored, Subscriber};
use serde_json::json;
use testkit::{TestDb, both};

/// What a subscriber notes down: a job for each fact, for jobs are a table of the ground.
fn note(tx: &mut Tx<'_>, who: &'static str, fact: &Stored<Event>) -> Result<(), String> {
    let job = NewJob {
        kind: who,
        body: json!(format!("{} {}", fact.event.topic(), member(fact))),
        due_at: Timestamp(0),
        dedup: None,
        by: kernel::By::System,
    };
    jobs::enqueue(tx, job).map_err(|error| error.to_string())?;
    Ok(())
}

fn member(fact: &Stored<Event>) -> i64 {
    fact.member_id.map_or(0, |id| id.0)
}

fn is_broken(tx: &mut Tx<'_>) -> bool {
    let switch = jobs::list(tx, Whose::Everybodys, Some("broken"), None, 1).expect("read");
    switch.items.iter().any(|job| !job.state.is_final())
}

fn steady(tx: &mut Tx<'_>, facts: &[Stored<Event>]) -> Result<(), String> {
    facts.iter().try_for_each(|fact| note(tx, "steady", fact))
}

/// Fails on freezing member 1 as long as the switch is on, after it has had an effect.
fn moody(tx: &mut Tx<'_>, fact: &Stored<Event>) -> Result<(), String> {
    note(tx, "moody", fact)?;
    let is_hard = member(fact) == 1 && fact.event.topic() == "member_frozen";
    match is_hard && is_broken(tx) {
        true => Err("not today".into()),
        false => Ok(()),
    }
}

fn rude(_: &mut Tx<'_>, _: &Stored<Event>) -> Result<(), String> {
    panic!("rude")
}

const TOPICS: &[&str] = &["member_frozen", "member_unfrozen"];
const STEADY: Subscriber = Subscriber {
    name: "steady",
    topics: TOPICS,
    handle: Handle::Batch(steady),
};
const MOODY: Subscriber = Subscriber {
    name: "moody",
    topics: TOPICS,
    handle: Handle::Each(moody),
};
const RUDE: Subscriber = Subscriber {
    name: "rude",
    topics: &["member_unfrozen"],
    handle: Handle::Each(rude),
};

fn frozen(member: i64) -> Event {
    Event::MemberFrozen(fact(member))
}

fn unfrozen(member: i64) -> Event {
    Event::MemberUnfrozen(fact(member))
}

fn fact(member: i64) -> MemberFrozen {
    MemberFrozen {
        member_id: MemberId(member),
        at: testkit::NOON,
    }
}

fn tell(test: &TestDb, events: &'static [fn(i64) -> Event], members: &'static [i64]) {
    let told = test.write(move |tx| {
        for event in events {
            let facts: Vec<Event> = members.iter().map(|member| event(*member)).collect();
            outbox::append_many(tx, testkit::NOON, &facts)?;
        }
        Ok::<_, platform::db::DbError>(())
    });
    told.expect("told");
}

fn set_broken(test: &TestDb) {
    let job = || NewJob {
        kind: "broken",
        body: json!(null),
        due_at: Timestamp(0),
        dedup: None,
        by: kernel::By::System,
    };
    test.write(move |tx| jobs::enqueue(tx, job())).expect("set");
}

fn repair(test: &TestDb) {
    let now = test.clock.now();
    let all = test.read(|tx| jobs::list(tx, Whose::Everybodys, Some("broken"), None, 9));
    for switch in all.expect("read").items {
        test.write(move |tx| jobs::cancel(tx, Whose::Everybodys, switch.id, now))
            .expect("repaired");
    }
}

fn noted(test: &TestDb, who: &'static str) -> Vec<String> {
    let page = test.read(move |tx| jobs::list(tx, Whose::Everybodys, Some(who), None, 1_000));
    let text = |job: jobs::Job| job.body.as_str().expect("a text").to_owned();
    let mut noted: Vec<String> = page.expect("read").items.into_iter().map(text).collect();
    noted.reverse();
    noted
}

fn pending(test: &TestDb) -> i64 {
    test.read(outbox::pending).expect("read")
}

#[test]
fn everything_is_delivered_once_and_in_order() {
    both(|test| {
        let dispatcher = Dispatcher::new(&app(test), brands, &[STEADY, MOODY]);
        tell(test, &[frozen, unfrozen], &[1, 2]);
        assert_eq!(pending(test), 4);
        assert_eq!(dispatcher.drain().expect("drained"), 4);
        assert_eq!(
            (pending(test), dispatcher.drain().expect("drained")),
            (0, 0)
        );
        let wanted = [
            "member_frozen 1",
            "member_frozen 2",
            "member_unfrozen 1",
            "member_unfrozen 2",
        ];
        assert_eq!(noted(test, "steady"), wanted);
        assert_eq!(noted(test, "moody"), wanted);
    });
}

#[test]
fn a_failure_holds_up_one_member_of_one_subscriber_and_keeps_the_order() {
    both(|test| {
        let dispatcher = Dispatcher::new(&app(test), brands, &[MOODY, STEADY]);
        set_broken(test);
        tell(test, &[frozen, unfrozen], &[1, 2]);
        dispatcher.drain().expect("drained");
        assert_eq!(noted(test, "steady").len(), 4);
        assert_eq!(
            noted(test, "moody"),
            ["member_frozen 2", "member_unfrozen 2"]
        );
        assert_eq!(pending(test), 2);

        // News that comes later waits behind the old.
        tell(test, &[unfrozen], &[1, 3]);
        dispatcher.drain().expect("drained");
        assert_eq!(noted(test, "moody").len(), 3);

        // Nothing is tried before its time; then all of it comes in order.
        repair(test);
        dispatcher.drain().expect("drained");
        assert_eq!(pending(test), 3);
        test.clock.advance_millis(1_000);
        assert_eq!(dispatcher.drain().expect("drained"), 3);
        assert_eq!(pending(test), 0);
        let all = noted(test, "moody");
        assert_eq!(
            all[3..],
            ["member_frozen 1", "member_unfrozen 1", "member_unfrozen 1"]
        );
    });
}

#[test]
fn a_hopeless_delivery_is_dead_until_somebody_revives_it() {
    both(|test| {
        let dispatcher = Dispatcher::new(&app(test), brands, &[MOODY]);
        set_broken(test);
        tell(test, &[frozen, unfrozen], &[1]);
        for _ in 0..outbox::ATTEMPTS_MAX {
            dispatcher.drain().expect("drained");
            test.clock.advance_millis(3_600_000);
        }
        let dead = test.read(outbox::dead).expect("read");
        assert_eq!(dead.len(), 1);
        assert_eq!(
            (dead[0].subscriber.as_str(), dead[0].error.as_str()),
            ("moody", "not today")
        );
        // What waited behind it goes on.
        dispatcher.drain().expect("drained");
        assert_eq!(noted(test, "moody"), ["member_unfrozen 1"]);
        assert_eq!(pending(test), 0);

        repair(test);
        let now = test.clock.now();
        assert_eq!(
            test.write(move |tx| outbox::revive(tx, now))
                .expect("revived"),
            1
        );
        dispatcher.drain().expect("drained");
        assert_eq!(
            noted(test, "moody"),
            ["member_unfrozen 1", "member_frozen 1"]
        );
        assert!(test.read(outbox::dead).expect("read").is_empty());
    });
}

#[test]
fn a_panic_is_a_failure_like_any_other() {
    both(|test| {
        let dispatcher = Dispatcher::new(&app(test), brands, &[RUDE, STEADY]);
        tell(test, &[unfrozen], &[1, 2, 3]);
        dispatcher.drain().expect("drained");
        assert_eq!(noted(test, "steady").len(), 3);
        assert_eq!(pending(test), 3);
        // The next release has no such subscriber any more.
        test.clock.advance_millis(1_000);
        let dispatcher = Dispatcher::new(&app(test), brands, &[STEADY]);
        dispatcher.drain().expect("drained");
        assert_eq!((pending(test), noted(test, "steady").len()), (0, 3));
    });
}

#[test]
fn several_dispatchers_deliver_each_fact_once() {
    both(|test| {
        let told = test.write(|tx| {
            let facts: Vec<Event> = (0..700).map(|n| frozen(n % 40 + 2)).collect();
            outbox::append_many(tx, testkit::NOON, &facts)
        });
        told.expect("told");
        let delivered: usize = std::thread::scope(|scope| {
            let dispatchers: Vec<_> = (0..3)
                .map(|_| {
                    let dispatcher = Dispatcher::new(&app(test), brands, &[STEADY]);
                    scope.spawn(move || dispatcher.drain().expect("drained"))
                })
                .collect();
            dispatchers
                .into_iter()
                .map(|done| done.join().expect("ran"))
                .sum()
        });
        assert_eq!(delivered, 700);
        assert_eq!(noted(test, "steady").len(), 700);
        assert_eq!(pending(test), 0);
    });
}

#[test]
fn the_background_task_works_and_stops() {
    both(|test| {
        let app = app(test);
        let dispatcher = Dispatcher::new(&app, brands, &[STEADY]);
        crate::block_on(async {
            let (stop, stopped) = tokio::sync::watch::channel(false);
            let running = tokio::spawn(dispatcher.run(stopped));
            let event = frozen(1);
            let told = test.db.write(test.brand, move |tx| {
                outbox::append(tx, testkit::NOON, event.member(), &event)
            });
            told.await.expect("told");
            app.nudge.wake();
            while test
                .db
                .read(test.brand, outbox::pending)
                .await
                .expect("read")
                > 0
            {
                tokio::task::yield_now().await;
            }
            stop.send(true).expect("running");
            running.await.expect("stopped");
        });
        assert_eq!(noted(test, "steady"), ["member_frozen 1"]);
    });
}
