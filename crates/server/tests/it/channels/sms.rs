//! SMS over HTTP: settings that keep their secrets, a log without numbers, reports by a secret
//! address.

use crate::phone::{settings, with_sms};
use access::Role;
use axum::http::Method;
use serde_json::json;
use testkit::sms_simulator::{Fate, KEY_SECRET};

#[test]
fn the_secret_goes_in_and_never_comes_out() {
    with_sms(|world| {
        let owner = world.app.log_in_as(Role::Owner);
        let path = "/api/v1/sms/settings";
        let shown = owner.get(path);
        assert!(!shown.text.contains(KEY_SECRET), "{}", shown.text);
        assert_eq!(shown.body["is_set_up"], true);
        // Without a secret the one that is kept stays.
        let mut again = settings();
        again
            .as_object_mut()
            .expect("an object")
            .remove("key_secret");
        again["sign"] = json!("会通茶饮");
        let etag = shown.etag();
        owner.edit(Method::PUT, path, &etag, &again).ok();
        owner
            .edit(Method::PUT, path, &etag, &again)
            .refused(412, "edit.stale");
        let link = world.link();
        world.digits(link["code"].as_str().expect("a code"), "13900000001");
        assert_eq!(world.simulator.sent()[0].sign, "会通茶饮");
        let audit = owner.get("/api/v1/audit").text;
        assert!(!audit.contains(KEY_SECRET), "{audit}");
    });
}

#[test]
fn the_log_shows_no_number_and_a_report_ends_a_message_once() {
    with_sms(|world| {
        let owner = world.app.log_in_as(Role::Owner);
        let link = world.link();
        world.digits(link["code"].as_str().expect("a code"), "13900000001");
        let log = owner.get("/api/v1/sms/messages");
        assert!(!log.text.contains("13900000001"), "{}", log.text);
        let first = &log.body["items"][0];
        assert_eq!(
            (&first["state"], &first["phone_last4"]),
            (&json!("sent"), &json!("0001"))
        );

        world.simulator.set_fate(0, Fate::Delivered);
        let reports = world.simulator.aliyun_reports(&[0]);
        let settings = owner.get("/api/v1/sms/settings").ok();
        let address = settings["reports_path"].as_str().expect("an address");
        for _ in 0..2 {
            let thanks = world.nobody().post(address, &reports).ok();
            assert_eq!(thanks["code"], 0);
        }
        let delivered = owner.get("/api/v1/sms/messages?state=delivered").ok();
        assert_eq!(delivered["items"].as_array().map(Vec::len), Some(1));
        let (start, last) = address.split_at(address.len() - 1);
        let wrong = format!("{start}{}", if last == "x" { "y" } else { "x" });
        world
            .nobody()
            .post(wrong, &reports)
            .refused(404, "channels.callback_unknown");
    });
}
