//! One message, whatever the provider does: stories with both providers on both engines.

use super::rules::{SmsKind, SmsState, SmsTemplate, SmsWindow};
use super::settings::Provider;
use super::*;
use crate::ChannelsError;
use access::NewBrand;
use platform::App;
use platform::config::Config;
use platform::http::IfMatch;
use serde_json::Value;
use testkit::sms_simulator::{APP_ID, KEY_ID, KEY_SECRET, SmsSimulator};
use testkit::{NOON, TestDb};

const PHONE: &str = "+8613800001234";

/// A brand with an account at a provider.
struct World<'a> {
    test: &'a TestDb,
    app: App,
    provider: Provider,
    simulator: SmsSimulator,
}

/// Tells a story with each provider on each engine.
fn with_each_provider(story: impl Fn(&World<'_>)) {
    testkit::both(|test| {
        for provider in [Provider::Aliyun, Provider::Tencent] {
            story(&World::new(test, provider));
        }
    });
}

impl<'a> World<'a> {
    fn new(test: &'a TestDb, provider: Provider) -> World<'a> {
        test.clock.set(NOON);
        let simulator = SmsSimulator::start(&test.clock);
        let mut config = Config::of_defaults();
        config.channels.aliyun_sms_url = simulator.url().into();
        config.channels.tencent_sms_url = simulator.url().into();
        let (db, clock) = (test.db.clone(), test.clock.clone());
        let app = App::new(db, clock, Seal::ephemeral(), config);
        let world = World {
            test,
            app,
            provider,
            simulator,
        };
        let act = world.act();
        let brand = kernel::BrandId(test.db.new_id());
        BRAND.set(brand);
        world.write(move |tx| {
            let new = NewBrand {
                code: format!("b-{}", tx.brand().0),
                name: "会通咖啡".into(),
                currency: "CNY".into(),
                zone: "Asia/Shanghai".parse().expect("a zone"),
            };
            Ok(access::create_brand(tx, &act, &new).map(|_| ())?)
        });
        world.set_up(KEY_SECRET, 0);
        world
    }

    fn act(&self) -> Act {
        Act::of_system(self.test.clock.now())
    }

    fn brand(&self) -> kernel::BrandId {
        BRAND.get()
    }

    fn write<T: Send + 'static>(
        &self,
        act: impl Fn(&mut Tx<'_>) -> Result<T, ChannelsError> + Send + 'static,
    ) -> T {
        let written = self.test.db.write_blocking(self.brand(), act);
        written.expect("it goes well")
    }

    fn set_up(&self, secret: &str, version: i64) {
        let template_id = match self.provider {
            Provider::Aliyun => "SMS_1",
            Provider::Tencent => "1001",
        };
        let template = |purpose: &str, kind, text: &str| SmsTemplate {
            purpose: purpose.into(),
            kind,
            template_id: template_id.into(),
            text: text.into(),
        };
        let edit = SettingsEdit {
            provider: self.provider,
            key_id: KEY_ID.into(),
            key_secret: Some(secret.into()),
            app_id: (self.provider == Provider::Tencent).then(|| APP_ID.into()),
            sign: "会通咖啡".into(),
            templates: vec![
                template(
                    "join_code",
                    SmsKind::Code,
                    "验证码{code}，{minutes}分钟内有效",
                ),
                template("reminder", SmsKind::Notice, "您预约在{day}"),
                template("news", SmsKind::Marketing, "新品到店，拒收请回复R"),
            ],
            notices: Some(SmsWindow::NOTICES),
        };
        let (act, seal) = (self.act(), self.app.seal.clone());
        self.write(move |tx| replace_settings(tx, &seal, &act, &edit, IfMatch(version)));
    }

    fn sms(&self, purpose: &'static str, key: &str) -> NewSms {
        let texts = [("code", "123456"), ("minutes", "5"), ("day", "周五")];
        NewSms {
            purpose,
            key: key.into(),
            phone: Phone::of_e164(PHONE).expect("a number"),
            variables: texts.map(|(name, text)| (name, text.to_owned())).into(),
            give_up_at: self.test.clock.now().plus_millis(300_000),
        }
    }

    fn queue(&self, purpose: &'static str, key: &str) -> Result<SmsId, ChannelsError> {
        let (act, seal, sms) = (self.act(), self.app.seal.clone(), self.sms(purpose, key));
        let brand = self.brand();
        self.test
            .db
            .write_blocking(brand, move |tx| queue(tx, &seal, &act, &sms))
    }

    fn send_due(&self) -> usize {
        let brands: platform::outbox::Brands = |_| Ok(vec![BRAND.get()]);
        let sender = Sender::new(&self.app, brands);
        sender.send_due(self.test.clock.now()).expect("it looks")
    }

    fn wait(&self, millis: i64) -> usize {
        self.test.clock.advance_millis(millis);
        self.send_due()
    }

    fn message(&self) -> Message {
        let page = self
            .test
            .db
            .read_blocking(self.brand(), |tx| list(tx, None, None, 10));
        page.expect("a page").items.remove(0)
    }

    fn state(&self) -> SmsState {
        self.message().state
    }

    fn reports(&self, places: &[usize]) -> Value {
        match self.provider {
            Provider::Aliyun => self.simulator.aliyun_reports(places),
            Provider::Tencent => self.simulator.tencent_reports(places),
        }
    }

    fn push(&self, reports: &Value) -> Value {
        let pushed: Vec<reports::Pushed> =
            serde_json::from_value(reports.clone()).expect("a list of reports");
        let (seal, now) = (self.app.seal.clone(), self.test.clock.now());
        self.write(move |tx| {
            let token = settings::load(tx, &seal)?
                .expect("settings")
                .secrets
                .callback_token;
            reports::take_reports(tx, &seal, &token, &pushed, now)
        })
    }
}

thread_local! {
    /// The brand of the story that this thread tells.
    static BRAND: std::cell::Cell<kernel::BrandId> =
        const { std::cell::Cell::new(kernel::BrandId(0)) };
}

mod limits;
mod sending;
