//! Acts over a limit wait for a second person, and are done once.

use crate::app::{TestApp, both};
use crate::call::{Caller, Reply};
use access::{Role, Scope};
use axum::http::Method;
use kernel::{Money, Points};
use serde_json::{Value, json};

fn adjust(caller: &Caller<'_>, member: kernel::MemberId, asset: &str, amount: i64) -> Reply {
    let body = json!({ "asset": asset, "amount": amount, "reason": "赔礼" });
    caller.post(format!("/api/v1/members/{member}/adjustments"), &body)
}

/// Asks for more than one may do alone; answers which request waits.
#[track_caller]
fn ask(caller: &Caller<'_>, member: kernel::MemberId, asset: &str, amount: i64) -> String {
    let told = adjust(caller, member, asset, amount).ok();
    assert!(told["posting_id"].is_null(), "{told}");
    told["approval"]["id"]
        .as_str()
        .expect("it waits")
        .to_owned()
}

fn decide(caller: &Caller<'_>, id: &str, how: &str) -> Reply {
    caller.post(
        format!("/api/v1/approvals/{id}/{how}"),
        &json!({ "note": "已核对" }),
    )
}

fn finance<'a>(app: &'a TestApp, login: &str) -> Caller<'a> {
    app.chain.staff(login, Role::HqFinance, Scope::Brand);
    app.log_in(&app.chain, login)
}

#[test]
fn what_is_over_the_limit_waits_and_is_done_by_the_approval_of_somebody_else() {
    both(|app| {
        let (zhou, wu) = (finance(app, "zhou"), finance(app, "wu"));
        let li = app.chain.member("li");
        adjust(&zhou, li.id, "points", 10_000).ok();
        assert_eq!(li.balances().points, Points(10_000));
        let id = ask(&zhou, li.id, "points", 1);
        assert_eq!(
            li.balances().points,
            Points(10_000),
            "the day's limit is used up"
        );
        decide(&zhou, &id, "approve").refused(403, "approval.own_request");
        let list = wu.get("/api/v1/approvals?pending=true").ok();
        assert_eq!(list["items"][0]["id"], json!(id));
        let done = decide(&wu, &id, "approve").ok();
        assert_eq!(
            (&done["state"], &done["note"]),
            (&json!("approved"), &json!("已核对"))
        );
        assert!(done["result"]["posting_id"].is_string(), "{done}");
        assert_eq!(li.balances().points, Points(10_001));
        decide(&wu, &id, "approve").refused(409, "approval.not_pending");
        decide(&wu, &id, "refuse").refused(409, "approval.not_pending");
        // The correction is that of who asked; who let it pass stands in the log.
        let me = |caller: &Caller<'_>| caller.get("/api/v1/session").ok()["staff"]["id"].take();
        let entries = wu.get(format!("/api/v1/members/{}/entries", li.id)).ok();
        assert_eq!(entries["items"][0]["recorded_by"], me(&zhou));
        let log = wu.get("/api/v1/audit").ok();
        let told = &log["items"][0];
        assert_eq!(
            (&told["action"], &told["staff_id"]),
            (&json!("approval.approve"), &me(&wu))
        );
        // On the next day one may again.
        app.test.clock.advance_millis(86_400_000);
        let zhou = app.log_in(&app.chain, "zhou");
        adjust(&zhou, li.id, "points", -10_000).ok();
        app.prove();
    });
}

#[test]
fn of_many_who_decide_at_once_one_does_and_the_act_is_done_once() {
    both(|app| {
        let zhou = finance(app, "zhou");
        let li = app.chain.member("li");
        let id = ask(&zhou, li.id, "points", 20_000);
        let deciders = ["wu", "zheng", "wang"].map(|login| finance(app, login));
        let path = |how: &str| format!("/api/v1/approvals/{id}/{how}");
        let asks = (0..9)
            .map(|n| {
                let how = if n % 3 == 2 { "refuse" } else { "approve" };
                deciders[n / 3].to_post(path(how), &json!({}))
            })
            .collect();
        let replies = app.at_once_to(&app.servers(), asks);
        let done: Vec<&Reply> = replies.iter().filter(|reply| reply.status == 200).collect();
        let late = replies
            .iter()
            .filter(|one| one.code() == "approval.not_pending")
            .inspect(|one| assert_ne!(one.body["params"]["state"], "pending"))
            .count();
        assert_eq!((done.len(), late), (1, 8));
        let given = if done[0].body["state"] == "approved" {
            20_000
        } else {
            0
        };
        assert_eq!(li.balances().points, Points(given));
        app.prove();
    });
}

