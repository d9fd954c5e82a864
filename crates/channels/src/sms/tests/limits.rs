//! What is not sent: too much, too late in the evening, against somebody's will; and what is not
//! kept in clear.

use super::*;
use crate::sms::store;

#[test]
fn one_number_gets_a_code_a_minute_and_no_marketing_after_r() {
    with_each_provider(|world| {
        world.queue("join_code", "k1").expect("queued");
        let again = world.queue("join_code", "k2");
        assert!(
            matches!(
                again,
                Err(ChannelsError::TooOften {
                    retry_after_seconds: 60
                })
            ),
            "{again:?}"
        );
        world.test.clock.advance_millis(60_000);
        world.queue("join_code", "k2").expect("a minute later");
        world.queue("news", "n1").expect("not refused yet");

        let said = serde_json::json!([{ "phone_number": "13800001234", "content": " td ",
            "nationcode": "86", "mobile": "13800001234", "text": " td " }]);
        let pushed: Vec<reports::Pushed> = serde_json::from_value(said).expect("replies");
        let (seal, now) = (world.app.seal.clone(), world.test.clock.now());
        world.write(move |tx| {
            let token = settings::load(tx, &seal)?
                .expect("settings")
                .secrets
                .callback_token;
            let wrong = reports::take_replies(tx, &seal, "wrong", &pushed, now);
            assert!(matches!(wrong, Err(ChannelsError::CallbackUnknown { .. })));
            reports::take_replies(tx, &seal, &token, &pushed, now)
        });
        let refused = world.queue("news", "n2");
        assert!(
            matches!(refused, Err(ChannelsError::MarketingStopped)),
            "{refused:?}"
        );
        world
            .queue("reminder", "r1")
            .expect("a notice is no marketing");
    });
}

#[test]
fn a_notice_waits_for_the_morning_and_a_code_does_not() {
    with_each_provider(|world| {
        // 22:00 in Shanghai.
        world.test.clock.advance_millis(10 * 3_600_000);
        let (act, seal) = (world.act(), world.app.seal.clone());
        let mut notice = world.sms("reminder", "r1");
        notice.give_up_at = act.now.plus_days(2);
        world.write(move |tx| queue(tx, &seal, &act, &notice));
        world.queue("join_code", "k1").expect("queued");
        assert_eq!(world.send_due(), 1);
        assert_eq!(world.simulator.sent()[0].values, ["123456", "5"]);
        assert_eq!(
            world.wait(9 * 3_600_000 + 3_599_000),
            1,
            "the code is asked after"
        );
        assert_eq!(world.simulator.sent().len(), 1);
        assert_eq!(world.wait(1_000), 1);
        assert_eq!(world.simulator.sent()[1].values, ["周五"]);
    });
}

#[test]
fn nothing_of_a_person_or_an_account_stands_in_clear_and_a_person_can_be_forgotten() {
    with_each_provider(|world| {
        let seal = world.app.seal.clone();
        world.queue("join_code", "k1").expect("queued");
        world.write(move |tx| {
            let stored = settings::store::find(tx)?.expect("settings");
            let sealed = String::from_utf8_lossy(&stored.secrets_sealed).into_owned();
            assert!(!stored.choices.contains(KEY_SECRET) && !sealed.contains(KEY_SECRET));
            let due = store::due(tx, NOON, 1)?.remove(0);
            let phone = due.phone_sealed.expect("sealed");
            assert!(!String::from_utf8_lossy(&phone).contains("13800001234"));
            let said = due.variables_sealed.expect("sealed");
            assert!(!String::from_utf8_lossy(&said).contains("123456"));
            forget(tx, &seal, &Phone::of_e164(PHONE).expect("a number"), NOON)?;
            Ok(())
        });
        assert_eq!(
            (world.message().phone_last4.as_str(), world.send_due()),
            ("", 0)
        );
        assert_eq!(
            (world.state(), world.simulator.sent().len()),
            (SmsState::Failed, 0)
        );
    });
}

#[test]
fn without_settings_nothing_is_queued_and_it_says_why() {
    testkit::both(|test| {
        let world = World::new(test, Provider::Aliyun);
        let missing = world.queue("unheard_of", "k1");
        assert!(
            matches!(missing, Err(ChannelsError::NoTemplate { .. })),
            "{missing:?}"
        );
        let seal = world.app.seal.clone();
        let ready = world.write(move |tx| is_set_up(tx, &seal, "join_code"));
        assert!(ready);
        BRAND.set(kernel::BrandId(test.db.new_id()));
        let none = world.queue("join_code", "k1");
        assert!(matches!(none, Err(ChannelsError::SmsNotSetUp)), "{none:?}");
    });
}

#[test]
fn every_statement_fits_the_schema() {
    testkit::both(|test| {
        let wrong = platform::db::check_statements(&test.url).expect("the engine prepares");
        assert_eq!(wrong, Vec::<String>::new());
    });
}
