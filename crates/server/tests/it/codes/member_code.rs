//! What a member shows, from the phone's certificate to the scan.

use crate::app::both;
use crate::call::Caller;
use crate::phone::with_sms;
use access::Role;
use data_encoding::HEXLOWER;
use membercode::{CERTIFICATE_BYTES, TrustedKey, check, make, minute_of, public_key};
use serde_json::{Value, json};

const PHONE_SECRET: [u8; 32] = [7; 32];
const RESOLVE: &str = "/api/v1/members/resolve";

fn scan(text: &str) -> Value {
    json!({ "text": text })
}

#[test]
fn a_member_is_known_by_whatever_lasts() {
    both(|app| {
        let cashier = app.log_in_as(Role::Cashier);
        let person = json!({ "name": "张三", "card_no": "VIP-0007", "phone": "13900000011",
                             "store_id": app.chain.store("xuhui") });
        let member = cashier.post("/api/v1/members", &person).ok();
        let id = member["id"].as_str().expect("an id");
        let tags = format!("/api/v1/members/{id}/nfc-tags");
        cashier
            .post(tags.as_str(), &json!({ "uid": "04:a1:b2:c3:d4:e5:f6" }))
            .ok();
        let number = member["member_no"].as_str().expect("a number");
        for (text, by) in [
            ("139 0000 0011", "phone"),
            (number, "member_no"),
            ("vip-0007", "card"),
            ("04A1B2C3D4E5F6", "nfc_tag"),
            (" 04-A1-B2-C3-D4-E5-F6\r", "nfc_tag"),
        ] {
            let found = cashier.post(RESOLVE, &scan(text)).ok();
            assert_eq!(
                (&found["known_by"], &found["member"]["id"]),
                (&json!(by), &json!(id))
            );
            assert_eq!(found["is_presence"], false);
            assert!(!found.to_string().contains("13900000011"));
        }
        for text in [
            "13900000022",
            "VIP-0008",
            "134567890123456789",
            "6901234567892",
        ] {
            cashier
                .post(RESOLVE, &scan(text))
                .refused(404, "membership.code_unknown");
        }
        // One tag is one member's.
        let li = app.chain.member("li").id;
        cashier
            .post(
                format!("/api/v1/members/{li}/nfc-tags"),
                &json!({ "uid": "04A1B2C3D4E5F6" }),
            )
            .refused(422, "membership.identity_taken");
        app.prove();
    });
}

#[test]
fn a_short_code_is_good_for_a_minute_and_one_till() {
    with_sms(|world| {
        let code = world.link()["code"].as_str().expect("a code").to_owned();
        let proof = world.join(&code, "13900000001");
        let issue = || {
            let issued = world
                .at_door(&code, "member-code", &json!({ "proof": proof }))
                .ok();
            issued["code"].as_str().expect("a code").to_owned()
        };
        let cashier = world.app.log_in_as(Role::Cashier);
        let short = issue();
        assert!(short.len() == 14 && short.starts_with("99"), "{short}");
        let scans = (0..10)
            .map(|_| cashier.to_post(RESOLVE, &scan(&short)))
            .collect();
        let replies = world.app.at_once(scans);
        let taken = replies.iter().filter(|reply| reply.status == 200);
        let taken: Vec<&Value> = taken.map(|reply| &reply.body).collect();
        assert_eq!(taken.len(), 1);
        assert_eq!(
            (&taken[0]["known_by"], &taken[0]["is_presence"]),
            (&json!("short_code"), &json!(true))
        );
        for reply in replies.iter().filter(|reply| reply.status != 200) {
            assert_eq!(reply.code(), "membership.code_used", "{}", reply.text);
        }

        let (old, short) = (issue(), issue());
        cashier
            .post(RESOLVE, &scan(&old))
            .refused(404, "membership.code_unknown");
        world.app.test.clock.advance_millis(60_000);
        cashier
            .post(RESOLVE, &scan(&short))
            .refused(404, "membership.code_unknown");
        let nobody = world.at_door(&code, "member-code", &json!({ "proof": "made-up" }));
        nobody.refused(422, "membership.proof_over");
    });
}

