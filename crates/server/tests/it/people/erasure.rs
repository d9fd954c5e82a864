//! A person with a rich past is erased, and nothing that names the person is left: not in any
//! column of any table, not in the files, not in the log; while every sum is what it was.
//!
//! The past leaves a trace wherever the product can keep one, and the story first sees that it is
//! there: a place that is not gone through shows.

use crate::app::TestApp;
use crate::call::{Ask, Caller};
use crate::imports::files::{import, upload};
use crate::offers::house::{coupon, published};
use crate::people::person::{
    CARD, FORMER_NAME, FORMER_PHONE, IMPORTED_PHONE, NAME, OPENID, PHONE, ciphers, files_in,
    found_in, keep_log, letters, log, places, spellings,
};
use crate::phone::{World, consent, with_sms};
use access::Role;
use axum::http::Method;
use kernel::MemberId;
use serde_json::{Value, json};
use std::collections::BTreeSet;
use std::path::Path;

fn id_of(made: &Value) -> String {
    made["id"].as_str().expect("an id").to_owned()
}

/// The person comes in by a link and by a file, and turns out to be one.
fn come_in(world: &World, owner: &Caller<'_>) -> String {
    let app = &world.app;
    let code = world.link()["code"].as_str().expect("a code").to_owned();
    let proof = world.prove(&code, FORMER_PHONE)["proof"].clone();
    let consents = [consent("service", "all"), consent("marketing", "sms")];
    let body = json!({ "proof": proof, "name": FORMER_NAME, "consents": consents });
    world.at_door(&code, "member", &body).ok();
    let found = owner.get(format!("/api/v1/members?q={FORMER_PHONE}")).ok();
    let joined = id_of(&found["items"][0]);

    let sheet = format!(
        "姓名,手机号,card_no,external_id,level,生日\n\
         {NAME},{IMPORTED_PHONE},{CARD},{OPENID},,1990-05-01\n\
         {NAME},{PHONE}8,,{OPENID}2,,\n\
         王五,13800009999,,,{NAME},\n\
         赵六,１３８７１２３４５６７号,,,,\n\
         钱七,13800009998,,,,生于{PHONE}\n"
    );
    let imported = import(app, owner, "kind=members", &sheet);
    assert_eq!(
        (&imported["accepted"], &imported["rejected"]),
        (&json!(1), &json!(4))
    );
    let found = owner.get(format!("/api/v1/members?q={CARD}")).ok();
    let other = id_of(&found["items"][0]);
    // A file that waits, with the person in it.
    let waiting = upload(owner, "kind=members&dry_run=true", &sheet);
    app.send(&waiting).ok();
    app.run_jobs();
    let wish =
        json!({ "survivor_id": joined, "absorbed_id": other, "reason": format!("都是{NAME}") });
    owner.post("/api/v1/merges", &wish).ok();
    joined
}

/// Everything that people write of a member.
fn live(app: &TestApp, owner: &Caller<'_>, member: &str) {
    let path = format!("/api/v1/members/{member}");
    let etag = owner.get(path.as_str()).etag();
    let edit = json!({ "name": NAME, "phone": PHONE, "birthday": "1990-05-01" });
    owner.edit(Method::PATCH, &path, &etag, &edit).ok();
    owner
        .post(
            format!("{path}/nfc-tags"),
            &json!({ "uid": "04A1B2C3D4E5F6" }),
        )
        .ok();
    let said = format!("{NAME}本人，电话{PHONE}");
    for act in ["freeze", "unfreeze"] {
        owner
            .post(format!("{path}/{act}"), &json!({ "reason": said }))
            .ok();
    }
    let field = json!({ "key": "wechat", "kind": "text", "zh": "微信", "en": "WeChat",
                        "is_searchable": true });
    owner.post("/api/v1/member-fields", &field).ok();
    let fields = json!({ "fields": { "wechat": OPENID } });
    let etag = owner.get(path.as_str()).etag();
    owner
        .edit(Method::PATCH, &format!("{path}/fields"), &etag, &fields)
        .ok();
    let mut marketing = json!({ "purpose": "marketing", "channel": "sms", "is_given": false,
                                "origin": "call", "said_by": "member" });
    marketing["note"] = json!(said);
    owner.post(format!("{path}/consents"), &marketing).ok();
    app.chain.tiers(&[("gold", 9_500, 10_000)]);
    let gold = owner.get("/api/v1/tiers").ok()["items"][0]["id"].clone();
    let tier = json!({ "tier_id": gold, "reason": said });
    owner.post(format!("{path}/tier"), &tier).ok();
    let offer = published(app, "coupon", &coupon("满100减15", 10_000, 1_500));
    let sorry = json!({ "offer_id": offer, "member_id": member, "reason": said });
    owner.post("/api/v1/coupons", &sorry).ok();
    // What stands in the books for ever must not name anybody.
    let gift = json!({ "asset": "points", "amount": 300, "reason": said });
    let refused = owner.post(format!("{path}/adjustments"), &gift);
    assert_eq!(refused.body["errors"][0]["code"], "text.names_person");
    let gift = json!({ "asset": "points", "amount": 300, "reason": "补积分" });
    owner.post(format!("{path}/adjustments"), &gift).ok();
    let wish = json!({ "kind": "correction", "origin": "call", "wish": said });
    owner.post(format!("{path}/requests"), &wish).ok();
}

