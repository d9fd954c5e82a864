//! Coming in by a link: from a code on the wall to a member whose origin is kept.

use crate::app::both;
use crate::phone::{World, consent, with_sms};
use access::Role;
use platform::db::DbError;
use platform::{args, sql};
use serde_json::{Value, json};

fn code_of(link: &Value) -> String {
    link["code"].as_str().expect("a code").to_owned()
}

/// The facts of a topic that nobody was handed yet.
fn facts(world: &World, topic: &'static str) -> Vec<Value> {
    let rows: Vec<(String,)> = world.app.chain.read(move |tx| {
        let brand = tx.brand();
        tx.many(
            sql!(
                (String,),
                "select body from outbox where brand_id = $1 and topic = $2 order by id"
            ),
            args![brand, topic],
        )
        .map_err(|error: DbError| error)
    });
    rows.into_iter()
        .map(|(body,)| serde_json::from_str(&body).expect("JSON"))
        .collect()
}

#[test]
fn a_stranger_becomes_a_member_and_brings_where_from() {
    with_sms(|world| {
        let link = world.link();
        let code = code_of(&link);
        let door = world.nobody().get(format!("/api/v1/join/{code}")).ok();
        assert_eq!(door["brand_name"], "huitong");
        assert_eq!(door["store_name"], "xuhui");
        assert_eq!(door["not_ready"], Value::Null);
        let asked: Vec<&Value> = door["asks"].as_array().expect("asks").iter().collect();
        assert_eq!(asked.len(), 3);
        assert_eq!(
            (&asked[0]["purpose"], &asked[0]["is_required"]),
            (&json!("service"), &json!(true))
        );

        let proved = world.prove(&code, "13900000001");
        assert_eq!(proved["member"], Value::Null);
        let consents = [consent("service", "all"), consent("marketing", "sms")];
        let body = json!({ "proof": proved["proof"], "name": "张三", "consents": consents });
        let joined = world.at_door(&code, "member", &body).ok();
        assert_eq!(
            (&joined["is_new"], &joined["name"]),
            (&json!(true), &json!("张*"))
        );

        let fact = facts(world, "member_enrolled").pop().expect("a fact");
        assert_eq!(fact["link_id"], link["id"]);
        assert_eq!(fact["channel"], "store_code");
        let owner = world.app.log_in_as(Role::Owner);
        let found = owner.get("/api/v1/members?q=13900000001").ok();
        let id = found["items"][0]["id"].as_str().expect("an id").to_owned();
        let member = owner.get(format!("/api/v1/members/{id}")).ok();
        assert_eq!(member["channel"], "store_code");
        assert_eq!(member["store_id"], link["store_id"]);
        let consents = owner.get(format!("/api/v1/members/{id}/consents")).ok();
        assert!(consents.to_string().contains("marketing"), "{consents}");
        let link = owner
            .get(format!(
                "/api/v1/joining-links/{}",
                link["id"].as_str().expect("an id")
            ))
            .ok();
        assert_eq!(
            (&link["new_members"], &link["known_members"]),
            (&json!(1), &json!(0))
        );
        world.app.prove();
    });
}

#[test]
fn a_member_is_greeted_and_not_enrolled_twice() {
    with_sms(|world| {
        let link = world.link();
        let code = code_of(&link);
        world.app.chain.member("li");
        // The chain's first member has this number.
        let proved = world.prove(&code, "13900000001");
        assert_eq!(proved["member"]["name"], "l*");
        let body = json!({ "proof": proved["proof"], "consents": [] });
        let joined = world.at_door(&code, "member", &body).ok();
        assert_eq!(joined["is_new"], false);
        assert_eq!(joined["member_no"], proved["member"]["member_no"]);
        assert_eq!(facts(world, "member_enrolled").len(), 1, "li's own");
        let owner = world.app.log_in_as(Role::Owner);
        let links = owner.get("/api/v1/joining-links").ok();
        assert_eq!(links["items"][0]["known_members"], 1);
    });
}