#[test]
fn whoever_guesses_codes_is_slowed_down_and_whoever_scans_is_not() {
    with_sms(|world| {
        let code = world.link()["code"].as_str().expect("a code").to_owned();
        let proof = world.join(&code, "13900000001");
        let cashier = world.app.log_in_as(Role::Cashier);
        for _ in 0..40 {
            let issued = world
                .at_door(&code, "member-code", &json!({ "proof": proof }))
                .ok();
            cashier
                .post(RESOLVE, &scan(issued["code"].as_str().expect("a code")))
                .ok();
        }
        let guess = |number: u32| cashier.post(RESOLVE, &scan(&format!("99{number:012}")));
        let unknown = (0..40)
            .filter(|number| guess(*number).status == 404)
            .count();
        assert_eq!(unknown, 30);
        guess(99).refused(429, "membership.too_many_tries");
        // What lasts is no guess.
        cashier.post(RESOLVE, &scan("13900000001")).ok();
        world.app.test.clock.advance_millis(15 * 60_000);
        guess(99).refused(404, "membership.code_unknown");
    });
}

fn bytes<const N: usize>(text: &Value) -> [u8; N] {
    let bytes = HEXLOWER.decode(text.as_str().expect("text").as_bytes());
    bytes.expect("hex").try_into().expect("so many bytes")
}

/// The keys that a till trusts.
fn keys_of(till: &Caller<'_>) -> Vec<TrustedKey> {
    let keys = till.get("/api/v1/member-code-keys").ok();
    let key = |one: &Value| TrustedKey {
        no: u16::try_from(one["no"].as_u64().expect("a number")).expect("small"),
        public: bytes(&one["public_key"]),
    };
    let keys = keys["items"].as_array().expect("keys");
    keys.iter().map(key).collect()
}

#[test]
fn a_phone_signs_its_codes_and_a_till_checks_them_offline() {
    with_sms(|world| {
        let clock = &world.app.test.clock;
        let code = world.link()["code"].as_str().expect("a code").to_owned();
        let cashier = world.app.log_in_as(Role::Cashier);
        let proof = world.join(&code, "13900000001");
        let certify = |phone_key: [u8; 32]| {
            let body = json!({ "proof": proof, "phone_key": HEXLOWER.encode(&phone_key) });
            world.at_door(&code, "certificate", &body)
        };
        let certified = certify(public_key(&PHONE_SECRET)).ok();
        let certificate: [u8; CERTIFICATE_BYTES] = bytes(&certified["certificate"]);
        certify([0; 32]).refused(422, "membership.key_not_trusted");

        // The till knows nothing but the keys.
        let keys = || keys_of(&cashier);
        let now = clock.now().0;
        let shown = make(&PHONE_SECRET, &certificate, minute_of(now));
        let known = check(&shown, &keys(), now).expect("genuine");
        assert_eq!(certified["member_no"], format!("{:010}", known.member_no));

        // The server takes it too, once.
        let found = cashier.post(RESOLVE, &scan(&shown)).ok();
        assert_eq!(found["known_by"], "signed_code");
        assert_eq!(found["member"]["member_no"], certified["member_no"]);
        cashier
            .post(RESOLVE, &scan(&shown))
            .refused(422, "membership.code_used");
        let mut altered = shown.clone();
        altered.replace_range(100..101, if &shown[100..101] == "A" { "B" } else { "A" });
        cashier
            .post(RESOLVE, &scan(&altered))
            .refused(422, "membership.code_forged");
        clock.advance_millis(3 * 60_000);
        cashier
            .post(RESOLVE, &scan(&shown))
            .refused(422, "membership.code_old");

        // A new key leaves the old one trusted until its certificates are over.
        let owner = world.app.log_in_as(Role::Owner);
        owner
            .post("/api/v1/member-code-keys/rotate", &json!({}))
            .ok();
        assert_eq!(keys().iter().map(|key| key.no).collect::<Vec<_>>(), [1, 2]);
        let next = make(&PHONE_SECRET, &certificate, minute_of(clock.now().0));
        cashier.post(RESOLVE, &scan(&next)).ok();
        // A session lasts half a day without a request, so the till logs in again.
        clock.advance_millis(86_400_000);
        let cashier = world.app.log_in(&world.app.chain, Role::Cashier.as_str());
        let over = make(&PHONE_SECRET, &certificate, minute_of(clock.now().0));
        cashier
            .post(RESOLVE, &scan(&over))
            .refused(422, "membership.certificate_over");
        clock.advance_millis(180_000);
        let keys = cashier.get("/api/v1/member-code-keys").ok();
        assert_eq!(keys["items"].as_array().map(Vec::len), Some(1));
    });
}