/// Sales with words beside them; in the end the brand owes the member 100.00.
fn buy(app: &TestApp, owner: &Caller<'_>, member: &str) {
    let (store, said) = (app.chain.store("xuhui"), format!("{NAME}的卡"));
    for _ in 0..3 {
        let order = json!({
            "store_id": store, "member_id": member,
            "lines": [{ "sku_id": app.chain.goods("latte-1800"), "quantity": 2 }],
        });
        let total = owner.post("/api/v1/quotes", &order).ok()["total"].clone();
        let mut sale = order;
        sale["expected_total"] = total.clone();
        sale["tenders"] = json!([{ "kind": "card", "amount": total, "reference": said }]);
        let receipt = owner.post("/api/v1/orders/settle", &sale).ok();
        let back = json!({
            "store_id": store, "reason": format!("{NAME} {PHONE} 不要了"),
            "lines": [{ "line_id": receipt["lines"][0]["line_id"], "quantity": 1 }],
        });
        let order = receipt["order_id"].as_str().expect("an id");
        owner
            .post(format!("/api/v1/orders/{order}/returns"), &back)
            .ok();
    }
    let top_up = json!({ "store_id": store, "amount": 10_000, "tender": "card",
                         "reference": said });
    owner
        .post(format!("/api/v1/members/{member}/top-ups"), &top_up)
        .ok();
}

/// Searches, tries that fail, lists as files, the person's own copy.
fn leave_copies(app: &TestApp, owner: &Caller<'_>, member: &str) {
    for sought in [NAME, PHONE, OPENID, CARD, &PHONE[7..]] {
        app.send(&Ask {
            path: format!("/api/v1/members?q={}", escaped(sought)),
            ..owner.ask(Method::GET, "")
        });
    }
    let again = json!({ "name": NAME, "phone": PHONE, "store_id": app.chain.store("xuhui") });
    owner
        .post("/api/v1/members", &again)
        .refused(422, "membership.already_enrolled");
    let guess = json!({ "brand": app.chain.code, "login": PHONE, "password": "wrong" });
    assert_eq!(app.anybody().post("/api/v1/session", &guess).status, 401);
    owner
        .post("/api/v1/members/resolve", &json!({ "text": CARD }))
        .ok();
    for (subject, format) in [("members", "csv"), ("members", "xlsx"), ("orders", "csv")] {
        let reason = format!("{NAME} {PHONE} 要核对");
        let wanted = json!({ "subject": subject, "format": format, "reason": reason });
        owner.post("/api/v1/exports", &wanted).ok();
    }
    app.run_jobs();
    let wish = json!({ "kind": "export", "origin": "h5" });
    let request = owner
        .post(format!("/api/v1/members/{member}/requests"), &wish)
        .ok();
    let path = format!("/api/v1/privacy-requests/{}", id_of(&request));
    owner
        .get(format!("{path}/data"))
        .refused(422, "membership.data_not_ready");
    owner
        .post(format!("{path}/fulfil"), &json!({ "answer": "请查收" }))
        .ok();
    let held = owner.get(format!("{path}/data"));
    assert_eq!(held.body["profile"]["name"], NAME);
    assert_eq!(held.body["profile"]["phone"], format!("+86{PHONE}"));
    for part in [
        "orders",
        "entries",
        "consents",
        "changes",
        "identities",
        "requests",
    ] {
        assert_ne!(held.body[part], json!([]), "{part}");
    }
    let table = owner.get(format!("{path}/data?format=csv"));
    assert!(
        table.text.contains(&format!("profile,,name,{NAME}")),
        "{}",
        table.text
    );
}

