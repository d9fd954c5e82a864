//! 批量发券: an issue that a crash breaks off ends with each member having exactly one.

use super::house::{coupon, holders, published, text};
use crate::app::both;
use crate::chain::Chain;
use crate::imports::resume::{crash_in_the_middle, look};
use access::Role;
use kernel::{JobId, MemberId};
use platform::App;
use platform::jobs::JobState;
use serde_json::json;
use std::collections::HashSet;

#[test]
fn an_issue_that_is_broken_off_gives_each_member_exactly_one() {
    both(|app| {
        let members = i64::from(testkit::cases(2_500, 100_000));
        enrol(&app.chain, &app.ground, members);
        app.settle_outbox();
        let offer = published(app, "coupon", &coupon("满100减15", 10_000, 1_500));
        let owner = app.log_in_as(Role::Owner);
        let body = json!({ "offer_id": offer, "to": { "kind": "all" }, "reason": "spring" });
        let issue = owner.post("/api/v1/coupon-issues", &body).ok();
        let job: JobId = text(&issue["job_id"]).parse().expect("a job");
        let done = crash_in_the_middle(app, job);
        assert!(0 < done && done < members, "{done}");
        app.test.clock.advance_millis(120_000);
        app.run_jobs();
        let job = look(app, job);
        assert_eq!(job.state, JobState::Succeeded, "{:?}", job.error);
        assert_eq!(job.result.expect("a result")["issued"], members);
        let issues = owner.get("/api/v1/coupon-issues").ok();
        assert_eq!(issues["items"][0]["issued"], members);
        let used = owner.get(format!("/api/v1/offers/{offer}")).ok()["used"].clone();
        assert_eq!(used["issued"], members);

        let holders = holders(&offer, |path| owner.get(path).ok());
        let have: HashSet<&String> = holders.iter().collect();
        assert_eq!(
            (holders.len(), have.len()),
            (members as usize, members as usize)
        );
    });
}

#[test]
fn a_list_names_who_gets_one_and_no_more_go_out_than_there_are() {
    both(|app| {
        let people: Vec<MemberId> = (0..5)
            .map(|number| app.chain.member(&format!("li {number}")).id)
            .collect();
        let mut terms = coupon("满100减15", 10_000, 1_500);
        terms["coupon"]["issue_max"] = json!(4);
        let offer = published(app, "coupon", &terms);
        let owner = app.log_in_as(Role::Owner);
        let mut twice = people[..3].to_vec();
        twice.push(people[0]);
        let listed = |members: &[MemberId]| {
            json!({ "offer_id": offer, "reason": "sorry",
                    "to": { "kind": "listed", "members": members } })
        };
        owner.post("/api/v1/coupon-issues", &listed(&twice)).ok();
        app.run_jobs();
        let used = owner.get(format!("/api/v1/offers/{offer}")).ok()["used"].clone();
        assert_eq!(used["issued"], 3);

        // Two more are one too many: the job says so, and neither has one.
        let issue = owner
            .post("/api/v1/coupon-issues", &listed(&people[3..]))
            .ok();
        app.run_jobs();
        let job: JobId = text(&issue["job_id"]).parse().expect("a job");
        assert_eq!(look(app, job).state, JobState::Failed);
        let used = owner.get(format!("/api/v1/offers/{offer}")).ok()["used"].clone();
        assert_eq!(used["issued"], 3);
        app.prove();
    });
}

#[test]
fn one_who_was_merged_into_another_stands_for_the_other_in_a_list() {
    both(|app| {
        let [li, twin, wang] = ["li", "twin", "wang"].map(|name| app.chain.member(name).id);
        let offer = published(app, "coupon", &coupon("满100减15", 10_000, 1_500));
        let owner = app.log_in_as(Role::Owner);
        let merge = json!({ "survivor_id": li, "absorbed_id": twin, "reason": "one person" });
        owner.post("/api/v1/merges", &merge).ok();
        let body = json!({ "offer_id": offer, "reason": "spring",
            "to": { "kind": "listed", "members": [twin, wang, li] } });
        owner.post("/api/v1/coupon-issues", &body).ok();
        app.run_jobs();
        for member in [li, wang] {
            let held = owner
                .get(format!("/api/v1/coupons?member_id={member}"))
                .ok();
            assert_eq!(held["items"].as_array().map(Vec::len), Some(1));
        }
        app.prove();
    });
}

/// Enrols so many members, as an import does.
pub fn enrol(chain: &Chain, ground: &App, members: i64) {
    use membership::{Channel, ImportedMember, NewMember};
    let (act, seal) = (chain.act(), ground.seal.clone());
    let store = chain.store("xuhui");
    for begin in (0..members).step_by(500) {
        let (seal, end) = (seal.clone(), (begin + 500).min(members));
        chain.write(move |tx| {
            let people: Vec<ImportedMember> = (begin..end)
                .map(|number| ImportedMember {
                    new: NewMember {
                        name: Some(format!("会员{number}")),
                        phone: Some(format!("1{}", 3_800_000_000 + number)),
                        store_id: Some(store),
                        ..NewMember::by(Channel::Import)
                    },
                    enrolled_at: None,
                    tier_id: None,
                })
                .collect();
            membership::import_members(tx, &seal, &act, &people).map(|_| ())
        });
    }
}
