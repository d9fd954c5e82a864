//! A member's life over HTTP: history, own fields, guardians, closing, requests, the timeline.

use crate::app::{TestApp, both};
use crate::call::Caller;
use access::Role;
use axum::http::Method;
use serde_json::{Value, json};

const DAY: i64 = 86_400_000;

fn enrol(owner: &Caller<'_>, person: &Value) -> String {
    let mut person = person.clone();
    person["store_id"] = json!(owner.app.chain.store("xuhui"));
    let made = owner.post("/api/v1/members", &person).ok();
    made["id"].as_str().expect("an id").to_owned()
}

fn kinds_of(page: &Value) -> Vec<&str> {
    let items = page["items"].as_array().expect("a list").iter();
    items
        .map(|one| one["kind"].as_str().expect("a kind"))
        .collect()
}

#[test]
fn every_change_of_a_profile_is_kept_and_its_phone_masked() {
    both(|app| {
        let owner = app.log_in_as(Role::Owner);
        let id = enrol(&owner, &json!({ "name": "李娜", "phone": "13800000001" }));
        let path = format!("/api/v1/members/{id}");
        app.test.clock.advance_millis(1_000);
        let etag = owner.get(path.as_str()).etag();
        let edit = json!({ "name": "李娜娜", "phone": "13800000002", "gender": "female" });
        owner.edit(Method::PATCH, &path, &etag, &edit).ok();
        owner
            .edit(Method::PATCH, &path, &etag, &edit)
            .refused(412, "edit.stale");
        let changes = owner.get(format!("{path}/changes")).ok();
        let told = |field: &str| {
            let all = changes["items"].as_array().expect("a list").iter();
            let mut one = all.filter(|one| one["field"] == field);
            let one = one.next().unwrap_or_else(|| panic!("{field}: {changes}"));
            (one["before"].clone(), one["after"].clone())
        };
        assert_eq!(told("name"), (json!("李娜"), json!("李娜娜")));
        assert_eq!(told("phone"), (json!("138****0001"), json!("138****0002")));
        assert_eq!(told("gender"), (json!("unknown"), json!("female")));
        assert!(!changes.to_string().contains("13800000001"), "{changes}");
        app.settle_outbox();
    });
}

#[test]
fn a_child_needs_a_guardian_and_the_guardian_speaks() {
    both(|app| {
        let owner = app.log_in_as(Role::Owner);
        let child = json!({ "name": "小贝", "phone": "13800000003", "birthday": "2016-05-01",
                            "store_id": app.chain.store("xuhui") });
        let alone = owner.post("/api/v1/members", &child);
        assert_eq!(alone.status, 422, "{}", alone.text);
        let mut guarded = child;
        guarded["guardian"] = json!({ "name": "欧阳妈妈", "phone": "13800000004",
                                      "relation": "mother" });
        if owner.get("/api/v1/policies?purpose=guardian").ok()["items"] == json!([]) {
            let text = json!({ "purpose": "guardian", "zh": "儿童个人信息保护规则",
                               "en": "Rules for children" });
            owner.post("/api/v1/policies", &text).ok();
        }
        let made = owner.post("/api/v1/members", &guarded);
        assert_eq!(made.status, 200, "{}", made.text);
        let id = made.body["id"].as_str().expect("an id");
        let shown = owner.get(format!("/api/v1/members/{id}/consents")).ok();
        assert_eq!(shown["guardian"]["phone"], "138****0004");
        assert!(!shown.to_string().contains("13800000004"), "{shown}");
        app.settle_outbox();
    });
}