/// Somebody writes the person's name where a second person decides, and that one does, too; and
/// once more, about somebody else, where nobody has decided yet.
fn ask_a_second_person(app: &TestApp, owner: &Caller<'_>, other: MemberId) {
    let path = "/api/v1/access-policy";
    let policy = owner.get(path);
    let (etag, mut rules) = (policy.etag(), policy.ok());
    rules["limits"] = json!([{ "action": "export_members", "day_max": 0 },
                             { "action": "adjust_points", "day_max": 0 }]);
    owner.edit(Method::PUT, path, &etag, &rules).ok();
    let wanted = json!({ "subject": "members", "format": "csv", "reason": format!("{NAME}投诉") });
    let waits = owner.post("/api/v1/exports", &wanted).ok()["approval"].take();
    let note = json!({ "note": format!("先问{NAME}") });
    app.log_in_as(Role::HqFinance)
        .post(format!("/api/v1/approvals/{}/refuse", id_of(&waits)), &note)
        .ok();
    let gift = json!({ "asset": "points", "amount": 5, "reason": format!("替{NAME}赔礼") });
    owner
        .post(format!("/api/v1/members/{other}/adjustments"), &gift)
        .ok();
}

fn escaped(text: &str) -> String {
    text.bytes().map(|byte| format!("%{byte:02X}")).collect()
}

/// What reports add up to, and the orders as their heads tell.
fn sums(owner: &Caller<'_>) -> [Value; 2] {
    let mut overview = owner
        .get("/api/v1/overview?from=2026-11-25&to=2026-11-25")
        .ok();
    // One member less is right; what was sold stays.
    overview["indicators"] = Value::Null;
    let mut orders = owner.get("/api/v1/orders?limit=200").ok();
    for order in orders["items"].as_array_mut().expect("a list") {
        // Blanked with the person: the name, and what was written beside the payment.
        order["member_name"] = Value::Null;
        for tender in order["tenders"].as_array_mut().into_iter().flatten() {
            tender["reference"] = Value::Null;
        }
    }
    [overview, orders]
}

/// Asks for erasure and has it done; answers with the request.
fn erase(app: &TestApp, owner: &Caller<'_>, member: &str) -> String {
    let path = format!("/api/v1/members/{member}");
    let wish = json!({ "kind": "erasure", "origin": "call", "wish": format!("我是{NAME}") });
    let request = owner.post(format!("{path}/requests"), &wish).ok();
    let fulfil = format!("/api/v1/privacy-requests/{}/fulfil", id_of(&request));
    let owed = owner
        .post(fulfil.as_str(), &json!({}))
        .refused(422, "membership.stored_value_left");
    assert_eq!(owed["params"]["principal"], 10_000);
    let manager = app.log_in_as(Role::StoreManager);
    assert_eq!(manager.post(fulfil.as_str(), &json!({})).status, 403);
    let balances = owner.get(format!("{path}/balances")).ok();
    for asset in ["principal", "bonus"] {
        let amount = balances[asset].as_i64().expect("money");
        if amount != 0 {
            let paid_out = json!({ "asset": asset, "amount": -amount, "reason": "退还余额" });
            owner.post(format!("{path}/adjustments"), &paid_out).ok();
        }
    }
    let approved = owner.post(fulfil.as_str(), &json!({})).ok();
    assert_eq!(
        (&approved["state"], approved["approved_at"].is_string()),
        (&json!("open"), true)
    );
    id_of(&request)
}

