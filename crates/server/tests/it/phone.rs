//! A phone in somebody's hand: an SMS provider that delivers to it, and the way to the door.

use crate::app::TestApp;
use crate::call::{Caller, Reply};
use access::Role;
use axum::http::Method;
use platform::config::Config;
use serde_json::{Value, json};
use testkit::TestDb;
use testkit::sms_simulator::{KEY_ID, KEY_SECRET, SmsSimulator};

/// A product that can send messages, with the provider that takes them.
pub struct World {
    pub app: TestApp,
    pub simulator: SmsSimulator,
}

/// Tells a story on each engine.
pub fn with_sms(story: impl Fn(&World)) {
    for dialect in testkit::engines() {
        let test = TestDb::new(dialect);
        let simulator = SmsSimulator::start(&test.clock);
        let mut config = Config::of_defaults();
        config.channels.aliyun_sms_url = simulator.url().into();
        config.channels.public_url = "https://hui.example.com".into();
        let app = TestApp::with_config(test, config);
        let world = World { app, simulator };
        world.set_up();
        story(&world);
        world.app.settle_outbox();
    }
}

pub fn settings() -> Value {
    json!({ "provider": "aliyun", "key_id": KEY_ID, "key_secret": KEY_SECRET, "sign": "会通咖啡",
        "templates": [{ "purpose": "join_code", "kind": "code", "template_id": "SMS_1",
                        "text": "验证码{code}，{minutes}分钟内有效" }] })
}

impl World {
    fn set_up(&self) {
        let owner = self.app.log_in_as(Role::Owner);
        let path = "/api/v1/sms/settings";
        owner.edit(Method::PUT, path, "\"0\"", &settings()).ok();
        for purpose in ["service", "marketing", "profiling"] {
            let text = json!({ "purpose": purpose, "zh": format!("{purpose}：全文"),
                               "en": format!("{purpose}: the text") });
            owner.post("/api/v1/policies", &text).ok();
        }
    }

    /// A link that hangs in xuhui; its code.
    pub fn link(&self) -> Value {
        let owner = self.app.log_in_as(Role::Owner);
        let link = json!({ "name": "门口", "store_id": self.app.chain.store("xuhui") });
        owner.post("/api/v1/joining-links", &link).ok()
    }

    /// A request at the door.
    pub fn at_door(&self, code: &str, what: &str, body: &Value) -> Reply {
        self.nobody()
            .post(format!("/api/v1/join/{code}/{what}"), body)
    }

    pub fn nobody(&self) -> Caller<'_> {
        self.app.anybody()
    }

    /// Asks for digits and reads them off the phone.
    #[track_caller]
    pub fn digits(&self, code: &str, phone: &str) -> String {
        self.at_door(code, "digits", &json!({ "phone": phone }))
            .ok();
        self.app.send_messages();
        let sent = self.simulator.sent();
        let last = sent.last().expect("a message");
        assert_eq!(last.phone, format!("+86{phone}"));
        last.values[0].clone()
    }

    /// Proves a number; what the server says of it.
    #[track_caller]
    pub fn prove(&self, code: &str, phone: &str) -> Value {
        let digits = self.digits(code, phone);
        let body = json!({ "phone": phone, "digits": digits });
        self.at_door(code, "proof", &body).ok()
    }

    /// Joins as somebody new; the proof.
    #[track_caller]
    pub fn join(&self, code: &str, phone: &str) -> String {
        let proof = self.prove(code, phone)["proof"]
            .as_str()
            .expect("a proof")
            .to_owned();
        let body =
            json!({ "proof": proof, "name": "张三", "consents": [consent("service", "all")] });
        let joined = self.at_door(code, "member", &body).ok();
        assert_eq!(joined["is_new"], true);
        proof
    }
}

/// A tick at the first version of a text.
pub fn consent(purpose: &str, channel: &str) -> Value {
    json!({ "purpose": purpose, "channel": channel, "policy_version": 1 })
}