#[test]
fn a_closed_account_can_be_reopened_and_is_erased_when_its_time_is_over() {
    both(|app| {
        let owner = app.log_in_as(Role::Owner);
        let stays = app.chain.member("stays").points(50);
        let goes = app.chain.member("goes").points(70);
        let close = |id| {
            let path = format!("/api/v1/members/{id}/close");
            owner.post(path, &json!({ "reason": "不再需要" }))
        };
        assert_eq!(close(stays.id).ok()["lapsed_points"], 50);
        close(stays.id).refused(422, "membership.account_closed");
        assert_eq!(close(goes.id).ok()["lapsed_points"], 70);
        let reopen = format!("/api/v1/members/{}/reopen", stays.id);
        owner.post(reopen, &json!({ "reason": "改主意了" })).ok();
        assert_eq!(stays.balances().points.0, 50);
        app.test.clock.advance_millis(14 * DAY);
        app.run_jobs();
        let owner = app.log_in(&app.chain, "owner");
        let state = |id| owner.get(format!("/api/v1/members/{id}")).ok()["state"].clone();
        assert_eq!(
            (state(stays.id), state(goes.id)),
            (json!("active"), json!("closed"))
        );
        app.test.clock.advance_millis(DAY);
        app.run_jobs();
        let owner = app.log_in(&app.chain, "owner");
        let state = |id| owner.get(format!("/api/v1/members/{id}")).ok()["state"].clone();
        assert_eq!(
            (state(stays.id), state(goes.id)),
            (json!("active"), json!("erased"))
        );
        let list = format!("/api/v1/privacy-requests?member_id={}", goes.id);
        let requests = owner.get(list).ok();
        assert_eq!(requests["items"][0]["state"], "done", "{requests}");
        app.prove();
    });
}

#[test]
fn requests_are_answered_in_time_or_stand_on_the_list_of_the_overdue() {
    both(|app| {
        let owner = app.log_in_as(Role::Owner);
        let li = app.chain.member("li").id;
        let file = |kind: &str| {
            let wish = json!({ "kind": kind, "origin": "call", "wish": "生日错了" });
            let filed = owner
                .post(format!("/api/v1/members/{li}/requests"), &wish)
                .ok();
            filed["id"].as_str().expect("an id").to_owned()
        };
        let (correction, export) = (file("correction"), file("export"));
        let act = |caller: &Caller<'_>, id: &str, what: &str, body: Value| {
            caller.post(format!("/api/v1/privacy-requests/{id}/{what}"), &body)
        };
        let overdue = |caller: &Caller<'_>| {
            let page = caller.get("/api/v1/privacy-requests?is_overdue=true").ok();
            page["items"].as_array().map(Vec::len)
        };
        assert_eq!(overdue(&owner), Some(0));
        let data = format!("/api/v1/privacy-requests/{correction}/data");
        owner.get(data).refused(422, "membership.no_data_asked");
        // Fifteen working days from a Wednesday: the 16th of December is the last one.
        app.test.clock.advance_millis(21 * DAY);
        let owner = app.log_in(&app.chain, "owner");
        assert_eq!(overdue(&owner), Some(0));
        app.test.clock.advance_millis(DAY);
        let owner = app.log_in(&app.chain, "owner");
        assert_eq!(overdue(&owner), Some(2));
        let bare = act(&owner, &export, "refuse", json!({ "answer": " " }));
        assert_eq!(bare.body["errors"][0]["pointer"], "/answer");
        act(
            &owner,
            &export,
            "refuse",
            json!({ "answer": "无法核实身份" }),
        )
        .ok();
        let again = act(&owner, &export, "fulfil", json!({}));
        again.refused(422, "membership.request_answered");
        let done = act(&owner, &correction, "fulfil", json!({ "answer": "已更正" })).ok();
        assert_eq!(
            (&done["state"], &done["answer"]),
            (&json!("done"), &json!("已更正"))
        );
        assert_eq!(overdue(&owner), Some(0));
        app.settle_outbox();
    });
}

