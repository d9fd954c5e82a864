//! Consents on the database, and children with their guardians.

use super::{Chain, code, person};
use crate::{
    Consent, ConsentOrigin, ContactChannel, Guardian, MembershipError, NewMember, ProfileEdit,
    Purpose, Relation, SaidBy, may_contact, publish_policy, record_consent, set_guardian,
};
use kernel::{Fault, MemberId};
use platform::http::IfMatch;

fn consent(purpose: Purpose, channel: ContactChannel, is_given: bool) -> Consent {
    Consent {
        purpose,
        channel,
        is_given,
        policy_version: is_given.then_some(1),
        origin: ConsentOrigin::Till,
        store_id: None,
        said_by: SaidBy::Member,
        note: Some("在柜台签字".into()),
    }
}

fn publish(chain: &Chain<'_>, purpose: Purpose, zh: &'static str) -> i64 {
    chain
        .write(move |tx, _, act| publish_policy(tx, act, purpose, zh, "text"))
        .expect("published")
        .version
}

fn say(chain: &Chain<'_>, id: MemberId, consent: Consent) -> Result<(), MembershipError> {
    chain.db.clock.advance_millis(1);
    chain.write(move |tx, _, act| record_consent(tx, act, id, &consent).map(drop))
}

fn may(chain: &Chain<'_>, id: MemberId, purpose: Purpose, channel: ContactChannel) -> bool {
    chain
        .write(move |tx, _, act| Ok(may_contact(tx, act.now, id, purpose, channel)?))
        .expect("asked")
}

fn mother() -> Guardian {
    Guardian {
        name: "王芳".into(),
        phone: "13700007777".into(),
        relation: Relation::Mother,
    }
}

fn wrong_field<T: std::fmt::Debug>(outcome: Result<T, MembershipError>) -> (String, &'static str) {
    let wrong = outcome.expect_err("refused").field_errors().remove(0);
    (wrong.pointer, wrong.code)
}

#[test]
fn the_last_consent_counts_and_all_are_kept() {
    use ContactChannel::{All, Sms, Wechat};
    testkit::both(|db| {
        let chain = Chain::new(db);
        let li = chain.enrol(person("李娜", "13800000001")).expect("in");
        let marketing = |channel, is_given| consent(Purpose::Marketing, channel, is_given);
        let none = say(&chain, li, marketing(Sms, true));
        assert_eq!(
            wrong_field(none).1,
            "reference.unknown",
            "there is no version 1"
        );
        let unnamed = Consent {
            policy_version: None,
            ..marketing(Sms, true)
        };
        let missing = say(&chain, li, unnamed.clone());
        assert_eq!(code(missing), "membership.policy_missing");
        assert_eq!(publish(&chain, Purpose::Marketing, "我们会发优惠短信"), 1);
        assert_eq!(publish(&chain, Purpose::Marketing, "我们会发优惠消息"), 2);
        let missing = say(&chain, li, unnamed);
        assert_eq!(
            wrong_field(missing),
            ("/policy_version".into(), "value.missing")
        );

        assert!(may(&chain, li, Purpose::Service, Sms));
        assert!(
            !may(&chain, li, Purpose::Marketing, Sms),
            "silence is no consent"
        );
        say(&chain, li, marketing(Sms, true)).expect("given");
        say(&chain, li, marketing(Wechat, true)).expect("given");
        assert!(may(&chain, li, Purpose::Marketing, Sms));
        assert!(!may(&chain, li, Purpose::Marketing, ContactChannel::Phone));
        say(&chain, li, marketing(All, false)).expect("withdrawn");
        assert!(!may(&chain, li, Purpose::Marketing, Sms));
        say(&chain, li, marketing(Wechat, true)).expect("given");
        assert!(may(&chain, li, Purpose::Marketing, Wechat));
        assert!(!may(&chain, li, Purpose::Marketing, Sms));
        assert!(!may(&chain, MemberId(7), Purpose::Service, Sms), "nobody");

        let (now, all) = chain
            .write(move |tx, _, _| {
                let now = crate::current_consents(tx, li)?;
                Ok((now, crate::list_consents(tx, li, None, 50)?.items))
            })
            .expect("listed");
        let channels: Vec<_> = now.iter().map(|one| (one.channel, one.is_given)).collect();
        assert_eq!(channels, [(Wechat, true), (All, false), (Sms, true)]);
        assert_eq!(all.len(), 4);
        let hash = all[0].text_hash.as_ref().map(Vec::len);
        assert_eq!((all[0].policy_version, hash), (Some(1), Some(32)));
    });
}