#[test]
fn digits_are_tried_five_times_however_many_try_at_once() {
    with_sms(|world| {
        let code = code_of(&world.link());
        let digits = world.digits(&code, "13900000001");
        let wrong = match digits.as_str() {
            "000000" => "000001",
            _ => "000000",
        };
        let ask = |digits: &str| {
            let body = json!({ "phone": "13900000001", "digits": digits });
            world
                .nobody()
                .to_post(format!("/api/v1/join/{code}/proof"), &body)
        };
        let replies = world.app.at_once((0..20).map(|_| ask(wrong)).collect());
        let told = replies
            .iter()
            .filter(|reply| reply.code() == "membership.wrong_digits");
        // All were counted before the first was looked at, or some later: four are told at most.
        assert!(told.count() <= 4);
        let right = world.app.send(&ask(&digits));
        right.refused(422, "membership.digits_over");

        // New digits begin anew, and the old ones are good for nothing.
        world.app.test.clock.advance_millis(60_000);
        let fresh = world.digits(&code, "13900000001");
        if fresh != digits {
            let left = world
                .app
                .send(&ask(&digits))
                .refused(422, "membership.wrong_digits");
            assert_eq!(left["params"]["left"], 4);
        }
        let proved = world.app.send(&ask(&fresh)).ok();
        assert!(proved["proof"].is_string());
        // An answer that was lost is given again; guessing goes on being counted.
        let again = world.app.send(&ask(&fresh)).ok();
        assert_eq!(again["proof"], proved["proof"]);
        for _ in 0..5 {
            world.app.send(&ask(wrong));
        }
        world
            .app
            .send(&ask(&fresh))
            .refused(422, "membership.digits_over");
    });
}

#[test]
fn digits_last_five_minutes_and_a_proof_a_quarter_of_an_hour() {
    with_sms(|world| {
        let code = code_of(&world.link());
        let digits = world.digits(&code, "13900000001");
        world.app.test.clock.advance_millis(300_000);
        let body = json!({ "phone": "13900000001", "digits": digits });
        world
            .at_door(&code, "proof", &body)
            .refused(422, "membership.digits_over");
        let proof = world.prove(&code, "13900000001")["proof"].clone();
        world.app.test.clock.advance_millis(15 * 60_000);
        let body = json!({ "proof": proof, "consents": [consent("service", "all")] });
        world
            .at_door(&code, "member", &body)
            .refused(422, "membership.proof_over");
        let body = json!({ "proof": "made-up", "consents": [] });
        world
            .at_door(&code, "member", &body)
            .refused(422, "membership.proof_over");
    });
}

#[test]
fn one_number_and_one_address_are_slowed_down() {
    with_sms(|world| {
        let code = code_of(&world.link());
        world.digits(&code, "13900000001");
        let again = world.at_door(&code, "digits", &json!({ "phone": "13900000001" }));
        assert_eq!(again.header("retry-after"), "60");
        again.refused(429, "channels.too_often");
        // The one that was refused counts for the address as well.
        for number in 2..60 {
            let body = json!({ "phone": format!("139{number:08}") });
            world.at_door(&code, "digits", &body).ok();
        }
        let body = json!({ "phone": "13900000099" });
        world
            .at_door(&code, "digits", &body)
            .refused(429, "membership.too_many_tries");
        world.app.test.clock.advance_millis(3_600_000);
        world.at_door(&code, "digits", &body).ok();
    });
}

#[test]
fn a_link_sends_only_so_much_and_to_no_costly_country() {
    with_sms(|world| {
        let code = code_of(&world.link());
        let abroad = world.at_door(&code, "digits", &json!({ "phone": "+88213300001" }));
        let told = abroad.refused(422, "request.invalid");
        assert_eq!(told["errors"][0]["code"], "phone.abroad");
        // Everybody comes from an address of their own.
        let ask = |number: u32| {
            let body = json!({ "phone": format!("139{number:08}") });
            world
                .nobody()
                .to_post(format!("/api/v1/join/{code}/digits"), &body)
                .from(&format!("10.0.{}.{}", number / 250, number % 250))
        };
        let replies = world.app.at_once((1..=310).map(ask).collect());
        let sent = replies.iter().filter(|reply| reply.status == 200).count();
        let slowed = replies
            .iter()
            .filter(|reply| reply.code() == "membership.too_many_tries")
            .count();
        assert_eq!((sent, slowed), (300, 10));
        world.app.test.clock.advance_millis(3_600_000);
        world.app.send(&ask(400)).ok();
    });
}

#[test]
fn nobody_joins_without_reading_what_is_in_force() {
    with_sms(|world| {
        let code = code_of(&world.link());
        let proof = world.prove(&code, "13900000001")["proof"].clone();
        let join = |consents: Value| {
            let body = json!({ "proof": proof, "consents": consents });
            world.at_door(&code, "member", &body)
        };
        join(json!([])).refused(422, "membership.consent_missing");
        join(json!([consent("marketing", "sms")])).refused(422, "membership.consent_missing");
        let wrong = join(json!([
            consent("service", "all"),
            consent("location", "all")
        ]));
        assert_eq!(wrong.body["errors"][0]["pointer"], "/consents/1/purpose");
        let owner = world.app.log_in_as(Role::Owner);
        let text = json!({ "purpose": "service", "zh": "新的", "en": "new" });
        owner.post("/api/v1/policies", &text).ok();
        join(json!([consent("service", "all")])).refused(422, "membership.policy_changed");
        let mut fresh = consent("service", "all");
        fresh["policy_version"] = json!(2);
        join(json!([fresh])).ok();
    });
}