/// A member with a bit of everything, under two ids.
fn lively(app: &TestApp, owner: &Caller<'_>) -> (String, String) {
    let store = app.chain.store("xuhui");
    let [one, two] = ["13800000005", "13800000006"]
        .map(|phone| enrol(owner, &json!({ "name": "李娜", "phone": phone })));
    let tick = || app.test.clock.advance_millis(60_000);
    for id in [&one, &two] {
        tick();
        let order = json!({
            "store_id": store, "member_id": id, "expected_total": 1_800,
            "lines": [{ "sku_id": app.chain.goods("latte-1800"), "quantity": 1 }],
            "tenders": [{ "kind": "cash", "amount": 1_800 }],
        });
        let receipt = owner.post("/api/v1/orders/settle", &order).ok();
        tick();
        let back = json!({ "store_id": store, "reason": "凉了",
            "lines": [{ "line_id": receipt["lines"][0]["line_id"], "quantity": 1 }] });
        let order = receipt["order_id"].as_str().expect("an id");
        owner
            .post(format!("/api/v1/orders/{order}/returns"), &back)
            .ok();
    }
    tick();
    let path = format!("/api/v1/members/{two}");
    let top_up = json!({ "store_id": store, "amount": 10_000, "tender": "cash" });
    owner.post(format!("{path}/top-ups"), &top_up).ok();
    tick();
    let gift = json!({ "asset": "points", "amount": 5, "reason": "补积分" });
    owner.post(format!("{path}/adjustments"), &gift).ok();
    tick();
    owner
        .post(format!("{path}/freeze"), &json!({ "reason": "卡丢了" }))
        .ok();
    tick();
    owner
        .post(format!("{path}/unfreeze"), &json!({ "reason": "找到了" }))
        .ok();
    tick();
    let wish = json!({ "survivor_id": one, "absorbed_id": two, "reason": "同一人" });
    owner.post("/api/v1/merges", &wish).ok();
    tick();
    let refusal = json!({ "purpose": "marketing", "channel": "all", "is_given": false,
                          "origin": "call", "said_by": "member" });
    owner.post(format!("{path}/consents"), &refusal).ok();
    tick();
    let wish = json!({ "kind": "export", "origin": "call" });
    owner.post(format!("{path}/requests"), &wish).ok();
    (one, two)
}

#[test]
fn a_timeline_tells_everything_once_the_latest_first_whatever_the_page() {
    both(|app| {
        let owner = app.log_in_as(Role::Owner);
        let (one, two) = lively(app, &owner);
        let whole = owner
            .get(format!("/api/v1/members/{one}/timeline?limit=200"))
            .ok();
        let wanted = [
            "request",
            "consent",
            "merge",
            "state",
            "state",
            "adjustment",
            "top_up",
            "return",
            "order",
            "return",
            "order",
            "enrolment",
            "enrolment",
        ];
        let told = kinds_of(&whole);
        let without: Vec<&str> = told
            .iter()
            .copied()
            .filter(|kind| *kind != "change")
            .collect();
        assert_eq!(without, wanted, "{whole}");
        // An old id tells the same, and small pages give the same list.
        let other = owner
            .get(format!("/api/v1/members/{two}/timeline?limit=200"))
            .ok();
        assert_eq!(other, whole);
        for limit in [1, 2, 3, 5] {
            let (mut items, mut cursor) = (Vec::new(), String::new());
            loop {
                let path = format!("/api/v1/members/{one}/timeline?limit={limit}{cursor}");
                let page = owner.get(path).ok();
                items.extend(page["items"].as_array().expect("a list").iter().cloned());
                match page["next"].as_str() {
                    Some(next) => cursor = format!("&cursor={next}"),
                    None => break,
                }
            }
            assert_eq!(json!(items), whole["items"], "pages of {limit}");
        }
        for kind in ["order", "state", "request", "message"] {
            let path = format!("/api/v1/members/{one}/timeline?kind={kind}");
            let page = owner.get(path).ok();
            let count = told.iter().filter(|told| **told == kind).count();
            assert_eq!(kinds_of(&page), vec![kind; count]);
        }
        // Whoever sees no orders sees none here either; another store's are left out.
        let path = format!("/api/v1/members/{one}/timeline?limit=200");
        let guide = app.log_in_as(Role::Guide).get(path.as_str()).ok();
        assert!(!kinds_of(&guide).contains(&"order"), "{guide}");
        let elsewhere = app.hire("else", Role::Cashier, &["pudong"]).get(path).ok();
        assert!(kinds_of(&elsewhere).contains(&"enrolment"));
        for kind in ["order", "return", "top_up"] {
            assert!(!kinds_of(&elsewhere).contains(&kind), "{elsewhere}");
        }
        app.prove();
    });
}
