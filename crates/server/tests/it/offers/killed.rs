//! 批量发券 while the plug is pulled, over and over: each member ends with exactly one.

use super::house::{coupon, holders, text};
use super::issue::enrol;
use crate::plug::{Door, Server, found, prove};
use kernel::BrandId;
use platform::db::{Db, Options, Tx};
use platform::{args, sql};
use serde_json::json;
use std::collections::HashSet;
use std::path::Path;
use std::time::Duration;
use testkit::TestDb;

/// So many have their coupon in one step of the job, about.
const STEP: u32 = 500;

#[test]
fn kill_9_in_the_middle_of_an_issue_gives_each_member_exactly_one() {
    let runtime = tokio::runtime::Runtime::new().expect("a runtime");
    for dialect in testkit::engines() {
        let test = TestDb::new(dialect);
        let members = testkit::cases(8 * STEP, 100_000).max(8 * STEP);
        // Enough steps are left each time that the job is not done before it is hit.
        let times = (members / STEP / 30).clamp(1, 6);
        let folder = tempfile::tempdir().expect("a folder");
        let members = i64::from(members);
        let brand = set_up(&test, members);
        let (server, offer) =
            runtime.block_on(pull_the_plug((&test, brand), folder.path(), members, times));

        let get = |path: &str| runtime.block_on(server.door.get(path));
        let holders = holders(&offer, get);
        let have: HashSet<&String> = holders.iter().collect();
        let all = members as usize;
        assert_eq!((holders.len(), have.len()), (all, all));
        let offer = get(&format!("/api/v1/offers/{offer}"));
        assert_eq!(offer["used"]["issued"], members);
        drop(server);
        prove(&test, folder.path());
    }
}

fn set_up(test: &TestDb, members: i64) -> BrandId {
    let (ground, chain) = found(test);
    enrol(&chain, &ground, members);
    test.db.drain();
    chain.brand
}

/// Begins an issue to all, kills the server so often while it runs, and lets it come to its end.
async fn pull_the_plug(
    (test, brand): (&TestDb, BrandId),
    folder: &Path,
    members: i64,
    times: u32,
) -> (Server, String) {
    let mut server = Server::start(test, folder).await;
    let offer = issue_to_all(&server.door).await;
    for round in 0..times {
        let before = issued(&server.door, |_| true).await;
        issued(&server.door, |issued| issued > before).await;
        // Another moment of a step each time.
        tokio::time::sleep(Duration::from_millis(u64::from(round) * 7)).await;
        server.kill();
        let running = tokio::task::block_in_place(|| let_a_minute_pass(test, brand));
        assert_eq!(running, 1, "round {round}: the issue was done already");
        server = Server::start(test, folder).await;
    }
    issued(&server.door, |issued| issued == members).await;
    (server, offer)
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

/// The dead server's hold on its job is over, as it is in a minute. Answers how many it held.
fn let_a_minute_pass(test: &TestDb, brand: BrandId) -> u64 {
    let db = Db::open(&Options::new(&test.url), &test.clock).expect("the database opens");
    let let_go = db.write_blocking(brand, |tx: &mut Tx<'_>| {
        let command = sql!(
            "update job set due_at = 0
             where brand_id = $1 and kind = 'coupon_issue' and state = 'running'"
        );
        tx.execute(command, args![tx.brand()])
    });
    db.drain();
    let_go.expect("it is let go")
}
