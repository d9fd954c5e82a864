//! One message, whatever the provider answers or does not answer.

use super::*;
use crate::sms::store::{self, Ending};
use testkit::sms_simulator::{Fate, Mood};

#[test]
fn a_message_goes_out_once_and_its_report_may_come_twice() {
    with_each_provider(|world| {
        let id = world.queue("join_code", "k1").expect("queued");
        assert_eq!(world.queue("join_code", "k1").expect("the same"), id);
        assert_eq!((world.state(), world.send_due()), (SmsState::Queued, 1));
        assert_eq!((world.state(), world.send_due()), (SmsState::Sent, 0));
        let sent = world.simulator.sent();
        assert_eq!(sent.len(), 1);
        assert_eq!(sent[0].phone, PHONE);
        assert_eq!(sent[0].sign, "会通咖啡");
        assert_eq!(sent[0].values, ["123456", "5"]);
        assert_eq!(sent[0].our_id, id.to_string());

        world.simulator.set_fate(0, Fate::Delivered);
        let delivered = world.reports(&[0]);
        let thanks = world.push(&delivered);
        assert!(thanks["code"] == 0 || thanks["result"] == 0, "{thanks}");
        assert_eq!(world.state(), SmsState::Delivered);
        // The same again, and a later one that says otherwise: the first one stands.
        world.push(&delivered);
        world.simulator.set_fate(0, Fate::Failed);
        world.push(&world.reports(&[0]));
        assert_eq!(world.state(), SmsState::Delivered);
        assert_eq!(world.wait(86_400_000), 0, "nothing is left to do");
        assert_eq!(world.simulator.sent().len(), 1);
    });
}

#[test]
fn a_wrong_signature_is_a_failure_and_no_message() {
    with_each_provider(|world| {
        world.set_up("wrong-secret", 1);
        world.queue("join_code", "k1").expect("queued");
        world.send_due();
        let message = world.message();
        assert_eq!(message.state, SmsState::Failed);
        let reason = message.reason.expect("a reason");
        assert!(reason.contains("Signature"), "{reason}");
        assert_eq!(
            (world.simulator.refused(), world.simulator.sent().len()),
            (1, 0)
        );
        assert_eq!(world.wait(86_400_000), 0);
    });
}

#[test]
fn a_throttled_message_is_tried_again_and_goes_out_once() {
    with_each_provider(|world| {
        world.simulator.be(&[Mood::Throttling, Mood::Throttling]);
        world.queue("join_code", "k1").expect("queued");
        world.send_due();
        assert_eq!((world.state(), world.send_due()), (SmsState::Queued, 0));
        assert_eq!(world.wait(5_000), 1);
        assert_eq!(world.state(), SmsState::Queued);
        assert_eq!(world.wait(10_000), 1);
        assert_eq!(
            (world.state(), world.simulator.sent().len()),
            (SmsState::Sent, 1)
        );
    });
}

#[test]
fn a_code_that_is_over_is_not_sent_any_more() {
    with_each_provider(|world| {
        world.simulator.be(&[Mood::Throttling; 9]);
        world.queue("join_code", "k1").expect("queued");
        for _ in 0..20 {
            world.wait(60_000);
        }
        assert_eq!(
            (world.state(), world.simulator.sent().len()),
            (SmsState::Failed, 0)
        );
        // A server that was down when it was due says so as well.
        world.queue("join_code", "k2").expect("queued");
        world.wait(301_000);
        assert_eq!(world.message().reason.as_deref(), Some("too late"));
        assert_eq!(world.simulator.sent().len(), 0);
    });
}

#[test]
fn a_lost_answer_is_asked_after_and_never_sent_again() {
    with_each_provider(|world| {
        for mood in [Mood::LosesAnswer, Mood::SaysBroken] {
            let before = world.simulator.sent().len();
            world.simulator.be(&[mood]);
            world
                .queue("join_code", &format!("{mood:?}"))
                .expect("queued");
            world.send_due();
            assert_eq!((world.state(), world.send_due()), (SmsState::Unknown, 0));
            assert_eq!(world.wait(20_000), 1, "it is asked");
            world.simulator.set_fate(before, Fate::Delivered);
            for _ in 0..4 {
                world.wait(600_000);
            }
            assert_eq!(world.state(), SmsState::Delivered, "{mood:?}");
            assert_eq!(world.simulator.sent().len(), before + 1, "{mood:?}");
        }
    });
}

#[test]
fn a_request_that_never_arrived_stays_unknown_and_is_not_sent_again() {
    with_each_provider(|world| {
        world.simulator.be(&[Mood::LosesRequest]);
        world.queue("join_code", "k1").expect("queued");
        world.send_due();
        let mut asked = 0;
        for _ in 0..10 {
            asked += world.wait(86_400_000);
        }
        assert_eq!((world.state(), asked), (SmsState::Unknown, 7));
        assert_eq!(
            (world.simulator.asked(), world.simulator.sent().len()),
            (7, 0)
        );
    });
}

#[test]
fn a_sender_that_died_leaves_a_claim_and_the_provider_is_asked() {
    with_each_provider(|world| {
        world.queue("join_code", "k1").expect("queued");
        let now = world.test.clock.now();
        world.write(move |tx| {
            let due = store::due(tx, now, 1)?.remove(0);
            let lease = now.plus_millis(60_000);
            assert!(store::claim(tx, &due, 7, SmsState::Sending, now, lease)?);
            assert!(!store::claim(tx, &due, 8, SmsState::Sending, now, lease)?);
            Ok(())
        });
        assert_eq!((world.state(), world.send_due()), (SmsState::Sending, 0));
        assert_eq!(world.wait(60_000), 1);
        assert_eq!(
            (world.state(), world.simulator.asked()),
            (SmsState::Unknown, 1)
        );
        assert_eq!(
            world.simulator.sent().len(),
            0,
            "nobody knows, so nobody sends"
        );
    });
}

#[test]
fn a_report_that_is_faster_than_the_answer_stands() {
    testkit::both(|test| {
        let world = World::new(test, Provider::Aliyun);
        let id = world.queue("join_code", "k1").expect("queued");
        let now = world.test.clock.now();
        world.write(move |tx| {
            let due = store::due(tx, now, 1)?.remove(0);
            store::claim(tx, &due, 7, SmsState::Sending, now, now.plus_millis(60_000))?;
            Ok(())
        });
        let report = serde_json::json!([{ "phone_number": "13800001234", "success": true,
            "biz_id": "9^0", "out_id": id.to_string() }]);
        world.push(&report);
        assert_eq!(world.state(), SmsState::Delivered);
        world.write(move |tx| {
            let ending = Ending {
                state: SmsState::Sent,
                reason: None,
                provider: Some(Provider::Aliyun),
                provider_id: Some("9^0"),
                due_at: Some(now),
                attempts: 0,
            };
            Ok(store::end(tx, (id, 7), &ending, now)?)
        });
        assert_eq!(
            (world.state(), world.wait(60_000)),
            (SmsState::Delivered, 0)
        );
    });
}

#[test]
fn two_senders_at_once_send_one_message() {
    with_each_provider(|world| {
        world.queue("join_code", "k1").expect("queued");
        let brand = world.brand();
        std::thread::scope(|scope| {
            for _ in 0..4 {
                scope.spawn(|| {
                    BRAND.set(brand);
                    world.send_due()
                });
            }
        });
        assert_eq!(
            (world.state(), world.simulator.sent().len()),
            (SmsState::Sent, 1)
        );
    });
}