#[test]
fn a_child_is_a_member_with_a_guardian_only() {
    testkit::both(|db| {
        let chain = Chain::new(db);
        // The clock of a test stands in November 2026.
        let child = NewMember {
            birthday: "2015-01-01".parse().ok(),
            ..person("小明", "13800000001")
        };
        let missing = wrong_field(chain.enrol(child.clone()));
        assert_eq!(missing, ("/guardian".into(), "guardian.missing"));
        let grown = NewMember {
            guardian: Some(mother()),
            ..person("李娜", "13800000002")
        };
        let needless = wrong_field(chain.enrol(grown));
        assert_eq!(needless, ("/guardian".into(), "value.not_allowed"));
        let guarded = NewMember {
            guardian: Some(mother()),
            ..child
        };
        let ming = chain.enrol(guarded).expect("in");
        let shown = chain
            .write(move |tx, seal, _| crate::find_guardian(tx, seal, ming))
            .expect("asked")
            .expect("somebody");
        assert_eq!(
            (shown.name.as_str(), shown.phone.as_str()),
            ("王芳", "137****7777")
        );

        publish(&chain, Purpose::Marketing, "营销");
        publish(&chain, Purpose::Location, "位置");
        let marketing = consent(Purpose::Marketing, ContactChannel::Sms, true);
        let refused = wrong_field(say(&chain, ming, marketing));
        assert_eq!(refused, ("/purpose".into(), "consent.not_for_children"));
        let location = consent(Purpose::Location, ContactChannel::All, true);
        let refused = wrong_field(say(&chain, ming, location.clone()));
        assert_eq!(refused, ("/said_by".into(), "consent.needs_guardian"));
        let by_guardian = Consent {
            said_by: SaidBy::Guardian,
            ..location
        };
        say(&chain, ming, by_guardian).expect("given");
        assert!(may(&chain, ming, Purpose::Service, ContactChannel::Sms));
        let withdrawn = Consent {
            said_by: SaidBy::Guardian,
            ..consent(Purpose::Guardian, ContactChannel::All, false)
        };
        say(&chain, ming, withdrawn).expect("withdrawn");
        assert!(!may(&chain, ming, Purpose::Service, ContactChannel::Sms));
    });
}

#[test]
fn an_edit_makes_nobody_a_child_without_a_guardian() {
    testkit::both(|db| {
        let chain = Chain::new(db);
        let id = chain.enrol(person("小明", "13800000001")).expect("in");
        publish(&chain, Purpose::Marketing, "营销");
        let sms = ContactChannel::Sms;
        say(&chain, id, consent(Purpose::Marketing, sms, true)).expect("given");
        let edit = ProfileEdit {
            birthday: Some("2013-06-01".parse().ok()),
            ..ProfileEdit::default()
        };
        let young = |edit: ProfileEdit| {
            let seen = IfMatch(chain.get(id).version);
            chain.write(move |tx, seal, act| crate::edit(tx, seal, act, id, seen, &edit).map(drop))
        };
        let missing = wrong_field(young(edit.clone()));
        assert_eq!(missing, ("/guardian".into(), "guardian.missing"));
        let set = chain.write(move |tx, seal, act| {
            let origin = ConsentOrigin::Till;
            set_guardian(tx, seal, act, id, &mother(), origin, None)
        });
        set.expect("set");
        young(edit).expect("edited");
        assert!(
            !may(&chain, id, Purpose::Marketing, sms),
            "what was given before is void"
        );
    });
}

#[test]
fn of_two_who_publish_at_once_each_gets_a_version_of_its_own() {
    testkit::both(|db| {
        let chain = Chain::new(db);
        let outcomes: Vec<_> = std::thread::scope(|scope| {
            let tries: Vec<_> = (0..6)
                .map(|_| {
                    let chain = &chain;
                    scope.spawn(move || {
                        chain.write(|tx, _, act| {
                            publish_policy(tx, act, Purpose::Profiling, "画像", "profile")
                        })
                    })
                })
                .collect();
            tries
                .into_iter()
                .map(|one| one.join().expect("no panic"))
                .collect()
        });
        let mut versions = Vec::new();
        for outcome in outcomes {
            match outcome {
                Ok(text) => versions.push(text.version),
                Err(error) => assert_eq!(error.code(), "membership.policy_raced"),
            }
        }
        versions.sort_unstable();
        let wanted: Vec<i64> = (1..=versions.len() as i64).collect();
        assert_eq!(versions, wanted);
        assert!(!versions.is_empty());
    });
}