/// Where the person must have been, for the story to prove anything.
const MUST_HAVE_BEEN: [&str; 17] = [
    "approval.note",
    "approval.reason",
    "coupon_log.reason",
    "export.reason",
    "identity.value",
    "idempotency_answer.body",
    "import.sample",
    "import_file.content",
    "import_reject.cell",
    "login_throttle.subject",
    "member.name",
    "member_field_value.value",
    "member_merge.reason",
    "order_return.reason",
    "order_tender.reference",
    "privacy_request.wish",
    "top_up.reference",
];

#[test]
fn an_erased_person_is_nowhere_and_every_sum_is_what_it_was() {
    keep_log();
    with_sms(|world| {
        let app = &world.app;
        let owner = app.log_in_as(Role::Owner);
        let bystander = app.chain.member("bystander").id;
        let (others, spellings) = (ciphers(app), spellings());
        assert_eq!(
            places(app, &spellings),
            BTreeSet::new(),
            "nobody knows them yet"
        );

        let member = come_in(world, &owner);
        live(app, &owner, &member);
        buy(app, &owner, &member);
        leave_copies(app, &owner, &member);
        ask_a_second_person(app, &owner, bystander);
        app.settle_outbox();
        let there = places(app, &spellings);
        for place in MUST_HAVE_BEEN {
            assert!(there.contains(place), "{place} is not among {there:?}");
        }
        let own = ciphers(app)
            .into_iter()
            .filter(|cipher| !others.contains(cipher));
        let needles: Vec<String> = own.chain(spellings).collect();
        let exports = app.ground.config.data.dir.join("exports");
        let mut made = Vec::new();
        files_in(&exports, &mut made);
        assert!(!made.is_empty(), "there were files");

        let request = erase(app, &owner, &member);
        let before = sums(&owner);
        app.run_jobs();
        let done = owner
            .get(format!("/api/v1/privacy-requests/{request}"))
            .ok();
        assert_eq!(
            (&done["state"], &done["swept_at"]),
            (&json!("done"), &Value::Null)
        );
        assert_eq!(
            places(app, &needles),
            BTreeSet::new(),
            "{:?}",
            app.dialect()
        );
        let mut left = Vec::new();
        files_in(&exports, &mut left);
        assert!(left.is_empty(), "{left:?}");
        app.prove();
        assert_eq!(sums(&owner), before);
        nobody_is_found(app, &owner, &member);

        // A day later the files of the database have been rewritten as well.
        app.test.clock.advance_millis(86_400_000);
        app.run_jobs();
        let owner = app.log_in(&app.chain, "owner");
        let swept = owner
            .get(format!("/api/v1/privacy-requests/{request}"))
            .ok();
        assert!(swept["swept_at"].is_string(), "{swept}");
        no_file_and_no_log_knows(app, &needles);
        app.prove();
    });
}

fn no_file_and_no_log_knows(app: &TestApp, needles: &[String]) {
    let mut files = Vec::new();
    files_in(&app.ground.config.data.dir, &mut files);
    if let Some(path) = app.test.path() {
        files_in(Path::new(&path).parent().expect("a folder"), &mut files);
    }
    for file in files {
        let bytes = std::fs::read(&file).expect("a file");
        assert_eq!(found_in(&bytes, needles), None, "{}", file.display());
    }
    let log = log();
    assert!(
        letters(&log).contains("privacy-requests"),
        "the log is kept"
    );
    assert_eq!(found_in(&log, needles), None, "in the log");
}

/// The number is free again, and nothing leads to the person.
fn nobody_is_found(app: &TestApp, owner: &Caller<'_>, member: &str) {
    for sought in [NAME, PHONE, OPENID, CARD] {
        let found = owner
            .get(format!("/api/v1/members?q={}", escaped(sought)))
            .ok();
        assert_eq!(found["items"], json!([]), "{sought}");
    }
    let shown = owner.get(format!("/api/v1/members/{member}")).ok();
    assert_eq!(
        (&shown["name"], &shown["phone"]),
        (&json!(""), &Value::Null)
    );
    let bystander = owner.get("/api/v1/members?q=13900000001").ok();
    assert_eq!(bystander["items"].as_array().map(Vec::len), Some(1));
    let edit = json!({ "reason": "试试" });
    let path = format!("/api/v1/members/{member}/freeze");
    owner
        .post(path, &edit)
        .refused(422, "membership.person_erased");
    app.settle_outbox();
}