#[test]
fn a_link_that_is_off_or_unknown_lets_nobody_in() {
    with_sms(|world| {
        let link = world.link();
        let code = code_of(&link);
        let owner = world.app.log_in_as(Role::Owner);
        let path = format!(
            "/api/v1/joining-links/{}",
            link["id"].as_str().expect("an id")
        );
        let off = owner.post(format!("{path}/disable"), &json!({})).ok();
        assert_eq!(off["is_active"], false);
        let door = |code: &str| world.nobody().get(format!("/api/v1/join/{code}"));
        door(&code).refused(422, "membership.link_disabled");
        let other = format!("{}0", &code[..code.len() - 1]);
        if other != code {
            door(&other).refused(404, "membership.link_not_found");
        }
        for unknown in ["x", "00000000000000000000000000"] {
            door(unknown).refused(404, "membership.link_not_found");
        }
    });
}

#[test]
fn a_link_goes_onto_paper_and_onto_a_tag() {
    with_sms(|world| {
        let owner = world.app.log_in_as(Role::Owner);
        let link = world.link();
        let path = format!(
            "/api/v1/joining-links/{}",
            link["id"].as_str().expect("an id")
        );
        let qr = owner.get(format!("{path}/qr"));
        assert_eq!(qr.header("content-type"), "image/svg+xml");
        assert!(qr.text.contains("<svg") && !qr.text.contains("<script"));
        let tag = owner.get(format!("{path}/tag")).ok();
        let address = format!("https://hui.example.com/j/{}", code_of(&link));
        assert_eq!(tag["uri"], address);
        assert_eq!(tag["smallest_tag"], "NTAG213");
        let hex = tag["ndef_hex"].as_str().expect("hex");
        assert!(hex.starts_with("d101"), "{hex}");

        let scheme = "weixin://dl/business/?t=XTSkBZlzqmn";
        let tag = json!({ "name": "碰碰贴", "kind": "wechat_tag", "channel": "nfc_tag",
                          "target": scheme });
        let made = owner.post("/api/v1/joining-links", &tag).ok();
        let path = format!(
            "/api/v1/joining-links/{}/tag",
            made["id"].as_str().expect("an id")
        );
        let tag = owner.get(path).ok();
        assert_eq!(tag["uri"], scheme);
        // The last record is Android's.
        let hex = tag["ndef_hex"].as_str().expect("hex");
        assert!(hex.ends_with("636f6d2e74656e63656e742e6d6d"), "{hex}");
    });
}

#[test]
fn a_page_that_is_not_ready_says_why() {
    both(|app| {
        let owner = app.log_in_as(Role::Owner);
        let link = json!({ "name": "门口", "store_id": app.chain.store("xuhui") });
        let code = code_of(&owner.post("/api/v1/joining-links", &link).ok());
        let door = app.anybody().get(format!("/api/v1/join/{code}")).ok();
        assert_eq!(door["not_ready"], "sms");
        let body = json!({ "phone": "13900000001" });
        app.anybody()
            .post(format!("/api/v1/join/{code}/digits"), &body)
            .refused(422, "channels.sms_not_set_up");
    });
}

#[test]
fn a_store_makes_links_of_its_own_and_of_no_other() {
    both(|app| {
        let manager = app.log_in_as(Role::StoreManager);
        let link = |store: Option<&str>| {
            let store = store.map(|name| app.chain.store(name));
            json!({ "name": "x", "store_id": store })
        };
        manager
            .post("/api/v1/joining-links", &link(Some("xuhui")))
            .ok();
        manager
            .post("/api/v1/joining-links", &link(Some("pudong")))
            .refused(403, "access.out_of_scope");
        manager
            .post("/api/v1/joining-links", &link(None))
            .refused(403, "access.needs_whole_brand");
        let owner = app.log_in_as(Role::Owner);
        owner.post("/api/v1/joining-links", &link(None)).ok();
        let count = |page: Value| page["items"].as_array().map(Vec::len);
        assert_eq!(count(owner.get("/api/v1/joining-links").ok()), Some(2));
        assert_eq!(count(manager.get("/api/v1/joining-links").ok()), Some(1));
    });
}
