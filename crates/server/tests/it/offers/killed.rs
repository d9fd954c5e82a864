//! 批量发券 while the plug is pulled, over and over: each member ends with exactly one.

use super::house::{coupon, text};
use super::issue::enrol;
use crate::chain::Chain;
use crate::plug::{BRAND, Door, Server, prove};
use kernel::BrandId;
use platform::App;
use platform::config::Config;
use platform::db::{Db, Options, Tx};
use platform::seal::Seal;
use platform::{args, sql};
use serde_json::json;
use std::collections::HashSet;
use std::time::Duration;
use testkit::TestDb;

#[test]
fn kill_9_in_the_middle_of_an_issue_gives_each_member_exactly_one() {
    let runtime = tokio::runtime::Runtime::new().expect("a runtime");
    for dialect in testkit::engines() {
        let test = TestDb::new(dialect);
        let members = i64::from(testkit::cases(4_000, 100_000));
        let brand = set_up(&test, members);
        runtime.block_on(pull_the_plug((&test, brand), members, testkit::cases(2, 6)));
    }
}

fn set_up(test: &TestDb, members: i64) -> BrandId {
    let (db, clock) = (test.db.clone(), test.clock.clone());
    let ground = App::new(db, clock, Seal::ephemeral(), Config::of_defaults());
    let chain = Chain::found(&ground, BRAND);
    enrol(&chain, &ground, members);
    // From here on the database belongs to the server alone.
    test.db.drain();
    chain.brand
}

async fn pull_the_plug((test, brand): (&TestDb, BrandId), members: i64, times: u32) {
    let folder = tempfile::tempdir().expect("a folder");
    let mut server = Server::start(test, folder.path()).await;
    let offer = issue_to_all(&server.door).await;
    let mut before = 0;
    for round in 0..times {
        let seen = issued(&server.door, |issued| issued > before).await;
        // A different moment each time, so that every step of a write is hit by one of them.
        tokio::time::sleep(Duration::from_millis(u64::from(round) * 7 % 40)).await;
        server.kill();
        assert!(
            seen < members,
            "the issue was done before the plug was pulled"
        );
        before = seen;
        tokio::task::block_in_place(|| let_a_minute_pass(test, brand));
        server = Server::start(test, folder.path()).await;
    }
    issued(&server.door, |issued| issued == members).await;

    let (mut have, mut count, mut next) = (HashSet::new(), 0, String::new());
    loop {
        let path = format!("/api/v1/coupons?offer_id={offer}&limit=200{next}");
        let page = server.door.get(&path).await;
        for one in page["items"].as_array().expect("a page") {
            have.insert(text(&one["member_id"]));
            count += 1;
        }
        match page["next"].as_str() {
            Some(cursor) => next = format!("&cursor={cursor}"),
            None => break,
        }
    }
    assert_eq!((count, have.len() as i64), (members, members));
    let offer = server.door.get(&format!("/api/v1/offers/{offer}")).await;
    assert_eq!(offer["used"]["issued"], members);
    drop(server);
    prove(test, folder.path());
}

/// Publishes a coupon and begins to give one to each member; answers with the coupon's template.
async fn issue_to_all(door: &Door) -> String {
    let terms = coupon("满100减15", 10_000, 1_500);
    let offer = json!({ "kind": "coupon", "terms": terms });
    let offer = door.post("/api/v1/offers", &offer).await;
    let id = text(&offer["id"]);
    let publish = json!({ "edit": offer["edit"], "reason": "spring" });
    let path = format!("/api/v1/offers/{id}/publish");
    door.post(&path, &publish).await;
    let body = json!({ "offer_id": id, "to": { "kind": "all" }, "reason": "spring" });
    door.post("/api/v1/coupon-issues", &body).await;
    id
}

/// How many have one, once it is so many as wanted.
async fn issued(door: &Door, is_wanted: impl Fn(i64) -> bool) -> i64 {
    for _ in 0..60_000 {
        let issues = door.get("/api/v1/coupon-issues").await;
        let issued = issues["items"][0]["issued"].as_i64().expect("a number");
        if is_wanted(issued) {
            return issued;
        }
        tokio::time::sleep(Duration::from_millis(5)).await;
    }
    panic!("the issue stands still");
}

/// The dead server's hold on its job is over, as it is in a minute.
fn let_a_minute_pass(test: &TestDb, brand: BrandId) {
    let db = Db::open(&Options::new(&test.url), &test.clock).expect("the database opens");
    db.write_blocking(brand, |tx: &mut Tx<'_>| {
        let let_go = sql!("update job set due_at = 0 where brand_id = $1 and state = 'running'");
        tx.execute(let_go, args![tx.brand()])
    })
    .expect("it is let go");
    db.drain();
}