#[test]
fn a_request_that_is_refused_withdrawn_or_over_is_not_done() {
    both(|app| {
        let (zhou, wu) = (finance(app, "zhou"), finance(app, "wu"));
        let li = app.chain.member("li");
        let refused = ask(&zhou, li.id, "points", 20_000);
        assert_eq!(decide(&wu, &refused, "refuse").ok()["state"], "refused");
        let withdrawn = ask(&zhou, li.id, "points", 20_000);
        let path = format!("/api/v1/approvals/{withdrawn}/withdraw");
        wu.post(path.as_str(), &Value::Null)
            .refused(404, "approval.not_found");
        zhou.post(path, &Value::Null).ok();
        let over = ask(&zhou, li.id, "points", 20_000);
        let gone = ask(&zhou, li.id, "points", 30_000);
        app.test.clock.advance_millis(60_000);
        app.test.clock.advance_millis(7 * 86_400_000 - 120_000);
        let owner = app.log_in_as(Role::Owner);
        let me = zhou_id(&owner);
        let etag = owner.get(me.as_str()).etag();
        owner
            .edit(Method::PATCH, &me, &etag, &json!({ "is_active": false }))
            .ok();
        decide(&owner, &gone, "approve").refused(422, "approval.requester_gone");
        app.test.clock.advance_millis(120_000);
        decide(&owner, &over, "approve").refused(409, "approval.not_pending");
        for id in [refused, withdrawn] {
            decide(&owner, &id, "approve").refused(409, "approval.not_pending");
        }
        assert_eq!(li.balances().points, Points(0));
        app.prove();
    });
}

fn zhou_id(owner: &Caller<'_>) -> String {
    let list = owner.get("/api/v1/staff").ok();
    let people = list["items"].as_array().expect("a list");
    let zhou = people
        .iter()
        .find(|one| one["login"] == "zhou")
        .expect("hired");
    format!("/api/v1/staff/{}", zhou["id"].as_str().expect("an id"))
}

#[test]
fn an_act_that_cannot_be_done_leaves_its_request_waiting() {
    both(|app| {
        let (zhou, wu) = (finance(app, "zhou"), finance(app, "wu"));
        let li = app.chain.member("li").points(20_000);
        let id = ask(&zhou, li.id, "points", -20_000);
        adjust(&wu, li.id, "points", -5_000).ok();
        decide(&wu, &id, "approve").refused(422, "ledger.insufficient_balance");
        let list = wu.get("/api/v1/approvals?pending=true").ok();
        assert_eq!(list["items"][0]["id"], json!(id));
        assert_eq!(li.balances().points, Points(15_000));
        app.prove();
    });
}

#[test]
fn nobody_is_given_more_stored_value_than_the_law_allows() {
    both(|app| {
        let (zhou, wu) = (finance(app, "zhou"), finance(app, "wu"));
        let li = app.chain.member("li").stored_value(400_000);
        let has = li.balances().stored_value().0;
        let cap = checkout::NAMED_CAP_BY_LAW.0;
        let id = ask(&zhou, li.id, "bonus", cap - has + 1);
        let told = decide(&wu, &id, "approve").refused(422, "request.invalid");
        assert_eq!(told["errors"][0]["params"]["max"], cap - has);
        decide(&wu, &id, "refuse").ok();
        let id = ask(&zhou, li.id, "bonus", cap - has);
        decide(&wu, &id, "approve").ok();
        assert_eq!(li.balances().stored_value(), Money(cap));
        let told = adjust(&zhou, li.id, "principal", 1).refused(422, "request.invalid");
        assert_eq!(told["errors"][0]["params"]["max"], 0);
        adjust(&zhou, li.id, "bonus", -1).ok();
        app.prove();
    });
}

#[test]
fn the_owner_sets_the_limits() {
    both(|app| {
        let owner = app.log_in_as(Role::Owner);
        let zhou = finance(app, "zhou");
        let li = app.chain.member("li");
        let policy = owner.get("/api/v1/access-policy");
        let (etag, mut rules) = (policy.etag(), policy.ok());
        rules["limits"] = json!([{ "action": "adjust_points", "day_max": 0 }]);
        let path = "/api/v1/access-policy";
        zhou.edit(Method::PUT, path, &etag, &rules)
            .refused(403, "access.missing_permission");
        owner.edit(Method::PUT, path, &etag, &rules).ok();
        owner
            .edit(Method::PUT, path, &etag, &rules)
            .refused(412, "edit.stale");
        ask(&zhou, li.id, "points", 1);
        adjust(&zhou, li.id, "bonus", 60_000).ok();
        app.prove();
    });
}
